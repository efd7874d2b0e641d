"""Found events become content files: as a person would have written them, and nothing twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from seminarsite.diagnostics import Span
from seminarsite.importers.adoption import Adoption, adopt
from seminarsite.importers.findings import Findings, FoundEvent, FoundSpeaker, Passed
from seminarsite.importers.series import Home, Wishes
from seminarsite.model.values import Zone

NOW = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)
ADA = FoundSpeaker(name="Ada Example", affiliation="ETH")
ZOOM = "https://example.zoom.us/j/5551234567"


def event(day: int, **more: Any) -> FoundEvent:
    values: dict[str, Any] = {
        "start": dt.datetime(2025, 11, day, 17, 15),
        "title": "On maps",
        "speakers": (ADA,),
        **more,
    }
    return FoundEvent(place=Span("a.ics", day, 1), **values)


def take(*events: FoundEvent, home: Home | None = None, **more: Any) -> Adoption:
    found = Findings(format="ics", name="Analysis", zone=Zone("Europe/Zurich"), events=events, seen=len(events), **more)
    return adopt(found, home or Home(), Wishes(now=NOW))


def test_a_file_as_a_person_would_have_written_it() -> None:
    adopted = take(
        event(
            3,
            abstract="Let $x<y$.",
            video=("https://youtu.be/x",),
            topics=("maps",),
            links=(("https://example.org/", "More"),),
        )
    )
    assert adopted.files == {
        "content/series/analysis.md": "---\ntitle: Analysis\nzone: Europe/Zurich\n---\n",
        "content/events/analysis/2025-11-03-example.md": """\
---
series: analysis
date: 2025-11-03
time: 17:15
title: On maps
speaker:
  name: Ada Example
  affiliation: ETH
topics: [maps]
video: https://youtu.be/x
links:
  - url: https://example.org/
    label: More
---

Let $x<y$.
""",
    }


def test_what_is_read_back_is_the_same_site_and_a_second_time_all_is_there(read: Callable[..., Any]) -> None:
    events = (event(3), event(10, title=None), event(17, speakers=()), event(17, title="Another", speakers=()))
    first = take(*events)
    site, report = read({path.removeprefix("content/"): text for path, text in first.files.items()})
    assert site is not None, report.diagnostics
    assert len(site.events) == 4
    second = take(*events, home=Home(site=site))
    assert (second.files, second.number("there"), second.number("new")) == ({}, 4, 0)


def test_a_link_to_a_meeting_is_kept_apart_and_one_of_the_past_is_left_out() -> None:
    adopted = take(
        event(3, meeting=ZOOM, codes=("4711",), platform="Zoom"),
        event(10, meeting=ZOOM),
        event(1, start=dt.datetime(2024, 1, 1, 12), meeting=ZOOM),
    )
    assert adopted.files["secrets/analysis-zoom.txt"] == ZOOM + "\n"
    text = adopted.files["content/events/analysis/2025-11-03-example.md"]
    assert (
        "online:\n  platform: Zoom\n  join:\n    link: file:secrets/analysis-zoom.txt\nnotes: 'Passcode: 4711'\n"
        in text
    )
    assert not [path for path, text in adopted.files.items() if ZOOM in text and not path.startswith("secrets/")]
    assert [note.code for note in adopted.notes] == ["import-meeting"] * 3


def test_everything_is_counted() -> None:
    passed = Passed(place=Span("a.ics", 99, 1), why="no date")
    adopted = take(event(3), event(3), passed=(passed,))
    assert [(one.state, one.where) for one in adopted.outcomes] == [
        ("skipped", "the same as a.ics:3:1"), ("new", "content/events/analysis/2025-11-03-example.md"), ("skipped", "no date"),
    ]  # fmt: skip


def test_names_that_are_taken_get_others() -> None:
    adopted = take(event(3), home=Home(names=frozenset({"events/old/2025-11-03-example.md"})))
    assert "content/events/analysis/2025-11-03-on-maps.md" in adopted.files


def test_an_event_of_a_site_like_ours_gets_its_name_back() -> None:
    assert "content/events/analysis/2025-11-03-maps.md" in take(event(3, uid="2025-11-03-maps@example.org")).files
    assert "content/events/analysis/2025-11-03-example.md" in take(event(3, uid="6sp7iritkvp@google.com")).files


def test_texts_that_our_reader_would_refuse_are_written_so_that_it_does_not(read: Callable[..., Any]) -> None:
    texts = (
        "It costs $\\foo$ and [x](javascript:y)",
        "[" * 3_000,
        "<script>x",
        "a\u202eb",
        "$" * 999,
        "---\n---",
        "<<<<<<< x\n=======\n>>>>>>> y",
    )
    adopted = take(*(event(n, abstract=text, title=text) for n, text in enumerate(texts, 1)))
    site, report = read({path.removeprefix("content/"): text for path, text in adopted.files.items()})
    assert site is not None, [str(d) for d in report.diagnostics]
    assert len(site.events) == len(texts)
