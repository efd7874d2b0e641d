"""What the preview puts into pages, and tells the script that it puts there."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from seminarsite.diagnostics import Diagnostic, Severity, Span
from seminarsite.preview.editors import Editor
from seminarsite.preview.timeline import Timeline
from seminarsite.theme import POLICY

FOLDER = "@preview/"
"""What is the preview's own: no address of a site can hold this sign."""
SCRIPT, CLOCK, STYLE = f"{FOLDER}preview.js", f"{FOLDER}clock.js", f"{FOLDER}preview.css"
STATE, TIMES, EVENTS = f"{FOLDER}state", f"{FOLDER}times", f"{FOLDER}events"
_OWN_STYLE = re.compile(rb"style-src ('|&#39;)sha256-")
MOST_TOLD = 200
"""Of the diagnostics of a site; the terminal has them all."""


def own(address: str) -> tuple[str, bytes] | None:
    """Media type and bytes of the preview's script or stylesheet."""
    media = {SCRIPT: "text/javascript", CLOCK: "text/javascript", STYLE: "text/css"}.get(address)
    return (media, (Path(__file__).parent / "browser" / address.removeprefix(FOLDER)).read_bytes()) if media else None


def digest(page: bytes) -> str:
    """Tells a page from the one that a browser shows."""
    return hashlib.sha256(page).hexdigest()[:16]


def dressed(page: bytes, number: int, now: dt.datetime | None) -> bytes:
    """A page with the scripts. `now` is what it is to be shown for, None where that is what the clock says."""
    tags = _tags(digest(page), number, now)
    # The page for what is not found carries its style within it, and allows no other; the preview is from here anyway.
    page = _OWN_STYLE.sub(rb"style-src \1self\1 \1sha256-", page, count=1)
    head = page.find(b"<meta charset")  # before all other scripts; a template of the site's own may lack it
    return page[:head] + tags + page[head:] if head >= 0 else page + tags


def _tags(page: str, number: int, now: dt.datetime | None) -> bytes:
    moment = utc(now) if now else ""
    clock = f'<script src="/{CLOCK}" data-preview-now="{moment}"></script>' if now else ""
    data = f'data-preview-page="{page}" data-preview-number="{number}" data-preview-now="{moment}"'
    return f'{clock}<script type="module" src="/{SCRIPT}" {data}></script>'.encode()


def bare(found: Iterable[Diagnostic], number: int, now: dt.datetime | None) -> bytes:
    """What stands behind the mistakes where there is no page to be shown; without the script, their list."""
    items = "".join(f"<li><p><code>{escape(str(d.span))}</code></p><p>{escape(d.message)}</p></li>" for d in found)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>This does not build yet</title>
<link rel="icon" href="data:,">
{_tags("", number, now).decode()}
</head>
<body>
<h1>This does not build yet</h1>
<p>The published site is as it was. Mend the mistakes and save: this page then shows the site.</p>
<noscript><ol>{items}</ol></noscript>
</body>
</html>
""".encode()


def times(line: Timeline, now: dt.datetime) -> dict[str, object]:
    """What the slider of time needs."""
    before, after = line.before(now), line.after(now)
    return {
        "first": utc(line.first),
        "last": utc(line.last),
        "now": utc(now),
        "before": before and utc(before),
        "after": after and utc(after),
        "ticks": [utc(moment) for moment in line.ticks()],
    }


def source(span: Span, root: Path, editor: Editor) -> dict[str, str | None]:
    """Where what is shown was written."""
    return {"place": span.path, "link": editor.link(root, span)}


def told(found: Iterable[Diagnostic], root: Path, editor: Editor) -> list[dict[str, str | None]]:
    """Mistakes first, each with the address that opens its line in the editor."""
    ordered = sorted(found, key=lambda d: d.severity is not Severity.ERROR)
    return [
        {
            "severity": d.severity.value,
            "place": str(d.span),
            "message": d.message,
            "hint": d.hint,
            "code": d.code,
            "link": editor.link(root, d.span),
        }
        for d in ordered[:MOST_TOLD]
    ]


def utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
