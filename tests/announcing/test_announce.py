"""What there is to tell, when, and what cannot be told."""

import datetime as dt

import pytest

from helpers_announce import FILES, LINK, NOW
from seminarsite.announcing.announce import announcements, told_of
from seminarsite.diagnostics import Report
from seminarsite.sentences.mailwords import About


@pytest.fixture
def told(read):
    """`told(what, now=…, …)` gives the announcements, and the codes and places of what is wrong."""

    def of(what, now=NOW, files=FILES, series=None, **how):
        site, problems = read(files, now)
        assert site is not None, problems.diagnostics
        report = Report()
        chosen = next((s for s in site.series if s.id == series), None)
        found = announcements(site, what, report, series=chosen, **how)
        return found, [f"{str(d.span).removeprefix('content/events/')} {d.code}" for d in report.diagnostics]

    return of


@pytest.mark.parametrize(
    ("what", "now", "about"),
    [
        ("coming", "2025-03-11T12:00Z", "reminder"),
        ("coming", "2025-03-12T03:59Z", "reminder"),  # it is not yet Wednesday in New York
        ("coming", "2025-03-12T04:00Z", "today"),
        ("coming", "2025-03-12T16:30Z", "today"),  # it has begun
        ("moved", "2025-03-11T12:00Z", "moved"),
        ("moved", "2025-03-19T12:00Z", "today"),
        ("cancelled", "2025-03-11T12:00Z", "cancelled"),
        ("cancelled", "2025-03-14T12:00Z", "cancelled"),
        ("postponed", "2025-03-11T12:00Z", "postponed"),
        ("past", "2025-03-11T12:00Z", "recording"),
        ("school", "2025-03-18T12:00Z", "today"),
    ],
)
def test_state_and_day_say_what_there_is_to_tell(told, what, now, about):
    [found], wrong = told(what, dt.datetime.fromisoformat(now))
    assert (found.about, found.name, wrong) == (about, f"{what}-{about}", [])


@pytest.mark.parametrize(
    ("what", "now", "names"),
    [
        ("next", "2025-03-11T12:00Z", ["coming-reminder"]),
        ("next", "2025-03-12T17:00Z", ["school-reminder"]),  # the cancelled one before it is not the next
        ("next", "2026-01-01T00:00Z", []),
        ("today", "2025-03-11T12:00Z", []),
        ("today", "2025-03-14T12:00Z", ["cancelled-cancelled"]),  # somebody might come
        ("today", "2025-03-19T12:00Z", ["school-today", "moved-today"]),
        ("today", "2025-03-12T17:30Z", []),  # it is over
        ("week", "2025-03-11T12:00Z", ["week-2025-03-11"]),
        ("week", "2025-06-01T12:00Z", []),
        ("season", "2025-03-11T12:00Z", ["season-2024-25"]),
        ("season", "2025-08-01T12:00Z", ["season-2025-26"]),  # nothing comes any more in that of the day
        ("season", "2026-01-01T00:00Z", []),
    ],
)
def test_several(told, what, now, names):
    found, wrong = told(what, dt.datetime.fromisoformat(now))
    assert ([one.name for one in found], wrong) == (names, [])


def test_a_week_has_each_weekday_once_and_begins_today(told):
    [week], _ = told("week")
    assert [event.id for event in week.events] == ["coming", "cancelled", "school"]
    [week], _ = told("week", dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC))
    assert [event.id for event in week.events] == ["coming", "cancelled", "school"]
    [week], _ = told("week", dt.datetime(2025, 3, 12, 18, tzinfo=dt.UTC))  # after the talk of that day
    assert [event.id for event in week.events] == ["cancelled", "school"]


def test_one_series_only(told):
    [week], _ = told("week", series="s")
    assert [event.id for event in week.events] == ["coming", "cancelled"]
    assert (week.name, week.page) == ("week-2025-03-11-s", "https://example.org/sub/series/s/")
    assert told("next", dt.datetime(2025, 3, 12, 18, tzinfo=dt.UTC), series="s")[0][0].name == "moved-moved"


