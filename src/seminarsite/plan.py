"""What will be published: a mapping from path to output, before anything is rendered.

OUTPUTS is the list of everything that a site consists of. A new kind of page or feed is one
function and one line here, and is then built, checked for collisions, served and pruned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from seminarsite import mistakes, routes
from seminarsite.calendaring import calendars
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.generators import (
    accents,
    citations,
    data,
    discovery,
    embeds,
    feeds,
    finding,
    gallery,
    pages,
    plaintext,
    shelf,
    whatsnew,
)
from seminarsite.model.site import Site
from seminarsite.model.values import Prose
from seminarsite.model.walk import parts
from seminarsite.outputs import File, Output
from seminarsite.tools import fulltext
from seminarsite.tools.cores import Step, unseen

OUTPUTS: tuple[Callable[[Site], Iterable[Output]], ...] = (
    pages.home,
    pages.events,
    pages.series,
    pages.speakers,
    pages.board_page,
    pages.archive,
    finding.search,
    finding.all_topics,
    finding.former_seasons,
    pages.free_pages,
    finding.redirects,
    pages.not_found,
    shelf.page,
    shelf.drawings,
    calendars.calendars,
    whatsnew.what_changed,
    feeds.feeds,
    citations.talks,
    plaintext.events,
    plaintext.programme,
    embeds.embeds,
    data.whole,
    data.seasons,
    data.schema,
    discovery.robots,
    accents.accent,
    gallery.social_cards,
)


def plan(
    site: Site, static: Iterable[Output], content: Path, report: Report, step: Step = unseen
) -> Mapping[str, Output]:
    """All outputs by the path of their file; an address claimed twice and a link to nowhere are mistakes.

    `step` is told of each output.
    """
    outputs: list[Output] = []
    for make in OUTPUTS:
        try:
            for output in make(site):
                outputs.append(output)
                step(1)
        except fulltext.CannotIndex as error:
            report.add(mistakes.cannot_index(site.settings.at("search"), str(error)))
    outputs += [*static, *gallery.Album(site).outputs(content), discovery.sitemap(site, outputs)]
    planned: dict[str, Output] = {}
    # A file system that ignores capitals has one file where we have two. One address is that of `publish`.
    folded: dict[str, Output] = {routes.PUBLISHED_FILES: File(address=routes.PUBLISHED_FILES, make=bytes)}
    clashes: set[tuple[Span, Span]] = set()
    for output in outputs:
        path = routes.output_path(output.address)
        other = folded.setdefault(path.casefold(), output)
        if other is not output and (output.source, other.source) not in clashes:
            clashes.add((output.source, other.source))  # a page and its calendar clash together: one message
            report.add(mistakes.same_address(output.source, output.address, other.source))
        planned[path] = output
    taken = {
        folder: folded[folder.casefold()] for folder in routes.folders_above(planned) if folder.casefold() in folded
    }
    for path, output in planned.items() if taken else ():
        for folder in _folders(path):
            if folder in taken:
                report.add(mistakes.same_address(output.source, output.address, taken[folder].source))
    for target, span in _inner_links(site):
        path = routes.output_path(target)
        if path not in planned:
            report.add(mistakes.dead_link(span, target, sorted(o.address for o in outputs)))
    report.add(*_broken_pictures(site, planned), *_vanished(site, planned))
    return planned


def _folders(path: str) -> Iterator[str]:
    """Every folder that a file is in, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _vanished(site: Site, planned: Mapping[str, Output]) -> Iterator[Diagnostic]:
    """Pages that were published and must stay, and where nothing is. What is withheld just now has its file still."""
    withheld = {f"{routes.EVENTS}{name}/" for name, _ in site.withheld}
    for address, span in site.promised:
        if address not in withheld and routes.output_path(address) not in planned:
            yield mistakes.page_is_gone(span, address)


class Finder:
    """Finds the outputs of a site one by one, as they are in the plan; of others, as few as possible are planned.

    `known` is which of OUTPUTS made what is at a path: finders of one site before and after an edit share it, and each
    looks there first.
    """

    def __init__(self, site: Site, static: Iterable[Output], content: Path, known: dict[str, int]) -> None:
        self._site, self._static, self._content, self._known = site, tuple(static), content, known
        self._found: dict[str, Output] = {}
        last: tuple[Iterable[Output], ...] = (self._static, gallery.Album(site).outputs(content))
        self._sources = [*(_as_far_as_possible(make, site) for make in OUTPUTS), *map(iter, last)]

    def find(self, path: str) -> Output | None:
        """The output whose file is at a path."""
        if path == routes.SITEMAP:
            return plan(self._site, self._static, self._content, Report()).get(path)
        if path not in self._found:
            for output in pages.event_at(path, self._site):
                return output
            first = self._known.get(path, -1)
            for number in sorted(range(len(self._sources)), key=lambda number: number != first):
                if self._planned(path, number):
                    break
        return self._found.get(path)

    def _planned(self, path: str, number: int) -> bool:
        """Plan on with one of OUTPUTS until there is what is looked for."""
        for output in self._sources[number]:
            at = routes.output_path(output.address)
            self._found.setdefault(at, output)
            self._known[at] = number
            if at == path:
                return True
        return False


def _as_far_as_possible(make: Callable[[Site], Iterable[Output]], site: Site) -> Iterator[Output]:
    with suppress(fulltext.CannotIndex):
        yield from make(site)


def _broken_pictures(site: Site, planned: Mapping[str, Output]) -> Iterator[Diagnostic]:
    """Pictures of which not even the size can be read; what is wrong further on is found when they are made."""
    broken = site.files.keys() - site.sizes.keys()
    for output in planned.values():
        if isinstance(output, File) and output.reads and output.address in broken:
            yield mistakes.broken_picture(output.source, "it is not whole, or is no picture")


def _inner_links(site: Site) -> Iterator[tuple[str, Span]]:
    """The address of every link within the site that an organiser wrote."""
    for entry in site.entries:
        for text in parts(entry, Prose):
            for target, span in (*text.links, *text.pictures):
                yield routes.inner(target)[0], span
    for link in site.settings.navigation:
        if not link.to.startswith(("http:", "https:")):
            yield link.to, site.settings.at("navigation")
