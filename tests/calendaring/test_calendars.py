"""Calendars, read by three programs that know nothing of us: the same events at the same instants."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from helpers_site import JOIN, NOW, REPOSITORY, SEMINAR, SITE, STATES, demo, drawn, event, made
from seminarsite.build import build, draw
from seminarsite.calendaring import calendars
from seminarsite.calendaring.entries import entries
from seminarsite.calendaring.recording import Telling, Told
from seminarsite.diagnostics import Report
from seminarsite.model.event import Timed
from seminarsite.model.recalled import Recalled
from seminarsite.model.site import Site
from seminarsite.publishing.record import recorded
from seminarsite.reading.content import read_site

Times = dict[str, tuple[dt.date, dt.date]]
"""UID to start and end: instants in UTC, or the days of a whole-day event with the end exclusive."""


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("states")
    for name, text in STATES.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def feeds(states: Path) -> Mapping[str, bytes]:
    """Every calendar of the made-up site and of the demo."""
    ours = {f"states/{path}": content for path, content in made(states).items() if path.endswith(".ics")}
    demos = {f"demo/{path}": c for path, c in demo("2023-03-20T12:00:00+00:00").items() if path.endswith(".ics")}
    assert len(ours) > 40
    assert len(demos) > 10
    return {**ours, **demos}


def site_of(root: Path) -> Site:
    site = read_site(root / "content", dt.datetime(2025, 3, 1, tzinfo=dt.UTC), Report())
    assert site is not None
    return site


def in_utc(value: dt.date) -> dt.date:
    if not isinstance(value, dt.datetime):
        return value
    assert value.tzinfo is not None, "a floating time is another instant for each reader"
    return value.astimezone(dt.UTC)


def by_model(site: Site) -> Times:
    """Events as the content has them; their sessions by what `entries` makes of them."""
    host = "example.org"
    events: Times = {
        f"{e.id}@{host}": (in_utc(e.when.start), in_utc(e.when.end))
        if isinstance(e.when, Timed)
        else (e.when.start.date(), e.when.end.date())
        for e in site.events
    }
    parts = (entry for entry in entries(site) if entry.part)
    return events | {f"{e.event}.{e.part}@{host}": (in_utc(e.start), in_utc(e.end)) for e in parts}


def by_icalendar(content: bytes) -> Times:
    calendar = Calendar.from_ical(content.decode())
    return {str(e["UID"]): (in_utc(e["DTSTART"].dt), in_utc(e["DTEND"].dt)) for e in calendar.walk("VEVENT")}


def by_vobject(content: bytes) -> Times:
    calendar = vobject.readOne(content.decode())
    events = calendar.contents.get("vevent", [])
    return {e.uid.value: (in_utc(e.dtstart.value), in_utc(e.dtend.value)) for e in events}


def by_ical(content: bytes) -> Times:
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    return {e.uid: (in_utc(e.dtstart), in_utc(e.end)) for e in calendar.events}


READERS = pytest.mark.parametrize("reader", [by_icalendar, by_vobject, by_ical])


@READERS
def test_the_calendar_of_everything_has_every_event_at_its_instant(
    reader: Callable[[bytes], Times], states: Path, feeds: Mapping[str, bytes]
) -> None:
    assert reader(feeds["states/calendar.ics"]) == by_model(site_of(states))
    assert reader(feeds["demo/calendar.ics"]) == by_model(site_of(REPOSITORY))


def test_three_programs_agree_on_every_calendar(feeds: Mapping[str, bytes]) -> None:
    everything = {**by_icalendar(feeds["states/archive.ics"]), **by_icalendar(feeds["demo/archive.ics"])}
    found: Times = {}
    for path, content in feeds.items():
        one, two, three = by_icalendar(content), by_vobject(content), by_ical(content)
        assert one == two == three, path
        assert one.items() <= everything.items(), path
        if "/events/" in path:
            name = path.rpartition("/")[2].removesuffix(".ics")
            assert {uid.partition("@")[0].partition(".")[0] for uid in one} == {name}, path
            found |= one
    assert found == everything


def uids(content: bytes) -> set[str]:
    return {uid.removesuffix("@example.org") for uid in by_icalendar(content)}


def test_calendars_of_a_series_a_speaker_and_a_topic(feeds: Mapping[str, bytes]) -> None:
    assert uids(feeds["states/series/seminar.ics"]) == {
        "confirmed", "cancelled", "postponed", "rescheduled", "tentative",
    }  # fmt: skip
    # Somebody who speaks in one session is told of the whole workshop, and of no other session.
    assert uids(feeds["states/speakers/emmy-noether.ics"]) == {"confirmed", "workshop", "workshop.morning"}
    topic = uids(feeds["demo/topics/neural-networks.ics"])
    assert topic
    assert topic < uids(feeds["demo/archive.ics"])


@READERS
@pytest.mark.parametrize(("day", "vienna"), [("2023-03-15", 17), ("2023-03-29", 18), ("2023-11-01", 17)])
def test_noon_in_new_york(
    reader: Callable[[bytes], Times], read_demo_with: Callable[[str], bytes], day: str, vienna: int
) -> None:
    ((start, _),) = reader(read_demo_with(day)).values()
    assert isinstance(start, dt.datetime)
    assert start.astimezone(ZoneInfo("Europe/Vienna")).hour == vienna
    assert start.astimezone(ZoneInfo("America/New_York")).hour == 12


@pytest.fixture
def read_demo_with(write_site: Callable[..., Path]) -> Callable[[str], bytes]:
    """The calendar of a talk of the demo's seminar on another day."""
    series = (REPOSITORY / "content/series/mathematics-of-machine-learning.md").read_text(encoding="utf-8")
    series = re.sub(r"\]\(/[^)]*\)", "]", series)

    def calendar(day: str) -> bytes:
        talk = event(day, "series: seminar", "title: T", "speaker: Emmy Noether")
        return made(write_site({"series/seminar.md": series, "events/talk.md": talk}))["events/talk.ics"]

    return calendar


