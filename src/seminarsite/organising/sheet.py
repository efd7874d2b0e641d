"""An overview as one page of HTML for the organisers: private, in a file of its own, loading nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from seminarsite.judging import revealing
from seminarsite.organising import telling
from seminarsite.organising.asking import Draft, mailto
from seminarsite.organising.standing import Overview
from seminarsite.organising.telling import Changes
from seminarsite.theme import Theme

_DATE = re.compile(r"([A-Z][a-z]{2} )?\d{4}-\d{2}-\d{2}")

TEMPLATE = "organisers/status.html"
MARK = '<meta name="generator" content="seminarsite status">'
"""By which a page of ours is known again: no other file is written over."""


def page(overview: Overview, changes: Changes, drafts: Iterable[Draft], theme: Theme) -> str:
    """The page; `drafts` are the letters beside the events that they are about. Raises BrokenTemplate."""
    context = {
        "overview": overview,
        "chapters": list(overview.chapters),
        "changes": changes,
        "drafts": {draft.request.event.id: draft for draft in drafts},
        "mark": MARK,
        "telling": telling,
        "dated": dated,
        "mailto": mailto,
        "address": revealing.address_of,
    }
    return theme.fill((TEMPLATE,), context)


def dated(text: str) -> Markup:
    """A text whose dates are not broken at their hyphens."""
    return Markup(_DATE.sub(r'<span class="when">\g<0></span>', str(escape(text))))  # noqa: S704  (escaped)


def letter(draft: Draft) -> str:
    """A letter as a text file: to whom, the subject, and what to write."""
    to = f"To: {', '.join(draft.to)}\n" if draft.to else ""
    return f"{to}Subject: {draft.subject}\n\n{draft.text}"
