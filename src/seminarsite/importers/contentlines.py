"""The lines of an iCalendar file as it is found: folded by hand, without CR, in Latin-1, with properties nobody closed.

RFC 5545 says how it should be; here nothing is refused, and what is no line is the end of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_DEPTH = 8

# Possessive, so that a line of a million quotes takes no longer than to read it.
_PROPERTY = re.compile(
    r'(?P<name>[A-Za-z0-9-]{1,60})(?P<parameters>(?:;(?:"[^"]*+"|[^":;]++)*+)*+):(?P<value>.*)', re.DOTALL
)
_KNOWN = frozenset(
    "ACTION ATTACH ATTENDEE BEGIN CALSCALE CATEGORIES CLASS COLOR COMMENT COMPLETED CONFERENCE CONTACT CREATED DESCRIPTION DTEND "
    "DTSTAMP DTSTART DUE DURATION END EXDATE EXRULE FREEBUSY GEO IMAGE LAST-MODIFIED LOCATION METHOD NAME ORGANIZER "
    "PERCENT-COMPLETE PRIORITY PRODID RDATE RECURRENCE-ID REFRESH-INTERVAL RELATED-TO REPEAT REQUEST-STATUS RESOURCES RRULE "
    "SEQUENCE SOURCE STATUS SUMMARY TRANSP TRIGGER TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL UID URL VERSION".split()
)


@dataclass(frozen=True)
class Property:
    """A name in capitals, its parameters, its value as it stands there, and the line on which it begins."""

    name: str
    value: str
    line: int
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value without escapes (RFC 5545 3.3.11)."""
        return re.sub(r"\\([nN,;\\:\"])", lambda m: "\n" if m[1] in "nN" else m[1], self.value)


@dataclass
class Component:
    """VCALENDAR, VEVENT, VTIMEZONE and so on; `lines` are those of the file, for who reads them once more."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def first(self, name: str) -> Property | None:
        return next((one for one in self.properties if one.name == name), None)

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.text.strip() if found else ""

    def within(self, name: str) -> Iterator[Component]:
        for part in self.parts:
            if part.name == name:
                yield part
            yield from part.within(name)


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 by its mark, else what Windows calls ANSI, in which any byte is a letter."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def properties(text: str) -> Iterator[tuple[Property, str]]:
    """Each property with its line as a whole, unfolded."""
    whole: list[str] = []
    start = 0
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        if whole and line[:1] in (" ", "\t"):
            whole.append(line[1:])
        elif _begins(line):
            yield from _one(whole, start)
            whole, start = [line], number
        elif whole and line.strip():  # broken by hand: an end of a line that was meant
            whole.append("\\n" + line)
    yield from _one(whole, start)


def _begins(line: str) -> bool:
    match = _PROPERTY.match(line)
    return match is not None and (match["name"].upper() in _KNOWN or match["name"].upper().startswith("X-"))


def _one(whole: list[str], line: int) -> Iterator[tuple[Property, str]]:
    text = "".join(whole)
    if match := _PROPERTY.match(text):
        pairs = re.findall(r';([A-Za-z0-9-]{1,60})=("[^"]*"|[^;:"]*)', match["parameters"])
        parameters = {name.upper(): value.strip('"') for name, value in pairs}
        yield Property(match["name"].upper(), match["value"], line, parameters), text


def calendars(text: str) -> Component:
    """All components below one that has no name; what nobody ended ends with the file."""
    root = Component("", 1)
    stack = [root]
    for one, whole in properties(text):
        if one.name == "BEGIN":
            component = Component(one.value.strip().upper(), one.line)
            if len(stack) <= MAX_DEPTH:
                stack[-1].parts.append(component)
            stack.append(component)
        elif one.name == "END":
            names = [component.name for component in stack[1:]]
            if one.value.strip().upper() in names:
                while stack.pop().name != one.value.strip().upper():
                    pass
        else:
            stack[-1].properties.append(one)
        for component in stack[1:]:
            if component.name == "VTIMEZONE":
                component.lines.append(whole)
    return root
