"""The pictures of a site: in which widths each is published, how large pages show it, and the cards for sharing.

Pages get WebP in the widths they need; at the address of the file itself there is one in its own format, for
those who cannot read WebP. No byte of an original is published: cameras write more into it than one sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from seminarsite import routes
from seminarsite.diagnostics import Span
from seminarsite.drawing import cards, pictures
from seminarsite.drawing.cards import Card
from seminarsite.model.event import Event, Status
from seminarsite.model.people import Speaker
from seminarsite.model.series import Eponym, Series
from seminarsite.model.site import Site
from seminarsite.model.values import Link, Organisation, Picture, Prose, Size, Video
from seminarsite.model.walk import parts
from seminarsite.outputs import Copy, File, Shown
from seminarsite.sentences.wording import Words

WIDTHS = (480, 960, 1600)
"""In pixels; a picture that is not as wide is published in its own width, never enlarged."""
OWN_WIDTH = 960
"""At most, of the one at the address of the file."""
DENSITY = 2
"""Pixels of a screen for one of CSS, up to which pictures are sharp."""

BOXES: Mapping[str, Size] = {
    "figure": Size(640, 416),
    "text": Size(576, 720),
    "invitation": Size(640, 272),
    "portrait": Size(176, 264),
    "logo": Size(280, 56),
    "film": Size(320, 320),
}
"""The room that a page has for a picture, in CSS pixels."""

NAMED = 3
"""Speakers on a card; the others are counted."""


@dataclass(frozen=True)
class View:
    """A picture as a page shows it: its address, its size in CSS pixels, and the addresses of its WebP by width."""

    address: str
    width: int
    height: int
    webp: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Album:
    """What the pages of one site show of its files."""

    site: Site

    def view(self, file: str, box: str) -> View:
        """How a page shows a picture in the room that it has for it."""
        size = fitting(self.site.sizes.get(file, Size(300, 150)), file, box)
        widths = self.widths.get(file, ())
        return View(file, size.width, size.height, tuple((routes.picture(file, width), width) for width in widths))

    @cached_property
    def widths(self) -> Mapping[str, tuple[int, ...]]:
        """The widths of each picture that pages show, without drawings, which have none."""
        return {
            file: _widths(self.site.sizes[file], max(fitting(self.site.sizes[file], file, box).width for box in boxes))
            for file, boxes in self._boxes.items()
            if _format(file) and file in self.site.sizes
        }

    @property
    def _boxes(self) -> Mapping[str, set[str]]:
        boxes: dict[str, set[str]] = {}
        for file, box, _ in self._shown:
            boxes.setdefault(file, set()).add(box)
        return boxes

    @cached_property
    def _shown(self) -> tuple[tuple[str, str, Span], ...]:
        return tuple(_shown(self.site)) if self.site.files else ()

    def outputs(self, content: Path) -> Iterator[File | Copy]:
        """Every file that something published shows or leads to, and no other."""
        shown = {file: span for file, _, span in reversed(self._shown)}
        linked = dict(reversed(list(_linked(self.site)))) if self.site.files else {}
        for file in sorted({**shown, **linked}):
            on_disk = content / self.site.files.get(file, file)
            source = Span(f"content/{self.site.files.get(file, file)}")
            format_ = _format(file)
            if not format_:
                yield Copy(address=file, file=on_disk, source=(shown.get(file) or linked[file]))
                continue
            made = File(address=file, make=pictures.stripped, reads=on_disk, slow=True, source=source)
            if file in linked:
                yield replace(made, arguments=(format_,))
            else:
                yield replace(made, make=pictures.resized, arguments=(OWN_WIDTH, format_))
            for width in self.widths.get(file, ()):
                address = routes.picture(file, width)
                yield replace(made, address=address, make=pictures.resized, arguments=(width, "WEBP"))


def fitting(size: Size, file: str, box: str) -> Size:
    """The size of a picture in a box, in CSS pixels. Only drawings grow, and only where logos stand side by side."""
    room = BOXES[box]
    share = min(room.width / size.width, room.height / size.height)
    share = share if box == "logo" and not _format(file) else min(1.0, share)
    return Size(max(1, round(size.width * share)), max(1, round(size.height * share)))


def _widths(size: Size, shown: int) -> tuple[int, ...]:
    """Up to the first width that is sharp where the picture is shown `shown` CSS pixels wide."""
    narrower = [width for width in WIDTHS if width * 1.2 < size.width]
    widths = [*narrower, size.width] if size.width <= WIDTHS[-1] * 1.2 else narrower
    enough = sum(width < shown * DENSITY for width in widths)
    return tuple(widths[: enough + 1])


def _format(file: str) -> str | None:
    return pictures.FORMATS.get(PurePosixPath(file).suffix.lower())


_SHOWING: tuple[type, ...] = (Organisation, Eponym, Video, Picture, Prose)


def _shown(site: Site) -> Iterator[tuple[str, str, Span]]:
    """Each picture on a page, the box where it is shown, and its place."""
    for entry in site.entries:
        found: tuple[object, ...] = tuple(parts(entry, _SHOWING))  # in one walk: a site has thousands of entries
        small = {organisation.logo: "logo" for organisation in found if isinstance(organisation, Organisation)}
        small.update({eponym.portrait: "portrait" for eponym in found if isinstance(eponym, Eponym)})
        small.update({video.picture: "film" for video in found if isinstance(video, Video)})
        usual = "portrait" if isinstance(entry, Speaker) else "figure"
        for picture in (one for one in found if isinstance(one, Picture)):
            yield picture.file, small.get(picture, usual), entry.at()
        for text in (one for one in found if isinstance(one, Prose)):
            for target, span in text.pictures:
                if (file := routes.inner(target)[0]) in site.files:
                    yield file, "text", span


def _linked(site: Site) -> Iterator[tuple[str, Span]]:
    """Each file of ours that a link leads to, and its place."""
    for entry in site.entries:
        found = tuple(parts(entry, (Link, Prose)))
        for link in (one for one in found if isinstance(one, Link)):
            if not link.url.startswith(("http:", "https:")):
                yield link.url, entry.at()
        for text in (one for one in found if isinstance(one, Prose)):
            for target, span in text.links:
                if (file := routes.inner(target)[0]) in site.files:
                    yield file, span


# --- cards ---------------------------------------------------------------------------------------


def social_cards(site: Site) -> Iterator[File]:
    """A card of the site, of each series and of each event."""
    if site.settings.cards:
        things: tuple[Site | Series | Event, ...] = (site, *site.series, *site.events)
        for thing in things:
            source = site.settings.at() if isinstance(thing, Site) else thing.at("slug")
            card = card_of(thing, site)
            yield File(address=routes.card(thing), make=cards.draw, arguments=(card,), slow=True, source=source)


def shared_as(shown: Shown, site: Site) -> tuple[str, Card] | None:
    """The address and the words of the card of a page."""
    if not site.settings.cards:
        return None
    found = shown.context.get("event") or shown.context.get("series")
    thing = found if isinstance(found, (Event, Series)) else site
    return routes.card(thing), card_of(thing, site)


def card_of(thing: Site | Series | Event, site: Site) -> Card:
    """What stands on the card of something."""
    settings, words = site.settings, Words.of(site.settings)
    address = urlsplit(settings.url)
    here = address.netloc + address.path.rstrip("/")
    match thing:
        case Event():
            title = settings.short or settings.title.text
            above = thing.series.name if thing.series else words.kind(thing.kind)
            moved = thing.status in (Status.CANCELLED, Status.POSTPONED, Status.TENTATIVE)
            return Card(
                above=above,
                title=words.title(thing),
                people=_people(thing, words),
                affiliation=(thing.people[0].affiliation_then or "") if len(thing.people) == 1 else "",
                when=words.when(thing),
                below=here if title == above else title,
                state=words.status(thing.status) if moved else "",
            )
        case Series():
            title = settings.title.text
            return Card(title=thing.title.text, below=here if title == thing.title.text else title)
    return Card(title=settings.title.text, below=here)


def _people(event: Event, words: Words) -> str:
    """The first speakers whose names the card can show, and how many others there are."""
    names = [appearance.speaker.name for appearance in event.people]
    shown = [name for name in names if cards.is_drawable(name)]
    shown = shown if len(shown) <= NAMED + 1 else shown[:NAMED]
    if not shown or len(shown) == len(names):
        return words.all_of(shown)
    return f"{', '.join(shown)} {words.others(len(names) - len(shown))}"
