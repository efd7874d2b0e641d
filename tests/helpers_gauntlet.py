"""Reads and runs the cases in tests/gauntlet/; their format is described in tests/gauntlet/README.md."""

from __future__ import annotations

import base64
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from html import escape
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import helpers_safe
from helpers_html import page, words
from helpers_limits import Run, Runner
from helpers_pictures import large_png, many_scans
from helpers_site import REPOSITORY
from seminarsite.tools import hidden

FOLDER = REPOSITORY / "tests" / "gauntlet"
CASES = sorted(FOLDER.glob("*.txt"))

SITE = """\
title: Example Seminar
url: https://example.org/seminar/
zone: Europe/Zurich
"""
PACKAGES = os.pathsep.join(path for path in sys.path if path)
"""Where this Python finds the program, for a new one in another folder."""
NOON = "1741780800"
"""12:00 UTC on Wednesday 12 March 2025, unless a case says another moment."""

BUILTINS = {"chr": chr, "range": range, "str": str, "bytes": bytes}
MADE: Mapping[str, Callable[[], bytes]] = {"LARGE_PNG": large_png, "MANY_SCANS": many_scans}
"""What is too long to be written as an expression."""

RECORDED = ("site/content", "site/content/ledger.jsonl")

_INSERTED = re.compile(r"@\{(.+?)\}@", re.DOTALL)
_SECTION = re.compile(r"=== (?P<path>.+?)(?: (?P<how>->|is) (?P<what>.+?))?(?: for (?P<name>\w+) in (?P<range>.+))?")
_MESSAGE = re.compile(r"^(?=\S)(?:.*)(?:\n    .*)*", re.MULTILINE)


class WrongCase(ValueError):
    """A case file that cannot be understood."""


@dataclass(frozen=True)
class Line:
    """A line of a case file: a command, an expectation, or a file with its text."""

    number: int
    text: str
    content: str | None = None


def lines_of(case: Path) -> Iterator[Line]:
    """The lines of a case that do something; those above the first of them say what it is about."""
    lines = case.read_text(encoding="utf-8").split("\n")
    if not re.fullmatch(r"# [GH]\d{3} [a-z]+: .+", lines[0]):
        raise WrongCase(f"{case.name}:1: the first line is `# G001 parse: what it is about`")
    number = next((n for n, line in enumerate(lines) if line.startswith(("=== ", "$ "))), len(lines))
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.startswith("=== "):
            start = number
            while number < len(lines) and not re.match(r"=== |===$|\$ ", lines[number]):
                number += 1
            yield Line(start, line, "".join(f"{text}\n" for text in lines[start:number]))
            number += lines[number : number + 1] == ["==="]
        elif line.strip() and not line.startswith("# "):
            yield Line(number, line)


def inserted(text: str, names: Mapping[str, object]) -> bytes:
    """A text in which every `@{expression}@` is what Python makes of it."""

    def value(expression: str) -> bytes:
        result = MADE[expression]() if expression in MADE else eval(expression, {"__builtins__": BUILTINS, **names})
        return result if isinstance(result, bytes) else str(result).encode("utf-8", "surrogateescape")

    parts = _INSERTED.split(text)
    return b"".join(value(part) if n % 2 else part.encode() for n, part in enumerate(parts))


