"""Links sorted, and those into meetings taken out of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import links
from seminarsite.tools import pasted

ZOOM = "https://example.zoom.us/j/5551234567?pwd=NOBODY"
INVITATION = f"""\
A survey of recent results.

Ada Example is inviting you to a scheduled Zoom meeting.

Join Zoom Meeting
{ZOOM}

Meeting ID: 555 123 4567
Passcode: 4711ab
One tap mobile
+15550001111,,5551234567# US

Find your local number: https://zoom.us/u/abc

All are welcome."""


def test_an_invitation_goes_and_the_text_stays() -> None:
    taken = links.without_meetings(INVITATION)
    assert taken.text == "A survey of recent results.\n\nAll are welcome."
    assert (taken.meetings, taken.codes) == ((ZOOM,), ("4711ab",))


def test_of_a_sentence_only_the_link_goes() -> None:
    taken = links.without_meetings(f"After the talk we meet [on Zoom]({ZOOM}) and discuss its open questions.")
    assert taken.text == "After the talk we meet on Zoom and discuss its open questions."


def test_a_password_without_a_colon_beside_a_link() -> None:
    assert links.without_meetings(f"{ZOOM}\nPassword 4711ab").text == ""


@given(
    st.lists(
        st.sampled_from(
            [ZOOM, "Passcode: 123", "meeting id 555 123 4567", "an", "abstract", "\n", " ", "[x](", ")", "<"]
        )
    )
)
def test_nothing_is_left_that_check_would_warn_of(pieces: list[str]) -> None:
    assert list(pasted.find(links.without_meetings(" ".join(pieces)).text)) == []


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.youtube.com/watch?v=abc", "video"),
        ("https://youtu.be/abc", "video"),
        ("https://example.org/talk.mp4", "video"),
        ("https://speakerdeck.com/x/y", "slides"),
        ("https://example.org/slides.pdf", "slides"),
        ("https://arxiv.org/abs/2501.00001", "paper"),
        ("https://github.com/a/b", "code"),
        ("https://example.org/", "links"),
    ],
)
def test_what_a_link_is(url: str, kind: str) -> None:
    assert links.kind_of(url) == kind


def test_platforms_and_addresses() -> None:
    assert links.platform_of(ZOOM) == "Zoom"
    assert links.addresses("see https://example.org/a). And (https://example.org/b).") == [
        "https://example.org/a",
        "https://example.org/b",
    ]
    assert links.address("javascript:alert(1)") is None
    assert links.sorted_out([ZOOM, "https://youtu.be/a"]) == {"meeting": [ZOOM], "video": ["https://youtu.be/a"]}
