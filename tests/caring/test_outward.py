"""Which addresses outside a site leads to, and where each is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from helpers_site import drawn, event
from seminarsite.caring.outward import links

FILES = {
    "series/s.md": "---\ntitle: S\nrelated:\n  - {name: R, url: https://related.example/}\nonline: {platform: Zoom, "
    "join: {link: https://rooms.example/private, visible: public}}\n---\n[text](https://prose.example/a?b=1&c=2#there)\n",
    "speakers/ada-example.yaml": "name: Ada Example\nhomepage: https://ada.example/\n",
    "events/a.md": event(
        "2025-04-02",
        "series: s",
        "time: 12:00",
        "title: A",
        "speaker: Ada Example",
        "video: [https://video.example/1, https://video.example/12]",
        "slides: https://example.org/seminar/files/own.pdf",
        "links: https://zoom.us/j/123456789?pwd=x",
        body="See <https://prose.example/a?b=1&c=2> and [archive](/archive/).",
    ),
    "events/draft.md": event("2025-04-03", "time: 12:00", "title: B", "draft: yes", "video: https://draft.example/"),
}


def test_each_address_once_with_all_its_places(write_site: Callable[..., Path]) -> None:
    root = write_site(FILES)
    found = links(drawn(root).site, root)
    assert {url: [str(span).removeprefix("content/") for span in places] for url, places in found.items()} == {
        "https://ada.example/": ["speakers/ada-example.yaml:2:11"],
        "https://prose.example/a?b=1&c=2": ["events/a.md:11:6", "series/s.md:7:8"],
        "https://related.example/": ["series/s.md:4:20"],
        "https://video.example/1": ["events/a.md:7:9"],
        "https://video.example/12": ["events/a.md:7:34"],
    }
