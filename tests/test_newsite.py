"""A small site to begin with passes `check` without a warning, and its README tells the truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from seminarsite import newsite
from seminarsite.judging.checks import check
from seminarsite.model.series import EventKind, Slot
from seminarsite.model.values import Weekday, Zone

SLOT = Slot(weekday=Weekday.WEDNESDAY, time=dt.time(12), zone=Zone("Europe/Zurich"))


@pytest.mark.parametrize("kind", [EventKind.SEMINAR, EventKind.LECTURE])
@pytest.mark.parametrize("title", ["Seminar", "Analysis: #1", 'Zürich\'s "Kolloquium"'])
def test_a_small_site_passes_without_a_warning(read: Callable[..., Any], title: str, kind: EventKind) -> None:
    files = newsite.small_site(title, "https://example.org/x:", SLOT, dt.date(2025, 3, 19), kind)
    content = {path.removeprefix("content/"): text for path, text in files.items() if path.startswith("content/")}
    site, report = read(content)
    assert site is not None
    check(site, report)
    assert report.diagnostics == []
    assert (site.settings.title.text, site.series[0].title.text, site.series[0].kind) == (title, title, kind)
    (event,) = site.events
    assert (event.date, event.time, event.zone) == (dt.date(2025, 3, 19), dt.time(12), "Europe/Zurich")
    assert event.kind == kind


def test_what_git_and_organisers_are_told() -> None:
    files = newsite.small_site("Analysis", "https://example.org/", SLOT, dt.date(2025, 3, 19))
    assert {"/build/", "/secrets/"} <= set(files[".gitignore"].split())
    assert files[".gitattributes"] == "/content/ledger.jsonl merge=union\n"
    for line in files["README.md"].splitlines():
        if line.startswith("    content/") and ".yaml" in line:
            assert line.split()[0] in files
