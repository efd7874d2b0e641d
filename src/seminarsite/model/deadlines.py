"""Until when the parts of an announcement are wanted, counted in days from the day of the event."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Annotated, NewType

from seminarsite.model.values import Key

DaysBefore = NewType("DaysBefore", dt.timedelta)
"""Whole days before the day of an event, written `21 days` or `3 weeks`."""
DaysAfter = NewType("DaysAfter", dt.timedelta)
"""Whole days after the last day of an event, written `14 days` or `2 weeks`."""


class Never(enum.StrEnum):
    """What nobody is asked for."""

    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Due:
    """When what is missing of an event is asked for. What a series leaves out is as the site says, else as usual."""

    speaker: Annotated[DaysBefore | Never | None, Key("who speaks, as `28 days` before; usually 14 days")] = None
    title: Annotated[DaysBefore | Never | None, Key("the title, as `21 days` before; usually 14 days")] = None
    abstract: Annotated[DaysBefore | Never | None, Key("the abstract, as `14 days` before; usually never")] = None
    slides: Annotated[DaysAfter | Never | None, Key("the slides, as `7 days` after; usually never")] = None
    recording: Annotated[
        DaysAfter | Never | None,
        Key("the recording, as `14 days` after; usually 30 days where the series says that talks are recorded"),
    ] = None


USUALLY = Due(
    speaker=DaysBefore(dt.timedelta(days=14)),
    title=DaysBefore(dt.timedelta(days=14)),
    abstract=Never.NEVER,
    slides=Never.NEVER,
    recording=DaysAfter(dt.timedelta(days=30)),
)
"""Recordings only where the series is recorded."""
