"""Outputs are values: equal if they say the same, and nothing is made before somebody asks."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from seminarsite.outputs import Copy, File, Page, Shown


def _never() -> bytes:
    raise AssertionError("made although nobody asked")


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (
            Page(address="a/", template="t.html", show=Shown, arguments=("T",)),
            Page(address="a/", template="t.html", show=Shown, arguments=("T",)),
            Page(address="a/", template="t.html", show=Shown, arguments=("U",)),
        ),
        (File(address="a", make=_never), File(address="a", make=_never), File(address="b", make=_never)),
        (
            Copy(address="a", file=Path("x")),
            Copy(address="a", file=Path("x")),
            Copy(address="a", file=Path("y")),
        ),
    ],
)
def test_outputs_are_compared_by_what_they_say(one: object, same: object, other: object) -> None:
    assert one == same
    assert one != other
    assert "address='a" in repr(one)


def test_an_output_cannot_be_changed() -> None:
    output = File(address="a", make=_never)
    with pytest.raises(dataclasses.FrozenInstanceError):
        output.address = "b"  # type: ignore[misc]
