"""The file of the ledger: one record a line, so that two organisers' branches merge and people can read it.

Each line is a JSON object (jsonlines.org). Their order does not count, nor does a line that stands there twice:
where a merge has left both sides, both count.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span
from seminarsite.model.event import Status
from seminarsite.model.ledger import FILE, KEYS, WITHDRAWN, Facts, Ledger, Record
from seminarsite.tools import characters, texts, zones

FIRST_LINE = (
    '{"ledger": 1, "about": "What subscribers were told of each event. Keep it; `seminarsite record` writes it."}'
)
MOST_BYTES = 64_000_000
MOST_MISTAKES = 20
"""Lines that are told to be unreadable; of a file that is no ledger, all are."""

MOST_CHANGES = 10**9
"""A larger SEQUENCE is a mistake; RFC 5545 3.3.8 has integers of 32 bits."""

_CONFLICT = re.compile(r"<{7} |={7}$|>{7} |\|{7} ")
# Offsets of local mean time, as in Zurich until 1894, have seconds.
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)([+-]\d\d:\d\d(?::\d\d)?)\[([A-Za-z0-9_+/-]{1,60})\])?", re.ASCII
)
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_UID = re.compile(r"[^\s@]{1,250}@[^\s@]{1,255}")
_NAME = re.compile(r"[a-z0-9-]{0,200}")
_DIGEST = re.compile(r"(?:[0-9a-f]{12})?")
_CALENDAR = re.compile(r"(?:events|series|speakers|topics)/[a-z0-9-]{1,200}\.ics")


def read(folder: Path, report: Report) -> Ledger | None:
    """The ledger of a content folder; None where it has none."""
    file = folder / FILE
    if not file.is_file():
        return None
    path = f"{folder.name}/{FILE}"
    try:
        content = file.read_bytes() if file.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        report.add(mistakes.ledger_unread(Span(path), error.strerror or "it cannot be read"))
        return Ledger()
    if content is None:
        report.add(mistakes.ledger_unread(Span(path), f"it is larger than {MOST_BYTES // 1_000_000} MB"))
        return Ledger()
    return Ledger().joined(_records(content.decode("utf-8-sig", "replace"), path, report))


def text(ledger: Ledger) -> str:
    """The file, in one order whoever writes it."""
    return "\n".join((FIRST_LINE, *map(_line, ledger.records))) + "\n"


def _line(record: Record) -> str:
    values = {"uid": record.uid, "at": f"{record.at:%Y-%m-%dT%H:%M:%SZ}", "sequence": record.sequence}
    facts = {key: list(v) if isinstance(v := record.facts[key], tuple) else v for key in KEYS if key in record.facts}
    return json.dumps(values | facts, ensure_ascii=False)


def _records(text: str, path: str, report: Report) -> Iterator[Record]:
    unread = 0
    conflict = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not (line := line.rstrip()):
            continue
        if _CONFLICT.match(line):
            conflict = conflict or number
            continue
        try:
            record = _record(line)
        except _Unreadable as error:
            unread += 1
            if unread == MOST_MISTAKES:
                report.add(
                    mistakes.ledger_line(Span(path, number, error.column), f"{error}; further lines are not read")
                )
                break
            report.add(mistakes.ledger_line(Span(path, number, error.column), str(error)))
        else:
            if record:
                yield record
    if conflict:
        report.add(mistakes.ledger_conflict(Span(path, conflict, 1)))


class _Unreadable(ValueError):
    """What is wrong with a line, and in which column."""

    def __init__(self, reason: str, column: int = 1) -> None:
        super().__init__(reason)
        self.column = column


def _record(line: str) -> Record | None:
    """One record; None for the first line, which says what the file is."""
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
    if unknown := sorted(values.keys() - {"uid", "at", "sequence", *KEYS}):
        raise _Unreadable(f"there is no `{mistakes.shown(unknown[0])}` in a record", _column(line, unknown[0]))
    for key in ("uid", "at", "sequence"):
        if key not in values:
            raise _Unreadable(f"`{key}` is missing")
    for key, value in values.items():
        if not _is_sound(key, value):
            raise _Unreadable(f"`{key}` cannot be read", _column(line, key))
    facts = {key: tuple(v) if isinstance(v := values[key], list) else v for key in KEYS if key in values}
    return Record(
        uid=values["uid"], at=dt.datetime.fromisoformat(values["at"]), sequence=values["sequence"], facts=facts
    )


def _refuse(_: str) -> None:
    raise ValueError


def _column(line: str, key: str) -> int:
    return max(line.find(json.dumps(key, ensure_ascii=False)), 0) + 1


def _is_sound(key: str, value: object) -> bool:
    """Whether a value may stand in a record: nothing but what `text` writes, as it ends up in calendars and pages."""
    match key, value:
        case (("sequence" | "recordings"), int()):
            return not isinstance(value, bool) and 0 <= value <= MOST_CHANGES
        case "calendars", list():
            return all(isinstance(address, str) and _CALENDAR.fullmatch(address) for address in value)
        case "uid", str():
            return bool(_UID.fullmatch(value)) and value.isprintable()
        case "at", str():
            return _is_utc(value)
        case (("starts" | "ends"), str()):
            return moment(value) is not None
        case "status", str():
            return value in (*Status, WITHDRAWN)
        case (("event" | "part"), str()):
            return bool(_NAME.fullmatch(value))
        case (("link" | "shows"), str()):
            return bool(_DIGEST.fullmatch(value))
        case (("title" | "place"), str()):
            return characters.without_unseen(value) == value
    return False


def _is_utc(value: str) -> bool:
    if not _UTC.fullmatch(value):
        return False
    try:
        return 1900 <= dt.datetime.fromisoformat(value).year <= texts.LATEST
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
        day = dt.date.fromisoformat(found[1])
        if not texts.EARLIEST <= day.year <= texts.LATEST + 1:
            return None
        if found[2] is None:
            return day
        zone = zones.known(found[4])
        return dt.datetime.fromisoformat(found[1] + found[2] + found[3]).astimezone(ZoneInfo(zone)) if zone else None
    except ValueError:
        return None


def written(value: dt.datetime | dt.date) -> str:
    """The other way round: 2025-11-03T17:15+01:00[Europe/Zurich], or 2026-03-02."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return f"{value.isoformat(timespec='minutes')}[{_zone(value)}]"


def hour_moved(told: Facts) -> tuple[dt.datetime, dt.datetime] | None:
    """The instant that was told, and the one that the same hour on the wall is by now: the zone has got new rules."""
    instant = moment(told.starts)
    if not isinstance(instant, dt.datetime):
        return None
    wall = dt.datetime.fromisoformat(told.starts[:16])
    if instant.replace(tzinfo=None, fold=0) == wall:
        return None
    return instant, zones.nearest(wall.date(), wall.time(), zones.canonical(_zone(instant)))


def _zone(value: dt.datetime) -> str:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else "UTC"
