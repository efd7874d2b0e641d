"""Whether a file may be published: a picture that is one, and nothing that runs; and how large pictures are.

A browser believes the bytes of a file, not the organiser; a page, a script or a drawing with a script
among the files could do at our address whatever the site itself can.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.drawing import pictures
from seminarsite.model.values import Size

MAX_BYTES = 100_000_000
"""Git hosts take no larger ones."""
_HEAD = 200_000  # in which a JPEG says how large it is

_PICTURES: dict[str, re.Pattern[bytes]] = {
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    ".svg": re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE svg[^>\[]*>\s*)*<svg[\s>]", re.DOTALL),
}  # fmt: skip
_PICTURES[".jpeg"] = _PICTURES[".jpg"]

# What a browser runs or shows as a page of ours, by the types that web servers give to these endings.
_RUN = frozenset(".html .htm .xhtml .xht .shtml .mht .mhtml .xml .xsl .xslt .js .mjs .svgz .php .swf .jar .hta".split())

# Of a drawing: scripts and handlers, other documents within it, and what it would load from elsewhere.
_ACTIVE = re.compile(
    rb"<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|embed|object|handler|listener|animate\w*|set)\b"
    rb"|[\s/\"']on\w+\s*=|(?:java|vb)script\s*:|<!ENTITY|@import|<\?xml-stylesheet"
    rb"|href\s*=\s*[\"']?\s*(?!#|data:image/(?:png|jpeg|gif|webp)|[\"'])|url\(\s*[\"']?\s*(?!#)",
    re.IGNORECASE,
)


def mistake(file: Path, span: Span) -> Diagnostic | None:
    """Why a file cannot be published, or None."""
    ending = file.suffix.lower()
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
            rest = opened.read() if ending == ".svg" and size <= MAX_BYTES else b""
    except OSError as error:
        return mistakes.unreadable(span, error.strerror or str(error))
    if size > MAX_BYTES:
        return mistakes.large_file(span, size, MAX_BYTES)
    if ending in _RUN:
        return mistakes.runs(span, ending)
    if ending not in _PICTURES:
        return None
    if not _PICTURES[ending].match(head):
        return mistakes.no_picture(span, ending)
    if ending == ".svg" and (found := _active(head + rest)):
        return mistakes.active_drawing(span, found)
    if ending == ".svg":
        return None
    width, height = _pixels(ending, head) or size_of(file) or (0, 0)
    # A bomb beyond: a picture of a few kilobytes that takes gigabytes to show.
    too_large = width * height > pictures.MAX_PIXELS[pictures.FORMATS[ending]]
    return mistakes.many_pixels(span, width, height) if too_large else None


def size_of(file: Path) -> Size | None:
    """How large a picture is when it stands upright; None for what is none, or cannot be read.

    A drawing that does not say it has the proportions that browsers then give it, 300 × 150.
    """
    ending = file.suffix.lower()
    try:
        if ending == ".svg":
            with file.open("rb") as opened:
                return _drawing(opened.read(_HEAD))
        return pictures.measure(file) if ending in pictures.FORMATS else None
    except (OSError, pictures.Unreadable):
        return None


def _drawing(head: bytes) -> Size:
    """From width and height of <svg>, else from its viewBox; in CSS pixels (SVG 2, 7.2)."""
    tag = re.search(rb"<svg[^>]*>", head)
    said = dict(re.findall(rb"""[\s"'](width|height|viewBox)\s*=\s*["']([^"']*)["']""", tag[0])) if tag else {}
    sides = [_length(said.get(side, b"")) for side in (b"width", b"height")]
    if not all(sides):
        sides = [_length(side) for side in re.split(rb"[\s,]+", said.get(b"viewBox", b"").strip())[2:4]]
    wide, high = sides if len(sides) == 2 and all(sides) else (300.0, 150.0)
    return Size(max(1, round(wide)), max(1, round(high)))


_PIXELS_PER = {b"": 1.0, b"px": 1.0, b"pt": 4 / 3, b"pc": 16.0, b"mm": 96 / 25.4, b"cm": 96 / 2.54, b"in": 96.0}


def _length(text: bytes) -> float:
    found = re.fullmatch(rb"\s*(\d{1,6}(?:\.\d{1,6})?)\s*([a-z]*)\s*", text)
    return float(found[1]) * _PIXELS_PER.get(found[2], 0) if found else 0


def _active(drawing: bytes) -> str:
    if b"\0" in drawing:
        return "UTF-16"
    # An entity can spell what we look for: none is needed in an address or the name of an element.
    found = _ACTIVE.search(drawing) or re.search(rb"&#[^;]*;", drawing)
    return found[0].decode("utf-8", "replace").strip() if found else ""


def _pixels(ending: str, head: bytes) -> tuple[int, int] | None:
    """Width and height as far as the head of a file tells, without reading a picture that may be a bomb."""
    try:
        if ending == ".png":
            return struct.unpack(">II", head[16:24])
        if ending == ".gif":
            return struct.unpack("<HH", head[6:10])
        if ending in (".jpg", ".jpeg"):
            return _jpeg(head)
    except struct.error:
        return 0, 0
    return None


def _jpeg(head: bytes) -> tuple[int, int]:
    """From the frame header (ITU T.81, B.2.2); each segment says how long it is."""
    at = 2
    while True:
        marker, length = struct.unpack(">HH", head[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        if marker < 0xFF00 or length < 2:
            return 0, 0
        at += 2 + length