@dataclass
class Case:
    """A case at work, in a folder of its own: above the site there is another one, to see what reaches it."""

    above: Path
    runner: Runner
    last: Run | None = None
    output: str = "build"
    builds: list[dict[str, bytes]] = field(default_factory=list)

    @property
    def site(self) -> Path:
        return self.above / "site"

    def play(self, case: Path) -> None:
        """Raises AssertionError with the line of the case that does not hold."""
        (self.site / "content").mkdir(parents=True)
        (self.site / "content/site.yaml").write_text(SITE, encoding="utf-8")
        for line in lines_of(case):
            try:
                if line.content is not None:
                    self._write(line)
                elif line.text.startswith("$ "):
                    self._run(inserted(line.text[2:], {}).decode())
                else:
                    self._expect(inserted(line.text, {}).decode("utf-8", "surrogateescape"))
            except AssertionError as error:
                raise AssertionError(
                    f"{case.name}:{line.number}: {line.text[:200]}\n{error}\n--- it said:\n{self.said[:3000]}"
                ) from None
        if self.last is None:
            raise WrongCase(f"{case.name} runs nothing")

    @property
    def said(self) -> str:
        return self.last.said if self.last else ""

    # --- files -----------------------------------------------------------------------------------

    def _write(self, line: Line) -> None:
        match = _SECTION.fullmatch(line.text)
        assert match is not None
        items = eval(match["range"]) if match["range"] else [None]
        for item in items:
            names = {match["name"]: item} if match["name"] else {}
            path = self.site / os.fsdecode(inserted(match["path"], names))
            path.parent.mkdir(parents=True, exist_ok=True)
            content = inserted(line.content or "", names)
            if match["how"] == "->":
                path.symlink_to(os.fsdecode(inserted(match["what"], names)))
            elif match["how"] == "is":
                self._special(path, match["what"])
            else:
                path.write_bytes(content)

    def _special(self, path: Path, what: str) -> None:
        kind, _, other = what.partition(" ")
        if kind == "deleted":
            path.unlink()
        elif kind == "fifo":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "hard-link-of":
            path.hardlink_to(self.site / other)
        elif kind == "moved-from":
            (self.site / other).rename(path)
        elif kind == "bytes":  # without the line end that a section has
            path.write_bytes(inserted(other, {}))
        else:
            raise WrongCase(f"`{what}` is none of deleted, fifo, folder, hard-link-of, moved-from, bytes")

    # --- commands --------------------------------------------------------------------------------

    def _run(self, command: str) -> None:
        words_ = shlex.split(command)
        environment = {"SOURCE_DATE_EPOCH": NOON, "HOME": str(self.above)}
        own = False
        while "=" in words_[0]:
            name, _, value = words_.pop(0).partition("=")
            environment[name] = value
            own = True
        before = self._tree()
        if words_[0] == "seminarsite" and not own:
            self.last = self.runner.run(self.site, words_[1:], environment, self.above.with_suffix(".said"))
        else:
            self.last = self._interpreter(words_, environment)
        assert not self.last.killed, f"the command {self.last.killed}"
        assert "Traceback" not in self.said
        helpers_said = self.said.replace("\n", "")
        assert not helpers_safe.CONTROL.search(helpers_said), "what it says has a control character"
        assert not helpers_safe.BIDI.search(helpers_said), "what it says has a bidirectional control"
        if words_[0] == "seminarsite":
            self._check_effects(words_, before)

    def _interpreter(self, command: list[str], environment: dict[str, str]) -> Run:
        """A new Python, for what is decided at its start (locale, hash seed), and for other programs."""
        if command[0] == "seminarsite":
            command = ["python", "-m", *command]
        done = subprocess.run(
            [sys.executable, *command[1:]],
            cwd=self.site,
            env={**os.environ, "PYTHONPATH": PACKAGES, "REPOSITORY": str(REPOSITORY), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode("utf-8", "replace"))

    def _check_effects(self, command: list[str], before: Mapping[str, object]) -> None:
        """What holds of every run: nothing written but the site, that one safe, and messages that help."""
        assert self.last is not None
        self.output = next((b for a, b in pairwise(command) if a in ("-o", "--output")), "build")
        after = self._tree()
        built = command[1] == "build" and self.last.code == 0
        if built:
            before, after = self._without_output(before), self._without_output(after)
        changed = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
        changed = [path for path in changed if command[1] != "record" or path not in RECORDED]
        assert not changed or command[1] in ("init", "new"), f"written or changed: {changed}"
        for message in self._messages():
            assert self.last.code in (0, 1) or not message.startswith("content/"), message
            if re.match(r"\S.*: error: ", message):
                assert "\n    " in message, f"no way out: {message}"
        if built:
            self.builds.append(self._built())
            unsafe = helpers_safe.faults(self.builds[-1])
            assert unsafe == [], "\n".join(unsafe)

    def _messages(self) -> list[str]:
        return _MESSAGE.findall(self.said)

    def _tree(self) -> dict[str, object]:
        """Everything in and above the folder of the site: what it is, and which bytes at which time."""
        found: dict[str, object] = {}
        for folder, folders, names in os.walk(self.above):
            folders[:] = [name for name in folders if name != hidden.FOLDER]  # which may be deleted at any time
            for name in (*folders, *names):
                path = Path(folder, name)
                state = path.lstat()
                content: object = None
                if path.is_symlink():
                    content = path.readlink()
                elif path.is_file():
                    content = (path.read_bytes(), state.st_mtime_ns, state.st_ino)
                found[path.relative_to(self.above).as_posix()] = (state.st_mode, content)
        return found

    def _without_output(self, tree: Mapping[str, object]) -> dict[str, object]:
        ours = f"site/{self.output}"
        return {path: state for path, state in tree.items() if path != ours and not path.startswith(f"{ours}/")}

    def _built(self) -> dict[str, bytes]:
        folder = self.site / self.output
        files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    # --- expectations ----------------------------------------------------------------------------

    def _expect(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        expectation: Callable[[str], None] | None = getattr(self, f"_expect_{verb}", None)
        if expectation is None or self.last is None:
            raise WrongCase(f"`{line}` is no expectation")
        expectation(rest)

    def _expect_exit(self, code: str) -> None:
        assert self.last is not None
        assert self.last.code == int(code), f"it ended with {self.last.code}"

    def _expect_says(self, rest: str) -> None:
        """`says content/a.md:2:1 words … words` in one message; the place is its beginning."""
        place = re.match(r"((?:content|templates|static)/\S*)(?: |$)", rest)
        wanted = [part.strip() for part in rest.removeprefix(place[0] if place else "").split("…")]
        for message in self._messages():
            flat = words(message)
            here = place is None or flat.startswith(f"{place[1]}: ")
            if here and re.search(".*".join(map(re.escape, wanted)), flat):
                return
        raise AssertionError("no message says that")

    def _expect_never(self, rest: str) -> None:
        _, _, what = rest.partition(" ")  # never says
        assert what not in words(self.said)

    def _expect_messages(self, number: str) -> None:
        found = [m for m in self._messages() if re.match(r"\S.*: (error|warning): ", m)]
        assert len(found) == int(number), f"there are {len(found)}"
        order = [[int(part) if part.isdigit() else part for part in m.split(": ")[0].split(":")] for m in found]
        assert order == sorted(order), "not in the order of the files"

    def _expect_page(self, rest: str) -> None:
        """`page events/a/index.html shows words`, or `links https://…`, or `lacks words`."""
        path, verb, what = rest.split(" ", 2)
        html = page(self._file(path))
        if verb == "shows":
            assert words(what) in html.text, f"it shows: {html.text[:1500]}"
        elif verb == "lacks":
            assert words(what) not in html.text
        elif verb == "links":
            assert what in [e.attributes.get("href", e.attributes.get("src")) for e in html.elements]
        elif verb == "titles":
            assert words(what) in words(html.one("title").text)
        else:
            raise WrongCase(f"page … {verb}")

    def _expect_file(self, rest: str) -> None:
        """`file calendar.ics holds words`, or `lacks`; long lines of calendars are put together."""
        path, verb, what = rest.split(" ", 2)
        content = self._file(path).replace(b"\r\n ", b"")
        if verb not in ("holds", "lacks"):
            raise WrongCase(f"file … {verb}")
        assert (what.encode("utf-8", "surrogateescape") in content) is (verb == "holds"), content[:2000].decode()

    def _file(self, path: str) -> bytes:
        found = self._built()
        assert path in found, f"there is no {path}, but {sorted(found)}"
        return found[path]

    def _expect_there(self, rest: str) -> None:
        """`there is events/a/index.html`, `there is no secret*`."""
        _, _, pattern = rest.partition("is ")
        absent, pattern = pattern.startswith("no "), pattern.removeprefix("no ")
        found = [path for path in self._built() if fnmatchcase(path, pattern)]
        assert bool(found) is not absent, found or sorted(self._built())

    def _expect_makes(self, rest: str) -> None:
        """`makes 3 events/*/index.html`."""
        number, pattern = rest.split(" ", 1)
        found = [path for path in self._built() if fnmatchcase(path, pattern)]
        assert len(found) == int(number), sorted(found)

    def _expect_no(self, rest: str) -> None:
        """`no output holds words`: in no byte and no name of any file, however it is encoded."""
        what = rest.removeprefix("output holds ")
        forms = {what, quote(what), quote(what, safe=""), escape(what), base64.b64encode(what.encode()).decode()}
        built = self._built()
        found = [path for path, content in built.items() for form in forms if form.encode() in content or form in path]
        assert found == []
        assert built, "there is no output at all"

    def _expect_same(self, rest: str) -> None:
        """`same output as before`, or `same output as before in *.ics`: byte for byte that of the build before."""
        pattern = rest.removeprefix("output as before").removeprefix(" in ") or "*"
        one, other = ({path: b[path] for path in b if fnmatchcase(path, pattern)} for b in self.builds[-2:])
        assert sorted(one) == sorted(other)
        assert [path for path in one if one[path] != other[path]] == []
