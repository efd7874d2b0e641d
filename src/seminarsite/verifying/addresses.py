"""Where the addresses lead that stand in the files of a site: to one of these files, to another site, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from seminarsite import mistakes, routes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.verifying.markup import Ref

SCHEMES = frozenset(("http", "https", "mailto", "webcal"))
_COMMON = 5000  # addresses that are remembered: those of headers and footers are among the first
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

Maker = Callable[[Span, str, str], Diagnostic]


class Fault(NamedTuple):
    """A message that awaits its place: what makes it, and of what. `clue` is the text to look for in templates and content."""

    make: Callable[..., Diagnostic]
    about: str | Span
    clue: str

    @classmethod
    def of(cls, make: Maker, shown: str, clue: str | None = None) -> Fault:
        """What is shown is what to look for, unless that is something else."""
        return cls(make, shown, shown if clue is None else clue)


class There(NamedTuple):
    """Where an address leads: a file of ours, if not the same one or one elsewhere, and an id in it, if any."""

    path: str = ""
    id: str = ""


class Addresses:
    """Those of one site, whose home page is at `home`, and whose files have these paths."""

    def __init__(self, home: str, paths: Container[str]) -> None:
        self._base = urlsplit(home)
        self._paths = paths
        self._known: dict[tuple[int, Ref], Fault | There] = {}  # how deep the file is, and what stands in it

    def leads_to(self, folder: list[str], ref: Ref) -> Fault | There:
        """Where an address leads that stands in a file, or what is wrong with it.

        What does not depend on the file, but at most on how deep in folders it is, is found once for all files.
        """
        url, depth, up = ref.url, len(folder), 0
        if known := self._known.get((depth, ref)):
            return known
        while url.startswith("../", 3 * up):
            up += 1
        if url.startswith("#"):
            there: Fault | There = There("", "" if url in ("#", "#top") else unquote(url[1:]))
        elif (scheme := _SCHEME.match(url)) or url.startswith(("//", "/", "\\")):
            inside = self._inside(url)
            if inside is not None:  # with the name of the site, as hardly two pages say it
                return self._target(inside, url)
            there = _elsewhere(ref, scheme[1].lower() if scheme else "") or There()
        elif up < depth:
            return self._target("/".join((*folder[: depth - up], url[3 * up :])), url)
        else:
            there = self._target(url[3 * up :], url) if up == depth else Fault.of(mistakes.leaves_site, url)
        if len(self._known) < _COMMON:
            self._known[depth, ref] = there
        return there

    def _inside(self, url: str) -> str | None:
        """The part of an address from the home page on; None for one of another site, or beside ours."""
        base = self._base
        if url.startswith("/") and not url.startswith("//"):
            return url[len(base.path) :] if url.startswith(base.path) else None
        for start in (f"{base.scheme}://", "webcal://"):
            whole = f"{start}{base.netloc}{base.path}"
            if url.startswith(whole) or url + "/" == whole:
                return url[len(whole) :]
        return None

    def _target(self, inside: str, url: str) -> Fault | There:
        """`inside` is an address from the home page on, with query and fragment."""
        address, _, fragment = inside.partition("#")
        address = unquote(address.partition("?")[0])
        if "./" in address or address.endswith("/.."):
            address = _normal(address)
            if address.startswith("../"):
                return Fault.of(mistakes.leaves_site, url)
        there = routes.output_path(address)
        if there not in self._paths:
            return Fault.of(mistakes.leads_nowhere, url)
        return There(there, unquote(fragment))


def _elsewhere(ref: Ref, scheme: str) -> Fault | None:
    """What is wrong with an address that is not within the site."""
    if not scheme:
        return Fault.of(mistakes.loads_foreign if ref.loads else mistakes.leaves_site, ref.url)
    if scheme == "data" and ref.kind == "picture":
        return None
    if scheme not in SCHEMES:
        return Fault.of(mistakes.kind_of_address, ref.url)
    return Fault.of(mistakes.loads_foreign, ref.url) if ref.loads else None


def _normal(address: str) -> str:
    """An address without `.` and `..` segments; those that lead out stay in front."""
    segments: list[str] = []
    for segment in address.split("/"):
        if segment == ".." and segments and segments[-1] != "..":
            segments.pop()
        elif segment != ".":
            segments.append(segment)
    end = "/" if address.endswith(("/.", "/..")) and segments else ""
    return "/".join(segments) + end
