"""A picture in a width that a page needs: upright, in the colours of screens (sRGB), with nothing but its pixels.

What a camera or a program wrote beside them (place, day, owner, a small copy of what was cut away) goes.
The same picture gives the same bytes on every machine that has the same version of Pillow.
"""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seminarsite.model.values import Size

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS: Mapping[str, int] = {
    "JPEG": 60_000_000, "PNG": 20_000_000, "GIF": 20_000_000, "WEBP": 10_000_000, "AVIF": 10_000_000,
}  # fmt: skip
"""By format: what can be read and made smaller in 250 MB of memory. A3 at 300 dots per inch has 17 million."""
MAX_WHOLE = 20_000_000
"""Pixels of a JPEG in several scans, of all frames of a moving picture, and of one for download."""
MAX_FRAMES = 1_000
MAX_SCANS = 64
"""Of a JPEG; a file of 4 MB with thousands of them takes minutes to read (the "progressive bomb")."""

FORMATS: Mapping[str, str] = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF",
}  # fmt: skip
"""The formats that are made anew, by the ending of their files. Drawings (SVG) have no pixels."""

_WRITTEN: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 84, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 6},
    "GIF": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 64, "speed": 7, "max_threads": 1},
}
_ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4
_TURNS: Mapping[object, str] = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90",
}  # fmt: skip
"""By the names of PIL.Image.Transpose, which is imported late."""
_LYING = (5, 6, 7, 8)


class Unreadable(Exception):
    """Not a picture, or a broken one; the text says why."""


def edition() -> str:
    """What the bytes depend on besides picture, width and format."""
    from PIL import __version__

    return f"Pillow {__version__}"


def measure(file: Path) -> Size:
    """The size of a picture, from its head. Raises Unreadable."""
    with _opened(file) as image:
        return _upright_size(image)


def resized(content: bytes, width: int, format_: str) -> bytes:
    """A picture at most so wide, in a format (`WEBP`); never enlarged; of a moving one the first frame.

    Raises Unreadable.
    """
    with _opened(io.BytesIO(content)) as image:
        _check(image, content)
        return _bytes(_plain(image, format_, width), format_)


def stripped(content: bytes, format_: str) -> bytes:
    """A picture as large as it is, up to MAX_WHOLE, to be downloaded; a moving one goes on moving.

    Raises Unreadable.
    """
    with _opened(io.BytesIO(content)) as image:
        _check(image, content)
        frames = getattr(image, "n_frames", 1)
        if frames == 1:
            share = min(1.0, (MAX_WHOLE / (image.width * image.height)) ** 0.5)
            return _bytes(_plain(image, format_, int(_upright_size(image).width * share)), format_)
        if frames > MAX_FRAMES or frames * image.width * image.height > MAX_WHOLE:
            raise Unreadable(f"it moves, and has {frames:,} frames")
        durations, pictures = [], []
        for number in range(frames):
            image.seek(number)
            durations.append(image.info.get("duration", 100))
            pictures.append(_plain(image.copy(), format_, _upright_size(image).width))
        moving = {"save_all": True, "append_images": pictures[1:], "duration": durations}
        return _bytes(pictures[0], format_, **moving, loop=image.info.get("loop", 0))


# --- reading -------------------------------------------------------------------------------------


@contextmanager
def _opened(file: Path | io.BytesIO) -> Iterator[Image]:
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which nobody will see; sizes are checked here
            with Image.open(file, formats=tuple(sorted(set(FORMATS.values())))) as image:
                yield image
    except UnidentifiedImageError:
        raise Unreadable("it is not whole, or is no picture") from None
    except Image.DecompressionBombError:
        raise Unreadable("it has too many pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, AttributeError) as error:
        # What Pillow lets through from the readers of its formats; its text may hold parts of the file.
        raise Unreadable("it is cut off or damaged" if "truncated" in str(error) else "it is damaged") from None
    except (struct.error, zlib.error, ArithmeticError, RuntimeError):
        raise Unreadable("it is damaged") from None
    except MemoryError:
        raise Unreadable("there is not enough memory for it") from None


def _check(image: Image, content: bytes) -> None:
    """Raises Unreadable for what would take very long or very much to read."""
    limit = MAX_WHOLE if image.info.get("progressive") else MAX_PIXELS[image.format or ""]
    if image.width * image.height > limit:
        raise Unreadable(f"it has {image.width:,} × {image.height:,} pixels")
    # Within the data of a JPEG each FF is followed by 00: what looks like the start of a scan is one.
    if image.format == "JPEG" and content.count(b"\xff\xda") > MAX_SCANS:
        raise Unreadable(f"it has more than {MAX_SCANS} scans")


def _upright_size(image: Image) -> Size:
    lying = image.getexif().get(_ORIENTATION) in _LYING
    return Size(image.height, image.width) if lying else Size(image.width, image.height)


# --- pixels --------------------------------------------------------------------------------------


def _plain(image: Image, format_: str, width: int) -> Image:
    """At most so wide; RGB, RGBA or grey, upright, in sRGB, without anything beside its pixels."""
    from PIL.Image import Transpose

    turn = image.getexif().get(_ORIENTATION, 1)
    upright = _upright_size(image)
    share = min(1.0, width / upright.width)
    if share < 1 and image.format == "JPEG":  # is decoded at the half, quarter or eighth that is still large enough
        image.draft(None, (math.ceil(image.width * share * 1.5), math.ceil(image.height * share * 1.5)))
    image.load()
    picture = _with_full_colours(image)
    if share < 1:
        size = width, max(1, round(upright.height * share))
        picture = _smaller(picture, size[::-1] if turn in _LYING else size)
    if turn in _TURNS:
        picture = picture.transpose(Transpose[_TURNS[turn]])
    if profile := image.info.get("icc_profile"):
        picture = _in_srgb(picture, profile)
    elif picture.mode == "CMYK":
        picture = picture.convert("RGB")
    if format_ == "JPEG" and picture.mode == "RGBA":
        picture = _on_white(picture)
    picture.info = {}
    return picture


def _on_white(picture: Image) -> Image:
    from PIL import Image

    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _with_full_colours(image: Image) -> Image:
    """No palettes, no 16 bits."""
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return _from_16_bits(image) if image.mode.startswith(("I", "F")) else image.convert("RGB")


def _from_16_bits(picture: Image) -> Image:
    """Grey of 16 bits, of which screens show the upper eight."""
    return picture.convert("I").point(lambda value: value / 256).convert("L")


def _in_srgb(picture: Image, profile: bytes) -> Image:
    """Through its colour profile; where that is broken, as it is."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        done = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    return done or picture


def _smaller(picture: Image, size: tuple[int, int]) -> Image:
    """By Lanczos' filter, after a quick first step where much is thrown away."""
    from PIL.Image import Resampling

    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def _bytes(picture: Image, format_: str, **more: Any) -> bytes:
    def written(**options: Any) -> bytes:
        file = io.BytesIO()
        picture.save(file, format_, **{**_WRITTEN[format_], **options, **more})
        return file.getvalue()

    if format_ == "WEBP" and not more and _is_drawn(picture):
        return min(written(), written(lossless=True, quality=70), key=len)
    return written()


def _is_drawn(picture: Image) -> bool:
    """Whether it has few colours, as logos and diagrams have: these are often smaller, and crisp, without loss."""
    small = picture.resize((min(picture.width, 200), min(picture.height, 200)), 0)
    return small.getcolors(2_000) is not None
