"""The handbook is true: whoever types what it says sees what it says.

To renew what is shown: RENEW_GOLDEN=1 pytest tests/test_handbook.py
"""

from __future__ import annotations

import html
import os
import sys
from pathlib import Path

import pytest

import handbook
import helpers_handbook
from helpers_handbook import Reader, Step, at_a_terminal, checkout, environment, matches, steps
from helpers_site import REPOSITORY
from seminarsite.cli import main

DOCS = REPOSITORY / "docs"
TASKS = sorted((DOCS / "howto").glob("*.md"))


def follow(reader: Reader, page: Path) -> None:
    """Do what the page says."""
    wrong = reader.follow(page)
    if wrong and os.environ.get("RENEW_GOLDEN"):
        page.write_text(helpers_handbook.renewed(page.read_text("utf-8"), wrong), encoding="utf-8")
        pytest.skip(f"renewed {page.name}")
    assert [f"{page.name}:{step.line}: $ {step.command}\n{shown}" for step, shown in wrong] == []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An organiser's folder with a site of some weeks, in git, and the program at hand."""
    home = tmp_path_factory.mktemp("home")
    (home / "bin").mkdir()
    program = home / "bin/seminarsite"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m seminarsite "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    checkout(home)
    (home / "slides.pdf").write_bytes(b"%PDF-1.7\n")
    reader = organiser(home)
    begin = "seminarsite init my-seminar --title 'Analysis seminar' --zone Europe/Zurich --weekday Tuesday --time 16:15"
    for command in (
        begin,
        "cd my-seminar && mv content/events/2026-11-24-talk.yaml content/events/2026-11-24-example.yaml",
        "sed -i 's/^speaker:.*/speaker: Ada Example/; s/^title:.*/title: Spectral gaps/' content/events/2026-11-24-example.yaml",
        "seminarsite new event --date 2026-11-17 --speaker 'Carla Modèle' --title 'Old and new'",
        "seminarsite new event --date 2026-12-01 --speaker 'Bert Beispiel'",
        "seminarsite record",
        "git init -q -b main && git add . && git commit -qm 'The site as it is'",
    ):
        reader.type(Step(0, command))
    return home


def organiser(home: Path) -> Reader:
    given = environment(home)
    packages = os.pathsep.join((str(REPOSITORY / "src"), given["PYTHONPATH"]))
    return Reader(home, {**given, "PATH": f"{home}/bin:{given['PATH']}", "PYTHONPATH": packages})


def test_the_tutorial(tmp_path: Path) -> None:
    """From nothing: a virtual environment, the program, five questions, a talk, its calendar."""
    checkout(tmp_path)
    follow(Reader(tmp_path, environment(tmp_path)), DOCS / "tutorial.md")


@pytest.mark.parametrize("page", TASKS, ids=[page.stem for page in TASKS])
def test_a_task(page: Path, home: Path) -> None:
    reader = organiser(home)
    reader.folder = home / "my-seminar"
    try:
        follow(reader, page)
    finally:
        reader.folder = home / "my-seminar"
        reader.type(Step(0, "git checkout -q . && git clean -qfdx"))


def test_every_page_of_the_handbook_is_in_its_list() -> None:
    listed = (DOCS / "README.md").read_text("utf-8")
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in listed} == set()


def test_every_command_of_the_handbook_is_run() -> None:
    """A block of commands is `console`, and so is run; others are no commands."""
    for page in (DOCS / "tutorial.md", *TASKS):
        assert any(step.command for step in steps(page.read_text("utf-8"))), page.name


