"""The words of an overview, and its JSON."""

from __future__ import annotations

import json

import pytest

from helpers_standing import EMAIL
from seminarsite.organising import telling
from seminarsite.organising.standing import Overview, Standing


def one(season: Overview, name: str) -> Standing:
    return next(standing for standing in season.standings if standing.event.id == name)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "late",
            ["title: overdue by 9 days, since Wed 2025-02-26", "abstract: overdue by 2 days, since Wed 2025-03-05"],
        ),
        ("hidden", ["abstract: due in 5 days, on Wed 2025-03-12"]),
        ("off", []),
    ],
)
def test_what_is_missing(season: Overview, name: str, says: list[str]) -> None:
    standing = one(season, name)
    assert [telling.lacking(standing, missing) for missing in standing.lacks] == says


def test_people_titles_and_states(season: Overview) -> None:
    told = {s.event.id: (telling.people(s.event), telling.title(s.event), telling.states(s)) for s in season.standings}
    assert told["snow"] == ("Carla Modèle", "On α-snow", ())
    assert told["open"] == ("no speaker yet", "no title yet", ("tentative",))
    assert told["hidden"] == ("Only Here", "Hidden", ("draft",))
    assert told["soon"][2] == ("embargoed",)
    assert told["school"] == ("", "A school", ())


def test_whom_to_ask(season: Overview) -> None:
    assert [speaker.name for speaker in telling.whom(one(season, "late"))] == ["Ada Example"]
    assert telling.whom(one(season, "open")) == ()  # nobody is known to speak
    assert telling.whom(one(season, "off")) == ()


def test_the_summary(season: Overview) -> None:
    assert telling.summary(season, {}) == "6 events to come, 4 things overdue."
    changed = telling.summary(season, {"late": ("announced",)})
    assert changed.endswith("1 change that the ledger does not know (`seminarsite record`).")
    assert telling.heading(season) == "Analysis, as of Fri 2025-03-07 10:00 (Europe/Zurich)"


def test_json_has_everything_but_addresses_unless_asked(season: Overview) -> None:
    text = telling.as_json(season, {"late": ("announced",)}, addresses=False)
    assert EMAIL not in text
    told = json.loads(text)
    late = next(event for event in told["events"] if event["id"] == "late")
    assert late["missing"][0] == {"part": "title", "due": "2025-02-26", "days_left": -9}
    assert (late["file"], late["title"], late["ask"]) == ("content/events/late.md", None, [{"name": "Ada Example"}])
    assert (told["now"], told["overdue"]) == ("2025-03-07T09:00:00Z", 4)
    assert told["unrecorded"] == [{"event": "late", "changes": ["announced"]}]
    assert told["free"][0]["days"][0] == "2025-04-09"
    assert told["terms"] == [{"series": "analysis", "name": "Bert Beispiel", "until": "2025-07-31"}]
    asked = json.loads(telling.as_json(season, {}, addresses=True))
    assert {"name": "Ada Example", "email": EMAIL} in [who for event in asked["events"] for who in event["ask"]]
