"""Content files as trees that know where everything was written.

YAML is read as events, one pass, into Scalar, Sequence and Mapping. Nothing is guessed: every
scalar stays text until the schema decodes it. Depth, size and number of values are bounded before
anything recurses (libyaml's own composer kills the interpreter at 30,000 nested brackets).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Excerpt, Report, Span
from seminarsite.tools.characters import BIDI

MAX_BYTES = 1_000_000
MAX_DEPTH = 64
MAX_NODES = 20_000

# What a YAML text may not hold anyway.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CONFLICT = re.compile(r"^(<<<<<<< |>>>>>>> |=======\r?$|\|\|\|\|\|\|\| )", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # of which only the parser is asked


class Scalar(NamedTuple):
    """A text; `quoted` where quotes or a block say that it is meant as text.

    `written` is how it stands in the file, with its quotes.
    """

    text: str
    span: Span
    quoted: bool = False
    written: Excerpt | None = None


class Sequence(NamedTuple):
    items: tuple[Node, ...]
    span: Span


class Mapping(NamedTuple):
    """Keys in the order in which they were written, each once."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span


Node = Scalar | Sequence | Mapping


class Document(NamedTuple):
    """A content file: its YAML and, in a Markdown file, the text below it."""

    path: str
    data: Mapping
    body: Scalar | None = None
    text: str = ""
    """All of it, as it stands there."""


class _Refused(Exception):
    """The rest of this YAML text cannot be read; the diagnostic says why."""


def read(root: Path, path: str, report: Report) -> Document | None:
    """Read the file `path` below `root`. None, and a diagnostic, if it cannot be read."""
    text = _text(f"{root}/{path}", path, report)
    document = None if text is None else parsed(path, text, report)
    return document and document._replace(text=text or "")


def parsed(path: str, text: str, report: Report) -> Document | None:
    """Read the text of a file, in which the end of each line counts as it is."""
    if path.endswith(".md"):
        return _markdown(path, text, report)
    try:
        data = _compose(text, path, 0, report)
    except _Refused:
        return None
    return Document(path, data)


def _text(file: str, path: str, report: Report) -> str | None:
    """The file's text, or None and why not."""
    try:
        with open(file, "rb") as opened:  # noqa: PTH123  (pathlib takes as long again)
            size = os.fstat(opened.fileno()).st_size
            if size > MAX_BYTES:
                report.add(mistakes.too_large(Span(path), size, MAX_BYTES))
                return None
            data = opened.read()
    except OSError as error:
        report.add(mistakes.unreadable(Span(path), error.strerror or str(error)))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.add(mistakes.not_utf8(Span(path, 1, 1), "UTF-16"))
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        span = Span(path, before.count(b"\n") + 1, column)
        report.add(mistakes.not_utf8(span, f"byte 0x{data[error.start]:02X}"))
        return None
    return text if _printable(text, path, report) else None


def _printable(text: str, path: str, report: Report) -> bool:
    """Whether a text is free of what no content file should hold."""
    found = [(mistakes.control_character, match) for match in _CONTROLS.finditer(text)]
    if not text.isascii():
        found += [(mistakes.bidi_control, match) for match in BIDI.finditer(text)]
    for mistake, match in found:
        report.add(mistake(_span_at(text, path, match.start()), match.group()))
    # A lone line of seven equals signs is a Markdown heading; with its two companions it is not.
    conflict = _CONFLICT.search(text) if "<<<<<<< " in text else None
    if conflict:
        report.add(mistakes.merge_conflict(_span_at(text, path, conflict.start())))
    return not (found or conflict)


