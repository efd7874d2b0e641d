"""Taking part from elsewhere: the platform, the link to the meeting, and the rule that says who may see it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Annotated, NewType

from seminarsite.model.values import Key, Phrase, Secret, Unprintable, Url

MeetingLink = NewType("MeetingLink", Secret)
"""An http or https address. An empty one stands outside of the content and is not at hand."""
Passcode = NewType("Passcode", Secret)
"""What opens a locked link. An empty one stands outside of the content and is not at hand."""
Before = NewType("Before", dt.timedelta)
"""How long before the beginning of an event, written `30 min before`."""
After = NewType("After", dt.timedelta)
"""How long after the end of an event, written `15 min after`."""


class Visibility(enum.StrEnum):
    """Who gets to see a link, and when."""

    MAILING_LIST = "mailing-list"
    PUBLIC = "public"
    WINDOW = "window"
    REGISTRATION = "registration"
    LOCKED = "locked"


HALF_AN_HOUR = dt.timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Join(Unprintable):
    """The link to a meeting and its rule. What an event leaves out it has from its series.

    As a whole it cannot be printed, like the secrets in it: only `revealing` says what is shown of it.
    """

    SHORT = "link"
    link: Annotated[
        MeetingLink | None,
        Key("the link to the meeting, or `env:ZOOM_LINK`, or `file:secrets/zoom.txt`", also=("url",)),
    ] = None
    visible: Annotated[
        Visibility | None,
        Key(
            "who sees the link: nobody but the mailing list (the rule if this is left out), the public, "
            "the public in a window of time, nobody because one registers, or who knows the passcode",
            also=("rule", "visibility"),
        ),
    ] = None
    from_: Annotated[
        Before | None, Key("window: since when before the beginning, as `30 min before`, which is the rule")
    ] = None
    until: Annotated[After | None, Key("window: until when after the end, as `15 min after`; else until the end")] = (
        None
    )
    registration: Annotated[Url | None, Key("registration: where to register", also=("register",))] = None
    riddle: Annotated[
        Phrase | None, Key("locked: a question whose answer opens the link, as `The smallest prime above 100?`")
    ] = None
    passcode: Annotated[
        Passcode | None,
        Key(
            "locked: the passcode, or the answer to the riddle, or `env:SEMINAR_PASSCODE`; capitals do not count",
            also=("answer",),
        ),
    ] = None

    @property
    def rule(self) -> Visibility:
        """The rule; where nobody wrote one, the link is shown nowhere."""
        return self.visible or Visibility.MAILING_LIST

    @property
    def opens(self) -> dt.timedelta:
        return HALF_AN_HOUR if self.from_ is None else self.from_

    @property
    def closes(self) -> dt.timedelta:
        return self.until or dt.timedelta(0)


@dataclass(frozen=True, kw_only=True)
class Online:
    """Where people meet on the net."""

    SHORT = "platform"
    platform: Annotated[str | None, Key("as `Zoom`")] = None
    url: Annotated[Url | None, Key("a public page about taking part")] = None
    join: Annotated[Join | None, Key("the link to the meeting and who may see it; a link alone is shown nowhere")] = (
        None
    )
    note: Annotated[Phrase | None, Key("how to take part")] = None
