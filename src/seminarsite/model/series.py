"""A seminar or lecture series: what its events have in common."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Annotated

from seminarsite.model.deadlines import Due
from seminarsite.model.entry import Entry
from seminarsite.model.joining import Online
from seminarsite.model.people import Member
from seminarsite.model.values import (
    Attendance,
    City,
    Clock,
    Contact,
    Key,
    Language,
    Link,
    Organisation,
    PartialDate,
    Phrase,
    Picture,
    Place,
    Prose,
    SignUp,
    SitePath,
    Slug,
    Url,
    Weekday,
    Zone,
)


class EventKind(enum.StrEnum):
    SEMINAR = "seminar"
    LECTURE = "lecture"
    WORKSHOP = "workshop"
    SCHOOL = "school"
    PANEL = "panel"
    MINI_COURSE = "mini-course"

    @property
    def is_gathering(self) -> bool:
        """Has a programme rather than a speaker and an hour."""
        return self in (EventKind.WORKSHOP, EventKind.SCHOOL)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When a series meets, unless an event says otherwise."""

    weekday: Annotated[Weekday, Key("as `Wednesday`")]
    time: Annotated[dt.time, Key("the hour on the wall, as `12:00`")]
    zone: Annotated[Zone, Key("IANA time zone, as `America/New_York`")]
    length: Annotated[dt.timedelta, Key("as `60 min` or `1 h 30 min`")] = dt.timedelta(hours=1)
    zone_label: Annotated[str | None, Key("what people call the zone, as `ET`", also=("label",))] = None
    every: Annotated[int, Key("every so many weeks")] = 1
    from_: Annotated[dt.date | None, Key("first day on which the slot holds")] = None
    until: Annotated[dt.date | None, Key("last day on which the slot holds")] = None

    def holds_on(self, date: dt.date) -> bool:
        """Whether the slot is in force on a date, whatever its weekday."""
        return (self.from_ is None or self.from_ <= date) and (self.until is None or date <= self.until)


class RecordingPolicy(enum.StrEnum):
    RECORDED = "recorded"
    SOMETIMES = "sometimes"
    NOT_RECORDED = "not-recorded"


@dataclass(frozen=True, kw_only=True)
class Recording:
    """Whether talks are recorded, and where the recordings are."""

    SHORT = "policy"
    policy: Annotated[RecordingPolicy, Key("recorded, sometimes or not-recorded")] = RecordingPolicy.RECORDED
    channel: Annotated[Link | None, Key("where the recordings are collected")] = None
    platform: Annotated[str | None, Key("as `YouTube`")] = None
    note: Annotated[Phrase | None, Key("a remark")] = None


@dataclass(frozen=True, kw_only=True)
class RelatedSeries:
    """A series that is run by others."""

    name: Annotated[str, Key("its name")]
    acronym: Annotated[str | None, Key("as `MINDS`")] = None
    topic: Annotated[str | None, Key("what it is about, in half a sentence")] = None
    url: Annotated[Url | None, Key("its page")] = None


class Parity(enum.StrEnum):
    ODD = "odd"
    EVEN = "even"

    def fits(self, year: int) -> bool:
        return (year % 2 == 1) is (self is Parity.ODD)

    @property
    def other(self) -> Parity:
        return Parity.EVEN if self is Parity.ODD else Parity.ODD


@dataclass(frozen=True, kw_only=True)
class ParityException:
    """Why the rule of the years did not hold."""

    about: Annotated[Phrase, Key("the reason, in a sentence")]
    years: Annotated[
        tuple[int, ...], Key("the years in which an edition was held against the rule, where known", also=("year",))
    ] = ()


