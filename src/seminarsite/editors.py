"""JSON Schema of the content files, made from the model, so that editors complete keys and mark mistyped ones.

What the reader accepts, these accept; of what it refuses they find mistyped keys, wrong words and forms, but
nothing that needs a second file or a calendar: `check` remains the judge.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
import re
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin

from seminarsite.model import deadlines, joining, values
from seminarsite.model.checking import RULES
from seminarsite.model.entry import Entry
from seminarsite.model.site import Page
from seminarsite.reading import schema
from seminarsite.reference import KINDS
from seminarsite.tools import zones

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that every editor knows
FOLDER = "schema"
ALL = tuple(KINDS)

_NO_ZONE = "This is no time zone of the IANA database, such as Europe/Zurich or America/New_York."
"""Editors show it in the place of a list of all 400 (a keyword of theirs, which others pass over)."""

_Schema = dict[str, Any]

# YAML takes `2025` for a number and `true` for a truth value; the reader takes both for a text.
_TEXT: _Schema = {"type": ["string", "number", "boolean"]}
# A key without a value counts as left out.
_BLANK: _Schema = {
    "anyOf": [
        {"type": "null"},
        {"type": "string", "pattern": r"^\s*$"},
        {"type": "array", "maxItems": 0},
        {"type": "object", "maxProperties": 0},
    ]
}


def _written(pattern: str, *also: str, **more: Any) -> _Schema:
    """A text of a form; `also` are types that YAML takes it for."""
    return {"type": ["string", *also] if also else "string", "pattern": rf"^\s*{pattern}\s*$", **more}


def _words(*words: str) -> str:
    """A pattern for words whose capitals do not count, with a space or a hyphen between them."""
    letters = {"-": r"(-|\s+)", " ": r"\s+", ".": r"\."}
    return "({})".format(
        "|".join("".join(letters.get(c) or (f"[{c.upper()}{c}]" if c.isalpha() else c) for c in word) for word in words)
    )


_URL = _written(r"[Hh][Tt][Tt][Pp][Ss]?://\S+")
_DATE = r"(\S+\s+)?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_HOUR = r"[0-9]{1,2}:[0-9]{2}"
_LENGTH = r"([0-9]{1,4}\s*[A-Za-z]+\.?[,\s]*)+"
_DAYS = r"[0-9]{1,3}\s*[A-Za-z]+(\s.*)?"
_FORMS: dict[Any, _Schema] = {
    str: _TEXT,
    bool: {
        "anyOf": [{"enum": ["yes", "no", True, False]}, _written(_words("yes", "no", "true", "false", "on", "off"))]
    },
    int: _written("[1-9][0-9]{0,5}", "integer", minimum=1, maximum=999999),
    values.Latitude: _written(r"-?[0-9]{1,2}(\.[0-9]{1,12})?", "number", minimum=-90, maximum=90),
    values.Longitude: _written(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", "number", minimum=-180, maximum=180),
    dt.date: _written(_DATE),
    dt.datetime: _written(rf"{_DATE}([T\s]\s*{_HOUR})?"),
    dt.time: _written(_HOUR),
    dt.timedelta: _written(rf"({_LENGTH}|{_HOUR})"),
    values.PartialDate: _written("[0-9]{4}(-[0-9]{1,2}){0,2}", "integer", minimum=1, maximum=9999),
    values.MonthDay: _written("[0-9]{1,2}-[0-9]{1,2}"),
    values.Phrase: _TEXT,
    values.Prose: _TEXT,
    values.Tba: {"anyOf": [{"const": "tba"}, _written(_words(*sorted(schema.TBA_WORDS)))]},
    values.Secret: _TEXT,
    values.Url: _URL,
    values.Email: _written(r"[^@\s]+@[^@\s]+"),
    values.Orcid: _written(r"(https://orcid\.org/)?([0-9]{4}-){3}[0-9]{3}[0-9Xx]"),
    values.Slug: _written("[a-z0-9]+(-[a-z0-9]+)*", "integer", "boolean"),
    values.SitePath: _written(r"/?[A-Za-z0-9._~/-]*", "number", "boolean"),
    values.FilePath: _written(r"(\./)?(files|pictures)/.+"),
    values.Zone: {"$ref": "#/definitions/zone"},
    values.Language: _written(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,4}){0,2}"),
    values.Colour: _written("#?[0-9A-Fa-f]{3}([0-9A-Fa-f]{3})?", "number"),
    joining.MeetingLink: _TEXT,
    joining.Passcode: _TEXT,
    values.Rule: {"anyOf": [{"enum": list(RULES)}, _written(_words(*RULES))]},
    deadlines.DaysBefore: _written(_DAYS),
    deadlines.DaysAfter: _written(_DAYS),
    joining.Before: _written(rf"{_LENGTH}(\s.*)?"),
    joining.After: _written(rf"{_LENGTH}(\s.*)?"),
}


def json_schema(name: str) -> _Schema:
    """The schema (draft-07) of a kind of content file: site, series, event, speaker or page."""
    kind, _ = KINDS[name]
    known: dict[str, _Schema] = {"blank": _BLANK}
    whole = _object(kind, known)
    if '"#/definitions/zone"' in json.dumps([whole, known]):
        older = "|".join(re.escape(name) for name in ["Etc/UTC", "Z", *sorted(zones.aliases())])
        names = {"enum": sorted(zones.canonical_names()), "errorMessage": _NO_ZONE}
        known["zone"] = {"anyOf": [names, _written(f"({older})")]}
    return {
        "$schema": DIALECT,
        "title": f"seminarsite {name}",
        **whole,
        "definitions": {part: known[part] for part in sorted(known)},
    }


def texts(names: Iterable[str] = ALL) -> Mapping[str, str]:
    """The schemas as files: schema/event.json and its like."""
    return {
        f"{FOLDER}/{name}.json": json.dumps(json_schema(name), indent=1, ensure_ascii=False) + "\n" for name in names
    }


def settings() -> Mapping[str, str]:
    """What tells Visual Studio Code (with Red Hat's extension for YAML) which schema is for which files."""
    globs: dict[str, list[str]] = {}
    for name, (_, where) in KINDS.items():
        path = where.removesuffix("*.md")
        globs[f"./{FOLDER}/{name}.json"] = [where] if path == where else [f"{path}**/*.yaml", f"{path}**/*.yml"]
    files = {"settings": {"yaml.schemas": globs}, "extensions": {"recommendations": ["redhat.vscode-yaml"]}}
    return {f".vscode/{name}.json": json.dumps(file, indent=2) + "\n" for name, file in files.items()}


def remark(path: str) -> str:
    """The line that tells any editor with a YAML language server which schema a content file follows.

    "" for a path that is none of a content file in YAML.
    """
    for name, (_, where) in KINDS.items():
        folder = where.removesuffix("*.md")
        if path == where or (folder != where and path.startswith(folder) and path.endswith((".yaml", ".yml"))):
            return f"# yaml-language-server: $schema={'../' * path.count('/')}{FOLDER}/{name}.json\n"
    return ""


def in_yaml(files: Mapping[str, str | bytes]) -> Mapping[str, str | bytes]:
    """Markdown files of entries as YAML, which editors complete: the text below the keys becomes the last key.

    Pages stay as they are: they are hardly more than their text; so do pictures and whatever else is bytes.
    """
    return dict(_in_yaml(path, text) if isinstance(text, str) else (path, text) for path, text in files.items())


def _in_yaml(path: str, text: str) -> tuple[str, str]:
    kind = next((k for k, where in KINDS.values() if path.startswith(where.removesuffix("*.md"))), None)
    if kind is None or kind is Page or not path.endswith(".md") or not text.startswith("---\n"):
        return path, remark(path) + text
    keys, _, body = text.removeprefix("---\n").partition("\n---\n")
    path = f"{path.removesuffix('.md')}.yaml"
    lines = [f"  {line}".rstrip() for line in body.strip("\n").split("\n")]
    sign = "|2" if lines[0].startswith("   ") else "|"  # else a first line that is indented sets the margin
    below = "\n".join((f"{getattr(kind, 'BODY', '')}: {sign}", *lines, "")) if body.strip() else ""
    return path, f"{remark(path)}{keys}\n{below}"


def _object(kind: type, known: dict[str, _Schema]) -> _Schema:
    """Keys and values. Other spellings are read, but not offered: editors offer `properties` only."""
    properties, others, needed = {}, {}, []
    for field in schema.fields_of(kind):
        value = _of(field.type, known)
        if not field.required:
            value = _any([value, {"$ref": "#/definitions/blank"}])
        properties[field.key] = {"description": f"{field.about[:1].upper()}{field.about[1:]}.", **value}
        spellings = "|".join(re.sub("-", "[-_]", spelling) for spelling in field.spellings)
        if spellings != field.key:
            others[f"^({spellings})$"] = value
        if field.required:
            found = [{"required": [spelling]} for spelling in field.spellings]
            needed.append(found[0] if len(found) == 1 else {"anyOf": found})
    result: _Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return result | ({"patternProperties": others} if others else {}) | ({"allOf": needed} if needed else {})


def _of(hint: Any, known: dict[str, _Schema]) -> _Schema:
    """The schema of a type; that of a part of the model goes to `known`, under its name."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        return _any(_of(one, known) for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        one = _of(get_args(hint)[0], known)
        return _any([one, {"type": "array", "items": _any([one, {"type": "null"}])}])
    if hint in _FORMS:
        return _FORMS[hint]
    if issubclass(hint, Entry):
        return {**_TEXT, "description": f"The name of a {hint.__name__.lower()}, or of its file."}
    if issubclass(hint, enum.Enum):
        return _choice(hint)
    if not (isinstance(hint, type) and dataclasses.is_dataclass(hint)):
        raise TypeError(hint)
    name = hint.__name__.lower()
    if name not in known:
        known[name] = {}  # a part may hold parts of its own kind
        known[name] = _object(hint, known)
    part = {"$ref": f"#/definitions/{name}"}
    short = getattr(hint, "SHORT", None)
    if short is None:
        return part
    [bare] = [field.type for field in schema.fields_of(hint) if field.attribute == short]
    return _any([_of(bare, known), part])


def _any(alternatives: Iterable[_Schema]) -> _Schema:
    """One of several, each once; what is a choice itself is taken apart, so that messages stay short."""
    flat: list[_Schema] = []
    for one in alternatives:
        flat += [inner for inner in (one["anyOf"] if set(one) == {"anyOf"} else [one]) if inner not in flat]
    return flat[0] if len(flat) == 1 else {"anyOf": flat}


def _choice(kind: type[enum.Enum]) -> _Schema:
    """Words as editors should write them; the reader takes them in any capitals, and weekdays in part."""
    if issubclass(kind, enum.IntEnum):
        names = [member.name.capitalize() for member in kind]
        parts = [name.lower()[:length] for name in names for length in range(3, len(name) + 1)]
        return {"anyOf": [{"enum": names}, _written(_words(*parts) + r"[Ss]?\.?")]}
    words = [str(member.value) for member in kind]
    numbers = [int(word) for word in words if word.isdigit()]
    return {"anyOf": [{"enum": words + numbers}, _written(_words(*words))]}
