"""What can be wrong with links to meetings and their rules."""

from __future__ import annotations

from collections.abc import Iterable

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing


def no_name_of_a_secret(span: Span, text: str) -> Diagnostic:
    return Diagnostic(
        span,
        "secret",
        f"`{phrasing.shown(text)}` names no secret",
        "Write `env:ZOOM_LINK` for a variable of the environment, or `file:secrets/zoom.txt` for a file beside content/.",
    )


def secret_not_at_hand(span: Span, name: str) -> Diagnostic:
    kind, _, place = name.partition(":")
    if kind == "env":
        hint = (
            f"Set it before the build, as `export {place}=…`; on GitHub: a repository secret, passed on under `env:`."
        )
    else:
        hint = f"Put it into {place} beside content/, on one line, and keep that folder out of version control."
    message = f"the secret `{phrasing.shown(name)}` is not set, or empty"
    return Diagnostic(span, "secret", message, f"{hint} `check --without-secrets` goes on without it.")


def secret_left_out(span: Span, name: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "secret",
        f"the secret `{phrasing.shown(name)}` is not set, or empty",
        "Its link is shown nowhere, as before it is revealed.",
    )


def no_meeting_link(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-value",
        "the link to the meeting is no http or https address (it is not repeated here, being a secret)",
        "Write the whole address, as https://zoom.us/j/…",
    )


def leak(span: Span, what: str) -> Diagnostic:
    found = "a link to a meeting" if what == "link" else "a passcode or the number of a meeting"
    return phrasing.warning(
        span,
        "leak",
        f"this looks like {found}, in a text that everybody can read",
        "Put the link under `online: {join: …}`, where a rule says who sees it (docs/content.md, Joining).",
    )


def nothing_to_register(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "joining",
        "`visible: registration` without saying where to register",
        "Add `registration:` and the address to `join`.",
    )


def nothing_to_unlock(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "joining",
        "`visible: locked` without a passcode",
        "Add `passcode:`, or `riddle:` and its `answer:`, to `join`.",
    )


def no_mailing_list(span: Span) -> Diagnostic:
    return phrasing.warning(
        span,
        "joining",
        "`visible: mailing-list`, but the series does not say how to join its list",
        "Add `mailing-list:` with its address to the series.",
    )


def of_another_rule(span: Span, keys: Iterable[str], rule: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "not-heeded",
        f"{phrasing.listed(keys)} of `join` is not heeded: the rule is `visible: {rule}`",
        "Correct `visible:`, or delete what belongs to another rule.",
    )


def weak_passcode(span: Span, length: int) -> Diagnostic:
    return phrasing.warning(
        span,
        "weak-passcode",
        f"a passcode of fewer than {length} characters; whoever has the page can try all of them at home",
        "Take a longer one, as four words.",
    )
