"""The content folder becomes a Site.

Folders are read in the order in which they refer to each other: speakers, series, events, pages.
An entry that cannot be read is left out, and what refers to it gives no second message.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site
from seminarsite.model.values import Phrase, Prose, Sealed, Secret, Slug
from seminarsite.model.walk import within
from seminarsite.reading import attachments, inheritance, ledger, promises, schema, sources
from seminarsite.tools import characters, texts, zones
from seminarsite.tools.keeping import NOTHING, Kept

SETTINGS = "site.yaml"
FOLDERS = {"series": Series, "speakers": Speaker, "events": Event, "pages": Page}
PUBLIC_FOLDERS = ("files", "pictures")
_SUFFIXES = (".md", ".yaml", ".yml")

# A stretch of a text that looks the same on a page, whatever Markdown makes of what stands around it.
_TELLING = re.compile(r"[^\W_][\w ,.;:-]{22,50}[^\W_]")

MAX_ALIKE = 200
"""Names of one beginning that a new one is compared with; 1,200 take six seconds."""

E = TypeVar("E", bound=Entry)


def read_site(folder: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING) -> Site | None:
    """Read a content folder as of `now` (aware), with the secrets that are `kept` outside of it.

    None where an error stands in the report.
    """
    if not folder.is_dir():
        report.add(mistakes.missing_settings(Span(folder.name)))
        return None
    names = tuple(_content_files(folder, report))
    files = _public_files(folder, names, report)
    settings = _settings(folder, names, schema.Context(report, files=files, kept=kept))
    reader = _Reader(folder, names, files, report, settings or _FALLBACK, kept)
    speakers = reader.read(Speaker)
    series = reader.read(Series)
    people = _People(speakers, reader.broken, report)
    events = reader.read(Event, {Series: _by_id(series, "series", reader.broken, report), Speaker: people.find})
    pages = reader.read(Page)
    told = ledger.read(folder, report)
    promised = promises.read(folder, report)
    if settings is None or report.failed:
        return None
    sizes = {path: size for path, name in files.items() if (size := attachments.size_of(folder / name))}
    published = sorted((e for e in events if _is_public(e, now)), key=lambda e: (zones.utc(e.when.start), e.id))
    appearing = {a.speaker.id: a.speaker for e in published for a in e.everybody}
    public = {
        id(entry) for entry in (settings, *series, *published, *appearing.values(), *pages) if not _is_draft(entry)
    }
    return Site(
        settings=settings,
        series=tuple(series),
        events=tuple(published),
        speakers=tuple(sorted(appearing.values(), key=lambda s: s.sorting)),
        pages=tuple(page for page in pages if not page.draft),
        now=now.astimezone(dt.UTC),
        ledger=told,
        promised=promised,
        embargoes=tuple(
            sorted({zones.utc(e.publish_from) for e in events if e.publish_from and _is_embargoed(e, now)})
        ),
        withheld=tuple((e.id, e.at("draft", "publish_from")) for e in events if not _is_public(e, now)),
        files=files,
        sizes=sizes,
        weights={path: (folder / name).stat().st_size for path, name in files.items() if path not in sizes},
        sealed=tuple(_sealed((settings, *series, *events, *speakers, *pages), public)),
    )


def _is_draft(entry: Entry) -> bool:
    return isinstance(entry, Page) and entry.draft


def _sealed(entries: Iterable[Entry], public: set[int]) -> Iterator[Sealed]:
    """All secrets, and what is told in drafts, with their places, for the oracle."""
    for entry in entries:
        for key in dataclasses.fields(entry):
            value = getattr(entry, key.name)
            for secret in within(value, Secret):
                yield Sealed(secret, entry.at(key.name))
            if id(entry) not in public:
                told = [text.text for text in within(value, Phrase)]
                told += [piece for text in within(value, Prose) for piece in _TELLING.findall(text.source)[:2]]
                yield from (Sealed(Secret(text), entry.at(key.name), draft=True) for text in told if len(text) >= 12)


def _is_public(event: Event, now: dt.datetime) -> bool:
    return not event.draft and not _is_embargoed(event, now)


def _is_embargoed(event: Event, now: dt.datetime) -> bool:
    return not event.draft and event.publish_from is not None and event.publish_from > now


# --- files ---------------------------------------------------------------------------------------


def _content_files(folder: Path, report: Report) -> Iterator[str]:
    """Paths below the content folder, sorted; what has no place there is reported."""
    root = folder.resolve()
    for name in sorted(_walk(root, "", report)):
        top, _, rest = name.partition("/")
        if (
            (top in PUBLIC_FOLDERS and rest)
            or name in (SETTINGS, ledger.FILE, promises.FILE, promises.LINKS)
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
            span = Span(f"content/{mistakes.printable(name)}")
            if not name.isprintable():
                report.add(mistakes.file_name(span))
                continue
            if entry.is_symlink() and _leads_away(entry.path, root):
                report.add(mistakes.leaves_content(span))
            elif entry.is_dir(follow_symlinks=False):
                yield from _walk(root, f"{name}/", report)
            elif entry.is_file():
                yield name
            else:
                report.add(mistakes.not_a_file(span))


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


def _leads_away(link: str, root: Path) -> bool:
    """Whether a link leads out of the folder, nowhere or in a circle."""
    try:
        return not Path(link).resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return True


# --- entries -------------------------------------------------------------------------------------

_FALLBACK = Settings(id=Slug("site"), title=None, url=None)  # type: ignore[arg-type]
"""Stands in for a site.yaml that cannot be read, so that the other files are still checked."""


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
    broken: dict[type, dict[str, Span]] = field(default_factory=dict)

    def read(self, kind: type[E], references: dict[type, Any] | None = None) -> list[E]:
        """All sound entries of a kind, in the order of their ids; ids of the others go to `broken`."""
        below = next(folder for folder, k in FOLDERS.items() if k is kind)
        top = 2 if kind is Page else 3
        context = schema.Context(self.report, references or {}, self.files, top_heading=top, kept=self.kept)
        found: dict[str, E] = {}
        broken = self.broken.setdefault(kind, {})
        for name in self.names:
            if not name.startswith(f"{below}/"):
                continue
            entry, id_ = self._entry(kind, f"{self.folder.name}/{name}", context)
            if id_ in found or (id_ in broken and entry is not None):
                other = found[id_].at() if id_ in found else broken[id_]
                self.report.add(mistakes.same_id(Span(f"{self.folder.name}/{name}", 1, 1), below, id_, other))
            elif entry is None:
                broken.setdefault(id_, Span(f"{self.folder.name}/{name}", 1, 1))
            else:
                found[id_] = entry
        return [found[id_] for id_ in sorted(found)]

    def _entry(self, kind: type[E], path: str, context: schema.Context) -> tuple[E | None, str]:
        id_ = characters.slug_of(Path(path).stem)
        document = sources.read(self.folder.parent, path, self.report)
        if document is None:
            return None, id_
        values, spans, sound = schema.decode(kind, document, context)
        id_ = values.setdefault("id", Slug(id_))
        if not id_ or id_ in texts.RESERVED:
            self.report.add(mistakes.no_id(Span(path, 1, 1)))
            return None, id_
        if kind is Event and sound:
            complete = inheritance.complete(values, spans, self.settings, self.report)
            sound, values = complete is not None, complete or {}
        return (kind(**values, spans=spans) if sound else None), id_


def _by_id(entries: list[Series], what: str, broken: dict[type, dict[str, Span]], report: Report) -> Any:
    """The function that finds an entry by its id."""
    known = {entry.id: entry for entry in entries}

    def find(node: sources.Scalar) -> object:
        text = characters.tidy(node.text)
        if text in known:
            return known[Slug(text)]
        if text not in broken[Series]:
            report.add(mistakes.unknown_reference(node.span, what, text, known))
        return schema.BROKEN

    return find


class _People:
    """Finds speakers by id, name or other spelling, and takes in names that have no file."""

    def __init__(self, speakers: list[Speaker], broken: dict[type, dict[str, Span]], report: Report) -> None:
        self._report = report
        self._broken = broken[Speaker]
        self._by_id: dict[str, Speaker] = {speaker.id: speaker for speaker in speakers}
        self._by_name: dict[str, Speaker] = {}
        # Names by how their first and their last word begin: comparing each with all would take a
        # time that grows with the square of the speakers.
        self._alike: dict[str, list[str]] = {}
        for speaker in speakers:
            for name in (speaker.id, speaker.name, *speaker.also_known_as):
                other = self._by_name.get(characters.folded(name), speaker)
                if other is not speaker:
                    report.add(mistakes.same_name(speaker.at("name"), name, other.at("name")))
                self._remember(characters.folded(name), speaker)

    def find(self, node: sources.Scalar) -> object:
        name = characters.tidy(node.text)
        id_ = characters.slug_of(name)
        if speaker := self._by_name.get(name.casefold()):
            return speaker
        if id_ in self._broken:
            return schema.BROKEN
        if name == id_ and "-" in name:  # the name of a file, not of a person
            self._report.add(mistakes.unknown_reference(node.span, "speaker", name, self._by_id))
            return schema.BROKEN
        if not id_ or id_ in texts.RESERVED:
            id_ = "speaker-" + "-".join(f"{ord(c):x}" for c in name[:12])  # a name in another script
        near = self._by_id.get(id_) or self._near(name)
        if near is not None:
            self._report.add(mistakes.similar_speaker(node.span, name, near.name))
        if id_ in self._by_id:
            return self._by_id[id_]
        speaker = Speaker(id=Slug(id_), name=name, spans={"": node.span})
        self._by_id[id_] = speaker
        self._remember(name.casefold(), speaker)
        return speaker

    def _remember(self, folded: str, speaker: Speaker) -> None:
        if self._by_name.setdefault(folded, speaker) is speaker:
            for beginning in _beginnings(folded):
                alike = self._alike.setdefault(beginning, [])
                if len(alike) < MAX_ALIKE:
                    alike.append(folded)

    def _near(self, name: str) -> Speaker | None:
        folded = name.casefold()
        candidates = {other for beginning in _beginnings(folded) for other in self._alike.get(beginning, ())}
        close = difflib.get_close_matches(folded, sorted(candidates), n=1, cutoff=0.9)
        return self._by_name[close[0]] if close else None


def _beginnings(name: str) -> set[str]:
    """How the first and the last word of a name begin, without accents."""
    words = characters.slug_of(name).split("-")
    return {words[0][:3], words[-1][:3]}
