"""The shelf: every calendar and feed stands there, each way leads to it, and keeping an event keeps the right hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_code import read_drawing
from helpers_html import Html, address_of, page, words
from helpers_site import JOIN, NOW, SEMINAR, SITE, STATES, demo, event, made
from seminarsite import routes
from seminarsite.generators import shelf
from seminarsite.model.event import Event, WholeDays
from seminarsite.model.site import Site

DEMO = "2025-10-20T12:00:00+00:00"
DEMO_BASE = "https://example.org/seminars/"
BASE = "https://example.org/sub/path/"
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


@pytest.fixture
def site(read: Callable[..., Any]) -> Callable[..., Site]:
    def make(files: Mapping[str, str], now: dt.datetime = NOW) -> Site:
        found, report = read({"site.yaml": SITE, **files}, now=now)
        assert found is not None, report.diagnostics
        return found  # type: ignore[no-any-return]

    return make


def asked(address: str) -> dict[str, str]:
    """What an address asks of a service, each key once."""
    pairs = parse_qsl(urlsplit(address).query, keep_blank_values=True, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


# --- one event -----------------------------------------------------------------------------------


def extent_at_google(address: str) -> tuple[object, object]:
    start, end = asked(address)["dates"].split("/")
    if "T" not in start:
        return dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)


def extent_at_outlook(address: str) -> tuple[object, object]:
    found = asked(address)
    if found["allday"] == "true":
        return dt.date.fromisoformat(found["startdt"]), dt.date.fromisoformat(found["enddt"])
    return dt.datetime.fromisoformat(found["startdt"]), dt.datetime.fromisoformat(found["enddt"])


def extent(one: Event) -> tuple[object, object]:
    """As the model has it: moments, or the first day and the one after the last."""
    if isinstance(one.when, WholeDays):
        return one.date, (one.until or one.date) + dt.timedelta(days=1)
    return one.when.start.astimezone(dt.UTC), one.when.end.astimezone(dt.UTC)


def test_the_hours_are_those_of_the_model_in_every_zone_and_across_clock_changes(site: Callable[..., Site]) -> None:
    found = site(STATES, dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    whole_days = 0
    for one in found.events:
        kept = shelf.keeping(found.settings, one, found.now)
        assert (kept is None) is (one.status in ("cancelled", "postponed")), one.id
        if kept is None:
            continue
        assert extent_at_google(kept.google) == extent(one), one.id
        assert extent_at_outlook(kept.outlook) == extent_at_outlook(kept.office) == extent(one), one.id
        days = isinstance(one.when, WholeDays)
        assert asked(kept.google).get("ctz") == (None if days else one.zone), one.id
        whole_days += days
    assert whole_days >= 2
    assert len(found.events) > 40


def test_noon_in_new_york_before_and_after_the_clocks_change(site: Callable[..., Site]) -> None:
    days = {"2025-03-05": "17", "2025-03-12": "16", "2025-10-29": "16", "2025-11-05": "17"}
    talks = {f"events/on-{day}.md": event(day, "series: seminar", "title: T", "speaker: tba") for day in days}
    found = site({"series/seminar.md": SEMINAR, **talks})
    dates = [asked(shelf.keeping(found.settings, one, NOW).google)["dates"] for one in found.events]  # type: ignore[union-attr]
    utc = [(day.replace("-", ""), int(hour)) for day, hour in days.items()]
    assert dates == [f"{day}T{hour}0000Z/{day}T{hour + 1}0000Z" for day, hour in utc]


def test_services_and_the_calendar_say_the_same(site: Callable[..., Site], write_site: Callable[..., Path]) -> None:
    talk = event(
        "2025-03-12", "time: 17:15", "title: 'Sums & products: 100 % of $x^2$ + #1'", "speaker: Zoë Müller",
        "place: {name: University of Bern, room: 'A 101; B'}",
    )  # fmt: skip
    found = site({"events/a.md": talk})
    kept = shelf.keeping(found.settings, found.events[0], found.now)
    assert kept is not None
    google, outlook = asked(kept.google), asked(kept.outlook)
    assert google["action"] == "TEMPLATE"
    assert (outlook["path"], outlook["rru"]) == ("/calendar/action/compose", "addevent")
    assert google["text"] == outlook["subject"] == "Zoë Müller: Sums & products: 100 % of x² + #1"
    assert google["location"] == outlook["location"] == "University of Bern, A 101; B"
    assert google["details"] == outlook["body"] == f"{BASE}events/a/"
    calendar = made(write_site({"site.yaml": SITE, "events/a.md": talk}))[kept.file].decode().replace("\r\n ", "")
    assert f"\r\nSUMMARY:{google['text']}\r\n" in calendar
    assert f"\r\nLOCATION:{google['location']}\r\n".replace(",", "\\,").replace(";", "\\;") in calendar
    assert kept.outlook.startswith("https://outlook.live.com/")
    assert kept.office == kept.outlook.replace("outlook.live.com", "outlook.office.com")


@given(TEXT, TEXT, TEXT)
def test_any_text_survives(title: str, place: str, details: str) -> None:
    moments = (dt.datetime(2025, 3, 12, 16, tzinfo=dt.UTC), dt.datetime(2025, 3, 12, 17, tzinfo=dt.UTC))
    google = routes.google_event(moments, title, place, details)
    outlook = routes.outlook_event(routes.OUTLOOK, moments, title, place, details)
    found, other = asked(google), asked(outlook)
    assert [found.get(key, "") for key in ("text", "location", "details")] == [title, place, details]
    assert [other.get(key, "") for key in ("subject", "location", "body")] == [title, place, details]
    for address in (google, outlook):
        assert quote(address, safe=":/?&=%") == address  # nothing but what an address may hold
        assert "+" not in address  # Outlook would show it


def test_what_is_too_long_is_cut_and_the_page_stays(site: Callable[..., Site]) -> None:
    long = event(
        "2025-03-12", "time: 12:00", f"title: '{'𝔄𝔅 ' * 200}'", f"place: {{name: '{'長い ' * 200}'}}", "speaker: tba"
    )
    found = site({"events/a.md": long})
    kept = shelf.keeping(found.settings, found.events[0], found.now)
    assert kept is not None
    for address in (kept.google, kept.outlook, kept.office):
        assert len(address) <= shelf.LONGEST
    assert asked(kept.google)["text"].startswith("𝔄𝔅 𝔄𝔅")
    assert asked(kept.google)["text"].endswith("…")
    assert asked(kept.google)["details"] == f"{BASE}events/a/"


@pytest.mark.parametrize(
    ("now", "offered"),
    [("2025-03-12T10:00", True), ("2025-03-12T11:59:59", True), ("2025-03-12T12:00", False), ("2026-01-01", False)],
)
def test_what_is_over_is_not_kept_any_more(
    site: Callable[..., Site], write_site: Callable[..., Path], now: str, *, offered: bool
) -> None:
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    files = {
        "site.yaml": SITE,
        "events/a.md": event("2025-03-12", "time: 12:00", "title: T", "speaker: tba", "ends: 13:00"),
    }
    found = site(files, moment)
    assert (shelf.keeping(found.settings, found.events[0], moment) is not None) is offered
    html = page(made(write_site(files), moment)["events/a/index.html"])
    assert ("Add to my calendar" in html.text) is offered
    assert any(a["href"] == "../a.ics" for a in html.all("a")) is offered


RULES = {
    "public": f"online: {{platform: Zoom, join: {{link: '{JOIN}', visible: public}}}}",
    "window": f"online: {{platform: Zoom, join: {{link: '{JOIN}', visible: window}}}}",
    "locked": f"online: {{platform: Zoom, join: {{link: '{JOIN}', visible: locked, riddle: 1 + 100, answer: 101}}}}",
    "alone": f"online: {{platform: Zoom, join: '{JOIN}'}}",
}


@pytest.mark.parametrize("rule", RULES)
def test_only_a_link_that_is_always_public_goes_into_the_calendars_of_visitors(
    site: Callable[..., Site], rule: str
) -> None:
    during = dt.datetime(2025, 3, 12, 11, 30, tzinfo=dt.UTC)
    talk = event("2025-03-12", "time: 12:00", "title: T", "speaker: tba", "attendance: online", RULES[rule])
    found = site({"events/a.md": talk}, during)
    kept = shelf.keeping(found.settings, found.events[0], during)
    assert kept is not None
    for address in (kept.google, kept.outlook, kept.office):
        assert (JOIN in unquote(address)) is (rule == "public")
        assert ("5551234" in address) is (rule == "public")
    assert asked(kept.google)["details"].endswith(f"{BASE}events/a/")


# --- calendars -----------------------------------------------------------------------------------


def test_each_way_leads_to_the_calendar(site: Callable[..., Site]) -> None:
    found = site(STATES)
    [series] = found.series
    it = shelf.ways(found, series)
    assert it.address == f"{BASE}series/seminar.ics"
    assert it.apple == "webcal://example.org/sub/path/series/seminar.ics"
    assert it.google is not None
    assert asked(it.google) == {"cid": it.apple}
    assert asked(it.outlook) == asked(it.office) == {"url": it.address, "name": "Example Seminar"}
    assert it.outlook.startswith("https://outlook.live.com/calendar/0/addfromweb?")
    assert it.office.startswith("https://outlook.office.com/calendar/0/addfromweb?")


def test_google_gets_no_address_that_it_refuses(write_site: Callable[..., Path], read: Callable[..., Any]) -> None:
    for length, offered in ((256, True), (257, False)):
        start = "https://example.org/"
        url = start + "x" * (length - len("webcal://example.org//calendar.ics")) + "/"
        files = {"site.yaml": SITE.replace(BASE, url)}
        found, _ = read(files)
        it = shelf.ways(found, found)
        assert len(it.apple) == length
        assert (it.google is not None) is offered
        html = page(made(write_site(files))["subscribe/index.html"])
        assert any("calendar.google.com" in a["href"] for a in html.all("a")) is offered
        assert ("Google refuses" in html.text) is not offered


def reached(html: Html, path: str, base: str) -> set[str]:
    """The files of the site that the links of a page name, whatever service they go by."""
    found = set()
    for a in html.all("a"):
        target = urljoin(base + address_of(path), a["href"])
        service = asked(target) if urlsplit(target).hostname in SERVICES and urlsplit(target).query else {}
        target = service.get("url") or service.get("cid") or target
        target = target.replace("webcal://", "https://", 1)
        if target.startswith(base):
            found.add(unquote(urlsplit(target).path.removeprefix(urlsplit(base).path)))
    return found


SERVICES = {"calendar.google.com", "outlook.live.com", "outlook.office.com"}


@pytest.mark.parametrize("which", ["demo", "states"])
def test_every_calendar_and_feed_stands_on_the_shelf_and_nothing_that_is_not_there(
    which: str, write_site: Callable[..., Path]
) -> None:
    files, base = (demo(DEMO), DEMO_BASE) if which == "demo" else (made(write_site(STATES)), BASE)
    named = reached(page(files["subscribe/index.html"]), "subscribe/index.html", base)
    assert {routes.output_path(address) for address in named} <= set(files)
    feeds = {
        path
        for path in files
        if (path.endswith((".ics", ".xml")) or path in ("feed.json", "recordings.json"))
        and not path.startswith(("events/", "speakers/", "sitemap."))
    }
    assert feeds <= named
    assert {"calendar.ics", "archive.ics", "feed.xml"} <= feeds
    assert "speakers/" in named  # whose pages have the others
    for path in files:
        if path.startswith("speakers/") and path.endswith(".ics"):
            own = path.removesuffix(".ics") + "/index.html"
            assert path in reached(page(files[own]), own, base)


@pytest.mark.parametrize(
    ("path", "calendar"),
    [
        ("index.html", "calendar.ics"),
        ("events/index.html", "calendar.ics"),
        ("series/schlaefli-lecture/index.html", "series/schlaefli-lecture.ics"),
        ("speakers/kathlen-kohn/index.html", "speakers/kathlen-kohn.ics"),
        ("events/2025-11-03-kohn/index.html", "series/schlaefli-lecture.ics"),
        ("events/2023-03-29-realization-map/index.html", "series/mathematics-of-machine-learning.ics"),
    ],
)
def test_a_page_says_how_to_subscribe_and_when_a_change_arrives(path: str, calendar: str) -> None:
    html = page(demo(DEMO)[path])
    links = [a["href"] for a in html.all("a")]
    assert [link for link in links if link.startswith("webcal:")] == [f"webcal://example.org/seminars/{calendar}"]
    services = [asked(link) for link in links if urlsplit(link).hostname in SERVICES and "addfromweb" in link]
    assert [one["url"] for one in services] == [DEMO_BASE + calendar] * 2
    assert [asked(link)["cid"] for link in links if "/r?cid=" in link] == [f"webcal://example.org/seminars/{calendar}"]
    assert [code.text for code in html.all("code") if "address" in code.attributes.get("class", "")] == [
        DEMO_BASE + calendar
    ]
    sentences = [words(dd.text) for dd in html.all("dd") if "a change arrives" in dd.text]
    assert len({sentence for sentence in sentences if sentence.count(".") <= 2}) >= 4
    [picture] = [image for image in html.all("img") if image["alt"].startswith("QR code: ")]
    assert urljoin(DEMO_BASE + address_of(path), picture["src"]) == DEMO_BASE + calendar.replace(".ics", ".svg")


def test_a_talk_outside_any_series_leads_to_the_calendar_of_everything(write_site: Callable[..., Path]) -> None:
    files = made(
        write_site({"site.yaml": SITE, "events/a.md": event("2025-03-12", "time: 12:00", "title: T", "speaker: tba")})
    )
    assert "calendar.ics" in reached(page(files["events/a/index.html"]), "events/a/index.html", BASE)


def test_a_phone_that_reads_a_code_lands_where_one_subscribes() -> None:
    files = demo(DEMO)
    codes = [path for path in files if path.removesuffix(".svg") + ".ics" in files and path.endswith(".svg")]
    assert len(codes) == 1 + 3 + 5
    for path in codes:
        text = read_drawing(files[path])
        assert text.startswith(DEMO_BASE)
        address, _, place = text.removeprefix(DEMO_BASE).partition("#")
        html = page(files[routes.output_path(address)])
        assert place == "" or place in html.ids
        assert path.removesuffix(".svg") + ".ics" in reached(html, routes.output_path(address), DEMO_BASE)


def test_addresses_of_codes_do_not_depend_on_what_is_to_come(write_site: Callable[..., Path]) -> None:
    early, late = (set(made(write_site(STATES), NOW.replace(year=year))) for year in (2025, 2030))
    assert early == late
