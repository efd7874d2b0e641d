"""Events as plain text, as one would paste them into a mail: UTF-8, 72 columns, formulas in readable Unicode.

The text of an event does not depend on the moment of the build; the programme of what is to come does.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from seminarsite import routes
from seminarsite.model.event import Event, Session
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Link, Tba
from seminarsite.outputs import File
from seminarsite.sentences.wording import Words

WIDTH = 72


def events(site: Site) -> Iterator[File]:
    for event in site.events:
        arguments = (site.settings, event)
        yield File(address=routes.plain(event), make=_event_file, arguments=arguments, source=event.at("slug"))


def programme(site: Site) -> Iterator[File]:
    yield File(address=routes.plain(site), make=_programme_file, arguments=(site.settings, site.upcoming))


def _event_file(settings: Settings, event: Event) -> bytes:
    return _file((*_head(settings, event), *_body(settings, event)))


def _programme_file(settings: Settings, events: tuple[Event, ...]) -> bytes:
    words = Words.of(settings)
    paragraphs = [settings.title.text, routes.absolute(settings, routes.EVENTS)]
    for event in events:
        paragraphs.append("-" * WIDTH)
        paragraphs += _head(settings, event)
        paragraphs.append(routes.absolute(settings, routes.address(event)))
    return _file(paragraphs if events else [*paragraphs, words.nothing_announced()])


def _file(paragraphs: Iterable[str]) -> bytes:
    return ("\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n").encode()


def _head(settings: Settings, event: Event) -> Iterator[str]:
    """What it is, who speaks, when and where."""
    words = Words.of(settings, event.language)
    state = words.status(event.status)
    yield wrapped(words.labelled(state, words.title(event)))
    yield _lines(words.speakers(event), event.series.title.text if event.series else words.kind(event.kind))
    utc = words.utc(event) if event.zone != "UTC" else ""
    when = words.when(event)
    yield _lines(f"{when} ({utc})" if utc else when, words.where(event))
    yield _lines(
        words.status_sentence(event),
        *(words.moved_from(was, event) for was in event.previously),
        event.message.text if event.message else "",
    )


def _body(settings: Settings, event: Event) -> Iterator[str]:
    words = Words.of(settings, event.language)
    if event.abstract:
        yield from (wrapped(paragraph) for paragraph in event.abstract.text.split("\n\n"))
    for session in event.programme:
        yield _session(session, event, words)
    yield wrapped(words.joint_work(event))
    yield wrapped(words.how_to_join(event))
    links = (*event.video, *event.slides, *event.paper, *event.code, *event.poster, *event.links)
    yield "\n".join(_link(link, settings, words) for link in links)
    yield routes.absolute(settings, routes.address(event))


def _session(session: Session, event: Event, words: Words) -> str:
    day = f"{words.short_day(session.date)}, " if session.date and event.until else ""
    lines = [wrapped(" ".join((f"{day}{words.item_time(session, event)}", session.title.text)).strip())]
    for talk in session.talks:
        names = "" if isinstance(talk.speakers, Tba) else words.all_of([a.speaker.name for a in talk.speakers])
        title = words.untitled() if isinstance(talk.title, Tba) else talk.title.text
        line = f"{words.talk_time(talk, event)} {words.labelled(names, title)}".strip()
        lines.append(textwrap.indent(wrapped(line, WIDTH - 2), "  "))
    return "\n".join(lines)


def _link(link: Link, settings: Settings, words: Words) -> str:
    elsewhere = link.url.startswith(("http:", "https:"))
    url = link.url if elsewhere else routes.absolute(settings, link.url)
    return words.labelled(link.label or "", url)


def _lines(*texts: str) -> str:
    return "\n".join(wrapped(text) for text in texts if text)


def wrapped(text: str, width: int = WIDTH) -> str:
    """As textwrap fills a text, in a fifth of the time. Addresses are never broken, so that one can click on them."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and len(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return "\n".join((*lines, line))
