"""Names of people out of the texts in which they stand: `Ada Example (Bern), Bert Beispiel`, `Prof. Dr. Ada Example`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from seminarsite.importers import hypertext
from seminarsite.importers.findings import FoundSpeaker
from seminarsite.model.people import PARTICLES
from seminarsite.reading.schema import TBA_WORDS
from seminarsite.tools import characters

NOBODY = TBA_WORDS | {
    "none", "n/a", "na", "-", "--", "—", "?", "null", "nan", "no speaker", "speaker tba", "tba tba", "unknown", "various",
    "several speakers", "holiday", "no seminar", "noch offen", "à venir", "da definire", "por anunciar",
}  # fmt: skip

_TITLES = re.compile(
    r"\A(?:(?:prof|professor|dr|mr|mrs|ms|pd|priv\.-doz|em|hc|ph\.?d|dipl\.-math|ing|sir|dame|herr|frau|mme|m)\.?\s+)+(?=\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|\||\n|(?<![,\w])/|\s/\s|\s&\s|\s+(?:and|und|et|e|y)\s+)\s*")
_IN_BRACKETS = re.compile(
    r"\A(?P<name>[^()\[\]]{2,100}?)\s*[(\[](?P<where>[^()]{1,200}(?:\([^()]*\)[^()]*)?)[)\]]\s*\Z"
)
_NAME_FIRST = re.compile(r"\A(?P<name>[^():]{3,60}?)\s*\((?P<where>[^()]{2,120})\)\s*[,:;–—-]+\s*(?P<title>.{3,})\Z", re.DOTALL)  # fmt: skip
_NAME_LAST = re.compile(
    r"\A(?P<title>.{3,}?)\s*(?:[,;–—|-]+|\bby\b)\s*(?P<name>[^():,;]{3,60}?)\s*\((?P<where>[^()]{2,120})\)\s*\Z",
    re.DOTALL,
)
SEPARATORS = (" -- ", " — ", " – ", " - ", ": ", " | ", " by ")


class Named(NamedTuple):
    """What a line such as a calendar's summary says: who, and what about."""

    title: str | None
    speakers: tuple[FoundSpeaker, ...]


def is_nobody(text: str) -> bool:
    return not text.strip() or characters.folded(text).strip(" .!") in NOBODY or not re.search(r"[^\W\d_]", text)


