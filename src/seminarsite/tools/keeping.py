"""Secrets that stand outside of the content: in the environment, or in a file that is under no version control.

Content names them, `env:ZOOM_LINK` or `file:secrets/zoom.txt`; whoever starts a build hands over what is there.
Nothing here reads the environment or a file: the command line does, and gives a mapping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FOLDER = "secrets"
"""The folder beside content/ that may hold them. No other file is read, so that content from a stranger
cannot name one."""

_NAMED = re.compile(rf"env:[A-Za-z_][A-Za-z0-9_]*|file:{FOLDER}/[A-Za-z0-9_][A-Za-z0-9._-]*")
_MENTION = re.compile(rb"env:[A-Za-z_]|file:" + FOLDER.encode())


@dataclass(frozen=True)
class Kept:
    """What is at hand, by the name under which content refers to it; its texts are in no repr.

    `needed`: whether it is a mistake that one is not at hand. It is not in a pull request from elsewhere, whose
    checks get no secrets.
    """

    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    needed: bool = True

    def find(self, name: str) -> str | None:
        """The text that is kept under a name, without spaces around it; None where it is not, or empty."""
        return self.texts.get(name, "").strip() or None


NOTHING = Kept()


def is_kept_elsewhere(text: str) -> bool:
    """Whether a text is the name of a secret and not the secret itself; also where the name is no good one."""
    return text.startswith(("env:", "file:"))


def names_a_secret(content: bytes) -> bool:
    """Whether the bytes of a file may name one."""
    may_be = b"env:" in content or b"file:" in content  # which rules most out in a quarter of the time
    return may_be and _MENTION.search(content) is not None


def is_a_name(text: str) -> bool:
    return _NAMED.fullmatch(text) is not None
