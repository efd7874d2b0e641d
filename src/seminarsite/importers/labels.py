"""Texts with labels in them, as organisers write into calendars: `Speaker: …`, `Abstract: …`."""

from __future__ import annotations

import re

from seminarsite.importers import columns

FIELDS = frozenset({"title", "speaker", "affiliation", "abstract", "biography", "room", "host", "paper", "slides", "video", "homepage"})  # fmt: skip
_WITHIN_A_LINE = FIELDS - {"abstract", "biography"}
_LABEL = re.compile(r"^\s*[*_]{0,3}(?P<label>[^\W\d_][^:*\n]{1,28}?)[*_]{0,3}\s*[:：][*_]{0,3}[ \t]*(?P<rest>.*)$")
# `Talk: …` and `Name: …` are sentences as often as labels; a text must name these to be taken apart.
_TELLING = frozenset({"title", "speaker", "abstract"})


def apart(text: str) -> tuple[dict[str, str], str]:
    """What stands behind labels, and the rest of the text; nothing is taken apart where no label tells of a talk."""
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    current: list[str] = rest
    for whole in text.split("\n"):
        line = whole.rstrip().removesuffix("\\") if _LABEL.match(whole) else whole
        match = _LABEL.match(line)
        key = columns.meaning(match["label"]) if match else None
        if match and key in FIELDS and key not in found:
            current = found.setdefault(str(key), [match["rest"]])
            if key in _WITHIN_A_LINE and match["rest"].strip():
                current = rest
        elif current is not rest and not line.strip() and _short(found, current):
            current = rest
        else:
            current.append(line)
    if not _TELLING & found.keys():
        return {}, text
    return {key: "\n".join(lines).strip(" \n\\") for key, lines in found.items()}, "\n".join(rest).strip(" \n\\")


def _short(found: dict[str, list[str]], current: list[str]) -> bool:
    """Whether the label at hand is of those that take one line; an abstract goes on over empty lines."""
    return any(lines is current and key in _WITHIN_A_LINE for key, lines in found.items())
