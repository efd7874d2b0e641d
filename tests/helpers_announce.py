"""A site with something to announce in every state, on Tuesday 11 March 2025, two days after New York's clocks changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from helpers_site import event

NOW = dt.datetime(2025, 3, 11, 12, tzinfo=dt.UTC)

LINK = "https://meet.example/j/5551234?pwd=NOBODY-MAY-SEE-THIS"

SITE = """\
title: Example Seminar
url: https://example.org/sub/
zone: Europe/Zurich
language: en-GB
season-starts: 09-01
"""

SERIES = f"""\
---
title: |
  One seminar on examples
  and counterexamples
short: Examples
slot: {{weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET}}
zone: America/New_York
zone-label: ET
clock: 12
attendance: online
mailing-list: {{url: https://example.org/list}}
cities:
  - Europe/Zurich
  - {{zone: Europe/London, label: Oxford}}
  - America/Los_Angeles
  - Asia/Shanghai
  - America/New_York
online:
  platform: Zoom
  join: {LINK}
---
"""

FILES: Mapping[str, str] = {
    "site.yaml": SITE,
    "series/s.md": SERIES,
    "events/coming.md": event(
        "2025-03-12",
        "series: s",
        r"title: The spectrum of $-\Delta$ on $\mathbb{H}^n$",
        "speakers: [{name: Ada Example, affiliation: University of Somewhere}, Bert Beispiel]",
        "joint-with: [Carla Modèle]",
        "slides: files/slides.pdf",
        body="How <b>one</b> hears $\\int_0^1 f(x)\\,dx$.\n\nAnd *more*.\n",
    ),
    "files/slides.pdf": "%PDF-1.4",
    "events/moved.md": event(
        "2025-03-19",
        "series: s",
        "status: rescheduled",
        "previously: {date: 2025-03-13, time: 12:00, note: Snow.}",
        "title: On snow",
        "speaker: Carla Modèle",
    ),
    "events/cancelled.md": event(
        "2025-03-14", "series: s", "status: cancelled", "title: On ice", "speaker: Ada Example"
    ),
    "events/postponed.md": event(
        "2025-03-21", "series: s", "status: postponed", "title: On rain", "speaker: Ada Example"
    ),
    "events/past.md": event(
        "2025-02-12", "series: s", "title: On hail", "speaker: Ada Example", "video: https://example.org/video"
    ),
    "events/forgotten.md": event("2025-02-05", "series: s", "title: On fog", "speaker: Ada Example"),
    "events/draft.md": event("2025-04-09", "series: s", "draft: yes", "title: Nobody may know", "speaker: tba"),
    "events/embargoed.md": event("2025-04-16", "series: s", "publish-from: 2025-04-01", "speaker: tba"),
    "events/school.md": event(
        "2025-03-17", "until: 2025-03-19", "kind: school", "title: A school", "place: University of Somewhere"
    ),
    "events/later.md": event("2025-10-29", "series: s", "speaker: tba"),
}
"""What there is in content/."""
