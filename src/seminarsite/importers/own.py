"""A site from what `seminarsite export json` wrote: all its content files again.

What the export does not tell is not there: private links and notes, drafts. files/ and pictures/ are to be copied. What
an event had from its series is written into its own file; the site that is built of them tells the same.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from seminarsite.importers import hypertext, trees
from seminarsite.importers.trees import CannotRead
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings
from seminarsite.model.values import FilePath, Prose
from seminarsite.reading.schema import fields_of
from seminarsite.tools import characters, prose
from seminarsite.tools.zones import utc
from seminarsite.writing.contentfiles import EVENT_KEYS, Plain, content_file, in_order, yaml_file

FORMAT = "seminarsite"
_FOLDERS: tuple[tuple[str, type[Entry]], ...] = (
    ("series", Series), ("speakers", Speaker), ("events", Event), ("pages", Page),
)  # fmt: skip
_DAY = dt.timedelta(days=1)


def files(path: str, data: bytes) -> Mapping[str, str]:
    """The content files by their paths. Raises CannotRead."""
    found = trees.from_json(path, data)
    if not isinstance(found, dict) or found.get("kind") != "export" or not isinstance(found.get("site"), dict):
        raise CannotRead("it is no export of a site: `seminarsite export json` writes one")
    try:
        base = str(found["site"]["url"])
        base = base if base.endswith("/") else f"{base}/"
        result = {"content/site.yaml": yaml_file({**_keys(Settings, found["site"], base), "url": base})}
        for folder, kind in _FOLDERS:
            for entry in found.get(folder, ()):
                id_ = str(entry["id"])
                if not id_ or characters.slug_of(id_) != id_:
                    raise CannotRead(f"`{id_[:40]}` is no name of a file")
                result[f"content/{folder}/{id_}.md"] = _file(kind, entry, base, id_)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotRead(f"it does not follow the schema: {type(error).__name__} {error}") from None
    return result


def _file(kind: type[Entry], entry: dict[str, Any], base: str, id_: str) -> str:
    keys = _keys(kind, entry, base)
    if kind is Event:
        keys = {**_hours(entry), **keys}
        if online := entry.get("join"):
            told = {"link": online.get("link"), "visible": online["rule"], "registration": online.get("registration")}
            usual = keys.get("online")
            if told["link"] or told["registration"]:
                keys["online"] = {**(usual if isinstance(usual, dict) else {}), "join": told}
        keys = in_order(keys, EVENT_KEYS)
    slug = str(entry["url"]).rstrip("/").rpartition("/")[2]
    if slug != id_:
        keys["slug"] = slug
    body = entry.get(kind.BODY or "") or {}
    return content_file(keys, _markdown(body, base) if body else "")


def _keys(kind: type, told: Mapping[str, Any], base: str) -> dict[str, Plain]:
    """The keys of a content file, or of a part of one, from what is told of it."""
    found: dict[str, Plain] = {}
    body = getattr(kind, "BODY", None)
    usual = {field.name: getattr(field.default, "value", field.default) for field in dataclasses.fields(kind)}
    for field in fields_of(kind):
        key = field.key.replace("-", "_")
        # The kind of an event may be another one than that of its series; of all else what is usual need not be said.
        is_usual = key in told and told[key] == usual[field.attribute] and key not in ("kind", "language")
        if key in told and not is_usual and field.attribute not in ("id", body):
            found[field.key] = _plain(told[key], _kinds(field.type), base)
    return found


def _plain(value: Any, kinds: tuple[Any, ...], base: str) -> Plain:
    """A value as somebody would write it, by the types that may stand there."""
    if value is None:
        return "tba"
    if isinstance(value, list):
        return [_plain(one, kinds, base) for one in value]
    if isinstance(value, dict) and "html" in value:
        return _markdown(value, base) if Prose in kinds else str(value["tex"])
    if isinstance(value, dict):
        return _keys(next(k for k in kinds if dataclasses.is_dataclass(k) and isinstance(k, type)), value, base)
    if isinstance(value, int) and dt.timedelta in kinds and not isinstance(value, bool):
        return dt.timedelta(minutes=value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str) and FilePath in kinds and value.startswith((f"{base}files/", f"{base}pictures/")):
        return unquote(value.removeprefix(base))
    if isinstance(value, (str, int)):
        return value
    raise CannotRead(f"a value that is none of ours: {str(value)[:40]}")


@functools.cache
def _kinds(hint: Any) -> tuple[Any, ...]:
    """The types that an annotation allows, those of the members of a list among them."""

    def of(one: Any) -> Iterator[Any]:
        if get_origin(one) in (typing.Union, types.UnionType, tuple):
            for inner in get_args(one):
                yield from of(inner)
        elif one not in (type(None), Ellipsis):
            yield one

    return tuple(of(hint))


def _markdown(text: Mapping[str, Any], base: str) -> str:
    """A text as Markdown; links within the site are that again."""
    return hypertext.from_html(prose.formulas_as_tex(str(text["html"]))).replace(f"]({base}", "](/")


def _hours(entry: Mapping[str, Any]) -> dict[str, Plain]:
    """Day, hour and zone; a length, which is the same whatever the clocks do, or where it is long, its end."""
    start, end = entry["start"], entry["end"]
    found: dict[str, Plain] = {"date": dt.date.fromisoformat(start["date"]), "zone": start["zone"]}
    found["zone-label"] = start.get("zone_label")
    if "local" not in start:
        found["all-day"] = True
        found["until"] = dt.date.fromisoformat(end["date"]) if end["date"] != start["date"] else None
        return found
    begins, ends = (dt.datetime.fromisoformat(one["local"]) for one in (start, end))
    found["time"] = begins.time()
    wall = begins.replace(tzinfo=ZoneInfo(start["zone"]))
    if wall.replace(fold=1).utcoffset() != wall.replace(fold=0).utcoffset() and utc(wall.replace(fold=1)) > utc(wall):
        found["repeated-hour"] = "first" if wall.utcoffset() == begins.utcoffset() else "second"
    length = ends - begins
    if length < _DAY:
        found["length"] = length
    else:
        found |= {"until": dt.date.fromisoformat(end["date"]), "ends": ends.time()}
    return found
