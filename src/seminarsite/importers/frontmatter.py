"""Markdown files with front matter, a talk each: Jekyll's `_posts` and collections, Hugo's content; YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from seminarsite.diagnostics import Span
from seminarsite.importers import columns, rows
from seminarsite.importers.contentlines import decoded
from seminarsite.importers.findings import Findings
from seminarsite.importers.trees import CannotRead, from_json, from_toml, from_yaml

BODY = "\ue000body"
"""The column for the text below the front matter, which no key can be called."""

BIOGRAPHY = "\ue000biography"

_FENCED = {"---": re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE), "+++": re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)}  # fmt: skip
_DAY_IN_NAME = re.compile(r"(?:^|/)(\d{4}-\d\d-\d\d)(?=[-_.])")
_VIDEO = re.compile(
    r"(?:youtube|vimeo)\s+(?:id=)?[\"']?([\w-]{6,20})|<iframe[^>]+src=[\"']([^\"']{8,300})", re.IGNORECASE
)


def read(path: str, data: bytes, options: Mapping[str, str]) -> Findings:
    """One file: one record."""
    keys, body = apart(path, decoded(data).replace("\r\n", "\n"))
    record: dict[str, Any] = dict(keys)
    nested = record.pop("event", None)  # Hugo themes, and `extra` of Zola
    for inner in (nested, record.pop("params", None), record.pop("extra", None)):
        if isinstance(inner, Mapping):
            record = {**inner, **record}
        elif inner is not None and inner is nested:
            record["event"] = inner
    if not any(_is_date(record, key) for key in record) and (day := _DAY_IN_NAME.search(path)):
        record["date"] = day[1]
    if (video := _VIDEO.search(body)) and "video" not in record:
        found = video[2] or (
            f"https://www.youtube.com/watch?v={video[1]}"
            if "youtube" in video[0].lower()
            else f"https://vimeo.com/{video[1]}"
        )
        record["video"] = found.replace("youtube.com/embed/", "youtube.com/watch?v=").replace(
            "youtube-nocookie", "youtube"
        )
    record[BODY], biography = _biography_apart(body)
    if biography:
        record[BIOGRAPHY] = biography
    said = {"abstract": BODY, "biography": BIOGRAPHY, **options}
    return rows.findings("markdown", [(Span(path, 1, 1), record)], said, markdown=True)


def _biography_apart(body: str) -> tuple[str, str]:
    """What stands below a heading `Biography`, up to the next one, is about the speaker."""
    pieces = re.split(r"^(#{1,6}[ \t]*[^#\n]+?|\*\*[^*\n]{3,40}\*\*):?[ \t#]*$\n?", body, flags=re.MULTILINE)
    kept, about = [pieces[0]], []
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if columns.meaning(heading.strip("#* \t:")) == "biography":
            about.append(text.strip())
        else:
            kept.append(f"{heading}\n{text}")
    return "".join(kept), "\n\n".join(about)


def _is_date(record: Mapping[str, Any], key: str) -> bool:
    return columns.meaning(key) == "date" and bool(rows.text(record[key]))


def apart(path: str, text: str) -> tuple[Mapping[str, Any], str]:
    """The keys and the text below them. A front matter that is no YAML is read line by line: `title: A: b` is meant."""
    text = text.lstrip("\ufeff")
    for fence, pattern in _FENCED.items():
        match = pattern.match(text)
        if match and fence == "+++":
            return from_toml(path, match[1]), text[match.end() :]
        if match:
            try:
                keys = from_yaml(path, match[1], 1)
            except CannotRead:
                keys = _by_lines(match[1])
                if not keys:
                    raise
            return keys if isinstance(keys, Mapping) else {}, text[match.end() :]
    if text.startswith("{") and (end := re.search(r"^\}[ \t]*$", text, re.MULTILINE)):
        keys = from_json(path, text[: end.end()].encode())
        return keys if isinstance(keys, Mapping) else {}, text[end.end() :]
    raise CannotRead("no front matter between two lines `---` or `+++`", Span(path, 1, 1))


def _by_lines(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if match := re.match(r"([A-Za-z_][\w -]{0,40}):[ \t]+(.+)", line):
            found.setdefault(match[1], match[2].strip().strip("\"'"))
    return found
