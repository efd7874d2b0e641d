"""A picture of the archive: a bar for each season, as high as it has events. Geometry only; a template draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass

from seminarsite.model.season import Season

STEP, BAR, HEIGHT, LEAST = 10, 8, 40, 1
"""Units of the drawing from bar to bar, the width of one, the height of the highest, and that of the lowest."""


@dataclass(frozen=True)
class Bar:
    """The season, how many events it has, and where its bar stands; `y` grows downwards, as in SVG."""

    season: Season
    events: int
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Chart:
    """The bars from the oldest season to the latest, in a drawing of these units. A year without events is a gap."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def chart(seasons: Mapping[Season, Sized]) -> Chart | None:
    """None where there is nothing to compare: fewer than two seasons."""
    found = sorted((season for season in seasons if seasons[season]), key=lambda season: season.year)
    if len(found) < 2:
        return None
    first, most = found[0].year, max(len(seasons[season]) for season in found)
    bars = []
    for season in found:
        height = max(LEAST, round(HEIGHT * len(seasons[season]) / most, 2))
        bars.append(Bar(season, len(seasons[season]), STEP * (season.year - first), round(HEIGHT - height, 2), height))
    return Chart(bars[-1].x + BAR, HEIGHT, tuple(bars))
