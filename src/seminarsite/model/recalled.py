"""Notes of what was worked out of single entries, so that the next build need not work it out again.

A note is found by the fingerprint of its entry, or of whatever else it is of. It must come of nothing but that, the
settings and the program; to the latter two a shelf of notes belongs as a whole. What has no fingerprint has no notes.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Note = tuple[bytes, str, object]
"""Of which entry, the name and the value; without a name, the entry was only asked."""


class Recalled:
    """The notes that an earlier build has left, and those that are new. Without `stored` ones nothing is noted."""

    def __init__(self, stored: Mapping[str, bytes] | None = None) -> None:
        self._stored = None if stored is None else dict(stored)
        self._names = frozenset(stored or ())
        self._notes: dict[bytes, dict[str, Any]] = {}
        self._log: list[tuple[bytes, str]] = []
        """Of what was asked or noted, in this order."""

    def of(self, fingerprint: bytes | None) -> Mapping[str, Any]:
        """The notes of one entry, by their names."""
        if self._stored is None or fingerprint is None:
            return {}
        notes = self._notes.get(fingerprint)
        if notes is None:
            self._log.append((fingerprint, ""))
            row = self._stored.pop(fingerprint.hex(), None)  # which would take its room twice
            notes = self._notes[fingerprint] = marshal.loads(row) if row else {}  # noqa: S302  (values alone, no calls)
        return notes

    def note(self, fingerprint: bytes | None, name: str, value: object) -> None:
        """Note a value that is made of numbers, texts, bytes, tuples and None."""
        if self._stored is not None and fingerprint is not None:
            self._notes[fingerprint] = {**self.of(fingerprint), name: value}
            self._log.append((fingerprint, name))

    @property
    def moment(self) -> int:
        """Now, for `since`."""
        return len(self._log)

    def since(self, moment: int) -> Sequence[Note]:
        """What was asked and noted, for another process to take over."""
        return [(of, name, self._notes[of][name] if name else None) for of, name in self._log[moment:]]

    def take_over(self, notes: Iterable[Note]) -> None:
        for of, name, value in notes:
            known = self.of(of)
            if name and known.get(name, ...) is not value:  # what this process has noted itself stands already
                self.note(of, name, value)

    @property
    def new(self) -> dict[str, bytes]:
        """All notes of the entries of which something new is noted, to be stored."""
        return {one.hex(): marshal.dumps(self._notes[one]) for one in {of for of, name in self._log if name}}

    @property
    def gone(self) -> list[str]:
        """What is stored of that which nobody has asked for: it is there no more."""
        return sorted(self._names - {one.hex() for one in self._notes})
