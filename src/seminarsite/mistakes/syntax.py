"""What can be wrong with YAML and front matter."""

from __future__ import annotations

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing

QUOTING = "Put the value in 'single quotes', or write it as a block: `key: >-` and the text, indented, below."


BELOW = "Write them below the key, each on a line of its own and indented, or as {key: value, key: value}."


def unclosed_quote(span: Span) -> Diagnostic:
    return Diagnostic(
        span, "yaml", "this quote is not closed", "Close it; within 'single quotes' an apostrophe is written twice."
    )


def yaml_syntax(span: Span, problem: str, line: str) -> Diagnostic:
    """libyaml's own words, translated where organisers meet them often."""
    if "mapping values are not allowed" in problem and line.startswith(" "):
        return Diagnostic(
            span,
            "yaml",
            "a colon in a value that is not quoted, or a key that is indented more than the others",
            "Put all keys below each other. " + QUOTING,
        )
    if "mapping values are not allowed" in problem:
        return Diagnostic(
            span, "yaml", "a colon in a value that is not quoted", "quote the value or use `title: >-`. " + QUOTING
        )
    if "unknown escape character" in problem or "expected escape sequence" in problem:
        return Diagnostic(span, "yaml", 'a backslash within "double quotes" has a meaning in YAML', QUOTING)
    if "did not find expected <document start>" in problem:
        return Diagnostic(
            span, "yaml", "keys after a line `...`, which ends a YAML document", "Delete the line `...` above."
        )
    if "\t" in line[: span.column]:
        return Diagnostic(span, "yaml", "a tab", "Indent with spaces.")
    if "found character that cannot start any token" in problem:
        character = line[span.column - 1 : span.column]
        return Diagnostic(span, "yaml", f"a value cannot begin with `{character}`", QUOTING)
    if "could not find expected ':'" in problem:
        return Diagnostic(
            span,
            "yaml",
            "a line that is no `key: value`",
            "Put a colon and an ordinary space between the two; a value of several lines is indented below its key.",
        )
    return Diagnostic(span, "yaml", f"not readable as YAML: {problem}", QUOTING)


def not_a_mapping(span: Span) -> Diagnostic:
    return Diagnostic(
        span, "yaml", "expected lines of the form `key: value`", "Write each key on a line of its own, with a colon."
    )


def comment(span: Span, text: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "comment",
        f"`{phrasing.shown(text)}` is not read: a # after a space begins a comment",
        "If it belongs to the value, put that in 'single quotes'; if it is a comment, put a space after the #.",
    )


def second_document(span: Span) -> Diagnostic:
    return Diagnostic(
        span, "yaml", "a second YAML document begins here", "One file holds one entry: make two files of it."
    )


def too_deep(span: Span, limit: int) -> Diagnostic:
    return Diagnostic(
        span,
        "yaml",
        f"nested too deeply (more than {limit} levels)",
        "Nothing needs so many; quote the value if its brackets are text.",
    )


def too_many_values(span: Span, limit: int) -> Diagnostic:
    return Diagnostic(span, "yaml", f"more than {limit:,} values in one file", "Split it up.")


def alias(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "yaml",
        "YAML anchors and aliases (`&` and `*`) are not read; too many aliases can stand for millions of values",
        "Write the value out, or quote it if it begins with & or *.",
    )


def tag(span: Span, tag: str) -> Diagnostic:
    return Diagnostic(
        span,
        "yaml",
        f"YAML tags are unsupported (`{phrasing.shown(tag)}`)",
        "Leave it out, or quote the value if it begins with !.",
    )


def merge_key(span: Span) -> Diagnostic:
    return Diagnostic(
        span, "yaml", "merge keys (`<<:`) are not read", "What events have in common belongs into their series."
    )


def complex_key(span: Span) -> Diagnostic:
    return Diagnostic(
        span, "yaml", "a key must be a single word; this is unsupported", "Write `key: value`, without a `?` before it."
    )


def duplicate_key(span: Span, key: str, first: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "duplicate-key",
        f"`{phrasing.shown(key)}` is already given in line {first.line}",
        "Delete one of the two.",
    )
