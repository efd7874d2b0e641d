"""What can be wrong with keys and their values."""

from __future__ import annotations

from collections.abc import Iterable

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing
from seminarsite.mistakes.syntax import QUOTING


def unknown_key(span: Span, key: str, known: Iterable[str], spellings: Iterable[str]) -> Diagnostic:
    """`spellings` are all that are read, `known` the one of each that is shown."""
    hint = phrasing.meant(key.replace("_", "-"), spellings) or f"Known here: {phrasing.listed(known)}."
    return Diagnostic(span, "unknown-key", f"there is no key `{phrasing.shown(key)}`", hint)


def missing_key(span: Span, key: str, about: str) -> Diagnostic:
    return Diagnostic(span, "missing-key", f"`{key}` is missing", f"Add `{key}:` ({about}).")


def key_twice(span: Span, key: str, other: str) -> Diagnostic:
    return Diagnostic(span, "duplicate-key", f"`{key}` and `{other}` are the same key", "Delete one of the two.")


def blank(span: Span, key: str) -> Diagnostic:
    return Diagnostic(span, "missing-key", f"`{key}` has no value", "Give it one.")


def body_twice(span: Span, key: str) -> Diagnostic:
    return Diagnostic(
        span, "duplicate-key", f"`{key}` stands both among the keys and below them", "Keep the one below the keys."
    )


def expected(span: Span, what: str, found: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, "wrong-value", f"expected {what}, found {found}", hint)


def not_one_of(span: Span, text: str, known: Iterable[str]) -> Diagnostic:
    known = list(known)
    return Diagnostic(
        span,
        "wrong-value",
        f"`{phrasing.shown(text)}` is none of {phrasing.listed(known)}",
        phrasing.meant(text, known) or "Write one of these.",
    )


def wrong_value(span: Span, what: str, text: str, hint: str) -> Diagnostic:
    return Diagnostic(span, "wrong-value", f"`{phrasing.shown(text)}` is not {what}", hint)


def backslash_lost(span: Span, character: str) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-value",
        f'a backslash within "double quotes" became an invisible character (U+{ord(character):04X})',
        QUOTING,
    )


def no_such_date(span: Span, text: str) -> Diagnostic:
    return Diagnostic(
        span, "wrong-date", f"there is no day `{phrasing.shown(text)}`", "Write it as 2025-11-03: year-month-day."
    )


def ambiguous_date(span: Span, text: str, readings: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-date",
        f"`{phrasing.shown(text)}` is ambiguous: day or month first?",
        f"Write {' or '.join(readings)}.",
    )


def date_without_year(span: Span, text: str, years: Iterable[int]) -> Diagnostic:
    fits = ", ".join(map(str, years))
    meant = f" It fits {fits}." if fits else ""
    return Diagnostic(
        span, "wrong-date", f"`{phrasing.shown(text)}` has no year", f"add the year: write it as 2025-11-03.{meant}"
    )


def date_form(span: Span, text: str, meant: str) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-date",
        f"`{phrasing.shown(text)}` is not a date in the form 2025-11-03",
        f"Write {meant or 'year-month-day'}.",
    )


def weekday_differs(span: Span, text: str, weekday: str, years: Iterable[int]) -> Diagnostic:
    return Diagnostic(
        span,
        "weekday",
        f"`{phrasing.shown(text)}`: that day is a {weekday}",
        f"Correct the weekday or the date. The weekday fits this day in {', '.join(map(str, years))}.",
    )


def wrong_time(span: Span, text: str, meant: str = "") -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-time",
        f"`{phrasing.shown(text)}` is not a time in the form 17:15",
        f"Write {meant or 'hours:minutes, 00:00 to 23:59'}.",
    )


def unknown_zone(span: Span, text: str, candidates: Iterable[str]) -> Diagnostic:
    candidates = list(candidates)
    hint = f"Do you mean {' or '.join(f'`{c}`' for c in candidates)}?" if candidates else ""
    hint = hint or "Write the IANA name of a city's zone, as `Europe/Zurich` or `America/New_York`."
    what = "is ambiguous" if len(candidates) > 1 else "is not a time zone by its IANA name"
    return Diagnostic(span, "time-zone", f"`{phrasing.shown(text)}` {what}", hint)


def no_such_time(span: Span, text: str, zone: str, before: str, after: str) -> Diagnostic:
    return Diagnostic(
        span,
        "no-such-time",
        f"{text} does not exist in {zone}: the clocks are put forward over it",
        f"Write {before} or {after}.",
    )


def twice_time(span: Span, text: str, zone: str) -> Diagnostic:
    return Diagnostic(
        span,
        "twice-time",
        f"{text} comes twice in {zone}: the clocks are put back",
        "Add `repeated-hour: first` or `repeated-hour: second`.",
    )


def unknown_reference(span: Span, kind: str, text: str, known: Iterable[str]) -> Diagnostic:
    known = list(known)
    hint = phrasing.meant(text, known) or (
        f"Known: {phrasing.listed(known[:12])}." if known else f"There is no {kind} yet."
    )
    return Diagnostic(span, "unknown-reference", f"there is no {kind} `{phrasing.shown(text)}`", hint)


def similar_speaker(span: Span, text: str, known: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "similar-speaker",
        f"`{phrasing.shown(text)}` is nearly `{known}`",
        f"If they are one person, write `{known}`, or list the spelling under `also-known-as`.",
    )


def same_name(span: Span, name: str, other: Span) -> Diagnostic:
    return phrasing.warning(
        span,
        "same-name",
        f"`{phrasing.shown(name)}` is the name of another speaker, too ({other}); events that give it mean that one",
        "Put the two files together, or let the events give the name of the file.",
    )
