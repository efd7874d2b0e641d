"""Real talks: a file of JSON lines, as one makes of the pyvideo collection, becomes a site that is built cold and warm.

A line has `title`, `recorded` (a date), and may have `description` (Markdown), `speakers` (names) and `videos`
(objects with `url`). A talk without a day or a title is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import measure
from benchmarks.tools.seminarsite import EVERYTHING
from benchmarks.tools.tool import File, clear, write

SITE = "title: Real talks\nurl: https://example.org/\nlanguage: en-GB\nzone: UTC\ncards: no\n"
# What nobody sees, and a check refuses: control characters, and those that turn the direction of writing.
_UNSEEN = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LIKE_A_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_RELATIVE = re.compile(r"\]\((?!https?:|mailto:)[^)]*\)|(?:src|href)=[\"'](?!https?:)[^\"']*[\"']")


def talks(lines: Iterator[str]) -> Iterator[File]:
    """The file of each talk that has a day and a title."""
    for number, line in enumerate(lines):
        talk = json.loads(line)
        day = _DATE.match(str(talk.get("recorded") or ""))
        if day and _one_line(talk.get("title")):
            yield f"content/events/talk-{number:05}.md", _event(talk, day[0])


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks realdata", description=__doc__)
    parser.add_argument("folder", type=Path, help="where talks.jsonl or talks.jsonl.gz is")
    parser.add_argument("--most", type=int, default=0, help="only so many of them")
    options = parser.parse_args(arguments)
    program = EVERYTHING.find("")
    file = next(
        (there for name in ("talks.jsonl", "talks.jsonl.gz") if (there := options.folder / name).is_file()), None
    )
    if file is None or program is None:
        print(f"benchmarks: there is no talks.jsonl in {options.folder}, or no seminarsite", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder, number = Path(name), 0
        write(folder / "content/site.yaml", SITE)
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            for number, (path, text) in enumerate(talks(iter(lines)), 1):
                write(folder / path, text)
                if number == options.most:
                    break
        print(f"{number:,} talks", flush=True)
        return _build(folder, program)


def _build(folder: Path, program: list[str]) -> int:
    environment = {**os.environ, **(EVERYTHING.environment or {})}
    build = EVERYTHING.build(program)
    try:
        for what in ("cold", "nothing changed", "one edit"):
            if what == "one edit":
                last = max((folder / "content/events").iterdir())
                last.write_text(
                    re.sub(r"(?m)^title: .*$", "title: Another title", last.read_text("utf-8"), count=1), "utf-8"
                )
            run = measure.run(build, folder, environment)
            print(f"{what}: {run.wall:.1f} s, of all processors {run.cpu:.1f} s", flush=True)
        clear(EVERYTHING, folder)
        memory = measure.peak_memory(build, folder, environment)
        files = [file for file in (folder / EVERYTHING.output).rglob("*") if file.is_file()]
    except measure.Failed as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files):,} files, {size / 1e6:,.0f} MB; peak memory, cold: {(memory or 0) / 1e6:,.0f} MB")
    return 0


def _event(talk: dict[str, Any], day: str) -> str:
    speakers = [name for one in talk.get("speakers") or [] if (name := _one_line(one))]
    # A name in small letters with a hyphen would be that of a file.
    speakers = [name.replace("-", " ") if _LIKE_A_FILE.fullmatch(name) else name for name in speakers]
    videos = [url for one in talk.get("videos") or [] if (url := _one_line(one.get("url"))).startswith("http")]
    facts = [f"date: {day}", "time: 12:00", f"title: {_quoted(talk['title'])}"]
    facts += ["speakers:", *(f"  - {_quoted(name)}" for name in dict.fromkeys(speakers))] if speakers else []
    facts += ["video:", *(f"  - {_quoted(url)}" for url in dict.fromkeys(videos))] if videos else []
    # Links that lead nowhere but on the site that they are from.
    text = _RELATIVE.sub("](https://example.com/)", _UNSEEN.sub(" ", talk.get("description") or ""))
    return "\n".join(["---", *facts, "---", "", text, ""])


def _one_line(value: object) -> str:
    return " ".join(_UNSEEN.sub(" ", str(value or "")).split())


def _quoted(value: object) -> str:
    return "'" + _one_line(value).replace("'", "''") + "'"
