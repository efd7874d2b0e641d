"""QR codes (ISO/IEC 18004) as drawings: black on white with a quiet zone, whatever colour the page around has."""

from __future__ import annotations

import re

QUIET = 4
"""Modules of white on each side, as the standard asks for; within the drawing, so that dark pages keep it."""

_RUN = re.compile(rb"\x01+|\x00+")


def drawing(text: str) -> bytes:
    """An SVG of a QR code; up to 15 per cent of it may be dirt (level M, or better where there is room).

    The mask is always the same: every reader takes each of the eight, and looking for the most even one takes four
    fifths of the time, several milliseconds. The drawing is our own, so that its bytes are those of the code alone.
    """
    import segno

    code = segno.make_qr(text, error="m", mask=0)
    side = code.symbol_size(border=QUIET)[0]
    rows = "".join(f"M{QUIET} {y + QUIET}.5{_runs(row)}" for y, row in enumerate(code.matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{rows}"/></svg>\n'
    ).encode()


def _runs(row: bytearray) -> str:
    """The dark modules of a row as strokes of a pen one module wide, the light ones as jumps."""
    return "".join(map(_STROKES.__getitem__, _RUN.findall(row)))


_WIDEST = 177  # of version 40
_STROKES = {b"\x01" * n: f"h{n}" for n in range(1, _WIDEST + 1)} | {b"\0" * n: f"m{n} 0" for n in range(1, _WIDEST + 1)}
