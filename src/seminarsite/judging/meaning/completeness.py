"""Rules about what is missing: speakers, titles, abstracts, recordings, portraits."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic
from seminarsite.judging.meaning.finding import Finding, texts_of
from seminarsite.judging.missing import BEFORE, LOOKED_FOR, Missing, Part, lacking, wanted
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.site import Site

WEEK = dt.timedelta(days=7)


def overdue(part: Part, site: Site) -> Iterator[Finding]:
    """Events that should have a part by now and have it not."""
    earliest = site.now - 2 * LOOKED_FOR - WEEK
    for event in site.upcoming if part in BEFORE else (event for event in site.past if event.when.end > earliest):
        one = lacking(part, event, site)
        if one and one.is_due(site.today):
            yield Finding(_MISTAKES[part](one), (event,))


_MISTAKES: dict[Part, Callable[[Missing], Diagnostic]] = {
    Part.SPEAKER: lambda one: mistakes.speaker_is_due(one.event.at("speakers", "date"), one.day),
    Part.TITLE: lambda one: mistakes.title_is_due(one.event.at("title", "date"), one.day),
    Part.ABSTRACT: lambda one: mistakes.abstract_is_due(one.event.at("abstract", "title", "date"), one.day),
    Part.SLIDES: lambda one: mistakes.slides_are_due(one.event.at("slides", "date"), one.day),
    Part.RECORDING: lambda one: mistakes.recording_is_due(one.event.at("video", "date"), one.day),
}


def no_speaker(site: Site) -> Iterator[Finding]:
    """A talk to come that names nobody, and does not say `tba`. Of past ones it may be that nobody knows any more."""
    for event in site.upcoming:
        is_talk = event.status.takes_place and not event.kind.is_gathering
        if is_talk and event.speakers == () and not event.everybody and wanted(Part.SPEAKER, event, site.settings):
            yield Finding(mistakes.no_speaker(event.at("title")), (event,))


def speaker_tba(site: Site) -> Iterator[Finding]:
    """A talk to come that should name somebody by now, and says `tba`."""
    yield from (finding for finding in overdue(Part.SPEAKER, site) if "speakers" in finding.about[0].spans)


no_title = functools.partial(overdue, Part.TITLE)
no_abstract = functools.partial(overdue, Part.ABSTRACT)
no_slides = functools.partial(overdue, Part.SLIDES)
no_recording = functools.partial(overdue, Part.RECORDING)


_PROMISE = re.compile(
    r"\b(?P<what>slides|recordings?|videos?)\b[^.!?\n]{0,80}"
    r"\b(?:will (?:\w+ ){0,2}(?:be|appear|follow|become)|to be (?:posted|published|uploaded)|soon|shortly|later)\b",
    re.IGNORECASE,
)


def broken_promise(site: Site) -> Iterator[Finding]:
    """Slides and recordings that a text announces, and that have not come in a week."""
    recent = [one for one in site.events if one.when.end + WEEK <= site.now <= one.when.end + LOOKED_FOR]
    for event, text in ((one, text) for one in recent for text in texts_of(one, site)):
        if promise := _PROMISE.search(text.value.source):
            is_slides = promise["what"].lower() == "slides"
            if not (event.slides if is_slides else event.video):
                yield Finding(mistakes.broken_promise(text.at(promise[0]), promise["what"].lower()), (event,))


ENOUGH_OTHERS = 5
NEARLY_ALL = 0.75


def no_portrait(site: Site) -> Iterator[Finding]:
    for speaker, event in _odd_ones(site, lambda speaker: speaker.photo is not None):
        yield Finding(mistakes.no_portrait(speaker.at("name"), speaker.name), (speaker, event))


def no_homepage(site: Site) -> Iterator[Finding]:
    for speaker, event in _odd_ones(site, lambda speaker: speaker.homepage is not None):
        yield Finding(mistakes.no_homepage(speaker.at("name"), speaker.name), (speaker, event))


def _odd_ones(site: Site, has: Callable[[Speaker], bool]) -> Iterator[tuple[Speaker, Event]]:
    """Speakers of events to come who lack what nearly all others have, each with the next of these events."""
    next_: dict[str, tuple[Speaker, Event]] = {}
    for event in site.upcoming:
        for appearance in event.people:
            next_.setdefault(appearance.speaker.id, (appearance.speaker, event))
    others = [speaker for speaker in site.speakers if speaker.id not in next_]
    if len(others) >= ENOUGH_OTHERS and sum(map(has, others)) >= NEARLY_ALL * len(others):
        yield from ((speaker, event) for speaker, event in next_.values() if not has(speaker))
