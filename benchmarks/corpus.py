"""The content that all tools build: made up, by a seed. The same seed and size give the same corpus everywhere.

Nobody in it exists, and the names say so.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

TITLE = "Example Seminars"
URL = "https://example.org/"
NOW = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
"""The moment as of which every tool builds: it decides what is upcoming on the home page."""
LATEST = 10
"""How many upcoming and how many past events the home page shows."""
IN_FEED = 50
"""How many events the feed holds."""

GIVEN = "Ada Bert Carla Dario Edda Femke Gil Hanna Iwo Jule Kofi Lena Milo Nora Otto Pia Quim Rosa Sami Tara".split()
FAMILY = (
    "Example Beispiel Exemple Ejemplo Esempio Voorbeeld Exemplo Eksempel Sample Muster Placeholder Specimen".split()
)
SUBJECTS = (
    "spectral gaps,random graphs,optimal transport,neural networks,minimal surfaces,modular forms,braid groups,"
    "sparse recovery,percolation,kernel methods,mean curvature flow,toric varieties,stochastic gradients,"
    "persistent homology,Gaussian fields,integer programs"
).split(",")
ADJECTIVES = "sharp stable discrete noisy hidden uniform local robust quantitative effective generic sparse".split()
NOUNS = "bounds,estimates,limits,obstructions,algorithms,invariants,inequalities,phase transitions".split(",")
WORDS = (
    "we show that the number of such objects grows slowly and ask which of them can be found in practice given only "
    "a sample of moderate size and without any assumption on the noise this answers a question which has been open for "
    "some time and leads to new methods in geometry probability and computation the proof combines a classical argument "
    "with recent ideas from analysis no background is assumed beyond a first course and examples will be drawn on the "
    "board throughout joint work in progress with several people a few open problems are stated at the end of the talk"
).split()
FORMULAS = (
    r"$x^2 + y^2 = z^2$",
    r"$\mathbb{R}^n$",
    r"$f_n \to f$",
    r"$O(n \log n)$",
    r"$\int_0^1 f(x)\,dx$",
    r"$\|A\|_2 \le 1$",
    r"$\alpha \in (0,1)$",
    r"$H^1(X,\mathbb{Z})$",
)
DISPLAYS = (
    r"$$\sum_{k=1}^{\infty} \frac{1}{k^2} = \frac{\pi^2}{6}$$",
    r"$$\min_{w} \; \frac{1}{n} \sum_{i=1}^{n} \ell(w; x_i) + \lambda \|w\|^2$$",
)


@dataclass(frozen=True)
class Person:
    """Somebody who speaks; nobody who exists."""

    slug: str
    name: str
    affiliation: str


@dataclass(frozen=True)
class Series:
    slug: str
    title: str
    introduction: str


@dataclass(frozen=True)
class Talk:
    """An event of one hour, its start in UTC. The abstract is Markdown with TeX between dollars."""

    id: str
    title: str
    start: dt.datetime
    series: Series
    speakers: tuple[Person, ...]
    abstract: str

    @property
    def end(self) -> dt.datetime:
        return self.start + dt.timedelta(hours=1)


@dataclass(frozen=True)
class Corpus:
    """A site: its talks in order of time."""

    series: tuple[Series, ...]
    people: tuple[Person, ...]
    talks: tuple[Talk, ...]

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({talk.start.year for talk in self.talks}))

    @property
    def edited(self) -> Talk:
        """The event whose title is changed: the last that is over, so that home page and feed show it, too."""
        return [talk for talk in self.talks if talk.start < NOW][-1]

    def showing(self, talk: Talk) -> tuple[str, ...]:
        """The addresses at which every tool shows the title of an event."""
        people = [f"speakers/{person.slug}/" for person in talk.speakers]
        return ("", f"events/{talk.id}/", f"series/{talk.series.slug}/", *people, f"archive/{talk.start.year}/")


def make(size: int, seed: int = 7) -> Corpus:
    """A corpus of so many events; not quite half as many speakers, and a series for each 500 events, but three at least."""
    chance = random.Random(f"{seed} {size}")
    people = tuple(_person(number, chance) for number in range(max(2, size // 2)))
    series = tuple(_series(number, chance) for number in range(max(3, size // 500)))
    weeks = size // len(series) + 1
    start = NOW - dt.timedelta(weeks=weeks - min(8, weeks // 2))  # two months are yet to come
    talks = sorted(
        (_talk(number, series, people, start, chance) for number in range(size)), key=lambda talk: (talk.start, talk.id)
    )
    speaking = {person for talk in talks for person in talk.speakers}  # Pelican makes no page for anybody else
    return Corpus(series, tuple(person for person in people if person in speaking), tuple(talks))


def renamed(talk: Talk, number: int) -> Talk:
    """The same talk under a title that stands nowhere else."""
    return replace(talk, title=f"Revised title, version {number} of it")


def _person(number: int, chance: random.Random) -> Person:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    return Person(
        slug=f"{given}-{family}-{number}".lower(),
        name=f"{given} {family} {number}",
        affiliation=f"University of {chance.choice(FAMILY)} {chance.choice(('North', 'South', 'East', 'West'))}",
    )


def _series(number: int, chance: random.Random) -> Series:
    return Series(f"seminar-{number}", f"Seminar {number} on {SUBJECTS[number % 16]}", " ".join(_sentences(3, chance)))


def _talk(
    number: int, series: tuple[Series, ...], people: tuple[Person, ...], start: dt.datetime, chance: random.Random
) -> Talk:
    of, week = number % len(series), number // len(series)
    day = start + dt.timedelta(weeks=week, days=of % 5)
    words = chance.choice(ADJECTIVES).capitalize(), chance.choice(NOUNS), chance.choice(SUBJECTS)
    return Talk(
        id=f"talk-{number:05}",
        title=f"{words[0]} {words[1]} for {words[2]}, part {number}",
        start=day.replace(hour=9 + of % 8, minute=15),
        series=series[of],
        speakers=tuple(chance.sample(people, 2 if chance.random() < 0.1 else 1)),
        abstract=_abstract(chance),
    )


def _abstract(chance: random.Random) -> str:
    """About 120 words in two paragraphs; formulas in three of five, a displayed one in one of five, Markdown in one of six."""
    first, second = list(_sentences(4, chance)), list(_sentences(4, chance))
    if chance.random() < 0.6:
        for _ in range(chance.randint(1, 4)):
            where = chance.choice((first, second))
            at = chance.randrange(len(where))
            where[at] = f"{where[at][:-1]} in {chance.choice(FORMULAS)}."
    if chance.random() < 0.15:
        second.append("See [the *preprint*](https://example.com/preprint) for **all** details.")
    paragraphs = [" ".join(first), " ".join(second)]
    if chance.random() < 0.2:
        paragraphs.insert(1, chance.choice(DISPLAYS))
    return "\n\n".join(paragraphs)


def _sentences(number: int, chance: random.Random) -> Iterator[str]:
    for _ in range(number):
        at = chance.randrange(len(WORDS) - 20)
        yield " ".join(WORDS[at : at + chance.randint(9, 20)]).capitalize() + "."
