"""The preview: what a browser on this computer sees, and what nobody else does."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpers_html import page
from helpers_preview import ask, served
from helpers_site import NOW, event, made
from seminarsite.preview.dressing import CLOCK, EVENTS, SCRIPT, STATE, STYLE, TIMES
from seminarsite.preview.server import make_server
from seminarsite.preview.state import Preview

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
        assert scripts[0] == f"/{SCRIPT}"
        assert scripts[1:] == [one["src"] for one in page(files[file]).all("script") if "src" in one.attributes]
        assert page(body).text.startswith(page(files[file]).text)


@pytest.mark.parametrize(
    ("path", "status", "media"),
    [
        ("/static/style.css", 200, "text/css; charset=utf-8"),
        ("/static/style.css?12345678", 200, "text/css; charset=utf-8"),
        ("/calendar.ics", 200, "text/calendar; charset=utf-8"),
        ("/files/a.pdf", 200, "application/pdf"),
        (f"/{SCRIPT}", 200, "text/javascript; charset=utf-8"),
        (f"/{CLOCK}", 200, "text/javascript; charset=utf-8"),
        (f"/{STYLE}", 200, "text/css; charset=utf-8"),
        (f"/{STATE}", 200, "application/json"),
        (f"/{TIMES}", 200, "application/json"),
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
    for path in ("/", f"/{STATE}", f"/{EVENTS}", f"/{TIMES}", "/calendar.ics"):
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


def test_states_come_as_server_sent_events(root: Path) -> None:
    preview = Preview(root, lambda: NOW)
    with served(preview) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", f"/{EVENTS}")
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream"
        lines = iter(lambda: answer.readline().decode().strip(), None)
        first = next(line for line in lines if line.startswith("data: "))
        preview.read()
        assert next(line for line in lines if line.startswith("data: ")) != first
        connection.close()


def test_a_moment_in_the_address_is_kept_in_a_cookie_until_it_is_taken_back(port: int) -> None:
    answer, _ = ask(port, "/?now=2025-04-01T12:00:00Z")
    kept = answer.getheader("Set-Cookie") or ""
    assert kept == f"now-{port}=2025-04-01T12:00:00Z; Path=/; SameSite=Strict"
    cookie = kept.partition(";")[0]
    for path, later in (("/", cookie), ("/?now=2025-04-01", "")):
        _, body = ask(port, path, Cookie=later)
        assert "The talk" not in page(body).text.split("Past")[0], "it is over"
        assert b'data-preview-now="2025-0' in body
    answer, body = ask(port, "/?now=", Cookie=cookie)
    assert "Max-Age=0" in (answer.getheader("Set-Cookie") or "")
    assert b'data-preview-now=""' in body


@pytest.mark.parametrize("now", ["soon", "2025-13-01", "1066-10-14", "9999-12-31", "%0d%0aX: y", "<b>"])
def test_a_moment_that_is_none_is_passed_over(port: int, now: str) -> None:
    answer, body = ask(port, f"/?now={now.replace(' ', '%20')}")
    assert answer.status == 200
    assert "Max-Age=0" in (answer.getheader("Set-Cookie") or "")
    assert answer.getheader("X") is None
    assert b'data-preview-now=""' in body


@pytest.mark.parametrize("cookie", ["now-{port}=soon", "now-{port}", '";;=', "now-1=2025-04-01T12:00:00Z"])
def test_cookies_that_are_not_ours_are_passed_over(port: int, cookie: str) -> None:
    answer, body = ask(port, "/", Cookie=cookie.replace("{port}", str(port)))
    assert answer.status == 200
    assert b'data-preview-now=""' in body


def test_pages_of_the_preview_are_not_in_the_site(root: Path) -> None:
    """What the preview adds is never published."""
    for path, body in made(root).items():
        assert b"@preview" not in body, path
        assert b"data-preview" not in body, path
        assert not path.startswith("@")
