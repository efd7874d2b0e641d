"""The small values that events, speakers and series are made of."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple, NewType

from seminarsite.diagnostics import Excerpt, Span

Url = NewType("Url", str)
"""An absolute http or https address."""
Email = NewType("Email", str)
Orcid = NewType("Orcid", str)
"""A checked ORCID iD (ISO 7064 mod 11-2), as 0000-0002-1825-0097."""
Slug = NewType("Slug", str)
"""One segment of an address: lower-case ASCII letters, digits and hyphens, 80 at most."""
SitePath = NewType("SitePath", str)
"""An address within the site, without the leading slash: `archive/` or `old/talk.html`."""
FilePath = NewType("FilePath", str)
"""A file in the content folder that is published when something refers to it."""
Zone = NewType("Zone", str)
"""A canonical IANA time zone name."""
Language = NewType("Language", str)
"""A BCP 47 language tag that CLDR knows, as `en-GB`."""
Colour = NewType("Colour", str)
"""Of sRGB, as `#0a5c44`, in small letters."""
Rule = NewType("Rule", str)
"""The name of a rule about the meaning of content, as `night-time`; `checking` lists them."""
Latitude = NewType("Latitude", float)
Longitude = NewType("Longitude", float)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of the interface in a language, compiled: the bytes of gettext's .mo file."""

    language: Language
    compiled: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Key:
    """What the reference says of a key, and other spellings of it that are read, too.

    A `derived` key is worked out where it is left out.
    """

    about: str
    also: tuple[str, ...] = ()
    derived: bool = False


class Tba(enum.Enum):
    """To be announced: a state that is shown, not a word that somebody typed."""

    TBA = "to be announced"


TBA = Tba.TBA


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of text that may hold TeX between dollars, such as a title.

    `html` is safe; a line break in it is where the organiser would break a long title.
    `text` is plain, with the formulas in readable Unicode. `written` is how it stands in its file.
    """

    source: str
    html: str
    text: str
    written: Excerpt | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return self.html

    def __reduce__(self) -> tuple[type[Phrase], tuple[object, ...]]:
        return Phrase, (
            self.source,
            self.html,
            self.text,
            self.written,
        )  # in a third of the time of what dataclass gives


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown with TeX. `html` is sanitised, `text` is plain.

    Root-relative links in `html` (href="/archive/") are made relative when a page is rendered;
    `links` holds them with the line where each was written, and `pictures` the addresses of pictures;
    `written` is how the whole stands in its file.
    """

    source: str
    html: str
    text: str
    links: tuple[tuple[str, Span], ...] = field(default=(), compare=False)
    pictures: tuple[tuple[str, Span], ...] = field(default=(), compare=False)
    written: Excerpt | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[type[Prose], tuple[object, ...]]:
        return Prose, (self.source, self.html, self.text, self.links, self.pictures, self.written)


class Unprintable:
    """What raises TypeError if somebody prints, formats or renders it."""

    __slots__ = ()

    def __str__(self) -> str:
        raise TypeError("a secret cannot be printed")

    def __format__(self, _: str) -> str:
        raise TypeError("a secret cannot be formatted")

    def __html__(self) -> str:
        raise TypeError("a secret cannot be rendered")


@dataclass(frozen=True, slots=True, repr=False)
class Secret(Unprintable):
    """Text that must not reach a visitor by accident: it has no str, no HTML and no repr."""

    _text: str

    def reveal(self) -> str:
        """The text itself; whoever calls this answers for where it goes."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What must stand in no byte that is published, and where it was written.

    `draft` where it is no Secret but a text of something that is not published (yet).
    """

    secret: Secret
    span: Span
    draft: bool = False


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: as much as is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{n:02}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of every year, written 08-01."""

    month: int
    day: int


class Weekday(enum.IntEnum):
    """As datetime.date.weekday() counts: Monday is 0."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Clock(enum.StrEnum):
    """How hours are written: `12` gives "12 noon" and "5:15 pm", `24` gives "17:15"."""

    H12 = "12"
    H24 = "24"


class RepeatedHour(enum.StrEnum):
    """Which of the two is meant where the clocks go back and an hour comes twice."""

    FIRST = "first"
    SECOND = "second"


class Attendance(enum.StrEnum):
    ONLINE = "online"
    IN_PERSON = "in-person"
    HYBRID = "hybrid"


