"""Which zone a TZID means: IANA's, Windows', a path that ends in one, or rules that the calendar brings along."""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
from collections.abc import Iterable, Mapping

from seminarsite.importers.contentlines import Component
from seminarsite.model.values import Zone
from seminarsite.tools import zones


def named(name: str) -> Zone | None:
    """`Europe/Zurich`, `W. Europe Standard Time` (by CLDR), `/citadel.org/20210210_1/Europe/Berlin`, `Customized …`."""
    from babel.core import get_global

    name = name.strip().strip('"')
    if found := zones.known(name):
        return found
    windows: Mapping[str, str] = get_global("windows_zone_mapping")
    if found := zones.known(windows.get(name, "")):
        return found
    parts = name.split("/")
    for n in range(1, len(parts)):
        if found := zones.known("/".join(parts[n:])):
            return found
    if name in ("GMT", "Etc/GMT", "Etc/UTC", "UTC"):
        return Zone("UTC")
    for city in re.findall(r"[A-Z][\w. ]+", re.sub(r"\(.*?\)", "", name))[:6]:  # `(UTC+01:00) Amsterdam, Berlin, Bern`
        if found := _of_city(city.strip()):
            return found
    return None


@functools.cache
def _of_city(city: str) -> Zone | None:
    wanted = city.lower().replace(" ", "_")
    found = sorted(name for name in zones.canonical_names() if name.rpartition("/")[2].lower() == wanted)
    return Zone(found[0]) if len(found) == 1 else None


def of_calendar(timezone: Component) -> Zone | None:
    """The zone that a VTIMEZONE means by its name or by what it says of its place."""
    for key in ("TZID", "X-LIC-LOCATION", "X-MICROSOFT-CDO-TZID", "TZURL"):
        if found := named(timezone.text(key)):
            return found
    return None


class Clocks:
    """The zones of one calendar: TZID to an IANA zone, or to rules of its own."""

    def __init__(self, timezones: Iterable[Component]) -> None:
        self._known: dict[str, Zone] = {}
        self._rules: dict[str, dt.tzinfo] = {}
        for one in timezones:
            name = one.text("TZID").strip('"')
            if zone := of_calendar(one):
                self._known[name] = zone
            elif rules := _rules(one):
                self._rules[name] = rules

    def zone(self, name: str) -> Zone | None:
        return self._known.get(name) or named(name)

    def rules(self, name: str) -> dt.tzinfo | None:
        return self._rules.get(name)


def _rules(timezone: Component) -> dt.tzinfo | None:
    from dateutil import tz

    text = "\r\n".join(line for line in timezone.lines if not line.upper().startswith("X-")) + "\r\nEND:VTIMEZONE\r\n"
    try:
        found = tz.tzical(io.StringIO(text)).get()
        if found is not None:
            dt.datetime(2020, 1, 1, tzinfo=found).utcoffset()
    except Exception:  # noqa: BLE001  (rules by anybody; dateutil raises whatever its steps do)
        return None
    return found
