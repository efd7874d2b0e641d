"""Where an address leads, from wherever it stands."""

from __future__ import annotations

import pytest

from seminarsite import mistakes
from seminarsite.verifying.addresses import Addresses, Fault, There
from seminarsite.verifying.markup import Ref

PATHS = frozenset(("index.html", "events/a/index.html", "events/b/index.html", "series/a/index.html", "feed.xml"))


def leads_to(path: str, *urls: str) -> list[str]:
    """What each leads to, or what is wrong with it; all are asked of the same site, in this order."""
    addresses = Addresses("https://example.org/sub/", PATHS)
    found = [addresses.leads_to(path.split("/")[:-1], Ref(url, loads=False, kind="a")) for url in urls]
    return [one.make.__name__ if isinstance(one, Fault) else one.path + (one.id and f"#{one.id}") for one in found]


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("../b/", "events/b/index.html"),
        ("../../", "index.html"),
        ("../../feed.xml?a=1", "feed.xml"),
        ("../../series/a/#top", "series/a/index.html#top"),
        ("https://example.org/sub/events/b/#programme", "events/b/index.html#programme"),
        ("webcal://example.org/sub/feed.xml", "feed.xml"),
        ("#abstract", "#abstract"),
        ("#", ""),
        ("https://example.com/", ""),
        ("../c/", "leads_nowhere"),
        ("../../../", "leaves_site"),
        ("/elsewhere/", "leaves_site"),
        ("javascript:alert(1)", "kind_of_address"),
    ],
)
def test_an_address_of_a_page(url: str, there: str) -> None:
    assert leads_to("events/a/index.html", url) == [there]


def test_the_same_address_leads_elsewhere_from_another_folder() -> None:
    addresses = Addresses("https://example.org/sub/", PATHS)
    ref = Ref("../a/", loads=False, kind="a")
    assert addresses.leads_to(["events", "b"], ref) == There("events/a/index.html")
    assert addresses.leads_to(["series", "b"], ref) == There("series/a/index.html")
    assert addresses.leads_to(["events"], ref) == Fault.of(mistakes.leads_nowhere, "../a/")
    assert addresses.leads_to([], ref) == Fault.of(mistakes.leaves_site, "../a/")


def test_what_is_wrong_with_an_address_is_told_each_time_it_is_met() -> None:
    assert leads_to("events/a/index.html", "../../no/", "../../no/") == ["leads_nowhere", "leads_nowhere"]
