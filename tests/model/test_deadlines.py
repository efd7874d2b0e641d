"""When the parts of an announcement are wanted, as organisers write it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from seminarsite.model.deadlines import USUALLY


def test_there_is_a_usual_day_for_each_part() -> None:
    assert [field.name for field in dataclasses.fields(USUALLY) if getattr(USUALLY, field.name) is None] == []


@pytest.mark.parametrize("text", ["14 days", "14 days before", "2 weeks", "never", "14d"])
def test_days_weeks_and_never_are_read(complaints: Callable[..., list[str]], text: str) -> None:
    assert complaints({"series/s.md": f"---\ntitle: S\ndue: {{title: {text}}}\n---\n"}) == []


@pytest.mark.parametrize("text", ["14", "0 days", "400 days", "14 days after", "soon", "-3 days"])
def test_anything_else_is_told_at_its_place(complaints: Callable[..., list[str]], text: str) -> None:
    files = {"series/s.md": f"---\ntitle: S\ndue: {{title: {text}}}\n---\n"}
    assert complaints(files) == ["series/s.md:3:14 wrong-value"]
