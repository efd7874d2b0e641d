"""The ledger is written whole or not at all, and only where there is something to write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_site import NOW, event
from seminarsite.diagnostics import Report
from seminarsite.model.ledger import Ledger
from seminarsite.model.site import Site
from seminarsite.publishing import record
from seminarsite.reading import ledger
from seminarsite.reading.content import read_site
from seminarsite.tools.keeping import Kept

TALK = ("time: 12:00", "title: One", "speaker: Ada Example")
FILES = {"events/a.md": event("2025-04-02", *TALK), "events/b.md": event("2025-04-03", *TALK)}
PUBLIC = "online: {join: {link: 'env:SEMINAR_LINK', visible: public}}"


def read(root: Path) -> Site:
    site = read_site(root / "content", NOW, Report())
    assert site is not None
    return site


def warnings(root: Path) -> list[str]:
    return [f"{d.span} {d.code}: {d.message}" for d in record.unrecorded(read(root))]


def recorded(root: Path) -> bool:
    after, _ = record.recorded(read(root), NOW)
    assert after.ledger is not None
    return record.write(root, after.ledger)


def test_what_is_written_is_what_is_read(write_site: Callable[..., Path]) -> None:
    root = write_site(FILES)
    assert not record.is_kept(root)
    assert recorded(root)
    assert record.is_kept(root)
    text = (root / "content/ledger.jsonl").read_bytes()
    assert text.startswith(ledger.FIRST_LINE.encode())
    assert text.count(b"\n") == 3
    state = (root / "content/ledger.jsonl").stat()
    assert not recorded(root), "it would be the same"
    after = (root / "content/ledger.jsonl").stat()
    assert (state.st_ino, state.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [file.name for file in (root / "content").glob("*ledger*")] == ["ledger.jsonl"]


def test_what_is_not_recorded_is_told_where_there_is_a_ledger(write_site: Callable[..., Path]) -> None:
    root = write_site(FILES)
    assert warnings(root) == []
    recorded(root)
    assert warnings(root) == []
    more = {f"events/{name}.md": event("2025-05-02", *TALK) for name in "cde"}
    write_site(more)
    write_site({"events/a.md": event("2025-04-09", *TALK)})
    (root / "content/events/b.md").unlink()
    assert warnings(root) == [
        (
            "content/ledger.jsonl not-recorded: 5 events have changed since the ledger was written: "
            "`a` (moved), `b` (withdrawn), `c` (announced) …"
        )
    ]
    recorded(root)
    assert warnings(root) == []


def test_where_a_public_link_is_not_at_hand_nothing_is_told_as_changed(write_site: Callable[..., Path]) -> None:
    """A check of a pull request from elsewhere gets no secrets."""
    root = write_site({"events/a.md": event("2025-04-02", *TALK, PUBLIC)})
    report = Report()
    at_hand = Kept({"env:SEMINAR_LINK": "https://z.example/j/1"})
    site = read_site(root / "content", NOW, report, at_hand)
    assert site is not None
    after, _ = record.recorded(site, NOW)
    assert after.ledger is not None
    record.write(root, after.ledger)
    for kept, unknown in ((at_hand, []), (Kept(needed=False), ["content/events/a.md:6:1"])):
        site = read_site(root / "content", NOW, report, kept)
        assert site is not None
        assert [str(d.span) for d in record.unknown(site)] == unknown
        assert list(record.unrecorded(site)) == []
    assert "z.example" not in (root / "content/ledger.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["folder", "file"])
def test_where_it_cannot_be_written(write_site: Callable[..., Path], what: str) -> None:
    root = write_site(FILES)
    if what == "folder":
        (root / "content/ledger.jsonl/x").mkdir(parents=True)
        blocked = root
    else:
        blocked = root / "content/site.yaml"
    with pytest.raises(record.CannotRecord, match=r"ledger\.jsonl: "):
        record.write(blocked, Ledger())
    assert [file.name for file in (root / "content").glob(".ledger*")] == []


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from seminarsite.publishing import record
from seminarsite.reading import ledger
from seminarsite.diagnostics import Report
from seminarsite.tools.keeping import Kept
root = Path(sys.argv[1])
ledgers = [ledger.read(root / name, Report()) for name in ("one", "two")]
record.write(root, ledgers[0])
print("begun", flush=True)
try:
    while True:
        for found in ledgers:
            record.write(root, found)
except KeyboardInterrupt:
    pass
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_whenever_it_is_stopped_there_is_a_whole_ledger(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C leaves nothing else behind, either; what SIGKILL leaves is hidden, which content is not."""
    texts = {}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        line = f'{{"uid": "UID@example.org", "at": "2025-02-01T10:00:00Z", "sequence": 0, "title": "{name}"}}'
        lines = [ledger.FIRST_LINE, *sorted(line.replace("UID", f"a{n}") for n in range(3000))]
        (tmp_path / name / ledger.FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
        texts[name] = (tmp_path / name / ledger.FILE).read_bytes()
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / ledger.FILE
    for wait in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"begun\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=0.11 + 0.037 * wait)
            process.send_signal(number)
            process.wait(timeout=30)
        assert file.read_bytes() in texts.values()
        left = [path.name for path in (tmp_path / "content").iterdir() if path != file]
        assert all(name.startswith(".ledger.jsonl.") for name in left)
        assert number is signal.SIGKILL or left == []
