"""What can be wrong with a file that is imported: it is other people's, so most of it is a remark."""

from __future__ import annotations

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing


def cannot_import(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "import-unreadable",
        f"this cannot be read: {phrasing.shown(reason, 120)}",
        "See docs/import.md for how to get the file out of the system that it comes from.",
    )


def unknown_format(span: Span, formats: str) -> Diagnostic:
    return Diagnostic(
        span,
        "import-format",
        "this is in no format that can be told by looking at it",
        f"Say which it is in the place of `auto`: {formats}.",
    )


def passed_over(span: Span, why: str) -> Diagnostic:
    return phrasing.warning(span, "import-skipped", f"not imported: {phrasing.shown(why, 120)}")


def date_taken_as(span: Span, text: str, day: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "import-date",
        f"`{phrasing.shown(text)}` may be two days; it is taken as {day}",
        "If it is the other one, write `dates: month-first` (or `day-first`) into a mapping file: --mapping FILE.",
    )


def not_understood(span: Span, what: str, text: str) -> Diagnostic:
    return phrasing.warning(
        span, "import-left-out", f"`{phrasing.shown(text)}` is no {what} and was left out", "Add it by hand if it is."
    )


def column_unknown(span: Span, name: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "import-column",
        f"nothing is known of the column `{phrasing.shown(name)}`; it was left out",
        "Say in a mapping file which key it is, as `speaker: Vortragende`: --mapping FILE.",
    )


def zone_of_source(span: Span, name: str, taken: str) -> Diagnostic:
    return phrasing.warning(
        span, "import-zone", f"`{phrasing.shown(name)}` is no time zone that is known here; {taken}", "See --zone."
    )


def no_hour(span: Span, number: int) -> Diagnostic:
    return phrasing.warning(
        span,
        "import-no-hour",
        f"no hour is given for {number} of the events; they are written as whole days",
        "If they were all at one hour, say it: --time 16:00.",
    )


def no_zone(span: Span, number: int) -> Diagnostic:
    return phrasing.warning(
        span,
        "import-zone",
        f"nothing says in which time zone the hours of {number} events are; UTC is taken",
        "Say it, as --zone Europe/Zurich.",
    )


def meeting_kept(span: Span, where: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "import-meeting",
        f"a link to a meeting stood here; {where}",
        "Who sees it is for you to say: `visible:` below `join:`, see docs/content.md.",
    )


def twice_in_source(span: Span, other: str) -> Diagnostic:
    return phrasing.warning(span, "import-twice", f"the same event as {phrasing.shown(other, 120)}; it is taken once")


def mapping_wrong(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "import-mapping",
        f"this mapping cannot be used: {phrasing.shown(reason, 120)}",
        "Write lines such as `speaker: Vortragende`: a key of ours, and the name of the column.",
    )
