"""The schemas for editors: they accept whatever the reader accepts, and mark mistyped keys and words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import helpers_gauntlet
from helpers_site import REPOSITORY, STATES
from seminarsite import editors, reference
from seminarsite.diagnostics import Report
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.reading import schema, sources

VALIDATORS = {name: jsonschema.Draft7Validator(editors.json_schema(name)) for name in reference.KINDS}
FOLDERS = {"series": "series", "events": "event", "speakers": "speaker", "pages": "page"}


def kind_of(path: str) -> str | None:
    """The kind of the content file at a path below content/."""
    return "site" if path == "site.yaml" else FOLDERS.get(path.partition("/")[0])


class Anything:
    """Every reference finds something, as files of others are not what a schema can know."""

    def __contains__(self, _: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def context(report: Report) -> schema.Context:
    found = {Series: lambda node: node.text, Speaker: lambda node: node.text}
    return schema.Context(report, found, Anything())


class Core(yaml.CSafeLoader):
    """Scalars as editors see them, by YAML 1.2's core schema: `12:00`, dates and `yes` are texts."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", yaml.resolver.re.compile(pattern), list(first))  # type: ignore[attr-defined]


class Texts(yaml.CBaseLoader):
    """All scalars are texts, but for those that say nothing."""


NULL = re.compile(r"^(?:~|null|Null|NULL|)$")
NUMBER = re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")
Core.yaml_implicit_resolvers, Texts.yaml_implicit_resolvers = {}, {}
for loader in (Core, Texts):
    loader.add_implicit_resolver("tag:yaml.org,2002:null", NULL, ["~", "n", "N", ""])  # type: ignore[attr-defined]
    loader.add_constructor("tag:yaml.org,2002:null", yaml.SafeLoader.construct_yaml_null)
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:[tT]rue|TRUE|[fF]alse|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("!number", NUMBER, list("-+.0123456789"))
Core.add_constructor("!number", lambda _, node: (int if re.fullmatch("[-+]?[0-9]+", node.value) else float)(node.value))


def front(text: str, path: str) -> str:
    """The YAML of a content file."""
    return text if path.endswith((".yaml", ".yml")) else text.split("---\n")[1]


def problems(name: str, text: str) -> list[str]:
    """What an editor would mark in the YAML of a file, with scalars as YAML 1.2 has them, and as plain texts."""
    found = []
    for loader in (Core, Texts):
        value = yaml.load(text, loader)
        found += [f"{list(e.absolute_path)}: {e.message[:200]}" for e in VALIDATORS[name].iter_errors(value or {})]
    return found


def is_read(name: str, root: Path, path: str) -> bool:
    """Whether the reader has no error in a file."""
    report = Report()
    document = sources.read(root, path, report)
    if document is None:
        return False
    sound = schema.decode(reference.KINDS[name][0], document, context(report))[2]
    return sound and not report.errors


