"""A hundred join links under every rule, built before, in and after their windows: which of them is in which byte."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from helpers_html import page
from helpers_private import forms
from helpers_site import event, made
from seminarsite.build import draw
from seminarsite.diagnostics import Report
from seminarsite.judging.revealing import joining, public_link, window
from seminarsite.model.event import Event
from seminarsite.model.joining import Visibility
from seminarsite.tools.keeping import Kept

RULES: Mapping[str, str] = {
    "alone": "",
    "mailing-list": "visible: mailing-list",
    "public": "visible: public",
    "window": "visible: window, from: 30 min before, until: 15 min after",
    "registration": "visible: registration, registration: 'https://example.org/register'",
    "locked": "visible: locked, riddle: 'The smallest prime above 100?', answer: 101",
    "passcode": "visible: locked, passcode: 'four words of mine'",
    "public-cancelled": "visible: public",
    "window-cancelled": "visible: window",
    "public-draft": "visible: public",
}

# 12:00 to 13:00 in New York on Wednesday 12 March 2025 is 16:00 to 17:00 UTC; the window is 15:30 to 17:15.
MOMENTS = {
    "days before": "2025-03-10T12:00:00+00:00",
    "a second before": "2025-03-12T15:29:59+00:00",
    "opening": "2025-03-12T15:30:00+00:00",
    "at the last second": "2025-03-12T17:14:59+00:00",
    "closing": "2025-03-12T17:15:00+00:00",
    "days after": "2025-03-15T12:00:00+00:00",
}

SERIES = """\
---
title: Example Seminar
slot: {weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET}
attendance: online
online: Zoom
mailing-list: {url: https://example.org/list}
---
"""


def token(rule: str, number: int) -> str:
    """As random as it looks: nothing else in the site holds it."""
    return hashlib.sha256(f"{rule} {number}".encode()).hexdigest()[:20]


def link(rule: str, number: int) -> str:
    return f"https://us02web.zoom.us/j/{token(rule, number)}?pwd={token(rule, number)[::-1]}"


def files() -> dict[str, str]:
    found = {"series/seminar.md": SERIES}
    for rule, keys in RULES.items():
        for number in range(10):
            join = f"{{link: '{link(rule, number)}', {keys}}}" if keys else f"'{link(rule, number)}'"
            state = {"cancelled": "status: cancelled", "draft": "draft: yes"}.get(rule.rpartition("-")[2], "")
            found[f"events/{rule}-{number}.md"] = event(
                "2025-03-12", "series: seminar", "speaker: tba", f"online: {{platform: Zoom, join: {join}}}", state
            )
    return found


def shown(site: Mapping[str, bytes], rule: str, *, where: Callable[[str], bool] = lambda _: True) -> int:
    """How many of the ten tokens of a rule are in the bytes of a site, in any form; CR LF space folds calendars."""
    content = b"\0".join(b.replace(b"\r\n ", b"") for path, b in site.items() if where(path))
    tokens = [(token(rule, n), token(rule, n)[::-1]) for n in range(10)]
    return sum(any(form in content for half in pair for form in forms(half)) for pair in tokens)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, bytes]]:
    root = tmp_path_factory.mktemp("hundred")
    for name, text in {"site.yaml": "title: Example\nurl: https://example.org/\n", **files()}.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return {name: made(root, dt.datetime.fromisoformat(now)) for name, now in MOMENTS.items()}


def test_there_are_a_hundred() -> None:
    assert len({link(rule, n) for rule in RULES for n in range(10)}) == 100


def test_the_search_finds_each_form_of_a_token() -> None:
    word = token("public", 3)
    for form in forms(word):
        assert shown({"x": b"a" + form + b"b"}, "public") == 1, form
    assert shown({"x": base64.b64encode(b"ab" + word.encode() + b"c")}, "public") == 1


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_shows_as_many_links_as_it_says(
    sites: Mapping[str, Mapping[str, bytes]], rule: str, moment: str
) -> None:
    in_window = moment in ("opening", "at the last second")
    expected = {"public": 10, "window": 10 if in_window else 0}.get(rule, 0)
    assert shown(sites[moment], rule) == expected


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_feed_has_the_public_links_at_any_time_and_no_others(
    sites: Mapping[str, Mapping[str, bytes]], moment: str
) -> None:
    def is_feed(path: str) -> bool:
        return path.endswith((".ics", ".xml"))

    assert {rule: shown(sites[moment], rule, where=is_feed) for rule in RULES} == {
        r: 10 * (r == "public") for r in RULES
    }
    feeds = {path: content for path, content in sites[moment].items() if is_feed(path) and path != "sitemap.xml"}
    assert feeds.items() <= sites["days before"].items()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_page_shows_its_own_link_and_once_it_is_over_none(
    sites: Mapping[str, Mapping[str, bytes]], moment: str
) -> None:
    def hrefs(rule: str) -> list[str]:
        links = [a["href"] for a in page(sites[moment][f"events/{rule}-0/index.html"]).all("a")]
        return [href for href in links if "zoom" in (urlsplit(href).hostname or "")]

    running = moment in ("days before", "a second before", "opening")
    assert hrefs("public") == ([link("public", 0)] if running else [])
    assert hrefs("window") == ([link("window", 0)] if moment in ("opening", "at the last second") else [])


def test_the_same_content_gives_the_same_bytes(sites: Mapping[str, Mapping[str, bytes]]) -> None:
    path = "events/locked-3/index.html"
    assert sites["days before"][path] == sites["opening"][path]
    assert b"data-sealed" in sites["opening"][path]
    assert b"data-sealed" not in sites["closing"][path]


@pytest.mark.parametrize(
    ("rule", "moment", "words"),
    [
        ("alone", "opening", "it goes to the mailing list. Sign up for the mailing list"),
        ("mailing-list", "days before", "it goes to the mailing list. Sign up for the mailing list"),
        ("public", "days before", "Joining Join on Zoom"),
        (
            "window",
            "days before",
            "appears here on Wednesday 12 March 2025, 11:30 ET (15:30 UTC). Load this page again",
        ),
        ("window", "opening", "Join on Zoom The link stands here until Wednesday 12 March 2025, 13:15 ET (17:15 UTC)."),
        ("registration", "days before", "Whoever registers gets the link. Register"),
        ("locked", "opening", "What opens it: the answer to the riddle. The smallest prime above 100?"),
        ("passcode", "opening", "the passcode that the organisers gave you. To open it, your browser needs JavaScript"),
    ],
)
def test_a_page_says_how_to_join(sites: Mapping[str, Mapping[str, bytes]], rule: str, moment: str, words: str) -> None:
    text = page(sites[moment][f"events/{rule}-0/index.html"]).text
    assert words in text.replace("Wednesday, 12 March", "Wednesday 12 March").replace(
        ", March 12, 2025", " 12 March 2025"
    )


@pytest.mark.parametrize("rule", ["alone", "window", "locked", "public-cancelled"])
def test_nothing_is_said_when_it_is_over_or_cancelled(sites: Mapping[str, Mapping[str, bytes]], rule: str) -> None:
    for moment in ("closing", "days after"):
        assert "Joining" not in page(sites[moment][f"events/{rule}-0/index.html"]).text
    assert ("Joining" in page(sites["days before"][f"events/{rule}-0/index.html"]).text) is (rule != "public-cancelled")


def test_only_a_page_with_a_lock_loads_the_script(sites: Mapping[str, Mapping[str, bytes]]) -> None:
    loading = {path for path, content in sites["opening"].items() if b"unlock.js" in content and path.endswith(".html")}
    assert loading == {f"events/{rule}-{n}/index.html" for rule in ("locked", "passcode") for n in range(10)}


# --- as values -----------------------------------------------------------------------------------


def one(read: Callable[..., object], join: str, *lines: str, series: str = SERIES) -> Event:
    site, report = read(  # type: ignore[misc]
        {
            "series/seminar.md": series,
            "events/a.md": event("2025-03-12", "series: seminar", f"online: {{join: {join}}}", *lines),
        }
    )
    assert site is not None, report.diagnostics
    found: Event = site.events[0]
    return found


WITH_RULE = SERIES.replace(
    "online: Zoom",
    "online: {platform: Zoom, join: {link: 'https://example.org/usual', visible: window, until: 15 min after}}",
)


def test_another_link_keeps_the_rule_of_the_series_and_another_rule_its_link(read: Callable[..., object]) -> None:
    other_link = one(read, "https://example.org/other", series=WITH_RULE)
    assert other_link.online is not None
    assert other_link.online.join is not None
    assert other_link.online.join.rule is Visibility.WINDOW
    assert other_link.online.join.link.reveal() == "https://example.org/other"
    other_rule = one(read, "{visible: public}", series=WITH_RULE)
    assert public_link(other_rule) == "https://example.org/usual"
    assert window(other_rule) is None


def test_another_platform_takes_neither(read: Callable[..., object]) -> None:
    lines = ("series: seminar", "online: {platform: Teams, join: 'https://example.org/other'}")
    site, _ = read({"series/seminar.md": WITH_RULE, "events/a.md": event("2025-03-12", *lines)})  # type: ignore[misc]
    assert site.events[0].online.join.rule is Visibility.MAILING_LIST


def test_an_event_in_person_has_no_link_of_its_series(read: Callable[..., object]) -> None:
    site, _ = read(  # type: ignore[misc]
        {
            "series/seminar.md": WITH_RULE,
            "events/a.md": event("2025-03-12", "series: seminar", "attendance: in-person", "place: Bern"),
        }
    )
    assert site.events[0].online is None


def test_whole_days_have_a_window_too(read: Callable[..., object]) -> None:
    found = one(read, "{visible: window, from: 1 h before}", "all-day: yes", "until: 2025-03-13", series=WITH_RULE)
    there = window(found)
    assert there is not None
    assert (there.opens.isoformat(), there.closes.isoformat()) == (
        "2025-03-11T23:00:00+01:00",
        "2025-03-14T00:15:00+01:00",
    )


def test_a_window_over_a_change_of_the_clocks_is_of_real_time(read: Callable[..., object]) -> None:
    """In New York the clocks went from 2 to 3 on 9 March 2025."""
    lines = ("series: seminar", "time: 03:30", "online: {join: {from: 1 h before}}")
    site, _ = read({"series/seminar.md": WITH_RULE, "events/a.md": event("2025-03-09", *lines)})  # type: ignore[misc]
    there = window(site.events[0])
    assert there is not None
    assert there.opens.isoformat() == "2025-03-09T01:30:00-05:00"


# --- secrets that are not at hand ----------------------------------------------------------------

NAMED = {
    "public": "online: {platform: Zoom, join: {link: 'env:ZOOM', visible: public}}",
    "window": "online: {platform: Zoom, join: {link: 'file:secrets/zoom.txt', visible: window}}",
    "locked": "online: {platform: Zoom, join: {link: 'env:ZOOM', visible: locked, passcode: 'env:PASS'}}",
}
AT_HAND = {
    "env:ZOOM": "https://z.example/1\n",
    "file:secrets/zoom.txt": "https://z.example/2",
    "env:PASS": "correct horse",
}
IN_WINDOW = dt.datetime(2025, 3, 12, 11, 50, tzinfo=dt.UTC)


@pytest.fixture
def named(write_site: Callable[..., Path]) -> Path:
    lines = ("time: 12:00", "zone: UTC", "speaker: tba")
    return write_site({f"events/{rule}.md": event("2025-03-12", *lines, text) for rule, text in NAMED.items()})


def test_what_is_at_hand_is_used(named: Path) -> None:
    report = Report()
    blueprint = draw(named, IN_WINDOW, report, Kept(AT_HAND))
    assert blueprint is not None
    assert report.diagnostics == []
    for rule, words in (
        ("public", b"https://z.example/1"),
        ("window", b"https://z.example/2"),
        ("locked", b"data-sealed"),
    ):
        assert words in blueprint.make(blueprint.planned[f"events/{rule}/index.html"])


def test_what_is_not_stops_the_build_and_says_how_to_set_it(named: Path) -> None:
    report = Report()
    assert draw(named, IN_WINDOW, report) is None
    assert [f"{d.span} {d.code}" for d in report.diagnostics] == [
        "content/events/locked.md:6:39 secret",
        "content/events/locked.md:6:78 secret",
        "content/events/public.md:6:39 secret",
        "content/events/window.md:6:39 secret",
    ]
    assert "`export ZOOM=…`" in report.diagnostics[0].hint
    assert "secrets/zoom.txt beside content/" in report.diagnostics[3].hint


def test_without_secrets_a_page_is_as_before_it_is_revealed(named: Path) -> None:
    report = Report()
    blueprint = draw(named, IN_WINDOW, report, Kept(needed=False))
    assert blueprint is not None
    assert {(d.severity, d.code) for d in report.diagnostics} == {("warning", "secret")}
    texts = {rule: page(blueprint.make(blueprint.planned[f"events/{rule}/index.html"])).text for rule in NAMED}
    assert "The link is not here yet." in texts["public"]
    assert "The link for joining appears here on" in texts["window"]
    assert "The link is not here yet." in texts["locked"]


def test_a_secret_that_is_no_address_is_not_published_and_not_repeated(named: Path) -> None:
    """Or content from a stranger could publish whatever stands in the environment."""
    report = Report()
    assert draw(named, IN_WINDOW, report, Kept({**AT_HAND, "env:ZOOM": "hunter2 NOBODY"})) is None
    assert {d.code for d in report.diagnostics} == {"wrong-value"}
    assert "NOBODY" not in "".join(map(str, report.diagnostics))


def test_joining_is_a_value_that_says_nothing_in_its_repr(read: Callable[..., object]) -> None:
    found = one(read, "'https://example.org/NOBODY'")
    it = joining(found, read({})[0].settings, dt.datetime(2025, 3, 1, tzinfo=dt.UTC))  # type: ignore[index]
    assert it is not None
    assert "NOBODY" not in repr(it)