# --- form (RFC 5545) -----------------------------------------------------------------------------


def test_lines_end_in_crlf_and_have_75_octets_at_most(feeds: Mapping[str, bytes]) -> None:
    longest = 0
    for path, content in feeds.items():
        assert content.endswith(b"\r\n"), path
        assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n"), path
        assert not content.startswith(b"\xef\xbb\xbf"), path
        for line in content.split(b"\r\n"):
            longest = max(longest, len(line))
            assert len(line) <= 75, line
            line.decode("utf-8")  # raises where a fold splits a character
    assert longest > 70, "nothing was ever folded: the test has lost its object"


def test_no_control_character_and_no_markup(feeds: Mapping[str, bytes]) -> None:
    for path, content in feeds.items():
        text = content.decode("utf-8").replace("\r\n", "")
        assert re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text) is None, path
        assert re.search(r"</?[a-z]", text) is None, path


def test_every_tzid_has_its_vtimezone_and_no_other_is_there(feeds: Mapping[str, bytes]) -> None:
    seen = set()
    for path, content in feeds.items():
        calendar = Calendar.from_ical(content.decode())
        defined = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
        used = {
            str(e[key].params["TZID"])
            for e in calendar.walk("VEVENT")
            for key in ("DTSTART", "DTEND")
            if "TZID" in e[key].params
        }
        seen |= used
        assert len(defined) == len(set(defined)), path
        if calendar.walk("VEVENT"):
            assert set(defined) == used, path
        for zone in calendar.walk("VTIMEZONE"):
            assert not any("RDATE" in part for part in zone.subcomponents), path
    assert {"Europe/Zurich", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"} <= seen
    assert "America/Nuuk" not in seen


def test_a_calendar_holds_something_and_says_who_it_is(feeds: Mapping[str, bytes]) -> None:
    for path, content in feeds.items():
        calendar = Calendar.from_ical(content.decode())
        assert calendar.subcomponents, path
        assert str(calendar["VERSION"]) == "2.0", path
        assert str(calendar["SOURCE"]).endswith(path.partition("/")[2]), path
        assert calendar["SOURCE"].params["VALUE"] == "URI", path
        assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION", path
        assert b"METHOD:" not in content, path
        assert b"BEGIN:VALARM" not in content, path


@pytest.mark.parametrize("zone", ["Europe/Zurich", "UTC", "America/Santiago"])
def test_a_calendar_that_waits_for_its_first_event_is_valid_too(write_site: Callable[..., Path], zone: str) -> None:
    files = made(write_site({"site.yaml": SITE.replace("Europe/Zurich", zone)}))
    assert Calendar.from_ical(files["calendar.ics"].decode()).subcomponents  # RFC 5545 3.6: one at least
    for reader in (by_icalendar, by_vobject, by_ical):
        assert reader(files["calendar.ics"]) == {}


def test_an_event_is_complete(feeds: Mapping[str, bytes]) -> None:
    for path, content in feeds.items():
        for entry in Calendar.from_ical(content.decode()).walk("VEVENT"):
            for key in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "STATUS", "TRANSP", "SEQUENCE"):
                assert key in entry, (path, key)


