"""YAML, JSON and TOML of others, bounded."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import trees
from seminarsite.importers.trees import CannotRead


def test_rows_know_their_lines_and_texts_stay_texts() -> None:
    tree = trees.from_yaml("a.yml", "- title: x\n  time: 12:00\n- title: y\n  speaker: ~\n")
    assert tree == [{"title": "x", "time": "12:00"}, {"title": "y", "speaker": None}]
    assert [row.line for row in tree] == [1, 3]


def test_anchors_merges_tags_and_doubled_keys_are_no_mistake() -> None:
    text = "base: &b {room: HG}\none: {<<: *b, title: !!str x, title: y}\n"
    assert trees.from_yaml("a.yml", text)["one"] == {"room": "HG", "title": "y"}


def test_json_by_lines_and_odd_ends_of_lines_within() -> None:
    rows = trees.from_json("a.jsonl", '{"a": "x\u2028y"}\n{"a": 2}\n'.encode())
    assert [(row["a"], row.line) for row in rows] == [("x\u2028y", 1), (2, 2)]


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize("text", [BOMB, "[" * 30_000, "{a: " * 500, "a: *b: c", "\tx: [", "? [a]: b\n- c"])
def test_yaml_that_is_none_or_too_much(text: str) -> None:
    with pytest.raises(CannotRead):
        trees.from_yaml("a.yml", text)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100 + "1" + "}" * 100, "[" + "1" * 5_000 + "]", "{", ""])
def test_json_that_is_none_or_too_much(text: str) -> None:
    with pytest.raises(CannotRead):
        trees.from_json("a.json", text.encode())


@given(st.text(max_size=100))
def test_any_text_is_a_tree_or_cannot_be_read(text: str) -> None:
    for read in (
        lambda: trees.from_yaml("a", text),
        lambda: trees.from_json("a", text.encode("utf-8", "replace")),
        lambda: trees.from_toml("a", text),
    ):
        with contextlib.suppress(CannotRead):
            read()
