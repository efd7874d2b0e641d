"""What organisers do in a year, in any order: the site that has grown is the site that is built anew.

Now and then they record what has changed; of what is hidden or gone by then, calendars name the UID, and nothing else.

Each sequence of edits is built after every step into one output folder, which keeps what has not
changed, and once more into an empty one. More sequences than in the usual run, with their number:

    EDIT_SEQUENCES=500 python3 dev.py test tests/test_edits.py
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from seminarsite.build import build
from seminarsite.diagnostics import Report
from seminarsite.publishing import standing
from seminarsite.publishing.record import recorded, write
from seminarsite.reading.content import read_site

NOW = dt.datetime(2026, 2, 15, tzinfo=dt.UTC)
UID = re.compile(rb"^UID:(.*)\r$", re.MULTILINE)
SEQUENCES = int(os.environ.get("EDIT_SEQUENCES", "4"))


@dataclass(frozen=True)
class Draft:
    """A content file as a test sees it: its token is its id, and its word stands in every text and nowhere else."""

    token: str
    file: str
    day: int
    keys: tuple[tuple[str, str], ...] = field(default=())

    @property
    def hidden(self) -> bool:
        return dict(self.keys).get("draft") == "yes" or "publish-from" in dict(self.keys)

    @property
    def word(self) -> str:
        return self.token.replace("token", "word")

    @property
    def text(self) -> str:
        date = dt.date(2026, 1, 1) + dt.timedelta(days=self.day)
        keys = {
            "id": self.token,
            "series": "analysis",
            "date": date.isoformat(),
            "title": f"Title {self.word}",
            "speaker": f"Speaker {self.word.capitalize()}",
            "slides": f"files/{self.token}.pdf",
            "notes": f"secret-{self.word}",
            **dict(self.keys),
        }
        lines = [f"{key}: {value}" for key, value in keys.items()]
        return "\n".join(["---", *lines, "---", "", f"Abstract {self.word}", ""])

    def with_key(self, key: str, value: str | None) -> Draft:
        others = tuple(pair for pair in self.keys if pair[0] != key)
        return replace(self, keys=(*others, (key, value)) if value else others)


class Year(RuleBasedStateMachine):
    """Adds, renames, hides, cancels, moves and deletes events of one series."""

    events = Bundle("events")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "site"
        self.written: dict[str, Draft] = {}
        self.count = 0
        self.recorded: set[str] = set()

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        self._write("content/site.yaml", "title: Example\nurl: https://example.org/\n")
        self._write(
            "content/series/analysis.yaml",
            "title: Analysis\nslot: {weekday: Monday, time: 12:00, zone: Europe/Zurich}\n",
        )

    def _write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def _put(self, event: Draft) -> Draft:
        if event.token in self.written:
            (self.root / "content/events" / f"{self.written[event.token].file}.md").unlink()
        self._write(f"content/events/{event.file}.md", event.text)
        self._write(f"content/files/{event.token}.pdf", f"PDF {event.token}")
        self.written[event.token] = event
        return event

    @rule(target=events, day=st.integers(0, 120))
    def add(self, day: int) -> Draft:
        self.count += 1
        token = f"token{self.count:03}x"
        return self._put(Draft(token, token, day))

    @rule(target=events, event=consumes(events), name=st.sampled_from(["talk", "lecture", "renamed"]))
    def rename_the_file(self, event: Draft, name: str) -> Draft:
        return self._put(replace(event, file=f"{name}-{event.token}"))

    @rule(target=events, event=consumes(events), draft=st.booleans())
    def hide_or_show(self, event: Draft, draft: bool) -> Draft:  # noqa: FBT001
        return self._put(event.with_key("draft", "yes" if draft else None))

    @rule(target=events, event=consumes(events), later=st.booleans())
    def hold_back(self, event: Draft, later: bool) -> Draft:  # noqa: FBT001
        return self._put(event.with_key("publish-from", "2026-06-01" if later else None))

    @rule(target=events, event=consumes(events), status=st.sampled_from(["cancelled", "postponed", "tentative", None]))
    def change_the_status(self, event: Draft, status: str | None) -> Draft:
        return self._put(event.with_key("status", status))

    @rule(target=events, event=consumes(events), day=st.integers(0, 120))
    def move(self, event: Draft, day: int) -> Draft:
        return self._put(replace(event, day=day))

    @rule(event=consumes(events))
    def delete(self, event: Draft) -> None:
        (self.root / "content/events" / f"{event.file}.md").unlink()
        del self.written[event.token]

    @rule()
    def record(self) -> None:
        site = read_site(self.root / "content", NOW, Report())
        assert site is not None
        after, _ = recorded(site, NOW)
        assert after.ledger is not None
        write(self.root, after.ledger)
        self.recorded |= {token for token, event in self.written.items() if not event.hidden}

    @invariant()
    def grown_is_built_anew(self) -> None:
        if not (self.root / "content/site.yaml").exists():
            return
        output = self.root / "build"
        stands = standing.find(self.root, NOW)
        before = _tree(output) if stands is not None and stands.is_there(output) else None
        with tempfile.TemporaryDirectory() as empty:  # with nothing that is remembered
            shutil.copytree(self.root / "content", Path(empty) / "content", symlinks=True)
            anew = self._built(Path(empty))
        grown = self._built(self.root)
        assert grown == anew
        assert before is None or before == anew, "it was said that a build would change nothing"
        now_stands = standing.find(self.root, NOW)
        assert now_stands is not None
        assert now_stands.is_there(output)
        everything = b"\0".join(grown.values()) + "\0".join(grown).encode()
        whole = UID.findall(grown["calendar.ics"]) + UID.findall(grown["archive.ics"])
        kept = {f"{token}@example.org".encode() for token in self.recorded}
        for token in (f"token{number:03}x" for number in range(1, self.count + 1)):
            event = self.written.get(token)
            shown = event is not None and not event.hidden
            word = token.replace("token", "word")
            assert (word.encode() in everything) == shown, token
            assert f"secret-{word}".encode() not in everything
            uid = f"{token}@example.org".encode()
            # NOW is less than eight weeks after each of the dates: what was told once is still told.
            assert whole.count(uid) == (2 if shown or uid in kept else 0)
            if shown:
                assert f"events/{token}/index.html" in grown, "the address stays, whatever the file is called"
                uids = UID.findall(grown[f"events/{token}.ics"])
                assert uids == [uid]

    def _built(self, root: Path) -> dict[str, bytes]:
        report = Report()
        assert build(root, root / "build", NOW, report) is not None, report.diagnostics
        return _tree(root / "build")


def _tree(output: Path) -> dict[str, bytes]:
    return {f.relative_to(output).as_posix(): f.read_bytes() for f in output.rglob("*") if f.is_file()}


TestYear = Year.TestCase
TestYear.settings = settings(
    max_examples=SEQUENCES, stateful_step_count=7, deadline=None, suppress_health_check=list(HealthCheck)
)