@pytest.mark.parametrize(
    ("what", "about", "wrong"),
    [
        ("coming", "cancelled", "coming.md:1:1 announce"),
        ("coming", "moved", "coming.md:1:1 announce"),
        ("coming", "today", "coming.md:2:1 announce"),
        ("coming", "recording", "coming.md:1:1 announce"),
        ("cancelled", "reminder", "cancelled.md:4:1 announce"),
        ("cancelled", "postponed", "cancelled.md:4:1 announce"),
        ("past", "reminder", "past.md:2:1 announce"),
        ("forgotten", None, "forgotten.md:1:1 announce"),  # over, and without a recording
    ],
)
def test_what_page_and_calendar_do_not_say_cannot_be_announced(told, what, about, wrong):
    assert told(what, about=About(about) if about else None) == ((), [wrong])


def test_a_moved_event_can_be_reminded_of(told):
    [found], wrong = told("moved", about=About.REMINDER)
    assert (found.name, wrong) == ("moved-reminder", [])


def test_what_is_not_public_is_in_no_list(told):
    for what in ("season", "week", "next", "today"):
        for day in range(1, 60, 3):
            found, _ = told(what, NOW + dt.timedelta(days=day))
            assert not {"draft", "embargoed"} & {event.id for one in found for event in one.events if day < 20}
            assert "draft" not in {event.id for one in found for event in one.events}


def test_hours_elsewhere_without_that_of_the_event_itself(told):
    [found], _ = told("coming")
    hours = found.notices[0].hours
    assert [(h.zone, f"{h.moment:%H:%M}", h.differs_by / dt.timedelta(hours=1)) for h in hours] == [
        ("Europe/Zurich", "17:00", -1),
        ("Europe/London", "16:00", -1),
        ("America/Los_Angeles", "09:00", 0),
        ("Asia/Shanghai", "00:00", -1),
    ]
    assert [told(what)[0][0].notices[0].hours for what in ("cancelled", "postponed", "past")] == [()] * 3


RULES = {
    "mailing-list": (None, LINK),
    "public": (LINK, LINK),
    "window": (None, LINK),
    "registration, registration: 'https://example.org/r'": (None, None),
    "locked, passcode: four words of mine": (None, None),
}


@pytest.mark.parametrize(("rule", "links"), RULES.items(), ids=[rule.split(",")[0] for rule in RULES])
@pytest.mark.parametrize("now", ["2025-03-11T12:00Z", "2025-03-12T15:45Z"], ids=["days before", "in the window"])
def test_a_link_is_told_only_where_it_is_always_public_unless_one_asks_for_it(told, rule, links, now):
    series = FILES["series/s.md"].replace(f"join: {LINK}", f"join: {{link: '{LINK}', visible: {rule}}}")
    moment = dt.datetime.fromisoformat(now)
    [found], wrong = told("coming", moment, {**FILES, "series/s.md": series})
    assert (found.notices[0].link, wrong) == (links[0], [])
    found, wrong = told("coming", moment, {**FILES, "series/s.md": series}, with_link=True)
    assert [one.notices[0].link for one in found] == ([links[1]] if links[1] else [])
    assert wrong == ([] if links[1] else ["content/series/s.md:18:1 announce"])


def test_no_link_for_what_does_not_take_place(told):
    for what in ("cancelled", "postponed", "past"):
        [found], wrong = told(what, with_link=True)
        assert (found.notices[0].link, wrong) == (None, [])


def test_the_calendars_that_go_with_it(told):
    assert told("coming")[0][0].calendars == ("events/coming.ics",)
    assert told("cancelled")[0][0].calendars == ("events/cancelled.ics",)
    assert told("past")[0][0].calendars == ()
    assert told("week")[0][0].calendars == ("events/coming.ics", "events/cancelled.ics", "events/school.ics")
    assert told("season")[0][0].calendars == ()


def test_each_event_has_something_to_tell_at_every_moment(read):
    site, _ = read(FILES, NOW)
    for event in site.events:
        for day in range(-60, 300, 5):
            assert told_of(event, NOW + dt.timedelta(days=day)) in About
