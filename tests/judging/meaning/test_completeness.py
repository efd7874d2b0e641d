"""What is missing, when it is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_meaning import Told, front, talk, told
from helpers_pictures import picture


@pytest.fixture(name="told")
def told_(read: Callable[..., Any]) -> Told:
    return told(read)


@pytest.mark.parametrize(
    ("lines", "date", "expected"),
    [
        ((), "2025-04-02", ["events/a.md:4:1 no-speaker"]),
        (("speaker: Ada Example",), "2025-04-02", []),
        (("speaker: tba",), "2025-04-02", []),
        (("speaker: tba",), "2025-03-14", ["events/a.md:5:1 speaker-tba"]),
        (("status: cancelled",), "2025-04-02", []),
        (("kind: workshop",), "2025-04-02", []),
        ((), "2024-04-03", []),
        (("silence: no-speaker",), "2025-04-02", []),
    ],
    ids=["nobody", "somebody", "to be announced", "and due", "cancelled", "workshop", "past", "silenced"],
)
def test_a_talk_to_come_names_a_speaker(told: Told, lines: tuple[str, ...], date: str, expected: list[str]) -> None:
    assert told({"events/a.md": talk(*lines, date=date)}) == expected


def test_nobody_is_asked_for_speakers_where_that_is_said(told: Told) -> None:
    assert told({"events/a.md": talk()}, site="due: {speaker: never}") == []


def bare(*lines: str, body: str = "") -> dict[str, str]:
    return {"events/a.md": front("date: 2025-04-02", "time: 12:00", "speaker: Ada Example", *lines, body=body)}


def test_titles_and_abstracts_are_asked_for_when_they_are_due(told: Told) -> None:
    assert told(bare(), "2025-03-18") == []
    assert told(bare(), "2025-03-19") == ["events/a.md:2:1 no-title"]
    asked = "due: {abstract: 7 days}"
    assert told(bare("title: tba"), "2025-03-26", says=True, site=asked) == [
        "events/a.md:5:1 there is no abstract, which was due on 2025-03-26",
        "events/a.md:5:1 there is no title, which was due on 2025-03-19",
    ]
    assert told(bare(), "2025-03-18", site="due: {title: 3 weeks, abstract: never}") == ["events/a.md:2:1 no-title"]
    assert told(bare("title: A talk", body="Text."), "2025-04-01", site=asked) == []
    assert told(bare("title: A talk"), "2025-04-01") == []


def test_recordings_and_slides_are_asked_for_afterwards(told: Told) -> None:
    series = {"series/s.md": front("title: S", "recording: recorded", "due: {slides: 7 days}")}
    files = {**series, **bare("title: A talk", "series: s", body="Text.")}
    assert told(files, "2025-04-08") == []
    assert told(files, "2025-05-02") == ["events/a.md:2:1 no-recording", "events/a.md:2:1 no-slides"]
    given = bare("title: A talk", "series: s", "video: https://example.org/v", "slides: https://example.org/s")
    assert told({**series, **given}, "2025-05-02") == []


@pytest.mark.parametrize(
    ("body", "now", "lines", "expected"),
    [
        ("The slides will be posted here.", "2025-04-20", (), ["events/a.md:6:5 broken-promise"]),
        ("The slides will be posted here.", "2025-04-05", (), []),
        ("The slides will be posted here.", "2025-04-20", ("slides: https://example.org/s",), []),
        ("The slides will be posted here.", "2028-04-20", (), []),
        ("A video follows. We will speak of graphs.", "2025-04-20", (), []),
        ("The recording will soon be available.", "2025-04-20", (), ["events/a.md:6:5 broken-promise"]),
        ("Video of the room will be shown.", "2025-04-20", ("video: https://example.org/s",), []),
    ],
)
def test_what_a_text_promises_comes(
    told: Told, body: str, now: str, lines: tuple[str, ...], expected: list[str]
) -> None:
    place = [
        where.replace(":6:5", f":{7 + len(lines)}:{body.index('slides' if 'slides' in body else 'rec') + 1}")
        for where in expected
    ]
    assert told(bare("title: A talk", *lines, body=body), now) == place


def test_who_speaks_next_has_a_portrait_where_nearly_all_have_one(told: Told) -> None:
    def site(others: int, *lines: str) -> dict[str, str | bytes]:
        files: dict[str, str | bytes] = {
            "pictures/a.png": picture(format_="PNG"),
            "events/next.md": talk("speaker: zoe"),
        }
        files["speakers/zoe.md"] = front("name: Zoe Beispiel")
        for n in range(6):
            shown = lines if n < others else ()
            files[f"speakers/p{n}.md"] = front(f"name: {'ABCDEF'[n]}da {'UVWXYZ'[n]}ample", *shown)
            files[f"events/e{n}.md"] = talk(f"speaker: p{n}", date=f"2024-04-0{n + 1}")
        return files

    homepage = "homepage: https://example.org/"
    assert told(site(6, homepage)) == ["speakers/zoe.md:2:1 no-homepage"]
    assert told(site(4, homepage)) == []
    photo = "photo: {file: pictures/a.png, alt: A face}"
    assert told(site(5, photo)) == ["speakers/zoe.md:2:1 no-portrait"]
    assert told(site(0)) == []
