"""To whom a name in one file leads in another: series by id, speakers by id, name or other spelling."""

from __future__ import annotations

from typing import Any

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.values import Slug
from seminarsite.reading import schema, sources
from seminarsite.tools import characters, texts


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
        if same := self._by_id.get(id_):
            self.report.add(mistakes.similar_speaker(node.span, name, same.name))
            return same
        new = Speaker(id=Slug(id_), name=name, spans={"": node.span})
        speaker = self._known.setdefault((name, node.span), new)
        self._by_id[id_] = speaker
        self._remember(name.casefold(), speaker)
        return speaker

    def _remember(self, folded: str, speaker: Speaker) -> None:
        self._by_name.setdefault(folded, speaker)
