"""A small site in a temporary folder, for every test that needs one.

`write_site` writes content files, `read` writes them and reads them as of a moment. Both take
`{path: text}` with paths below content/, as `events/talk.md`; a text may be bytes, where its
encoding matters, or None to leave out the site.yaml that otherwise comes with them.
"""

from __future__ import annotations

import datetime as dt
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from helpers_content import NO_FILES, Files, write
from seminarsite.diagnostics import Report
from seminarsite.model.site import Site
from seminarsite.reading.content import read_site

settings.register_profile(
    "seminarsite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("seminarsite")

# Whoever runs tests in the background has Ctrl-C ignored, which children inherit; some tests send it to them.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def write_site(tmp_path: Path) -> Callable[..., Path]:
    """`write_site(files)` gives the folder above content/: the test's tmp_path."""
    return lambda files=NO_FILES: write(tmp_path, files)


@pytest.fixture
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Site | None, Report]]:
    """`read(files, now=...)` gives the site, or None, and the report; each call has a folder of its own."""

    def read_files(files: Files = NO_FILES, now: dt.datetime = NOW) -> tuple[Site | None, Report]:
        report = Report()
        return read_site(write(tmp_path_factory.mktemp("site"), files) / "content", now, report), report

    return read_files


@pytest.fixture
def complaints(read: Callable[..., tuple[Site | None, Report]]) -> Callable[..., list[str]]:
    """`complaints(files)` lists what is wrong, as `events/talk.md:2:16 yaml`, in the order in which it is shown."""

    def of(files: Files = NO_FILES, now: dt.datetime = NOW) -> list[str]:
        _, report = read(files, now)
        return [f"{str(d.span).removeprefix('content/')} {d.code}" for d in report.diagnostics]

    return of


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many cases of the gauntlet passed, of those that there are; a run without any says nothing."""
    runs = [report for reports in terminalreporter.stats.values() for report in reports]
    cases = {
        (report.nodeid, report.outcome)
        for report in runs
        if isinstance(report, pytest.TestReport) and "test_gauntlet.py::test_case[" in report.nodeid
    }
    if cases:
        failed = {nodeid for nodeid, outcome in cases if outcome == "failed"}
        passed = {nodeid for nodeid, outcome in cases if outcome == "passed"} - failed
        files = len(list((Path(__file__).parent / "gauntlet").glob("*.txt")))
        terminalreporter.write_line(f"gauntlet: {len(passed)} of {files}")
