"""The site as JSON: it follows its schema, whatever the site, and says what the pages say."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from helpers_evil import EVERY_FIELD
from helpers_private import Tokens, whole
from helpers_site import JOIN, SEMINAR, STATES, demo, event, made

BASE = "https://example.org/seminar/"
MOMENTS = ("2023-03-20T12:00:00+00:00", "2026-11-21T12:00:00+00:00")


def documents(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        path: json.loads(content)
        for path, content in files.items()
        if path == "site.json" or (path.startswith("archive/") and path.endswith(".json"))
    }


def closed(schema: Any) -> Any:
    """A schema that lets no key pass that it does not name, so that none is forgotten."""
    if isinstance(schema, dict):
        inner = {key: closed(value) for key, value in schema.items()}
        return inner | ({"additionalProperties": False} if "properties" in inner else {})
    return [closed(value) for value in schema] if isinstance(schema, list) else schema


def against_schema(files: Mapping[str, bytes]) -> list[str]:
    validator = Draft202012Validator(
        closed(json.loads(files["schema/site-1.json"])), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [
        f"{path}: {error.json_path} {error.message} {[(e.json_path, e.message) for e in error.context or ()]}"[:800]
        for path, document in documents(files).items()
        for error in validator.iter_errors(document)
    ]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


# --- the schema ----------------------------------------------------------------------------------


@pytest.mark.parametrize("now", MOMENTS)
def test_the_demo_follows_the_schema(now: str) -> None:
    assert against_schema(demo(now)) == []


@pytest.mark.parametrize("files", [STATES, EVERY_FIELD, {}], ids=["states", "every field", "empty"])
def test_sites_of_every_kind_follow_the_schema(write_site: Callable[..., Path], files: Mapping[str, Any]) -> None:
    assert against_schema(made(write_site(files))) == []


def test_the_schema_refuses_what_is_wrong() -> None:
    """A test of the test: it must not be blind."""
    files = dict(demo(MOMENTS[0]))
    site = json.loads(files["site.json"])
    for change in ({"kind": "other"}, {"events": [{}]}, {"unknown": 1}, {"schema": {"version": 2, "url": "x"}}):
        assert against_schema({**files, "site.json": json.dumps({**copy.deepcopy(site), **change}).encode()}) != []


TITLES = st.text("aé<&\"'\\$_{}^x ", min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    titles=st.lists(TITLES, min_size=1, max_size=3),
    day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    status=st.sampled_from(["confirmed", "tentative", "cancelled", "postponed", "rescheduled"]),
    lines=st.sets(
        st.sampled_from(
            [
                "place: tba",
                "online: Zoom",
                "topics: [a, b]",
                "message: A message",
                "speaker: [Emmy Noether, {name: Max Example, role: panelist}]",
                "until: 2101-01-01",
                "slides: https://s.example/",
                "previously: 2025-01-01",
                "career-stage: postdoc",
            ]
        )
    ),
)
def test_any_site_follows_the_schema(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], day: dt.date, status: str, lines: set[str]
) -> None:
    content = tmp_path_factory.mktemp("site") / "content"
    (content / "events").mkdir(parents=True)
    (content / "site.yaml").write_text("title: Example\nurl: https://example.org/seminar/\nzone: UTC\n", "utf-8")
    for number, title in enumerate(titles):
        quoted = "'" + title.replace("'", "''") + "'"
        text = event(day.isoformat(), "time: 12:00", f"status: {status}", f"title: {quoted}", *sorted(lines))
        (content / "events" / f"talk-{number}.md").write_text(text, "utf-8")
    files = made(content.parent)
    assert against_schema(files) == []
    assert len(documents(files)["site.json"]["events"]) == len(titles)


# --- what it says --------------------------------------------------------------------------------


def test_an_event(write_site: Callable[..., Path]) -> None:
    talk = event(
        "2025-03-12",
        "series: seminar",
        "title: On $x_1$",
        "speakers: [{name: Emmy Noether, affiliation: Göttingen}]",
        "slides: files/x.pdf",
        "length: 90 min",
        body="See [the archive](/archive/) on $a<b$ <!-- not for readers --> and\n\n$$\\alpha$$\n",
    )
    files = made(write_site({"series/seminar.md": SEMINAR, "events/talk.md": talk, "files/x.pdf": b"%PDF-1.4"}))
    (found,) = documents(files)["archive/2025.json"]["events"]
    assert (
        found.items()
        >= {
            "id": "talk",
            "url": f"{BASE}events/talk/",
            "series": "seminar",
            "kind": "seminar",
            "title": {"text": "On x₁", "html": found["title"]["html"], "tex": "On $x_1$"},
            "speakers": [{"speaker": "emmy-noether", "affiliation": "Göttingen", "role": "speaker"}],
            "start": {
                "date": "2025-03-12",
                "local": "2025-03-12T12:00:00-04:00",
                "utc": "2025-03-12T16:00:00Z",
                "zone": "America/New_York",
                "zone_label": "ET",
            },
            "slides": [{"url": f"{BASE}files/x.pdf"}],
            "join": {"rule": "mailing-list"},
            "season": "2025",
        }.items()
    )
    assert found["end"]["utc"] == "2025-03-12T17:30:00Z"
    assert "<math>" in found["title"]["html"]
    assert f'href="{BASE}archive/"' in found["abstract"]["html"]
    assert found["abstract"]["tex"] == "See the archive on $a<b$ and\n\n$$\\alpha$$"
    assert found["abstract"]["text"] == "See the archive on a < b and\n\nα"
    assert "not for readers" not in json.dumps(documents(files))
    for address in found["files"].values():
        assert address.removeprefix(BASE) in files


def test_what_is_to_be_announced_is_null_and_what_is_not_stated_is_not_there(write_site: Callable[..., Path]) -> None:
    talk = event("2025-03-12", "time: 12:00", "speaker: tba", "place: {name: Hall, room: tba}")
    (found,) = documents(made(write_site({"events/talk.md": talk})))["archive/2025.json"]["events"]
    assert (found["title"], found["speakers"], found["place"]) == (None, None, {"name": "Hall", "room": None})
    assert {"message", "abstract", "video", "online", "join"} & set(found) == set()


def test_of_whole_days_there_are_the_first_and_the_last(write_site: Callable[..., Path]) -> None:
    found = documents(made(write_site({"events/w.md": event("2025-05-05", "until: 2025-05-07", "title: W")})))
    (whole_days,) = found["archive/2025.json"]["events"]
    assert whole_days["start"] == {"date": "2025-05-05", "zone": "Europe/Zurich"}
    assert whole_days["end"] == {"date": "2025-05-07", "zone": "Europe/Zurich"}


def test_the_whole_leads_to_the_seasons_and_each_event_is_in_one(write_site: Callable[..., Path]) -> None:
    for files in (made(write_site(STATES)), demo(MOMENTS[0])):
        found = documents(files)
        site = found.pop("site.json")
        base = site["site"]["url"]
        assert {season["data"].removeprefix(base) for season in site["seasons"]} == set(found)
        assert site["schema"]["url"].removeprefix(base) in files
        told = [event["id"] for season in found.values() for event in season["events"]]
        assert sorted(told) == sorted(event["id"] for event in site["events"])
        assert [season["events"] for season in site["seasons"]] == [
            len(found[season["data"].removeprefix(base)]["events"]) for season in site["seasons"]
        ]
        people = {speaker["id"] for speaker in site["speakers"]}
        assert {one for event in site["events"] for one in event.get("speakers", ())} <= people


def test_it_does_not_depend_on_the_moment() -> None:
    assert documents(demo(MOMENTS[0])) == documents(demo(MOMENTS[1]))


# --- what it does not say ------------------------------------------------------------------------


@pytest.mark.parametrize("visible", ["public", "window", "mailing-list", "locked"])
def test_of_links_for_joining_only_a_public_one(write_site: Callable[..., Path], visible: str) -> None:
    more = ", passcode: four words of mine" if visible == "locked" else ""
    online = f"online: {{platform: Zoom, join: {{link: '{JOIN}', visible: {visible}{more}}}}}"
    series = f"---\ntitle: S\n{online}\n---\n"
    talk = event("2025-03-12", "series: s", "time: 12:00", "zone: UTC", "title: X")
    running = dt.datetime(2025, 3, 12, 12, 30, tzinfo=dt.UTC)
    found = documents(made(write_site({"series/s.md": series, "events/talk.md": talk}), running))
    links = [text for text in strings(found) if "meet.example" in text]
    assert links == ([JOIN] if visible == "public" else [])
    (event_,) = found["archive/2025.json"]["events"]
    assert event_["join"]["rule"] == visible
    if visible == "window":
        assert event_["join"] == {"rule": "window", "opens": "2025-03-12T11:30:00Z", "closes": "2025-03-12T13:00:00Z"}


def test_no_draft_no_note_and_no_address_of_a_speaker(write_site: Callable[..., Path]) -> None:
    token = Tokens()
    speaker = f"---\nname: Emmy Noether\nemail: {token('email')}@n.example\nnotes: {token('notes')}\n---\n"
    talk = event("2025-04-02", "time: 12:00", "speaker: Emmy Noether", "title: The talk", f"notes: {token('more')}")
    files = {**whole(token, "draft", "draft: yes"), **whole(token, "later", "publish-from: 2025-03-10")}
    site = made(write_site({**files, "speakers/emmy-noether.md": speaker, "events/a.md": talk}))
    found = documents(site)
    assert [event["id"] for event in found["site.json"]["events"]] == ["a"]
    assert token.found_in({path: site[path] for path in found}) == []
