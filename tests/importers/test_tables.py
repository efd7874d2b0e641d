"""CSV and workbooks as they are found."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from seminarsite.importers import tables
from seminarsite.importers.trees import CannotRead


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_separator_and_encoding_and_lines_above_the_head(encoding: str, sign: str) -> None:
    lines = [
        ["Programm"],
        ["Datum", "Vortragende", "Titel"],
        ["3.11.2025", "Zoë Beispiel", '"Über Karten;\tund, mehr"'],
        ["", "", ""],
    ]
    found = tables.read_csv("a.csv", "\r\n".join(sign.join(line) for line in lines).encode(encoding), {})
    (event,) = found.events
    assert (event.title, event.speakers[0].name, str(event.start), event.place.line) == (
        "Über Karten; und, mehr",
        "Zoë Beispiel",
        "2025-11-03",
        3,
    )


def test_a_table_without_a_head_says_what_to_do() -> None:
    with pytest.raises(CannotRead, match="--mapping"):
        tables.read_csv("a.csv", b"1,2,3\n4,5,6\n", {})


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Talks"
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_with_days_and_hours_as_such() -> None:
    found = tables.read_xlsx("a.xlsx", workbook(["Date", "Time", "Speaker", "Title"], [dt.date(2025, 11, 3), dt.time(17, 15), "Ada Example", "On maps"], [None, None, "x", "y"]), {})  # fmt: skip
    (event,) = found.events
    assert (event.start, str(event.place)) == (dt.datetime(2025, 11, 3, 17, 15), "a.xlsx#Talks:2:1")
    assert [(str(p.place), p.why) for p in found.passed] == [("a.xlsx#Talks:3:1", "no date")]


def test_a_bomb_is_not_unpacked_into_memory() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as file,
    ):
        for _ in range(80):
            file.write(b"0" * 1_000_000)
    with pytest.raises(CannotRead, match="unpacked"):
        tables.read_xlsx("a.xlsx", buffer.getvalue(), {})


@pytest.mark.parametrize("data", [b"PK\x03\x04nothing", workbook(["a"])[:500], b""])
def test_what_is_no_workbook_cannot_be_read(data: bytes) -> None:
    with pytest.raises(CannotRead):
        tables.read_xlsx("a.xlsx", data, {})
