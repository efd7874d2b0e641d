"""Facts in words: dates, hours, rhythms, states. The only module that makes sentences, but for `joinwords`.

What CLDR knows, dates and names of days, is in `dates`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from babel.dates import format_date
from babel.numbers import format_decimal

from seminarsite import zones
from seminarsite.joinwords import JoinWords
from seminarsite.model.event import Event, FormerTime, Session, SideItem, Status, Talk, Timed
from seminarsite.model.series import Eponym, EventKind, NamedLecture, Parity, RecordingPolicy, Series, Slot
from seminarsite.model.values import (
    Attendance,
    CareerStage,
    Clock,
    Coordinates,
    Organisation,
    PartialDate,
    Place,
    Tba,
)

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip

TO_BE_ANNOUNCED = "to be announced"


class Words(JoinWords):
    """The words of one language."""

    # --- days ---

    def days(self, event: Event) -> str:
        """The day of an event, or its first and last: Monday 3 November 2025 to Friday 7 November 2025"""
        first, last = event.date, event.until or event.date
        return self.day(first) if first == last else f"{self.day(first)} to {self.day(last)}"

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
            return begins
        end = event.when.end
        other_day = f"{self.weekday(end)} " if end.date() != event.date and event.until is None else ""
        return f"{begins} to {other_day}{self.clock(end.time(), clock)}"

    def hour_and_zone(self, event: Event) -> str:
        """12 noon ET; 17:15 to 18:15 Zurich time. Empty for whole days."""
        hour = self.hour(event)
        return f"{hour} {self.zone(event.zone, event.zone_label)}" if hour else ""

    def when(self, event: Event) -> str:
        """Wednesday 29 March 2023, 12 noon ET"""
        hour = self.hour_and_zone(event)
        return f"{self.days(event)}, {hour}" if hour else self.days(event)

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
        hour = f", {self.clock(was.time, event.clock or Clock.H24)}" if was.time else ""
        return f"{self.day(was.date)}{hour}"

    def item_time(self, item: Session | SideItem, event: Event) -> str:
        """The hours of a part of an event: 16:45 to 17:15, with the day where it is another one."""
        clock = event.clock or Clock.H24
        begins = self.clock(item.time, clock) if item.time else ""
        ends = f" to {self.clock(item.ends, clock)}" if item.ends else ""
        return begins + ends

    def talk_time(self, talk: Talk, event: Event) -> str:
        """When a talk of a programme begins, and how long it is: 09:30, 45 min"""
        begins = self.clock(talk.time, event.clock or Clock.H24) if talk.time else ""
        minutes = f"{round(talk.length.total_seconds() / 60)} min" if talk.length else ""
        return ", ".join(part for part in (begins, minutes) if part)

    def hours_in(self, event: Event) -> str:
        """All hours are in Zurich time."""
        return f"All hours are in {self.zone(event.zone, event.zone_label)}."

    def deadline(self, item: SideItem) -> str:
        """until Monday 27 October 2025"""
        return f"until {self.day(item.deadline)}" if item.deadline else ""

    # --- rhythms ---

    def slot(self, slot: Slot, clock: Clock) -> str:
        """Wednesdays at 12 noon ET; every second Wednesday at 17:15 Zurich time"""
        weekday = format_date(dt.date(2024, 1, 1 + slot.weekday), "EEEE", locale=self.locale)
        days = f"{weekday}s" if slot.every == 1 else f"every {self.ordinal(slot.every)} {weekday}"
        return f"{days} at {self.clock(slot.time, clock)} {self.zone(slot.zone, slot.zone_label)}"

    def slots(self, series: Series) -> str:
        """All slots of a series, joined: Wednesdays at 12 noon ET and Fridays at 9 am ET"""
        return self.all_of([self.slot(slot, series.clock or Clock.H24) for slot in series.slots])

    def usual_time(self, series: Series) -> str:
        """All seminars, unless otherwise stated, are held on Wednesdays at 12 noon ET."""
        slots = self.slots(series)
        on = "" if slots.startswith("every ") else "on "
        return f"All {self.kinds(series.kind)}, unless otherwise stated, are held {on}{slots}."

    def usual(self, series: Series) -> str:
        """Wednesdays at 12 noon ET: the slots as a label, with a capital."""
        return _capital(self.slots(series))

    def how(self, series: Series) -> str:
        """Online on Zoom; in person, University of Bern. Empty where that is not known."""
        how = self.attendance(series.attendance) if series.attendance else ""
        on = f"on {series.online.platform}" if series.online and series.online.platform else ""
        at = series.place.name if series.place else ""
        return _capital(", ".join(part for part in (f"{how} {on}".strip(), at) if part))

    def meets(self, series: Series) -> str:
        """Seminars are held online on Zoom. Empty where that is not known."""
        how = self.how(series) if series.attendance else ""
        return f"{_capital(self.kinds(series.kind))} are held {how[0].lower()}{how[1:]}." if how else ""

    def kind(self, kind: EventKind) -> str:
        """Seminar, mini-course, as a label: with a capital."""
        return kind.value.capitalize()

    def kinds(self, kind: EventKind) -> str:
        """seminars, lectures"""
        return f"{kind.value}s"

    def number(self, number: int) -> str:
        return _NUMBERS[number] if number < len(_NUMBERS) else str(number)

    def ordinal(self, number: int) -> str:
        """second, twelfth, 13th, 22nd"""
        if number < len(_ORDINALS):
            return _ORDINALS[number]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
        return f"{number}{ending}"

    def rhythm(self, lecture: NamedLecture) -> str:
        """every two years since 2006 (in odd years)"""
        every = "every year" if lecture.every == 1 else f"every {self.number(lecture.every)} years"
        since = f" since {lecture.since}" if lecture.since else ""
        parity = f" ({self.parity(lecture.parity)})" if lecture.parity else ""
        return every + since + parity

    def lecture_rhythm(self, lecture: NamedLecture) -> str:
        """Every two years since 2006 (in odd years)"""
        return _capital(self.rhythm(lecture))

    def years_of(self, years: tuple[int, ...]) -> str:
        """2006 and 2022"""
        return self.all_of([str(year) for year in years])

    def life(self, eponym: Eponym) -> str:
        """1814–1895; born 1814; died 1895; or nothing."""
        born = self.partial(eponym.born) if eponym.born else ""
        died = self.partial(eponym.died) if eponym.died else ""
        if born and died:
            return f"{born} – {died}" if " " in born + died else f"{born}–{died}"
        return f"born {born}" if born else f"died {died}" if died else ""

    def post(self, eponym: Eponym) -> str:
        """member of the mathematics department, University of Bern, 1848 to 1891"""
        parts = (eponym.role, eponym.institution, self.term(eponym.from_, eponym.until))
        return ", ".join(part for part in parts if part)

    def term(self, first: PartialDate | None, last: PartialDate | None) -> str:
        """1848 to 1891; since May 2020; until 2022; or nothing."""
        if first and last:
            return f"{self.partial(first)} to {self.partial(last)}"
        return f"since {self.partial(first)}" if first else f"until {self.partial(last)}" if last else ""

    def parity(self, parity: Parity) -> str:
        return f"in {parity} years"

    # --- states, places, lists ---

    def all_of(self, words: list[str] | tuple[str, ...]) -> str:
        """a, b and c"""
        return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)

    def title(self, event: Event) -> str:
        """The plain title, or that it is not known (yet)."""
        return TO_BE_ANNOUNCED.capitalize() if isinstance(event.title, Tba) else event.title.text

    def speakers(self, event: Event) -> str:
        """Kathlén Kohn (KTH) and …; that they are to be announced; or nothing."""
        if isinstance(event.speakers, Tba):
            return f"Speaker {TO_BE_ANNOUNCED}"
        people = [
            f"{a.speaker.name} ({a.affiliation_then})" if a.affiliation_then else a.speaker.name for a in event.people
        ]
        return self.all_of(people)

    def place(self, place: Place | Tba) -> str:
        """One line: University of Bern, venue to be announced"""
        if isinstance(place, Tba):
            return f"Place {TO_BE_ANNOUNCED}"
        parts = [place.name]
        for what, value in (("venue", place.venue), ("room", place.room)):
            parts.append(f"{what} {TO_BE_ANNOUNCED}" if isinstance(value, Tba) else value)
        # "University of Bern, Bern" says nothing new, and a country only an address is in need of.
        named = " ".join(part for part in parts if part)
        parts += [place.address, place.city if place.city and place.city not in named else None]
        parts += [place.country if place.address else None]
        return ", ".join(part for part in parts if part)

    def where(self, event: Event) -> str:
        """The place, or online and on what platform."""
        online = f"Online on {event.online.platform}" if event.online and event.online.platform else "Online"
        if event.attendance is Attendance.ONLINE:
            return online
        place = self.place(event.place) if event.place is not None else ""
        if event.attendance is Attendance.HYBRID:
            return f"{place}; also {online[0].lower()}{online[1:]}" if place else online
        return place

    def where_briefly(self, event: Event) -> str:
        """As `where`, without street, city and country, for lists."""
        if not isinstance(event.place, Place) or not event.place.name:
            return self.where(event)
        place = dataclasses.replace(event.place, address=None, city=None, country=None)
        return self.where(dataclasses.replace(event, place=place))

    def others(self, number: int) -> str:
        """and 24 others"""
        return "and one other" if number == 1 else f"and {number} others"

    def status(self, status: Status) -> str:
        return {
            Status.CONFIRMED: "",
            Status.TENTATIVE: "Not yet confirmed",
            Status.CANCELLED: "Cancelled",
            Status.POSTPONED: "Postponed",
            Status.RESCHEDULED: "Moved",
        }[status]

    def status_sentence(self, event: Event) -> str:
        return {
            Status.CONFIRMED: "",
            Status.TENTATIVE: "The date is not confirmed yet.",
            Status.CANCELLED: f"This {event.kind.value} does not take place.",
            Status.POSTPONED: f"This {event.kind.value} does not take place on the day given; the new date is {TO_BE_ANNOUNCED}.",
            Status.RESCHEDULED: "",
        }[event.status]

    def no_speaker(self, event: Event, *, past: bool) -> str:
        """What stands in a list where a speaker would: to be announced, not recorded, or nothing."""
        if event.people or event.everybody:
            return ""
        if isinstance(event.speakers, Tba):
            return f"Speaker {TO_BE_ANNOUNCED}" if not past else "Speaker not recorded"
        if event.kind.is_gathering:
            return ""
        return "Speaker not recorded" if past else f"Speaker {TO_BE_ANNOUNCED}"

    def attendance(self, attendance: Attendance) -> str:
        return {
            Attendance.ONLINE: "online",
            Attendance.IN_PERSON: "in person",
            Attendance.HYBRID: "in person and online",
        }[attendance]

    def recording(self, policy: RecordingPolicy) -> str:
        return {
            RecordingPolicy.RECORDED: "The presentations are recorded.",
            RecordingPolicy.SOMETIMES: "Some of the presentations are recorded.",
            RecordingPolicy.NOT_RECORDED: "The presentations are not recorded.",
        }[policy]

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
            CareerStage.STUDENT: "student",
            CareerStage.POSTDOC: "postdoc",
            CareerStage.JUNIOR: "junior researcher",
            CareerStage.SENIOR: "senior researcher",
        }[stage]

    def coordinates(self, at: Coordinates) -> str:
        """46.9513° N, 7.4386° E"""
        north = "N" if at.latitude >= 0 else "S"
        east = "E" if at.longitude >= 0 else "W"
        return f"{abs(at.latitude):g}° {north}, {abs(at.longitude):g}° {east}"

    def count(self, events: tuple[Event, ...]) -> str:
        """1 event, 3 events"""
        return "1 event" if len(events) == 1 else f"{len(events):,} events"


def _capital(text: str) -> str:
    """With a capital in front, and the rest as it is."""
    return text[:1].upper() + text[1:]
