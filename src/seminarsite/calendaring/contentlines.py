"""Content lines (RFC 5545 3.1), the lines that calendars consist of: names, parameters, values, folding.

Nothing that stands in a value can begin a line of its own: control characters are taken out of every line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

WIDEST = 75
"""Octets of a line, without its end."""

_CONTROL = bytes({*range(0x20), 0x7F} - {0x09})
_PLAIN = re.compile(r"[\w-]+")

Parameters = tuple[tuple[str, str], ...]


def line(name: str, value: str, parameters: Parameters = ()) -> bytes:
    """A folded line with its end. The value is written as it is: texts go through `text` first."""
    written = "".join(f";{key}={parameter}" for key, parameter in parameters)
    return folded(f"{name}{written}:{value}".encode("utf-8", "replace").translate(None, _CONTROL))


def text(value: str) -> str:
    """A text as a value (RFC 5545 3.3.11)."""
    return _one_line(value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,"), "\\n")


def _one_line(value: str, newline: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)


def texts(values: Iterable[str]) -> str:
    """Several texts as one value, as CATEGORIES has them."""
    return ",".join(map(text, values))


def parameter(value: str) -> str:
    """Any text as the value of a parameter (RFC 6868)."""
    escaped = _one_line(value.replace("^", "^^"), "^n").replace('"', "^'")
    return escaped if _PLAIN.fullmatch(escaped) else f'"{escaped}"'


def moment(name: str, value: dt.datetime | dt.date, zone: str = "") -> bytes:
    """A line with a day, or with an aware moment: on the clock of its own zone of that name, else in UTC."""
    if not isinstance(value, dt.datetime):
        return line(name, f"{value:%Y%m%d}", (("VALUE", "DATE"),))
    if zone:
        return line(name, f"{value:%Y%m%dT%H%M%S}", (("TZID", zone),))
    return line(name, f"{value.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}")


def folded(octets: bytes) -> bytes:
    """A line of UTF-8 cut where it is too wide; no character is cut, nor an escape from what it escapes."""
    pieces = []
    start, width = 0, WIDEST
    while len(octets) - start > width:
        end = start + width
        while octets[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        piece = octets[start:end]
        end -= (len(piece) - len(piece.rstrip(b"\\"))) % 2
        pieces.append(octets[start:end])
        start, width = end, WIDEST - 1  # a further line begins with a space
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
