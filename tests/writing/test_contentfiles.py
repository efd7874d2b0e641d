"""Content files as a person would write them, and what the reader of content makes of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seminarsite.diagnostics import Report
from seminarsite.model.event import Event
from seminarsite.reading import schema, sources
from seminarsite.reading.sources import Document, Mapping, Node, Scalar
from seminarsite.tools import characters
from seminarsite.writing.contentfiles import block, content_file, in_order, scalar, yaml_file

TEXT = """\
---
series: analysis-seminar
date: 2025-11-03
time: 17:15
length: 60 min
title: 'Harmonic maps: a survey'
speakers:
  - name: Ada Example
    affiliation: University of Somewhere
  - Bert Beispiel
all-day: no
topics: [geometry, neural networks]
message: |-
  Two lines,
  of which this is one
---

The abstract, with $x^2$.
"""


def test_a_file_as_a_person_would_have_written_it() -> None:
    keys: dict[str, Any] = {
        "series": "analysis-seminar",
        "date": dt.date(2025, 11, 3),
        "time": dt.time(17, 15),
        "length": dt.timedelta(hours=1),
        "title": "Harmonic maps: a survey",
        "host": None,
        "video": [],
        "speakers": [
            {"name": "Ada Example", "affiliation": "University of Somewhere", "role": ""},
            "Bert Beispiel",
        ],
        "all-day": False,
        "topics": ["geometry", "neural networks"],
        "message": "Two lines,\r\nof which this is one  \n",
    }
    assert content_file(keys, "\n\nThe abstract, with $x^2$.\n\n") == TEXT


def test_keys_come_in_the_order_of_the_documentation() -> None:
    keys = in_order({"note": "x", "title": "T", "speaker": "S", "date": "2025-11-03", "series": "s"})
    assert list(keys) == ["series", "date", "title", "speaker", "note"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Talk at 12:00", "Talk at 12:00"),
        ("talk #1", "'talk #1'"),
        ("Don't", "Don't"),
        ("'quoted'", "'''quoted'''"),
        ("- dash", "'- dash'"),
        ("$\\alpha$-stable", "'$\\alpha$-stable'"),
        ("null", "'null'"),
        ("A: b", "'A: b'"),
        ("ends:", "'ends:'"),
        ("C# and F#", "C# and F#"),
        ("a\u00a0b\u0007 c", "a b c"),
        ("[x]", "'[x]'"),
    ],
)
def test_quotes_only_where_yaml_needs_them(text: str, written: str) -> None:
    assert scalar(text) == written


def as_plain(node: Node) -> Any:
    match node:
        case Scalar():
            return node.text
        case Mapping():
            return {key.text: as_plain(value) for key, value in node.entries}
        case _:
            return [as_plain(item) for item in node.items]


def read(folder: Path, text: str, name: str = "one.md") -> tuple[Document | None, list[str]]:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    report = Report()
    return sources.read(folder, name, report), [str(d) for d in report.diagnostics]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


LINES = st.text(max_size=60).map(lambda text: characters.tidy(characters.without_unseen(text))).filter(bool)
BLOCKS = st.text(st.sampled_from("ab:#-|>'\"\\ \t\n\r<=%@`{}[],&*!?~é\u2028\u0085")).map(block).filter(str.strip)
WORDS = st.lists(LINES, min_size=1, max_size=4)


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "title": LINES | BLOCKS,
            "note": BLOCKS,
            "topics": WORDS,
            "texts": st.lists(LINES | BLOCKS, min_size=1, max_size=3),
            "place": st.fixed_dictionaries({"name": LINES}, optional={"room": LINES, "directions": BLOCKS}),
            "links": st.lists(st.fixed_dictionaries({"url": LINES}, optional={"note": BLOCKS}), min_size=1, max_size=3),
        },
    ),
    BLOCKS | st.just(""),
)
def test_what_is_written_reads_back(folder: Path, keys: dict[str, Any], body: str) -> None:
    document, told = read(folder, content_file(keys, body))
    assert document is not None, told
    assert told == []
    # A text of one line may be written in any way; of several lines each stays.
    found, wanted = as_plain(document.data), keys
    assert normal(found) == normal(wanted)
    assert block(document.body.text if document.body else "").replace("<<<<<<\\< ", "<<<<<<< ") == body
    assert as_plain(read(folder, yaml_file(keys), "one.yaml")[0].data) == found  # type: ignore[union-attr]


def normal(value: Any) -> Any:
    match value:
        case str():
            return value if "\n" in value else characters.tidy(value)
        case dict():
            return {key: normal(inner) for key, inner in value.items()}
        case _:
            return [normal(inner) for inner in value]


@given(st.dates(dt.date(1600, 1, 1), dt.date(2100, 1, 1)), st.times(), st.integers(1, 1440), st.booleans())
def test_dates_hours_and_lengths_are_read_as_what_they_are(
    folder: Path,
    date: dt.date,
    time: dt.time,
    minutes: int,
    all_day: bool,  # noqa: FBT001  (drawn by Hypothesis)
) -> None:
    time = time.replace(second=0, microsecond=0)
    keys: dict[str, Any] = {
        "date": date, "time": time, "length": dt.timedelta(minutes=minutes), "all-day": all_day, "publish-from": dt.datetime.combine(date, time),
    }  # fmt: skip
    document, told = read(folder, content_file(keys))
    assert document is not None, told
    values, _, sound = schema.decode(Event, document, schema.Context(Report()))
    assert sound
    assert values == {key.replace("-", "_"): value for key, value in keys.items()}