@dataclass(frozen=True, kw_only=True)
class Eponym:
    """The person after whom a lecture is named."""

    SHORT = "name"
    name: Annotated[str, Key("the name as it is shown")]
    born: Annotated[PartialDate | None, Key("day or year of birth")] = None
    died: Annotated[PartialDate | None, Key("day or year of death")] = None
    institution: Annotated[str | None, Key("where the person worked")] = None
    role: Annotated[str | None, Key("as what, as `member of the mathematics department`")] = None
    from_: Annotated[PartialDate | None, Key("there from")] = None
    until: Annotated[PartialDate | None, Key("there until")] = None
    url: Annotated[Url | None, Key("a page about the person")] = None
    language: Annotated[Language | None, Key("the language of the name, as `de`", also=("lang",))] = None
    about: Annotated[Phrase | None, Key("a sentence or two")] = None
    portrait: Annotated[Picture | None, Key("a picture of the person")] = None


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Who takes turns with us, and with which lecture."""

    institution: Annotated[Organisation, Key("the other house")]
    lecture: Annotated[str, Key("the name of its lecture")]
    url: Annotated[Url | None, Key("the page of that lecture")] = None
    series: Annotated[Slug | None, Key("the sister lecture, where it is a series of this site")] = None
    parity: Annotated[Parity | None, Key("the years in which it takes place: odd or even")] = None
    note: Annotated[Phrase | None, Key("how the two belong together")] = None


@dataclass(frozen=True, kw_only=True)
class NamedLecture:
    """A lecture with a name and a rhythm of years; its events are the editions."""

    every: Annotated[int, Key("every so many years")] = 1
    since: Annotated[int | None, Key("the year of the first edition")] = None
    parity: Annotated[Parity | None, Key("in odd or in even years")] = None
    exceptions: Annotated[
        tuple[ParityException, ...], Key("when and why the rule did not hold", also=("exception",))
    ] = ()
    eponym: Annotated[Eponym | None, Key("after whom it is named", also=("named-after",))] = None
    partner: Annotated[Partner | None, Key("with whom it takes turns")] = None

    def excuses(self, year: int) -> bool:
        """Whether an exception names this year."""
        return any(year in exception.years for exception in self.exceptions)


class Section(enum.StrEnum):
    """Parts of the home page and of a series' page, in the order in which they are listed."""

    INTRODUCTION = "introduction"
    NEXT = "next"
    UPCOMING = "upcoming"
    PAST = "past"
    SIGN_UP = "sign-up"
    FORMAT = "format"
    BOARD = "board"
    RELATED = "related"
    SERIES = "series"


SERIES_SECTIONS = (
    Section.INTRODUCTION,
    Section.NEXT,
    Section.UPCOMING,
    Section.SIGN_UP,
    Section.FORMAT,
    Section.BOARD,
    Section.PAST,
    Section.RELATED,
)


