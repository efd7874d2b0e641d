"""What a phone reads in a QR code, by the decoder of ZXing, which has nothing to do with what draws ours."""

from __future__ import annotations

import re

import zxingcpp

SCALE = 4


def read_drawing(svg: bytes) -> str:
    """The text of a drawing, painted here as SVG says: a white ground, and strokes of a pen one module wide."""
    text = svg.decode()
    found = re.search(r'viewBox="0 0 (\d+) \1"', text)
    assert found is not None
    side = int(found[1])
    ground = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    assert ground in text
    cells = [bytearray(b"\xff" * side) for _ in range(side)]
    for shade, path in re.findall(r'<path stroke="#(000|fff)" d="([^"]*)"/>', text):
        assert re.fullmatch(r"(?:M\d+ \d+\.5(?:h\d+|m\d+ 0)+)+", path)
        for start, row, strokes in re.findall(r"M(\d+) (\d+)\.5([^M]+)", path):
            x = int(start)
            for kind, length in re.findall(r"([hm])(\d+)", strokes):
                if kind == "h":
                    cells[int(row)][x : x + int(length)] = (b"\x00" if shade == "000" else b"\xff") * int(length)
                x += int(length)
    assert all(len(row) == side for row in cells)
    picture = b"".join(bytes(value for value in row for _ in range(SCALE)) * SCALE for row in cells)
    return read_picture(picture, side * SCALE)


def read_picture(grey: bytes, width: int) -> str:
    """The text of the one QR code in a picture, a byte for each pixel."""
    [code] = zxingcpp.read_barcodes(memoryview(grey).cast("B", (len(grey) // width, width)))
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    return str(code.text)
