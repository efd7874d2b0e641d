"""ingest: a reply becomes edits of content files, which are shown, tried and written."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import event

TALK = event("2025-04-02", "time: 12:00  # noon", "title: tba", "speaker: Emmy Noether")
FILES = {"events/noether.md": TALK, "speakers/emmy-noether.yaml": "name: Emmy Noether\n"}
TEXT = """\
Dear all, with pleasure!

Title: Ideals in $R[x]$
Abstract: First.

Second.
Affiliation: Göttingen

Best wishes,
Emmy

On Monday the organisers wrote:
> Title:
> Abstract:
> [seminarsite: noether]
"""


def mail(root: Path, text: str = TEXT, **headers: str) -> None:
    message = EmailMessage()
    message["From"] = "Emmy Noether <emmy@example.org>"
    message["Subject"] = headers.get("subject", "Re: your talk")
    message.set_content(text)
    if "attach" in headers:
        message.add_attachment(
            headers["attach"].encode(), maintype="application", subtype="pdf", filename="../../x.pdf"
        )
    (root / "reply.eml").write_bytes(message.as_bytes())


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    found = write_site(FILES)
    mail(found)
    return found


def test_a_reply_fills_in_what_is_empty(root: Path) -> None:
    result = run(root, "ingest", "reply.eml")
    assert result.exit_code == 0
    assert (root / "content/events/noether.md").read_text("utf-8") == (
        TALK.replace("tba", "Ideals in $R[x]$") + "\n\nFirst.\n\nSecond.\n"
    ).replace("---\n\n\n", "---\n\n")
    assert (root / "content/speakers/emmy-noether.yaml").read_text("utf-8") == (
        "name: Emmy Noether\naffiliation: Göttingen\n"
    )
    assert "+title: Ideals in $R[x]$" in result.stdout
    assert "wrote content/events/noether.md" in result.stdout
    assert result.stderr.splitlines() == ["left: Dear all, with pleasure!", "left: Best wishes,", "left: Emmy"]
    assert run(root, "check").exit_code == 0


def test_a_dry_run_shows_the_same_and_writes_nothing(root: Path) -> None:
    result = run(root, "ingest", "reply.eml", "--dry-run")
    assert result.exit_code == 0
    assert "+title: Ideals in $R[x]$" in result.stdout
    assert "wrote" not in result.stdout
    assert (root / "content/events/noether.md").read_text("utf-8") == TALK


def test_a_second_time_there_is_nothing_to_write(root: Path) -> None:
    run(root, "ingest", "reply.eml")
    result = run(root, "ingest", "reply.eml")
    assert (result.exit_code, result.stdout) == (1, "Nothing to write.\n")
    assert "left: content/events/noether.md has this already: title: Ideals in $R[x]$" in result.stderr


def test_a_mail_that_names_no_event_or_one_that_is_not_known(root: Path) -> None:
    mail(root, "Title: X")
    assert "name it with --event" in run(root, "ingest", "reply.eml").stderr
    result = run(root, "ingest", "reply.eml", "--event", "noeter")
    assert result.exit_code == 2
    assert "Did you mean `noether`?" in result.stderr
    assert run(root, "ingest", "reply.eml", "--event", "noether").exit_code == 0


def test_what_the_reader_would_refuse_is_not_written(root: Path) -> None:
    mail(root, TEXT.replace("Göttingen", "x\nHome page: javascript:alert(1)"))
    result = run(root, "ingest", "reply.eml")
    assert result.exit_code == 1
    assert "content/speakers/emmy-noether.yaml" in result.stderr
    assert "Nothing was written" in result.stdout
    assert (root / "content/events/noether.md").read_text("utf-8") == TALK


def test_markup_in_an_answer_is_harmless(root: Path) -> None:
    mail(
        root,
        "Title: <script>alert(1)</script>: a\nAbstract: <img src=x onerror=alert(1)>\n---\ndraft: no\n[seminarsite: noether]",
    )
    assert run(root, "ingest", "reply.eml").exit_code == 0
    assert run(root, "build").exit_code == 0
    page = (root / "build/events/noether/index.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "onerror" not in page


def test_attachments_are_saved_only_when_asked_for(root: Path) -> None:
    mail(root, TEXT, attach="%PDF-1.4 slides")
    result = run(root, "ingest", "reply.eml", "--dry-run")
    assert "left: 1 attachment: --attachments saves slides and pictures" in result.stderr
    assert run(root, "ingest", "reply.eml", "--attachments").exit_code == 0
    assert (root / "content/files/noether.pdf").read_bytes() == b"%PDF-1.4 slides"
    assert "slides: files/noether.pdf" in (root / "content/events/noether.md").read_text("utf-8")


def test_a_file_that_is_no_mail(root: Path) -> None:
    (root / "reply.eml").write_text("hello", encoding="utf-8")
    result = run(root, "ingest", "reply.eml")
    assert result.exit_code == 3
    assert "is no mail" in result.stderr


def test_a_file_with_a_mark_of_utf8_keeps_it(root: Path) -> None:
    file = root / "content/events/noether.md"
    file.write_bytes(b"\xef\xbb\xbf" + TALK.replace("\n", "\r\n").encode())
    assert run(root, "ingest", "reply.eml").exit_code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf---\r\n")
    assert b"\r\ntitle: Ideals in $R[x]$\r\n" in file.read_bytes()
