"""Documents are decoded by the model's own annotations: each value once, each mistake at its place."""

from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from collections.abc import Callable
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seminarsite.diagnostics import Report, Span
from seminarsite.model import deadlines, joining, values
from seminarsite.model.event import Event, Session, Talk
from seminarsite.model.people import Speaker
from seminarsite.model.series import Section, Series, Slot
from seminarsite.model.site import Page, Settings
from seminarsite.model.values import TBA, Weekday
from seminarsite.reading import schema
from seminarsite.reading.sources import Document, Mapping, Node, Scalar, Sequence

KINDS = [Settings, Series, Event, Speaker, Page]
AT = Span("a.yaml", 1, 1)
FILES = frozenset({"pictures/a.jpg", "files/a.pdf"})


def node(value: Any) -> Node:
    """Python's own values as a tree, every part at 1:1."""
    if isinstance(value, dict):
        return Mapping(tuple((Scalar(key, AT), node(inner)) for key, inner in value.items()), AT)
    if isinstance(value, list):
        return Sequence(tuple(node(inner) for inner in value), AT)
    return Scalar(value, AT)


def decode(kind: type, value: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values and the codes of what was reported."""
    report = Report()
    references: dict[type, Callable[[Scalar], object]] = {
        Speaker: lambda scalar: Speaker(id=values.Slug("x"), name=scalar.text),
        Series: lambda scalar: Series(id=values.Slug("s"), title=values.Phrase(scalar.text, "", "")),
    }
    tree = node(value)
    assert isinstance(tree, Mapping)
    context = schema.Context(report, references if kind is Event else {}, FILES)
    found, _, sound = schema.decode(kind, Document("a.yaml", tree), context)
    assert sound is not report.failed
    return found, [f"{d.code}: {d.message}" for d in report.diagnostics]


def value(hint: Any, text: str) -> Any:
    """A text decoded as a type; None if it was refused."""
    report = Report()
    found = schema.value_of(hint, Scalar(text, AT), schema.Context(report, files=FILES))
    assert (found is schema.BROKEN) == report.failed
    return None if found is schema.BROKEN else found


# --- every key -----------------------------------------------------------------------------------

EXAMPLES: dict[Any, str] = {
    str: "words",
    bool: "yes",
    int: "2006",
    float: "1.5",
    dt.date: "2025-11-03",
    dt.datetime: "2025-11-03 09:00",
    dt.time: "17:15",
    dt.timedelta: "60 min",
    values.Phrase: "On $x$",
    values.Prose: "On *all* $x$",
    values.Secret: "secret",
    joining.MeetingLink: "https://example.org/j/1",
    joining.Passcode: "four words",
    joining.Before: "30 min before",
    joining.After: "15 min after",
    deadlines.DaysBefore: "14 days",
    deadlines.DaysAfter: "2 weeks after",
    values.PartialDate: "2020-05",
    values.MonthDay: "08-01",
    values.Zone: "Europe/Zurich",
    values.Url: "https://example.org/",
    values.Email: "ada@example.org",
    values.Orcid: "0000-0002-1825-0097",
    values.Slug: "ada-example",
    values.Rule: "night-time",
    values.SitePath: "/old/",
    values.FilePath: "pictures/a.jpg",
    values.Language: "en-GB",
    values.Colour: "#0a5c44",
    values.Latitude: "46.95",
    values.Longitude: "7.44",
    Speaker: "Ada Example",
    Series: "seminar",
}


def example(hint: Any) -> Any:
    """The smallest value of a type, as an organiser would write it."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        return example(next(h for h in get_args(hint) if h not in (type(None), values.Tba)))
    if get_origin(hint) is tuple:
        return [example(get_args(hint)[0])]
    if hint in EXAMPLES:
        return EXAMPLES[hint]
    if issubclass(hint, enum.Enum):
        first = next(iter(hint))
        return first.name.capitalize() if isinstance(first.value, int) else str(first.value)
    return whole(hint)


def whole(kind: type) -> dict[str, Any]:
    """All keys of a dataclass, each with its smallest value."""
    return {field.key: example(field.type) for field in schema.fields_of(kind)}


KEYS = [(kind, field) for kind in KINDS for field in schema.fields_of(kind)]


@pytest.mark.parametrize(("kind", "field"), KEYS, ids=[f"{kind.__name__}.{field.key}" for kind, field in KEYS])
def test_every_key_takes_a_value_under_each_of_its_spellings(kind: type, field: schema.Field) -> None:
    needed = {f.key: example(f.type) for f in schema.fields_of(kind) if f.required and f.key != field.key}
    for spelling in (*field.spellings, field.key.replace("-", "_")):
        found, mistakes = decode(kind, {**needed, spelling: example(field.type)})
        assert mistakes == []
        assert found[field.attribute] is not None


@pytest.mark.parametrize("kind", KINDS)
def test_all_keys_at_once(kind: type) -> None:
    found, mistakes = decode(kind, whole(kind))
    assert mistakes == []
    assert set(found) == {field.attribute for field in schema.fields_of(kind)}


def test_no_key_has_two_meanings() -> None:
    for kind in (*KINDS, Talk, Session, Slot):
        spellings = [spelling for field in schema.fields_of(kind) for spelling in field.spellings]
        assert len(spellings) == len(set(spellings))


def test_every_key_says_what_it_is_for() -> None:
    for kind in KINDS:
        for _, field in schema.keys_of(kind):
            assert field.about
            assert field.about.strip(".") == field.about


# --- keys ----------------------------------------------------------------------------------------


def test_an_unknown_key_has_a_suggestion() -> None:
    report = Report()
    tree = node({"name": "Ada Example", "afiliation": "x"})
    assert isinstance(tree, Mapping)
    schema.decode(Speaker, Document("a.yaml", tree), schema.Context(report))
    assert [(d.code, d.hint) for d in report.diagnostics] == [("unknown-key", "Did you mean `affiliation`?")]


def test_a_needed_key_must_be_there_and_have_a_value() -> None:
    for empty in ({}, {"name": ""}, {"name": "  "}, {"name": "~"}, {"name": "null"}, {"name": []}):
        assert [message.split(":")[0] for message in decode(Speaker, empty)[1]] == ["missing-key"]


def test_a_key_without_a_value_is_as_if_it_were_not_there() -> None:
    assert decode(Speaker, {"name": "Ada Example", "affiliation": "", "also-known-as": []}) == (
        {"name": "Ada Example"},
        [],
    )


def test_two_spellings_of_one_key() -> None:
    assert decode(Speaker, {"name": "Ada Example", "url": "https://a.org", "homepage": "https://b.org"})[1] == [
        "duplicate-key: `homepage` and `url` are the same key"
    ]


def test_the_text_below_the_keys_is_the_body() -> None:
    report = Report()
    body = Scalar("About $x$.", Span("a.md", 5, 1), quoted=True)
    tree = node({"name": "Ada Example"})
    assert isinstance(tree, Mapping)
    found, spans, sound = schema.decode(Speaker, Document("a.md", tree, body), schema.Context(report))
    assert (found["biography"].text, str(spans["biography"]), sound) == ("About x.", "a.md:5:1", True)
    twice = node({"name": "Ada Example", "bio": "x"})
    assert isinstance(twice, Mapping)
    _, _, sound = schema.decode(Speaker, Document("a.md", twice, body), schema.Context(report))
    assert ([d.code for d in report.diagnostics], sound) == (["duplicate-key"], False)


# --- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["NO", "yes", "1.10", "0123", "12:00", "2025-11-03", "1e3"])
def test_text_stays_as_it_was_typed(text: str) -> None:
    assert value(str, text) == text
    assert value(values.Phrase, text).text == text


@pytest.mark.parametrize("text", ["tba", "TBA", "t.b.a.", "TBD", "to be  announced"])
def test_to_be_announced_is_a_state(text: str) -> None:
    assert value(values.Phrase | values.Tba, text) is TBA
    assert value(str, text) is not TBA


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Wednesday", Weekday.WEDNESDAY),
        ("wednesdays", Weekday.WEDNESDAY),
        ("Wed", Weekday.WEDNESDAY),
        ("sat.", Weekday.SATURDAY),
    ],
)
def test_weekdays_by_name(text: str, weekday: Weekday) -> None:
    assert value(Weekday, text) is weekday


