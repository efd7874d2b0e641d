"""What has happened to events, from the ledger: announced, moved, cancelled, recorded …

Only moments, kinds and hours come from the ledger; all else is what the site says of an event today. So nothing can
be read here of what is not published any more, but that it was withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

from seminarsite import routes
from seminarsite.model.event import Event
from seminarsite.model.ledger import Facts, History, Kind, Ledger, kinds
from seminarsite.model.series import Series
from seminarsite.model.site import Site
from seminarsite.reading import ledger
from seminarsite.tools import zones

LATEST = 50
"""How many are shown. A number, not a span of time: what is shown must not change by time alone."""

Moment = dt.datetime | dt.date

_AFTERWARDS = frozenset({Kind.RECORDING, Kind.CANCELLED, Kind.POSTPONED})
"""What is news of an event that is over. The rest, noted so late, puts the archive right."""

_EXPLAINS_SESSIONS = frozenset(Kind) - {Kind.OTHER, Kind.RECORDING, Kind.TITLE_KNOWN, Kind.RETITLED}
"""After which the same is to be expected of the sessions."""

_A_DAY_EVERYWHERE = dt.timedelta(days=1, hours=12)


@dataclass(frozen=True, kw_only=True)
class Move:
    """What was told of the extent of an event, and what was told then: aware moments, or days, both ends counted in.

    `is_latest` unless it was moved again.
    """

    old: tuple[Moment, Moment]
    new: tuple[Moment, Moment]
    is_latest: bool


@dataclass(frozen=True, kw_only=True)
class News:
    """What was noted of one event at one moment (UTC); `kinds` in order of weight, `uid` that of the calendars.

    Of what was withdrawn there is no event but, where known, its series and its day. `place` says whether the place
    of today is the one that is news, `programme` that sessions have changed.
    """

    uid: str
    at: dt.datetime
    kinds: tuple[Kind, ...] = ()
    event: Event | None = None
    series: Series | None = None
    day: dt.date | None = None
    move: Move | None = None
    place: bool = False
    programme: bool = False

    @property
    def says_state(self) -> bool:
        """Whether the state of the event today is the news."""
        return self.event is not None and self.event.status.value in self.kinds


@dataclass(frozen=True)
class Chronicle:
    """The news of a site that keeps a ledger. Worked out when somebody asks, and once."""

    site: Site

    @cached_property
    def news(self) -> tuple[News, ...]:
        """The latest first, those of one moment in order of the events."""
        found = [*self._of_events, *self._withdrawn]
        found.sort(key=lambda one: (_start(one), one.uid))
        return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:LATEST])

    @property
    def days(self) -> Iterator[tuple[dt.date, tuple[News, ...]]]:
        """By the day on which they were noted, in the zone of the site."""
        for day, those in groupby(self.news, lambda one: self._day(one.at)):
            yield day, tuple(those)

    @property
    def since(self) -> dt.date | None:
        """The day on which the ledger begins: what was told then had been so before."""
        return self._day(self._ledger.began) if self._ledger.began else None

    def _day(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(ZoneInfo(self.site.settings.zone)).date()

    @property
    def _ledger(self) -> Ledger:
        return self.site.ledger or Ledger()

    @cached_property
    def _histories(self) -> tuple[tuple[History, Event | None], ...]:
        """Each with its event, if that is published: where two had one name, the later one is meant."""
        events: dict[str, Event] = {event.id: event for event in self.site.events}
        owners = self._ledger.by_event
        found = []
        for uid in sorted(self._ledger.histories):
            history = self._ledger.histories[uid]
            facts = history.facts
            is_owner = owners[facts.event, facts.part] is history
            found.append((history, events.get(facts.event) if is_owner else None))
        return tuple(found)

    @property
    def _of_events(self) -> Iterator[News]:
        told: dict[tuple[str, dt.datetime], list[tuple[History, _Change]]] = {}
        by_id: dict[str, Event] = {}
        for history, event in self._histories:
            if event is not None:
                by_id[event.id] = event
                for change in _changes(history, self._ledger):
                    told.setdefault((event.id, change.at), []).append((history, change))
        for (name, _), those in told.items():
            yield from self._told(by_id[name], those)

    def _told(self, event: Event, those: list[tuple[History, _Change]]) -> Iterator[News]:
        """What one recording noted of an event, its sessions among it."""
        history, whole = next(((h, c) for h, c in those if not h.facts.part), (None, None))
        own = whole.kinds if whole else ()
        inside = {kind for h, change in those if h.facts.part for kind in change.kinds}
        programme = bool(inside - {Kind.RECORDING}) and not _EXPLAINS_SESSIONS & set(own)
        if Kind.RECORDING in inside and Kind.ANNOUNCED not in own and Kind.RECORDING not in own:
            own = (*own, Kind.RECORDING)
        if not own and not programme:
            return
        owner = self._ledger.by_event.get((event.id, ""), those[0][0])
        move = None
        if whole and history and Kind.MOVED in own:
            move = _move(whole, history.facts)
        yield News(
            uid=owner.uid,
            at=those[0][1].at,
            kinds=own,
            event=event,
            move=move,
            place=bool(whole and history and whole.after.place == history.facts.place),
            programme=programme,
        )

    @property
    def _withdrawn(self) -> Iterator[News]:
        for history, event in self._histories:
            if event is None and history.is_withdrawn and not history.facts.part:
                last = [change for change in _changes(history, self._ledger) if Kind.WITHDRAWN in change.kinds][-1:]
                for change in last:
                    series = next((s for s in self.site.series if routes.calendar(s) in change.after.calendars), None)
                    day = ledger.moment(change.after.starts)
                    day = day.date() if isinstance(day, dt.datetime) else day
                    yield News(uid=history.uid, at=change.at, kinds=(Kind.WITHDRAWN,), series=series, day=day)


@dataclass(frozen=True)
class _Change:
    """From one state of an entry to the next; what was noted at the same moment, in two branches, is one."""

    at: dt.datetime
    before: Facts
    after: Facts

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        found = [kind for kind in kinds(self.before, self.after) if kind is not Kind.OTHER]
        # A zone of another name with the same instant is no move.
        if Kind.MOVED in found and _instants(self.before) == _instants(self.after):
            found.remove(Kind.MOVED)
        is_over = bool(found) and _is_over(self.before, self.at) and _is_over(self.after, self.at)
        return tuple(kind for kind in found if not is_over or kind in _AFTERWARDS)


def _changes(history: History, of: Ledger) -> Iterator[_Change]:
    """All but what was told when the ledger began."""
    before = Facts()
    for at, those in groupby(zip(history.records, history.states, strict=True), lambda one: one[0].at):
        after = [state for _, state in those][-1]
        if at != of.began:
            yield _Change(at, before, after)
        before = after


def _extent(facts: Facts) -> tuple[Moment, Moment] | None:
    start, end = ledger.moment(facts.starts), ledger.moment(facts.ends)
    return (start, end) if start is not None and end is not None else None


def _instants(facts: Facts) -> tuple[Moment, ...]:
    return tuple(zones.utc(m) if isinstance(m, dt.datetime) else m for m in _extent(facts) or ())


def _move(change: _Change, latest: Facts) -> Move | None:
    old, new = _extent(change.before), _extent(change.after)
    return Move(old=old, new=new, is_latest=_instants(change.after) == _instants(latest)) if old and new else None


def _is_over(facts: Facts, at: dt.datetime) -> bool:
    """Before it was told first, it was nothing that somebody could wait for."""
    end = ledger.moment(facts.ends)
    if isinstance(end, dt.datetime):
        return zones.utc(end) <= at
    return end is None or dt.datetime.combine(end, dt.time(), dt.UTC) + _A_DAY_EVERYWHERE <= at


def _start(one: News) -> dt.datetime:
    if one.event:
        return zones.utc(one.event.when.start)
    return dt.datetime.combine(one.day or one.at.date(), dt.time(), dt.UTC)
