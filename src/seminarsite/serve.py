"""The preview: the site on 127.0.0.1, rendered page by page when asked for, with mistakes shown in the browser.

It plans and renders with the functions of the build and writes nothing but what it remembers (memo).
"""

from __future__ import annotations

import datetime as dt
import mimetypes
import threading
from collections.abc import Callable, Iterable
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from seminarsite import mistakes, routes
from seminarsite.build import Blueprint, draw
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.drawing.pictures import Unreadable
from seminarsite.outputs import Page
from seminarsite.theme import POLICY, BrokenTemplate
from seminarsite.tools.keeping import NOTHING, Kept

SCRIPT = "_preview.js"
STYLE = "_preview.css"
CHANGES = "_preview"
"""Where the script waits for the number of the next state."""

_SCRIPT = b"""\
// Of the preview only: asks which state is shown, and loads the page again when there is a newer one.
const at = new URL("_preview", import.meta.url);
let seen = null;
for (;;) {
  try {
    const answer = await fetch(seen === null ? at : `${at}?after=${seen}`, { cache: "no-store" });
    const state = await answer.text();
    if (seen !== null && state !== seen) location.reload();
    seen = state;
  } catch {
    await new Promise((again) => setTimeout(again, 1000));
  }
}
"""

_STYLE = b"""\
:root { color-scheme: light dark; }
.mistakes { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1.25rem; }
.mistakes h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
.mistakes ol { list-style: none; margin: 2rem 0 0; padding: 0; }
.mistakes li { border-top: 1px solid; padding: .8rem 0; }
.mistakes p { margin: .15rem 0; }
.mistakes code { font-size: .9rem; }
.mistakes .error b { color: light-dark(#a3201c, #ff9d94); }
.mistakes .hint { opacity: .8; }
.preview-notes { position: fixed; inset: auto 1rem 1rem auto; max-width: min(34rem, 90vw); max-height: 60vh; overflow: auto;
  font: .85rem/1.45 system-ui, sans-serif; padding: .5rem .8rem; border-radius: .4rem; background: #f6d860; color: #201a00; }
.preview-notes summary { cursor: pointer; }
.preview-notes ul { margin: .4rem 0; padding: 0; list-style: none; }
@media print { .preview-notes { display: none; } }
"""

_MEDIA = {".ics": "text/calendar", ".webp": "image/webp", ".avif": "image/avif"}  # which not all systems know
_OWN = {SCRIPT: ("text/javascript", _SCRIPT), STYLE: ("text/css", _STYLE)}