def one(feeds: Mapping[str, bytes], name: str) -> Any:
    entries = Calendar.from_ical(feeds[f"states/events/{name}.ics"].decode()).walk("VEVENT")
    return next(entry for entry in entries if entry["UID"] == f"{name}@example.org")


@pytest.mark.parametrize(
    ("name", "status", "transparency", "summary", "sequence"),
    [
        ("confirmed", "CONFIRMED", "OPAQUE", "Emmy Noether: Confirmed", 0),
        ("cancelled", "CANCELLED", "TRANSPARENT", "CANCELLED: Example Seminar (to be announced)", 1),
        ("postponed", "TENTATIVE", "TRANSPARENT", "POSTPONED: Postponed", 1),
        ("rescheduled", "CONFIRMED", "OPAQUE", "Moved", 1),
        ("tentative", "TENTATIVE", "OPAQUE", "Perhaps", 0),
        ("whole-day", "CONFIRMED", "TRANSPARENT", "A day", 0),
    ],
)
def test_states(
    feeds: Mapping[str, bytes], name: str, status: str, transparency: str, summary: str, sequence: int
) -> None:
    entry = one(feeds, name)
    found = (str(entry["STATUS"]), str(entry["TRANSP"]), str(entry["SUMMARY"]), int(entry["SEQUENCE"]))
    assert found == (status, transparency, summary, sequence)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("whole-day", dt.date(2025, 5, 1), dt.date(2025, 5, 2)),
        ("whole-days", dt.date(2025, 5, 5), dt.date(2025, 5, 8)),
        ("workshop", dt.date(2025, 6, 2), dt.date(2025, 6, 4)),
    ],
)
def test_whole_days_end_on_the_day_after(feeds: Mapping[str, bytes], name: str, start: dt.date, end: dt.date) -> None:
    entry = one(feeds, name)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (start, end)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("second-hour", "2025-10-26T01:30+00:00", "2025-10-26T01:45+00:00"),
        ("into-the-second-hour", "2025-10-26T00:30+00:00", "2025-10-26T01:30+00:00"),
        ("night", "2025-10-25T21:00+00:00", "2025-10-26T01:00+00:00"),
    ],
)
def test_where_an_hour_comes_twice(feeds: Mapping[str, bytes], name: str, start: str, end: str) -> None:
    for reader in (by_icalendar, by_vobject, by_ical):
        ((found, until),) = reader(feeds[f"states/events/{name}.ics"]).values()
        assert (found, until) == (dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end))


def test_place_coordinates_and_text(feeds: Mapping[str, bytes]) -> None:
    entry = one(feeds, "long")
    assert str(entry["LOCATION"]) == "Hall, A; B"
    assert entry["GEO"].to_ical() == "46.95;7.44"
    assert str(entry["URL"]) == "https://example.org/sub/path/events/long/"
    description = str(entry["DESCRIPTION"])
    assert "First paragraph.\n\nSecond, with a link and x²." in description
    assert description.endswith("https://example.org/sub/path/events/long/")


def test_the_old_hour_stands_in_the_description(feeds: Mapping[str, bytes]) -> None:
    assert "Moved from Wednesday 5 March 2025" in str(one(feeds, "rescheduled")["DESCRIPTION"])


def test_the_join_link_is_in_no_calendar(feeds: Mapping[str, bytes]) -> None:
    for path, content in feeds.items():
        text = content.replace(b"\r\n ", b"")
        assert JOIN.encode() not in text, path
        assert b"NOBODY-MAY-SEE-THIS" not in text, path


