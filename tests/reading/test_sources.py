"""Content files become trees that know where everything was written; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.diagnostics import Report
from seminarsite.reading import sources
from seminarsite.reading.sources import Document, Mapping, Node, Scalar


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., tuple[Document | None, list[str]]]:
    def read(text: str | bytes, name: str = "a.md") -> tuple[Document | None, list[str]]:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        report = Report()
        document = sources.read(tmp_path, name, report)
        return document, [f"{d.span.line}:{d.span.column} {d.code}: {d.message}" for d in report.diagnostics]

    return read


@pytest.fixture
def check(read_text: Callable[..., tuple[Document | None, list[str]]]) -> Callable[..., None]:
    """The values of a front matter, as Python's own."""

    def check_values(keys: str, expected: dict[str, Any]) -> None:
        document, found = read_text(f"---\n{keys}---\n")
        assert document is not None, found
        assert (plain(document.data), found) == (expected, [])

    return check_values


@pytest.fixture
def refused(read_text: Callable[..., tuple[Document | None, list[str]]]) -> Callable[..., None]:
    """One message with this place and these words, and nothing is read."""

    def check_refused(text: str | bytes, place: str, words: str, name: str = "a.md") -> None:
        document, found = read_text(text, name)
        assert document is None
        assert len(found) == 1, found
        assert found[0].startswith(f"{place} ")
        assert words in found[0]

    return check_refused


# --- YAML never guesses --------------------------------------------------------------------------


@pytest.mark.parametrize("text", "17:15 12:00 09:05 NO yes on off 0123 1.10 1e3 .inf .nan 2025-11-03 ~ null C#".split())
def test_a_value_stays_as_it_was_typed(check: Callable[..., None], text: str) -> None:
    check(f"title: {text}\n", {"title": text})


def test_lists_and_nested_keys_keep_their_order(check: Callable[..., None]) -> None:
    check("b: [x, {y: z}]\na:\n  - 1\n  - 2\n", {"b": ["x", {"y": "z"}], "a": ["1", "2"]})


def test_comments_are_left_out(check: Callable[..., None]) -> None:
    check("# first\ntitle: A talk # remark\n\n# last\n", {"title": "A talk"})


def test_a_number_sign_in_quotes_or_within_a_word_is_text(check: Callable[..., None]) -> None:
    check("a: 'talk #1'\nb: talk#1\nc: |\n  talk #1\n", {"a": "talk #1", "b": "talk#1", "c": "talk #1\n"})


def test_the_lost_end_of_a_title_is_noticed(read_text: Callable[..., tuple[Document | None, list[str]]]) -> None:
    document, found = read_text("---\ntitle: talk #1 of three\n---\n")
    assert document is not None
    assert plain(document.data) == {"title": "talk"}
    assert found == ["2:13 comment: `#1 of three` is not read: a # after a space begins a comment"]


def test_tabs_after_the_colon_do_no_harm(check: Callable[..., None]) -> None:
    check("title:\tA talk\n", {"title": "A talk"})


def test_a_backslash_in_single_quotes_is_text(check: Callable[..., None]) -> None:
    check("title: '$\\alpha$ isn''t'\n", {"title": "$\\alpha$ isn't"})


def test_every_value_knows_its_line_and_column(
    read_text: Callable[..., tuple[Document | None, list[str]]],
) -> None:
    document, _ = read_text("---\ntitle: x\nplace:\n  name: y\n---\nBody\n")
    assert document is not None
    (title, x), (_, place) = document.data.entries
    assert isinstance(place, Mapping)
    ((name, y),) = place.entries
    assert [f"{node.span.line}:{node.span.column}" for node in (title, x, name, y)] == ["2:1", "2:8", "4:3", "4:9"]
    assert document.body is not None
    assert (document.body.span.line, document.body.text) == (6, "Body\n")


# --- what is refused, each with one message ------------------------------------------------------

