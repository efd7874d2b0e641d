"""QR codes (ISO/IEC 18004) as drawings: black on white with a quiet zone, whatever colour the page around has.

segno makes one code of each size and level; in those of further addresses only the message is another one, which takes
a tenth of the time. The tests compare the two, bit by bit.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

QUIET = 4
"""Modules of white on each side, as the standard asks for; within the drawing, so that dark pages keep it."""

MASK = 0
"""It is always the same: every reader takes each of the eight, and looking for the most even one takes four fifths of
the time, several milliseconds."""

_RUN = re.compile("1+|0+")


def drawing(text: str) -> bytes:
    """An SVG of a QR code; up to 15 per cent of it may be dirt (level M, or better where there is room).

    The drawing is our own, so that its bytes are those of the code alone.
    """
    modules = modules_of(text)
    width = round(len(modules) ** 0.5)
    side = width + 2 * QUIET
    rows = "".join(f"M{QUIET} {y + QUIET}.5{_strokes(modules[y * width : (y + 1) * width])}" for y in range(width))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{rows}"/></svg>\n'
    ).encode()


def _strokes(row: str) -> str:
    """The dark modules of a row as strokes of a pen one module wide, the light ones as jumps."""
    return "".join(map(_STROKES.__getitem__, _RUN.findall(row)))


_WIDEST = 177  # of version 40
_STROKES = {"1" * n: f"h{n}" for n in range(1, _WIDEST + 1)} | {"0" * n: f"m{n} 0" for n in range(1, _WIDEST + 1)}


def modules_of(text: str) -> str:
    """The modules of a code row by row, 1 for a dark one."""
    # Without a small letter there may be a shorter way to write it; and what is too long for any code is told by segno.
    if not text.isascii() or text == text.upper() or not (size := _size(len(text))):
        return made_by_segno(text)
    form = _form(*size)
    return form.filled(form.message(text.encode()))


def made_by_segno(text: str) -> str:
    import segno

    return "".join("01"[module] for row in segno.make_qr(text, error="m", mask=MASK).matrix for module in row)


# --- a form, and how it is filled in -------------------------------------------------------------


def _header(version: int) -> int:
    """Bits in front of a text: that it is one of bytes, and how many (7.4.1)."""
    return 4 + (8 if version < 10 else 16)


@functools.cache
def _size(length: int) -> tuple[int, int] | None:
    """The least version that holds so many bytes at level M, if any, and the best level at which it does."""
    from segno import consts

    levels = (consts.ERROR_LEVEL_H, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_M)
    for version in range(1, 41):
        for level in levels if _holds(version, consts.ERROR_LEVEL_M, length) else ():
            if _holds(version, level, length):
                return version, level
    return None


def _holds(version: int, level: int, length: int) -> bool:
    from segno import consts

    capacity: Any = consts.SYMBOL_CAPACITY
    return bool(capacity[version][level] >= _header(version) + 8 * length)


@dataclass(frozen=True)
class _Form:
    """What the codes of one version and level have in common.

    `blocks` are the bytes of data and of correction of each block, `places` says of each module which bit of the
    message it is, or that it is always light or dark, and `mask` which bits of the message are turned.
    """

    version: int
    blocks: tuple[tuple[int, int], ...]
    places: Callable[[str], Iterable[str]]
    bits: int
    mask: int

    def filled(self, message: bytes) -> str:
        missing = self.bits - 8 * len(message)  # 7.6: some versions have a few modules more than bits
        written = (int.from_bytes(message, "big") << missing) ^ self.mask
        return "".join(self.places(f"{written:0{self.bits}b}01"))

    def message(self, text: bytes) -> bytes:
        """The bytes of the blocks, those of data and then those of correction, the first of each in front (7.6)."""
        data = self._data(text)
        blocks, checks, start = [], [], 0
        for size, correction in self.blocks:
            blocks.append(data[start : start + size])
            checks.append(_correction(blocks[-1], correction))
            start += size
        together = chain(chain.from_iterable(zip_longest(*blocks)), chain.from_iterable(zip_longest(*checks)))
        return bytes(byte for byte in together if byte is not None)

    def _data(self, text: bytes) -> bytes:
        """A text with its header and end, filled up with what the standard asks for after a zero of segno's (7.4.10)."""
        capacity = sum(size for size, _ in self.blocks)
        bits = _header(self.version)
        header = 0b0100 << bits - 4 | len(text)
        whole = (header << 8 * len(text) | int.from_bytes(text, "big")) << 4
        data = whole.to_bytes((bits + 4) // 8 + len(text), "big") + b"\0"
        return (data + b"\xec\x11" * capacity)[:capacity]


def _correction(block: bytes, size: int) -> bytes:
    """What is left of a block after division by a polynomial of that degree (7.5.2), byte by byte."""
    multiples, high = _multiples(size), 8 * (size - 1)
    low, rest = (1 << high) - 1, 0
    for byte in block:
        rest = (rest & low) << 8 ^ multiples[byte ^ rest >> high]
    return rest.to_bytes(size, "big")


@functools.cache
def _multiples(size: int) -> list[int]:
    """The polynomial of a degree, without its first coefficient, times each byte."""
    from segno import consts

    multiples = [0]
    for power in range(8):
        row = int.from_bytes(bytes(consts.GALIOS_EXP[power + one] for one in consts.GEN_POLY[size]), "big")
        multiples += [row ^ before for before in multiples]
    return multiples


@functools.cache
def _form(version: int, level: int) -> _Form:
    """Taken from a code of segno's, which says of each module what it is for."""
    import segno
    from segno import consts

    names = {consts.ERROR_LEVEL_M: "m", consts.ERROR_LEVEL_Q: "q", consts.ERROR_LEVEL_H: "h"}
    code = segno.make_qr("a", version=version, error=names[level], mask=MASK, boost_error=False)
    kinds = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    side = len(kinds)
    kinds[8][side - 9] = consts.TYPE_DATA_LIGHT  # which segno counts among the information on the format
    data = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
    order = [(y, x) for y, x in _snake(side) if kinds[y][x] in data]
    bits = len(order)
    number = {place: index for index, place in enumerate(order)}
    # What is no part of the message is one of the two figures that `filled` puts behind it.
    places = [number.get((y, x), bits + code.matrix[y][x]) for y in range(side) for x in range(side)]
    mask = int("".join("10"[(y + x) % 2] for y, x in order), 2)
    known: Any = consts.ECC
    found = known[version][level]
    blocks = tuple((one.num_data, one.num_total - one.num_data) for one in found for _ in range(one.num_blocks))
    return _Form(version, blocks, operator.itemgetter(*places), bits, mask)


def _snake(side: int) -> Iterable[tuple[int, int]]:
    """All modules in the order in which a message is written: by two columns, up and down, from the right (7.7.3)."""
    columns = [right if right > 6 else right - 1 for right in range(side - 1, 0, -2)]
    for turn, right in enumerate(columns):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        yield from ((y, x) for y in rows for x in (right, right - 1))
