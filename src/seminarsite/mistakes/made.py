"""What can be wrong with what was made, before it is published."""

from __future__ import annotations

import unicodedata

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing

# `where` names the file that was made, and its template where it has one.


def leads_nowhere(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"{where}: `{phrasing.shown(url)}` leads to nothing on this site",
        "Correct the address; in a template, `url(…)` makes addresses that are right at every page.",
    )


def no_such_place(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"{where}: `{phrasing.shown(url)}` leads to a place that is not on that page",
        "Correct what stands after `#`: it is the `id` of a heading or of another element.",
    )


def leaves_site(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"{where}: `{phrasing.shown(url)}` leaves the site",
        "Within the site, write `url(…)` in templates and /paths in texts; to another site, the whole address.",
    )


def kind_of_address(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "address",
        f"{where}: an address of this kind is not published: `{phrasing.shown(url)}`",
        "Addresses are https:, http:, mailto: or webcal:, or paths of this site.",
    )


def loads_foreign(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "foreign",
        f"{where}: `{phrasing.shown(url)}` would be loaded from another host",
        "Put the file into static/ and use it from there: no other host learns of your visitors then.",
    )


def repeated_id(span: Span, where: str, id_: str) -> Diagnostic:
    return Diagnostic(
        span,
        "repeated-id",
        f'{where}: id="{phrasing.shown(id_)}" stands there more than once',
        "Give each element its own id.",
    )


def unknown_id(span: Span, where: str, id_: str) -> Diagnostic:
    return Diagnostic(
        span,
        "unknown-id",
        f'{where}: something refers to id="{phrasing.shown(id_)}", which is not on the page',
        "Correct the name after `for`, `aria-labelledby` and the like.",
    )


def inline_script(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "inline-script",
        f"{where}: a script within the page: `{phrasing.shown(shown)}`",
        "Put it into a file in static/ and write `<script type=module src=…>`; browsers refuse it otherwise, too.",
    )


def event_handler(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "event-handler",
        f"{where}: an attribute or rule that runs a script: `{phrasing.shown(shown)}`",
        "Add the listener in a script file in static/.",
    )


def inline_style(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "inline-style",
        f"{where}: style within the page: `{phrasing.shown(shown)}`",
        "Put it into static/style.css, under a class.",
    )


def refused_element(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "element",
        f"{where}: `{phrasing.shown(shown)}` is not published",
        "It changes what the rest of the page means; do without it.",
    )


def ambiguous_markup(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "markup",
        f"{where}: browsers could read this differently: `{phrasing.shown(shown)}`",
        "Close what is open, quote all values, give each attribute once, write `&lt;` for a bare `<`.",
    )


def no_policy(span: Span, where: str, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "policy",
        f"{where}: {reason}",
        'Each page has `<meta http-equiv="Content-Security-Policy" content="{{ policy }}">` in its head.',
    )


def invisible_character(span: Span, where: str, character: str) -> Diagnostic:
    name = unicodedata.name(character, "control character").lower()
    return Diagnostic(
        span, "invisible", f"{where}: holds U+{ord(character):04X} ({name}), which no reader sees", "Delete it."
    )


def not_valid(span: Span, where: str, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "not-valid",
        f"{where}: is not what its name says: {phrasing.shown(reason, 100)}",
        "Save it anew in its format.",
    )


def shows_secret(span: Span, where: str, secret: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "secret",
        f"{where}: shows what is private at {secret}",
        "Take it out of what is shown; if it may be public, write it under a key that is published.",
    )


def shows_draft(span: Span, where: str, draft: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "draft",
        f"{where}: shows a text of something that is not published: {draft}",
        "Take it out of what is shown, or publish the other entry.",
    )
