"""What a browser fetches to show a page: asked of Chromium where there is one, else read from the page."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from benchmarks.results import Weight

if TYPE_CHECKING:
    from playwright.sync_api import Request

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
_ZIPPED = (".html", ".css", ".js", ".svg", ".json", ".xml")
"""What web servers compress."""
_FETCHED = re.compile(
    r"<link\b(?=[^>]*\brel=[\"']?(?:stylesheet|preload|modulepreload)\b)[^>]*\bhref=[\"']?([^\"'\s>]+)"
    r"|<(?:script|img|iframe)\b[^>]*\bsrc=[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)


def weigh(site: Path, pages: Mapping[str, str]) -> tuple[list[Weight], str]:
    """The weight of pages of a built site, by what they are called, and by which means it was found out."""
    try:
        fetched, by = _seen_by_chromium(site, pages), "Chromium"
    except (ImportError, FileNotFoundError):
        fetched, by = {name: named(site, address) for name, address in pages.items()}, "reading the pages"
    return [_weight(site, name, pages[name], fetched[name]) for name in pages], by


def named(site: Path, address: str) -> list[str]:
    """The addresses within the site that a page fetches, the page itself first; not what scripts and styles fetch."""
    html = (site / address / "index.html").read_text("utf-8")
    links = (first or second for first, second in _FETCHED.findall(html))
    base = f"http://site/{address}"
    inner = (urljoin(base, link) for link in links if not link.startswith("data:"))
    found = dict.fromkeys(urlsplit(url).path.lstrip("/") for url in inner if urlsplit(url).netloc == "site")
    return [address, *found]


def _weight(site: Path, name: str, address: str, fetched: list[str]) -> Weight:
    html = (site / address / "index.html").read_bytes()
    sizes = [_transferred(site, one) for one in fetched]
    return Weight(name, len(html), _zipped(html), len(fetched), sum(sizes))


def _transferred(site: Path, address: str) -> int:
    file = site / address if address and not address.endswith("/") else site / address / "index.html"
    content = file.read_bytes() if file.is_file() else b""
    return _zipped(content) if file.suffix in _ZIPPED else len(content)


def _zipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are not worth a line each."""


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def _note(seen: list[str], request: Request) -> None:
    seen.append(request.url)


def _seen_by_chromium(site: Path, pages: Mapping[str, str]) -> dict[str, list[str]]:
    """What it asks the server for, in a window of 1280 by 800 pixels that nobody scrolls; not the icon."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        raise FileNotFoundError
    fetched: dict[str, list[str]] = {}
    with _serving(site) as at, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for name, address in pages.items():
            seen: list[str] = []
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()  # with an empty cache
            page.on("request", partial(_note, seen))
            page.goto(at + address, wait_until="networkidle")
            page.close()
            fetched[name] = [urlsplit(url).path.lstrip("/") for url in seen if url.startswith(at)]
        browser.close()
    return fetched
