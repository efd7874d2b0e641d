"""What may be published as it is: pictures that are ones, and nothing that runs."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_pictures import exif, picture
from seminarsite.diagnostics import Span
from seminarsite.reading import attachments

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\0\x04xx\xff\xc0\0\x11\x08"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10">%s</svg>'


@pytest.fixture
def code(tmp_path: Path) -> Callable[[str, bytes], str]:
    """`code(name, content)` is the code of the mistake that a file is, "" if it is none."""

    def of(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        found = attachments.mistake(tmp_path / name, Span("content/files/x"))
        return found.code if found else ""

    return of


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.JPEG", JPEG + struct.pack(">HH", 2000, 1000)),
        ("a.png", PNG + struct.pack(">II", 1000, 2000)),
        ("a.gif", b"GIF89a\x10\0\x10\0"),
        ("a.webp", b"RIFF\n\n\n\nWEBPVP8 "),
        ("a.avif", b"\0\0\0 ftypavif"),
        ("a.svg", SVG % b'<path d="M0 0"/><use href="#a"/><rect fill="url(#b)"/>'),
        ("a.svg", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by -->\n' + SVG % b"<title>one = on</title>"),
        ("a.pdf", b"%PDF"),
        ("a.zip", b"<script>"),
        ("a", b""),
    ],
)
def test_fine(code: Callable[[str, bytes], str], name: str, content: bytes) -> None:
    assert code(name, content) == ""


@pytest.mark.parametrize("name", "a.jpg a.jpeg a.png a.gif a.webp a.avif a.svg".split())
@pytest.mark.parametrize(
    "content", [b"", b"<html><script>alert(1)</script>", b"MZ", b"%PDF", SVG.replace(b"svg", b"x")]
)
def test_a_picture_that_is_none(code: Callable[[str, bytes], str], name: str, content: bytes) -> None:
    assert code(name, content) == "file-type"


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>",
        b"<svg:script>alert(1)</svg:script>",
        b'<g onload="alert(1)"/>',
        b'<g/onload="alert(1)"/>',
        b'<a href="javascript:alert(1)"><path/></a>',
        b'<a xlink:href="jav&#x61;script:alert(1)"><path/></a>',
        b"<foreignObject><body/></foreignObject>",
        b'<image href="https://evil.example/x.png"/>',
        b'<use href="//evil.example/x.svg#a"/>',
        b'<rect fill="url(//evil.example/x)"/>',
        b"<style>@import 'x.css'</style>",
        b'<set attributeName="href" to="javascript:alert(1)"/>',
        b" " * 300_000 + b"<script>alert(1)</script>",
    ],
)
def test_a_drawing_that_acts_or_loads(code: Callable[[str, bytes], str], inside: bytes) -> None:
    assert code("a.svg", SVG % inside) == "file-type"


@pytest.mark.parametrize("name", "a.html a.HTM a.xhtml a.js a.mjs a.svgz a.xml a.php".split())
def test_what_runs(code: Callable[[str, bytes], str], name: str) -> None:
    assert code(name, b"x") == "file-type"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PNG + struct.pack(">II", 60_000, 60_000)),
        ("a.jpg", JPEG + struct.pack(">HH", 60_000, 60_000)),
        ("a.gif", b"GIF89a\xff\xff\xff\xff"),
    ],
)
def test_a_picture_that_is_a_bomb(code: Callable[[str, bytes], str], name: str, content: bytes) -> None:
    assert code(name, content) == "too-large"


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.jpg", picture(60, 40), (60, 40)),
        ("a.jpg", picture(60, 40, exif=exif(6)), (40, 60)),
        ("a.png", picture(60, 40, "PNG"), (60, 40)),
        ("a.gif", picture(60, 40, "GIF"), (60, 40)),
        ("a.webp", picture(60, 40, "WEBP", exif=exif(8)), (40, 60)),
        ("a.avif", picture(60, 40, "AVIF"), (60, 40)),
        ("a.svg", SVG % b"", (300, 150)),
        ("a.svg", b'<svg width="10mm" height="5mm"/>', (38, 19)),
        ("a.svg", b'<svg width="100%" viewBox="0 0 120.5 40"/>', (120, 40)),
        ("a.svg", b'<svg viewBox="0,0,0,40"/>', (300, 150)),
        ("a.jpg", b"\xff\xd8\xff", None),
        ("a.png", PNG + b"cut", None),
        ("a.pdf", b"%PDF", None),
        ("none.jpg", None, None),
    ],
)  # fmt: skip
def test_the_size_of_a_picture_as_it_stands(tmp_path: Path, name: str, content: bytes | None, size: object) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert attachments.size_of(tmp_path / name) == size


def test_what_is_too_large_or_not_there(tmp_path: Path) -> None:
    with (tmp_path / "a.mp4").open("wb") as file:
        file.truncate(attachments.MAX_BYTES + 1)
    for name, wanted in (("a.mp4", "too-large"), ("none.pdf", "unreadable")):
        found = attachments.mistake(tmp_path / name, Span("content/files/x"))
        assert found is not None
        assert found.code == wanted
