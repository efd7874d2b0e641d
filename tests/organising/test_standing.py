"""How a season stands, as values: which events, what they lack, free days, terms."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from helpers_standing import read
from seminarsite.organising.standing import Overview, overview, season_named


def test_what_is_to_come_and_what_was_in_this_season(season: Overview) -> None:
    assert [one.event.id for one in season.past] == ["snow", "hail"]
    assert [one.event.id for one in season.to_come] == ["late", "hidden", "open", "off", "soon", "school"]


def test_what_each_lacks_and_since_when(season: Overview) -> None:
    lacks = {
        one.event.id: [(missing.part.value, one.days_left(missing)) for missing in one.lacks]
        for one in season.standings
    }
    assert lacks == {
        "snow": [("slides", -37), ("recording", -14)],
        "hail": [("recording", 21)],
        "late": [("title", -9), ("abstract", -2)],
        "hidden": [("abstract", 5)],
        "open": [("speaker", 5), ("title", 5), ("abstract", 12)],
        "off": [],
        "soon": [("abstract", 54)],
        "school": [],
    }
    assert season.overdue == 4
    assert {one.event.id: len(one.overdue) for one in season.standings if one.overdue} == {"snow": 2, "late": 2}


def test_what_is_due_today_is_not_overdue(root: Path) -> None:
    there = overview(read(root, now=dt.datetime(2025, 3, 12, 9, tzinfo=dt.UTC)))
    open_ = next(one for one in there.standings if one.event.id == "open")
    assert [open_.days_left(one) for one in open_.lacks] == [0, 0, 7]
    assert open_.overdue == ()


def test_what_visitors_do_not_see(season: Overview) -> None:
    assert {one.event.id: (one.is_draft, one.embargo is not None) for one in season.standings if one.is_hidden} == {
        "hidden": (True, False),
        "soon": (False, True),
    }


def test_without_drafts_where_others_read_it(root: Path) -> None:
    shown = overview(read(root, for_organisers=False))
    assert [one.event.id for one in shown.to_come] == ["late", "open", "off", "school"]


def test_links_and_material(season: Overview) -> None:
    told = {one.event.id: (one.link, one.material) for one in season.standings}
    assert told["late"] == ("public", ())
    assert told["off"] == ("", ())
    assert told["hail"] == ("public", ("slides",))
    assert told["school"] == ("", ())


def test_free_days_and_the_next_edition(season: Overview) -> None:
    lectures, seminar = sorted(season.free, key=lambda one: not one.is_guess)
    assert [str(day) for day in lectures.days] == ["2025-11-03"]
    assert [str(day) for day in seminar.days] == [
        "2025-04-09", "2025-04-16", "2025-04-23", "2025-04-30", "2025-05-14", "2025-05-21",
    ]  # fmt: skip
    assert seminar.more == 14  # until the end of August
    assert not seminar.is_guess


def test_terms_that_end_soon(season: Overview) -> None:
    assert [(term.member.name, str(term.day)) for term in season.terms] == [("Bert Beispiel", "2025-07-31")]


def test_of_one_series_or_one_season(root: Path) -> None:
    site = read(root)
    lecture = next(one for one in site.series if one.id == "lecture")
    assert overview(site, series=lecture).standings == ()
    for name in ("2023/24", "2023-24"):
        old = overview(site, season=season_named(site, name))
        assert [one.event.id for one in old.standings] == ["last-year", "old"]
        assert old.free == ()
    following = overview(site, season=season_named(site, "2025/26"))
    assert [one.event.id for one in following.standings] == ["school"]
    assert season_named(site, "1999") is None


def test_what_is_long_overdue_is_seen_in_the_next_season_too(root: Path) -> None:
    there = overview(read(root, now=dt.datetime(2025, 9, 2, 9, tzinfo=dt.UTC)))
    assert [one.event.id for one in there.past][:2] == ["snow", "hail"]


def test_chapters_by_series(season: Overview) -> None:
    chapters = {chapter.series.id if chapter.series else None: chapter for chapter in season.chapters}
    assert list(chapters) == ["analysis", "lecture", None]
    assert [one.event.id for one in chapters[None].to_come] == ["school"]
    assert sum(len(c.to_come) + len(c.past) for c in chapters.values()) == len(season.standings)
