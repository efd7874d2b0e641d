"""What organisers may not have meant, though all of it can be read: each can be turned off or silenced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing

OR_SILENCE = "If it is meant so, add `silence: [{}]`."

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _warning(span: Span, code: str, message: str, hint: str) -> Diagnostic:
    return phrasing.warning(span, code, message, f"{hint} {OR_SILENCE.format(code)}")


# --- what is missing -------------------------------------------------------------------------------


def no_speaker(span: Span) -> Diagnostic:
    return phrasing.warning(
        span,
        "no-speaker",
        "no speaker is given",
        "Add `speakers:`, or `speakers: tba` if they are to be announced.",
    )


def speaker_is_due(span: Span, day: dt.date) -> Diagnostic:
    return phrasing.warning(
        span, "speaker-tba", f"the speaker is to be announced, and was due on {day}", _due("speakers", "speaker")
    )


def title_is_due(span: Span, day: dt.date) -> Diagnostic:
    return phrasing.warning(span, "no-title", f"there is no title, which was due on {day}", _due("title", "title"))


def abstract_is_due(span: Span, day: dt.date) -> Diagnostic:
    return phrasing.warning(
        span,
        "no-abstract",
        f"there is no abstract, which was due on {day}",
        "Write it below the keys; or say `due: {abstract: never}` in the series or in site.yaml.",
    )


def slides_are_due(span: Span, day: dt.date) -> Diagnostic:
    return phrasing.warning(
        span, "no-slides", f"there are no slides, which were due on {day}", _due("slides", "slides")
    )


def recording_is_due(span: Span, day: dt.date) -> Diagnostic:
    return _warning(
        span,
        "no-recording",
        f"there is no recording, which was due on {day}, as the series is recorded",
        "Add `video:` with its address.",
    )


def _due(key: str, part: str) -> str:
    return f"Add `{key}:`; another day for it is said by `due: {{{part}: …}}` in the series or in site.yaml."


def broken_promise(span: Span, what: str) -> Diagnostic:
    key = "slides" if what == "slides" else "video"
    return _warning(
        span,
        "broken-promise",
        f"the text says that {what} will follow; none are given",
        f"Add `{key}:`, or rewrite it.",
    )


def no_portrait(span: Span, name: str) -> Diagnostic:
    return _warning(
        span,
        "no-portrait",
        f"{phrasing.shown(name)} has no portrait, as nearly all other speakers have",
        "Add `photo:` to the speaker's file.",
    )


def no_homepage(span: Span, name: str) -> Diagnostic:
    return _warning(
        span,
        "no-homepage",
        f"{phrasing.shown(name)} has no homepage, as nearly all other speakers have",
        "Add `homepage:` to the speaker's file.",
    )


# --- when things are -------------------------------------------------------------------------------


def off_slot_day(span: Span, date: dt.date, days: Sequence[int]) -> Diagnostic:
    usual = " or ".join(_DAYS[day] for day in dict.fromkeys(days))
    return _off_slot(span, f"{date} is a {_DAYS[date.weekday()]}, and the series meets on {usual}")


def off_slot_week(span: Span, date: dt.date, every: int) -> Diagnostic:
    return _off_slot(span, f"{date} is between the weeks of the series, which meets every {every} weeks")


def off_slot_hour(span: Span, usual: dt.time, zone: str) -> Diagnostic:
    return _off_slot(span, f"the series meets at {usual:%H:%M} in {zone}, and this event is at another hour")


def _off_slot(span: Span, message: str) -> Diagnostic:
    return _warning(
        span, "off-slot", message, "Correct it; if it was moved, add `previously:`; a `message:` tells readers why."
    )


def night(span: Span, time: dt.time, zone: str) -> Diagnostic:
    other = dt.time((time.hour + 12) % 24, time.minute)
    return _warning(
        span,
        "night-time",
        f"it begins at {time:%H:%M} in {zone}, at night",
        f"Was {other:%H:%M} meant, or another zone?",
    )


def speakers_night(span: Span, name: str, time: dt.time, zone: str) -> Diagnostic:
    return _warning(
        span,
        "speakers-night",
        f"it begins at {time:%H:%M} where {phrasing.shown(name)} is ({zone}), at night",
        "Choose another hour, or correct the `zone:` of the speaker.",
    )


def clash(span: Span, series: str, other: Span) -> Diagnostic:
    return _warning(
        span,
        "clash",
        f"at this time there is another event of {phrasing.shown(series)} ({other})",
        "Correct date, time or length of one of them; if it is cancelled or postponed, add its `status:`.",
    )


def speaker_clash(span: Span, name: str, other: Span) -> Diagnostic:
    return _warning(
        span,
        "speaker-clash",
        f"{phrasing.shown(name)} speaks elsewhere at this time ({other})",
        "Correct date, time or speaker of one of them.",
    )


def nothing_former(span: Span) -> Diagnostic:
    return phrasing.warning(
        span,
        "no-old-time",
        "a rescheduled event does not say when it should have been",
        "Add `previously:` with the old date.",
    )


def late_deadline(span: Span, title: str, deadline: dt.date) -> Diagnostic:
    return _warning(
        span,
        "late-deadline",
        f"one may sign up for `{phrasing.shown(title)}` until {deadline}, when it is over",
        "Correct the `deadline:`.",
    )


# --- days and hours in texts -----------------------------------------------------------------------


def weekday_in_text(span: Span, words: str, date: dt.date, weekday: int) -> Diagnostic:
    return _warning(
        span,
        "weekday-in-text",
        f"`{phrasing.shown(words)}`: {date} is a {_DAYS[weekday]}",
        "Correct the one or the other.",
    )


def wrong_conversion(span: Span, words: str, place: str, other: str, right: dt.time, told: dt.time) -> Diagnostic:
    return _warning(
        span,
        "wrong-conversion",
        f"`{phrasing.shown(words)}`: at that hour in {phrasing.shown(place)} it is {right:%H:%M} in "
        f"{phrasing.shown(other)}, not {told:%H:%M}",
        "Leave the second hour out: pages tell all readers the hour of their own clock, and `cities:` tells others.",
    )


def seasonal_conversion(span: Span, words: str, weeks: int, first: dt.date, other: str, right: dt.time) -> Diagnostic:
    return _warning(
        span,
        "seasonal-conversion",
        f"`{phrasing.shown(words)}` is wrong in {weeks} of the next 52 weeks: on {first} it is {right:%H:%M} in "
        f"{phrasing.shown(other)}",
        "Leave the second hour out: pages tell all readers the hour of their own clock, and `cities:` tells others.",
    )


def past_text(span: Span, words: str) -> Diagnostic:
    return _warning(
        span,
        "past-text",
        f"this speaks of what is to come, and `{phrasing.shown(words)}` is past",
        "Rewrite the sentence.",
    )


# --- people and series -----------------------------------------------------------------------------


def two_spellings(span: Span, name: str, other: str, place: Span) -> Diagnostic:
    return _warning(
        span,
        "two-spellings",
        f"`{phrasing.shown(name)}` and `{phrasing.shown(other)}` ({place}) seem to be one person",
        "Write one name everywhere, or give one file the other name under `also-known-as:`.",
    )


def twice_on_board(span: Span, name: str) -> Diagnostic:
    return _warning(
        span,
        "twice-on-board",
        f"two terms of {phrasing.shown(name)} share days",
        "Correct `from:` and `until:`, or delete one of the two.",
    )


def off_parity(span: Span, year: int, years: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "parity",
        f"{year} is not one of {years} in which this lecture takes place",
        "If that is right, name the year under `exceptions:` of the series.",
    )


def stale_series(span: Span, name: str, last: dt.date) -> Diagnostic:
    return _warning(
        span,
        "stale-series",
        f"{phrasing.shown(name)} has no event to come, and its last one was on {last}",
        "Add the next event, or say that the series has `ended:`, and when.",
    )


def idle_silence(span: Span, rule: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "idle-silence",
        f"`silence` keeps `{rule}` quiet, which has nothing to say here",
        "Delete it from the list.",
    )
