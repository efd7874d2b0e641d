"""What an event leads on to: the same speakers, the same topics, nearest in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from helpers_site import event
from seminarsite.generators.related import MOST, Relations


@pytest.fixture
def related(read: Callable[..., Any]) -> Callable[[Mapping[str, str], str], tuple[list[str], list[str]]]:
    def of(files: Mapping[str, str], id_: str) -> tuple[list[str], list[str]]:
        site, report = read({f"events/{name}.md": text for name, text in files.items()})
        assert site is not None, report.diagnostics
        one = next(e for e in site.events if e.id == id_)
        found = Relations(site).of(one)
        return [e.id for e in found.by_speaker], [e.id for e in found.by_topic]

    return of


def talk(day: str, speaker: str, topics: str = "[]", *more: str) -> str:
    return event(day, "time: 12:00", f"title: On {day}", f"speaker: {speaker}", f"topics: {topics}", *more)


def test_other_talks_of_the_same_speakers_the_latest_first(related: Callable[..., Any]) -> None:
    files = {
        "a": talk("2024-01-10", "[Ada Example, Bert Beispiel]"),
        "b": talk("2024-02-10", "Bert Beispiel"),
        "c": talk("2024-03-10", "Ada Example"),
        "d": talk("2024-03-17", "Carla Modèle"),
    }
    assert related(files, "a") == (["c", "b"], [])
    assert related(files, "d") == ([], [])


def test_more_topics_in_common_come_before_those_nearer_in_time(related: Callable[..., Any]) -> None:
    files = {"a": talk("2024-06-10", "A One", "[algebra, geometry]")}
    files |= {f"near-{n}": talk(f"2024-06-{11 + n}", f"B {n}", "[algebra]") for n in range(MOST)}
    files["both"] = talk("2021-01-01", "C One", "[Geometry, Algebra]")
    assert related(files, "a")[1] == ["near-2", "near-1", "near-0", "both"]


def test_who_is_named_already_does_not_stand_there_twice(related: Callable[..., Any]) -> None:
    files = {"a": talk("2024-06-10", "A One", "[algebra]"), "b": talk("2024-06-17", "A One", "[algebra]")}
    assert related(files, "a") == (["b"], [])


def test_drafts_are_no_relations(related: Callable[..., Any]) -> None:
    files = {
        "a": talk("2024-06-10", "A One", "[algebra]"),
        "b": talk("2024-06-17", "A One", "[algebra]", "draft: yes"),
        "c": talk("2024-06-24", "B One", "[algebra]", "draft: yes"),
    }
    assert related(files, "a") == ([], [])


def test_the_moment_of_the_build_is_of_no_account(read: Callable[..., Any]) -> None:
    import datetime as dt

    files = {f"events/e{n}.md": talk(f"2024-0{n}-10", "A One", "[algebra]") for n in range(1, 9)}
    early, _ = read(files, now=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    late, _ = read(files, now=dt.datetime(2034, 1, 1, tzinfo=dt.UTC))
    told = [
        [[other.id for other in Relations(site).of(one).by_speaker] for one in site.events] for site in (early, late)
    ]
    assert told[0] == told[1]
    assert told[0][3] == ["e6", "e5", "e3", "e2"]
