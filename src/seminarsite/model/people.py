"""Speakers and board members, and how their names are put in order."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from seminarsite.model.entry import Entry
from seminarsite.model.values import (
    CareerStage,
    Email,
    Key,
    Language,
    Orcid,
    PartialDate,
    Picture,
    Prose,
    Secret,
    SitePath,
    Slug,
    Url,
)

# Words that stand before a family name and belong to it, but do not count for its place in a list
# of family names when the organisers did not say otherwise (`sort-name` is there for that).
PARTICLES = frozenset("da das de del della den der di do dos du el la le ten ter van von zu zur".split())
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def family_first(name: str) -> str:
    """A name as a list of people is sorted by it: "Simon Shaolei Du" becomes "Du, Simon Shaolei".

    A guess: the last word is the family name, and particles in small letters stay with the given
    names. A name that has a comma is taken to be family name first already.
    """
    words = name.split()
    if "," in name or len(words) < 2:
        return name
    last = len(words) - 1
    while last > 1 and words[last].lower() in SUFFIXES:
        last -= 1
    return f"{' '.join(words[last:])}, {' '.join(words[:last])}"


# Letters that Unicode does not take apart into a plain one and an accent.
STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def alphabetical(sort_name: str) -> tuple[str, str]:
    """A key to sort by that puts É beside E and Ł beside L, and does not heed capitals."""
    letters = unicodedata.normalize("NFKD", sort_name.casefold().translate(STROKED))
    return "".join(c for c in letters if not unicodedata.combining(c)), sort_name


@dataclass(frozen=True, kw_only=True)
class Speaker(Entry):
    """Somebody who speaks. A file in speakers/; the text below the front matter is the biography."""

    SHORT = "name"
    name: Annotated[str, Key("the name as it is shown")]
    sort_name: Annotated[str | None, Key("family name first, where the last word is not it: `Du, Simon Shaolei`")] = (
        None
    )
    native_name: Annotated[str | None, Key("the name in its own script", also=("name-native",))] = None
    native_language: Annotated[Language | None, Key("the language of the native name, as `zh`")] = None
    also_known_as: Annotated[
        tuple[str, ...], Key("other spellings of the name that events may use", also=("aliases", "other-names"))
    ] = ()
    affiliation: Annotated[str | None, Key("where the speaker is now")] = None
    homepage: Annotated[Url | None, Key("the speaker's own page", also=("url", "website"))] = None
    orcid: Annotated[Orcid | None, Key("ORCID iD")] = None
    photo: Annotated[Picture | None, Key("a portrait", also=("picture",))] = None
    career_stage: Annotated[CareerStage | None, Key("student, postdoc, junior or senior")] = None
    slug: Annotated[Slug | None, Key("the last part of the address, where it is not the name of the file")] = None
    old_addresses: Annotated[tuple[SitePath, ...], Key("where the page used to be", also=("old-address",))] = ()
    email: Annotated[Secret | None, Key("for the organisers only: never published")] = None
    notes: Annotated[Secret | None, Key("for the organisers only: never published")] = None
    biography: Annotated[Prose | None, Key("who that is, in Markdown", also=("bio",))] = None

    BODY = "biography"

    @cached_property
    def sorting(self) -> tuple[str, str]:
        return alphabetical(self.sort_name or family_first(self.name))

    @property
    def initial(self) -> str:
        """The capital under which the name stands in an index: A to Z, else #."""
        letter = self.sorting[0][:1].upper()
        return letter if letter.isascii() and letter.isalpha() else "#"


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member of a board, or an organiser."""

    SHORT = "name"
    name: Annotated[str, Key("the name as it is shown")]
    sort_name: Annotated[str | None, Key("family name first, where the last word is not it")] = None
    affiliation: Annotated[str | None, Key("as `Texas A&M University`")] = None
    role: Annotated[str | None, Key("as `chair`")] = None
    homepage: Annotated[Url | None, Key("the member's own page", also=("url",))] = None
    email: Annotated[Email | None, Key("an address that may be shown in public")] = None
    from_: Annotated[PartialDate | None, Key("member since this day, month or year", also=("since",))] = None
    until: Annotated[PartialDate | None, Key("member until this day, month or year, counted in")] = None
    former: Annotated[bool, Key("yes: no longer a member, since a day that is not known")] = False

    @cached_property
    def sorting(self) -> tuple[str, str]:
        return alphabetical(self.sort_name or family_first(self.name))

    def is_former(self, today: dt.date) -> bool:
        return self.former or (self.until is not None and self.until.last_day < today)

    def is_serving(self, today: dt.date) -> bool:
        begun = self.from_ is None or self.from_.first_day <= today
        return begun and not self.is_former(today)
