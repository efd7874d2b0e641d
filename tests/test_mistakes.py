"""Many mistakes in one run: each one told, with its place and a way out, in the order of the files."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span

AT = Span("content/events/a.md", 2, 1)

TALK = "date: 2025-04-02\ntime: 12:00\n"

# A file, what stands in it, and what is said: place, code, words of message or hint.
BROKEN: list[tuple[str, str | bytes, str, str, str]] = [
    ("events/01.md", "---\ntitle: Learning: a survey\n---\n", "2:16", "yaml", "quote the value or use `title: >-`"),
    ("events/02.md", f"---\n{TALK}spaeker: Ada Example\n---\n", "4:1", "unknown-key", "Did you mean `speaker`"),
    ("events/03.md", f"---\n{TALK}host: a\nhost: b\n---\n", "5:1", "duplicate-key", "already given in line 4"),
    ("events/04.md", "---\ndate: 2024-13-45\ntime: 12:00\n---\n", "2:7", "wrong-date", "year-month-day"),
    ("events/05.md", "---\ndate: 3/11/2025\ntime: 12:00\n---\n", "2:7", "wrong-date", "ambiguous"),
    ("events/06.md", "---\ndate: Wed Mar 29\ntime: 12:00\n---\n", "2:7", "wrong-date", "add the year"),
    ("events/07.md", "---\ndate: 2025-04-02\ntime: 5pm\n---\n", "3:7", "wrong-time", "Write 17:00."),
    ("events/08.md", f"---\n{TALK}zone: ET\n---\n", "4:7", "time-zone", "`America/New_York` or `America/Toronto`"),
    ("events/09.md", f"---\n{TALK}zone: GMT+1\n---\n", "4:7", "time-zone", "IANA name of a city's zone"),
    ("events/10.md", "---\ntime: 12:00\n---\n", "2:1", "missing-key", "Add `date:`"),
    ("events/11.md", "---\ndate: 2025-03-30\ntime: 02:30\n---\n", "3:1", "no-such-time", "Write 01:30 or 03:30."),
    ("events/12.md", "---\ndate: 2025-10-26\ntime: 02:30\n---\n", "3:1", "twice-time", "`repeated-hour: first`"),
    ("events/13.md", "---\ndate: 2025-04-02\n---\n", "2:1", "no-time", "Add `time:` as 17:15"),
    ("events/14.md", f"---\n{TALK}series: exampel\n---\n", "4:9", "unknown-reference", "Did you mean `example`?"),
    ("events/15.md", f"---\n{TALK}speaker: ada-exampel\n---\n", "4:10", "unknown-reference", "`ada-example`"),
    ("events/16.md", f"---\n{TALK}slides: files/no.pdf\n---\n", "4:9", "missing-file", "Add the file"),
    ("events/17.md", f"---\n{TALK}status: canceled\n---\n", "4:9", "wrong-value", "Did you mean `cancelled`?"),
    ("events/18.md", f"---\n{TALK}video: [https://example.org, ftp://x]\n---\n", "4:30", "wrong-value", "http or https"),
    ("events/19.md", f"---\n{TALK}title: [a, b]\n---\n", "4:8", "wrong-value", "found a list"),
    ("events/20.md", f"---\n{TALK}ends: 11:00\n---\n", "4:1", "ends-before-start", "not after the start"),
    ("events/21.md", f"---\n{TALK}id: ../x\n---\n", "4:5", "wrong-value", "small letters, digits and hyphens"),
    ("events/22.md", f"---\n{TALK}---\nSee $\\foo$.\n", "5:6", "tex", "Unknown command"),
    ("events/23.md", f"---\n{TALK}---\n[x](javascript:alert(1))\n", "5:5", "link", "is left out"),
    ("events/24.md", b"---\ntitle: caf\xe9\n---\n", "2:11", "encoding", "UTF-8"),
    ("events/25.md", f"---\n{TALK}title: a\u202eb\n---\n", "4:9", "bidi-control", "right-to-left override"),
    ("events/26.md", f"---\n{TALK}title: 'a\n---\n", "4:8", "yaml", "quote is not closed"),
    ("events/27.md", f"---\n{TALK}", "1:1", "front-matter", "second `---`"),
    ("speakers/z.yaml", "name: Zoe\norcid: 0000-0002-1825-0098\n", "2:8", "wrong-value", "check digit"),
]  # fmt: skip

SOUND = {"series/example.md": "---\ntitle: S\n---\n", "speakers/ada-example.md": "---\nname: Ada Example\n---\n"}


@pytest.fixture
def report(read: Callable[..., Any]) -> Report:
    site, found = read({**SOUND, **{name: text for name, text, *_ in BROKEN}})
    assert site is None
    assert isinstance(found, Report)
    return found


def test_each_of_many_mistakes_is_told_once_at_its_place_in_the_order_of_the_files(report: Report) -> None:
    assert [f"{d.span} {d.code}" for d in report.diagnostics] == [
        f"content/{name}:{place} {code}" for name, _, place, code, _ in BROKEN
    ]


def test_each_says_what_is_wrong_and_what_to_do(report: Report) -> None:
    silent = [
        (name, words)
        for (name, _, _, _, words), mistake in zip(BROKEN, report.diagnostics, strict=True)
        if words not in f"{mistake.message} {mistake.hint}"
    ]
    assert silent == []


def test_a_hundred_mistakes_are_a_hundred_messages(complaints: Callable[..., list[str]]) -> None:
    files = {f"events/{n:03}.md": f"---\n{TALK}spaeker: x\n---\n" for n in range(100)}
    assert complaints(files) == [f"events/{n:03}.md:4:1 unknown-key" for n in range(100)]


def test_several_mistakes_of_one_file_are_all_told(complaints: Callable[..., list[str]]) -> None:
    text = "---\ndate: 2025-14-01\ntime: 5pm\nzone: ET\nspaeker: x\nslides: {url: ftp://x, labl: y}\n---\n$\\foo$\n"
    assert complaints({"events/a.md": text}) == [
        "events/a.md:2:7 wrong-date",
        "events/a.md:3:7 wrong-time",
        "events/a.md:4:7 time-zone",
        "events/a.md:5:1 unknown-key",
        "events/a.md:6:15 wrong-value",
        "events/a.md:6:24 unknown-key",
        "events/a.md:8:2 tex",
    ]


# --- wording -------------------------------------------------------------------------------------


def test_a_word_that_is_nearly_right_is_suggested_and_others_are_listed() -> None:
    assert mistakes.not_one_of(AT, "semnar", ["seminar", "school"]).hint == "Did you mean `seminar`?"
    assert mistakes.unknown_key(AT, "xyz", ["name", "title"], ["name", "title", "heading"]).hint == (
        "Known here: `name`, `title`."
    )
    assert mistakes.unknown_key(AT, "headng", ["name", "title"], ["name", "title", "heading"]).hint == (
        "Did you mean `heading`?"
    )
    assert mistakes.unknown_reference(AT, "series", "x", []).hint == "There is no series yet."


def test_a_long_or_odd_text_is_shown_in_one_short_line() -> None:
    message = mistakes.wrong_value(AT, "a word", "a\n" * 500 + "\x1b[31m", "").message
    assert len(message) < 100
    assert message.isprintable()
    assert "U+001B" in mistakes.wrong_value(AT, "a word", "\x1b[31m", "").message


def test_every_message_is_one_line_at_its_place_with_a_code_for_machines() -> None:
    samples: dict[str, object] = {
        "str": "x",
        "int": 3,
        "Span": AT,
        "Iterable[str]": ["x"],
        "Iterable[int]": [2025],
        "Sequence[int]": [2],
        "dt.date": dt.date(2025, 3, 12),
        "dt.time": dt.time(17, 15),
    }
    made = [
        make(*(samples[parameter.annotation] for parameter in inspect.signature(make).parameters.values()))
        for name, make in inspect.getmembers(mistakes, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(make).return_annotation == "Diagnostic"
    ]
    assert len(made) > 50
    assert {mistake.span for mistake in made} == {AT}
    assert [mistake.message for mistake in made if not mistake.message.isprintable()] == []
    assert [mistake.code for mistake in made if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", mistake.code)] == []
