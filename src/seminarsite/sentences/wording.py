"""Events, places, people and pages in words. With `joinwords` and `serieswords` the only modules that make sentences.

What CLDR knows, dates and names of days, is in `dates`; other languages than English are in `catalogues`.
"""

from __future__ import annotations

import dataclasses
from typing import Self

from babel.numbers import format_decimal

from seminarsite.model.event import Event, FormerTime, Role, Session, SideItem, Status, Talk, Timed
from seminarsite.model.series import EventKind, Series
from seminarsite.model.site import Settings
from seminarsite.model.values import (
    Attendance,
    CareerStage,
    Clock,
    Coordinates,
    Language,
    Link,
    Organisation,
    Place,
    Tba,
)
from seminarsite.sentences.serieswords import SeriesWords
from seminarsite.tools import zones


class Words(SeriesWords):
    """The words of one language."""

    @classmethod
    def of(cls, settings: Settings, language: Language | None = None) -> Self:
        """The words of a site; or of an entry in another language, where there is a catalogue of that.

        An entry in `en` on a site in `en-GB` is written as the site is.
        """
        its_own = cls(settings.language, settings.catalogues)
        if language is None or language.partition("-")[0] == settings.language.partition("-")[0]:
            return its_own
        other = cls(language, settings.catalogues)
        return other if other.is_translated else its_own

    # --- days ---

    def days(self, event: Event) -> str:
        """The day of an event, or its first and last: Monday 3 November 2025 to Friday 7 November 2025"""
        first, last = event.date, event.until or event.date
        if first == last:
            return self.day(first)
        return self.say_as("days", "%(first)s to %(last)s", first=self.day(first), last=self.day(last))

    def day_parts(self, event: Event) -> list[tuple[str, str]]:
        """As `days`, cut where a line may be broken: [("Wednesday", "29 March 2023")]"""
        first, last = event.date, event.until or event.date
        days = (first,) if first == last else (first, last)
        return [(weekday, rest) for weekday, _, rest in (self.day(day).partition(" ") for day in days)]

    def short_days(self, event: Event) -> str:
        first, last = event.date, event.until or event.date
        if first == last:
            return self.short_day(first)
        return " – ".join(self.short_day(day).replace(" ", "\u00a0") for day in (first, last))

    # --- hours ---

    def hour(self, event: Event) -> str:
        """When an event begins and, if somebody said so, ends: 12 noon, 17:15 to 18:15. Empty for whole days."""
        if not isinstance(event.when, Timed) or event.time is None:
            return ""
        clock = event.clock or Clock.H24
        begins = self.clock(event.time, clock)
        says_end = "ends" in event.spans or "length" in event.spans
        if not says_end:
            return self.one_hour(event.time, clock)
        end = event.when.end
        other_day = f"{self.weekday(end)} " if end.date() != event.date and event.until is None else ""
        ends = other_day + self.clock(end.time(), clock)
        return self.say_as("hours", "%(begins)s to %(ends)s", begins=begins, ends=ends)

    def hour_and_zone(self, event: Event) -> str:
        """12 noon ET; 17:15 to 18:15 Zurich time. Empty for whole days."""
        hour = self.hour(event)
        return f"{hour} {self.zone(event.zone, event.zone_label)}" if hour else ""

    def when(self, event: Event) -> str:
        """Wednesday 29 March 2023, 12 noon ET"""
        hour = self.hour_and_zone(event)
        return self.say_as("when", "%(day)s, %(hour)s", day=self.days(event), hour=hour) if hour else self.days(event)

    def utc(self, event: Event) -> str:
        """16:00 UTC, with the weekday where that is another one."""
        if not isinstance(event.when, Timed):
            return ""
        moment = zones.utc(event.when.start)
        other_day = f"{self.weekday(moment)} " if moment.date() != event.date else ""
        return f"{other_day}{moment:%H:%M} UTC"

    def machine(self, event: Event) -> str:
        """When an event begins, for <time datetime>: 2023-03-29T16:00:00Z, or 2023-03-29 for whole days."""
        if not isinstance(event.when, Timed):
            return event.date.isoformat()
        return f"{zones.utc(event.when.start):%Y-%m-%dT%H:%M:%SZ}"

    def machine_end(self, event: Event) -> str:
        """When it ends, in the same way; of whole days the last one."""
        if not isinstance(event.when, Timed):
            return event.when.last_day.isoformat()
        return f"{zones.utc(event.when.end):%Y-%m-%dT%H:%M:%SZ}"

    def former(self, was: FormerTime, event: Event) -> str:
        """Wednesday 22 March 2023, 12 noon"""
        if was.time is None:
            return self.day(was.date)
        hour = self.one_hour(was.time, event.clock or Clock.H24)
        return self.say_as("when", "%(day)s, %(hour)s", day=self.day(was.date), hour=hour)

    def moved_from(self, was: FormerTime, event: Event) -> str:
        """Moved from Wednesday 22 March 2023, 12 noon. For calendars; on pages the old day is struck through."""
        return self.say("Moved from %(day)s.", day=self.former(was, event))

    def item_time(self, item: Session | SideItem, event: Event) -> str:
        """The hours of a part of an event: 16:45 to 17:15, with the day where it is another one."""
        clock = event.clock or Clock.H24
        begins = self.clock(item.time, clock) if item.time else ""
        ends = self.clock(item.ends, clock) if item.ends else ""
        if begins and ends:
            return self.say_as("programme", "%(begins)s to %(ends)s", begins=begins, ends=ends)
        return self.say("until %(hour)s", hour=ends) if ends else begins

    def talk_time(self, talk: Talk, event: Event) -> str:
        """When a talk of a programme begins, and how long it is: 09:30, 45 min"""
        begins = self.clock(talk.time, event.clock or Clock.H24) if talk.time else ""
        minutes = self.say("%(number)s min", number=round(talk.length.total_seconds() / 60)) if talk.length else ""
        return ", ".join(part for part in (begins, minutes) if part)

    def hours_in(self, event: Event) -> str:
        """All hours are in Zurich time."""
        return self.say("All hours are in %(zone)s.", zone=self.zone(event.zone, event.zone_label))

    def deadline(self, item: SideItem) -> str:
        """until Monday 27 October 2025"""
        return self.say_as("deadline", "until %(day)s", day=self.day(item.deadline)) if item.deadline else ""

    # --- names ---

    def title(self, event: Event) -> str:
        """The plain title, or that it is not known (yet)."""
        return self.say("To be announced") if isinstance(event.title, Tba) else event.title.text

    def title_in_calendars(self, event: Event) -> str:
        """The plain title; where there is none yet: Schläfli lecture (to be announced)"""
        if isinstance(event.title, Tba) and event.series:
            return self.say("%(series)s (to be announced)", series=event.series.name)
        return self.title(event)

    def marked(self, event: Event, entry: str) -> str:
        """A line of a calendar; of an event that does not take place: CANCELLED: …"""
        if event.status is Status.CANCELLED:
            return self.say("CANCELLED: %(entry)s", entry=entry)
        if event.status is Status.POSTPONED:
            return self.say("POSTPONED: %(entry)s", entry=entry)
        return entry

    def joint_work(self, event: Event) -> str:
        """Joint work with Emmy Noether and David Hilbert. Or nothing."""
        return self.say("Joint work with %(people)s.", people=self.all_of(event.joint_with)) if event.joint_with else ""

    def speakers(self, event: Event) -> str:
        """Kathlén Kohn (KTH) and …; that they are to be announced; or nothing."""
        if isinstance(event.speakers, Tba):
            return self.say("Speaker to be announced")
        people = [
            f"{a.speaker.name} ({a.affiliation_then})" if a.affiliation_then else a.speaker.name for a in event.people
        ]
        return self.all_of(people)

    def place(self, place: Place | Tba) -> str:
        """One line: University of Bern, venue to be announced"""
        if isinstance(place, Tba):
            return self.say("Place to be announced")
        parts = [place.name]
        parts.append(self.say("venue to be announced") if isinstance(place.venue, Tba) else place.venue)
        parts.append(self.say("room to be announced") if isinstance(place.room, Tba) else place.room)
        # "University of Bern, Bern" says nothing new, and a country only an address is in need of.
        named = " ".join(part for part in parts if part)
        parts += [place.address, place.city if place.city and place.city not in named else None]
        parts += [place.country if place.address else None]
        return ", ".join(part for part in parts if part)

    def where(self, event: Event) -> str:
        """The place, or online and on what platform."""
        platform = event.online.platform if event.online else None
        online = self.say("Online on %(platform)s", platform=platform) if platform else self.say("Online")
        if event.attendance is Attendance.ONLINE:
            return online
        place = self.place(event.place) if event.place is not None else ""
        if event.attendance is not Attendance.HYBRID:
            return place
        if not place:
            return online
        if platform:
            return self.say("%(place)s; also online on %(platform)s", place=place, platform=platform)
        return self.say("%(place)s; also online", place=place)

    def where_briefly(self, event: Event) -> str:
        """As `where`, without street, city and country, for lists."""
        if not isinstance(event.place, Place) or not event.place.name:
            return self.where(event)
        place = dataclasses.replace(event.place, address=None, city=None, country=None)
        return self.where(dataclasses.replace(event, place=place))

    def labelled(self, label: str, text: str) -> str:
        """Emmy Noether: Invariants; Recording: https://…; Cancelled: …; the text alone without a label."""
        return (
            self.say_as("a label and what it is of", "%(label)s: %(text)s", label=label, text=text) if label else text
        )

    def material_name(self, link: Link, event: Event) -> str:
        return link.label or (self.say("Recording") if link in event.video else self.say("Slides"))

    def others(self, number: int) -> str:
        """and 24 others"""
        return self.say_many("and one other", "and %(number)s others", number, number=self.numeral(number))

    # --- states ---

    def status(self, status: Status) -> str:
        return {
            Status.CONFIRMED: "",
            Status.TENTATIVE: self.say("Not yet confirmed"),
            Status.CANCELLED: self.say("Cancelled"),
            Status.POSTPONED: self.say("Postponed"),
            Status.RESCHEDULED: self.say("Moved"),
        }[status]

    def status_sentence(self, event: Event) -> str:
        this = self._this(event.kind)
        return {
            Status.CONFIRMED: "",
            Status.TENTATIVE: self.say("The date is not confirmed yet."),
            Status.CANCELLED: self.say("%(this_seminar)s does not take place.", this_seminar=this),
            Status.POSTPONED: self.say(
                "%(this_seminar)s does not take place on the day given; the new date is to be announced.",
                this_seminar=this,
            ),
            Status.RESCHEDULED: "",
        }[event.status]

    def kind(self, kind: EventKind) -> str:
        """Seminar, mini-course, as a label: with a capital."""
        return {
            EventKind.SEMINAR: self.say("Seminar"),
            EventKind.LECTURE: self.say("Lecture"),
            EventKind.WORKSHOP: self.say("Workshop"),
            EventKind.SCHOOL: self.say("School"),
            EventKind.PANEL: self.say("Panel"),
            EventKind.MINI_COURSE: self.say("Mini-course"),
        }[kind]

    def _this(self, kind: EventKind) -> str:
        """What begins the sentence `This seminar does not take place.`"""
        return {
            EventKind.SEMINAR: self.say("This seminar"),
            EventKind.LECTURE: self.say("This lecture"),
            EventKind.WORKSHOP: self.say("This workshop"),
            EventKind.SCHOOL: self.say("This school"),
            EventKind.PANEL: self.say("This panel"),
            EventKind.MINI_COURSE: self.say("This mini-course"),
        }[kind]

    def no_speaker(self, event: Event, *, past: bool) -> str:
        """What stands in a list where a speaker would: to be announced, not recorded, or nothing."""
        if event.people or event.everybody:
            return ""
        if isinstance(event.speakers, Tba):
            return self.say("Speaker not recorded") if past else self.say("Speaker to be announced")
        if event.kind.is_gathering:
            return ""
        return self.say("Speaker not recorded") if past else self.say("Speaker to be announced")

    def download(self, file: str, weight: int) -> str:
        """PDF, 1.2 MB"""
        ending = file.rpartition(".")[2].upper() if "." in file else ""
        million = weight >= 1_000_000
        number = format_decimal(weight / (1e6 if million else 1e3), "#,##0.#" if million else "#,##0", self.locale)
        return ", ".join(part for part in (ending, f"{number}\u00a0{'MB' if million else 'kB'}") if part)

    def organisations(self, organisations: tuple[Organisation, ...]) -> str:
        return self.all_of([organisation.name for organisation in organisations])

    def career_stage(self, stage: CareerStage) -> str:
        return {
            CareerStage.STUDENT: self.say("student"),
            CareerStage.POSTDOC: self.say("postdoc"),
            CareerStage.JUNIOR: self.say("junior researcher"),
            CareerStage.SENIOR: self.say("senior researcher"),
        }[stage]

    def role(self, role: Role) -> str:
        """What somebody is at an event besides a speaker."""
        return {
            Role.SPEAKER: self.say("speaker"),
            Role.PANELIST: self.say("panelist"),
            Role.MODERATOR: self.say("moderator"),
            Role.LECTURER: self.say("lecturer"),
        }[role]

    def coordinates(self, at: Coordinates) -> str:
        """46.9513° N, 7.4386° E"""
        north = self.say_as("compass", "N") if at.latitude >= 0 else self.say_as("compass", "S")
        east = self.say_as("compass", "E") if at.longitude >= 0 else self.say_as("compass", "W")
        return f"{abs(at.latitude):g}° {north}, {abs(at.longitude):g}° {east}"

    def recordings_of(self, name: str) -> str:
        """Example Seminar: recordings, the name of a feed."""
        return self.say("%(name)s: recordings", name=name)

    def count(self, events: tuple[Event, ...]) -> str:
        """1 event, 3 events"""
        number = len(events)
        return self.say_many("%(number)s event", "%(number)s events", number, number=self.numeral(number))

    # --- plain text, frames ---

    def nothing_announced(self) -> str:
        return self.say("No event is announced at the moment.")

    def upcoming(self) -> str:
        return self.say("Upcoming events")

    def more_events(self, number: int) -> str:
        """1 more event; 24 more events"""
        return self.say_many("%(number)s more event", "%(number)s more events", number, number=self.numeral(number))

    def untitled(self) -> str:
        return self.say("Title to be announced")

    # --- pages ---

    def about_events(self, site: str) -> str:
        return self.say("Upcoming events of %(site)s.", site=site)

    def about_archive(self, site: str) -> str:
        return self.say("Past events of %(site)s.", site=site)

    def about_season(self, season: str, site: str) -> str:
        return self.say("Events of %(site)s in %(season)s.", site=site, season=season)

    def about_speakers(self, site: str) -> str:
        return self.say("Everybody who speaks at %(site)s.", site=site)

    def about_speaker(self, name: str, affiliation: str | None, site: str) -> str:
        if affiliation:
            return self.say(
                "%(name)s, %(affiliation)s: talks at %(site)s.", name=name, affiliation=affiliation, site=site
            )
        return self.say("%(name)s: talks at %(site)s.", name=name, site=site)

    def about_board(self, many: tuple[Series, ...]) -> str:
        return self.say("Who runs %(series)s.", series=self.all_of([series.name for series in many]))

    def about_subscribing(self, site: str) -> str:
        return self.say("Calendars and feeds of %(site)s.", site=site)

    def about_changes(self, site: str) -> str:
        return self.say("Events of %(site)s that were announced, moved, cancelled or recorded lately.", site=site)

    def season(self, label: str) -> str:
        """Season 2024/25"""
        return self.say("Season %(season)s", season=label)
