"""A season as organisers see it on Friday 7 March 2025: late titles, drafts, embargoes, free days, a term that ends."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from helpers_site import event
from seminarsite.diagnostics import Report
from seminarsite.model.site import Site
from seminarsite.reading.content import read_site

NOW = dt.datetime(2025, 3, 7, 9, tzinfo=dt.UTC)
EMAIL = "ada@private.example"

FILES = {
    "site.yaml": "title: Analysis\nurl: https://example.org/a/\nzone: Europe/Zurich\nlanguage: en-GB\nseason-starts: 09-01\ndue: {abstract: 7 days}\n",
    "series/analysis.md": """\
---
title: Analysis seminar
slot: {weekday: Wednesday, time: 16:15, zone: Europe/Zurich}
recording: recorded
online:
  platform: Zoom
  join: {link: "https://meet.example/j/5551234", visible: public}
board:
  - {name: Bert Beispiel, until: 2025-07}
  - {name: Carla Modèle, until: 2027}
due: {slides: 7 days}
---
""",
    "series/lecture.md": "---\ntitle: Example Lecture\nkind: lecture\nlecture: {every: 2, parity: odd}\n---\n",
    "speakers/ada.md": f"---\nname: Ada Example\naffiliation: Bern\nemail: {EMAIL}\n---\nShe speaks.\n",
    "events/old.md": event("2024-05-08", "series: analysis", "title: Old", "speaker: Ada Example", "video: https://v.example/1", "slides: https://s.example/1", body="A."),
    "events/last-year.md": event("2023-11-06", "series: lecture", "time: 17:15", "title: L", "speaker: Ada Example"),
    "events/snow.md": event("2025-01-22", "series: analysis", "title: On $\\alpha$-snow", "speaker: Carla Modèle", body="A."),
    "events/hail.md": event("2025-02-26", "series: analysis", "title: On hail", "speaker: Ada Example", "slides: https://s.example/2", body="A."),
    "events/late.md": event("2025-03-12", "series: analysis", "speaker: Ada Example"),
    "events/hidden.md": event("2025-03-19", "series: analysis", "title: Hidden", "speaker: Only Here", "draft: yes"),
    "events/open.md": event("2025-03-26", "series: analysis", "speaker: tba", "status: tentative"),
    "events/off.md": event("2025-04-02", "series: analysis", "title: Off", "speaker: Carla Modèle", "status: cancelled"),
    "events/soon.md": event("2025-05-07", "series: analysis", "title: Soon", "speaker: Carla Modèle", "publish-from: 2025-04-01"),
    "events/school.md": event("2025-10-06", "until: 2025-10-08", "kind: school", "title: A school"),
}  # fmt: skip


def read(root: Path, *, for_organisers: bool = True, now: dt.datetime = NOW) -> Site:
    report = Report()
    site = read_site(root / "content", now, report, for_organisers=for_organisers)
    assert site is not None, report.diagnostics
    return site
