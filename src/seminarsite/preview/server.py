"""The web server of the preview, for this computer alone."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

from seminarsite.preview.answers import Answer, Request, answer
from seminarsite.preview.dressing import EVENTS
from seminarsite.preview.editors import Editor
from seminarsite.preview.state import Preview

HOSTS = ("127.0.0.1", "localhost")
BEAT = 15
"""Seconds after which a page that waits hears that we are still here, and we, whether it is."""


def make_server(preview: Preview, port: int, editor: Editor | None = None) -> ThreadingHTTPServer:
    """A server for a preview, not yet running; port 0 takes a free one. Raises OSError where it is taken."""
    return PreviewServer(preview, port, editor or Editor())


class PreviewServer(ThreadingHTTPServer):
    """On this computer only; what it answers is in answers.py."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int, editor: Editor) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.preview, self.editor = preview, editor


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        # A page of another site that makes its name point to 127.0.0.1 is not to read drafts.
        if self.headers.get("Host", "").partition(":")[0].lower() not in HOSTS:
            self._send(Answer(HTTPStatus.FORBIDDEN, "text/plain", b"This preview answers to 127.0.0.1 only.\n"))
            return
        parts = urlsplit(self.path)
        address = unquote(parts.path).lstrip("/")
        if address == EVENTS:
            self._tell()
            return
        query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self._send(answer(self.server.preview, Request(address, query, self._cookie()), self.server.editor))

    do_HEAD = do_GET

    def _tell(self) -> None:
        """Server-sent events (html.spec.whatwg.org, 9.2): the state of the preview, and each one that follows."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = ""
        with suppress(OSError):  # the page was closed
            while self.command != "HEAD":
                state = self.server.preview.wait_for_change(seen, BEAT)
                self.wfile.write(b": still here\n\n" if state == seen else f"retry: 500\ndata: {state}\n\n".encode())
                seen = state

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        if found.location:
            self.send_header("Location", quote(found.location))
        if found.keep is not None:
            age = "" if found.keep else "; Max-Age=0"
            self.send_header("Set-Cookie", f"{self._cookie_name}={found.keep}; Path=/; SameSite=Strict{age}")
        charset = "; charset=utf-8" if found.media.startswith("text/") else ""
        self.send_header("Content-Type", found.media + charset)
        self.send_header("Content-Length", str(len(found.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    @property
    def _cookie_name(self) -> str:
        """Cookies are for all ports of a computer: two previews side by side have two moments."""
        return f"now-{self.connection.getsockname()[1]}"

    def _cookie(self) -> str:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(self._cookie_name)
        except CookieError:
            return ""
        return found.value if found else ""

    def log_message(self, *_: object) -> None:
        """Requests are not worth a line each."""
