"""The strip of the world: bands as values, from the day of an event and the chosen cities."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_html import page
from helpers_site import event, made
from seminarsite.generators import worldstrip
from seminarsite.model.event import Timed
from seminarsite.model.values import City, Zone
from seminarsite.tools import world, zones

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
SITE = "title: S\nurl: https://example.org/\nzone: America/New_York\nlanguage: en-GB\n"
SERIES = """\
---
title: Weekly
slot: {weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET, length: 60 min}
cities: [Europe/Zurich, America/New_York, Asia/Shanghai]
---
"""


def drawn(day: str, hour: dt.time, home: str, *cities: str, minutes: int = 60) -> worldstrip.Strip:
    start = zones.instant(dt.date.fromisoformat(day), hour, Zone(home))
    when = Timed(start=start, end=zones.after(start, dt.timedelta(minutes=minutes)))
    return worldstrip.draw(when, Zone(home), [world.local(start, City(zone=Zone(city))) for city in cities])


def spans(path: str) -> list[tuple[int, int]]:
    """From and until which minute the boxes of a path are."""
    return [(int(begins), int(ends)) for begins, ends in re.findall(r"M(\d+) 0H(\d+)V10H\1Z", path)]


def test_the_day_at_home_runs_from_midnight_to_midnight():
    strip = drawn("2023-03-29", dt.time(12), "America/New_York")
    (home,) = strip.bands
    assert spans(home.night) == [(0, 6 * 60), (22 * 60, 24 * 60)]
    assert spans(home.work) == [(8 * 60, 18 * 60)]
    assert spans(home.midnight) == []
    assert spans(strip.event) == [(12 * 60, 13 * 60)]


def test_a_city_has_its_own_night_and_the_event_stands_where_it_is_at_home():
    strip = drawn("2023-03-29", dt.time(12), "America/New_York", "Asia/Shanghai", "Asia/Kolkata")
    _, shanghai, kolkata = strip.bands
    assert (shanghai.there.moment.hour, shanghai.there.day_shift) == (0, 1)
    assert spans(shanghai.night) == [(10 * 60, 18 * 60)]  # 12 hours ahead
    assert [begins for begins, _ in spans(shanghai.midnight)] == [12 * 60]
    assert [begins for begins, _ in spans(kolkata.midnight)] == [14 * 60 + 30]
    assert strip.cities == (shanghai.there, kolkata.there)


def test_the_hour_that_clocks_skip_is_missing_in_the_band():
    # In the night to 26 March 2023 in Zurich an hour is missing: the night ends at 6, five hours after midnight.
    (home,) = drawn("2023-03-26", dt.time(12), "Europe/Zurich").bands
    assert spans(home.night)[0] == (0, 5 * 60)


def test_what_is_short_can_be_seen_and_what_is_long_ends_with_the_day():
    assert spans(drawn("2023-03-29", dt.time(12), "UTC", minutes=1).event) == [(720, 735)]
    assert spans(drawn("2023-03-29", dt.time(12), "UTC", minutes=3000).event) == [(720, 1440)]


ZONES = st.sampled_from(sorted(zones.canonical_names()))


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2037, 12, 31)),
    st.times().map(lambda t: t.replace(microsecond=0)),
    ZONES,
    ZONES,
)
def test_a_city_is_dark_on_the_strip_exactly_when_its_clock_says_night(day, time, home, there):
    try:
        strip = drawn(day.isoformat(), time, home, there)
    except zones.NoSuchTime:
        return
    except zones.TwiceTime:
        return
    begins = zones.utc(zones.midnight(day, Zone(home)))
    band = strip.bands[1]
    for path, dark in ((band.night, True), (band.work, False)):
        for first, last in spans(path):
            assert 0 <= first < last <= worldstrip.MINUTES
            middle = (begins + dt.timedelta(minutes=(first + last) / 2)).astimezone(band.there.moment.tzinfo)
            assert (middle.hour >= 22 or middle.hour < 6) is dark


@pytest.fixture
def shown(write_site):
    def of(now: dt.datetime = NOW, *lines: str):
        files = {
            "site.yaml": SITE,
            "series/w.md": SERIES,
            "events/e.md": event("2025-03-12", "series: w", "title: T", *lines),
        }
        return page(made(write_site(files), now)["events/e/index.html"])

    return of


def bands(html):
    """The drawings of cities; the code on the poster is another one."""
    return [e for e in html.all("svg") if "li" in e.parents]


def test_the_page_has_the_hours_as_a_list_and_the_drawing_only_for_the_eye(shown):
    html = shown()
    lists = [e for e in html.all("ul") if e.attributes.get("class") == "strip"]
    assert [" ".join(e.text.split()) for e in lists] == ["New York 12:00 Zurich 17:00 Shanghai Thu 00:00"]
    assert {e["aria-hidden"] for e in bands(html)} == {"true"}
    assert "Because clocks change in New York on Sunday 9 March 2025" in html.text


def test_there_is_none_for_what_is_over_or_does_not_take_place(shown):
    assert bands(shown(dt.datetime(2025, 3, 13, tzinfo=dt.UTC))) == []
    assert bands(shown(NOW, "status: cancelled")) == []
