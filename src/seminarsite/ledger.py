"""The file of the ledger: one record a line, so that two organisers' branches merge and people can read it.

Each line is a JSON object (jsonlines.org). Their order does not count, nor does a line that stands there twice:
where a merge left both sides, `seminarsite record` takes both.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from seminarsite import mistakes, zones
from seminarsite.diagnostics import Report, Span
from seminarsite.model.ledger import KEYS, Facts, Ledger, Record

FILE = "ledger.jsonl"
FIRST_LINE = (
    '{"ledger": 1, "about": "What subscribers were told of each event. Keep it; `seminarsite record` writes it."}'
)
LONGEST_LINE = 20_000
MOST_BYTES = 64_000_000

_CONFLICT = re.compile(r"<{7} |={7}$|>{7} |\|{7} ")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)([+-]\d\d:\d\d)\[([A-Za-z0-9_+/-]+)\])?")
_UID = re.compile(r"[^\s@]{1,200}@[^\s@]{1,200}")
_CALENDAR = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.ics")


def read(folder: Path, report: Report, *, both_sides: bool = False) -> Ledger | None:
    """The ledger of a content folder; None where it has none. With `both_sides`, the marks of a merge are passed over."""
    file = folder / FILE
    if not file.is_file():
        return None
    path = f"{folder.name}/{FILE}"
    if file.stat().st_size > MOST_BYTES:
        report.add(mistakes.ledger_line(Span(path), "it is larger than 64 MB"))
        return Ledger()
    text = file.read_bytes().decode("utf-8", "replace")
    return Ledger().joined(_records(text, path, report, both_sides=both_sides))


def text(ledger: Ledger) -> str:
    """The file, in one order whoever writes it."""
    return "\n".join((FIRST_LINE, *map(_line, ledger.records))) + "\n"


def _line(record: Record) -> str:
    values = {"uid": record.uid, "at": f"{record.at:%Y-%m-%dT%H:%M:%SZ}", "sequence": record.sequence}
    facts = {key: list(v) if isinstance(v := record.facts[key], tuple) else v for key in KEYS if key in record.facts}
    return json.dumps(values | facts, ensure_ascii=False)


def _records(text: str, path: str, report: Report, *, both_sides: bool) -> Iterator[Record]:
    in_conflict = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if _CONFLICT.match(line):
            if not both_sides and not in_conflict:
                report.add(mistakes.ledger_conflict(Span(path, number, 1)))
            in_conflict = True
            continue
        try:
            record = _record(line)
        except _Unreadable as error:
            report.add(mistakes.ledger_line(Span(path, number, error.column), str(error)))
        else:
            if record:
                yield record


class _Unreadable(ValueError):
    """What is wrong with a line, and in which column."""

    def __init__(self, reason: str, column: int = 1) -> None:
        super().__init__(reason)
        self.column = column


def _record(line: str) -> Record | None:
    """One record; None for the first line, which says what the file is."""
    if len(line) > LONGEST_LINE:
        raise _Unreadable("it is too long")
    try:
        values = json.loads(line, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise _Unreadable(f"it is not JSON: {error.msg}", error.colno) from None
    except (RecursionError, ValueError):
        raise _Unreadable("it is not JSON") from None
    if not isinstance(values, dict):
        raise _Unreadable("it is no record")
    if "ledger" in values:
        if values["ledger"] != 1:
            raise _Unreadable("it is of a later version of seminarsite")
        return None
    if unknown := sorted(set(values) - {"uid", "at", "sequence", *KEYS}):
        raise _Unreadable(f"there is no `{mistakes.shown(unknown[0])}` in a record", _column(line, unknown[0]))
    for key in ("uid", "at", "sequence"):
        if key not in values:
            raise _Unreadable(f"`{key}` is missing")
    for key, value in values.items():
        if not _is_sound(key, value):
            raise _Unreadable(f"`{key}` cannot be read", _column(line, key))
    facts = {key: tuple(v) if isinstance(v := values[key], list) else v for key in KEYS if key in values}
    at = dt.datetime.fromisoformat(values["at"])
    return Record(uid=values["uid"], at=at, sequence=values["sequence"], facts=facts)


def _refuse(_: str) -> None:
    raise ValueError


def _column(line: str, key: str) -> int:
    return max(line.find(json.dumps(key, ensure_ascii=False)), 0) + 1


def _is_sound(key: str, value: object) -> bool:
    match key, value:
        case (("sequence" | "recordings"), int()):
            return not isinstance(value, bool) and 0 <= value < 2**31
        case "calendars", list():
            return all(isinstance(address, str) and _CALENDAR.fullmatch(address) for address in value)
        case "uid", str():
            return bool(_UID.fullmatch(value)) and value.isprintable()
        case "at", str():
            return _is_utc(value)
        case (("starts" | "ends"), str()):
            return moment(value) is not None
        case _, str():
            return key in KEYS and value.isprintable() and isinstance(getattr(Facts(), key), str)
    return False


def _is_utc(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value):
        return False
    try:
        return dt.datetime.fromisoformat(value).year >= 1900
    except ValueError:
        return False


def moment(value: str) -> dt.datetime | dt.date | None:
    """The instant that a fact names (RFC 9557), in its zone; or a day. None for what names neither.

    It is the instant that was told: that of the offset, also where the zone has another one by now.
    """
    found = _MOMENT.fullmatch(value)
    if found is None:
        return None
    try:
        if found[2] is None:
            return dt.date.fromisoformat(found[1])
        told = dt.datetime.fromisoformat(found[1] + found[2] + found[3])
        return told.astimezone(ZoneInfo(zones.canonical(found[4])))
    except (ValueError, OverflowError):
        return None


def written(value: dt.datetime | dt.date) -> str:
    """The other way round: 2025-11-03T17:15+01:00[Europe/Zurich], or 2026-03-02."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return f"{value.isoformat(timespec='minutes')}[{_zone(value)}]"


def hour_moved(history: Facts, start: dt.datetime) -> bool:
    """Whether an event is at the hour on the wall that was told, but at another instant: the zone has new rules."""
    told = moment(history.starts)
    same_wall = history.starts[:16] == f"{start:%Y-%m-%dT%H:%M}" and history.starts.endswith(f"[{_zone(start)}]")
    return isinstance(told, dt.datetime) and same_wall and zones.utc(told) != zones.utc(start)


def _zone(value: dt.datetime) -> str:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else "UTC"
