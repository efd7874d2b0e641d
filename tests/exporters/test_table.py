"""CSV: read back by the standard library's reader, and harmless to spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_export import FILES, PRIVATE
from seminarsite.exporters.table import COLUMNS, harmless, several, table

GUIDE = Path(__file__).parents[2] / "docs/export.md"


@pytest.fixture
def rows(read: Callable[..., Any]) -> dict[str, dict[str, str]]:
    site, _ = read(FILES)
    return {row["id"]: row for row in csv.DictReader(io.StringIO(table(site).decode(), newline=""))}


def test_each_event_is_a_row_in_the_order_of_time(rows: dict[str, dict[str, str]]) -> None:
    assert list(rows) == ["earlier", "ideals", "formula", "gone", "days"]


def test_a_row_says_what_the_page_says(rows: dict[str, dict[str, str]]) -> None:
    assert {key: value for key, value in rows["ideals"].items() if value} == {
        "id": "ideals",
        "series": "analysis",
        "kind": "seminar",
        "status": "confirmed",
        "date": "2025-03-12",
        "until": "2025-03-13",
        "time": "23:30",
        "ends": "00:30",
        "zone": "Europe/Zurich",
        "start-utc": "2025-03-12T22:30:00Z",
        "end-utc": "2025-03-12T23:30:00Z",
        "title": 'Ideals; in $R[x]$, "revisited"',
        "speakers": "Emmy Noether; Bert Beispiel",
        "affiliations": "Göttingen; Nowhere, Ltd",
        "attendance": "hybrid",
        "place": "University of Bern",
        "room": "A 6",
        "platform": "Zoom",
        "language": "en-GB",
        "topics": "rings; ideals",
        "message": "Another room",
        "slides": "https://example.org/sub/path/files/slides.pdf",
        "video": "https://example.org/video",
        "abstract": "First paragraph with $x^2$.\n\nSecond, see the archive.",
        "page": "https://example.org/sub/path/events/ideals/",
    }


def test_whole_days_have_no_hours(rows: dict[str, dict[str, str]]) -> None:
    days = rows["days"]
    assert (days["date"], days["until"], days["time"], days["start-utc"]) == ("2025-06-02", "2025-06-03", "", "")


def test_what_is_to_be_announced_says_so(rows: dict[str, dict[str, str]]) -> None:
    assert rows["formula"]["speakers"] == "tba"


def test_nothing_is_taken_for_a_formula(rows: dict[str, dict[str, str]]) -> None:
    assert rows["formula"]["title"] == "'=1+1"
    assert rows["formula"]["host"] == "'@cmd"


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(text).endswith(text)


@given(st.lists(st.text(alphabet="ab ;,", min_size=1)))
def test_several_values_are_as_many_as_there_were(cells: list[str]) -> None:
    assert several(cells).count(";") == max(len(cells) - 1, 0)


def test_nothing_private_is_in_it(read: Callable[..., Any]) -> None:
    site, _ = read(FILES)
    text = table(site).decode()
    assert [word for word in PRIVATE if word in text] == []


def test_excel_knows_the_encoding_by_a_mark(read: Callable[..., Any]) -> None:
    site, _ = read(FILES)
    assert table(site, bom=True) == b"\xef\xbb\xbf" + table(site)


def test_the_guide_names_each_column() -> None:
    told = GUIDE.read_text("utf-8").split("\n## A table\n")[1].split("\n## ")[0]
    assert [column for column in COLUMNS if f"`{column}`" not in told] == []
