"""Markdown files of Jekyll and Hugo."""

from __future__ import annotations

import pytest

from seminarsite.importers import frontmatter
from seminarsite.importers.findings import FoundEvent
from seminarsite.importers.trees import CannotRead


def read(text: str, path: str = "talk.md") -> FoundEvent:
    (event,) = frontmatter.read(path, text.encode(), {}).events
    return event


def test_jekyll_with_headings_and_none_as_a_text() -> None:
    event = read(
        "---\ntitle: Spectra: a survey\nspeaker: Ada Example\naffiliation: ETH\ndate: 2025-11-03 11:00\nperso: None\n---\n\n"
        "###### Abstract\n\nThe *text*.\n\n###### Biography\nAda is an example.\n"
    )
    assert (event.title, event.abstract, str(event.start)) == (
        "Spectra: a survey",
        "The *text*.",
        "2025-11-03 11:00:00",
    )
    assert (event.speakers[0].homepage, event.speakers[0].biography) == (None, "Ada is an example.")


def test_hugo_in_toml_with_a_video() -> None:
    event = read(
        '+++\ntitle = "On maps"\ndate = 2025-11-03T16:00:00+01:00\nauthors = ["Ada Example", "Bert Beispiel"]\n+++\n{{< youtube abcdefghijk >}}\nText\n'
    )
    assert (event.title, event.abstract, len(event.speakers)) == ("On maps", "Text", 2)
    assert event.video == ("https://www.youtube.com/watch?v=abcdefghijk",)


def test_the_day_in_the_name_of_a_post() -> None:
    assert str(read("---\ntitle: On maps\n---\n", "_posts/2025-11-03-on-maps.md").start) == "2025-11-03"


def test_a_file_without_front_matter_cannot_be_read() -> None:
    with pytest.raises(CannotRead, match="front matter"):
        frontmatter.read("a.md", b"# Title\n", {})