# --- what is right -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", reference.KINDS)
def test_a_schema_follows_the_schema_of_schemas(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(editors.json_schema(name))


DEMO = sorted(p.relative_to(REPOSITORY).as_posix() for p in (REPOSITORY / "content").rglob("*.*"))


def test_the_demo_passes() -> None:
    checked = 0
    for path in DEMO:
        if (name := kind_of(path.removeprefix("content/"))) and path.endswith((".md", ".yaml")):
            assert problems(name, front((REPOSITORY / path).read_text("utf-8"), path)) == [], path
            checked += 1
    assert checked >= 20


def files_of_the_gauntlet() -> Iterator[tuple[str, bytes]]:
    for case in helpers_gauntlet.CASES:
        for line in helpers_gauntlet.lines_of(case):
            section = helpers_gauntlet._SECTION.fullmatch(line.text) if line.content is not None else None
            if section and not section["how"] and not section["range"] and section["path"].startswith("content/"):
                path = section["path"].removeprefix("content/")
                if "@{" not in path and kind_of(path) and path.endswith((".md", ".yaml", ".yml")):
                    yield path, helpers_gauntlet.inserted(line.content or "", {})


def test_what_the_reader_takes_of_the_gauntlet_passes(tmp_path: Path) -> None:
    read = refused = 0
    for number, (path, content) in enumerate([*files_of_the_gauntlet(), *((p, t.encode()) for p, t in STATES.items())]):
        name = kind_of(path)
        assert name is not None
        file = tmp_path / f"{number}-{path.replace('/', '-')}"
        file.write_bytes(content)
        if len(content) < 100_000 and is_read(name, tmp_path, file.name):
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            if any(c.isdigit() and not c.isascii() for c in text):  # editors know one kind of digits
                continue
            assert problems(name, front(text, path)) == [], (path, text[:500])
            read += 1
        else:
            refused += 1
    assert read > 150
    assert refused > 20


SCALARS = st.sampled_from(
    "tba|To be announced|yes|No|2025|2025-03|2025-03-05|Wed 2025-03-05|2025-03-05 17:15|12:00|9:05|60 min|1 h 30 min|1:30|"
    "30 min before|15 min after the end|2|0|46.95|-7|08-01|Europe/Zurich|europe/zurich|America/New_York|ET|en-GB|de|"
    "'#0a5c44'|064|https://example.org/x|HTTPS://example.org|example.org|a@example.org|/talks/x.html|archive/|"
    "pictures/x.jpg|./files/x.pdf|files|Weds|wednesday|Fridays|Mon.|cancelled|Cancelled|in person|mailing list|12|24|h12|"
    "odd|mini course|0000-0002-1825-0097|x-y|A title: 'quoted'|$\\alpha$|~|null|''|seminar|env:ZOOM_LINK|"
    "recorded|not recorded|window|first|student|speaker|next|1e3|.5|TRUE|public".split("|")
)


def documents(kind: type, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Files with the keys of a kind, in any spelling, and values that may be right or wrong."""
    keys = {}
    for field in schema.fields_of(kind):
        parts = [documents(part, depth - 1) for part in schema._dataclasses_in(field.type)] if depth else []
        value = st.one_of(SCALARS, *parts, st.lists(st.one_of(SCALARS, *parts), max_size=2))
        keys[field] = st.tuples(st.sampled_from([*field.spellings, field.key.replace("-", "_")]), value)
    needed = st.tuples(*(strategy for field, strategy in keys.items() if field.required))
    some = st.lists(st.sampled_from(list(keys)), max_size=3, unique=True).flatmap(
        lambda chosen: st.tuples(*(keys[field] for field in chosen))
    )
    return st.builds(lambda a, b: dict([*b, *a]), needed, some)


@pytest.mark.parametrize("name", reference.KINDS)
def test_what_the_reader_takes_passes(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("one")

    @settings(max_examples=400, suppress_health_check=list(HealthCheck))
    @given(documents(reference.KINDS[name][0]))
    def run(document: dict[str, Any]) -> None:
        text = "\n".join(_lines(document)) + "\n"
        (root / "x.yaml").write_text(text, encoding="utf-8")
        if is_read(name, root, "x.yaml"):
            assert problems(name, text) == [], text

    run()


def _lines(value: Any, indent: str = "") -> Iterator[str]:
    """YAML of keys whose scalars stand as they are: quoted or not."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{indent}{key}:" + ("" if inner else " {}")
            yield from _lines(inner, indent + "  ")
        elif isinstance(inner, list):
            yield f"{indent}{key}:" + ("" if inner else " []")
            for one in inner:
                if isinstance(one, dict):
                    yield f"{indent}  -" + ("" if one else " {}")
                    yield from _lines(one, indent + "    ")
                else:
                    yield f"{indent}  - {one}"
        else:
            yield f"{indent}{key}: {inner}"


# --- what is wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("event", "date: 2025-03-05\ntitel: A title\n"),
        ("event", "date: 2025-03-05\nstatus: canceled\n"),
        ("event", "date: 5 March\n"),
        ("event", "date: 2025-03-05\ntime: noon\n"),
        ("event", "title: A talk without a day\n"),
        ("event", "date:\n"),
        ("event", "date: 2025-03-05\nonline: {join: {visibel: window}}\n"),
        ("series", "title: S\nslot: {weekday: Someday, time: 12:00, zone: UTC}\n"),
        ("series", "title: S\nslots: [{weekday: Mon, time: 12:00, zone: ET}]\n"),
        ("site", "title: S\nurl: example.org\n"),
        ("site", "title: S\nurl: https://example.org/\nsearch: google\n"),
        ("speaker", "name: [A, B]\n"),
        ("page", "title: P\ndraft: perhaps\n"),
    ],
)
def test_a_slip_is_marked_where_the_reader_refuses_it(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    assert not is_read(name, tmp_path, "x.yaml")
    assert problems(name, text)


@pytest.mark.parametrize("name", reference.KINDS)
def test_every_mistyped_key_is_marked(name: str) -> None:
    for field in schema.fields_of(reference.KINDS[name][0]):
        wrong = f"{field.key}x: y\n"
        assert any("does not match any" in p or "was unexpected" in p for p in problems(name, wrong)), wrong


def test_editors_offer_each_key_once_with_its_meaning() -> None:
    properties = editors.json_schema("event")["properties"]
    assert list(properties) == [field.key for field in schema.fields_of(Event)]
    assert properties["zone"]["description"].startswith("IANA time zone, as `Europe/Zurich`")
    assert "cancelled" in properties["status"]["anyOf"][0]["enum"]


# --- where it stands -----------------------------------------------------------------------------


def test_the_files_for_editors_name_schemas_that_are_there() -> None:
    written = editors.texts()
    assert [json.loads(text)["title"] for text in written.values()] == [
        f"seminarsite {kind}" for kind in reference.KINDS
    ]
    globs = json.loads(editors.settings()[".vscode/settings.json"])["yaml.schemas"]
    assert {path.removeprefix("./") for path in globs} == set(written)
    assert globs["./schema/event.json"] == ["content/events/**/*.yaml", "content/events/**/*.yml"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("content/site.yaml", "../schema/site.json"),
        ("content/events/x.yaml", "../../schema/event.json"),
        ("content/events/2025/x.yml", "../../../schema/event.json"),
        ("content/series/x.md", ""),
        ("README.md", ""),
    ],
)
def test_the_remark_for_any_editor(path: str, target: str) -> None:
    assert editors.remark(path) == (f"# yaml-language-server: $schema={target}\n" if target else "")


