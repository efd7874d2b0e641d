"""Plain text for mails, short texts that fit, and the mail itself as a file (RFC 5322, RFC 2045). Sends nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime

WIDTH = 72
"""Columns of a line: RFC 5322 2.1.1 asks for 78 at most, of which answers take some for `> `."""

LONGEST = 998
"""Octets of a line at most (RFC 5322 2.1.1); only an address without a space can come near them."""

POST = 280
"""The weight of a post (see `weight`) that X, Bluesky (300 graphemes) and Mastodon (500 characters) all take."""

CHAT = 300
"""Characters of a text for a chat."""

_LINK = 23
"""What X counts for an address, however short."""

# Of these characters X counts one each, of any other two: docs.x.com, "Counting characters".
_LIGHT = re.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_ADDRESS = re.compile(r"https?://\S+")
_BREAK = re.compile("[\n-\r\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail: `date` is aware, or None, so that the program that sends it gives it one; `html` has no remote content,
    and may be empty.

    `sender` and `to` are addresses; `calendars` are names and bytes of iCalendar files.
    """

    subject: str
    text: str
    language: str
    html: str = ""
    to: tuple[str, ...] = ()
    sender: str | None = None
    date: dt.datetime | None = None
    calendars: tuple[tuple[str, bytes], ...] = ()


# --- texts ---------------------------------------------------------------------------------------


def line(text: str) -> str:
    """In one line, without what nobody sees: nothing in it can begin another header."""
    return " ".join(_UNSEEN.sub("", _BREAK.sub(" ", unicodedata.normalize("NFC", text))).split())


def visible(text: str) -> str:
    """Without control characters, and without those that turn the direction of writing; lines end with \\n."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def wrapped(text: str) -> str:
    """Lines of at most WIDTH columns; addresses stay whole, and what stands indented stays so.

    Two empty lines become one, and none is at the beginning or the end; the last line ends.
    """
    lines = [part for row in visible(text).split("\n") for part in _parts(row.rstrip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _parts(row: str) -> Iterator[str]:
    indent = row[: len(row) - len(row.lstrip())][: WIDTH // 2]
    words = [piece for word in row.split() for piece in _pieces(word, WIDTH - len(indent))]
    current = indent
    for word in words:
        longer = f"{current} {word}" if current.strip() else current + word
        if current.strip() and columns(longer) > WIDTH:
            yield current
            longer = indent + word
        current = longer
    yield current if words else ""


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word that is wider than a line, as of a language that writes no spaces, in lines; an address whole."""
    if columns(word) <= room or (_ADDRESS.match(word) and len(word.encode()) < LONGEST - WIDTH):
        yield word
        return
    start = width = 0
    for at, character in enumerate(word):
        width += columns(character)
        if width > room:
            yield word[start:at]
            start, width = at, columns(character)
    yield word[start:]


def columns(text: str) -> int:
    """How wide a text is in a fixed pitch: letters of East Asia take two columns (UAX #11), accents none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


# --- short texts ---------------------------------------------------------------------------------


def weight(text: str) -> int:
    """How long a short text is for the strictest of the services.

    X counts letters of most alphabets once and all others (Chinese, emoji, ℝ) twice, and an address as 23; Bluesky
    counts an address as long as it is. So here each address counts what is more.
    """
    bare = _ADDRESS.sub("", text)
    light = len(_LIGHT.findall(bare))
    return 2 * len(bare) - light + sum(max(_LINK, len(link)) for link in _ADDRESS.findall(text))


def shortenings(text: str) -> Iterator[str]:
    """A text, and then ever shorter beginnings of it, each ending with a word and an ellipsis."""
    yield text
    words = text.split()
    if len(words) > 80:
        words = words[:80]
        yield _cut(" ".join(words))
    while len(words) > 1:
        words.pop()
        yield _cut(" ".join(words))
    for length in range(min(len(words[0]) if words else 0, 120) // 10 * 10, 9, -10):
        if length < len(words[0]):
            yield _cut(words[0][:length])


def _cut(text: str) -> str:
    return text.rstrip(",;:.–—-( ") + "…"


def shortened(text: str, limit: int) -> str:
    """A text of at most `limit` characters, cut at a word."""
    return next((short for short in shortenings(text) if len(short) <= limit), text[: limit - 1] + "…")


# --- the mail ------------------------------------------------------------------------------------


def message(mail: Mail) -> bytes:
    """The mail as a file that mail programs open as a draft (X-Unsent). The same mail gives the same bytes."""
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = line(mail.subject)
    if mail.sender:
        letter["From"] = mail.sender
    if mail.to:
        letter["To"] = ", ".join(mail.to)
    if mail.date:
        letter["Date"] = format_datetime(mail.date)
    letter["X-Unsent"] = "1"
    letter.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        letter.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for name, content in mail.calendars:
        # As bytes, so that every octet of the calendar stays as its own feed has it.
        letter.add_attachment(
            content, maintype="text", subtype="calendar", cte="base64", filename=name, params={"charset": "utf-8"}
        )
    letter["Content-Language"] = mail.language  # after the parts, which take over what is of Content- before them
    _bind(letter, mail)
    return letter.as_bytes()


def _bind(letter: EmailMessage, mail: Mail) -> None:
    """Boundaries of the content's own making: the same each time, and in none of it."""
    parts = (mail.subject, mail.text, mail.html, *(content.decode("utf-8", "replace") for _, content in mail.calendars))
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    for number, part in enumerate(part for part in letter.walk() if part.is_multipart()):
        assert isinstance(part, MIMEPart)
        part.set_boundary(f"=_{digest}_{number}")  # `=_` stands in no quoted-printable (RFC 2045 6.7)
