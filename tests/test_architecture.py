"""The rules that keep the house simple, kept by a machine. A rule that hinders a good design may be moved, with a reason."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from click.testing import CliRunner
from importlinter.cli import lint_imports

from helpers_site import REPOSITORY

SOURCE = REPOSITORY / "src" / "seminarsite"
MODULES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}

LONG: dict[str, str] = {}
UNTESTED = {
    "__init__.py": "the version and nothing else",
    "__main__.py": "calls the command line; tests/cli run it as a process",
    "cli/__init__.py": "puts the commands together; tests/cli/test_make.py tests their help",
    **{
        f"{room}/__init__.py": "a docstring"
        for room in (
            "model tools drawing reading judging judging/meaning sentences calendaring "
            "generators announcing verifying publishing preview writing importers organising exporters ingesting caring comparing".split()
        )
    },
    **{
        f"mistakes/{page}.py": "a page of the catalogue that tests/test_mistakes.py goes through"
        for page in (
            "__init__",
            "announcing",
            "caring",
            "files",
            "importing",
            "joining",
            "ledger",
            "made",
            "meaning",
            "phrasing",
            "prose",
            "site",
            "syntax",
            "values",
        )
    },
}
MAX_MODULE, MAX_FUNCTION = 400, 45


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for name, path in MODULES.items():
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """What is called, as it is written, with its line: dt.datetime.now, print."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_imports_go_down_the_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.syspath_prepend(str(SOURCE.parent))
    assert lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True) == 0


def test_no_cycle_even_through_late_imports_or_those_for_types() -> None:
    graph = grimp.build_graph("seminarsite", exclude_type_checking_imports=False, cache_dir=None)
    assert len(graph.modules) == len(MODULES)
    # A package imports its own modules to put them together; they may not import it.
    cycles = [
        (one, other)
        for one in graph.modules
        for other in graph.find_modules_directly_imported_by(one)
        if graph.find_shortest_chain(other, one) and not one.startswith(f"{other}.") and not other.startswith(f"{one}.")
    ]
    assert cycles == []


def test_every_module_opens_with_its_purpose() -> None:
    short = [name for name, tree in parsed() if len((ast.get_docstring(tree) or "").split()) < 4]
    assert short == []


def test_every_module_has_its_tests() -> None:
    tests = REPOSITORY / "tests"
    without = [
        name
        for name, path in MODULES.items()
        if name not in UNTESTED and not (tests / Path(name).parent / f"test_{path.name}").is_file()
    ]
    assert without == []
    assert set(UNTESTED) <= set(MODULES), "an exception that is of no use any more"


def test_every_test_file_has_its_module() -> None:
    """Or is one of the few about the whole."""
    whole = {
        "test_architecture.py",
        "test_mistakes.py",
        "test_demo.py",
        "test_docs.py",
        "test_handbook.py",
        "test_readme.py",
        "test_gauntlet.py",
        "test_same_bytes.py",
        "test_seeds.py",
        "test_wheel.py",
        "test_dev.py",
        "test_languages.py",
        "test_edits.py",
        "test_stories.py",
        "test_faults.py",
        "test_privacy.py",
    }
    tests = REPOSITORY / "tests"
    stray = [
        path.relative_to(tests).as_posix()
        for path in tests.rglob("test_*.py")
        if path.name not in whole
        and path.parent.name not in ("browser", "benchmarks")
        and (path.parent.relative_to(tests) / path.name.removeprefix("test_")).as_posix() not in MODULES
    ]
    assert stray == []


def test_modules_are_chapters() -> None:
    long = {name: n for name, path in MODULES.items() if (n := len(path.read_text("utf-8").splitlines())) > MAX_MODULE}
    assert {name: n for name, n in long.items() if name not in LONG} == {}
    assert set(LONG) <= set(long), "an exception that is of no use any more"


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{name}:{node.lineno} {node.name} has {length} lines"
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        # Without the decorators: the options of a command are data.
        if (length := (node.end_lineno or 0) - node.lineno + 1) > MAX_FUNCTION
    ]
    assert long == []


CLOCKS = re.compile(
    r"(^|\.)(now|today|utcnow|time_ns|localtime|gmtime)$|^time\.(time|ctime|strftime)$|^(uuid|random|secrets)\.|(^|\.)getpid$"
)


def test_the_clock_is_read_in_one_place() -> None:
    found = [(name, call) for name, tree in parsed() for call, _ in calls(tree) if CLOCKS.search(call)]
    # A lock says which process holds it, two that write the ledger at once have files of their own until it is done,
    # and SQLite wants a connection for each process.
    others = {
        (name, "os.getpid")
        for name in ("publishing/lock.py", "publishing/record.py", "tools/hidden.py", "tools/memo.py")
    }
    assert [one for one in found if one not in others] == [("cli/options.py", "dt.datetime.now")]


