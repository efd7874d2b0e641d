"""Another program, or other packages, are another edition."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from helpers_site import REPOSITORY


def edition(*places: Path) -> str:
    program = f"import sys; sys.path[:0] = {[str(place) for place in places]!r}\n"
    program += "from seminarsite.tools.program import edition; print(edition())"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd="/").stdout


def test_a_change_of_the_program_or_of_what_is_installed_is_another_edition(tmp_path: Path) -> None:
    source, beside = tmp_path / "src", tmp_path / "packages"
    shutil.copytree(
        REPOSITORY / "src/seminarsite", source / "seminarsite", ignore=shutil.ignore_patterns("__pycache__")
    )
    beside.mkdir()
    found = [edition(source, beside), edition(source, beside)]
    (beside / "jinja2-99.0.dist-info").mkdir()
    found.append(edition(source, beside))
    with (source / "seminarsite/routes.py").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    found.append(edition(source, beside))
    assert found[0] == found[1]
    assert len(set(found)) == 3
