"""The reference of all keys and rules, made from the model: what `seminarsite keys` and `seminarsite rules` print."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import types
import typing
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from seminarsite.judging.meaning.rules import RULES
from seminarsite.model import checking, deadlines, joining, values
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings
from seminarsite.reading import schema

KINDS: dict[str, tuple[type, str]] = {
    "site": (Settings, "content/site.yaml"),
    "series": (Series, "content/series/*.md"),
    "event": (Event, "content/events/*.md"),
    "speaker": (Speaker, "content/speakers/*.md"),
    "page": (Page, "content/pages/*.md"),
}

_NAMES: dict[Any, str] = {
    str: "text",
    bool: "yes or no",
    int: "number",
    values.Latitude: "number",
    values.Longitude: "number",
    dt.date: "date",
    dt.datetime: "date, or date and hour",
    dt.time: "hour",
    dt.timedelta: "length",
    values.Phrase: "text with $TeX$",
    values.Prose: "Markdown with $TeX$",
    values.Secret: "text, never published",
    joining.MeetingLink: "address, published as its rule says",
    joining.Passcode: "text, never published",
    joining.Before: "time before",
    joining.After: "time after",
    deadlines.DaysBefore: "days before",
    deadlines.DaysAfter: "days after",
    values.PartialDate: "year, month or day",
    values.MonthDay: "month-day",
    values.Zone: "time zone",
    values.Url: "address",
    values.Email: "e-mail address",
    values.Orcid: "ORCID iD",
    values.Slug: "name of a file",
    values.Rule: "name of a rule",
    values.SitePath: "address within the site",
    values.FilePath: "file",
    values.Language: "language",
    values.Colour: "colour",
}


def markdown(kinds: typing.Iterable[str]) -> str:
    """The keys of these kinds of file as Markdown, those of nested values indented below theirs."""
    return "\n".join(line for kind in kinds for line in _kind(kind))


def rules() -> str:
    """The rules about meaning as a table in Markdown, with the level of each and the keys it judges by."""
    about = {field.key: field for field in schema.fields_of(checking.Checks)}
    by = {rule.name: rule.settings for rule in RULES}
    usual = checking.Checks()
    lines = ["| rule | usually | tells that | judges by |", "|---|---|---|---|"]
    for name in checking.RULES:
        keys = ", ".join(f"`{key}`" if " of " not in key else key for key in by.get(name, ()))
        lines.append(f"| `{name}` | {usual.level(name)} | {about[name].about} | {keys} |")
    return "\n".join(lines) + "\n"


def _kind(name: str) -> Iterator[str]:
    kind, where = KINDS[name]
    yield f"## {name}: {where}"
    yield ""
    yield " ".join((kind.__doc__ or "").split())
    yield ""
    for depth, field in schema.keys_of(kind):
        need = " **(needed)**" if field.required else ""
        also = f" Also read: {', '.join(f'`{spelling}`' for spelling in field.also)}." if field.also else ""
        yield f"{'  ' * depth}- `{field.key}` ({type_name(field.type)}){need}: {field.about}.{also}"
    yield ""


def type_name(hint: Any) -> str:
    """A type in an organiser's words."""
    if get_origin(hint) is tuple:
        return f"list of {type_name(get_args(hint)[0])}"
    if get_origin(hint) in (typing.Union, types.UnionType):
        names = [type_name(h) for h in get_args(hint) if h is not type(None)]
        return " or ".join(names)
    if hint is values.Tba:
        return "`tba`"
    if hint in _NAMES:
        return _NAMES[hint]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        members = (m.name.capitalize() if isinstance(m.value, int) else str(m.value) for m in hint)
        return " | ".join(members)
    if isinstance(hint, type) and issubclass(hint, Entry):
        return f"name of a {hint.__name__.lower()}"
    if dataclasses.is_dataclass(hint):
        short = getattr(hint, "SHORT", None)
        return f"{short.replace('_', '-')}, or keys and values" if short else "keys and values"
    raise TypeError(hint)
