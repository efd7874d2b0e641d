"""seminarsite, publishing no more than the other tools of the benchmark: a page for each event, speaker, series and
year, their lists, one calendar of all events and one Atom feed. All its rules, its oracle and its atomic step stay.

    python benchmarks/samework.py build --site FOLDER

Outputs are lazy values, so what is left out of the plan costs nothing but being named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from seminarsite import cli, plan
from seminarsite.calendaring import calendars
from seminarsite.generators import feeds, pages
from seminarsite.model.site import Site
from seminarsite.outputs import Output

WANTED = re.compile(
    r"(?:(?:events/[^/]+|series|series/[^/]+|speakers|speakers/[^/]+|archive|archive/\d{4})/)?$|404\.html$"
)
Generator = Callable[[Site], Iterable[Output]]


def only(make: Generator, wanted: Callable[[str], object]) -> Generator:
    """A generator of those outputs whose address is wanted."""

    def some(site: Site) -> Iterator[Output]:
        return (output for output in make(site) if wanted(output.address))

    return some


PAGES = (pages.home, pages.events, pages.series, pages.speakers, pages.archive, pages.not_found)
OUTPUTS = (
    *(only(make, WANTED.match) for make in PAGES),
    only(calendars.calendars, "archive.ics".__eq__),
    only(feeds.feeds, "feed.xml".__eq__),
)

if __name__ == "__main__":
    plan.OUTPUTS = OUTPUTS
    cli.main()
