"""The list of pages that must stay: read whatever a merge made of it, told at its line where it is none."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from seminarsite.diagnostics import Report
from seminarsite.reading import promises


def read(folder: Path, text: str) -> tuple[list[tuple[str, int]], list[str]]:
    (folder / promises.FILE).write_text(text, encoding="utf-8", newline="")
    report = Report()
    found = promises.read(folder, report)
    return [(address, span.line) for address, span in found], [str(d.span.line) for d in report.diagnostics]


def test_addresses_and_their_lines(tmp_path: Path) -> None:
    text = "# remark\r\n/events/b/\r\n\r\n<<<<<<< HEAD\n/events/a/\n=======\n/events/b/\n>>>>>>> other\n"
    assert read(tmp_path, text) == ([("events/b/", 2), ("events/a/", 5)], [])


def test_what_is_no_address_is_told_at_its_line(tmp_path: Path) -> None:
    assert read(tmp_path, "/a/\nevents/kohn\n/two words/\nhttps://x/\n") == ([("a/", 1)], ["2", "3", "4"])


def test_without_a_list_nothing_is_promised(tmp_path: Path) -> None:
    assert promises.read(tmp_path, Report()) == ()


@given(st.sets(st.from_regex(r"([a-z0-9-]+/)+", fullmatch=True)))
def test_what_is_written_reads_back(addresses: set[str]) -> None:
    lines = [line[1:] for line in promises.text(addresses).splitlines() if not line.startswith("#")]
    assert lines == sorted(addresses)
