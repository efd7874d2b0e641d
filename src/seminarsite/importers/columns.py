"""What the columns of a table, the keys of a list or the labels in a text mean, by their names in five languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from seminarsite.tools import characters

# A word of ours, and what people write at the head of such a column. Some stand for two things in two languages.
WORDS: dict[str, str] = {
    "title": "title, talk title, talk, lecture, topic title, subject, name of talk, public name, titel, vortragstitel, vortrag, "
    "thema, titre, intitulé, exposé, titolo, título, título de la charla, summary, betreff",
    "speaker": "speaker, speakers, speaker name, speaker names, speaker(s), speaker name(s), presenter, presenters, presented by, "
    "lecturer, author, authors, author(s), person, persons, people, name, who, guest, invited speaker, panelists, talk by, vortragende, "
    "vortragender, vortragende(r), referent, referentin, referent/in, referentinnen, redner, sprecher, sprecherin, orateur, "
    "oratrice, orateurs, intervenant, intervenante, intervenants, conférencier, relatore, relatrice, relatori, ponente, "
    "ponentes, orador, conferenciante, first author",
    "given": "first name, given name, firstname, forename, vorname, prénom, nombre",
    "family": "last name, family name, surname, lastname, nachname, familienname, nom de famille, cognome, apellido, apellidos",
    "affiliation": "affiliation, affiliations, affil, aff, speaker affiliation, institution, institutions, institute, university, organisation, "
    "organization, company, from, universität, hochschule, institut, zugehörigkeit, établissement, université, affiliazione, "
    "istituzione, università, afiliación, institución, universidad",
    "date": "date, day, when, datetime, date and time, date/time, talk date, event date, start date, startdate, start, begin, "
    "begins, starts, start time utc, start datetime, dtstart, recorded, datum, tag, wann, beginn, anfang, termin, jour, quand, "
    "début, data, giorno, quando, inizio, fecha, día, cuándo, inicio, date start, event start",
    "time": "time, hour, start time, starttime, time start, begin time, uhrzeit, zeit, startzeit, um, heure, heure de début, horaire, ora, "
    "orario, hora, hora de inicio",
    "ends": "end, ends, end time, endtime, end date, enddate, finish, until, date end, time end, dtend, end datetime, ende, endzeit, bis, "
    "fin, heure de fin, fine, ora fine, hora de fin",
    "length": "length, duration, minutes, dauer, länge, durée, durata, duración",
    "zone": "time zone, timezone, zone, tz, zeitzone, fuseau, fuseau horaire, fuso, fuso orario, zona horaria",
    "abstract": "abstract, abstracts, abstract text, description, details, content, body, notes public, talk abstract, "
    "zusammenfassung, beschreibung, inhalt, kurzfassung, résumé, resume, sommario, riassunto, resumen, descripción",
    "biography": "bio, biography, speaker bio, about the speaker, short bio, biographie, lebenslauf, kurzbiografie, biografia, biografía",
    "homepage": "homepage, website, speaker homepage, speaker website, web page, webpage, personal page, perso, url speaker, "
    "speaker url, webseite, page web, site web, sito, sitio web, página web",
    "email": "email, e-mail, mail, speaker email, email address, e-mail-adresse, courriel, correo, correo electrónico",
    "orcid": "orcid, orcid id",
    "place": "place, location, loc, venue, where, building, ort, wo, veranstaltungsort, gebäude, lieu, où, endroit, luogo, dove, lugar, "
    "dónde, sede",
    "room": "room, raum, hörsaal, saal, salle, aula, stanza, sala",
    "meeting": "zoom, zoom link, meeting link, join link, join, online, online link, link zoom, live link, stream link, hybrid, teams, "
    "teams link, meeting url, video conference, videokonferenz, visioconférence, visio, videoconferenza, videoconferencia",
    "code_of_meeting": "passcode, password, meeting password, passwort, kenncode, mot de passe, contraseña",
    "video": "video, videos, recording, recordings, video link, video url, youtube, youtube link, livestream, vimeo, "
    "aufzeichnung, aufnahme, enregistrement, vidéo, registrazione, grabación",
    "slides": "slides, slides link, slide, presentation, speakerdeck, folien, präsentation, transparents, diapositives, diapositive, diapositivas",
    "paper": "paper, papers, paper link, preprint, arxiv, article, publication",
    "code": "code, github, repository, repo",
    "link": "link, links, url, event url, more information, page, web, lien, enlace, related urls",
    "topics": "topic, topics, tags, tag, keywords, subject area, area, schlagworte, stichworte, themen, mots-clés, mots clés, parole "
    "chiave, palabras clave, categories, category, track, rubrik",
    "language": "language, lang, talk language, sprache, langue, lingua, idioma",
    "series": "series, seminar, seminar series, colloquium, serie, reihe, seminarreihe, séminaire, seminario",
    "host": "host, hosted by, organizer, organiser, contact, gastgeber, einladende, hôte, invité par, ospite, anfitrión",
    "status": "status, state, cancelled, canceled, abgesagt, statut, stato, estado",
    "kind": "kind, type, event type, art, typ, format",
    "uid": "uid, id, guid, code id, event id, identifier",
    "draft": "draft, hidden",
}  # fmt: skip

SILENT = frozenset(
    "layout permalink published weight image images feature_image feature-image thumbnail thumbnail_url thumb photo picture aside "
    "comments toc math showtoc author_profile teaser excerpt header sidebar lastmod updated created modified timestamp "
    "index nr no # number row calendarid color colour im tw twitter copyright_text duration_iso slug alias".split()
)
"""Columns that say nothing which an event could have; no word is lost about them."""


@functools.cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, words in WORDS.items():
        for word in words.split(", "):
            found.setdefault(_plain(word), key)
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\s_.:/-]+", " ", characters.folded(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))).strip(" *?")


def meaning(name: str) -> str | None:
    """The key of ours that a column of this name stands for, None where it is not known."""
    plain = _plain(name)
    found = _meanings().get(plain) or _meanings().get(re.sub(r"\s*[(\[].*?[)\]]\s*", " ", plain).strip())
    return found or _meanings().get(plain.removeprefix("talk ").removeprefix("event "))


def is_silent(name: str) -> bool:
    plain = characters.folded(name)
    return not plain or plain in SILENT or plain.startswith("unnamed") or plain.replace(" ", "_") in SILENT


def guessed(names: Iterable[str]) -> dict[str, str]:
    """Column to key. Where two columns would be the same key, each keeps it: their texts are looked at in order."""
    found = {name: key for name in names if (key := meaning(name))}
    keys = list(found.values())
    if "title" not in keys and "speaker" in keys:  # a `Name` beside `Speaker` is the name of the talk
        for name in found:
            if _plain(name) in ("name", "talk", "topic") and keys.count("speaker") > 1:
                found[name] = "title"
    return found


def from_mapping(mapping: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Column to key, as a mapping file says it (key to column); other columns by their names."""
    by_plain = {_plain(name): name for name in names}
    said = {by_plain[_plain(column)]: key for key, column in mapping.items() if _plain(column) in by_plain}
    guesses = {name: key for name, key in guessed(by_plain.values()).items() if key not in mapping}
    return {**guesses, **said}
