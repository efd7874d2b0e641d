"""What robots read: the list of pages, and what they may fetch."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from seminarsite import routes
from seminarsite.model.site import Settings, Site
from seminarsite.outputs import File, Output, Page

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots(site: Site) -> Iterable[File]:
    """Everything may be fetched, calendars above all: some calendar services heed robots.txt."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {routes.absolute(site.settings, routes.SITEMAP)}\n"
    yield File(address=routes.ROBOTS, make=str.encode, arguments=(text,))
    # GitHub Pages would pass the site through Jekyll, which drops some files.
    yield File(address=routes.NO_JEKYLL, make=bytes)


def sitemap(site: Site, outputs: Iterable[Output]) -> File:
    """All pages for search engines, as https://www.sitemaps.org/protocol.html says."""
    pages = sorted(o.address for o in outputs if isinstance(o, Page) and o.indexed)
    return File(address=routes.SITEMAP, make=_sitemap, arguments=(site.settings, tuple(pages)))


def _sitemap(settings: Settings, addresses: tuple[str, ...]) -> bytes:
    urlset = ElementTree.Element("urlset", xmlns=_SITEMAPS)
    for address in addresses:
        url = ElementTree.SubElement(urlset, "url")
        ElementTree.SubElement(url, "loc").text = routes.absolute(settings, address)
    ElementTree.indent(urlset)
    body: bytes = ElementTree.tostring(urlset, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
