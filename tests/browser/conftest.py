"""One browser for the tests of a file, and a page of it that must be quiet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers_browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that may say nothing in the console and ask no other host."""
    found = browser.new_page(viewport={"width": 360, "height": 800})
    said: list[str] = []
    hosts: set[str] = set()
    found.on("console", lambda message: said.append(message.text))
    found.on("pageerror", lambda error: said.append(str(error)))
    found.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    yield found
    found.close()
    assert said == []
    assert hosts == {"127.0.0.1"}
