"""Sentences of announcements."""

import datetime as dt

import pytest

from helpers_announce import FILES, NOW
from helpers_site import event
from seminarsite.sentences.mailwords import About, MailWords
from seminarsite.tools.world import Local

WORDS = MailWords("en-GB")
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def events(read):
    site, _ = read(FILES, NOW)
    return {event.id: event for event in site.events}


@pytest.mark.parametrize(
    ("name", "about", "subject"),
    [
        ("coming", "reminder", "Wed 12 Mar 2025, 12 noon ET – Ada Example and Bert Beispiel: The spectrum of −Δ on ℍⁿ"),
        ("coming", "today", "Today, 12 noon ET – Ada Example and Bert Beispiel: The spectrum of −Δ on ℍⁿ"),
        ("moved", "moved", "Moved to Wed 19 Mar 2025, 12 noon ET – Carla Modèle: On snow"),
        ("cancelled", "cancelled", "Cancelled: Fri 14 Mar 2025 – Ada Example: On ice"),
        ("postponed", "postponed", "Postponed: Fri 21 Mar 2025 – Ada Example: On rain"),
        ("past", "recording", "Recording – Ada Example: On hail"),
        ("school", "today", "Today – A school"),
        ("later", "reminder", "Wed 29 Oct 2025, 12 noon ET – Examples, speaker to be announced"),
    ],
)
def test_subjects(events, name, about, subject):
    assert WORDS.subject(events[name], About(about)).replace("\u00a0", " ") == subject


@pytest.mark.parametrize("about", About)
def test_each_announcement_begins_with_a_sentence(events, about):
    assert WORDS.lead(events["coming"], about).endswith(".")


def test_a_title_or_a_speaker_that_nobody_knows_yet(read):
    site, _ = read({"events/a.md": event("2025-03-12", "time: 12:00", "speaker: Ada Example")}, NOW)
    assert WORDS.headline(site.events[0]) == "Ada Example, title to be announced"
    site, _ = read({"events/a.md": event("2025-03-12", "time: 12:00", "speaker: tba")}, NOW)
    assert WORDS.headline(site.events[0]) == "To be announced"


def there(zone, hour, day=12, shift=0, by=0 * HOUR, label=None):
    return Local(zone, label, dt.datetime(2025, 3, day, *hour, tzinfo=dt.UTC), shift, by)


def test_hours_elsewhere(events):
    coming = events["coming"]
    oxford, shanghai = there("Europe/London", (16, 0), label="Oxford"), there("Asia/Shanghai", (0, 0), 13, 1)
    assert WORDS.hour_there(oxford, coming) == "4 pm"
    assert WORDS.hour_there(shanghai, coming) == "12 midnight, Thursday 13 March 2025"
    assert WORDS.hours_briefly((oxford, shanghai), coming) == "4 pm Oxford, 12 midnight Shanghai (Thu)"


def test_short_texts_tell_of_each_difference_in_a_few_words(events):
    hours = (
        there("Europe/Zurich", (17, 0), by=-HOUR),
        there("America/Los_Angeles", (9, 0)),
        there("Europe/London", (16, 0), by=-HOUR),
    )
    assert WORDS.clock_changes_briefly(hours) == "Mind the clocks in Zurich and London: 1 hour earlier."
    assert WORDS.clock_changes_briefly(()) == ""
    assert "1 Stunde" in MailWords("de").clock_changes_briefly(hours)


@pytest.mark.parametrize(
    ("language", "leads", "subject", "line"),
    [
        ("de", ["Dieses Seminar wurde abgesagt.", "Die Aufzeichnung dieses Seminars ist verfügbar."],
         "Verschoben auf Mi., 19. März 2025, 12:00 Uhr ET – Carla Modèle: On snow", "Abgesagt: Ada Example: On ice"),
        ("fr", ["Ce séminaire n’aura pas lieu.", "L’enregistrement de ce séminaire est disponible."],
         "Déplacé au mer. 19 mars 2025, 12:00 ET – Carla Modèle : On snow", "Annulé : Ada Example : On ice"),
        ("it", ["Questo seminario non avrà luogo.", "La registrazione di questo seminario è disponibile."],
         "Spostato a mer 19 mar 2025, 12:00 ET – Carla Modèle: On snow", "Annullato: Ada Example: On ice"),
        ("es", ["Este seminario no tendrá lugar.", "La grabación de este seminario está disponible."],
         "Trasladado al mié, 19 mar 2025, 12:00 ET – Carla Modèle: On snow", "Cancelado: Ada Example: On ice"),
    ],
)  # fmt: skip
def test_other_languages_have_sentences_of_their_own(read, language, leads, subject, line):
    plain = {path: text.replace("clock: 12\n", "") for path, text in FILES.items()}
    site, _ = read(plain, NOW)
    events = {event.id: event for event in site.events}
    words = MailWords(language)
    assert [words.lead(events["cancelled"], about) for about in (About.CANCELLED, About.RECORDING)] == leads
    assert words.subject(events["moved"], About.MOVED).replace("\u00a0", " ") == subject
    assert words.line(events["cancelled"]).replace("\u00a0", " ").endswith(line)


def test_taking_part(events):
    coming = events["coming"]
    assert WORDS.taking_part(coming, "https://z.example/") == "Join on Zoom: https://z.example/"
    assert WORDS.taking_part(coming, None) == "The link for joining goes to the mailing list: https://example.org/list"
    assert WORDS.taking_part(events["cancelled"], None) == ""
    assert WORDS.taking_part(events["school"], None) == ""


def test_a_line_of_a_list_has_room_for_so_much(events):
    whole = "Wed 12 Mar 2025, 12 noon ET: Ada Example and Bert Beispiel: The spectrum of −Δ on ℍⁿ"
    assert WORDS.line(events["coming"]) == whole
    assert (
        WORDS.line(events["coming"], 45) == "Wed 12 Mar 2025, 12 noon ET: Ada Example and Bert Beispiel: The spectrum…"
    )
    assert WORDS.line(events["cancelled"]) == "Fri 14 Mar 2025, 12 noon ET: Cancelled: Ada Example: On ice"


def test_a_list_says_how_many_it_leaves_out():
    assert [WORDS.and_others(n) for n in (0, 1, 5)] == ["", "… and one more", "… and 5 more"]
