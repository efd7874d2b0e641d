"""What the preview shows of a content folder that changes."""

from __future__ import annotations

import datetime as dt
import gc
import os
import tempfile
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_site import NOW, STATES, UNHURRIED, drawn, event
from seminarsite.preview.state import MOST_VIEWS, Preview, View

TALK = ("time: 12:00", "title: The talk", "speaker: Emmy Noether")
PAGE = "events/a/index.html"


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site({"events/a.md": event("2025-03-05", *TALK), "events/b.md": event("2025-03-12", *TALK)})


def save(root: Path, *lines: str, name: str = "events/a.md") -> set[str]:
    (root / "content" / name).write_text(event(*lines), encoding="utf-8")
    return {f"content/{name}"}


def shown(preview: Preview, path: str = PAGE) -> str:
    view = preview.view()
    assert view is not None
    _, body = preview.page(view, path)
    assert body is not None
    return body.decode()


def found(preview: Preview, path: str = PAGE) -> list[str]:
    view = preview.view()
    assert view is not None
    view.judge(path)
    return [f"{one.span} {one.code}" for one in view.found(path)]


def test_every_file_is_that_of_the_build(write_site: Callable[..., Path]) -> None:
    """Whether it is found alone or in the whole plan."""
    root = write_site(STATES)
    preview = Preview(root, lambda: NOW)
    view = preview.view()
    assert view is not None
    blueprint = drawn(root)
    for path, output in list(blueprint.planned.items())[::7]:
        made = view.make(path)
        assert made is not None, path
        assert made.body == blueprint.make(output), path
    view.judge(PAGE)
    assert view.make("none") is None


