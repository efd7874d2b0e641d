"""A picture of 1200 × 630 pixels with a few lines of text: what a link looks like where people share it.

The fonts come with the program and are laid out without the libraries of the system, so that a card has
the same bytes on every machine. A line with a letter that they do not have is left out: better than boxes.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""What Open Graph readers show without cutting; pixels."""

_FONTS = Path(__file__).parent / "fonts"
_MARGIN = 84
_ROOM = WIDTH - 2 * _MARGIN
_LEADING, _GAP = 1.16, 26

# The blackboard of the stylesheet, and what is written on it. A card has 16 colours, four bits a pixel.
_BOARD, _CHALK, _RED = (0x12, 0x39, 0x2E), (0xF2, 0xF6, 0xF0), (0xFF, 0xC2, 0xB6)
_STEPS, _RED_STEPS = 12, 4
_BRIGHT, _SOFT = 255, 178
"""How much chalk: the title, and what stands beside it."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """The lines of a card, plain text. Empty ones are left out; `state` is a warning, as `Cancelled`."""

    above: str = ""
    title: str = ""
    people: str = ""
    affiliation: str = ""
    when: str = ""
    below: str = ""
    state: str = ""

    @property
    def alt(self) -> str:
        """The same for those who cannot see it."""
        lines = (self.state, self.title, self.people, self.affiliation, self.when, self.above, self.below)
        return ". ".join(line for line in dict.fromkeys(lines) if line)


@dataclass(frozen=True)
class _Style:
    """How a line is written: sizes in pixels to choose from, the largest first."""

    sizes: tuple[int, ...]
    most: int
    chalk: int = _BRIGHT


_ABOVE = _Style((38, 34, 30, 26), 1, _SOFT)
_TITLE = _Style((84, 76, 68, 62, 56, 50, 46, 42, 38), 5)
_PEOPLE = (_Style((46, 42, 38, 34), 2), _Style((36, 32, 28), 2))
_AFFILIATION = (_Style((36, 32, 28), 1, _SOFT), _Style((28, 26), 1, _SOFT))
_WHEN = _Style((38, 34, 30, 26), 1)
_BELOW = _Style((30, 26, 24), 1, _SOFT)


def draw(card: Card) -> bytes:
    """The card as a PNG. The same card has the same bytes, with the same version of Pillow."""
    from PIL import Image, ImageDraw

    card = _drawable(card)
    image = Image.new("L", (WIDTH, HEIGHT))
    on = ImageDraw.Draw(image)
    foot: float = HEIGHT - 62
    for text, style in ((card.below, _BELOW), (card.when, _WHEN)):
        if text:
            foot -= _height(block := _Block.of(text, style))
            block.write(on, foot)
            foot -= 6
    top: float = 62
    marked = 0  # the right edge of what is written in red
    if card.above or card.state:
        block = _Block.of(card.above or card.state, _ABOVE, _ROOM - _reach(card.state) if card.above else _ROOM)
        state = _Block((card.state,), block.size, _BRIGHT) if card.state else None
        if state:
            state.write(on, top)
            marked = _MARGIN + round(_length(card.state, block.size)) + 8
        if card.above:
            block.write(on, top, _MARGIN + _reach(card.state))
        top += _height(block) + _GAP
    _headline(card, on, top, foot - _GAP)
    return _png(image, (marked, top))


def is_drawable(text: str) -> bool:
    """Whether the fonts have every letter of a text.

    >>> is_drawable("Ólafsdóttir, Гаусс and ∑ 𝔸²"), is_drawable("香港")
    (True, False)
    """
    return all(letter == " " or any(letter in covers(name) for name in ("serif", "maths")) for letter in _plain(text))


@functools.cache
def covers(name: str) -> frozenset[str]:
    """The letters that a font has, from the list beside it."""
    found: set[str] = set()
    for line in (_FONTS / f"{name}.txt").read_text("ascii").split():
        first, _, last = line.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\u2060", "").split())


def _drawable(card: Card) -> Card:
    """Without the lines that cannot be written; the first of the others stands where the title would."""
    lines = {name: _plain(text) if is_drawable(text) else "" for name, text in vars(card).items()}
    clean = Card(**lines)
    if clean.title:
        return clean
    if clean.people:
        return replace(clean, title=clean.people, people="")
    return replace(clean, title=clean.above or clean.below, above="", below=clean.below if clean.above else "")


# --- blocks of text ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Block:
    """Lines of one size."""

    lines: tuple[str, ...]
    size: int
    chalk: int

    @classmethod
    def of(cls, text: str, style: _Style, room: int = _ROOM, high: float = HEIGHT) -> _Block:
        """A text in the largest size in which it has room; in the smallest one it is cut off."""
        for size in style.sizes:
            most = min(style.most, max(1, int(high / (size * _LEADING))))
            lines = _wrapped(text, size, room)
            if len(lines) <= most:
                return cls(_balanced(text, size, room, lines), size, style.chalk)
        last = lines[most - 1]
        while _length(f"{last}…", size) > room:
            last = last[:-1]
        return cls((*lines[: most - 1], f"{last.rstrip(' ,;:.–')}…"), size, style.chalk)

    def is_whole(self, text: str) -> bool:
        return not self.lines[-1].endswith("…") or text.endswith("…")

    def write(self, on: ImageDraw, top: float, left: float = _MARGIN) -> None:
        for number, line in enumerate(self.lines):
            base = round(top + number * self.size * _LEADING + self.size * 0.84)
            at = left
            for name, run in _runs(line):
                font = _font(name, self.size)
                on.text((at, base), run, fill=self.chalk, font=font, anchor="ls")
                at += font.getlength(run)


def _headline(card: Card, on: ImageDraw, top: float, end: float) -> None:
    """The title and who speaks, in the room that is left between head and foot; people give way to a long title."""
    for styles in zip(_PEOPLE, _AFFILIATION, strict=True):
        lines = zip((card.people, card.affiliation), styles, strict=True)
        people = [_Block.of(text, style) for text, style in lines if text]
        below = sum(map(_height, people)) + (_GAP if people else 0)
        title = _Block.of(card.title, _TITLE, high=end - top - below)
        if title.is_whole(card.title):
            break
    top += max(0, (end - top - below - _height(title)) * 0.42)
    title.write(on, top)
    top += _height(title) + _GAP
    for block in people:
        block.write(on, top)
        top += _height(block)


def _height(block: _Block) -> float:
    return len(block.lines) * block.size * _LEADING


def _reach(state: str) -> int:
    """How far what stands before the name of the series reaches."""
    return round(_length(state, _ABOVE.sizes[0])) + 28 if state else 0


def _wrapped(text: str, size: int, room: float) -> list[str]:
    """Lines that have room; a word that has none is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _length(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while _length(line, size) > room:
            fits = _fitting(lambda n, line=line: _length(line[:n], size) <= room, len(line))  # type: ignore[misc]
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line]