def test_a_public_link_is_where_calendar_programs_look_for_it(write_site: Callable[..., Path]) -> None:
    link = "https://z.example/j/1?a=b,c;d"
    online = f"online: {{platform: 'Zoom; \"X\"', join: {{link: '{link}', visible: public}}}}"
    talk = ("time: 12:00", "speaker: Emmy Noether", online)
    files = made(
        write_site(
            {
                "site.yaml": SITE,
                "events/online.md": event("2025-03-12", *talk, "status: tentative"),
                "events/hybrid.md": event("2025-03-12", *talk, "place: {name: Bern, room: A1}"),
                "events/cancelled.md": event("2025-03-12", *talk, "status: cancelled"),
            }
        )
    )
    entries = {
        name: Calendar.from_ical(files[f"events/{name}.ics"].decode()).events[0]
        for name in ("online", "hybrid", "cancelled")
    }
    for name in ("online", "hybrid"):
        assert str(entries[name]["DESCRIPTION"]).splitlines()[0].endswith(link)
        conference = entries[name]["CONFERENCE"]
        assert str(conference) == link
        assert conference.params["VALUE"] == "URI"
        assert sorted(conference.params["FEATURE"]) == ["AUDIO", "VIDEO"]
    assert str(entries["online"]["LOCATION"]) == link
    assert str(entries["hybrid"]["LOCATION"]).startswith("Bern, A1")
    assert "CONFERENCE" not in entries["cancelled"]
    assert link not in str(entries["cancelled"]["DESCRIPTION"])
    unfolded = files["events/online.ics"].replace(b"\r\n ", b"").decode()
    assert "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=\"Zoom; ^'X^'\":https://z.example" in unfolded


