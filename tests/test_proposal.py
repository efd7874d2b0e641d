"""What `new` proposes: which known speaker a name means, the end of a season, the folder of new files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from helpers_site import SEMINAR, event
from seminarsite import proposal
from seminarsite.model.values import MonthDay

SPEAKER = "---\nname: Kathlén Kohn\nalso-known-as: [K. Kohn-Example]\n---\n"
FILES = {
    "series/seminar.md": SEMINAR,
    "speakers/kohn.md": SPEAKER,
    "speakers/li.md": "---\nname: Wei Li\n---\n",
    "events/a.md": event("2025-03-05", "series: seminar", "title: A", "speaker: Emmy Noether"),
    "events/spring/b.md": event("2025-03-12", "series: seminar", "title: B", "speaker: tba", "draft: yes"),
}


@pytest.fixture
def site(write_site: Callable[..., Any]) -> Any:
    from seminarsite.diagnostics import Report
    from seminarsite.reading.content import read_site

    now = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
    return read_site(write_site(FILES) / "content", now, Report(), for_organisers=True)


@pytest.mark.parametrize(
    ("name", "known", "like"),
    [
        ("Kathlén Kohn", "Kathlén Kohn", "Kathlén Kohn"),
        ("kohn", "Kathlén Kohn", None),
        ("k. kohn-example", "Kathlén Kohn", None),
        ("  EMMY  noether ", "Emmy Noether", "Emmy Noether"),
        ("Kathlen Kohn", None, "Kathlén Kohn"),
        ("K. Kohn", None, "Kathlén Kohn"),
        ("Kohn, Kathlén", None, "Kathlén Kohn"),
        ("Li Wei", None, "Wei Li"),
        ("Wei Liu", None, "Wei Li"),
        ("Wen Li", None, None),
        ("J. Kohn", None, None),
        ("Ada Example", None, None),
        ("王小云", None, None),
    ],
)
def test_whose_name_that_is(site: Any, name: str, known: str | None, like: str | None) -> None:
    found, near = proposal.speaker_named(site, name), proposal.speaker_like(site, name)
    assert (found and found.name, near and near.name) == (known, like)


@pytest.mark.parametrize(
    ("date", "starts", "end"),
    [
        ("2025-10-01", MonthDay(8, 1), "2026-07-31"),
        ("2025-07-31", MonthDay(8, 1), "2025-07-31"),
        ("2025-08-01", MonthDay(8, 1), "2026-07-31"),
        ("2025-03-05", MonthDay(1, 1), "2025-12-31"),
        ("2024-02-05", MonthDay(3, 1), "2024-02-29"),
    ],
)
def test_the_end_of_a_season(date: str, starts: MonthDay, end: str) -> None:
    assert str(proposal.end_of_season(dt.date.fromisoformat(date), starts)) == end


def test_new_files_stand_beside_the_last_one(site: Any) -> None:
    assert proposal.folder_of(site, site.series[0]) == "content/events/spring"
    assert proposal.folder_of(site, None) == "content/events/spring"


def test_who_is_waited_for(site: Any) -> None:
    assert [one.id for one in proposal.waiting(site, site.series[0])] == []  # B has a title
    assert [person.name for person in site.speakers] == ["Kathlén Kohn", "Wei Li", "Emmy Noether"]
