"""A part of a site: the events of a series or season, and who appears there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_export import FILES
from seminarsite.exporters.choice import chosen, seasons
from seminarsite.model.site import Site


@pytest.fixture
def site(read: Callable[..., Any]) -> Site:
    found, report = read(FILES)
    assert report.errors == 0
    return found


def test_seasons_have_the_names_of_their_labels_and_pages(site: Site) -> None:
    assert {name: season.year for name, season in seasons(site).items()} == {
        "2023/24": 2023,
        "2023-24": 2023,
        "2024/25": 2024,
        "2024-25": 2024,
    }


def test_a_season_has_its_events_speakers_and_series_alone(site: Site) -> None:
    part = chosen(site, season=seasons(site)["2023/24"])
    assert [e.id for e in part.events] == ["earlier"]
    assert [s.id for s in part.speakers] == ["ada-former"]
    assert [s.id for s in part.series] == ["other"]


def test_a_series(site: Site) -> None:
    part = chosen(site, series=site.series[0])
    assert [e.id for e in part.events] == ["ideals", "formula", "gone"]
    assert [s.id for s in part.speakers] == ["bert-beispiel", "emmy-noether"]


def test_without_a_choice_it_is_the_site_itself(site: Site) -> None:
    assert chosen(site) is site
