"""Schedules of conferences: frab's schedule.json, as pretalx exports it, too, and the answers of pretalx' API."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.importers import hypertext, links, moments, people, rows
from seminarsite.importers.findings import Findings, FoundEvent, FoundSpeaker, Passed
from seminarsite.importers.trees import CannotRead, from_json
from seminarsite.tools import zones

Row = Mapping[str, Any]

NOT_HELD = frozenset({"canceled", "cancelled", "withdrawn", "rejected", "deleted"})
NOT_YET = frozenset({"submitted", "draft"})


def read(path: str, data: bytes, format_: str) -> Findings:
    """Every talk that has an hour; one that was given several comes as often."""
    tree = from_json(path, data)
    conference = next(_conferences(tree, 0), {})
    zone = zones.known(rows.text(conference.get("time_zone_name")) or rows.text(conference.get("timezone")))
    talks = list(_of_days(conference)) or list(_of_api(tree))
    if not talks:
        raise CannotRead("neither a schedule of frab or pretalx nor talks of pretalx are in it")
    events: list[FoundEvent] = []
    passed: list[Passed] = []
    notes: list[Diagnostic] = []
    repeated = 0
    for pointer, talk, room in talks:
        found = list(_events(Span(f"{path}#{pointer}"), talk, room))
        repeated += len(found) - 1
        for one in found:
            (passed if isinstance(one, Passed) else events).append(one)  # type: ignore[arg-type]
    name = hypertext.plain(rows.text(conference.get("title")) or rows.text(conference.get("name")))
    return Findings(
        format=format_, name=name or None, zone=zone, events=tuple(events), passed=tuple(passed), notes=tuple(notes),
        seen=len(talks), repeated=repeated,
    )  # fmt: skip


def _conferences(tree: Any, depth: int) -> Iterator[Row]:
    if isinstance(tree, Mapping) and depth < 4:
        if isinstance(tree.get("days"), list):
            yield tree
        for value in tree.values():
            yield from _conferences(value, depth + 1)


def _of_days(conference: Row) -> Iterator[tuple[str, Row, str]]:
    for number, day in enumerate(conference.get("days") or ()):
        rooms = day.get("rooms") if isinstance(day, Mapping) else None
        for room, talks in rooms.items() if isinstance(rooms, Mapping) else ():
            for position, talk in enumerate(talks if isinstance(talks, list) else ()):
                if isinstance(talk, Mapping):
                    whole = talk if talk.get("date") else {**talk, "date": day.get("date")}
                    yield f"/schedule/conference/days/{number}/rooms/{room}/{position}", whole, str(room)


def _of_api(tree: Any) -> Iterator[tuple[str, Row, str]]:
    """`results` of a page, or several pages or talks in a list."""
    if isinstance(tree, Mapping):
        for key in ("results", "talks", "submissions"):
            if isinstance(tree.get(key), list):
                for number, talk in enumerate(tree[key]):
                    if isinstance(talk, Mapping):
                        yield f"/{key}/{number}", talk, ""
    elif isinstance(tree, list):
        for number, one in enumerate(tree):
            if isinstance(one, Mapping) and "title" in one:
                yield f"/{number}", one, ""
            else:
                yield from (
                    (f"/{number}{pointer}", talk, room)
                    for pointer, talk, room in _of_api(one)
                    if isinstance(one, Mapping)
                )


def _events(span: Span, talk: Row, room: str) -> Iterator[FoundEvent | Passed]:
    state = rows.text(talk.get("state")).lower()
    listed = talk.get("slots")
    given = listed if isinstance(listed, list) else [talk.get("slot")]
    slots: list[Row] = [slot for slot in given if isinstance(slot, Mapping) and slot.get("start")]
    if state in NOT_YET:
        yield Passed(place=span, why=f"its state is `{state}`: it is not accepted")
        return
    if not slots and talk.get("date"):
        slots = [talk]
    if not slots:
        yield Passed(place=span, why=f"its state is `{state}`" if state in NOT_HELD else "it has no hour yet")
        return
    for slot in slots:
        start = _start(slot)
        title = hypertext.plain(rows.text(talk.get("title")))
        if start is None or not title:
            yield Passed(place=span, why="its hour cannot be read" if title else "no title")
            continue
        yield _event(span, talk, slot, start, title, room, cancelled=state in NOT_HELD)


def _event(
    span: Span, talk: Row, slot: Row, start: dt.datetime, title: str, room: str, *, cancelled: bool
) -> FoundEvent:
    subtitle = hypertext.plain(rows.text(talk.get("subtitle")))
    texts_ = [hypertext.from_any(rows.text(talk.get(key))) for key in ("abstract", "description")]
    abstract = links.without_meetings("\n\n".join(dict.fromkeys(filter(None, texts_))))
    found: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for url, label in _links(talk):
        kind = "meeting" if links.is_meeting(url) else links.kind_of(url)
        kind = (
            "slides"
            if kind == "links" and re.search(r"(?i)slides|folien|\.pdf\Z|presentation", f"{label} {url}")
            else kind
        )
        found.setdefault(kind, []).append(url)
        labels[url] = label
    where = rows.text(slot.get("room")) or rows.text(talk.get("room")) or room
    meetings = [*abstract.meetings, *found.get("meeting", ())]
    return FoundEvent(
        place=span, start=start, end=_end(slot, start), length=_length(talk, slot),
        uid=rows.text(talk.get("guid")) or rows.text(talk.get("code")) or None,
        title=f"{title}: {subtitle}" if subtitle and subtitle.casefold() not in title.casefold() else title,
        speakers=_people(talk), abstract=abstract.text, where=hypertext.plain(where) or None,
        meeting=meetings[0] if meetings else None, codes=abstract.codes,
        platform=links.platform_of(meetings[0]) if meetings else None,
        video=_each(found, "video"), slides=_each(found, "slides"), paper=_each(found, "paper"), code=_each(found, "code"),
        links=tuple((url, labels[url] or None) for url in dict.fromkeys(found.get("links", ()))),
        topics=tuple(word for word in (hypertext.plain(rows.text(talk.get("track"))),) if word),
        language=rows.language(rows.text(talk.get("language")) or rows.text(talk.get("content_locale"))),
        status="cancelled" if cancelled else None,
    )  # fmt: skip


def _each(found: Mapping[str, list[str]], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.get(key, ())))


def _people(talk: Row) -> tuple[FoundSpeaker, ...]:
    listed: Sequence[Any] = talk.get("persons") or talk.get("speakers") or ()
    found: list[FoundSpeaker] = []
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping):
            found += rows.person(one)
        elif isinstance(one, str) and not re.fullmatch(
            r"[A-Z0-9]{6}", one
        ):  # the code of somebody whom the file does not name
            found += people.speakers(one)[:1]
    return tuple(found)


def _links(talk: Row) -> Iterator[tuple[str, str]]:
    for key in ("links", "attachments", "resources"):
        listed = talk.get(key)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, Mapping):
                label = rows.text(one.get("title")) or rows.text(one.get("description"))
                for name in ("url", "resource", "link", "href"):
                    if url := links.address(rows.text(one.get(name))):
                        yield url, hypertext.plain(label)[:120]
                        break
    for key in ("video_download_url", "recording_url"):
        if url := links.address(rows.text(talk.get(key))):
            yield url, ""


def _start(slot: Row) -> dt.datetime | None:
    """`date` is an instant with its offset; `start` is one in the API, and an hour on the wall in schedules."""
    for key in ("date", "start"):
        typed = moments.typed(rows.text(slot.get(key)))
        if typed and typed.time is None and key == "date" and (hours := moments.hours(rows.text(slot.get("start")))):
            typed = typed._replace(time=hours[0])
        if typed and typed.time is not None:
            zone = dt.timezone(typed.offset) if typed.offset is not None else None
            return dt.datetime.combine(typed.day, typed.time, zone)
    return None


def _end(slot: Row, start: dt.datetime) -> dt.datetime | None:
    typed = moments.typed(rows.text(slot.get("end")))
    if typed is None or typed.time is None:
        return None
    end = dt.datetime.combine(typed.day, typed.time, dt.timezone(typed.offset) if typed.offset is not None else None)
    return end if (end.tzinfo is None) == (start.tzinfo is None) and end > start else None


def _length(talk: Row, slot: Row) -> dt.timedelta | None:
    """`01:30` in schedules, minutes in the API."""
    said = rows.text(slot.get("duration")) or rows.text(talk.get("duration"))
    if match := re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d)?", said):
        length = dt.timedelta(hours=int(match[1]), minutes=int(match[2]))
    elif re.fullmatch(r"\d{1,4}", said):
        length = dt.timedelta(minutes=int(said))
    else:
        return None
    return length if dt.timedelta(0) < length <= dt.timedelta(days=1) else None
