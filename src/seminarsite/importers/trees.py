"""YAML, JSON and TOML of others as plain values with their lines; capped in depth and number before anything recurses.

Unlike our own content it is read with goodwill: doubled keys, anchors and tags are no mistake here.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from seminarsite.diagnostics import Span
from seminarsite.importers.contentlines import decoded

MAX_DEPTH = 64
MAX_NODES = 2_000_000
MAX_COPIES = 200_000
"""Values that aliases may stand for, all together: a bomb of 500 bytes stands for billions."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL", "None"})


class CannotRead(Exception):
    """A source that is not what it should be; `span` is the place, where it is known."""

    def __init__(self, reason: str, span: Span | None = None) -> None:
        super().__init__(" ".join(reason.split())[:300])
        self.span = span


class Row(dict[str, Any]):
    """A mapping that knows the line on which it began."""

    line = 0


def from_json(path: str, data: bytes) -> Any:
    """One value; or several, one a line, as a list."""
    text = decoded(data).lstrip("\ufeff")
    try:
        return _bounded(json.loads(text))
    except json.JSONDecodeError as error:
        if rows := _by_lines(text):
            return rows
        raise CannotRead(f"no JSON: {error.msg}", Span(path, error.lineno, error.colno)) from None
    except (RecursionError, ValueError) as error:
        raise CannotRead(f"no JSON that can be read: {error}") from None


def _by_lines(text: str) -> list[Any]:
    """JSON Lines; [] where it is something else."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return []
        if not isinstance(value, dict):
            return []
        row = Row(value)
        row.line = number
        found.append(row)
    return _bounded(found) if len(found) > 1 else []


def _bounded(value: Any) -> Any:
    """The value, if it is neither too deep nor too large."""
    count, level = 0, [value]
    for _ in range(MAX_DEPTH):
        count += len(level)
        if count > MAX_NODES:
            raise CannotRead(f"more than {MAX_NODES:,} values")
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return value
    raise CannotRead(f"values within values, more than {MAX_DEPTH} deep")


def from_toml(path: str, text: str) -> dict[str, Any]:
    try:
        return dict(_bounded(tomllib.loads(text.replace("\r\n", "\n"))))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise CannotRead(f"no TOML: {error}", Span(path, 1, 1)) from None


def from_yaml(path: str, text: str, line: int = 0) -> Any:
    """The first document; scalars stay texts, as they stand there. `line` is how many lines come before it in the file."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "", text).replace(
        "\t", "    "
    )
    try:
        return _Composer(yaml.parse(text, Loader=_Loader), line).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = Span(path, mark.line + 1 + line, mark.column + 1) if mark else Span(path, 1 + line, 1)
        raise CannotRead(f"no YAML: {error.problem or error.context}", span) from None
    except (yaml.YAMLError, StopIteration, RecursionError, ValueError) as error:
        raise CannotRead(f"no YAML: {error}") from None


class _Composer:
    """Plain values from YAML's events."""

    def __init__(self, events: Iterator[yaml.Event], line: int) -> None:
        self._events, self._line = events, line
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = self._copies = 0

    def document(self) -> Any:
        next(self._events)
        event = next(self._events)
        return None if isinstance(event, yaml.StreamEndEvent) else self._node(next(self._events), 0)

    def _node(self, event: yaml.Event, depth: int) -> Any:
        self._nodes += 1
        if depth > MAX_DEPTH:
            raise CannotRead(f"values within values, more than {MAX_DEPTH} deep")
        if self._nodes > MAX_NODES:
            raise CannotRead(f"more than {MAX_NODES:,} values")
        before = self._nodes
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            value, size = self._anchors.get(str(anchor), (None, 1))
            self._copies += size
            self._nodes += size
            if self._copies > MAX_COPIES:
                raise CannotRead("its aliases stand for too many values")
            return value
        if isinstance(event, yaml.ScalarEvent):
            value = None if event.implicit[0] and event.value in _EMPTY else event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not isinstance(one := next(self._events), yaml.SequenceEndEvent):
                value.append(self._node(one, depth + 1))
        else:
            value = self._row(event, depth)
        if anchor:
            self._anchors[str(anchor)] = value, self._nodes - before + 1
        return value

    def _row(self, event: yaml.Event, depth: int) -> Row:
        row = Row()
        mark: Any = event.start_mark
        row.line = mark.line + 1 + self._line
        while not isinstance(one := next(self._events), yaml.MappingEndEvent):
            key = self._node(one, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if key == "<<" and isinstance(value, dict):
                row |= {k: v for k, v in value.items() if k not in row}
            elif isinstance(key, str):
                row[key] = value
        return row
