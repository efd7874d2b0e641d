"""Equal values have one fingerprint in every process, and what has changed has another."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from helpers_site import NOW, STATES, drawn, said_elsewhere
from seminarsite.diagnostics import Span
from seminarsite.model.event import Status
from seminarsite.model.fingerprints import Fingerprints, digest
from seminarsite.model.people import Speaker
from seminarsite.model.values import Size, Slug, Tba


def someone(name: str, line: int = 1) -> Speaker:
    return Speaker(id=Slug("ada"), name=name, spans={"": Span("content/x.md", line, 1)})


def test_of_values() -> None:
    of = Fingerprints(b"around").of
    assert of((1, "a"), [someone("Ada")]) == of((1, "a"), [someone("Ada", 2)])
    assert len({of(1), of("1"), of((1,)), of(someone("Ada")), of(someone("Bea")), of()}) == 6


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.binary()
    | st.dates()
)
VALUES = st.recursive(
    PLAIN, lambda one: st.lists(one) | st.frozensets(PLAIN, max_size=3) | st.dictionaries(st.text(), one)
)


@given(VALUES, VALUES)
def test_equal_values_have_one_and_others_have_another(one: object, other: object) -> None:
    of = Fingerprints(b"around").of
    assert of(one) == of(eval(repr(one), {"datetime": datetime})), "whichever objects it is made of"
    assert (of(one) == of(other)) == (repr(one) == repr(other) or _sorted(one) == _sorted(other))


def _sorted(value: object) -> object:
    """Written in one way, whatever the order of a set; 1 is not True."""
    match value:
        case frozenset():
            return "set", sorted(map(repr, value))
        case list():
            return "list", list(map(_sorted, value))
        case dict():
            return "mapping", [(key, _sorted(part)) for key, part in value.items()]
    return repr(value)


def test_what_has_a_class_is_told_from_its_parts() -> None:
    of = Fingerprints(b"around").of
    ada = of(someone("Ada"))
    assert ada is not None
    values = [ada, (ada,), someone("Ada"), (someone("Ada"),), Size(1, 2), (1, 2), ("Size", 1, 2), Status.CONFIRMED, Status.CONFIRMED.value]  # fmt: skip
    values += [
        Tba,
        len(values),
        digest,
        Size,
        digest.__name__,
        {},
        (),
        "",
        set(),
        None,
        {"a": 1},
        ("a", 1),
        (("a", 1),),
    ]
    assert len({of(value) for value in values}) == len(values)
    assert of([1, 2]) == of((1, 2)), "a list and a tuple show the same"


def test_who_is_noted_stands_for_a_file() -> None:
    known, ada = Fingerprints(b"around"), someone("Ada")
    before = known.of([ada])
    known.note(ada, b"from a file")
    assert known.of([ada]) != before
    assert known.of([dataclasses.replace(ada)]) == before, "another one is not what was read"


def test_what_depends_on_something_without_one_has_none() -> None:
    known, ada = Fingerprints(b"around"), someone("Ada")
    assert known.complete
    known.note(ada, None)
    assert known.of({"who": ada}) is None
    assert not known.complete
    assert known.of(lambda: 1) is None
    assert Fingerprints().of(1) is None


def test_a_whole_site_has_none(write_site: Callable[..., Path]) -> None:
    site = drawn(write_site(STATES), NOW).site
    assert site.fingerprints.of(site) is None
    assert site.fingerprints.of(site.settings, site.events) is not None


def test_it_is_the_same_in_another_process() -> None:
    program = "from seminarsite.model.fingerprints import *; import datetime as d; "
    program += "print(Fingerprints(b'x').of(d.date(2025, 1, 2), {'b': ('a', 1.5)}, None).hex())"
    assert len(said_elsewhere(program)) == 1


def test_digests_of_parts_are_kept_apart() -> None:
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest()}) == 4
