"""What was measured, as values that are kept in results.json. Times in seconds, sizes in bytes."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass
class Measured:
    """One tool at one size; a number for each round."""

    cold: list[float] = field(default_factory=list)
    unchanged: list[float] = field(default_factory=list)
    edit: list[float] = field(default_factory=list)
    preview: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    """`python -c pass`, just before each edit in the preview: how fast the machine was then."""
    work: dict[str, list[float]] = field(default_factory=dict)
    """Of all processors, in each kind of build: on a machine that others use, too, it says more than the clock."""
    memory: int | None = None
    files: int = 0
    bytes: int = 0
    html: dict[str, int] = field(default_factory=dict)
    """The median page of each kind."""
    shown: int = 0
    """How many files show the title of the event that is edited."""
    stale_after_build: list[str] = field(default_factory=list)
    stale_in_preview: list[str] = field(default_factory=list)

    def median(self, what: str) -> float | None:
        numbers = getattr(self, what)
        return median(numbers) if numbers else None

    def median_work(self, what: str) -> float | None:
        numbers = self.work.get(what)
        return median(numbers) if numbers else None


@dataclass(frozen=True)
class Weight:
    """What a visitor's browser fetches for one page of the demo."""

    page: str
    html: int
    zipped: int
    requests: int
    transferred: int


@dataclass
class Results:
    machine: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    seed: int = 0
    sizes: dict[int, dict[str, Measured]] = field(default_factory=dict)
    weights: list[Weight] = field(default_factory=list)
    weighed_by: str = ""
    startup: dict[str, list[float]] = field(default_factory=dict)


def written(results: Results) -> str:
    return json.dumps(dataclasses.asdict(results), indent=1) + "\n"


def read(text: str) -> Results:
    found: dict[str, Any] = json.loads(text)
    found["sizes"] = {
        int(size): {tool: Measured(**of) for tool, of in tools.items()} for size, tools in found["sizes"].items()
    }
    found["weights"] = [Weight(**weight) for weight in found["weights"]]
    return Results(**found)
