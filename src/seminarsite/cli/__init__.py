"""The command line: arguments to calls, results to text and exit codes. The only reader of the clock.

At start only click is imported; each command imports what it needs.
"""

from __future__ import annotations

import click

from seminarsite import __version__
from seminarsite.cli import keep, make, schedule, take, tell, write
from seminarsite.cli.options import EXIT_CODES, Commands


@click.group(
    cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """A website and calendars for a seminar or lecture series, from YAML and Markdown files.

    In an empty folder, `seminarsite init` makes a small site to begin with.
    """


for command in (
    write.init,
    make.check,
    make.build,
    make.serve,
    keep.record,
    schedule.next_change,
    tell.announce,
    write.new,
    take.import_,
    write.keys,
):
    main.add_command(command)
