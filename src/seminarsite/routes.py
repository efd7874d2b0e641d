"""The address of everything. The only module that knows our URLs.

An address is a path within the site without a leading slash: "" is the home page, and a folder
keeps its slash. Pages link to each other relatively, so that a site works at any sub-path.
"""

from __future__ import annotations

import datetime as dt
import functools
import posixpath
import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from urllib.parse import quote, unquote

from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.season import Season
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site
from seminarsite.model.values import Coordinates, Picture
from seminarsite.tools.topics import Topic

HOME = ""
EVENTS = "events/"
ARCHIVE = "archive/"
SERIES = "series/"
SPEAKERS = "speakers/"
BOARD = "board/"
TOPICS = "topics/"
SEARCH = "search/"
PAGEFIND = "search/pagefind/"
CHANGES = "changes/"
SUBSCRIBE = "subscribe/"
ARCHIVE_CALENDAR = "archive.ics"
NOT_FOUND = "404.html"
FEED = "feed.xml"
CHANGES_FEED = "changes.xml"
JSON_FEED = "feed.json"
RECORDINGS = "recordings.xml"
JSON_RECORDINGS = "recordings.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
NO_JEKYLL = ".nojekyll"
PUBLISHED_FILES = "published-files.txt"
STATIC = "static/"
ACCENT = "static/accent.css"
EMBED = "embed/"
PROGRAMME = "programme.txt"
BIBLIOGRAPHY = "talks.bib"
DATA = "site.json"
SCHEMA = "schema/site-1.json"

Thing = Site | Settings | Event | Series | Speaker | Season | Topic | Page | Picture | str


def address(thing: Thing) -> str:
    """Where the page of something is, or the file of a picture. A text is taken for an address of this site already."""
    match thing:
        case str():  # as most are
            return thing
        case Event():
            return f"{EVENTS}{thing.slug or thing.id}/"
        case Series():
            return f"{SERIES}{thing.slug or thing.id}/"
        case Speaker():
            return f"{SPEAKERS}{thing.slug or thing.id}/"
        case Site() | Settings():
            return HOME
        case Season():
            return f"{ARCHIVE}{thing.slug}/"
        case Topic():
            return f"{TOPICS}{thing.slug}/"
        case Page():
            return f"{thing.slug or thing.id}/"
        case Picture():
            return thing.file


def calendar(thing: Site | Series | Speaker | Topic | Event) -> str:
    """Where the calendar of something is."""
    return "calendar.ics" if isinstance(thing, Site) else f"{address(thing).rstrip('/')}.ics"


def bibliography(thing: Site | Series | Event) -> str:
    """Where something stands as BibTeX."""
    return BIBLIOGRAPHY if isinstance(thing, Site) else f"{address(thing).rstrip('/')}.bib"


def ris(event: Event) -> str:
    return f"{address(event).rstrip('/')}.ris"


def plain(thing: Site | Event) -> str:
    """Where something stands as plain text."""
    return PROGRAMME if isinstance(thing, Site) else f"{address(thing).rstrip('/')}.txt"


def embed(thing: Site | Series) -> str:
    """Where the upcoming events of something stand for the pages of others to frame."""
    return EMBED if isinstance(thing, Site) else f"{EMBED}{thing.slug or thing.id}/"


def data(thing: Site | Season) -> str:
    """Where something stands as JSON."""
    return DATA if isinstance(thing, Site) else f"{address(thing).rstrip('/')}.json"


def search_part(number: int) -> str:
    """Where a part of the list stands that the search page looks through."""
    return f"{SEARCH}{number}.json"


def code(thing: Site | Series | Speaker) -> str:
    """Where the QR code is that leads to where one subscribes to the calendar of something."""
    return calendar(thing).removesuffix(".ics") + ".svg"


def subscription(thing: Site | Series | Speaker) -> tuple[str, str]:
    """Where a page says how to subscribe to the calendar of something: its address, and an id on that page."""
    match thing:
        case Series():
            return SUBSCRIBE, f"series-{thing.slug or thing.id}"
        case Speaker():
            return address(thing), "calendar"
    return SUBSCRIBE, ""


def page_of_calendar(path: str) -> str | None:
    """Where the page of an event is whose calendar is at a path; None for what is no event's calendar."""
    return path.removesuffix(".ics") + "/" if path.startswith(EVENTS) and path.endswith(".ics") else None


def name_of_event(path: str) -> str | None:
    """The last part of the address of the event whose page is at a path; None where that is none's."""
    name = path.removeprefix(EVENTS).removesuffix(f"/{output_path('')}")
    return name if name and path == output_path(f"{EVENTS}{name}/") else None


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


