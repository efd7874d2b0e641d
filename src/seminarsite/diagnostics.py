"""What an organiser is told: a place, what is wrong there, and a way out.

Content mistakes are values, never exceptions. Every step of a run adds to one Report, so that all
mistakes of all files are shown in one run, sorted by file, line and column.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a content file: path relative to the folder of the site, line and column from 1.

    Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Excerpt(NamedTuple):
    """A part of a file as it stands there from `span` on; its further lines are indented by `indent`."""

    text: str
    span: Span
    indent: int = 0

    def at(self, offset: int) -> Span:
        """The place of a character of it; of the whole, where the offset is -1."""
        if offset < 0:
            return self.span
        line_start = self.text.rfind("\n", 0, offset) + 1
        if line_start == 0:
            return Span(self.span.path, self.span.line, self.span.column + offset)
        line = self.span.line + self.text.count("\n", 0, offset)
        return Span(self.span.path, line, offset - line_start + self.indent + 1)


class Severity(enum.StrEnum):
    """An error stops publication, a warning does not unless that is asked for, an info never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message. `code` is its stable name for machines, `hint` the way out."""

    span: Span
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        way_out = f"\n    {self.hint}" if self.hint else ""
        return f"{self.span}: {self.severity}: {self.message} [{self.code}]{way_out}"


@dataclass(slots=True)
class Report:
    """Collects the diagnostics of one run; a `strict` one refuses what has warnings, too."""

    strict: bool = False
    _diagnostics: set[Diagnostic] = field(default_factory=set)

    def add(self, *diagnostics: Diagnostic) -> None:
        self._diagnostics.update(diagnostics)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All of them, each once, in the order in which the files are read by a person."""
        return sorted(self._diagnostics, key=lambda d: (d.span, d.severity, d.code, d.message))

    @property
    def errors(self) -> int:
        return sum(d.severity is Severity.ERROR for d in self._diagnostics)

    @property
    def warnings(self) -> int:
        return sum(d.severity is Severity.WARNING for d in self._diagnostics)

    @property
    def infos(self) -> int:
        return sum(d.severity is Severity.INFO for d in self._diagnostics)

    @property
    def failed(self) -> bool:
        """There are errors: what was read is not whole."""
        return any(d.severity is Severity.ERROR for d in self._diagnostics)

    @property
    def refuses(self) -> bool:
        """What was read must not be published."""
        return self.failed or (self.strict and self.warnings > 0)


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """For people: one message a paragraph, as compilers write them, so that editors can jump."""
    return "\n".join(map(str, diagnostics))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """For machines: a JSON array; line and column are 0 where a file as a whole is meant."""
    return json.dumps(
        [
            {
                "path": d.span.path,
                "line": d.span.line,
                "column": d.span.column,
                "severity": d.severity.value,
                "code": d.code,
                "message": d.message,
                "hint": d.hint,
            }
            for d in diagnostics
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """GitHub Actions workflow commands: shown beside the changed line of a pull request.

    Source: docs.github.com, "Workflow commands for GitHub Actions"; %, CR, LF and in properties
    also `:` and `,` are percent-encoded.
    """

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def prop(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    def line(d: Diagnostic) -> str:
        where = f",line={d.span.line},col={d.span.column}" if d.span.line else ""
        text = f"{d.message}\n{d.hint}" if d.hint else d.message
        command = "notice" if d.severity is Severity.INFO else d.severity
        return f"::{command} file={prop(d.span.path)}{where},title={prop(d.code)}::{data(text)}"

    return "\n".join(map(line, diagnostics))


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
