"""Sentences about series and named lectures: when, where and how they meet, since when, and for whom."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from seminarsite.model.series import Eponym, EventKind, NamedLecture, Parity, RecordingPolicy, Series, Slot
from seminarsite.model.values import Attendance, Clock, PartialDate
from seminarsite.sentences.dates import capital
from seminarsite.sentences.joinwords import JoinWords


class SeriesWords(JoinWords):
    """What a series says of itself."""

    # --- when it meets ---

    def slot(self, slot: Slot, clock: Clock) -> str:
        """Wednesdays at 12 noon ET; every second Wednesday at 17:15 Zurich time"""
        return self.say_as(
            "slot",
            "%(days)s at %(hour)s %(zone)s",
            days=self._days(slot),
            hour=self.one_hour(slot.time, clock),
            zone=self.zone(slot.zone, slot.zone_label),
        )

    def _days(self, slot: Slot) -> str:
        if slot.every != 1:
            weekday = format_date(dt.date(2024, 1, 1 + slot.weekday), "EEEE", locale=self.locale)
            return self.say("every %(second)s %(weekday)s", second=self.ordinal(slot.every), weekday=weekday)
        return (
            self.say_as("slot", "Mondays"),
            self.say_as("slot", "Tuesdays"),
            self.say_as("slot", "Wednesdays"),
            self.say_as("slot", "Thursdays"),
            self.say_as("slot", "Fridays"),
            self.say_as("slot", "Saturdays"),
            self.say_as("slot", "Sundays"),
        )[slot.weekday]

    def slots(self, series: Series) -> str:
        """All slots of a series, joined: Wednesdays at 12 noon ET and Fridays at 9 am ET"""
        return self.all_of([self.slot(slot, series.clock or Clock.H24) for slot in series.slots])

    def usual_time(self, series: Series) -> str:
        """All seminars, unless otherwise stated, are held on Wednesdays at 12 noon ET."""
        everything, slots = self._all(series.kind), self.slots(series)
        if series.slots and series.slots[0].every != 1:
            return self.say(
                "%(all_seminars)s, unless otherwise stated, are held %(every_second_wednesday)s.",
                all_seminars=everything,
                every_second_wednesday=slots,
            )
        return self.say(
            "%(all_seminars)s, unless otherwise stated, are held on %(wednesdays)s.",
            all_seminars=everything,
            wednesdays=slots,
        )

    def usual(self, series: Series) -> str:
        """Wednesdays at 12 noon ET: the slots as a label, with a capital."""
        return capital(self.slots(series))

    def ordinal(self, number: int) -> str:
        """second, twelfth, 13th, 22nd: as it stands in `every second Wednesday`"""
        words = (
            self.say_as("every … Wednesday", "first"),
            self.say_as("every … Wednesday", "second"),
            self.say_as("every … Wednesday", "third"),
            self.say_as("every … Wednesday", "fourth"),
            self.say_as("every … Wednesday", "fifth"),
            self.say_as("every … Wednesday", "sixth"),
            self.say_as("every … Wednesday", "seventh"),
            self.say_as("every … Wednesday", "eighth"),
            self.say_as("every … Wednesday", "ninth"),
            self.say_as("every … Wednesday", "tenth"),
            self.say_as("every … Wednesday", "eleventh"),
            self.say_as("every … Wednesday", "twelfth"),
        )
        if 0 < number <= len(words):
            return words[number - 1]
        text = self.numeral(number)
        return {
            1: self.say_as("every … Wednesday", "%(number)sst", number=text),
            2: self.say_as("every … Wednesday", "%(number)snd", number=text),
            3: self.say_as("every … Wednesday", "%(number)srd", number=text),
        }.get(
            0 if number % 100 in (11, 12, 13) else number % 10,
            self.say_as("every … Wednesday", "%(number)sth", number=text),
        )

    # --- where and how ---

    def how(self, series: Series) -> str:
        """Online on Zoom; In person, University of Bern. Empty where that is not known."""
        return capital(self._how(series))

    def meets(self, series: Series) -> str:
        """Seminars are held online on Zoom. Empty where that is not known."""
        if not series.attendance:
            return ""
        return self.say("%(seminars)s are held %(online)s.", seminars=self.kinds(series.kind), online=self._how(series))

    def _how(self, series: Series) -> str:
        how = self.attendance(series.attendance) if series.attendance else ""
        platform = series.online.platform if series.online else None
        place = series.place.name if series.place else None
        if platform and how:
            how = self.say("%(online)s on %(platform)s", online=how, platform=platform)
        elif platform:
            how = self.say("on %(platform)s", platform=platform)
        if place and how:
            return self.say_as("how and where", "%(in_person)s, %(place)s", in_person=how, place=place)
        return how or place or ""

    def attendance(self, attendance: Attendance) -> str:
        return {
            Attendance.ONLINE: self.say("online"),
            Attendance.IN_PERSON: self.say("in person"),
            Attendance.HYBRID: self.say("in person and online"),
        }[attendance]

    def recording(self, policy: RecordingPolicy) -> str:
        return {
            RecordingPolicy.RECORDED: self.say("The presentations are recorded."),
            RecordingPolicy.SOMETIMES: self.say("Some of the presentations are recorded."),
            RecordingPolicy.NOT_RECORDED: self.say("The presentations are not recorded."),
        }[policy]

    def kinds(self, kind: EventKind) -> str:
        """Seminars: what begins the sentence `Seminars are held online.`"""
        return {
            EventKind.SEMINAR: self.say("Seminars"),
            EventKind.LECTURE: self.say("Lectures"),
            EventKind.WORKSHOP: self.say("Workshops"),
            EventKind.SCHOOL: self.say("Schools"),
            EventKind.PANEL: self.say("Panels"),
            EventKind.MINI_COURSE: self.say("Mini-courses"),
        }[kind]

    def _all(self, kind: EventKind) -> str:
        """All seminars: what begins the sentence `All seminars are held on Wednesdays.`"""
        return {
            EventKind.SEMINAR: self.say("All seminars"),
            EventKind.LECTURE: self.say("All lectures"),
            EventKind.WORKSHOP: self.say("All workshops"),
            EventKind.SCHOOL: self.say("All schools"),
            EventKind.PANEL: self.say("All panels"),
            EventKind.MINI_COURSE: self.say("All mini-courses"),
        }[kind]

    # --- named lectures ---

    def rhythm(self, lecture: NamedLecture) -> str:
        """every two years since 2006 (in odd years)"""
        every = self.say_many("every year", "every %(number)s years", lecture.every, number=self._number(lecture.every))
        if lecture.since:
            every = self.say("%(every_two_years)s since %(year)s", every_two_years=every, year=lecture.since)
        return f"{every} ({self.parity(lecture.parity)})" if lecture.parity else every

    def lecture_rhythm(self, lecture: NamedLecture) -> str:
        """Every two years since 2006 (in odd years)"""
        return capital(self.rhythm(lecture))

    def _number(self, number: int) -> str:
        words = (
            self.say_as("every … years", "two"),
            self.say_as("every … years", "three"),
            self.say_as("every … years", "four"),
            self.say_as("every … years", "five"),
            self.say_as("every … years", "six"),
            self.say_as("every … years", "seven"),
            self.say_as("every … years", "eight"),
            self.say_as("every … years", "nine"),
            self.say_as("every … years", "ten"),
            self.say_as("every … years", "eleven"),
            self.say_as("every … years", "twelve"),
        )
        return words[number - 2] if 2 <= number <= 12 else self.numeral(number)

    def parity(self, parity: Parity) -> str:
        return {Parity.ODD: self.say("in odd years"), Parity.EVEN: self.say("in even years")}[parity]

    def years_of(self, years: tuple[int, ...]) -> str:
        """2006 and 2022"""
        return self.all_of([str(year) for year in years])

    def life(self, eponym: Eponym) -> str:
        """1814–1895; born 1814; died 1895; or nothing."""
        born = self.partial(eponym.born) if eponym.born else ""
        died = self.partial(eponym.died) if eponym.died else ""
        if born and died:
            return f"{born} – {died}" if " " in born + died else f"{born}–{died}"
        if born:
            return self.say("born %(date)s", date=born)
        return self.say("died %(date)s", date=died) if died else ""

    def post(self, eponym: Eponym) -> str:
        """member of the mathematics department, University of Bern, 1848 to 1891"""
        parts = (eponym.role, eponym.institution, self.term(eponym.from_, eponym.until))
        return ", ".join(part for part in parts if part)

    # --- how long ---

    def term(self, first: PartialDate | None, last: PartialDate | None) -> str:
        """1848 to 1891; since May 2020; until 2022; or nothing."""
        if first and last:
            return self.say_as("years", "%(first)s to %(last)s", first=self.partial(first), last=self.partial(last))
        return self.since(first) if first else self.until(last) if last else ""

    def founded(self, series: Series) -> str:
        """Since May 2020: a label. Empty where that is not known."""
        return capital(self.since(series.founded)) if series.founded else ""

    def ended(self, series: Series) -> str:
        """Until May 2024: a label. Empty while it goes on."""
        return capital(self.until(series.ended)) if series.ended else ""

    def end(self, series: Series) -> str:
        """Ended in May 2024. Empty while it goes on."""
        if not series.ended:
            return ""
        text = self.partial(series.ended)
        if series.ended.day:
            return self.say("Ended on %(day)s.", day=text)
        return self.say("Ended in %(date)s.", date=text)
