"""Edits of a content file that leave all its other bytes and comments as they are.

A value is put where the reader found an empty one, or into a line of its own. What would need more than that is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from seminarsite.reading.sources import Document, Node, Scalar
from seminarsite.writing.contentfiles import EVENT_KEYS, Plain, block, yaml_file

EMPTY = frozenset({"", "tba", "tbd", "tbc", "null", "~", "to be announced"})
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"---[ \t]*\r?\n?$")


class CannotEdit(Exception):
    """Why a value cannot be put into a file; somebody has to do it by hand."""


def is_empty(document: Document, key: str, also: Iterable[str] = ()) -> bool:
    """Whether a file has no value, or one still to be announced, for a key or for other spellings of it."""
    return all(_is_open(node) for name, node in document.data.entries if name.text in (key, *also))


def _is_open(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip().lower() in EMPTY


@dataclass(frozen=True)
class Edited:
    """A content file that is being edited: its text, and how it was read."""

    text: str
    document: Document

    def with_key(self, key: str, value: Plain, also: Iterable[str] = ()) -> str:
        """The file with a value for a key: in the place of the one it has, else in a line of its own. Raises CannotEdit."""
        written = self._ends(yaml_file({key: value}))
        for name, node in self.document.data.entries:
            if name.text in (key, *also):
                return self._replaced(node, written.partition(":")[2].strip())
        return self._inserted(self._line_for(key), written)

    def with_body(self, body: str, key: str) -> str:
        """The file with a text below its front matter; a .yaml file has it under its key. Raises CannotEdit."""
        if not self.document.path.endswith(".md"):
            return self.with_key(key, body)
        text = self._ends(re.sub(r"^(?=<<<<<<< |>>>>>>> )", r"\\", block(body), flags=re.MULTILINE))
        lines = self._lines()
        below = self._closing_fence(lines) + 1
        head = "".join(lines[:below])
        if not head.endswith(("\n", "\r")):
            head += self._newline
        return f"{head}{self._newline}{text}{self._newline}"

    @property
    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _ends(self, text: str) -> str:
        return text.replace("\n", self._newline)

    def _lines(self) -> list[str]:
        return [line for line in _LINE.findall(self.text) if line]

    def _replaced(self, node: Node, value: str) -> str:
        if not isinstance(node, Scalar) or node.written is None or "\n" in node.written.text or "\n" in value:
            raise CannotEdit(f"what stands at {node.span} has several lines")
        lines = self._lines()
        line = lines[node.span.line - 1]
        before, rest = line[: node.span.column - 1], line[node.span.column - 1 :]
        if not rest.startswith(node.written.text):
            raise CannotEdit(f"what stands at {node.span} is written in a way that is not understood")
        rest = rest[len(node.written.text) :]
        if not node.written.text:  # `title:` and nothing behind it
            before, rest = before.rstrip(" ") + " ", rest if rest.strip() else rest.lstrip(" ")
        lines[node.span.line - 1] = f"{before}{value}{rest}"
        return "".join(lines)

    def _inserted(self, at: int, written: str) -> str:
        lines = self._lines()
        if any(key.span.column != 1 for key, _ in self.document.data.entries):
            raise CannotEdit("its keys do not stand in lines of their own")
        if at and not lines[at - 1].endswith(("\n", "\r")):
            lines[at - 1] += self._newline
        return "".join([*lines[:at], written, *lines[at:]])

    def _line_for(self, key: str) -> int:
        """Behind how many lines a new key stands: after a value of one line that goes before it, else at the end."""
        lines = self._lines()
        order = list(EVENT_KEYS)
        goes_before = set(order[: order.index(key)]) if key in order else set()
        entries = self.document.data.entries
        starts = {name.span.line for name, _ in entries}
        end = self._closing_fence(lines) if self.document.path.endswith(".md") else len(lines)
        for name, node in reversed(entries):
            one_line = isinstance(node, Scalar) and node.written is not None and "\n" not in node.written.text
            here = name.span.line
            if name.text in goes_before and one_line and node.span.line == here and here + 1 in (*starts, end + 1):
                return here
        return end

    def _closing_fence(self, lines: list[str]) -> int:
        """The number of lines before the second `---`."""
        fences = [number for number, line in enumerate(lines) if _FENCE.fullmatch(line)]
        return fences[1]
