"""Which files of the last build would be made again just as they are, so that they need not be.

What a file becomes depends on the program, on the theme, on what all pages share, on what it is to show and, for a
page, on what its templates look at of the site. Where all of that comes to what it came to when the file was made,
and what is published still is that file, it stays, and what the oracle knows of it is taken over.
Nothing is remembered of a file that depends on a secret kept outside of the content.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from seminarsite.changes import next_changes
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Site
from seminarsite.outputs import File, Output, Page
from seminarsite.publishing.staging import Signature, Staging, signature
from seminarsite.theme import Theme
from seminarsite.tools import program
from seminarsite.tools.memo import Memo
from seminarsite.verifying.verify import Findings, Inspector

SHELF = "made"
_BY = ""
"""The row of what the oracle went by when it looked at the files."""


class Row(NamedTuple):
    """A file that was made: by what it is known, which parts of the site were looked at, what the oracle knows of it."""

    fingerprint: bytes
    looked_at: tuple[str, ...]
    signature: tuple[int, int, int]
    ids: tuple[str, ...]
    places: tuple[tuple[str, str, str, str], ...]


class Glimpse:
    """A site as a page is shown it: it notes which of its parts templates look at."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.looked_at: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name != "settings":  # all pages share them
            self.looked_at.add(name)
        return getattr(self._site, name)

    def events_of(self, series: Series | None) -> tuple[Event, ...]:
        self.looked_at.add(f"events_of {series.id if series else ''}")
        return self._site.events_of(series)

    def events_with(self, speaker: Speaker) -> tuple[Event, ...]:
        self.looked_at.add(f"events_with {speaker.id}")
        return self._site.events_with(speaker)

    if not TYPE_CHECKING:

        @property
        def __class__(self) -> type[Site]:
            """What takes a site takes this for one."""
            return Site


@dataclass(frozen=True)
class Unchanged:
    """What is known of published files. It belongs to one build, and is the same for all of its processes."""

    memo: Memo
    site: Site
    theme: Theme
    planned: Mapping[str, Output]
    private: bytes
    """A digest of all that the oracle looks for; none may be kept of what is kept elsewhere."""

    # --- what a file comes of --------------------------------------------------------------------

    def fingerprint(self, output: Output, looked_at: tuple[str, ...]) -> bytes | None:
        """Of all that the bytes of an output come of; None where that cannot be said."""
        parts = [self._part(name) for name in looked_at]
        if self._shared is None or None in parts:
            return None
        match output:
            case Page():
                frame = (output.address, output.template, output.indexed, output.compiled)
                looked = (*looked_at, *parts)
                return self.site.fingerprints.of(self._shared, *frame, output.show, output.arguments, looked)
            case File(comes_of=comes_of) if comes_of:  # of a revealed link, it says not from where it was
                complete = self.site.fingerprints.complete
                return self.site.fingerprints.of(output.make, comes_of()) if complete else None
            case File(reads=None):
                return self.site.fingerprints.of(output.make, output.arguments)
        return None

    @cached_property
    def _shared(self) -> bytes | None:
        """Of what all pages have in common."""
        return self.site.fingerprints.of(self.site.settings, self.theme.shared(self.site))

    def _part(self, name: str) -> bytes | None:
        """Of a part of the site."""
        if name not in self._parts:
            self._parts[name] = self.site.fingerprints.of(self._looked_at(name))
        return self._parts[name]

    def _looked_at(self, name: str) -> object:
        """What a Glimpse calls by this name."""
        what, asked, of = name.partition(" ")
        match what:
            case "now":
                return self.until
            case "events_of" if asked:
                return self.site.events_of(self._series.get(of))
            case "events_with" if asked:
                return self.site.events_with(self._speakers[of]) if of in self._speakers else None
        return getattr(self.site, name, None)

    @cached_property
    def _series(self) -> Mapping[str, Series]:
        return {one.id: one for one in self.site.series}

    @cached_property
    def _speakers(self) -> Mapping[str, Speaker]:
        return {one.id: one for one in self.site.speakers}

    @cached_property
    def _parts(self) -> dict[str, bytes | None]:
        return {}

    @cached_property
    def until(self) -> dt.datetime | None:
        """Until when everything is as it is now: from then on, all that looks at the clock may be otherwise."""
        return next((change.moment for change in next_changes(self.site, daily=True)), None)

    # --- what is known ---------------------------------------------------------------------------

    @cached_property
    def _edition(self) -> str:
        return f"{program.edition()} {self.theme.edition}"

    @cached_property
    def _rows(self) -> dict[str, bytes]:
        return self.memo.shelf(SHELF, self._edition) if self._shared else {}

    @cached_property
    def _is_inspected(self) -> bool:
        """The oracle would find no more than it found then: it looks for nothing else, and all that was there still is."""
        private, paths = marshal.loads(self._rows.get(_BY, marshal.dumps((b"", ()))))  # noqa: S302  (values alone)
        return bool(self.private) and private == self.private and self.planned.keys() >= set(paths)

    def keep(self, path: str, staging: Staging, inspector: Inspector) -> bool:
        """Whether a file stays as it is published; the oracle then knows what it knew of it, or looks again."""
        if path not in self._rows:
            return False
        row = Row(*marshal.loads(self._rows[path]))  # noqa: S302
        output = self.planned[path]
        if row.fingerprint != self.fingerprint(output, row.looked_at):
            return False
        if not staging.keep_as_is(path, Signature(*row.signature)):
            return False
        if self._is_inspected:
            inspector.take_over(Findings((), {path: frozenset(row.ids)}, row.places))
        else:
            inspector.look(path, (staging.output / path).read_bytes())
        return True

    def row(self, path: str, looked_at: set[str], found: Findings, folder: Path) -> bytes | None:
        """What to remember of a file that was made, and is in a folder; None where nothing is."""
        names = tuple(sorted(looked_at))
        fingerprint = None if found.faults else self.fingerprint(self.planned[path], names)
        made = signature(folder, path)
        if fingerprint is None or made is None:
            return None
        ids = found.ids.get(path, frozenset())
        places = tuple(place for place in found.places if place[1] != path or place[2] not in ids)
        return marshal.dumps(tuple(Row(fingerprint, names, tuple(made), tuple(sorted(ids)), places)))  # type: ignore[arg-type]

    def save(self, rows: Mapping[str, bytes], made: frozenset[str]) -> None:
        """For the next build: rows of files that are published now. Of others of those that were `made`, nothing is known."""
        gone = [path for path in self._rows if path not in rows and (path in made or path not in self.planned)]
        by = marshal.dumps((self.private, tuple(sorted(self.planned))))
        if self._shared and (rows or gone or self._rows.get(_BY) != by):
            self.memo.put(SHELF, self._edition, {**rows, _BY: by}, gone)
