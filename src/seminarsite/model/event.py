"""An event: a talk, a lecture, a workshop."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from seminarsite.model.entry import Entry
from seminarsite.model.joining import Online
from seminarsite.model.people import Speaker
from seminarsite.model.series import EventKind, Series, Slot
from seminarsite.model.values import (
    Attendance,
    CareerStage,
    Clock,
    Contact,
    Email,
    Key,
    Language,
    Link,
    Phrase,
    Picture,
    Place,
    Prose,
    RepeatedHour,
    Secret,
    SitePath,
    Slug,
    Tba,
    Url,
    Video,
    Zone,
)


class Status(enum.StrEnum):
    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"

    @property
    def takes_place(self) -> bool:
        """Whether somebody who comes at the given time finds anything."""
        return self not in (Status.CANCELLED, Status.POSTPONED)


class Role(enum.StrEnum):
    SPEAKER = "speaker"
    PANELIST = "panelist"
    MODERATOR = "moderator"
    LECTURER = "lecturer"


@dataclass(frozen=True, kw_only=True)
class Timed:
    """From an instant to an instant; both know their zone."""

    start: dt.datetime
    end: dt.datetime

    @property
    def last_day(self) -> dt.date:
        return self.end.date()


@dataclass(frozen=True, kw_only=True)
class WholeDays:
    """From a day to a day, both counted in; the instants are midnights in the zone."""

    start: dt.datetime
    end: dt.datetime

    @property
    def last_day(self) -> dt.date:
        return self.end.date() - dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """Somebody who speaks at an event, with the affiliation of that day."""

    SHORT = "speaker"
    speaker: Annotated[Speaker, Key("name of the speaker, or of the file in speakers/", also=("name",))]
    affiliation: Annotated[str | None, Key("where the speaker was that day; else as the speaker's file says")] = None
    role: Annotated[Role, Key("speaker, panelist, moderator or lecturer")] = Role.SPEAKER

    @property
    def affiliation_then(self) -> str | None:
        return self.affiliation or self.speaker.affiliation


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A talk within a session of a workshop or school."""

    title: Annotated[Phrase | Tba, Key("its title, or `tba`")] = Tba.TBA
    speakers: Annotated[tuple[Appearance, ...] | Tba, Key("who speaks, or `tba`", also=("speaker",))] = ()
    time: Annotated[dt.time | None, Key("when it begins, as `09:30`")] = None
    length: Annotated[dt.timedelta | None, Key("as `45 min`")] = None
    abstract: Annotated[Prose | None, Key("in Markdown with TeX")] = None
    slides: Annotated[tuple[Link, ...], Key("address or file of the slides")] = ()
    video: Annotated[tuple[Video, ...], Key("address of the recording", also=("videos", "recording"))] = ()


@dataclass(frozen=True, kw_only=True)
class Session:
    """A part of the programme of a workshop or school: talks, a break, a dinner."""

    title: Annotated[Phrase, Key("as `Morning session` or `Coffee`")]
    id: Annotated[Slug | None, Key("what calendars know it by; else its title, and its day where one comes again")] = (
        None
    )
    date: Annotated[dt.date | None, Key("its day; else the first day of the event", also=("day",))] = None
    time: Annotated[dt.time | None, Key("when it begins", also=("starts",))] = None
    ends: Annotated[dt.time | None, Key("when it ends")] = None
    place: Annotated[Place | None, Key("where, if elsewhere", also=("room",))] = None
    chair: Annotated[str | None, Key("who chairs it")] = None
    talks: Annotated[tuple[Talk, ...], Key("its talks, in their order", also=("talk",))] = ()


@dataclass(frozen=True, kw_only=True)
class FormerTime:
    """When an event that was moved should have been."""

    SHORT = "date"
    date: Annotated[dt.date, Key("the old day")]
    time: Annotated[dt.time | None, Key("the old hour")] = None
    note: Annotated[Phrase | None, Key("why it was moved")] = None


@dataclass(frozen=True, kw_only=True)
class SideItem:
    """Something around the event: a reception, a dinner, a walk."""

    title: Annotated[Phrase, Key("as `Reception`")]
    date: Annotated[dt.date | None, Key("its day; else that of the event")] = None
    time: Annotated[dt.time | None, Key("when it begins")] = None
    ends: Annotated[dt.time | None, Key("when it ends")] = None
    place: Annotated[Place | None, Key("where, if elsewhere")] = None
    note: Annotated[Phrase | None, Key("a remark")] = None
    cost: Annotated[str | None, Key("as `40 CHF`")] = None
    sign_up: Annotated[Url | Email | None, Key("address or e-mail for signing up")] = None
    deadline: Annotated[dt.date | None, Key("last day for signing up", also=("sign-up-by",))] = None


