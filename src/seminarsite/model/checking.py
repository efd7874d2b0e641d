"""The rules about the meaning of content: their names, how serious each is taken, and their numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from dataclasses import dataclass
from typing import Annotated

from seminarsite.model.deadlines import DaysAfter
from seminarsite.model.values import Key


class Level(enum.StrEnum):
    """How serious a rule is taken. An error stops publication, a warning only with --strict, an info never.

    What comes up by time alone is usually an info, so that --strict fails for no change that is not to blame.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, kw_only=True)
class Checks:
    """Each rule with its level; below them, the numbers by which some of them judge."""

    no_speaker: Annotated[Level, Key("a talk to come names nobody, and does not say `tba` either")] = Level.WARNING
    speaker_tba: Annotated[Level, Key("a talk to come has its speaker to be announced, though that is due")] = (
        Level.INFO
    )
    no_title: Annotated[Level, Key("a talk to come has no title, though that is due")] = Level.INFO
    no_abstract: Annotated[Level, Key("a talk to come has no abstract, though that is due")] = Level.INFO
    no_slides: Annotated[Level, Key("a talk is over and has no slides, though they are due")] = Level.INFO
    no_recording: Annotated[Level, Key("a talk of a recorded series is over and has no recording")] = Level.INFO
    broken_promise: Annotated[
        Level, Key("a text says that slides or a recording will follow; the talk is over, and none are given")
    ] = Level.INFO
    no_portrait: Annotated[Level, Key("who speaks next has no portrait, and nearly all others have one")] = Level.INFO
    no_homepage: Annotated[Level, Key("who speaks next has no homepage, and nearly all others have one")] = Level.INFO
    off_slot: Annotated[
        Level, Key("an event to come is on another day or at another hour than its series, and nothing says why")
    ] = Level.WARNING
    night_time: Annotated[Level, Key("an event begins at night, on its own clock")] = Level.WARNING
    speakers_night: Annotated[
        Level, Key("an event to come begins at night where the speaker is (`zone` in the speaker's file)")
    ] = Level.WARNING
    clash: Annotated[Level, Key("two events of one series at the same time")] = Level.WARNING
    speaker_clash: Annotated[Level, Key("somebody speaks at two events at the same time")] = Level.WARNING
    no_old_time: Annotated[Level, Key("a rescheduled event does not say when it should have been")] = Level.WARNING
    late_deadline: Annotated[Level, Key("one may sign up for a dinner that is over by then")] = Level.WARNING
    weekday_in_text: Annotated[Level, Key("a text names a day with a weekday that it is not")] = Level.WARNING
    wrong_conversion: Annotated[
        Level, Key("a text tells one hour on the clocks of two places, and it is not the same hour")
    ] = Level.WARNING
    seasonal_conversion: Annotated[
        Level, Key("a text without a date tells an hour in two places, and some weeks of the year it is wrong")
    ] = Level.INFO
    two_spellings: Annotated[Level, Key("two speakers who seem to be one person")] = Level.WARNING
    twice_on_board: Annotated[Level, Key("somebody is on a board twice at the same time")] = Level.WARNING
    parity: Annotated[
        Level,
        Key("an edition of a named lecture in a year that is against its rhythm (`parity`, or `every` and `since`)"),
    ] = Level.WARNING
    stale_series: Annotated[
        Level, Key("a series has had no event for long and has none to come, and is not `ended`")
    ] = Level.INFO
    past_text: Annotated[
        Level, Key("a text of the site or a series speaks of what is to come, on a day that is past")
    ] = Level.INFO
    idle_silence: Annotated[Level, Key("`silence` names a rule that has nothing to say there")] = Level.INFO
    night_from: Annotated[dt.time, Key("when the night begins, as `23:00`")] = dt.time(23)
    night_until: Annotated[dt.time, Key("when it ends, as `06:00`")] = dt.time(6)
    stale_after: Annotated[
        DaysAfter,
        Key("how long after its last event a series is stale; for a named lecture, after its next one is due"),
    ] = DaysAfter(dt.timedelta(days=365))

    def level(self, rule: str) -> Level:
        """How serious the rule of this name is taken."""
        level: Level = getattr(self, rule.replace("-", "_"))
        return level


RULES: tuple[str, ...] = tuple(
    field.name.replace("_", "-") for field in dataclasses.fields(Checks) if isinstance(field.default, Level)
)
"""The names of all rules, as they are written in `checks` and `silence`."""
