"""QR codes: another program reads what was written, whatever colour lies around them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from segno import consts

from helpers_code import read_drawing
from seminarsite.drawing import codes

ADDRESS = "https://www.math.example.edu/~seminar/one-world/subscribe/#series-mathematics-of-machine-learning"


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-._~/#%", max_size=220))
def test_a_reader_reads_the_address(path: str) -> None:
    assert read_drawing(codes.drawing(f"https://example.org/{path}")) == f"https://example.org/{path}"


@pytest.mark.parametrize("text", ["HTTPS://EXAMPLE.ORG/", "0123456789", "https://example.org/é/東京", "x"])
def test_a_reader_reads_capitals_figures_and_letters_of_the_world(text: str) -> None:
    assert read_drawing(codes.drawing(text)) == text


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-._~/#%A", max_size=300))
def test_it_is_the_code_that_segno_makes(text: str) -> None:
    assert codes.modules_of(text) == codes.made_by_segno(text)


@pytest.mark.parametrize("version", range(1, 41))
def test_it_is_the_code_that_segno_makes_of_each_size(version: int) -> None:
    """Of a text that fills it at level M, and of shorter ones, which leave room for a better level."""
    longest = consts.SYMBOL_CAPACITY[version][consts.ERROR_LEVEL_M] // 8 - (2 if version < 10 else 3)
    for length in (longest, longest - 1, longest * 3 // 4, longest * 9 // 16):
        text = ("https://example.org/" * 120)[:length]
        assert codes.modules_of(text) == codes.made_by_segno(text)


def test_what_no_code_can_hold_is_refused() -> None:
    with pytest.raises(segno.DataOverflowError):
        codes.drawing("a" * 2332)


def test_the_same_text_is_drawn_with_the_same_bytes() -> None:
    assert codes.drawing(ADDRESS) == codes.drawing(ADDRESS)
    assert codes.drawing(ADDRESS) != codes.drawing(ADDRESS + "x")


def test_it_brings_its_own_white_and_four_modules_of_it_on_each_side() -> None:
    root = ElementTree.fromstring(codes.drawing(ADDRESS))
    ground, code = root
    side = int(root.attrib["viewBox"].split()[3])
    assert (ground.attrib["fill"], ground.attrib["d"]) == ("#fff", f"M0 0h{side}v{side}H0z")
    rows = re.findall(r"M(\d+) (\d+)\.5([^M]+)", code.attrib["d"])
    widths = {sum(map(int, re.findall(r"[hm](\d+)", strokes))) for _, _, strokes in rows}
    assert widths == {side - 8}
    assert {int(x) for x, _, _ in rows} == {4}
    assert [int(y) for _, y, _ in rows] == list(range(4, side - 4))


@pytest.mark.parametrize("damaged", [0.03, 0.08])
def test_it_can_be_read_where_some_of_it_is_dirty(damaged: float) -> None:
    """A white blot over the lower right, where no corner mark is."""
    drawing = codes.drawing(ADDRESS).decode()
    side = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])  # type: ignore[index]
    blot = int((side - 8) * damaged**0.5)
    at = side - 4 - blot - 10
    rows = "".join(f"M{at} {at + row}.5h{blot}" for row in range(blot))
    white = f'<path stroke="#fff" d="{rows}"/></svg>'
    assert read_drawing(drawing.replace("</svg>", white).encode()) == ADDRESS
