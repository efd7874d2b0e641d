"""A moment in other cities in words, where the clocks make it an unusual one, and the patterns that
`static/time.js` fills in when a visitor looks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from seminarsite.model.event import Event, Timed
from seminarsite.model.values import Clock
from seminarsite.sentences.dates import Dates
from seminarsite.tools import zones
from seminarsite.tools.world import Local


class WorldWords(Dates):
    """The words of one language."""

    # --- other cities ---

    def place_of(self, there: Local) -> str:
        """London; the label that the organisers gave."""
        return there.label or ("UTC" if there.zone == "UTC" else self.city(there.zone))

    def hour_on_strip(self, there: Local, event: Event) -> str:
        """18:00; Thu 00:00, with the weekday where it is another one."""
        hour = self.clock(there.moment.time(), event.clock or Clock.H24)
        if not there.day_shift:
            return hour
        return self.say_as("world strip", "%(weekday)s %(hour)s", weekday=self.weekday(there.moment), hour=hour)

    def clock_changes(self, hours: Iterable[Local], event: Event) -> list[str]:
        """A sentence for each unusual hour, with all cities where it is that for the same reason."""
        # Cities whose own clocks change on the same day share a sentence.
        found: dict[tuple[dt.time, dt.time, bool, dt.date | None], list[Local]] = {}
        for there in hours:
            if there.is_unusual:
                because = there.because
                at_home = because is not None and because.zone == event.zone
                key = (there.moment.time(), there.usual_time, at_home, because.day if because else None)
                found.setdefault(key, []).append(there)
        told = []
        for (hour, usual, at_home, day), where in found.items():
            cities = self.all_of([self.place_of(there) for there in where])
            hours_told = (self.clock(time, event.clock or Clock.H24) for time in (hour, usual))
            told.append(self._clock_change(event if at_home else None, day, cities, *hours_told))
        return told

    def _clock_change(self, home: Event | None, day: dt.date | None, cities: str, hour: str, usual: str) -> str:
        if day is None:
            return self.say(
                "It begins at %(hour)s in %(cities)s, not at %(usual)s as usual.", hour=hour, cities=cities, usual=usual
            )
        if home is None:
            return self.say(
                "Because clocks change in %(cities)s on %(day)s, it begins at %(hour)s there, "
                "not at %(usual)s as usual.",
                cities=cities,
                day=self.day(day),
                hour=hour,
                usual=usual,
            )
        return self.say(
            "Because clocks change in %(home)s on %(day)s, it begins at %(hour)s in %(cities)s, "
            "not at %(usual)s as usual.",
            home=self.city(home.zone),
            day=self.day(day),
            hour=hour,
            cities=cities,
            usual=usual,
        )

    # --- for static/time.js ---

    def begins_at(self, event: Event) -> str:
        """The instant at which an event begins, also of whole days: 2023-03-29T16:00:00Z"""
        return _instant(event.when.start)

    def ends_at(self, event: Event) -> str:
        """The instant from which on it is over."""
        return _instant(event.when.end)

    def wall_clock(self, event: Event) -> str:
        """What the clock on the wall shows where it takes place, without a zone: 2023-03-29T12:00; empty for days."""
        return f"{event.when.start:%Y-%m-%dT%H:%M}" if isinstance(event.when, Timed) else ""

    def own_hour(self) -> str:
        """18:00 your time. In braces what the browser of the visitor knows."""
        return self.say("%(hour)s your time", hour="{hour}")

    def own_hour_in_a_place(self) -> str:
        """18:00 your time (Zurich)"""
        return self.say("%(hour)s your time (%(place)s)", hour="{hour}", place="{place}")

    def starts(self) -> str:
        """Starts in 3 hours; Starts tomorrow."""
        return self.say("Starts %(when)s", when="{when}")

    def live(self) -> str:
        return self.say("Live now")

    def over(self) -> str:
        return self.say_as("an event", "Ended")


def _instant(moment: dt.datetime) -> str:
    return f"{zones.utc(moment):%Y-%m-%dT%H:%M:%SZ}"