def _balanced(text: str, size: int, room: int, lines: list[str]) -> tuple[str, ...]:
    """As many lines, of as equal a length as can be."""
    if len(lines) == 1:
        return tuple(lines)
    spare = _fitting(lambda n: len(_wrapped(text, size, room - n * 20)) == len(lines), room // 40)
    return tuple(_wrapped(text, size, room - spare * 20))


def _fitting(fits: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` that fits, if each smaller one does, too; at least 1."""
    low, high = 1, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


# --- letters -------------------------------------------------------------------------------------


@functools.cache
def _font(name: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_FONTS / f"{name}.otf", size, layout_engine=ImageFont.Layout.BASIC)


def _runs(line: str) -> Iterator[tuple[str, str]]:
    """A line cut into pieces of one font."""
    for is_serif, letters in groupby(line, lambda letter: letter == " " or letter in covers("serif")):
        yield ("serif" if is_serif else "maths"), "".join(letters)


@functools.lru_cache(maxsize=20_000)  # cards of a series have many words in common
def _length(line: str, size: int) -> float:
    return sum(_font(name, size).getlength(run) for name, run in _runs(line))


# --- the file ------------------------------------------------------------------------------------


def _png(image: Image, red: tuple[float, float]) -> bytes:
    """Greys as 16 colours: chalk on the board, and red within the corner that ends at `red`."""
    from PIL import Image

    levels = image.point([value * (_STEPS - 1) // 255 for value in range(256)])
    if red[0]:
        corner = (0, 0, int(red[0]), int(red[1]))
        table = [0 if value < 32 else _STEPS + value * _RED_STEPS // 256 for value in range(256)]
        levels.paste(image.crop(corner).point(table), corner)
    done = Image.frombytes("P", levels.size, levels.tobytes())
    steps = [_mixed(_CHALK, n / (_STEPS - 1)) for n in range(_STEPS)]
    steps += [_mixed(_RED, (n + 1) / _RED_STEPS) for n in range(_RED_STEPS)]
    done.putpalette([part for colour in steps for part in colour])
    file = io.BytesIO()
    done.save(file, "PNG", bits=4, compress_level=4)  # 9 takes ten times as long, for 5 % less
    return file.getvalue()


def _mixed(colour: tuple[int, int, int], share: float) -> tuple[int, ...]:
    return tuple(round(board + (part - board) * share) for board, part in zip(_BOARD, colour, strict=True))
