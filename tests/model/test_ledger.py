"""The ledger as a value: a set of records, so that joining two is a union, and nothing that was told is untold."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.model.ledger import WITHDRAWN, Fact, Facts, Kind, Ledger, Record, kinds

START = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "starts": st.sampled_from(["2025-03-12", "2025-03-13"]),
        "status": st.sampled_from(["confirmed", "cancelled", WITHDRAWN]),
        "title": st.sampled_from(["", "One", "Two"]),
        "place": st.sampled_from(["", "Room 1"]),
        "calendars": st.sampled_from([("events/a.ics",), ("events/a.ics", "series/s.ics")]),
        "shows": st.sampled_from(["0123456789ab", "ba9876543210"]),
    },
)


def record(uid: str = "a@x", seconds: int = 0, sequence: int = 0, **facts: Fact) -> Record:
    return Record(uid=uid, at=START + dt.timedelta(seconds=seconds), sequence=sequence, facts=MappingProxyType(facts))


RECORDS = st.lists(
    st.builds(
        lambda uid, seconds, sequence, facts: record(uid, seconds, sequence, **facts),
        st.sampled_from(["a@x", "b@x"]),
        st.integers(0, 5),
        st.integers(0, 3),
        FACTS,
    ),
    max_size=8,
)


def joined(*many: list[Record]) -> Ledger:
    ledger = Ledger()
    for records in many:
        ledger = ledger.joined(records)
    return ledger


@given(RECORDS, RECORDS, RECORDS)
def test_joining_is_a_union(one: list[Record], two: list[Record], three: list[Record]) -> None:
    """In any order, in any grouping, and however often: the ledger is the same."""
    whole = joined(one, two, three)
    assert joined(three, one, two) == joined(two, three, one) == whole
    assert joined(one, list(joined(two, three).records)) == whole
    assert joined(list(whole.records), one, one, two) == whole


@given(RECORDS, RECORDS)
def test_joining_never_lowers_what_subscribers_were_told(one: list[Record], two: list[Record]) -> None:
    whole = joined(one, two)
    for part in (joined(one), joined(two)):
        for uid, history in part.histories.items():
            after = whole.histories[uid]
            assert after.sequence >= history.sequence
            assert after.last >= history.last
            assert after.first <= history.first
            assert after.calendars >= history.calendars


@given(FACTS, FACTS)
def test_what_has_changed_leads_from_one_state_to_the_other(one: dict[str, Fact], two: dict[str, Fact]) -> None:
    before, after = Facts().then(one), Facts().then(two)
    assert before.then(after.since(before)) == after
    assert dict(after.since(after)) == {}


@pytest.mark.parametrize(
    ("records", "sequence"),
    [
        ([record(sequence=2, status="confirmed")], 2),
        ([record(), record(seconds=1, title="T")], 0),
        ([record(), record(seconds=1, sequence=1, starts="2025-03-12")], 1),
        # Two organisers changed the place in their branches, each from 0 to 1.
        ([record(), record(seconds=1, sequence=1, place="A"), record(seconds=2, sequence=1, place="B")], 2),
        # It left a calendar: whoever wrote that knew that SEQUENCE must rise, and wrote so.
        ([record(), record(seconds=1, sequence=1, calendars=("events/a.ics",))], 1),
    ],
)
def test_sequence(records: list[Record], sequence: int) -> None:
    assert joined(records).histories["a@x"].sequence == sequence


CONFIRMED = Facts(event="a", starts="2025-03-12", ends="2025-03-12", status="confirmed", title="One", place="Room")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"status": ""}, {}, [Kind.ANNOUNCED]),
        ({}, {}, [Kind.OTHER]),
        ({}, {"shows": "0"}, [Kind.OTHER]),
        ({}, {"starts": "2025-03-13"}, [Kind.MOVED]),
        ({}, {"starts": "2025-03-13", "place": "B"}, [Kind.MOVED, Kind.PLACE]),
        ({"title": ""}, {}, [Kind.TITLE_KNOWN]),
        ({}, {"title": "Two"}, [Kind.RETITLED]),
        ({}, {"title": ""}, [Kind.OTHER]),
        ({}, {"status": "cancelled"}, [Kind.CANCELLED]),
        ({}, {"status": "postponed"}, [Kind.POSTPONED]),
        ({}, {"status": WITHDRAWN}, [Kind.WITHDRAWN]),
        ({"status": "cancelled"}, {"status": WITHDRAWN}, [Kind.WITHDRAWN]),
        ({"status": WITHDRAWN}, {}, [Kind.TAKES_PLACE]),
        ({"status": "cancelled"}, {"starts": "2025-04-13"}, [Kind.TAKES_PLACE, Kind.MOVED]),
        ({"status": "tentative"}, {}, [Kind.OTHER]),
        ({}, {"recordings": 1}, [Kind.RECORDING]),
        ({"recordings": 2}, {"recordings": 1}, [Kind.OTHER]),
    ],
)
def test_what_has_happened(before: dict[str, Fact], after: dict[str, Fact], expected: list[Kind]) -> None:
    assert list(kinds(CONFIRMED.then(before), CONFIRMED.then(after))) == expected


def test_a_name_is_of_what_has_it_today() -> None:
    """Not of what had it and was withdrawn, whichever of them was noted last."""
    old = [record("a@x", event="a", status="confirmed"), record("a@x", 9, event="a", status=WITHDRAWN)]
    new = [record("a+2@x", 5, event="a", status="confirmed")]
    assert joined(old, new).by_event["a", ""].uid == "a+2@x"
    assert joined(old).by_event["a", ""].uid == "a@x"


def test_when_it_began() -> None:
    assert Ledger().began is None
    assert joined([record(seconds=7), record("b@x", 3)]).began == START + dt.timedelta(seconds=3)
