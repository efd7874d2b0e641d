"""The command: `python -m benchmarks` compares, `python -m benchmarks realdata FOLDER` builds real talks.

It installs nothing, and says what is missing. Exit codes: 0 measured, 1 a tool failed, 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, measure, realdata, report, results, rounds, startup, weigh
from benchmarks.measure import Failed
from benchmarks.results import Measured, Results
from benchmarks.tools import TOOLS
from benchmarks.tools.seminarsite import EVERYTHING
from benchmarks.tools.tool import Command, Tool

HERE = Path(__file__).parent
KEPT = HERE / "results.json"
README = HERE.parent / "README.md"


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["realdata"]:
        return realdata.main(arguments[1:])
    options = _options(arguments)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody's tools are compiled anew at every start
    path = os.pathsep.join([*(str(Path(folder).resolve()) for folder in options.bin), os.environ.get("PATH", "")])
    tools = _found(options.tools.split(",") if options.tools else [], path)
    if not tools:
        return 2 if tools is None else 1
    found = results.read(KEPT.read_text("utf-8")) if options.add else Results()
    found.machine, found.seed = ", ".join([_machine(), *options.note]), options.seed
    found.versions.update({tool.name: _version(tool, program) for tool, program in tools})
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        try:
            for size, number in _courses(options):
                wanted = _only(options.only, size)
                some = [(tool, program) for tool, program in tools if not wanted or tool.name.lower() in wanted]
                _measure(size, some, options, number, found, Path(scratch))
            if any(tool is EVERYTHING for tool, _ in tools):
                found.startup = startup.take(HERE.parent, 2 * max(number for _, number in _courses(options)) + 1)
        except Failed as error:
            print(f"benchmarks: {error}", file=sys.stderr)
            return 1
    if options.keep:
        _keep(found)
    print(report.whole(found))
    return 0


def _courses(options: argparse.Namespace) -> list[tuple[int, int]]:
    """Each size with its number of rounds; the last number is for all further sizes."""
    sizes, rounds_ = ([int(number) for number in one.split(",")] for one in (options.sizes, options.rounds))
    return list(zip(sizes, [*rounds_, *rounds_[-1:] * len(sizes)], strict=False))


def _only(said: list[str], size: int) -> list[str]:
    """The tools that alone are asked for at a size, as in 20000=seminarsite,Hugo."""
    return [
        name.lower() for one in said if one.partition("=")[0] == str(size) for name in one.partition("=")[2].split(",")
    ]


def _keep(found: Results) -> None:
    KEPT.write_text(results.written(found), "utf-8")
    (HERE / "RESULTS.md").write_text(report.whole(found), "utf-8")
    README.write_text(report.in_place(README.read_text("utf-8"), found), "utf-8")


def _measure(
    size: int,
    tools: list[tuple[Tool, Command]],
    options: argparse.Namespace,
    number: int,
    found: Results,
    scratch: Path,
) -> None:
    made = corpus.make(size, options.seed)
    print(f"{size:,} events, {len(made.people):,} speakers, {len(made.series)} series", file=sys.stderr)
    folder = scratch / str(size)
    of_size = found.sizes.setdefault(size, {})

    def note(done: str, measured: dict[str, Measured]) -> None:
        print(f"  {done}", file=sys.stderr)
        of_size.update(measured)
        if options.keep:
            _keep(found)

    rounds.take(made, tools, number, folder, note)
    program = next((program for tool, program in tools if tool is EVERYTHING), None)
    if program and size == min(found.sizes):
        folder = rounds.folder_of(EVERYTHING, folder)  # its preview began without output, and made none
        measure.run(EVERYTHING.build(program), folder, {**os.environ, **(EVERYTHING.environment or {})})
        talk = made.edited
        pages = {
            "home": "",
            "event": f"events/{talk.id}/",
            "programme": "events/",
            "speaker": f"speakers/{talk.speakers[0].slug}/",
            "speakers": "speakers/",
            "series": f"series/{talk.series.slug}/",
            "year of the archive": f"archive/{talk.start.year}/",
            "archive": "archive/",
            "search": "search/",
            "how to subscribe": "subscribe/",
        }
        found.weights, found.weighed_by = weigh.weigh(folder / EVERYTHING.output, pages)


def _found(names: list[str], path: str) -> list[tuple[Tool, Command]] | None:
    """The tools that are asked for, with their programs; None, once it was said, where a name is unknown."""
    unknown = {name.lower() for name in names} - {tool.name.lower() for tool in TOOLS}
    if unknown:
        known = ", ".join(tool.name for tool in TOOLS)
        print(f"benchmarks: there is no tool {', '.join(sorted(unknown))}; these are: {known}", file=sys.stderr)
        return None
    wanted = [tool for tool in TOOLS if not names or tool.name.lower() in {name.lower() for name in names}]
    found = [(tool, tool.find(path)) for tool in wanted]
    for tool, program in found:
        if program is None:
            print(f"benchmarks: {tool.name} is missing and is left out. To have it: {tool.install}", file=sys.stderr)
    return [(tool, program) for tool, program in found if program]


def _version(tool: Tool, program: Command) -> str:
    said = subprocess.run(
        tool.version(program),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(tool.environment or {})},
    )
    return " ".join(said.stdout.split("BuildDate")[0].split())


def _machine() -> str:
    """What may be told: no name of a host."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="200,2000,10000", help="numbers of events, with commas")
    parser.add_argument("--tools", default="", help="names with commas; all that are there")
    parser.add_argument("--rounds", default="5", help="for all sizes, or for each, with commas: 5,5,2")
    parser.add_argument("--only", action="append", default=[], help="at a size only some tools: 20000=seminarsite,Hugo")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--bin", action="append", default=[], help="a folder to look for tools in, before PATH")
    parser.add_argument("--note", action="append", default=[], help="what else is to be known of the machine")
    parser.add_argument("--add", action="store_true", help="keep the sizes and tools that were measured before")
    parser.add_argument("--keep", action="store_true", help="write results.json, RESULTS.md and the README's table")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that previews and temporary files end with it
    sys.exit(main(sys.argv[1:]))
