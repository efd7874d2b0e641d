"""Whatever accent an organiser chooses, it can be read by day, by night and on the stage."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_site import REPOSITORY
from seminarsite.drawing.colours import DEEP, ENOUGH, NIGHT, PAPER, colour, contrast, oklch, palette, shade
from seminarsite.model.values import Colour

ANY = st.integers(0, 0xFFFFFF).map(lambda number: Colour(f"#{number:06x}"))


# The examples of WCAG's own glossary, and greys whose contrast is known: #767676 is the lightest that passes on white.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: Colour, other: Colour, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


# Published with the colour space: red, green and blue of sRGB.
@pytest.mark.parametrize(
    ("of", "lightness", "chroma"), [("#ff0000", 0.628, 0.2577), ("#00ff00", 0.866, 0.2948), ("#0000ff", 0.452, 0.3132)]
)
def test_lightness_and_chroma_are_those_of_oklch(of: Colour, lightness: float, chroma: float) -> None:
    assert oklch(of)[:2] == pytest.approx((lightness, chroma), abs=0.0006)


@given(ANY)
def test_a_colour_is_the_same_after_there_and_back(one: Colour) -> None:
    assert colour(oklch(one)) == one


@given(ANY)
def test_every_accent_can_be_read_everywhere(accent: Colour) -> None:
    found = palette(accent)
    assert contrast(found.light, PAPER) >= ENOUGH
    assert contrast(found.dark, NIGHT) >= ENOUGH
    assert contrast(found.board, found.chalk) >= DEEP
    assert contrast(found.board, found.dust) >= ENOUGH
    assert contrast(found.board, Colour("#ffc2b6")) >= ENOUGH, "what is cancelled, on the stage"


@given(ANY)
def test_a_colour_that_can_be_read_is_used_as_it_is(accent: Colour) -> None:
    assert (palette(accent).light == accent) == (contrast(accent, PAPER) >= ENOUGH)


def test_a_shade_keeps_its_hue_and_is_the_nearest() -> None:
    yellow = Colour("#ffd500")
    used = shade(yellow, PAPER, ENOUGH)
    assert oklch(used)[2] == pytest.approx(oklch(yellow)[2], abs=0.05)
    assert contrast(used, PAPER) < ENOUGH + 0.1
    assert oklch(used)[0] < oklch(yellow)[0]


def test_grey_stays_grey() -> None:
    for of in ("#808080", "#000000", "#ffffff"):
        for part in vars(palette(Colour(of))).values():
            assert part[1:3] == part[3:5] == part[5:7], part


def test_the_grounds_are_those_of_the_stylesheet() -> None:
    style = (REPOSITORY / "static" / "style.css").read_text(encoding="utf-8")
    assert re.findall(r"--paper: (#\w{6})", style)[:2] == [PAPER, NIGHT]
