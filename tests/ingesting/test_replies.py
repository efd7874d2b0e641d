"""What replies say: above the letter, within it, in five languages; and what is left over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.ingesting.mailtext import Letter, Line
from seminarsite.ingesting.replies import Reply, reply
from seminarsite.model.answers import Field


def of(text: str, subject: str = "") -> Reply:
    rows = text.split("\n")
    depths = [len(row) - len(row.lstrip(">")) for row in rows]
    found = [
        Line(row[depth:].removeprefix(" ") if depth else row, depth) for row, depth in zip(rows, depths, strict=True)
    ]
    return reply(Letter(subject, "", tuple(found)))


FORM = """\
> Dear Emmy,
> please fill in the lines below.
>
> Title:
>
> Abstract:
>
> [seminarsite: 2025-11-03-noether]
"""


def test_answers_above_the_letter() -> None:
    found = of(f"Dear Ada, here it is.\n\nTitle: Ideals\nAbstract: First.\n\nSecond.\n\nOn Monday Ada wrote:\n{FORM}")
    assert found.said == {Field.TITLE: "Ideals", Field.ABSTRACT: "First.\n\nSecond."}
    assert found.event == "2025-11-03-noether"
    assert found.rest == ("Dear Ada, here it is.",)


def test_answers_within_the_letter() -> None:
    text = FORM.replace("> Title:\n", "> Title: Ideals in\n").replace(
        "> Abstract:\n", "> Abstract:\nFirst $x$.\n\nSecond.\n"
    )
    assert of(text).said == {Field.TITLE: "Ideals in", Field.ABSTRACT: "First $x$.\n\nSecond."}


def test_an_answer_below_its_quoted_line() -> None:
    assert of("> Title:\nIdeals\n> Abstract:\nOne.\n> [seminarsite: x]").said == {
        Field.TITLE: "Ideals",
        Field.ABSTRACT: "One.",
    }


def test_a_form_that_nobody_filled_in() -> None:
    assert of(f"Will come back to you.\n{FORM}") == Reply("2025-11-03-noether", {}, ("Will come back to you.",))


@pytest.mark.parametrize(
    "text",
    [
        "Titel: Ideale\nZusammenfassung: Kurz.",
        "Titre : Ideale\nRésumé : Kurz.",
        "Titolo: Ideale\nSommario: Kurz.",
        "Título: Ideale\nResumen: Kurz.",
        "*Title*: Ideale\n**Abstract:** Kurz.",
        "TITLE: Ideale\nABSTRACT (max. 200 words): Kurz.",
        "- Title: Ideale\n- Abstract: Kurz.",
    ],
)
def test_labels_of_five_languages(text: str) -> None:
    assert of(text).said == {Field.TITLE: "Ideale", Field.ABSTRACT: "Kurz."}


def test_all_that_is_asked_for() -> None:
    text = "Affiliation: Göttingen\nHome page: https://example.org/\nBiography: Born.\n\nLived.\nSlides: https://x.example/s\n"
    found = of(text + "Recording may be published (yes or no): yes")
    assert found.said == {
        Field.AFFILIATION: "Göttingen",
        Field.HOMEPAGE: "https://example.org/",
        Field.BIOGRAPHY: "Born.\n\nLived.",
        Field.SLIDES: "https://x.example/s",
        Field.RECORDING: "yes",
    }


@pytest.mark.parametrize(
    "labels",
    [
        "Titel|Zusammenfassung|Institution|Website|Biografie|Folien|Aufzeichnung darf veröffentlicht werden (ja oder nein)",
        "Titre|Résumé|Affiliation|Page web|Biographie|Diapositives|L’enregistrement peut être publié (oui ou non)",
        "Titolo|Riassunto|Affiliazione|Pagina web|Biografia|Diapositive|La registrazione può essere pubblicata (sì o no)",
        "Título|Resumen|Afiliación|Página web|Biografía|Diapositivas|La grabación se puede publicar (sí o no)",
    ],
)
def test_the_labels_of_the_letters_to_speakers(labels: str) -> None:
    order = [
        Field.TITLE,
        Field.ABSTRACT,
        Field.AFFILIATION,
        Field.HOMEPAGE,
        Field.BIOGRAPHY,
        Field.SLIDES,
        Field.RECORDING,
    ]
    text = "".join(f"> {label}:\nanswer {number}\n\n" for number, label in enumerate(labels.split("|")))
    assert of(text).said == {asked: f"answer {number}" for number, asked in enumerate(order)}


@pytest.mark.parametrize("closing", ["Best wishes,", "Mit freundlichen Grüßen", "Cordialement,", "Cheers", "Un saludo"])
def test_a_closing_ends_the_abstract(closing: str) -> None:
    found = of(f"Title: T\n\nAbstract: One.\n\n{closing}\nEmmy")
    assert found.said[Field.ABSTRACT] == "One."
    assert "Emmy" in found.rest


def test_a_title_over_two_lines_is_one() -> None:
    assert of("Title: Ideals in rings\n  and modules\n\nsee you").said == {Field.TITLE: "Ideals in rings and modules"}
    assert of("Title: Ideals in rings\n\nsee you").rest == ("see you",)


def test_what_is_far_too_long_for_a_title_is_none() -> None:
    found = of(f"Title: {'word ' * 100}")
    assert found.said == {}
    assert found.rest[0].startswith("word word")


@pytest.mark.parametrize(
    "line", ["We compare titles: a and b.", "abstractly: no", "The title of this: x", "Recording of waves: none"]
)
def test_sentences_that_are_no_labels(line: str) -> None:
    assert of(f"Abstract: One.\n{line}").said == {Field.ABSTRACT: f"One.\n{line}"}


@pytest.mark.parametrize("subject", ["Re: Your talk [seminarsite: kohn]", "AW: [SEMINARSITE:Kohn]"])
def test_the_subject_says_which_event(subject: str) -> None:
    assert of("Title: x", subject).event == "kohn"


@pytest.mark.parametrize("reference", ["[seminarsite: ../../etc]", "[seminarsite: ]", "seminarsite: kohn"])
def test_a_reference_is_the_name_of_a_file_and_nothing_else(reference: str) -> None:
    assert of(reference).event is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Title:", "Abstract: a", "x", "", "-- ", "Best wishes,", "[seminarsite: a]"]),
            st.integers(0, 3),
        )
    )
)
def test_any_lines_give_answers(rows: list[tuple[str, int]]) -> None:
    found = reply(Letter("", "", tuple(Line(*row) for row in rows)))
    assert all(value.strip() for value in found.said.values())
