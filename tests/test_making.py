"""Files are made and inspected, whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from helpers_site import NOW, STATES, drawn
from seminarsite.diagnostics import Report
from seminarsite.making import made


def test_all_that_is_planned_is_made_and_inspected(write_site: Callable[..., Path]) -> None:
    blueprint = drawn(write_site(STATES))
    inspector, report = blueprint.inspector(), Report()
    found = made(blueprint, blueprint.planned, inspector, report)
    assert found is not None
    assert found.paths == frozenset(blueprint.planned)
    assert (found.changed, found.rows) == ([], {})
    assert inspector.diagnostics() == report.diagnostics == []


def test_of_broken_templates_the_first_page_is_told(write_site: Callable[..., Path]) -> None:
    root = write_site(STATES)
    (root / "templates").mkdir()
    (root / "templates/event.html").write_text("{{ nothing.at.all }}", encoding="utf-8")
    blueprint, report = drawn(root, NOW), Report()
    assert made(blueprint, blueprint.planned, blueprint.inspector(), report) is None
    [told] = report.diagnostics
    assert (told.code, told.span.path, told.span.line) == ("template", "templates/event.html", 1)
