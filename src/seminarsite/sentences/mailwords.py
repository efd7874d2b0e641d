"""Sentences that stand in announcements only: in mails, and in short texts for chat and social media."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

from babel.units import format_unit

from seminarsite.judging import revealing
from seminarsite.model.event import Event, FormerTime
from seminarsite.model.joining import Visibility
from seminarsite.model.series import EventKind, Series
from seminarsite.model.values import Clock, Link, Tba
from seminarsite.sentences.wording import Words
from seminarsite.tools import mail, world
from seminarsite.tools.world import Local


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
            return self.labelled(people, title)
        if people:
            return self.say("%(people)s, title to be announced", people=people)
        if event.series:
            return self.say("%(series)s, speaker to be announced", series=event.series.name)
        return self.title(event)

    def subject(self, event: Event, about: About) -> str:
        """The subject of a mail: the day comes first, because lists of mails show little more than a few words."""
        event_, day, hour = self.headline(event), self.short_days(event), self.hour_and_zone(event)
        when = self._short_when(event)
        today = self.say("Today, %(hour)s – %(event)s", hour=hour, event=event_)
        return {
            About.REMINDER: self.say("%(when)s – %(event)s", when=when, event=event_),
            About.TODAY: today if hour else self.say("Today – %(event)s", event=event_),
            About.MOVED: self.say("Moved to %(when)s – %(event)s", when=when, event=event_),
            About.CANCELLED: self.say("Cancelled: %(day)s – %(event)s", day=day, event=event_),
            About.POSTPONED: self.say("Postponed: %(day)s – %(event)s", day=day, event=event_),
            About.RECORDING: self.say("Recording – %(event)s", event=event_),
        }[about]

    def _short_when(self, event: Event) -> str:
        """Wed 12 Mar 2025, 12 noon ET"""
        day, hour = self.short_days(event), self.hour_and_zone(event)
        return self.say_as("when", "%(day)s, %(hour)s", day=day, hour=hour) if hour else day

    def lead(self, event: Event, about: About) -> str:
        """The first sentence."""
        this, of_this, to_this = self._this(event.kind), self.of_this(event.kind), self._to_this(event.kind)
        return {
            About.REMINDER: self.say("You are invited %(to_this_seminar)s.", to_this_seminar=to_this),
            About.TODAY: self.say("%(this_seminar)s takes place today.", this_seminar=this),
            About.MOVED: self.say("%(this_seminar)s has been moved. Please note the new time.", this_seminar=this),
            About.CANCELLED: self.say("%(this_seminar)s has been cancelled.", this_seminar=this),
            About.POSTPONED: self.say(
                "%(this_seminar)s has been postponed; the new date is to be announced.", this_seminar=this
            ),
            About.RECORDING: self.say("The recording %(of_this)s is available.", of_this=of_this),
        }[about]

    def _to_this(self, kind: EventKind) -> str:
        """To the following seminar: what follows `You are invited`."""
        return {
            EventKind.SEMINAR: self.say("to the following seminar"),
            EventKind.LECTURE: self.say("to the following lecture"),
            EventKind.WORKSHOP: self.say("to the following workshop"),
            EventKind.SCHOOL: self.say("to the following school"),
            EventKind.PANEL: self.say("to the following panel"),
            EventKind.MINI_COURSE: self.say("to the following mini-course"),
        }[kind]

    def _about_this(self, kind: EventKind) -> str:
        """About this seminar: what follows `Everything`."""
        return {
            EventKind.SEMINAR: self.say("about this seminar"),
            EventKind.LECTURE: self.say("about this lecture"),
            EventKind.WORKSHOP: self.say("about this workshop"),
            EventKind.SCHOOL: self.say("about this school"),
            EventKind.PANEL: self.say("about this panel"),
            EventKind.MINI_COURSE: self.say("about this mini-course"),
        }[kind]

    def _this_within(self, kind: EventKind) -> str:
        """A seminar within a sentence: `In London this seminar begins …`."""
        return {
            EventKind.SEMINAR: self.say("this seminar"),
            EventKind.LECTURE: self.say("this lecture"),
            EventKind.WORKSHOP: self.say("this workshop"),
            EventKind.SCHOOL: self.say("this school"),
            EventKind.PANEL: self.say("this panel"),
            EventKind.MINI_COURSE: self.say("this mini-course"),
        }[kind]

    def call(self, about: About) -> str:
        """The first word of a short text: Today, Moved; or nothing."""
        return {
            About.REMINDER: "",
            About.TODAY: self.say("Today"),
            About.MOVED: self.say("Moved"),
            About.CANCELLED: self.say("Cancelled"),
            About.POSTPONED: self.say("Postponed"),
            About.RECORDING: self.say("Recording available"),
        }[about]

    def brief(self, event: Event, about: About, people: str, title: str) -> str:
        """The first line of a short text: Today: Kathlén Kohn: Algebraic Geometry …; with what there is room for."""
        what = self.labelled(people, title) if title else people
        return self.labelled(self.call(about), what or self.headline(event))

    def was_planned(self, was: FormerTime, event: Event) -> str:
        return self.say("It was planned for %(day)s.", day=self.former(was, event))

    def was_to_be(self, event: Event) -> str:
        """Of what does not take place: when it would have been."""
        return self.say("It was planned for %(day)s.", day=self.when(event))

    # --- hours elsewhere ---

    def hour_there(self, there: Local, event: Event) -> str:
        """16:00; 1 am, Thursday 13 March 2025: with the day where it is another one."""
        hour = self.one_hour(there.moment.time(), event.clock or Clock.H24)
        if not there.day_shift:
            return hour
        return self.say_as("another day", "%(hour)s, %(day)s", hour=hour, day=self.day(there.moment.date()))

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
                told.append(self.say("Mind the clocks in %(cities)s: %(hour)s earlier.", cities=cities, hour=length))
            else:
                told.append(self.say("Mind the clocks in %(cities)s: %(hour)s later.", cities=cities, hour=length))
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
            return self.say("%(join)s: %(link)s", join=self.join(event), link=link)
        join = revealing.rule_of(event)
        if join is None:
            return ""
        if join.rule is not Visibility.MAILING_LIST:
            return self.how_to_join(event)
        sign_up = event.series.mailing_list if event.series else None
        if sign_up is None:
            return self.say("The organisers give the link for joining to those who take part.")
        if sign_up.url is None:
            return self.say("The link for joining goes to the mailing list.")
        return self.say("The link for joining goes to the mailing list: %(address)s", address=sign_up.url)

    def material(self, link: Link, address: str, event: Event) -> str:
        """Recording: https://…"""
        return self.labelled(self.material_name(link, event), address)

    def abstract_heading(self) -> str:
        return self.say("Abstract")

    def more(self, event: Event, address: str) -> str:
        return self.labelled(self.more_link(event), address)

    def more_link(self, event: Event) -> str:
        return self.say("Everything %(about_this_seminar)s", about_this_seminar=self._about_this(event.kind))

    def programme(self, address: str) -> str:
        return self.labelled(self.programme_link(), address)

    def programme_link(self) -> str:
        return self.say("The whole programme")

    def calendar(self, address: str) -> str:
        return self.labelled(self.calendar_link(), address)

    def calendar_link(self) -> str:
        return self.say("A calendar to subscribe to")

    # --- lists of events ---

    def subject_of_week(self, name: str, first: dt.date, last: dt.date) -> str:
        return self.say(
            "%(name)s, %(first)s to %(last)s", name=name, first=self.short_day(first), last=self.short_day(last)
        )

    def lead_of_week(self, first: dt.date, last: dt.date) -> str:
        return self.say("What takes place from %(first)s to %(last)s:", first=self.day(first), last=self.day(last))

    def subject_of_season(self, name: str, label: str) -> str:
        return self.say("%(name)s, programme of %(season)s", name=name, season=label)

    def lead_of_season(self, label: str) -> str:
        return self.say("The programme of %(season)s, as far as it is known:", season=label)

    def line(self, event: Event, room: int | None = None) -> str:
        """An event in a line of a list: Wed 12 Mar 2025, 12 noon ET: Kathlén Kohn: Algebraic Geometry …

        With `room` for so many characters of the headline, which is then cut at a word.
        """
        headline = self.headline(event)
        what = self.stated(event, headline if room is None else mail.shortened(headline, room))
        return self.labelled(self._short_when(event), what)

    def stated(self, event: Event, text: str) -> str:
        """Cancelled: …; the text alone of what takes place as people believe."""
        return self.labelled(self.status(event.status), text)

    def and_others(self, number: int) -> str:
        """What a short list leaves out; nothing where that is nothing."""
        if not number:
            return ""
        return self.say_many("… and one more", "… and %(number)s more", number, number=self.numeral(number))

    def of_series(self, series: Series | None, site: str) -> str:
        """The name under which a list of events is announced."""
        return series.name if series else site
