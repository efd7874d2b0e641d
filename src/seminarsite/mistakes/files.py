"""What can be wrong with the files of the content folder themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing


def unreadable(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "unreadable",
        f"cannot read this file: {reason}",
        "Give yourself the right to read it, or copy it anew under a name of plain letters.",
    )


def too_large(span: Span, size: int, limit: int) -> Diagnostic:
    return Diagnostic(
        span, "too-large", f"this file has {size:,} bytes; {limit:,} are the most that is read", "Is it a content file?"
    )


def not_utf8(span: Span, found: str) -> Diagnostic:
    return Diagnostic(
        span, "encoding", f"this file is not UTF-8 text ({found})", "Save it with the encoding UTF-8 in your editor."
    )


def control_character(span: Span, character: str) -> Diagnostic:
    return Diagnostic(
        span, "control-character", f"an invisible control character (U+{ord(character):04X})", "Delete it."
    )


def bidi_control(span: Span, character: str) -> Diagnostic:
    name = unicodedata.name(character, "bidirectional control").lower()
    return Diagnostic(
        span,
        "bidi-control",
        f"an invisible character that turns the direction of writing (U+{ord(character):04X}, {name})",
        "Delete it; right-to-left names need no such character here.",
    )


def merge_conflict(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "merge-conflict",
        "an unresolved merge conflict",
        "Keep the lines that are right and delete the `<<<<<<<`, `=======` and `>>>>>>>` lines.",
    )


def no_front_matter(span: Span) -> Diagnostic:
    return Diagnostic(
        span, "front-matter", "this file does not begin with `---`", "Put the keys between two lines `---` at the top."
    )


def front_matter_not_closed(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "front-matter",
        "the keys begin with `---` but there is no second `---`",
        "Put a line `---` below the keys.",
    )


def unexpected_file(span: Span, known: Iterable[str]) -> Diagnostic:
    known = list(known)
    name, _, below = span.path.split("/", 1)[-1].partition("/")
    if below and f"{name}/" in known:
        hint = "Files in this folder end in `.md` or `.yaml`."
    else:
        hint = phrasing.meant(name, known) or f"Content is {phrasing.listed(known)}."
    return Diagnostic(span, "unexpected-file", "seminarsite does not know what to do with this file", hint)


def not_a_file(span: Span) -> Diagnostic:
    return Diagnostic(span, "not-a-file", "this is not an ordinary file", "Only ordinary files are read.")


def leaves_content(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "symlink",
        "this link leaves the content folder, or leads nowhere",
        "Copy the file into the content folder instead.",
    )


def missing_settings(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "no-site",
        "there is no file site.yaml in the content folder",
        "`seminarsite init` makes a small site in an empty folder.",
    )


def same_id(span: Span, kind: str, id_: str, other: Span) -> Diagnostic:
    return Diagnostic(
        span, "same-id", f"{kind} `{id_}` is already at {other}", "Rename one of the two files, or give one an `id:`."
    )


def no_id(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "no-id",
        "no identity can be made from the name of this file",
        "Use Latin letters and digits in the name, as `2025-11-03-kohn.md`, or give it an `id:`.",
    )


def large_file(span: Span, size: int, limit: int) -> Diagnostic:
    return Diagnostic(
        span,
        "too-large",
        f"this file has {size:,} bytes; {limit:,} are the most that is published",
        "Put it where large files are kept, and link to it.",
    )


def runs(span: Span, ending: str) -> Diagnostic:
    return Diagnostic(
        span,
        "file-type",
        f"a file that ends in `{ending}` could act as a page or a script of this site",
        "Publish a PDF or a ZIP of it, or link to where it is.",
    )


def no_picture(span: Span, ending: str) -> Diagnostic:
    return Diagnostic(
        span,
        "file-type",
        f"this file ends in `{ending}`, but it is no such picture",
        "Save it anew from a program for pictures; another ending alone changes nothing.",
    )


def active_drawing(span: Span, found: str) -> Diagnostic:
    return Diagnostic(
        span,
        "file-type",
        f"this drawing holds `{phrasing.shown(found)}`: scripts, and what is loaded from elsewhere, are not allowed",
        "Save it as a plain SVG without scripts and links, or as a PNG.",
    )


def broken_picture(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "picture",
        f"this picture cannot be read: {phrasing.shown(reason)}",
        "Open it in a program for pictures and save it anew as JPEG, PNG or WebP; 2000 × 2000 pixels are plenty.",
    )


def many_pixels(span: Span, width: int, height: int) -> Diagnostic:
    return Diagnostic(
        span, "too-large", f"a picture of {width:,} × {height:,} pixels", "Make it smaller; 2000 × 2000 is plenty."
    )


def same_file(span: Span, other: str) -> Diagnostic:
    return Diagnostic(
        span,
        "same-file",
        f"the name of this file and that of `{phrasing.shown(other)}` differ in how an accent is stored, and in nothing else",
        "Delete one of the two.",
    )


def file_name(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "file-name",
        "the name of this file holds invisible or broken characters",
        "Rename it; letters, digits, hyphens and spaces are fine.",
    )


def catalogue_name(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "catalogue",
        "a catalogue is named after its language",
        "Name it `de.po` or `de-CH.po`, as `language:` writes it.",
    )


def broken_catalogue(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "catalogue",
        f"the catalogue cannot be used: {phrasing.shown(reason, 200)}",
        "Correct it, best in a program for .po files such as Poedit; or delete it to use the built-in one.",
    )
