"""The content folder becomes a Site.

Folders are read in the order in which they refer to each other: speakers, series, events, pages.
An entry that cannot be read is left out, and what refers to it gives no second message.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.fingerprints import Fingerprints, digest
from seminarsite.model.ledger import FILE as LEDGER
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site
from seminarsite.model.values import Size, Slug
from seminarsite.reading import attachments, inheritance, ledger, promises, schema, sources
from seminarsite.reading.references import People, by_id
from seminarsite.reading.remembering import Last, Listening, Memory, Reading
from seminarsite.reading.stored import Store, stamp, text_digest, text_digest_of
from seminarsite.reading.written import Written
from seminarsite.tools import characters, cores, program, texts
from seminarsite.tools.cores import Show, Step, silent, unseen
from seminarsite.tools.keeping import NOTHING, Kept
from seminarsite.tools.memo import Memo

SETTINGS = "site.yaml"
FOLDERS = {"series": Series, "speakers": Speaker, "events": Event, "pages": Page}
PUBLIC_FOLDERS = ("files", "pictures")
_SUFFIXES = (".md", ".yaml", ".yml")

E = TypeVar("E", bound=Entry)


def read_site(
    folder: Path,
    now: dt.datetime,
    report: Report,
    kept: Kept = NOTHING,
    *,
    for_organisers: bool = False,
    memo: Memo | None = None,
    show: Show = silent,
) -> Site | None:
    """Read a content folder as of `now` (aware), with the secrets that are `kept` outside of it.

    None where an error stands in the report. `for_organisers` it has drafts and embargoed events among its events,
    and all speakers: such a site is for their eyes, and is never handed to what publishes.
    """
    written = read(folder, report, kept, memo=memo, show=show)
    if written is None:
        return None
    return written.with_drafts(now) if for_organisers else written.at(now)


def read(
    folder: Path,
    report: Report,
    kept: Kept = NOTHING,
    memory: Memory | None = None,
    changed: Collection[str] | None = None,
    memo: Memo | None = None,
    show: Show = silent,
) -> Written | None:
    """The same for every moment. `show` is told of each file.

    With a `memory` of the last time, only what has `changed` since (paths below the site; None: everything) is read;
    with a `memo`, what has changed since an earlier build. Much that is new is read by several processes.
    """
    if not folder.is_dir():
        report.add(mistakes.missing_settings(Span(folder.name)))
        return None
    here = memory or Memory()
    if changed and here.last and (written := _exchanged(folder, here, here.last, changed, report, kept)):
        return written
    written = _anew(folder, report, kept, here, changed, memo, show)
    if memory is None:
        here.last = None  # which leads back to here: all that was read would stay until a collector comes by
    return written


def _anew(
    folder: Path,
    report: Report,
    kept: Kept,
    memory: Memory,
    changed: Collection[str] | None,
    memo: Memo | None,
    show: Show,
) -> Written | None:
    memory.last = None
    names = tuple(_content_files(folder, report))
    files = _public_files(folder, names, report)
    settings = _settings(folder, names, schema.Context(report, files=files, kept=kept))
    memory.forget(changed, (settings, settings and settings.spans, files, kept))
    fingerprints, store = _remembered(folder, files, settings, memo)
    step = show("Reading", sum(name.partition("/")[0] in FOLDERS for name in names))
    reader = _Reader(folder, names, files, report, settings or _FALLBACK, kept, memory, store, step)
    speakers, series = reader.read(Speaker), reader.read(Series)
    people = People(speakers, reader.broken, report, memory.people)
    events = reader.read(Event, {Series: by_id(series, "series", reader.broken, report), Speaker: people.find})
    pages = reader.read(Page)
    reader.store = None
    told, promised = ledger.read(folder, report), promises.read(folder, report)
    if settings is None or report.failed:
        return None
    sizes, weights = _sizes(folder, files)
    written = Written(
        settings=settings,
        series=tuple(series),
        speakers=tuple(speakers),
        events=tuple(events),
        pages=tuple(pages),
        ledger=told,
        promised=promised,
        files=files,
        sizes=sizes,
        weights=weights,
        fingerprints=fingerprints,
    )
    memory.last = Last(written, reader, people, kept, memory.others(report))
    return written


def _exchanged(
    folder: Path, memory: Memory, last: Last, changed: Collection[str], report: Report, kept: Kept
) -> Written | None:
    """The site of the last time with some events or pages read again. None where others may depend on what has changed.

    That is so where files have come, gone or are broken, and where an event names or named somebody who has no file:
    who is meant then depends on the events before it.
    """
    exchanged: dict[int, Any] = {}
    for path in changed:
        top, *inside = path.split("/")
        if top != folder.name or any(part.startswith((".", "#")) or part.endswith("~") for part in inside):
            continue  # a template, or what an editor writes while it saves
        before, file = memory.readings.get(path), folder.parent / path
        kind = FOLDERS.get(inside[0]) if len(inside) > 1 else None
        if before is None or kind not in (Event, Page) or kept != last.kept or file.is_symlink() or not file.is_file():
            return None
        last.people.report = Report()
        after = last.reader.new(kind, path)
        told = [*last.people.report.diagnostics, *(one for one in last.others if one.span.path == path)]
        if told or after.entry is None or after.id != before.id or not (before.is_of_files and after.is_of_files):
            return None
        exchanged[id(before.entry)] = after.entry
    report.add(*last.others, *memory.found())
    whole = last.written
    last.written = dataclasses.replace(
        whole,
        events=tuple(exchanged.get(id(event), event) for event in whole.events),
        pages=tuple(exchanged.get(id(page), page) for page in whole.pages),
    )
    return last.written


# --- files ---------------------------------------------------------------------------------------


def _content_files(folder: Path, report: Report) -> Iterator[str]:
    """Paths below the content folder, sorted; what has no place there is reported."""
    root = folder.resolve()
    for name in sorted(_walk(root, "", report)):
        top, _, rest = name.partition("/")
        if (
            (top in PUBLIC_FOLDERS and rest)
            or name in (SETTINGS, LEDGER, promises.FILE, promises.LINKS)
            or (top in FOLDERS and rest and name.endswith(_SUFFIXES))
        ):
            yield name
        elif name.lower() != "readme.md":
            known = (SETTINGS, *(f"{f}/" for f in (*FOLDERS, *PUBLIC_FOLDERS)))
            report.add(mistakes.unexpected_file(Span(f"content/{name}"), known))


def _walk(root: Path, below: str, report: Report) -> Iterator[str]:
    """Ordinary files below a folder; hidden files and editors' copies (`x~`, `#x#`) are passed over."""
    with os.scandir(root / below) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            name = f"{below}{entry.name}"
            if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                continue
            if not name.isprintable():
                report.add(mistakes.file_name(Span(f"content/{mistakes.printable(name)}")))
                continue
            if entry.is_symlink() and _leads_away(entry.path, root):
                report.add(mistakes.leaves_content(Span(f"content/{name}")))
            elif entry.is_dir(follow_symlinks=False):
                yield from _walk(root, f"{name}/", report)
            elif entry.is_file():
                yield name
            else:
                report.add(mistakes.not_a_file(Span(f"content/{name}")))


