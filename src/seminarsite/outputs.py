"""What can be published: a page, a file that a function makes, a file as it is.

Values: printable, comparable, lazy. Nothing is rendered before somebody asks for its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from seminarsite.diagnostics import Span


@dataclass(frozen=True)
class Shown:
    """What a template is to show."""

    title: str
    description: str = ""
    context: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class Page:
    """A template and what it is to show: a pure function, and all that it is told. `Shown` itself is the simplest.

    `address` is that of routes; `indexed` is for search engines; `compiled` where its scripts run WebAssembly, which
    its content policy must allow.
    """

    address: str
    template: str
    show: Callable[..., Shown]
    arguments: tuple[Any, ...] = ()
    indexed: bool = True
    compiled: bool = False
    source: Span = Span("content")

    def shown(self) -> Shown:
        """Put together anew each time: a site has thousands of pages, and each is filled once."""
        return self.show(*self.arguments)


@dataclass(frozen=True, kw_only=True)
class File:
    """A pure function and its arguments; the bytes of the file that it `reads`, if any, come first.

    What a `slow` one gives is remembered from build to build. `comes_of` gives all that the bytes come of, where that
    is less than the arguments hold.
    """

    address: str
    make: Callable[..., bytes]
    arguments: tuple[Any, ...] = ()
    reads: Path | None = None
    slow: bool = False
    comes_of: Callable[[], object] | None = field(default=None, compare=False, repr=False)
    source: Span = Span("content")


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A file as it is."""

    address: str
    file: Path
    source: Span = Span("content")


Output = Page | File | Copy
