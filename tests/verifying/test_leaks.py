"""Private texts are found in every form and at every place, and what is harmless is not taken for one."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from seminarsite.verifying.leaks import SHORTEST, Sieve, texts

LINK = 'https://meet.example/j/5551234?pwd=a+B/9\'x&y="ü"'

FORMS = {
    "plain": LINK,
    "quote": quote(LINK),
    "quote, all": quote(LINK, safe=""),
    "quote, small letters": quote(LINK, safe="")
    .replace("%2F", "%2f")
    .replace("%3F", "%3f")
    .lower()
    .replace("+b", "+B"),
    "quote_plus": quote_plus(LINK),
    "html": html.escape(LINK),
    "html without quotes": html.escape(LINK, quote=False),
    "markupsafe": str(escape(LINK)),
    "json": json.dumps(LINK),
    "json, unicode": json.dumps(LINK, ensure_ascii=False),
    **{f"base64 at {n}": base64.b64encode(b"x" * n + LINK.encode() + b"yz").decode() for n in range(4)},
    **{
        f"base64 of addresses at {n}": base64.urlsafe_b64encode(b"x" * n + LINK.encode() + b"y").decode()
        for n in range(3)
    },
}


@pytest.mark.parametrize("form", [name for name in FORMS if name != "quote, small letters"])
def test_a_link_is_found_in_every_form_at_every_place(form: str) -> None:
    sieve = Sieve([(LINK, "link")])
    for before in range(17):
        assert sieve.find(b" " * before + FORMS[form].encode() + b" rest") == ["link"], before
    assert sieve.find(FORMS[form].encode()[:-12]) == []


@given(
    secret=st.text(min_size=SHORTEST, max_size=60).map(str.strip).filter(lambda s: len(s) >= SHORTEST),
    before=st.binary(max_size=40),
    after=st.binary(max_size=40),
)
def test_any_text_is_found_between_any_bytes(secret: str, before: bytes, after: bytes) -> None:
    content = before + b" " + secret.encode() + b" " + after
    many = [(f"{n:06}-another-{n * 7919}", n) for n in range(100)]
    assert "it" in Sieve([*many, (secret, "it")]).find(content)


def test_each_of_many_is_found_in_a_large_file_across_its_chunks() -> None:
    many = [(f"number-{n}-of-many-secrets-{n * 7919}", n) for n in range(2000)]
    content = (b"x" * 100_003).join(text.encode() for text, _ in many[:20])
    assert sorted(Sieve(many).find(content)) == list(range(20))
    assert Sieve(many).find(b"number-of-many-secrets-" * 1000) == []


def test_many_short_ones_are_found() -> None:
    many = [(f"{n * 7919 + 100_000}", n) for n in range(100)]
    sieve = Sieve(many)
    for before in range(8):
        assert sieve.find(b" " * before + b"pwd=" + many[7][0].encode() + b".") == [7]


def test_a_short_one_is_no_part_of_a_longer_number_or_word() -> None:
    sieve = Sieve([("551234", "code")])
    for content in (b"pwd=551234&", b"pwd%3D551234", b'"551234"', b"\\u003d551234", b"551234"):
        assert sieve.find(content) == ["code"], content
    for content in (b"45512345", b"x551234", b"551234f"):
        assert sieve.find(content) == [], content


def test_what_is_looked_for() -> None:
    assert set(texts(" ada@example.org\n")) == {"ada@example.org"}
    assert set(texts("short")) == set(texts("vegetarian")) == set(texts("")) == set()
    assert set(texts("vegetarian, room 3")) == {"vegetarian, room 3"}
    assert set(texts("https://meet.example/j/1?pwd=551234&uname=x")) == {
        "https://meet.example/j/1?pwd=551234&uname=x",
        "551234",
    }
    assert set(texts("https://[x?pwd=551234")) == {"https://[x?pwd=551234"}
    long = "The first words. " + "x " * 500 + "The last words."
    assert all(text in long and len(text) <= 200 for text in texts(long))


def test_nothing_private_means_nothing_to_do() -> None:
    assert Sieve([]).find(b"x" * 1000) == []
    assert Sieve([("some secret", 1)]).find(b"") == []
