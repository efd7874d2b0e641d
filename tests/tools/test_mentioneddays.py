"""Days in texts, as people write them in the languages of our catalogues."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.model.values import Language, Weekday
from seminarsite.tools.mentioneddays import MentionedDay, days, days_with_weekdays


def found(text: str, language: str = "en") -> list[str]:
    return [
        f"{text[one.at : one.end]}|{one.year or '?'}-{one.month}-{one.day}|{one.weekday.name[:3] if one.weekday is not None else ''}"
        for one in days(text, Language(language))
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Monday, 3 November 2025", "en", "Monday, 3 November 2025|2025-11-3|MON"),
        ("Tue Nov 4th, 2025", "en", "Tue Nov 4th, 2025|2025-11-4|TUE"),
        ("the 3rd of November", "en", "3rd of November|?-11-3|"),
        ("Mon 3.11.2025", "en", "Mon 3.11.2025|2025-11-3|MON"),
        ("2025-11-03 (Monday)", "en", "2025-11-03 (Monday)|2025-11-3|MON"),
        ("Montag, den 3. November 2025", "de", "Montag, den 3. November 2025|2025-11-3|MON"),
        ("lundi 1er décembre 2025", "fr", "lundi 1er décembre 2025|2025-12-1|MON"),
        ("lunedì 3 novembre", "it", "lunedì 3 novembre|?-11-3|MON"),
        ("martes, 4 de noviembre de 2025", "es", "martes, 4 de noviembre de 2025|2025-11-4|TUE"),
        ("Monday, 3 November", "xx", "Monday, 3 November|?-11-3|MON"),
    ],
)
def test_a_day_is_found(text: str, language: str, expected: str) -> None:
    assert found(f"We meet on {text}, as ever.", language) == [expected]


@pytest.mark.parametrize(
    "text", ["3 to 5", "May 12:30", "On Monday, 3–5 November", "40 November", "v2025-11-031", "a march of 3", "1月3日"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert [one for one in found(text) if "|MON" in one or "?" not in one or "May" in one or "40" in one] == []


def test_without_a_year_it_is_the_nearest_to_a_day() -> None:
    new_year = MentionedDay(0, 5, 1, 3)
    assert new_year.date(dt.date(2025, 12, 30)) == dt.date(2026, 1, 3)
    assert new_year.date(dt.date(2026, 2, 1)) == dt.date(2026, 1, 3)
    assert new_year.date() is None
    assert MentionedDay(0, 5, 2, 31, 2025).date() is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.text(max_size=60), st.text(max_size=60))
def test_every_date_is_found_in_any_text_with_its_weekday(day: dt.date, before: str, after: str) -> None:
    written = f"{Weekday(day.weekday()).name.capitalize()}, {day.day} {day:%B} {day.year}"
    text = f"{before} . {written} . {after}"
    assert day in {one.date() for one in days(text, Language("en")) if one.weekday == day.weekday()}


PIECES = [
    "Mon",
    "monday",
    "TUE ",
    "lundi ",
    "3 ",
    "3.11.2025",
    "2025-11-03",
    " (Mon)",
    "November ",
    "novembre ",
    "x" * 39,
    ", ",
    "1",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join),
    st.sampled_from(["en", "fr", "el"]),
)
def test_the_days_with_weekdays_are_those_of_all_days_that_have_one(text: str, language: str) -> None:
    expected = tuple(day for day in days(text, Language(language)) if day.weekday is not None)
    assert days_with_weekdays(text, Language(language)) == expected
