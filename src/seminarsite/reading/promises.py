"""The list of pages that were published and must stay: content/addresses.txt, one address a line.

Whoever deletes a line lets a page go, and version control shows who did. Lines in any order, and twice, are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span

FILE = "addresses.txt"
LINKS = "links.jsonl"
"""What `caring` remembers; it may stand among the content, and is nothing of the site."""
HEAD = "# Pages that were published. Delete the line of one that may go; `seminarsite record` adds new ones.\n"
MOST_BYTES = 5_000_000
_ADDRESS = re.compile(r"/(?:[^\s/]+/)*[^\s/]*")
_MERGED = re.compile(r"<{7} |={7}$|>{7} |\|{7} ")


def read(folder: Path, report: Report) -> tuple[tuple[str, Span], ...]:
    """The addresses of the list, without their first slash, each with its place; none where there is no list."""
    file = folder / FILE
    if not file.is_file():
        return ()
    path = f"{folder.name}/{FILE}"
    try:
        content = file.read_bytes()[:MOST_BYTES]
    except OSError as error:
        report.add(mistakes.unreadable(Span(path), error.strerror or "it cannot be read"))
        return ()
    found: dict[str, Span] = {}
    for number, row in enumerate(content.decode("utf-8-sig", "replace").splitlines(), 1):
        line = row.strip()
        if not line or line.startswith("#") or _MERGED.match(line):  # both sides of a merge count
            continue
        if not _ADDRESS.fullmatch(line):
            report.add(mistakes.no_address(Span(path, number, 1), line))
        else:
            found.setdefault(line[1:], Span(path, number, 1))
    return tuple(found.items())


def text(addresses: Iterable[str]) -> str:
    """The file, in one order whoever writes it."""
    return HEAD + "".join(f"/{address}\n" for address in sorted(set(addresses)))
