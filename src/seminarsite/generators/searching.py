"""What the search page looks through: every event as a row, the latest first, in parts of JSON that come one by one.

`static/search.js` reads them. A row has what a list shows and what can be asked for, and nothing that no page shows.
Rows do not depend on the moment of the build. This is no interface for others: `site.json` is.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seminarsite import routes
from seminarsite.model.event import Event
from seminarsite.model.season import Season, season_of
from seminarsite.model.series import Series
from seminarsite.model.site import Search, Site
from seminarsite.model.values import Language, Tba
from seminarsite.outputs import File
from seminarsite.sentences.wording import Words
from seminarsite.tools import fulltext, topics
from seminarsite.tools.fulltext import Text

PART = 2000
"""Events in a part: some 60 kB on the wire, so that the latest ones can be found while the others are on their way."""

MOST_NAMES = 6
"""Speakers that a row shows; all of them can be found."""


@dataclass(frozen=True)
class Choices:
    """What the form offers: only what makes a difference."""

    series: tuple[Series, ...]
    seasons: tuple[Season, ...]
    languages: tuple[tuple[Language, str], ...]
    speakers: bool
    topics: bool
    video: bool
    slides: bool


def choices(site: Site) -> Choices:
    words = Words.of(site.settings)
    starts = site.settings.season_starts
    series = tuple(series for series in site.series if site.events_of(series))
    seasons = {season_of(event.date, starts) for event in site.events}
    languages = {event.language or site.settings.language for event in site.events}
    named = sorted((words.language_name(language), language) for language in languages)
    return Choices(
        series=series if len(series) > 1 else (),
        seasons=tuple(sorted(seasons, key=lambda s: s.year, reverse=True)) if len(seasons) > 1 else (),
        languages=tuple((language, name) for name, language in named) if len(named) > 1 else (),
        speakers=bool(site.speakers),
        topics=any(event.topics for event in site.events),
        video=any(event.video for event in site.events),
        slides=any(event.slides for event in site.events),
    )


def parts(site: Site) -> int:
    """How many there are."""
    return -(-len(site.events) // PART)


def index(site: Site) -> list[File]:
    """The parts of the list; and Pagefind's own files, where abstracts are searched, too."""
    if site.settings.search is Search.NONE:
        return []
    names: Mapping[str, str] = {}
    files: Mapping[str, bytes] = {}
    if site.settings.search is Search.PAGEFIND and fulltext.is_installed():
        files, names = _full_text(site)
    events = tuple(reversed(site.events))
    found = [
        File(
            address=routes.search_part(number + 1),
            make=_part,
            arguments=(site, events[number * PART : (number + 1) * PART], names),
        )
        for number in range(parts(site))
    ]
    found += [File(address=routes.PAGEFIND + path, make=bytes, arguments=(files[path],)) for path in sorted(files)]
    return found


def _part(site: Site, events: Sequence[Event], names: Mapping[str, str]) -> bytes:
    words = Words.of(site.settings)
    series = {event.series.id: event.series for event in events if event.series}
    told = {
        "series": {id_: _without_gaps(name=one.name, lang=one.language) for id_, one in sorted(series.items())},
        "events": [_row(event, site, words, names.get(routes.address(event))) for event in events],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _row(event: Event, site: Site, words: Words, name: str | None) -> dict[str, Any]:
    """An event. What is empty is left out; `lang` is there where it is not that of the site."""
    language = event.language if event.language != site.settings.language else None
    people = [[a.speaker.name, a.affiliation_then] if a.affiliation_then else [a.speaker.name] for a in event.people]
    inside = [a.speaker.name for a in event.everybody if a not in event.people]
    kind = words.kind(event.kind) if event.series is None or event.kind != event.series.kind else None
    return _without_gaps(
        at=routes.address(event),
        on=event.date.isoformat(),
        day=words.short_days(event),
        title=words.title(event),
        who=people,
        others=words.others(len(people) - MOST_NAMES) if len(people) > MOST_NAMES else None,
        inside=inside,
        about=[topic.name for topic in topics.of(event)],
        series=event.series.id if event.series else None,
        season=season_of(event.date, site.settings.season_starts).slug,
        kind=kind,
        lang=language,
        has=("v" if event.video else "") + ("s" if event.slides else "") + ("p" if event.paper else ""),
        state=[event.status.value, words.status(event.status)] if words.status(event.status) else None,
        off=None if event.status.takes_place else 1,
        id=name,
    )


def _without_gaps(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


# --- abstracts, too ------------------------------------------------------------------------------


def _full_text(site: Site) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    words = Words.of(site.settings)
    texts = tuple(Text(routes.address(event), _said(event, words)) for event in reversed(site.events))
    return _remembered(texts, site.settings.language)


@functools.lru_cache(maxsize=1)  # the preview plans anew for whatever is saved
def _remembered(texts: tuple[Text, ...], language: str) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    return fulltext.index(texts, language)


def _said(event: Event, words: Words) -> str:
    """What the page of an event says about it, in plain words."""
    inside = [talk for session in event.programme for talk in session.talks]
    said: list[object] = [words.title(event), words.speakers(event), *event.topics, event.abstract]
    said += [part for talk in inside for part in (talk.title, talk.abstract) if not isinstance(part, Tba)]
    return "\n".join(str(text) for text in said if text)
