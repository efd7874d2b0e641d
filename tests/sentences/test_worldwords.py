"""What pages and announcements say of hours in other cities, and what they leave to the visitor's browser."""

import datetime as dt

import pytest

from helpers_site import event
from seminarsite.model.values import Clock
from seminarsite.sentences.wording import Words
from seminarsite.tools.world import ClockChange, Local, around, cities_of

WORDS = Words("en-GB")
HOUR = dt.timedelta(hours=1)
SITE = "title: S\nurl: https://example.org/\nzone: America/New_York\nlanguage: en-GB\n"
SERIES = """\
---
title: Weekly
slot: {{weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET, length: 60 min}}
cities: {cities}
---
"""


def told(read, day, cities="[Europe/Zurich, Europe/London, Europe/Paris, Asia/Shanghai]", words=WORDS):
    files = {"site.yaml": SITE, "series/w.md": SERIES.format(cities=cities), "events/e.md": event(day, "series: w")}
    site, report = read(files)
    assert site is not None, report.diagnostics
    (one,) = site.events
    return words.clock_changes(around(one, cities_of(one.series, site.settings)), one)


def test_the_notice_names_whose_clocks_change_and_when(read):
    assert told(read, "2025-03-12") == [
        (
            "Because clocks change in New York on Sunday 9 March 2025, it begins at 17:00 in Zurich and Paris, "
            "not at 18:00 as usual."
        ),
        "Because clocks change in New York on Sunday 9 March 2025, it begins at 16:00 in London, not at 17:00 as usual.",
        (
            "Because clocks change in New York on Sunday 9 March 2025, it begins at 00:00 in Shanghai, "
            "not at 01:00 as usual."
        ),
    ]
    assert told(read, "2025-10-29") == [
        (
            "Because clocks change in Zurich and Paris on Sunday 26 October 2025, it begins at 17:00 there, "
            "not at 18:00 as usual."
        ),
        "Because clocks change in London on Sunday 26 October 2025, it begins at 16:00 there, not at 17:00 as usual.",
    ]


@pytest.mark.parametrize("day", ["2025-03-05", "2025-06-11", "2025-10-22"])
def test_there_is_no_notice_in_a_week_like_any_other(read, day):
    assert told(read, day) == []


def test_where_clocks_go_forward_at_midnight_the_day_is_that_on_which_they_do(read):
    # Cairo, in the night to Friday 25 April 2025;
    assert told(read, "2025-04-30", "[Africa/Cairo]") == [
        "Because clocks change in Cairo on Friday 25 April 2025, it begins at 19:00 there, not at 18:00 as usual."
    ]
    # Cairo on Thursday 30 October, three days before New York: what differs in between is gone after it.
    assert told(read, "2025-11-05", "[Africa/Cairo]") == []


def test_the_notice_in_other_languages_has_their_order_of_words(read):
    (sentence,) = told(read, "2025-03-12", "[Europe/Zurich]", Words("de"))
    assert sentence.startswith("Weil in New York am Sonntag, 9. März 2025 die Uhren umgestellt werden")
    assert sentence.endswith("in Zürich um 17:00 Uhr, nicht wie sonst um 18:00 Uhr.")


def test_a_cause_that_is_not_one_clock_is_not_named(read):
    site, _ = read({"site.yaml": SITE, "events/e.md": event("2025-03-12", "time: 12:00", "title: T")})
    (one,) = site.events
    there = Local("Europe/Zurich", "Zürich", dt.datetime(2025, 3, 12, 17, tzinfo=dt.UTC), 0, -HOUR)
    assert WORDS.clock_changes([there], one) == ["It begins at 17:00 in Zürich, not at 18:00 as usual."]
    # Where the event is at home in UTC, it is never its own clock that was changed.
    changed = Local("Europe/Zurich", None, there.moment, 0, -HOUR, ClockChange("Europe/Zurich", dt.date(2025, 3, 30)))
    assert WORDS.clock_changes([changed], one)[0].startswith("Because clocks change in Zurich on Sunday 30 March 2025")


def test_an_hour_on_the_strip_has_its_weekday_where_that_is_another(read):
    site, _ = read({"site.yaml": SITE, "events/e.md": event("2025-03-12", "time: 12:00", "title: T")})
    (one,) = site.events
    shanghai = Local("Asia/Shanghai", None, dt.datetime(2025, 3, 13, tzinfo=dt.UTC), 1)
    assert WORDS.hour_on_strip(shanghai, one) == "Thu 00:00"
    assert WORDS.place_of(shanghai) == "Shanghai"
    assert WORDS.place_of(Local("UTC", None, shanghai.moment, 0)) == "UTC"
    assert WORDS.place_of(Local("Asia/Shanghai", "Beijing", shanghai.moment, 0)) == "Beijing"
    zurich = Local("Europe/Zurich", None, dt.datetime(2025, 3, 12, 17, tzinfo=dt.UTC), 0)
    assert WORDS.hour_on_strip(zurich, one) == "17:00"
    assert one.clock is not Clock.H12


def test_what_the_browser_needs_to_know_of_an_event(read):
    site, _ = read(
        {
            "site.yaml": SITE,
            "events/a.md": event("2025-03-12", "time: 12:00", "length: 60 min", "title: T"),
            "events/b.md": event("2025-03-14", "until: 2025-03-16", "title: T"),
        }
    )
    timed, days = site.events
    assert (WORDS.begins_at(timed), WORDS.ends_at(timed)) == ("2025-03-12T16:00:00Z", "2025-03-12T17:00:00Z")
    assert WORDS.wall_clock(timed) == "2025-03-12T12:00"
    assert (WORDS.begins_at(days), WORDS.ends_at(days)) == ("2025-03-14T04:00:00Z", "2025-03-17T04:00:00Z")
    assert WORDS.wall_clock(days) == ""


def test_what_the_browser_fills_in_is_a_sentence_with_gaps():
    assert WORDS.own_hour() == "{hour} your time"
    assert WORDS.own_hour_in_a_place() == "{hour} your time ({place})"
    assert WORDS.starts() == "Starts {when}"
