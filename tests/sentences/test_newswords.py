"""Sentences about what has happened: the lines of a ledger in, words out. What is struck through stands in [ ]."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers_ledger import BEGAN, SEMINAR, first, ledger, record
from helpers_site import event
from seminarsite.diagnostics import Report
from seminarsite.judging.news import Chronicle, News
from seminarsite.model.ledger import Kind
from seminarsite.model.site import Site
from seminarsite.sentences.newswords import NewsWords, Sentence

WORDS = NewsWords("en-GB")
TALK = ("series: seminar", "title: Invariants", "speaker: [Emmy Noether, Ada Example]")

NOON_IN_UTC = "(16:00 UTC)"


def marked(sentence: Sentence) -> str:
    return "".join(f"[{run.text}]" if run.struck else run.text for run in sentence)


@pytest.fixture(name="news")
def news_(read: Callable[..., tuple[Site | None, Report]]) -> Callable[..., tuple[News, ...]]:
    def news(*lines: str, talk: tuple[str, ...] = TALK) -> tuple[News, ...]:
        text = event("2025-03-12", *talk)
        site, report = read({"series/seminar.md": SEMINAR, "events/talk.md": text, "ledger.jsonl": ledger(*lines)})
        assert site is not None, report.diagnostics
        return Chronicle(site).news

    return news


@pytest.fixture(name="say")
def say_(news: Callable[..., tuple[News, ...]]) -> Callable[..., list[str]]:
    """`say(before, after)` gives the sentences about a talk of 12 March 2025 whose facts have become others."""

    def say(before: dict[str, object], after: dict[str, object], talk: tuple[str, ...] = TALK) -> list[str]:
        (one,) = news(first("talk", BEGAN, **before), record("talk", "02-01", **after), talk=talk)
        return [marked(sentence) for sentence in WORDS.sentences(one)]

    return say


def times(starts: str, ends: str) -> dict[str, object]:
    return {"starts": starts, "ends": ends}


NOON = times("2025-03-12T12:00-04:00[America/New_York]", "2025-03-12T13:00-04:00[America/New_York]")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"title": ""}, {"title": "Invariants"}, "The title is known."),
        ({"title": "Old"}, {"title": "Invariants"}, "It has a new title."),
        ({"place": "Hall 3"}, {"place": "Online on Zoom"}, "The place is now: Online on Zoom."),
        ({}, {"status": "cancelled"}, "Cancelled."),
        ({}, {"status": "postponed"}, "Postponed."),
        ({"status": "cancelled"}, {"status": "confirmed"}, "Takes place after all."),
        ({}, {"recordings": 1}, "There is a recording."),
        ({"status": "withdrawn"}, {"status": "cancelled"}, "Cancelled."),
    ],
)
def test_one_sentence_for_each_thing(
    say: Callable[..., list[str]], before: dict[str, object], after: dict[str, object], expected: str
) -> None:
    assert say(before, after) == [expected]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            times("2025-03-05T12:00-05:00[America/New_York]", "2025-03-05T13:00-05:00[America/New_York]"),
            NOON,
            "Moved from [Wednesday 5 March 2025, 12 noon ET] to Wednesday 12 March 2025, 12 noon ET (16:00 UTC).",
        ),
        (  # the label of a zone belongs to the zone of the event
            times("2025-03-05T17:15+01:00[Europe/Zurich]", "2025-03-05T18:15+01:00[Europe/Zurich]"),
            NOON,
            "Moved from [Wednesday 5 March 2025, 5:15 pm Zurich time] to Wednesday 12 March 2025, 12 noon ET (16:00 UTC).",
        ),
        (  # Greenwich has another day by then
            NOON,
            times("2025-03-12T22:00-04:00[America/New_York]", "2025-03-12T23:00-04:00[America/New_York]"),
            "Moved from [Wednesday 12 March 2025, 12 noon ET] to Wednesday 12 March 2025, 10 pm ET (Thu 02:00 UTC).",
        ),
        (  # a government has moved its clocks since: what was told then is 1 pm by now
            times("2025-03-12T12:00-05:00[America/New_York]", "2025-03-12T13:00-05:00[America/New_York]"),
            NOON,
            "Moved from [Wednesday 12 March 2025, 1 pm ET] to Wednesday 12 March 2025, 12 noon ET (16:00 UTC).",
        ),
        (  # the hour comes twice: only that in UTC tells the two apart
            times("2025-11-02T01:30-04:00[America/New_York]", "2025-11-02T01:40-04:00[America/New_York]"),
            times("2025-11-02T01:30-05:00[America/New_York]", "2025-11-02T01:40-05:00[America/New_York]"),
            "Moved from [Sunday 2 November 2025, 1:30 am ET (05:30 UTC)] to Sunday 2 November 2025, 1:30 am ET (06:30 UTC).",
        ),
        (
            NOON,
            {"ends": "2025-03-12T13:30-04:00[America/New_York]"},
            "It ends: 1:30 pm ET, not [1 pm ET].",
        ),
        (
            NOON,
            {"ends": "2025-03-13T01:00-04:00[America/New_York]"},
            "It ends: Thursday 13 March 2025, 1 am ET, not [Wednesday 12 March 2025, 1 pm ET].",
        ),
        (
            times("2025-03-12", "2025-03-13"),
            times("2025-03-12", "2025-03-14"),
            "It ends: Friday 14 March 2025, not [Thursday 13 March 2025].",
        ),
        (
            times("2025-03-12", "2025-03-13"),
            times("2025-03-19", "2025-03-20"),
            "Moved from [Wednesday 12 March 2025] to Wednesday 19 March 2025.",
        ),
        (
            times("2025-03-12", "2025-03-12"),
            NOON,
            "Moved from [Wednesday 12 March 2025] to Wednesday 12 March 2025, 12 noon ET (16:00 UTC).",
        ),
        (
            NOON,
            times("2025-03-12T18:00+00:00[UTC]", "2025-03-12T19:00+00:00[UTC]"),
            "Moved from [Wednesday 12 March 2025, 12 noon ET] to Wednesday 12 March 2025, 6 pm UTC.",
        ),
    ],
)
def test_moved(
    say: Callable[..., list[str]], before: dict[str, object], after: dict[str, object], expected: str
) -> None:
    assert say(before, after) == [expected]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Verschoben: Mittwoch, 12. März 2025, 12:00 Uhr ET (16:00 UTC) statt [Mittwoch, 5. März 2025, 12:00 Uhr ET]."),
        ("fr", "Déplacé : mercredi 12 mars 2025, 12:00 ET (16:00 UTC) au lieu du [mercredi 5 mars 2025, 12:00 ET]."),
        ("it", "Spostato: mercoledì 12 marzo 2025, 12:00 ET (16:00 UTC) anziché [mercoledì 5 marzo 2025, 12:00 ET]."),
        ("es", "Trasladado: miércoles, 12 de marzo de 2025, 12:00 ET (16:00 UTC) en lugar del [miércoles, 5 de marzo de 2025, 12:00 ET]."),
    ],
)  # fmt: skip
def test_other_languages_order_a_sentence_as_they_like(
    news: Callable[..., tuple[News, ...]], language: str, expected: str
) -> None:
    before = times("2025-03-05T12:00-05:00[America/New_York]", "2025-03-05T13:00-05:00[America/New_York]")
    (one,) = news(first("talk", BEGAN, **before), record("talk", "02-01", **NOON), talk=(*TALK, "clock: 24"))
    assert [marked(s).replace("\u00a0", " ") for s in NewsWords(language).sentences(one)] == [expected]


def test_an_hour_that_was_moved_again_is_struck_through(news: Callable[..., tuple[News, ...]]) -> None:
    back = times("2025-03-19T12:00-04:00[America/New_York]", "2025-03-19T13:00-04:00[America/New_York]")
    later, earlier = news(
        first("talk", BEGAN, **back), record("talk", "02-01", **NOON), record("talk", "02-02", **back)
    )
    assert [marked(s) for s in WORDS.sentences(earlier)] == [
        "Moved from [Wednesday 19 March 2025, 12 noon ET] to [Wednesday 12 March 2025, 12 noon ET (16:00 UTC)]."
    ]
    assert [marked(s) for s in WORDS.sentences(later)] == [
        "Moved from [Wednesday 12 March 2025, 12 noon ET] to Wednesday 19 March 2025, 12 noon ET (16:00 UTC)."
    ]


def test_several_things_are_several_sentences(say: Callable[..., list[str]]) -> None:
    assert say({"status": "postponed"}, {"status": "confirmed", "title": "Other", "recordings": 2}) == [
        "Takes place after all.",
        "It has a new title.",
        "There is a recording.",
    ]


def test_a_place_with_braces_stays_as_it_is(say: Callable[..., list[str]]) -> None:
    talk = (*TALK, "attendance: in-person", "place: 'Hall {0} {place}'")
    assert say({"place": "Hall 3"}, {"place": "Hall 4"}, talk) == ["The place is now: Hall {0} {place}."]


def test_headlines_and_texts(news: Callable[..., tuple[News, ...]]) -> None:
    (one,) = news(
        first("talk", BEGAN, place="Hall 3", title=""), record("talk", "02-01", title="Other", place="Online")
    )
    assert WORDS.headline(one) == "Title known · Place: Emmy Noether and Ada Example: Invariants"
    assert WORDS.text(one) == (
        "The title is known. The place is now: Online on Zoom. Wednesday 12 March 2025, 12 noon ET, Online on Zoom."
    )


def test_a_slot_without_a_title_is_named_after_its_series(news: Callable[..., tuple[News, ...]]) -> None:
    (one,) = news(first("talk", "02-01", title=""), talk=("series: seminar", "speaker: tba"))
    assert WORDS.headline(one) == "Announced: Example Seminar (to be announced)"


def test_old_news_of_what_is_cancelled_by_now_say_so(news: Callable[..., tuple[News, ...]]) -> None:
    (one,) = news(first("talk", "02-01"), talk=(*TALK, "status: cancelled"))
    assert WORDS.text(one).startswith("Announced. ")
    assert WORDS.text(one).endswith(" This seminar does not take place.")


def test_a_new_programme(news: Callable[..., tuple[News, ...]]) -> None:
    (one,) = news(first("talk", BEGAN), first("talk", "02-01", part="dinner"))
    assert WORDS.headline(one) == "Programme changed: Emmy Noether and Ada Example: Invariants"
    assert [marked(s) for s in WORDS.sentences(one)] == ["The programme has changed."]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "An event of Example Seminar on Wednesday 12 March 2025 has been withdrawn."),
        ({"calendars": []}, "An event on Wednesday 12 March 2025 has been withdrawn."),
    ],
)
def test_withdrawn(news: Callable[..., tuple[News, ...]], facts: dict[str, object], expected: str) -> None:
    (one,) = news(first("gone", BEGAN, **facts), record("gone", "02-01", status="withdrawn"))
    assert [marked(s) for s in WORDS.sentences(one)] == [expected]
    assert (WORDS.headline(one), WORDS.text(one)) == (expected, expected)


def test_every_kind_has_a_label() -> None:
    labels = [WORDS.label(kind) for kind in Kind]
    assert len(set(labels)) == len(labels)
    assert all(label[0].isupper() for label in labels)
