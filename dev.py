#!/usr/bin/env python3
"""The two commands of this repository, for a machine that has nothing but Python 3.11 or later.

    python3 dev.py demo    builds the demo site from content/ and says where to look
    python3 dev.py test    runs all tests
    python3 dev.py serve   shows the demo site in the browser while you edit content/
    python3 dev.py sbom    writes requirements/sbom.cdx.json from requirements/run.txt
    python3 dev.py font     writes static/fonts/maths*.woff2, the font of formulas
    python3 dev.py languages [pt]   brings languages/ up to date with the sentences in code and templates

They make a virtual environment in .venv/ first, with the versions and hashes in requirements/, and
install again only when those have changed. Arguments after `demo` and `serve` go to
`seminarsite build` and `seminarsite serve`, those after `test` to pytest.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  (nothing has checked it before this line)
        print(f"seminarsite needs Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    commands = {"demo": demo, "test": test, "serve": serve, "sbom": sbom, "font": font, "languages": languages}
    name, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if name not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    return commands[name](arguments)


def demo(arguments: list[str]) -> int:
    install("run.txt")
    code = run([BIN / "python", "-m", "seminarsite", "build", *arguments])
    if code == 0:
        print("To look at it: `python3 dev.py serve`, then http://127.0.0.1:8000/ in the browser.")
    return code


def serve(arguments: list[str]) -> int:
    install("run.txt")
    return run([BIN / "python", "-m", "seminarsite", "serve", *arguments])


def test(arguments: list[str]) -> int:
    """Formatting, lint, types, floors, tests; all of them, even if one fails."""
    install("test.txt")
    provide_chromium()
    if arguments:
        return run([BIN / "python", "-m", "pytest", *arguments])
    steps: list[list[Path | str]] = [
        [BIN / "ruff", "format", "--check"],
        [BIN / "ruff", "check"],
        [BIN / "mypy"],
        [BIN / "lint-imports"],
        [BIN / "python", "-m", "pytest"],
    ]
    failed = [step for step in steps if run(step)]
    for step in failed:
        print(f"failed: {' '.join(str(part) for part in step)}", file=sys.stderr)
    return 1 if failed else 0


def sbom(_: list[str]) -> int:
    """What a user of seminarsite installs, as a CycloneDX 1.6 bill of materials (ECMA-424)."""
    components: list[dict[str, Any]] = []
    for requirement in (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").split("\n"):
        if found := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", requirement):
            name, version = found.groups()
            purl = f"pkg:pypi/{name}@{version}"
            components.append({"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl})
            components[-1]["hashes"] = []
        elif found := re.search(r"--hash=sha256:([0-9a-f]{64})", requirement):
            components[-1]["hashes"].append({"alg": "SHA-256", "content": found[1]})
    fonts = sorted((ROOT / "static" / "fonts").glob("*.woff2"))
    components += [
        {
            "type": "file",
            "bom-ref": font.relative_to(ROOT).as_posix(),
            "name": "STIX Two Math, a part that formulas need",
            "version": "2.11",
            "licenses": [{"license": {"id": "OFL-1.1"}}],
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(font.read_bytes()).hexdigest()}],
        }
        for font in fonts
    ]
    project = {"type": "application", "name": "seminarsite", "licenses": [{"license": {"id": "MIT"}}]}
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": project},
        "components": components,
    }
    target = ROOT / "requirements" / "sbom.cdx.json"
    target.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target.relative_to(ROOT)}: {len(components) - len(fonts)} packages and {len(fonts)} fonts")
    return 0


def languages(arguments: list[str]) -> int:
    """The catalogues with today's sentences; for a language as argument, a new catalogue."""
    install("test.txt")
    return run([BIN / "python", "-m", "tests.languages", *arguments])


def font(_: list[str]) -> int:
    """What formulas need of STIX Two Math; the same versions give the same bytes."""
    install("test.txt")
    return run([BIN / "python", "-m", "tests.mathsfont"])


def run(command: list[Path | str]) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    print("$", " ".join(str(part) for part in command).replace(f"{ROOT}{os.sep}", ""), flush=True)
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def install(lock: str) -> None:
    """Bring .venv to what a lock file says; each package must have the hash that stands there."""
    file = ROOT / "requirements" / lock
    done = ENVIRONMENT / f"installed-{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}"
    if done.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:  # Debian has it in a package of its own
        as_root(["python3-venv"], "making a virtual environment")
    if not BIN.exists():
        check([sys.executable, "-m", "venv", ENVIRONMENT])
    check(
        [
            BIN / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            file,
        ]
    )
    done.touch()


def provide_chromium() -> None:
    """The browser tests drive Debian's Chromium; without one they are skipped, and say so."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, CHROMIUM_NAMES)):
        return
    if may_install():
        as_root(["chromium", "fonts-dejavu-core"], "the browser tests")
    else:
        print("No Chromium here, and no right to install it: the browser tests will be skipped.", file=sys.stderr)


def may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def as_root(packages: list[str], purpose: str) -> None:
    if not may_install():
        sys.exit(f"Debian's {' '.join(packages)} is needed for {purpose}: sudo apt-get install {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    check(["apt-get", "update", "-qq"], environment)
    check(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], environment)


def check(command: list[Path | str], environment: dict[str, str] | None = None) -> None:
    if code := subprocess.run(command, env=environment, check=False).returncode:
        sys.exit(f"{' '.join(map(str, command[:4]))} … ended with code {code}")


if __name__ == "__main__":
    sys.exit(main())
