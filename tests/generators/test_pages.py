"""Which pages there are and what they are given to show; nothing is rendered here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from helpers_site import SEMINAR, STATES, event
from seminarsite.generators import pages
from seminarsite.model.site import Site
from seminarsite.outputs import Page


@pytest.fixture
def site(read: Callable[..., Any]) -> Callable[..., Site]:
    def make(files: Mapping[str, str], now: str = "2025-03-01T12:00+00:00") -> Site:
        found, report = read(files, now=dt.datetime.fromisoformat(now))
        assert found is not None, report.diagnostics
        return found  # type: ignore[no-any-return]

    return make


def talks(*days: str, **more: str) -> dict[str, str]:
    """Talks on these days, each at noon in Zurich for an hour."""
    lines = [f"{key.replace('_', '-')}: {value}" for key, value in more.items()]
    return {f"events/on-{day}.md": event(day, "time: 12:00", f"title: On {day}", *lines) for day in days}


def ids(events: Any) -> list[str]:
    return [event.id for event in events]


# --- what comes next -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "next_", "later", "past"),
    [
        # 12:00 to 13:00 in Zurich is 11:00 to 12:00 UTC.
        ("2025-03-05T10:59:59+00:00", "on-2025-03-05", ["on-2025-03-12"], []),
        ("2025-03-05T11:30:00+00:00", "on-2025-03-05", ["on-2025-03-12"], []),  # it is running
        ("2025-03-05T12:00:00+00:00", "on-2025-03-12", [], ["on-2025-03-05"]),
        ("2025-03-12T12:00:00+00:00", None, [], ["on-2025-03-12", "on-2025-03-05"]),
    ],
)
def test_the_next_event(
    site: Callable[..., Site], now: str, next_: str | None, later: list[str], past: list[str]
) -> None:
    found = site(talks("2025-03-05", "2025-03-12"), now)
    meetings = pages.meetings(found, found.events)
    assert (meetings.next and meetings.next.id, ids(meetings.later), ids(meetings.past)) == (next_, later, past)


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_an_event_that_does_not_take_place_is_never_the_next_one(site: Callable[..., Site], status: str) -> None:
    found = site({**talks("2025-03-05", status=status), **talks("2025-03-12")})
    meetings = pages.meetings(found, found.events)
    assert meetings.next is not None
    assert (meetings.next.id, ids(meetings.later)) == ("on-2025-03-12", ["on-2025-03-05"])
    alone = site(talks("2025-03-05", status=status))
    assert pages.meetings(alone, alone.events) == pages.Meetings(None, alone.events, ())


@pytest.mark.parametrize("status", ["tentative", "rescheduled"])
def test_a_tentative_or_moved_event_can_be_the_next_one(site: Callable[..., Site], status: str) -> None:
    found = site(talks("2025-03-05", status=status))
    assert pages.meetings(found, found.events).next == found.events[0]


def test_a_workshop_is_next_until_its_last_day_is_over(site: Callable[..., Site]) -> None:
    files = {"events/workshop.md": event("2025-03-04", "until: 2025-03-06", "kind: workshop", "title: W")}
    for now, running in (("2025-03-06T22:59:00+00:00", True), ("2025-03-06T23:00:00+00:00", False)):
        found = site(files, now)
        assert (pages.meetings(found, found.events).next is not None) is running, now


def test_events_of_two_zones_are_in_the_order_of_the_instants(site: Callable[..., Site]) -> None:
    files = {
        "events/auckland.md": event("2025-03-05", "time: 09:00", "zone: Pacific/Auckland"),
        "events/honolulu.md": event("2025-03-04", "time: 11:00", "zone: Pacific/Honolulu"),
        "events/zurich.md": event("2025-03-04", "time: 20:30"),
    }
    assert ids(site(files).events) == ["zurich", "auckland", "honolulu"]


# --- which pages ---------------------------------------------------------------------------------


def addresses(made: Any) -> list[str]:
    return [page.address for page in made]


def test_a_site_without_content_has_no_empty_pages(site: Callable[..., Site]) -> None:
    empty = site({})
    assert addresses(pages.home(empty)) == [""]
    assert addresses(pages.events(empty)) == ["events/"]
    assert addresses(pages.archive(empty)) == ["archive/"]
    for make in (pages.series, pages.speakers, pages.board_page, pages.free_pages):
        assert addresses(make(empty)) == []
    assert addresses(pages.not_found(empty)) == ["404.html"]


def test_each_entry_has_its_page(site: Callable[..., Site]) -> None:
    found = site({**STATES, "pages/about.md": "---\ntitle: About\n---\nText."})
    expected = {f"events/{name[7:-3]}/" for name in STATES if name.startswith("events/")} | {"events/"}
    assert set(addresses(pages.events(found))) == expected
    assert addresses(pages.series(found)) == ["series/", "series/seminar/"]
    assert addresses(pages.speakers(found)) == ["speakers/", "speakers/emmy-noether/"]
    assert addresses(pages.free_pages(found)) == ["about/"]


def test_a_slug_is_the_address_and_the_name_of_the_file_stays_the_identity(site: Callable[..., Site]) -> None:
    found = site({"events/2025-03-05-x.md": event("2025-03-05", "time: 12:00", "slug: on-x")})
    assert addresses(pages.events(found)) == ["events/", "events/on-x/"]
    assert ids(found.events) == ["2025-03-05-x"]


def test_titles_of_pages_differ_even_where_those_of_events_are_to_be_announced(site: Callable[..., Site]) -> None:
    files = {
        "series/seminar.md": SEMINAR,
        **{f"events/{d}.md": event(f"2025-03-{d}", "series: seminar", "title: tba") for d in ("05", "12")},
    }
    titles = [page.shown().title for page in pages.events(site(files))]
    assert len(set(titles)) == len(titles) == 3


def test_earlier_and_later_are_within_the_series(site: Callable[..., Site]) -> None:
    own = {f"events/own-{d}.md": event(f"2025-03-{d}", "series: seminar") for d in ("05", "19")}
    found = site({"series/seminar.md": SEMINAR, **own, **talks("2025-03-12")})
    context = {page.address: page.shown().context for page in pages.events(found) if "event" in page.shown().context}
    first, last = context["events/own-05/"], context["events/own-19/"]
    assert (first["earlier"], first["later"]) == (None, last["event"])
    assert (last["earlier"], last["later"]) == (first["event"], None)
    alone = context["events/on-2025-03-12/"]
    assert (alone["earlier"], alone["later"]) == (None, None)


# --- people --------------------------------------------------------------------------------------


def test_the_index_of_speakers_has_everybody(site: Callable[..., Site]) -> None:
    """Names that begin with no letter from A to Z stand before and after all others; none may go missing."""
    names = ["3Blue1Brown", "Ada Lovelace", "Émilie du Châtelet", "Ωmega Ψ", "Ægidius Ørsted", "Jan Łukasiewicz"]
    found = site({"events/x.md": event("2025-03-05", "time: 12:00", f"speakers: [{', '.join(names)}]")})
    (index,) = [page for page in pages.speakers(found) if page.address == "speakers/"]
    listed = [speaker.name for people in index.shown().context["initials"].values() for speaker in people]
    assert sorted(listed) == sorted(names)
    assert [speaker.name for speaker in index.shown().context["initials"]["#"]] == ["3Blue1Brown", "Ωmega Ψ"]


def test_a_speaker_has_all_talks_those_in_programmes_too(site: Callable[..., Site]) -> None:
    found = site(STATES)
    (page,) = [page for page in pages.speakers(found) if page.address == "speakers/emmy-noether/"]
    meetings = page.shown().context["meetings"]
    assert meetings.next.id == "confirmed"
    assert ids(meetings.later) == ["workshop"]


BOARD = SEMINAR.replace(
    "clock: 12",
    """clock: 12
