"""What a subscriber sees while organisers edit, record and build, told as stories; two organisers with git; khal.

The client keeps for each UID what it saw last, as calendar programs do, and at each fetch it is checked that

- an entry changes together with its DTSTAMP and LAST-MODIFIED, and never without them;
- SEQUENCE rises exactly where hour, place, link or status have changed;
- nothing vanishes that has not been told to be cancelled.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from icalendar import Calendar

from helpers_site import event, made
from seminarsite.diagnostics import Report
from seminarsite.publishing import record
from seminarsite.reading.content import read_site

START = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
WEIGHTY = ("DTSTART", "DTEND", "STATUS", "LOCATION", "CONFERENCE")
SITE = "title: Example\nurl: https://example.org/seminar/\nzone: Europe/Zurich\n"


@dataclass(frozen=True)
class Seen:
    """An entry as a client saw it last."""

    sequence: int
    stamp: dt.datetime
    weighty: tuple[str, ...]
    content: bytes
    summary: str
    status: str


def entries(calendar: bytes) -> Iterator[tuple[str, Seen]]:
    written = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", calendar, re.DOTALL)
    for vevent, content in zip(Calendar.from_ical(calendar).walk("VEVENT"), written, strict=True):
        assert vevent["DTSTAMP"].dt == vevent["LAST-MODIFIED"].dt
        yield (
            str(vevent["UID"]),
            Seen(
                sequence=vevent["SEQUENCE"],
                stamp=vevent["DTSTAMP"].dt,
                weighty=tuple(vevent[key].to_ical().decode() if hasattr(vevent.get(key), "to_ical") else str(vevent.get(key)) for key in WEIGHTY),
                content=content,
                summary=str(vevent["SUMMARY"]),
                status=str(vevent["STATUS"]),
            ),
        )  # fmt: skip


@dataclass
class Client:
    """A calendar program that has subscribed to a feed."""

    seen: dict[str, Seen] = field(default_factory=dict)

    def fetch(self, calendar: bytes) -> set[str]:
        """The UIDs of what is new or has changed."""
        now = dict(entries(calendar))
        assert len(now) == calendar.count(b"BEGIN:VEVENT"), "no UID twice"
        changed = set()
        for uid, entry in now.items():
            before = self.seen.get(uid)
            if before is None:
                changed.add(uid)
                continue
            if entry.content != before.content:
                changed.add(uid)
                assert entry.stamp > before.stamp, uid
            assert (entry.sequence > before.sequence) == (entry.weighty != before.weighty), (before, entry)
        gone = {uid for uid in self.seen if uid not in now}
        assert {self.seen[uid].status for uid in gone} <= {"CANCELLED"}
        self.seen = now
        return changed


@dataclass
class Seminar:
    """Organisers who record whatever they edit, one edit a day, and what is built of it."""

    root: Path
    day: int = 0
    client: Client = field(default_factory=Client)
    feed: str = "calendar.ics"

    def write(self, name: str, text: str | None) -> None:
        file = self.root / "content" / name
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def record(self) -> None:
        moment = START + dt.timedelta(days=self.day)
        report = Report()
        site = read_site(self.root / "content", moment, report)
        assert site is not None, report.diagnostics
        after, _ = record.recorded(site, moment)
        assert after.ledger is not None
        record.write(self.root, after.ledger)

    def calendars(self) -> dict[str, bytes]:
        files = made(self.root, START + dt.timedelta(days=self.day))
        return {path: content for path, content in files.items() if path.endswith(".ics")}

    def evening(self, **files: str | None) -> set[str]:
        """Write these events, record, build twice, and let the client fetch: what has changed for it."""
        for name, text in files.items():
            self.write(f"events/{name}.md", text)
        self.day += 1
        self.record()
        calendars = self.calendars()
        before = (self.root / "content/ledger.jsonl").read_bytes()
        self.day += 1
        self.record()
        assert (self.root / "content/ledger.jsonl").read_bytes() == before
        assert self.calendars() == calendars, "where nothing changes, all feeds are the same, byte for byte"
        return self.client.fetch(calendars[self.feed])

    def told(self, uid: str = "a@example.org") -> tuple[int, str, str]:
        one = self.client.seen[uid]
        return one.sequence, one.status, one.summary


@pytest.fixture
def seminar(tmp_path: Path) -> Seminar:
    found = Seminar(tmp_path)
    found.write("site.yaml", SITE)
    found.write("series/s.md", "---\ntitle: Seminar\n---\n")
    found.write("series/t.md", "---\ntitle: Other series\n---\n")
    found.write("speakers/ada.md", "---\nname: Ada Example\n---\n")
    return found


def talk(date: str = "2025-05-07", **keys: str | None) -> str:
    every: dict[str, str | None] = {"series": "s", "time": "12:00", "title": "One", "speaker": "ada", **keys}
    return event(date, *(f"{key.replace('_', '-')}: {value}" for key, value in every.items() if value))


def test_the_life_of_a_talk(seminar: Seminar) -> None:
    others = {name: talk(title=f"Talk {name}", time=f"1{n}:00") for n, name in enumerate(("x", "y", "z"), 3)}
    assert len(seminar.evening(**others)) == 3
    others_seen = {uid: seen.content for uid, seen in seminar.client.seen.items()}
    story: list[tuple[dict[str, str | None], tuple[int, str, str]]] = [
        ({"a": talk(title="tba", speaker="tba")}, (0, "TENTATIVE", "Seminar (to be announced)")),
        # Somebody is found: it is certain now.
        ({"a": talk(title="tba")}, (1, "CONFIRMED", "Ada Example: Seminar (to be announced)")),
        ({"a": talk()}, (1, "CONFIRMED", "Ada Example: One")),
        ({"a": talk(title="Another title")}, (1, "CONFIRMED", "Ada Example: Another title")),
        ({"a": talk(time="13:00")}, (2, "CONFIRMED", "Ada Example: One")),
        ({"a": talk("2025-05-14", time="13:00")}, (3, "CONFIRMED", "Ada Example: One")),
        ({"a": talk("2025-05-14", time="13:00", place="{name: Library, room: tba}")}, (4, "CONFIRMED", "Ada Example: One")),
        ({"a": talk("2025-05-14", place="{name: Library, room: '7'}")}, (5, "CONFIRMED", "Ada Example: One")),
        ({"a": talk("2025-05-14", place="{name: Library, room: '7'}", status="cancelled")}, (6, "CANCELLED", "CANCELLED: Ada Example: One")),
        ({"a": talk("2025-05-14", place="{name: Library, room: '7'}")}, (7, "CONFIRMED", "Ada Example: One")),
        ({"a": None, "renamed": talk("2025-05-14", place="{name: Library, room: '7'}")}, (7, "CONFIRMED", "Ada Example: One")),
        ({"renamed": None}, (8, "CANCELLED", "CANCELLED: Seminar")),
        ({"renamed": talk("2025-05-14", place="{name: Library, room: '7'}")}, (9, "CONFIRMED", "Ada Example: One")),
        ({"renamed": talk("2025-05-14", place="{name: Library, room: '7'}", draft="yes")}, (10, "CANCELLED", "CANCELLED: Seminar")),
        ({"renamed": talk("2025-05-21", place="{name: Library, room: '7'}")}, (11, "CONFIRMED", "Ada Example: One")),
    ]  # fmt: skip
    for files, told in story:
        assert seminar.evening(**files) == {"a@example.org"}, files
        assert seminar.told() == told
        assert {uid: seminar.client.seen[uid].content for uid in others_seen} == others_seen
    assert set(seminar.client.seen) == {"a@example.org", *others_seen}


def test_a_speaker_gets_another_name(seminar: Seminar) -> None:
    """The file of a speaker keeps its name: the calendar of the speaker keeps its address."""
    seminar.evening(a=talk(), b=talk(speaker="Bert Beispiel"))
    seminar.write("speakers/ada.md", "---\nname: Ada Example-Muster\n---\n")
    assert seminar.evening() == {"a@example.org"}
    assert seminar.told() == (0, "CONFIRMED", "Ada Example-Muster: One")
    assert b"Ada Example-Muster" in seminar.calendars()["speakers/ada.ics"]


def test_a_subscriber_of_one_series_only(seminar: Seminar) -> None:
    """To whom a talk that goes to another series is cancelled, and one that comes back takes place after all."""
    seminar.feed = "series/s.ics"
    for series, told in (
        ("s", (0, "CONFIRMED", "Ada Example: One")),
        ("t", (1, "CANCELLED", "CANCELLED: Ada Example: One")),
        ("s", (2, "CONFIRMED", "Ada Example: One")),
    ):
        assert seminar.evening(a=talk(series=series)) == {"a@example.org"}
        assert seminar.told() == told


def test_nothing_is_built_before_it_is_recorded_and_it_is_still_told(seminar: Seminar) -> None:
    """Whoever forgets to record: SEQUENCE is as it will be, only the time of the change is not known."""
    seminar.evening(a=talk())
    before = dict(seminar.client.seen)
    seminar.write("events/a.md", talk(time="14:00"))
    seen = dict(entries(seminar.calendars()["calendar.ics"]))["a@example.org"]
    assert (seen.sequence, seen.stamp) == (1, before["a@example.org"].stamp)
    seminar.evening()
    assert seminar.told() == (1, "CONFIRMED", "Ada Example: One")


# --- two organisers --------------------------------------------------------------------------------


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{
            f"GIT_{who}_{what}": "organiser@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("union", [True, False], ids=["merge=union", "with conflicts"])
def test_two_organisers_edit_in_branches_of_their_own(seminar: Seminar, union: bool) -> None:  # noqa: FBT001
    """Each moves a talk and both edit a third one: what either has told is told, and SEQUENCE never falls."""
    root = seminar.root
    if union:
        (root / ".gitattributes").write_text("/content/ledger.jsonl merge=union\n")
    seminar.evening(a=talk(), b=talk("2025-05-14"), c=talk("2025-05-21"))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "All")
    parts: dict[str, dict[str, Seen]] = {}
    edits = {
        "main": {"a": talk("2025-05-08"), "c": talk("2025-05-21", place="{name: Library}"), "new": talk("2025-06-04", title="New")},
        "other": {"b": talk("2025-05-15"), "c": talk("2025-05-21", title="Two"), "newer": talk("2025-06-11", title="Newer")},
    }  # fmt: skip
    git(root, "branch", "other")
    for branch, files in edits.items():
        git(root, "switch", "-q", branch)
        client = seminar.client
        seminar.client = Client(dict(client.seen))
        assert seminar.evening(**files) == {f"{name}@example.org" for name in files}
        parts[branch] = seminar.client.seen
        seminar.client = client
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "Edited")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "other", code=0 if union else 1)
    conflicts = git(root, "diff", "--name-only", "--diff-filter=U").split()
    assert conflicts == ([] if union else ["content/ledger.jsonl"])
    seminar.evening()
    assert "<<<<<<<" not in (root / "content/ledger.jsonl").read_text(encoding="utf-8")
    for seen in parts.values():
        merged = Client(dict(seen))
        merged.fetch(seminar.calendars()["calendar.ics"])
        assert set(merged.seen) == {f"{name}@example.org" for name in ("a", "b", "c", "new", "newer")}
    assert {uid: seen.sequence for uid, seen in seminar.client.seen.items()} == {
        "a@example.org": 1, "b@example.org": 1, "c@example.org": 1, "new@example.org": 0, "newer@example.org": 0,
    }  # fmt: skip


# --- a real client ---------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed (Debian: apt-get install khal)")
def test_khal_takes_over_changes_without_duplicates(seminar: Seminar, tmp_path_factory: pytest.TempPathFactory) -> None:
    """khal imports the feed, lists it, and imports it again after changes."""
    home = tmp_path_factory.mktemp("khal")
    (home / "calendar").mkdir()
    (home / "config").write_text(
        f"[calendars]\n[[seminar]]\npath = {home}/calendar\n"
        f"[sqlite]\npath = {home}/khal.db\n"
        "[default]\ndefault_calendar = seminar\n"
        "[locale]\nlocal_timezone = America/New_York\ndefault_timezone = America/New_York\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def khal(*arguments: str) -> str:
        done = subprocess.run(
            ["khal", "-c", str(home / "config"), *arguments],
            env={"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def listed() -> list[str]:
        (home / "calendar.ics").write_bytes(seminar.calendars()["calendar.ics"])
        khal("import", "--batch", "-a", "seminar", str(home / "calendar.ics"))
        format_ = "{start} {status}{title}"
        return [
            line
            for line in khal("list", "--day-format", "", "--format", format_, "2025-05-01", "60d").splitlines()
            if line
        ]

    seminar.evening(a=talk(), b=talk("2025-05-14", title="Two"))
    assert [line.split(maxsplit=2)[:2] for line in listed()] == [["2025-05-07", "06:00"], ["2025-05-14", "06:00"]]
    seminar.evening(a=talk("2025-05-08", time="13:00", title="Retitled"), b=None)
    found = listed()
    assert [line.split(maxsplit=2)[:2] for line in found] == [["2025-05-08", "07:00"], ["2025-05-14", "06:00"]]
    assert "Ada Example: Retitled" in found[0]
    assert "CANCELLED: Seminar" in found[1]
    assert len(list((home / "calendar").iterdir())) == 2
