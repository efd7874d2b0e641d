"""Decodes a document by the annotations of the model. The one clever module.

A type says how a text becomes its value (DECODERS); a dataclass says which keys there are, by its
fields. Each value is read once, here, with its place; what cannot be read is reported and becomes
BROKEN, so that one mistake gives one message and the rest of the file is still read.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span
from seminarsite.model.entry import Entry
from seminarsite.model.joining import MeetingLink, Passcode
from seminarsite.model.values import FilePath, Key, Phrase, Prose, Secret, Tba
from seminarsite.reading.sources import Document, Node, Scalar, Sequence
from seminarsite.reading.sources import Mapping as Tree
from seminarsite.tools import characters, keeping, margins, pasted, texts
from seminarsite.tools.prose import phrase, prose


class Broken(enum.Enum):
    """The value of what could not be read and was reported."""

    BROKEN = enum.auto()


BROKEN = Broken.BROKEN

TBA_WORDS = frozenset({"tba", "t.b.a.", "tbd", "tbc", "to be announced", "to be determined", "to be confirmed"})


@dataclass(frozen=True)
class Context:
    """What decoding needs besides the document.

    `references` turn a text into an entry of another folder: the entry, or BROKEN if there is none
    (and that was reported). `files` are those that content may refer to. `kept` are the secrets that
    stand outside of the content.
    """

    report: Report
    references: Mapping[type, Callable[[Scalar], object]] = dataclasses.field(default_factory=dict)
    files: Collection[str] = frozenset()
    top_heading: int = 2
    kept: keeping.Kept = keeping.NOTHING


@dataclass(frozen=True)
class Field:
    """A key of a dataclass, as organisers see it."""

    attribute: str
    key: str
    type: Any
    about: str
    also: tuple[str, ...]
    required: bool

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.key, *self.also)


@functools.cache
def fields_of(kind: type) -> tuple[Field, ...]:
    """The keys of a dataclass, in order; fields without a Key are not for organisers."""
    hints = typing.get_type_hints(kind, include_extras=True)
    found = []
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        if get_origin(hint) is not Annotated:
            continue
        type_, key = get_args(hint)[:2]
        if not isinstance(key, Key):
            continue
        no_default = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        required = no_default and not key.derived
        name = field.name.removesuffix("_").replace("_", "-")
        found.append(Field(field.name, name, type_, key.about, key.also, required))
    return tuple(found)


def decode(kind: type, document: Document, context: Context) -> tuple[dict[str, Any], dict[str, Span], bool]:
    """The values that a document gives to the fields of a dataclass, their places, and whether all is well.

    Missing optional keys are not in the values: whoever calls decides where else they come from.
    """
    values, spans, sound = _keys(kind, document.data, context)
    body_field = getattr(kind, "BODY", None)
    if document.body is not None and body_field:
        if body_field in spans:
            context.report.add(mistakes.body_twice(spans[body_field], body_field))
            sound = False
        spans[body_field] = document.body.span
        _warn_of_pasted(document.body, context)
        values[body_field] = _prose(document.body, context)
    return values, {"": Span(document.path, 1, 1), **spans}, sound


def _keys(kind: type, tree: Tree, context: Context) -> tuple[dict[str, Any], dict[str, Span], bool]:
    known = _known(kind)
    values: dict[str, Any] = {}
    written: dict[str, Scalar] = {}
    sound = True
    for key, node in tree.entries:
        field, read = known.by_spelling.get(key.text.replace("_", "-"), (None, None))
        if field is None or read is None:
            keys = [f.key for f in fields_of(kind)]
            context.report.add(mistakes.unknown_key(key.span, key.text, keys, known.by_spelling))
            sound = False
        elif field.attribute in written:
            context.report.add(mistakes.key_twice(key.span, key.text, written[field.attribute].text))
            sound = False
        else:
            written[field.attribute] = key
            if is_blank(node):
                if field.required:
                    context.report.add(mistakes.blank(key.span, key.text))
                    sound = False
                continue
            value = read(node, context)
            if value is BROKEN:
                sound = False
            else:
                values[field.attribute] = value
    for field in known.required:
        if field.attribute not in written:
            context.report.add(mistakes.missing_key(tree.span, field.key, field.about))
            sound = False
    return values, {attribute: key.span for attribute, key in written.items()}, sound


@dataclass(frozen=True)
class _Known:
    """What is the same for all files of a kind: its keys by their spellings, with what reads their values."""

    by_spelling: dict[str, tuple[Field, Read]]
    required: tuple[Field, ...]


@functools.cache
def _known(kind: type) -> _Known:
    fields = fields_of(kind)
    reads = [(field, _reader(field.type)) for field in fields]
    return _Known(
        {spelling: (field, read) for field, read in reads for spelling in field.spellings},
        tuple(field for field in fields if field.required),
    )


def is_blank(node: Node) -> bool:
    """A key without a value: organisers leave those of a template standing."""
    if isinstance(node, Scalar):
        return not node.text.strip() or (not node.quoted and node.text in ("~", "null"))
    return not (node.items if isinstance(node, Sequence) else node.entries)


def value_of(hint: Any, node: Node, context: Context) -> Any:
    """Decode one value by its type, or report why not and return BROKEN."""
    return _reader(hint)(node, context)


Read = Callable[[Node, Context], Any]


def _reader(hint: Any) -> Read:
    """What decodes the values of a type. Not kept by the type: those of `Url | FilePath` in either order are equal."""
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        alternatives = [one for one in get_args(hint) if one is not type(None) and one is not Tba]
        reads = [_reader(one) for one in alternatives]
        one = reads[0] if len(reads) == 1 else functools.partial(_one_of, reads)
        return functools.partial(_unless_tba, one) if Tba in get_args(hint) else one
    if origin is tuple:
        return functools.partial(_tuple, _reader(get_args(hint)[0]))
    if dataclasses.is_dataclass(hint) and hint not in DECODERS:
        return functools.partial(_dataclass, typing.cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return functools.partial(_scalar, functools.partial(_enum, hint))
    if hint in PRIVATE:
        return functools.partial(_scalar, DECODERS[hint])
    return functools.partial(_scalar, functools.partial(_published, DECODERS[hint]))


def _unless_tba(read: Read, node: Node, context: Context) -> Any:
    """`tba` is a state of its own."""
    if isinstance(node, Scalar) and characters.folded(node.text) in TBA_WORDS:
        return Tba.TBA
    return read(node, context)


def _one_of(reads: list[Read], node: Node, context: Context) -> Any:
    """A value of one of several kinds of text (an address or a file): the first that takes it; the first one's message."""
    reports = []
    for read in reads:
        attempt = dataclasses.replace(context, report=Report())
        value = read(node, attempt)
        if value is not BROKEN:
            context.report.add(*attempt.report.diagnostics)
            return value
        reports.append(attempt.report)
    # A file that is not there is a better message than that it is no address either.
    telling = [report for report in reports if all(d.code != "wrong-value" for d in report.diagnostics)]
    context.report.add(*(telling or reports)[0].diagnostics)
    return BROKEN


