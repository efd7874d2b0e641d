"""Pictures as cameras and programs write them, with what they tell besides."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

TOLD = b"TELLTALE"
"""Stands in every place of a picture where something may be written that nobody sees."""


def picture(width: int = 60, height: int = 40, format_: str = "JPEG", mode: str = "RGB", **more: Any) -> bytes:
    """Red on its left half, blue on its right one; the lower half is darker."""
    image = Image.new("RGB", (width, height), (200, 0, 0))
    image.paste((0, 0, 200), (width // 2, 0, width, height))
    image.paste((100, 0, 0), (0, height // 2, width // 2, height))
    file = io.BytesIO()
    image.convert(mode).save(file, format_, **more)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """With camera, owner and place."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = found[0xA430] = TOLD.decode()
    place = found.get_ifd(0x8825)
    place.update({1: "N", 2: (46.0, 57.0, 4.0), 3: "E", 4: (7.0, 26.0, 19.0), 29: TOLD.decode()})
    return found


def telling(format_: str, **more: Any) -> bytes:
    """A picture of some format with metadata of every kind that it can have."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    match format_:
        case "GIF":
            return picture(format_="GIF", comment=TOLD, **more)
        case "PNG":
            text = PngImagePlugin.PngInfo()
            text.add_text("Comment", TOLD.decode())
            text.add_itxt("XML:com.adobe.xmp", TOLD.decode())
            return picture(format_="PNG", pnginfo=text, exif=exif(), icc_profile=profile, **more) + TOLD
        case "JPEG":
            return picture(comment=TOLD, exif=exif(), icc_profile=profile, xmp=TOLD, **more) + TOLD
    return picture(format_=format_, exif=exif(), icc_profile=profile, xmp=TOLD, **more)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def colours(content: bytes) -> list[str]:
    """What stands in the corners: top left, top right, bottom left, bottom right."""
    image = opened(content).convert("RGB")
    right, bottom = image.width - 2, image.height - 2
    names = []
    for at in ((1, 1), (right, 1), (1, bottom), (right, bottom)):
        red, _, blue = image.getpixel(at)
        names.append("blue" if blue > red else "red" if red > 150 else "dark")
    return names


def large_png() -> bytes:
    """Five thousand times four thousand pixels, each of which can be seen through: all that may be, in few bytes."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((5000, 4000)).convert("RGBA").save(file, "PNG", compress_level=1)
    return file.getvalue()


def many_scans() -> bytes:
    """A progressive JPEG whose last scan comes ten thousand times."""
    content = picture(2000, 2000, progressive=True)
    last = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + last * 10_000 + content[-2:]
