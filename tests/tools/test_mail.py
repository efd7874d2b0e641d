"""Plain text for mails, texts that fit, and the mail as a file."""

import datetime as dt
import email
import email.policy
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.tools import mail
from seminarsite.tools.mail import Mail, message

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
CALENDAR = b"BEGIN:VCALENDAR\r\nSUMMARY:Kathl\xc3\xa9n\r\nEND:VCALENDAR\r\n"


def parsed(**own):
    given = {"subject": "S", "text": "Text\n", "html": "<p>Text</p>\n", "language": "en", **own}
    return email.message_from_bytes(message(Mail(**given)), policy=email.policy.default)


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("word " * 20, ["word " * 13 + "word", "word word word word word word"]),
        ("    " + "word " * 20, ["    " + "word " * 12 + "word", "    word word word word word word word"]),
        ("see https://example.org/" + "a" * 100 + " there", ["see", "https://example.org/" + "a" * 100, "there"]),
        ("数" * 80, ["数" * 36, "数" * 36, "数" * 8]),  # each is two columns wide
        ("x" * 100, ["x" * 72, "x" * 28]),
        ("\n\n\na\n\n\n\nb\n\n", ["a", "", "b"]),
        ("a\r\nb\rc", ["a", "b", "c"]),
        ("a \x07\u202eb\u2066", ["a b"]),
    ],
)
def test_lines_are_wrapped(text, lines):
    assert mail.wrapped(text) == "\n".join(lines) + "\n"


@given(st.text(max_size=3000))
def test_no_line_is_long_and_nothing_in_it_is_unseen(text):
    found = mail.wrapped(text)
    assert all(mail.columns(line) <= 72 for line in found.splitlines() if "http" not in line)
    assert all(len(line.encode()) <= 998 for line in found.split("\n"))
    assert not UNSEEN.search(found.replace("\n", ""))
    assert mail.wrapped(found) == found


@given(st.text(alphabet="ab é数ℝ \n", max_size=400))
def test_wrapping_loses_no_letter(text):
    assert "".join(mail.wrapped(text).split()) == "".join(text.split())


def test_an_address_that_is_longer_than_a_line_may_be_is_cut():
    assert max(len(line) for line in mail.wrapped("https://example.org/" + "a" * 2000).split("\n")) <= 998


@given(st.text(max_size=200))
def test_a_line_is_one_line(text):
    assert len(mail.line(text).splitlines()) <= 1
    assert not UNSEEN.search(mail.line(text))


# --- short texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("abc", 3),
        ("é – “ü”", 7),
        ("数学", 4),
        ("ℝⁿ", 4),
        ("😀", 2),
        ("see https://a.example/", 4 + 23),  # X makes every address 23 long
        ("see https://example.org/" + "a" * 40, 4 + 60),  # Bluesky leaves it as long as it is
    ],
)
def test_a_text_weighs_what_the_strictest_service_counts(text, weight):
    assert mail.weight(text) == weight


def test_a_title_is_shortened_at_a_word():
    title = "On the shape of drums, and why one cannot hear it"
    assert mail.shortened(title, 100) == title
    assert mail.shortened(title, 30) == "On the shape of drums, and…"
    assert mail.shortened(title, 26) == "On the shape of drums…"
    assert mail.shortened("Donaudampfschifffahrtsgesellschaftskapitän", 30) == "Donaudampfschifffahr…"
    assert mail.shortened("数学" * 30, 25) == "数学" * 10 + "…"


@given(st.text(min_size=1, max_size=300), st.integers(2, 200))
def test_a_shortened_text_fits(text, limit):
    assert len(mail.shortened(text, limit)) <= limit


# --- the mail ------------------------------------------------------------------------------------


def test_the_parts_of_a_mail():
    letter = parsed(subject="Kathlén – ℝⁿ", calendars=(("kohn.ics", CALENDAR),), to=("a@example.org", "b@example.org"))
    assert letter["Subject"] == "Kathlén – ℝⁿ"
    assert [str(address) for address in letter["To"].addresses] == ["a@example.org", "b@example.org"]
    assert (letter["X-Unsent"], letter["Content-Language"]) == ("1", "en")
    assert (letter["From"], letter["Date"], letter["Message-ID"]) == (None, None, None)
    assert letter.get_body(("plain",)).get_content() == "Text\r\n"
    assert letter.get_body(("html",)).get_content() == "<p>Text</p>\r\n"
    [attached] = letter.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", "kohn.ics")
    assert attached.get_param("charset") == "utf-8"
    assert attached.get_payload(decode=True) == CALENDAR
    assert [part.get_content_type() for part in letter.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip


def test_the_date_is_that_which_was_given():
    letter = parsed(date=dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC), sender="seminar@example.org")
    assert letter["Date"].datetime == dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC)
    assert letter["From"] == "seminar@example.org"


def test_the_same_mail_has_the_same_bytes_and_another_one_other_boundaries():
    one = {"subject": "S", "text": "T\n", "html": "<p>T</p>", "language": "en", "calendars": (("a.ics", CALENDAR),)}
    assert message(Mail(**one)) == message(Mail(**one))
    boundaries = {
        email.message_from_bytes(message(Mail(**{**one, "text": text}))).get_boundary() for text in ("a", "b")
    }
    assert len(boundaries) == 2


def test_a_boundary_stands_in_no_part():
    first = parsed(calendars=(("a.ics", CALENDAR),))
    again = parsed(calendars=(("a.ics", CALENDAR),), text=f"--{first.get_boundary()}\n--{first.get_boundary()}--\n")
    assert len(list(again.walk())) == len(list(first.walk()))


HOSTILE = [
    "T\nBcc: x@evil.example",
    "T\r\nBcc: x@evil.example\r\n\r\nbody",
    "T\u2028Bcc: x",
    "T\x85Bcc: x",
    "T\x0bBcc: x",
]


@pytest.mark.parametrize("subject", HOSTILE)
def test_no_subject_can_begin_another_header(subject):
    letter = parsed(subject=subject)
    assert letter["Bcc"] is None
    assert letter["Subject"].startswith("T Bcc: x")
    assert set(letter.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"}


@given(st.text(max_size=300), st.text(max_size=500))
def test_whatever_the_words_a_mail_has_the_headers_that_it_should_have(subject, text):
    text = mail.wrapped(text)
    data = message(Mail(subject=subject, text=text, html="<p></p>\n", language="en", calendars=(("a.ics", CALENDAR),)))
    letter = email.message_from_bytes(data, policy=email.policy.default)
    assert list(letter.keys()) == ["Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"]
    assert letter.get_body(("plain",)).get_content() == text.replace("\n", "\r\n")
    assert letter["Subject"].split() == mail.line(subject).split()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert data.isascii()


def test_a_letter_without_html_is_plain_text_alone():
    made = message(Mail(subject="S", text="Dear all,\n", language="en"))
    assert b"multipart" not in made
    assert b'Content-Type: text/plain; charset="utf-8"' in made
