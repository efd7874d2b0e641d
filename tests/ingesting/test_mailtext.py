"""Mails as lines: encodings, HTML, flowed text, signatures, quotations of every program; and what is no mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.ingesting.mailtext import MAX_BYTES, CannotRead, letter

HEAD = b"From: Emmy Noether <emmy@example.org>\r\nSubject: Re: Talk\r\nMIME-Version: 1.0\r\n"


def lines(body: bytes, kind: bytes = b"text/plain; charset=utf-8", encoding: bytes = b"8bit") -> list[tuple[str, int]]:
    head = HEAD + b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n"
    return [(line.text, line.depth) for line in letter(head + body).lines if line.text]


def test_who_writes_and_about_what() -> None:
    mail = letter(b"From: =?utf-8?q?Kathl=C3=A9n?= <k@example.org>\nSubject: =?iso-8859-1?q?Gr=FC=DFe?=\n\nHi\n")
    assert (mail.sender, mail.subject) == ("Kathlén", "Grüße")


@pytest.mark.parametrize(
    ("body", "kind", "encoding"),
    [
        ("Über uns".encode(), b"text/plain; charset=utf-8", b"8bit"),
        ("Über uns".encode("latin-1"), b"text/plain; charset=iso-8859-1", b"8bit"),
        (b"=C3=9Cber=\r\n uns", b"text/plain; charset=utf-8", b"quoted-printable"),
        (b"w5xiZXIgdW5z", b"text/plain; charset=utf-8", b"base64"),
        ("Über uns".encode(), b"text/plain; charset=no-such-thing", b"8bit"),
        ("Über uns".encode("latin-1"), b"text/plain; charset=no-such-thing", b"8bit"),
    ],
)
def test_encodings(body: bytes, kind: bytes, encoding: bytes) -> None:
    assert lines(body, kind, encoding) == [("Über uns", 0)]


def test_quotations_have_their_depth() -> None:
    assert lines(b"own\n> once\n>> twice\n> > twice, too\n>no space") == [
        ("own", 0), ("once", 1), ("twice", 2), ("twice, too", 2), ("no space", 1),
    ]  # fmt: skip


def test_flowed_lines_are_one_paragraph() -> None:
    body = b"A long \r\nline that \r\ngoes on.\r\n> quoted \r\n> on.\r\n stuffed\r\n-- \r\nsigned \r\n"
    assert lines(body, b"text/plain; format=flowed") == [
        ("A long line that goes on.", 0), ("quoted on.", 1), ("stuffed", 0),
    ]  # fmt: skip


def test_flowed_lines_of_a_language_without_spaces() -> None:
    assert lines("数学 \r\nの話".encode(), b"text/plain; charset=utf-8; format=flowed; delsp=yes") == [("数学の話", 0)]


def test_a_signature_is_cut_and_the_quotation_below_it_stays() -> None:
    assert lines(b"own\n-- \nEmmy\nTitle: Professor\n> quoted\n> --\n> their name") == [("own", 0), ("quoted", 1)]


@pytest.mark.parametrize(
    "mark",
    [
        "-----Original Message-----\nFrom: Ada <ada@example.org>",
        "________________________________\nVon: Ada <ada@example.org>\nGesendet: Montag",
        "From: Ada Example\nSent: Monday\nTo: Emmy",
    ],
)
def test_what_outlook_puts_below_is_quoted(mark: str) -> None:
    found = lines(f"Title: Ours\n\n{mark}\n\nTitle:\n".encode())
    assert found[0] == ("Title: Ours", 0)
    assert found[-1] == ("Title:", 1)


def test_html_alone() -> None:
    html = (
        b"<html><head><style>p{}</style></head><body><p>Title: A &amp; B</p><div>Abstract:<br>first<br>second</div>"
        b"<script>alert(1)</script><blockquote>Title:<div>x</div></blockquote></body></html>"
    )
    assert lines(html, b"text/html; charset=utf-8") == [
        ("Title: A & B", 0), ("Abstract:", 0), ("first", 0), ("second", 0), ("Title:", 1), ("x", 1),
    ]  # fmt: skip


def test_plain_text_is_preferred_and_attachments_are_found() -> None:
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.set_content("plain")
    mail.add_alternative("<p>html</p>", subtype="html")
    mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="../../évil.pdf")
    found = letter(mail.as_bytes())
    assert [line.text for line in found.lines if line.text] == ["plain"]
    assert [(one.name, one.content) for one in found.attachments] == [("../../évil.pdf", b"%PDF-1")]


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"no headers here", b" " * (MAX_BYTES + 1)])
def test_what_is_no_mail(content: bytes) -> None:
    with pytest.raises(CannotRead):
        letter(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_mail_or_are_refused(content: bytes) -> None:
    for mail in (content, HEAD + content, HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + content):
        try:
            found = letter(mail)
        except CannotRead:
            continue
        assert all("\n" not in line.text for line in found.lines)


def test_parts_within_parts_within_parts_end() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    with pytest.raises(CannotRead, match="parts"):
        letter(b"Subject: x\n" + nested)
