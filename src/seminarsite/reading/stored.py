"""What files gave, from build to build: for the next one, and for a process that shares the reading with others.

A file gives again what it gave if it is the same and its references lead to what they led to then; they are asked
again, as they would be in reading it. Nothing is stored of a file that is broken or names a secret that is kept outside
of the content, nor of what refers to such a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from seminarsite.diagnostics import Span
from seminarsite.model.entry import Entry
from seminarsite.model.fingerprints import Fingerprints, digest
from seminarsite.reading import bundles, sources
from seminarsite.reading.bundles import KINDS, Asked, Head, Row, Unreadable
from seminarsite.reading.remembering import Find, Reading
from seminarsite.tools.hidden import TICK
from seminarsite.tools.keeping import names_a_secret
from seminarsite.tools.memo import Memo

HEADS, BODIES = "readings", "entries"
TOGETHER = 128
"""Files in a bundle: the more, the faster all are loaded, and the more is written again where one has changed."""
_AROUND = ""
"""The name under which lies what all files depend on."""

Answers = tuple[tuple[type, sources.Scalar, object], ...]
"""References, and what they led to."""


class Stamp(NamedTuple):
    """By what a file is known not to have changed: bytes, times (ns), number. `changed` cannot be set by hand."""

    size: int
    modified: int
    changed: int
    inode: int


class _Bundle:
    """Files that are stored together. `body` is None where the memo has it."""

    def __init__(self, name: str, head: Head, body: bytes | None = None) -> None:
        self.name, self.head, self.body = name, head, body
        self.led_to: list[Entry | None] = [None] * len(head.marks)
        """To what references lead now, as far as that was asked."""
        self.sound: dict[str, Answers] = {}
        """The files that would give what they gave."""


class Store:
    """The bundles of a site's files. It belongs to one reading of all of them."""

    def __init__(self, memo: Memo, edition: str, fingerprints: Fingerprints) -> None:
        self.fingerprints = fingerprints
        self._memo, self._edition = memo, edition
        self._bundles: dict[str, _Bundle] = {}
        """By the paths of their files."""
        stored = memo.shelf(HEADS, edition)
        around = stored.pop(_AROUND, b"")
        if around and around == fingerprints.around:
            self._add(_Bundle(name, bundles.head(head)) for name, head in stored.items())
        self._outdated = set() if self._bundles else set(stored)
        self._now = memo.moment()
        self._stamps: dict[str, tuple[int, ...] | None] = {}
        """Those of today, of files that were read, or by whose text it was seen that they are the same."""
        self._new: dict[str, Reading] = {}
        self._unsaved: set[str] = set()

    def _add(self, those: Iterable[_Bundle]) -> None:
        self._bundles.update((path, bundle) for bundle in those for path in bundle.head.rows)

    def lacks(self, path: str) -> bool:
        """Nothing is stored of a file, and something could be."""
        return path not in self._bundles and self.fingerprints.around is not None

    # --- what is the same ------------------------------------------------------------------------

    def gives_again(self, path: str, file: str, references: Mapping[type, Find]) -> bool:
        """Whether the file at a path would give what it gave; `load` then has that."""
        bundle = self._bundles.get(path)
        if bundle is None or not self._is_same(path, bundle.head.rows[path], file):
            return False
        answers = []
        for number, text, quoted, place, led_to in bundle.head.rows[path].asked:
            node, kind = sources.Scalar(text, Span(*place), quoted), KINDS[number]
            found, before = references[kind](node), bundle.led_to[led_to]
            if not isinstance(found, Entry) or self.fingerprints.of_entry(found) != bundle.head.marks[led_to]:
                return False
            if before is not None and before is not found:
                return False
            bundle.led_to[led_to] = found
            answers.append((kind, node, found))
        bundle.sound[path] = tuple(answers)
        return True

    def _is_same(self, path: str, row: Row, file: str) -> bool:
        at = stamp(file)
        if at and row.stamp == at:
            return True
        same = text_digest_of(file) == row.text
        if same and at and self._is_settled(at):  # known by its stamp from now on
            self._stamps[path] = tuple(at)
        return same

    def _is_settled(self, at: Stamp) -> bool:
        return at.changed < self._now - TICK

    def load(self, kind: type[Entry], paths: Iterable[str]) -> dict[str, Reading]:
        """What files give again, of those that do; without what cannot be loaded."""
        found: dict[str, Reading] = {}
        for bundle in _distinct(self._bundles[path] for path in paths):
            written = bundle.body or self._memo.lying(BODIES, self._edition, bundle.name)
            try:
                gave = bundles.gave(kind, written or b"", bundle.led_to)
            except Unreadable:  # lost, or written by a stranger
                continue
            for (path, row), (wrong, entry) in zip(bundle.head.rows.items(), gave, strict=False):
                if path in bundle.sound:
                    self.fingerprints.note(entry, row.fingerprint)
                    found[path] = Reading(entry, row.id, wrong, bundle.sound[path], row.text)
        return found

    # --- what is new -----------------------------------------------------------------------------

    def keep(self, path: str, reading: Reading, at: Stamp | None) -> None:
        """Store what a file gave; `at` is its stamp from before it was read."""
        self._new[path] = reading
        self._stamps[path] = tuple(at) if at and self._is_settled(at) else None
        if reading.entry is not None:
            parts = [
                self.fingerprints.around,
                path.encode(errors="surrogateescape"),  # of which its identity is made
                reading.text or None,
                *(self._of(found) for _, _, found in reading.asked),
            ]
            known = [part for part in parts if part is not None]
            self.fingerprints.note(reading.entry, digest(*known) if len(known) == len(parts) else None)

    def _of(self, found: object) -> bytes | None:
        return self.fingerprints.of_entry(found) if isinstance(found, Entry) else None

    def handed_over(self) -> list[tuple[bytes, bytes]]:
        """What is new, for another process to take; without a body where it lies in the memo by now."""
        return [(bundle.head.written(), bundle.body or b"") for bundle in self._bundled(self._new)]

    def take(self, those: Iterable[tuple[bytes, bytes]]) -> None:
        taken = [_Bundle(head.name, head, body or None) for written, body in those for head in [bundles.head(written)]]
        self._unsaved.update(bundle.name for bundle in taken)
        self._add(taken)

    def _bundled(self, readings: Mapping[str, Reading]) -> Iterator[_Bundle]:
        """Of what may be stored; the bodies go where they stay at once, since there may be much of them."""
        known = [(path, one, mark) for path, one in readings.items() if (mark := self._of(one.entry))]
        for first in range(0, len(known), TOGETHER):
            bundle = self._bundle(known[first : first + TOGETHER])
            self._unsaved.add(bundle.name)
            if self._memo.keeps and bundle.body:
                self._memo.put(BODIES, self._edition, {bundle.name: bundle.body})
                bundle.body = None
            yield bundle

    def _bundle(self, known: Sequence[tuple[str, Reading, bytes]]) -> _Bundle:
        found = (found for _, reading, _ in known for _, _, found in reading.asked if isinstance(found, Entry))
        led_to = list({id(one): one for one in found}.values())
        numbers = {id(one): number for number, one in enumerate(led_to)}
        rows = {}
        for path, reading, mark in known:
            asked = (
                Asked(KINDS.index(kind), node.text, node.quoted, (*node.span,), numbers[id(found)])
                for kind, node, found in reading.asked
            )
            rows[path] = Row(self._stamps.get(path), reading.text, reading.id, mark, tuple(asked))
        head = Head(rows, tuple(self._of(one) or b"" for one in led_to))
        gave = [(one.found, one.entry) for _, one, _ in known if one.entry]
        return _Bundle(head.name, head, bundles.body(gave, led_to))

    def save(self, below: str, readings: Mapping[str, Reading]) -> None:
        """What all files below a folder gave, in their order, for the next build; of files that are no more, nothing."""
        stored = [one for one in _distinct(self._bundles.values()) if next(iter(one.head.rows)).startswith(below)]
        same = readings.keys() - self._new.keys()
        stay = [one for one in stored if one.head.rows.keys() <= same]
        if len(stay) < len(stored) or len(same) < len(readings):  # then small ones go together
            stay = [one for one in stay if len(one.head.rows) > TOGETHER // 4]
        whole = {path for one in stay for path in one.head.rows}
        loose = {path: reading for path, reading in readings.items() if path not in whole}
        for path in loose.keys() & same & self._bundles.keys():
            self._stamps.setdefault(path, self._bundles[path].head.rows[path].stamp)
        self._put([*stay, *self._bundled(loose)], gone={one.name for one in stored})
        self._new.clear()

    def _put(self, kept: Sequence[_Bundle], gone: set[str]) -> None:
        changed = [one for one in kept if one.name in self._unsaved or self._stamps.keys() & one.head.rows]
        heads = {one.name: one.head.stamped(self._stamps).written() for one in changed}
        gone = (gone | self._outdated) - {one.name for one in kept}
        if heads or gone:
            around = {_AROUND: self.fingerprints.around} if self.fingerprints.around else {}
            self._memo.put(HEADS, self._edition, heads | around, gone)
            self._memo.put(BODIES, self._edition, {}, gone)
        self._outdated = set()


def _distinct(those: Iterable[_Bundle]) -> list[_Bundle]:
    return list({bundle.name: bundle for bundle in those}.values())


def text_digest(text: str) -> bytes:
    """Of the text of a file; empty where it names a secret that is kept elsewhere: the text is then not all of it."""
    return _digest_of(text.encode())


def text_digest_of(file: str | Path) -> bytes:
    """The same of a file that is there now; empty where it cannot be read."""
    try:
        with open(file, "rb") as opened:  # noqa: PTH123
            content = opened.read().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return b""
    return _digest_of(content)


def _digest_of(content: bytes) -> bytes:
    return b"" if names_a_secret(content) else digest(content)


def stamp(file: str) -> Stamp | None:
    try:
        found = os.stat(file)  # noqa: PTH116  (asked of every file)
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
