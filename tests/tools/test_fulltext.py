"""Full text by Pagefind: the same texts give the same files, and each text has a name in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_site import event, made, planned
from seminarsite.tools import fulltext
from seminarsite.tools.fulltext import Text

pytestmark = pytest.mark.skipif(not fulltext.is_installed(), reason="no Pagefind: pip install seminarsite[search]")

TEXTS = [Text(f"events/e{n}/", f"About the number {n} and homotopy") for n in range(40)]
SITE = "title: S\nurl: https://example.org/\nsearch: pagefind\n"


def test_the_same_texts_give_the_same_bytes() -> None:
    assert fulltext.index(TEXTS, "en-GB") == fulltext.index(TEXTS, "en-GB")


def test_each_address_has_a_name_and_no_file_with_an_excerpt_is_left() -> None:
    files, names = fulltext.index(TEXTS, "de")
    assert set(names) == {text.address for text in TEXTS}
    assert len(set(names.values())) == len(TEXTS)
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.de.pagefind"} <= set(files)
    assert {path.rpartition(".")[2] for path in files} == {"js", "json", "pagefind", "pf_meta", "pf_index"}
    assert list(json.loads(files["pagefind-entry.json"])["languages"]) == ["de"]


def test_a_language_without_rules_for_endings_works() -> None:
    files, names = fulltext.index([Text("a/", "数学")], "zh-Hans")
    assert names
    assert [path for path in files if path.startswith("wasm.")]


def test_more_texts_than_a_pipe_holds() -> None:
    texts = [Text(f"e{n}/", f"{n} " + "word " * 2000) for n in range(100)]
    assert len(fulltext.index(texts, "en")[1]) == 100


def test_the_site_has_them_and_rows_know_their_names(write_site: Callable[..., Path]) -> None:
    files = {
        "site.yaml": SITE,
        "events/a.md": event("2025-04-02", "time: 12:00", "title: Shown", body="About homotopy."),
        "events/b.md": event("2025-04-02", "time: 12:00", "title: Hidden", "draft: yes", body="nobodyreadsthis"),
        "events/c.md": event("2025-04-09", "time: 12:00", "title: Later", "notes: nobodyreadsthat"),
    }
    found = made(write_site(files))
    rows = json.loads(found["search/1.json"])["events"]
    assert [row["title"] for row in rows] == ["Later", "Shown"]
    assert all(row["id"].startswith("en_") for row in rows)
    plain = [gzip.decompress(c) if c.startswith(b"\x1f\x8b") else c for p, c in found.items() if "pagefind" in p]
    assert any(b"homotopi" in content for content in plain)  # words are kept without their endings
    assert not [content for content in plain if b"nobodyreads" in content]
    assert b"wasm-unsafe-eval" in found["search/index.html"]
    assert b"wasm-unsafe-eval" not in found["index.html"]


def test_the_oracle_passes_it(write_site: Callable[..., Path]) -> None:
    paths, errors = planned(
        write_site({"site.yaml": SITE, "events/a.md": event("2025-04-02", "time: 12:00", "title: Shown")})
    )
    assert errors == []
    assert "search/pagefind/pagefind.js" in paths