@pytest.mark.parametrize("text", ["Wendsday", "Mittwoch", "T", "s", ".", "", "2"])
def test_no_weekday_is_guessed(text: str) -> None:
    assert value(Weekday, text) is None


def test_words_of_a_choice_need_no_hyphen_but_the_right_letters() -> None:
    assert value(values.Attendance, "In person") is values.Attendance.IN_PERSON
    report = Report()
    schema.value_of(values.Attendance, Scalar("in-persn", AT), schema.Context(report))
    assert [d.hint for d in report.diagnostics] == ["Did you mean `in-person`?"]
    assert value(Section, "sign up") is Section.SIGN_UP


def test_a_list_of_one_needs_no_list() -> None:
    assert value(tuple[str, ...], "one") == ("one",)


def test_a_bare_text_stands_for_the_main_key() -> None:
    assert value(values.Link, "https://example.org") == values.Link(url=values.Url("https://example.org"))
    assert value(values.Place, "A House") == values.Place(name="A House")
    assert value(values.Picture, "pictures/a.jpg") is None, "a picture without words for those who cannot see it"


def test_an_address_or_a_file_and_the_message_of_what_it_looks_like() -> None:
    assert value(values.Url | values.FilePath, "files/a.pdf") == "files/a.pdf"
    report = Report()
    schema.value_of(values.Url | values.FilePath, Scalar("ftp://example.org", AT), schema.Context(report, files=FILES))
    assert ["http or https" in d.message for d in report.diagnostics] == [True]