def _public_files(folder: Path, names: Iterable[str], report: Report) -> Mapping[str, str]:
    """The files that may be published: how content writes their paths (NFC), and how the disk does."""
    found: dict[str, str] = {}
    for name in names:
        if not name.startswith(PUBLIC_FOLDERS):
            continue
        other = found.setdefault(unicodedata.normalize("NFC", name), name)
        if other != name:
            report.add(mistakes.same_file(Span(f"content/{name}"), other))
        if mistake := attachments.mistake(folder / name, Span(f"content/{name}")):
            report.add(mistake)
    return found


def _sizes(folder: Path, files: Mapping[str, str]) -> tuple[Mapping[str, Size], Mapping[str, int]]:
    """Those of the pictures, and the bytes of all others."""
    sizes = {path: size for path, name in files.items() if (size := attachments.size_of(folder / name))}
    return sizes, {path: (folder / name).stat().st_size for path, name in files.items() if path not in sizes}


def _leads_away(link: str, root: Path) -> bool:
    """Whether a link leads out of the folder, nowhere or in a circle."""
    try:
        return not Path(link).resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return True


# --- entries -------------------------------------------------------------------------------------

_FALLBACK = Settings(id=Slug("site"), title=None, url=None)  # type: ignore[arg-type]
"""Stands in for a site.yaml that cannot be read, so that the other files are still checked."""


def _remembered(
    folder: Path, files: Mapping[str, str], settings: Settings | None, memo: Memo | None
) -> tuple[Fingerprints, Store | None]:
    """What was read in an earlier build, as long as what all entries depend on is the same: settings and public files."""
    text = text_digest_of(folder / SETTINGS) if memo and settings else b""
    fingerprints = Fingerprints(digest(text, repr(sorted(files.items())).encode()) if text else None)
    if settings:
        fingerprints.note(settings, fingerprints.around)
    return fingerprints, Store(memo, program.edition(), fingerprints) if memo else None


def _settings(folder: Path, names: Iterable[str], context: schema.Context) -> Settings | None:
    if SETTINGS not in names:
        context.report.add(mistakes.missing_settings(Span("content")))
        return None
    document = sources.read(folder.parent, f"{folder.name}/{SETTINGS}", context.report)
    if document is None:
        return None
    values, spans, sound = schema.decode(Settings, document, context)
    return Settings(**{"id": Slug("site"), **values}, spans=spans) if sound else None