@dataclass(frozen=True, kw_only=True)
class Series(Entry):
    """A series. A file in series/; the text below the front matter is its introduction.

    What a series says of kind, slot, place, language and so on holds for each of its events that
    does not say otherwise.
    """

    title: Annotated[Phrase, Key("the full title; a line break in it is where it may be broken")]
    short: Annotated[str | None, Key("a short name for lists, tabs and calendars", also=("short-title",))] = None
    acronym: Annotated[str | None, Key("as `MML`")] = None
    kind: Annotated[EventKind, Key("what its events are: seminar, lecture, workshop, school, panel or mini-course")] = (
        EventKind.SEMINAR
    )
    homepage: Annotated[Url | None, Key("the series' own site, where it is another one", also=("url",))] = None
    founded: Annotated[PartialDate | None, Key("since when there is the series", also=("since",))] = None
    founding: Annotated[Phrase | None, Key("how it began, in a sentence")] = None
    ended: Annotated[PartialDate | None, Key("when it came to its end")] = None
    umbrella: Annotated[Organisation | None, Key("the organisation above it")] = None
    related: Annotated[tuple[RelatedSeries, ...], Key("series that are run by others")] = ()
    slots: Annotated[tuple[Slot, ...], Key("when it meets, unless an event says otherwise", also=("slot",))] = ()
    zone: Annotated[
        Zone | None, Key("time zone of events outside the slots; else that of the site", also=("timezone", "time-zone"))
    ] = None
    zone_label: Annotated[str | None, Key("what people call that zone")] = None
    time: Annotated[dt.time | None, Key("the usual hour, where there is no slot")] = None
    length: Annotated[dt.timedelta | None, Key("the usual length, as `60 min`")] = None
    clock: Annotated[Clock | None, Key("12 writes `12 noon`, 24 writes `12:00`")] = None
    cities: Annotated[
        tuple[City, ...], Key("zones whose hours are told, too; else those of the site", also=("city",))
    ] = ()
    attendance: Annotated[Attendance | None, Key("online, in-person or hybrid")] = None
    online: Annotated[
        Online | None, Key("where it meets on the net; a bare text is the platform", also=("platform",))
    ] = None
    place: Annotated[Place | None, Key("where it meets; a bare text is the name of the place")] = None
    format: Annotated[Phrase | None, Key("what the meetings are like")] = None
    recording: Annotated[Recording | None, Key("whether talks are recorded, and where the recordings are")] = None
    due: Annotated[Due | None, Key("when speakers, titles, abstracts, slides and recordings are asked for")] = None
    invitation: Annotated[Phrase | None, Key("how and when people are invited")] = None
    mailing_list: Annotated[SignUp | None, Key("the mailing list")] = None
    calendar: Annotated[SignUp | None, Key("a calendar kept elsewhere, or a note on ours")] = None
    suggestions: Annotated[Contact | None, Key("where to suggest speakers")] = None
    feedback: Annotated[Contact | None, Key("where to send feedback")] = None
    contact: Annotated[Contact | None, Key("how to reach the organisers")] = None
    organisers: Annotated[tuple[Member, ...], Key("who runs it", also=("organizers",))] = ()
    board: Annotated[tuple[Member, ...], Key("the board, today's members and former ones")] = ()
    lecture: Annotated[NamedLecture | None, Key("for a named lecture: its rhythm, its eponym and its partner")] = None
    hosts: Annotated[
        tuple[Organisation, ...], Key("who hosts or pays for it, with logos", also=("host", "sponsors"))
    ] = ()
    picture: Annotated[Picture | None, Key("a picture of the series")] = None
    language: Annotated[
        Language | None, Key("language of its title, text and events; else that of the site", also=("lang",))
    ] = None
    topics: Annotated[tuple[str, ...], Key("what it is about", also=("topic", "tags"))] = ()
    audience: Annotated[str | None, Key("for whom it is")] = None
    credit: Annotated[Phrase | None, Key("a line such as `Design by …` at the foot of its page")] = None
    sections: Annotated[tuple[Section, ...], Key("the parts of its page, in their order")] = SERIES_SECTIONS
    slug: Annotated[Slug | None, Key("the last part of the address, where it is not the name of the file")] = None
    old_addresses: Annotated[
        tuple[SitePath, ...], Key("where the page used to be", also=("old-address", "aliases"))
    ] = ()
    introduction: Annotated[Prose | None, Key("what it is, in Markdown", also=("description",))] = None

    BODY = "introduction"

    @property
    def name(self) -> str:
        """The name for lists, tabs and calendars."""
        return self.short or self.title.text

    def slot_on(self, date: dt.date) -> Slot | None:
        """The slot that an event on this date takes its hour from.

        The slot of that weekday; else the first one in force, because a talk that is moved to
        another day usually keeps its hour.
        """
        in_force = [slot for slot in self.slots if slot.holds_on(date)]
        same_day = [slot for slot in in_force if slot.weekday == date.weekday()]
        return next(iter(same_day or in_force), None)

    def has_ended(self, today: dt.date) -> bool:
        return self.ended is not None and self.ended.last_day < today
