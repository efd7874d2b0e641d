"""What each file of content gave when it was read last, so that the preview reads again only what was saved.

What a file gives depends on its text, on the settings, files and secrets, and on what the references in it lead to.
It is used again where none of that has changed; so the result is the same as if all had been read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from seminarsite.diagnostics import Diagnostic, Report
from seminarsite.model.entry import Entry
from seminarsite.model.people import Speaker
from seminarsite.reading.sources import Scalar
from seminarsite.reading.written import Written
from seminarsite.tools.keeping import Kept

Find = Callable[[Scalar], object]


@dataclass(frozen=True)
class Reading:
    """What a file gave: its entry, unless it is broken, its identity, what was wrong, and to what its references led."""

    entry: Entry | None
    id: str
    found: tuple[Diagnostic, ...]
    asked: tuple[tuple[type, Scalar, object], ...]
    text: bytes = b""
    """A digest of the file's text; empty where none may be kept."""

    def holds(self, references: Mapping[type, Find]) -> bool:
        """Whether the references lead to the same entries; they are asked again, as they would be in reading it."""
        return all(references[kind](node) is result for kind, node, result in self.asked)

    @property
    def is_of_files(self) -> bool:
        """Whether its references lead to entries that have files of their own, where they are the same for all."""
        return all(isinstance(one, Entry) and "/events/" not in one.at().path for _, _, one in self.asked)


class Decoder(Protocol):
    """Reads one file, with the references of the last time."""

    def new(self, kind: type[Any], path: str) -> Reading: ...


class Teller(Protocol):
    """What finds people, and reports."""

    report: Report


@dataclass
class Last:
    """A reading without errors: what was written, what read it, and what was wrong but not of one file alone."""

    written: Written
    reader: Decoder
    people: Teller
    kept: Kept
    others: tuple[Diagnostic, ...]


@dataclass
class Memory:
    """Of one folder. It changes with each reading, and belongs to who reads: one thread at a time."""

    around: tuple[object, ...] = ()
    """What all entries depend on."""
    readings: dict[str, Reading] = field(default_factory=dict)
    people: dict[tuple[str, object], Speaker] = field(default_factory=dict)
    """Those who have no file of their own, by name and by where they are named first."""
    last: Last | None = None

    def forget(self, changed: Collection[str] | None, around: tuple[object, ...]) -> None:
        """Files that have changed, by their paths below the site; all of them (None), or where all depend on it."""
        if changed is None or around != self.around:
            self.readings.clear()
            self.people.clear()
        self.around = around
        for path in changed or ():
            self.readings.pop(path, None)

    def found(self) -> list[Diagnostic]:
        """What is wrong with each file for itself."""
        return [one for reading in self.readings.values() for one in reading.found]

    def others(self, report: Report) -> tuple[Diagnostic, ...]:
        return tuple(set(report.diagnostics) - set(self.found()))

    def again(self, path: str, references: Mapping[type, Find]) -> Reading | None:
        """What the file gave, if it gives that still."""
        known = self.readings.get(path)
        return known if known and known.holds(references) else None

    def keep(self, path: str, reading: Reading) -> Reading:
        self.readings[path] = reading
        return reading


@dataclass
class Listening:
    """References that note what they are asked."""

    references: Mapping[type, Find]
    asked: list[tuple[type, Scalar, object]] = field(default_factory=list)
    report: Report = field(default_factory=Report)

    def finders(self) -> dict[type, Find]:
        return {kind: self._noting(kind, find) for kind, find in self.references.items()}

    def _noting(self, kind: type, find: Find) -> Find:
        def noting(node: Scalar) -> object:
            result = find(node)
            self.asked.append((kind, node, result))
            return result

        return noting
