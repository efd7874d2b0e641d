"""What changed, as visitors and feed readers see it: stories of edits and recordings in, page and feed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers_html import Html, dead_links, page
from helpers_ledger import BEGAN, SEMINAR, first, ledger, record
from helpers_site import SITE, drawn, event, made
from seminarsite.build import build, draw
from seminarsite.changes import next_changes
from seminarsite.diagnostics import Report
from seminarsite.publishing.record import recorded
from seminarsite.reading.content import read_site
from seminarsite.reading.ledger import text as written

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE, FEED = "changes/index.html", "changes.xml"
NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
BASE = "https://example.org/sub/path/"

START = {
    "site.yaml": SITE,
    "series/seminar.md": SEMINAR,
    "events/talk.md": event("2025-03-12", "series: seminar", "speaker: Emmy Noether"),
    "events/workshop.md": event(
        "2025-06-02",
        "until: 2025-06-03",
        "kind: workshop",
        "title: A workshop",
        "place: University of Bern",
        "programme: [{title: Morning, time: 09:00}, {title: Noon, time: 11:00}]",
    ),
}

Files = Mapping[str, str | None]


class Seminar:
    """A site whose organisers edit and record."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, files: Files) -> Seminar:
        for name, content in files.items():
            file = self.root / "content" / name
            if content is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
        return self

    def record(self, day: str, files: Files) -> Seminar:
        """Edit, and record on a day of 2025 at nine."""
        self.edit(files)
        report = Report()
        moment = dt.datetime.fromisoformat(f"2025-{day}T09:00:00+00:00")
        site = read_site(self.root / "content", moment, report)
        assert site is not None, report.diagnostics
        after, _ = recorded(site, moment)
        assert after.ledger is not None
        return self.edit({"ledger.jsonl": written(after.ledger)})

    def entries(self) -> list[dict[str, str]]:
        return entries(shown(self.root)[FEED])


def entries(content: bytes) -> list[dict[str, str]]:
    found = []
    for entry in ElementTree.fromstring(content).findall(f"{ATOM}entry"):
        texts = {node.tag.removeprefix(ATOM): node.text or "" for node in entry}
        link = entry.find(f"{ATOM}link")
        assert link is not None
        found.append({**texts, "link": link.get("href", "")})
    return found


def shown(root: Path, now: dt.datetime = NOW) -> Mapping[str, bytes]:
    """The page and the feed."""
    blueprint = drawn(root, now)
    return {path: blueprint.make(blueprint.planned[path]) for path in (PAGE, FEED)}


def titles(found: list[dict[str, str]]) -> list[str]:
    return [entry["title"] for entry in found]


@pytest.fixture
def seminar(tmp_path: Path) -> Seminar:
    return Seminar(tmp_path).record("02-01", START)


TITLED = event("2025-03-12", "series: seminar", "title: Invariants", "speaker: Emmy Noether")
MOVED = event("2025-03-13", "series: seminar", "time: 13:00", "title: Invariants", "speaker: Emmy Noether")


# --- stories -------------------------------------------------------------------------------------


def test_the_life_of_a_talk(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED})
    seminar.record("02-03", {"events/talk.md": MOVED})
    seminar.record("02-04", {"events/talk.md": MOVED.replace("title:", "status: cancelled\ntitle:")})
    seminar.record("02-05", {"events/talk.md": MOVED})
    seminar.record("03-20", {"events/talk.md": MOVED.replace("title:", "video: https://v.example/1\ntitle:")})
    assert [(entry["updated"][5:10], entry["title"]) for entry in seminar.entries()] == [
        ("03-20", "Recording: Emmy Noether: Invariants"),
        ("02-05", "Takes place after all: Emmy Noether: Invariants"),
        ("02-04", "Cancelled: Emmy Noether: Invariants"),
        ("02-03", "Moved: Emmy Noether: Invariants"),
        ("02-02", "Title known: Emmy Noether: Invariants"),
    ]
    assert (
        "Moved from Wednesday 12 March 2025, 12 noon ET to Thursday 13 March 2025, 1 pm ET (17:00 UTC)."
        in seminar.entries()[3]["summary"]
    )


