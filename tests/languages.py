"""The catalogues of this repository against its code and templates. A command, too: `python3 dev.py languages`.

It extracts every sentence, writes languages/seminarsite.pot and brings the catalogues up to date: new sentences stand
in them without a translation, and those that are gone are gone. A language as argument begins a catalogue for it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "languages"
TEMPLATE = FOLDER / "seminarsite.pot"

OURS = {"say": None, "say_as": ((1, "c"), 2), "say_many": (1, 2)}
JINJA = {
    "newstyle_gettext": "true",
    "trimmed": "true",
    "silent": "false",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}

# A header that says when it was written would differ at every run.
HEADER = "# The sentences of seminarsite. docs/languages.md says how to translate them.\n#"
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def sentences(root: Path = ROOT) -> Catalog:
    """All sentences of code and templates, in the order of the files."""
    found = Catalog(project="seminarsite", version="", header_comment=HEADER, creation_date=LONG_AGO)
    for context, sentence, comments in _extracted(root):
        found.add(sentence, context=context, auto_comments=comments)
    return found


def _extracted(root: Path) -> Iterator[tuple[str | None, str | tuple[str, ...], list[str]]]:
    source = root / "src" / "seminarsite"
    modules = [file for file in sorted(source.rglob("*.py")) if source / "cli" not in file.parents]  # it speaks English
    ways = (
        ("python", modules, OURS, {}),
        ("jinja2.ext:babel_extract", sorted((root / "templates").rglob("*.html")), DEFAULT_KEYWORDS, JINJA),
    )
    for method, files, keywords, options in ways:
        for file in files:
            content = io.BytesIO(file.read_bytes())
            for _, sentence, comments, context in extract(
                _method(method), content, keywords, ("For translators:",), options
            ):
                yield context, sentence, comments


def _method(name: str) -> object:
    if name == "python":
        return name
    from jinja2.ext import babel_extract

    return babel_extract


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def shipped() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.po"))


def written(catalog: Catalog) -> bytes:
    """As it stands in the file: without line numbers, which would change with every line of code."""
    content = io.BytesIO()
    write_po(content, catalog, width=110, no_location=True, omit_header=False, ignore_obsolete=True)
    text = content.getvalue().decode("utf-8")
    # What Babel adds of itself and of the day.
    text = re.sub(
        r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Report-Msgid-Bugs-To|Generated-By|Language-Team|Project-Id-Version): .*\n',
        "",
        text,
        flags=re.MULTILINE,
    )
    text = re.sub(r'^#, fuzzy\n(?=msgid ""\n)', "", text, flags=re.MULTILINE)
    return text.encode("utf-8")


def refreshed(language: str, all_: Catalog) -> Catalog:
    """The catalogue of a language with the sentences of today, and the translations that it has of them."""
    old = catalogue(language) if (FOLDER / f"{language}.po").is_file() else Catalog(locale=language.replace("-", "_"))
    new = Catalog(locale=old.locale, project="seminarsite", version="", creation_date=LONG_AGO, header_comment=HEADER)
    for message in all_:
        if message.id:
            new[message.id] = _translated(message, old)
    return new


def _translated(message: Message, old: Catalog) -> Message:
    known = old.get(message.id, message.context)
    string = known.string if known and not known.fuzzy else None
    comments = known.user_comments if known else ()
    return Message(
        message.id,
        string if string is not None else ("", "") if message.pluralizable else "",
        flags=message.flags - {"fuzzy"},
        auto_comments=message.auto_comments,
        user_comments=comments,
        context=message.context,
    )


def main(languages: list[str]) -> int:
    for language in languages:
        Locale.parse(language, sep="-")  # a language that CLDR does not know has no dates either
    all_ = sentences()
    TEMPLATE.write_bytes(written(all_))
    for language in sorted({*shipped(), *languages}):
        catalog = refreshed(language, all_)
        (FOLDER / f"{language}.po").write_bytes(written(catalog))
        missing = sum(not all((m.string,) if isinstance(m.string, str) else m.string) for m in catalog if m.id)
        print(f"languages/{language}.po: {len(catalog)} sentences, {missing} to be translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