def _tuple(read: Read, node: Node, context: Context) -> Any:
    """A list; a single value is a list of one."""
    items = node.items if isinstance(node, Sequence) else (node,)
    values = tuple([read(item, context) for item in items])
    return BROKEN if BROKEN in values else values


def _dataclass(kind: type, node: Node, context: Context) -> Any:
    """Keys and values, or the bare text that stands for the one key SHORT; or a reference to an entry."""
    find = context.references.get(kind)
    if find is not None:
        return find(node) if isinstance(node, Scalar) else _no_text(node, context)
    short = getattr(kind, "SHORT", None)
    if isinstance(node, Scalar) and short:
        node = Tree(((Scalar(short, node.span), node),), node.span)
    if not isinstance(node, Tree):
        found = "a list" if isinstance(node, Sequence) else f"`{node.text[:40]}`"
        known = ", ".join(field.key for field in fields_of(kind))
        context.report.add(mistakes.expected(node.span, f"keys and values ({known})", found, mistakes.BELOW))
        return BROKEN
    values, _, sound = _keys(kind, node, context)
    return kind(**values) if sound else BROKEN


def _scalar(read: Callable[[Scalar, Context], Any], node: Node, context: Context) -> Any:
    if not isinstance(node, Scalar):
        return _no_text(node, context)
    try:
        return read(node, context)
    except characters.Unreadable as error:
        context.report.add(error.mistake(node.span))
        return BROKEN


def _no_text(node: Node, context: Context) -> Broken:
    found = "a list" if isinstance(node, Sequence) else "keys and values"
    context.report.add(mistakes.expected(node.span, "a text", found, mistakes.QUOTING))
    return BROKEN


