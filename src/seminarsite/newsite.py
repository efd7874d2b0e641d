"""A small site to begin with: one series, its first event, a page, and what editors and organisers need beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from seminarsite import editors, scaffold
from seminarsite.model.series import EventKind, Slot
from seminarsite.tools import characters

# Two branches have noted changes: both count.
_GIT = {
    ".gitignore": "/build/\n/preview/\n/secrets/\n/.venv/\n",
    ".gitattributes": "/content/ledger.jsonl merge=union\n",
}


def small_site(
    title: str, url: str, slot: Slot, first: dt.date, kind: EventKind = EventKind.SEMINAR
) -> Mapping[str, str | bytes]:
    """The files of a site with one series and its first event, for an empty folder."""
    series = characters.slug_of(title)
    content = {
        **scaffold.site(title, url=url, zone=slot.zone),
        **(_lecture(title, slot) if kind is EventKind.LECTURE else scaffold.series(title, slot)),
        **scaffold.event(first, series=series),
        **scaffold.page(),
    }
    return {
        **editors.in_yaml(content),
        "README.md": readme(title, series),
        **_GIT,
        **editors.texts(),
        **editors.settings(),
    }


def _lecture(title: str, slot: Slot) -> dict[str, str]:
    """A named lecture: it has a rhythm of years and a usual hour, but no slot in the week."""
    ((path, text),) = scaffold.series(title, zone=slot.zone).items()
    hour = f"kind: lecture\ntime: {slot.time:%H:%M}\nzone: {slot.zone}\nlecture:\n  every: 1\n"
    return {path: text.replace(f"zone: {slot.zone}\n", hour, 1)}


def readme(title: str, series: str) -> str:
    """What the next organiser reads first."""
    return f"""\
# {title}

This folder is the web site and the calendar of the seminar, made by seminarsite out of the files in `content/`:

    content/site.yaml                the site as a whole: title, address, language
    content/series/{series}.yaml     when and where we meet, who we are
    content/events/                  a file for each talk
    content/speakers/                a file for a speaker of whom more is known than the name
    content/pages/                   other pages, in Markdown

Three commands are enough:

    seminarsite new event --speaker "Ada Example"    begins the file of the next talk
    seminarsite serve                                shows the site on this computer, anew at each change
    seminarsite check                                says what is wrong, with file and line

`seminarsite build` makes the site in `build/`, a folder of files for any web server; `seminarsite recipe github`,
`gitlab` or `rsync` writes what publishes it by itself.

Every key that may stand in a file is listed by `seminarsite keys`. Visual Studio Code offers them while you type and
marks mistyped ones (it asks to install Red Hat's extension for YAML), and so does any editor with a YAML language
server; they do so in files that end in `.yaml`. Talks may be Markdown files as well: the keys between two lines
`---`, the abstract below. After an upgrade `seminarsite schema --write` renews what editors know.
"""
