"""seminarsite, publishing no more than the other tools of the benchmark: a page for each event, speaker, series and
year, their lists, one calendar of all events and one Atom feed. All its rules, its oracle and its atomic step stay.

    python benchmarks/samework.py build --site FOLDER

Outputs are lazy values, so what is left out of the plan costs nothing but being named. The plan is changed when the
program imports it, so that a build that changes nothing imports as little as it does for users.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from seminarsite import cli

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

    from seminarsite.model.site import Site
    from seminarsite.outputs import Output

    Generator = Callable[[Site], Iterable[Output]]

WANTED = re.compile(
    r"(?:(?:events/[^/]+|series|series/[^/]+|speakers|speakers/[^/]+|archive|archive/\d{4})/)?$|404\.html$"
)


def only(make: Generator, wanted: Callable[[str], object]) -> Generator:
    """A generator of those outputs whose address is wanted."""

    def some(site: Site) -> Iterator[Output]:
        return (output for output in make(site) if wanted(output.address))

    return some


def outputs() -> tuple[Generator, ...]:
    from seminarsite.calendaring import calendars
    from seminarsite.generators import feeds, pages

    made = (pages.home, pages.events, pages.series, pages.speakers, pages.archive, pages.not_found)
    return (
        *(only(make, WANTED.match) for make in made),
        only(calendars.calendars, "archive.ics".__eq__),
        only(feeds.feeds, "feed.xml".__eq__),
    )


class Plan:
    """Finds the plan where Python does (PEP 451), with these outputs in the place of its own."""

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name != "seminarsite.plan":
            return None
        from importlib.util import find_spec  # not where nothing has changed, and nobody imports the plan

        sys.meta_path.remove(self)
        spec = find_spec(name)
        assert spec
        assert spec.loader
        execute = spec.loader.exec_module

        def execute_with_ours(module: ModuleType) -> None:
            execute(module)
            module.OUTPUTS = outputs()  # type: ignore[attr-defined]

        spec.loader.exec_module = execute_with_ours  # type: ignore[method-assign]
        return spec


if __name__ == "__main__":
    sys.meta_path.insert(0, Plan())
    cli.main()
