"""One record with named values, a row of a table or an entry of a list, becomes one event."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.importers import columns, hypertext, links, moments, people
from seminarsite.importers.findings import Findings, FoundEvent, FoundSpeaker, Passed
from seminarsite.model.event import Status
from seminarsite.tools import characters, texts, zones

MOST_TEXT = 100_000
CANCELLED = frozenset("cancelled canceled abgesagt annulé annullato cancelado withdrawn rejected true yes".split())
SETTINGS = frozenset({"dates", "default-date"})
"""What of the options is no key, but says how dates are read, and which day is meant where none is given."""

NOTHING = frozenset({"none", "null", "nan", "n/a", "na", "~", "-", "tba", "tbd", "tbc"})

Record = tuple[Span, Mapping[str, Any]]


@dataclass(frozen=True)
class Reading:
    """How the records of one source are read: what its columns mean, and in which order its dates are."""

    columns: Mapping[str, str]
    day_first: bool | None = None
    markdown: bool = False
    day: str | None = None


def findings(
    format_: str,
    records: Sequence[Record],
    options: Mapping[str, str],
    *,
    markdown: bool = False,
    name: str | None = None,
) -> Findings:
    """Events of records. `options` are those of a mapping file: key to column, and `dates`."""
    names = list(dict.fromkeys(key for _, record in records for key in record))
    meanings = columns.from_mapping({key: value for key, value in options.items() if key not in SETTINGS}, names)
    days = [text(v) for _, record in records for k, v in record.items() if meanings.get(k) == "date" and v is not None]
    order = {"day-first": True, "month-first": False}.get(options.get("dates", ""), moments.is_day_first(days))
    reading = Reading(meanings, order, markdown, options.get("default-date"))
    events: list[FoundEvent] = []
    passed: list[Passed] = []
    notes: list[Diagnostic] = []
    if records:
        unknown = [n for n in names if n not in meanings and not columns.is_silent(n)]
        notes += [mistakes.column_unknown(Span(records[0][0].path, records[0][0].line), n) for n in unknown[:20]]
    for span, record in records:
        found = event_of(span, record, reading, notes)
        if isinstance(found, Passed):
            passed.append(found)
        else:
            events.append(found)
    return Findings(
        format=format_, name=name, events=tuple(events), passed=tuple(passed), notes=tuple(notes), seen=len(records)
    )


def text(value: object) -> str:
    """A value of a table or a list as text; lists by lines, what says nothing as "" ."""
    if value is None or isinstance(value, Mapping):
        return localised(value) if isinstance(value, Mapping) else ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, (text(one) for one in value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    found = str(value)[:MOST_TEXT].strip()
    return "" if found.lower() in NOTHING else found


def localised(value: Mapping[Any, Any]) -> str:
    """`{"en": "Title", "de": "Titel"}`, as pretalx has it; else the name, title or address of a thing."""
    for key in ("en", "name", "public_name", "title", "url", "href", "link", "resource"):
        if isinstance(value.get(key), str):
            return text(value[key])
        if isinstance(value.get(key), Mapping):
            return localised({k: v for k, v in value[key].items() if isinstance(v, str)})
    return next((one for one in value.values() if isinstance(one, str) and len(str(one)) < 500), "")


def event_of(span: Span, record: Mapping[str, Any], reading: Reading, notes: list[Diagnostic]) -> FoundEvent | Passed:
    """The event of a record, or why there is none; what of it was not understood goes to the notes."""
    values: dict[str, list[Any]] = {}
    for name, value in record.items():
        if (key := reading.columns.get(name)) and text(value):
            values.setdefault(key, []).append(value)
    if not values:
        return Passed(place=span, why="nothing is in it")
    title = hypertext.plain(_first(values, "title"))
    speakers = _speakers(values)
    if people.is_nothing_on(title) and not speakers:
        return Passed(place=span, why=f"`{title[:60]}` says that nothing takes place")
    title, cancelled = people.without_cancelled(title)
    title = people.unquoted(title)
    when = _when(values, reading, span, notes)
    if when is None:
        what = "no date" if "date" not in values else f"`{_first(values, 'date')[:40]}` is no date"
        return Passed(place=span, why=what)
    if not title and not speakers and not _first(values, "abstract"):
        return Passed(place=span, why="neither title nor speaker")
    people_and_title = people.named(title, None) if title and not speakers else None
    if people_and_title and people_and_title.speakers:
        title, speakers = people_and_title.title or "", people_and_title.speakers
    return FoundEvent(
        place=span,
        **when,
        title=title if characters.folded(title) not in people.NOBODY else None,
        speakers=speakers,
        topics=tuple(_words(values.get("topics", ()))),
        language=language(_first(values, "language")),
        series=hypertext.plain(_first(values, "series")) or None,
        host=hypertext.plain(_first(values, "host")) or None,
        uid=_first(values, "uid")[:250] or None,
        status=Status.CANCELLED.value if cancelled else _status(values),
        draft=characters.folded(_first(values, "draft")) in ("yes", "true", "1"),
        **_told(values, reading),
    )


def _first(values: Mapping[str, list[Any]], key: str) -> str:
    return next((found for value in values.get(key, ()) if (found := text(value))), "")


def _words(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        pieces = value if isinstance(value, (list, tuple)) else re.split(r"[,;|\n]", text(value))
        for piece in pieces[:40]:
            if word := hypertext.plain(text(piece)):
                yield word[:80]


def _status(values: Mapping[str, list[Any]]) -> str | None:
    word = characters.folded(_first(values, "status"))
    if word in CANCELLED:
        return Status.CANCELLED.value
    return word if word in (Status.TENTATIVE, Status.POSTPONED) else None


def language(word: str) -> str | None:
    """A language by its tag, by ISO 639-2 (`eng`) or by its name in itself or in English."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    word = characters.folded(word)
    if not word or len(word) > 20:
        return None
    for tag in ("en", "de", "fr", "it", "es", "pt", "zh", "ja", "ru", "nl", "pl"):
        locale = Locale.parse(tag)
        if word in (
            characters.folded(locale.get_display_name(tag) or ""),
            characters.folded(locale.english_name or ""),
        ):
            return tag
    word = str(get_global("language_aliases").get(word, word))
    try:
        tag = texts.language(word)
        Locale.parse(tag.replace("-", "_"))
    except (characters.Unreadable, UnknownLocaleError, ValueError):
        return None
    return str(tag)


