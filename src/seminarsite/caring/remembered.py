"""When each link was last alive: content/links.jsonl, one a line, which people can read and branches merge.

Of two lines about one link, as a merge leaves them, the later answer counts, and the later day on which it lived.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seminarsite.reading import promises

FILE = promises.LINKS
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a link: the days on which it was asked for, and on which it last lived; and since when it is kept."""

    asked: dt.date
    alive: dt.date | None = None
    answer: str = ""

    def joined(self, other: Memory) -> Memory:
        later = max(self, other, key=lambda one: (one.asked, one.answer))
        lived = max((day for day in (self.alive, other.alive) if day), default=None)
        return Memory(later.asked, lived, later.answer)


def read(folder: Path) -> Mapping[str, Memory]:
    """What is remembered; a line that cannot be understood is passed over, as it is but a memory."""
    file = folder / FILE
    found: dict[str, Memory] = {}
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        return found
    for line in file.read_text("utf-8-sig", "replace").splitlines():
        try:
            said = json.loads(line)
            day = dt.date.fromisoformat
            memory = Memory(
                day(said["asked"]), day(said["alive"]) if said.get("alive") else None, str(said.get("answer", ""))
            )
            url = said["url"]
        except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
            continue
        if isinstance(url, str):
            found[url] = found[url].joined(memory) if url in found else memory
    return found


def text(memories: Mapping[str, Memory]) -> str:
    """The file, in the order of the addresses."""
    return "".join(
        json.dumps(
            {
                "url": url,
                "asked": memories[url].asked.isoformat(),
                "alive": lived.isoformat() if (lived := memories[url].alive) else None,
                "answer": memories[url].answer,
            },
            ensure_ascii=False,
        )
        + "\n"
        for url in sorted(memories)
    )
