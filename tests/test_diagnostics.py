"""What organisers and machines are told of a mistake."""

from __future__ import annotations

import json
import random

from seminarsite.diagnostics import Diagnostic, Excerpt, Report, Severity, Span, as_github, as_json, as_text

COLON = Diagnostic(Span("content/events/a.md", 2, 16), "yaml", "a colon", "Quote it.")
WARNING = Diagnostic(Span("content/events/a.md", 9, 1), "tex", "bad TeX", severity=Severity.WARNING)
FILE = Diagnostic(Span("content/events/b.md"), "too-large", "too large")


def test_a_message_begins_with_the_place_so_that_editors_can_jump_to_it() -> None:
    assert str(COLON) == "content/events/a.md:2:16: error: a colon [yaml]\n    Quote it."
    assert str(WARNING) == "content/events/a.md:9:1: warning: bad TeX [tex]"
    assert str(FILE) == "content/events/b.md: error: too large [too-large]"


def test_messages_are_in_the_order_of_files_and_lines_however_they_were_found() -> None:
    lines = [Diagnostic(Span("a.md", line, 1), "yaml", "x") for line in range(1, 21)]
    shuffled = [*lines, COLON, FILE]
    random.Random(5).shuffle(shuffled)
    report = Report()
    report.add(*shuffled)
    assert report.diagnostics == [*lines, COLON, FILE]


def test_the_same_mistake_found_twice_is_shown_once() -> None:
    report = Report()
    report.add(COLON, COLON)
    report.add(COLON)
    assert report.diagnostics == [COLON]
    assert (report.errors, report.warnings) == (1, 0)


def test_a_warning_does_not_stop_publication_and_an_error_does() -> None:
    report = Report()
    report.add(WARNING)
    assert not report.failed
    report.add(FILE)
    assert report.failed
    assert (report.errors, report.warnings) == (1, 1)


def test_people_read_one_paragraph_for_each_message() -> None:
    assert as_text([COLON, FILE]).splitlines() == [
        "content/events/a.md:2:16: error: a colon [yaml]",
        "    Quote it.",
        "content/events/b.md: error: too large [too-large]",
    ]


def test_machines_read_json() -> None:
    first, last = json.loads(as_json([COLON, FILE]))
    assert first == {
        "path": "content/events/a.md",
        "line": 2,
        "column": 16,
        "severity": "error",
        "code": "yaml",
        "message": "a colon",
        "hint": "Quote it.",
    }
    assert (last["line"], last["column"]) == (0, 0)
    assert json.loads(as_json([])) == []


def test_github_shows_messages_beside_the_line() -> None:
    assert as_github([COLON, FILE]).splitlines() == [
        "::error file=content/events/a.md,line=2,col=16,title=yaml::a colon%0AQuote it.",
        "::error file=content/events/b.md,title=too-large::too large",
    ]


def test_no_text_of_a_message_can_begin_another_github_command() -> None:
    tricky = Diagnostic(Span("a,b:c%.md", 1, 1), "x", "100%\r\n::error::y")
    assert as_github([tricky]) == "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=x::100%25%0D%0A::error::y"


def test_an_excerpt_knows_where_its_characters_stand_in_the_file() -> None:
    block = Excerpt("|\nab\ncd\n", Span("a.md", 5, 8), indent=2)
    assert [str(block.at(offset)) for offset in (0, 2, 3, 5, -1)] == [
        "a.md:5:8",
        "a.md:6:3",
        "a.md:6:4",
        "a.md:7:3",
        "a.md:5:8",
    ]
