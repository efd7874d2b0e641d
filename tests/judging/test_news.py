"""What has happened, as values: the lines of a ledger in, news out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers_ledger import BEGAN, HOST, SEMINAR, first, ledger, record
from helpers_site import event
from seminarsite.diagnostics import Report
from seminarsite.judging.news import LATEST, Chronicle, News
from seminarsite.model.ledger import Kind
from seminarsite.model.site import Site

TALK = event("2025-03-12", "series: seminar", "title: Invariants", "speaker: Emmy Noether")
FILES = {"series/seminar.md": SEMINAR, "events/talk.md": TALK}

A_DAY_LATER = {
    "starts": "2025-03-13T12:00-04:00[America/New_York]",
    "ends": "2025-03-13T13:00-04:00[America/New_York]",
}

Tell = Callable[..., tuple[News, ...]]


@pytest.fixture(name="tell")
def tell_(read: Callable[..., tuple[Site | None, Report]]) -> Tell:
    """`tell(*lines)` gives the news of a site with one talk, or with `files` besides; None leaves one out."""

    def tell(*lines: str, files: Mapping[str, str | None] | None = None, text: str = "") -> tuple[News, ...]:
        content = {name: one for name, one in {**FILES, **(files or {})}.items() if one is not None}
        site, report = read({**content, "ledger.jsonl": text or ledger(*lines)})
        assert site is not None, report.diagnostics
        return Chronicle(site).news

    return tell


def kinds(found: tuple[News, ...]) -> list[tuple[str, ...]]:
    return [(*(kind.value for kind in one.kinds), *(["programme"] if one.programme else [])) for one in found]


# --- what counts ---------------------------------------------------------------------------------


def test_an_event_that_was_not_there_when_the_ledger_began_is_announced(tell: Tell) -> None:
    (one,) = tell(first("talk", "02-01"))
    assert one.kinds == (Kind.ANNOUNCED,)
    assert one.event is not None
    assert one.event.id == "talk"
    assert one.at == dt.datetime(2025, 2, 1, 9, tzinfo=dt.UTC)


def test_what_was_told_when_the_ledger_began_is_no_news(tell: Tell) -> None:
    assert tell(first("talk", BEGAN)) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"title": ""}, {"title": "Invariants"}, ["title known"]),
        ({"title": "Old"}, {"title": "Invariants"}, ["retitled"]),
        ({}, A_DAY_LATER, ["moved"]),
        ({}, {"ends": "2025-03-12T13:30-04:00[America/New_York]"}, ["moved"]),
        ({}, {"place": "Hall 3"}, ["place"]),
        ({}, {"status": "cancelled"}, ["cancelled"]),
        ({}, {"status": "postponed"}, ["postponed"]),
        ({"status": "cancelled"}, {"status": "confirmed"}, ["takes place after all"]),
        ({"status": "postponed"}, {"status": "rescheduled", **A_DAY_LATER}, ["takes place after all", "moved"]),
        ({}, {"recordings": 1}, ["recording"]),
        ({}, {"title": "Other", "place": "Hall 3", **A_DAY_LATER}, ["moved", "retitled", "place"]),
    ],
)
def test_what_has_happened(tell: Tell, before: dict[str, str], after: dict[str, str], expected: list[str]) -> None:
    assert kinds(tell(first("talk", BEGAN, **before), record("talk", "02-01", **after))) == [tuple(expected)]


@pytest.mark.parametrize(
    "after",
    [
        {"shows": "111111111111"},
        {"calendars": ["events/talk.ics", "speakers/emmy-noether.ics"]},
        {"status": "tentative"},
        {"link": "222222222222"},
        {"title": ""},
        {  # the same instant in another zone
            "starts": "2025-03-12T17:00+01:00[Europe/Zurich]",
            "ends": "2025-03-12T18:00+01:00[Europe/Zurich]",
        },
    ],
)
def test_what_is_no_news(tell: Tell, after: dict[str, object]) -> None:
    assert tell(first("talk", BEGAN), record("talk", "02-01", **after)) == ()


def test_a_government_that_moves_its_clocks_moves_an_event(tell: Tell) -> None:
    """The same hour on the wall is another instant."""
    after = {
        "starts": "2025-03-12T12:00-05:00[America/New_York]",
        "ends": "2025-03-12T13:00-05:00[America/New_York]",
    }
    assert kinds(tell(first("talk", BEGAN), record("talk", "02-01", **after))) == [("moved",)]


def test_a_move_has_what_was_told_and_what_was_told_then(tell: Tell) -> None:
    """A second move makes the first one obsolete."""
    back = {
        "starts": "2025-03-19T12:00-04:00[America/New_York]",
        "ends": "2025-03-19T13:00-04:00[America/New_York]",
    }
    later, earlier = tell(first("talk", BEGAN), record("talk", "02-01", **A_DAY_LATER), record("talk", "02-02", **back))
    assert earlier.move is not None
    assert later.move is not None
    assert [moment.day for move in (earlier.move, later.move) for moment in (move.old[0], move.new[0])] == [
        12,
        13,
        13,
        19,
    ]
    assert (earlier.move.is_latest, later.move.is_latest) == (False, True)


def test_only_the_last_change_of_the_place_says_where(tell: Tell) -> None:
    later, earlier = tell(
        first("talk", BEGAN), record("talk", "02-01", place="Hall 1"), record("talk", "02-02", place="Hall 2")
    )
    assert (earlier.place, later.place) == (False, True)


# --- what is over --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({"title": "Other"}, []),
        ({"place": "Hall 3"}, []),
        (A_DAY_LATER, []),
        ({"recordings": 1, "title": "Other"}, [("recording",)]),
        ({"status": "cancelled"}, [("cancelled",)]),
    ],
)
def test_afterwards_only_a_recording_is_news_or_that_nothing_took_place(
    tell: Tell, after: dict[str, object], expected: list[tuple[str]]
) -> None:
    assert kinds(tell(first("talk", BEGAN), record("talk", "04-01", **after))) == expected


def test_a_talk_that_enters_the_archive_is_not_announced(tell: Tell) -> None:
    assert tell(first("talk", "2025-03-12T17:00:00Z")) == ()
    assert kinds(tell(first("talk", "2025-03-12T16:59:59Z"))) == [("announced",)]


def test_a_day_is_over_when_it_is_everywhere(tell: Tell) -> None:
    day = {"starts": "2025-03-12", "ends": "2025-03-12"}
    assert kinds(tell(first("talk", "2025-03-13T11:59:59Z", **day))) == [("announced",)]
    assert tell(first("talk", "2025-03-13T12:00:00Z", **day)) == ()


def test_what_was_over_and_is_moved_to_come_is_news(tell: Tell) -> None:
    after = {
        "starts": "2025-05-07T12:00-04:00[America/New_York]",
        "ends": "2025-05-07T13:00-04:00[America/New_York]",
    }
    assert kinds(tell(first("talk", BEGAN), record("talk", "04-01", **after))) == [("moved",)]


# --- sessions ------------------------------------------------------------------------------------


def test_sessions_make_one_piece_of_news_a_recording(tell: Tell) -> None:
    found = tell(
        first("talk", BEGAN),
        first("talk", BEGAN, part="morning"),
        record("talk", "02-01", part="morning", **A_DAY_LATER),
        first("talk", "02-01", part="dinner"),
        record("talk", "02-02", part="morning", status="withdrawn"),
    )
    assert kinds(found) == [("programme",), ("programme",)]
    assert {one.uid for one in found} == {f"talk@{HOST}"}


@pytest.mark.parametrize(
    "after", [{"status": "cancelled"}, {"place": "Hall 3"}, A_DAY_LATER], ids=["cancelled", "place", "moved"]
)
def test_what_happened_to_the_whole_explains_the_sessions(tell: Tell, after: dict[str, str]) -> None:
    found = tell(
        first("talk", BEGAN),
        first("talk", BEGAN, part="morning"),
        record("talk", "02-01", **after),
        record("talk", "02-01", part="morning", **after),
    )
    assert [len(one) for one in kinds(found)] == [1]
    assert not found[0].programme


def test_sessions_of_a_new_workshop_are_no_news_of_their_own(tell: Tell) -> None:
    assert kinds(tell(first("talk", "02-01"), first("talk", "02-01", part="morning"))) == [("announced",)]


def test_a_new_title_does_not_hide_a_new_programme(tell: Tell) -> None:
    found = tell(first("talk", BEGAN), record("talk", "02-01", title="Other"), first("talk", "02-01", part="dinner"))
    assert kinds(found) == [("retitled", "programme")]


def test_recordings_of_sessions_are_recordings_of_the_event(tell: Tell) -> None:
    lines = [first("talk", BEGAN), first("talk", BEGAN, part="morning"), first("talk", BEGAN, part="noon")]
    sessions = [record("talk", "04-01", part=part, recordings=2) for part in ("morning", "noon")]
    assert kinds(tell(*lines, *sessions)) == [("recording",)]
    assert kinds(tell(*lines, *sessions, record("talk", "04-01", recordings=1))) == [("recording",)]


# --- what is not published any more --------------------------------------------------------------


def test_of_a_withdrawn_event_there_is_the_series_and_the_day_and_no_more(tell: Tell) -> None:
    found = tell(
        first("talk", BEGAN),
        first("gone", "02-01", title="Gone"),
        record("gone", "02-02", title="Gone for good"),
        first("gone", "02-02", part="morning"),
        record("gone", "02-03", status="withdrawn"),
        record("gone", "02-03", part="morning", status="withdrawn"),
    )
    (one,) = found
    assert (one.kinds, one.event, one.day) == ((Kind.WITHDRAWN,), None, dt.date(2025, 3, 12))
    assert one.series is not None
    assert one.series.id == "seminar"
    assert "Gone" not in repr(found)


def test_what_is_gone_and_not_recorded_as_such_is_silent(tell: Tell) -> None:
    assert tell(first("gone", "02-01"), record("gone", "02-02", title="Other")) == ()


@pytest.mark.parametrize("line", ["draft: yes", "publish-from: 2030-01-01"])
def test_a_draft_is_as_good_as_gone(tell: Tell, line: str) -> None:
    hidden = {"events/talk.md": event("2025-03-12", "series: seminar", "title: Invariants", line)}
    lines = [first("talk", "02-01"), record("talk", "02-02", title="Other")]
    assert tell(*lines, files=hidden) == ()
    (one,) = tell(*lines, record("talk", "02-03", status="withdrawn"), files=hidden)
    assert (one.kinds, one.event) == ((Kind.WITHDRAWN,), None)


def test_a_series_that_is_gone_is_not_named(tell: Tell) -> None:
    alone = {"series/seminar.md": None, "events/talk.md": None}
    (one,) = tell(first("gone", BEGAN), record("gone", "02-01", status="withdrawn"), files=alone)
    assert (one.series, one.day) == (None, dt.date(2025, 3, 12))


def test_what_was_over_is_withdrawn_in_silence(tell: Tell) -> None:
    assert tell(first("gone", BEGAN), record("gone", "04-01", status="withdrawn")) == ()


def test_what_is_restored_takes_place_after_all(tell: Tell) -> None:
    found = tell(
        first("talk", BEGAN), record("talk", "02-01", status="withdrawn"), record("talk", "02-02", status="confirmed")
    )
    assert kinds(found) == [("takes place after all",), ("withdrawn",)]
    assert all(one.event is not None for one in found)


def test_a_file_with_a_new_name_keeps_its_news(tell: Tell) -> None:
    (one,) = tell(
        first("before", "02-01", title="Invariants"),
        record("before", "02-02", event="talk", shows="111111111111", calendars=["events/talk.ics"]),
    )
    assert one.event is not None
    assert (one.event.id, one.uid) == ("talk", f"before@{HOST}")


def test_of_two_events_of_one_name_the_published_one_is_meant(tell: Tell) -> None:
    """An event is withdrawn, and much later another one gets the name of its file."""
    other = f"talk+2@{HOST}"
    found = tell(
        first("talk", BEGAN, title="Of another"),
        record("talk", "02-01", title="Of another still"),
        record("talk", "02-02", status="withdrawn"),
        first("talk", "02-03", uid=other),
    )
    assert [(one.uid, one.event is not None) for one in found] == [(other, True), (f"talk@{HOST}", False)]
    assert kinds(found) == [("announced",), ("withdrawn",)]


# --- order, number, merging ----------------------------------------------------------------------


def test_the_latest_come_first_and_so_many_of_them(tell: Tell) -> None:
    moments = [f"2025-02-{day:02}T{hour:02}:00:00Z" for day in range(1, 20) for hour in (9, 10, 11)]
    lines = [record("talk", at, title=at) for at in moments]
    found = tell(first("talk", BEGAN), *lines)
    assert [f"{one.at:%Y-%m-%dT%H:%M:%SZ}" for one in found] == moments[::-1][:LATEST]


def test_what_was_recorded_together_is_in_order_of_the_events(tell: Tell) -> None:
    files = {f"events/{name}.md": event(day, "series: seminar", f"title: {name}") for name, day in DAYS.items()}
    found = tell(*(first(name, "02-01") for name in sorted(DAYS)), files=files)
    assert [one.event.id for one in found if one.event] == ["c", "a", "b"]


DAYS = {"a": "2025-04-09", "b": "2025-04-16", "c": "2025-04-02"}


def test_the_days_are_those_of_the_zone_of_the_site(read: Callable[..., tuple[Site | None, Report]]) -> None:
    lines = [record("talk", f"2025-02-{at}:00:00Z", title=at) for at in ("10T22", "10T23", "11T22")]
    site, _ = read({**FILES, "ledger.jsonl": ledger(first("talk", BEGAN), *lines)})
    assert site is not None
    chronicle = Chronicle(site)
    assert [(day.day, len(those)) for day, those in chronicle.days] == [(11, 2), (10, 1)]
    assert chronicle.since == dt.date(2025, 1, 5)


LINES = (
    first("talk", BEGAN),
    record("talk", "02-01", title="Other"),
    record("talk", "02-01", place="Hall 3"),
    record("talk", "02-02", **A_DAY_LATER),
    record("talk", "02-02", part="x", **A_DAY_LATER),
    first("gone", "02-01"),
    record("gone", "02-03", status="withdrawn"),
    record("gone", "02-04", status="withdrawn"),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.permutations(LINES), twice=st.lists(st.sampled_from(LINES)))
def test_merged_ledgers_give_the_same_news_in_whatever_order(tell: Tell, lines: list[str], twice: list[str]) -> None:
    found = tell(*lines, *twice)
    assert kinds(found) == [("withdrawn",), ("moved",), ("retitled", "place")]
    assert found == tell(*LINES)


def test_two_branches_that_record_the_same_announce_it_once(tell: Tell) -> None:
    assert kinds(tell(first("talk", "02-01"), first("talk", "02-03"))) == [("announced",)]


def test_a_ledger_without_records_has_no_news(tell: Tell) -> None:
    assert tell(text='{"ledger": 1}\n') == ()