board:
  - {name: Zoe Adams}
  - {name: Ada Zorn, until: 2025-02}
  - {name: Simon Shaolei Du, sort-name: 'Du, Simon Shaolei', former: yes}
  - {name: Élie Cartan, from: 2025-03-01}
  - {name: New Member, from: 2025-04}
  - {name: Last Day, until: 2025-03-01}""",
)


def test_boards_follow_from_the_dates(site: Callable[..., Site]) -> None:
    found = site({"series/seminar.md": BOARD})
    (board,) = pages.boards(found)
    assert [m.name for m in board.serving] == ["Zoe Adams", "Élie Cartan", "Last Day"]
    assert [m.name for m in board.former] == ["Simon Shaolei Du", "Ada Zorn"]
    assert addresses(pages.board_page(found)) == ["board/"]


# --- seasons -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "seasons"),
    [
        ("01-01", {"2025": 2, "2024": 3, "2023": 1}),
        ("09-01", {"2024-25": 3, "2023-24": 3}),
        ("08-31", {"2024-25": 4, "2023-24": 2}),
    ],
)
def test_the_archive_by_season(site: Callable[..., Site], starts: str, seasons: dict[str, int]) -> None:
    settings = STATES["site.yaml"].replace("season-starts: 09-01", f"season-starts: {starts}")
    days = ("2023-12-31", "2024-01-01", "2024-08-31", "2024-09-01", "2025-01-08")
    found = site({"site.yaml": settings, **talks(*days), **talks("2025-06-04")})
    archive = list(pages.archive(found))
    assert addresses(archive) == ["archive/", *(f"archive/{season}/" for season in seasons)]
    assert [len(page.shown().context["events"]) for page in archive[1:]] == list(seasons.values())
    over = [len(events) for events in archive[0].shown().context["seasons"].values()]
    assert sum(over) == sum(seasons.values()) - 1  # one is still to come
    newest, oldest = archive[1].shown().context, archive[-1].shown().context
    assert newest["newer"] is None
    assert oldest["older"] is None
    assert newest["older"] == archive[2].shown().context["season"]


def test_the_home_page_shows_a_few_past_events(site: Callable[..., Site]) -> None:
    found = site(talks(*(f"2024-{month:02}-10" for month in range(1, 13))))
    (home,) = pages.home(found)
    assert ids(home.shown().context["recent"]) == [
        f"on-2024-{month:02}-10" for month in range(12, 12 - pages.RECENT, -1)
    ]


# --- programme and navigation --------------------------------------------------------------------


def test_a_programme_by_day(site: Callable[..., Site]) -> None:
    found = site(STATES)
    (workshop,) = [e for e in found.events if e.id == "workshop"]
    days = [(day.date.isoformat(), [s.title.text for s in day.sessions]) for day in pages.programme(workshop)]
    assert days == [("2025-06-02", ["Morning"]), ("2025-06-03", ["Dinner"])]


def test_navigation(site: Callable[..., Site]) -> None:
    settings = (
        STATES["site.yaml"]
        + "navigation:\n  - {label: Elsewhere, to: https://example.com/}\n  - {label: All, to: /archive/}\n"
    )
    page = "---\ntitle: About us\nnavigation: About\n---\nText."
    found = site({**STATES, "site.yaml": settings, "series/seminar.md": BOARD, "pages/about.md": page})
    items = [(item.label, item.address if item.url is None else item.url) for item in pages.navigation(found)]
    assert items == [
        ("Programme", "events/"),
        ("Archive", "archive/"),
        ("Search", "search/"),
        ("Series", "series/seminar/"),  # the only one
        ("Speakers", "speakers/"),
        ("Board", "board/"),
        ("Subscribe", "subscribe/"),
        ("About", "about/"),
        ("Elsewhere", "https://example.com/"),
        ("All", "archive/"),
    ]
    bare = [item.label for item in pages.navigation(site({}))]
    assert bare == ["Search"]  # pages alone, as of a handbook


def test_every_page_has_a_title_and_a_description(site: Callable[..., Site]) -> None:
    found = site({**STATES, "series/seminar.md": BOARD, "pages/about.md": "---\ntitle: About\n---\nText."})
    makers = (
        pages.home, pages.events, pages.series, pages.speakers, pages.board_page, pages.archive, pages.free_pages,
    )  # fmt: skip
    made: list[Page] = [page for make in makers for page in make(found)]
    assert [
        page.address for page in made if not page.shown().title or not (page.shown().description or page.address == "")
    ] == []