def test_markdown_files_become_yaml_that_says_the_same(read: Callable[..., Any]) -> None:
    files = {
        "content/series/seminar.md": "---\ntitle: S\nslot: {weekday: Wed, time: 12:00, zone: UTC}\n---\n\n What *it* is:\n\n    code\n",
        "content/events/2025/a.md": "---\nseries: seminar\ndate: 2025-03-05\nspeaker: A B\n# slides: …\n---\n\nOne: $x$ # no\n\nTwo\n",
        "content/events/b.md": "---\ndate: 2025-03-06\ntime: 12:00\n---\n",
        "content/speakers/a-b.md": "---\nname: A B\n---\nWho that is.\n",
        "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
    }
    written = editors.in_yaml(files)
    assert [path.rpartition(".")[2] for path in written] == ["yaml"] * 4 + ["md"]
    sites = []
    for one in (files, written):
        site, report = read({path.removeprefix("content/"): text for path, text in one.items()})
        assert report.diagnostics == []
        sites.append(site)
    assert sites[0].series[0].introduction.html == sites[1].series[0].introduction.html
    assert sites[0].events[0].abstract.html == sites[1].events[0].abstract.html
    assert sites[0].events[1] == sites[1].events[1]
    assert sites[0].speakers[0].biography.html == sites[1].speakers[0].biography.html
