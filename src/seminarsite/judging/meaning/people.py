"""One person under two names: accents, initials, middle names, the family name first, a slip of the fingers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations

from seminarsite import mistakes
from seminarsite.judging.meaning.finding import Finding
from seminarsite.model.people import SUFFIXES, Speaker
from seminarsite.model.site import Site
from seminarsite.tools.characters import slug_of

Words = tuple[str, ...]

LONG = 5
"""Letters from which on two words that differ in one are rather one word mistyped than two: Jan and Jana are two."""

MOST_ALIKE = 40
"""Names of one key that are compared with each other: more, and the key says nothing (a family name of thousands)."""


def two_spellings(site: Site) -> Iterator[Finding]:
    """Pairs of speakers who seem to be one person. Names in other scripts are not compared."""
    words: dict[str, Words] = {speaker.id: found for speaker in site.speakers if (found := _words(speaker.name))}
    people = [speaker for speaker in site.speakers if speaker.id in words]
    pairs: dict[tuple[str, str], tuple[Speaker, Speaker]] = {}
    for group in _groups(people, words):
        if len(group) <= MOST_ALIKE:
            for one, other in combinations(group, 2):
                key = (min(one.id, other.id), max(one.id, other.id))
                if key not in pairs and _same(words[one.id], words[other.id], [words[p.id] for p in group]):
                    pairs[key] = (one, other)
    for one, other in (*pairs.values(), *_same_orcid(site.speakers)):
        # The one without a file was mistyped, or else the shorter one, which leaves out what the other knows.
        known, told = sorted((one, other), key=lambda speaker: ("name" not in speaker.spans, -len(speaker.name)))
        mistake = mistakes.two_spellings(told.at("name"), told.name, known.name, known.at("name"))
        yield Finding(mistake, (told, known, *site.events_with(told)))


def _words(name: str) -> Words:
    """A name in plain small letters, given names first: of "Kohn, Kathlén" (kathlen, kohn)."""
    family, comma, given = name.partition(",")
    ordered = f"{given} {family}" if comma and given.strip() else name
    if not ordered.replace(" ", "").isascii() and len(slug_of(ordered).replace("-", "")) < len(ordered) / 2:
        return ()
    return tuple(word for word in slug_of(ordered).split("-") if word and word not in SUFFIXES)


def _groups(people: Iterable[Speaker], words: Mapping[str, Words]) -> list[list[Speaker]]:
    """Those who may be the same: of one family name, of one given name and initial, or of the same words."""
    found: dict[Hashable, list[Speaker]] = {}
    for person in people:
        names = words[person.id]
        keys: set[Hashable] = {("words", frozenset(names))}
        if len(names) > 1:
            keys |= {("family", names[-1]), ("given", names[0], names[-1][0])}
        for key in keys:
            found.setdefault(key, []).append(person)
    return [group for group in found.values() if len(group) > 1]


def _same(one: Words, other: Words, alike: list[Words]) -> bool:
    """Whether two names are one; `alike` are all that are compared with them."""
    if len(one) < 2 or len(other) < 2:
        return one == other
    if sorted(one) == sorted(other):
        return True
    (first, *middle, last), (first2, *middle2, last2) = one, other
    if last == last2:
        if first == first2:
            return _initials(middle, middle2) and _is_only_middle(one, other, alike)
        if 1 in (len(first), len(first2)):
            return first[0] == first2[0] and _fits_initial(one, other) and _is_only(one, other, alike)
        return middle == middle2 and _one_slip(first, first2)
    return first == first2 and len(first) > 1 and middle == middle2 and _one_slip(last, last2)


def _initials(middle: list[str], other: list[str]) -> bool:
    """Whether middle names fit: one has none, or each begins as the other's."""
    return (
        not middle
        or not other
        or (
            len(middle) == len(other)
            and all(a.startswith(b) or b.startswith(a) for a, b in zip(middle, other, strict=True))
        )
    )


def _is_only_middle(one: Words, other: Words, alike: list[Words]) -> bool:
    """Whether a name without middle names can mean but one of those with them: Juan Doe, Juan Luis Doe and Juan M. Doe."""
    if len(one) > 2 and len(other) > 2:
        return True
    known = [list(words[1:-1]) for words in alike if len(words) > 2 and (words[0], words[-1]) == (one[0], one[-1])]
    return all(_initials(middle, known[0]) for middle in known)


def _fits_initial(one: Words, other: Words) -> bool:
    """Whether the middle names of J. Doe fit: J. Luis Doe may be called Luis, and is not just any Juan Doe."""
    short, full = (one, other) if len(one[0]) == 1 else (other, one)
    return _initials(list(short[1:-1]), list(full[1:-1])) and not (len(short) > 2 and len(full) == 2)


def _is_only(one: Words, other: Words, alike: list[Words]) -> bool:
    """Whether an initial can mean but one of the names: J. Doe is nobody's where there are John and Jane."""
    short = one if len(one[0]) == 1 else other
    meant = {words[0] for words in alike if words[-1] == short[-1] and words[0][0] == short[0] and len(words[0]) > 1}
    return len(meant) <= 1


def _one_slip(one: str, other: str) -> bool:
    """Whether two long words differ by a letter too many, another letter, or two in the wrong order.

    Not at the end, where languages put gender and number: Daniel and Daniela, Robert and Roberts are two.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < LONG or len(long) - len(short) > 1 or one[0] != other[0]:
        return False
    start = next(i for i in range(len(long)) if i >= len(short) or short[i] != long[i])
    if start >= len(long) - 1:
        return False
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    return swapped or (short[start + 1 :] == long[start + 1 :] and len(short) > LONG + 1)


def _same_orcid(speakers: Iterable[Speaker]) -> Iterator[tuple[Speaker, Speaker]]:
    known: dict[str, Speaker] = {}
    for speaker in speakers:
        if speaker.orcid:
            other = known.setdefault(speaker.orcid, speaker)
            if other is not speaker:
                yield other, speaker