def test_who_is_asked_and_what_is_shown(write_site: Callable[..., Path]) -> None:
    """ORGANIZER and IMAGE, with what is awkward in a name; three programs read it."""
    series = SEMINAR.replace("clock: 12", "clock: 12\ncontact: {name: 'A: \"B\", C; ^n', email: a.b@example.org}")
    picture = "picture: {file: pictures/a b.gif, alt: A blackboard}"
    files = made(
        write_site(
            {
                "site.yaml": SITE,
                "series/seminar.md": series,
                "events/talk.md": event("2025-03-12", "series: seminar", "title: T", picture),
                "pictures/a b.gif": b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
            }
        )
    )
    content = files["events/talk.ics"]
    assert by_icalendar(content) == by_vobject(content) == by_ical(content) != {}
    (entry,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert str(entry["ORGANIZER"]) == "mailto:a.b@example.org"
    assert entry["ORGANIZER"].params["CN"] == 'A: "B", C; ^n'
    assert str(entry["IMAGE"]) == "https://example.org/sub/path/pictures/a%20b.gif"
    assert "pictures/a b.gif" in files


def test_what_is_shown_of_a_calendar_as_a_whole(write_site: Callable[..., Path]) -> None:
    files = made(
        write_site(
            {
                "site.yaml": SITE + "description: 'Talks, and more'\n",
                "series/seminar.md": SEMINAR.replace("title: Ex", "short: Seminar\ntitle: Ex"),
                "speakers/noether.yaml": "name: Emmy Noether\naffiliation: Göttingen\n",
                "events/talk.md": event("2025-03-12", "series: seminar", "title: T", "speaker: noether", "topics: [x]"),
            }
        )
    )

    def shown(path: str) -> tuple[str, str]:
        calendar = Calendar.from_ical(files[path].decode())
        lines = files[path].replace(b"\r\n ", b"").split(b"\r\n")
        for ours, theirs in ((b"NAME:", b"X-WR-CALNAME:"), (b"DESCRIPTION:", b"X-WR-CALDESC:")):
            values = [one.removeprefix(ours) for one in lines[:20] if one.startswith(ours)]
            assert [one.removeprefix(theirs) for one in lines if one.startswith(theirs)] == values[:1]
        return str(calendar["NAME"]), str(calendar.get("DESCRIPTION", ""))

    assert shown("calendar.ics") == ("Example Seminar", "Talks, and more")
    assert shown("archive.ics") == ("Example Seminar: archive", "Talks, and more")
    assert shown("series/seminar.ics") == ("Seminar", "Example Seminar")
    assert shown("speakers/noether.ics") == ("Emmy Noether", "Göttingen")
    assert shown("topics/x.ics") == ("x", "")
    assert shown("events/talk.ics") == ("T", "")
    assert str(Calendar.from_ical(files["series/seminar.ics"].decode())["COLOR"]) in calendars.COLOURS


# --- any text ------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), min_size=1, max_size=200)
PLAIN = sorted(
    "CATEGORIES DESCRIPTION DTEND DTSTAMP DTSTART LAST-MODIFIED LOCATION ORGANIZER SEQUENCE STATUS SUMMARY TRANSP UID "
    "URL".split()
)


@pytest.fixture(scope="module")
def told(states: Path) -> Told:
    return next(told for told in Telling(site_of(states)).everything if told.entry.event == "confirmed")


@given(summary=TEXT, description=TEXT, place=TEXT, name=TEXT.filter(lambda text: "\\" not in text))
@example(summary='a\\, b; c:\n"d"', description="END:VEVENT\nBEGIN:VEVENT", place="x\r\nATTENDEE:mailto:x", name='"')
@example(summary="BEGIN:VALARM", description="𝔄" * 100, place="$\\N$ \\n", name="CN=x:mailto:y")
@example(summary="BEGIN:VALARM\u2028ATTENDEE:mailto:x\x85DTSTART:1", description="\u2029", place=";", name="^n")
def test_any_text_survives_and_injects_nothing(
    told: Told, summary: str, description: str, place: str, name: str
) -> None:
    """No content file can hold every one of these texts; a value can, and nothing may break."""
    entry = told.entry._replace(
        summary=summary,
        description=description,
        location=place,
        categories=(summary, place),
        organiser=(name, "a@example.org"),
    )
    content = calendars.vevent(dataclasses.replace(told, entry=entry), "")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    read = Calendar.from_ical((b"BEGIN:VCALENDAR\r\n" + content + b"END:VCALENDAR\r\n").decode())
    (found,) = read.subcomponents
    assert sorted(found.keys()) == PLAIN
    assert not found.subcomponents

    def kept(text: str) -> str:
        return text.replace("\r\n", "\n")

    assert str(found["SUMMARY"]) == kept(summary)
    assert str(found["DESCRIPTION"]) == kept(description)
    assert str(found["LOCATION"]) == kept(place)
    assert [str(category) for category in found["CATEGORIES"].cats] == [kept(summary), kept(place)]
    assert found["ORGANIZER"].params["CN"] == name
    other = vobject.readOne((b"BEGIN:VCALENDAR\r\n" + content + b"END:VCALENDAR\r\n").decode())
    assert other.vevent.summary.value == kept(summary)
    assert other.vevent.description.value == kept(description)


# --- which entries a list holds ------------------------------------------------------------------


def lists(root: Path, now: dt.datetime) -> Mapping[str, bytes]:
    """The calendars that hold many events."""
    blueprint = drawn(root, now)
    wanted = ("calendar.ics", "archive.ics", "topics/x.ics")
    return {path: blueprint.make(blueprint.planned[path]) for path in wanted}


def many(number: int, *, days: int, body: str = "") -> Mapping[str, str]:
    """Talks, one after so many days, the last of them in 2026."""
    last = dt.date(2026, 6, 30)
    return {
        f"events/talk-{n}.md": event(
            (last - dt.timedelta(days=days * n)).isoformat(), "time: 12:00", f"title: T{n}", "topics: [x]", body=body
        )
        for n in range(number)
    }


def test_a_calendar_to_subscribe_to_holds_what_is_to_come_and_the_latest_of_the_past(
    write_site: Callable[..., Path],
) -> None:
    root = write_site({"site.yaml": SITE, **many(300, days=7)})
    files = lists(root, dt.datetime(2026, 5, 2, tzinfo=dt.UTC))
    coming = {f"talk-{n}" for n in range(9)}
    assert uids(files["calendar.ics"]) == coming | {f"talk-{n}" for n in range(9, 9 + calendars.RECENT)}
    assert uids(files["topics/x.ics"]) == uids(files["calendar.ics"])
    assert len(uids(files["archive.ics"])) == 300


def test_a_calendar_to_subscribe_to_stays_below_one_megabyte(write_site: Callable[..., Path]) -> None:
    root = write_site({"site.yaml": SITE, **many(160, days=1, body="long words " * 1200)})
    before, after = (lists(root, dt.datetime(year, 1, 1, tzinfo=dt.UTC)) for year in (2025, 2027))
    for files in (before, after):
        assert 800_000 < len(files["calendar.ics"]) < 1_000_000
        assert len(files["archive.ics"]) > 2_000_000
    # Of the past the latest, of the future the next.
    kept = len(uids(after["calendar.ics"]))
    assert uids(after["calendar.ics"]) == {f"talk-{n}" for n in range(kept)}
    assert uids(before["calendar.ics"]) == {
        f"talk-{n}" for n in range(159, 159 - len(uids(before["calendar.ics"])), -1)
    }


# --- the same bytes ------------------------------------------------------------------------------


def test_entries_do_not_depend_on_the_moment(states: Path) -> None:
    """The moment decides which entries a list holds, and of nothing else: those of single events never change."""

    def feeds_at(year: int) -> dict[str, bytes]:
        files = made(states, dt.datetime(year, 1, 1, tzinfo=dt.UTC))
        return {path: content for path, content in files.items() if path.endswith(".ics")}

    early, late = feeds_at(2020), feeds_at(2030)
    assert early.keys() == late.keys()
    changed = {path for path in early if early[path] != late[path]}
    # Long after its day, what did not take place is no longer told.
    assert changed == {"calendar.ics", "archive.ics", "series/seminar.ics"}
    for path in changed:
        assert uids(early[path]) - uids(late[path]) == {"cancelled"}, path
        both = {one for one in late[path].split(b"BEGIN:VEVENT\r\n") if b"UID:" in one}
        assert both < set(early[path].split(b"BEGIN:VEVENT\r\n")), path


SCRIPT = """
import datetime, hashlib, sys
from pathlib import Path
from seminarsite.build import build, draw
from seminarsite.diagnostics import Report
blueprint = draw(Path(sys.argv[1]), datetime.datetime(2025, 3, 1, tzinfo=datetime.UTC), Report())
for path, output in sorted(blueprint.planned.items()):
    sys.stdout.write(path + " " + hashlib.sha256(blueprint.make(output)).hexdigest() + "\\n")
"""


def test_all_outputs_are_the_same_whatever_the_environment(states: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and working folder are no part of the input."""

    def digests(**environment: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", SCRIPT, states],
            env={"PYTHONPATH": str(REPOSITORY / "src"), "PATH": "/usr/bin:/bin", **environment},
            cwd=tmp_path,
            capture_output=True,
            check=True,
            text=True,
        ).stdout

    one = digests(PYTHONHASHSEED="1", TZ="Asia/Kolkata", LC_ALL="C")
    assert one == digests(PYTHONHASHSEED="2", TZ="America/St_Johns", LC_ALL="C.UTF-8", LANG="de_CH.UTF-8")
    assert one.count("\n") > 100


def test_planning_reads_no_calendar_package(states: Path) -> None:
    """Plan before you render: icalendar is a quarter of all import time."""
    blueprint = draw(states, dt.datetime(2025, 3, 1, tzinfo=dt.UTC), Report())
    assert blueprint is not None
    assert not any(isinstance(a, bytes) for o in blueprint.planned.values() for a in getattr(o, "arguments", ()))


def test_lines_are_those_of_an_earlier_build_as_long_as_the_same_is_told(write_site: Callable[..., Path]) -> None:
    """What is noted is used, changes no byte, and gives way to what the ledger knows."""
    sessions = "programme:\n- {time: 12:00, title: Coffee}\n- {time: 12:30, title: Lunch}"
    days = {"one": "2025-04-02", "two": "2025-04-03"}
    files = {f"events/{name}.md": event(day, "time: 12:00", f"title: {name}", sessions) for name, day in days.items()}
    root = write_site({"site.yaml": SITE + "cards: no\n", **files})
    assert build(root, root / "build", NOW, Report())
    blueprint = draw(root, NOW, Report())
    assert blueprint
    site = blueprint.site
    noted = [site.recalled.of(site.fingerprints.of_entry(event)) for event in site.events]
    assert all({"entry", "lines ", "lines coffee", "lines lunch"} <= notes.keys() for notes in noted)
    since, _ = recorded(site, NOW)
    before, after = (calendars.Shelf(one, Telling(one)).archive("archive.ics", WHOLE) for one in (site, since))
    for one, content in ((site, before), (since, after)):
        anew = dataclasses.replace(one, recalled=Recalled())
        assert content == calendars.Shelf(anew, Telling(anew)).archive("archive.ics", WHOLE)
    assert before != after


WHOLE = calendars.Label("All")
