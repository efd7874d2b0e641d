"""Text as BibTeX reads it: accents and special letters as commands, formulas as TeX, braces that match.

Commands, because the classic program knows letters of ASCII only; letters of other scripts stay as they are,
which biber and today's LaTeX read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from seminarsite.model.values import Phrase
from seminarsite.tools import maths

_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
}  # fmt: skip
_LETTERS = {
    "\\": "{\\textbackslash}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}", "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}", "<": "{\\textless}", ">": "{\\textgreater}", "|": "{\\textbar}",
    "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_",
    "ß": "{\\ss}", "ø": "{\\o}", "Ø": "{\\O}", "ł": "{\\l}", "Ł": "{\\L}", "æ": "{\\ae}", "Æ": "{\\AE}",
    "œ": "{\\oe}", "Œ": "{\\OE}", "å": "{\\aa}", "Å": "{\\AA}", "ı": "{\\i}",
}  # fmt: skip
_DOTTED = {"i": "\\i", "j": "\\j"}
_COMBINING = {accent: mark for mark, accent in _ACCENTS.items()}
_MEANT = {command: letter for letter, command in _LETTERS.items()}
_SPECIAL = re.compile(r"[^\x20-\x7e]|[\\{}~^<>|&%$#_]")


def letters(text: str) -> str:
    """One line of plain text for a field of BibTeX.

    >>> letters("Schläfli & Łojasiewicz")
    'Schl{\\\\"a}fli \\\\& {\\\\L}ojasiewicz'
    """
    return _SPECIAL.sub(_letter, " ".join(text.split()))


def _spaced(text: str) -> str:
    """The same of a part of a line: the spaces at its ends stay."""
    return f"{' ' * text[:1].isspace()}{letters(text)}{' ' * (text[-1:].isspace() and bool(text.strip()))}"


def _letter(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in _LETTERS:
        return _LETTERS[letter]
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 2 and parts[0].isascii() and parts[0].isalpha() and parts[1] in _ACCENTS:
        accent = _ACCENTS[parts[1]]
        base = parts[0] if accent in "ckd" else _DOTTED.get(parts[0], parts[0])  # no dot below an accent
        return f"{{\\{accent}{' ' if accent.isalpha() and base.isalpha() else ''}{base}}}"
    return letter


_ACCENTED = re.compile(r"\{\\([`'^~=.\"uvHckdr]) ?\\?([A-Za-z])\}")
_COMMAND = re.compile("|".join(re.escape(command) for command in sorted(_MEANT, key=len, reverse=True)))


def plain(field: str) -> str:
    """What `letters` was given, but for its spaces."""
    accents = _ACCENTED.sub(lambda m: unicodedata.normalize("NFC", m[2] + _COMBINING[m[1]]), field)
    return _COMMAND.sub(lambda m: _MEANT[m[0]], accents)


def phrase(text: Phrase) -> str:
    """A title with its formulas as TeX; one whose braces do not match, in readable Unicode instead."""
    pieces = list(maths.pieces(" ".join(text.source.split())))
    formulas = [piece.tex for piece in pieces if piece.kind in ("formula", "display")]
    if not all(_is_balanced(tex) for tex in formulas):
        return letters(text.text)
    return "".join(
        f"${piece.tex}$" if piece.kind in ("formula", "display") else _spaced(piece.source.replace("\\$", "$"))
        for piece in pieces
    )


def _is_balanced(tex: str) -> bool:
    """Whether BibTeX, which counts braces even after a backslash, finds the end of what surrounds this."""
    depth = 0
    for brace in re.findall("[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def names(people: Iterable[str]) -> str:
    """Names, family name first, as an author field: Kohn, Kathl{\\'e}n and {Example Group}"""
    return " and ".join(_name(person) for person in people)


def _name(person: str) -> str:
    parts = [letters(part.strip()) for part in person.split(",")]
    # One name of several words is that of a group; and BibTeX takes two commas at most, and no word "and".
    if len(parts) > 2 or " and " in f" {person} ".lower() or (len(parts) == 1 and " " in person):
        return f"{{{', '.join(parts)}}}"
    return ", ".join(parts)


def entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """An entry; values stand as they are, with their braces. Fields without a value are left out."""
    lines = [f"  {name} = {value},\n" for name, value in fields if value not in ("", "{}", "{{}}")]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"