QUOTES = [
    ("title: Learning: a survey", "2:16", "colon"),
    ("title: “Learning: a survey”", "2:17", "colon"),
    ('title: "$\\mathbb{R}$"', "2:10", "backslash"),
    ("title: 'not closed\ndate: 2025-11-03", "2:8", "quote is not closed"),
    ('title: "not closed\ndate: 2025-11-03', "2:8", "quote is not closed"),
    ("title: 50% of *all*\nhost: *all*", "3:7", "anchors"),
    ("title: *bold*", "2:8", "anchors"),
    ("title: !important", "2:8", "tags"),
    ("title: @home", "2:8", "`@`"),
    ("title: %x", "2:8", "`%`"),
    ("a: &a [x]\nb: *a", "2:4", "anchors"),
    ("title: !!binary abc", "2:8", "tags"),
    ("<<: {a: b}", "2:1", "merge keys"),
    ("? [a, b]\n: c", "2:3", "a key must be a single word"),
    ("title: x\n\ttime: 12:00", "3:1", "a tab"),
    ("place:\n\tname: x", "3:1", "a tab"),
    ("title: x\n  date: y", "3:7", "indented more"),
    ("title: x\nforgotten\ndate: y", "3:1", "no `key: value`"),
    ("title: x\ndate:\u00a02025-11-03\ntime: 12:00", "3:1", "no `key: value`"),
    ("title: x\n...\ndate: y", "4:1", "`...`"),
    ("- a\n- b", "2:1", "`key: value`"),
    ("hello", "2:1", "`key: value`"),
    ("title: " + "[" * 40_000, "2:72", "nested too deeply"),
    ("".join(f"{' ' * i}k:\n" for i in range(1_000)), "66:65", "nested too deeply"),
]


@pytest.mark.parametrize(("keys", "place", "words"), QUOTES, ids=[keys[:20] for keys, *_ in QUOTES])
def test_yaml_that_cannot_be_read_is_located(
    read_text: Callable[..., tuple[Document | None, list[str]]], keys: str, place: str, words: str
) -> None:
    _, found = read_text(f"---\n{keys}\n---\n")
    assert len(found) == 1
    assert found[0].startswith(f"{place} yaml: ")
    assert words in found[0]


def test_two_keys_of_one_name_are_both_located(
    read_text: Callable[..., tuple[Document | None, list[str]]],
) -> None:
    _, found = read_text("---\ntitle: a\nhost: b\ntitle: c\n---\n")
    assert found == ["4:1 duplicate-key: `title` is already given in line 2"]


def test_a_bomb_of_aliases_is_refused_before_it_unfolds(refused: Callable[..., None]) -> None:
    levels = "".join(f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]\n" for i in range(1, 10))
    refused(f"---\nk0: &k0 [x]\n{levels}---\n", "2:5", "too many aliases")


def test_twenty_thousand_values_are_enough(refused: Callable[..., None]) -> None:
    refused("---\ntopics: [" + "a," * 20_001 + "]\n---\n", "2:40004", "20,000")


def test_a_file_holds_one_document(refused: Callable[..., None]) -> None:
    refused("title: a\n---\ntitle: b\n", "2:1", "second YAML document", name="a.yaml")


def test_a_megabyte_is_enough(read_text: Callable[..., tuple[Document | None, list[str]]]) -> None:
    frame = len(b"---\ntitle: x\n---\n")
    document, found = read_text("---\ntitle: x\n---\n" + "x" * (1_000_000 - frame))
    assert document is not None
    assert found == []
    document, found = read_text("---\ntitle: x\n---\n" + "x" * (1_000_001 - frame))
    assert document is None
    assert found == ["0:0 too-large: this file has 1,000,001 bytes; 1,000,000 are the most that is read"]


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    report = Report()
    assert sources.read(tmp_path, "a.md", report) is None
    assert [d.code for d in report.diagnostics] == ["unreadable"]


# --- front matter --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "does not begin with `---`"),
        ("title: x\n", "does not begin with `---`"),
        ("\n---\ntitle: x\n---\n", "does not begin with `---`"),
        ("---\ntitle: x\n\nBody\n", "no second `---`"),
    ],
)
def test_keys_stand_between_two_lines_of_hyphens(refused: Callable[..., None], text: str, words: str) -> None:
    refused(text, "1:1", words)


