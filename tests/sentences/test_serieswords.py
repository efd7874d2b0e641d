"""What a series says of itself in each language; test_wording.py has more of it in English."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from helpers_html import words as on_one_line
from seminarsite.model.joining import Online
from seminarsite.model.series import EventKind, NamedLecture, Parity, Series, Slot
from seminarsite.model.values import Attendance, PartialDate, Phrase, Place, Slug, Weekday, Zone
from seminarsite.sentences.wording import Words

ZURICH = Zone("Europe/Zurich")


def slot(weekday: Weekday = Weekday.WEDNESDAY, every: int = 1) -> Slot:
    return Slot(weekday=weekday, time=dt.time(17, 15), zone=ZURICH, every=every)


def series(**more: Any) -> Series:
    return Series(id=Slug("s"), title=Phrase("S", "S", "S"), **more)


@pytest.mark.parametrize(
    ("language", "kind", "slots", "sentence"),
    [
        ("de", "seminar", [slot()], "Alle Seminare finden, wenn nicht anders angegeben, mittwochs um 17:15 Uhr Ortszeit Zürich statt."),
        ("de", "lecture", [slot(every=2)], "Alle Vorträge finden, wenn nicht anders angegeben, jeden zweiten Mittwoch um 17:15 Uhr Ortszeit Zürich statt."),
        ("de", "school", [slot(every=13)], "Alle Schulen finden, wenn nicht anders angegeben, jeden 13. Mittwoch um 17:15 Uhr Ortszeit Zürich statt."),
        ("fr", "seminar", [slot()], "Tous les séminaires ont lieu, sauf indication contraire, le mercredi à 17:15, heure locale (Zurich)."),
        ("fr", "lecture", [slot(every=3)], "Toutes les conférences ont lieu, sauf indication contraire, un mercredi sur trois à 17:15, heure locale (Zurich)."),
        ("it", "seminar", [slot(Weekday.SUNDAY)], "Tutti i seminari si tengono, salvo diversa indicazione, la domenica alle 17:15, ora di Zurigo."),
        ("it", "lecture", [slot(Weekday.SUNDAY, 2)], "Tutte le conferenze si tengono, salvo diversa indicazione, ogni due settimane di domenica alle 17:15, ora di Zurigo."),
        ("es", "seminar", [slot(Weekday.SATURDAY)], "Todos los seminarios se celebran, salvo indicación contraria, los sábados a las 17:15, hora de Zúrich."),
        ("es", "lecture", [slot(every=2)], "Todas las conferencias se celebran, salvo indicación contraria, cada dos semanas, el miércoles a las 17:15, hora de Zúrich."),
        ("en-GB", "mini-course", [slot(), slot(Weekday.FRIDAY)], "All mini-courses, unless otherwise stated, are held on Wednesdays at 17:15 Zurich time and Fridays at 17:15 Zurich time."),
        ("pt", "seminar", [slot()], "All seminars, unless otherwise stated, are held on Wednesdays at 17:15 Horário Zurique."),
    ],
)  # fmt: skip
def test_when_a_series_meets(language: str, kind: str, slots: list[Slot], sentence: str) -> None:
    found = Words(language).usual_time(series(kind=EventKind(kind), slots=tuple(slots)))
    assert on_one_line(found) == sentence


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Mittwochs um 17:15 Uhr Ortszeit Zürich, freitags um 17:15 Uhr Ortszeit Zürich und montags um 17:15 Uhr Ortszeit Zürich"),
        ("it", "Il mercoledì alle 17:15, ora di Zurigo, il venerdì alle 17:15, ora di Zurigo e il lunedì alle 17:15, ora di Zurigo"),
    ],
)  # fmt: skip
def test_slots_as_a_label(language: str, text: str) -> None:
    found = series(slots=(slot(), slot(Weekday.FRIDAY), slot(Weekday.MONDAY)))
    assert on_one_line(Words(language).usual(found)) == text


@pytest.mark.parametrize(
    ("language", "how", "meets"),
    [
        ("de", "Online über Zoom (ETH)", "Vorträge finden online über Zoom (ETH) statt."),
        ("fr", "En ligne sur Zoom (ETH)", "Les conférences ont lieu en ligne sur Zoom (ETH)."),
        ("it", "Online su Zoom (ETH)", "Le conferenze si tengono online su Zoom (ETH)."),
        ("es", "En línea por Zoom (ETH)", "Las conferencias se celebran en línea por Zoom (ETH)."),
        ("en-GB", "Online on Zoom, ETH", "Lectures are held online on Zoom, ETH."),
    ],
)
def test_how_a_series_meets(language: str, how: str, meets: str) -> None:
    found = series(
        kind=EventKind.LECTURE, attendance=Attendance.ONLINE, online=Online(platform="Zoom"), place=Place(name="ETH")
    )
    assert (Words(language).how(found), Words(language).meets(found)) == (how, meets)


@pytest.mark.parametrize(
    ("language", "every", "text"),
    [
        ("de", 2, "Alle zwei Jahre seit 2006 (in ungeraden Jahren)"),
        ("fr", 2, "Tous les deux ans depuis 2006 (les années impaires)"),
        ("it", 2, "Ogni due anni dal 2006 (negli anni dispari)"),
        ("es", 2, "Cada dos años desde 2006 (en los años impares)"),
        ("de", 1, "Jedes Jahr seit 2006 (in ungeraden Jahren)"),
        ("fr", 13, "Tous les 13 ans depuis 2006 (les années impaires)"),
    ],
)
def test_the_rhythm_of_a_lecture(language: str, every: int, text: str) -> None:
    assert Words(language).lecture_rhythm(NamedLecture(every=every, since=2006, parity=Parity.ODD)) == text


@pytest.mark.parametrize(
    ("language", "date", "founded", "ended", "end"),
    [
        ("en-GB", PartialDate(2020, 5), "Since May 2020", "Until May 2020", "Ended in May 2020."),
        ("en-GB", PartialDate(2020, 5, 1), "Since 1 May 2020", "Until 1 May 2020", "Ended on 1 May 2020."),
        ("de", PartialDate(2020, 5), "Seit Mai 2020", "Bis Mai 2020", "Beendet: Mai 2020."),
        ("fr", PartialDate(2020, 5), "Depuis mai 2020", "Jusqu’en mai 2020", "Terminé en mai 2020."),
        ("fr", PartialDate(2020, 5, 8), "Depuis le 8 mai 2020", "Jusqu’au 8 mai 2020", "Terminé le 8 mai 2020."),
        ("es", PartialDate(2020, 5, 8), "Desde el 8 de mayo de 2020", "Hasta el 8 de mayo de 2020", "Finalizado el 8 de mayo de 2020."),
        ("it", PartialDate(2020), "Dal 2020", "Fino al 2020", "Concluso: 2020."),
    ],
)  # fmt: skip
def test_since_and_until(language: str, date: PartialDate, founded: str, ended: str, end: str) -> None:
    found, words = series(founded=date, ended=date), Words(language)
    assert (words.founded(found), words.ended(found), words.end(found)) == (founded, ended, end)
    assert (words.founded(series()), words.ended(series()), words.end(series())) == ("", "", "")
