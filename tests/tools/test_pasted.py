"""Meeting links and passcodes in texts: what is told, and what is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from seminarsite.tools import pasted

LINKS = """\
https://zoom.us/j/5551234567?pwd=abc
https://uni-example.zoom.us/j/5551234567
https://example.zoom.us/my/ada.example
zoom.us/w/123
zoommtg://zoom.us/join?confno=1
https://teams.microsoft.com/l/meetup-join/19%3ameeting_x
https://teams.live.com/meet/123
https://meet.google.com/abc-defg-hij
https://example.webex.com/meet/ada
https://example.webex.com/example/j.php?MTID=m1
https://meet.jit.si/ExampleSeminar
https://jitsi.example.org/seminar
https://bbb.example.org/b/ada-abc-def-ghi
https://video.example.org/rooms/abc-def-ghi-jkl/join
https://bigbluebutton.example.org/gl/ada
https://gotomeet.me/ada
https://global.gotomeeting.com/join/123456789
https://meet.goto.com/123456789
""".splitlines()

CODES = """\
Passcode: 123456
passcode 42 is: no
The passcode is 314159.
Password: euler
Kenncode: 123456
Kennwort lautet Euler
mot de passe : euler
Mot de passe: euler
Meeting ID: 123 456 789
Meeting-ID 123 4567 8901
Webinar ID: 91234567890
Meeting-Kennnummer: 2345 678 9012
""".splitlines()


@pytest.mark.parametrize("text", LINKS)
def test_links(text: str) -> None:
    assert [what for _, what in pasted.find(f"Join us at {text} on Monday.")] == ["link"]


@pytest.mark.parametrize("text", [code for code in CODES if "is: no" not in code])
def test_codes(text: str) -> None:
    assert [what for _, what in pasted.find(f"On Monday. {text} See you!")] == ["code"]


@pytest.mark.parametrize(
    "text",
    [
        "https://zoom.us/rec/share/abc",
        "https://us02web.zoom.us/meeting/register/tZx",
        "https://us02web.zoom.us/webinar/register/WN_x",
        "Online on Zoom; the link goes to the mailing list.",
        "We meet on Google Meet, Teams, Webex or Jitsi.",
        "https://example.org/b/ada",
        "Password hashing and the passcode problem: a survey",
        "The meeting of 2024 had 123 talks; ISBN 978-3-16-148410-0.",
        "https://arxiv.org/abs/2401.01234",
        "https://bigbluebutton.org/",
        "teams of three",
    ],
)
def test_what_is_for_everybody(text: str) -> None:
    assert list(pasted.find(text)) == []


def test_one_message_a_line() -> None:
    text = "https://zoom.us/j/1?pwd=2\nor https://zoom.us/j/2\n"
    assert list(pasted.find(text)) == [(8, "link"), (37, "link")]


@pytest.mark.parametrize(
    "part", ["passcode ", "meeting id ", "1 ", "/b/abc-def-", "zoom.us/", "jitsi.", "bbb.", "a.webex.com/"]
)
def test_a_long_text_takes_a_time_that_grows_with_its_length(part: str) -> None:
    begun = time.process_time()
    list(pasted.find(part * (200_000 // len(part))))
    assert time.process_time() - begun < 2


def test_each_is_told_at_its_line(complaints: Callable[..., list[str]]) -> None:
    link = "https://zoom.us/j/5551234567?pwd=abc"
    files = {
        "series/s.md": f"---\ntitle: S\ninvitation: Come to {link}\n---\nHello.\n\nPasscode: 123456\n",
        "events/a.md": "\n".join(
            [
                "---",
                "date: 2025-04-02",
                "time: 12:00",
                f"title: 'Talk at {link}'",
                f"place: {{name: Hall, room: '{link}'}}",
                "message: >-",
                "  Another link today,",
                f"  {link}",
                f"online: {{platform: Zoom, url: '{link}', join: '{link}', note: 'Kenncode: 12345'}}",
                f"notes: {link}",
                "---",
                "An abstract.",
                "",
                f"Join [here]({link}).",
            ]
        ),
        "pages/p.md": f"---\ntitle: P\n---\nText\nmore {link}\n",
    }
    assert complaints(files) == [
        "events/a.md:4:25 leak",
        "events/a.md:5:36 leak",
        "events/a.md:8:11 leak",
        "events/a.md:9:40 leak",
        "events/a.md:9:124 leak",
        "events/a.md:14:21 leak",
        "pages/p.md:5:14 leak",
        "series/s.md:3:29 leak",
        "series/s.md:7:1 leak",
    ]


def test_a_message_does_not_repeat_what_it_warns_of(read: Callable[..., Any]) -> None:
    _, report = read({"pages/p.md": "---\ntitle: P\n---\nhttps://zoom.us/j/5551234567?pwd=NOBODY\n"})
    (warning,) = report.diagnostics
    assert warning.severity == "warning"
    assert "555" not in str(warning)
    assert "NOBODY" not in str(warning)
