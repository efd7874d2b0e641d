"""How talks are cited: read back by pybtex, line by line as RIS, and in the heads of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from pybtex.database import BibliographyData, parse_string

from helpers_html import page
from helpers_site import STATES, demo, event, made

LATER = "2026-11-21T12:00:00+00:00"
SEMINAR = "---\ntitle: Seminar on $L^2$ & all that\nshort: L2\nplace: {name: University of Bern, city: Bern}\n---\n"
NOETHER = "---\nname: Emmy Noether\norcid: 0000-0002-1825-0097\naffiliation: Göttingen\n---\n"
TALK = event(
    "2025-03-12",
    "series: s",
    "time: 12:00",
    "title: 'Ideals in $R[x_1]$: the Łasker case'",
    "speakers: [Emmy Noether, {name: 'Ludwig van Example', affiliation: Somewhere}]",
    "topics: [rings, ideals]",
    "language: de",
    body="First paragraph.\n\nSecond one.",
)
FILES = {"series/s.md": SEMINAR, "speakers/emmy-noether.md": NOETHER, "events/talk.md": TALK}


@pytest.fixture
def files(write_site: Callable[..., Path]) -> Mapping[str, bytes]:
    return made(write_site(FILES))


def read(content: bytes) -> BibliographyData:
    return parse_string(content.decode(), "bibtex")


def ris(content: bytes) -> Iterator[tuple[str, str]]:
    assert content.endswith(b"\r\n")
    for line in content.decode().split("\r\n")[:-1]:
        tag, _, value = line.partition("  - ")
        yield tag, value


def test_bibtex(files: Mapping[str, bytes]) -> None:
    entry = read(files["events/talk.bib"]).entries["talk"]
    assert [(p.last_names, p.first_names) for p in entry.persons["author"]] == [
        (["Noether"], ["Emmy"]),
        (["Example"], ["Ludwig"]),
    ]
    assert [p.middle_names for p in entry.persons["author"]] == [[], ["van"]]
    assert dict(entry.fields.items()) == {
        "title": "{Ideals in $R[x_1]$: the {\\L}asker case}",
        "year": "2025",
        "month": "March",
        "note": "Seminar on L² \\& all that, University of Bern, March 12, 2025",
        "url": "https://example.org/seminar/events/talk/",
        "keywords": "rings, ideals",
    }


def test_ris(files: Mapping[str, bytes]) -> None:
    assert list(ris(files["events/talk.ris"])) == [
        ("TY", "SLIDE"),
        ("AU", "Noether, Emmy"),
        ("AU", "Example, Ludwig van"),
        ("TI", "Ideals in R[x₁]: the Łasker case"),
        ("T2", "Seminar on L² & all that"),
        ("PY", "2025"),
        ("DA", "2025/03/12/"),
        ("CY", "University of Bern"),
        ("LA", "de"),
        ("AB", "First paragraph. Second one."),
        ("KW", "rings"),
        ("KW", "ideals"),
        ("UR", "https://example.org/seminar/events/talk/"),
        ("ER", ""),
    ]


def test_the_page_says_how_to_cite_it_to_people_and_to_programs(files: Mapping[str, bytes]) -> None:
    html = page(files["events/talk/index.html"])
    assert (
        "Emmy Noether and Ludwig van Example: Ideals in R[x₁]: the Łasker case. Seminar on L² & all that, "
        "University of Bern, March 12, 2025. https://example.org/seminar/events/talk/ BibTeX RIS Plain text"
    ) in html.text
    metas = [
        (m["name"], m["content"]) for m in html.all("meta") if m.attributes.get("name", "").startswith("citation_")
    ]
    assert metas == [
        ("citation_title", "Ideals in R[x₁]: the Łasker case"),
        ("citation_author", "Noether, Emmy"),
        ("citation_author_institution", "Göttingen"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "Example, Ludwig van"),
        ("citation_author_institution", "Somewhere"),
        ("citation_date", "2025/03/12"),
        ("citation_conference_title", "Seminar on L² & all that"),
        ("citation_language", "de"),
        ("citation_keywords", "rings; ideals"),
        ("citation_public_url", "https://example.org/seminar/events/talk/"),
    ]
    links = {a["href"] for a in html.all("a", "link") if "href" in a.attributes}
    assert {"../talk.bib", "../talk.ris", "../talk.txt"} <= links


def test_what_has_no_title_or_does_not_take_place_is_not_cited(write_site: Callable[..., Path]) -> None:
    files = made(write_site(STATES))
    for name in ("cancelled", "postponed"):
        assert f"events/{name}.bib" not in files
        assert f"events/{name}.ris" not in files
        assert ">Cite<" not in files[f"events/{name}/index.html"].decode()
    assert {"confirmed", "rescheduled"} <= set(read(files["talks.bib"]).entries)
    assert "cancelled" not in read(files["talks.bib"]).entries


def test_all_talks_and_those_of_a_series_the_latest_first() -> None:
    files = demo(LATER)
    whole = list(read(files["talks.bib"]).entries)
    assert whole == sorted(whole, reverse=True)  # the names of the demo's files begin with their dates
    parts = [
        key
        for path in files
        if path.startswith("series/") and path.endswith(".bib")
        for key in read(files[path]).entries
    ]
    assert sorted(parts) == sorted(whole)
    assert [path for path in files if path.startswith("events/") and path.endswith(".bib")] == sorted(
        f"events/{key}.bib" for key in whole
    )


def test_a_site_without_talks_has_an_empty_bibliography(write_site: Callable[..., Path]) -> None:
    assert made(write_site())["talks.bib"] == b""


def test_of_several_days_the_first_and_the_last(write_site: Callable[..., Path]) -> None:
    files = made(write_site({"events/w.md": event("2025-06-02", "until: 2025-06-03", "kind: workshop", "title: W")}))
    assert read(files["events/w.bib"]).entries["w"].fields["note"] == "Example Seminar, June 2, 2025 – June 3, 2025"
