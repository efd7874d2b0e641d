"""Locks a link so that only who knows a passcode can open it, in a browser, with static/unlock.js.

AES-256-GCM (NIST SP 800-38D) under a key by PBKDF2-HMAC-SHA256 (RFC 8018) with as many rounds as OWASP asks for.
Both are part of every browser (Web Cryptography API), so the page needs no code of others.

The same content gives the same bytes, so nothing here is random:

- The salt comes from the address of the site and the series. A salt keeps one dictionary from serving against many
  sites, and for that it must differ, not be secret. It is one for a whole series, because its talks share their
  passcode: a salt for each talk would cost a round of PBKDF2 each and protect nothing more.
- The nonce is an HMAC of the text under a key of its own, as in SIV (RFC 5297) and AES-GCM-SIV. GCM breaks where one
  nonce serves two texts under one key; here two texts have two nonces (a collision is as likely as for random ones),
  and the same text has the same bytes. What somebody without the passcode learns is that two links are equal.

A lock is as strong as its passcode, because it can be tried at home: a riddle keeps out robots, not a patient person.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

ROUNDS = 600_000
"""OWASP Password Storage Cheat Sheet: PBKDF2-HMAC-SHA256. About 0.2 s a series at build, as much for a visitor."""

BLOCK = 128
"""A text is filled up with spaces to so many bytes, or a multiple, so that its length says little."""

_SPACES = re.compile("[ \t\n\r\f\v\u0085\u200b\u2028\u2029\ufeff]+")


@dataclass(frozen=True)
class Lock:
    """What a page may hold of a locked link; each in base64 but for the number of rounds."""

    salt: str
    nonce: str
    sealed: str
    rounds: int = ROUNDS


def normal(answer: str) -> str:
    """An answer as it counts: NFKC, one space for many, none around it, capitals and small letters as one.

    Capitals go the way of `upper` and `lower`, which JavaScript has, too, while it has no casefold: `Straße`,
    `STRASSE` and `strasse` are one. static/unlock.js does the same, step by step.
    """
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFKC", answer)).strip(" ")
    return unicodedata.normalize("NFKC", spaced.upper().lower())


def lock(text: str, answer: str, of: str) -> Lock:
    """A text that `answer` opens. `of` tells the locks of one site and series from those of all others."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = hashlib.sha256(f"seminarsite lock 1\n{of}".encode()).digest()[:16]
    key = _key(normal(answer), salt)
    plain = text.encode()
    plain += b" " * (-len(plain) % BLOCK)
    nonce_key = hmac.digest(key, b"seminarsite nonce 1", "sha256")
    nonce = hmac.digest(nonce_key, plain, "sha256")[:12]
    return Lock(_base64(salt), _base64(nonce), _base64(AESGCM(key).encrypt(nonce, plain, None)))


@functools.cache
def _key(answer: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", answer.encode(), salt, ROUNDS, 32)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