def test_the_page_says_what_was_and_what_is(seminar: Seminar) -> None:
    html = page(shown(seminar.record("02-03", {"events/talk.md": MOVED}).root)[PAGE])
    assert "Moved from Wednesday 12 March 2025, 12 noon ET to Thursday 13 March 2025, 1 pm ET (17:00 UTC)." in html.text
    assert [gone.text for gone in html.all("s")] == ["Wednesday 12 March 2025, 12 noon ET"]
    assert (2, "Monday 3 February 2025") in html.headings
    (title,) = [a for a in html.all("a") if "u-url" in a.attributes.get("class", "")]
    assert (title["href"], title.text) == ("../events/talk/", "Invariants")
    assert "2025-03-13T17:00:00Z" in [time["datetime"] for time in html.all("time")]


def test_what_is_cancelled_by_now_is_never_shown_as_if_it_took_place(seminar: Seminar) -> None:
    cancelled = TITLED.replace("title:", "status: cancelled\ntitle:")
    seminar.record("02-02", {"events/talk.md": TITLED}).record("02-03", {"events/talk.md": cancelled})
    html = page(shown(seminar.root)[PAGE])
    assert [gone.text for gone in html.all("s")] == ["Wed 12 Mar 2025", "12 noon ET"] * 2
    # The older entry has a badge; the later one says so itself.
    assert [strong.text for strong in html.all("strong")] == ["Cancelled"]
    assert all("does not take place" in entry["summary"] for entry in seminar.entries())


def test_a_new_programme_is_one_entry(seminar: Seminar) -> None:
    later = START["events/workshop.md"].replace("09:00", "09:30").replace("11:00", "11:30")
    more = later.replace("}]", "}, {title: Dinner, time: 19:00}]")
    assert titles(seminar.record("02-03", {"events/workshop.md": more}).entries()) == ["Programme changed: A workshop"]


def test_a_workshop_with_its_sessions_is_one_entry(seminar: Seminar) -> None:
    again = START["events/workshop.md"].replace("title: A workshop", "title: Another")
    assert titles(seminar.record("02-03", {"events/other.md": again}).entries()) == ["Announced: Another"]


def test_nothing_is_told_of_what_is_not_recorded(seminar: Seminar) -> None:
    before = shown(seminar.root)
    after = shown(seminar.edit({"events/talk.md": MOVED}).root)
    assert (before[PAGE], before[FEED]) == (after[PAGE], after[FEED])


def test_recording_again_changes_nothing(seminar: Seminar) -> None:
    before = shown(seminar.record("02-02", {"events/talk.md": TITLED}).root)
    after = shown(seminar.record("02-09", {}).root)
    assert (before[PAGE], before[FEED]) == (after[PAGE], after[FEED])


def test_titles_are_those_of_today(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED})
    seminar.record("02-03", {"events/talk.md": TITLED.replace("Invariants", "Ideals")})
    assert titles(seminar.entries()) == ["New title: Emmy Noether: Ideals", "Title known: Emmy Noether: Ideals"]
    assert b"Invariants" not in shown(seminar.root)[PAGE]


# --- identity ------------------------------------------------------------------------------------


def test_ids_stay_whatever_else_changes(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED})
    ids = [entry["id"] for entry in seminar.entries()]
    renamed = TITLED.replace("Invariants", "Ideals").replace("title:", "slug: ideals\ntitle:")
    site = SITE.replace("https://example.org/sub/path/", "https://other.example/")
    seminar.record("02-03", {"events/talk.md": renamed, "site.yaml": site})
    new, old = seminar.entries()
    assert [old["id"]] == ids
    assert old["link"] == "https://other.example/events/ideals/"
    assert new["id"] != old["id"]
    assert new["id"].startswith("urn:uuid:")


def test_ids_stay_when_a_file_gets_another_name(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED})
    before = seminar.entries()
    seminar.record("02-03", {"events/talk.md": None, "events/noether.md": TITLED})
    (after,) = seminar.entries()
    assert (after["id"], after["link"]) == (before[0]["id"], f"{BASE}events/noether/")


