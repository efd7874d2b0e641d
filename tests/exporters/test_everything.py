"""One JSON file with all that is published, of the form that the schema says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema

from helpers_export import FILES, PRIVATE
from helpers_site import made
from seminarsite.exporters.everything import everything


def test_it_is_site_json_with_the_events_of_all_seasons(
    write_site: Callable[..., Path], read: Callable[..., Any]
) -> None:
    built = made(write_site(FILES))
    site, _ = read(FILES)
    found = json.loads(everything(site))
    whole = json.loads(built["site.json"])
    assert {k: v for k, v in found.items() if k not in ("kind", "events")} == {
        k: v for k, v in whole.items() if k not in ("kind", "events")
    }
    seasons = [json.loads(built[f"archive/{season}.json"]) for season in ("2023-24", "2024-25")]
    assert found["events"] == [event for season in seasons for event in season["events"]]


def test_it_follows_the_published_schema(write_site: Callable[..., Path], read: Callable[..., Any]) -> None:
    schema = json.loads(made(write_site(FILES))["schema/site-1.json"])
    site, _ = read(FILES)
    jsonschema.Draft202012Validator(schema).validate(json.loads(everything(site)))


def test_nothing_private_is_in_it(read: Callable[..., Any]) -> None:
    site, _ = read(FILES)
    text = everything(site).decode()
    assert [word for word in PRIVATE if word in text] == []
