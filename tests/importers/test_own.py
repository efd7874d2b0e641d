"""Round trip: content, export, import, the same site, but for what an export does not tell."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from helpers_cli import run
from helpers_export import FILES
from helpers_site import NOW, REPOSITORY, STATES
from seminarsite.diagnostics import Report
from seminarsite.exporters.everything import everything
from seminarsite.importers.own import files
from seminarsite.importers.trees import CannotRead
from seminarsite.reading.content import read_site


def again(root: Path, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an export tells, and what that of the site tells that was made from it."""
    report = Report()
    first = read_site(root / "content", NOW, report)
    assert first is not None, report.diagnostics
    told = everything(first)
    for path, text in files("site.json", told).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in ("files", "pictures"):
        if (root / "content" / name).is_dir():
            shutil.copytree(root / "content" / name, folder / "content" / name)
    second = read_site(folder / "content", NOW, report)
    assert second is not None, "\n".join(map(str, report.diagnostics))
    return json.loads(told), json.loads(everything(second))


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Each simple value by its path; of HTML its links, as it may say the same in another way."""
    if isinstance(value, dict):
        return {k: v for key, one in value.items() for k, v in flat(one, f"{path}/{key}").items()}
    if isinstance(value, list):
        return {k: v for n, one in enumerate(value) for k, v in flat(one, f"{path}/{n}").items()}
    if path.endswith("/html"):
        return {path: re.findall(r'href="([^"]*)"', value)}
    return {path: " ".join(value.split()) if isinstance(value, str) else value}


@pytest.mark.parametrize("content", [FILES, STATES, None], ids=["export", "states", "demo"])
def test_export_and_import_give_the_same_site(
    content: Mapping[str, str | bytes] | None, write_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = REPOSITORY if content is None else write_site(content)
    before, after = map(flat, again(root, tmp_path_factory.mktemp("again")))
    differ = {
        path: (before.get(path), after.get(path))
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path)
    }
    assert len(before) > 100
    # Of links for joining that are not public, the rule alone is told.
    lost = {path for path in differ if "/join/" in path}
    assert {path: values for path, values in differ.items() if path not in lost} == {}


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"kind": "export"}', b'{"kind": "export", "site": {}}', b'{"kind": "site", "site": {}}',
     b'{"kind": "export", "site": {"url": "https://x/"}, "pages": [{"id": "../../evil", "url": "https://x/"}]}'],
)  # fmt: skip
def test_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises(CannotRead):
        files("x.json", data)


def test_the_command_makes_a_site_anew_and_overwrites_nothing(write_site: Callable[..., Path]) -> None:
    root = write_site(FILES)
    assert run(root, "export", "json", "-o", "site.json").exit_code == 0
    new = root / "new"
    new.mkdir()
    assert run(root, "import", "seminarsite", "site.json", "-C", "new").exit_code == 0
    assert "content/events/ideals.md" in run(new, "check").stderr, "the file of the slides is missing"
    shutil.copytree(root / "content/files", new / "content/files")
    assert run(new, "check").exit_code == 0
    assert "abstract" not in (new / "content/events/ideals.md").read_text("utf-8").partition("\n---\n")[0]
    again = run(root, "import", "seminarsite", "site.json", "-C", "new")
    assert again.exit_code == 3
    assert "already there" in again.stderr


@pytest.mark.parametrize("format_", ["csv", "researchseminars"])
def test_what_tables_and_the_aggregator_tell_comes_back(format_: str, write_site: Callable[..., Path]) -> None:
    """When, what, who and slides, of a table the abstract, too: the rest is told in other words, or not at all."""
    files = {name: text for name, text in FILES.items() if name not in ("events/days.md", "events/earlier.md")}
    formula = str(FILES["events/formula.md"]).replace("=1+1", "=SUM of formulas")
    root = write_site({**files, "events/formula.md": formula})
    result = run(
        root, "export", format_, "--series", "analysis", "-o", "talks.json" if format_ != "csv" else "talks.csv"
    )
    assert result.exit_code == 0
    first = json.loads(run(root, "export", "json", "--series", "analysis").stdout)
    for file in (root / "content/events").iterdir():
        file.unlink()
    source = "talks.csv" if format_ == "csv" else "talks.json"
    assert run(root, "import", format_, source, "--series", "analysis").exit_code == 0
    second = json.loads(run(root, "export", "json", "--series", "analysis").stdout)

    def told(export: dict[str, Any]) -> list[dict[str, Any]]:
        events = [one for one in export["events"] if one["status"] == "confirmed"]
        return [
            {
                "start": one["start"],
                "end": one["end"],
                "title": one["title"] and one["title"]["tex"],
                "speakers": [a["speaker"] for a in one.get("speakers") or ()],
                # Whoever comes from the aggregator has its comments below the abstract.
                "abstract": one.get("abstract", {}).get("tex") if format_ == "csv" else None,
                "slides": [link["url"] for link in one.get("slides", [])],
            }
            for one in events
        ]

    assert told(second) == told(first)
