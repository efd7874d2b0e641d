"""The handbook as a site, made with seminarsite from docs/: python3 dev.py handbook

docs/ stays as it is read anywhere: pages in Markdown whose links name files. Here the first heading becomes the
title, and such a link the address of the page. What lies outside of docs/ keeps its words and loses its link. A page
of all commands, with what `--help` says of each, is made from the program.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import click

from seminarsite.cli import main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
INDEX = "README.md"
COMMANDS = "commands.md"
NAVIGATION = {
    "tutorial.md": "Tutorial",
    "content.md": "Writing content",
    "howto/publish.md": "Publishing",
    "keys.md": "Keys",
}

SITE = """\
title: seminarsite, the handbook
short: Handbook
url: https://example.org/handbook/
language: en-GB
search: none
cards: no
sections: [introduction]
navigation:
{navigation}
introduction: |
{introduction}
"""

_LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s#:]+)(?P<part>#[^)\s]*)?\)")
_CODE = re.compile(r"(^```.*?^```$|(?:^ {4}[^\n]*\n)+)", re.DOTALL | re.MULTILINE)


def address(path: str) -> str:
    """Where a page is: howto/cancel.md at howto-cancel/. `guide-` keeps clear of pages that every site has."""
    name = path.removesuffix(".md").replace("/", "-")
    return name if "-" in name or name == "tutorial" else f"guide-{name}"


def content(docs: Path = DOCS) -> Mapping[str, str]:
    """The files of a content folder that say what docs/ says."""
    pages = {page.relative_to(docs).as_posix(): page.read_text("utf-8") for page in sorted(docs.rglob("*.md"))}
    index = linked(pages.pop(INDEX).partition("\n")[2], INDEX, {*pages, INDEX})
    index = f"{index.rstrip()}\n- [All commands](/{address(COMMANDS)}/), made from the program\n"
    pages[COMMANDS] = f"# All commands\n\n{commands()}"
    navigation = "\n".join(f"  - {{label: {words}, to: /{address(path)}/}}" for path, words in NAVIGATION.items())
    found = {"site.yaml": SITE.format(navigation=navigation, introduction=indented(index.strip()))}
    for path, text in pages.items():
        title, body = titled(text)
        quoted = title.replace("'", "''")
        found[f"pages/{address(path)}.md"] = f"---\ntitle: '{quoted}'\n---\n{linked(body, path, {*pages, INDEX})}"
    return found


def commands(command: click.Command = main, above: click.Context | None = None) -> str:
    """What `--help` says of a command, and of those below it."""
    settings = {**command.context_settings, "terminal_width": 62} if above is None else {}
    context = click.Context(command, info_name=command.name if above else "seminarsite", parent=above, **settings)
    lines = [
        f"## {context.command_path}",
        "",
        *(f"    {line}".rstrip() for line in command.get_help(context).splitlines()),
    ]
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return "\n".join((*lines, "", *(commands(inner, context) for inner in below)))


def titled(text: str) -> tuple[str, str]:
    """The title of a page and the rest of it; the list of keys begins without one."""
    first, _, rest = text.partition("\n")
    return (first.removeprefix("# "), rest) if first.startswith("# ") else ("All keys", text)


def linked(text: str, path: str, pages: set[str]) -> str:
    """The text with its links between files as addresses of the site, but for examples in code."""

    def link(found: re.Match[str]) -> str:
        target = PurePosixPath(*_resolved(PurePosixPath(path).parent / found["target"])).as_posix()
        if target in pages:
            where = "/" if target == INDEX else f"/{address(target)}/"  # headings of pages have no addresses
            return f"[{found['words']}]({where})"
        if found["picture"] and (DOCS / target).is_file():
            return f"![{found['words']}](/pictures/{PurePosixPath(target).name})"
        return found[0] if found["target"].startswith("/") else found["words"]

    parts = _CODE.split(text)
    return "".join(part if number % 2 else _LINK.sub(link, part) for number, part in enumerate(parts))


def _resolved(path: PurePosixPath) -> list[str]:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return parts


def indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())


def build(output: Path, arguments: list[str]) -> int:
    """Makes the site in `output`; gives the exit code of `seminarsite build`."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in content().items():
            file = root / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        shutil.copytree(DOCS / "pictures", root / "content/pictures")
        result = main(["build", "-C", folder, "--output", str(output), *arguments], standalone_mode=False)
        return int(result or 0)


if __name__ == "__main__":
    sys.exit(build(ROOT / "build-handbook", sys.argv[1:]))
