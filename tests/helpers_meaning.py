"""What the rules about meaning say of a small site, for their tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from seminarsite.judging.meaning.rules import judge
from seminarsite.model.site import Site

Told = Callable[..., list[str]]


def front(*lines: str, body: str = "") -> str:
    return "\n".join(["---", *lines, "---", body])


def talk(*lines: str, date: str = "2025-04-02", time: str = "12:00", body: str = "Text.\n") -> str:
    """The file of a talk that lacks nothing but what is tried."""
    return front(f"date: {date}", f"time: {time}", "title: A talk", *lines, body=body)


def told(read: Callable[..., Any]) -> Told:
    """`told(files)` lists what the rules say, as `events/a.md:2:1 night-time`; `told(files, says=True)` in words."""

    def of(files: Mapping[str, str], now: str = "2025-03-01", *, says: bool = False, site: str = "") -> list[str]:
        settings = f"title: Example\nurl: https://example.org/\nzone: Europe/Zurich\n{site}\n"
        found, report = read({"site.yaml": settings, **files}, dt.datetime.fromisoformat(f"{now}T08:00:00+00:00"))
        assert isinstance(found, Site), report.diagnostics
        return sorted(
            f"{str(d.span).removeprefix('content/')} {d.message}" if says else f"{_place(d)} {d.code}"
            for d in judge(found)
        )

    return of


def _place(diagnostic: Any) -> str:
    return str(diagnostic.span).removeprefix("content/")
