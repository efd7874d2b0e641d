"""Tables: CSV as any program writes it, and workbooks (XLSX). The first row with names that are known is the head."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from seminarsite.diagnostics import Span
from seminarsite.importers import columns, findings, rows
from seminarsite.importers.contentlines import decoded
from seminarsite.importers.findings import MAX_BYTES, MAX_RECORDS, Findings
from seminarsite.importers.rows import Record
from seminarsite.importers.trees import CannotRead

MAX_COLUMNS = 200
HEAD_WITHIN = 15
"""Rows above the table in which people write what it is."""

DELIMITERS = ",;\t|"

Cells = Sequence[Any]


def read_csv(path: str, data: bytes, options: Mapping[str, str]) -> Findings:
    text = decoded(data).lstrip("\ufeff").replace("\x00", "")
    lines: list[tuple[int, Cells]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True)
    try:
        start = 1
        for cells in reader:
            lines.append((start, cells[:MAX_COLUMNS]))
            start = reader.line_num + 1
            if len(lines) > MAX_RECORDS:
                raise CannotRead(f"more than {MAX_RECORDS:,} rows")
    except csv.Error as error:
        raise CannotRead(f"no table: {error}", Span(path, reader.line_num, 1)) from None
    records = list(_records(path, lines, options))
    return rows.findings("csv", records, options)


def _delimiter(text: str) -> str:
    """The sign that parts the first lines into the same number of at least two columns most often."""
    head = "\n".join(text.splitlines()[:60])
    best, most = ",", 0.0
    for sign in DELIMITERS:
        try:
            widths = [len(cells) for cells in csv.reader(io.StringIO(head), delimiter=sign) if cells]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        worth = wide.count(usual) / len(widths) + min(usual, 10) / 100
        if worth > most:
            best, most = sign, worth
    return best


def read_xlsx(path: str, data: bytes, options: Mapping[str, str]) -> Findings:
    """All sheets of a workbook that have a head. It is unpacked once before, to see how large it is."""
    _check_size(data)
    found: list[Findings] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and such, which nobody asked for
            for title, lines in _sheets(data):
                place = f"{path}#{title}"
                records = list(_records(place, lines, options))
                found.append(rows.findings("xlsx", records, options))
    except CannotRead as error:
        if not found:
            raise CannotRead(str(error), error.span) from None
    except Exception as error:  # noqa: BLE001  (a file by anybody; openpyxl raises whatever its steps do)
        raise CannotRead(f"no workbook: {error!r}") from None
    return findings.together(found)


def _check_size(data: bytes) -> None:
    """What a bomb says of its size may be wrong, so it is unpacked piece by piece, and thrown away."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist()[:5_000]:
                with archive.open(info) as file:
                    while piece := file.read(1 << 20):
                        total += len(piece)
                        if total > MAX_BYTES:
                            raise CannotRead(f"a workbook that has more than {MAX_BYTES:,} bytes when it is unpacked")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CannotRead(f"no workbook: {error}") from None


def _sheets(data: bytes) -> Iterator[tuple[str, list[tuple[int, Cells]]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    seen = 0
    for sheet in book.worksheets[:50]:
        lines = []
        sheet.reset_dimensions()  # what a sheet says of its size may be wrong
        for number, cells in enumerate(
            sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_RECORDS + HEAD_WITHIN, values_only=True), 1
        ):
            if any(cell is not None for cell in cells):
                lines.append((number, cells))
            seen += 1
            if seen > 4 * MAX_RECORDS:
                raise CannotRead(f"more than {4 * MAX_RECORDS:,} rows")
        if lines:
            yield sheet.title, lines


def _records(path: str, lines: Sequence[tuple[int, Cells]], options: Mapping[str, str]) -> Iterator[Record]:
    """Each row below the head that has something in it."""
    mapped = {column.casefold().strip() for key, column in options.items() if key not in rows.SETTINGS}
    best, head = 1, None
    for position, (_, cells) in enumerate(lines[:HEAD_WITHIN]):
        names = [_name(cell) for cell in cells]
        known = {columns.meaning(name) for name in names if name} - {None}
        worth = len(known) + 2 * sum(name.casefold() in mapped for name in names if name)
        if worth > best or (head is None and worth == 1 and len(names) < 3):
            best, head = worth, position
    if head is None:
        if not lines:
            raise CannotRead("nothing is in it", Span(path))
        raise CannotRead(
            "no row of it has names of columns that are known, as Date, Speaker, Title; name them by --mapping",
            Span(path, 1, 1),
        )
    names = _distinct([_name(cell) for cell in lines[head][1]])
    for number, cells in lines[head + 1 :]:
        values = {name: _value(cell) for name, cell in zip(names, cells, strict=False) if name}
        if any(rows.text(value) for value in values.values()):
            yield Span(path, number, 1), values


def _name(cell: object) -> str:
    return " ".join(str(cell).split())[:100] if cell is not None else ""


def _distinct(names: Iterable[str]) -> list[str]:
    """Two columns of one name are two."""
    found: list[str] = []
    for name in names:
        found.append(name if name not in found or not name else f"{name} ({found.count(name) + 1})")
    return found


def _value(cell: Any) -> Any:
    """An hour of a spreadsheet is a text for us; so is a length, which it has as a time, too."""
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, dt.timedelta):
        return f"{round(cell.total_seconds() / 60)} min"
    return cell
