"""Asks whether addresses are alive, politely: HEAD before GET, one at a time of each host, a pause between two.

The only module that speaks to other hosts, and only when `seminarsite links` is run. It says who asks. No body
is read. robots.txt is not asked for: each address is asked for once, as by a reader who clicks on it.
"""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

MOST_REDIRECTS = 8
AT_ONCE = 4
"""Hosts that are asked at the same time."""
MOST_PATIENCE = 30.0
"""Seconds that a host may ask us to wait, once."""

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_BY_HEAD = (400, 403, 404, 405, 406, 500, 501, 503)
_LATER = (429, 503)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question. `status` is None where nobody answered; `moved` is where it permanently leads."""

    status: int | None
    reason: str = ""
    moved: str | None = None

    @property
    def is_alive(self) -> bool:
        """Somebody is there: also one who lets no program in (401, 403), or wants us to come later (429)."""
        return self.status is not None and (self.status < 400 or self.status in (401, 402, 403, 407, 429, 451, 999))

    @property
    def is_gone(self) -> bool:
        """The host itself says that there is nothing."""
        return self.status in (404, 410)


@dataclass(frozen=True)
class Asker:
    """How to ask: who asks, how long to wait for an answer, and between two questions (seconds)."""

    agent: str
    timeout: float = 15.0
    pause: float = 1.0
    sleep: Callable[[float], None] = lambda _: None

    def ask_all(self, urls: Iterable[str]) -> Iterator[tuple[str, Answer]]:
        """Each address with its answer, as they come; those of one host after each other."""
        hosts: dict[str, list[str]] = {}
        for url in urls:
            hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running = [pool.submit(self._ask_host, tuple(of)) for of in hosts.values()]
            for done in as_completed(running):
                yield from done.result().items()

    def _ask_host(self, urls: tuple[str, ...]) -> Mapping[str, Answer]:
        found: dict[str, Answer] = {}
        for number, url in enumerate(urls):
            if number:
                self.sleep(self.pause)
            found[url] = self.ask(url)
        return found

    def ask(self, url: str) -> Answer:
        """Follow an address to its end."""
        here, seen, moved = url, {url}, None
        permanent = True
        for _ in range(MOST_REDIRECTS):
            status, reason, leads = self._patiently(here)
            if status not in _REDIRECTS or not leads:
                return Answer(status, reason, moved)
            there = urljoin(here, leads)
            if urlsplit(there).scheme not in ("http", "https"):
                return Answer(None, f"it leads to an address that is none: {there[:80]}")
            if there in seen:
                return Answer(None, "it leads in a circle")
            seen.add(there)
            permanent = permanent and status in _PERMANENT
            here, moved = there, there if permanent else moved
        return Answer(None, f"it leads on more than {MOST_REDIRECTS} times")

    def _patiently(self, url: str) -> tuple[int | None, str, str]:
        """HEAD, then GET where a host may know no HEAD; once more where it asks us to wait for a little."""
        status, reason, leads, wait = self._once(url, "HEAD")
        if status in _NOT_BY_HEAD and not wait:
            self.sleep(self.pause)
            status, reason, leads, wait = self._once(url, "GET")
        if status in _LATER and wait is not None and 0 <= wait <= MOST_PATIENCE:
            self.sleep(wait)
            status, reason, leads, _ = self._once(url, "GET")
        return status, reason, leads

    def _once(self, url: str, method: str) -> tuple[int | None, str, str, float | None]:
        opener = urllib.request.OpenerDirector()  # with nothing that follows redirects, or reads files
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            opener.add_handler(handler)
        try:
            request = urllib.request.Request(  # noqa: S310  (http and https alone: `ask` sees to it, and no other handler)
                quote(url, safe="%/:=&?~#+!$,;'@()*[]"),
                method=method,
                headers={"User-Agent": self.agent, "Accept": "*/*"},
            )
            with opener.open(request, timeout=self.timeout) as answer:
                return answer.status, answer.reason or "", "", None
        except urllib.error.HTTPError as error:
            with error:
                after = error.headers.get("Retry-After", "")
                wait = float(after) if after.isdigit() else None
                return error.code, str(error.reason or ""), error.headers.get("Location", ""), wait
        except urllib.error.URLError as error:
            return None, _why(error.reason), "", None
        except (OSError, http.client.HTTPException, ValueError) as error:
            return None, _why(error), "", None


def _why(reason: object) -> str:
    """In words; what a host writes into its answers is not trusted to be short."""
    match reason:
        case TimeoutError():
            return "no answer in time"
        case ssl.SSLCertVerificationError():
            return f"its certificate does not hold: {reason.verify_message}"
        case ssl.SSLError():
            return "it cannot be reached by TLS"
        case OSError() if reason.strerror:
            return str(reason.strerror)
    return " ".join(f"{reason!r}".split())[:80]
