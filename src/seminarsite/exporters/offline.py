"""A season to keep: its pages as files that open from a folder or a stick, without a server and without the network.

It is made of the same outputs as the site. Links among what is in the copy lead to files, as events/kohn/index.html;
all others to the site where it was. Scripts stay behind: browsers run no modules from a folder, and the pages
do not need them.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

from seminarsite import routes
from seminarsite.model.event import Event
from seminarsite.model.joining import Visibility
from seminarsite.model.season import Season
from seminarsite.model.site import Settings, Site
from seminarsite.outputs import Output, Page

CHECKSUMS = "SHA256SUMS"
START = "index.html"

POLICY = "default-src 'none'; style-src file: 'self' 'unsafe-inline'; img-src file: data: 'self'; font-src file: 'self'"
"""For pages of a folder, where 'self' is not the same to all browsers. Nothing is asked of the network."""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*(")')
_SCRIPT = re.compile(r"<script\b(?![^>]*application/ld\+json).*?</script>\s*", re.DOTALL)
_LINKS = re.compile(r'<link rel="(?:alternate|modulepreload|preload|prefetch)"[^>]*>\s*')
_ADDRESS = re.compile(r'( (?:href|src)=")([^"]*)(")')
_SET = re.compile(r'( srcset=")([^"]*)(")')
_CSS_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def copy(
    site: Site, season: Season, planned: Mapping[str, Output], make: Callable[[Output], bytes]
) -> Mapping[str, bytes]:
    """The files of a season by their paths: its talks, speakers, series and files, and index.html to begin with.

    `site` holds the events of the season alone, `planned` everything that is published. With checksums of all.
    """
    chosen = _roots(site, season, planned)
    base = routes.absolute(site.settings, "")
    found: dict[str, bytes] = {}
    waiting = sorted(chosen)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        output = planned[path]
        content = make(output)
        if isinstance(output, Page):
            content = _page(content.decode(), output.address, planned, chosen, base).encode()
            waiting += sorted(_loaded(content.decode(), output.address, planned) - found.keys())
        elif path.endswith(".css"):
            waiting += sorted(_named(content.decode(), path, planned) - found.keys())
        found[path] = content
    found[START] = _start(site.settings, season)
    sums = "".join(f"{hashlib.sha256(found[path]).hexdigest()}  {path}\n" for path in sorted(found))
    return {**{path: found[path] for path in sorted(found)}, CHECKSUMS: sums.encode()}


def lasting(site: Site) -> Site:
    """The site without links for joining that are not for everybody and for ever: a copy outlives their windows."""
    return dataclasses.replace(site, events=tuple(_lasting(event) for event in site.events))


def _lasting(event: Event) -> Event:
    join = event.online.join if event.online else None
    if event.online is None or join is None or join.rule in (Visibility.PUBLIC, Visibility.REGISTRATION):
        return event
    return dataclasses.replace(event, online=dataclasses.replace(event.online, join=None))


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """A zip with one folder in it. Same files, same bytes: all of them are of the first day that zip knows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{path}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return stream.getvalue()


def _roots(site: Site, season: Season, planned: Mapping[str, Output]) -> frozenset[str]:
    """The files that the copy is about; what they load comes with them."""
    things: tuple[routes.Thing, ...] = (season, *site.events, *site.speakers, *site.series)
    addresses = {routes.address(thing) for thing in things} | {routes.data(season), routes.SCHEMA}
    for event in site.events:
        addresses |= {routes.calendar(event), routes.plain(event), routes.bibliography(event), routes.ris(event)}
        addresses |= {link.url for link in (*event.slides, *event.paper, *event.poster, *event.code, *event.links)}
        addresses |= {routes.inner(target)[0] for target, _ in (event.abstract.links if event.abstract else ())}
    return frozenset(path for one in addresses if (path := routes.output_path(one)) in planned)


# --- pages ---------------------------------------------------------------------------------------


def _page(html: str, address: str, planned: Mapping[str, Output], chosen: frozenset[str], base: str) -> str:
    """A page for a folder: its links lead to files that are in the copy, else to the site."""

    def lead(match: re.Match[str]) -> str:
        there = unescape(match[2])
        if urlsplit(there).scheme or there.startswith(("#", "//")):
            return match[0]
        target, rest = _resolved(there, address)
        path = routes.output_path(target)
        if path in chosen or (path in planned and not isinstance(planned[path], Page) and _is_loaded(match, html)):
            led = quote(posixpath.relpath(path, posixpath.dirname(routes.output_path(address)) or "."), safe="/.~")
            return f"{match[1]}{escape(led + _fragment(rest))}{match[3]}"
        return f"{match[1]}{escape(urljoin(base, quote(target, safe='/.~')) + rest)}{match[3]}"

    html = _LINKS.sub("", _SCRIPT.sub("", html))
    html = _POLICY.sub(rf"\g<1>{POLICY}\g<2>", html)
    return _ADDRESS.sub(lead, html)


def _is_loaded(match: re.Match[str], html: str) -> bool:
    """Whether a browser fetches it by itself: a picture, a stylesheet."""
    return match[1].startswith(" src") or html.rfind("<link", 0, match.start()) > html.rfind(">", 0, match.start())


def _resolved(there: str, address: str) -> tuple[str, str]:
    """The address of this site that a relative link on a page leads to, and what follows it."""
    path = re.split("[?#]", there, maxsplit=1)[0]
    joined = urljoin("/" + quote(address, safe="/.~"), path)
    return unquote(joined).lstrip("/"), there[len(path) :]


def _fragment(rest: str) -> str:
    """What a file knows of `?3aa017a7#kohn`: a file has no query."""
    return rest[rest.index("#") :] if "#" in rest else ""


def _loaded(html: str, address: str, planned: Mapping[str, Output]) -> set[str]:
    """The files that a page of the copy loads: already led to by their paths."""
    here = posixpath.dirname(routes.output_path(address))
    found = [unescape(match[2]) for match in _ADDRESS.finditer(html) if _is_loaded(match, html)]
    found += [
        part.split()[0] for match in _SET.finditer(html) for part in unescape(match[2]).split(",") if part.split()
    ]
    paths = {posixpath.normpath(posixpath.join(here, unquote(one))) for one in found if not urlsplit(one).scheme}
    return {path for path in paths if path in planned}


def _named(css: str, path: str, planned: Mapping[str, Output]) -> set[str]:
    """The files that a stylesheet names."""
    here = posixpath.dirname(path)
    paths = {posixpath.normpath(posixpath.join(here, match[1].split("?")[0])) for match in _CSS_URL.finditer(css)}
    return {one for one in paths if one in planned}


def _start(settings: Settings, season: Season) -> bytes:
    """The page to begin with, which leads to that of the season."""
    there = escape(quote(routes.output_path(routes.address(season)), safe="/.~"))
    title = escape(f"{settings.title.text}: {season.label}")
    return (
        f'<!doctype html>\n<html lang="{escape(settings.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={there}">\n<title>{title}</title>\n</head>\n'
        f'<body>\n<p><a href="{there}">{title}</a></p>\n</body>\n</html>\n'
    ).encode()
