"""The pictures of a built site: the widths that pages need, no metadata, nothing that moves while it loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from helpers_html import page, pages
from helpers_pictures import TOLD, colours, exif, opened, picture, telling
from helpers_site import NOW, demo, drawn, event, made
from seminarsite.build import build, check_only
from seminarsite.diagnostics import Report
from seminarsite.generators.gallery import BOXES, WIDTHS, fitting
from seminarsite.model.values import Size

Write = Callable[..., Path]

SPEAKER = """\
---
name: Ada Example
photo: {file: pictures/ada.jpg, alt: Ada Example}
---
A [portrait](/files/large.jpg), and

![The hall](/pictures/hall.png "Hall")
"""
FILES: Mapping[str, str | bytes] = {
    "speakers/ada.md": SPEAKER,
    "events/a.md": event(
        "2025-03-05",
        "time: 12:00",
        "title: On examples",
        "speaker: Ada Example",
        "picture: {file: pictures/wide.jpg, alt: A wide picture}",
        "poster: files/poster.gif",
        "video:",
        "- {url: https://video.example/1, picture: {file: pictures/still.webp, alt: The board}}",
        "- https://video.example/2",
    ),
    "series/s.md": "---\ntitle: Example Seminar\nhosts: [{name: Example University, logo: {file: pictures/logo.svg, alt: Example University}}]\n---\n",
    "pictures/ada.jpg": telling("JPEG", width=900, height=1200),
    "pictures/wide.jpg": telling("JPEG", width=2400, height=1000),
    "pictures/hall.png": telling("PNG", width=700, height=500),
    "pictures/still.webp": telling("WEBP", width=1280, height=720),
    "pictures/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h30v10z"/></svg>',
    "files/poster.gif": telling("GIF", width=500, height=700),
    "files/large.jpg": telling("JPEG", width=1700, height=1000),
}


@pytest.fixture
def site(write_site: Write) -> Mapping[str, bytes]:
    return made(write_site(FILES))


def test_nothing_of_what_a_camera_wrote_is_in_any_byte(site: Mapping[str, bytes]) -> None:
    assert sum(TOLD in content for content in FILES.values() if isinstance(content, bytes)) == 6
    assert [path for path, content in site.items() if TOLD in content or b"Exif" in content] == []


def test_each_picture_in_the_widths_that_its_page_needs(site: Mapping[str, bytes]) -> None:
    files = {
        path: opened(content).size for path, content in site.items() if re.match(r"(pictures|files)/.*[^g]$", path)
    }
    jpegs = {path: opened(site[path]).size for path in site if path.endswith((".jpg", ".png")) and "card" not in path}
    assert files | jpegs == {
        "pictures/ada.jpg": (900, 1200),
        "pictures/ada.jpg.480.webp": (480, 640),
        "pictures/wide.jpg": (960, 400),
        "pictures/wide.jpg.480.webp": (480, 200),
        "pictures/wide.jpg.960.webp": (960, 400),
        "pictures/wide.jpg.1600.webp": (1600, 667),
        "pictures/hall.png": (700, 500),
        "pictures/hall.png.480.webp": (480, 343),
        "pictures/hall.png.700.webp": (700, 500),
        "pictures/still.webp": (960, 540),
        "pictures/still.webp.480.webp": (480, 270),
        "pictures/still.webp.960.webp": (960, 540),
        "files/poster.gif": (500, 700),  # linked: as large as they are
        "files/large.jpg": (1700, 1000),
    }


def test_a_page_names_them_and_says_how_large_they_are_shown(site: Mapping[str, bytes]) -> None:
    html = page(site["speakers/ada/index.html"])
    portrait, hall = (image for image in html.all("img") if not image["src"].endswith(".svg"))
    assert (portrait["src"], portrait["width"], portrait["height"], portrait["alt"]) == (
        "../../pictures/ada.jpg", "176", "235", "Ada Example"
    )  # fmt: skip
    assert "loading" not in portrait.attributes
    assert (hall["width"], hall["height"], hall["alt"], hall["title"], hall["loading"]) == (
        "576", "411", "The hall", "Hall", "lazy"
    )  # fmt: skip
    assert [source["srcset"] for source in html.all("source")] == [
        "../../pictures/ada.jpg.480.webp 480w",
        "../../pictures/hall.png.480.webp 480w, ../../pictures/hall.png.700.webp 700w",
    ]
    [logo] = (i for i in page(site["series/s/index.html"]).all("img") if "pictures/" in i["src"])
    assert (logo["src"], logo["width"], logo["height"]) == ("../../pictures/logo.svg", "168", "56")


def test_every_picture_on_every_page_has_its_room_and_its_words(site: Mapping[str, bytes]) -> None:
    everywhere = [html for files in (site, demo(NOW.isoformat())) for _, html in pages(files)]
    images = [image for html in everywhere for image in html.all("img")]
    assert len(images) >= 4
    for image in images:
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
        assert bool(image["alt"]) is not image["src"].endswith("logo.svg")  # whose words stand beside it


def test_a_recording_is_a_picture_of_ours_until_somebody_clicks(site: Mapping[str, bytes]) -> None:
    html = page(site["events/a/index.html"])
    assert {a["href"] for a in html.all("a") if "video.example" in a["href"]} == {
        "https://video.example/1",
        "https://video.example/2",
    }
    still = next(image for image in html.all("img") if image["alt"] == "The board")
    assert still["src"] == "../../pictures/still.webp"
    assert "a" in still.parents
    assert html.all("iframe", "video", "embed", "object") == []


def test_a_file_that_is_no_picture_says_what_it_is_and_how_large(write_site: Write) -> None:
    files = {
        "events/a.md": event("2025-03-05", "time: 12:00", "title: T", "poster: files/a.pdf", "slides: files/b.jpg"),
        "files/a.pdf": b"%PDF" + b"x" * 1_234_567,
        "files/b.jpg": picture(),
    }
    site = made(write_site(files))
    assert len(site["files/a.pdf"]) == 1_234_571
    text = page(site["events/a/index.html"]).text
    assert "Poster PDF, 1.2 MB" in text.replace("\u00a0", " ")
    assert "JPG" not in text


@pytest.mark.parametrize("file", ["a.jpg", "a.svg"])
@pytest.mark.parametrize("box", BOXES)
def test_a_picture_fits_into_its_box_in_its_proportions(file: str, box: str) -> None:
    for size in (Size(10, 10), Size(4000, 3000), Size(1, 5000), Size(5000, 1)):
        shown = fitting(size, file, box)
        assert shown.width <= BOXES[box].width
        assert shown.height <= BOXES[box].height
        assert file == "a.svg" or (shown.width <= size.width and shown.height <= size.height)
    assert fitting(Size(4000, 2000), file, "figure") == Size(640, 320)


def test_widths_are_never_larger_than_the_picture(write_site: Write) -> None:
    for width in (1, 479, 480, 481, 700, 1600, 1700, 4000):
        text = "---\ntitle: Page\n---\n![words](/pictures/a.png)\n"
        root = write_site({"pages/p.md": text, "pictures/a.png": picture(width, 10, "PNG")})
        found = [int(p.split(".")[2]) for p in drawn(root).planned if p.startswith("pictures/a.png.")]
        assert found
        assert max(found) <= width
        assert set(found) <= {*WIDTHS, width}


def test_two_pictures_of_one_name_in_two_formats(write_site: Write) -> None:
    text = "---\ntitle: Page\n---\n![one](/pictures/a.png) ![other](/pictures/a.jpg)\n"
    site = made(write_site({"pages/p.md": text, "pictures/a.png": picture(format_="PNG"), "pictures/a.jpg": picture()}))
    assert {"pictures/a.png.60.webp", "pictures/a.jpg.60.webp"} <= site.keys()


def test_a_picture_that_was_lying_stands(write_site: Write) -> None:
    upright = opened(picture(600, 400)).rotate(90, expand=True)
    import io

    file = io.BytesIO()
    upright.save(file, "JPEG", exif=exif(6))
    text = "---\ntitle: Page\n---\n![words](/pictures/a.jpg)\n"
    site = made(write_site({"pages/p.md": text, "pictures/a.jpg": file.getvalue()}))
    [image] = page(site["p/index.html"]).all("img")
    assert (image["width"], image["height"]) == ("576", "384")
    assert colours(site["pictures/a.jpg.480.webp"]) == ["red", "blue", "dark", "blue"]


# --- texts without words for a picture -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("![words](/pictures/a.jpg)", []),
        ("![](/pictures/a.jpg)", ["no-alt"]),
        ("![ ](/pictures/a.jpg 'A title')", ["no-alt"]),
        ("<img src='/pictures/a.jpg'>", ["no-alt"]),
        ("![](/pictures/a.jpg 'decorative')", []),
    ],
)
def test_pictures_in_texts_have_words_or_say_that_they_need_none(
    write_site: Write, text: str, codes: list[str]
) -> None:
    root = write_site({"pages/p.md": f"---\ntitle: Page\n---\n\n{text}\n", "pictures/a.jpg": picture()})
    report = Report()
    assert check_only(root, NOW, report) is not None
    assert [d.code for d in report.diagnostics] == codes
    assert all(str(d.span).startswith("content/pages/p.md:5:") for d in report.diagnostics)
    if "decorative" in text:
        [image] = page(made(root)["p/index.html"]).all("img")
        assert (image["alt"], "title" in image.attributes) == ("", False)


# --- what is broken ------------------------------------------------------------------------------


def test_broken_pictures_are_all_told_and_nothing_is_published(write_site: Write, tmp_path: Path) -> None:
    whole = picture(format_="PNG")
    files = {
        "pages/p.md": "---\ntitle: Page\n---\n![a](/pictures/cut.png) ![b](/pictures/cut.jpg) [c](/pictures/linked.webp)\n",
        "pictures/cut.png": whole[:60],
        "pictures/cut.jpg": picture(600, 400)[:500],
        "pictures/linked.webp": picture(600, 400, "WEBP")[:100],
    }
    root = write_site(files)
    for attempt in (lambda report: check_only(root, NOW, report), lambda r: build(root, root / "build", NOW, r)):
        report = Report()
        assert attempt(report) is None
        assert [(d.span.path, d.code) for d in report.diagnostics] == [
            (f"content/pictures/{name}", "picture") for name in ("cut.jpg", "cut.png", "linked.webp")
        ]
    assert not (root / "build").exists()


def test_a_picture_that_is_no_picture_at_all_is_told_when_it_is_planned(write_site: Write) -> None:
    root = write_site({"pages/p.md": "---\ntitle: P\n---\n![a](/pictures/a.jpg)\n", "pictures/a.jpg": b"\xff\xd8\xffx"})
    report = Report()
    assert check_only(root, NOW, report) is None
    assert [str(d.span) for d in report.diagnostics] == ["content/pictures/a.jpg"]


# --- what is remembered --------------------------------------------------------------------------


def test_the_same_bytes_with_and_without_what_is_remembered(write_site: Write) -> None:
    root = write_site(FILES)
    first = made(root)
    assert any((root / ".seminarsite").iterdir())
    assert made(root) == first
    for file in (root / ".seminarsite").iterdir():
        file.write_bytes(b"damaged")
    assert made(root) == first


# --- cards ---------------------------------------------------------------------------------------


def shared(html: bytes) -> dict[str, str]:
    metas = page(html).all("meta")
    return {m.attributes.get("property", m.attributes.get("name", "")): m.attributes.get("content", "") for m in metas}


def test_each_event_and_series_has_a_card_and_other_pages_have_that_of_the_site(site: Mapping[str, bytes]) -> None:
    for path, card in (
        ("events/a/index.html", "events/a/card.png"),
        ("series/s/index.html", "series/s/card.png"),
        ("speakers/ada/index.html", "card.png"),
        ("index.html", "card.png"),
    ):
        found = shared(site[path])
        assert found["og:image"] == f"https://example.org/seminar/{card}"
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
        assert found["twitter:card"] == "summary_large_image"
        assert opened(site[card]).size == (1200, 630)
    assert shared(site["events/a/index.html"])["og:image:alt"] == (
        "On examples. Ada Example. Wednesday, March 5, 2025, 12:00 Zurich time. Seminar. Example Seminar"
    )
    assert "og:image" not in shared(site["404.html"])


def test_thirty_speakers_are_counted_and_a_cancelled_event_says_so(write_site: Write) -> None:
    names = ", ".join(f"Person {word}" for word in "One Two Three Four Five Six 香港".split())
    files = {
        "events/a.md": event("2025-03-05", "time: 12:00", "title: T", f"speakers: [{names}]", "status: cancelled"),
        "events/b.md": event("2025-03-06", "time: 12:00", "title: tba", "speaker: tba"),
    }
    site = made(write_site(files))
    said = shared(site["events/a/index.html"])["og:image:alt"]
    assert said.startswith("Cancelled. T. Person One, Person Two, Person Three and 4 others. ")
    assert shared(site["events/b/index.html"])["og:image:alt"].startswith("To be announced. Thursday")


def test_cards_can_be_left_out(write_site: Write) -> None:
    site = made(write_site({"site.yaml": "title: T\nurl: https://example.org/\ncards: no\n"}))
    assert [path for path in site if "card" in path] == []
    assert "og:image" not in shared(site["index.html"])
