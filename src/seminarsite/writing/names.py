"""Names of new content files: what they are about as one part of an address, and no name twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from seminarsite.model.people import family_first
from seminarsite.model.values import Slug
from seminarsite.tools import characters, texts

LONGEST = 60
"""Letters of a name that is made; an address may have 80, and a number may come after it."""


def free(wanted: Iterable[str], taken: Collection[str]) -> Slug:
    """The first of these texts whose slug is free; else the last of them with a number, from 2 on.

    What has no letters for an address is passed over; `untitled` where none has.
    """
    slugs = [slug for text in wanted if (slug := shortened(text)) and slug not in texts.RESERVED] or ["untitled"]
    for slug in slugs:
        if slug not in taken:
            return Slug(slug)
    number = 2
    while f"{slugs[-1]}-{number}" in taken:
        number += 1
    return Slug(f"{slugs[-1]}-{number}")


def shortened(text: str, most: int = LONGEST) -> str:
    """A text as a slug that ends with a whole word, where that is not too long."""
    slug = characters.slug_of(text)
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]


def family(name: str) -> str:
    """The family name in an address: the last word, or what stands before a comma."""
    return characters.slug_of(family_first(name).partition(",")[0])


def of_event(date: dt.date, speakers: Iterable[str], title: str | None, taken: Collection[str]) -> Slug:
    """`2025-11-03-kohn`, as `new event` does; by the title where there is no speaker, or where that name is taken."""
    tails = [family(name) for name in speakers][:1]
    words = shortened(title or "", 40)
    tails += [words] if words else []
    tails += [f"{tails[0]}-{words}"] if len(tails) > 1 else []
    return free([f"{date.isoformat()}-{tail}" for tail in tails if tail] or [f"{date.isoformat()}-talk"], taken)


def of_speaker(name: str, taken: Collection[str]) -> Slug:
    """`kathlen-kohn`; a name in another script by its letters' numbers, as the reader of content does."""
    return free([name] if characters.slug_of(name) else [in_other_script(name)], taken)


def in_other_script(name: str) -> str:
    return "speaker-" + "-".join(f"{ord(c):x}" for c in characters.tidy(name)[:12])
