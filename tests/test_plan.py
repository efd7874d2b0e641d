"""What will be published: every address once, every inner link alive, no file that nobody refers to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers_pictures import picture
from helpers_site import NOW, REPOSITORY, STATES, event, planned
from seminarsite import outputs
from seminarsite.diagnostics import Report
from seminarsite.plan import Finder, plan
from seminarsite.reading.content import read_site

TALK = ("time: 12:00", "title: T")


def errors(root: Path) -> list[tuple[str, str]]:
    return planned(root)[1]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (
            {
                "events/a.md": event("2025-03-05", *TALK),
                "events/b.md": event("2025-03-12", *TALK, "slug: a"),
            },
            "content/events/b.md",
        ),
        (
            {"events/a.md": event("2025-03-05", *TALK, "old-addresses: /archive/")},
            "content/events/a.md:5:",
        ),
        (
            {"events/a.md": event("2025-03-05", *TALK, "old-addresses: /Archive/")},
            "content/events/a.md:5:",
        ),
        (
            {"events/a.md": event("2025-03-05", *TALK, "old-addresses: /archive/index.html")},
            "content/events/a.md:5:",
        ),
        ({"events/a.md": event("2025-03-05", *TALK, "old-addresses: /")}, "content/events/a.md:5:"),
        ({"pages/events.md": "---\ntitle: Events\n---\nText."}, "content/pages/events.md"),
        (
            {
                "pages/about.md": "---\ntitle: A\nold-addresses: /x\n---\nText.",
                "events/a.md": event("2025-03-05", *TALK, "old-addresses: /x/y.html"),
            },
            "content/events/a.md:5:",
        ),
        (
            {"events/a.md": event("2025-03-05", *TALK, "old-addresses: /published-files.txt")},
            "content/events/a.md:5:",
        ),
    ],
    ids="slug page capitals index home builtin folder list".split(),
)
def test_an_address_claimed_twice_is_a_mistake_with_a_place(
    write_site: Callable[..., Path], files: dict[str, str], place: str
) -> None:
    found = errors(write_site(files))
    assert {code for code, _ in found} == {"same-address"}, found
    assert found[0][1].startswith(place), found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("See [it](/events/b/).", ["content/events/a.md:7:10"]),
        ("Text.\n\nSee [it](/nowhere/) and\n[more](/events/).", ["content/events/a.md:9:10"]),
        ("[Slides](/files/none.pdf)", ["content/events/a.md:7:10"]),
        ("![A hall](/pictures/none.png)", ["content/events/a.md:7:11"]),
        ("[a](/archive/#x), [b](/events/a/), [c](/calendar.ics), [d](/), [e](/archive/?x=1)", []),
        ("[a b](/files/a%20b.pdf), [plain](/files/plain.pdf#page=2)", []),
    ],
)
def test_a_dead_inner_link_is_a_mistake_with_a_place(
    write_site: Callable[..., Path], text: str, places: list[str]
) -> None:
    files = {
        "events/a.md": event("2025-03-05", *TALK, "speaker: Emmy Noether", body=text),
        "files/a b.pdf": "x",
        "files/plain.pdf": "x",
    }
    assert [(code, place.rpartition(":")[0]) for code, place in errors(write_site(files))] == [
        ("dead-link", place.rpartition(":")[0]) for place in places
    ]


def test_a_navigation_link_to_nowhere_is_a_mistake(write_site: Callable[..., Path]) -> None:
    settings = STATES["site.yaml"] + "navigation:\n  - {label: All, to: /arcive/}\n"
    ((code, place),) = errors(write_site({"site.yaml": settings}))
    assert (code, place.startswith("content/site.yaml:6:")) == ("dead-link", True)


PICTURE = "picture: {file: pictures/used.jpg, alt: A portrait}"


def test_only_files_that_something_published_refers_to_are_published(write_site: Callable[..., Path]) -> None:
    files = {
        "events/a.md": event("2025-03-05", *TALK, PICTURE, "slides: files/a.pdf", body="[b](/files/b%20c.pdf)"),
        "events/draft.md": event(
            "2025-03-05", *TALK, "draft: yes", PICTURE.replace("used", "draft"), body="[d](/files/draft.pdf)"
        ),
        "events/later.md": event("2025-04-05", *TALK, "publish-from: 2025-04-01", PICTURE.replace("used", "later")),
        "speakers/silent.md": "---\nname: Says Nothing\nphoto: {file: pictures/silent.jpg, alt: A portrait}\n---\n",
        **{f"pictures/{name}.jpg": picture() for name in ("used", "draft", "later", "silent", "unused")},
        **{f"files/{name}.pdf": "x" for name in ("a", "b c", "draft", "unused")},
    }
    paths, found = planned(write_site(files))
    assert found == []
    copied = {path for path in paths if path.startswith(("files/", "pictures/"))}
    assert copied == {"pictures/used.jpg", "pictures/used.jpg.60.webp", "files/a.pdf", "files/b c.pdf"}
    assert not any("draft" in path or "later" in path or "silent" in path for path in paths)


def test_an_embargoed_event_is_published_from_its_day_on(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/later.md": event("2025-04-05", *TALK, "publish-from: 2025-03-20")})
    for day, there in (("2025-03-19", False), ("2025-03-20", True)):
        paths, _ = planned(root, dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"))
        assert ("events/later/index.html" in paths) is there, day
        assert ("events/later.ics" in paths) is there, day


def test_planning_renders_nothing_and_writes_nothing(tmp_path: Path) -> None:
    report = Report()
    site = read_site(REPOSITORY / "content", NOW, report)
    assert site is not None

    def never(*_: Any) -> bytes:
        raise AssertionError("rendered although nobody asked")

    static = [outputs.File(address="static/x.css", make=never)]
    found = plan(site, static, tmp_path, report)  # type: ignore[arg-type]
    assert {type(output) for output in found.values()} == {outputs.Page, outputs.File}
    assert list(tmp_path.iterdir()) == []


def test_the_same_site_has_the_same_plan(read: Callable[..., Any], tmp_path: Path) -> None:
    (first, report), (second, _) = read(STATES), read(STATES)
    one, other = (plan(site, (), tmp_path, report) for site in (first, second))
    assert list(one) == list(other)
    assert {p: o for p, o in one.items() if isinstance(o, outputs.Page)} == {
        p: o for p, o in other.items() if isinstance(o, outputs.Page)
    }


def test_an_output_that_is_found_alone_is_that_of_the_plan(write_site: Callable[..., Path]) -> None:
    root = write_site(
        {
            **STATES,
            "pages/about.md": "---\ntitle: About\nold-addresses: /x\n---\n![P](/pictures/p.png) [F](/files/a.pdf)\n",
            "pictures/p.png": picture(format_="PNG"),
            "files/a.pdf": b"%PDF",
        }
    )
    report = Report()
    site = read_site(root / "content", NOW, report)
    assert site is not None, report.diagnostics
    static = outputs.Copy(address="static/x.css", file=root / "x.css")
    planned = plan(site, [static], root / "content", report)
    assert {"pictures/p.png", "files/a.pdf", "sitemap.xml", "static/x.css"} <= planned.keys()
    for path, output in planned.items():
        alone = Finder(site, [static], root / "content", {}).find(path)
        assert alone is not None, path
        assert (type(alone), alone.address, alone.source) == (type(output), output.address, output.source)
        if isinstance(output, outputs.Page):
            assert alone == output
    assert Finder(site, [static], root / "content", {}).find("events/none/index.html") is None


# --- pages that must stay ------------------------------------------------------------------------

KEPT = {
    "events/a.md": event("2025-04-02", "time: 12:00", "title: A", "speaker: Ada Example"),
    "addresses.txt": "# remark\n/events/a/\n/events/old/\n",
}


def test_a_page_that_vanished_is_an_error_at_its_line(write_site: Callable[..., Path]) -> None:
    assert planned(write_site(KEPT))[1] == [("vanished", "content/addresses.txt:3:1")]


@pytest.mark.parametrize(
    "changed",
    [
        {"addresses.txt": "/events/a/\n"},
        {"events/a.md": KEPT["events/a.md"].replace("title", "old-addresses: /events/old/\ntitle")},
        {"events/old.md": event("2025-04-03", "time: 12:00", "title: B", "publish-from: 2025-04-01")},
        {"events/old.md": event("2025-04-03", "time: 12:00", "title: B")},
    ],
)
def test_one_that_leads_elsewhere_or_was_let_go_or_is_only_withheld_is_none(
    changed: dict[str, str], write_site: Callable[..., Path]
) -> None:
    assert planned(write_site({**KEPT, **changed}))[1] == []