@pytest.mark.parametrize("wrong", [["a"], {"a": "b"}])
def test_a_list_or_keys_where_a_text_is_expected(wrong: Any) -> None:
    assert len(decode(Speaker, {"name": wrong})[1]) == 1
    assert len(decode(Settings, {"title": wrong, "url": "https://example.org"})[1]) == 1


def test_every_mistake_of_a_nested_value_is_reported_and_the_rest_is_read() -> None:
    found, mistakes = decode(
        Series,
        {
            "title": "S",
            "slots": [
                {"weekday": "Wendsday", "time": "12", "zone": "CET", "lenght": "5"},
                {"weekday": "Wed", "time": "12:00", "zone": "UTC"},
            ],
            "board": [{"name": "Ada Example", "until": "2020-13"}, {"role": "chair"}],
            "short": "read all the same",
        },
    )
    assert sorted(message.split(":")[0] for message in mistakes) == [
        "missing-key",
        "time-zone",
        "unknown-key",
        "wrong-date",
        "wrong-time",
        "wrong-value",
    ]
    assert set(found) == {"title", "short"}


# --- any tree ------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [field.key for kind in KINDS for _, field in schema.keys_of(kind)] + list(EXAMPLES.values()) + ["tba", "", "~", "x"]
) | st.text(max_size=8)
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(tree=st.dictionaries(WORDS, TREES, max_size=8))
def test_any_tree_is_decoded_or_reported_and_never_raises(kind: type, tree: dict[str, Any]) -> None:
    found, mistakes = decode(kind, tree)
    assert set(found) <= {field.attribute for field in schema.fields_of(kind)}
    needed = {field.attribute for field in schema.fields_of(kind) if field.required}
    assert needed <= set(found) or mistakes
