"""Catalogues of sentences, as gettext's .po files: ours in languages/, and a site's own before them.

English needs none: the sentences in code and templates are English. Others are read when a page first asks for
them, which takes some 50 ms, most of it for Babel's reader; so there are no compiled files that could be out of date.
"""

from __future__ import annotations

import functools
import gettext
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seminarsite import mistakes, ours
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.model.values import Catalogue, Language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

FOLDER = "languages"
MAX_SIZE = 1_000_000
"""Bytes of a catalogue; ours have some 40,000."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LINE = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s*)?"([^"\\]|\\.)*"\s*)?')
_PLACEHOLDER = re.compile(r"%\((\w+)\)")


@dataclass(frozen=True)
class Sentences:
    """Says sentences in one language: from the site's `own` catalogue of it, else from ours, else in English."""

    language: str
    own: tuple[Catalogue, ...] = ()

    @property
    def catalogue(self) -> gettext.NullTranslations:
        return _chain(self.language, self.own)

    @property
    def is_translated(self) -> bool:
        """Whether there is a catalogue of the language, or none is needed."""
        return self.is_english or type(self.catalogue) is not gettext.NullTranslations

    @property
    def is_english(self) -> bool:
        return self.language.partition("-")[0] == "en"

    def say(self, sentence: str, /, **values: object) -> str:
        """A sentence with its `%(placeholders)s` filled in."""
        return self.catalogue.gettext(sentence) % values

    def say_as(self, context: str, sentence: str, /, **values: object) -> str:
        """The same where one English text has several meanings; `context` says which."""
        return self.catalogue.pgettext(context, sentence) % values

    def say_many(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form for a number of things; languages have up to six."""
        return self.catalogue.ngettext(one, many, number) % values


def read_own(root: Path, report: Report) -> tuple[Catalogue, ...]:
    """The catalogues in a site's own languages/; what is wrong with one is a mistake with its line."""
    found: list[Catalogue] = []
    folder = root / FOLDER
    if folder.resolve() == ours.folder(FOLDER).resolve():  # in a checkout of this program, whose demo has none
        return ()
    for file in sorted(folder.glob("*.po")):
        span = Span(f"{FOLDER}/{mistakes.printable(file.name)}")
        if not _TAG.fullmatch(file.stem):
            report.add(mistakes.catalogue_name(span))
            continue
        try:
            content = file.read_bytes()
        except OSError as error:
            report.add(mistakes.unreadable(span, error.strerror or str(error)))
            continue
        if len(content) > MAX_SIZE:
            report.add(mistakes.too_large(span, len(content), MAX_SIZE))
            continue
        catalogue, wrong = read(content, Language(file.stem), span)
        report.add(*wrong)
        if catalogue:
            found.append(catalogue)
    return tuple(found)


def read(content: bytes, language: Language, span: Span) -> tuple[Catalogue | None, list[Diagnostic]]:
    """A .po file, compiled, and what is wrong with it: nothing, if there is a catalogue."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        text = content.decode("utf-8-sig")
        # Babel drops the last letter of a text whose quote is not closed.
        for number, line in enumerate(text.split("\n"), 1):
            if not _LINE.fullmatch(line):
                return None, [mistakes.broken_catalogue(Span(span.path, number, 1), f"cannot read `{line.strip()}`")]
        catalog = read_po(io.StringIO(text), abort_invalid=True)
        catalog.locale = language.replace("-", "_")  # else the rule for plurals is lost
    except PoFileError as error:
        return None, [mistakes.broken_catalogue(Span(span.path, error.lineno + 1, 1), _reason(error))]
    except UnicodeDecodeError as error:
        return None, [mistakes.not_utf8(Span(span.path, content[: error.start].count(b"\n") + 1, 1), error.reason)]
    except Exception as error:  # noqa: BLE001  (whatever else Babel raises at a broken header or entry)
        return None, [mistakes.broken_catalogue(span, _reason(error))]
    wrong = list(_wrong_messages(catalog, span))
    catalog.charset = "utf-8"  # whatever the header says, the file was UTF-8
    compiled = io.BytesIO()
    try:
        write_mo(compiled, catalog)
        _translations(compiled.getvalue())
    except Exception as error:  # noqa: BLE001  (a rule for plurals that is none)
        wrong.append(mistakes.broken_catalogue(span, _reason(error)))
    return (None, wrong) if wrong else (Catalogue(language, compiled.getvalue()), [])


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders of a sentence."""
    return frozenset(_PLACEHOLDER.findall(text))


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a sentence, or its translations, for one and for many; most have one form."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def _wrong_messages(catalog: Catalog, span: Span) -> Iterator[Diagnostic]:
    """Translations that cannot be filled in as their sentences are."""
    for message in catalog:
        if message.id and not message.fuzzy:
            for reason in _mismatches(message):
                yield mistakes.broken_catalogue(Span(span.path, message.lineno or 0, 1), reason)


def _mismatches(message: Message) -> Iterator[str]:
    sentences, translations = forms(message.id), forms(message.string)
    names = frozenset[str]().union(*map(placeholders, sentences))
    for text in filter(None, translations):
        if unknown := sorted(placeholders(text) - names):
            yield f"`%({unknown[0]})s` is not in the English sentence"
            continue
        try:
            text % dict.fromkeys(names, 0)
        except (ValueError, TypeError, KeyError):
            yield "a `%` that begins no placeholder as `%(name)s`; write `%%` for the sign"


def _reason(error: Exception) -> str:
    return mistakes.printable(str(error).split(" on ")[0]) or type(error).__name__


# --- which catalogue answers ---------------------------------------------------------------------


@functools.cache
def _chain(language: str, own: tuple[Catalogue, ...]) -> gettext.NullTranslations:
    """The catalogues that are asked, one after the other: of de-CH, then of de; the site's own before ours."""
    subtags = language.split("-")
    tags = ["-".join(subtags[:n]) for n in range(len(subtags), 0, -1)]
    found = [c.compiled for tag in tags for c in (*own, *_builtin(tag)) if c.language == tag]
    first = gettext.NullTranslations()
    for compiled in reversed(found):
        translations = _translations(compiled)
        translations.add_fallback(first)
        first = translations
    return first


def _translations(compiled: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled))


@functools.cache
def _builtin(language: str) -> tuple[Catalogue, ...]:
    file = ours.folder(FOLDER) / f"{language}.po"
    if not file.is_file():
        return ()
    catalogue, _ = read(file.read_bytes(), Language(language), Span(f"{FOLDER}/{file.name}"))
    return (catalogue,) if catalogue else ()
