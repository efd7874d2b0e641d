"""What of everything that was written may be published at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_site import NOW, event
from seminarsite.diagnostics import Report
from seminarsite.reading.content import read, read_site
from seminarsite.reading.remembering import Memory
from seminarsite.reading.written import Written

TALK = ("time: 12:00", "title: A title that is long enough", "notes: known to the organisers only")


def written(root: Path) -> Written:
    found = read(root / "content", Report())
    assert found is not None
    return found


def test_one_reading_serves_every_moment(write_site: Callable[..., Path]) -> None:
    root = write_site(
        {
            "events/b.md": event("2025-03-05", *TALK),
            "events/a.md": event("2025-03-05", *TALK),
            "events/later.md": event("2025-02-05", *TALK, "publish-from: 2025-04-01", "speaker: Ada Example"),
            "events/draft.md": event("2025-01-05", *TALK, "draft: yes", "speaker: Emmy Noether"),
        }
    )
    whole = written(root)
    for now, ids, people in (
        (NOW, ["a", "b"], []),
        (NOW + dt.timedelta(days=60), ["later", "a", "b"], ["Ada Example"]),
    ):
        site = whole.at(now)
        assert [one.id for one in site.events] == ids
        assert [one.name for one in site.speakers] == people
        assert site == read_site(root / "content", now, Report())
    assert [f"{one:%Y-%m-%d}" for one in whole.at(NOW).embargoes] == ["2025-03-31"]
    assert [one for one, _ in whole.at(NOW).withheld] == ["draft", "later"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a", ("title: Another title", "speaker: Ada Example")),
        ("a", ("title: Another title", "speaker: ada-example-2")),
        ("a", ("title: T", "speaker: Ada Example", "draft: yes")),
        ("a", ("title: T", "speaker: Ada Example", "publish-from: 2025-04-01")),
        ("later", ("title: Told earlier", "publish-from: 2025-02-01")),
        ("new", ("title: New",)),
    ],
)
@pytest.mark.parametrize("days", [0, 1, 60, -60])
def test_from_the_site_before_an_edit_comes_what_comes_from_everything(
    write_site: Callable[..., Path], name: str, lines: tuple[str, ...], days: int
) -> None:
    root = write_site(
        {
            "speakers/ada-example-2.yaml": "name: Ada Beispiel\n",
            "events/b.md": event("2025-03-05", *TALK),
            "events/a.md": event("2025-03-05", *TALK, "speaker: Ada Example"),
            "events/later.md": event("2025-02-05", *TALK, "publish-from: 2025-04-01", "speaker: ada-example-2"),
        }
    )
    memory = Memory()
    before = read(root / "content", Report(), memory=memory)
    path = f"events/{name}.md"
    (root / "content" / path).write_text(event("2025-03-05", "time: 12:00", *lines), encoding="utf-8")
    after = read(root / "content", Report(), memory=memory, changed={f"content/{path}"})
    assert before is not None
    assert after is not None
    now = NOW + dt.timedelta(days=days)
    again, anew = after.at_again(now, before, before.at(NOW)), after.at(now)
    assert again == anew
    assert again.withheld == anew.withheld
    assert {(one.secret, str(one.span)) for one in again.sealed} == {(one.secret, str(one.span)) for one in anew.sealed}


def test_what_is_not_public_yet_is_sealed_and_what_is_secret_always(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/later.md": event("2025-03-05", *TALK, "publish-from: 2025-04-01")})
    before, after = (
        {one.secret.reveal() for one in written(root).at(now).sealed} for now in (NOW, NOW.replace(month=5))
    )
    assert before == {"A title that is long enough", "known to the organisers only"}
    assert after == {"known to the organisers only"}
