"""The text of a mail as lines with the depth at which they are quoted, whatever program wrote it.

text/plain before text/html, format=flowed put together again (RFC 3676), signatures cut (`-- `), and what
stands below an "Original Message" counted as quoted.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from html.parser import HTMLParser

MAX_BYTES = 40_000_000
"""Of a mail with its attachments."""
MOST_LINES = 20_000

_QUOTE = re.compile(r"(?:> ?)+")
_SEPARATOR = re.compile(r"^(?:_{10,}|-{2,} ?[^-]{3,40} ?-{2,}|-{20,})$")
_HEADER = re.compile(r"^\*?(?:from|von|de|da|van)\*?\s*:\s*\S.*@|^\*?(?:from|von|de|da)\*?\s*:\s*\S", re.IGNORECASE)
_SENT = re.compile(r"^\*?(?:sent|gesendet|date|datum|envoyé|inviato|enviado)\*?\s*:", re.IGNORECASE)
_BLOCKS = frozenset("p div br tr li ul ol table h1 h2 h3 h4 h5 h6 pre hr section article blockquote dt dd".split())
_UNSEEN = frozenset("style script head title template".split())


class CannotRead(Exception):
    """Why a file is no mail that can be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a mail; `depth` counts how often it is quoted."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail; its name is that of the sender, and is for reading only."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as a person reads it."""

    subject: str
    sender: str
    lines: tuple[Line, ...]
    attachments: tuple[Attachment, ...] = ()


def letter(content: bytes) -> Letter:
    """Read a mail (RFC 5322, MIME). Raises CannotRead."""
    if len(content) > MAX_BYTES:
        raise CannotRead(f"it has more than {MAX_BYTES // 1_000_000} MB")
    try:
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        if not mail.keys():
            raise CannotRead("it has no headers, so it is no mail: save the whole mail as .eml")
        return Letter(_header(mail, "subject"), _sender(mail), tuple(_lines(mail)), tuple(_attachments(mail)))
    except RecursionError:
        raise CannotRead("it has too many parts within parts") from None


def _header(mail: EmailMessage, name: str) -> str:
    """A header in one line; one that is broken is empty."""
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (
        ValueError,
        LookupError,
        IndexError,
        AttributeError,
        TypeError,
    ):  # the parser of headers trips over odd ones
        return ""


def _sender(mail: EmailMessage) -> str:
    """The name before the address."""
    return re.sub(r"<[^>]*>|\"", "", _header(mail, "from")).strip()


def _text(part: EmailMessage) -> str:
    """The text of a part; a character set that nobody knows is taken for UTF-8, else for Latin 1."""
    try:
        found = part.get_content()
    except (LookupError, ValueError, KeyError):
        found = part.get_payload(decode=True)
    if isinstance(found, bytes):
        try:
            return found.decode("utf-8")
        except UnicodeDecodeError:
            return found.decode("latin-1")
    return str(found)


def _lines(mail: EmailMessage) -> Iterator[Line]:
    part = mail.get_body(preferencelist=("plain",))
    if isinstance(part, EmailMessage) and _text(part).strip():
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        joined = str(part.get_param("delsp", "")).lower() == "yes"
        rows = _text(part).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = list(_flowed(rows, joined=joined) if flowed else map(_quoted, rows))
    else:
        html = mail.get_body(preferencelist=("html",))
        lines = list(_of_html(_text(html))) if isinstance(html, EmailMessage) else []
    yield from _without_signatures(_below_separators(lines[:MOST_LINES]))


def _quoted(row: str) -> Line:
    """A line that is not flowed: `> > text`."""
    row = row.replace("\xa0", " ").rstrip() if row.strip() != "--" else row.replace("\xa0", " ")
    match = _QUOTE.match(row)
    return Line(row[match.end() :], match[0].count(">")) if match else Line(row)


def _flowed(rows: list[str], *, joined: bool) -> Iterator[Line]:
    """RFC 3676: a line that ends with a space goes on in the next one of its depth; `-- ` never does."""
    text, depth, goes_on = "", 0, False
    for row in rows:
        mark = re.match(">*", row)
        assert mark is not None
        rest = row[mark.end() :].removeprefix(" ")
        if goes_on and len(mark[0]) != depth:  # a soft end before another depth is a hard one
            yield Line(text.rstrip(), depth)
            goes_on = False
        text = text + rest if goes_on else rest
        depth, goes_on = len(mark[0]), rest.endswith(" ") and rest != "-- "
        if goes_on:
            text = text[:-1] if joined else text
        else:
            yield Line(text if text == "-- " else text.rstrip(), depth)
    if goes_on:
        yield Line(text.rstrip(), depth)


def _below_separators(lines: list[Line]) -> Iterator[Line]:
    """What Outlook puts below a line or a block of headers is quoted, though it has no marks."""
    deeper = 0
    for number, line in enumerate(lines):
        if not deeper and not line.depth:
            ahead = [other.text for other in lines[number + 1 : number + 4]]
            heads = bool(_HEADER.match(line.text)) and any(map(_SENT.match, ahead))
            if heads or (_SEPARATOR.match(line.text.strip()) and any(map(_HEADER.match, ahead))):
                deeper = 1
        yield Line(line.text, line.depth + deeper)


def _without_signatures(lines: Iterator[Line]) -> Iterator[Line]:
    """From a line `-- ` on until the depth changes."""
    signed: int | None = None
    for line in lines:
        if signed is not None and line.depth == signed:
            continue
        signed = line.depth if line.text in ("-- ", "--") else None
        if signed is None:
            yield line


class _Reader(HTMLParser):
    """HTML as lines; a blockquote is one deeper."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._text = ""
        self._depth = self._unseen = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.end_line()
        if tag == "p":
            self.lines.append(Line("", self._depth))
        self._depth += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.end_line()
        self._depth = max(0, self._depth - (tag == "blockquote"))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._text += data

    def end_line(self) -> None:
        if text := " ".join(self._text.split()):
            self.lines.append(Line("-- " if text == "--" else text, self._depth))
        self._text = ""


def _of_html(html: str) -> list[Line]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines


def _attachments(mail: EmailMessage) -> Iterator[Attachment]:
    for part in mail.iter_attachments() if mail.is_multipart() else ():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            try:
                name = part.get_filename() or ""
            except (ValueError, LookupError, TypeError):
                name = ""
            yield Attachment(name, content)
