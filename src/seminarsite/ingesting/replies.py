"""What a speaker's reply says: the lines of the form that are filled in, and what was not understood.

Pure, and safe with any mail: what is taken from it is a text for a content file, which the reader judges like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from seminarsite.ingesting.mailtext import Letter, Line
from seminarsite.model.answers import LONG, Field

_LABELS: Mapping[Field, str] = {
    Field.TITLE: "title|titel|titre|titolo|título|titulo|talk title|title of (?:the|your|my) talk|vortragstitel",
    Field.ABSTRACT: "abstract|zusammenfassung|kurzfassung|inhalt|résumé|resume|sommaire|riassunto|sommario|sunto|resumen",
    Field.AFFILIATION: "affiliation|institution|university|universität|zugehörigkeit|hochschule|université"
    "|istituzione|affiliazione|università|ente|afiliación|institución|universidad",
    Field.HOMEPAGE: "home ?page|web ?page|web ?site|website|webseite|internetseite|page web|page personnelle"
    "|site web|pagina web|pagina personale|sito(?: web)?|página web|página personal",
    Field.BIOGRAPHY: "(?:short )?bio|(?:short )?biography|biografie|biographie|kurzbiografie|kurzbiographie|lebenslauf"
    "|biografia|biografía|notice biographique",
    Field.SLIDES: "slides|folien|diapositives|transparents|diapositive|lucidi|diapositivas",
    Field.RECORDING: "recording(?: may be published)?|(?:die )?(?:aufzeichnung|aufnahme)(?: darf veröffentlicht werden)?"
    "|(?:l['’])?enregistrement(?: peut être publié)?|(?:la )?registrazione(?: può essere pubblicata)?"
    "|(?:la )?grabación(?: (?:se )?puede (?:publicarse|ser publicada|publicar))?",
}
_LABEL = re.compile(
    r"^[\s*_#•-]{0,6}(?:"
    + "|".join(f"(?P<{asked.name}>{words})" for asked, words in _LABELS.items())
    + r")(?: \([^()\n]{0,60}\))?[*_]{0,3}\s*[:：]\s*[*_]{0,3}\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\[seminarsite:\s*([a-z0-9][a-z0-9-]{0,79})\s*\]", re.IGNORECASE)
_CLOSING = re.compile(
    r"^(?:(?:with )?(?:best|kind|warm|many)(?: \w+)?|(?:kind )?regards|sincerely(?: yours)?|yours(?: \w+)?|cheers|thanks"
    r"|thank you|all the best|(?:mit )?(?:freundlichen?|besten?|viele[nr]?|herzlichen?|liebe[nr]?) gr(?:ü|ue)(?:ß|ss)en?"
    r"|(?:bien )?cordialement|bien à vous|amicalement|sincères salutations|(?:cordiali |distinti )?saluti|cordialmente"
    r"|un saludo|saludos(?: cordiales)?|atentamente)\s*[,.!]?$",
    re.IGNORECASE,
)
MOST_OF_A_LINE = 300
"""Characters of a title or an affiliation; what is longer is not one."""


@dataclass(frozen=True)
class Reply:
    """What a mail answers. `event` is the name in its reference; `rest` are its own lines that are no answer."""

    event: str | None
    said: Mapping[Field, str]
    rest: tuple[str, ...]


def reply(letter: Letter) -> Reply:
    """The answers of a mail: those of its own lines before those that stand within the quoted form."""
    lines = list(_without_attribution(letter.lines))
    names = [match[1].lower() for text in (letter.subject, *(line.text for line in lines)) for match in _found(text)]
    own: dict[Field, str] = {}
    quoted: dict[Field, str] = {}
    rest: list[str] = []
    for asked, depth, rows in _answers(lines):
        if asked is None:
            rest += [row.text for row in rows if not row.depth and row.text.strip()]
            continue
        value, over = _value(asked, rows)
        rest += over
        if value:
            (quoted if depth else own).setdefault(asked, value)
    return Reply(names[0] if names else None, {**quoted, **own}, tuple(rest))


def _found(text: str) -> Iterator[re.Match[str]]:
    return _REFERENCE.finditer(text)


def _without_attribution(lines: tuple[Line, ...]) -> Iterator[Line]:
    """`On Monday Ada Example wrote:` stands before a quotation, in up to three lines, and is nobody's answer."""
    skip: set[int] = set()
    for number, line in enumerate(lines):
        before = number - 1
        while before >= 0 and not lines[before].text.strip() and not lines[before].depth:
            before -= 1
        if line.depth and before >= 0 and not lines[before].depth and lines[before].text.rstrip().endswith(":"):
            for own in range(before, max(before - 3, -1), -1):
                if lines[own].depth or not lines[own].text.strip() or _LABEL.match(lines[own].text):
                    break
                skip.add(own)
    yield from (line for number, line in enumerate(lines) if number not in skip)


def _answers(lines: list[Line]) -> Iterator[tuple[Field | None, int, list[Line]]]:
    """The parts of a mail, each with the label above it and the depth of that."""
    asked: Field | None = None
    depth, rows = 0, list[Line]()
    for line in lines:
        match = _LABEL.match(line.text)
        ends = bool(_REFERENCE.search(line.text)) or bool(_CLOSING.match(line.text.strip()))
        if match or ends or (asked is not None and line.depth > depth and line.text.strip()):
            yield asked, depth, rows
            asked, depth, rows = None, line.depth, []
        if match:
            asked = next(one for one in Field if match[one.name])
            rows = [Line(match["rest"], line.depth)]
        elif not _REFERENCE.search(line.text):
            rows.append(line)
    yield asked, depth, rows


def _value(asked: Field, rows: list[Line]) -> tuple[str, list[str]]:
    """The answer, and own lines below it that do not belong to it."""
    texts = [row.text.rstrip() for row in rows]
    while texts and not texts[0].strip():
        texts.pop(0)
    if asked in LONG:
        return "\n".join(_unindented(texts)).strip(), []
    first = [text.strip() for text in texts[: texts.index("")]] if "" in texts else [text.strip() for text in texts]
    line = " ".join(first)
    if len(line) > MOST_OF_A_LINE:
        return "", [line]
    below = [row.text for row in rows if not row.depth and row.text.strip() and row.text.strip() not in first]
    return line, [text for text in below if text.strip() not in line]


def _unindented(texts: list[str]) -> list[str]:
    """Without the spaces that a mail program puts before lines: four of them are code in Markdown."""
    least = min((len(text) - len(text.lstrip()) for text in texts[1:] if text.strip()), default=0)
    return [texts[0].lstrip(), *(text[least:] for text in texts[1:])] if texts else []
