"""The made-up content of the benchmark is the same for everybody, and every tool is given all of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import corpus
from benchmarks.tools import TOOLS
from benchmarks.tools.seminarsite import SEMINARSITE
from benchmarks.tools.tool import lay_out
from helpers_site import said_elsewhere
from seminarsite.diagnostics import Report
from seminarsite.reading.content import read_site


def contents(tool, made):
    return dict((*tool.others(made), *map(tool.event, made.talks)))


@given(st.integers(1, 60), st.integers(0, 5))
def test_the_same_seed_gives_the_same_corpus(size, seed):
    assert corpus.make(size, seed) == corpus.make(size, seed)


def test_the_same_seed_gives_the_same_bytes_in_another_process():
    """Whatever the order of hashes is there."""
    program = (
        "import hashlib; from benchmarks import corpus; from benchmarks.tools import TOOLS;"
        "made = corpus.make(40);"
        "print([hashlib.sha256(repr([*t.others(made), *map(t.event, made.talks)]).encode()).hexdigest() for t in TOOLS])"
    )
    assert len(said_elsewhere(program)) == 1


def test_another_seed_gives_another_corpus():
    assert corpus.make(40, 1) != corpus.make(40, 2)


@given(st.integers(1, 300))
def test_a_corpus_has_as_many_events_as_are_asked_for_in_order_of_time(size):
    made = corpus.make(size)
    assert len(made.talks) == len({talk.id for talk in made.talks}) == len({talk.title for talk in made.talks}) == size
    assert [talk.start for talk in made.talks] == sorted(talk.start for talk in made.talks)
    assert {person for talk in made.talks for person in talk.speakers} == set(made.people)


def test_a_corpus_has_formulas_markdown_and_events_to_come():
    talks = corpus.make(200).talks
    formulas = sum("$" in talk.abstract for talk in talks)
    markdown = sum("**" in talk.abstract for talk in talks)
    assert 100 < formulas < 160
    assert 10 < markdown < 60
    assert 10 < sum(talk.start > corpus.NOW for talk in talks) < 60


def test_people_cannot_be_taken_for_real_ones():
    families = "|".join(corpus.FAMILY)
    assert all(re.fullmatch(rf"\w+ (?:{families}) \d+", person.name) for person in corpus.make(200).people)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_each_tool_is_given_every_event_speaker_and_series(tool):
    made = corpus.make(30)
    files = contents(tool, made)
    whole = "\n".join(files.values())
    assert sum(path.startswith("content/events/") for path in files) == 30
    for talk in made.talks:
        path, text = tool.event(talk)
        assert files[path] == text
        assert talk.title in text
        assert talk.abstract in text
    assert all(person.affiliation in whole and person.slug in whole.lower().replace(" ", "-") for person in made.people)
    assert all(series.introduction in whole and series.title in whole for series in made.series)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_an_edit_changes_the_title_and_nothing_else(tool):
    talk = corpus.make(10).edited
    path, before = tool.event(talk)
    path_after, after = tool.event(corpus.renamed(talk, 3))
    assert path_after == path
    assert before.replace(talk.title, corpus.renamed(talk, 3).title) == after


def test_the_content_for_seminarsite_is_read_without_a_message(tmp_path):
    made = corpus.make(60)
    lay_out(SEMINARSITE, made, tmp_path)
    report = Report()
    site = read_site(tmp_path / "content", corpus.NOW, report)
    assert report.diagnostics == []
    assert len(site.events) == 60
    assert len(site.speakers) == len(made.people)
