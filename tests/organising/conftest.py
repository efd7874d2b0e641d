"""The overview of a season, for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_standing import FILES, read
from seminarsite.organising.standing import Overview, overview


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(FILES)


@pytest.fixture
def season(root: Path) -> Overview:
    return overview(read(root))
