"""A site with something of everything that an export shows, and of everything that it must not."""

from __future__ import annotations

from collections.abc import Mapping

from helpers_site import SITE, event

LINK = "https://zoom.us/j/5551234?pwd=NOBODY"
PRIVATE = ("NOBODY", "nobody@example.org", "NOT-PUBLIC", "REMARK", "Secret Draft", "Later Talk")
"""Texts that must stand in no export."""

SERIES = f"""\
---
title: Analysis & $L^2$ seminar
acronym: ANA
slot: {{weekday: Wednesday, time: 23:30, zone: Europe/Zurich, length: 60 min, every: 2}}
attendance: hybrid
online: {{platform: Zoom, join: {{link: "{LINK}", visible: window}}}}
place: {{name: University of Bern, room: A 6}}
organisers:
  - {{name: Ada Example, email: ada@example.org, homepage: https://example.org/ada}}
  - {{name: Old Example, until: 2020}}
language: en-GB
topics: [analysis]
---
About *analysis* and $L^2$. <!-- REMARK -->
"""

FILES: Mapping[str, str | bytes] = {
    "site.yaml": SITE,
    "series/analysis.md": SERIES,
    "series/other.md": "---\ntitle: Another series\nzone: UTC\ntime: 10:00\n---\n",
    "speakers/emmy-noether.yaml": "name: Emmy Noether\naffiliation: Göttingen\nhomepage: https://example.org/noether\n"
    "email: nobody@example.org\nnotes: NOT-PUBLIC\n",
    "files/slides.pdf": b"%PDF-1.4 slides",
    "events/ideals.md": event(
        "2025-03-12",
        "series: analysis",
        "title: 'Ideals; in $R[x]$, \"revisited\"'",
        "speakers: [Emmy Noether, {name: Bert Beispiel, affiliation: Nowhere; Ltd}]",
        "topics: [rings, ideals]",
        "slides: files/slides.pdf",
        "video: https://example.org/video",
        "notes: NOT-PUBLIC",
        "message: Another room",
        body="First *paragraph* with $x^2$.\n\n<!-- REMARK -->\nSecond, see [the archive](/archive/).",
    ),
    "events/formula.md": event("2025-03-26", "series: analysis", "title: '=1+1'", "speaker: tba", "host: '@cmd'"),
    "events/gone.md": event("2025-04-09", "series: analysis", "title: Gone", "status: cancelled"),
    "events/days.md": event(
        "2025-06-02",
        "until: 2025-06-03",
        "series: other",
        "all-day: yes",
        "kind: workshop",
        "title: Two days",
        "speaker: Emmy Noether",
    ),
    "events/earlier.md": event("2024-05-01", "series: other", "title: Earlier", "speaker: Ada Former"),
    "events/secret.md": event("2025-03-19", "series: analysis", "title: Secret Draft", "draft: yes"),
    "events/later.md": event("2025-04-23", "series: analysis", "title: Later Talk", "publish-from: 2025-04-01"),
}
