"""What of a join link may be shown, to whom and when: the rules, applied. The only publisher of a `Secret`.

A link is given out here, in one of four ways: as it is, while its rule lets everybody see it; in a calendar, where
it is public at all times; locked; and for a mail to the mailing list, if somebody asks for it. Everything else that a
page or a feed says of it is words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from seminarsite.model.event import Event
from seminarsite.model.joining import Join, Visibility
from seminarsite.model.people import Speaker
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Secret
from seminarsite.tools import characters, locks, texts, zones

ENOUGH = 8
"""Characters of a passcode that is no answer to a riddle; fewer are tried out in an hour."""


@dataclass(frozen=True)
class Window:
    """From an instant on, and until another, at which it is over."""

    opens: dt.datetime
    closes: dt.datetime

    def has(self, now: dt.datetime) -> bool:
        return self.opens <= now < self.closes


@dataclass(frozen=True)
class Joining:
    """How to join an event, at a moment: its rule, and the link if it may be shown just then."""

    event: Event
    join: Join
    link: str | None
    lock_of: str

    @property
    def rule(self) -> Visibility:
        return self.join.rule

    @property
    def window(self) -> Window | None:
        return window(self.event)

    @property
    def can_be_unlocked(self) -> bool:
        return self.rule is Visibility.LOCKED and bool(_text(self.join.link) and _text(self.join.passcode))

    def lock(self) -> locks.Lock:
        """Made when a page asks for it: it takes a good part of a second, once for a series."""
        return locks.lock(_text(self.join.link), _text(self.join.passcode), self.lock_of)


def joining(event: Event, settings: Settings, now: dt.datetime) -> Joining | None:
    """How to join an event as of `now`; None where there is no link, nothing to join, or it is over."""
    join = rule_of(event)
    if join is None or now >= last_moment(event):
        return None
    open_ = window(event)
    is_shown = join.rule is Visibility.PUBLIC or (open_ is not None and open_.has(now))
    link = _text(join.link) if is_shown else ""
    of = f"series {event.series.id}" if event.series else f"event {event.id}"
    return Joining(event, join, link or None, f"{settings.url}\n{of}")


def public_link(event: Event) -> str | None:
    """The link, if everybody may see it at all times; so it may stand in calendars."""
    join = rule_of(event)
    return (join and join.rule is Visibility.PUBLIC and _text(join.link)) or None


def lacks_its_link(event: Event) -> bool:
    """Whether everybody may see its link, but it is kept elsewhere and not at hand here."""
    join = rule_of(event)
    return join is not None and join.rule is Visibility.PUBLIC and join.link is not None and not _text(join.link)


def link_for_list(event: Event) -> str | None:
    """The link as those of the mailing list may have it: for a mail to them, and for nothing that is published.

    None where the rule keeps it from them, too: who registers gets it, or who has the passcode.
    """
    join = rule_of(event)
    told = (Visibility.PUBLIC, Visibility.MAILING_LIST, Visibility.WINDOW)
    return (join and join.rule in told and _text(join.link)) or None


def shown_links(site: Site) -> frozenset[str]:
    """All links that may stand in what is published just now: on pages, or in calendars."""
    now = (joining(event, site.settings, site.now) for event in site.events)
    links = [one.link for one in now if one] + [public_link(event) for event in site.events]
    return frozenset(link for link in links if link)


def window(event: Event) -> Window | None:
    """When the link of an event is shown, if it is shown for a time."""
    join = rule_of(event)
    if join is None or join.rule is not Visibility.WINDOW:
        return None
    return Window(zones.after(event.when.start, -join.opens), zones.after(event.when.end, join.closes))


def last_moment(event: Event) -> dt.datetime:
    """When there is nothing more to be said of joining: at the end of the event, or of its window."""
    open_ = window(event)
    return max(open_.closes, event.when.end) if open_ else event.when.end


def address_of(speaker: Speaker) -> str | None:
    """The private e-mail address of a speaker, for a letter that an organiser sends: for nothing that is published.

    None where there is none, or where what was written is no address.
    """
    try:
        return texts.email(_text(speaker.email)) if speaker.email else None
    except characters.Unreadable:
        return None


def is_weak(join: Join) -> bool:
    return 0 < len(_text(join.passcode)) < ENOUGH


def rule_of(event: Event) -> Join | None:
    """The rule for joining an event; None where there is nothing to join."""
    return event.online.join if event.online and event.status.takes_place else None


def _text(secret: Secret | None) -> str:
    """The secret itself; nothing where it is not given or not at hand."""
    return secret.reveal() if secret else ""
