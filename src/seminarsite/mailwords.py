"""Sentences that stand in announcements only: in mails, and in short texts for chat and social media."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

from babel.units import format_unit

from seminarsite import mail, revealing, world
from seminarsite.model.event import Event, FormerTime
from seminarsite.model.joining import Visibility
from seminarsite.model.series import Series
from seminarsite.model.values import Clock, Link, Tba
from seminarsite.wording import Words
from seminarsite.world import Local


class About(enum.StrEnum):
    """What there is to tell of an event."""

    REMINDER = "reminder"
    TODAY = "today"
    MOVED = "moved"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RECORDING = "recording"


class MailWords(Words):
    """Plain text, for people who read it in their mail, on a phone or in a chat."""

    # --- what it is about ---

    def headline(self, event: Event) -> str:
        """Kathlén Kohn: Algebraic Geometry …; what is not known yet is said to be so."""
        people = self.all_of([a.speaker.name for a in event.people])
        title = "" if isinstance(event.title, Tba) else event.title.text
        if title:
            return f"{people}: {title}" if people else title
        if people:
            return f"{people}, title to be announced"
        return f"{event.series.name}, speaker to be announced" if event.series else self.title(event)

    def subject(self, event: Event, about: About) -> str:
        """The subject of a mail: the day comes first, because lists of mails show little more than a few words."""
        headline, day, hour = self.headline(event), self.short_days(event), self.hour_and_zone(event)
        when = f"{day}, {hour}" if hour else day
        return {
            About.REMINDER: f"{when} – {headline}",
            About.TODAY: f"Today, {hour} – {headline}" if hour else f"Today – {headline}",
            About.MOVED: f"Moved to {when} – {headline}",
            About.CANCELLED: f"Cancelled: {day} – {headline}",
            About.POSTPONED: f"Postponed: {day} – {headline}",
            About.RECORDING: f"Recording – {headline}",
        }[about]

    def lead(self, event: Event, about: About) -> str:
        """The first sentence."""
        kind = event.kind.value
        return {
            About.REMINDER: f"You are invited to the following {kind}.",
            About.TODAY: f"This {kind} takes place today.",
            About.MOVED: f"This {kind} has been moved. Please note the new time.",
            About.CANCELLED: f"This {kind} has been cancelled.",
            About.POSTPONED: f"This {kind} has been postponed; the new date is to be announced.",
            About.RECORDING: f"The recording of this {kind} is available.",
        }[about]

    def call(self, about: About) -> str:
        """The first word of a short text: Today, Moved; or nothing."""
        return {
            About.REMINDER: "",
            About.TODAY: "Today",
            About.MOVED: "Moved",
            About.CANCELLED: "Cancelled",
            About.POSTPONED: "Postponed",
            About.RECORDING: "Recording available",
        }[about]

    def brief(self, event: Event, about: About, people: str, title: str) -> str:
        """The first line of a short text: Today: Kathlén Kohn: Algebraic Geometry …; with what there is room for."""
        what = ": ".join(part for part in (people, title) if part) or self.headline(event)
        call = self.call(about)
        return f"{call}: {what}" if call else what

    def was_planned(self, was: FormerTime, event: Event) -> str:
        return f"It was planned for {self.former(was, event)}."

    def was_to_be(self, event: Event) -> str:
        """Of what does not take place: when it would have been."""
        return f"It was planned for {self.when(event)}."

    def joint_work(self, event: Event) -> str:
        return f"Joint work with {self.all_of(event.joint_with)}." if event.joint_with else ""

    # --- hours elsewhere ---

    def hour_there(self, there: Local, event: Event) -> str:
        """16:00; 1 am, Thursday 13 March 2025: with the day where it is another one."""
        hour = self.clock(there.moment.time(), event.clock or Clock.H24)
        return f"{hour}, {self.day(there.moment.date())}" if there.day_shift else hour

    def hours_briefly(self, hours: Iterable[Local], event: Event) -> str:
        """16:00 London, 01:00 Shanghai (Thu)"""
        told = []
        for there in hours:
            hour = self.clock(there.moment.time(), event.clock or Clock.H24)
            day = f" ({self.weekday(there.moment.date())})" if there.day_shift else ""
            told.append(f"{hour} {self.place_of(there)}{day}")
        return ", ".join(told)

    def clock_changes_briefly(self, hours: Iterable[Local]) -> str:
        """Mind the clocks in Zurich and London: 1 hour earlier. For short texts, beside the hours; else nothing."""
        told = []
        for by, cities in self._unusual(hours):
            length = self._length(abs(by))
            if by < world.AS_USUAL:
                told.append(f"Mind the clocks in {cities}: {length} earlier.")
            else:
                told.append(f"Mind the clocks in {cities}: {length} later.")
        return " ".join(told)

    def _unusual(self, hours: Iterable[Local]) -> list[tuple[dt.timedelta, str]]:
        """By how much hours differ from the usual ones, and where it is so."""
        cities: dict[dt.timedelta, list[str]] = {}
        for there in hours:
            if there.is_unusual:
                cities.setdefault(there.differs_by, []).append(self.place_of(there))
        return [(by, self.all_of(those)) for by, those in cities.items()]

    def _length(self, length: dt.timedelta) -> str:
        """1 hour; 30 minutes"""
        minutes = round(length.total_seconds() / 60)
        hours, rest = divmod(minutes, 60)
        unit, number = ("duration-minute", minutes) if rest else ("duration-hour", hours)
        return format_unit(number, unit, length="long", locale=self.locale)

    # --- taking part, and what there is ---

    def taking_part(self, event: Event, link: str | None) -> str:
        """Join on Zoom: https://…, where the link may be told; else how one gets it. Empty where there is none."""
        if link:
            return f"{self.join(event)}: {link}"
        join = revealing.rule_of(event)
        if join is None:
            return ""
        if join.rule is not Visibility.MAILING_LIST:
            return self.how_to_join(event)
        sign_up = event.series.mailing_list if event.series else None
        if sign_up is None:
            return "The organisers give the link for joining to those who take part."
        if sign_up.url is None:
            return "The link for joining goes to the mailing list."
        return f"The link for joining goes to the mailing list: {sign_up.url}"

    def material(self, link: Link, address: str, event: Event) -> str:
        """Recording: https://…"""
        return f"{self.material_name(link, event)}: {address}"

    def material_name(self, link: Link, event: Event) -> str:
        return link.label or ("Recording" if link in event.video else "Slides")

    def abstract_heading(self) -> str:
        return "Abstract"

    def more(self, event: Event, address: str) -> str:
        return f"Everything about this {event.kind.value}: {address}"

    def more_link(self, event: Event) -> str:
        return f"Everything about this {event.kind.value}"

    def programme(self, address: str) -> str:
        return f"The whole programme: {address}"

    def programme_link(self) -> str:
        return "The whole programme"

    def calendar(self, address: str) -> str:
        return f"A calendar to subscribe to: {address}"

    def calendar_link(self) -> str:
        return "A calendar to subscribe to"

    # --- lists of events ---

    def subject_of_week(self, name: str, first: dt.date, last: dt.date) -> str:
        return f"{name}, {self.short_day(first)} to {self.short_day(last)}"

    def lead_of_week(self, first: dt.date, last: dt.date) -> str:
        return f"What takes place from {self.day(first)} to {self.day(last)}:"

    def subject_of_season(self, name: str, label: str) -> str:
        return f"{name}, programme of {label}"

    def lead_of_season(self, label: str) -> str:
        return f"The programme of {label}, as far as it is known:"

    def line(self, event: Event, room: int | None = None) -> str:
        """An event in a line of a list: Wed 12 Mar 2025, 12 noon ET: Kathlén Kohn: Algebraic Geometry …

        With `room` for so many characters of the headline, which is then cut at a word.
        """
        hour = self.hour_and_zone(event)
        when = f"{self.short_days(event)}, {hour}" if hour else self.short_days(event)
        headline = self.headline(event)
        return f"{when}: {self.state(event)}{headline if room is None else mail.shortened(headline, room)}"

    def state(self, event: Event) -> str:
        """Cancelled: in front of what does not take place as people may believe; else nothing."""
        return f"{status}: " if (status := self.status(event.status)) else ""

    def and_others(self, number: int) -> str:
        """What a short list leaves out; nothing where that is nothing."""
        if not number:
            return ""
        return "… and one more" if number == 1 else f"… and {number} more"

    def of_series(self, series: Series | None, site: str) -> str:
        """The name under which a list of events is announced."""
        return series.name if series else site
