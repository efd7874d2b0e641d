"""What can be wrong with the site as a whole, each of its files being sound."""

from __future__ import annotations

from collections.abc import Iterable

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing


def ends_before_start(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "ends-before-start",
        "the end is not after the start",
        "Check date, time, until and ends; what ends after midnight has a `length:`, or the next day under `until:`.",
    )


def no_time(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "no-time",
        "neither the event nor its series says at what time it begins",
        "Add `time:` as 17:15, or `all-day: yes`.",
    )


def no_time_in_zone(span: Span, zone: str, usual: str) -> Diagnostic:
    return Diagnostic(
        span,
        "no-time",
        f"the usual hour is one in {usual}; at what time does the event begin in {zone}?",
        "Add `time:` as 17:15, or leave the zone out.",
    )


def not_heeded(span: Span, key: str, other: str) -> Diagnostic:
    return phrasing.warning(span, "not-heeded", f"`{key}` is not heeded beside `{other}`", "Delete one of the two.")


def weak_accent(span: Span, accent: str, contrast: str, used: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "weak-accent",
        f"`{accent}` can hardly be read on a light page (contrast {contrast}, and 4.5 is needed); "
        f"`{used}` is used there",
        f"Write `'{used}'`, the nearest shade that can be read, or another colour.",
    )


def accent_is_comment(span: Span) -> Diagnostic:
    return phrasing.warning(
        span,
        "nothing-given",
        "no colour is given: what stands behind a # without quotes is a comment",
        "Write it in quotes, as '#0a5c44', or delete the key.",
    )


def dead_link(span: Span, address: str, known: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"there is no page `/{phrasing.shown(address)}` on this site",
        phrasing.meant(address, known) or "Correct the address, or leave the link out.",
    )


def missing_file(span: Span, path: str, known: Iterable[str]) -> Diagnostic:
    known = list(known)
    same = [name for name in known if name.lower() == path.lower()]
    hint = f"There is `{same[0]}`: capitals count." if same else phrasing.meant(path, known)
    return Diagnostic(
        span,
        "missing-file",
        f"there is no file `{phrasing.shown(path)}` in the content folder",
        hint or "Add the file, or correct its name.",
    )


def same_address(span: Span, address: str, other: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "same-address",
        f"the address `/{address}` is already taken by {other}",
        "Give one of them another `slug:`.",
    )


def address_with_more(span: Span, address: str) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-value",
        f"`{phrasing.shown(address)}` has a `?` or a `#`, behind which no page can be",
        "Write the address of the folder in which the site will be, as https://example.org/seminar/.",
    )


def broken_template(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span, "template", f"the template cannot be used: {reason}", "Correct it, or delete it to use the built-in one."
    )


def no_pagefind(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "no-pagefind",
        "`search: pagefind` needs a package that is not installed here",
        "Install it with `pip install 'seminarsite[search]'`, or write `search: built-in`.",
    )


def cannot_index(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "no-pagefind",
        f"Pagefind could not make its index: {phrasing.shown(reason)}",
        "Write `search: built-in` until that is found out.",
    )


def vanished(span: Span, address: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "vanished",
        f"`/{address}` was published and is gone: people may have it in their calendars",
        "Keep its file with `status: cancelled`; or, if its page moved, give the new one `old-addresses:`.",
    )


def page_is_gone(span: Span, address: str) -> Diagnostic:
    return Diagnostic(
        span,
        "vanished",
        f"`/{address}` was published, and nothing is there any more: links to it lead nowhere",
        f"Write `old-addresses: [/{address}]` into the file of what has its place now; or, if the page may go, delete "
        "this line.",
    )


def no_address(span: Span, line: str) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-value",
        f"`{phrasing.shown(line)}` is no address of this site",
        "Write one a line, as `/events/kohn/`; `seminarsite record` writes this list.",
    )


def no_catalogue(span: Span, language: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "no-catalogue",
        f"there is no catalogue for `{phrasing.shown(language)}`: the sentences of the interface are in English",
        f"Put one into languages/{language.partition('-')[0]}.po; docs/languages.md says how.",
    )
