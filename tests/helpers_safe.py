"""What no built site may hold, whatever its content: found by reading every output file.

Independent of the program on purpose: the standard library's parsers, and three readers of calendars.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import icalendar
import vobject
from ical.calendar_stream import IcsCalendarStream

from helpers_html import Element, page

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FOREIGN = frozenset(
    "applet base embed form frame frameset iframe object portal textarea input button svg style".split()
)
WIDTHS = re.compile(r"(?:[\w./%~-]+\.\d+\.webp \d+w(?:, (?!$)|$))+")
SCHEMES = frozenset({"", "http", "https", "mailto", "webcal"})
ADDRESSES = frozenset("href src action formaction cite data poster background ping xlink:href".split())
# Of a component or property that is not listed nobody has written the code: somebody's content did.
PROPERTIES = frozenset(
    "BEGIN END VERSION PRODID NAME X-WR-CALNAME X-WR-TIMEZONE X-WR-CALDESC REFRESH-INTERVAL X-PUBLISHED-TTL SOURCE URL "
    "COLOR METHOD TZID TZNAME TZOFFSETFROM TZOFFSETTO RRULE RDATE DTSTART DTEND DTSTAMP UID SEQUENCE SUMMARY DESCRIPTION "
    "LOCATION GEO CATEGORIES STATUS TRANSP LAST-MODIFIED CREATED CONFERENCE IMAGE ORGANIZER CLASS X-LIC-LOCATION COMMENT".split()
)
COMPONENTS = frozenset("VCALENDAR VEVENT VTIMEZONE STANDARD DAYLIGHT".split())


def faults(files: Mapping[str, bytes]) -> list[str]:
    """Everything unsafe in the files of a built site, as `path: what`; none if all is well."""
    return [f"{path}: {fault}" for path, content in sorted(files.items()) for fault in _of(path, content)]


def _of(path: str, content: bytes) -> Iterator[str]:
    if CONTROL.search(path) or BIDI.search(path) or ".." in path.split("/"):
        yield "an address that no file should have"
    ending = path.rpartition(".")[2]
    if ending in ("html", "xml", "ics", "txt", "json", "css", "js", "bib", "ris"):
        text = content.decode("utf-8")  # raises where it is not UTF-8
        yield from _letters(text)
    if ending == "html":
        yield from _html(path, content)
    elif ending == "xml":
        yield from _letters("".join(ET.fromstring(content).itertext()))
    elif ending == "json":
        json.loads(content)
    elif ending == "ics":
        yield from _calendar(content)
    elif ending == "svg" and re.search(rb"<script|\son\w+\s*=|javascript:", content, re.IGNORECASE):
        yield "a picture with a script"


def _letters(text: str) -> Iterator[str]:
    for what, pattern in (("control character", CONTROL), ("bidirectional control", BIDI)):
        if found := pattern.search(text):
            yield f"{what} U+{ord(found[0]):04X}"


def _html(path: str, content: bytes) -> Iterator[str]:
    html = page(content)
    for element in html.elements:
        yield from _element(path, element)
    yield from _letters("".join(e.text for e in html.elements) + "".join(str(e.attributes) for e in html.elements))


def _element(path: str, element: Element) -> Iterator[str]:
    tag, attributes = element.tag, element.attributes
    # The page for what is not found carries its style within it; a locked link has a form that sends nothing.
    ours = (path, tag) == ("404.html", "style") or (tag in ("input", "button") and "form" in element.parents)
    # The search asks our own page; drawings of ours are codes, the hours elsewhere and the seasons of the archive.
    ours = ours or (tag == "form" and attributes.get("role") == "search" and "//" not in attributes.get("action", ""))
    ours = ours or (tag == "svg" and not set(attributes) & {"onload", "href", "xlink:href"})
    ours = ours or (tag == "button" and attributes.get("type") == "button")  # it does nothing by itself
    ours = ours or (tag == "form" and attributes.get("class") == "unlock" and "action" not in attributes)
    if (tag in FOREIGN and not ours) or ":" in tag:
        yield f"<{tag}>"
    if tag == "script" and attributes.get("type") == "application/ld+json":
        json.loads(element.text)
    elif tag == "script" and ("src" not in attributes or element.text.strip()):
        yield "a script within the page"
    if tag == "meta" and attributes.get("http-equiv", "").lower() not in ("", "content-security-policy", "refresh"):
        yield f"<meta http-equiv={attributes['http-equiv']!r}>"
    if attributes.get("http-equiv", "").lower() == "refresh" and re.search("//|:", attributes.get("content", "")):
        yield "a redirection elsewhere"
    if "_blank" in attributes.get("target", "") and "noopener" not in attributes.get("rel", ""):
        yield "a link that gives itself away to the page it opens"
    if attributes.get("href") == "data:,":
        return  # of the page for what is not found: an empty icon, so that no browser asks for one
    loads = "src" in attributes or (tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "preload"))
    for name, value in attributes.items():
        if (
            name.startswith("on")
            or name in ("srcdoc", "formaction", "background", "ping")
            or (name == "srcset" and not WIDTHS.fullmatch(value))
        ):
            yield f"attribute {name}"
        if name == "style" and ("math" not in (tag, *element.parents) or re.search(r"url|expression|@|\\", value)):
            yield f"style={value!r}"
        if name in ADDRESSES:
            address = urlsplit(value)
            if address.scheme.lower() not in SCHEMES or re.match(r"\s|.*[\x00-\x1f\\]", value):
                yield f"{name}={value!r}"
            if value.startswith("//") or (loads and (address.scheme or address.netloc)):
                yield f"{name}={value!r} asks another host"


def _calendar(content: bytes) -> Iterator[str]:
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", content):
        yield "a control character or a lone line end"
    if any(len(line) > 75 for line in content.split(b"\r\n")):
        yield "a line of more than 75 bytes"
    for line in content.replace(b"\r\n ", b"").split(b"\r\n"):
        name = re.split(b"[;:]", line, maxsplit=1)[0].decode()
        if line and name not in PROPERTIES:
            yield f"property {name}"
        if name in ("BEGIN", "END") and line.partition(b":")[2].decode() not in COMPONENTS:
            yield line.decode()
    ours = icalendar.Calendar.from_ical(content)
    theirs = vobject.readOne(content.decode("utf-8"))
    one = sorted((str(e["UID"]), str(e["DTSTART"].dt)[:10]) for e in ours.walk("VEVENT"))
    other = sorted((e.uid.value, str(e.dtstart.value)[:10]) for e in theirs.contents.get("vevent", []))
    events = IcsCalendarStream.calendar_from_ics(content.decode("utf-8")).events
    third = sorted((str(e.uid), str(e.dtstart)[:10]) for e in events)
    if not one == other == third:
        yield f"readers disagree: {one}, {other} and {third}"
