"""Writes content files, with a site.yaml where none is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SITE = """\
title: Example Seminar
url: https://example.org/seminar/
zone: Europe/Zurich
"""

Files = Mapping[str, str | bytes | None]
NO_FILES: Files = {}


def write(root: Path, files: Files) -> Path:
    (root / "content").mkdir(exist_ok=True)
    for name, text in {"site.yaml": SITE, **files}.items():
        if text is not None:
            file = root / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root
