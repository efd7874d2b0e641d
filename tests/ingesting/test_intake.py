"""A reply and files become the files as they will be: only what is empty is filled in, each thing in its file."""

from __future__ import annotations

import pytest

from seminarsite.diagnostics import Report
from seminarsite.ingesting.intake import Source, intake, is_of, speaker_of
from seminarsite.ingesting.mailtext import Attachment
from seminarsite.ingesting.replies import Reply
from seminarsite.model.answers import Field
from seminarsite.reading.sources import Document, parsed

TALK = "---\ndate: 2025-03-12\ntitle: tba\nspeaker: Emmy Noether\n---\n"
NOETHER = "name: Emmy Noether\n# affiliation: University of …\n"
PDF, JPEG = b"%PDF-1.7 x", b"\xff\xd8\xff\xe0 x"


def source(text: str, path: str = "content/events/kohn.md") -> Source:
    document = parsed(path, text, Report())
    assert document is not None
    return Source(text, document)


def said(**answers: str) -> Reply:
    return Reply(None, {Field(key): value for key, value in answers.items()}, ())


def test_title_and_abstract_go_into_the_event() -> None:
    found = intake(said(title="Ideals", abstract="One."), source(TALK), None)
    assert found.files == {"content/events/kohn.md": TALK.replace("tba", "Ideals") + "\nOne.\n"}
    assert found.done == ["content/events/kohn.md: title", "content/events/kohn.md: abstract"]
    assert found.left == []


def test_what_is_there_already_stays_and_is_told() -> None:
    text = TALK.replace("tba", "Mine") + "\nMy abstract.\n"
    found = intake(said(title="Ideals", abstract="One."), source(text), None)
    assert found.files == {}
    assert found.left == [
        "content/events/kohn.md has this already: title: Ideals",
        "content/events/kohn.md has this already: abstract: One.",
    ]


def test_it_can_be_replaced() -> None:
    text = TALK.replace("tba", "Mine") + "\nMy abstract.\n"
    found = intake(said(title="Ideals", abstract="One."), source(text), None, replace=True)
    assert found.files == {"content/events/kohn.md": TALK.replace("tba", "Ideals") + "\nOne.\n"}


def test_what_is_of_the_speaker_goes_into_the_speakers_file() -> None:
    person = source(NOETHER, "content/speakers/emmy-noether.yaml")
    found = intake(said(affiliation="Göttingen", biography="A.\n\nB."), source(TALK), person)
    assert found.files == {
        "content/speakers/emmy-noether.yaml": NOETHER + "affiliation: Göttingen\nbiography: |-\n  A.\n\n  B.\n"
    }


def test_a_speaker_without_a_file_gets_one() -> None:
    found = intake(said(affiliation="Göttingen", homepage="https://x.example/"), source(TALK), None)
    assert found.files == {
        "content/speakers/emmy-noether.md": "---\nname: Emmy Noether\naffiliation: Göttingen\nhomepage: https://x.example/\n---\n"
    }


def test_of_several_speakers_nobody_is_guessed() -> None:
    talk = TALK.replace("speaker: Emmy Noether", "speakers: [Emmy Noether, Bert Beispiel]")
    found = intake(said(affiliation="Göttingen"), source(talk), None)
    assert (found.files, found.left) == ({}, ["affiliation: Göttingen"])


def test_slides_at_an_address_and_words_about_slides() -> None:
    assert "slides: https://x.example/s.pdf\n" in next(
        iter(intake(said(slides="https://x.example/s.pdf"), source(TALK), None).files.values())
    )
    assert intake(said(slides="will follow", recording="yes"), source(TALK), None).left == [
        "slides: will follow",
        "recording may be published: yes",
    ]


def test_attachments_are_named_for_the_event_and_the_speaker_whatever_they_are_called() -> None:
    person = source(NOETHER, "content/speakers/emmy-noether.yaml")
    came = [Attachment("../../../etc/passwd.pdf", PDF), Attachment("me.exe", JPEG)]
    found = intake(said(), source(TALK), person, attachments=came, taken=["files/kohn.pdf"])
    assert found.saved == {"content/files/kohn-2.pdf": PDF, "content/pictures/emmy-noether.jpg": JPEG}
    assert "slides: files/kohn-2.pdf\n" in found.files["content/events/kohn.md"]
    assert found.files["content/speakers/emmy-noether.yaml"].endswith(
        "photo:\n  file: pictures/emmy-noether.jpg\n  alt: Emmy Noether\n"
    )


def test_attachments_of_other_kinds_stay_where_they_are() -> None:
    found = intake(
        said(), source(TALK), None, attachments=[Attachment("page\u202e.html", b"<script>"), Attachment("", b"MZ")]
    )
    assert found.saved == {}
    assert found.left == [
        "attachment that is no PDF, JPEG, PNG or WebP: page.html",
        "attachment that is no PDF, JPEG, PNG or WebP: without a name",
    ]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("speaker: Emmy Noether", "Emmy Noether"),
        ("speakers: [emmy-noether]", "emmy-noether"),
        ("speaker: {speaker: Emmy Noether, affiliation: X}", "Emmy Noether"),
        ("speakers:\n  - {name: Emmy Noether}", "Emmy Noether"),
        ("speaker: tba", None),
        ("speakers: [A, B]", None),
        ("host: A", None),
    ],
)
def test_who_speaks(keys: str, name: str | None) -> None:
    assert speaker_of(source(f"---\n{keys}\n---\n").document) == name


@pytest.mark.parametrize("name", ["Emmy Noether", "emmy noether", "e-n", "A. E. Noether", "noether"])
def test_whose_file_it_is(name: str) -> None:
    found = source("name: Emmy Noether\nid: e-n\nalso-known-as: [A. E. Noether]\n", "content/speakers/noether.yaml")
    assert isinstance(found.document, Document)
    assert is_of(found.document, name)
    assert not is_of(found.document, "Bert Beispiel")
