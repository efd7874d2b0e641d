"""Letters to speakers: when there is one, what it asks, to whom it goes, and that its form can be answered."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from helpers_site import event
from helpers_standing import EMAIL, FILES, read
from seminarsite.organising import asking
from seminarsite.organising.asking import Draft
from seminarsite.organising.standing import Overview, overview
from seminarsite.theme import Theme

HEADER = "title: T\nurl: https://example.org/a/\nzone: Europe/Zurich\ndue: {abstract: 7 days}\n"


def drafts(root: Path) -> dict[str, Draft]:
    found = overview(read(root))
    return {one.name: asking.draft(one, found.site, Theme(root)) for one in asking.requests(found)}


def test_who_is_asked_for_what(season: Overview) -> None:
    told = {one.name: [field.value for field in one.wanted] for one in asking.requests(season)}
    assert told == {
        "snow-material": ["slides", "recording"],
        "hail-material": ["recording"],
        "late-reminder": ["title", "abstract"],
        "hidden-details": ["abstract"],
        # Nobody is known to speak at `open`; the abstract of `soon` is due in seven weeks.
    }


def test_the_form_asks_for_what_nobody_knows_too(season: Overview) -> None:
    told = {one.name: [field.value for field in one.fields] for one in asking.requests(season)}
    assert told["late-reminder"] == ["title", "abstract", "homepage"]
    assert told["hidden-details"] == ["abstract", "affiliation", "homepage", "biography"]
    assert told["snow-material"] == ["slides", "recording"]


def test_an_abstract_may_be_sent_though_nobody_waits_for_it(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/talk.md": event("2025-03-12", "time: 12:00", "speaker: Ada Example")})
    (request,) = asking.requests(overview(read(root)))
    assert [field.value for field in request.wanted] == ["title"]
    assert [field.value for field in request.fields][:2] == ["title", "abstract"]


def test_a_reminder_whole(root: Path) -> None:
    draft = drafts(root)["late-reminder"]
    assert (draft.to, draft.subject) == (
        (EMAIL,),
        "Reminder: your talk on Wed 12 Mar 2025 [seminarsite: late]",
    )
    assert (
        draft.text
        == """\
Dear Ada Example,

Thank you for agreeing to speak at “Analysis seminar”: Wednesday 12
March 2025, 16:15 Zurich time.

We had hoped to have the title and an abstract by Wednesday 26 February
2025. Could you send this to us in the next days?

What has been announced so far: https://example.org/a/events/late/

Best wishes, the organisers of “Analysis seminar”

----------------------------------------
Please answer this mail, and fill in the lines below. Formulas may be
TeX between dollar signs. What you leave empty stays as it is.

Title:

Abstract:

Home page:

[seminarsite: late]
"""
    )


def test_nobody_is_sent_to_a_page_that_is_not_there_yet(root: Path) -> None:
    draft = drafts(root)["hidden-details"]
    assert "https://" not in draft.text
    assert draft.to == ()  # no address is known
    assert "Could you please send us an abstract by Wednesday 12 March 2025?" in draft.text


def test_after_the_talk(root: Path) -> None:
    text = " ".join(drafts(root)["snow-material"].text.split())
    assert "Thank you very much for your talk on Wednesday 22 January 2025." in text
    assert "your slides (a file, or an address) and your permission to publish the recording?" in text


def test_the_mail_is_read_by_mail_programs(root: Path) -> None:
    draft = drafts(root)["late-reminder"]
    message = email.message_from_bytes(draft.eml(sender="us@example.org"), policy=email.policy.default)
    assert (message["To"], message["From"], message["X-Unsent"]) == (EMAIL, "us@example.org", "1")
    assert message["Subject"].strip() == draft.subject  # Python folds before a long first word
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == draft.text
    assert draft.eml() == draft.eml()


def test_the_link_that_opens_a_mail_program(root: Path) -> None:
    draft = drafts(root)["late-reminder"]
    parts = urlsplit(draft.mailto)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", EMAIL)
    said = parse_qs(parts.query, strict_parsing=True)
    assert said["subject"] == [draft.subject]
    assert said["body"] == [draft.text.replace("\n", "\r\n")]


@pytest.mark.parametrize(
    ("language", "greeting", "label"),
    [("de", "Guten Tag Ada Example,", "Zusammenfassung:"), ("fr", "Bonjour Ada Example,", "Résumé :"),
     ("it", "Buongiorno Ada Example,", "Riassunto:"), ("es", "Hola, Ada Example:", "Resumen:")],
)  # fmt: skip
def test_in_the_language_of_the_talk(write_site: Callable[..., Path], language: str, greeting: str, label: str) -> None:
    talk = event("2025-03-12", "time: 12:00", "title: T", "speaker: Ada Example", f"language: {language}")
    root = write_site({"site.yaml": HEADER, "events/talk.md": talk})
    text = drafts(root)["talk-reminder"].text
    assert text.startswith(f"{greeting}\n")
    assert label.replace(" :", ":") in text
    assert text.endswith("[seminarsite: talk]\n")


def test_words_of_the_site_take_the_place_of_ours(root: Path) -> None:
    own = root / "templates/mail/ask-reminder.txt"
    own.parent.mkdir(parents=True)
    own.write_text(
        '{% extends "builtin/mail/ask.txt" %}{% block closing %}\nYours,\nBert\n{% endblock %}\n', encoding="utf-8"
    )
    found = drafts(root)
    assert "Yours,\nBert\n" in found["late-reminder"].text
    assert "Best wishes" in found["hidden-details"].text


def test_no_title_begins_another_header(write_site: Callable[..., Path]) -> None:
    files = {**FILES, "speakers/ada.md": '---\nname: Ada Example\nemail: "a@b.example\\nBcc: x@y.example"\n---\n'}
    site = read(write_site(files))
    found = overview(site)
    request = next(one for one in asking.requests(found) if one.event.id == "late")
    draft = asking.draft(request, site, Theme(write_site(files)))
    message = email.message_from_bytes(draft.eml(), policy=email.policy.default)
    assert message["Bcc"] is None
