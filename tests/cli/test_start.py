"""init, recipe, keys and schema: a site of one's own that passes `check` at once, and nothing is overwritten."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from helpers_cli import run
from helpers_handbook import at_a_terminal
from helpers_site import REPOSITORY
from seminarsite import editors, reference


def check(folder: Path) -> str:
    """What `check` says; it must have no warning. That a title is due may be told: nobody has thought of one yet."""
    result = run(folder, "check", "--strict")
    told = [line for line in result.stderr.splitlines() if not re.search(r": info: |^    ", line)]
    assert (result.exit_code, told) == (0, [])
    return result.stdout


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


# --- init ----------------------------------------------------------------------------------------


def test_init_and_build_in_an_empty_folder(tmp_path: Path) -> None:
    result = run(tmp_path, "init")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "seminarsite serve" in result.stdout
    assert check(tmp_path).startswith("1 event, 1 series, 0 speakers. No errors, no warnings")
    built = run(tmp_path, "build")
    assert built.exit_code == 0
    assert (tmp_path / "build/index.html").is_file()


def test_init_as_a_process_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """Nothing of the checkout is needed but the package."""
    for arguments in (["init", "my seminar", "--title", "Séminaire d'analyse: #1", "--zone", "Europe/Paris"],):
        subprocess.run(
            [sys.executable, "-m", "seminarsite", *arguments],
            cwd=tmp_path,
            env={"PYTHONPATH": str(REPOSITORY / "src"), "LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
        )
    assert check(tmp_path / "my seminar").startswith("1 event, 1 series")


def test_init_takes_its_words_from_the_options(tmp_path: Path) -> None:
    options = "--title Analysis --weekday tuesday --time 16:15 --zone Europe/Zurich --url https://example.com/a/"
    assert run(tmp_path, "init", "here", *options.split()).exit_code == 0
    found = files(tmp_path / "here")
    assert "weekday: Tuesday\n  time: 16:15\n  zone: Europe/Zurich" in found["content/series/analysis.yaml"]
    assert "url: https://example.com/a/" in found["content/site.yaml"]
    assert "content/events/2025-03-18-talk.yaml" in found  # the Tuesday after Wednesday 12 March 2025


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--weekday Someday", "Monday"),
        ("--time noon", "12:00"),
        ("--zone ET", "America/New_York"),
        ("--url example.org", "https://"),
        ("--title 数学", "Latin letters"),
    ],
)
def test_init_says_how_an_option_is_written(tmp_path: Path, options: str, says: str) -> None:
    result = run(tmp_path, "init", *options.split())
    assert result.exit_code == 2
    assert says in result.stderr
    assert files(tmp_path) == {}


def test_init_never_overwrites(tmp_path: Path) -> None:
    run(tmp_path, "init")
    before = files(tmp_path)
    result = run(tmp_path, "init", "--title", "Another")
    assert result.exit_code == 3
    assert "already there" in result.stderr
    assert files(tmp_path) == before


def test_init_of_a_named_lecture(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "--kind", "lecture", "--title", "Example Lecture", "--time", "17:15").exit_code == 0
    assert check(tmp_path).startswith("1 event, 1 series")
    series = yaml.safe_load(files(tmp_path)["content/series/example-lecture.yaml"])
    assert (series["kind"], series["lecture"]) == ("lecture", {"every": 1})
    assert "slot" not in series


def test_init_in_a_folder_that_a_forge_has_begun(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Mine.\n", encoding="utf-8")
    assert run(tmp_path, "init").exit_code == 0
    assert files(tmp_path)["README.md"] == "Mine.\n"


def test_what_new_writes_is_completed_by_editors_too(tmp_path: Path) -> None:
    run(tmp_path, "init")
    for arguments in (["event", "--speaker", "Ada Example"], ["speaker", "Ada Example"], ["series", "Another one"]):
        assert run(tmp_path, "new", *arguments).exit_code == 0
    check(tmp_path)
    content = {path for path in files(tmp_path) if path.startswith("content/")}
    assert {path for path in content if not path.endswith(".yaml")} == {"content/pages/about.md"}
    for path in content - {"content/pages/about.md"}:
        first = files(tmp_path)[path].splitlines()[0]
        schema = (tmp_path / path).parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text("utf-8"))["$schema"] == editors.DIALECT


# --- its questions -------------------------------------------------------------------------------


def asked(folder: Path, *answers: str, arguments: tuple[str, ...] = ()) -> str:
    """What a terminal shows of `seminarsite init`, given these answers."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "SOURCE_DATE_EPOCH": "1741780800"}
    return at_a_terminal([sys.executable, "-m", "seminarsite", "init", *arguments], folder, environment, [*answers])


