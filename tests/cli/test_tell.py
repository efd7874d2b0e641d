"""announce, as an organiser calls it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_announce import FILES, LINK
from helpers_cli import run

NOW = ("--now", "2025-03-11T12:00Z")


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(FILES)


def test_an_announcement_on_the_terminal(root: Path) -> None:
    result = run(root, "announce", "coming", *NOW)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("You are invited to the following seminar.\n")
    assert result.stdout.endswith("https://example.org/sub/events/coming/\n")


def test_it_is_of_this_moment_unless_another_one_is_given(root: Path) -> None:
    assert "takes place today" in run(root, "announce", "next").stdout  # 12 March 2025
    assert "You are invited" in run(root, "announce", "next", *NOW).stdout


def test_html_and_short_texts(root: Path) -> None:
    assert run(root, "announce", "coming", *NOW, "--format", "html").stdout.startswith("<!doctype html>\n")
    chat, post = run(root, "announce", "coming", *NOW, "--format", "short").stdout.split("\n\n")
    assert chat.startswith("Ada Example and Bert Beispiel: ")
    assert len(post) <= 280


def test_a_mail(root: Path) -> None:
    addresses = ("--to", "list@example.org", "--to", "other@example.org", "--from", "ada@example.org")
    result = run(root, "announce", "coming", *NOW, "--format", "eml", *addresses)
    mail = email.message_from_bytes(result.stdout_bytes, policy=email.policy.default)
    assert (mail["To"], mail["From"]) == ("list@example.org, other@example.org", "ada@example.org")
    assert mail["Date"] == "Tue, 11 Mar 2025 12:00:00 +0000"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["coming.ics"]
    later = email.message_from_bytes(run(root, "announce", "coming", "--format", "eml").stdout_bytes)
    assert later["Date"] is None, "the program that sends it says when"


def test_files_in_a_folder_and_none_overwritten(root: Path) -> None:
    result = run(root, "announce", "coming", *NOW, "--format", "all", "-o", "mails")
    names = [f"coming-reminder.{ending}" for ending in ("txt", "html", "eml", "chat.txt", "social.txt")]
    assert result.stdout.splitlines() == [f"wrote mails/{name}" for name in names]
    assert sorted(path.name for path in (root / "mails").iterdir()) == sorted(names)
    eml = (root / "mails/coming-reminder.eml").read_bytes()
    assert eml == run(root, "announce", "coming", *NOW, "--format", "eml").stdout_bytes
    again = run(root, "announce", "coming", *NOW, "-o", "mails")
    assert again.exit_code == 3
    assert again.stderr == "error: mails/coming-reminder.txt is already there; nothing was written\n"


def test_several_on_one_day(root: Path) -> None:
    now = ("--now", "2025-03-19T12:00Z")
    result = run(root, "announce", "today", *now)
    assert result.stdout.count("takes place today") == 2
    assert f"\n{'-' * 72}\n" in result.stdout
    for format_ in ("html", "eml", "all"):
        result = run(root, "announce", "today", *now, "--format", format_)
        assert result.exit_code == 2
        assert "--output" in result.stderr
    assert run(root, "announce", "today", *now, "--format", "eml", "-o", "mails").exit_code == 0
    assert sorted(path.name for path in (root / "mails").iterdir()) == ["moved-today.eml", "school-today.eml"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["comming"], "there is no event `comming`. Did you mean `coming`?"),
        (["wek"], "Did you mean `week`?"),
        (["mov"], "`moved`"),
        (["xyz"], "Known: `next`, `today`, `week`, `season`, "),
        (["week", "--series", "t"], "there is no series `t`. Known: `s`."),
        (["week", "--about", "today"], "for single events"),
        (["week", "--with-link"], "for single events"),
        (["coming", "--about", "moving"], "'moved'"),
        (["coming", "--to", "nobody"], "is not an e-mail address"),
        (["coming", "--from", "a@example.org\nBcc: b@example.org"], "is not an e-mail address"),
        (["coming", "--format", "pdf"], "'eml'"),
        (["coming", "--format", "all"], "--output"),
        ([], "EVENT"),
    ],
)
def test_what_is_not_understood(root: Path, arguments: list[str], says: str) -> None:
    result = run(root, "announce", *arguments, *NOW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


@pytest.mark.parametrize(
    ("what", "place", "says"),
    [
        ("draft", "draft.md:4:1", "`draft` is a draft, or embargoed"),
        ("embargoed", "embargoed.md:4:1", "nobody may hear of it yet"),
        ("forgotten", "forgotten.md:1:1", "Add its address under `video:`."),
    ],
)
def test_what_cannot_be_announced(root: Path, what: str, place: str, says: str) -> None:
    result = run(root, "announce", what, *NOW)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"content/events/{place}: error: ")
    assert says in result.stderr
    assert result.stdout == "1 error, 0 warnings. Nothing is announced.\n"


def test_what_is_embargoed_can_be_announced_when_it_is_not_any_more(root: Path) -> None:
    assert run(root, "announce", "embargoed", "--now", "2025-04-02").exit_code == 0


def test_nothing_comes(root: Path) -> None:
    for what in ("today", "week", "next", "season"):
        result = run(root, "announce", what, "--now", "2026-05-01")
        assert (result.exit_code, result.stdout) == (4, "")
        assert "nothing to announce" in result.stderr


def test_mistakes_in_the_content_are_told_and_nothing_else(root: Path) -> None:
    (root / "content/events/wrong.md").write_text("---\ndate: 2025-02-30\n---\n", encoding="utf-8")
    result = run(root, "announce", "coming", *NOW)
    assert result.exit_code == 1
    assert "content/events/wrong.md:2:7" in result.stderr
    assert result.stdout == "1 error, 0 warnings. Nothing is announced.\n"


def test_a_broken_template_of_the_site(root: Path) -> None:
    (root / "templates/mail").mkdir(parents=True)
    (root / "templates/mail/event.txt").write_text("\n{{ evnt }}", encoding="utf-8")
    result = run(root, "announce", "coming", *NOW)
    assert result.exit_code == 1
    assert result.stderr.startswith("templates/mail/event.txt:2:1: error: ")


def test_the_link_for_joining_is_written_only_if_one_asks_for_it(root: Path) -> None:
    for format_ in ("text", "html", "eml", "short"):
        assert b"meet.example" not in run(root, "announce", "coming", *NOW, "--format", format_).stdout_bytes
    assert LINK in run(root, "announce", "coming", *NOW, "--with-link").stdout
    assert "meet.example" not in run(root, "announce", "coming", *NOW, "--with-link", "--format", "short").stdout


def test_a_secret_must_be_at_hand_only_where_its_link_is_wanted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    series = root / "content/series/s.md"
    series.write_text(series.read_text("utf-8").replace(LINK, "env:SEMINAR_TEST_LINK"), encoding="utf-8")
    monkeypatch.delenv("SEMINAR_TEST_LINK", raising=False)
    assert run(root, "announce", "coming", *NOW).exit_code == 0
    result = run(root, "announce", "coming", *NOW, "--with-link")
    assert result.exit_code == 1
    assert "the secret `env:SEMINAR_TEST_LINK` is not set" in result.stderr
    monkeypatch.setenv("SEMINAR_TEST_LINK", LINK)
    assert LINK in run(root, "announce", "coming", *NOW, "--with-link").stdout


def test_without_a_folder_nothing_is_written(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for what in ("coming", "week", "season"):
        assert run(root, "announce", what, *NOW, "--format", "eml").exit_code == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
