"""What a phone reads in a QR code, by the decoder of ZXing, which has nothing to do with what draws ours."""

from __future__ import annotations

import re

import zxingcpp

SCALE = 4


def read_drawing(svg: bytes) -> str:
    """The text of a drawing of rectangles, painted here as SVG says."""
    text = svg.decode()
    found = re.search(r'viewBox="0 0 (\d+) \1"', text)
    assert found is not None
    side = int(found[1])
    cells = [bytearray(b"\x80" * side) for _ in range(side)]  # what nobody paints stays grey
    for attributes in re.findall(r"<path([^>]*)/>", text):
        shade = 255 if 'fill="#fff"' in attributes else 0
        path = re.search(r' d="([^"]*)"', attributes)
        assert path is not None
        whole = re.fullmatch(r"(?:M\d+ \d+h\d+v\d+(?:h-\d+|H0)z)+", path[1])
        assert whole is not None
        for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)", path[1]):
            for row in cells[int(y) : int(y) + int(height)]:
                row[int(x) : int(x) + int(width)] = bytes([shade]) * int(width)
    assert not any(0x80 in row for row in cells)
    picture = b"".join(bytes(value for value in row for _ in range(SCALE)) * SCALE for row in cells)
    return read_picture(picture, side * SCALE)


def read_picture(grey: bytes, width: int) -> str:
    """The text of the one QR code in a picture, a byte for each pixel."""
    [code] = zxingcpp.read_barcodes(memoryview(grey).cast("B", (len(grey) // width, width)))
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    return str(code.text)
