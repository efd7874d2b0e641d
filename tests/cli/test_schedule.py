"""next-change, as a scheduler calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from helpers_cli import run
from helpers_site import event

TALK = event(
    "2025-03-12", "time: 13:00", "zone: UTC", "speaker: tba", "online: {join: {link: 'env:NOT_SET', visible: window}}"
)


def test_for_people(write_site: Callable[..., Path]) -> None:
    result = run(write_site({"events/a.md": TALK}), "next-change")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2025-03-12T12:30:00Z\n  window-opens a\n", "")


def test_for_programs(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": TALK})
    result = run(root, "next-change", "--format", "json", "--now", "2025-03-12T12:30:00Z")
    assert result.exit_code == 0
    ends = [{"kind": "event-ends", "of": "a"}, {"kind": "window-closes", "of": "a"}]
    assert json.loads(result.stdout) == {"next": "2025-03-12T14:00:00Z", "changes": ends}


def test_nothing_comes_any_more(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": TALK})
    result = run(root, "next-change", "--now", "2026-01-01")
    assert (result.exit_code, result.stdout) == (4, "")
    as_json = run(root, "next-change", "--now", "2026-01-01", "--format", "json")
    assert (as_json.exit_code, json.loads(as_json.stdout)) == (4, {"next": None, "changes": []})
    assert run(root, "next-change", "--now", "2026-01-01", "--daily").exit_code == 0


def test_mistakes(write_site: Callable[..., Path]) -> None:
    result = run(write_site({"events/a.md": "---\ndate: 1\n---\n"}), "next-change")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "content/events/a.md:2:7: error" in result.stderr
