"""Which links are recordings, slides or papers, and which lead into a meeting: those are taken out of texts.

What is a room and what is a code is said by `pasted`, which `check` goes by, too: nothing it would warn of is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from seminarsite.tools import characters, pasted, texts

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}\u00a0]+", re.IGNORECASE)
_PLATFORMS = {
    "zoom": "Zoom", "teams": "Microsoft Teams", "meet.google": "Google Meet", "webex": "Webex", "jit": "Jitsi",
    "bbb": "BigBlueButton", "bigbluebutton": "BigBlueButton", "gotomeet": "GoToMeeting", "meet.goto": "GoToMeeting",
}  # fmt: skip
_VIDEO = re.compile(
    r"\b(?:youtube\.com/(?:watch|live|embed|playlist)|youtu\.be/|vimeo\.com/\d|bilibili\.com/video|slideslive\.com/|"
    r"zoom(?:gov)?\.(?:us|com)/rec/|carmin\.tv|videolectures\.net|mediacentral|panopto|media\.ccc\.de/v/|peertube)|\.(?:mp4|webm|mov)\Z",
    re.IGNORECASE,
)
_SLIDES = re.compile(
    r"\b(?:slideshare\.net/|speakerdeck\.com/|docs\.google\.com/presentation)|slides|folien|\.(?:pptx?|key)\Z",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:arxiv\.org/(?:abs|pdf)|doi\.org/10|hal\.science|openreview\.net|biorxiv\.org)", re.IGNORECASE
)
_CODE = re.compile(r"\b(?:github|gitlab)\.com/[\w.-]+/[\w.-]+", re.IGNORECASE)
_VALUE = re.compile(
    r"(?:pass\s?code|passwor[dt]|kenn(?:code|wort)|mot de passe|code secret|contraseña|codice di accesso)"
    r"\s?(?::|=|\bis\b|\blautet\b|\best\b)?\s?(\S{3,40})",
    re.IGNORECASE,
)
# What is left of a line whose link was taken out, and says nothing without it.
_LEFTOVER = re.compile(
    r"\b(?:zoom|teams|meet|meeting|webinar|link|join|click|here|hier|ici|online|url|id|passcode|password|passwort|kenncode|code|"
    r"via|the|to|at|on|by|with|for|please|using|phone|one|tap|mobile|dial|video|call|conference|room|google|microsoft|lien|"
    r"rejoindre|réunion|beitreten|teilnehmen|und|der|die|das|am|zum|per|im|in|and|or|is|this|invitation)\b|[\W\d_]+",
    re.IGNORECASE,
)


class Taken(NamedTuple):
    """A text without links to meetings; those links, and codes in lines that were taken out."""

    text: str
    meetings: tuple[str, ...]
    codes: tuple[str, ...]


def address(text: str) -> str | None:
    """An http or https address that our reader takes, else None."""
    try:
        return texts.url(text.strip().rstrip(".,;"))
    except characters.Unreadable:
        return None


def is_meeting(text: str) -> bool:
    return any(what == "link" for _, what in pasted.find(text))


def platform_of(text: str) -> str | None:
    try:
        host = (urlsplit(text.strip()).hostname or "").lower()
    except ValueError:
        return None
    return next((name for word, name in _PLATFORMS.items() if word in host), None)


def kind_of(url: str) -> str:
    """`video`, `slides`, `paper`, `code`, or `links` for whatever is none of them."""
    for kind, pattern in (("video", _VIDEO), ("paper", _PAPER), ("slides", _SLIDES), ("code", _CODE)):
        if pattern.search(url):
            return kind
    return "links"


def addresses(text: str) -> list[str]:
    return [found for match in _ADDRESS.finditer(text) if (found := address(match.group().rstrip(").,;:!?]>*_")))]


def without_meetings(text: str) -> Taken:
    """Lines that say nothing but how to get into a meeting go; of others the link and the code alone."""
    if next(pasted.find(text), None) is None:
        return Taken(text, (), ())
    lines, meetings, codes = [], [], []
    for line in text.split("\n"):
        if next(pasted.find(line), None) is None:
            lines.append(line)
            continue
        rooms = [found for found in addresses(line) if is_meeting(found)]
        meetings += rooms
        codes += [match[1].strip(".,;)") for match in _VALUE.finditer(line) if not match[1].startswith("http")]
        if left := _what_is_left(line):
            lines.append(left)
    lines = [line for line in lines if not _INVITATION.search(line) or _LEFTOVER.sub(" ", line).strip()]
    lines = [line for line in lines if not _DIALLING.search(line)]
    for line in [line for line in lines if meetings and _ALONE.fullmatch(line)]:  # `Password 123` beside a link is one
        codes += [match[1] for match in _VALUE.finditer(line)]
        lines.remove(line)
    kept = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if next(pasted.find(kept), None) is not None:  # a code that is split over lines: no risk is taken
        kept = ""
    return Taken(kept, tuple(dict.fromkeys(meetings)), tuple(dict.fromkeys(codes)))


def _what_is_left(line: str) -> str:
    left = _MARKDOWN.sub(lambda match: match[1] if is_meeting(match[2]) else match.group(), line)
    left = _ADDRESS.sub(lambda match: "" if is_meeting(match.group()) else match.group(), left)
    left = characters.tidy(_VALUE.sub("", left)).strip(" :;,-–|()<>[]")
    if len(_LEFTOVER.sub(" ", left).split()) < 4 or next(pasted.find(left), None) is not None:
        return ""
    return left


_INVITATION = re.compile(r"\b(?:zoom|teams|meet|meeting|webex|webinar|join)\b", re.IGNORECASE)
_DIALLING = re.compile(
    r"zoom\.us/u/|one tap mobile|dial by your location|find your local number|^\W*\+\d[\d ,#*]{8,}|"
    r"(?:is inviting you to a scheduled|microsoft teams) (?:zoom )?meeting|^[\s_~:.-]{10,}$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*" + _VALUE.pattern + r"\W*", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[([^\[\]]{0,300})\]\((\S{1,2000})\)")


def sorted_out(urls: Iterable[str]) -> dict[str, list[str]]:
    """Addresses by what they are; meetings under `meeting`."""
    found: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        found.setdefault("meeting" if is_meeting(url) else kind_of(url), []).append(url)
    return found
