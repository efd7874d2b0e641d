"""The same content, as of the same moment, gives the same bytes, on whatever machine, in whatever folder.

Each variant is a new interpreter in a folder of its own, into which the content is copied in another
order, with other times; of the sites that come out, one digest is compared.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpers_site import REPOSITORY, STATES

NOW = "2025-03-12T12:00:00Z"
PACKAGES = os.pathsep.join(path for path in sys.path if path)

# The variables that programs are known to heed; PYTHONTZPATH to an empty folder hides the time zones of
# the system, and to one of lies shows others. A locale that the machine has not is as good as C.
VARIANTS: dict[str, dict[str, str]] = {
    "as it comes": {},
    "another day": {"SOURCE_DATE_EPOCH": "4070908800", "PYTHONHASHSEED": "1", "PYTHONTZPATH": "{above}/no zones"},
    "plain C": {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
    "Turkish": {
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "TZ": "America/Adak",
        "PYTHONHASHSEED": "3",
        "PYTHONTZPATH": "{above}/lies",
        "HOME": "{above}",
        "USER": "nobody",
    },
    "optimised": {"PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "4", "COLUMNS": "20", "TZ": "Asia/Kathmandu"},
}
UMASKS = (0o022, 0o077, 0o002, 0o027, 0o000)


def scattered(above: Path, files: Mapping[str, bytes], seed: int) -> Path:
    """A folder with these files, written in an order of chance and with times of chance."""
    chance = random.Random(seed)
    root = above / ("site" if seed == 0 else f"a folder #{seed} für 'alles'/tiefer/site")
    names = sorted(files)
    chance.shuffle(names)
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(files[name])
        moment = chance.randrange(2_000_000_000)
        os.utime(file, (moment, moment))
    return root


def digest(root: Path, environment: Mapping[str, str], umask: int) -> str:
    """Of the paths and bytes of the site that a new interpreter builds there."""
    above = root.parent
    lies = above / "lies" / "Europe"
    lies.mkdir(parents=True)
    (above / "no zones").mkdir()
    (lies / "Zurich").write_bytes(zone_file("Pacific/Auckland"))
    done = subprocess.run(
        [sys.executable, "-m", "seminarsite", "build", "--now", NOW],
        cwd=root,
        env={
            **os.environ,
            "PYTHONPATH": PACKAGES,
            **{name: value.format(above=above) for name, value in environment.items()},
        },
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    built = root / "build"
    whole = hashlib.sha256()
    for file in sorted(path for path in built.rglob("*") if path.is_file()):
        whole.update(f"{file.relative_to(built).as_posix()}\n{file.stat().st_size}\n".encode() + file.read_bytes())
    return whole.hexdigest()


def zone_file(name: str) -> bytes:
    """The rules of a zone, as a file of a database."""
    import importlib.resources

    return importlib.resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


def the_demo() -> dict[str, bytes]:
    folder = REPOSITORY / "content"
    return {f"content/{p.relative_to(folder).as_posix()}": p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def every_state() -> dict[str, bytes]:
    hidden = {
        "content/events/draft.md": b"---\ndate: 2025-04-02\ntime: 12:00\ndraft: yes\n---\n",
        "content/events/later.md": b"---\ndate: 2025-04-02\ntime: 12:00\npublish-from: 2025-04-01\n---\n",
        "content/pages/i.md": "---\ntitle: Iıİi ŞşĞğ\nnavigation: İ\n---\nI.\n".encode(),
        "static/extra.txt": b"x",
    }
    return {**{f"content/{name}": text.encode() for name, text in STATES.items()}, **hidden}


@pytest.mark.parametrize("files", [the_demo(), every_state()], ids=["demo", "states"])
def test_one_digest_wherever_it_is_built(files: Mapping[str, bytes], tmp_path: Path) -> None:
    found = {
        name: digest(scattered(tmp_path / str(seed), files, seed), environment, umask)
        for seed, ((name, environment), umask) in enumerate(zip(VARIANTS.items(), UMASKS, strict=True))
    }
    assert set(found.values()) == {found["as it comes"]}, found
