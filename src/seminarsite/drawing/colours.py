"""Colours as numbers: the accent of a site in the shades that can be read on its grounds, light and dark.

Contrast is that of WCAG 2.2 (1.4.3). Shades differ in lightness alone, in OKLCH, in which a hue stays what it is to
the eye (Björn Ottosson, "A perceptual color space for image processing", 2020).
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from seminarsite.model.values import Colour

PAPER, NIGHT = Colour("#fcfcfa"), Colour("#111816")
"""What text stands on by day and by night; static/style.css has them, too, as --paper."""

ENOUGH = 4.5
"""The least contrast of text (WCAG 2.2 AA)."""

COMFORT = 7.0
"""That of links by night: what we make up may as well be easy to read."""

DEEP = 10.0
"""That of light words on the stage, a large surface, which is to be quiet."""

Oklch = tuple[float, float, float]
"""Lightness from 0 to 1, chroma from 0, hue in radians."""


@dataclass(frozen=True)
class Palette:
    """An accent on light and on dark ground, and the stage, which is deep in both, with the words on it."""

    light: Colour
    dark: Colour
    board: Colour
    chalk: Colour
    dust: Colour


def contrast(one: Colour, other: Colour) -> float:
    """Of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@functools.cache
def palette(accent: Colour) -> Palette:
    """The accent as it is wherever it can be read there, else in the nearest shade that can."""
    lightness, chroma, hue = oklch(accent)
    chalk = colour((0.965, min(chroma, 0.012), hue))  # grey stays grey
    board = shade(colour((lightness, min(chroma, 0.1), hue)), chalk, DEEP)
    return Palette(
        light=shade(accent, PAPER, ENOUGH),
        dark=shade(accent, NIGHT, COMFORT),
        board=board,
        chalk=chalk,
        dust=shade(colour((oklch(board)[0], min(chroma, 0.04), hue)), board, COMFORT),
    )


def shade(accent: Colour, ground: Colour, least: float) -> Colour:
    """The accent, or the nearest lighter or darker shade of it with at least this contrast to a ground.

    It goes away from the ground. Black or white where no shade is enough.
    """
    if contrast(accent, ground) >= least:
        return accent
    lightness, chroma, hue = oklch(accent)
    up = _luminance(ground) < 0.18
    for step in range(1, 401):
        wanted = lightness + (step if up else -step) / 400
        if not 0 <= wanted <= 1:
            break
        found = colour((wanted, chroma, hue))
        if contrast(found, ground) >= least:
            return found
    return Colour("#ffffff") if up else Colour("#000000")


def _luminance(of: Colour) -> float:
    red, green, blue = _linear(of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(of: Colour) -> tuple[float, float, float]:
    red, green, blue = (int(of[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _line(red), _line(green), _line(blue)


def _line(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _curve(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def oklch(of: Colour) -> Oklch:
    red, green, blue = _linear(of)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def colour(of: Oklch) -> Colour:
    """The colour that screens can show of this lightness and hue, as strong as wanted or as strong as there is."""
    lightness, chroma, hue = of
    for part in range(64, -1, -1):
        channels = _rgb((lightness, chroma * part / 64, hue))
        if all(-0.0005 <= channel <= 1.0005 for channel in channels):
            break
    return Colour("#" + "".join(f"{round(255 * _curve(min(max(channel, 0), 1))):02x}" for channel in channels))


def _rgb(of: Oklch) -> tuple[float, float, float]:
    lightness, chroma, hue = of
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
