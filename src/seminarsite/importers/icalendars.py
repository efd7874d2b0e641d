"""iCalendar files as Google, Apple, Outlook, Indico and people make them (RFC 5545, and what is made of it)."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.importers import contentlines, hypertext, labels, links, people, recurring
from seminarsite.importers.contentlines import Component, Property
from seminarsite.importers.findings import MAX_RECORDS, Findings, FoundEvent, FoundSlot, FoundSpeaker, Passed
from seminarsite.importers.icszones import Clocks, named
from seminarsite.model.event import Status
from seminarsite.model.values import Zone

_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T?\s?(\d\d):?(\d\d):?(\d\d)?)?\s*(Z)?", re.IGNORECASE)
_DURATION = re.compile(r"([+-])?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?", re.IGNORECASE)  # fmt: skip
MOST_RULES = 1_000
"""Of repetition in one calendar: some take dateutil half a second."""


@dataclass
class _Calendar:
    """One VCALENDAR while it is read."""

    path: str
    clocks: Clocks
    horizon: dt.date
    habit: tuple[str, bool] | None
    name: str
    events: list[FoundEvent] = field(default_factory=list)
    slots: list[FoundSlot] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    repeated: int = 0
    rules: int = 0


def read(path: str, data: bytes, horizon: dt.date) -> Findings:
    """Everything that is a VEVENT; what repeats for ever is taken until the `horizon`, a weekly hour as a slot."""
    root = contentlines.calendars(contentlines.decoded(data))
    whole = next(root.within("VCALENDAR"), root)
    entries = list(root.within("VEVENT"))
    zone = named(whole.text("X-WR-TIMEZONE"))
    name = hypertext.plain(whole.text("X-WR-CALNAME") or whole.text("NAME"))
    titles = [people.without_series(people.without_cancelled(e.text("SUMMARY"))[0], name) for e in entries]
    calendar = _Calendar(path, Clocks(root.within("VTIMEZONE")), horizon, people.habit(titles), name)
    seen = len(entries)
    if len(entries) > MAX_RECORDS:
        calendar.passed += [Passed(place=Span(path, e.line, 1), why="too many entries") for e in entries[MAX_RECORDS:]]
    entries = _once(entries[:MAX_RECORDS], calendar)
    exceptions: dict[str, set[dt.datetime | dt.date]] = {}
    for entry in entries:
        if (own := entry.first("RECURRENCE-ID")) and (moment := _moment(own)):
            exceptions.setdefault(entry.text("UID"), set()).add(_bare(moment))
    for entry in entries:
        _take(entry, calendar, exceptions.get(entry.text("UID"), set()))
    return Findings(
        format="ics",
        name=name or None,
        about=links.without_meetings(hypertext.from_any(whole.text("X-WR-CALDESC"))).text,
        zone=zone, events=tuple(calendar.events), slots=tuple(calendar.slots), passed=tuple(calendar.passed),
        notes=tuple(calendar.notes), seen=seen, repeated=calendar.repeated,
    )  # fmt: skip


def _once(entries: list[Component], calendar: _Calendar) -> list[Component]:
    """Of entries that are one (the same UID, instance, beginning and title) the one of the highest SEQUENCE, else the last.

    A UID alone says nothing: some programs give one and the same to all events.
    """
    latest: dict[tuple[str, ...], Component] = {}
    for entry in entries:
        uid = entry.text("UID")
        key = (uid, *(entry.text(k) for k in ("RECURRENCE-ID", "DTSTART", "SUMMARY"))) if uid else (str(id(entry)),)
        before = latest.setdefault(key, entry)
        if before is entry:
            continue
        older, newer = (before, entry) if _sequence(entry) >= _sequence(before) else (entry, before)
        latest[key] = newer
        calendar.passed.append(
            Passed(place=Span(calendar.path, older.line, 1), why=f"the same entry stands in line {newer.line}")
        )
    kept = {id(entry) for entry in latest.values()}
    return [entry for entry in entries if id(entry) in kept]


def _sequence(entry: Component) -> int:
    text = entry.text("SEQUENCE")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _take(entry: Component, calendar: _Calendar, exceptions: set[dt.datetime | dt.date]) -> None:
    span = Span(calendar.path, entry.line, 1)
    found = _event(entry, calendar, span)
    if isinstance(found, Passed):
        calendar.passed.append(found)
        return
    rule = entry.first("RRULE")
    if not rule and not entry.all("RDATE"):
        calendar.events.append(found)
        return
    calendar.rules += 1
    if calendar.rules > MOST_RULES:
        calendar.passed.append(Passed(place=span, why=f"more than {MOST_RULES} rules of repetition"))
        return
    start = found.start
    left_out = exceptions | {_bare(m) for one in entry.all("EXDATE") for m in _moments(one)}
    added = [_bare(m) for one in entry.all("RDATE") for m in _moments(one)]
    zone = zoneinfo.ZoneInfo(found.zone) if found.zone else None
    days = recurring.expanded(_bare(start), rule.value if rule else "", left_out, added, calendar.horizon, zone)
    if days is None:
        calendar.passed.append(
            Passed(place=span, why=f"its rule of repetition cannot be read: {rule.value[:60] if rule else ''}")
        )
        return
    if rule and days.for_ever and days.weekly and isinstance(start, dt.datetime):
        length = (found.end - start) if isinstance(found.end, dt.datetime) else found.length or dt.timedelta(hours=1)
        calendar.slots.append(
            FoundSlot(
                name=found.title or calendar.name or None, start=start, every=days.every, length=length, zone=found.zone
            )
        )
        calendar.passed.append(
            Passed(place=span, why="it repeats every week for ever: taken as the hour of the series")
        )
        return
    if not days.starts:
        calendar.passed.append(Passed(place=span, why="all its repetitions are left out or are entries of their own"))
        return
    calendar.repeated += len(days.starts) - 1
    calendar.events += [_moved(found, _bare(start), day) for day in days.starts]


def _moved(event: FoundEvent, first: dt.datetime | dt.date, to: dt.datetime | dt.date) -> FoundEvent:
    """A repetition: the same clock on the wall on another day."""
    by = (to if isinstance(to, dt.datetime) else dt.datetime.combine(to, dt.time(0))) - (
        first if isinstance(first, dt.datetime) else dt.datetime.combine(first, dt.time(0))
    )
    return replace(event, start=event.start + by, end=event.end + by if event.end else None, uid=None)


# --- one entry -----------------------------------------------------------------------------------


def _event(entry: Component, calendar: _Calendar, span: Span) -> FoundEvent | Passed:
    own = entry.first("DTSTART")
    start = _moment(own) if own else None
    if own is None or start is None:
        return Passed(place=span, why="no DTSTART" if own is None else f"`{own.value[:40]}` is no date")
    title = hypertext.plain(entry.text("SUMMARY"))
    if people.is_nothing_on(title):
        return Passed(place=span, why=f"`{title[:60]}` says that nothing takes place")
    told = _told(entry, calendar)
    if not title and not told["title"] and not told["speakers"]:
        return Passed(place=span, why="neither title nor speaker")
    zone, start = _placed(own, start, calendar, span)
    end = _end(entry, start, calendar, span)
    private = entry.text("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL")
    cancelled = Status.CANCELLED.value if people.without_cancelled(title)[1] else None
    status = {"CANCELLED": Status.CANCELLED.value, "TENTATIVE": Status.TENTATIVE.value}.get(
        entry.text("STATUS").upper(), cancelled
    )
    length = _duration(entry.text("DURATION")) if end is None and isinstance(start, dt.datetime) else None
    return FoundEvent(
        place=span, start=start, end=end, length=length, zone=zone, whole_day=not isinstance(start, dt.datetime),
        uid=entry.text("UID")[:250] or None, draft=private, status=status, **told,  # type: ignore[arg-type]
    )  # fmt: skip


def _end(
    entry: Component, start: dt.datetime | dt.date, calendar: _Calendar, span: Span
) -> dt.datetime | dt.date | None:
    own = entry.first("DTEND")
    end = _moment(own) if own else None
    if own is None or end is None:
        if not isinstance(start, dt.datetime) and (length := _duration(entry.text("DURATION"))) and length.days > 1:
            return start + dt.timedelta(days=length.days - 1)
        return None
    if not isinstance(start, dt.datetime):
        last = (end.date() if isinstance(end, dt.datetime) else end) - dt.timedelta(days=1)  # DTEND is not counted in
        return last if last > start else None
    if not isinstance(end, dt.datetime):
        return None
    _, placed = _placed(own, end, calendar, span)
    if isinstance(placed, dt.datetime) and (placed.tzinfo is None) == (start.tzinfo is None):
        return placed if placed > start else None
    return None


def _placed(
    own: Property, moment: dt.datetime | dt.date, calendar: _Calendar, span: Span
) -> tuple[Zone | None, dt.datetime | dt.date]:
    """A moment with its zone: on the wall where that is known, an instant where only rules are."""
    name = own.parameters.get("TZID", "")
    if not isinstance(moment, dt.datetime) or moment.tzinfo is not None or not name:
        return None, moment
    if zone := calendar.clocks.zone(name):
        return zone, moment
    if rules := calendar.clocks.rules(name):
        try:
            return None, moment.replace(tzinfo=rules).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            return None, moment
    calendar.notes.append(mistakes.zone_of_source(span, name, "the hour is taken as one of the series"))
    return None, moment


def _told(entry: Component, calendar: _Calendar) -> dict[str, object]:
    """Title, people, text and links."""
    text = entry.text("DESCRIPTION")
    text = hypertext.from_any(text or (entry.text("X-ALT-DESC")))
    taken = links.without_meetings(text)
    fields, rest = labels.apart(taken.text)
    line, _ = people.without_cancelled(hypertext.plain(entry.text("SUMMARY")))
    name = people.named(people.without_series(line, calendar.name), calendar.habit)
    title, speakers = name.title, name.speakers
    if "speaker" in fields and (labelled := people.speakers(fields["speaker"], fields.get("affiliation"))):
        speakers = labelled
        title = fields.get("title") or _without(title, labelled)
    elif "title" in fields:
        title = fields["title"]
    elif "affiliation" in fields and len(speakers) == 1:
        speakers = (replace(speakers[0], affiliation=speakers[0].affiliation or fields["affiliation"]),)
    if fields.get("biography") and len(speakers) == 1:
        speakers = (replace(speakers[0], biography=fields["biography"]),)
    title = hypertext.plain(title or "")
    abstract = "\n\n".join(filter(None, (fields.get("abstract", ""), rest)))
    return {
        "title": people.unquoted(title) if title and not people.is_nobody(title) else None,
        "speakers": speakers,
        "topics": tuple(word.strip() for one in entry.all("CATEGORIES") for word in one.text.split(",") if word.strip())[:20],
        "host": hypertext.plain(fields.get("host", "")) or None,
        **_where(entry, abstract, fields, taken),
    }  # fmt: skip


def _without(title: str | None, speakers: tuple[FoundSpeaker, ...]) -> str | None:
    """A title that is only the name of who speaks is none."""
    words = {one.name.casefold() for one in speakers}
    bare = re.sub(r"\A[^:]{0,40}:\s*", "", title or "").casefold().strip()
    return None if bare in words or (title or "").casefold() in words else title


def _where(entry: Component, abstract: str, fields: Mapping[str, str], taken: links.Taken) -> dict[str, object]:
    place = links.without_meetings(hypertext.plain(entry.text("LOCATION").replace("\n", ", ")))
    urls = [*links.addresses(place.text), *_properties(entry)]
    found = links.sorted_out(urls)
    for key in ("paper", "slides", "video"):
        found[key] = [*found.get(key, []), *links.addresses(fields.get(key, ""))]
    meetings = [*taken.meetings, *place.meetings, *found.get("meeting", [])]
    bare = re.sub(r"https?://\S+", "", place.text).strip(" ,;()-")
    online = re.fullmatch(r"(?i)zoom|online|microsoft teams|google meet|webex|via zoom|zoom meeting", bare)
    where = ", ".join(filter(None, ("" if online else bare, hypertext.plain(fields.get("room", "")))))
    platform = next((name for url in meetings if (name := links.platform_of(url))), None)
    return {
        "abstract": "" if people.is_nobody(abstract) else abstract, "where": where or None, "meeting": meetings[0] if meetings else None,
        "codes": (*taken.codes, *place.codes), "platform": platform or (bare if online else None),
        **{key: tuple(dict.fromkeys(found.get(key, ()))) for key in ("video", "slides", "paper", "code")},
        "links": tuple((url, None) for url in found.get("links", ())),
    }  # fmt: skip


def _properties(entry: Component) -> Iterator[str]:
    for name in ("URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "ATTACH"):
        for one in entry.all(name):
            yield from links.addresses(one.text)


# --- moments -------------------------------------------------------------------------------------


def _moment(own: Property) -> dt.datetime | dt.date | None:
    return next(_moments(own), None)


def _moments(own: Property) -> Iterator[dt.datetime | dt.date]:
    for text in own.value.split(",")[:2000]:
        match = _MOMENT.match(text.strip())
        if match is None:
            continue
        year, month, day, hour, minute, second, utc = match.groups()
        try:
            if hour is None or own.parameters.get("VALUE", "").upper() == "DATE":
                yield dt.date(int(year), int(month), int(day))
            else:
                yield dt.datetime(
                    int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59),
                    tzinfo=dt.UTC if utc else None,
                )  # fmt: skip
        except ValueError:
            continue


def _bare(moment: dt.datetime | dt.date) -> dt.datetime | dt.date:
    return moment.replace(tzinfo=None) if isinstance(moment, dt.datetime) else moment


def _duration(text: str) -> dt.timedelta | None:
    match = _DURATION.fullmatch(text.strip())
    if not match or match[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(n or 0) for n in match.groups()[1:])
    found = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return found if dt.timedelta(0) < found < dt.timedelta(days=400) else None
