"""Links that open an editor at a line."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from helpers_site import REPOSITORY
from seminarsite.diagnostics import Span
from seminarsite.preview.editors import KNOWN, NoEditor, editor


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "my site #1"
    (folder / "content").mkdir(parents=True)
    (folder / "content/ä.md").write_text("x", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("code", "vscode://file/", "my%20site%20%231/content/%C3%A4.md:3:7"),
        ("idea", "idea://open?file=/", "my%20site%20%231/content/%C3%A4.md&line=3&column=7"),
        ("textmate", "txmt://open?url=file:///", "content/%C3%A4.md&line=3&column=7"),
        ("my-editor://x?f={path}&l={line}", "my-editor://x?f=/", "content/%C3%A4.md&l=3"),
    ],
)
def test_a_place_is_an_address(root: Path, name: str, start: str, end: str) -> None:
    link = editor(name).link(root, Span("content/ä.md", 3, 7)) or ""
    assert link.startswith(start)
    assert link.endswith(end)


def test_a_file_as_a_whole_is_its_first_line(root: Path) -> None:
    assert (editor("code").link(root, Span("content/ä.md")) or "").endswith(".md:1:1")


def test_a_relative_folder_of_the_site_gives_an_absolute_path(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert editor("code").link(Path(), Span("content/ä.md")) == editor("code").link(root, Span("content/ä.md"))


@pytest.mark.parametrize("path", ["content/none.md", "templates/builtin/event.html", "content"])
def test_what_is_no_file_of_the_site_has_no_link(root: Path, path: str) -> None:
    assert editor("code").link(root, Span(path, 1, 1)) is None


def test_without_an_editor_there_are_no_links(root: Path) -> None:
    assert editor("none").link(root, Span("content/ä.md", 1, 1)) is None


@pytest.mark.parametrize("name", sorted(KNOWN.keys() - {"none"}))
def test_each_known_editor_takes_path_and_line(root: Path, name: str) -> None:
    link = editor(name).link(root, Span("content/ä.md", 12, 5)) or ""
    assert "%C3%A4.md" in link
    assert "12" in link
    assert "{" not in link


def test_each_is_named_where_a_user_looks() -> None:
    from seminarsite.cli.make import serve

    described = next(one.help for one in serve.params if one.name == "editor_name" and isinstance(one, click.Option))
    guide = (REPOSITORY / "docs/preview.md").read_text("utf-8")
    for name in KNOWN:
        assert name in (described or "")
        assert f"`{name}`" in guide


@pytest.mark.parametrize(
    "text",
    [
        "",
        "vi",
        "javascript:alert('{path}')",
        "data:text/html,{path}",
        "{path}",
        "x://open",
        'x://"{path}"',
        "a b{path}",
    ],
)
def test_what_is_no_editor_is_told(text: str) -> None:
    with pytest.raises(NoEditor, match="code, codium"):
        editor(text)
