"""The picture of the archive: how high and where the bars are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seminarsite.generators.archivechart import BAR, HEIGHT, STEP, chart
from seminarsite.model.season import Season
from seminarsite.model.values import MonthDay

SEPTEMBER = MonthDay(9, 1)


def seasons(counts: dict[int, int]) -> dict[Season, range]:
    return {Season(year, SEPTEMBER): range(count) for year, count in counts.items()}


def test_the_oldest_season_is_on_the_left_and_a_year_without_events_is_a_gap() -> None:
    found = chart(seasons({2025: 10, 2021: 5, 2023: 20}))
    assert found is not None
    assert [(bar.season.label, bar.events, bar.x, bar.height) for bar in found.bars] == [
        ("2021/22", 5, 0, HEIGHT / 4),
        ("2023/24", 20, 2 * STEP, HEIGHT),
        ("2025/26", 10, 4 * STEP, HEIGHT / 2),
    ]
    assert found.width == 4 * STEP + BAR


def test_one_season_is_no_picture() -> None:
    assert chart({}) is None
    assert chart(seasons({2025: 12})) is None
    assert chart(seasons({2024: 0, 2025: 12})) is None


@given(st.dictionaries(st.integers(1700, 2200), st.integers(1, 5000), min_size=2))
def test_every_bar_can_be_seen_and_stands_within_the_picture(counts: dict[int, int]) -> None:
    found = chart(seasons(counts))
    assert found is not None
    assert len(found.bars) == len(counts)
    for bar in found.bars:
        assert 1 <= bar.height <= HEIGHT
        assert abs(bar.y + bar.height - HEIGHT) < 0.01
        assert 0 <= bar.x <= found.width - BAR
