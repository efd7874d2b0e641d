"""Eleventy, quiet, with templates in JavaScript, its fastest; its preview builds incrementally."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.corpus import NOW, Corpus, Talk
from benchmarks.tools.tool import STYLE, File, Tool, description, on_path


def event(talk: Talk) -> File:
    facts = {
        "title": talk.title,
        "date": f"{talk.start:%Y-%m-%dT%H:%M:%SZ}",
        "description": description(talk),
        "speakers": [person.slug for person in talk.speakers],
        "series": talk.series.slug,
    }
    front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in facts.items())
    return f"content/events/{talk.id}.md", f"---\n{front}---\n\n{talk.abstract}\n"


def _others(corpus: Corpus) -> Iterator[File]:
    yield "content/static/style.css", STYLE
    people = {person.slug: {"name": person.name, "affiliation": person.affiliation} for person in corpus.people}
    series = {series.slug: {"title": series.title, "introduction": series.introduction} for series in corpus.series}
    yield "_data/people.json", json.dumps(people)
    yield "_data/allSeries.json", json.dumps(series)
    yield "_data/facts.json", json.dumps({"now": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"})


ELEVENTY = Tool(
    name="Eleventy",
    find=on_path("eleventy"),
    install="npm install @11ty/eleventy",
    version=lambda program: [*program, "--version"],
    build=lambda program: [*program, "--quiet"],
    serve=lambda program, port: [*program, "--serve", "--incremental", "--quiet", f"--port={port}"],
    event=event,
    others=_others,
    output="_site",
    skeleton="eleventy",
)
