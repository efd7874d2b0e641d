"""The address of everything. The only module that knows our URLs.

An address is a path within the site without a leading slash: "" is the home page, and a folder
keeps its slash. Pages link to each other relatively, so that a site works at any sub-path.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote

from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.season import Season
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site
from seminarsite.model.values import Coordinates

HOME = ""
EVENTS = "events/"
ARCHIVE = "archive/"
SERIES = "series/"
SPEAKERS = "speakers/"
BOARD = "board/"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
NO_JEKYLL = ".nojekyll"
PUBLISHED_FILES = "published-files.txt"
STATIC = "static/"

Thing = Site | Settings | Event | Series | Speaker | Season | Page | str


def address(thing: Thing) -> str:
    """Where the page of something is. A text is taken for an address of this site already."""
    match thing:
        case Site() | Settings():
            return HOME
        case Event():
            return f"{EVENTS}{thing.slug or thing.id}/"
        case Series():
            return f"{SERIES}{thing.slug or thing.id}/"
        case Speaker():
            return f"{SPEAKERS}{thing.slug or thing.id}/"
        case Season():
            return f"{ARCHIVE}{thing.slug}/"
        case Page():
            return f"{thing.slug or thing.id}/"
        case str():
            return thing


def calendar(thing: Site | Series | Event) -> str:
    """Where the calendar of something is."""
    return "calendar.ics" if isinstance(thing, Site) else f"{address(thing).rstrip('/')}.ics"


def page_of_calendar(path: str) -> str | None:
    """Where the page of an event is whose calendar is at a path; None for what is no event's calendar."""
    return path.removesuffix(".ics") + "/" if path.startswith(EVENTS) and path.endswith(".ics") else None


def picture(file: str, width: int) -> str:
    """Where a picture is in a width that pages need, in pixels: pictures/kohn.jpg.480.webp"""
    return f"{file}.{width}.webp"


def card(thing: Site | Series | Event) -> str:
    """Where the picture is that stands for a page where people share its address."""
    return f"{address(thing)}card.png"


def static(name: str) -> str:
    return f"{STATIC}{name}"


def output_path(path: str) -> str:
    """The file that a web server sends for an address."""
    return f"{path}index.html" if path == HOME or path.endswith("/") else path


def relative(here: str, there: str) -> str:
    """From the page at one address to another one.

    >>> relative("events/kohn/", "series/schlaefli/")
    '../../series/schlaefli/'
    >>> relative("", "")
    './'
    """
    start = posixpath.dirname(here)
    result = posixpath.relpath("/" + there, "/" + start)
    result = "./" if result == "." else result + ("/" if there.endswith("/") or not there else "")
    return quote(result, safe="/.~")


def absolute(settings: Settings, there: str) -> str:
    """An address for the world outside: feeds, calendars, canonical links."""
    return settings.url.rstrip("/") + "/" + quote(there, safe="/.~")


_LINK = re.compile(r"""(<\w+(?: [\w-]+="[^"]*")*? (?:href|src)=)"/([^"]*)\"""")


def inner(target: str) -> tuple[str, str]:
    """The address that an organiser's link `/files/a%20b.pdf#page=2` names, and what follows it.

    >>> inner("/files/a%20b.pdf#page=2")
    ('files/a b.pdf', '#page=2')
    """
    path = re.split("[?#]", target, maxsplit=1)[0]
    return unquote(path).lstrip("/"), target[len(path) :]


def linked(html: str, url: Callable[[str], str]) -> str:
    """Sanitised HTML in which every link within the site, as href="/archive/", leads to `url` of its address."""

    def link(match: re.Match[str]) -> str:
        address, rest = inner(unescape(match[2]))
        return f'{match[1]}"{escape(url(address) + rest)}"'

    return _LINK.sub(link, html)


def webcal(settings: Settings, there: str) -> str:
    """The address that makes a calendar program subscribe."""
    return "webcal://" + absolute(settings, there).split("://", 1)[1]


def map_of(place: Coordinates) -> str:
    """A map of a place, at OpenStreetMap; a link, so that visitors ask it only if they want to."""
    where = f"{place.latitude}/{place.longitude}"
    return f"https://www.openstreetmap.org/?mlat={place.latitude}&mlon={place.longitude}#map=17/{where}"


def google(settings: Settings, there: str) -> str:
    """The address that makes Google Calendar subscribe; it refuses addresses of over 256 characters."""
    return "https://calendar.google.com/calendar/r?cid=" + quote(webcal(settings, there), safe="")
