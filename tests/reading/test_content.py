"""The content folder becomes a Site: what is in it, what is not, and who is meant by a name."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seminarsite.diagnostics import Report
from seminarsite.model.values import Secret
from seminarsite.reading.content import read_site

TALK = "date: 2025-04-02\ntime: 12:00\n"


def front(keys: str, body: str = "") -> str:
    return f"---\n{keys}\n---\n{body}"


def talk(keys: str) -> str:
    return front(TALK + keys)


ADA = front("name: Ada Example\nalso-known-as: A. B. Example\naffiliation: Example University", "About Ada.")


@pytest.fixture
def site(read: Callable[..., Any]) -> Callable[..., Any]:
    """The site of these files, which have no errors."""

    def read_whole(files: dict[str, Any], **moment: Any) -> Any:
        found, report = read(files, **moment)
        assert found is not None, report.diagnostics
        return found

    return read_whole


# --- order and identity --------------------------------------------------------------------------


def test_a_site_may_be_empty(site: Callable[..., Any]) -> None:
    empty = site({})
    assert (empty.settings.title.text, empty.entries) == ("Example Seminar", (empty.settings,))


def test_events_are_in_order_of_time_and_speakers_in_order_of_names(site: Callable[..., Any]) -> None:
    found = site(
        {
            "events/a.md": front("date: 2025-04-02\ntime: 12:00\nspeakers: [Zoe Adams, Adam Zoller]"),
            "events/b.md": front("date: 2025-04-02\ntime: 11:00\nzone: UTC\nspeaker: Mia Meier"),
            "events/c.md": front("date: 2025-04-02\ntime: 11:00\nspeaker: Élie Eck"),
        }
    )
    assert [event.id for event in found.events] == ["c", "a", "b"]
    assert [speaker.name for speaker in found.speakers] == ["Zoe Adams", "Élie Eck", "Mia Meier", "Adam Zoller"]


def test_the_name_of_a_file_is_its_identity_wherever_it_lies(site: Callable[..., Any]) -> None:
    found = site({"events/2025/Spring Talk.md": talk(""), "events/b.yaml": TALK + "id: another\n"})
    assert [event.id for event in found.events] == ["another", "spring-talk"]


def test_two_files_of_one_identity(complaints: Callable[..., list[str]]) -> None:
    assert complaints({"events/a.md": talk(""), "events/2025/a.md": talk(""), "events/z.yaml": TALK + "id: a"}) == [
        "events/a.md:1:1 same-id",
        "events/z.yaml:1:1 same-id",
    ]


def test_the_other_file_is_named_even_if_it_is_broken(read: Callable[..., Any]) -> None:
    _, report = read({"speakers/a/ada.md": front("nam: Ada"), "speakers/b/ada.md": ADA})
    assert "content/speakers/a/ada.md:1:1" in next(d.message for d in report.diagnostics if d.code == "same-id")


def test_kinds_have_identities_of_their_own(site: Callable[..., Any]) -> None:
    found = site(
        {
            "speakers/ada.md": ADA,
            "series/ada.md": front("title: Ada"),
            "events/ada.md": talk("series: ada\nspeaker: ada"),
        }
    )
    assert [entry.id for entry in found.entries] == ["site", "ada", "ada", "ada"]


@pytest.mark.parametrize("name", ["index", "CON", "例"])
def test_a_name_that_makes_no_identity(complaints: Callable[..., list[str]], name: str) -> None:
    assert complaints({f"events/{name}.md": talk("")}) == [f"events/{name}.md:1:1 no-id"]


# --- speakers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ada-example", "Ada Example", "ada  example", "Ada\u00a0Example", "A. B. Example"])
def test_a_speaker_is_found_by_file_name_and_other_spelling(site: Callable[..., Any], name: str) -> None:
    found = site({"speakers/ada-example.md": ADA, "events/a.md": talk(f"speaker: {name}")})
    assert found.events[0].people[0].speaker is found.speakers[0]
    assert found.speakers[0].biography.text == "About Ada."


def test_a_name_alone_is_a_speaker_and_one_for_all_events(site: Callable[..., Any]) -> None:
    found = site({"events/a.md": talk("speaker: Bob Example"), "events/b.md": talk("speakers: [bob  example]")})
    assert [(speaker.id, speaker.name) for speaker in found.speakers] == [("bob-example", "Bob Example")]
    assert found.events[0].people[0].speaker is found.events[1].people[0].speaker
    assert found.events_with(found.speakers[0]) == found.events


def test_a_name_that_differs_in_an_accent_is_the_same_and_a_warning(complaints: Callable[..., list[str]]) -> None:
    assert complaints({"speakers/ada-example.md": ADA, "events/a.md": talk("speaker: Ada Exámple")}) == [
        "events/a.md:4:10 similar-speaker"
    ]


def test_the_name_of_a_file_that_is_not_there(read: Callable[..., Any]) -> None:
    _, report = read({"speakers/ada-example.md": ADA, "events/a.md": talk("speaker: ada-exampel")})
    (mistake,) = report.diagnostics
    assert (str(mistake.span), mistake.code) == ("content/events/a.md:4:10", "unknown-reference")
    assert mistake.hint == "Did you mean `ada-example`?"


def test_a_name_in_another_script_has_an_address_too(site: Callable[..., Any]) -> None:
    found = site({"events/a.md": talk("speakers: [例子, Пример]"), "events/b.md": talk("speaker: 例子")})
    ids = [speaker.id for speaker in found.speakers]
    assert len(set(ids)) == 2
    assert all(id_.isascii() and id_.replace("-", "").isalnum() for id_ in ids)


def test_the_affiliation_is_that_of_the_day(site: Callable[..., Any]) -> None:
    found = site(
        {
            "speakers/ada-example.md": ADA,
            "events/a.md": talk("speaker: {name: Ada Example, affiliation: Old University}"),
            "events/b.md": talk("speaker: Ada Example"),
        }
    )
    assert [event.people[0].affiliation_then for event in found.events] == ["Old University", "Example University"]


def test_speakers_of_a_programme_are_speakers_of_the_event(site: Callable[..., Any]) -> None:
    keys = "kind: workshop\nprogramme: [{title: A, talks: [{title: x, speaker: Bob Example}, {speakers: tba}]}]"
    found = site({"events/a.md": talk(keys)})
    assert [speaker.name for speaker in found.speakers] == ["Bob Example"]


# --- what is not published -----------------------------------------------------------------------

HIDDEN = {
    "speakers/ada-example.md": ADA,
    "speakers/nobody.md": front("name: Not Announced"),
    "events/a.md": talk("speaker: ada-example"),
    "events/b.md": talk("title: Draft title\ndraft: yes\nspeakers: [nobody, Only There]"),
    "events/c.md": talk("title: Embargoed title\npublish-from: 2025-03-01 13:00\nspeaker: Later Example"),
    "pages/a.md": front("title: Draft page\ndraft: yes"),
}


def test_drafts_and_speakers_who_are_only_there_are_not_in_the_site(site: Callable[..., Any]) -> None:
    before = site(HIDDEN, now=dt.datetime(2025, 3, 1, 11, 59, tzinfo=dt.UTC))
    assert [entry.id for entry in before.entries] == ["site", "a", "ada-example"]
    for hidden in ("Draft", "Embargoed", "Not Announced", "Only There", "Later"):
        assert hidden not in repr(before)


def test_an_embargo_ends_at_its_moment(site: Callable[..., Any]) -> None:
    after = site(HIDDEN, now=dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC))
    assert [event.id for event in after.events] == ["a", "c"]
    assert "Later Example" in [speaker.name for speaker in after.speakers]


def test_drafts_are_read_all_the_same(complaints: Callable[..., list[str]]) -> None:
    assert complaints({"events/a.md": talk("draft: yes\nspaeker: x")}) == ["events/a.md:5:1 unknown-key"]


def test_secrets_are_in_the_site_but_in_no_text_of_it(site: Callable[..., Any]) -> None:
    files = {
        "speakers/ada-example.md": front("name: Ada Example\nemail: ada@example.org\nnotes: vegetarian"),
        "series/s.md": front("title: S\nonline: {platform: Zoom, join: https://example.org/j/1}"),
        "events/a.md": talk("series: s\nspeaker: ada-example\nnotes: pay the hotel"),
    }
    found = site(files)
    assert isinstance(found.events[0].notes, Secret)
    assert found.events[0].online.join.link.reveal() == "https://example.org/j/1"
    for secret in ("ada@example.org", "vegetarian", "example.org/j/1", "hotel"):
        assert secret not in repr(found)


# --- mistakes do not cascade ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ada-example", "Ada Example"])
def test_who_refers_to_a_broken_speaker_gives_no_second_message(
    complaints: Callable[..., list[str]], name: str
) -> None:
    files = {"speakers/ada-example.md": front("name: Ada Example\nfoo: x"), "events/a.md": talk(f"speaker: {name}")}
    assert complaints(files) == ["speakers/ada-example.md:3:1 unknown-key"]


@pytest.mark.parametrize("broken", ["title: a: b", "titel: a", "title: [a]"])
def test_who_refers_to_a_broken_series_gives_no_second_message(
    complaints: Callable[..., list[str]], broken: str
) -> None:
    files = {"series/s.md": front(broken), "events/a.md": front("series: s\ndate: 2025-04-02")}
    assert {message.split(":")[0] for message in complaints(files)} == {"series/s.md"}


def test_an_unknown_series_is_named_with_those_that_there_are(read: Callable[..., Any]) -> None:
    _, report = read({"series/seminar.md": front("title: S"), "events/a.md": talk("series: seminer")})
    assert [(str(d.span), d.hint) for d in report.diagnostics] == [
        ("content/events/a.md:4:9", "Did you mean `seminar`?")
    ]


def test_other_files_are_read_although_the_settings_cannot_be(complaints: Callable[..., list[str]]) -> None:
    assert complaints({"site.yaml": "title: x\nurl: y\n", "events/a.md": front("date: 2025-14-01\ntime: 12:00")}) == [
        "events/a.md:2:7 wrong-date",
        "site.yaml:2:6 wrong-value",
    ]


# --- the folder ----------------------------------------------------------------------------------


def test_a_folder_without_settings(complaints: Callable[..., list[str]], tmp_path: Path) -> None:
    assert complaints({"site.yaml": None}) == ["content no-site"]
    report = Report()
    assert read_site(tmp_path / "content", dt.datetime(2025, 3, 1, tzinfo=dt.UTC), report) is None
    assert [d.code for d in report.diagnostics] == ["no-site"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("event/a.md", "Did you mean `events/`?"),
        ("site.yml", "Did you mean `site.yaml`?"),
        ("talk.md", "Content is `site.yaml`"),
        ("events/a.txt", "`.md`"),
    ],
)
def test_a_file_that_has_no_place_there_is_named(read: Callable[..., Any], name: str, hint: str) -> None:
    _, report = read({name: "x"})
    (mistake,) = report.diagnostics
    assert (str(mistake.span), mistake.code) == (f"content/{name}", "unexpected-file")
    assert hint in mistake.hint


def test_hidden_files_copies_of_editors_and_a_readme_are_passed_over(complaints: Callable[..., list[str]]) -> None:
    assert (
        complaints({".DS_Store": "x", "events/a.md~": "x", "events/#a.md#": "x", ".git/config": "x", "README.md": "x"})
        == []
    )


def test_files_that_content_refers_to(site: Callable[..., Any], read: Callable[..., Any]) -> None:
    files = {"files/Slides.pdf": b"%PDF", "pictures/Ada photo.jpg": b"\xff\xd8\xff"}
    assert set(site(files).files) == set(files)
    _, report = read({**files, "events/a.md": talk("slides: files/slides.pdf")})
    assert [(d.code, d.hint) for d in report.diagnostics] == [
        ("missing-file", "There is `files/Slides.pdf`: capitals count.")
    ]


def test_an_accent_that_the_disk_stores_apart(site: Callable[..., Any], complaints: Callable[..., list[str]]) -> None:
    apart, together = "files/Vortra\u0308ge.pdf", "files/Vortr\u00e4ge.pdf"
    assert site({apart: b"%PDF", "events/a.md": talk(f"slides: {together}")}).files == {together: apart}
    assert complaints({apart: b"%PDF", together: b"%PDF"}) == [f"{together} same-file"]


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[1m", "a\u202eb", "a\udcffb"])
def test_a_name_that_a_terminal_cannot_show(complaints: Callable[..., list[str]], name: str) -> None:
    assert complaints({f"files/{name}": b"x"}) == [f"files/{name[0]}U+{ord(name[1]):04X}{name[2:]} file-name"]


def test_links_may_not_leave_the_folder(write_site: Callable[..., Path], tmp_path: Path) -> None:
    content = write_site({"events/a.md": talk("")}) / "content"
    (tmp_path / "secret.md").write_text("secret")
    (content / "events" / "b.md").symlink_to(tmp_path / "secret.md")
    (content / "files").symlink_to(tmp_path)
    (content / "events" / "loop").symlink_to("loop")
    (content / "events" / "round").symlink_to(content)
    os.mkfifo(content / "events" / "pipe.md")
    report = Report()
    assert read_site(content, dt.datetime(2025, 3, 1, tzinfo=dt.UTC), report) is None
    assert [f"{d.span} {d.code}" for d in report.diagnostics] == [
        "content/events/b.md symlink",
        "content/events/loop symlink",
        "content/events/pipe.md not-a-file",
        "content/events/round not-a-file",
        "content/files symlink",
    ]


def test_the_same_content_is_the_same_site(read: Callable[..., Any]) -> None:
    assert repr(read(HIDDEN)[0]) == repr(read(dict(reversed(HIDDEN.items())))[0])


def test_two_files_of_one_name_are_told(complaints) -> None:
    files = {"speakers/a-example.yaml": "name: Ada Example\n", "speakers/b-example.yaml": "name: ada  Example\n"}
    assert complaints(files) == ["speakers/b-example.yaml:1:1 same-name"]


def test_organisers_read_drafts_and_everybody(read: Callable[..., Any], tmp_path: Path) -> None:
    from seminarsite.diagnostics import Report
    from seminarsite.reading.content import read_site

    files = {
        "site.yaml": "title: T\nurl: https://example.org/\nzone: UTC\n",
        "speakers/unheard.md": front("name: Unheard"),
        "events/a.md": talk("title: Draft title\ndraft: yes\nspeakers: [Only There]"),
        "events/b.md": talk("title: Later\npublish-from: 2099-01-01"),
    }
    for name, text in files.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    now = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
    public, whole = (
        read_site(tmp_path / "content", now, Report(), for_organisers=for_organisers)
        for for_organisers in (False, True)
    )
    assert public is not None
    assert whole is not None
    assert (public.events, public.speakers) == ((), ())
    assert [event.id for event in whole.events] == ["a", "b"]
    assert [speaker.name for speaker in whole.speakers] == ["Only There", "Unheard"]
    assert whole.withheld == public.withheld
