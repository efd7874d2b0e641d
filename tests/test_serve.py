"""The preview: what a browser on this computer sees, and what nobody else does."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers_html import page
from helpers_site import NOW, event, made
from seminarsite.serve import CHANGES, SCRIPT, STYLE, Preview, make_server, watch

TALK = ("time: 12:00", "title: The talk", "speaker: Emmy Noether")


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(
        {
            "events/a.md": event("2025-03-05", *TALK, "slides: files/a.pdf"),
            "files/a.pdf": b"%PDF",
            "events/draft.md": event("2025-03-06", *TALK, "draft: yes"),
        }
    )


@contextmanager
def served(preview: Preview) -> Iterator[int]:
    server = make_server(preview, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(port: int, path: str, host: str | None = None, method: str = "GET") -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", f"127.0.0.1:{port}" if host is None else host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


@pytest.fixture
def port(root: Path) -> Iterator[int]:
    with served(Preview(root, lambda: NOW)) as found:
        yield found


def test_pages_are_those_of_the_build_with_the_script_that_reloads(port: int, root: Path) -> None:
    files = made(root)
    for path, file in (("/", "index.html"), ("/events/a/", "events/a/index.html"), ("/archive/", "archive/index.html")):
        answer, body = ask(port, path)
        assert (answer.status, answer.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
        scripts = [script["src"] for script in page(body).all("script") if "src" in script.attributes]
        assert [src for src in scripts if src.endswith(SCRIPT)] != []
        assert [src for src in scripts if not src.endswith(SCRIPT)] == [
            one["src"] for one in page(files[file]).all("script") if "src" in one.attributes
        ]
        assert page(body).text.startswith(page(files[file]).text)


@pytest.mark.parametrize(
    ("path", "status", "media"),
    [
        ("/static/style.css", 200, "text/css; charset=utf-8"),
        ("/static/style.css?12345678", 200, "text/css; charset=utf-8"),
        ("/calendar.ics", 200, "text/calendar; charset=utf-8"),
        ("/files/a.pdf", 200, "application/pdf"),
        (f"/{SCRIPT}", 200, "text/javascript; charset=utf-8"),
        (f"/{STYLE}", 200, "text/css; charset=utf-8"),
        (f"/{CHANGES}", 200, "text/plain; charset=utf-8"),
        ("/events/a/index.html", 200, "text/html; charset=utf-8"),
        ("/none/", 404, "text/html; charset=utf-8"),
        ("/events/draft/", 404, "text/html; charset=utf-8"),
    ],
)
def test_status_and_media_type(port: int, path: str, status: int, media: str) -> None:
    answer, _ = ask(port, path)
    assert (answer.status, answer.getheader("Content-Type")) == (status, media)
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Cache-Control") == "no-store"


def test_an_address_without_its_slash_leads_to_the_one_with_it(port: int) -> None:
    answer, _ = ask(port, "/events/a")
    assert (answer.status, answer.getheader("Location")) == (301, "/events/a/")


def test_a_head_request_has_no_body(port: int) -> None:
    answer, body = ask(port, "/", method="HEAD")
    assert (answer.status, body) == (200, b"")
    assert int(answer.getheader("Content-Length") or 0) > 500


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[::1", "0.0.0.0"])
def test_a_foreign_host_name_is_refused(port: int, host: str) -> None:
    """A page of another site may have its name point to 127.0.0.1 (DNS rebinding)."""
    for path in ("/", f"/{CHANGES}", "/calendar.ics"):
        answer, body = ask(port, path, host)
        assert answer.status == 403, (host, path)
        assert b"The talk" not in body


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8000"])
def test_this_computer_is_answered(port: int, host: str) -> None:
    assert ask(port, "/", host)[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/static/../../content/site.yaml",
        "/static/%2e%2e/%2e%2e/content/site.yaml",
        "/content/site.yaml",
        "/content/events/draft.md",
        "/files/../../content/site.yaml",
        "/files%5c..%5c..",
        "/%00",
        "/files/a.pdf%00.html",
    ],
)
def test_nothing_outside_the_site_can_be_had(port: int, path: str) -> None:
    answer, body = ask(port, path)
    assert answer.status == 404
    assert b"root:" not in body
    assert b"zone: Europe" not in body


def test_it_listens_on_this_computer_only(root: Path) -> None:
    server = make_server(Preview(root, lambda: NOW), 0)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def test_mistakes_are_shown_in_the_place_of_the_page(root: Path) -> None:
    (root / "content/events/a.md").write_text(event("2025-02-30", "title: '<b>&'"), encoding="utf-8")
    with served(Preview(root, lambda: NOW)) as port:
        answer, body = ask(port, "/events/a/")
        assert answer.status == 500
        assert "content/events/a.md:2:7" in page(body).text
        assert page(body).all("script")  # it reloads as soon as the mistake is mended
        assert ask(port, f"/{SCRIPT}")[0].status == 200


def test_mistakes_after_a_good_start(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    state = preview.wait_for_change("")
    (root / "content/events/a.md").write_text(event("2025-03-05", "titel: <b>"), encoding="utf-8")
    assert preview.read().failed
    assert preview.wait_for_change(state, 0) != state
    status, _, body = preview.answer("")
    assert status == 500
    assert "titel" in page(body).text
    assert b"<b>" not in body.replace(b"<b>error</b>", b"")
    assert preview.answer("static/style.css")[0] == 200
    (root / "content/events/a.md").write_text(event("2025-03-05", *TALK), encoding="utf-8")
    assert not preview.read().failed
    assert preview.answer("")[0] == 200


def test_a_content_folder_that_is_gone_for_a_moment(root: Path) -> None:
    """As when another branch is checked out: a mistake like any other, and the watcher lives on."""
    preview = Preview(root, lambda: NOW)
    (root / "content").rename(root / "elsewhere")
    assert preview.read().failed
    assert preview.answer("")[0] == 500
    (root / "elsewhere").rename(root / "content")
    assert not preview.read().failed
    assert preview.answer("")[0] == 200


def test_a_broken_template_is_shown_with_its_line(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/event.html").write_text("\n{{ nothing }}", encoding="utf-8")
    status, _, body = Preview(root, lambda: NOW).answer("events/a/")
    assert status == 500
    assert "templates/event.html:2:1" in page(body).text


def test_warnings_are_shown_on_the_page(root: Path) -> None:
    (root / "content/events/b.md").write_text(event("2025-03-12", "time: 12:00", "title: T"), encoding="utf-8")
    _, _, body = Preview(root, lambda: NOW).answer("")
    assert "no speaker is given" in page(body).text


def test_a_saved_file_is_seen(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    said = threading.Event()
    end = watch(preview, root, lambda _: said.set())
    state = preview.wait_for_change("")
    deadline = time.monotonic() + 20
    number = 0
    while not said.is_set() and time.monotonic() < deadline:  # the watcher may not be at work yet
        number += 1
        (root / "content/events/a.md").write_text(
            event("2025-03-05", f"title: New {number}", "time: 12:00", "speaker: tba"), encoding="utf-8"
        )
        said.wait(0.5)
    threads = threading.active_count()
    end()
    assert threading.active_count() == threads - 1
    assert said.is_set()
    assert preview.wait_for_change(state, 5) != state
    assert b"New " in preview.answer("events/a/")[2]


def test_an_unchanged_state_is_waited_for(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    state = preview.wait_for_change("")
    began = time.monotonic()
    assert preview.wait_for_change(state, 0.2) == state
    assert time.monotonic() - began >= 0.2


def test_the_preview_writes_nothing(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    preview.answer("")
    preview.answer("none")
    assert [path.name for path in root.iterdir()] == ["content"]
