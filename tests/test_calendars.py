"""Calendars, read by two programs that know nothing of us: the same events at the same instants."""

from __future__ import annotations

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
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from helpers_site import JOIN, REPOSITORY, SITE, STATES, demo, event, made
from seminarsite import calendars
from seminarsite.build import draw
from seminarsite.content import read_site
from seminarsite.diagnostics import Report
from seminarsite.model.event import Timed
from seminarsite.model.site import Site

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
    host = "example.org"
    return {
        f"{e.id}@{host}": (in_utc(e.when.start), in_utc(e.when.end))
        if isinstance(e.when, Timed)
        else (e.when.start.date(), e.when.end.date())
        for e in site.events
    }


def by_icalendar(content: bytes) -> Times:
    calendar = Calendar.from_ical(content.decode())
    return {str(e["UID"]): (in_utc(e["DTSTART"].dt), in_utc(e["DTEND"].dt)) for e in calendar.walk("VEVENT")}


def by_vobject(content: bytes) -> Times:
    calendar = vobject.readOne(content.decode())
    events = calendar.contents.get("vevent", [])
    return {e.uid.value: (in_utc(e.dtstart.value), in_utc(e.dtend.value)) for e in events}


READERS = pytest.mark.parametrize("reader", [by_icalendar, by_vobject])


@READERS
def test_the_calendar_of_everything_has_every_event_at_its_instant(
    reader: Callable[[bytes], Times], states: Path, feeds: Mapping[str, bytes]
) -> None:
    assert reader(feeds["states/calendar.ics"]) == by_model(site_of(states))
    assert reader(feeds["demo/calendar.ics"]) == by_model(site_of(REPOSITORY))


@READERS
def test_the_calendars_of_series_and_events_say_the_same(
    reader: Callable[[bytes], Times], feeds: Mapping[str, bytes]
) -> None:
    everything = {**reader(feeds["states/calendar.ics"]), **reader(feeds["demo/calendar.ics"])}
    found: Times = {}
    for path, content in feeds.items():
        if "/events/" in path:
            read = reader(content)
            assert len(read) == 1, path
            found |= read
        elif "/series/" in path:
            assert reader(content).items() <= everything.items(), path
    assert found == everything
    assert set(reader(feeds["states/series/seminar.ics"])) == {
        f"{name}@example.org" for name in ("confirmed", "cancelled", "postponed", "rescheduled", "tentative")
    }


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
    assert by_icalendar(files["calendar.ics"]) == by_vobject(files["calendar.ics"]) == {}


def test_an_event_is_complete(feeds: Mapping[str, bytes]) -> None:
    for path, content in feeds.items():
        for entry in Calendar.from_ical(content.decode()).walk("VEVENT"):
            for key in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "STATUS", "TRANSP", "SEQUENCE"):
                assert key in entry, (path, key)


def one(feeds: Mapping[str, bytes], name: str) -> Any:
    (entry,) = Calendar.from_ical(feeds[f"states/events/{name}.ics"].decode()).walk("VEVENT")
    return entry


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
    for reader in (by_icalendar, by_vobject):
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
    assert "CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=\"Zoom; ^'X^'\";VALUE=URI:https://z.example" in unfolded


# --- any text ------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), min_size=1, max_size=200)
PLAIN = sorted(
    Calendar.from_ical(
        b"BEGIN:VCALENDAR\r\nPRODID:x\r\nVERSION:2.0\r\nNAME:x\r\nX-WR-CALNAME:x\r\nX-WR-TIMEZONE:x\r\n"
        b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\nSOURCE:x\r\nURL:x\r\nEND:VCALENDAR\r\n".decode()
    ).keys()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(title=TEXT, affiliation=TEXT)
@example(title='a\\, b; c:\\n"d"', affiliation="END:VEVENT\\nBEGIN:VEVENT")
@example(title="BEGIN:VALARM", affiliation="𝔄" * 100)
@example(title="BEGIN:VALARM\u2028ATTENDEE:mailto:x\x85DTSTART:1", affiliation="\u2029")
def test_any_text_survives_and_injects_nothing(read: Callable[..., Any], title: str, affiliation: str) -> None:
    """No content file can hold every one of these texts; a value of the model can, and nothing may break."""
    site, _ = read({"events/talk.md": event("2025-03-12", "time: 12:00", "title: T", "speaker: Emmy Noether")})
    settled = site.settings
    talk = site.events[0]
    import dataclasses

    (appearance,) = talk.people
    talk = dataclasses.replace(
        talk,
        title=dataclasses.replace(talk.title, text=title),
        speakers=(dataclasses.replace(appearance, affiliation=affiliation),),
        topics=(title, affiliation),
    )
    changed = dataclasses.replace(site, events=(talk,), settings=settled)
    (file,) = calendars.events(changed)
    content = file.make(*file.arguments)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content.decode())
    (entry,) = calendar.walk("VEVENT")
    assert sorted(calendar.keys()) == PLAIN
    assert sorted(entry.keys()) == sorted(
        "CATEGORIES DESCRIPTION DTEND DTSTAMP DTSTART LAST-MODIFIED SEQUENCE STATUS SUMMARY TRANSP UID URL".split()
    )
    assert not entry.subcomponents
    assert str(entry["SUMMARY"]) == f"Emmy Noether: {title}"
    assert f"Emmy Noether ({affiliation})" in str(entry["DESCRIPTION"])
    assert [str(c) for c in entry["CATEGORIES"].cats] == list(dict.fromkeys((title, affiliation)))


# --- the same bytes ------------------------------------------------------------------------------


def test_calendars_do_not_depend_on_the_moment(states: Path) -> None:
    def feeds_at(year: int) -> dict[str, bytes]:
        files = made(states, dt.datetime(year, 1, 1, tzinfo=dt.UTC))
        return {path: content for path, content in files.items() if path.endswith(".ics")}

    assert feeds_at(2020) == feeds_at(2030)


SCRIPT = """
import datetime, hashlib, sys
from pathlib import Path
from seminarsite.build import draw
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
