"""An announcement written out by the site's templates: as text, as HTML, as a mail with its calendars, and briefly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from seminarsite import routes
from seminarsite.announcing.announce import Announcement, Notice, joins
from seminarsite.calendaring import calendars
from seminarsite.judging import revealing
from seminarsite.model.site import Site
from seminarsite.model.values import Prose, Tba
from seminarsite.sentences.mailwords import MailWords
from seminarsite.theme import Theme
from seminarsite.tools import mail

MOST_OF_A_TITLE = 40
"""Characters of a title that a short text keeps, rather than the hours of other cities."""

ROOMS = (None, 80, 40)
"""Characters for speaker and title of an event in a short list; None for all of them."""

MOST_EVENTS = 12
"""Of more there is no room in a short list: a date and an hour alone take 25 characters."""

LONGEST_SUBJECT = 200
"""Characters; lists of mails show 70 at most."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An announcement in words; `calendars` are names and bytes of files."""

    name: str
    subject: str
    language: str
    text: str
    html: str
    chat: str
    social: str
    calendars: tuple[tuple[str, bytes], ...] = ()

    def eml(self, *, to: tuple[str, ...] = (), sender: str | None = None, date: dt.datetime | None = None) -> bytes:
        """The mail as a file; `date` is aware."""
        return mail.message(
            mail.Mail(
                subject=self.subject,
                text=self.text,
                html=self.html,
                language=self.language,
                to=to,
                sender=sender,
                date=date,
                calendars=self.calendars,
            )
        )


def letter(announcement: Announcement, site: Site, theme: Theme) -> Letter:
    """An announcement of a site, written out. Raises BrokenTemplate."""
    context = _context(announcement, site)
    # Short texts are published: not even a template of the site gets a link for joining that is not.
    public = _context(_without_link(announcement), site)
    subject = mail.shortened(mail.line(announcement.subject), LONGEST_SUBJECT)

    def fill(ending: str) -> str:
        return theme.fill(tuple(f"{name}{ending}" for name in announcement.templates), {**context, "subject": subject})

    def brief(kind: str, fits: Callable[[str], bool]) -> str:
        names = tuple(f"{name}-{kind}.txt" for name in announcement.templates)
        tried = (
            _short(theme.fill(names, {**public, **more})) for more in _ever_briefer(announcement, context["words"])
        )
        return _first(tried, fits, announcement.page)

    return Letter(
        name=announcement.name,
        subject=subject,
        language=announcement.language,
        text=mail.wrapped(fill(".txt")),
        html=mail.visible(fill(".html")).strip() + "\n",
        chat=brief("chat", lambda text: len(text) <= mail.CHAT),
        social=brief("social", lambda text: mail.weight(text) <= mail.POST),
        calendars=tuple(_calendars(announcement, site)),
    )


def _context(announcement: Announcement, site: Site) -> dict[str, Any]:
    return {
        "this": announcement,
        "site": site,
        "words": MailWords.of(site.settings, announcement.language),
        "notices": announcement.notices,
        "notice": announcement.notices[0],
        "event": announcement.notices[0].event,
        "invites": announcement.about is not None and joins(announcement.notices[0].event, announcement.about),
        "page": announcement.page,
        "paragraphs": _paragraphs,
        "absolute": lambda thing: routes.absolute(site.settings, routes.address(thing)),
        "calendar": lambda thing: routes.absolute(site.settings, routes.calendar(thing)),
        "published": lambda link: _published(link.url, site),
    }


def _without_link(announcement: Announcement) -> Announcement:
    """As everybody may read it: with no link for joining but those that are public."""
    notices = (replace(n, link=n.link and revealing.public_link(n.event)) for n in announcement.notices)
    return replace(announcement, notices=tuple(notices))


def _paragraphs(prose: Prose | None) -> list[str]:
    """The paragraphs of a text, with its formulas in readable Unicode: mail programs show no MathML."""
    return prose.text.split("\n\n") if prose else []


def _published(url: str, site: Site) -> str:
    """The whole address of a link, which may be to a file of the site."""
    return url if url.startswith(("http:", "https:")) else routes.absolute(site.settings, url)


def _calendars(announcement: Announcement, site: Site) -> Iterator[tuple[str, bytes]]:
    """The calendars that go with it, as the site publishes them."""
    wanted = dict.fromkeys(announcement.calendars)
    files = {file.address: file for file in calendars.calendars(site) if file.address in wanted} if wanted else {}
    for address in wanted:
        file = files[address]
        yield address.rpartition("/")[2], file.make(*file.arguments)


# --- short texts ---------------------------------------------------------------------------------


def _ever_briefer(announcement: Announcement, words: MailWords) -> Iterator[Mapping[str, Any]]:
    """What a short text may be made of: everything at first, then ever less."""
    if announcement.about is None:
        yield from _fewer(announcement.notices)
        return
    event = announcement.notices[0].event
    title = "" if isinstance(event.title, Tba) else mail.line(event.title.text)
    names = [mail.line(a.speaker.name) for a in event.people]
    everybody = mail.line(words.all_of(names))
    few = mail.line(f"{names[0]} {words.others(len(names) - 1)}") if len(names) > 2 else everybody
    notice = announcement.notices[0]
    place = joins(event, announcement.about)
    kept = [short for short in mail.shortenings(title) if len(short) > MOST_OF_A_TITLE or short == title]
    bare = {"hours": (), "with_place": False}
    for more in ({"hours": notice.hours, "with_place": place}, {"hours": notice.hours, "with_place": False}):
        yield from ({"title": short, "people": everybody, **more} for short in kept)
    yield from ({"title": short, "people": few, **bare} for short in mail.shortenings(title))
    yield from ({"title": "", "people": short, **bare} for short in mail.shortenings(few))


def _fewer(notices: tuple[Notice, ...]) -> Iterator[Mapping[str, Any]]:
    """All events with less and less of their titles, and then fewer events."""
    for room in ROOMS if len(notices) <= MOST_EVENTS else ():
        yield {"shown": notices, "left": 0, "room": room}
    for number in range(min(len(notices), MOST_EVENTS), -1, -1):
        yield {"shown": notices[:number], "left": len(notices) - number, "room": ROOMS[-1]}


def _short(text: str) -> str:
    """Without empty lines and spaces that nobody sees."""
    lines = (mail.line(line) for line in mail.visible(text).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def _first(texts: Iterator[str], fits: Callable[[str], bool], page: str) -> str:
    """The first that fits; the address alone where a template is too long by itself."""
    return next((text for text in texts if fits(text.rstrip("\n"))), f"{page}\n")
