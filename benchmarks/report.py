"""The tables that people read, from what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.results import Measured, Results
from benchmarks.startup import BARE, CHECK, VERSION

BEGIN, END = "<!-- what `python -m benchmarks` measured -->", "<!-- end of what was measured -->"
OURS, BASE = "seminarsite", "Hugo"
STEPS = {"cold": "cold", "unchanged": "nothing changed", "edit": "one edit", "preview": "edit to page in the preview"}
BUILDS = ("cold", "unchanged", "edit")


@dataclass(frozen=True)
class Aim:
    """What is measured, at how many events (0: of the demo), and how many times Hugo's, or those of `of`, it may be."""

    what: str
    size: int
    most: float
    of: str = BASE


AIMS = (
    *(Aim("cold", size, most) for size, most in ((200, 1.2), (2000, 0.8), (10_000, 0.5))),
    *(Aim("unchanged", size, most) for size, most in ((2000, 0.1), (10_000, 0.05))),
    *(Aim("edit", size, most) for size, most in ((2000, 0.25), (10_000, 0.1))),
    Aim("peak memory", 10_000, 0.4),
    Aim("preview", 10_000, 5, BARE),
    Aim(VERSION, 0, 5, BARE),
    Aim(CHECK, 0, 12, BARE),
)
KINDS = ("event", "speaker", "series", "year", "home")


def whole(results: Results) -> str:
    """RESULTS.md."""
    parts = [
        "# What was measured",
        "",
        "Written by `python -m benchmarks`; [README.md](README.md) says how to read it, and what makes it fair.",
        "",
        f"Machine: {results.machine}. Corpus: seed {results.seed}.",
        "",
        *(f"- {tool}: {version}" for tool, version in results.versions.items()),
        "",
        quoted(results),
        "",
    ]
    for size, tools in sorted(results.sizes.items()):
        parts += [f"## {size:,} events", "", *_size(tools), ""]
    parts += ["## Growth", "", *_growth(results), "", "## Fresh and stale", "", *_stale(results), ""]
    parts += ["## The same amount of HTML", "", *_html(results), ""]
    parts += ["## What we aim at", "", *_aims(results), ""]
    if results.startup:
        parts += ["## Start-up", "", *_startup(results), ""]
    if results.weights:
        parts += ["## Weight of our pages", "", *_weights(results), ""]
    return "\n".join(parts)


def quoted(results: Results) -> str:
    """What the README of the repository shows, between its two marks."""
    head = ["events", *(f"{name}, s" for name in STEPS.values()), "work, cold, s", "peak memory, MB"]
    rows = []
    for size, tools in sorted(results.sizes.items()):
        for tool in (name for name in results.versions if name in tools):
            one = tools[tool]
            cells = [_against(one.median(step), _base(tools, step)) for step in STEPS]
            cells.append(_against(one.median_work("cold"), _base_work(tools, "cold")))
            rows.append([tool, f"{size:,}", *cells, _against(_mb(one.memory), _mb(_memory(tools)), 0)])
    text = (
        f"Medians, and in brackets how many times {BASE}'s on the same content in the same rounds; {results.machine}."
    )
    return "\n".join([BEGIN, text, "", *table(["", *head], rows), END])


def in_place(document: str, results: Results) -> str:
    """A document with what stands between the marks renewed. Raises ValueError where they are missing."""
    before, _, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the document has no {BEGIN} … {END}")
    return before + quoted(results) + after


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of Markdown; all columns but the first hold numbers, and stand to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return [f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in (head, rule, *rows)]


def _size(tools: dict[str, Measured]) -> list[str]:
    head = ["", *(f"{name}, s" for name in STEPS.values()), f"that, times `{BARE}`"]
    head += ["peak memory, MB", "files", "MB", "rounds"]
    rows = [
        [
            tool,
            *(_spread(getattr(one, step)) for step in STEPS),
            _number(_times(one.median("preview"), one.median("bare")), 1),
            _number(_mb(one.memory), 0),
            f"{one.files:,}",
            _number(one.bytes / 1e6, 1),
            str(len(one.cold)),
        ]
        for tool, one in tools.items()
    ]
    work = [
        [tool, *(_against(one.median_work(step), _base_work(tools, step)) for step in BUILDS)]
        for tool, one in tools.items()
    ]
    return [
        "Medians, with the least and the most.",
        "",
        *table(head, rows),
        "",
        f"The work of all processors, which depends less on what else runs, and how many times {BASE}'s:",
        "",
        *table(["", *(f"{STEPS[step]}, s" for step in BUILDS)], work),
    ]


