"""Which format a file is in, by looking at it, and the reader of each."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.importers import (
    columns,
    contentlines,
    frontmatter,
    icalendars,
    lists,
    researchseminars,
    schedules,
    tables,
)
from seminarsite.importers.findings import MAX_BYTES, MAX_RECORDS, Findings
from seminarsite.importers.trees import CannotRead, from_yaml


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How sources are to be read: as what, until when repetitions are taken, and what a mapping file says."""

    format: str = "auto"
    horizon: dt.date
    mapping: Mapping[str, str] = field(default_factory=dict)


FORMATS: dict[str, Callable[[str, bytes, Asked], Findings]] = {
    "ics": lambda path, data, asked: icalendars.read(path, data, asked.horizon),
    "csv": lambda path, data, asked: tables.read_csv(path, data, asked.mapping),
    "xlsx": lambda path, data, asked: tables.read_xlsx(path, data, asked.mapping),
    "researchseminars": lambda path, data, _: researchseminars.read(path, data),
    "pretalx": lambda path, data, _: schedules.read(path, data, "pretalx"),
    "frab": lambda path, data, _: schedules.read(path, data, "frab"),
    "markdown": lambda path, data, asked: frontmatter.read(path, data, asked.mapping),
    "yaml": lambda path, data, asked: lists.read_yaml(path, data, asked.mapping),
    "json": lambda path, data, asked: lists.read_json(path, data, asked.mapping),
}
"""Name to reader; `auto` looks at the file."""


def read(path: str, data: bytes, asked: Asked) -> Findings:
    """What a file holds; an error in the notes where it cannot be read at all."""
    try:
        _check_size(data)
        if data[:2] == b"\x1f\x8b":
            data, path = _unpacked(data), path.removesuffix(".gz")
        name = recognised(path, data) if asked.format == "auto" else asked.format
        if name is None:
            return _nothing(mistakes.unknown_format(Span(path), ", ".join(FORMATS)))
        found = FORMATS[name](path, data, asked)
    except CannotRead as error:
        return _nothing(mistakes.cannot_import(error.span or Span(path), str(error)))
    if len(found.events) > MAX_RECORDS:
        return _nothing(
            mistakes.cannot_import(Span(path), f"{len(found.events):,} events; {MAX_RECORDS:,} are the most")
        )
    return found


def _nothing(note: Diagnostic) -> Findings:
    return Findings(format="", notes=(note,))


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise CannotRead(f"it has more than {MAX_BYTES:,} bytes")


def _unpacked(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            whole = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise CannotRead(f"it is packed, and cannot be unpacked: {error}") from None
    if len(whole) > MAX_BYTES:
        raise CannotRead(f"it is packed, and has more than {MAX_BYTES:,} bytes")
    return whole


def recognised(path: str, data: bytes) -> str | None:
    """The name of the format, None where nothing tells it."""
    head = contentlines.decoded(data[:20_000]).lstrip("\ufeff \t\r\n")
    ending = path.lower().rpartition(".")[2]
    if re.search(r"^BEGIN:V(?:CALENDAR|EVENT)", head, re.IGNORECASE | re.MULTILINE):
        return "ics"
    if data[:4] == b"PK\x03\x04":
        return "xlsx"
    if ending in ("md", "markdown", "html", "mdx", "qmd") and re.match(r"---|\+\+\+|\{", head):
        return "markdown"
    if ending in ("yml", "yaml"):
        return "yaml"
    if ending in ("csv", "tsv"):
        return "csv"
    if head[:1] in ("{", "[") and ending != "txt":
        return _json(head)
    if re.match(r"---\s*\n|\+\+\+\s*\n", head):
        return "markdown"
    first = head.partition("\n")[0]
    return "csv" if sum(first.count(sign) for sign in ",;\t|") >= 2 else None


def _json(head: str) -> str:
    if '"conference"' in head and ('"schedule"' in head or '"days"' in head):
        return "frab"
    if '"seminar_id"' in head or '"seminar_ctr"' in head or '"series_ctr"' in head or '"shortname"' in head:
        return "researchseminars"
    if '"submission_type"' in head or ('"code"' in head and '"slot' in head):
        return "pretalx"
    return "json"


def mapping(path: str, data: bytes) -> dict[str, str]:
    """What a mapping file says: key of ours to name of a column, and `dates: day-first`. Raises CannotRead."""
    tree = from_yaml(path, contentlines.decoded(data[:100_000]))
    if not isinstance(tree, Mapping):
        raise CannotRead("no keys are in it", Span(path, 1, 1))
    known = {**dict.fromkeys(columns.WORDS), "dates": None}
    for key, value in tree.items():
        if key.replace("-", "_") not in known:
            raise CannotRead(f"`{key}` is none of {', '.join(known)}", Span(path, 1, 1))
        if not isinstance(value, str):
            raise CannotRead(f"behind `{key}` there is no name of a column", Span(path, 1, 1))
    return {key.replace("-", "_"): value for key, value in tree.items()}