@dataclass(frozen=True, kw_only=True)
class Event(Entry):
    """An event. A file in events/; the text below the front matter is the abstract.

    What it leaves out it has from its series. `when` is worked out from date, time, zone and length.
    """

    series: Annotated[Series | None, Key("the series it belongs to: the name of its file in series/")] = None
    kind: Annotated[
        EventKind, Key("seminar, lecture, workshop, school, panel or mini-course; else as the series says")
    ] = EventKind.SEMINAR
    title: Annotated[Phrase | Tba, Key("the title, with TeX between dollars, or `tba`")] = Tba.TBA
    speakers: Annotated[
        tuple[Appearance, ...] | Tba,
        Key("who speaks, or `tba`; a name, or the name of a file in speakers/", also=("speaker",)),
    ] = ()
    date: Annotated[
        dt.date, Key("the day, as `2025-11-03`; with its weekday, as `Mon 2025-11-03`, the two are compared")
    ]
    until: Annotated[dt.date | None, Key("the last day, if it is not the first")] = None
    time: Annotated[dt.time | None, Key("the hour on the wall, as `17:15`; else that of the slot")] = None
    ends: Annotated[dt.time | None, Key("when it ends; or give a length")] = None
    length: Annotated[dt.timedelta | None, Key("as `60 min`; else that of the slot")] = None
    zone: Annotated[
        Zone,
        Key(
            "IANA time zone, as `Europe/Zurich`; else that of the slot, series or site", also=("timezone", "time-zone")
        ),
    ] = Zone("UTC")
    zone_label: Annotated[str | None, Key("what people call the zone, as `ET`")] = None
    all_day: Annotated[bool, Key("yes: whole days, without an hour")] = False
    repeated_hour: Annotated[
        RepeatedHour | None, Key("first or second, where the clocks go back and the hour comes twice")
    ] = None
    clock: Annotated[Clock | None, Key("12 writes `12 noon`, 24 writes `12:00`")] = None
    status: Annotated[Status, Key("confirmed, tentative, cancelled, postponed or rescheduled")] = Status.CONFIRMED
    previously: Annotated[
        tuple[FormerTime, ...], Key("for a rescheduled event: when it should have been", also=("was", "moved-from"))
    ] = ()
    message: Annotated[Phrase | None, Key("one prominent line, as a change of room")] = None
    attendance: Annotated[Attendance | None, Key("online, in-person or hybrid")] = None
    place: Annotated[
        Place | Tba | None, Key("where, or `tba`; a bare text is the name of the place", also=("venue", "location"))
    ] = None
    online: Annotated[Online | None, Key("where on the net; a bare text is the platform", also=("platform",))] = None
    host: Annotated[str | None, Key("who hosts the speaker")] = None
    joint_with: Annotated[tuple[str, ...], Key("whose joint work it is", also=("joint-work-with", "coauthors"))] = ()
    language: Annotated[Language | None, Key("the language of the talk; else that of the series", also=("lang",))] = (
        None
    )
    topics: Annotated[tuple[str, ...], Key("what it is about", also=("topic", "tags"))] = ()
    audience: Annotated[str | None, Key("for whom it is")] = None
    career_stage: Annotated[CareerStage | None, Key("of the speaker: student, postdoc, junior or senior")] = None
    format: Annotated[Phrase | None, Key("what it is like, where it differs from the series")] = None
    slides: Annotated[tuple[Link, ...], Key("address or file of the slides")] = ()
    video: Annotated[tuple[Video, ...], Key("address of the recording", also=("videos", "recording"))] = ()
    paper: Annotated[tuple[Link, ...], Key("address of the paper", also=("papers",))] = ()
    code: Annotated[tuple[Link, ...], Key("address of the code")] = ()
    poster: Annotated[tuple[Link, ...], Key("address or file of the poster")] = ()
    links: Annotated[tuple[Link, ...], Key("other links", also=("link",))] = ()
    picture: Annotated[Picture | None, Key("a picture, with alternative text and credit")] = None
    side_items: Annotated[tuple[SideItem, ...], Key("a reception, a dinner, …", also=("side-item",))] = ()
    programme: Annotated[
        tuple[Session, ...], Key("sessions of a workshop or school", also=("program", "sessions"))
    ] = ()
    feedback: Annotated[Contact | None, Key("where to send feedback; else as the series says")] = None
    credit: Annotated[Phrase | None, Key("a line at the foot of the page")] = None
    slug: Annotated[Slug | None, Key("the last part of the address, where it is not the name of the file")] = None
    old_addresses: Annotated[
        tuple[SitePath, ...], Key("where the page used to be, as `/talks/kohn.html`", also=("old-address", "aliases"))
    ] = ()
    draft: Annotated[bool, Key("yes: not published")] = False
    publish_from: Annotated[dt.datetime | None, Key("not published before this day or moment")] = None
    notes: Annotated[Secret | None, Key("for the organisers only: never published")] = None
    abstract: Annotated[Prose | None, Key("in Markdown with TeX")] = None
    when: Timed | WholeDays

    BODY = "abstract"

    @property
    def people(self) -> tuple[Appearance, ...]:
        """The known speakers: none where they are to be announced."""
        return self.speakers if isinstance(self.speakers, tuple) else ()

    @cached_property
    def everybody(self) -> tuple[Appearance, ...]:
        """The speakers of the event and of the talks of its programme, each once."""
        talks = (talk for session in self.programme for talk in session.talks)
        inside = (a for talk in talks if isinstance(talk.speakers, tuple) for a in talk.speakers)
        return tuple({a.speaker.id: a for a in (*inside, *self.people)}.values())

    @cached_property
    def order(self) -> tuple[float, Slug]:
        """Events are in order of time, those of one instant in order of their ids."""
        return self.when.start.timestamp(), self.id

    @property
    def slot(self) -> Slot | None:
        """The slot of the series that this event is in: same weekday, hour and zone."""
        if self.series is None or not isinstance(self.when, Timed):
            return None
        slot = self.series.slot_on(self.date)
        start = self.when.start
        same = slot and (slot.weekday, slot.time, slot.zone) == (start.weekday(), self.time, self.zone)
        return slot if same else None
