"""The text of a content file: keys in the order of docs/content.md, quotes only where YAML needs them, Markdown below.

What is written reads back as the same values; a test says so for any text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from seminarsite.tools import characters

Plain = str | int | dt.date | dt.time | dt.timedelta | Sequence["Plain"] | Mapping[str, "Plain"] | None
"""What can stand behind a key. None and what is empty is left out; True is `yes`; of a datetime the minute is written."""

WIDTH = 100
"""Of a line of running text, in characters; an address or a title is never broken for it."""

INDENT = "  "
_MOST_IN_A_LINE = 60

EVENT_KEYS = (
    "id", "series", "kind", "date", "until", "time", "ends", "length", "zone", "zone-label", "all-day", "repeated-hour",
    "status", "previously", "message", "title", "speaker", "speakers", "host", "joint-with", "attendance", "place",
    "online", "language", "topics", "audience", "video", "slides", "paper", "code", "poster", "links",
)  # fmt: skip
"""The order in which an event's keys are written; others come after them, as they were given."""

_ENDS_OF_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A plain text begins with a letter or a digit and has nothing that means something to YAML.
_PLAIN = re.compile(r"[^\W_](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")
_NOTHING = frozenset({"null", "~"})


def content_file(keys: Mapping[str, Plain], body: str = "") -> str:
    """A Markdown file: the keys between two lines `---`, in the order in which they are given, and a text below."""
    head, text = yaml_file(keys), block(body)
    if "<<<<<<< " in head + text:  # a merge that was not finished would not be read: Markdown means the same so, too
        text = re.sub("^=======$", "========", text.replace("<<<<<<< ", "<<<<<<\\< "), flags=re.MULTILINE)
        text = re.sub(r"^(?=>>>>>>> |\|\|\|\|\|\|\| )", r"\\", text, flags=re.MULTILINE)
    return f"---\n{head}---\n" + (f"\n{text}\n" if text else "")


def yaml_file(keys: Mapping[str, Plain]) -> str:
    """The keys alone, as a .yaml file has them."""
    return "".join(f"{line}\n" for line in _mapping(keys))


def in_order(keys: Mapping[str, Plain], order: Sequence[str] = EVENT_KEYS) -> dict[str, Plain]:
    """The keys in an order, and those that it does not name after them."""
    return {key: keys[key] for key in (*(k for k in order if k in keys), *(k for k in keys if k not in order))}


def scalar(text: str) -> str:
    """A text of one line as a YAML value: plain where YAML reads it as it stands, else in single quotes."""
    line = characters.without_unseen(characters.tidy(text))
    line = characters.tidy(line)
    plain = _PLAIN.fullmatch(line) and not line.endswith(":") and line.lower() not in _NOTHING
    return line if plain else "'" + line.replace("'", "''") + "'"


def block(text: str) -> str:
    """Several lines: ends of lines as `\\n`, NFC, no unseen letters, no empty lines around, no spaces at their ends.

    Two or more spaces that end a line before another one stay as two: they break the line in Markdown.
    """
    text = characters.without_unseen(_ENDS_OF_LINES.sub("\n", unicodedata.normalize("NFC", text)))
    lines = [line.expandtabs(4) for line in text.translate(dict.fromkeys(map(ord, "\ufeff\u200b\u2060"))).split("\n")]
    kept = [
        line.rstrip() + ("  " if line.endswith("  ") and line.strip() and following.strip() else "")
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(kept).strip("\n")


def _is_empty(value: Plain) -> bool:
    if isinstance(value, str):
        return not characters.without_unseen(value).strip()
    return value is None or (isinstance(value, (Sequence, Mapping)) and all(map(_is_empty, _values(value))))


def _values(value: Sequence[Plain] | Mapping[str, Plain]) -> list[Plain]:
    return list(value.values() if isinstance(value, Mapping) else value)


def _mapping(keys: Mapping[str, Plain]) -> Iterator[str]:
    for key, value in keys.items():
        if not _is_empty(value):
            yield from _entry(key, value)


def _entry(key: str, value: Plain) -> Iterator[str]:
    """A key and its value, in one line or in several."""
    if isinstance(value, str):
        lines = _text(value)
    elif isinstance(value, Mapping):
        lines = ["", *(INDENT + line for line in _mapping(value))]
    elif isinstance(value, Sequence):
        lines = _list([one for one in value if not _is_empty(one)])
    else:
        lines = [_small(value)]
    first, *more = lines
    yield f"{key}: {first}".rstrip()
    yield from more


def _small(value: int | dt.date | dt.time | dt.timedelta | None) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case dt.time():
            return f"{value:%H:%M}"
        case dt.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60} h" if minutes >= 120 and minutes % 60 == 0 else f"{minutes} min"
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def _text(text: str) -> list[str]:
    """In a line; where it has several, in a block as it stands."""
    text = block(text)
    if "\n" not in text:
        return [scalar(text)]
    # YAML takes the indentation of a block from its first line, which may have spaces of its own.
    sign = "|2-" if text.startswith(" ") else "|-"
    return [sign, *((INDENT + line).rstrip(" ") if not line.strip() else INDENT + line for line in text.split("\n"))]


def _list(values: Sequence[Plain]) -> list[str]:
    """Short words in one line, in brackets; everything else a line each."""
    texts = [scalar(one) for one in values if isinstance(one, str)]
    words = len(texts) == len(values) and not any(re.search(r"[\[\]{},'\"&*!|>%@`\n:#?]", text) for text in texts)
    if words and not any("\n" in block(str(one)) for one in values) and sum(map(len, texts)) <= _MOST_IN_A_LINE:
        return [f"[{', '.join(texts)}]"]
    lines = [""]
    for one in values:
        first, *more = _item(one)
        lines += [f"{INDENT}- {first}", *((INDENT * 2 + line) if line else "" for line in more)]
    return lines


def _item(value: Plain) -> list[str]:
    if isinstance(value, Mapping):
        return list(_mapping(value))
    if isinstance(value, str):
        first, *more = _text(value)
        return [first, *(line.removeprefix(INDENT) for line in more)]
    return [_small(value)] if not isinstance(value, Sequence) else list(_list(value))