def test_an_edit_is_shown_at_once_and_judged_later(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    assert found(preview) == []
    preview.read(save(root, "2025-03-05", "time: 12:00", "title: New"))
    assert "New" in shown(preview)
    view = preview.view()
    assert view is not None
    assert view.found(PAGE) == ()
    assert found(preview) == ["content/events/a.md:4:1 no-speaker"]


def test_while_there_are_mistakes_the_last_good_site_stays(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    before = preview.state
    preview.read(save(root, "2025-03-05", "titel: <b>"))
    assert preview.state != before
    assert "The talk" in shown(preview)
    assert found(preview) == ["content/events/a.md:3:1 unknown-key"]
    preview.read(save(root, "2025-03-05", *TALK))
    assert found(preview) == []


def test_of_a_site_that_is_not_what_the_files_say_nothing_else_is_told(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    preview.read(save(root, "2025-03-05", "time: 12:00", "title: New"))
    preview.read(save(root, "2025-03-05", "titel: x", name="events/b.md"))
    assert found(preview) == ["content/events/b.md:3:1 unknown-key"]


def test_what_is_wrong_with_the_whole_site_is_told_over_the_new_page(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    preview.read(save(root, "2025-03-05", "time: 12:00", "title: New", "speaker: tba", "slug: b"))
    assert "The talk" in shown(preview, "events/b/index.html") or "New" in shown(preview, "events/b/index.html")
    assert any("same-address" in one for one in found(preview))


def test_a_content_folder_that_is_gone_for_a_moment(root: Path) -> None:
    """As when another branch is checked out."""
    preview = Preview(root, lambda: NOW)
    (root / "content").rename(root / "elsewhere")
    preview.read(None)
    assert "The talk" in shown(preview)
    assert found(preview) != []
    (root / "elsewhere").rename(root / "content")
    preview.read(None)
    assert found(preview) == []


def test_a_site_that_is_broken_from_the_start_has_no_view_until_it_is_mended(root: Path) -> None:
    changed = save(root, "2025-02-30", *TALK)
    preview = Preview(root, lambda: NOW)
    assert preview.view() is None
    assert [str(one.span) for one in preview.version.told] == ["content/events/a.md:2:7"]
    save(root, "2025-03-05", *TALK)
    preview.read(changed)
    assert "The talk" in shown(preview)


def test_a_broken_template_is_told_and_the_page_stays_as_it_was(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    before = shown(preview)
    (root / "templates").mkdir()
    (root / "templates/event.html").write_text("\n{{ nothing }}", encoding="utf-8")
    preview.read({"templates/event.html"})
    assert shown(preview) == before
    assert found(preview) == ["templates/event.html:2:1 template"]
    (root / "templates/event.html").unlink()
    preview.read({"templates/event.html"})
    assert found(preview) == []


def test_what_the_oracle_finds_on_a_page_is_told(root: Path) -> None:
    (root / "templates").mkdir()
    text = '{% extends "builtin/event.html" %}{% block main %}<a href="../none/">x</a>{% endblock %}'
    (root / "templates/event.html").write_text(text, encoding="utf-8")
    assert "dead-link" in " ".join(found(Preview(root, lambda: NOW)))


@pytest.mark.parametrize(
    ("changed", "solid"),
    [
        ({"static/style.css"}, 1),
        ({"static/style.css", "content/events/a.md"}, 2),
        ({"templates/base.html"}, 2),
        (None, 2),
    ],
)
def test_it_is_known_whether_only_stylesheets_have_changed(root: Path, changed: set[str] | None, solid: int) -> None:
    preview = Preview(root, lambda: NOW)
    assert (preview.version.number, preview.version.solid) == (1, 1)
    preview.read(changed)
    assert (preview.version.number, preview.version.solid) == (2, solid)


def test_a_moment_of_ones_own_needs_no_reading(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    later = preview.view(dt.datetime(2025, 3, 6, tzinfo=dt.UTC))
    assert later is not None
    assert [one.id for one in later.site.past] == ["a"]
    assert preview.view() is not later
    assert preview.version.number == 1


def test_moments_that_nobody_looks_at_any_more_are_forgotten(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    first = preview.view()
    for day in range(MOST_VIEWS):
        preview.view(NOW + dt.timedelta(days=day + 1))
    assert preview.view() is not first


def test_the_live_moment_is_that_of_the_reading(root: Path) -> None:
    clock = iter(NOW + dt.timedelta(days=day) for day in range(99))
    preview = Preview(root, lambda: next(clock))
    first = preview.view()
    preview.read()
    second = preview.view()
    assert first is not None
    assert second is not None
    assert second.now > first.now
    assert preview.view() is second


def test_a_page_waits_to_be_judged_once_and_not_when_there_is_a_newer_one(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    assert not preview.is_asked(0)
    assert preview.judge() is None
    view = preview.view()
    assert view is not None
    preview.ask(view, PAGE)
    assert preview.is_asked(0)
    before = preview.state
    assert preview.judge() is view
    assert preview.state != before
    preview.ask(view, PAGE)
    assert not preview.is_asked(0)
    preview.ask(view, "index.html")
    preview.read(save(root, "2025-03-05", *TALK))
    assert preview.judge() is None


def test_judging_stands_back_while_something_is_read_and_ends_where_that_is_newer(root: Path) -> None:
    is_read, goes_on, ends = threading.Event(), threading.Event(), threading.Event()
    hours = iter(range(9))

    def clock() -> dt.datetime:
        hour = next(hours)
        if hour > 1:  # neither when it begins nor when it is read for the first time
            is_read.set()
            assert goes_on.wait(30)
        return NOW

    preview = Preview(root, clock)
    view = preview.view()
    assert view is not None
    preview.ask(view, PAGE)
    judged: list[View | None] = []

    def judge() -> None:
        judged.append(preview.judge())
        ends.set()

    reader = threading.Thread(target=preview.read, args=(save(root, "2025-03-05", "time: 12:00", "title: New"),))
    judging = threading.Thread(target=judge)
    reader.start()
    assert is_read.wait(30)
    judging.start()
    assert not ends.wait(0.5)
    goes_on.set()
    reader.join()
    judging.join()
    assert judged == [None]
    assert view.judgement is None
    assert found(preview) == ["content/events/a.md:4:1 no-speaker"]


def test_what_was_read_before_an_edit_is_not_kept(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    shown(preview)
    before = weakref.ref(preview.view())
    preview.read(save(root, "2025-03-05", *TALK))
    shown(preview)
    gc.collect()
    assert before() is None


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str | None]:
    """A file, and its new text; None where it goes."""
    name = draw(st.sampled_from(["events/a.md", "events/b.md", "events/c.md", "speakers/ada.yaml", "series/s.yaml"]))
    word = draw(st.sampled_from(["One", "Two"]))
    if name.startswith("speakers"):
        return name, f"name: Ada {word}\n"
    if name.startswith("series"):
        return name, f"title: Series {word}\n"
    lines = ["time: 12:00", f"title: {word}", "silence: speaker-clash"]
    for key, values in {
        "speaker": ["ada", "Bert Beispiel", "Carla Exemple"],
        "series": ["s", None],
        "topics": ["[Knots]", "[Knots, Graphs]", None],
        "slug": ["c", "x", None, None],
        "draft": ["yes", None, None],
    }.items():
        value = draw(st.sampled_from(values))
        lines += [f"{key}: {value}"] if value else []
    text = event(draw(st.sampled_from(["2025-03-05", "2025-03-12", "2025-04-02"])), *lines)
    return name, draw(st.sampled_from([text, text, text, None])) if name == "events/c.md" else text


@settings(max_examples=int(os.environ.get("EDIT_SEQUENCES", "6")))
@given(st.lists(edits(), min_size=1, max_size=4))
def test_after_any_edits_nothing_stale_is_shown(edits: list[tuple[str, str | None]]) -> None:
    """All pages, calendars and feeds, those that the site had before among them, are those of a preview that begins now."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {
            "site.yaml": f"{UNHURRIED}cards: no\n",
            "speakers/ada.yaml": "name: Ada Example\n",
            "series/s.yaml": "title: Series\n",
        }
        files |= {f"events/{name}.md": event("2025-03-05", *TALK) for name in "ab"}
        for name, text in files.items():
            (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "content" / name).write_text(text, encoding="utf-8")
        preview, paths = Preview(root, lambda: NOW), set[str]()
        for name, edited in edits:
            file = root / "content" / name
            if edited is None:
                file.unlink(missing_ok=True)
            else:
                file.write_text(edited, encoding="utf-8")
            preview.read({f"content/{name}"})
            anew = Preview(root, lambda: NOW)
            assert preview.version.told == anew.version.told
            view, fresh = preview.view(), anew.view()
            assert view is not None
            if fresh is None or anew.version.is_stale:
                continue
            fresh.judge(PAGE)
            paths |= set(fresh.judgement.blueprint.planned if fresh.judgement and fresh.judgement.blueprint else ())
            for path in sorted(path for path in paths if not path.startswith("static/")):
                one, other = view.make(path), fresh.make(path)
                assert (one and one.body) == (other and other.body), path


def test_an_unchanged_state_is_waited_for(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    began = time.monotonic()
    assert preview.wait_for_change(preview.state, 0.2) == preview.state
    assert time.monotonic() - began >= 0.2
    assert preview.wait_for_change("", 60) == preview.state


def test_the_preview_writes_nothing(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    shown(preview, "index.html")
    found(preview)
    assert [path.name for path in root.iterdir()] == ["content"]


def test_a_page_that_leads_into_a_broken_one_tells_why_that_is_broken(root: Path) -> None:
    """The oracle looks whether there is such a place on the other page."""
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text("---\ntitle: About\n---\n[x](/events/a/#keep)\n", encoding="utf-8")
    (root / "templates").mkdir()
    (root / "templates/event.html").write_text("{{ nothing }}", encoding="utf-8")
    assert found(Preview(root, lambda: NOW), "about/index.html") == ["templates/event.html:1:1 template"]
