"""The days of a rule of repetition (RFC 5545 3.3.10), bounded in number and time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import NamedTuple

MOST = 1_000
LONGEST = dt.timedelta(days=366 * 30)

Moment = dt.datetime | dt.date


class Days(NamedTuple):
    """When it takes place, the first one counted in; `every` so many weeks, where it is weekly on one day."""

    starts: tuple[Moment, ...]
    for_ever: bool
    weekly: bool
    every: int


def expanded(
    start: Moment,
    rule: str,
    left_out: Collection[Moment],
    added: Collection[Moment],
    horizon: dt.date,
    zone: dt.tzinfo | None,
) -> Days | None:
    """All starts on the wall, without those left out; None where the rule cannot be read.

    An UNTIL in UTC is brought to the clock of the `zone`. What repeats for ever ends with the `horizon`.
    """
    parts = dict(one.upper().split("=", 1) for one in rule.split(";") if "=" in one)
    first = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time(0))
    for_ever = bool(rule) and "COUNT" not in parts and "UNTIL" not in parts
    found = {first, *(_as(one, first) for one in added)}
    if rule:
        days = _by_rule(first, parts, min(first + LONGEST, dt.datetime.combine(horizon, dt.time(23, 59))) if for_ever else first + LONGEST, zone)  # fmt: skip
        if days is None:
            return None
        found |= set(days)
    gone = {_as(one, first) for one in left_out}
    starts = sorted(found - gone)[:MOST]
    every = parts.get("INTERVAL", "1")
    one_day = re.fullmatch(r"(?:MO|TU|WE|TH|FR|SA|SU)?", parts.get("BYDAY", "")) is not None
    return Days(
        tuple(one if isinstance(start, dt.datetime) else one.date() for one in starts),
        for_ever,
        parts.get("FREQ") == "WEEKLY" and one_day,
        int(every) if re.fullmatch(r"[1-9][0-9]?", every) else 1,
    )


def _as(moment: Moment, first: dt.datetime) -> dt.datetime:
    """A day that is left out means its hour."""
    return moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, first.time())


def _by_rule(
    first: dt.datetime, parts: dict[str, str], last: dt.datetime, zone: dt.tzinfo | None
) -> list[dt.datetime] | None:
    from dateutil.rrule import rrulestr

    if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return None  # nothing that happens every second is an event
    if (
        parts["FREQ"] in ("DAILY", "WEEKLY")
        and {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER"} & parts.keys()
    ):
        return None  # dateutil looks for a 30 February until the year 9999, which takes seconds
    until = re.match(r"(\d{8})(?:T(\d{6}))?(Z)?", parts.pop("UNTIL", ""))
    try:
        if until:
            end = dt.datetime.strptime(until[1] + (until[2] or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007  (a clock on the wall)
            if until[3] and zone:
                end = end.replace(tzinfo=dt.UTC).astimezone(zone).replace(tzinfo=None)
            last = min(last, end)
        most = int(parts.pop("COUNT", MOST))
        parts["UNTIL"] = f"{last:%Y%m%dT%H%M%S}"
        rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=first)
        found: list[dt.datetime] = []
        for day in rule:
            if len(found) >= min(most, MOST):
                break
            found.append(day)
    except Exception:  # noqa: BLE001  (a rule by anybody; dateutil raises whatever its steps do)
        return None
    return found
