"""Words that nobody can have written by chance, put where what is private stands, and looked for in bytes."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from helpers_site import event


def forms(text: str) -> list[bytes]:
    """A text as it may stand in a file: plain, percent-encoded, escaped, and at each offset of base64."""
    raw = text.encode()
    encoded = [raw, quote(text, safe="").encode(), quote(text).encode(), escape(text).encode()]
    for shift in range(3):
        # The letters in the middle do not depend on what stands around the text.
        encoded.append(base64.b64encode(b"\0" * shift + raw)[shift + 4 : -4])
        encoded.append(base64.urlsafe_b64encode(b"\0" * shift + raw)[shift + 4 : -4])
    return encoded


class Tokens:
    """Words that nobody can have written by chance, each remembered by where it stands."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def __call__(self, where: str) -> str:
        return self.given.setdefault(where, "x" + secrets.token_hex(10))

    def found_in(self, files: Mapping[str, bytes]) -> list[str]:
        whole = b"\0".join((*(b.replace(b"\r\n ", b"") for b in files.values()), *(path.encode() for path in files)))
        return [where for where, word in self.given.items() if any(form in whole for form in forms(word))]


def whole(token: Tokens, name: str, *lines: str) -> dict[str, str]:
    """An event that has a token in everything it can show, with a speaker and files of its own."""
    return {
        f"events/{token(name + ' id')}.md": event(
            "2025-04-02",
            "time: 12:00",
            f"title: {token(name + ' title')}",
            f"speaker: {{name: {token(name + ' speaker')} Example, affiliation: {token(name + ' affiliation')}}}",
            f"place: {{name: {token(name + ' place')}, room: {token(name + ' room')}}}",
            f"online: {{platform: {token(name + ' platform')}, join: {{link: 'https://z.example/{token(name + ' link')}', visible: public}}}}",
            f"message: {token(name + ' message')}",
            f"topics: {token(name + ' topic')}",
            f"slides: files/{token(name + ' slides')}.pdf",
            f"old-addresses: /{token(name + ' address')}/",
            *lines,
            body=f"{token(name + ' abstract')}",
        ),
        f"files/{token(name + ' slides')}.pdf": token(name + " in slides"),
    }
