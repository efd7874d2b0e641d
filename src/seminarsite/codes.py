"""QR codes (ISO/IEC 18004) as drawings: black on white with a quiet zone, whatever colour the page around has."""

from __future__ import annotations

QUIET = 4
"""Modules of white on each side, as the standard asks for; within the drawing, so that dark pages keep it."""


def drawing(text: str) -> bytes:
    """An SVG of a QR code; up to 15 per cent of it may be dirt (level M, or better where there is room).

    The mask is always the same: every reader takes each of the eight, and looking for the most even one takes four
    fifths of the time, several milliseconds. The drawing is our own, so that its bytes are those of the code alone.
    """
    import segno

    code = segno.make_qr(text, error="m", mask=0)
    side = code.symbol_size(border=QUIET)[0]
    runs = "".join(_runs(row, y + QUIET) for y, row in enumerate(code.matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{runs}"/></svg>\n'
    ).encode()


def _runs(row: bytes | bytearray, y: int) -> str:
    """The dark modules of a row, each run of them as one rectangle."""
    found = []
    x = 0
    while (x := row.find(1, x)) >= 0:
        end = row.find(0, x)
        end = len(row) if end < 0 else end
        found.append(f"M{x + QUIET} {y}h{end - x}v1h-{end - x}z")
        x = end
    return "".join(found)