# --- who -----------------------------------------------------------------------------------------


def _speakers(values: Mapping[str, list[Any]]) -> tuple[FoundSpeaker, ...]:
    affiliation = hypertext.plain(_first(values, "affiliation").replace("\n", "; ")) or None
    found: list[FoundSpeaker] = []
    for value in values.get("speaker", ()):
        for one in value if isinstance(value, (list, tuple)) else (value,):
            found += person(one)
    if not found and "family" in values:
        found += people.speakers(f"{_first(values, 'given')} {_first(values, 'family')}")
    if len(found) != 1:
        shared = affiliation if len(found) > 1 and affiliation and not re.search("[;|]", affiliation) else None
        return tuple(_with(one, affiliation=one.affiliation or shared) for one in found)
    homepage, email, orcid = (_first(values, key) for key in ("homepage", "email", "orcid"))
    return (
        _with(
            found[0],
            affiliation=found[0].affiliation or affiliation,
            homepage=found[0].homepage or links.address(homepage),
            email=found[0].email or valid(texts.email, email),
            orcid=found[0].orcid or valid(texts.orcid, orcid),
            biography=found[0].biography
            or links.without_meetings(hypertext.from_any(_first(values, "biography"))).text,
        ),
    )


def _with(one: FoundSpeaker, **changes: Any) -> FoundSpeaker:
    from dataclasses import replace

    return replace(one, **changes)


def valid(function: Any, value: str) -> str | None:
    """What a reader of ours makes of a text; None where it takes it not."""
    try:
        return str(function(value)) if value else None
    except characters.Unreadable:
        return None


def person(value: object) -> tuple[FoundSpeaker, ...]:
    """People of a text, or of an object with a name and what else is known."""
    if not isinstance(value, Mapping):
        return people.speakers(text(value))
    keys = {key: columns.meaning(str(key)) for key in value}
    of = {meaning: text(value[key]) for key, meaning in reversed(keys.items()) if meaning and text(value[key])}
    name = (
        text(value.get("public_name"))
        or text(value.get("name"))
        or text(value.get("full_name"))
        or of.get("speaker", "")
    )
    if not name and of.get("family"):
        name = f"{of.get('given', '')} {of['family']}"
    return tuple(
        _with(
            one,
            affiliation=one.affiliation or hypertext.plain(of.get("affiliation", "")) or None,
            homepage=links.address(of.get("homepage", "") or of.get("link", "")),
            email=valid(texts.email, of.get("email", "")),
            orcid=valid(texts.orcid, of.get("orcid", "")),
            biography=links.without_meetings(hypertext.from_any(of.get("biography", ""))).text,
        )
        for one in people.speakers(name)[:1]
    )


# --- when ----------------------------------------------------------------------------------------


