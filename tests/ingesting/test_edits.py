"""Edits of content files: what is put in reads back, and every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.diagnostics import Report
from seminarsite.ingesting.edits import CannotEdit, Edited, is_empty
from seminarsite.reading.sources import Scalar, parsed

TALK = """\
---
# who and when
series: s   # of ours
date: 2025-03-12
speaker: Emmy Noether # a remark

topics: [rings]
---
"""


def edited(text: str, path: str = "content/events/a.md") -> Edited:
    document = parsed(path, text, Report())
    assert document is not None
    return Edited(text, document)


def value(text: str, key: str, path: str = "content/events/a.md") -> str:
    entries = edited(text, path).document.data.entries
    return next(node.text for name, node in entries if name.text == key and isinstance(node, Scalar))


def test_a_new_key_stands_where_people_write_it() -> None:
    assert edited(TALK).with_key("title", "Ideals: I") == TALK.replace(
        "date: 2025-03-12\n", "date: 2025-03-12\ntitle: 'Ideals: I'\n"
    )


@pytest.mark.parametrize("was", ["tba", "TBA", "", "''", '"tba"', "~"])
def test_an_empty_value_is_filled_in_and_its_remark_stays(was: str) -> None:
    text = TALK.replace("topics:", f"title: {was}  # soon\ntopics:")
    assert edited(text).with_key("title", "Ideals") == TALK.replace(
        "topics:", f"title: Ideals {' ' * (was == '')} # soon\ntopics:"
    )


def test_a_key_without_a_value() -> None:
    text = TALK.replace("topics:", "title:\ntopics:")
    assert edited(text).with_key("title", "Ideals") == TALK.replace("topics:", "title: Ideals\ntopics:")


def test_another_spelling_of_a_key() -> None:
    assert edited("name: A\nurl: ''\n", "a.yaml").with_key("homepage", "https://x.example/", ("url",)) == (
        "name: A\nurl: https://x.example/\n"
    )


def test_a_body_goes_below_the_front_matter() -> None:
    assert edited(TALK).with_body("First.\n\nSecond.", "abstract") == f"{TALK}\nFirst.\n\nSecond.\n"
    assert edited(TALK.rstrip("\n")).with_body("One.", "abstract") == f"{TALK}\nOne.\n"


def test_a_yaml_file_has_its_text_under_a_key() -> None:
    assert edited("date: 2025-03-12", "a.yaml").with_body("A.\n\nB.", "abstract") == (
        "date: 2025-03-12\nabstract: |-\n  A.\n\n  B.\n"
    )


def test_lines_end_as_the_others_do() -> None:
    text = TALK.replace("\n", "\r\n")
    found = edited(text).with_key("title", "T")
    assert found == TALK.replace("date: 2025-03-12\n", "date: 2025-03-12\ntitle: T\n").replace("\n", "\r\n")
    assert "\n" not in edited(text).with_body("A\nB", "abstract").replace("\r\n", "")


@pytest.mark.parametrize("text", ["{date: 2025-03-12, title: x}\n", "title: >-\n  one\n  two\ndate: 2025-03-12\n"])
def test_what_cannot_be_edited_by_lines_is_refused(text: str) -> None:
    found = edited(text, "a.yaml")
    with pytest.raises(CannotEdit):
        found.with_key("speaker" if text.startswith("{") else "title", "New")


def test_what_is_empty() -> None:
    document = edited("a: tba\nb: x\nc: {d: e}\n", "a.yaml").document
    assert [is_empty(document, key) for key in "abcz"] == [True, False, False, True]
    assert not is_empty(document, "z", ("b",))


@given(st.text(), st.sampled_from(["\n", "\r\n"]))
def test_any_title_reads_back_and_leaves_all_else(title: str, newline: str) -> None:
    text = TALK.replace("\n", newline)
    new = edited(text).with_key("title", " ".join(title.split()))
    if new != text:  # nothing that can be seen is no title
        lines = new.split(newline)
        assert [line for line in lines if not line.startswith("title:")] == text.split(newline)
        assert value(new, "title").split() == value(new, "title").strip().split()
        assert parsed("content/events/a.md", new, Report()) is not None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_any_abstract_can_be_read_again(body: str) -> None:
    new = edited(TALK).with_body(body, "abstract")
    assert new.startswith(TALK)
    report = Report()
    assert parsed("content/events/a.md", new, report) is not None
    assert report.errors == 0
