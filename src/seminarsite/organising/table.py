"""An overview as lines for a terminal, in columns that fit its width. What matters can be read without colour."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from seminarsite.judging import revealing
from seminarsite.model.people import Speaker
from seminarsite.organising import telling
from seminarsite.organising.standing import Chapter, Overview, Standing
from seminarsite.organising.telling import Changes
from seminarsite.tools import mail

NARROWEST, WIDEST = 60, 160
"""Columns: of less nothing can be made, and more is harder to read."""

_DAY = len("Wed 2025-03-12")
_LINK = len("mailing-list")
_GAP = "  "


class Tone(enum.Enum):
    """How a line may be shown, where there are colours."""

    PLAIN = "plain"
    HEADING = "heading"
    OVERDUE = "overdue"
    FAINT = "faint"


@dataclass(frozen=True)
class Line:
    text: str
    tone: Tone = Tone.PLAIN


def lines(overview: Overview, changes: Changes, width: int, *, addresses: bool = False) -> Iterator[Line]:
    """The whole overview, in at most `width` columns; `addresses` adds private ones of those to be asked."""
    width = min(max(width, NARROWEST), WIDEST)
    yield from _cut(telling.heading(overview), width, Tone.HEADING)
    for chapter in overview.chapters:
        yield Line("")
        yield from _cut(telling.name(chapter), width, Tone.HEADING)
        yield from _of_chapter(chapter, width, addresses=addresses)
    if changes:
        yield Line("")
        yield Line("Not in the ledger yet (`seminarsite record` notes it):", Tone.HEADING)
        for name, kinds in changes.items():
            yield from _cut(f"{_GAP}{telling.change(name, kinds)}", width)
    yield Line("")
    yield from _cut(telling.summary(overview, changes), width, Tone.OVERDUE if overview.overdue else Tone.PLAIN)


def _of_chapter(chapter: Chapter, width: int, *, addresses: bool) -> Iterator[Line]:
    for standing in chapter.to_come:
        yield from _of_event(standing, width, addresses=addresses)
    for text in (*map(telling.free, chapter.free), *map(telling.term, chapter.terms)):
        yield from _cut(f"{_GAP}{text}", width)
    if chapter.past:
        yield Line(f"{_GAP}Past:", Tone.FAINT)
    for standing in chapter.past:
        yield from _of_event(standing, width, addresses=addresses)


def _of_event(standing: Standing, width: int, *, addresses: bool) -> Iterator[Line]:
    """Day, speaker, title and the rule of its link, or what there is after it; below it what is missing."""
    event = standing.event
    room = width - len(_GAP) * 4 - _DAY - _LINK
    speaker = max(room * 2 // 5, 12)
    state = "".join(f"[{state}] " for state in telling.states(standing))
    last = ", ".join(standing.material) if standing.is_over else standing.link
    cells = (
        fitted(telling.day(event.date), _DAY),
        fitted(telling.people(event), speaker),
        fitted(state + telling.title(event), room - speaker),
        last,
    )
    tone = Tone.FAINT if standing.is_over or standing.is_hidden or not standing.takes_place else Tone.PLAIN
    yield Line((_GAP + _GAP.join(cells)).rstrip(), tone)
    for one in standing.lacks:
        late = one in standing.overdue
        yield from _cut(
            f"{' ' * _DAY}{_GAP}{'! ' if late else '- '}{telling.lacking(standing, one)}",
            width,
            Tone.OVERDUE if late else Tone.PLAIN,
        )
    if standing.overdue:
        for speaker_ in telling.whom(standing):
            yield from _cut(f"{' ' * _DAY}{_GAP}  ask {_asked(speaker_, addresses=addresses)}", width)


def _asked(speaker: Speaker, *, addresses: bool) -> str:
    name, address = mail.line(speaker.name), revealing.address_of(speaker)
    if address is None:
        return f"{name} (no `email` in the speaker's file)"
    return f"{name} <{address}>" if addresses else name


def _cut(text: str, width: int, tone: Tone = Tone.PLAIN) -> Iterator[Line]:
    yield Line(fitted(text, width).rstrip(), tone)


def fitted(text: str, width: int) -> str:
    """A text in exactly so many columns of a terminal: cut with an ellipsis, or with spaces behind it."""
    shown = text
    if mail.columns(text) > width:
        shown = ""
        for character in text:
            if mail.columns(shown + character) > width - 1:
                break
            shown += character
        shown = shown.rstrip() + "…"
    return shown + " " * (width - mail.columns(shown))