def folders_above(paths: Iterable[str]) -> set[str]:
    """All folders that the paths of files need, to the top, which is "".

    >>> sorted(folders_above(["events/kohn/index.html", "index.html"]))
    ['', 'events', 'events/kohn']
    """
    found = {""}
    for path in paths:
        above = path.rpartition("/")[0]
        while above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found


def relative(here: str, there: str) -> str:
    """From the page at one address to another one.

    >>> relative("events/kohn/", "series/schlaefli/")
    '../../series/schlaefli/'
    >>> relative("", "")
    './'
    """
    if "//" in there or "/." in f"/{there}":  # as an organiser may write a link
        folder = there.endswith(("/", "/.", "/.."))
        there = posixpath.normpath(f"/{there}").strip("/")
        there += "/" if there and folder else ""
    up, start = here.count("/"), 0
    while (end := there.find("/", start) + 1) and here.startswith(there[start:end], start):
        up, start = up - 1, end
    return "../" * up + _quoted(there[start:]) or "./"


_quoted = functools.lru_cache(maxsize=1 << 14)(functools.partial(quote, safe="/.~"))


def absolute(settings: Settings, there: str) -> str:
    """An address for the world outside: feeds, calendars, canonical links."""
    return settings.url.rstrip("/") + "/" + _quoted(there)


def outside(settings: Settings, url: str) -> str:
    """The address that a link leads to, for the world outside; that of a file is within the site."""
    return url if url.startswith(("http:", "https:")) else absolute(settings, url)


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

    return _LINK.sub(link, html) if '="/' in html else html


def webcal(settings: Settings, there: str) -> str:
    """The address that makes a calendar program subscribe."""
    return "webcal://" + absolute(settings, there).split("://", 1)[1]


def map_of(place: Coordinates) -> str:
    """A map of a place, at OpenStreetMap; a link, so that visitors ask it only if they want to."""
    where = f"{place.latitude}/{place.longitude}"
    return f"https://www.openstreetmap.org/?mlat={place.latitude}&mlon={place.longitude}#map=17/{where}"


# --- services of others --------------------------------------------------------------------------
#
# None of them documents these addresses; they are those that the services' own buttons lead to, and those of
# https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs. A space is %20: Outlook shows a plus.

OUTLOOK = "https://outlook.live.com/calendar/0/"
OFFICE = "https://outlook.office.com/calendar/0/"
_GOOGLE = "https://calendar.google.com/calendar/"


def google(settings: Settings, there: str) -> str:
    """The address that makes Google Calendar subscribe; it refuses calendars at addresses of over 256 characters."""
    return f"{_GOOGLE}r?{_query(cid=webcal(settings, there))}"


def outlook(service: str, settings: Settings, there: str, name: str) -> str:
    """The address that makes OUTLOOK or OFFICE subscribe to a calendar, and show it under a name."""
    return f"{service}addfromweb?{_query(url=absolute(settings, there), name=name)}"


Extent = tuple[dt.datetime | dt.date, dt.datetime | dt.date]
"""From an aware moment to another, or from a day to the one after the last."""


def google_event(extent: Extent, title: str, place: str, details: str) -> str:
    """The address at which Google Calendar offers to keep an event; `ctz` is the zone that it shows it in."""
    start, end = (_utc(m, "%Y%m%dT%H%M%SZ") if isinstance(m, dt.datetime) else f"{m:%Y%m%d}" for m in extent)
    zone = {"ctz": str(extent[0].tzinfo)} if isinstance(extent[0], dt.datetime) else {}
    said = {"text": title, "dates": f"{start}/{end}", "location": place, "details": details, **zone}
    return f"{_GOOGLE}render?{_query(action='TEMPLATE', **said)}"


def outlook_event(service: str, extent: Extent, title: str, place: str, details: str) -> str:
    """The address at which OUTLOOK or OFFICE offers to keep an event."""
    start, end = (_utc(m, "%Y-%m-%dT%H:%M:%SZ") if isinstance(m, dt.datetime) else m.isoformat() for m in extent)
    all_day = "false" if isinstance(extent[0], dt.datetime) else "true"
    what = {"path": "/calendar/action/compose", "rru": "addevent"}
    said = {"subject": title, "startdt": start, "enddt": end, "allday": all_day, "location": place, "body": details}
    return f"{service}deeplink/compose?{_query(**what, **said)}"


def _utc(moment: dt.datetime, form: str) -> str:
    return moment.astimezone(dt.UTC).strftime(form)


def _query(**values: str) -> str:
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in values.items() if value)