def test_a_rule_in_the_text_is_no_third_fence(read_text: Callable[..., tuple[Document | None, list[str]]]) -> None:
    document, _ = read_text("---\ntitle: x\n---\nA\n\n---\n\nB\n")
    assert document is not None
    assert document.body is not None
    assert document.body.text == "A\n\n---\n\nB\n"


def test_a_text_of_spaces_is_no_text(read_text: Callable[..., tuple[Document | None, list[str]]]) -> None:
    document, _ = read_text("---\ntitle: x\n---\n\n  \n")
    assert document is not None
    assert document.body is None


@pytest.mark.parametrize("text", ["", "# only a remark\n"])
def test_an_empty_yaml_file_has_no_keys(read_text: Callable[..., tuple[Document | None, list[str]]], text: str) -> None:
    document, found = read_text(text, "a.yaml")
    assert document is not None
    assert (document.data.entries, found) == ((), [])


# --- bytes and characters ------------------------------------------------------------------------


def test_a_byte_order_mark_and_carriage_returns_change_nothing(
    read_text: Callable[..., tuple[Document | None, list[str]]],
) -> None:
    text = "---\ntitle: x\nplace: {name: [a, 'b]}\n---\nBody\n"
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_text(windows) == read_text(text)
    sound = text.replace("'", "")
    document, _ = read_text(b"\xef\xbb\xbf" + sound.replace("\n", "\r\n").encode())
    other, _ = read_text(sound)
    assert document is not None
    assert other is not None
    assert document.data == other.data
    assert document.body is not None
    assert document.body.span.line == 5


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("---\ntitle: café\n---\n".encode("latin-1"), "2:11", "byte 0xE9"),
        ("---\nhost: é\ntitle: ".encode() + b"\xff\n---\n", "3:8", "byte 0xFF"),
        ("---\ntitle: x\n---\n".encode("utf-16"), "1:1", "UTF-16"),
    ],
)
def test_what_is_not_utf8_is_located(refused: Callable[..., None], text: bytes, place: str, words: str) -> None:
    refused(text, place, words)


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\0", "control-character"),
        ("\x1b", "control-character"),
        ("\u202e", "bidi-control"),
        ("\u2066", "bidi-control"),
    ],
)
def test_characters_that_nobody_sees_are_refused(
    read_text: Callable[..., tuple[Document | None, list[str]]], character: str, code: str
) -> None:
    document, found = read_text(f"---\ntitle: ab{character}cd\n---\nef{character}\n")
    assert document is None
    assert [message.split(":")[:2] for message in found] == [["2", f"10 {code}"], ["4", f"3 {code}"]]


def test_a_merge_conflict_is_named(refused: Callable[..., None]) -> None:
    refused("---\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> other\n---\n", "2:1", "merge conflict")


def test_a_heading_underlined_with_seven_signs_is_no_conflict(
    read_text: Callable[..., tuple[Document | None, list[str]]],
) -> None:
    assert read_text("---\ntitle: a\n---\nHeading\n=======\n")[1] == []


def test_line_separators_of_pasted_pages_do_not_shift_the_lines_below(
    read_text: Callable[..., tuple[Document | None, list[str]]],
) -> None:
    _, found = read_text("---\ntitle: a\u2028b\u2029c\x85d\nhost: x: y\n---\n")
    assert [message.split()[0] for message in found] == ["3:8"]


@given(text=st.text(alphabet=st.sampled_from("ab:#-'\"|>[]{}&*!%@,? \n\t\\~é\u00a0"), max_size=60))
def test_any_front_matter_is_read_or_reported(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.md"
    file.write_text(f"---\n{text}\n---\nBody\n", encoding="utf-8", newline="")
    report = Report()
    document = sources.read(file.parent, file.name, report)
    assert (document is not None) or report.failed
    lines = file.read_text(encoding="utf-8").count("\n") + 1
    assert all(1 <= d.span.line <= lines and d.span.column >= 1 for d in report.diagnostics)
