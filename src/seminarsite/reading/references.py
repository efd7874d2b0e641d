"""To whom a name in one file leads in another: series by id, speakers by id, name or other spelling."""

from __future__ import annotations

import difflib
from typing import Any

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.values import Slug
from seminarsite.reading import schema, sources
from seminarsite.tools import characters, texts

MAX_ALIKE = 200
"""Names of one beginning that a new one is compared with; 1,200 take six seconds."""


def by_id(entries: list[Series], what: str, broken: dict[type, dict[str, Span]], report: Report) -> Any:
    """The function that finds an entry by its id."""
    known = {entry.id: entry for entry in entries}

    def find(node: sources.Scalar) -> object:
        text = characters.tidy(node.text)
        if text in known:
            return known[Slug(text)]
        if text not in broken[Series]:
            report.add(mistakes.unknown_reference(node.span, what, text, known))
        return schema.BROKEN

    return find


class People:
    """Finds speakers by id, name or other spelling, and takes in names that have no file."""

    def __init__(
        self,
        speakers: list[Speaker],
        broken: dict[type, dict[str, Span]],
        report: Report,
        known: dict[tuple[str, object], Speaker],
    ) -> None:
        self.report, self._known = report, known
        self._broken = broken[Speaker]
        self._by_id: dict[str, Speaker] = {speaker.id: speaker for speaker in speakers}
        self._by_name: dict[str, Speaker] = {}
        # Names by how their first and their last word begin: comparing each with all would take a
        # time that grows with the square of the speakers.
        self._alike: dict[str, list[str]] = {}
        for speaker in speakers:
            for name in (speaker.id, speaker.name, *speaker.also_known_as):
                other = self._by_name.get(characters.folded(name), speaker)
                if other is not speaker:
                    report.add(mistakes.same_name(speaker.at("name"), name, other.at("name")))
                self._remember(characters.folded(name), speaker)

    def find(self, node: sources.Scalar) -> object:
        name = characters.tidy(node.text)
        if speaker := self._by_name.get(name.casefold()):
            return speaker
        id_ = characters.slug_of(name)
        if id_ in self._broken:
            return schema.BROKEN
        if name == id_ and "-" in name:  # the name of a file, not of a person
            self.report.add(mistakes.unknown_reference(node.span, "speaker", name, self._by_id))
            return schema.BROKEN
        if not id_ or id_ in texts.RESERVED:
            id_ = "speaker-" + "-".join(f"{ord(c):x}" for c in name[:12])  # a name in another script
        near = self._by_id.get(id_) or self._near(name)
        if near is not None:
            self.report.add(mistakes.similar_speaker(node.span, name, near.name))
        if id_ in self._by_id:
            return self._by_id[id_]
        new = Speaker(id=Slug(id_), name=name, spans={"": node.span})
        speaker = self._known.setdefault((name, node.span), new)
        self._by_id[id_] = speaker
        self._remember(name.casefold(), speaker)
        return speaker

    def _remember(self, folded: str, speaker: Speaker) -> None:
        if self._by_name.setdefault(folded, speaker) is speaker:
            for beginning in _beginnings(folded):
                alike = self._alike.setdefault(beginning, [])
                if len(alike) < MAX_ALIKE:
                    alike.append(folded)

    def _near(self, name: str) -> Speaker | None:
        folded = name.casefold()
        candidates = {other for beginning in _beginnings(folded) for other in self._alike.get(beginning, ())}
        close = difflib.get_close_matches(folded, sorted(candidates), n=1, cutoff=0.9)
        return self._by_name[close[0]] if close else None


def _beginnings(name: str) -> set[str]:
    """How the first and the last word of a name begin, without accents."""
    words = characters.slug_of(name).split("-")
    return {words[0][:3], words[-1][:3]}
