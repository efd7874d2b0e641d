"""A text to a value: what is accepted, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.diagnostics import Span
from seminarsite.model.values import MonthDay, PartialDate
from seminarsite.tools import characters, texts


def check(reader: Callable[[str], Any], text: str, value: object) -> None:
    assert reader(text) == value


def refused(reader: Callable[[str], Any], text: str, words: str, code: str = "wrong-value") -> None:
    with pytest.raises(characters.Unreadable) as error:
        reader(text)
    mistake = error.value.mistake(Span("a.md", 1, 1))
    assert mistake.code == code
    assert words in f"{mistake.message} {mistake.hint}"


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["2025-11-03", "2025-11-3", "Mon 2025-11-03", "Monday, 2025-11-03", "Mo 2025-11-03", "\u00a02025-11-03 "]
)
def test_a_day_is_written_year_month_day_perhaps_with_its_weekday(text: str) -> None:
    check(texts.date, text, dt.date(2025, 11, 3))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-13-45", "there is no day `2024-13-45`"),
        ("2025-02-29", "there is no day"),
        ("0000-01-01", "there is no day"),
        ("9999-01-01", "there is no day"),
        ("3/11/2025", "Write 2025-11-03 or 2025-03-11"),
        ("31/12/2025", "Write 2025-12-31."),
        ("12/31/2025", "Write 2025-12-31."),
        ("03.11.2025", "Write 2025-11-03."),
        ("3 November 2025", "Write 2025-11-03."),
        ("Nov 31 2025", "Write year-month-day."),
        ("2025/11/03", "Write 2025-11-03."),
        ("2025-11-03 12:00", "Write 2025-11-03."),
        ("2025-11-03T17:15", "Write 2025-11-03."),
        ("Nov 3rd", "add the year"),
        ("3/11", "add the year"),
        ("Wed Mar 29", "It fits 2017, 2023, 2028, 2034."),
        ("²025-11-03", "Write year-month-day."),
        ("someday", "Write year-month-day."),
    ],
)
def test_other_dates_are_refused_with_the_form_that_is_meant(text: str, words: str) -> None:
    refused(texts.date, text, words, "wrong-date")


def test_a_weekday_that_does_not_fit_is_noticed() -> None:
    refused(texts.date, "Tue 2025-11-03", "that day is a Monday", "weekday")
    refused(texts.date, "Tuseday 2025-11-03", "not a weekday")


@given(st.dates(dt.date(1583, 1, 1), dt.date(2200, 12, 31)))
def test_every_day_of_our_calendar_can_be_written(day: dt.date) -> None:
    check(texts.date, day.isoformat(), day)
    check(texts.date, f"{day:%a} {day.isoformat()}", day)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2020", PartialDate(2020)), ("2020-5", PartialDate(2020, 5)), ("2020-05-01", PartialDate(2020, 5, 1))],
)
def test_as_much_of_a_date_as_is_known(text: str, value: PartialDate) -> None:
    check(texts.partial_date, text, value)


@pytest.mark.parametrize("text", ["2020-13", "2020-00", "2020-05-00", "2020-02-30", "0000"])
def test_no_part_of_a_date_is_impossible(text: str) -> None:
    refused(texts.partial_date, text, "there is no day", "wrong-date")


def test_a_moment_is_a_day_or_a_day_and_an_hour() -> None:
    at_nine = dt.datetime.combine(dt.date(2025, 11, 3), dt.time(9))
    check(texts.moment, "2025-11-03", at_nine.replace(hour=0))
    for text in ("2025-11-03 09:00", "Mon 2025-11-03 9:00", "2025-11-03T09:00"):
        check(texts.moment, text, at_nine)
    refused(texts.moment, "2025-11-03 25:00", "`25:00`", "wrong-time")
    refused(texts.moment, "2025-11-03 09:00 CET", "Write 2025-11-03.", "wrong-date")


def test_a_season_begins_on_a_day_of_every_year() -> None:
    check(texts.month_day, "08-01", MonthDay(8, 1))
    for text in ("02-29", "13-01", "1-32", "08/01", "August"):
        refused(texts.month_day, text, "as 08-01")


# --- hours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "value"), [("17:15", dt.time(17, 15)), ("9:05", dt.time(9, 5)), ("00:00", dt.time())])
def test_hours_are_those_on_the_wall(text: str, value: dt.time) -> None:
    check(texts.time, text, value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("25:00", "00:00 to 23:59"),
        ("24:00", "00:00 to 23:59"),
        ("17:60", "00:00 to 23:59"),
        ("17.15", "Write 17:15."),
        ("17h15", "Write 17:15."),
        ("17 Uhr", "Write 17:00."),
        ("5pm", "Write 17:00."),
        ("5:15 p.m.", "Write 17:15."),
        ("12am", "Write 00:00."),
        ("12 noon", "Write 12:00."),
        ("9", "Write 09:00."),
        ("soon", "00:00 to 23:59"),
    ],
)
def test_other_hours_are_refused_with_the_form_that_is_meant(text: str, words: str) -> None:
    refused(texts.time, text, words, "wrong-time")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60 min", 60),
        ("1 h", 60),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("2 hours", 120),
        ("90 minutes", 90),
        ("24 h", 1440),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    check(texts.length, text, dt.timedelta(minutes=minutes))


@pytest.mark.parametrize("text", ["90", "0 min", "25 h", "1:75", "-5 min", "1.5 h", "an hour"])
def test_a_length_has_a_unit_and_is_at_most_a_day(text: str) -> None:
    refused(texts.length, text, "as `60 min`")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ET", "Do you mean `America/New_York` or `America/Toronto`?"),
        ("Europe/Bern", "Do you mean `Europe/Zurich`?"),
        ("Brisbane time", "Do you mean `Australia/Brisbane`?"),
        ("GMT+1", "IANA name of a city's zone"),
        ("localtime", "IANA name of a city's zone"),
    ],
)
def test_a_zone_is_a_place(text: str, words: str) -> None:
    refused(texts.zone, text, words, "time-zone")


def test_renamed_zones_are_read() -> None:
    check(texts.zone, "Europe/Kiev", "Europe/Kyiv")


# --- words, numbers, addresses -------------------------------------------------------------------


def test_yes_and_no_are_words() -> None:
    for text in ("yes", "Yes", "true", "on"):
        assert texts.yes_or_no(text) is True
    for text in ("no", "NO", "false", "off"):
        assert texts.yes_or_no(text) is False
    refused(texts.yes_or_no, "maybe", "none of `yes`, `no`")


def test_numbers_are_digits() -> None:
    check(texts.whole_number, "2006", 2006)
    for text in ("0", "-1", "1.5", "1e5", "²", "1" * 5_000):
        refused(texts.whole_number, text, "a whole number from 1")
    check(texts.number, "-7.4386", -7.4386)
    refused(texts.number, "1e5", "a decimal point")


def test_coordinates_are_on_the_globe() -> None:
    from seminarsite.model.values import Latitude, Longitude

    latitude, longitude = texts.READERS[Latitude], texts.READERS[Longitude]
    check(latitude, "-90", -90)
    check(longitude, "180", 180)
    refused(latitude, "91", "from -90 to 90")
    refused(longitude, "-180.5", "from -180 to 180")


@pytest.mark.parametrize("text", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://example.org/ü"])
def test_addresses_are_whole(text: str) -> None:
    check(texts.url, f" {text} ", text)


@pytest.mark.parametrize(
    "text",
    "www.example.org //example.org ftp://example.org javascript:alert(1) https:// https://[::1 https://a:99999 "
    'data:text/html,x https://example.org/"onclick="x https://user:word@example.org https://example.org@evil.example/'.split(),
)
def test_other_addresses_are_refused(text: str) -> None:
    refused(texts.url, text, "https://example.org/talks/")


def test_an_address_does_not_go_over_two_lines() -> None:
    refused(texts.url, "https://example.org/a\nb", "address")


def test_e_mail_addresses() -> None:
    check(texts.email, "ada@example.org", "ada@example.org")
    for text in ("ada", "ada@example", "mailto:ada@example.org", "a b@example.org", "a@b.org?bcc=c@d.org"):
        refused(texts.email, text, "name@example.org")


def test_an_orcid_id_is_checked_by_its_last_digit() -> None:
    for text in ("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"):
        check(texts.orcid, text, "0000-0002-1825-0097")
    check(texts.orcid, "0000-0002-9079-593x", "0000-0002-9079-593X")
    refused(texts.orcid, "0000-0002-1825-0098", "check digit is wrong")
    refused(texts.orcid, "0000000218250097", "Write it as 0000-0002-1825-0097.")
    refused(texts.orcid, "٠٠٠٠-0002-1825-0097", "not an ORCID iD")


@given(st.text(alphabet="0123456789", min_size=15, max_size=15))
def test_one_last_digit_of_eleven_is_right(digits: str) -> None:
    def is_right(last: str) -> bool:
        number = digits + last
        try:
            return bool(texts.orcid("-".join(number[i : i + 4] for i in range(0, 16, 4))))
        except characters.Unreadable:
            return False

    assert sum(map(is_right, "0123456789X")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "../../../..PWN",
        "/etc/x",
        "..\\..\\x",
        "C:\\x",
        "%2e%2e%2f",
        ".",
        "..",
        "",
        ".git",
        ".well-known",
        "nul.html",
        "a" * 81,
    ],
)
def test_a_slug_cannot_leave_its_folder(text: str) -> None:
    refused(texts.slug, text, "not one part of an address")


@pytest.mark.parametrize("text", "index feed static con aux com1 lpt9 404".split())
def test_names_with_a_meaning_of_their_own_are_reserved(text: str) -> None:
    refused(texts.slug, text, "the name is reserved")


def test_old_addresses_are_within_the_site() -> None:
    check(texts.site_path, "/talks/2019/example.html", "talks/2019/example.html")
    check(texts.site_path, "/", "")
    for text in ("//evil.example", "/../x", "/a/./b", "/.git/x", "https://example.org", "/a b", "/a//b"):
        refused(texts.site_path, text, "an address within this site")


def test_files_are_in_the_two_public_folders() -> None:
    check(texts.file_path, "./pictures/a b.jpg", "pictures/a b.jpg")
    for text in (
        "/etc/passwd",
        "../x",
        "files/../site.yaml",
        "files/.x",
        "pictures/",
        "a.jpg",
        "events/a.md",
        "files\\a",
    ):
        refused(texts.file_path, text, "Put it into `pictures/` or `files/`")


def test_languages_are_written_as_usual() -> None:
    check(texts.language, "EN_gb", "en-GB")
    check(texts.language, "zh-hant-tw", "zh-Hant-TW")
    refused(texts.language, "English", "Write it as en, en-GB, de or fr.")


@given(st.sampled_from(sorted(texts.READERS, key=str)), st.text(max_size=40))
def test_any_text_is_a_value_or_has_a_message(type_: Any, text: str) -> None:
    mistake = None
    try:
        texts.READERS[type_](text)
    except characters.Unreadable as error:
        mistake = error.mistake(Span("a.md", 1, 1))
    assert mistake is None or mistake.message
