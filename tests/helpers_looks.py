"""A site in which every designed state of an event stands once: for tests of how it looks. Nobody in it exists.

A command, too: `python tests/helpers_looks.py FOLDER` writes its content into a folder, to build and look at it.
"""

from __future__ import annotations

import datetime as dt
import functools
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from helpers_site import event, made

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
NOTHING_NEXT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)

SITE = """\
title: Every State of a Talk
short: States
url: https://example.org/states/
zone: Europe/Zurich
language: en-GB
season-starts: 08-01
accent: '#7a1f5c'
publisher: {name: Example University}
introduction: |
  A site for looking at, with $x^2 + y^2 = z^2$ and a [link](/archive/).
"""

SEMINAR = """\
---
title: Oberseminar on Everything
short: Oberseminar
slot: {weekday: Tuesday, time: 16:15, zone: Europe/Zurich}
place: {name: Example University, venue: Main building, room: B78, city: Bern}
online: {platform: Zoom, join: {visible: mailing-list}}
mailing-list: {url: "https://lists.example.org/seminar"}
board: [{name: Berta Beispiel, role: chair, from: 2020}, {name: Carl Muster, until: 2019}]
---
About *everything*.
"""

LECTURE = """\
---
title: Muster Lecture
kind: lecture
zone: Europe/Zurich
place: {name: Example University}
lecture: {every: 2, since: 2007, eponym: {name: Max Muster, born: 1800, died: 1870}}
---
A lecture.
"""

LONG_TITLE = (
    "On the extraordinarily long and in places Donaudampfschifffahrtsgesellschaftskapitänsmützenhaft convoluted title "
    "of a talk about the quantitative stratification of singular sets of harmonic maps between Riemannian manifolds"
)

FORMULA = r"$$\left( \frac{\sum_{k=1}^n a_k}{\int_0^\infty e^{-x^2}\,dx} \right)^2 = \begin{pmatrix} a & b \\ c & d \end{pmatrix}$$"

PARAGRAPH = "Let $X$ be a *smooth* projective variety; and so it goes on, as abstracts do, with many words. " * 17

MANY = [f"{{name: {first} {last}, affiliation: University of {last}}}" for first in ("Ada", "Bo", "Cleo", "Dan", "Eva")
        for last in ("Ahorn", "Birke", "Castagno", "Douglasie", "Eibe", "Fichte")]  # fmt: skip

WEEKS = [dt.date(2025, 9, 2) + dt.timedelta(weeks=week) for week in range(12)]

TALK = "series: seminar"
STATES: Mapping[str, str] = {
    "site.yaml": SITE,
    "series/seminar.md": SEMINAR,
    "series/muster.md": LECTURE,
    "speakers/maryam.md": "---\nname: Maryam Mithal\nnative-name: مريم مثال\nnative-language: ar\n---\nA short life.\n",
    "events/moved.md": event(
        "2025-03-04",
        TALK,
        r"title: 'Moduli of $\mathbb{P}^1$-bundles'",
        "speaker: maryam",
        "status: rescheduled",
        "previously: {date: 2025-02-25, time: 16:15, note: The speaker missed the train}",
        "message: We meet in B6.",
        "host: Berta Beispiel",
        "topics: [geometry, bundles]",
        body=f"An abstract of usual length. {PARAGRAPH[:700]}\n\n{FORMULA}\n",
    ),
    "events/cancelled.md": event("2025-03-11", TALK, "title: Not heard", "speaker: Zoë Zett", "status: cancelled"),
    "events/postponed.md": event("2025-03-18", TALK, "title: Later", "speaker: Zoë Zett", "status: postponed"),
    "events/unknown.md": event("2025-03-25", TALK, "speaker: tba", "place: tba", "status: tentative"),
    "events/long.md": event(
        "2025-04-01", TALK, f"title: {LONG_TITLE}", f"speakers: [{', '.join(MANY)}]", body=f"{PARAGRAPH}\n\n" * 3
    ),
    "events/recorded.md": event(
        "2025-02-04",
        TALK,
        "title: Recorded",
        "speaker: Zoë Zett",
        'video: "https://video.example/1"',
        'slides: "https://slides.example/1"',
        body="Short.",
    ),
    "events/workshop.md": event(
        "2025-05-05",
        TALK,
        "until: 2025-05-06",
        "time: 09:00",
        "kind: workshop",
        "title: Spring workshop",
        "programme:",
        "  - {title: Morning, time: 09:00, talks: [{title: First, speaker: maryam, time: 09:00, length: 45 min}]}",
        "  - {title: Coffee, time: 10:00}",
        "  - {title: Evening, date: 2025-05-06, time: 19:00, talks: [{speakers: tba}]}",
        body="Two days.",
    ),
    "events/lecture.md": event(
        "2025-06-02", "series: muster", "time: 17:15", "title: A named lecture", "speaker: maryam", body=PARAGRAPH
    ),
    "events/lecture-to-be-announced.md": event(
        "2027-06-01", "series: muster", "time: 17:15", "title: tba", "speaker: tba"
    ),
    **{
        f"events/week-{number:02}.md": event(
            day.isoformat(), TALK, f"title: A talk on the number {number} and those around it", "speaker: Zoë Zett"
        )
        for number, day in enumerate(WEEKS, 1)
    },
}

KINDS = {
    "home": "",
    "programme": "events/",
    "moved": "events/moved/",
    "cancelled": "events/cancelled/",
    "unknown": "events/unknown/",
    "long": "events/long/",
    "recorded": "events/recorded/",
    "workshop": "events/workshop/",
    "lecture": "events/lecture/",
    "lecture-to-be-announced": "events/lecture-to-be-announced/",
    "series": "series/seminar/",
    "lecture-series": "series/muster/",
    "all-series": "series/",
    "speaker": "speakers/maryam/",
    "speakers": "speakers/",
    "board": "board/",
    "archive": "archive/",
    "season": "archive/2025-26/",
    "subscribe": "subscribe/",
    "embed": "embed/",
    "not-found": "404.html",
}
"""A page of each kind, and of each state."""


def write(root: Path) -> Path:
    for name, text in STATES.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@functools.cache
def states(now: dt.datetime = NOW) -> Mapping[str, bytes]:
    """The built site."""
    with tempfile.TemporaryDirectory() as folder:
        return made(write(Path(folder)), now)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
