"""Where our own templates/, static/, languages/ and recipes/ are: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    packaged = Path(__file__).parent / "builtin" / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name