def test_an_entry_is_as_old_as_its_record_and_the_feed_as_its_newest(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED})
    (entry,) = seminar.entries()
    root = ElementTree.fromstring(shown(seminar.root)[FEED])
    assert entry["updated"] == root.findtext(f"{ATOM}updated") == "2025-02-02T09:00:00Z"
    assert root.findtext(f"{ATOM}id") == f"{BASE}changes.xml"


# --- what is private -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["deleted", "drafted", "embargoed"])
@pytest.mark.parametrize("noted", [True, False], ids=["recorded", "not recorded"])
def test_what_is_withdrawn_leaves_no_word(tmp_path: Path, how: str, *, noted: bool) -> None:
    """Neither of what it was called last nor of what it had been called before."""
    talk = event(
        "2025-03-12",
        "series: seminar",
        "title: Zwieback first",
        "speaker: {name: Xaver Zwieback, affiliation: Zwieback Institute}",
        "place: Zwieback Hall",
        "attendance: in-person",
        "topics: zwieback",
    )
    later = talk.replace("first", "second").replace("Zwieback Hall", "Zwieback Room")
    hidden = {
        "deleted": None,
        "drafted": later.replace("title:", "draft: yes\ntitle:"),
        "embargoed": later.replace("title:", "publish-from: 2025-05-01\ntitle:"),
    }[how]
    seminar = Seminar(tmp_path).record("02-01", START)
    seminar.record("02-02", {"events/zwieback.md": talk}).record("02-03", {"events/zwieback.md": later})
    assert len(seminar.entries()) == 2
    if noted:
        seminar.record("02-04", {"events/zwieback.md": hidden})
    else:
        seminar.edit({"events/zwieback.md": hidden})
    files = shown(seminar.root)
    for path in (PAGE, FEED):
        assert b"zwieback" not in files[path].lower(), path
    expected = "An event of Example Seminar on Wednesday 12 March 2025 has been withdrawn."
    assert titles(entries(files[FEED])) == ([expected] if noted else [])
    assert (expected in page(files[PAGE]).text) is noted
    report = Report()
    assert build(seminar.root, tmp_path / "build", NOW, report) is not None, report.diagnostics


def test_nothing_that_the_ledger_says_in_words_is_published(write_site: Callable[..., Path]) -> None:
    """But hours: whoever edits the ledger cannot make the site say anything."""
    word = "Zwieback <script>"
    lines = [
        first("talk", BEGAN, title=word, place=word),
        record("talk", "02-02", title=f"{word} 2", place=f"{word} 2"),
        first("gone", "02-02", title=word, place=word, uid=f"{word[:8]}@{word[:8]}"),
        record("talk", "02-03", status="cancelled"),
    ]
    files = shown(write_site({**START, "ledger.jsonl": ledger(*lines)}))
    assert len(entries(files[FEED])) == 2
    for path in (PAGE, FEED):
        assert b"Zwieback" not in files[path], path


# --- where it is, and where not ------------------------------------------------------------------


def test_without_a_ledger_there_is_none_of_it(write_site: Callable[..., Path]) -> None:
    files = made(write_site(START))
    assert {PAGE, FEED} & set(files) == set()
    assert [path for path, content in files.items() if b"changes/" in content or b"changes.xml" in content] == []


def test_an_address_that_a_free_page_has_taken_is_told(write_site: Callable[..., Path]) -> None:
    mine = {**START, "pages/changes.md": "---\ntitle: Mine\n---\n"}
    assert page(made(write_site(mine))[PAGE]).headings[0] == (1, "Mine")
    report = Report()
    assert draw(write_site({**mine, "ledger.jsonl": ledger()}), NOW, report) is None
    assert [d.code for d in report.diagnostics if d.severity == "error"] == ["same-address"]


def test_every_page_leads_there_and_the_sitemap_knows_it(seminar: Seminar) -> None:
    files = made(seminar.record("02-02", {"events/talk.md": TITLED}).root)
    assert dead_links(files, BASE) == []
    for path in ("index.html", "archive/index.html", "events/talk/index.html"):
        html = page(files[path])
        up = "../" * path.count("/")
        assert f"{up}changes/" in [a["href"] for a in html.all("a")], path
        feeds = [link["href"] for link in html.all("link") if link.attributes.get("type") == "application/atom+xml"]
        assert f"{up}changes.xml" in feeds, path
    assert f"<loc>{BASE}changes/</loc>".encode() in files["sitemap.xml"]


