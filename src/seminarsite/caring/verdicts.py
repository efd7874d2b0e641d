"""What answers mean for those who keep the site: which links are dead and since when, and which lead elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from seminarsite import mistakes
from seminarsite.caring.asking import Answer
from seminarsite.caring.remembered import Memory
from seminarsite.diagnostics import Diagnostic, Span

PATIENCE = dt.timedelta(days=14)
"""For so long a host may be out of order before its links count as dead."""


def remembered(
    before: Mapping[str, Memory], links: Mapping[str, object], answers: Mapping[str, Answer], today: dt.date
) -> Mapping[str, Memory]:
    """What is known from now on, of the links that there are."""
    found = {url: memory for url, memory in before.items() if url in links}
    for url, answer in answers.items():
        old = before.get(url)
        lived = today if answer.is_alive else old.alive if old else None
        said = "" if answer.is_alive else _said(answer)
        found[url] = Memory(today, lived, said)
    return found


def _said(answer: Answer) -> str:
    return f"{answer.status} {answer.reason}".strip() if answer.status else answer.reason


def judged(
    links: Mapping[str, tuple[Span, ...]], answers: Mapping[str, Answer], before: Mapping[str, Memory], today: dt.date
) -> Iterator[Diagnostic]:
    """A diagnostic at each place of a link that is dead, out of order or leads elsewhere for good."""
    for url in sorted(answers):
        answer, old = answers[url], before.get(url)
        lived = old.alive if old else None
        day = lived.isoformat() if lived else ""
        for span in links[url]:
            if answer.is_gone or (not answer.is_alive and lived is not None and today - lived > PATIENCE):
                yield mistakes.dead_outside(span, url, _said(answer), day)
            elif not answer.is_alive:
                yield mistakes.out_of_order(span, url, _said(answer), day)
            elif answer.moved:
                yield mistakes.moved_outside(span, url, answer.moved)