def _growth(results: Results) -> list[str]:
    """Milliseconds for each event, cold; flat where a tool is linear."""
    sizes = sorted(results.sizes)
    rows = []
    for tool in results.versions:
        found = [results.sizes[size].get(tool) for size in sizes]
        colds = [one.median("cold") if one else None for one in found]
        rows.append([tool, *(_number(cold and cold * 1000 / size, 2) for cold, size in zip(colds, sizes, strict=True))])
    return table(["cold, ms an event", *(f"{size:,}" for size in sizes)], rows)


def _aims(results: Results) -> list[str]:
    rows = []
    for aim in AIMS:
        times = _reached(aim, results)
        size = f"{aim.size:,}" if aim.size else ""
        verdict = "–" if times is None else "met" if times <= aim.most else "missed"
        of = aim.of if aim.of == BASE else f"`{aim.of}`"
        rows.append([STEPS.get(aim.what, aim.what), size, of, f"{aim.most:.2f}", _number(times), verdict])
    text = f"Of {OURS}, how many times the time or memory of what it is to be at most, and how many it is."
    return [text, "", *table(["", "events", "times", "aim", "measured", ""], rows)]


def _reached(aim: Aim, results: Results) -> float | None:
    tools = results.sizes.get(aim.size, {})
    if not aim.size:
        startup = {name: median(times) for name, times in results.startup.items()}
        return _times(startup.get(aim.what), startup.get(BARE))
    ours, base = tools.get(OURS, Measured()), tools.get(BASE, Measured())
    if aim.of == BARE:
        return _times(ours.median(aim.what), ours.median("bare"))
    return _times(_value(ours, aim.what), _value(base, aim.what))


def _times(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None


def _startup(results: Results) -> list[str]:
    bare = median(results.startup[BARE])
    rows = [[f"`{name}`", _spread(times), f"{median(times) / bare:.1f}"] for name, times in results.startup.items()]
    return table(["", "s", "times Python's own"], rows)


def _stale(results: Results) -> list[str]:
    rows = []
    for size, tools in sorted(results.sizes.items()):
        for tool, one in tools.items():
            preview = ", ".join(one.stale_in_preview) or "none" if one.preview else "–"
            rows.append([tool, f"{size:,}", str(one.shown), ", ".join(one.stale_after_build) or "none", preview])
    head = ["", "events", "places that show the title", "stale after a build", "stale in the preview"]
    return [
        "Where the new title of an edited event did not stand, of all places where the old one had.",
        "",
        *table(head, rows),
    ]


def _html(results: Results) -> list[str]:
    size = max(results.sizes, key=lambda size: (len(results.sizes[size]), size))
    rows = [[tool, *(f"{one.html.get(kind, 0):,}" for kind in KINDS)] for tool, one in results.sizes[size].items()]
    text = f"Bytes of the median page of each kind, at {size:,} events."
    return [text, "", *table(["", *KINDS], rows)]


def _weights(results: Results) -> list[str]:
    rows = [[w.page, f"{w.html:,}", f"{w.zipped:,}", str(w.requests), f"{w.transferred:,}"] for w in results.weights]
    text = f"As published with the built-in look; requests by {results.weighed_by}, an empty cache, texts gzipped."
    return [text, "", *table(["", "HTML, bytes", "gzipped", "requests", "fetched in all, bytes"], rows)]


def _value(one: Measured, step: str) -> float | None:
    return one.memory if step == "peak memory" else one.median(step)


def _base(tools: dict[str, Measured], step: str) -> float | None:
    return tools[BASE].median(step) if BASE in tools else None


def _base_work(tools: dict[str, Measured], step: str) -> float | None:
    return tools[BASE].median_work(step) if BASE in tools else None


def _memory(tools: dict[str, Measured]) -> int | None:
    return tools[BASE].memory if BASE in tools else None


def _mb(size: int | None) -> float | None:
    return None if size is None else size / 1e6


def _number(value: float | None, places: int = 2) -> str:
    return "–" if value is None else f"{value:,.{places}f}"


def _against(value: float | None, base: float | None, places: int = 2) -> str:
    if value is None or not base:
        return _number(value, places)
    return f"{_number(value, places)} ({value / base:.2f})"


def _spread(values: list[float]) -> str:
    if not values:
        return "–"
    middle = median(values)
    return f"{middle:.2f} ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else f"{middle:.2f}"
