"""What subscribers are told of an event when its file, its name, its series or the site changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from helpers_content import SITE
from helpers_site import event
from seminarsite.calendaring.recording import TOLD_AFTER, UNRECORDED, Telling, Told
from seminarsite.model.ledger import Ledger, Record
from seminarsite.reading import ledger

NOON = ("series: s", "time: 12:00", "zone: UTC")
TALK = (*NOON, "title: One", "speaker: Ada Example")
OTHER = (*NOON, "title: Two", "speaker: Bert Beispiel")
A, LATER = event("2025-04-02", *TALK), event("2025-04-09", *TALK)
START = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
SERIES = {"series/s.md": "---\ntitle: Series S\n---\n", "series/t.md": "---\ntitle: Series T\n---\n"}


@dataclass
class Life:
    """The content of a site from day to day, recorded each evening."""

    read: Callable[..., Any]
    day: int = 0
    text: str | None = None
    telling: Telling = field(init=False)
    records: tuple[Record, ...] = ()

    def then(
        self, files: Mapping[str, str], *, recorded: bool = True, now: dt.datetime | None = None
    ) -> dict[str, Told]:
        """What is told of the content, by UID, on the next day."""
        self.day += 1
        moment = now or START + dt.timedelta(days=self.day)
        site, report = self.read({**SERIES, **files, "ledger.jsonl": self.text}, now=moment)
        assert site is not None, report.diagnostics
        self.telling = Telling(site)
        self.records = tuple(self.telling.news(moment))
        if recorded:
            self.text = ledger.text((site.ledger or Ledger()).joined(self.records))
        return {told.uid: told for told in self.telling.everything}

    def states(self, address: str) -> dict[str, str]:
        return {told.uid: told.entry.state for told in self.telling.by_calendar.get(address, ())}


@pytest.fixture
def life(read: Callable[..., Any]) -> Life:
    return Life(read)


def brief(found: Mapping[str, Told]) -> dict[str, tuple[str, int]]:
    return {uid: (told.entry.status, told.sequence) for uid, told in found.items()}


# --- identity --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"a": A}, {"a": A}, {"a": ("confirmed", 0)}, id="nothing"),
        pytest.param({"a": A}, {"b": A}, {"a": ("confirmed", 0)}, id="renamed"),
        pytest.param({"a": A}, {"b": LATER}, {"a": ("withdrawn", 1), "b": ("confirmed", 0)}, id="renamed and moved"),
        pytest.param(
            {"a": event("2025-04-02", "id: x", *TALK)}, {"b": event("2025-05-07", "id: x", *OTHER)},
            {"x": ("confirmed", 1)}, id="whatever happens to what has an id",
        ),
        pytest.param({"a": A}, {"b": event("2025-04-02", "id: a", *TALK)}, {"a": ("confirmed", 0)}, id="its name as id"),
        pytest.param(
            {"a": A, "b": event("2025-04-09", *OTHER)}, {"a": event("2025-04-09", *OTHER), "b": A},
            {"a": ("confirmed", 1), "b": ("confirmed", 1)}, id="two that swap their names",
        ),
        pytest.param(
            {"slot": event("2025-04-02", *NOON, "title: tba", "speaker: tba")}, {"example": A},
            {"slot": ("confirmed", 1)}, id="a slot that gets its talk in another file",
        ),
        pytest.param(
            {"slot": event("2025-04-02", *NOON, "title: tba", "speaker: tba")},
            {"one": A, "two": event("2025-04-02", *OTHER)},
            {"slot": ("withdrawn", 1), "one": ("confirmed", 0), "two": ("confirmed", 0)}, id="a slot that gets two",
        ),
        pytest.param(
            {"slot": event("2025-04-02", *NOON, "title: tba", "speaker: tba"), "a": A}, {"b": A},
            {"slot": ("withdrawn", 1), "a": ("confirmed", 0)}, id="a slot beside the talk itself",
        ),
        pytest.param({"a": A}, {"b": event("2025-04-02", *OTHER)}, {"a": ("withdrawn", 1), "b": ("confirmed", 0)}, id="another talk"),
        pytest.param(
            {"a": A}, {"b": event("2025-04-02", "series: t", *TALK[1:])},
            {"a": ("withdrawn", 1), "b": ("confirmed", 0)}, id="the same title in another series",
        ),
        pytest.param(
            {"a": event("2025-04-02", "all-day: yes", "title: One", "speaker: tba")},
            {"b": event("2025-04-02", "all-day: yes", "title: One", "speaker: tba")},
            {"a": ("confirmed", 0)}, id="a day that is renamed",
        ),
    ],
)  # fmt: skip
def test_who_is_who(life: Life, before: dict[str, str], after: dict[str, str], expected: dict[str, Any]) -> None:
    life.then({f"events/{name}.md": text for name, text in before.items()})
    files = {f"events/{name}.md": text for name, text in after.items()}
    found = {f"{name}@example.org": state for name, state in expected.items()}
    assert brief(life.then(files)) == found
    assert brief(life.then(files)) == found
    assert life.records == ()


def test_the_identity_stays_when_the_site_moves_to_another_host(life: Life) -> None:
    before = life.then({"events/a.md": A})["a@example.org"]
    after = life.then({"events/a.md": A, "site.yaml": SITE.replace("example.org", "example.net")})
    assert brief(after) == {"a@example.org": ("confirmed", 0)}
    again = life.then({"events/a.md": A, "site.yaml": SITE.replace("example.org", "example.net")})["a@example.org"]
    assert again.modified > before.modified, "its address is another one"


WORKSHOP = ("series: s", "until: 2025-04-03", "kind: workshop", "title: W", "zone: UTC", "programme:")


def test_sessions_are_known_by_their_titles_or_their_hours(life: Life) -> None:
    def workshop(*sessions: str, date: str = "2025-04-02") -> dict[str, str]:
        return {"events/w.md": event(date, *WORKSHOP, *(f"  - {{title: {s}}}" for s in sessions))}

    life.then(workshop("Opening, time: 09:00, ends: 10:00", "Dinner, time: 19:00"))
    # The dinner is an hour later, the opening has another name.
    found = life.then(workshop("Welcome, time: 09:00, ends: 10:00", "Dinner, time: 20:00"))
    expected = {"w@example.org": ("confirmed", 0), "w.opening@example.org": ("confirmed", 0), "w.dinner@example.org": ("confirmed", 1)}  # fmt: skip
    assert brief(found) == expected
    assert found["w.opening@example.org"].entry.title == "Welcome"
    # Two at the hour of one that is gone: who is who cannot be known.
    found = life.then(workshop("Left, time: 09:00", "Right, time: 09:00", "Dinner, time: 20:00"))
    assert brief(found) == {**expected, "w.opening@example.org": ("withdrawn", 1), "w.left@example.org": ("confirmed", 0), "w.right@example.org": ("confirmed", 0)}  # fmt: skip


# --- what is gone ----------------------------------------------------------------------------------


def test_what_is_restored_is_what_it_was(life: Life) -> None:
    assert brief(life.then({"events/a.md": A})) == {"a@example.org": ("confirmed", 0)}
    assert brief(life.then({})) == {"a@example.org": ("withdrawn", 1)}
    assert brief(life.then({})) == {"a@example.org": ("withdrawn", 1)}
    assert brief(life.then({"events/a.md": A})) == {"a@example.org": ("confirmed", 2)}
    assert brief(life.then({})) == {"a@example.org": ("withdrawn", 3)}
    assert brief(life.then({"events/again.md": A})) == {"a@example.org": ("confirmed", 4)}


def test_a_name_that_is_used_again_long_after_is_of_another_talk(life: Life) -> None:
    """A year later nobody expects the withdrawn talk any more; whoever gave the name may not even remember it."""
    next_year = event("2026-04-01", *OTHER)
    life.then({"events/a.md": A})
    life.then({})
    found = life.then({"events/a.md": next_year})
    assert brief(found) == {"a@example.org": ("withdrawn", 1), "a+2@example.org": ("confirmed", 0)}
    assert life.states("events/a.ics") == {"a+2@example.org": "CONFIRMED"}
    assert brief(life.then({"events/a.md": next_year})) == brief(found)
    # But the talk of which it was said that it would not take place may take place then.
    life.then({})
    assert brief(life.then({"events/a.md": next_year}))["a+2@example.org"] == ("confirmed", 2)


def test_the_name_of_a_talk_that_was_renamed_is_not_given_again(life: Life) -> None:
    life.then({"events/a.md": A})
    life.then({"events/b.md": A})
    found = life.then({"events/a.md": event("2025-05-07", *OTHER), "events/b.md": A})
    assert {uid: told.entry.event for uid, told in found.items()} == {"a@example.org": "b", "a+2@example.org": "a"}
    assert life.states("events/a.ics") == {"a+2@example.org": "CONFIRMED"}, "not the other one, as cancelled"
    assert life.states("events/b.ics") == {"a@example.org": "CONFIRMED"}


@pytest.mark.parametrize("gone", ["draft: yes", "publish-from: 2025-12-24", None])
def test_of_what_is_withdrawn_the_series_and_the_hour_are_told_and_nothing_else(life: Life, gone: str | None) -> None:
    about = (*TALK, "place: {name: Old Library, room: '7'}", "online: {platform: Zoom, join: {link: 'https://z.example/j/1', visible: public}}")  # fmt: skip
    life.then({"events/a.md": event("2025-04-02", *about, body="The abstract.")})
    found = life.then({"events/a.md": event("2025-04-02", *about, gone)} if gone else {})
    told = found["a@example.org"]
    assert (told.entry.state, told.sequence, told.entry.summary) == ("CANCELLED", 1, "CANCELLED: Series S")
    assert (told.entry.start.isoformat(), told.entry.end.isoformat()) == (
        "2025-04-02T12:00:00+00:00",
        "2025-04-02T13:00:00+00:00",
    )
    for word in ("One", "Ada", "Old Library", "Zoom", "z.example", "abstract"):
        assert word not in repr(told.entry)
    assert life.states("series/s.ics") == life.states("events/a.ics") == {"a@example.org": "CANCELLED"}
    # The address of a calendar of somebody who is named nowhere else would tell who it was.
    assert life.states("speakers/ada-example.ics") == {}
    assert life.telling.left_behind == ("events/a.ics",)


def test_what_is_withdrawn_is_told_for_some_weeks_after_its_date(life: Life) -> None:
    """And then its calendars go, too."""
    life.then({"events/a.md": A})
    over = dt.datetime(2025, 4, 2, 13, tzinfo=dt.UTC) + TOLD_AFTER
    for now, stands in ((over - dt.timedelta(seconds=1), True), (over, False)):
        told = life.then({}, now=now)["a@example.org"]
        assert told.stands(now) is stands
        assert bool(life.telling.left_behind) is stands


# --- calendars that an event has left --------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (("series: t", *TALK[1:]), "series/s.ics"),
        ((*NOON, "title: One", "speaker: Carla Modele"), "speakers/ada-example.ics"),
        ((*TALK, "topics: [algebra]"), "topics/analysis.ics"),
    ],
    ids=["series", "speaker", "topic"],
)
def test_in_a_calendar_that_it_has_left_it_is_cancelled(life: Life, after: tuple[str, ...], left: str) -> None:
    """With a higher SEQUENCE, since clients pass over a cancellation without one; so again when it comes back."""
    other = event("2025-05-07", *TALK, "topics: [analysis]")

    def then(text: str) -> tuple[tuple[str, int], str]:
        found = brief(life.then({"events/a.md": text, "events/other.md": other}))
        assert found.pop("other@example.org") == ("confirmed", 0)
        return found["a@example.org"], life.states(left)["a@example.org"]

    before = event("2025-04-02", *TALK, "topics: [analysis]")
    assert then(before) == (("confirmed", 0), "CONFIRMED")
    for _ in range(2):
        assert then(event("2025-04-02", *after)) == (("confirmed", 1), "CANCELLED")
    assert then(before) == (("confirmed", 2), "CONFIRMED")


def test_what_is_cancelled_and_elsewhere_is_said_once_to_be_cancelled(life: Life) -> None:
    life.then({"events/a.md": A})
    life.then({"events/a.md": event("2025-04-02", "series: t", *TALK[1:], "status: cancelled")})
    (told,) = life.telling.by_calendar["series/s.ics"]
    assert told.entry.summary == "CANCELLED: Ada Example: One"


def test_a_calendar_that_it_comes_into_for_the_first_time_is_no_news_to_those_of_others(life: Life) -> None:
    life.then({"events/a.md": A})
    found = life.then({"events/a.md": event("2025-04-02", *TALK, "topics: [analysis]")})
    assert brief(found) == {"a@example.org": ("confirmed", 0)}


# --- SEQUENCE and LAST-MODIFIED --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "rises"),
    [
        ({"title": "Another title"}, False),
        ({"note": "A correction of an abstract"}, False),
        ({"message": "Bring your own chair."}, False),
        ({"slides": "https://example.org/slides.pdf"}, False),
        ({"video": "https://example.org/video"}, False),
        ({"slug": "somewhere-else"}, False),
        ({"topics": "[algebra]"}, False),
        ({"speakers": "[Ada Example, Bert Beispiel]", "speaker": None}, False),
        ({"date": "2025-04-03"}, True),
        ({"time": "12:30"}, True),
        ({"length": "90 min"}, True),
        ({"zone": "Europe/London"}, True),
        ({"zone": "Africa/Abidjan"}, True),  # the same instant, but who lives there reads another zone
        ({"place": "{name: Old Library, room: '8'}"}, True),
        ({"online": "{join: {link: 'https://z.example/j/2', visible: public}}"}, True),
        ({"online": "{join: {link: 'https://z.example/j/1', visible: mailing-list}}"}, True),
        ({"status": "tentative"}, True),
        ({"status": "cancelled"}, True),
        ({"status": "postponed"}, True),
        ({"title": "tba", "speaker": "tba"}, True),  # a slot is tentative
    ],
)  # fmt: skip
def test_sequence_rises_for_those_who_want_to_come(life: Life, change: dict[str, str | None], rises: bool) -> None:  # noqa: FBT001
    keys: dict[str, str | None] = {
        "series": "s", "date": "2025-04-02", "time": "12:00", "zone": "UTC", "title": "One", "speaker": "Ada Example",
        "place": "{name: Old Library, room: '7'}", "online": "{join: {link: 'https://z.example/j/1', visible: public}}",
    }  # fmt: skip

    def file(keys: dict[str, str | None]) -> dict[str, str]:
        body = f"Abstract. {keys.pop('note', '')}"
        lines = [f"{key}: {value}" for key, value in keys.items() if value]
        return {"events/a.md": "\n".join(["---", *lines, "---", body])}

    before = life.then(file(dict(keys)))["a@example.org"]
    assert (before.sequence, before.modified) == (0, UNRECORDED)
    before = life.then(file(dict(keys)), recorded=False)["a@example.org"]
    assert (before.sequence, before.modified, life.records) == (0, START + dt.timedelta(days=1), ())
    after = life.then(file({**keys, **change}))["a@example.org"]
    after = life.then(file({**keys, **change}))["a@example.org"]
    assert (after.sequence, after.modified) == (int(rises), START + dt.timedelta(days=3))
    # Back to what it was: again a change, and it leaves the calendars that it had come into.
    life.then(file(dict(keys)))
    again = life.then(file(dict(keys)))["a@example.org"]
    assert again.sequence == (2 if rises else int("topics" in change or "speakers" in change))
    assert again.modified == START + dt.timedelta(days=5)


def test_a_slot_that_gets_its_talk_is_tentative_no_more(life: Life) -> None:
    """RFC 5546 2.1.4 wants SEQUENCE to rise with STATUS."""
    life.then({"events/a.md": event("2025-04-02", *NOON, "title: tba", "speaker: tba")})
    assert life.states("series/s.ics") == {"a@example.org": "TENTATIVE"}
    assert brief(life.then({"events/a.md": A})) == {"a@example.org": ("confirmed", 1)}


def test_a_ledger_that_is_begun_does_not_lower_what_was_told_without_one(life: Life) -> None:
    moved = event("2025-04-02", *TALK, "status: rescheduled", "previously: {date: 2025-03-05, time: 12:00}")
    assert brief(life.then({"events/a.md": moved})) == {"a@example.org": ("rescheduled", 1)}
    assert brief(life.then({"events/a.md": moved})) == {"a@example.org": ("rescheduled", 1)}


def test_a_clock_that_was_put_back(life: Life) -> None:
    """What is noted later is later."""
    late = START + dt.timedelta(days=300)
    life.then({"events/a.md": A}, now=late)
    life.then({"events/a.md": LATER}, now=START)
    assert [record.at for record in life.records] == [late + dt.timedelta(seconds=1)]
    told = life.then({"events/a.md": LATER}, now=START)["a@example.org"]
    assert (told.sequence, told.modified, life.records) == (1, late + dt.timedelta(seconds=1), ())


def test_without_a_ledger_nothing_depends_on_the_moment(read: Callable[..., Any]) -> None:
    told = [
        Telling(read({**SERIES, "events/a.md": A}, now=START + dt.timedelta(days=days))[0]).everything
        for days in (0, 1000)
    ]
    assert told[0] == told[1]
    assert {one.modified for one in told[0]} == {UNRECORDED}
