"""A preview that is asked as a browser asks it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from seminarsite.preview.dressing import STATE, TIMES
from seminarsite.preview.editors import Editor
from seminarsite.preview.server import make_server
from seminarsite.preview.state import Preview


@contextmanager
def served(preview: Preview, editor: Editor | None = None) -> Iterator[int]:
    """The port at which a preview answers."""
    server = make_server(preview, 0, editor)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(
    port: int, path: str, host: str | None = None, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", f"127.0.0.1:{port}" if host is None else host)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def told(port: int, page: str = "/", now: str = "", wait: Preview | None = None) -> dict[str, Any]:
    """What the script of a page is told, once all that waits is judged."""
    address = f"/{STATE}?page={page}" + (f"&now={now}" if now else "")
    ask(port, address)
    while wait and wait.judge():
        pass
    found: dict[str, Any] = json.loads(ask(port, address)[1])
    return found


def times(port: int, now: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(port, f"/{TIMES}?now={now}")[1])
    return found
