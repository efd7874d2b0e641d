"""How long before or after an event: `30 min before`, `1 h after`, `2 days before`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.model.joining import After, Before
from seminarsite.tools.characters import Unreadable, folded

MOST = dt.timedelta(days=31)

_MARGIN = re.compile(
    r"(?:(?P<d>\d{1,2}) ?d(?:ays?)?)?,? ?(?:(?P<h>\d{1,3}) ?h(?:ours?)?)?,? ?(?:(?P<m>\d{1,4}) ?(?:m|min|mins|minutes?)\.?)?"
    r"(?: (?P<side>before|after)(?: the .*)?)?"
)


def before(text: str) -> Before:
    return Before(_margin(text, "before", "30 min before"))


def after(text: str) -> After:
    return After(_margin(text, "after", "15 min after"))


def _margin(text: str, side: str, example: str) -> dt.timedelta:
    match = _MARGIN.fullmatch(folded(text))
    numbers = [match[unit] for unit in "dhm"] if match else []
    days, hours, minutes = (int(number or 0) for number in numbers or ("", "", ""))
    margin = dt.timedelta(days=days, hours=hours, minutes=minutes)
    if not match or not any(numbers) or match["side"] not in (side, None) or margin > MOST:
        raise Unreadable(_mistake(text, example))
    return margin


def _mistake(text: str, example: str) -> Callable[[Span], Diagnostic]:
    hint = f"Write it as `{example}`, {MOST.days} days at most."
    return lambda span: mistakes.wrong_value(span, "a time before or after an event", text, hint)


READERS: dict[Any, Callable[[str], Any]] = {Before: before, After: after}
