"""The recipes: what they say to GitHub, GitLab and a shell is well formed, and what they run does what they say."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from helpers_site import REPOSITORY
from seminarsite import recipes
from seminarsite.cli import main

NOON = 1741780800
"""12:00 UTC on Wednesday 12 March 2025."""

needs_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="there is no rsync here")


class Plain(yaml.SafeLoader):
    """`on` is a word to GitHub, not a truth value."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":bool")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def workflow(path: str) -> dict[str, Any]:
    found = yaml.load(recipes.files(path.partition("/")[0])[path.partition("/")[2]], Plain)
    assert isinstance(found, dict)
    return found


SITE = "github/.github/workflows/site.yml"
CHECK = "github/.github/workflows/check.yml"
GITLAB = "gitlab/.gitlab-ci.yml"


def steps(jobs: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for job in jobs.values():
        yield from job.get("steps", ())


# --- what they say -------------------------------------------------------------------------------


def test_every_way_has_its_files() -> None:
    assert {folder.name for folder in (REPOSITORY / "recipes").iterdir()} == set(recipes.RECIPES)
    assert all(recipes.files(way) for way in recipes.RECIPES)


@pytest.mark.parametrize("path", [SITE, CHECK])
def test_a_workflow_is_pinned_bounded_and_asks_for_little(path: str) -> None:
    jobs = workflow(path)["jobs"]
    for job in jobs.values():
        assert job["timeout-minutes"] <= 10
        assert set(job.get("needs", [])) <= set(jobs) if isinstance(job.get("needs"), list) else True
    for step in steps(jobs):
        assert ("uses" in step) is not ("run" in step)
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@v\d+", step["uses"])


def test_a_pull_request_has_no_secret_and_no_right_but_to_read() -> None:
    found = workflow(CHECK)
    assert found["on"] == {"pull_request": None}
    assert found["permissions"] == {"contents": "read"}
    assert "secrets." not in str(found["jobs"])
    runs = [step["run"] for step in steps(found["jobs"]) if "run" in step]
    assert "seminarsite check --without-secrets --format github" in runs
    assert [step["with"]["path"] for step in steps(found["jobs"]) if "upload" in step.get("uses", "")] == ["preview"]
    [checkout] = [step for step in steps(found["jobs"]) if "checkout" in step.get("uses", "")]
    assert checkout["with"]["persist-credentials"] == "false"


def test_only_who_writes_may_write() -> None:
    found = workflow(SITE)
    assert found["permissions"] == {}
    assert {name: job.get("permissions", {}) for name, job in found["jobs"].items()} == {
        "due": {},
        "record": {"contents": "write"},
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_a_merge_request_has_a_preview_and_publishes_nothing() -> None:
    found = workflow(GITLAB)
    assert found["check"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert found["check"]["artifacts"]["paths"] == ["preview"]
    assert found["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert found["pages"]["artifacts"]["paths"] == ["public"]


def test_every_command_of_the_recipes_exists() -> None:
    found = [
        words
        for way in recipes.RECIPES
        for text in recipes.files(way).values()
        for words in re.findall(
            r"(?:run:|-|^) *seminarsite ((?:build|check|record|next-change)[\w -]*)", text, re.MULTILINE
        )
    ]
    assert len(found) > 8
    for line in found:
        name, *words = line.split()
        assert CliRunner().invoke(main, [name, *words, "--help"]).exit_code == 0, line


def test_the_shells_understand_them(tmp_path: Path) -> None:
    scripts = [text for way in recipes.RECIPES for path, text in recipes.files(way).items() if path.endswith(".sh")]
    scripts += [step["run"] for path in (SITE, CHECK) for step in steps(workflow(path)["jobs"]) if "run" in step]
    scripts += [line for job in ("check", "pages") for line in workflow(GITLAB)[job]["script"]]
    for shell in filter(shutil.which, ("sh", "bash", "dash")):
        for script in scripts:
            done = subprocess.run([shell, "-n"], input=script, text=True, capture_output=True, check=False)
            assert (done.returncode, done.stderr) == (0, ""), script
    if shutil.which("shellcheck"):
        folder = REPOSITORY / "recipes/rsync"
        command = ["shellcheck", "-x", "-P", folder, folder / "deploy.sh", folder / "deploy.conf"]
        assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""


VCS = '{"url": "https://git.example/s.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b2c"}}'


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (VCS, "seminarsite @ git+https://git.example/s.git@0a1b2c"),
        ('{"url": "file:///a/checkout", "dir_info": {}}', "./wheels/seminarsite-1.2-py3-none-any.whl"),
        (None, "./wheels/seminarsite-1.2-py3-none-any.whl"),
    ],
)
def test_what_is_installed_is_this_program_and_no_other_of_its_name(origin: str | None, line: str) -> None:
    assert recipes.requirement("1.2", origin) == line


@pytest.mark.parametrize(
    ("origin", "folder"),
    [
        ('{"url": "file:///a/check%20out", "dir_info": {}}', "'/a/check out'"),
        ('{"url": "file:///a/x.whl", "archive_info": {}}', ""),
        (VCS, ""),
        (None, ""),
    ],
)
def test_where_a_wheel_can_be_made(origin: str | None, folder: str) -> None:
    assert recipes.checkout(origin) == folder


def test_packages_are_installed_by_hash() -> None:
    text = recipes.locked()
    assert text.count("--hash=sha256:") > text.count("==") > 10
    for way, path in (("github", SITE), ("github", CHECK), ("gitlab", GITLAB)):
        installs = [line for line in recipes.files(way)[path.partition("/")[2]].splitlines() if "pip install" in line]
        assert installs
        assert all(
            "--require-hashes -r locked.txt" in line or "--no-deps -r requirements.txt" in line for line in installs
        )


def test_a_server_of_ones_own_installs_nothing() -> None:
    assert [way for way in recipes.RECIPES if recipes.needs_requirements(way)] == ["github", "gitlab"]


# --- what they do --------------------------------------------------------------------------------


class Site:
    """A new site with a recipe, at a moment, and a shell in its folder."""

    def __init__(self, root: Path, way: str) -> None:
        self.root, self.now = root / "site", NOON
        self.bin = root / "bin"
        self.bin.mkdir(parents=True)
        self._program("seminarsite", f'exec "{sys.executable}" -m seminarsite "$@"')
        self._program("pip", "exit 0")
        # The clock of the scripts, which the program has by SOURCE_DATE_EPOCH.
        self._program("date", f'exec {shutil.which("date")} -d "@$SOURCE_DATE_EPOCH" "$@"')
        self.run(f"seminarsite init '{self.root}' --title Analysis --deploy {way}", root)

    def _program(self, name: str, line: str) -> None:
        (self.bin / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (self.bin / name).chmod(stat.S_IRWXU)

    def run(self, script: str, where: Path | None = None, code: int = 0, **more: str) -> str:
        environment = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(path for path in (str(REPOSITORY / "src"), *sys.path) if path),
            "SOURCE_DATE_EPOCH": str(self.now),
            "HOME": str(self.root.parent),
            **more,
        }
        done = subprocess.run(
            ["bash", "-e"], input=script, cwd=where or self.root, env=environment, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


def test_gitlab_builds_at_a_push_and_then_only_when_something_changes(tmp_path: Path) -> None:
    site = Site(tmp_path, "gitlab")
    script = "\n".join(workflow(GITLAB)["pages"]["script"])
    site.run(script, CI_PIPELINE_SOURCE="push")
    assert (site.root / "public/index.html").is_file()
    assert site.root.joinpath("next-change.txt").read_text("utf-8").startswith("2025-03-12T13:00:00Z\n  event-ends")
    shutil.rmtree(site.root / "public")
    site.now += 1800
    assert "Nothing changes before 2025-03-12T13:00:00Z." in site.run(script, code=75, CI_PIPELINE_SOURCE="schedule")
    assert not (site.root / "public").exists()
    site.now += 1800  # the talk is over: the page says so, and then nothing changes any more
    site.run(script, CI_PIPELINE_SOURCE="schedule")
    assert (site.root / "public/index.html").is_file()
    assert site.root.joinpath("next-change.txt").read_text("utf-8") == ""
    site.now += 86400
    site.run(script, code=75, CI_PIPELINE_SOURCE="schedule")
    site.run(script, CI_PIPELINE_SOURCE="push")


def test_gitlab_looks_at_a_merge_request_without_secrets(tmp_path: Path) -> None:
    site = Site(tmp_path, "gitlab")
    with (site.root / "content/series/analysis.yaml").open("a", encoding="utf-8") as series:
        series.write("online: {platform: Zoom, join: {link: 'env:NOT_HERE', visible: public}}\n")
    site.run("\n".join(workflow(GITLAB)["check"]["script"]))
    assert (site.root / "preview/index.html").is_file()


def test_github_stops_early_unless_something_changes(tmp_path: Path) -> None:
    site = Site(tmp_path, "github")
    jobs = workflow(SITE)["jobs"]
    look = next(step["run"] for step in jobs["due"]["steps"] if "run" in step)
    build = "\n".join(step["run"] for step in jobs["build"]["steps"] if "run" in step)

    def due(why: str) -> str:
        output = tmp_path / "output"
        output.write_text("", encoding="utf-8")
        site.run(look, WHY=why, GITHUB_OUTPUT=str(output))
        return output.read_text("utf-8").strip()

    assert due("schedule") == "build=yes"  # nothing is known of a build before
    site.run(build)
    assert due("schedule") == "build=no"
    assert due("push") == "build=yes"
    site.now += 3600
    assert due("schedule") == "build=yes"
    site.run(build)
    site.now += 86400
    assert due("schedule") == "build=no"
    assert due("workflow_dispatch") == "build=yes"


def test_github_commits_what_subscribers_are_told(tmp_path: Path) -> None:
    site = Site(tmp_path, "github")
    shared = tmp_path / "shared.git"
    who = "-c user.name=A -c user.email=a@example.org"
    site.run(f"git init -q --bare -b main '{shared}'")
    begin = f"git init -q -b main; git add .; git {who} commit -qm Begun; git remote add origin '{shared}'"
    site.run(f"{begin}; git push -q -u origin main")
    record = "\n".join(step["run"] for step in workflow(SITE)["jobs"]["record"]["steps"] if "run" in step)
    site.run(record)
    told = "git log --format=%s origin/main"
    assert site.run(told).splitlines() == ["Recorded what subscribers are told", "Begun"]
    site.run(record)  # nothing is new
    assert len(site.run(told).splitlines()) == 2
    # Somebody else has pushed in between.
    elsewhere = tmp_path / "elsewhere"
    site.run(f"git clone -q '{shared}' '{elsewhere}'", tmp_path)
    site.run(f"echo >> README.md; git {who} commit -qam 'A word'; git push -q", elsewhere)
    (site.root / "content/events/2025-03-12-talk.yaml").unlink()
    site.run(f"git {who} commit -qam 'Withdrawn'; {record}")
    said = site.run(told).splitlines()
    assert (len(said), said[0]) == (5, "Recorded what subscribers are told")


@needs_rsync
def test_rsync_turns_a_link_and_keeps_some_sites(tmp_path: Path) -> None:
    site, server = Site(tmp_path, "rsync"), tmp_path / "srv"
    (site.root / "deploy.conf").write_text(f"FOLDER={server}/\nKEEP=3\n", encoding="utf-8")
    page = server / "current/index.html"
    site.run("sh deploy.sh")
    first = (server / "current").resolve()
    assert page.is_file()
    assert (site.root / ".deploy/next-change").read_text("utf-8").startswith("2025-03-12T13:00:00Z")
    site.now += 60
    assert site.run("sh deploy.sh --if-due") == ""
    assert (server / "current").resolve() == first
    # An edit is published by the timer; what is as it was shares its room on the disk.
    (site.root / "content/pages/about.md").write_text("---\ntitle: Who we are\n---\nText.\n", encoding="utf-8")
    site.now += 60
    site.run("sh deploy.sh --if-due")
    second = (server / "current").resolve()
    assert second != first
    assert (first / "static/style.css").stat().st_ino == (second / "static/style.css").stat().st_ino
    # Time alone: the talk is over.
    site.now += 3600
    site.run("sh deploy.sh --if-due")
    third = (server / "current").resolve()
    assert third != second
    site.now += 86400
    assert site.run("sh deploy.sh --if-due") == ""
    # Back, and back again; then there is none.
    site.run("sh deploy.sh --back")
    assert (server / "current").resolve() == second
    site.run("sh deploy.sh --back")
    assert "no site before" in site.run("sh deploy.sh --back", code=1)
    for _ in range(2):
        site.now += 60
        site.run("sh deploy.sh")
    assert len(list((server / "releases").iterdir())) == 3
    assert not first.exists()
    assert page.is_file()


@needs_rsync
def test_readers_never_miss_a_page_while_the_link_is_turned(tmp_path: Path) -> None:
    site, server = Site(tmp_path, "rsync"), tmp_path / "srv"
    (site.root / "deploy.conf").write_text(f"FOLDER={server}\n", encoding="utf-8")
    site.run("sh deploy.sh")
    misses, reads, over = [], [], threading.Event()

    def read() -> None:
        while not over.wait(0.0005):
            try:
                (server / "current/index.html").read_bytes()
                reads.append(1)
            except OSError as error:
                misses.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(3):
        site.now += 60
        site.run("sh deploy.sh")
    over.set()
    reader.join()
    assert misses == []
    assert len(reads) > 100


@needs_rsync
def test_a_site_with_mistakes_is_not_sent(tmp_path: Path) -> None:
    site, server = Site(tmp_path, "rsync"), tmp_path / "srv"
    (site.root / "deploy.conf").write_text(f"FOLDER={server}\n", encoding="utf-8")
    site.run("sh deploy.sh")
    before = (server / "current").resolve()
    (site.root / "content/pages/about.md").write_text("---\ntitel: Who we are\n---\n", encoding="utf-8")
    site.now += 60
    assert "content/pages/about.md:2:1" in site.run("sh deploy.sh --if-due", code=1)
    assert (server / "current").resolve() == before
