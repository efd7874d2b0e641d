"""Events as plain text, for mails: what stands in it, and how wide it is."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from helpers_site import JOIN, SEMINAR, STATES, event, made
from seminarsite.generators import plaintext

ADDRESS = "https://example.org/seminar/"
WORKSHOP = event(
    "2025-06-02",
    "until: 2025-06-03",
    "kind: workshop",
    "title: A workshop",
    "place: {name: University of Bern, room: tba}",
    "programme:",
    "  - {title: Morning, time: 09:00, talks: [{title: First talk, speaker: Emmy Noether, time: 09:00}, {title: tba}]}",
    "  - {title: Dinner, date: 2025-06-03, time: 19:00}",
)


def test_a_talk(write_site: Callable[..., Path]) -> None:
    talk = event(
        "2025-03-12",
        "series: seminar",
        "title: Bounds for $x_1^2$",
        "speaker: {name: Emmy Noether, affiliation: Göttingen}",
        "slides: https://example.com/slides.pdf",
        "message: Another link than usual",
        body="An abstract with *emphasis* and $\\alpha$.\n\n" + "many words " * 20,
    )
    files = made(write_site({"series/seminar.md": SEMINAR, "events/talk.md": talk}))
    assert files["events/talk.txt"].decode() == (
        "Bounds for x₁²\n\nEmmy Noether (Göttingen)\nExample Seminar\n\n"
        "Wednesday, March 12, 2025, 12 noon ET (16:00 UTC)\nOnline on Zoom\n\nAnother link than usual\n\n"
        "An abstract with emphasis and α.\n\n"
        "many words many words many words many words many words many words many\n"
        "words many words many words many words many words many words many words\n"
        "many words many words many words many words many words many words many\nwords\n\n"
        "The link for joining is not shown here: the organisers give it to those\nwho take part.\n\n"
        "https://example.com/slides.pdf\n\n"
        f"{ADDRESS}events/talk/\n"
    )
    assert JOIN.encode() not in files["events/talk.txt"]


def test_a_workshop_has_its_programme(write_site: Callable[..., Path]) -> None:
    text = made(write_site({"events/workshop.md": WORKSHOP}))["events/workshop.txt"].decode()
    assert (
        "\n\n09:00 Morning\n  09:00 Emmy Noether: First talk\n  Title to be announced\n\nTue, Jun 3, 2025, 19:00 Dinner\n"
        in text
    )


def test_lines_are_of_72_columns_but_for_addresses(write_site: Callable[..., Path]) -> None:
    files = made(write_site(STATES))
    texts = {
        path: content.decode() for path, content in files.items() if path.endswith(".txt") and path.startswith("e")
    }
    assert len(texts) == sum(name.startswith("events/") for name in STATES)
    for path, text in texts.items():
        assert [line for line in text.splitlines() if len(line) > 72 and " " in line.strip()] == [], path
        assert text.endswith("/\n"), path
    assert texts["events/cancelled.txt"].startswith("Cancelled: To be announced\n")
    assert "Moved from Wednesday 5 March 2025, 12 noon.\n" in texts["events/rescheduled.txt"]


@given(st.text("abc -—\u00a0\n\t", max_size=300), st.integers(1, 30))
def test_a_text_is_wrapped_as_textwrap_does_it(text: str, width: int) -> None:
    expected = textwrap.fill(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)
    assert plaintext.wrapped(text, width) == expected


def test_the_programme_is_what_is_to_come(write_site: Callable[..., Path]) -> None:
    talks = {f"events/{day}.md": event(f"2025-03-{day}", "time: 12:00", f"title: On the {day}th") for day in (5, 12)}
    root = write_site(talks)

    def programme(day: int) -> str:
        return made(root, dt.datetime(2025, 3, day, tzinfo=dt.UTC))["programme.txt"].decode()

    assert [programme(day).count("On the") for day in (1, 6, 13)] == [2, 1, 0]
    assert programme(1).index("On the 5th") < programme(1).index("On the 12th")
    assert "No event is announced" in programme(13)
