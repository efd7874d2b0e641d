"""Pictures for pages: the width asked for, upright, and not a byte of what else was in the file."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from helpers_pictures import TOLD, colours, exif, opened, picture, telling
from seminarsite.drawing import pictures
from seminarsite.model.values import Size

FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF"]
UPRIGHT = ["red", "blue", "dark", "blue"]


@pytest.mark.parametrize("format_", FORMATS)
def test_what_a_camera_wrote_is_in_no_byte(format_: str) -> None:
    told = telling(format_)
    assert TOLD in told
    for wanted in (format_, "WEBP"):
        for made in (pictures.resized(told, 30, wanted), pictures.stripped(told, wanted)):
            assert TOLD not in made
            assert dict(opened(made).getexif()) == {}
            assert {"icc_profile", "xmp", "comment", "exif"}.isdisjoint(opened(made).info)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_width_asked_for_and_never_a_larger_one(format_: str) -> None:
    content = picture(600, 401, format_)
    assert opened(pictures.resized(content, 300, "WEBP")).size == (300, 200)
    assert opened(pictures.resized(content, 5000, "WEBP")).size == (600, 401)
    assert opened(pictures.resized(content, 300, format_)).format == format_
    assert opened(pictures.resized(picture(3000, 1, format_), 10, "WEBP")).size == (10, 1)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_picture_stands_upright(orientation: int, format_: str, tmp_path: Path) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # methods of Image.transpose; 6 is undone by 90° the other way
    upright = opened(picture(600, 400, "PNG"))
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation in undo else upright
    file = io.BytesIO()
    stored.save(file, format_, exif=exif(orientation))
    (tmp_path / "a").write_bytes(file.getvalue())
    assert pictures.measure(tmp_path / "a") == Size(600, 400)
    for made in (pictures.resized(file.getvalue(), 300, "WEBP"), pictures.stripped(file.getvalue(), "PNG")):
        assert opened(made).size in ((300, 200), (600, 400))
        assert colours(made) == UPRIGHT


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_picture_gives_the_same_bytes(format_: str) -> None:
    content = telling(format_)
    assert pictures.resized(content, 30, format_) == pictures.resized(content, 30, format_)
    assert pictures.stripped(content, format_) == pictures.stripped(content, format_)


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_all_kinds_of_pixels(mode: str) -> None:
    file = io.BytesIO()
    if mode == "I;16":
        Image.new("I;16", (40, 30), 0x8000).save(file, "PNG")
    else:
        opened(picture(40, 30, "PNG")).convert(mode).save(file, "JPEG" if mode == "CMYK" else "PNG")
    for format_ in FORMATS:
        made = opened(pictures.resized(file.getvalue(), 20, format_))
        assert made.size == (20, 15)
    if mode == "I;16":
        assert opened(pictures.resized(file.getvalue(), 20, "PNG")).convert("L").getpixel((1, 1)) == 128


def test_what_one_sees_through_stays_so_and_is_white_in_a_jpeg() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (40, 30), (200, 0, 0, 0)).save(file, "PNG")
    assert opened(pictures.resized(file.getvalue(), 20, "WEBP")).convert("RGBA").getpixel((1, 1))[3] == 0
    assert opened(pictures.resized(file.getvalue(), 20, "JPEG")).getpixel((1, 1)) == (255, 255, 255)


def test_colours_of_another_profile_are_those_of_screens() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    plain = opened(pictures.resized(picture(format_="PNG"), 60, "PNG"))
    assert colours(pictures.resized(picture(format_="PNG", icc_profile=swapped), 60, "PNG"))[:2] == ["blue", "red"]
    broken = opened(pictures.resized(picture(format_="PNG", icc_profile=b"no profile"), 60, "PNG"))
    assert broken.tobytes() == plain.tobytes()


# --- moving pictures -----------------------------------------------------------------------------


def moving(frames: int = 3, size: tuple[int, int] = (40, 30)) -> bytes:
    images = [Image.new("RGB", size, (80 * n % 256, 0, n % 256)) for n in range(frames)]
    file = io.BytesIO()
    images[0].save(file, "GIF", save_all=True, append_images=images[1:], duration=200, loop=0, comment=TOLD)
    return file.getvalue()


def test_a_moving_picture_stands_still_on_a_page_and_moves_as_a_download() -> None:
    assert getattr(opened(pictures.resized(moving(), 20, "WEBP")), "n_frames", 1) == 1
    download = pictures.stripped(moving(), "GIF")
    assert opened(download).n_frames == 3
    assert TOLD not in download


def test_a_moving_picture_that_would_take_long() -> None:
    with pytest.raises(pictures.Unreadable, match="1,001 frames"):
        pictures.stripped(moving(1001, (2, 2)), "GIF")
    with pytest.raises(pictures.Unreadable, match="30 frames"):
        pictures.stripped(moving(30, (1000, 1000)), "GIF")


# --- what is broken ------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
@given(st.data())
def test_damage_is_told_and_nothing_else_is_raised(format_: str, data: st.DataObject) -> None:
    whole = picture(format_=format_)
    cut = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=8))
    for content in (whole[:cut], whole[:cut] + noise + whole[cut + len(noise) :]):
        for make in (lambda c: pictures.resized(c, 20, "WEBP"), lambda c: pictures.stripped(c, "PNG")):
            made = b""
            with suppress(pictures.Unreadable):
                made = make(content)
            assert made == b"" or opened(made).width


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims a size, with nothing in it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    whole = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head
    return whole + struct.pack(">I", zlib.crc32(head)) + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"


def test_a_picture_that_is_a_bomb_is_not_read() -> None:
    for side in (5_000, 60_000):
        with pytest.raises(pictures.Unreadable, match="pixels"):
            pictures.resized(bomb(side, side), 20, "WEBP")


def test_a_jpeg_of_very_many_scans_is_not_read() -> None:
    content = picture(progressive=True)
    scans = content[:-2] + content[content.index(b"\xff\xda") : -2] * pictures.MAX_SCANS + content[-2:]
    with pytest.raises(pictures.Unreadable, match="scans"):
        pictures.resized(scans, 20, "WEBP")


def test_what_its_bytes_depend_on_is_named() -> None:
    assert pictures.edition().startswith("Pillow ")
