"""Sentences about joining in calendars: words at any time, the link only where it is public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_site import event
from seminarsite.sentences.joinwords import JoinWords

EN = JoinWords("en-GB")
LIST = "mailing-list: {url: https://example.org/list}\n"


@pytest.mark.parametrize(
    ("join", "series", "words"),
    [
        ("'https://z.example/1'", "", "not shown here: the organisers give it to those who take part."),
        ("'https://z.example/1'", LIST, "it goes to the mailing list. https://example.org/list"),
        ("{link: 'https://z.example/1', visible: public}", "", "Join on Zoom: https://z.example/1"),
        ("{visible: public}", "", "The link for joining will stand on the page of this seminar."),
        (
            "{link: 'https://z.example/1', visible: window}",
            "",
            "appears on the page of this seminar on Wednesday 12 March 2025, 00:00 New York time (04:00 UTC).",
        ),
        (
            "{visible: window, from: 5 h before}",
            "",
            "on Tuesday 11 March 2025, 19:30 New York time (23:30 UTC).",
        ),
        (
            "{visible: registration, registration: 'https://r.example/'}",
            "",
            "To take part, register: https://r.example/",
        ),
        ("{visible: locked, riddle: '1+1?', answer: 2}", "", "opens the link for joining: the answer to the riddle."),
        ("{visible: locked, passcode: 'secret'}", "", "the passcode that the organisers gave you."),
    ],
)
def test_the_rule_in_words(read: Callable[..., Any], join: str, series: str, words: str) -> None:
    lines = ("series: s", "time: 00:30", "zone: America/New_York", f"online: {{platform: Zoom, join: {join}}}")
    site, report = read({"series/s.md": f"---\ntitle: S\n{series}---\n", "events/a.md": event("2025-03-12", *lines)})
    assert site is not None, report.diagnostics
    said = EN.how_to_join(site.events[0])
    assert said.endswith(words)
    assert ("z.example" in said) is ("public" in join and "link" in join)
    assert "secret" not in said


def test_nothing_is_said_where_there_is_no_link_or_no_event(read: Callable[..., Any]) -> None:
    public = "online: {join: {link: 'https://z.example/1', visible: public}}"
    site, _ = read(
        {
            "events/a.md": event("2025-03-12", "time: 12:00", "online: Zoom"),
            "events/b.md": event("2025-03-12", "time: 12:00", public, "status: cancelled"),
            "events/c.md": event("2025-03-12", "time: 12:00", public, "status: postponed"),
        }
    )
    assert [EN.how_to_join(found) for found in site.events] == ["", "", ""]


def test_a_utc_event_has_its_hour_once(read: Callable[..., Any]) -> None:
    lines = ("time: 12:00", "zone: UTC", "online: {join: {visible: window}}")
    site, _ = read({"events/a.md": event("2025-03-12", *lines)})
    assert EN.how_to_join(site.events[0]).endswith("on Wednesday 12 March 2025, 11:30 UTC.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            (
                "Der Link zur Teilnahme erscheint auf der Seite dieses Vortrags am Mittwoch, 12. März 2025, "
                "11:30 Uhr Ortszeit Zürich (10:30 UTC)."
            ),
        ),
        (
            "fr",
            (
                "Le lien de participation apparaît sur la page de cette conférence le mercredi 12 mars 2025, "
                "11:30 heure locale (Zurich) (10:30 UTC)."
            ),
        ),
        (
            "it",
            (
                "Il link per partecipare compare sulla pagina di questa conferenza mercoledì 12 marzo 2025, "
                "11:30 ora di Zurigo (10:30 UTC)."
            ),
        ),
        (
            "es",
            (
                "El enlace para participar aparece en la página de esta conferencia el miércoles, 12 de marzo de 2025, "
                "11:30 hora de Zúrich (10:30 UTC)."
            ),
        ),
    ],
)
def test_a_window_in_each_language(read: Callable[..., Any], language: str, said: str) -> None:
    lines = ("kind: lecture", "time: 12:00", "zone: Europe/Zurich", "online: {join: {visible: window}}")
    site, _ = read({"events/a.md": event("2025-03-12", *lines)})
    assert JoinWords(language).how_to_join(site.events[0]) == said
