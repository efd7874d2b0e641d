"""The tables of the benchmark, and that README, RESULTS.md and what was kept say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import report, results
from benchmarks.results import Measured, Results, Weight
from helpers_site import REPOSITORY

FOLDER = REPOSITORY / "benchmarks"

OURS = Measured(
    cold=[1.0, 3.0, 2.0],
    unchanged=[0.5, 0.7],
    edit=[0.75],
    work={"cold": [2.5, 1.5]},
    memory=50_000_000,
    files=1234,
    bytes=2_500_000,
    html={"event": 2000},
    shown=7,
    stale_in_preview=[],
    preview=[0.25],
    bare=[0.02],
)
HUGO = Measured(
    cold=[4.0], unchanged=[4.0], edit=[3.0], preview=[0.5], memory=100_000_000, stale_in_preview=["calendar"], shown=7
)
BOTH = Results(
    machine="2 cores",
    versions={"seminarsite": "1.0", "Hugo": "0.1"},
    seed=7,
    sizes={200: {"seminarsite": OURS, "Hugo": HUGO}},
    weights=[Weight("home", 12_000, 3_000, 4, 9_000)],
    weighed_by="Chromium",
    startup={"python -c pass": [0.02], "seminarsite --version": [0.08, 0.1, 0.09]},
)


def test_a_table_of_markdown():
    assert report.table(["", "cold"], [["Hugo", "1.00"]]) == ["| | cold |", "| --- | ---: |", "| Hugo | 1.00 |"]


def test_what_the_readme_quotes_has_medians_and_how_many_times_those_of_hugo_they_are():
    lines = report.quoted(BOTH).splitlines()
    assert lines[0], lines[-1] == (report.BEGIN, report.END)
    assert "| seminarsite | 200 | 2.00 (0.50) | 0.60 (0.15) | 0.75 (0.25) | 0.25 (0.50) | 2.00 | 50 (0.50) |" in lines
    assert "| Hugo | 200 | 4.00 (1.00) | 4.00 (1.00) | 3.00 (1.00) | 0.50 (1.00) | – | 100 (1.00) |" in lines


def test_without_hugo_there_are_no_ratios():
    alone = Results(versions={"seminarsite": "1.0"}, sizes={200: {"seminarsite": OURS}})
    assert "| seminarsite | 200 | 2.00 | 0.60 | 0.75 | 0.25 | 2.00 | 50 |" in report.quoted(alone).splitlines()


def test_the_whole_report_tells_spread_growth_stale_places_and_weights():
    lines = report.whole(BOTH).splitlines()
    assert "| seminarsite | 2.00 (1.00–3.00) | 0.60 (0.50–0.70) | 0.75 | 0.25 | 12.5 | 50 | 1,234 | 2.5 | 3 |" in lines
    assert "| seminarsite | 10.00 |" in lines
    assert "| Hugo | 200 | 7 | none | calendar |" in lines
    assert "| seminarsite | 200 | 7 | none | none |" in lines
    assert "| `seminarsite --version` | 0.09 (0.08–0.10) | 4.5 |" in lines
    assert "| cold | 200 | Hugo | 1.20 | 0.50 | met |" in lines
    assert "| home | 12,000 | 3,000 | 4 | 9,000 |" in lines


def test_every_aim_is_told_the_missed_ones_and_those_not_measured_among_them():
    slow = Measured(cold=[4.0], memory=30_000_000, preview=[0.08, 0.09, 0.3], bare=[0.01, 0.03, 0.02])
    sizes = {**BOTH.sizes, 10_000: {"seminarsite": slow, "Hugo": HUGO}, 20_000: {"seminarsite": slow}}
    lines = report.whole(replace(BOTH, sizes=sizes)).splitlines()
    assert "| cold | 10,000 | Hugo | 0.50 | 1.00 | missed |" in lines
    assert "| peak memory | 10,000 | Hugo | 0.40 | 0.30 | met |" in lines
    assert "| edit to page in the preview | 10,000 | `python -c pass` | 5.00 | 4.50 | met |" in lines
    assert "| seminarsite --version | | `python -c pass` | 5.00 | 4.50 | met |" in lines
    assert "| seminarsite check, of the demo as it was built | | `python -c pass` | 12.00 | – | – |" in lines
    assert "| one edit | 2,000 | Hugo | 0.25 | – | – |" in lines
    assert "| seminarsite | 10.00 | 0.40 | 0.20 |" in lines
    assert "Bytes of the median page of each kind, at 10,000 events." in lines


def test_the_table_of_a_document_is_renewed_between_its_marks():
    document = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
    renewed = report.in_place(document, BOTH)
    assert renewed == f"before\n{report.quoted(BOTH)}\nafter\n"
    assert report.in_place(renewed, BOTH) == renewed


def test_a_document_without_marks_is_refused():
    with pytest.raises(ValueError, match="has no"):
        report.in_place("nothing here", BOTH)


def test_what_is_kept_is_read_as_it_was():
    assert results.read(results.written(BOTH)) == BOTH


def test_readme_and_results_say_what_was_measured_last():
    """To renew both: python -m benchmarks --keep"""
    kept = results.read((FOLDER / "results.json").read_text("utf-8"))
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert (FOLDER / "RESULTS.md").read_text("utf-8") == report.whole(kept)
    assert report.in_place(readme, kept) == readme
