"""One person under two names, and two people whose names are alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_meaning import Told, front, talk, told


@pytest.fixture(name="told")
def told_(read: Callable[..., Any]) -> Told:
    return told(read)


def talks(*names: str) -> dict[str, str]:
    return {f"events/{n}.md": talk(f"speaker: '{name}'", date=f"2025-04-0{n}") for n, name in enumerate(names, 1)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kathlén Beispiel", "K. Beispiel"),
        ("Ada Example", "Example, Ada"),
        ("Ada Example", "Ada B. Example"),
        ("Ada Berta Example", "Ada B. Example"),
        ("Ada Example", "Ada Exmaple"),
        ("Ada Example", "Ada Exampel"),
        ("Johanna Example", "Johana Example"),
        ("Müller Ada", "Ada Muller"),
        ("Jürgen Example", "Juergen Example"),
        ("Ada Example", "Ada Example Jr."),
    ],
)
def test_two_spellings_of_one_name_are_told_once(told: Told, one: str, other: str) -> None:
    assert [message.partition(" ")[2] for message in told(talks(one, other))] == ["two-spellings"]


@pytest.mark.parametrize(
    "names",
    [
        ("Jan Example", "Jana Example"),
        ("Daniel Example", "Daniela Example"),
        ("Ada Example", "Alan Example"),
        ("Ada Robert", "Ada Roberts"),
        ("J. Example", "John Example", "Jane Example"),
        ("Juan Example", "Juan Luis Example", "Juan M. Example"),
        ("C. Titus Example", "Colin Example"),
        ("Ada B. Example", "Ada C. Example"),
        ("Wei Li", "Wen Li"),
        ("李 明", "王 明"),
        ("Plato", "Plautus"),
    ],
)
def test_two_people_stay_two(told: Told, names: tuple[str, ...]) -> None:
    assert told(talks(*names)) == []


def test_the_one_without_a_file_is_told_with_the_place_of_the_other(told: Told) -> None:
    files = {"speakers/ada.md": front("name: A. Example"), **talks("ada", "Ada Example")}
    assert told(files, says=True) == [
        "events/2.md:5:10 `Ada Example` and `A. Example` (speakers/ada.md:2:1) seem to be one person".replace(
            "(speakers", "(content/speakers"
        )
    ]


def test_they_are_kept_apart_by_saying_so_once(told: Told) -> None:
    files = talks("ada", "Ada B. Example")
    named = front("name: Ada Example", "silence: two-spellings")
    assert told({**files, "speakers/ada.md": named}) == []
    known = front("name: Ada Example", "also-known-as: Ada B. Example")
    assert told({**files, "speakers/ada.md": known}) == []


def test_two_files_of_one_orcid_are_one_person(told: Told) -> None:
    orcid = "orcid: 0000-0002-1825-0097"
    files = {"speakers/a.md": front("name: Ada Example", orcid), "speakers/b.md": front("name: Zoe Beispiel", orcid)}
    assert told({**files, **talks("Ada Example", "Zoe Beispiel")}) == ["speakers/a.md:2:1 two-spellings"]