@dataclass
class _Reader:
    """Reads the entries of one kind after the other."""

    folder: Path
    names: tuple[str, ...]
    files: Mapping[str, str]
    report: Report
    settings: Settings
    kept: Kept
    memory: Memory
    store: Store | None = None
    step: Step = unseen
    broken: dict[type, dict[str, Span]] = field(default_factory=dict)
    contexts: dict[type, schema.Context] = field(default_factory=dict)

    def read(self, kind: type[E], references: dict[type, Any] | None = None) -> list[E]:
        """All sound entries of a kind, in the order of their ids; ids of the others go to `broken`."""
        top = next(folder for folder, k in FOLDERS.items() if k is kind)
        heading = 2 if kind is Page else 3
        context = schema.Context(self.report, references or {}, self.files, top_heading=heading, kept=self.kept)
        self.contexts[kind] = context
        found: dict[str, E] = {}
        broken = self.broken.setdefault(kind, {})
        paths = [f"{self.folder.name}/{name}" for name in self.names if name.startswith(f"{top}/")]
        for path, reading in self._readings(kind, f"{self.folder.name}/{top}/", paths).items():
            self.report.add(*reading.found)
            entry, id_ = reading.entry, reading.id
            assert entry is None or isinstance(entry, kind)
            if id_ in found or (id_ in broken and entry is not None):
                other = found[id_].at() if id_ in found else broken[id_]
                self.report.add(mistakes.same_id(Span(path, 1, 1), top, id_, other))
            elif entry is None:
                broken.setdefault(id_, Span(path, 1, 1))
            else:
                found[id_] = entry
        return [found[id_] for id_ in sorted(found)]

    def _readings(self, kind: type[E], below: str, paths: Sequence[str]) -> Mapping[str, Reading]:
        """What each file gives, read in their order, which decides where somebody is named first."""
        shared, references = self._share_out(kind, paths), self.contexts[kind].references
        found: dict[str, Reading | None] = {}
        for path in paths:
            found[path] = self.memory.again(path, references)
            waits = not found[path] and self.store and self.store.gives_again(path, self._root + path, references)
            if path not in shared:
                self.step(1, 1 if found[path] or waits else 0)
            if not found[path] and not waits:
                found[path] = self.new(kind, path)
        if self.store is None:
            return {path: reading for path, reading in found.items() if reading}
        for path, reading in self.store.load(kind, (path for path, reading in found.items() if not reading)).items():
            found[path] = self.memory.keep(path, reading)
        readings = {path: reading or self.new(kind, path) for path, reading in found.items()}
        self.store.save(below, readings)
        return readings

    @cached_property
    def _root(self) -> str:
        """What stands before each path."""
        return f"{self.folder.parent}/"

    def new(self, kind: type[E], path: str) -> Reading:
        """What a file gives, whatever it gave before."""
        context = self.contexts[kind]
        listening = Listening(context.references)
        own = schema.Context(
            listening.report, listening.finders(), context.files, top_heading=context.top_heading, kept=context.kept
        )
        at = stamp(self._root + path)
        document = sources.read(self.folder.parent, path, own.report)
        entry, id_ = self._decoded(kind, path, document, own)
        text = text_digest(document.text) if self.store and document else b""
        reading = Reading(entry, id_, tuple(own.report.diagnostics), tuple(listening.asked), text)
        if self.store:
            self.store.keep(path, reading, at)
        return self.memory.keep(path, reading)

    def _share_out(self, kind: type[Entry], paths: Sequence[str]) -> Collection[str]:
        """Have many files that nothing is stored of read by several processes, which store what they gave: these."""
        store = self.store
        new = [path for path in paths if store and store.lacks(path)]
        processes = cores.for_(len(new))
        if store is None or processes == 1:
            return ()

        def read(paths: Iterable[str]) -> list[tuple[bytes, bytes]]:
            for path in paths:
                self.new(kind, path)
            return store.handed_over()

        # Not here: who is named in a file, and has none, would be known before those that stand before it were read.
        for bundles in cores.spread(read, new, processes, self.step, here=False):
            store.take(bundles)
        return frozenset(new)

    def _decoded(
        self, kind: type[E], path: str, document: sources.Document | None, context: schema.Context
    ) -> tuple[E | None, str]:
        id_ = characters.slug_of(path.rpartition("/")[2].rpartition(".")[0])
        if document is None:
            return None, id_
        values, spans, sound = schema.decode(kind, document, context)
        id_ = values.setdefault("id", Slug(id_))
        if not id_ or id_ in texts.RESERVED:
            context.report.add(mistakes.no_id(Span(path, 1, 1)))
            return None, id_
        if kind is Event and sound:
            complete = inheritance.complete(values, spans, self.settings, context.report)
            sound, values = complete is not None, complete or {}
        return (kind(**values, spans=spans) if sound else None), id_
