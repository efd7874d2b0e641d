"""Asking a server on this machine: every answer that a host can give, and how politely it is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from seminarsite.caring.asking import Answer, Asker

ANSWERS: dict[str, tuple[int, dict[str, str]]] = {
    "/fine": (200, {}),
    "/gone": (410, {}),
    "/nothing": (404, {}),
    "/guarded": (403, {}),
    "/broken": (500, {}),
    "/moved": (301, {"Location": "/fine"}),
    "/moved-twice": (308, {"Location": "/moved"}),
    "/for-now": (302, {"Location": "/fine"}),
    "/moved-for-now": (301, {"Location": "/for-now"}),
    "/to-nothing": (301, {"Location": "/nothing"}),
    "/circle": (302, {"Location": "/circle2"}),
    "/circle2": (302, {"Location": "/circle"}),
    "/file": (302, {"Location": "file:///etc/passwd"}),
    "/never": (429, {"Retry-After": "86400"}),
}


class Host(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]
    agents: set[str]
    open_now: list[int]

    def answer(self) -> None:
        host: Any = self.server
        host.asked.append((self.command, self.path))
        host.agents.add(self.headers["User-Agent"])
        counted = self.path != "/slow"  # which may still sleep when nobody waits for it any more
        host.now += counted
        host.most = max(host.most, host.now)
        status, headers = ANSWERS.get(self.path, (200, {}))
        if self.path == "/slow":
            time.sleep(1.5)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        if self.path == "/later" and len([path for _, path in host.asked if path == "/later"]) < 2:
            status, headers = 429, {"Retry-After": "2"}
        if self.path.startswith("/endless"):
            status, headers = 302, {"Location": f"{self.path}x"}
        host.now -= counted
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    host: Any = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    host.asked, host.agents, host.now, host.most = [], set(), 0, 0
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield host
    host.shutdown()
    thread.join()
    host.server_close()


def url(server: Any, path: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def ask(server: Any, path: str, **how: Any) -> Answer:
    return Asker("seminarsite (https://example.org/)", **{"timeout": 1.0, "pause": 0, **how}).ask(url(server, path))


@pytest.mark.parametrize(
    ("path", "status", "alive", "gone"),
    [
        ("/fine", 200, True, False),
        ("/gone", 410, False, True),
        ("/nothing", 404, False, True),
        ("/guarded", 403, True, False),
        ("/broken", 500, False, False),
        ("/never", 429, True, False),
        ("/for-now", 200, True, False),
        ("/to-nothing", 404, False, True),
        ("/no-head", 200, True, False),
        ("/with a space/é?q=ü", 200, True, False),
    ],
)
def test_answers(server: Any, path: str, status: int, alive: object, gone: object) -> None:
    found = ask(server, path)
    assert (found.status, found.is_alive, found.is_gone) == (status, alive, gone)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/moved", "/fine"),
        ("/moved-twice", "/fine"),
        ("/for-now", None),
        ("/moved-for-now", "/for-now"),
        ("/fine", None),
    ],
)
def test_where_it_has_moved_for_good(server: Any, path: str, there: str | None) -> None:
    assert ask(server, path).moved == (url(server, there) if there else None)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/circle", "in a circle"),
        ("/endless", "more than 8 times"),
        ("/file", "an address that is none: file:///etc/passwd"),
        ("/slow", "no answer in time"),
    ],
)
def test_what_leads_nowhere(server: Any, path: str, says: str) -> None:
    found = ask(server, path)
    assert (found.status, found.is_alive, found.is_gone) == (None, False, False)
    assert says in found.reason


def test_a_host_that_is_not_there() -> None:
    found = Asker("x", 1.0).ask("http://127.0.0.1:9/")
    assert (found.status, found.reason) == (None, "Connection refused")


def test_what_is_no_tls(server: Any) -> None:
    found = Asker("x", 1.0).ask(url(server, "/fine").replace("http:", "https:"))
    assert (found.status, found.reason) == (None, "it cannot be reached by TLS")


@pytest.mark.parametrize("address", ["http://[::1", "http://exa mple.org:x/", "http://a\nb/"])
def test_addresses_that_nobody_can_ask(address: str) -> None:
    assert not Asker("x", 1.0).ask(address).is_alive


def test_it_waits_as_long_as_it_is_asked_to(server: Any) -> None:
    waits: list[float] = []
    assert ask(server, "/later", sleep=waits.append).status == 200
    assert waits == [2.0]
    waits.clear()
    assert ask(server, "/never", sleep=waits.append).status == 429
    assert waits == []


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_and_is_told_who_asks(server: Any) -> None:
    server.asked.clear()
    server.most = 0
    waits: list[float] = []
    asker = Asker("seminarsite (https://example.org/)", 1.0, 0.5, waits.append)
    found = dict(asker.ask_all([url(server, path) for path in ("/fine", "/gone", "/fine?2")]))
    assert {address.rpartition("/")[2]: answer.status for address, answer in found.items()} == {
        "fine": 200,
        "gone": 410,
        "fine?2": 200,
    }
    assert server.asked == [("HEAD", "/fine"), ("HEAD", "/gone"), ("HEAD", "/fine?2")]
    assert server.most == 1
    assert waits == [0.5, 0.5]
    assert server.agents == {"seminarsite (https://example.org/)"}