class Preview:
    """The site as it is on disk now. Threads that answer requests share it."""

    def __init__(self, root: Path, now: Callable[[], dt.datetime], kept: Callable[[], Kept] = lambda: NOTHING) -> None:
        self._root, self._now, self._kept = root, now, kept
        self._changed = threading.Condition()
        self._state = 0
        self._blueprint: Blueprint | None = None
        self._report = Report()
        self.read()

    def read(self) -> Report:
        """Read the content again and tell the pages that are open."""
        report = Report()
        try:
            blueprint = draw(self._root, self._now(), report, self._kept())
        except OSError as error:  # a file that goes away while it is read, as when another branch is checked out
            blueprint = None
            report.add(mistakes.unreadable(Span(str(error.filename or "content")), error.strerror or str(error)))
        with self._changed:
            # While there are mistakes, the last good site stays to be looked at behind them.
            self._blueprint, self._report = blueprint or self._blueprint, report
            self._state += 1
            self._changed.notify_all()
        return report

    @property
    def report(self) -> Report:
        return self._report

    def wait_for_change(self, seen: str, seconds: float = 25) -> str:
        """The number of the state, at once or when it is no longer `seen`."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._state) != seen, timeout=seconds if seen else 0)
            return str(self._state)

    def answer(self, address: str) -> tuple[HTTPStatus, str, bytes]:
        """Status, media type and bytes for a path of the site, without its leading slash."""
        with self._changed:
            blueprint, report = self._blueprint, self._report
        if blueprint is None or (report.failed and not address.startswith((routes.STATIC, "files/", "pictures/"))):
            return HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", _mistakes_page(report.diagnostics)
        output = blueprint.planned.get(routes.output_path(address))
        status = HTTPStatus.OK
        if output is None:
            if routes.output_path(address + "/") in blueprint.planned:
                return HTTPStatus.MOVED_PERMANENTLY, "", f"/{address}/".encode()
            output, status = blueprint.planned[routes.NOT_FOUND], HTTPStatus.NOT_FOUND
        try:
            body = blueprint.make(output)
            if wrong := blueprint.inspect(routes.output_path(output.address), body):
                return HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", _mistakes_page(wrong)
        except BrokenTemplate as error:
            mistake = mistakes.broken_template(error.span, str(error))
            return HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", _mistakes_page([mistake])
        except (OSError, Unreadable) as error:
            return HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", str(error).encode()
        if isinstance(output, Page):
            return status, "text/html", _with_script(body, address, report.diagnostics)
        media = _MEDIA.get(Path(output.address).suffix) or mimetypes.guess_type(output.address)[0]
        return status, media or "text/plain", body


def make_server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server for a preview, not yet running; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            # A page of another site that makes its name point to 127.0.0.1 is not to read drafts.
            host = self.headers.get("Host", "").partition(":")[0].lower()
            if host not in ("127.0.0.1", "localhost"):
                self._send(HTTPStatus.FORBIDDEN, "text/plain", b"This preview answers to 127.0.0.1 only.\n")
                return
            parts = urlsplit(self.path)
            address = unquote(parts.path).lstrip("/")
            if address in _OWN:
                self._send(HTTPStatus.OK, *_OWN[address])
            elif address == CHANGES:
                seen = parts.query.removeprefix("after=")
                self._send(HTTPStatus.OK, "text/plain", preview.wait_for_change(seen).encode())
            else:
                self._send(*preview.answer(address))

        do_HEAD = do_GET

        def _send(self, status: HTTPStatus, media: str, body: bytes) -> None:
            self.send_response(status)
            if status is HTTPStatus.MOVED_PERMANENTLY:
                self.send_header("Location", body.decode("ascii", "replace"))
                body = b""
            charset = "; charset=utf-8" if media.startswith("text/") else ""
            self.send_header("Content-Type", media + charset)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Requests are not worth a line each."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    return server


def watch(preview: Preview, root: Path, said: Callable[[Report], None]) -> Callable[[], None]:
    """Read the content anew whenever a file is saved, in the background; `said` gets the report.

    The result stops it. It must be called: a watcher that is still at work when Python ends aborts the process.
    """
    from watchfiles import watch as changes

    folders = [root / name for name in ("content", "templates", "static", "languages") if (root / name).is_dir()]
    stop = threading.Event()

    def run() -> None:
        for _ in changes(*folders, stop_event=stop):
            said(preview.read())

    def end() -> None:
        stop.set()
        thread.join()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return end


def _with_script(page: bytes, address: str, warnings: Iterable[Diagnostic]) -> bytes:
    here = "../" * address.count("/")
    added = f'<link rel="stylesheet" href="{here}{STYLE}"><script type="module" src="{here}{SCRIPT}"></script></head>'
    page = page.replace(b"</head>", added.encode(), 1)
    return page.replace(b"</body>", (_notes(list(warnings)) + "</body>").encode())


def _notes(warnings: list[Diagnostic]) -> str:
    """What is to be mended some day, folded away in a corner."""
    if not warnings:
        return ""
    lines = "".join(f"<li><code>{escape(str(w.span))}</code> {escape(w.message)}</li>" for w in warnings)
    return (
        f'<aside class="preview-notes" aria-label="Warnings"><details><summary>Warnings: {len(warnings)}</summary>'
        f"<ul>{lines}</ul></details></aside>"
    )


def _mistakes_page(diagnostics: Iterable[Diagnostic]) -> bytes:
    found = list(diagnostics)
    items = "".join(
        f'<li class="{d.severity}"><p><code>{escape(str(d.span))}</code> <b>{d.severity}</b></p>'
        f'<p>{escape(d.message)}</p><p class="hint">{escape(d.hint)}</p></li>'
        for d in found
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>To be mended: {len(found)}</title>
<link rel="stylesheet" href="/{STYLE}">
<script type="module" src="/{SCRIPT}"></script>
</head>
<body class="mistakes">
<h1>This does not build yet</h1>
<p>The published site is as it was. Mend these lines and save: this page then shows the site again.</p>
<ol>{items}</ol>
</body>
</html>
""".encode()
