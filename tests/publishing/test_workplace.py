"""The folder beside the output folder: what of it is a spare, and what is left of it at the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from seminarsite.publishing.workplace import SITE, keep_as_spare, spare_of, workplace


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """With a spare that holds one page."""
    output = tmp_path / "build"
    output.mkdir()
    with workplace(output) as work:
        (work / SITE / "index.html").write_text("home", encoding="ascii")
        keep_as_spare(work, output)
    return output


def names(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir())


def test_a_spare_is_what_the_next_one_begins_with(output: Path) -> None:
    assert names(output) == [".build.spare", "build"]
    with workplace(output) as work:
        assert (work / SITE / "index.html").read_text("ascii") == "home"
        assert not spare_of(output).exists(), "a build that is killed leaves none"
    assert names(output) == ["build"], "what is not kept goes"


def test_nobody_but_its_owner_enters_it_and_no_version_control_sees_it(output: Path) -> None:
    spare = spare_of(output)
    assert spare.stat().st_mode & 0o777 == 0o700
    assert (spare / ".gitignore").read_text("ascii") == "*\n"


def open_to_others(spare: Path) -> None:
    spare.chmod(0o755)


def without_mark(spare: Path) -> None:
    (spare / ".seminarsite-work").unlink()


def with_a_link_for_its_site(spare: Path) -> None:
    (spare / SITE).rename(spare.parent / "elsewhere")
    (spare / SITE).symlink_to(spare.parent / "elsewhere")


def a_link(spare: Path) -> None:
    spare.rename(spare.parent / "other")
    spare.symlink_to(spare.parent / "other")


def a_file(spare: Path) -> None:
    spare.rename(spare.parent / "other")
    spare.touch()


@pytest.mark.parametrize("become", [open_to_others, without_mark, with_a_link_for_its_site, a_link, a_file])
def test_what_is_no_spare_of_ours_is_left_alone(output: Path, become: Callable[[Path], None]) -> None:
    become(spare_of(output))
    before = names(output)
    with workplace(output) as work:
        assert os.listdir(work / SITE) == []  # noqa: PTH208
        keep_as_spare(work, output)
    assert names(output) == before


def test_it_goes_also_where_the_work_fails(output: Path) -> None:
    with pytest.raises(KeyboardInterrupt), workplace(output):
        raise KeyboardInterrupt
    assert names(output) == ["build"]