def test_secrets_are_revealed_in_three_places() -> None:
    """Where it is decided what a page may show of a link, where a link is read, and where it is looked for."""
    found = {name for name, tree in parsed() for call, _ in calls(tree) if call.endswith(".reveal")}
    assert found == {"judging/revealing.py", "reading/schema.py", "verifying/verify.py"}


def test_only_the_preview_and_the_link_check_speak_to_others() -> None:
    """Nothing is sent: announcements least of all. `seminarsite links` asks other hosts, as its only task."""
    speaking = re.compile(r"^\s*(?:import|from) (?:smtplib|socket|ssl|ftplib|http|urllib\.request)\b", re.MULTILINE)
    assert {name for name, path in MODULES.items() if speaking.search(path.read_text("utf-8"))} == {
        "preview/server.py",
        "preview/answers.py",  # the names of HTTP's states
        "caring/asking.py",
    }


def test_only_the_command_line_prints() -> None:
    speaking = {
        name
        for name, tree in parsed()
        for call, _ in calls(tree)
        if re.search(r"^(print|click\.echo|sys\.std\w+\.write)$", call)
    }
    assert {name for name in speaking if not name.startswith("cli/")} == set()
    assert speaking, "the scan finds nothing at all"


def test_reading_and_planning_touch_no_file_but_those_of_the_site() -> None:
    """Values in the middle, effects at the ends."""
    writes = re.compile(
        r"\.(write_text|write_bytes|mkdir|unlink|rename|replace_file|rmdir|symlink_to|touch)$|^(os\.(remove|rename|replace|link|mkdir)|shutil\.\w+)$"
    )
    writing = {name for name, tree in parsed() for call, _ in calls(tree) if writes.search(call)}
    assert writing == {
        "scaffold.py",
        "trial.py",
        "revisions.py",
        "tools/memo.py",
        "tools/hidden.py",
        "tools/compiled.py",
        *(f"publishing/{name}.py" for name in ("publish", "staging", "swap", "lock", "record", "trees", "workplace")),
    }


def test_nothing_changes_at_the_level_of_a_module() -> None:
    """No global statement, no list, dict or set that a function could fill."""
    changing = [
        f"{name}:{node.lineno}"
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Global, ast.Nonlocal))
    ]
    assert changing == []


# --- the repository ------------------------------------------------------------------------------


def tracked() -> list[str]:
    found = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False)
    if found.returncode != 0:  # an archive of the sources has no .git
        return [p.relative_to(REPOSITORY).as_posix() for p in SOURCE.rglob("*.py")]
    return [name for name in found.stdout.decode().split("\0") if name and (REPOSITORY / name).is_file()]


# Written in pieces, so that this file does not hold what it looks for.
MACHINE = re.compile(
    rb"(?<![\w.])/(?:"
    + rb"|".join((b"home/" + rb"\w", b"Users/" + rb"\w", b"work/" + rb"\w", b"tmp/" + rb"\w", b"root/" + rb"\w"))
    + rb")"
    rb"|pypi\."
    + rb"org|files\.python"
    + rb"hosted|artifact"
    + rb"ory|registry\."
    + rb"npmjs|(?<!emit-)index-"
    + rb"url"
)


def test_no_file_names_a_folder_of_a_machine_or_a_package_registry() -> None:
    """What works only on one machine, or tells about it."""
    found = [
        f"{name}:{number}: {line.strip()[:80]!r}"
        for name in tracked()
        for number, line in enumerate((REPOSITORY / name).read_bytes().splitlines(), 1)
        if MACHINE.search(line) and b"\0" not in line
    ]
    assert found == []


@pytest.mark.parametrize(
    "name",
    "README.md ARCHITECTURE.md CONTRIBUTING.md CHANGELOG.md SECURITY.md LICENSE pyproject.toml .ci/run .gitignore "
    "content/site.yaml templates/base.html static/style.css src/seminarsite/py.typed tests/conftest.py".split(),
)
def test_the_layout(name: str) -> None:
    assert (REPOSITORY / name).is_file()


def test_built_files_are_not_tracked() -> None:
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").split()
    assert "/build/" in ignored
    assert [name for name in tracked() if name.startswith(("build/", "dist/", ".venv/")) or "__pycache__" in name] == []


def test_the_architecture_page_is_short_and_knows_every_module() -> None:
    text = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 100
    unknown = {
        name
        for name in MODULES
        if "/" not in name and not name.startswith("_") and f"`{name.removesuffix('.py')}`" not in text
    }
    assert unknown == set()


def test_the_program_has_the_commands_that_the_architecture_promises() -> None:
    from seminarsite.cli import main

    assert set(main.commands) >= {"init", "check", "build", "serve", "new", "keys"}
    assert CliRunner().invoke(main, []).exit_code in (0, 2)
