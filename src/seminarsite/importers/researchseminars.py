"""researchseminars.org: what its API gives for a series (`lookup/series`) or for a search of talks or of series.

The names of its fields are those of its own source, roed314/seminars, and of the page api/ of that site.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.importers import hypertext, links, moments, people, rows
from seminarsite.importers.findings import Findings, FoundEvent, FoundSpeaker, Passed
from seminarsite.importers.trees import CannotRead, from_json
from seminarsite.tools import texts, zones

Row = Mapping[str, Any]


def read(path: str, data: bytes) -> Findings:
    """Talks with their series. What is hidden there comes as a draft; what was deleted does not come."""
    tree = from_json(path, data)
    series = {str(one.get("shortname") or one.get("series_id") or ""): one for one in _series(tree, 0)}
    only = next(iter(series.values())) if len(series) == 1 else {}
    events: list[FoundEvent] = []
    passed: list[Passed] = []
    notes: list[Diagnostic] = []
    talks = list(_talks(tree, "", 0))
    if not talks and not series:
        raise CannotRead("neither talks nor a series of researchseminars.org are in it")
    for pointer, talk in talks:
        own = series.get(str(talk.get("seminar_id") or talk.get("series_id") or ""), only)
        found = _event(Span(f"{path}#{pointer}"), talk, own, notes)
        (passed if isinstance(found, Passed) else events).append(found)  # type: ignore[arg-type]
    return Findings(
        format="researchseminars", name=hypertext.plain(_text(only, "name")) or None,
        about=hypertext.from_any(_text(only, "abstract") or _text(only, "description")),
        zone=zones.known(_text(only, "timezone")), events=tuple(events), passed=tuple(passed), notes=tuple(notes), seen=len(talks),
    )  # fmt: skip


def _is_talk(row: Row) -> bool:
    return "start_time" in row and ("speaker" in row or "seminar_ctr" in row or "series_ctr" in row)


def _talks(tree: Any, pointer: str, depth: int) -> Iterator[tuple[str, Row]]:
    if depth > 6:
        return
    if isinstance(tree, Mapping):
        if _is_talk(tree):
            yield pointer, tree
            return
        for key, value in tree.items():
            yield from _talks(value, f"{pointer}/{key}", depth + 1)
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from _talks(value, f"{pointer}/{number}", depth + 1)


def _series(tree: Any, depth: int) -> Iterator[Row]:
    if depth > 3:
        return
    if isinstance(tree, Mapping):
        if not _is_talk(tree) and ("shortname" in tree or ("series_id" in tree and "name" in tree)):
            yield tree
        for value in tree.values():
            yield from _series(value, depth + 1)
    elif isinstance(tree, list):
        for value in tree:
            yield from _series(value, depth + 1)


def _text(row: Row, key: str) -> str:
    return rows.text(row.get(key))


def _event(span: Span, talk: Row, series: Row, notes: list[Diagnostic]) -> FoundEvent | Passed:
    if talk.get("deleted") is True or talk.get("deleted_with_seminar") is True:
        return Passed(place=span, why="it was deleted there")
    start = _moment(_text(talk, "start_time"))
    if start is None:
        return Passed(
            place=span, why="no start_time" if not _text(talk, "start_time") else "its start_time is no moment"
        )
    zone = zones.known(_text(talk, "timezone")) or zones.known(_text(series, "timezone"))
    if zone is None and (name := _text(talk, "timezone")):
        notes.append(mistakes.zone_of_source(span, name, "the hour is taken as one of the series"))
    speakers = _speakers(talk)
    title = hypertext.plain(_text(talk, "title"))
    if not title and not speakers:
        return Passed(place=span, why="neither title nor speaker")
    abstract = links.without_meetings(hypertext.from_any(_text(talk, "abstract")))
    comments = links.without_meetings(hypertext.from_any(_text(talk, "comments")))
    meeting = links.address(_text(talk, "live_link"))
    found = links.sorted_out([u for u in (links.address(_text(talk, "stream_link")),) if u])
    return FoundEvent(
        place=span, start=start, end=_later(start, _moment(_text(talk, "end_time"))), zone=zone,
        uid=f"{_text(talk, 'seminar_id')}-{_text(talk, 'seminar_ctr')}@researchseminars.org",
        series=hypertext.plain(_text(talk, "seminar_name") or _text(series, "name") or _text(talk, "seminar_id")) or None,
        title=None if people.is_nobody(title) else title,
        speakers=speakers,
        abstract="\n\n".join(filter(None, (abstract.text, comments.text))),
        where=hypertext.plain(_text(talk, "room")) or None,
        meeting=meeting if meeting and links.is_meeting(meeting) else next(iter((*abstract.meetings, *comments.meetings)), None),
        codes=(*abstract.codes, *comments.codes),
        platform=links.platform_of(meeting) if meeting else None,
        video=_urls(talk, "video_link", found.get("video", ())), slides=_urls(talk, "slides_link"), paper=_urls(talk, "paper_link"),
        links=tuple((url, None) for url in (meeting, *found.get("links", ())) if url and not links.is_meeting(url)),
        topics=tuple(_topic(word) for word in talk.get("topics") or () if isinstance(word, str)) if isinstance(talk.get("topics"), list) else (),
        language=rows.language(_text(talk, "language")) if _text(talk, "language") != _text(series, "language") else None,
        draft=talk.get("hidden") is True or talk.get("display") is False,
        status="cancelled" if re.match(r"(?i)\W*cancel?led\b", title) else None,
    )  # fmt: skip


def _urls(talk: Row, key: str, more: Any = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*links.addresses(_text(talk, key)), *more]))


def _topic(word: str) -> str:
    """`math_NT` is number theory there; the letters are all that the file has."""
    return word.rpartition("_")[2] if "_" in word else word


def _speakers(talk: Row) -> tuple[FoundSpeaker, ...]:
    """Several are parted by ` | `, and so are their institutions, home pages and addresses."""

    def parts(key: str) -> list[str]:
        return [one.strip() for one in _text(talk, key).split("|")]

    names = parts("speaker")
    found = []
    for number, name in enumerate(names):
        one = people.speakers(name) if len(names) == 1 else people.speakers(name)[:1]

        def of(key: str, number: int = number) -> str:
            values = parts(key)
            return values[number] if number < len(values) else ""

        for person in one:
            homepage = links.address(of("speaker_homepage")) if len(one) == 1 else None
            email = rows.valid(texts.email, of("speaker_email")) if len(one) == 1 else None
            where = person.affiliation or hypertext.plain(of("speaker_affiliation")) or None
            found.append(replace(person, affiliation=where, homepage=homepage, email=email))
    return tuple(found)


def _moment(text: str) -> dt.datetime | None:
    typed = moments.typed(text)
    if typed is None or typed.time is None:
        return None
    return dt.datetime.combine(typed.day, typed.time, dt.timezone(typed.offset) if typed.offset is not None else None)


def _later(start: dt.datetime, end: dt.datetime | None) -> dt.datetime | None:
    return end if end and (end.tzinfo is None) == (start.tzinfo is None) and end > start else None
