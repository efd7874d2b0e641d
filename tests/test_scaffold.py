"""New content files: for any words that somebody types, `check` passes at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seminarsite import scaffold
from seminarsite.model.series import Series, Slot
from seminarsite.model.values import Phrase, Slug, Weekday, Zone
from seminarsite.tools.characters import slug_of, tidy

ZURICH = Zone("Europe/Zurich")
TODAY = dt.date(2025, 3, 5)  # a Wednesday


def within(files: Mapping[str, str]) -> dict[str, str]:
    """The files with their paths below content/."""
    return {path.removeprefix("content/"): text for path, text in files.items() if path.startswith("content/")}


def series(*slots: Slot) -> Series:
    return Series(id=Slug("s"), title=Phrase("S", "S", "S"), slots=slots)


def slot(weekday: Weekday = Weekday.WEDNESDAY, **more: Any) -> Slot:
    return Slot(weekday=weekday, time=dt.time(12), zone=ZURICH, **more)


# --- the next free day ---------------------------------------------------------------------------


def days(*texts: str) -> list[dt.date]:
    return [dt.date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("slots", "taken", "expected"),
    [
        ([slot()], [], "2025-03-05"),
        ([slot()], ["2025-03-05"], "2025-03-12"),
        ([slot()], ["2025-03-05", "2025-03-12", "2025-03-26"], "2025-03-19"),
        ([slot(Weekday.MONDAY)], [], "2025-03-10"),
        # Every second week: in step with the talk before, not with today.
        ([slot(every=2)], ["2025-02-26"], "2025-03-12"),
        ([slot(every=2)], ["2025-02-19"], "2025-03-05"),
        ([slot(every=2, from_=dt.date(2025, 1, 1))], [], "2025-03-12"),
        # Slots that have not begun, or are over.
        ([slot(from_=dt.date(2025, 9, 3))], [], "2025-09-03"),
        ([slot(until=dt.date(2025, 2, 26)), slot(Weekday.FRIDAY)], [], "2025-03-07"),
        ([slot(until=dt.date(2025, 3, 6))], ["2025-03-05"], "2025-03-12"),  # none is left: a week from today
        # The earlier of two.
        ([slot(Weekday.FRIDAY), slot(Weekday.THURSDAY)], [], "2025-03-06"),
        ([slot(Weekday.FRIDAY), slot(Weekday.THURSDAY)], ["2025-03-06"], "2025-03-07"),
        ([], [], "2025-03-12"),
    ],
)
def test_the_next_free_day(slots: list[Slot], taken: list[str], expected: str) -> None:
    found = scaffold.next_free_date(series(*slots), days(*taken), TODAY)
    assert found == dt.date.fromisoformat(expected)


def test_without_a_series_a_week_from_today() -> None:
    assert scaffold.next_free_date(None, [], TODAY) == dt.date(2025, 3, 12)


# --- words that people type ----------------------------------------------------------------------

WORDS = st.text(
    st.one_of(
        st.sampled_from(" :#-'\"\\[]{},&*!|>%@`~?$\u00a0\t\n"),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co")),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: tidy(text) != "")

AWKWARD = (
    "Learning: a survey", "Talk #1", "C# and F#", "no", "yes", "null", "~", "tba?", "12:00", "0123", "1.10", "- x", "[x]",
    "{a: b}", "'quoted'", '"quoted"', "it's", "a: ", "a:", "a:\tb", "a\t#b", "* star", "& more", "! bang", "%x", "@x", "`x`",
    "| x", "> x", "? x", "---", "a\n---\nb", "...", "<<: *x", "2025-03-05", "é: è", "$\\alpha$", "a\u2028b", "=", "#",
)  # fmt: skip


def title_of(read: Callable[..., Any], text: str) -> str:
    files = within(scaffold.event(dt.date(2025, 3, 5), title=text, speakers=["Emmy Noether"], time=dt.time(12)))
    site, report = read(files)
    assert site is not None, (files, report.diagnostics)
    (event,) = site.events
    return event.title.source  # type: ignore[no-any-return]


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_title_is_read_as_it_was_typed(read: Callable[..., Any], text: str) -> None:
    assert title_of(read, text) == tidy(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(WORDS)
@example("a\x0bb")
def test_any_title_is_read_as_it_was_typed(read: Callable[..., Any], text: str) -> None:
    if tidy(text).lower() in ("tba", "tbd", "to be announced"):  # words for a title that is not known yet
        return
    assert title_of(read, text) == tidy(text)


@pytest.mark.parametrize("name", ["Emmy Noether", "Kathlén Kohn", "O'Neill, Barrett", "Bourdais #2", "A: B", "null"])
def test_a_speaker_is_read_as_it_was_typed(read: Callable[..., Any], name: str) -> None:
    files = within(scaffold.speaker(name, affiliation=f"{name}: [x] #1", homepage="https://h/x:"))
    talk = within(scaffold.event(dt.date(2025, 3, 5), speakers=[slug_of(name)], time=dt.time(12)))
    site, report = read({**files, **talk})
    assert site is not None, (files, report.diagnostics)
    (speaker,) = site.speakers
    assert (speaker.name, speaker.affiliation, speaker.homepage) == (name, f"{name}: [x] #1", "https://h/x:")
    assert report.diagnostics == []


def test_a_series_is_read_as_it_was_typed(read: Callable[..., Any]) -> None:
    made = slot(Weekday.FRIDAY, length=dt.timedelta(minutes=90))
    site, report = read(within(scaffold.series("Analysis: #1", made)))
    assert site is not None, report.diagnostics
    (found,) = site.series
    assert (found.title.text, found.slots, found.id) == ("Analysis: #1", (made,), "analysis-1")
    assert report.diagnostics == []


@pytest.mark.parametrize(
    ("speakers", "title", "name"),
    [
        ([], None, "2025-03-05-talk"),
        (["Kathlén Kohn"], "T", "2025-03-05-kohn"),
        ([], "On the Riemann hypothesis", "2025-03-05-on-the-riemann-hypothesis"),
        (["王小云"], None, "2025-03-05-talk"),
        (["A B", "C D"], None, "2025-03-05-b"),
    ],
)
def test_the_name_of_the_file(speakers: list[str], title: str | None, name: str) -> None:
    (path,) = scaffold.event(dt.date(2025, 3, 5), speakers=speakers, title=title)
    assert path == f"content/events/{name}.md"


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(scaffold.AlreadyThere, match=r"b\.txt"):
        scaffold.write(tmp_path, {"a.txt": "x", "b.txt": "y"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"b.txt": "precious"}
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    with pytest.raises(scaffold.AlreadyThere, match=r"link\.txt"):
        scaffold.write(tmp_path, {"link.txt": "x"})
    assert not (tmp_path / "nowhere.txt").exists()


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    assert scaffold.write(tmp_path / "new", {"a/b.txt": "é\n"}) == [tmp_path / "new/a/b.txt"]
    assert (tmp_path / "new/a/b.txt").read_bytes() == "é\n".encode()


def test_content_is_written_in_the_form_that_editors_complete_where_a_site_has_schemas(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    day = dt.date(2025, 3, 5)
    assert scaffold.write(tmp_path, scaffold.event(day)) == [tmp_path / "content/events/2025-03-05-talk.yaml"]
    (tmp_path / "content/events/2025-03-05-kohn.md").write_text("precious", encoding="utf-8")
    with pytest.raises(scaffold.AlreadyThere, match=r"kohn\.md"):
        scaffold.write(tmp_path, scaffold.event(day, speakers=["Kathlén Kohn"]))


def test_what_is_renewed_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    assert scaffold.renew(tmp_path, {"a.txt": "new"}) == [tmp_path / "a.txt"]
    assert (tmp_path / "a.txt").read_text("utf-8") == "new"