def test_the_handbook_is_a_site_of_its_own(tmp_path: Path) -> None:
    """Made with seminarsite from docs/; that no link in it is dead, the oracle has seen."""
    assert handbook.build(tmp_path / "site", ["--now", "2026-11-23T09:00:00Z"]) == 0
    pages = {path for path in handbook.content() if path.startswith("pages/")}
    assert len(pages) == len(list(DOCS.rglob("*.md")))  # without the list of pages, with that of commands
    for page in pages:
        assert (tmp_path / "site" / page[6:-3] / "index.html").is_file()
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert 'href="tutorial/"' in home
    assert "Programme" not in home
    commands = (tmp_path / "site/guide-commands/index.html").read_text("utf-8")
    for name, command in main.commands.items():
        assert f"seminarsite {name}</h" in commands
        assert html.escape(command.get_short_help_str(40).rstrip("."), quote=False)[:30] in commands


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](../ledger.md) b", "[a](/guide-ledger/) b"),
        ("[a](cancel.md#x) b", "[a](/howto-cancel/) b"),
        ("[a](../README.md) b", "[a](/) b"),
        ("[a](../../README.md) b", "a b"),
        ("[a](https://example.org/) b", "[a](https://example.org/) b"),
        ("`[a](/archive/)` b", "`[a](/archive/)` b"),
        ("```console\n[a](../ledger.md)\n```\n", "```console\n[a](../ledger.md)\n```\n"),
        ("    [a](../ledger.md)\n[b](../ledger.md)", "    [a](../ledger.md)\n[b](/guide-ledger/)"),
        ("![a](../pictures/home.png)", "![a](/pictures/home.png)"),
    ],
)
def test_links_between_files_become_addresses(text: str, found: str) -> None:
    assert handbook.linked(text, "howto/x.md", {"ledger.md", "howto/cancel.md", "README.md"}) == found


# --- the harness itself --------------------------------------------------------------------------


def test_what_is_typed_and_what_is_written() -> None:
    page = "# T\n\n```console\n$ a b\nshown\n\n$ c\n```\n\nNow\n`x/y.yaml` reads:\n\n```yaml\nk: v\n```\n\nAs an example:\n\n```yaml\nno: file\n```\n"
    assert list(steps(page)) == [
        Step(4, "a b", "shown\n\n"),
        Step(7, "c", ""),
        Step(14, path="x/y.yaml", text="k: v\n", whole=True),
    ]


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a  \r\n", True),
        ("a\n", "a\nb\n", False),
        ("", "a\n", False),
        ("a … c\n", "a (b) c\n", True),
        ("a … c\n", "a\nc\n", False),
        ("…\n", "", True),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("a\n…\nc\n", "a\nb\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_what_counts_as_shown(expected: str, actual: str, *, same: bool) -> None:
    assert matches(expected, actual) is same


def test_what_is_shown_is_renewed_in_its_place() -> None:
    page = "```console\n$ a\nold\n$ b\n$ c\nkept\n```\n"
    one, two, _ = steps(page)
    assert helpers_handbook.renewed(page, [(one, "new\nlines\n"), (two, "x\n")]) == (
        "```console\n$ a\nnew\nlines\n$ b\nx\n$ c\nkept\n```\n"
    )


def test_keys_are_set_in_either_form(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "# remark\ntitle: old\nabstract: |\n  One\n\n  two\nspeaker: X\n", encoding="utf-8"
    )
    (tmp_path / "b.md").write_text("---\ntitle: old\n---\n\nBody: text\n", encoding="utf-8")
    reader = Reader(tmp_path, folder=tmp_path)
    for path in ("a.yaml", "b.md"):
        reader.write(Step(0, path=path, text="title: new\nabstract: |\n  New\n"))
    assert (tmp_path / "a.yaml").read_text("utf-8") == "# remark\nspeaker: X\ntitle: new\nabstract: |\n  New\n"
    assert (tmp_path / "b.md").read_text("utf-8") == "---\ntitle: new\nabstract: |\n  New\n---\n\nBody: text\n"


def test_a_question_is_answered_when_it_is_asked(tmp_path: Path) -> None:
    script = "read -p 'Name [x]: ' a; read -p 'Day [y]: ' b; echo \"$a on $b\""
    shown = at_a_terminal(["bash", "-c", script], tmp_path, {"PATH": os.environ["PATH"]}, ["Ada", "Monday"])
    assert shown.endswith("Ada on Monday\n")
