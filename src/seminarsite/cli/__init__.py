"""The command line: arguments to calls, results to text and exit codes. The only reader of the clock.

At start only click is imported; each command imports what it needs.
"""

from __future__ import annotations

import click

from seminarsite import __version__
from seminarsite.cli import (
    begin,
    care,
    compare,
    completing,
    keep,
    make,
    receive,
    schedule,
    share,
    spread,
    stand,
    start,
    take,
    tell,
)
from seminarsite.cli.options import EXIT_CODES, Commands


@click.group(
    cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """A website and calendars for a seminar or lecture series, from YAML and Markdown files.

    In an empty folder, `seminarsite init` makes a small site to begin with.
    """


for command in (spread.new_season, spread.new_series):
    begin.new.add_command(command)

for command in (
    start.init,
    make.check,
    make.build,
    make.serve,
    keep.record,
    care.links,
    compare.diff,
    stand.status,
    schedule.next_change,
    tell.announce,
    share.export,
    receive.ingest,
    begin.new,
    take.import_,
    start.recipe,
    start.keys,
    start.rules,
    start.schema,
    completing.completion,
):
    main.add_command(command)
