"""Sentences about joining: on a page, where the moment of the build counts, and in calendars, where it does not."""

from __future__ import annotations

import datetime as dt

from seminarsite import revealing, zones
from seminarsite.dates import Dates
from seminarsite.model.event import Event
from seminarsite.model.joining import Join, Visibility
from seminarsite.model.values import Clock
from seminarsite.revealing import Joining, Window


class JoinWords(Dates):
    """What is said of a link that may or may not be shown. No sentence holds a link but a public one."""

    def join(self, event: Event) -> str:
        """Join on Zoom: the words of the link."""
        platform = event.online.platform if event.online else None
        return f"Join on {platform}" if platform else "Join online"

    def joining(self, it: Joining) -> str:
        """What the page of an event says below or instead of the link."""
        if it.window:
            return self._in_window(it.event, it.window, shown=it.link is not None)
        if it.rule is Visibility.PUBLIC:
            return "" if it.link else "The link is not here yet."
        if it.rule is Visibility.LOCKED and not it.can_be_unlocked:
            return "The link is not here yet."
        return self._rule(it.event, it.join)

    def how_to_join(self, event: Event) -> str:
        """The rule in words for calendars; of a public link the link itself. Empty where there is nothing to join."""
        join = revealing.rule_of(event)
        if join is None:
            return ""
        if link := revealing.public_link(event):
            return f"{self.join(event)}: {link}"
        open_ = revealing.window(event)
        if open_:
            opens = self.moment(event, open_.opens)
            return f"The link for joining appears on the page of this {event.kind.value} on {opens}."
        if join.rule is Visibility.REGISTRATION:
            return f"To take part, register: {join.registration}"
        if join.rule is Visibility.LOCKED:
            return f"The page of this {event.kind.value} opens the link for joining: {self.key_of(join)}."
        if join.rule is Visibility.PUBLIC:
            return f"The link for joining will stand on the page of this {event.kind.value}."
        sign_up = event.series.mailing_list if event.series else None
        return self._rule(event, join) + (f" {sign_up.url}" if sign_up and sign_up.url else "")

    def _rule(self, event: Event, join: Join) -> str:
        if join.rule is Visibility.REGISTRATION:
            return "Whoever registers gets the link."
        if join.rule is Visibility.LOCKED:
            return f"The link for joining is locked. What opens it: {self.key_of(join)}."
        if event.series and event.series.mailing_list:
            return "The link for joining is not shown here: it goes to the mailing list."
        return "The link for joining is not shown here: the organisers give it to those who take part."

    def key_of(self, join: Join) -> str:
        return "the answer to the riddle" if join.riddle else "the passcode that the organisers gave you"

    def without_script(self) -> str:
        return (
            "To open it, your browser needs JavaScript, and this page an address that begins with https. "
            "Without them, ask the organisers for the link."
        )

    def _in_window(self, event: Event, open_: Window, *, shown: bool) -> str:
        if shown:
            return f"The link stands here until {self.moment(event, open_.closes)}."
        return f"The link for joining appears here on {self.moment(event, open_.opens)}. Load this page again then."

    def moment(self, event: Event, moment: dt.datetime) -> str:
        """Wednesday 12 March 2025, 11:30 am ET (15:30 UTC)"""
        hour = self.clock(moment.time(), event.clock or Clock.H24)
        local = f"{self.day(moment)}, {hour} {self.zone(event.zone, event.zone_label)}"
        if event.zone == "UTC":
            return local
        there = zones.utc(moment)
        other_day = f"{self.weekday(there)} " if there.date() != moment.date() else ""
        return f"{local} ({other_day}{there:%H:%M} UTC)"
