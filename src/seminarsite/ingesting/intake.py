"""A reply and the content files that it is about become the files as they will be: pure.

Only what is empty is filled in, unless it is to be replaced. What concerns the speaker goes into the speaker's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from seminarsite.diagnostics import Report
from seminarsite.ingesting.edits import CannotEdit, Edited, is_empty
from seminarsite.ingesting.mailtext import Attachment
from seminarsite.ingesting.replies import Reply
from seminarsite.model.answers import Field
from seminarsite.reading.sources import Document, Node, Scalar, Sequence, parsed
from seminarsite.reading.sources import Mapping as Tree
from seminarsite.tools import characters
from seminarsite.writing.contentfiles import Plain, content_file

_KINDS = (
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
)
"""How the files begin that may be published."""

_OTHER_NAMES = {"speaker": ("speakers",), "homepage": ("url", "website"), "biography": ("bio",), "photo": ("picture",)}


@dataclass(frozen=True)
class Source:
    """A content file as it is: its bytes as text, and how it was read."""

    text: str
    document: Document


@dataclass
class Intake:
    """What becomes of a reply: new texts by path, what was done, and what somebody has to look at."""

    files: dict[str, str] = field(default_factory=dict)
    saved: dict[str, bytes] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def speaker_of(event: Document) -> str | None:
    """The name of the one speaker, as the event's file writes it; None where there is none, or more than one."""
    for key, node in event.data.entries:
        if key.text in ("speaker", "speakers"):
            found = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else node
            name = _name(found)
            return None if name is None or name.strip().lower() == "tba" else characters.tidy(name)
    return None


def _name(node: Node) -> str | None:
    if isinstance(node, Tree):
        return next((v.text for k, v in node.entries if k.text in ("speaker", "name") and isinstance(v, Scalar)), None)
    return node.text if isinstance(node, Scalar) else None


def is_of(document: Document, name: str) -> bool:
    """Whether a speaker's file is that of a name: by its own name, other spellings, or its id."""
    keys = {key.text: node for key, node in document.data.entries}
    stem = document.path.rpartition("/")[2].rpartition(".")[0]
    names = [stem, *(n.text for n in (keys.get("name"), keys.get("id")) if isinstance(n, Scalar))]
    for key in ("also-known-as", "aliases", "other-names"):
        node = keys.get(key)
        nodes = node.items if isinstance(node, Sequence) else (node,)
        names += [one.text for one in nodes if isinstance(one, Scalar)]
    return characters.folded(name) in map(characters.folded, names)


def intake(
    reply: Reply,
    event: Source,
    speaker: Source | None,
    *,
    replace: bool = False,
    attachments: Iterable[Attachment] = (),
    taken: Iterable[str] = (),
) -> Intake:
    """The files that a reply changes. `taken` are the paths below content/ that exist already."""
    found = Intake()
    bench = _Bench(found, {event.document.path: event}, replace)
    here = event.document.path
    name = speaker_of(event.document)
    said = dict(reply.said)
    id_ = characters.slug_of(here.rpartition("/")[2].rpartition(".")[0])
    files = _files(attachments, id_, characters.slug_of(name or ""), set(taken), found)
    if title := said.get(Field.TITLE):
        bench.put(here, "title", title)
    if abstract := said.get(Field.ABSTRACT):
        bench.put(here, "abstract", abstract)
    slides = [said[Field.SLIDES]] if said.get(Field.SLIDES, "").startswith(("http://", "https://")) else []
    slides = slides or [path for path in files if path.startswith("files/")]
    if slides:
        bench.put(here, "slides", slides[0] if len(slides) == 1 else slides)
    elif Field.SLIDES in said:
        found.left.append(f"slides: {said[Field.SLIDES]}")
    if Field.RECORDING in said:
        found.left.append(f"recording may be published: {said[Field.RECORDING]}")
    _person(bench, said, speaker, name, [path for path in files if path.startswith("pictures/")])
    found.left += reply.rest
    return found


def _person(
    bench: _Bench, said: Mapping[Field, str], speaker: Source | None, name: str | None, photos: list[str]
) -> None:
    """What is said of the speaker: into the speaker's file, or a new one."""
    told: dict[str, Plain] = {one.value: said[one] for one in _OF_SPEAKER if one in said}
    if photos:
        told["photo"] = {"file": photos[0], "alt": name or ""}
    if not told:
        return
    if name is None:
        bench.found.left += [f"{key}: {value}" for key, value in told.items()]
    elif speaker is None:
        path = f"content/speakers/{characters.slug_of(name)}.md"
        biography = str(told.pop("biography", ""))
        bench.found.files[path] = content_file({"name": name, **told}, biography)
        bench.found.done.append(f"{path}: new")
    else:
        bench.sources[speaker.document.path] = speaker
        for key, value in told.items():
            bench.put(speaker.document.path, key, value)


_OF_SPEAKER = (Field.AFFILIATION, Field.HOMEPAGE, Field.BIOGRAPHY)
_BODIES = frozenset({"abstract", "biography"})


@dataclass
class _Bench:
    """Files on which one edit after the other is made."""

    found: Intake
    sources: dict[str, Source]
    replace: bool

    def put(self, path: str, key: str, value: Plain) -> None:
        source = self.sources[path]
        also = _OTHER_NAMES.get(key, ())
        shown = value if isinstance(value, str) else str(value)
        body = source.document.body if key in _BODIES and path.endswith(".md") else None
        if not self.replace and not (body is None and is_empty(source.document, key, also)):
            self.found.left.append(f"{path} has this already: {key}: {shown}")
            return
        try:
            edited = Edited(source.text, source.document)
            in_body = key in _BODIES and not _has(source.document, key, also)
            text = edited.with_body(str(value), key) if in_body else edited.with_key(key, value, also)
        except CannotEdit as error:
            self.found.left.append(f"{path}: put in by hand, as {error}: {key}: {shown}")
            return
        document = parsed(path, text, Report())
        if document is None:
            self.found.left.append(f"{path}: put in by hand: {key}: {shown}")
            return
        self.sources[path] = Source(text, document)
        self.found.files[path] = text
        self.found.done.append(f"{path}: {key}")


def _has(document: Document, key: str, also: Iterable[str]) -> bool:
    return any(name.text in (key, *also) for name, _ in document.data.entries)


def _files(attachments: Iterable[Attachment], event: str, speaker: str, taken: set[str], found: Intake) -> list[str]:
    """Where attachments go: named for the event or the speaker, never as the sender named them."""
    paths: list[str] = []
    for one in attachments:
        kind = next((kind for begins, kind in _KINDS if begins.match(one.content)), None)
        if kind is None:
            name = characters.tidy(characters.without_unseen(one.name))[:60] or "without a name"
            found.left.append(f"attachment that is no PDF, JPEG, PNG or WebP: {name}")
            continue
        base = f"files/{event}" if kind == "pdf" else f"pictures/{speaker or event}"
        free = (f"{base}{'' if number == 1 else f'-{number}'}.{kind}" for number in range(1, 100))
        path = next(path for path in free if path not in taken)
        taken.add(path)
        found.saved[f"content/{path}"] = one.content
        paths.append(path)
    return paths
