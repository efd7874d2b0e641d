"""Lists of talks in YAML (Jekyll's `_data/talks.yml`) and in JSON: whatever looks like a talk, however deep it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from seminarsite.diagnostics import Span
from seminarsite.importers import columns, hypertext, rows
from seminarsite.importers.contentlines import decoded
from seminarsite.importers.findings import MAX_RECORDS, Findings
from seminarsite.importers.rows import Record
from seminarsite.importers.trees import CannotRead, Row, from_json, from_yaml

MAX_DEPTH = 8


def read_yaml(path: str, data: bytes, options: Mapping[str, str]) -> Findings:
    return _found("yaml", path, from_yaml(path, decoded(data)), options)


def read_json(path: str, data: bytes, options: Mapping[str, str]) -> Findings:
    return _found("json", path, from_json(path, data), options)


def _found(format_: str, path: str, tree: Any, options: Mapping[str, str]) -> Findings:
    records = list(
        records_in(path, tree, "", 0, {column for key, column in options.items() if key not in rows.SETTINGS})
    )
    if len(records) > MAX_RECORDS:
        raise CannotRead(f"{len(records):,} records; {MAX_RECORDS:,} are the most")
    if not records:
        raise CannotRead("nothing in it has a title or a speaker, so no talk was found; name its keys by --mapping")
    name = tree.get("name") or tree.get("title") if isinstance(tree, Mapping) and records[0][1] is not tree else None
    return rows.findings(format_, records, options, name=hypertext.plain(rows.text(name)) or None)


def records_in(path: str, tree: Any, pointer: str, depth: int, mapped: set[str]) -> Iterator[Record]:
    """What looks like a talk; within it nothing else is looked for, but what holds talks is none itself."""
    if depth > MAX_DEPTH:
        return
    if isinstance(tree, Mapping):
        if _is_talk(tree, mapped) and not any(_holds_talks(value, mapped) for value in tree.values()):
            yield _place(path, tree, pointer), tree
            return
        for key, value in tree.items():
            yield from records_in(path, value, f"{pointer}/{key}", depth + 1, mapped)
    elif isinstance(tree, list):
        among_talks = _holds_talks(tree, mapped)
        for number, value in enumerate(tree):
            if among_talks and isinstance(value, Mapping) and not any(_holds_talks(v, mapped) for v in value.values()):
                yield _place(path, value, f"{pointer}/{number}"), value  # told of, even if it says too little
            else:
                yield from records_in(path, value, f"{pointer}/{number}", depth + 1, mapped)


def _place(path: str, row: Mapping[str, Any], pointer: str) -> Span:
    """The line, or a JSON pointer (RFC 6901)."""
    return Span(path, row.line, 1) if isinstance(row, Row) and row.line else Span(f"{path}#{pointer}")


def _is_talk(row: Mapping[str, Any], mapped: set[str]) -> bool:
    if mapped & row.keys():
        return True
    meanings = {columns.meaning(key) for key, value in row.items() if isinstance(key, str) and value is not None}
    return (
        bool(meanings & {"title", "speaker"}) and len(meanings & {"title", "speaker", "date", "abstract", "video"}) > 1
    )


def _holds_talks(value: Any, mapped: set[str]) -> bool:
    return isinstance(value, list) and any(isinstance(one, Mapping) and _is_talk(one, mapped) for one in value[:50])