def _enum(kind: type[enum.Enum], node: Scalar, context: Context) -> Any:
    """By value, or for numbered ones (weekdays) by name, whole or its first three letters."""
    word = characters.folded(node.text).replace(" ", "-")
    words = {m.name.lower() if isinstance(m.value, int) else str(m.value): m for m in kind}
    if word in words:
        return words[word]
    if issubclass(kind, enum.IntEnum):
        short = [m for name, m in words.items() if name[:3] == word.rstrip(".s") or name + "s" == word]
        if len(short) == 1:
            return short[0]
    shown = [w.capitalize() for w in words] if issubclass(kind, enum.IntEnum) else list(words)
    context.report.add(mistakes.not_one_of(node.span, node.text, shown))
    return BROKEN


# --- a text to a value, by type ------------------------------------------------------------------


def _phrase(node: Scalar, context: Context) -> Phrase:
    characters.check_no_control(node.text)
    return phrase(node.text, node.written or node.span, context.report)


def _prose(node: Scalar, context: Context) -> Prose:
    characters.check_no_control(node.text)
    return prose(node.text, node.written or node.span, context.report, top=context.top_heading)


def _file(node: Scalar, context: Context) -> FilePath | Broken:
    path = texts.file_path(node.text)
    if path in context.files:
        return path
    context.report.add(mistakes.missing_file(node.span, path, context.files))
    return BROKEN


def _secret(node: Scalar, context: Context) -> Secret:
    """A secret, or what is kept under its name; an empty one where that is not at hand and need not be."""
    text = node.text.strip()
    characters.check_no_control(text)
    if not keeping.is_kept_elsewhere(text):
        return Secret(text)
    if not keeping.is_a_name(text):
        context.report.add(mistakes.no_name_of_a_secret(node.span, text))
    elif found := context.kept.find(text):
        return Secret(found)
    else:
        missing = mistakes.secret_not_at_hand if context.kept.needed else mistakes.secret_left_out
        context.report.add(missing(node.span, text))
    return Secret("")


def _meeting_link(node: Scalar, context: Context) -> Secret | Broken:
    """An address. What is none is not repeated in the message: it may be a secret."""
    secret = _secret(node, context)
    try:
        if secret.reveal():
            texts.url(secret.reveal())
    except characters.Unreadable:
        context.report.add(mistakes.no_meeting_link(node.span))
        return BROKEN
    return secret


def _published(read: Callable[[Scalar, Context], Any], node: Scalar, context: Context) -> Any:
    _warn_of_pasted(node, context)
    return read(node, context)


def _warn_of_pasted(node: Scalar, context: Context) -> None:
    """A meeting link or a passcode in a text that is published."""
    written = node.written
    for offset, what in pasted.find(node.text):
        # Quotes and line breaks of YAML move the letters of a text: then they are looked for as written.
        found = offset
        if written and written.text != node.text:
            found = written.text.find(node.text[offset : offset + 12])
        context.report.add(mistakes.leak(written.at(found) if written else node.span, what))


def _text(function: Callable[[str], Any]) -> Callable[[Scalar, Context], Any]:
    def decoder(node: Scalar, _: Context) -> Any:
        characters.check_no_control(node.text)
        return function(node.text)

    return decoder


DECODERS: dict[Any, Callable[[Scalar, Context], Any]] = {
    Phrase: _phrase,
    Prose: _prose,
    Secret: _text(lambda text: Secret(text.strip())),
    MeetingLink: _meeting_link,
    Passcode: _secret,
    **{type_: _text(function) for type_, function in (*texts.READERS.items(), *margins.READERS.items())},
    FilePath: _file,
}


PRIVATE = frozenset({Secret, MeetingLink, Passcode})
"""What is never published, and so may hold meeting links and passcodes."""


def keys_of(kind: type, depth: int = 0) -> Iterator[tuple[int, Field]]:
    """The keys of a dataclass and, indented by depth, those within them: the reference."""
    for field in fields_of(kind):
        yield depth, field
        for inner in _dataclasses_in(field.type):
            if depth < 3:
                yield from keys_of(inner, depth + 1)


def _dataclasses_in(hint: Any) -> Iterator[type]:
    if get_origin(hint) in (typing.Union, types.UnionType, tuple):
        for argument in get_args(hint):
            yield from _dataclasses_in(argument)
    elif dataclasses.is_dataclass(hint) and hint not in DECODERS and not issubclass(typing.cast(type, hint), Entry):
        yield typing.cast(type, hint)