def test_five_questions_at_a_terminal(tmp_path: Path) -> None:
    shown = asked(tmp_path, "Analysis seminar", "", "Europe/Zurich", "Tue 16:15", "")
    assert shown.count("]: ") == 5
    series = files(tmp_path)["content/series/analysis-seminar.yaml"]
    assert "weekday: Tuesday\n  time: 16:15\n  zone: Europe/Zurich" in series
    check(tmp_path)


def test_a_question_is_asked_again_until_it_is_understood(tmp_path: Path) -> None:
    shown = asked(tmp_path, "数学", "Algebra", "talk", "lecture", "CET", "Europe/Rome", "Tue", "Mon 9:00", "x", "")
    assert shown.count("]: ") == 10
    assert all(hint in shown for hint in ("Latin letters", "`Europe/Zurich`", "https://example.org/talks/"))
    assert "zone: Europe/Rome" in files(tmp_path)["content/series/algebra.yaml"]


def test_what_an_option_says_is_not_asked(tmp_path: Path) -> None:
    given = ("--title", "A", "--kind", "seminar", "--zone", "UTC", "--time", "9:00", "--url", "https://example.org/")
    shown = asked(tmp_path, "Friday 10:00", arguments=given)
    assert shown.count("]: ") == 1
    assert "weekday: Friday\n  time: 09:00" in files(tmp_path)["content/series/a.yaml"]


# --- recipe --------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["github", "gitlab", "rsync"])
def test_a_recipe_comes_with_init_or_later(way: str, tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "later").mkdir()
    first = run(tmp_path / "first", "init", "--deploy", way)
    run(tmp_path / "later", "init")
    later = run(tmp_path / "later", "recipe", way)
    assert (first.exit_code, later.exit_code) == (0, 0)
    assert files(tmp_path / "first") == files(tmp_path / "later")
    check(tmp_path / "first")
    before = files(tmp_path / "first")
    gone = next(name for name in before if name in later.stdout.split())
    (tmp_path / "first" / gone).unlink()
    again = run(tmp_path / "first", "recipe", way)  # only what is missing is written
    assert again.exit_code == 0
    assert re.findall(r"wrote (.*)", again.stdout) == [gone]
    assert "is there already, and stays as it is" in again.stdout
    assert files(tmp_path / "first") == before


def test_two_recipes_agree_on_what_is_installed(tmp_path: Path) -> None:
    run(tmp_path, "init", "--deploy", "github")
    before = files(tmp_path)["requirements.txt"]
    assert run(tmp_path, "recipe", "gitlab").exit_code == 0
    assert files(tmp_path)["requirements.txt"] == before


# --- keys and schema -----------------------------------------------------------------------------


def test_schema(tmp_path: Path) -> None:
    for kind in reference.KINDS:
        assert json.loads(run(tmp_path, "schema", kind).stdout) == editors.json_schema(kind)
    assert run(tmp_path, "schema", "talk").exit_code == 2
    unclear = run(tmp_path, "schema")
    assert unclear.exit_code == 2
    assert "--write" in unclear.stderr


def test_schemas_are_renewed(tmp_path: Path) -> None:
    run(tmp_path, "init")
    before = files(tmp_path)
    (tmp_path / "schema/event.json").write_text("{}", encoding="utf-8")
    assert run(tmp_path, "schema", "--write").exit_code == 0
    assert files(tmp_path) == before
    (tmp_path / "schema/site.json").unlink()
    (tmp_path / "schema/site.json").mkdir()
    assert run(tmp_path, "schema", "--write").exit_code == 3


def test_keys(tmp_path: Path) -> None:
    everything = run(tmp_path, "keys")
    assert everything.exit_code == 0
    assert everything.stdout == reference.markdown(reference.KINDS)
    for kind in reference.KINDS:
        assert run(tmp_path, "keys", kind).stdout == reference.markdown([kind])
    assert run(tmp_path, "keys", "talk").exit_code == 2


# --- rules ---------------------------------------------------------------------------------------


def test_rules(tmp_path: Path) -> None:
    printed = run(tmp_path, "rules").stdout
    assert printed == reference.rules()
    assert "| `night-time` | warning | an event begins at night, on its own clock | `checks: night-from`" in printed
