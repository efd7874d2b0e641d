"""Dates, hours and zones as each language writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from helpers_html import words as on_one_line
from seminarsite.model.values import Clock, Language, PartialDate, Zone
from seminarsite.sentences.dates import Dates
from seminarsite.tools.zones import canonical_names

EN = Dates("en-GB")
DAY = dt.date(2023, 3, 29)
ET = Zone("America/New_York")
ZURICH = Zone("Europe/Zurich")


@pytest.mark.parametrize(
    ("time", "h12", "h24"),
    [
        ("12:00", "12 noon", "12:00"),
        ("00:00", "12 midnight", "00:00"),
        ("12:30", "12:30 pm", "12:30"),
        ("00:05", "12:05 am", "00:05"),
        ("09:00", "9 am", "09:00"),
        ("11:59", "11:59 am", "11:59"),
        ("17:15", "5:15 pm", "17:15"),
        ("23:00", "11 pm", "23:00"),
    ],
)
def test_clock(time: str, h12: str, h24: str) -> None:
    hour = dt.time.fromisoformat(time)
    assert (on_one_line(EN.clock(hour, Clock.H12)), EN.clock(hour, Clock.H24)) == (h12, h24)


def test_an_english_noon_stands_in_no_other_language() -> None:
    assert Dates("fr").clock(dt.time(12), Clock.H12) == "12:00"
    assert Dates("de").clock(dt.time(17, 15), Clock.H24) == "17:15"


@pytest.mark.parametrize(
    ("language", "day", "short", "month", "year_and_month"),
    [
        ("en-GB", "Wednesday 29 March 2023", "Wed 29 Mar 2023", "Mar", "March 2023"),
        ("en-US", "Wednesday, March 29, 2023", "Wed, Mar 29, 2023", "Mar", "March 2023"),
        ("en", "Wednesday, March 29, 2023", "Wed, Mar 29, 2023", "Mar", "March 2023"),
        ("de", "Mittwoch, 29. März 2023", "Mi., 29. März 2023", "Mär", "März 2023"),
        ("fr", "mercredi 29 mars 2023", "mer. 29 mars 2023", "mars", "mars 2023"),
        ("it", "mercoledì 29 marzo 2023", "mer 29 mar 2023", "mar", "marzo 2023"),
        ("es", "miércoles, 29 de marzo de 2023", "mié, 29 mar 2023", "mar", "marzo de 2023"),
    ],
)
def test_dates_in_each_language(language: str, day: str, short: str, month: str, year_and_month: str) -> None:
    dates = Dates(language)
    found = (dates.day(DAY), dates.short_day(DAY), dates.month(DAY), dates.partial(PartialDate(2023, 3)))
    assert found == (day, short, month, year_and_month)


def test_a_language_that_cldr_lacks_is_written_in_english() -> None:
    assert Dates("zz").day(DAY) == "Wednesday 29 March 2023"


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (PartialDate(2020), "2020"),
        (PartialDate(2020, 5), "May 2020"),
        (PartialDate(2020, 5, 1), "1 May 2020"),
    ],
)
def test_a_date_says_as_much_as_is_known(date: PartialDate, text: str) -> None:
    assert EN.partial(date) == text


@pytest.mark.parametrize(
    ("language", "zone", "label", "text"),
    [
        ("en-GB", ET, "ET", "ET"),
        ("en-GB", ET, None, "New York time"),
        ("en-GB", ZURICH, None, "Zurich time"),
        ("en-GB", Zone("UTC"), None, "UTC"),
        ("en-GB", Zone("America/Argentina/Buenos_Aires"), None, "Buenos Aires time"),
        ("en-GB", Zone("Asia/Kolkata"), None, "Kolkata time"),
        ("de", ZURICH, None, "Ortszeit Zürich"),
        ("fr", ET, None, "heure locale (New York)"),
        ("it", ZURICH, None, "ora di Zurigo"),
        ("es", ET, None, "hora de Nueva York"),
        ("pt", ZURICH, None, "Horário Zurique"),
        ("fr", ET, "ET", "ET"),
    ],
)
def test_zone(language: str, zone: Zone, label: str | None, text: str) -> None:
    assert Dates(language).zone(zone, label) == text


def test_every_zone_has_a_name() -> None:
    nameless = [zone for zone in canonical_names() if not EN.zone(Zone(zone)).removesuffix(" time").strip()]
    assert nameless == []


@pytest.mark.parametrize(("language", "direction"), [("en-GB", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("xx", "ltr")])
def test_direction(language: str, direction: str) -> None:
    assert Dates(language).direction() == EN.direction(language) == direction


@pytest.mark.parametrize(
    ("language", "listed"),
    [("en-GB", "a, b and c"), ("en-US", "a, b, and c"), ("de", "a, b und c"), ("fr", "a, b et c"), ("es", "a, b y c")],
)
def test_lists(language: str, listed: str) -> None:
    assert Dates(language).all_of(["a", "b", "c"]) == listed
    assert (Dates(language).all_of(["a"]), Dates(language).all_of([])) == ("a", "")


def test_language_name() -> None:
    assert EN.language_name(Language("de")) == "German"
    assert Dates("de").language_name(Language("fr")) == "Französisch"
    assert Dates("fr").language_name(Language("de")) == "Allemand"  # it stands alone
    assert EN.language_name(Language("fr-CH")) == "French (Switzerland)"
    assert EN.language_name(Language("xx")) == "xx"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en-GB", "en_GB"), ("en", "en_US"), ("de", "de_DE"), ("de-CH", "de_CH"), ("pt", "pt_BR"), ("zh-Hant", "zh_TW")],
)
def test_a_language_has_a_country_for_open_graph(language: str, written: str) -> None:
    assert Dates(language).with_territory == written
