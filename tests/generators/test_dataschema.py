"""The schema of what is told as JSON: sound, without what is private, and never less than what it once promised.

The golden copy is tests/golden/site-1.json. After a change that adds a key, renew it:

    RENEW_GOLDEN=1 python3 dev.py test tests/test_dataschema.py
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from helpers_site import REPOSITORY
from seminarsite.generators import dataschema
from seminarsite.model.event import Event
from seminarsite.model.joining import Online
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series

GOLDEN = REPOSITORY / "tests" / "golden" / "site-1.json"
URL = "https://example.org/schema/site-1.json"


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """All that a schema says, one line each."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    else:
        yield f"{path}={json.dumps(value)}"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(dataschema.json_schema(URL))
    assert dataschema.json_schema(URL)["$id"] == URL


def test_what_a_version_promised_it_promises_still() -> None:
    found = dataschema.json_schema(URL)
    if os.environ.get("RENEW_GOLDEN"):
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    promised = set(leaves(json.loads(GOLDEN.read_text(encoding="utf-8"))))
    assert promised - set(leaves(found)) == set(), "a new VERSION, or not at all"


@pytest.mark.parametrize(
    ("kind", "private"),
    [
        (Event, {"notes", "draft", "publish_from"}),
        (Speaker, {"notes", "email"}),
        (Online, {"join"}),
        (Series, {"sections"}),
    ],
)
def test_what_is_private_or_of_the_making_is_not_told(kind: type, private: set[str]) -> None:
    keys = {key for key, _ in dataschema.told(kind)}
    assert keys
    assert keys & private == set()


def test_names_are_those_of_the_content_files_with_underscores() -> None:
    keys = [key for key, _ in dataschema.told(Event)]
    assert {"joint_with", "side_items", "career_stage", "abstract"} <= set(keys)
    assert "from" in [key for key, _ in dataschema.told(type(_slot()))]


def _slot() -> Any:
    import datetime as dt

    from seminarsite.model.series import Slot
    from seminarsite.model.values import Weekday, Zone

    return Slot(weekday=Weekday.MONDAY, time=dt.time(12), zone=Zone("UTC"))
