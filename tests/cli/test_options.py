"""Values of options: moments, words as in content files, the clock."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pytest

from seminarsite.cli import options
from seminarsite.diagnostics import Diagnostic, Report, Severity, Span


def test_secrets_are_those_of_the_environment_and_of_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOOM_LINK", "https://z.example/1")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/zoom.txt").write_text("https://z.example/2\n")
    (tmp_path / "secrets/picture.png").write_bytes(b"\xff\xfe")
    (tmp_path / "secrets/large").write_text("x" * 5000)
    (tmp_path / "other.txt").write_text("x")
    kept = options.kept(tmp_path)
    assert kept.find("env:ZOOM_LINK") == "https://z.example/1"
    assert kept.find("file:secrets/zoom.txt") == "https://z.example/2"
    for name in ("file:secrets/picture.png", "file:secrets/large", "file:other.txt", "env:NOT_THERE"):
        assert kept.find(name) is None
    assert (kept.needed, options.kept(tmp_path, needed=False).needed) == (True, False)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-10-20", "2025-10-20T00:00:00+00:00"),
        ("2025-10-20T12:00:00Z", "2025-10-20T12:00:00+00:00"),
        ("2025-10-20 12:00", "2025-10-20T12:00:00+00:00"),
        ("2025-10-20T12:00:00+02:00", "2025-10-20T10:00:00+00:00"),
    ],
)
def test_moment(text: str, moment: str) -> None:
    assert options.Moment().convert(text, None, None) == dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", ["", "tomorrow", "2025-02-30", "20.10.2025", "12:00", "0001-01-01", "9999-12-31"])
def test_no_moment(text: str) -> None:
    with pytest.raises(click.BadParameter, match="write 2025-10-20"):
        options.Moment().convert(text, None, None)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2025-11-03", dt.date(2025, 11, 3)),
        ("date", "Mon 2025-11-03", dt.date(2025, 11, 3)),
        ("time", "17:15", dt.time(17, 15)),
        ("zone", "Europe/Zurich", "Europe/Zurich"),
        ("url", "https://example.org/", "https://example.org/"),
    ],
)
def test_text(kind: str, text: str, value: object) -> None:
    assert options.Text(kind).convert(text, None, None) == value
    assert options.Text(kind).convert(value, None, None) == value


@pytest.mark.parametrize(("kind", "text"), [("date", "3.11.2025"), ("time", "5pm"), ("zone", "ET"), ("url", "x")])
def test_text_that_is_no_value(kind: str, text: str) -> None:
    with pytest.raises(click.BadParameter):
        options.Text(kind).convert(text, None, None)


@pytest.mark.parametrize(
    ("epoch", "moment"),
    [("0", "1970-01-01T00:00:00+00:00"), ("1679313600", "2023-03-20T12:00:00+00:00")],
)
def test_the_clock_of_reproducible_builds(monkeypatch: pytest.MonkeyPatch, epoch: str, moment: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert options.the_clock() == dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize("epoch", ["soon", "²", "9" * 30, "99999999999999", "2025-10-20"])
def test_a_clock_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(click.UsageError, match="seconds since 1970"):
        options.the_clock()


@pytest.mark.parametrize("epoch", [None, ""])
def test_the_clock(monkeypatch: pytest.MonkeyPatch, epoch: str | None) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = options.the_clock()
    assert before.tzinfo is dt.UTC
    assert dt.timedelta(0) <= options.the_clock() - before < dt.timedelta(minutes=1)
    assert before.year >= 2026


def _report(*severities: Severity) -> Report:
    report = Report()
    for line, severity in enumerate(severities, 1):
        report.add(Diagnostic(Span("f", line, 1), "code", "message", severity=severity))
    return report


@pytest.mark.parametrize(
    ("severities", "text"),
    [
        ([], "No errors, no warnings"),
        ([Severity.ERROR], "1 error, 0 warnings"),
        ([Severity.WARNING, Severity.WARNING], "0 errors, 2 warnings"),
    ],
)
def test_count(severities: list[Severity], text: str) -> None:
    assert options.count(_report(*severities)) == text


@pytest.mark.parametrize(
    ("number", "noun", "text"), [(0, "event", "0 events"), (1, "event", "1 event"), (2, "series", "2 series")]
)
def test_plural(number: int, noun: str, text: str) -> None:
    assert options.plural(number, noun) == text
