"""Reading again only what was saved gives what reading everything gives."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_site import SITE, event
from seminarsite.diagnostics import Report
from seminarsite.model.entry import Entry
from seminarsite.reading import sources
from seminarsite.reading.content import read
from seminarsite.reading.remembering import Memory, Reading
from seminarsite.reading.stored import Store
from seminarsite.reading.written import Written
from seminarsite.tools.memo import Memo

SERIES = "---\ntitle: {}\nslot: {{weekday: Wednesday, time: 12:00, zone: Europe/Zurich}}\n---\n"
SPEAKERS = ("emmy", "Emmy Noether", "Ada Example", "Ada Exampel", "Nobody Known", "tba", "no-such-file")
NAMES = ("a", "b", "c", "d")


def an_event(day: int, speaker: str, title: str, *more: str) -> str:
    return event(f"2025-03-{day:02}", "time: 12:00", f"title: {title}", f"speaker: {speaker}", *more)


EVENTS = st.builds(
    an_event,
    st.integers(1, 31),
    st.sampled_from(SPEAKERS),
    st.sampled_from(["One", "Two $x$", "'"]),
    st.sampled_from(
        ["draft: yes", "series: one", "id: a", "titel: x", "length: 60 min", "topics: [x]  #y", "slides: files/a.pdf"]
    ),
)
EDITS = st.one_of(
    st.tuples(st.sampled_from([f"events/{name}.md" for name in NAMES]), st.one_of(EVENTS, st.none())),
    st.tuples(st.just("speakers/emmy.md"), st.sampled_from(["---\nname: Emmy Noether\n---\n", "---\nname: Ada Example\n---\n", None])),
    st.tuples(st.just("series/one.md"), st.sampled_from([SERIES.format("One"), SERIES.format("Two"), "---\n---\n", None])),
    st.tuples(st.just("pages/p.md"), st.sampled_from(["---\ntitle: P\n---\nText\n", "---\ntitle: P\ndraft: yes\n---\n", None])),
    st.tuples(st.just("site.yaml"), st.sampled_from([SITE, f"{SITE}clock: 12\n", f"# more\n{SITE}", "title: x\n"])),
    st.tuples(st.just("files/a.pdf"), st.sampled_from(["%PDF", None])),
)  # fmt: skip


def apply(root: Path, name: str, text: str | None) -> str:
    file = root / "content" / name
    if text is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return f"content/{name}"


def facts(written: Written | None, report: Report) -> object:
    """All of it, with the places, which take no part in comparisons."""
    if written is None:
        return None, report.diagnostics
    entries: list[Entry] = [written.settings, *written.series, *written.speakers, *written.events, *written.pages]
    people = [a.speaker for one in written.events for a in one.everybody]
    return written, [(one, dict(one.spans)) for one in (*entries, *people)], report.diagnostics


@settings(max_examples=60)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=8))
def test_what_is_read_again_is_what_reading_everything_gives(edits: list[list[tuple[str, str | None]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, memory = Path(folder), Memory()
        memo, later = Memo(root / ".seminarsite"), None  # a preview that begins when something has been built
        first = [("site.yaml", SITE), ("speakers/emmy.md", "---\nname: Emmy Noether\n---\n")]
        for several in [[*first, *((f"events/{n}.md", an_event(5, "emmy", n)) for n in NAMES)], *edits]:
            changed = {apply(root, name, text) for name, text in several}
            again, anew = Report(), Report()
            remembered = read(root / "content", again, memory=memory, changed=changed)
            assert facts(remembered, again) == (right := facts(read(root / "content", anew), anew))
            stored, loaded = Report(), Report()
            if later:
                assert facts(read(root / "content", loaded, memory=later, changed=changed), loaded) == right
            assert facts(read(root / "content", stored, memo=memo), stored) == right
            if later is None:
                later, loaded = Memory(), Report()
                assert facts(read(root / "content", loaded, memory=later, memo=memo), loaded) == right


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(
        {f"events/{name}.md": an_event(5, "emmy", name) for name in NAMES} | {"speakers/emmy.md": "---\nname: E\n---\n"}
    )


def test_only_the_file_that_was_saved_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, reports = Memory(), Report()
    before = read(root / "content", reports, memory=memory)
    opened: list[str] = []
    whole = sources.read
    monkeypatch.setattr(
        sources, "read", lambda folder, path, report: opened.append(path) or whole(folder, path, report)
    )
    changed = {apply(root, "events/b.md", an_event(5, "emmy", "New")), "content/events/.b.md.swp", "templates/x.html"}
    after = read(root / "content", Report(), memory=memory, changed=changed)
    assert opened == ["content/events/b.md"]
    assert before is not None
    assert after is not None
    assert [one is other for one, other in zip(before.events, after.events, strict=True)] == [True, False, True, True]


def test_a_file_that_became_a_link_out_of_the_folder_is_refused(root: Path) -> None:
    memory = Memory()
    read(root / "content", Report(), memory=memory)
    (root / "outside.md").write_text(an_event(5, "emmy", "Outside"), encoding="utf-8")
    (root / "content/events/b.md").unlink()
    (root / "content/events/b.md").symlink_to(root / "outside.md")
    report = Report()
    assert read(root / "content", report, memory=memory, changed={"content/events/b.md"}) is None
    assert [one.code for one in report.diagnostics] == ["symlink"]


def test_who_will_not_ask_again_has_nothing_but_what_was_read(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": an_event(5, "Ada Example", "One")})

    def found() -> list[object]:
        return [one for one in gc.get_objects() if isinstance(one, (Reading, Store))]

    before = found()  # as a preview may have whose last answer is still awaited
    gc.disable()
    try:
        written = read(root / "content", Report(), memo=Memo(root / ".seminarsite"))
        assert written is not None
        assert {id(one) for one in found()} <= {id(one) for one in before}
    finally:
        gc.enable()
