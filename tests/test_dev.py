"""The lock files and what is said of them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
LOCKS = pytest.mark.parametrize("lock", ["run.txt", "test.txt"])


def pinned(lock: str) -> dict[str, str]:
    text = (REQUIREMENTS / lock).read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))


@LOCKS
def test_every_package_is_pinned_with_hashes_and_no_registry_is_named(lock: str) -> None:
    text = (REQUIREMENTS / lock).read_text("utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    # A package may stand there twice, for older and for newer versions of Python.
    assert {entry.partition("==")[0] for entry in entries} == set(pinned(lock))
    assert len(entries) > 10
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_what_is_run_is_what_is_tested() -> None:
    assert pinned("run.txt").items() <= pinned("test.txt").items()


def test_the_bill_of_materials_is_that_of_the_lock() -> None:
    """To renew it: python3 dev.py sbom"""
    bill = json.loads((REQUIREMENTS / "sbom.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    packages = [c for c in bill["components"] if c["type"] == "library"]
    assert {c["name"]: c["version"] for c in packages} == pinned("run.txt")
    hashes = {h["content"] for c in packages for h in c["hashes"]}
    assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", (REQUIREMENTS / "run.txt").read_text("utf-8")))


def test_the_bill_of_materials_has_the_font_of_formulas() -> None:
    bill = json.loads((REQUIREMENTS / "sbom.cdx.json").read_text("utf-8"))
    fonts = {c["bom-ref"]: c["hashes"] for c in bill["components"] if c["type"] == "file"}
    files = sorted((REQUIREMENTS.parent / "static" / "fonts").glob("*.woff2"))
    assert fonts == {
        file.relative_to(REQUIREMENTS.parent).as_posix(): [
            {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}
        ]
        for file in files
    }
    assert all("SIL OPEN FONT LICENSE Version 1.1" in file.with_name("OFL.txt").read_text("utf-8") for file in files)
