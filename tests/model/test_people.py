"""How names are put in order, and who is on a board on a given day."""

from __future__ import annotations

import datetime as dt

import pytest

from seminarsite.model.people import Member, Speaker, family_first
from seminarsite.model.values import PartialDate, Slug


def speaker(name: str, sort_name: str | None = None) -> Speaker:
    return Speaker(id=Slug("x"), name=name, sort_name=sort_name)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Ada Example", "Example, Ada"),
        ("Ada Maria Example", "Example, Ada Maria"),
        ("Example", "Example"),
        ("Ada Example Jr.", "Example Jr., Ada"),
        ("Ada Example III", "Example III, Ada"),
        ("Ada van der Example", "Example, Ada van der"),
        ("Example, Ada", "Example, Ada"),
        ("Ada Example-Beispiel", "Example-Beispiel, Ada"),
        ("", ""),
    ],
)
def test_the_family_name_is_the_last_word(name: str, sorted_as: str) -> None:
    assert family_first(name) == sorted_as


def test_names_are_in_the_order_of_an_index() -> None:
    names = [
        "Zoe Élan",
        "Ada Eck",
        "Bob Ørn",
        "Eve Orr",
        "Łukasz Łoś",
        "Mia Lum",
        "Lea van Dyk",
        "Ida du Bois",
        "ann Äbi",
    ]
    ordered = sorted(map(speaker, names), key=lambda one: one.sorting)
    assert [one.name.split()[-1] for one in ordered] == [
        "Äbi",
        "Bois",
        "Dyk",
        "Eck",
        "Élan",
        "Łoś",
        "Lum",
        "Ørn",
        "Orr",
    ]


def test_who_says_how_a_name_is_sorted_is_heeded() -> None:
    assert speaker("Ada Maria Example", "Maria Example, Ada").sorting < speaker("Bob Nobody").sorting
    assert speaker("Du Example", "Du, Example").initial == "D"


@pytest.mark.parametrize(
    ("name", "initial"), [("Ada Élan", "E"), ("Ada Łoś", "L"), ("例", "#"), ("Ada 3", "#"), ("", "#")]
)
def test_the_letter_of_an_index_is_a_plain_capital(name: str, initial: str) -> None:
    assert speaker(name).initial == initial


@pytest.mark.parametrize(
    ("member", "day", "state"),
    [
        (Member(name="A"), "2025-03-01", "serving"),
        (Member(name="A", former=True), "2025-03-01", "former"),
        (Member(name="A", from_=PartialDate(2025, 3, 2)), "2025-03-01", "to come"),
        (Member(name="A", from_=PartialDate(2025, 3, 1)), "2025-03-01", "serving"),
        (Member(name="A", from_=PartialDate(2025)), "2025-01-01", "serving"),
        (Member(name="A", until=PartialDate(2025, 2)), "2025-02-28", "serving"),
        (Member(name="A", until=PartialDate(2025, 2)), "2025-03-01", "former"),
        (Member(name="A", until=PartialDate(2024)), "2024-12-31", "serving"),
        (Member(name="A", until=PartialDate(2024)), "2025-01-01", "former"),
    ],
)
def test_a_member_serves_from_the_first_day_to_the_last(member: Member, day: str, state: str) -> None:
    today = dt.date.fromisoformat(day)
    assert member.is_serving(today) is (state == "serving")
    assert member.is_former(today) is (state == "former")
