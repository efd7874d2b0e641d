"""The people of all found events, each once: by ORCID iD, by e-mail, else by the letters of the name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from seminarsite.importers import people
from seminarsite.importers.findings import FoundSpeaker
from seminarsite.model.people import Speaker
from seminarsite.tools import characters
from seminarsite.writing import names
from seminarsite.writing.contentfiles import Plain, content_file, yaml_file


@dataclass
class Crowd:
    """Collects everybody first; then says how an event names somebody, and which files there are to write."""

    known: dict[str, Speaker] = field(default_factory=dict)
    there: frozenset[str] = frozenset()
    _all: list[list[FoundSpeaker]] = field(default_factory=list)
    _by_key: dict[str, list[FoundSpeaker]] = field(default_factory=dict)
    _merged: dict[int, FoundSpeaker] = field(default_factory=dict)

    @classmethod
    def of(cls, speakers: Iterable[Speaker], there: Iterable[str] = ()) -> Crowd:
        """Of those who appear in a site, and the names of all files in speakers/, also of those who do not."""
        found = cls(there=frozenset(there))
        for speaker in speakers:
            for name in (speaker.id, speaker.name, *speaker.also_known_as):
                found.known.setdefault(by_name(name), speaker)
            if speaker.orcid:
                found.known.setdefault(f"orcid {speaker.orcid}", speaker)
        return found

    def add(self, one: FoundSpeaker) -> None:
        keys = keys_of(one)
        together = next((self._by_key[key] for key in keys if key in self._by_key), None)
        if together is None:
            together = []
            self._all.append(together)
        together.append(one)
        for key in keys:
            self._by_key.setdefault(key, together)

    def person(self, one: FoundSpeaker) -> FoundSpeaker:
        """What all sources together say of somebody."""
        group = self._by_key[keys_of(one)[0]]
        if id(group) not in self._merged:
            self._merged[id(group)] = people.merged(group)
        return self._merged[id(group)]

    def at_home(self, one: FoundSpeaker) -> Speaker | None:
        return next((self.known[key] for key in keys_of(one) if key in self.known), None)

    def entry(self, one: FoundSpeaker) -> Plain:
        """Somebody as an event names them: with the affiliation of that day, where the person's file does not say it."""
        if home := self.at_home(one):
            said = home.affiliation
            return (
                {"name": home.name, "affiliation": one.affiliation}
                if one.affiliation and one.affiliation != said
                else home.name
            )
        person = self.person(one)
        in_file = person.affiliation if self.has_file(one) else None
        if one.affiliation and one.affiliation != in_file:
            return {"name": person.name, "affiliation": one.affiliation}
        return person.name

    def has_file(self, one: FoundSpeaker) -> bool:
        """Whether there is more to say than a name and where somebody was, or that more than once.

        A name of small letters and hyphens would be read as that of a file.
        """
        person = self.person(one)
        if by_name(person.name) in self.there:
            return False
        looks_like_file = person.name == characters.slug_of(person.name) and "-" in person.name
        again = len(self._by_key[keys_of(one)[0]]) > 1 and person.affiliation
        return bool(person.homepage or person.email or person.orcid or person.biography or looks_like_file or again)

    def files(self, appearing: Iterable[FoundSpeaker], taken: set[str]) -> Mapping[str, str]:
        """A file for each of whom there is more to say than a name and an affiliation."""
        written: dict[str, str] = {}
        done: set[int] = set()
        for one in appearing:
            person = self.person(one)
            if id(person) in done or self.at_home(one) or not self.has_file(one):
                continue
            done.add(id(person))
            id_ = names.of_speaker(person.name, taken)
            taken.add(id_)
            keys: dict[str, Plain] = {
                "name": person.name, "affiliation": person.affiliation, "homepage": person.homepage,
                "orcid": person.orcid, "email": person.email,
            }  # fmt: skip
            if person.biography:
                written[f"content/speakers/{id_}.md"] = content_file(keys, person.biography)
            else:
                written[f"content/speakers/{id_}.yaml"] = yaml_file(keys)
        return written


def by_name(name: str) -> str:
    return characters.slug_of(name) or characters.folded(name)


def keys_of(one: FoundSpeaker) -> list[str]:
    found = [by_name(one.name)]
    if one.orcid:
        found.append(f"orcid {one.orcid}")
    if one.email:
        found.append(f"mail {one.email.lower()}")
    return found
