"""Rules about the whole site: each is broken once here, and kept once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from seminarsite.diagnostics import Report
from seminarsite.judging.checks import CHECKS, check


@pytest.fixture
def found(read: Callable[..., Any]) -> Callable[..., list[str]]:
    """What the rules say of these files, which can all be read."""

    def rules(files: dict[str, str]) -> list[str]:
        site, reading = read(files)
        assert site is not None, reading.diagnostics
        report = Report()
        check(site, report)
        return [f"{str(d.span).removeprefix('content/')} {d.severity} {d.code}" for d in report.diagnostics]

    return rules


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", ""])


def talk(*lines: str, date: str = "2025-04-02") -> str:
    return front(f"date: {date}", "time: 12:00", "title: A talk", *lines)


def lecture(*lines: str) -> str:
    return front("title: Example Lecture", "kind: lecture", "lecture:", *(f"  {line}" for line in lines))


def test_the_sister_lecture_is_a_series_of_the_site(found: Callable[..., list[str]]) -> None:
    partner = "partner: {institution: Example University, lecture: Other Lecture, series: other}"
    files = {"series/lecture.md": lecture(partner)}
    assert found(files) == ["series/lecture.md:4:1 error unknown-reference"]
    assert found({**files, "series/other.md": front("title: Other Lecture")}) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["board: [{name: Ada Example, from: 2020, until: 2019}]"], ["series/s.md:3:1 error ends-before-start"]),
        (["board: [{name: Ada Example, from: 2020-05, until: 2020}]"], []),
        (["board: [{name: Ada Example, until: 2019}]"], []),
        (["organisers: [{name: Ada Example, from: 2020, until: 2019}]"], ["series/s.md:3:1 error ends-before-start"]),
        (["founded: 2020", "ended: 2019-12"], ["series/s.md:4:1 error ends-before-start"]),
        (["founded: 2020-05-01", "ended: 2020"], []),
    ],
)
def test_nothing_and_nobody_leaves_before_coming(
    found: Callable[..., list[str]], lines: list[str], expected: list[str]
) -> None:
    assert found({"series/s.md": front("title: S", *lines)}) == expected


JOIN = "https://z.example/1"


@pytest.mark.parametrize(
    ("join", "expected"),
    [
        (f"'{JOIN}'", []),
        (f"{{link: '{JOIN}', visible: public}}", []),
        (f"{{link: '{JOIN}', visible: window, from: 5 min before}}", []),
        ("{visible: registration, registration: 'https://r.example/'}", []),
        ("{visible: registration}", ["error joining"]),
        (f"{{link: '{JOIN}', visible: locked, riddle: '1+1?', answer: 2}}", []),
        (f"{{link: '{JOIN}', visible: locked, passcode: four words of mine}}", []),
        (f"{{link: '{JOIN}', visible: locked, passcode: '123456'}}", ["warning weak-passcode"]),
        (f"{{link: '{JOIN}', visible: locked, riddle: '1+1?'}}", ["error joining"]),
        (f"{{link: '{JOIN}', visible: mailing-list}}", ["warning joining"]),
        (f"{{link: '{JOIN}', riddle: '1+1?', answer: 2}}", ["warning not-heeded"]),
        (f"{{link: '{JOIN}', visible: public, until: 5 min after}}", ["warning not-heeded"]),
    ],
)
def test_joining_is_whole_and_of_one_rule(found: Callable[..., list[str]], join: str, expected: list[str]) -> None:
    online = f"online: {{platform: Zoom, join: {join}}}"
    own = {"events/a.md": talk("speaker: Ada Example", online)}
    assert found(own) == [f"events/a.md:6:1 {code}" for code in expected]
    usual = {"series/s.md": front("title: S", online)}
    for name, date in {"a": "2025-04-02", "b": "2025-04-09"}.items():
        usual[f"events/{name}.md"] = talk("speaker: Ada Example", "series: s", date=date)
    assert found(usual) == [f"series/s.md:3:1 {code}" for code in expected]


def test_another_rule_than_that_of_the_series_is_no_mistake(found: Callable[..., list[str]]) -> None:
    usual = front("title: S", f"online: {{join: {{link: '{JOIN}', visible: window, until: 5 min after}}}}")
    own = talk("speaker: Ada Example", "series: s", "online: {join: {visible: public}}")
    assert found({"series/s.md": usual, "events/a.md": own}) == []


@pytest.mark.parametrize("more", ["?a=b", "#c"])
def test_the_address_of_the_site_is_one_of_a_folder(found: Callable[..., list[str]], more: str) -> None:
    site = f"title: T\nurl: https://example.org/x{more}\n"
    assert found({"site.yaml": site}) == ["site.yaml:2:1 error wrong-value"]


def test_every_rule_is_in_the_list() -> None:
    from seminarsite.judging import checks

    rules = {
        function
        for name, function in vars(checks).items()
        if getattr(function, "__module__", "") == checks.__name__ and not name.startswith("_")
    }
    assert rules == {*CHECKS, check}