def _when(
    values: Mapping[str, list[Any]], reading: Reading, span: Span, notes: list[Diagnostic]
) -> dict[str, Any] | None:
    typed, first = None, ""
    for value in values.get("date", [reading.day] if reading.day else []):
        first = text(value)
        if typed := moments.typed(first, day_first=reading.day_first):
            break
    if typed is None:
        return None
    if typed.doubtful:
        notes.append(mistakes.date_taken_as(span, first, typed.day.isoformat()))
    time, ends, zone = typed.time, typed.ends, typed.zone
    said = _first(values, "time")
    if said and (found := moments.hours(said.partition("T")[2] or said)) and (time is None or time == dt.time(0)):
        time, ends, zone = found[0], found[1] or ends, zone or moments.zone_in(said)
    if name := _first(values, "zone"):
        zone = zones.known(name) or moments.zone_in(name) or zone
        if zone is None:
            notes.append(mistakes.zone_of_source(span, name, "the hour is taken as that of the series"))
    length = _length(_first(values, "length"))
    at_midnight = time == dt.time(0) and typed.offset is None and not ends and not said
    if time is None or at_midnight:  # a spreadsheet writes a day as its midnight
        last = moments.typed(_first(values, "ends"), day_first=reading.day_first)
        return {"start": typed.day, "end": last.day if last and last.day > typed.day else None, "zone": zone}
    start = dt.datetime.combine(typed.day, time, dt.timezone(typed.offset) if typed.offset is not None else None)
    return {"start": start, "end": _end(values, start, ends, reading), "length": length, "zone": zone}


def _end(
    values: Mapping[str, list[Any]], start: dt.datetime, ends: dt.time | None, reading: Reading
) -> dt.datetime | None:
    said = _first(values, "ends")
    if said and (typed := moments.typed(said, day_first=reading.day_first)) and typed.time:
        zone = dt.timezone(typed.offset) if typed.offset is not None else start.tzinfo
        end = dt.datetime.combine(typed.day, typed.time, zone)
        if (end.tzinfo is None) == (start.tzinfo is None) and end > start:
            return end
    if said and not ends and (found := moments.hours(said)):
        ends = found[0]
    if ends and ends > start.time():
        return dt.datetime.combine(start.date(), ends, start.tzinfo)
    return None


def _length(said: str) -> dt.timedelta | None:
    if re.fullmatch(r"\d{1,4}", said):
        return dt.timedelta(minutes=int(said)) if 0 < int(said) <= 1440 else None
    try:
        return texts.length(said) if said else None
    except characters.Unreadable:
        return None


# --- what else is told ---------------------------------------------------------------------------


def _told(values: Mapping[str, list[Any]], reading: Reading) -> dict[str, Any]:
    """Abstract, place and links; what leads into a meeting is taken out of all of them."""
    convert = hypertext.from_markdown if reading.markdown else hypertext.from_any
    abstract = links.without_meetings("\n\n".join(convert(text(v)) for v in values.get("abstract", ()))[:MOST_TEXT])
    found: dict[str, list[str]] = {"meeting": list(abstract.meetings)}
    place = [hypertext.plain(text(v)) for key in ("room", "place") for v in values.get(key, ())]
    for key in ("video", "slides", "paper", "code", "link", "meeting"):
        for value in values.get(key, ()):
            for url in links.addresses(_with_addresses(value)):
                kind = "meeting" if links.is_meeting(url) else key
                kind = (
                    links.kind_of(url) if kind == "link" or (kind == "meeting" and not links.is_meeting(url)) else kind
                )
                found.setdefault(kind, []).append(url)
    where = []
    for one in place:
        for url in links.addresses(one):
            found.setdefault("meeting" if links.is_meeting(url) else "links", []).append(url)
        if left := links.without_meetings(re.sub(r"https?://\S+", "", one)).text.strip(" ,;()-"):
            where.append(left)
    if "meeting" in values and (word := hypertext.plain(_first(values, "meeting"))) and not links.addresses(word):
        found.setdefault("platform", []).append(links.without_meetings(word).text[:60])
    codes = [*abstract.codes, *(text(v) for v in values.get("code_of_meeting", ()))]
    meetings = list(dict.fromkeys(found.get("meeting", ())))
    return {
        "abstract": abstract.text,
        "where": ", ".join(dict.fromkeys(where))[:300] or None,
        "meeting": meetings[0] if meetings else None,
        "codes": tuple(dict.fromkeys(codes)),
        "platform": (links.platform_of(meetings[0]) if meetings else None) or next(iter(found.get("platform", ())), None) or None,
        **{key: tuple(dict.fromkeys(found.get(key, ()))) for key in ("video", "slides", "paper", "code")},
        "links": tuple((url, None) for url in dict.fromkeys(found.get("links", ()))),
    }  # fmt: skip


def _with_addresses(value: object) -> str:
    if isinstance(value, Mapping):
        return "\n".join(str(one) for one in value.values() if isinstance(one, str) and one.startswith("http"))
    if isinstance(value, (list, tuple)):
        return "\n".join(_with_addresses(one) for one in value[:20])
    return text(value)
