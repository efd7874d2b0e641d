"""What subscribers were told of each event, and when: the ledger, as a value.

A ledger is a set of records. A record holds what has changed of an event, so that the records of an
event in their order give what was told last; joining two ledgers is the union of their records.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from seminarsite.model import LEDGER

FILE = LEDGER
"""Where it is kept, in content/."""
WITHDRAWN = "withdrawn"
"""The status of what was published once and is not any more."""

Fact = str | int | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What calendars show of an entry: an event, or a session (`part`) of one.

    `starts` and `ends` are as in RFC 9557, `2025-11-03T17:15+01:00[Europe/Zurich]`: the hour on the wall, what it was
    in UTC, and the zone; of whole days the first and the last, `2026-03-02`. `title` is empty while it is to be
    announced. `link` and `shows` are digests: of a public link for joining, and of the entry as a whole.
    """

    event: str = ""
    part: str = ""
    starts: str = ""
    ends: str = ""
    status: str = ""
    title: str = ""
    place: str = ""
    link: str = ""
    recordings: int = 0
    calendars: tuple[str, ...] = ()
    shows: str = ""

    def then(self, facts: Mapping[str, Any]) -> Facts:
        """These with others in their place; `ledger` has seen to their types."""
        return dataclasses.replace(self, **facts)

    def since(self, before: Facts) -> Mapping[str, Fact]:
        """The facts that are others than before."""
        return {
            key.name: getattr(self, key.name)
            for key in dataclasses.fields(self)
            if getattr(self, key.name) != getattr(before, key.name)
        }


KEYS = tuple(key.name for key in dataclasses.fields(Facts))

WEIGHTY = frozenset({"starts", "ends", "status", "place", "link"})
"""What a change of makes SEQUENCE rise (RFC 5546 2.1.4): whoever wants to come must be told."""


class Kind(enum.StrEnum):
    """What has happened to an entry, for those who want to know what is new."""

    ANNOUNCED = "announced"
    TITLE_KNOWN = "title known"
    RETITLED = "retitled"
    MOVED = "moved"
    PLACE = "place"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    TAKES_PLACE = "takes place after all"
    RECORDING = "recording"
    OTHER = "other"


OFF = ("cancelled", "postponed", WITHDRAWN)


def kinds(before: Facts, after: Facts) -> tuple[Kind, ...]:
    """What has happened between two states of an entry; before the first one all facts are empty."""
    if not before.status:
        return (Kind.ANNOUNCED,)
    if after.status != before.status and after.status in OFF:
        return (Kind(after.status),)
    found = [Kind.TAKES_PLACE] if before.status in OFF and after.status not in OFF else []
    if (after.starts, after.ends) != (before.starts, before.ends):
        found.append(Kind.MOVED)
    if after.title != before.title:
        found.append(Kind.RETITLED if before.title and after.title else Kind.TITLE_KNOWN if after.title else Kind.OTHER)
    if after.place != before.place:
        found.append(Kind.PLACE)
    if after.recordings > before.recordings:
        found.append(Kind.RECORDING)
    return tuple(found) or (Kind.OTHER,)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What changed of an entry, noticed at a moment (UTC, whole seconds)."""

    uid: str
    at: dt.datetime
    sequence: int
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> tuple[str, dt.datetime, int, str]:
        """The order of records: it does not depend on who wrote which one first."""
        return (self.uid, self.at, self.sequence, str(sorted(self.facts.items())))


@dataclass(frozen=True)
class History:
    """All records of one entry, the earliest first; at least one."""

    uid: str
    records: tuple[Record, ...]

    @cached_property
    def facts(self) -> Facts:
        """What was told last."""
        return self.states[-1]

    @cached_property
    def states(self) -> tuple[Facts, ...]:
        """What was told with each record."""
        found = [Facts()]
        for record in self.records:
            found.append(found[-1].then(record.facts))
        return tuple(found[1:])

    @cached_property
    def sequence(self) -> int:
        """It rises with each weighty record, also where two organisers wrote the same number in their branches."""
        number = self.records[0].sequence
        for record in self.records[1:]:
            number = max(number + bool(WEIGHTY & record.facts.keys()), record.sequence)
        return number

    @property
    def first(self) -> dt.datetime:
        return self.records[0].at

    @property
    def last(self) -> dt.datetime:
        return self.records[-1].at

    @property
    def is_withdrawn(self) -> bool:
        return self.facts.status == WITHDRAWN

    @cached_property
    def calendars(self) -> frozenset[str]:
        """All calendars that it has ever stood in."""
        return frozenset(address for state in self.states for address in state.calendars)


@dataclass(frozen=True)
class Ledger:
    """The histories of all entries by their UID."""

    histories: Mapping[str, History] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(record for uid in sorted(self.histories) for record in self.histories[uid].records)

    @cached_property
    def began(self) -> dt.datetime | None:
        """When the first record was written: what was announced then had been so before."""
        return min((history.first for history in self.histories.values()), default=None)

    @cached_property
    def by_event(self) -> Mapping[tuple[str, str], History]:
        """The history of each event, and of each of its parts, by their names of today."""
        found: dict[tuple[str, str], History] = {}
        for history in sorted(self.histories.values(), key=lambda h: (not h.is_withdrawn, h.last, h.uid)):
            found[history.facts.event, history.facts.part] = history
        return found

    def joined(self, records: Iterable[Record]) -> Ledger:
        """With further records; one that is there already is there once."""
        new: dict[str, list[Record]] = {}
        for record in records:
            new.setdefault(record.uid, []).append(record)
        return Ledger({**self.histories, **{uid: self._longer(uid, those) for uid, those in new.items()}})

    def _longer(self, uid: str, new: list[Record]) -> History:
        known = self.histories[uid].records if uid in self.histories else ()
        if not known and len(new) == 1:  # as of most
            return History(uid, tuple(new))
        each = {record.key: record for record in (*known, *new)}
        return History(uid, tuple(each[key] for key in sorted(each)))
