"""The JSON Schema of site.json and of the seasons' files, made from the model's annotations.

The rules of what is told, and under which names, stand here; `data` follows them. A key may come within a version,
but none may go or become another thing: then VERSION goes up, and the address of the schema with it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import types
import typing
from typing import Any, get_args, get_origin

from seminarsite.model import values
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings
from seminarsite.reading.schema import Field, fields_of

VERSION = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What only says how the site is to be made, or is told in another way.
_OWN = frozenset("draft slug old_addresses sections clock publish_from due checks silence".split())
_UNTOLD: dict[type, frozenset[str]] = {
    Event: frozenset("date until time ends length zone zone_label all_day repeated_hour".split()) | _OWN,
    Settings: frozenset({"navigation", "url"}) | _OWN,
    Page: frozenset({"navigation"}) | _OWN,
    Series: _OWN,
    Speaker: frozenset({"zone"}) | _OWN,
}

_STRING: dict[str, Any] = {"type": "string"}
_URI: dict[str, Any] = {"type": "string", "format": "uri"}
_DATE: dict[str, Any] = {"type": "string", "format": "date"}
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: _STRING,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    dt.date: _DATE,
    dt.time: {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    dt.timedelta: {"type": "integer", "description": "minutes"},
    values.PartialDate: {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    values.MonthDay: {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"},
    values.Phrase: {"$ref": "#/$defs/text"},
    values.Prose: {"$ref": "#/$defs/text"},
    values.Tba: {"type": "null", "description": "to be announced"},
    values.Url: _URI,
    values.FilePath: _URI,
    values.SitePath: _URI,
    values.Email: {"type": "string", "format": "email"},
}


@functools.cache
def told(kind: type) -> tuple[tuple[str, Field], ...]:
    """The fields of a part of the model that are told, each with its key. What is private is of a type that is not."""
    return tuple(
        (field.key.replace("-", "_"), field)
        for field in fields_of(kind)
        if field.attribute not in _UNTOLD.get(kind, ()) and not _is_private(field.type)
    )


def _is_private(hint: Any) -> bool:
    """Whether a value of this type cannot be printed: a Secret, or what is made of one, or of a union with one."""
    if isinstance(hint, typing.NewType):
        return _is_private(hint.__supertype__)
    if isinstance(hint, type):
        return issubclass(hint, values.Unprintable)
    return any(_is_private(inner) for inner in get_args(hint))


@functools.cache
def leads_within(hint: Any) -> bool:
    """Whether a text of this type may be an address within the site, so that it is made absolute."""
    return hint in (values.FilePath, values.SitePath) or any(leads_within(inner) for inner in get_args(hint))


def json_schema(url: str) -> dict[str, Any]:
    """The schema whose own address is `url`."""
    known = _common()
    files = _object({"calendar": _URI, "plain_text": _URI}, {"bibtex": _URI, "ris": _URI})
    own = {"url": _URI, "season": _STRING, "files": files, **_MOMENTS}
    known["event"] = _entry(Event, known, own, {"join": _ref("join")})
    series_files = _object({"calendar": _URI, "bibtex": _URI, "embed": _URI})
    site_files = _object({"calendar": _URI, "feed": _URI, "bibtex": _URI, "programme": _URI, "embed": _URI})
    site = {
        "schema": _ref("schema"),
        "kind": {"const": "site"},
        "site": _entry(Settings, known, {"url": _URI, "files": site_files}),
        "series": _list(_entry(Series, known, {"url": _URI, "files": series_files})),
        "speakers": _list(_entry(Speaker, known, {"url": _URI})),
        "pages": _list(_entry(Page, known, {"url": _URI})),
        "seasons": _list(_ref("season")),
        "events": _list(_ref("brief")),
    }
    season = {
        "schema": _ref("schema"),
        "kind": {"const": "season"},
        "season": _ref("season"),
        "events": _list(_ref("event")),
    }
    export = {**site, "kind": {"const": "export"}, "events": _list(_ref("event"))}
    return {
        "$schema": DIALECT,
        "$id": url,
        "title": f"A site of seminars and lectures, version {VERSION}",
        "oneOf": [_object(site), _object(season), _object(export)],
        "$defs": {name: known[name] for name in sorted(known)},
    }


def _common() -> dict[str, Any]:
    """What is not a part of the model."""
    instant = {"type": "string", "format": "date-time"}
    join = {"link": _URI, "registration": _URI, "opens": instant, "closes": instant}
    brief = {"id": _STRING, "url": _URI, "kind": _STRING, "status": _STRING, "season": _STRING, **_MOMENTS}
    title = {"type": ["string", "null"], "description": "null where it is to be announced"}
    return {
        "text": _object({"text": _STRING, "html": _STRING, "tex": _STRING}),
        "moment": _object({"date": _DATE, "zone": _STRING}, {"utc": instant, "local": instant, "zone_label": _STRING}),
        "season": _object({"label": _STRING, "url": _URI, "data": _URI, "events": {"type": "integer"}}),
        "schema": _object({"version": {"const": VERSION}, "url": _URI}),
        "join": _object({"rule": _STRING}, join),
        "brief": _object(brief | {"title": title}, {"series": _STRING, "speakers": _list(_STRING)}),
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


_MOMENTS = {"start": _ref("moment"), "end": _ref("moment")}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _object(always: dict[str, Any], perhaps: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "properties": {**always, **(perhaps or {})}, "required": sorted(always)}


def _entry(
    kind: type, known: dict[str, Any], always: dict[str, Any], perhaps: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Something with an id of its own, and what is told of it besides its fields."""
    fields = dict(told(kind))
    required = {key: _of(field.type, known) for key, field in fields.items() if field.required or key == "id"}
    others = {key: _of(field.type, known) for key, field in fields.items() if key not in required}
    return _object({**required, **always}, {**others, **(perhaps or {})})


def _of(hint: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; that of a part of the model goes to `known`, under its name."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        inner = [_of(one, known) for one in get_args(hint) if one is not type(None)]
        different = [one for number, one in enumerate(inner) if one not in inner[:number]]
        return different[0] if len(different) == 1 else {"anyOf": different}
    if get_origin(hint) is tuple:
        return _list(_of(get_args(hint)[0], known))
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, typing.NewType):
        return _of(hint.__supertype__, known)
    if issubclass(hint, Entry):
        return {"type": "string", "description": f"the id of a {hint.__name__.lower()}"}
    if issubclass(hint, enum.IntEnum):
        return {"enum": [member.name.lower() for member in hint]}
    if issubclass(hint, enum.Enum):
        return {"enum": [member.value for member in hint]}
    if not (isinstance(hint, type) and dataclasses.is_dataclass(hint)):
        raise TypeError(hint)
    name = hint.__name__.lower()
    if name not in known:
        known[name] = {}  # a part may hold parts of its own kind
        known[name] = _part(hint, known)
    return _ref(name)


def _part(kind: type, known: dict[str, Any]) -> dict[str, Any]:
    fields = dict(told(kind))
    required = {key: _of(field.type, known) for key, field in fields.items() if field.required}
    return _object(required, {key: _of(field.type, known) for key, field in fields.items() if key not in required})
