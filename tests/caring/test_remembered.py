"""The memory of links: written and read back, merged, and never a reason to stop."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from seminarsite.caring.remembered import FILE, Memory, read, text

DAY = dt.date(2025, 3, 1)
LATER = dt.date(2025, 4, 1)


def back(folder: Path, content: str) -> dict[str, Memory]:
    (folder / FILE).write_text(content, encoding="utf-8")
    return dict(read(folder))


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    known = {"https://b.example/é": Memory(LATER, DAY, "404 Not Found"), "https://a.example/": Memory(DAY)}
    assert back(tmp_path, text(known)) == known
    assert text(known).startswith('{"url": "https://a.example/", "asked": "2025-03-01", "alive": null, "answer": ""}\n')


def test_both_sides_of_a_merge_count(tmp_path: Path) -> None:
    one, other = {"https://a/": Memory(DAY, DAY)}, {"https://a/": Memory(LATER, None, "410")}
    for sides in (text(one) + "=======\n" + text(other), text(other) + text(one)):
        assert back(tmp_path, f"<<<<<<< HEAD\n{sides}") == {"https://a/": Memory(LATER, DAY, "410")}


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert read(tmp_path) == {}


@given(st.text())
def test_any_text_is_passed_over(content: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(content.encode("utf-8", "replace") + b'\n{"url": 1}\n[[]]\n"x"\n')
        assert all(isinstance(memory, Memory) for memory in read(Path(folder)).values())
