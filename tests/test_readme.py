"""Each command that the documents show exists, with its options; and the README's two come first."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest

from helpers_site import REPOSITORY
from seminarsite.cli import main
from seminarsite.cli.options import EXIT_CODES

DOCUMENTS = (
    "README.md",
    "docs/content.md",
    "docs/announce.md",
    "docs/import.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "SECURITY.md",
)


def shown_commands() -> list[tuple[str, str]]:
    """Every `seminarsite …` of a code block or a code span, with its document."""
    found = []
    for name in DOCUMENTS:
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        blocks = [line.strip().removeprefix("$ ") for line in text.splitlines() if line.startswith((" " * 4, "\t"))]
        blocks += [
            line.strip()
            for block in re.findall(r"^```.*?^```", text, re.DOTALL | re.MULTILINE)
            for line in block.splitlines()
        ]
        spans = re.findall(r"`(seminarsite [^`]+)`", text)
        parts = [part.strip() for line in blocks for part in re.split(r"&&|;", line.partition(" # ")[0])]
        found += [(name, command) for command in (*parts, *spans) if command.startswith("seminarsite ")]
    return found


def unknown(command: str) -> str:
    """What in a command line there is not, or nothing."""
    words = shlex.split(command.partition(" > ")[0])[1:]
    group: click.Command = main
    context = click.Context(main, info_name="seminarsite", **main.context_settings)  # click keeps what help is called
    while isinstance(group, click.Group) and words and not words[0].startswith("-"):
        name = words.pop(0)
        if name not in group.commands:
            return name
        group = group.commands[name]
        context = click.Context(group, info_name=name, parent=context)
    if isinstance(group, click.Group) and not words:
        return ""
    if words and "…" not in command:
        try:
            group.make_parser(context).parse_args(list(words))
        except click.UsageError as error:
            return error.format_message()
    return ""


COMMANDS = shown_commands()


@pytest.mark.parametrize(("document", "command"), COMMANDS, ids=[f"{d}: {c}" for d, c in COMMANDS])
def test_a_command_of_the_documents_exists(document: str, command: str) -> None:
    assert unknown(command) == "", document


def test_the_readme_shows_every_command_and_its_commands_are_found() -> None:
    found = {command.split()[1] for document, command in COMMANDS if document == "README.md"}
    assert found >= set(main.commands)


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        ("seminarsite build --output x", ""),
        ("seminarsite new event --speaker 'A B'", ""),
        ("seminarsite keys > docs/keys.md", ""),
        ("seminarsite biuld", "biuld"),
        ("seminarsite build --outptu x", "No such option"),
        ("seminarsite new talk", "talk"),
    ],
)
def test_the_test_is_not_blind(command: str, missing: str) -> None:
    found = unknown(command)
    assert bool(found) is bool(missing)
    assert missing in found


def test_the_two_commands_of_the_readme() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^    (python3 dev\.py \w+)$", text, re.MULTILINE)
    assert shown[:2] == ["python3 dev.py demo", "python3 dev.py test"]
    usage = subprocess.run([sys.executable, "dev.py"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert usage.returncode == 2
    for command in re.findall(r"python3 dev\.py \w+", text):
        assert f"    {command} " in usage.stderr, command


def test_the_readme_names_the_exit_codes() -> None:
    text = " ".join((REPOSITORY / "README.md").read_text(encoding="utf-8").split())
    assert "Exit codes: 0 " in text
    for code in re.findall(r"^  (\d)  ", EXIT_CODES, re.MULTILINE):
        assert re.search(rf"Exit codes:[^.]*\b{code}\b", text), code


def test_the_documents_that_the_readme_names_are_there() -> None:
    for name in DOCUMENTS:
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        folder = (REPOSITORY / name).parent
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            if not target.startswith("/"):  # an example of a link within a site
                assert (folder / target).exists(), f"{name}: {target}"