def test_a_page_without_news_says_since_when(write_site: Callable[..., Path]) -> None:
    files = shown(write_site({**START, "ledger.jsonl": ledger()}))
    assert "Nothing has changed since Sunday 5 January 2025." in page(files[PAGE]).text
    assert entries(files[FEED]) == []
    assert ElementTree.fromstring(files[FEED]).findtext(f"{ATOM}updated") == BEGAN


def test_a_ledger_without_records_is_a_page_without_news(write_site: Callable[..., Path]) -> None:
    files = shown(write_site({**START, "ledger.jsonl": '{"ledger": 1}\n'}))
    assert "Nothing has changed yet." in page(files[PAGE]).text
    assert entries(files[FEED]) == []


# --- the same bytes ------------------------------------------------------------------------------


def test_neither_depends_on_the_moment(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED}).record("02-03", {"events/talk.md": MOVED})
    seen = {
        (files[PAGE], files[FEED])
        for year in (2024, 2025, 2031)
        for files in [shown(seminar.root, dt.datetime(year, 3, 12, 16, 30, tzinfo=dt.UTC))]
    }
    assert len(seen) == 1


def test_they_change_with_the_end_of_an_embargo_which_next_change_knows(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED})
    seminar.edit({"events/talk.md": TITLED.replace("title:", "publish-from: 2025-03-05\ntitle:")})
    report = Report()
    site = read_site(seminar.root / "content", NOW, report)
    assert site is not None
    (change,) = next_changes(site)
    before, after = (shown(seminar.root, change.moment + dt.timedelta(seconds=s)) for s in (-1, 0))
    assert titles(entries(before[FEED])) == []
    assert titles(entries(after[FEED])) == ["Title known: Emmy Noether: Invariants"]


def test_two_branches_merged_in_either_order_are_the_same_page(tmp_path: Path) -> None:
    """One organiser moves the talk and another one announces a further one; both record."""
    base = Seminar(tmp_path).record("02-01", START)
    began = (tmp_path / "content" / "ledger.jsonl").read_text("utf-8")
    base.record("02-02", {"events/talk.md": MOVED})
    ours = (tmp_path / "content" / "ledger.jsonl").read_text("utf-8").splitlines()
    base.edit({"ledger.jsonl": began, "events/talk.md": START["events/talk.md"]})
    base.record("02-03", {"events/new.md": event("2025-04-02", "series: seminar", "title: New")})
    theirs = (tmp_path / "content" / "ledger.jsonl").read_text("utf-8").splitlines()
    base.edit({"events/talk.md": MOVED})
    merged = []
    for lines in (ours + theirs, theirs + ours):
        files = shown(base.edit({"ledger.jsonl": "\n".join(lines)}).root)
        merged.append((files[PAGE], files[FEED]))
    assert merged[0] == merged[1]
    assert titles(entries(merged[0][1])) == ["Announced: New", "Moved · Title known: Emmy Noether: Invariants"]


# --- what the oracle and browsers ask ------------------------------------------------------------


def test_the_oracle_has_nothing_against_it(seminar: Seminar, tmp_path: Path) -> None:
    rude = TITLED.replace("title: Invariants", "title: '<b> & \"$x^2$\" {0}'").replace("Emmy Noether", "'E. & <N>'")
    seminar.record("02-02", {"events/talk.md": rude}).record("02-03", {"events/workshop.md": None})
    report = Report()
    published = build(seminar.root, tmp_path / "build", NOW, report)
    assert published is not None, report.diagnostics
    assert [str(d) for d in report.diagnostics if d.severity == "error"] == []


def test_the_page_is_sound(seminar: Seminar) -> None:
    seminar.record("02-02", {"events/talk.md": TITLED}).record("02-03", {"events/workshop.md": None})
    html: Html = page(shown(seminar.root)[PAGE])
    assert len(html.all("h1")) == 1
    assert len(html.ids) == len(set(html.ids))
    assert [level for level, _ in html.headings] == [1, 2, 2, 2]
    for section in html.all("section"):
        assert section["aria-labelledby"] in html.ids
    for time in html.all("time"):
        assert dt.datetime.fromisoformat(time["datetime"])
