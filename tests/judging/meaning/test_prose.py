"""Days and hours in texts, held against the calendar and the clocks of the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_meaning import Told, front, talk, told


@pytest.fixture(name="told")
def told_(read: Callable[..., Any]) -> Told:
    return told(read)


def event(body: str, date: str = "2025-04-02") -> dict[str, str]:
    return {"events/a.md": talk("speaker: Ada Example", date=date, body=body)}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("On Wednesday, 2 April 2025.\n", []),
        ("It is on\nTuesday, 2 April 2025.\n", ["events/a.md:8:1 weekday-in-text"]),
        ("On Tuesday, 2 April.\n", ["events/a.md:7:4 weekday-in-text"]),
        ("On Wednesday, 2 April.\n", []),
        ("On Tue 2025-04-02.\n", ["events/a.md:7:4 weekday-in-text"]),
        ("Since Tuesday, 31 February 2025.\n", []),
    ],
)
def test_the_weekday_of_a_day_in_a_text(told: Told, body: str, expected: list[str]) -> None:
    assert told(event(body)) == expected


def test_it_says_which_weekday_it_is(told: Told) -> None:
    assert told(event("On Tuesday, 2 April.\n"), says=True) == [
        "events/a.md:7:4 `Tuesday, 2 April`: 2025-04-02 is a Wednesday"
    ]


def test_in_titles_and_in_other_languages(told: Told) -> None:
    series = front("title: S", "language: de", body="Ab Montag, dem 2. April 2025, wieder.")
    assert told({"series/s.md": series}) == ["series/s.md:5:4 weekday-in-text"]
    title = front("date: 2025-04-02", "time: 12:00", "speaker: A Ex", "title: Talk of Mon 2 April", body="Text.")
    assert told({"events/a.md": title}) == ["events/a.md:5:16 weekday-in-text"]


NEW_YORK = "12:00 pm New York (9:00pm Pacific)"


@pytest.mark.parametrize(
    ("body", "date", "expected"),
    [
        (NEW_YORK, "2025-04-02", ["events/a.md:7:1 wrong-conversion"]),
        ("12:00 pm New York (9:00am Pacific)", "2025-04-02", []),
        ("At noon ET / 18:00 CET", "2025-04-02", []),
        ("At noon ET / 18:00 CET", "2025-03-12", ["events/a.md:7:4 wrong-conversion"]),
        ("At noon ET / 17:00 CET", "2025-03-12", []),
        ("**12:00** in Zurich, and 11:00 in London", "2025-04-02", []),
        ("**12:00** in Zurich, and 13:00 in London", "2025-04-02", ["events/a.md:7:3 wrong-conversion"]),
        ("From 12:00 in Zurich to the evening, then 13:00 in London", "2025-04-02", []),
        ("12 noon ET (6 pm Zurich, 5 pm Paris)", "2025-04-02", ["events/a.md:7:13 wrong-conversion"]),
    ],
)
def test_an_hour_on_two_clocks_is_one_hour_on_the_day_of_the_event(
    told: Told, body: str, date: str, expected: list[str]
) -> None:
    assert told(event(f"{body}\n", date)) == expected


def test_it_says_what_the_hour_would_be(told: Told) -> None:
    assert told(event(f"{NEW_YORK}\n"), says=True) == [
        f"events/a.md:7:1 `{NEW_YORK}`: at that hour in New York it is 09:00 in Pacific, not 21:00"
    ]


def test_without_a_date_it_is_wrong_if_it_is_never_right_and_a_remark_if_sometimes(told: Told) -> None:
    def series(text: str) -> dict[str, str]:
        return {"series/s.md": front("title: S", "mailing-list:", f"  text: {text}")}

    assert told(series(NEW_YORK)) == ["series/s.md:4:9 wrong-conversion"]
    assert told(series("noon in New York (6pm in Zurich)"), says=True) == [
        (
            "series/s.md:4:9 `noon in New York (6pm in Zurich)` is wrong in 4 of the next 52 weeks: "
            "on 2025-03-12 it is 17:00 in Zurich"
        )
    ]
    assert told(series("noon in Berlin (noon in Zurich)")) == []


@pytest.mark.parametrize(
    ("text", "is_past"),
    [
        ("The next meeting is on 3 February 2025.", True),
        ("The next meeting is on 3 March 2025.", False),
        ("Register by 3 February 2025 or by 3 March 2025.", False),
        ("The last meeting was on 3 February 2025, the next one comes.", False),
        ("Founded on 3 February 2020. You will like it.", False),
        ("Deadline: 1 Feb. 2025.", True),
    ],
)
def test_what_is_to_come_is_not_past(told: Told, text: str, is_past: bool) -> None:  # noqa: FBT001
    found = told({"series/s.md": front("title: S", body=text)})
    assert [place.partition(" ")[2] for place in found] == ["past-text"] * is_past
    assert told({"events/a.md": talk("speaker: Ada Example", body=text)}) == []
