"""Letters to speakers: what there is to ask, of whom, and the letter written out. Sends nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from seminarsite import routes
from seminarsite.judging import revealing
from seminarsite.judging.missing import BEFORE, Part
from seminarsite.model.answers import Field
from seminarsite.model.event import Event
from seminarsite.model.site import Site
from seminarsite.organising.standing import Overview, Standing, people_of
from seminarsite.sentences.askwords import Ask, AskWords
from seminarsite.theme import Theme
from seminarsite.tools import mail

EARLY = dt.timedelta(days=21)
"""Somebody is asked so long before something is due, or when it is overdue."""

_FIELDS = {
    Part.TITLE: Field.TITLE,
    Part.ABSTRACT: Field.ABSTRACT,
    Part.SLIDES: Field.SLIDES,
    Part.RECORDING: Field.RECORDING,
}


@dataclass(frozen=True, kw_only=True)
class Request:
    """What there is to ask the speakers of an event; `due` is the day by which the first of it is wanted.

    `fields` are the lines of the form, `wanted` those of them that the letter asks for by name.
    """

    event: Event
    ask: Ask
    wanted: tuple[Field, ...]
    fields: tuple[Field, ...]
    due: dt.date | None = None

    @property
    def name(self) -> str:
        """Of its files, without an ending."""
        return f"{self.event.id}-{self.ask}"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter to send: plain text, and the private addresses that it goes to, those that are known."""

    request: Request
    subject: str
    text: str
    to: tuple[str, ...]
    language: str

    @property
    def mailto(self) -> str:
        """As an address that opens a mail program (RFC 6068): lines end with CR LF."""
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"{mailto(*self.to)}?subject={quote(self.subject, safe='')}&body={body}"

    def eml(self, *, sender: str | None = None, date: dt.datetime | None = None) -> bytes:
        """The mail as a file; `date` is aware."""
        return mail.message(
            mail.Mail(
                subject=self.subject,
                text=self.text,
                language=self.language,
                to=self.to,
                sender=sender,
                date=date,
            )
        )


def mailto(*addresses: str) -> str:
    return "mailto:" + ",".join(quote(address, safe="@+") for address in addresses)


def requests(overview: Overview, only: str | None = None) -> tuple[Request, ...]:
    """What there is to ask just now, in the order of the events; of `only` one event, however early that is."""
    if only is None:
        found = [request_of(standing) for standing in overview.standings]
    else:
        found = [request_of(one, early=dt.timedelta.max) for one in overview.standings if one.event.id == only]
    return tuple(request for request in found if request)


def request_of(standing: Standing, *, early: dt.timedelta = EARLY) -> Request | None:
    """What there is to ask the speakers of one event; None where that is nothing, or nobody is known to speak.

    It is asked for so `early` before it is due.
    """
    event = standing.event
    wanted = [one for one in standing.lacks if one.part in _FIELDS and one.day - standing.today <= early]
    if not wanted or not people_of(event):
        return None
    fields = tuple(_FIELDS[one.part] for one in wanted)
    if wanted[0].part not in BEFORE:
        return Request(event=event, ask=Ask.MATERIAL, wanted=fields, fields=fields)
    late = any(one.day < standing.today for one in wanted)
    ask = Ask.REMINDER if late else Ask.DETAILS
    return Request(
        event=event, ask=ask, wanted=fields, fields=tuple(dict.fromkeys((*fields, *_besides(event)))), due=wanted[0].day
    )


def _besides(event: Event) -> Iterator[Field]:
    """What is not known either, and may be filled in: of the talk, and of a single speaker."""
    if event.abstract is None:
        yield Field.ABSTRACT
    people = event.people
    if len(people) == 1:
        if not people[0].affiliation_then:
            yield Field.AFFILIATION
        if not people[0].speaker.homepage:
            yield Field.HOMEPAGE
        if not people[0].speaker.biography:
            yield Field.BIOGRAPHY


def draft(request: Request, site: Site, theme: Theme) -> Draft:
    """A letter of a site, written out by its templates. Raises BrokenTemplate."""
    event = request.event
    language = event.language or site.settings.language
    words = AskWords.of(site.settings, language)
    hidden = {name for name, _ in site.withheld}
    context = {
        "words": words,
        "event": event,
        "site": site,
        "ask": request.ask,
        "wanted": request.wanted,
        "fields": request.fields,
        "due": request.due,
        "page": None if event.id in hidden else routes.absolute(site.settings, routes.address(event)),
    }
    text = theme.fill((f"mail/ask-{request.ask}.txt", "mail/ask.txt"), context)
    addresses = [revealing.address_of(speaker) for speaker in people_of(event)]
    return Draft(
        request=request,
        subject=words.subject(event, request.ask),
        text=mail.wrapped(text),
        to=tuple(dict.fromkeys(address for address in addresses if address)),
        language=language,
    )