class CareerStage(enum.StrEnum):
    STUDENT = "student"
    POSTDOC = "postdoc"
    JUNIOR = "junior"
    SENIOR = "senior"


@dataclass(frozen=True, kw_only=True)
class Link:
    """An address with the words to show for it; an address alone will do."""

    SHORT = "url"
    url: Annotated[Url | FilePath, Key("address, or a file in the content folder")]
    label: Annotated[str | None, Key("the words of the link")] = None
    note: Annotated[str | None, Key("a remark beside it")] = None


class Size(NamedTuple):
    """Of a picture that stands upright, in pixels."""

    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of ours: a file in the content folder, with the words for those who cannot see it."""

    file: Annotated[FilePath, Key("the file, as `pictures/kohn.jpg`")]
    alt: Annotated[str, Key("what the picture shows, for those who cannot see it")]
    credit: Annotated[str | None, Key("who made it")] = None
    caption: Annotated[str | None, Key("a line below it")] = None
    link: Annotated[Url | None, Key("where a click on it leads")] = None


@dataclass(frozen=True, kw_only=True)
class Video(Link):
    """A recording. It is where it is; we show a picture of ours, and ask its host for nothing.

    Search engines show one of which they know since when it can be seen.
    """

    picture: Annotated[
        Picture | None, Key("a still picture, which leads to the video", also=("thumbnail", "poster"))
    ] = None
    uploaded: Annotated[dt.date | None, Key("the day on which it was put up, as `2025-11-05`")] = None


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """A university, an umbrella organisation, a sponsor."""

    SHORT = "name"
    name: Annotated[str, Key("its name")]
    url: Annotated[Url | None, Key("its home page")] = None
    note: Annotated[Phrase | None, Key("what it has to do with the series")] = None
    logo: Annotated[Picture | None, Key("its logo")] = None
    language: Annotated[Language | None, Key("the language of its name, where it is another", also=("lang",))] = None


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to write to, shown to everybody. At least one of `url` and `email` makes it a link."""

    SHORT = "text"
    text: Annotated[Phrase | None, Key("a sentence that says what for", also=("note",))] = None
    name: Annotated[str | None, Key("whom")] = None
    url: Annotated[Url | None, Key("a form or a home page")] = None
    email: Annotated[Email | None, Key("an address that may be shown in public")] = None


@dataclass(frozen=True, kw_only=True)
class SignUp:
    """A mailing list, or a calendar that is kept elsewhere."""

    SHORT = "url"
    url: Annotated[Url | None, Key("where to sign up")] = None
    label: Annotated[str | None, Key("the words of the link")] = None
    text: Annotated[Phrase | None, Key("what subscribers receive")] = None
    note: Annotated[Phrase | None, Key("advice for those who have trouble signing up")] = None


@dataclass(frozen=True, kw_only=True)
class City:
    """A city in which people take part, so that its hours are told."""

    SHORT = "zone"
    zone: Annotated[Zone, Key("IANA time zone, as `Europe/London`", also=("timezone", "time-zone"))]
    label: Annotated[str | None, Key("the name that is shown; else the city of the zone")] = None


@dataclass(frozen=True, kw_only=True)
class Coordinates:
    """WGS 84, in degrees, for the map link and for calendars (GEO, RFC 5545 3.8.1.6)."""

    latitude: Annotated[Latitude, Key("degrees north, -90 to 90", also=("lat",))]
    longitude: Annotated[Longitude, Key("degrees east, -180 to 180", also=("lon", "long"))]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where people meet. An event's place takes what it leaves out from the place of its series,
    unless it names another one."""

    SHORT = "name"
    name: Annotated[str | None, Key("the house or institution, as `University of Bern`")] = None
    venue: Annotated[str | Tba | None, Key("the building, or `tba`")] = None
    room: Annotated[str | Tba | None, Key("the room, or `tba`")] = None
    address: Annotated[str | None, Key("street and number, postal code")] = None
    city: Annotated[str | None, Key("the city")] = None
    country: Annotated[str | None, Key("the country")] = None
    url: Annotated[Url | None, Key("a page about the place")] = None
    map: Annotated[Url | None, Key("a map")] = None
    directions: Annotated[Prose | None, Key("how to get there and in, in Markdown")] = None
    coordinates: Annotated[Coordinates | None, Key("latitude and longitude")] = None
