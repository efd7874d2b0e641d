"""Every mistake that content can have: one constructor each, so that all messages stand together.

A message says what is wrong in the organisers' words; the hint says what to do about it.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from seminarsite.diagnostics import Diagnostic, Severity, Span


def _warning(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, message, hint, Severity.WARNING)


def _meant(text: str, known: Iterable[str]) -> str:
    """A "did you mean" for a word that is nearly one of those known, else nothing."""
    lowered = {word.lower(): word for word in known}
    close = difflib.get_close_matches(text.lower(), lowered, n=2, cutoff=0.6)
    return f"Did you mean {' or '.join(f'`{lowered[word]}`' for word in close)}?" if close else ""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def printable(text: str) -> str:
    """A text in which what confuses a terminal stands as U+202E; a name of a file may hold anything."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)


def _shown(text: str, limit: int = 60) -> str:
    """A text as part of a message: one line, not long, nothing that confuses a terminal."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


# --- files ---------------------------------------------------------------------------------------


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
        hint = _meant(name, known) or f"Content is {_listed(known)}."
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
        f"this drawing holds `{_shown(found)}`: scripts, and what is loaded from elsewhere, are not allowed",
        "Save it as a plain SVG without scripts and links, or as a PNG.",
    )


def many_pixels(span: Span, width: int, height: int) -> Diagnostic:
    return Diagnostic(
        span, "too-large", f"a picture of {width:,} × {height:,} pixels", "Make it smaller; 2000 × 2000 is plenty."
    )


def same_file(span: Span, other: str) -> Diagnostic:
    return Diagnostic(
        span,
        "same-file",
        f"the name of this file and that of `{_shown(other)}` differ in how an accent is stored, and in nothing else",
        "Delete one of the two.",
    )


def file_name(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "file-name",
        "the name of this file holds invisible or broken characters",
        "Rename it; letters, digits, hyphens and spaces are fine.",
    )


# --- YAML ----------------------------------------------------------------------------------------

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
    return _warning(
        span,
        "comment",
        f"`{_shown(text)}` is not read: a # after a space begins a comment",
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
        f"YAML tags are unsupported (`{_shown(tag)}`)",
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
        span, "duplicate-key", f"`{_shown(key)}` is already given in line {first.line}", "Delete one of the two."
    )


# --- decoding ------------------------------------------------------------------------------------


def unknown_key(span: Span, key: str, known: Iterable[str], spellings: Iterable[str]) -> Diagnostic:
    """`spellings` are all that are read, `known` the one of each that is shown."""
    hint = _meant(key.replace("_", "-"), spellings) or f"Known here: {_listed(known)}."
    return Diagnostic(span, "unknown-key", f"there is no key `{_shown(key)}`", hint)


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
        f"`{_shown(text)}` is none of {_listed(known)}",
        _meant(text, known) or "Write one of these.",
    )


def wrong_value(span: Span, what: str, text: str, hint: str) -> Diagnostic:
    return Diagnostic(span, "wrong-value", f"`{_shown(text)}` is not {what}", hint)


def backslash_lost(span: Span, character: str) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-value",
        f'a backslash within "double quotes" became an invisible character (U+{ord(character):04X})',
        QUOTING,
    )


def no_such_date(span: Span, text: str) -> Diagnostic:
    return Diagnostic(
        span, "wrong-date", f"there is no day `{_shown(text)}`", "Write it as 2025-11-03: year-month-day."
    )


def ambiguous_date(span: Span, text: str, readings: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        span, "wrong-date", f"`{_shown(text)}` is ambiguous: day or month first?", f"Write {' or '.join(readings)}."
    )


def date_without_year(span: Span, text: str, years: Iterable[int]) -> Diagnostic:
    fits = ", ".join(map(str, years))
    meant = f" It fits {fits}." if fits else ""
    return Diagnostic(
        span, "wrong-date", f"`{_shown(text)}` has no year", f"add the year: write it as 2025-11-03.{meant}"
    )


def date_form(span: Span, text: str, meant: str) -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-date",
        f"`{_shown(text)}` is not a date in the form 2025-11-03",
        f"Write {meant or 'year-month-day'}.",
    )


def weekday_differs(span: Span, text: str, weekday: str, years: Iterable[int]) -> Diagnostic:
    return Diagnostic(
        span,
        "weekday",
        f"`{_shown(text)}`: that day is a {weekday}",
        f"Correct the weekday or the date. The weekday fits this day in {', '.join(map(str, years))}.",
    )


def wrong_time(span: Span, text: str, meant: str = "") -> Diagnostic:
    return Diagnostic(
        span,
        "wrong-time",
        f"`{_shown(text)}` is not a time in the form 17:15",
        f"Write {meant or 'hours:minutes, 00:00 to 23:59'}.",
    )


def unknown_zone(span: Span, text: str, candidates: Iterable[str]) -> Diagnostic:
    candidates = list(candidates)
    hint = f"Do you mean {' or '.join(f'`{c}`' for c in candidates)}?" if candidates else ""
    hint = hint or "Write the IANA name of a city's zone, as `Europe/Zurich` or `America/New_York`."
    what = "is ambiguous" if len(candidates) > 1 else "is not a time zone by its IANA name"
    return Diagnostic(span, "time-zone", f"`{_shown(text)}` {what}", hint)


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
    hint = _meant(text, known) or (f"Known: {_listed(known[:12])}." if known else f"There is no {kind} yet.")
    return Diagnostic(span, "unknown-reference", f"there is no {kind} `{_shown(text)}`", hint)


def similar_speaker(span: Span, text: str, known: str) -> Diagnostic:
    return _warning(
        span,
        "similar-speaker",
        f"`{_shown(text)}` is nearly `{known}`",
        f"If they are one person, write `{known}`, or list the spelling under `also-known-as`.",
    )


def same_name(span: Span, name: str, other: Span) -> Diagnostic:
    return _warning(
        span,
        "same-name",
        f"`{_shown(name)}` is the name of another speaker, too ({other}); events that give it mean that one",
        "Put the two files together, or let the events give the name of the file.",
    )


# --- text ----------------------------------------------------------------------------------------


def bad_tex(span: Span, tex: str, reason: str) -> Diagnostic:
    return _warning(
        span, "tex", f"`{_shown(tex)}` is not readable as TeX: {reason}", "Visitors see the source until it is mended."
    )


def too_long(span: Span, length: int, limit: int) -> Diagnostic:
    return Diagnostic(
        span, "too-long", f"{length:,} characters; {limit:,} are the most that is read here", "Shorten it."
    )


def too_many_brackets(span: Span, bracket: str, limit: int) -> Diagnostic:
    return Diagnostic(
        span,
        "too-many-brackets",
        f"more than {limit:,} opening brackets `{bracket}` in one text",
        "Markdown cannot be read so; shorten it.",
    )


def too_many_lines(span: Span, limit: int) -> Diagnostic:
    return Diagnostic(
        span, "too-long", f"more than {limit:,} lines in one text", "Shorten it, or make several pages of it."
    )


def no_empty_line(span: Span, lines: int, characters: int) -> Diagnostic:
    return Diagnostic(
        span,
        "no-empty-line",
        f"more than {lines:,} lines, or {characters:,} characters, without an empty line between them",
        "Put empty lines between paragraphs, and split long lists and tables.",
    )


def nested_text(span: Span) -> Diagnostic:
    return Diagnostic(span, "too-deep", "lists or quotations in this text are nested too deeply", "Use fewer levels.")


def html_left_out(span: Span, what: str) -> Diagnostic:
    return _warning(
        span, "html", f"`{_shown(what)}` is left out: it is not allowed in a text", "Write Markdown instead of HTML."
    )


def link_left_out(span: Span, address: str) -> Diagnostic:
    return _warning(
        span,
        "link",
        f"the address `{_shown(address)}` is left out",
        "Links are https:, http: or mailto: addresses, or /paths of this site; pictures are files of this site.",
    )


# --- joining -------------------------------------------------------------------------------------


def no_name_of_a_secret(span: Span, text: str) -> Diagnostic:
    return Diagnostic(
        span,
        "secret",
        f"`{_shown(text)}` names no secret",
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
    message = f"the secret `{_shown(name)}` is not set, or empty"
    return Diagnostic(span, "secret", message, f"{hint} `check --without-secrets` goes on without it.")


def secret_left_out(span: Span, name: str) -> Diagnostic:
    return _warning(
        span,
        "secret",
        f"the secret `{_shown(name)}` is not set, or empty",
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
    return _warning(
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
    return _warning(
        span,
        "joining",
        "`visible: mailing-list`, but the series does not say how to join its list",
        "Add `mailing-list:` with its address to the series.",
    )


def of_another_rule(span: Span, keys: Iterable[str], rule: str) -> Diagnostic:
    return _warning(
        span,
        "not-heeded",
        f"{_listed(keys)} of `join` is not heeded: the rule is `visible: {rule}`",
        "Correct `visible:`, or delete what belongs to another rule.",
    )


def weak_passcode(span: Span, length: int) -> Diagnostic:
    return _warning(
        span,
        "weak-passcode",
        f"a passcode of fewer than {length} characters; whoever has the page can try all of them at home",
        "Take a longer one, as four words.",
    )


# --- the whole site ------------------------------------------------------------------------------


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
    return _warning(span, "not-heeded", f"`{key}` is not heeded beside `{other}`", "Delete one of the two.")


def nothing_former(span: Span) -> Diagnostic:
    return _warning(
        span,
        "no-old-time",
        "a rescheduled event does not say when it should have been",
        "Add `previously:` with the old date.",
    )


def off_parity(span: Span, year: int, parity: str) -> Diagnostic:
    return _warning(
        span,
        "parity",
        f"{year} is not one of the {parity} years in which this lecture takes place",
        "If that is right, name the year under `exceptions:` of the series.",
    )


def no_speaker(span: Span) -> Diagnostic:
    return _warning(
        span,
        "no-speaker",
        "no speaker is given",
        "Add `speakers:`, or `speakers: tba` if they are to be announced.",
    )


def dead_link(span: Span, address: str, known: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"there is no page `/{_shown(address)}` on this site",
        _meant(address, known) or "Correct the address, or leave the link out.",
    )


def missing_file(span: Span, path: str, known: Iterable[str]) -> Diagnostic:
    known = list(known)
    same = [name for name in known if name.lower() == path.lower()]
    hint = f"There is `{same[0]}`: capitals count." if same else _meant(path, known)
    return Diagnostic(
        span,
        "missing-file",
        f"there is no file `{_shown(path)}` in the content folder",
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
        f"`{_shown(address)}` has a `?` or a `#`, behind which no page can be",
        "Write the address of the folder in which the site will be, as https://example.org/seminar/.",
    )


def broken_template(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span, "template", f"the template cannot be used: {reason}", "Correct it, or delete it to use the built-in one."
    )


# --- what was made ---------------------------------------------------------------------------------
# `where` names the file that was made, and its template where it has one.


def leads_nowhere(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"{where}: `{_shown(url)}` leads to nothing on this site",
        "Correct the address; in a template, `url(…)` makes addresses that are right at every page.",
    )


def no_such_place(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"{where}: `{_shown(url)}` leads to a place that is not on that page",
        "Correct what stands after `#`: it is the `id` of a heading or of another element.",
    )


def leaves_site(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "dead-link",
        f"{where}: `{_shown(url)}` leaves the site",
        "Within the site, write `url(…)` in templates and /paths in texts; to another site, the whole address.",
    )


def kind_of_address(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "address",
        f"{where}: an address of this kind is not published: `{_shown(url)}`",
        "Addresses are https:, http:, mailto: or webcal:, or paths of this site.",
    )


def loads_foreign(span: Span, where: str, url: str) -> Diagnostic:
    return Diagnostic(
        span,
        "foreign",
        f"{where}: `{_shown(url)}` would be loaded from another host",
        "Put the file into static/ and use it from there: no other host learns of your visitors then.",
    )


def repeated_id(span: Span, where: str, id_: str) -> Diagnostic:
    return Diagnostic(
        span, "repeated-id", f'{where}: id="{_shown(id_)}" stands there more than once', "Give each element its own id."
    )


def unknown_id(span: Span, where: str, id_: str) -> Diagnostic:
    return Diagnostic(
        span,
        "unknown-id",
        f'{where}: something refers to id="{_shown(id_)}", which is not on the page',
        "Correct the name after `for`, `aria-labelledby` and the like.",
    )


def inline_script(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "inline-script",
        f"{where}: a script within the page: `{_shown(shown)}`",
        "Put it into a file in static/ and write `<script type=module src=…>`; browsers refuse it otherwise, too.",
    )


def event_handler(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "event-handler",
        f"{where}: an attribute or rule that runs a script: `{_shown(shown)}`",
        "Add the listener in a script file in static/.",
    )


def inline_style(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "inline-style",
        f"{where}: style within the page: `{_shown(shown)}`",
        "Put it into static/style.css, under a class.",
    )


def refused_element(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "element",
        f"{where}: `{_shown(shown)}` is not published",
        "It changes what the rest of the page means; do without it.",
    )


def ambiguous_markup(span: Span, where: str, shown: str) -> Diagnostic:
    return Diagnostic(
        span,
        "markup",
        f"{where}: browsers could read this differently: `{_shown(shown)}`",
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
        span, "not-valid", f"{where}: is not what its name says: {_shown(reason, 100)}", "Save it anew in its format."
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
