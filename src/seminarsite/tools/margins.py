"""How long before or after an event: `30 min before`, `1 h after`, `2 days before`; `3 weeks` in whole days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.model.deadlines import DaysAfter, DaysBefore
from seminarsite.model.joining import After, Before
from seminarsite.tools.characters import Unreadable, folded

MOST = dt.timedelta(days=31)
MOST_DAYS = 366

_MARGIN = re.compile(
    r"(?:(?P<d>\d{1,2}) ?d(?:ays?)?)?,? ?(?:(?P<h>\d{1,3}) ?h(?:ours?)?)?,? ?(?:(?P<m>\d{1,4}) ?(?:m|min|mins|minutes?)\.?)?"
    r"(?: (?P<side>before|after)(?: the .*)?)?"
)

_DAYS = re.compile(r"(?P<number>\d{1,3}) ?(?P<unit>d|days?|w|weeks?)(?: (?P<side>before|after)(?: .*)?)?")


def before(text: str) -> Before:
    return Before(_margin(text, "before", "30 min before"))


def after(text: str) -> After:
    return After(_margin(text, "after", "15 min after"))


def days_before(text: str) -> DaysBefore:
    return DaysBefore(_whole_days(text, "before"))


def days_after(text: str) -> DaysAfter:
    return DaysAfter(_whole_days(text, "after"))


def _margin(text: str, side: str, example: str) -> dt.timedelta:
    match = _MARGIN.fullmatch(folded(text))
    numbers = [match[unit] for unit in "dhm"] if match else []
    days, hours, minutes = (int(number or 0) for number in numbers or ("", "", ""))
    margin = dt.timedelta(days=days, hours=hours, minutes=minutes)
    if not match or not any(numbers) or match["side"] not in (side, None) or margin > MOST:
        raise Unreadable(_mistake(text, example))
    return margin


def _whole_days(text: str, side: str) -> dt.timedelta:
    match = _DAYS.fullmatch(folded(text))
    days = int(match["number"]) * (7 if match["unit"].startswith("w") else 1) if match else 0
    if not match or match["side"] not in (side, None) or not 0 < days <= MOST_DAYS:
        raise Unreadable(
            lambda span: mistakes.wrong_value(
                span, f"a number of days {side} an event", text, "Write it as `14 days` or `3 weeks`, or `never`."
            )
        )
    return dt.timedelta(days=days)


def _mistake(text: str, example: str) -> Callable[[Span], Diagnostic]:
    hint = f"Write it as `{example}`, {MOST.days} days at most."
    return lambda span: mistakes.wrong_value(span, "a time before or after an event", text, hint)


READERS: dict[Any, Callable[[str], Any]] = {
    Before: before,
    After: after,
    DaysBefore: days_before,
    DaysAfter: days_after,
}
