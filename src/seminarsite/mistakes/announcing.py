"""Why something cannot be announced."""

from __future__ import annotations

from seminarsite.diagnostics import Diagnostic, Span


def not_yet_public(span: Span, event: str) -> Diagnostic:
    return Diagnostic(
        span,
        "not-public",
        f"`{event}` is a draft, or embargoed until later: nobody may hear of it yet",
        "Take `draft` or `publish-from` out of its file, or announce it later (`--now` tries a moment).",
    )


def no_recording(span: Span) -> Diagnostic:
    return Diagnostic(
        span, "announce", "there is no recording that could be announced", "Add its address under `video:`."
    )


def state_differs(span: Span, state: str, wanted: str) -> Diagnostic:
    """`wanted` is what was to be announced."""
    if wanted in ("cancelled", "postponed", "rescheduled"):
        hint = f"Write `status: {wanted}` into its file first, so that its page and its calendar say so, too."
    else:
        hint = f"Announce it with `--about {state}`, or correct `status`."
    return Diagnostic(span, "announce", f"by its file the event is {state}", hint)


def is_over(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "announce",
        "the event is over",
        "Announce its recording, once it stands under `video:`; or check the date.",
    )


def not_today(span: Span, date: str) -> Diagnostic:
    return Diagnostic(
        span, "announce", f"the event is not today but on {date}", "Announce it with `--about reminder`, or on its day."
    )


def no_link_for_list(span: Span, rule: str) -> Diagnostic:
    if rule in ("registration", "locked"):
        message = f"by its rule (`{rule}`) the link for joining goes to no mailing list"
        hint = "Announce it without `--with-link`: the text says how to get the link."
    else:
        message = "the link for joining is not here"
        hint = "Give it a `link` under `join:`; one in the environment or in secrets/ must be at hand."
    return Diagnostic(span, "announce", message, hint)
