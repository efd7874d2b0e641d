"""Private means in no output byte: random tokens in every private place, looked for in every file.

The rows G106 to G115 of the list of attacks; join links are in test_revealing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_private import Tokens, whole
from helpers_site import event, made
from seminarsite.build import build
from seminarsite.diagnostics import Report

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 3, 20, 12, tzinfo=dt.UTC)
TALK = ("time: 12:00", "speaker: Emmy Noether", "title: The talk")


@pytest.fixture
def token() -> Tokens:
    return Tokens()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_drafts(write_site: Callable[..., Path], token: Tokens) -> None:
    page = (
        f"---\ntitle: {token('page title')}\ndraft: yes\nnavigation: {token('navigation')}\n---\n{token('page text')}\n"
    )
    files = {
        **whole(token, "draft", "draft: yes"),
        f"pages/{token('page id')}.md": page,
        "events/a.md": event("2025-04-02", *TALK),
    }
    site = made(write_site(files), NOW)
    assert "events/a/index.html" in site
    assert token.found_in(site) == []


@pytest.mark.parametrize("line", ["status: draft", "published: false"])
def test_other_words_for_a_draft_are_mistakes_and_nothing_is_published(
    write_site: Callable[..., Path], token: Tokens, line: str
) -> None:
    root = write_site(whole(token, "draft", line))
    report = Report()
    assert build(root, root / "build", NOW, report) is None
    assert report.failed
    assert not (root / "build").exists()


def test_an_embargo(write_site: Callable[..., Path], token: Tokens) -> None:
    root = write_site({**whole(token, "later", "publish-from: 2025-03-10"), "events/a.md": event("2025-04-02", *TALK)})
    assert token.found_in(made(root, NOW)) == []
    assert set(token.found_in(made(root, LATER))) == set(token.given)


def test_private_fields_and_comments(write_site: Callable[..., Path], token: Tokens) -> None:
    speaker = f"---\nname: Emmy Noether\nemail: {token('email')}@example.org\nnotes: {token('speaker notes')}\n# {token('comment')}\n---\n"
    talk = event("2025-04-02", *TALK, f"notes: {token('event notes')}", f"# {token('another comment')}")
    site = made(
        write_site({"speakers/emmy-noether.md": speaker, "events/a.md": talk, "files/x.txt": token("unused file")}), NOW
    )
    assert "speakers/emmy-noether/index.html" in site
    assert token.found_in(site) == []


@pytest.mark.parametrize("key", ["honorarium", "dietary", "telephone"])
def test_a_key_that_nobody_knows_is_a_mistake(write_site: Callable[..., Path], key: str) -> None:
    report = Report()
    root = write_site({"speakers/e.md": f"---\nname: Emmy Noether\n{key}: none\n---\n"})
    assert build(root, root / "build", NOW, report) is None
    assert [d.code for d in report.diagnostics] == ["unknown-key"]


@pytest.mark.parametrize("how", ["drafted", "embargoed", "deleted"])
def test_what_was_published_and_is_no_longer(write_site: Callable[..., Path], token: Tokens, how: str) -> None:
    files = {**whole(token, "talk"), "events/a.md": event("2025-04-02", *TALK)}
    root = write_site(files)
    assert build(root, root / "build", NOW, Report())
    assert set(token.found_in(bytes_of(root / "build"))) == set(token.given)
    talk = next(root.glob(f"content/events/{token('talk id')}.md"))
    line = {"drafted": "draft: yes\n", "embargoed": "publish-from: 2025-05-01\n"}.get(how)
    if line is None:
        talk.unlink()
    else:
        talk.write_text(talk.read_text("utf-8").replace("title:", f"{line}title:", 1), "utf-8")
    assert build(root, root / "build", NOW, Report())
    assert token.found_in(bytes_of(root / "build")) == []


def test_secrets_from_outside_are_in_no_message_and_no_file(write_site: Callable[..., Path], token: Tokens) -> None:
    from seminarsite.tools.keeping import Kept

    join = "online: {join: {link: 'env:LINK', visible: locked, passcode: 'env:CODE'}}"
    root = write_site({"events/a.md": event("2025-04-02", *TALK, join)})
    report = Report()
    kept = Kept(
        {"env:LINK": f"https://z.example/{token('link')}", "env:CODE": token("code"), "env:OTHER": token("other")}
    )
    assert build(root, root / "build", NOW, report, kept)
    assert token.found_in(bytes_of(root / "build")) == []
    assert token.found_in({"report": "".join(map(str, report.diagnostics)).encode()}) == []
