"""What the search page looks through: rows that hold what lists show, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from helpers_html import page
from helpers_site import NOW, demo, event, made
from seminarsite.generators import searching
from seminarsite.model.site import Site

SERIES = "---\ntitle: A long title\nshort: Example\nzone: Europe/Zurich\n---\n"


@pytest.fixture
def site(read: Callable[..., Any]) -> Callable[..., Site]:
    def make(files: Mapping[str, str], now: dt.datetime = NOW) -> Site:
        found, report = read(files, now=now)
        assert found is not None, report.diagnostics
        return found  # type: ignore[no-any-return]

    return make


def rows(of: Site) -> list[dict[str, Any]]:
    return [row for part in searching.index(of) for row in json.loads(part.make(*part.arguments))["events"]]


def test_a_row_has_what_a_list_shows_and_what_can_be_asked_for(site: Callable[..., Site]) -> None:
    found = site(
        {
            "site.yaml": "title: S\nurl: https://example.org/\nzone: UTC\nseason-starts: 09-01\nlanguage: en-GB\n",
            "series/example.md": SERIES,
            "events/a.md": event(
                "2023-03-29",
                "series: example",
                "time: 12:00",
                "title: The spectrum of $-\\Delta$",
                "speakers: [{name: Ada Example, affiliation: Somewhere}, Bert Beispiel]",
                "topics: [Geometry, Analysis]",
                "language: fr",
                "video: https://example.org/v",
                body="An abstract.",
            ),
            "events/b.md": event("2023-04-05", "time: 12:00", "kind: workshop", "title: W", "status: cancelled"),
        }
    )
    workshop, talk = rows(found)
    assert talk == {
        "at": "events/a/",
        "on": "2023-03-29",
        "day": "Wed 29 Mar 2023",
        "title": "The spectrum of −Δ",
        "who": [["Ada Example", "Somewhere"], ["Bert Beispiel"]],
        "about": ["Geometry", "Analysis"],
        "series": "example",
        "season": "2022-23",
        "lang": "fr",
        "has": "v",
    }
    assert workshop == {
        "at": "events/b/",
        "on": "2023-04-05",
        "day": "Wed 5 Apr 2023",
        "title": "W",
        "season": "2022-23",
        "kind": "Workshop",
        "state": ["cancelled", "Cancelled"],
        "off": 1,
    }


def test_those_who_speak_within_a_workshop_are_found(site: Callable[..., Site]) -> None:
    programme = "programme: [{title: Morning, talks: [{title: T, speaker: Ada Example}]}]"
    found = site({"events/w.md": event("2023-03-29", "time: 9:00", "kind: workshop", "title: W", programme)})
    assert rows(found)[0]["inside"] == ["Ada Example"]


def test_rows_do_not_depend_on_the_moment_of_the_build(site: Callable[..., Site]) -> None:
    files = {f"events/e{n}.md": event(f"2025-0{n}-10", "time: 12:00", f"title: T {n}") for n in range(1, 9)}
    assert rows(site(files, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))) == rows(site(files))


def test_no_draft_no_embargo_no_secret_and_no_abstract(write_site: Callable[..., Path]) -> None:
    files = {
        "events/a.md": event(
            "2025-04-02",
            "time: 12:00",
            "title: Shown",
            "speaker: Ada Example",
            "notes: nobody-sees-1",
            "online: {platform: Zoom, join: {link: 'https://z.example/nobody-sees-2', visible: public}}",
            body="nobody-sees-3",
        ),
        "events/b.md": event("2025-04-02", "time: 12:00", "title: nobody-sees-4", "draft: yes"),
        "events/c.md": event("2025-04-02", "time: 12:00", "title: nobody-sees-5", "publish-from: 2030-01-01"),
    }
    found = made(write_site(files))["search/1.json"]
    assert b"Shown" in found
    assert b"nobody-sees" not in found


def test_large_sites_have_parts_the_latest_events_first(site: Callable[..., Site]) -> None:
    days = [dt.date(2000, 1, 1) + dt.timedelta(n) for n in range(searching.PART + 1)]
    found = site({f"events/e{day}.md": event(f"{day}", "time: 12:00", f"title: T {day}") for day in days})
    first, second = searching.index(found)
    assert (first.address, second.address, searching.parts(found)) == ("search/1.json", "search/2.json", 2)
    assert [row["on"] for row in json.loads(second.make(*second.arguments))["events"]] == ["2000-01-01"]
    assert rows(found)[0]["on"] == f"{days[-1]}"


def test_only_what_makes_a_difference_is_offered(site: Callable[..., Site]) -> None:
    plain = event("2025-04-02", "time: 12:00", "title: T", "series: example")
    alone = searching.choices(site({"series/example.md": SERIES, "events/a.md": plain}))
    assert alone == searching.Choices((), (), (), speakers=False, topics=False, video=False, slides=False)
    files = {
        "series/example.md": SERIES,
        "series/other.md": SERIES,
        "series/empty.md": SERIES,
        "events/a.md": plain,
        "events/b.md": event(
            "2024-04-02", "time: 12:00", "series: other", "language: de", "topics: x", "slides: https://x.org/"
        ),
    }
    many = searching.choices(site(files))
    assert [series.id for series in many.series] == ["example", "other"]
    assert [season.label for season in many.seasons] == ["2025", "2024"]
    assert many.languages == (("en", "English"), ("de", "German"))
    assert (many.topics, many.slides, many.video) == (True, True, False)


def test_a_site_can_do_without(write_site: Callable[..., Path]) -> None:
    root = write_site(
        {
            "site.yaml": "title: S\nurl: https://example.org/\nsearch: none\n",
            "events/a.md": event("2025-04-02", "time: 12:00", "title: T"),
        }
    )
    found = made(root)
    assert not [path for path in found if path.startswith("search/")]
    assert b"search/" not in found["archive/index.html"]


def test_a_row_that_was_found_looks_like_one_of_the_archive() -> None:
    """The page has its own markup for it, which must not lag behind."""
    files = demo("2026-11-21T12:00:00+00:00")

    def classes(html: str) -> set[str]:
        within = page(f"<html><body>{html}</body></html>".encode())
        return {name for element in within.elements for name in element.attributes.get("class", "").split()}

    template = files["search/index.html"].decode().split('<template id="found-row">')[1].split("</template>")[0]
    archive = files["archive/index.html"].decode()
    assert classes(template) - {"badge", "row-who"} <= classes(archive)
