"""Facts in words: hours, dates, rhythms and places as a reader sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from helpers_html import words as on_one_line
from helpers_site import event
from seminarsite.model.event import Event, Status
from seminarsite.model.joining import Online
from seminarsite.model.people import Speaker
from seminarsite.model.series import Eponym, EventKind, NamedLecture, Parity, RecordingPolicy, Series, Slot
from seminarsite.model.values import (
    TBA,
    Attendance,
    CareerStage,
    Clock,
    Coordinates,
    Language,
    PartialDate,
    Phrase,
    Place,
    Slug,
    Tba,
    Weekday,
    Zone,
)
from seminarsite.sentences.wording import Words

EN = Words("en-GB")
DAY = dt.date(2023, 3, 29)
ET = Zone("America/New_York")
ZURICH = Zone("Europe/Zurich")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (PartialDate(1848), PartialDate(1891), "1848 to 1891"),
        (PartialDate(2020, 5), None, "since May 2020"),
        (None, PartialDate(2022), "until 2022"),
        (None, None, ""),
    ],
)
def test_term(first: PartialDate | None, last: PartialDate | None, text: str) -> None:
    assert EN.term(first, last) == text


def slot(weekday: Weekday = Weekday.WEDNESDAY, time: str = "12:00", **more: Any) -> Slot:
    return Slot(weekday=weekday, time=dt.time.fromisoformat(time), **{"zone": ET, "zone_label": "ET", **more})


@pytest.mark.parametrize(
    ("slots", "clock", "text"),
    [
        ([slot()], Clock.H12, "Wednesdays at 12 noon ET"),
        ([slot()], Clock.H24, "Wednesdays at 12:00 ET"),
        (
            [slot(every=2, time="17:15", zone=ZURICH, zone_label=None)],
            Clock.H24,
            "Every second Wednesday at 17:15 Zurich time",
        ),
        ([slot(every=3)], Clock.H12, "Every third Wednesday at 12 noon ET"),
        ([slot(every=4)], Clock.H12, "Every fourth Wednesday at 12 noon ET"),
        ([slot(every=5)], Clock.H12, "Every fifth Wednesday at 12 noon ET"),
        ([slot(every=12)], Clock.H12, "Every twelfth Wednesday at 12 noon ET"),
        ([slot(every=13)], Clock.H12, "Every 13th Wednesday at 12 noon ET"),
        (
            [slot(), slot(Weekday.FRIDAY, "09:00")],
            Clock.H12,
            "Wednesdays at 12 noon ET and Fridays at 9 am ET",
        ),
    ],
)
def test_when_a_series_meets(slots: list[Slot], clock: Clock, text: str) -> None:
    title = Phrase("S", "S", "S")
    series = Series(id=Slug("s"), title=title, slots=tuple(slots), clock=clock)
    assert on_one_line(EN.usual(series)) == text
    held = f"e{text[1:]}" if text.startswith("Every") else f"on {text}"
    assert on_one_line(EN.usual_time(series)) == f"All seminars, unless otherwise stated, are held {held}."


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "first"), (2, "second"), (13, "13th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (111, "111th")],
)
def test_ordinal(number: int, text: str) -> None:
    assert EN.ordinal(number) == text


@pytest.mark.parametrize(
    ("lecture", "text"),
    [
        (NamedLecture(every=2, since=2006, parity=Parity.ODD), "every two years since 2006 (in odd years)"),
        (NamedLecture(every=2, since=2005), "every two years since 2005"),
        (NamedLecture(every=1), "every year"),
        (NamedLecture(every=13, parity=Parity.EVEN), "every 13 years (in even years)"),
    ],
)
def test_rhythm(lecture: NamedLecture, text: str) -> None:
    assert EN.rhythm(lecture) == text
    assert EN.lecture_rhythm(lecture) == "E" + text[1:]


@pytest.mark.parametrize(
    ("eponym", "life"),
    [
        (Eponym(name="L", born=PartialDate(1814), died=PartialDate(1895)), "1814–1895"),
        (
            Eponym(name="L", born=PartialDate(1814, 1, 15), died=PartialDate(1895, 3, 20)),
            "15 January 1814 – 20 March 1895",
        ),
        (Eponym(name="L", born=PartialDate(1814)), "born 1814"),
        (Eponym(name="L", died=PartialDate(1895)), "died 1895"),
        (Eponym(name="L"), ""),
    ],
)
def test_life(eponym: Eponym, life: str) -> None:
    assert EN.life(eponym) == life


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (TBA, "Place to be announced"),
        (Place(name="University of Bern", venue=TBA, city="Bern"), "University of Bern, venue to be announced"),
        (Place(name="ETH", venue="HG", room=TBA, city="Zürich"), "ETH, HG, room to be announced, Zürich"),
        (Place(name="University of Bern", room="B7"), "University of Bern, B7"),
        (
            Place(name="Institut", address="rue X 1", city="Fribourg", country="Switzerland"),
            "Institut, rue X 1, Fribourg, Switzerland",
        ),
        (Place(name="Institut", city="Fribourg", country="Switzerland"), "Institut, Fribourg"),
        (Place(room="B7"), "B7"),
    ],
)
def test_place(place: Place | Tba, text: str) -> None:
    assert EN.place(place) == text


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_all_of(words: list[str], text: str) -> None:
    assert EN.all_of(words) == text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (Coordinates(latitude=46.9513, longitude=7.4386), "46.9513° N, 7.4386° E"),
        (Coordinates(latitude=-33.9, longitude=-70.5), "33.9° S, 70.5° W"),
    ],
)
def test_coordinates(at: Coordinates, text: str) -> None:
    assert EN.coordinates(at) == text


def test_every_value_of_an_enumeration_has_its_words() -> None:
    # A KeyError here is a word that was forgotten; confirmed is what needs no saying.
    assert [s for s in Status if not EN.status(s)] == [Status.CONFIRMED]
    for name, values in (
        ("attendance", Attendance),
        ("recording", RecordingPolicy),
        ("career_stage", CareerStage),
        ("kind", EventKind),
        ("kinds", EventKind),
    ):
        said = [getattr(EN, name)(value) for value in values]
        assert all(said), name
        assert len(set(said)) == len(values), name


# --- events --------------------------------------------------------------------------------------

SERIES = """\
---
title: Example Seminar
slot: {weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET}
clock: 12
online: Zoom
---
"""


@pytest.fixture
def one(read: Callable[..., Any]) -> Callable[..., Event]:
    """The event that these lines of front matter make."""

    def make(date: str, *lines: str) -> Event:
        site, report = read({"series/seminar.md": SERIES, "events/talk.md": event(date, *lines)})
        assert site is not None, report.diagnostics
        (found,) = site.events
        return found  # type: ignore[no-any-return]

    return make


@pytest.mark.parametrize(
    ("date", "lines", "when", "utc", "machine"),
    [
        (
            "2023-03-29",
            ["series: seminar"],
            "Wednesday 29 March 2023, 12 noon ET",
            "16:00 UTC",
            "2023-03-29T16:00:00Z",
        ),
        (
            "2023-03-08",
            ["series: seminar"],
            "Wednesday 8 March 2023, 12 noon ET",
            "17:00 UTC",
            "2023-03-08T17:00:00Z",
        ),
        (
            "2025-11-03",
            ["time: 17:15", "ends: 18:15"],
            "Monday 3 November 2025, 17:15 to 18:15 Zurich time",
            "16:15 UTC",
            "2025-11-03T16:15:00Z",
        ),
        (
            "2025-11-03",
            ["time: 20:00", "zone: America/Los_Angeles"],
            "Monday 3 November 2025, 20:00 Los Angeles time",
            "Tue 04:00 UTC",
            "2025-11-04T04:00:00Z",
        ),
        (
            "2025-11-03",
            ["time: 08:00", "zone: Pacific/Auckland"],
            "Monday 3 November 2025, 08:00 Auckland time",
            "Sun 19:00 UTC",
            "2025-11-02T19:00:00Z",
        ),
        (
            "2025-11-03",
            ["time: 23:00", "length: 2 h"],
            "Monday 3 November 2025, 23:00 to Tue 01:00 Zurich time",
            "22:00 UTC",
            "2025-11-03T22:00:00Z",
        ),
        ("2025-11-03", ["all-day: yes"], "Monday 3 November 2025", "", "2025-11-03"),
        (
            "2025-11-03",
            ["until: 2025-11-05"],
            "Monday 3 November 2025 to Wednesday 5 November 2025",
            "",
            "2025-11-03",
        ),
    ],
)
def test_when(one: Callable[..., Event], date: str, lines: list[str], when: str, utc: str, machine: str) -> None:
    found = one(date, *lines)
    assert (on_one_line(EN.when(found)), EN.utc(found), EN.machine(found)) == (when, utc, machine)


@pytest.mark.parametrize(
    ("language", "timed", "days"),
    [
        (
            "de",
            "Montag, 3. November 2025, 17:15 bis 18:15 Uhr Ortszeit Zürich",
            "Montag, 3. November 2025 bis Mittwoch, 5. November 2025",
        ),
        (
            "fr",
            "lundi 3 novembre 2025, 17:15 – 18:15 heure locale (Zurich)",
            "du lundi 3 novembre 2025 au mercredi 5 novembre 2025",
        ),
        (
            "it",
            "lunedì 3 novembre 2025, 17:15 – 18:15 ora di Zurigo",
            "da lunedì 3 novembre 2025 a mercoledì 5 novembre 2025",
        ),
        (
            "es",
            "lunes, 3 de noviembre de 2025, 17:15 – 18:15 hora de Zúrich",
            "del lunes, 3 de noviembre de 2025 al miércoles, 5 de noviembre de 2025",
        ),
    ],
)
def test_when_in_other_languages(one: Callable[..., Event], language: str, timed: str, days: str) -> None:
    words = Words(language)
    assert on_one_line(words.when(one("2025-11-03", "time: 17:15", "ends: 18:15"))) == timed
    assert on_one_line(words.when(one("2025-11-03", "until: 2025-11-05"))) == days


@pytest.mark.parametrize(
    ("language", "noun", "postponed", "marked"),
    [
        (
            "en-GB",
            "This lecture does not take place.",
            "This school does not take place on the day given; the new date is to be announced.",
            "CANCELLED: A",
        ),
        (
            "de",
            "Dieser Vortrag findet nicht statt.",
            "Diese Schule findet nicht am angegebenen Tag statt; der neue Termin wird noch bekanntgegeben.",
            "ABGESAGT: A",
        ),
        (
            "fr",
            "Cette conférence n’aura pas lieu.",
            "Cette école n’aura pas lieu le jour indiqué ; la nouvelle date sera annoncée.",
            "ANNULÉ : A",
        ),
        (
            "it",
            "Questa conferenza non avrà luogo.",
            "Questa scuola non avrà luogo nel giorno indicato; la nuova data è da definire.",
            "ANNULLATO: A",
        ),
        (
            "es",
            "Esta conferencia no tendrá lugar.",
            "Esta escuela no tendrá lugar el día indicado; la nueva fecha está por anunciar.",
            "CANCELADO: A",
        ),
    ],
)
def test_an_event_that_does_not_take_place(
    one: Callable[..., Event], language: str, noun: str, postponed: str, marked: str
) -> None:
    words = Words(language)
    cancelled = one("2025-11-05", "time: 10:00", "status: cancelled", "kind: lecture")
    assert words.status_sentence(cancelled) == noun
    school = one("2025-11-05", "time: 10:00", "status: postponed", "kind: school")
    assert on_one_line(words.status_sentence(school)) == postponed
    assert on_one_line(words.marked(cancelled, "A")) == marked
    assert words.marked(one("2025-11-05", "time: 10:00"), "A") == "A"


def test_what_calendars_say(one: Callable[..., Event]) -> None:
    lines = ("series: seminar", "status: rescheduled", "previously: {date: 2023-03-22, time: 12:00}")
    found = one("2023-03-29", *lines, "joint-with: [Emmy Noether, David Hilbert]", "title: tba")
    assert on_one_line(EN.moved_from(found.previously[0], found)) == "Moved from Wednesday 22 March 2023, 12 noon."
    assert EN.joint_work(found) == "Joint work with Emmy Noether and David Hilbert."
    assert EN.joint_work(one("2023-03-29", "series: seminar")) == ""
    assert EN.title_in_calendars(found) == "Example Seminar (to be announced)"
    assert EN.title_in_calendars(one("2023-03-29", "time: 10:00", "title: tba")) == "To be announced"
    assert Words("de").joint_work(found) == "Gemeinsame Arbeit mit Emmy Noether und David Hilbert."


@pytest.mark.parametrize(
    ("site", "entry", "language"),
    [
        ("en-GB", None, "en-GB"),
        ("en-GB", "fr", "fr"),
        ("en-GB", "en", "en-GB"),  # dates as the site has them
        ("de", "en", "en"),
        ("en-GB", "pt", "en-GB"),  # no catalogue: half a language would be worse
    ],
)
def test_the_words_of_an_entry(read: Callable[..., Any], site: str, entry: str | None, language: str) -> None:
    settings = read({"site.yaml": f"title: S\nurl: https://example.org/\nlanguage: {site}\n"})[0].settings
    assert Words.of(settings, entry and Language(entry)).language == language


@pytest.mark.parametrize(
    ("language", "one_other", "many", "count"),
    [
        ("de", "und eine weitere Person", "und 24 weitere", "1.234 Veranstaltungen"),
        ("fr", "et une autre personne", "et 24 autres personnes", "1 234 événements"),
        ("it", "e un’altra persona", "e altre 24 persone", "1.234 eventi"),
        ("es", "y otra persona", "y otras 24 personas", "1.234 eventos"),
    ],
)
def test_numbers_of_things(one: Callable[..., Event], language: str, one_other: str, many: str, count: str) -> None:
    words = Words(language)
    assert (words.others(1), words.others(24)) == (one_other, many)
    assert on_one_line(words.count((one("2025-11-05", "time: 10:00"),) * 1234)) == count


@pytest.mark.parametrize(
    ("date", "lines", "ends"),
    [
        ("2023-03-29", ["series: seminar"], "2023-03-29T17:00:00Z"),
        ("2025-11-03", ["until: 2025-11-05"], "2025-11-05"),
        ("2025-11-03", ["all-day: yes"], "2025-11-03"),
    ],
)
def test_machine_end(one: Callable[..., Event], date: str, lines: list[str], ends: str) -> None:
    assert EN.machine_end(one(date, *lines)) == ends


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (["series: seminar"], "Online on Zoom"),
        (["time: 10:00", "attendance: online"], "Online"),
        (["time: 10:00", "place: ETH"], "ETH"),
        (["time: 10:00", "place: tba"], "Place to be announced"),
        (["time: 10:00", "place: ETH", "online: Zoom"], "ETH; also online on Zoom"),
        (["time: 10:00", "attendance: hybrid", "online: Zoom"], "Online on Zoom"),
        (["time: 10:00"], ""),
    ],
)
def test_where(one: Callable[..., Event], lines: list[str], where: str) -> None:
    assert EN.where(one("2025-11-05", *lines)) == where


def test_where_in_brief_leaves_the_address_to_the_page(one: Callable[..., Event]) -> None:
    place = "place: {name: Institut, room: B7, address: rue X 1, city: Fribourg, country: Switzerland}"
    found = one("2025-11-05", "time: 10:00", place)
    assert EN.where(found) == "Institut, B7, rue X 1, Fribourg, Switzerland"
    assert EN.where_briefly(found) == "Institut, B7"
    assert EN.where_briefly(one("2025-11-05", "series: seminar")) == "Online on Zoom"


@pytest.mark.parametrize(("number", "text"), [(1, "and one other"), (24, "and 24 others")])
def test_others(number: int, text: str) -> None:
    assert EN.others(number) == text


@pytest.mark.parametrize(
    ("lines", "short"),
    [
        (["time: 10:00"], "Mon 3 Nov 2025"),
        (["until: 2025-11-05"], "Mon 3 Nov 2025 – Wed 5 Nov 2025"),
    ],
)
def test_short_days(one: Callable[..., Event], lines: list[str], short: str) -> None:
    assert on_one_line(EN.short_days(one("2025-11-03", *lines))) == short


@pytest.mark.parametrize(
    ("lines", "title", "speakers"),
    [
        (["title: On $x^2$", "speaker: Emmy Noether"], "On x²", "Emmy Noether"),
        (["title: tba", "speaker: tba"], "To be announced", "Speaker to be announced"),
        (["title: T"], "T", ""),
        (
            ["speakers: [{name: Emmy Noether, affiliation: Göttingen}, David Hilbert]"],
            "To be announced",
            "Emmy Noether (Göttingen) and David Hilbert",
        ),
    ],
)
def test_title_and_speakers(one: Callable[..., Event], lines: list[str], title: str, speakers: str) -> None:
    found = one("2025-11-05", "time: 10:00", *lines)
    assert (EN.title(found), EN.speakers(found)) == (title, speakers)


@pytest.mark.parametrize(
    ("lines", "to_come", "past"),
    [
        (["speaker: tba"], "Speaker to be announced", "Speaker not recorded"),
        (["title: T"], "Speaker to be announced", "Speaker not recorded"),
        (["speaker: Emmy Noether"], "", ""),
        (["kind: workshop"], "", ""),
    ],
)
def test_no_speaker(one: Callable[..., Event], lines: list[str], to_come: str, past: str) -> None:
    found = one("2025-11-05", "time: 10:00", *lines)
    assert (EN.no_speaker(found, past=False), EN.no_speaker(found, past=True)) == (to_come, past)


def test_the_old_hour_of_a_moved_event(one: Callable[..., Event]) -> None:
    lines = ("series: seminar", "status: rescheduled", "previously: [{date: 2023-03-22, time: 12:00}, 2023-03-15]")
    found = one("2023-03-29", *lines)
    former = [on_one_line(EN.former(was, found)) for was in found.previously]
    assert former == ["Wednesday 22 March 2023, 12 noon", "Wednesday 15 March 2023"]


@pytest.mark.parametrize(
    ("attendance", "online", "place", "how"),
    [
        (Attendance.ONLINE, Online(platform="Zoom"), None, "Online on Zoom"),
        (Attendance.IN_PERSON, None, Place(name="University of Bern"), "In person, University of Bern"),
        (None, None, None, ""),
    ],
)
def test_how_a_series_meets(
    attendance: Attendance | None, online: Online | None, place: Place | None, how: str
) -> None:
    title = Phrase("S", "S", "S")
    series = Series(id=Slug("s"), title=title, attendance=attendance, online=online, place=place)
    assert EN.how(series) == how
    assert EN.meets(series) == (f"Seminars are held {how[0].lower()}{how[1:]}." if how else "")


def test_a_title_to_be_announced_is_no_text_of_the_organisers(one: Callable[..., Event]) -> None:
    assert one("2025-11-05", "time: 10:00", "title: tba").title is TBA
    assert one("2025-11-05", "time: 10:00", "title: The tba problem").title != TBA


def test_speakers_are_named_with_the_affiliation_of_that_day(one: Callable[..., Event]) -> None:
    found = one("2025-11-05", "time: 10:00", "speaker: {name: Emmy Noether, affiliation: Bryn Mawr}")
    (appearance,) = found.people
    assert isinstance(appearance.speaker, Speaker)
    assert (appearance.affiliation_then, EN.speakers(found)) == ("Bryn Mawr", "Emmy Noether (Bryn Mawr)")


def test_what_is_downloaded() -> None:
    words = Words("en")
    assert words.download("files/a.pdf", 1_234_567) == "PDF, 1.2\u00a0MB"
    assert words.download("files/a.tar.gz", 999_400) == "GZ, 999\u00a0kB"
    assert words.download("files/read-me", 12_000) == "12\u00a0kB"
    assert Words("de").download("a.zip", 12_345_678) == "ZIP, 12,3\u00a0MB"
