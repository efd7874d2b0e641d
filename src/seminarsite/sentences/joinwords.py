"""Sentences about joining: on a page, where the moment of the build counts, and in calendars, where it does not."""

from __future__ import annotations

import datetime as dt

from seminarsite.judging import revealing
from seminarsite.judging.revealing import Joining, Window
from seminarsite.model.event import Event
from seminarsite.model.joining import Join, Visibility
from seminarsite.model.series import EventKind
from seminarsite.model.values import Clock
from seminarsite.sentences.worldwords import WorldWords
from seminarsite.tools import zones


class JoinWords(WorldWords):
    """What is said of a link that may or may not be shown. No sentence holds a link but a public one."""

    def join(self, event: Event) -> str:
        """Join on Zoom: the words of the link."""
        platform = event.online.platform if event.online else None
        return self.say("Join on %(platform)s", platform=platform) if platform else self.say("Join online")

    def joining(self, it: Joining) -> str:
        """What the page of an event says below or instead of the link."""
        if it.window:
            return self._in_window(it.event, it.window, shown=it.link is not None)
        if it.rule is Visibility.PUBLIC:
            return "" if it.link else self.say("The link is not here yet.")
        if it.rule is Visibility.LOCKED and not it.can_be_unlocked:
            return self.say("The link is not here yet.")
        return self._rule(it.event, it.join)

    def how_to_join(self, event: Event) -> str:
        """The rule in words for calendars; of a public link the link itself. Empty where there is nothing to join."""
        join = revealing.rule_of(event)
        if join is None:
            return ""
        if link := revealing.public_link(event):
            return self.say("%(join)s: %(link)s", join=self.join(event), link=link)
        of_this = self.of_this(event.kind)
        open_ = revealing.window(event)
        if open_:
            opens = self.moment(event, open_.opens)
            return self.say(
                "The link for joining appears on the page %(of_this)s on %(moment)s.", of_this=of_this, moment=opens
            )
        if join.rule is Visibility.REGISTRATION:
            return self.say("To take part, register: %(link)s", link=join.registration)
        if join.rule is Visibility.LOCKED:
            return self.say(
                "The page %(of_this)s opens the link for joining: %(key)s.", of_this=of_this, key=self.key_of(join)
            )
        if join.rule is Visibility.PUBLIC:
            return self.say("The link for joining will stand on the page %(of_this)s.", of_this=of_this)
        sign_up = event.series.mailing_list if event.series else None
        return self._rule(event, join) + (f" {sign_up.url}" if sign_up and sign_up.url else "")

    def _rule(self, event: Event, join: Join) -> str:
        if join.rule is Visibility.REGISTRATION:
            return self.say("Whoever registers gets the link.")
        if join.rule is Visibility.LOCKED:
            return self.say("The link for joining is locked. What opens it: %(key)s.", key=self.key_of(join))
        if event.series and event.series.mailing_list:
            return self.say("The link for joining is not shown here: it goes to the mailing list.")
        return self.say("The link for joining is not shown here: the organisers give it to those who take part.")

    def key_of(self, join: Join) -> str:
        if join.riddle:
            return self.say("the answer to the riddle")
        return self.say("the passcode that the organisers gave you")

    def of_this(self, kind: EventKind) -> str:
        """Of this seminar: what follows `the page`."""
        return {
            EventKind.SEMINAR: self.say("of this seminar"),
            EventKind.LECTURE: self.say("of this lecture"),
            EventKind.WORKSHOP: self.say("of this workshop"),
            EventKind.SCHOOL: self.say("of this school"),
            EventKind.PANEL: self.say("of this panel"),
            EventKind.MINI_COURSE: self.say("of this mini-course"),
        }[kind]

    def without_script(self) -> str:
        return self.say(
            "To open it, your browser needs JavaScript, and this page an address that begins with https. "
            "Without them, ask the organisers for the link."
        )

    def _in_window(self, event: Event, open_: Window, *, shown: bool) -> str:
        if shown:
            return self.say("The link stands here until %(moment)s.", moment=self.moment(event, open_.closes))
        return self.say(
            "The link for joining appears here on %(moment)s. Load this page again then.",
            moment=self.moment(event, open_.opens),
        )

    def moment(self, event: Event, moment: dt.datetime) -> str:
        """Wednesday 12 March 2025, 11:30 am ET (15:30 UTC)"""
        hour = self.one_hour(moment.time(), event.clock or Clock.H24)
        zone = self.zone(event.zone, event.zone_label)
        local = self.say_as("when", "%(day)s, %(hour)s", day=self.day(moment), hour=f"{hour} {zone}")
        if event.zone == "UTC":
            return local
        there = zones.utc(moment)
        other_day = f"{self.weekday(there)} " if there.date() != moment.date() else ""
        return f"{local} ({other_day}{there:%H:%M} UTC)"

    def one_hour(self, time: dt.time, clock: Clock) -> str:
        """An hour that stands alone: 12 noon; in German with the word Uhr."""
        return self.say_as("hours", "%(hour)s", hour=self.clock(time, clock))