def _span_at(text: str, path: str, offset: int) -> Span:
    line_start = text.rfind("\n", 0, offset) + 1
    return Span(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _markdown(path: str, text: str, report: Report) -> Document | None:
    """Front matter between two lines of three hyphens, then Markdown."""
    fences = _FENCE.finditer(text)
    first = next(fences, None)
    if first is None or first.start() != 0:
        report.add(mistakes.no_front_matter(Span(path, 1, 1)))
        return None
    second = next(fences, None)
    if second is None:
        report.add(mistakes.front_matter_not_closed(Span(path, 1, 1)))
        return None
    try:
        data = _compose(text[first.end() + 1 : second.start()], path, 1, report)
    except _Refused:
        return None
    body = text[second.end() + 1 :]
    line = text.count("\n", 0, second.end()) + 2
    return Document(
        path,
        data,
        Scalar(body, Span(path, line, 1), quoted=True, written=Excerpt(body, Span(path, line, 1)))
        if body.strip()
        else None,
    )


def _compose(text: str, path: str, line_offset: int, report: Report) -> Mapping:
    """The one mapping that a YAML text holds. Raises _Refused, with a diagnostic, if it cannot be read."""
    # libyaml ends a line at these, too, editors and our readers do not: every line below would be misnumbered.
    text = text if text.isascii() else re.sub("[\x85\u2028\u2029]", " ", text)
    lines = re.split("\r\n|\r|\n", text) if "\r" in text else text.split("\n")

    def span(mark: Any) -> Span:
        return Span(path, mark.line + 1 + line_offset, mark.column + 1) if mark else Span(path, 1 + line_offset, 1)

    try:
        tree = _Composer(_Loader(text).get_event, lines, span, report).document()
    except yaml.MarkedYAMLError as error:
        if "quoted scalar" in (error.context or "") and "end of" in (error.problem or ""):
            report.add(mistakes.unclosed_quote(span(error.context_mark)))
            raise _Refused from None
        if error.context in ("while scanning an alias", "while scanning an anchor"):
            report.add(mistakes.alias(span(error.context_mark)))
            raise _Refused from None
        mark = error.problem_mark or error.context_mark
        if error.problem == "could not find expected ':'":  # noticed at the end of the line that lacks it
            mark = error.context_mark
        line = lines[mark.line] if mark and mark.line < len(lines) else ""
        report.add(mistakes.yaml_syntax(span(mark), error.problem or str(error.context), line))
        raise _Refused from None
    except yaml.YAMLError as error:
        report.add(mistakes.yaml_syntax(Span(path, 1 + line_offset, 1), str(error).splitlines()[0], ""))
        raise _Refused from None
    if tree is None:
        return Mapping((), Span(path, 1 + line_offset, 1))
    if not isinstance(tree, Mapping):
        report.add(mistakes.not_a_mapping(tree.span))
        raise _Refused
    return tree


class _Composer:
    """Builds the tree from YAML events; recursion is bounded by MAX_DEPTH."""

    def __init__(self, event: Callable[[], Any], lines: list[str], span: Callable[[Any], Span], report: Report) -> None:
        self._next, self._lines, self._span, self._report = event, lines, span, report
        self._nodes = 0

    def document(self) -> Node | None:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        tree = self._node(self._next(), 0)
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(mistakes.second_document(self._span(event.start_mark)))
        return tree

    def _refuse(self, mistake: Diagnostic) -> NoReturn:
        self._report.add(mistake)
        raise _Refused

    def _node(self, event: Any, depth: int) -> Node:
        span = self._span(event.start_mark)
        self._nodes += 1
        if depth > MAX_DEPTH:
            self._refuse(mistakes.too_deep(span, MAX_DEPTH))
        if self._nodes > MAX_NODES:
            self._refuse(mistakes.too_many_values(span, MAX_NODES))
        if event.anchor:
            self._refuse(mistakes.alias(span))
        if event.tag:
            self._refuse(mistakes.tag(span, event.tag))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, span)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), span)
        return Mapping(self._entries(depth), span)

    def _scalar(self, event: Any, span: Span) -> Scalar:
        start, end = event.start_mark, event.end_mark
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        plain = event.implicit[0]
        if plain and "#" in line and event.value:
            self._heed_comment(line, end)
        if start.line == end.line:  # a line of thousands of values must not be kept with each of them
            written = Excerpt(line[start.column : end.column], span)
        else:
            first, *more = self._lines[start.line : end.line + 1]
            indent = min((len(line) - len(line.lstrip()) for line in more if line.strip()), default=0)
            written = Excerpt("\n".join([first[start.column :], *(line[indent:] for line in more)]), span, indent)
        return Scalar(event.value, span, not plain, written)

    def _heed_comment(self, line: str, mark: Any) -> None:
        """`title: talk #1` loses its end in YAML; a comment that is meant has a space behind its #."""
        if comment := _COMMENT.match(line, mark.column):
            span = self._span(mark)
            here = Span(span.path, span.line, comment.start(1) + 1)
            self._report.add(mistakes.comment(here, comment[1]))

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._report.add(mistakes.complex_key(key.span))
            elif key.text == "<<":
                self._report.add(mistakes.merge_key(key.span))
            elif key.text in entries:
                self._report.add(mistakes.duplicate_key(key.span, key.text, entries[key.text][0].span))
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())
