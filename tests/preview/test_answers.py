"""What the preview answers, as values."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers_html import page
from helpers_site import NOW, event
from seminarsite.preview.answers import Answer, Request, answer
from seminarsite.preview.dressing import STATE, TIMES
from seminarsite.preview.editors import Editor
from seminarsite.preview.state import Preview

TALK = ("time: 12:00", "title: The talk", "speaker: Emmy Noether")


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site({"events/a.md": event("2025-03-05", *TALK)})


def ask(preview: Preview, address: str, cookie: str = "", **query: str) -> Answer:
    return answer(preview, Request(address, query, cookie), Editor())


def state(preview: Preview, **query: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(preview, STATE, **query).body)
    return found


def save(root: Path, preview: Preview, *lines: str) -> None:
    (root / "content/events/a.md").write_text(event(*lines), encoding="utf-8")
    preview.read({"content/events/a.md"})


def test_a_page_is_told_whether_it_is_the_newest(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    before = state(preview, page="/events/a/")
    shown = ask(preview, "events/a/").body.decode()
    assert f'data-preview-page="{before["page"]}"' in shown
    save(root, preview, "2025-03-05", "time: 12:00", "title: Other", "speaker: tba")
    after = state(preview, page="/events/a/")
    assert after["page"] != before["page"]
    assert (before["number"], after["number"], after["solid"]) == (1, 2, 2)


def test_a_page_is_told_its_source_its_moment_and_what_is_wrong_with_the_site(root: Path) -> None:
    preview = Preview(root, lambda: NOW, at=NOW)
    save(root, preview, "2025-03-05", "time: 12:00", "title: Nobody")
    first = state(preview, page="/events/a/")
    assert first["diagnostics"] == []
    assert preview.judge() is not None
    told = state(preview, page="/events/a/")
    assert [one["code"] for one in told["diagnostics"]] == ["no-speaker"]
    assert told["source"]["place"] == "content/events/a.md"
    assert told["source"]["link"].startswith("vscode://file/")
    assert (told["now"], told["zone"], told["live"]) == ("2025-03-01T12:00:00Z", "Europe/Zurich", True)
    assert state(preview, page="/", now="2025-03-10")["live"] is False
    assert state(preview, page="/", now="2025-03-10")["now"] == "2025-03-09T23:00:00Z"


def test_each_moment_has_its_own_pages(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    before, after = (state(preview, page="/", now=now)["page"] for now in ("2025-03-01", "2025-03-20"))
    assert before != after
    assert ask(preview, "calendar.ics", now="2025-03-20").keep == "2025-03-19T23:00:00Z"
    assert ask(preview, "", cookie="2025-03-19T23:00:00Z").keep is None
    assert ask(preview, "", now="").keep == ""


def test_the_slider_is_told_its_range(root: Path) -> None:
    told = json.loads(ask(Preview(root, lambda: NOW), TIMES).body)
    assert told["before"] is None
    assert told["after"] == told["ticks"][0] == "2025-03-05T12:00:00Z"
    assert told["first"] < told["now"] < told["last"]


def test_a_site_that_cannot_be_read_tells_why(root: Path) -> None:
    (root / "content/events/a.md").write_text(event("2025-02-30", "title: '<b>&'"), encoding="utf-8")
    preview = Preview(root, lambda: NOW)
    found = ask(preview, "events/a/")
    assert found.status == 500
    assert "content/events/a.md:2:7" in page(found.body).text
    told = state(preview, page="/events/a/")
    assert [one["place"] for one in told["diagnostics"]] == ["content/events/a.md:2:7"]
    assert told["page"] == ""
    assert json.loads(ask(preview, TIMES).body) == {}


def test_a_page_that_was_never_made_is_told_to_be_broken(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/event.html").write_text("\n{{ nothing }}", encoding="utf-8")
    preview = Preview(root, lambda: NOW)
    found = ask(preview, "events/a/")
    assert found.status == 500
    assert "templates/event.html:2:1" in page(found.body).text
    assert state(preview, page="/events/a/")["diagnostics"][0]["place"] == "templates/event.html:2:1"


def test_a_file_that_cannot_be_made_says_why(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    (root / "static").mkdir()
    (root / "static/x.css").write_text("", encoding="utf-8")
    preview.read({"static/x.css"})
    assert ask(preview, "static/x.css").status == 200
    (root / "static/y.css").symlink_to(root / "content/site.yaml")
    preview.read({"static/y.css"})
    assert ask(preview, "static/y.css").status == 404


def test_an_address_without_its_slash_leads_to_the_one_with_it(root: Path) -> None:
    assert ask(Preview(root, lambda: NOW), "events/a").location == "/events/a/"
