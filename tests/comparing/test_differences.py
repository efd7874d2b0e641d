"""Two sites and what differs: pages that come, go and change; entries of calendars; in words and as JSON."""

from __future__ import annotations

import json

import pytest

from seminarsite.comparing.differences import MOST_LINES, Made, as_json, as_text, differences, made
from seminarsite.comparing.visible import Entry

OLD = Made({"": ("Home", "Next: A"), "events/a/": ("A",), "about/": ("Us",)}, {})
NEW = Made({"": ("Home", "Next: B"), "events/b/": ("B",), "about/": ("Us",)}, {})
TALK = Entry("20250402T120000 Europe/Zurich", "Talk", "CONFIRMED", "Bern")


def test_pages() -> None:
    found = differences(OLD, NEW)
    assert (found.added, found.removed) == (("events/b/",), ("events/a/",))
    assert dict(found.changed) == {"": ("@@ -2 +2 @@", "-Next: A", "+Next: B")}


def test_in_words_the_summary_comes_first() -> None:
    assert as_text(differences(OLD, NEW)) == (
        "Pages: 1 new, 1 gone, 1 changed.\nCalendar entries: 0 changed.\nnew      /events/b/\ngone     /events/a/\n\n"
        "changed  /\n    -Next: A\n    +Next: B"
    )


def test_as_json() -> None:
    assert json.loads(as_json(differences(OLD, NEW))) == {
        "added": ["events/b/"],
        "removed": ["events/a/"],
        "changed": [{"address": "", "diff": ["@@ -2 +2 @@", "-Next: A", "+Next: B"]}],
        "calendar": [],
    }


def test_no_difference() -> None:
    found = differences(OLD, OLD)
    assert not found
    assert as_text(found) == "Visitors see no difference."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, TALK, ("added", "Talk", TALK.starts)),
        (TALK, None, ("removed", "Talk", TALK.starts)),
        (TALK, Entry("20250403", "Talk", "CONFIRMED", "Bern"), ("moved", "Talk", f"{TALK.starts} -> 20250403")),
        (
            TALK,
            Entry(TALK.starts, "CANCELLED: Talk", "CANCELLED", "Bern"),
            ("cancelled", "CANCELLED: Talk", TALK.starts),
        ),
        (TALK, Entry(TALK.starts, "New", "CONFIRMED", "Bern"), ("retitled", "New", TALK.starts)),
        (TALK, Entry(TALK.starts, "Talk", "CONFIRMED", "Basel"), ("place", "Talk", "Bern -> Basel")),
    ],
)
def test_calendar_entries(before: Entry | None, after: Entry | None, told: tuple[str, str, str]) -> None:
    old, new = (Made({}, {"a": one} if one else {}) for one in (before, after))
    assert differences(old, new).calendar == (told,)


def test_a_long_difference_is_cut_for_people() -> None:
    found = differences(Made({"": ()}, {}), Made({"": tuple(map(str, range(MOST_LINES + 7)))}, {}))
    assert as_text(found).endswith("… and 7 lines more")
    assert len(json.loads(as_json(found))["changed"][0]["diff"]) == MOST_LINES + 8


def test_the_day_of_the_build_does_not_count() -> None:
    old, new = (
        made({"": f"<main><p>As of {day}.</p></main>".encode()}, {}, f"As of {day}.") for day in ("Monday", "Tuesday")
    )
    assert not differences(old, new)
