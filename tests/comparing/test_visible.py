"""What a visitor sees of a page and of a calendar."""

from __future__ import annotations

from seminarsite.comparing.visible import Entry, entries, page

PAGE = b"""<!doctype html><html><head><title>Ideals &amp; more</title><style>p{}</style></head><body>
<nav><a href="https://elsewhere.example/">Menu</a></nav><main><h1>Ideals</h1><p>in
 <em>rings</em></p><script>x()</script><img src="a.png" alt="A ring">
<a href="https://x.example/s.pdf">Slides</a><a href="../">back</a>
<p>As of Monday.</p></main><footer>Foot</footer></body></html>"""


def test_the_lines_of_a_page() -> None:
    assert page(PAGE, "As of Monday.") == (
        "Ideals & more",
        "Ideals",
        "in rings",
        "[A ring] Slides <https://x.example/s.pdf>back",
    )


def test_the_query_of_a_service_is_left_out() -> None:
    assert page(b'<main><a href="https://x.example/?' + b"a" * 200 + b'">x</a></main>') == (
        "x <https://x.example/?\u2026>",
    )


def test_the_entries_of_a_calendar() -> None:
    calendar = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:1996\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        b"BEGIN:VEVENT\r\nUID:a@x\r\nDTSTART;TZID=Europe/Zurich:20250402T120000\r\nSUMMARY:Long\r\n  title\r\n"
        b"STATUS:CONFIRMED\r\nLOCATION:Bern\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:b@x\r\nDTSTART;VALUE=DATE:20250402\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert entries(calendar) == {
        "a@x": Entry("20250402T120000 Europe/Zurich", "Long title", "CONFIRMED", "Bern"),
        "b@x": Entry("20250402", "", "", ""),
    }
