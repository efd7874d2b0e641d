"""An overview as lines for a terminal, in columns that fit its width. What matters can be read without colour."""

from __future__ import annotations

import enum
import re
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
_GAP = "  "
_BELOW = " " * _DAY + _GAP * 2


_DATE = re.compile(r"([A-Z][a-z]{2}) (\d{4}-)")
"""A weekday and its date, which stay together."""


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
    aside = max((mail.columns(_aside(one)) for one in overview.standings), default=0)
    for chapter in overview.chapters:
        yield Line("")
        yield from _cut(telling.name(chapter), width, Tone.HEADING)
        yield from _of_chapter(chapter, width, aside, addresses=addresses)
    if changes:
        yield Line("")
        yield Line("Not in the ledger yet (`seminarsite record` notes it):", Tone.HEADING)
        for name, kinds in changes.items():
            yield from _wrapped(telling.change(name, kinds), width, _GAP)
    yield Line("")
    yield from _wrapped(telling.summary(overview, changes), width, tone=_tone(overview.overdue))


def _of_chapter(chapter: Chapter, width: int, aside: int, *, addresses: bool) -> Iterator[Line]:
    for standing in chapter.to_come:
        yield from _of_event(standing, width, aside, addresses=addresses)
    for text in (*map(telling.free, chapter.free), *map(telling.term, chapter.terms)):
        yield from _wrapped(text, width, _GAP)
    if chapter.past:
        yield Line(f"{_GAP}Past:", Tone.FAINT)
    for standing in chapter.past:
        yield from _of_event(standing, width, aside, addresses=addresses)


def _of_event(standing: Standing, width: int, aside: int, *, addresses: bool) -> Iterator[Line]:
    """Day, speaker, title, and in a column as wide as `aside` its link or material; below it what is missing."""
    event = standing.event
    room = width - len(_GAP) * 3 - _DAY - (len(_GAP) + aside if aside else 0)
    speaker = max(room * 2 // 5, 12)
    state = "".join(f"[{state}] " for state in telling.states(standing))
    cells = (
        fitted(telling.day(event.date), _DAY),
        fitted(telling.people(event), speaker),
        fitted(state + telling.title(event), room - speaker),
        _aside(standing),
    )
    tone = Tone.FAINT if standing.is_over or standing.is_hidden or not standing.takes_place else Tone.PLAIN
    yield Line((_GAP + _GAP.join(cells)).rstrip(), tone)
    if standing.embargo:
        yield from _wrapped(f"- visitors see it from {telling.day(standing.embargo.date())} on", width, _BELOW)
    for one in standing.lacks:
        late = one in standing.overdue
        yield from _wrapped(f"{'!' if late else '-'} {telling.lacking(standing, one)}", width, _BELOW, _tone(late))
    if standing.overdue:
        for speaker_ in telling.whom(standing):
            yield from _wrapped(f"ask {_asked(speaker_, addresses=addresses)}", width, f"{_BELOW}{_GAP}")


def _asked(speaker: Speaker, *, addresses: bool) -> str:
    name, address = mail.line(speaker.name), revealing.address_of(speaker)
    if address is None:
        return f"{name} (no e-mail address in the speaker's file)"
    return f"{name} <{address}>" if addresses else name


def _aside(standing: Standing) -> str:
    """The rule of its link; of what is over, what there is of it."""
    return ", ".join(standing.material) if standing.is_over else standing.link


def _tone(late: object) -> Tone:
    return Tone.OVERDUE if late else Tone.PLAIN


def _wrapped(text: str, width: int, indent: str = "", tone: Tone = Tone.PLAIN) -> Iterator[Line]:
    """In as many lines as it needs; each but the first is indented once more."""
    current = indent
    words = (word.replace("\0", " ") for word in _DATE.sub("\\1\0\\2", text).split())
    for word in words:
        longer = f"{current} {word}" if current.strip() else current + word
        if current.strip() and mail.columns(longer) > width:
            yield Line(current, tone)
            longer = f"{indent}{_GAP}{word}"
        current = longer
    yield from _cut(current, width, tone)


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
