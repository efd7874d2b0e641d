"""A lock opens with its answer and with no other, and is the same at every build."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from helpers_site import REPOSITORY
from seminarsite.tools import locks

LINK = "https://meet.example/j/5551234?pwd=NOBODY"
OF = "https://example.org/\nseries s"


def opened(lock: locks.Lock, answer: str) -> str:
    """As a browser opens it, with the parts that the page holds."""
    salt, nonce, sealed = (base64.b64decode(text) for text in (lock.salt, lock.nonce, lock.sealed))
    key = hashlib.pbkdf2_hmac("sha256", locks.normal(answer).encode(), salt, lock.rounds, 32)
    return AESGCM(key).decrypt(nonce, sealed, None).decode().strip()


def test_the_answer_opens_it_however_it_is_typed() -> None:
    lock = locks.lock(LINK, "Straße  des 17.", OF)
    for answer in ("Straße des 17.", " STRASSE DES 17. ", "strasse des\u00a017."):
        assert opened(lock, answer) == LINK
    for answer in ("Straße des 18.", "", "Straßedes 17."):
        with pytest.raises(InvalidTag):
            opened(lock, answer)


def test_the_strength_that_owasp_asks_for() -> None:
    lock = locks.lock(LINK, "101", OF)
    assert lock.rounds >= 600_000
    assert len(base64.b64decode(lock.salt)) == 16
    assert len(base64.b64decode(lock.nonce)) == 12


def test_the_same_is_the_same_and_another_is_another() -> None:
    lock = locks.lock(LINK, "101", OF)
    assert lock == locks.lock(LINK, "101", OF)
    others = [locks.lock(LINK + "x", "101", OF), locks.lock(LINK, "103", OF), locks.lock(LINK, "101", OF + "2")]
    assert len({one.nonce for one in (lock, *others)}) == 4
    assert len({one.sealed for one in (lock, *others)}) == 4
    assert lock.salt == others[0].salt != others[2].salt


def test_the_nonce_is_one_of_key_and_text() -> None:
    lock = locks.lock(LINK, "101", OF)
    key = hashlib.pbkdf2_hmac("sha256", b"101", base64.b64decode(lock.salt), lock.rounds, 32)
    plain = LINK.encode().ljust(locks.BLOCK)
    made = hmac.digest(hmac.digest(key, b"seminarsite nonce 1", "sha256"), plain, "sha256")[:12]
    assert base64.b64decode(lock.nonce) == made


def test_the_length_says_little() -> None:
    lengths = {len(locks.lock("https://x.example/" + "a" * n, "101", OF).sealed) for n in range(0, 100, 9)}
    assert len(lengths) == 1
    assert opened(locks.lock("https://x.example/" + "é" * 200, "101", OF), "101").endswith("é")


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (" 101\n", "101"),
        ("１０１", "101"),
        ("Euler", "euler"),
        ("ΟΔΟΣ", "οδος"),
        ("ﬁve  \u200b x", "five x"),
        ("İ", "i̇"),
    ],
)
def test_normal(answer: str, counts: str) -> None:
    assert locks.normal(answer) == counts


@given(st.text(max_size=30))
def test_to_make_an_answer_normal_twice_is_to_do_it_once(answer: str) -> None:
    assert locks.normal(locks.normal(answer)) == locks.normal(answer)


def test_the_script_takes_the_same_characters_for_spaces() -> None:
    script = (REPOSITORY / "static/unlock.js").read_text("utf-8")
    (spaces,) = re.findall(r"^const SPACES = /(\[.*\])\+/g;$", script, re.MULTILINE)
    assert re.compile(spaces + "+").pattern.encode().decode("unicode_escape") == locks._SPACES.pattern
