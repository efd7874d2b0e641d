"""Meeting links and passcodes that somebody pasted into a text that everybody can read.

A recording (zoom.us/rec/…) and a registration (zoom.us/meeting/register/…) are for everybody; a room is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Names of hosts are bounded, so that a text takes a time that grows with its length and not with its square.
_ROOMS = re.compile(
    r"""
      \b zoom(?:gov)?\.(?:us|com|com\.cn)/(?:j|w|s|my|wc)/
    | \b zoommtg://
    | \b teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet)/
    | \b teams\.cloud\.microsoft/(?:l/meetup-join|meet)/
    | \b meet\.google\.com/[a-z]{3,4}-?[a-z]{4}-?[a-z]{3,4}\b
    | \b webex\.com/(?:meet/|join/|[\w.-]{1,60}/j\.php|wbxmjs/|webappng/sites/)
    | \b meet\.jit\.si/\w
    | \b jitsi\.[\w.-]{1,60}/\w
    | \b (?:bbb|bigbluebutton)[\w.-]{0,60}\.[a-z]{2,20}/(?:b|rooms|gl|bigbluebutton)/\w
    | /(?:b|rooms)/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}
    | \b (?:gotomeet\.me|gotomeeting\.com/join|meet\.goto\.com)/\w
    | [?&]pwd=\w
    """,
    re.IGNORECASE | re.VERBOSE,
)

_CODES = re.compile(
    r"""
      \b (?:pass\ ?code|passwor[dt]|kenn(?:code|wort)|mot\ de\ passe|code\ secret|contraseña|codice\ di\ accesso)
        \ ?(?::|=|\bis\b|\blautet\b|\best\b)\ ?[\w*#]
    | \b (?:(?:meeting|webinar|conference)[ -]?(?:id|number)|(?:meeting|konferenz)-?(?:id|kennung|(?:kenn)?nummer)
        |(?:id|numéro)\ de\ (?:la\ )?réunion)
        \ ?[:=#]?\ ?\d(?:[ \u00a0-]?\d){7,}
    """,
    re.IGNORECASE | re.VERBOSE,
)


# Words of which a text must have one for a pattern to match. Looking for them takes a fiftieth of the time of the
# patterns, and most texts have none.
_OF_ROOMS = (
    "zoom",
    "teams.",
    "meet.",
    "webex.",
    "jitsi.",
    "bbb",
    "bigbluebutton",
    "/b/",
    "/rooms/",
    "gotomeet",
    "pwd=",
)
_OF_CODES = (
    "passc", "pass c", "passw", "kenn", "mot de passe", "code secret", "contraseña", "codice di",
    "meeting", "webinar", "conference", "konferenz", "réunion",
)  # fmt: skip


def find(text: str) -> Iterator[tuple[int, str]]:
    """Where a meeting link or a passcode begins in a text, and which of the two it is: `link` or `code`."""
    has = text.lower().__contains__
    for what, pattern, words in (("link", _ROOMS, _OF_ROOMS), ("code", _CODES, _OF_CODES)):
        if (what == "link" and not (has("/") or has("="))) or not any(map(has, words)):
            continue
        last = -1
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start())
            if line != last:  # one message a line: `…/j/1?pwd=2` is one link
                yield match.start(), what
            last = line
