"""links: what is asked, told and remembered; nobody is asked without need."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from helpers_cli import run
from helpers_site import event


class Host(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.server.asked.append(self.headers["User-Agent"])  # type: ignore[attr-defined]
        self.send_response(200 if self.path == "/fine" else 404)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def host() -> Iterator[Any]:
    server: Any = HTTPServer(("127.0.0.1", 0), Host)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def root(write_site: Callable[..., Path], host: Any) -> Path:
    here = f"http://127.0.0.1:{host.server_address[1]}"
    talk = event("2025-04-02", "time: 12:00", "title: A", "speaker: Ada Example", f"links: [{here}/fine, {here}/gone]")
    return write_site(
        {
            "events/a.md": talk,
            "speakers/nobody.yaml": "name: Nobody Known\n",
            "files/unused.pdf": b"%PDF-1.4",
        }
    )


def test_links_are_asked_for_told_and_remembered(root: Path, host: Any) -> None:
    result = run(root, "links", "--pause", "0")
    assert result.exit_code == 1
    assert "content/events/a.md:6:38: error: `http://127.0.0.1" in result.stderr
    assert "is dead: 404 Not Found" in result.stderr
    assert "content/files/unused.pdf: warning: nothing that is published refers to this file" in result.stderr
    assert "content/speakers/nobody.yaml: warning" in result.stderr
    assert "2 links. 1 error, 2 warnings." in result.stdout
    assert all("link check of https://example.org/seminar/" in agent for agent in host.asked)
    lines = (root / "content/links.jsonl").read_text("utf-8").splitlines()
    assert [line.partition('"asked"')[2] for line in lines] == [
        ': "2025-03-12", "alive": "2025-03-12", "answer": ""}',
        ': "2025-03-12", "alive": null, "answer": "404 Not Found"}',
    ]
    assert run(root, "check").exit_code == 0, "the memory is no mistake among the content"


def test_offline_nobody_is_asked(root: Path, host: Any) -> None:
    result = run(root, "links", "--offline")
    assert result.exit_code == 0
    assert result.stdout.count("never asked http://127.0.0.1") == 2
    assert host.asked == []
    assert not (root / "content/links.jsonl").exists()


def test_with_errors_in_the_content_nobody_is_asked(root: Path, host: Any) -> None:
    (root / "content/events/b.md").write_text("---\ndate: never\n---\n", encoding="utf-8")
    assert run(root, "links").exit_code == 1
    assert host.asked == []