def speakers(text: str, affiliation: str | None = None) -> tuple[FoundSpeaker, ...]:
    """The people whom a text names. A comma parts people where it stands between names, not before an institution."""
    text = "\n".join(hypertext.plain(line) for line in text.splitlines())
    if is_nobody(text):
        return ()
    depth, parts = 0, [""]
    for piece in re.split(r"([()\[\]])", text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(piece, 0)
        first, *more = [piece] if depth > 0 else _BETWEEN.split(piece)
        parts[-1] += first
        parts += more
    found = [one for part in parts for one in _by_commas(part) if not is_nobody(one)]
    people = [speaker for one in found if (speaker := _one(one))]
    if len(people) == 1 and affiliation and not people[0].affiliation:
        return (FoundSpeaker(name=people[0].name, affiliation=affiliation),)
    return tuple({characters.slug_of(one.name) or one.name: one for one in people}.values())


def _by_commas(text: str) -> list[str]:
    """`Ada Example, Bert Beispiel` are two; `Example, Ada` is one, and so is `Ada Example, University of Bern`."""
    pieces = [piece.strip() for piece in re.split(r",\s+(?![^()]*\))", text)]
    if len(pieces) > 1 and all(looks_like_name(_bare(piece)) for piece in pieces if piece):
        return [piece for piece in pieces if piece]
    return [text]


def _bare(text: str) -> str:
    match = _IN_BRACKETS.match(text.strip())
    return _TITLES.sub("", match["name"] if match else text).strip()


def _one(text: str) -> FoundSpeaker | None:
    text = text.strip(" ,;:*")
    where = None
    if match := _IN_BRACKETS.match(text):
        text, where = match["name"], match["where"].strip()
    elif "," in text:
        first, _, rest = text.partition(",")
        if " " in first.strip():  # `Ada Example, University of Bern`
            text, where = first, rest.strip()
        elif len(rest.split()) in (1, 2) and "," not in rest:  # `Example, Ada`
            text = f"{rest.strip()} {first.strip()}"
    name = _TITLES.sub("", characters.tidy(text)).strip(" ,;:")
    return FoundSpeaker(name=name, affiliation=where or None) if not is_nobody(name) else None


def looks_like_name(text: str) -> bool:
    """Two to five words, capitals at their beginnings but for particles: a guess, which others of its kind must back."""
    words = text.replace(".", ". ").split()
    if not 2 <= len(words) <= 5 or len(text) > 60 or re.search(r"[\d:?!$\\&@/\"“”()]", text):
        return False
    capital = [w[:1].isupper() and (w[1:].islower() or "-" in w or "'" in w or "’" in w or w.endswith(".") or not w[1:] or w[:2] in ("Mc", "De", "Le", "La")) for w in words]  # fmt: skip
    return all(c or w in PARTICLES for c, w in zip(capital, words, strict=True)) and capital[-1] and capital[0]


def all_names(text: str) -> bool:
    pieces = [_bare(piece) for piece in re.split(r",|;|&|/|\band\b|\bund\b|\bet\b", text)]
    return bool(pieces) and all(looks_like_name(piece) for piece in pieces)


_NOTHING_ON = re.compile(
    r"\W*(?:no (?:seminar|talk|colloquium|meeting|lecture)|holidays?\b|vacation|kein(?:e)? (?:seminar|vortrag|kolloquium|vorlesung)|"
    r"ferien\b|pas de (?:séminaire|exposé)|vacances\b|nessun seminario|vacanze\b|no hay seminario|vacaciones\b)",
    re.IGNORECASE,
)
_CANCELLED = re.compile(r"\W*(?:cancel?led|abgesagt|annulé|annulée|annullato|cancelado)\b\W*", re.IGNORECASE)


def is_nothing_on(title: str) -> bool:
    """`No seminar (holidays)` is no event."""
    return _NOTHING_ON.match(title) is not None


def without_cancelled(title: str) -> tuple[str, bool]:
    """`CANCELLED: On maps` is the title `On maps`, and cancelled."""
    match = _CANCELLED.match(title)
    return (title[match.end() :] or title, True) if match else (title, False)


def without_series(title: str, name: str) -> str:
    """`Geometry Seminar: On maps` in a calendar of that name is `On maps`; the name alone is no title at all."""
    name = name.strip()
    if not name or not title.casefold().startswith(name.casefold()):
        return title
    rest = title[len(name) :]
    if not rest.strip(" .:-–—"):
        return ""
    match = re.match(r"\s*(?::|[-–—]+|\||,)\s*(?=\S)", rest)
    return rest[match.end() :] if match else title


def habit(lines: Sequence[str]) -> tuple[str, bool] | None:
    """How the titles of one source name people: the separator, and whether the people come first.

    One title says little, as `Profiler Zoo -- Ada Example` has two names; all titles of a source together say it.
    """
    votes: Counter[tuple[str, bool]] = Counter()
    with_separator: Counter[str] = Counter()
    for line in lines:
        for separator in SEPARATORS:
            first, found, _ = line.partition(separator)
            if not found:
                continue
            with_separator[separator] += 1
            last = line.rpartition(separator)[2]
            votes[separator, True] += all_names(first)
            votes[separator, False] += all_names(last)
            break
    for (separator, people_first), number in votes.most_common(1):
        other = votes[separator, not people_first]
        both = number == 2 == with_separator[separator] and not other
        if both or (number >= 3 and number >= 0.6 * with_separator[separator] and number > 1.3 * other):
            return separator, people_first
    return None


def named(line: str, usual: tuple[str, bool] | None) -> Named:
    """Who speaks about what, out of one line; the whole line is the title where it does not say."""
    line = hypertext.plain(line)
    for pattern in (_NAME_FIRST, _NAME_LAST):
        match = pattern.match(line)
        if match and all_names(match["name"]):
            return Named(unquoted(match["title"]), speakers(f"{match['name']} ({match['where']})"))
    if usual and usual[0] in line:
        separator, people_first = usual
        first, _, last = line.partition(separator) if people_first else line.rpartition(separator)
        people, title = (first, last) if people_first else (last, first)
        if all_names(people) and title.strip():
            return Named(unquoted(title), speakers(people))
    match = _IN_BRACKETS.match(line)
    if match and looks_like_name(match["name"]):
        return Named(None, speakers(line))
    return Named(line or None, ())


def unquoted(title: str) -> str:
    """A title without the quotes that stand around the whole of it."""
    title = title.strip()
    match = re.fullmatch(r"[\"“„«‹‘'](?P<within>[^\"“”„«»]+)[\"”“»›’']", title)
    return match["within"].strip() if match else title


def merged(people: Iterable[FoundSpeaker]) -> FoundSpeaker:
    """One person out of what several sources say: the first that is known of each."""
    all_ = list(people)
    return FoundSpeaker(
        name=max((one.name for one in all_), key=lambda name: (sum(not c.isascii() for c in name), len(name))),
        affiliation=next((one.affiliation for one in reversed(all_) if one.affiliation), None),
        homepage=next((one.homepage for one in all_ if one.homepage), None),
        email=next((one.email for one in all_ if one.email), None),
        orcid=next((one.orcid for one in all_ if one.orcid), None),
        biography=max((one.biography for one in all_), key=len),
    )
