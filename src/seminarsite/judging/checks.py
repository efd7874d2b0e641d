"""Rules about the whole site. CHECKS lists them: a new rule is one function and a line there.

These are of how entries belong together; those that organisers may turn off stand in `meaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.drawing.colours import PAPER, contrast, palette
from seminarsite.judging.meaning.rules import judge
from seminarsite.judging.revealing import ENOUGH, is_weak
from seminarsite.model.event import Event
from seminarsite.model.joining import Join, Visibility
from seminarsite.model.series import Series
from seminarsite.model.site import Search, Site
from seminarsite.model.values import Slug
from seminarsite.reading import ledger
from seminarsite.tools import fulltext, zones
from seminarsite.tools.catalogues import Sentences
from seminarsite.tools.cores import Step, unseen


def zones_are_as_told(site: Site) -> Iterator[Diagnostic]:
    """Governments change their clocks: an hour on the wall that is the same as before may be another instant."""
    upcoming = {event.id: event for event in site.upcoming}
    for (name, part), history in (site.ledger.by_event if site.ledger else {}).items():
        event = upcoming.get(Slug(name))
        if event is None or history.is_withdrawn or not (moved := ledger.hour_moved(history.facts)):
            continue
        # Where the organisers have given it another hour since, the one that was told does not count any more.
        if part or moved[1] == event.when.start:
            told, now = (f"{zones.utc(moment):%H:%M} UTC" for moment in moved)
            yield mistakes.zone_has_new_rules(event.at("time", "programme", "date"), told, now)


def sister_is_known(site: Site) -> Iterator[Diagnostic]:
    known = [series.id for series in site.series]
    for series in site.series:
        sister = series.lecture and series.lecture.partner and series.lecture.partner.series
        if sister and sister not in known:
            yield mistakes.unknown_reference(series.at("lecture"), "series", sister, known)


def terms_run_forward(site: Site) -> Iterator[Diagnostic]:
    """Nobody leaves a board before joining it, and nothing ends before it began."""

    def backward(series: Series) -> bool:
        return bool(series.founded and series.ended and series.ended.last_day < series.founded.first_day)

    for series in site.series:
        if backward(series):
            yield mistakes.ends_before_start(series.at("ended"))
        for member in (*series.board, *series.organisers):
            if member.from_ and member.until and member.until.last_day < member.from_.first_day:
                yield mistakes.ends_before_start(series.at("board", "organisers"))


def joining_is_whole(site: Site) -> Iterator[Diagnostic]:
    """What the rule of a join link needs."""
    for event, join, span in _joins(site):
        if join.rule is Visibility.REGISTRATION and join.registration is None:
            yield mistakes.nothing_to_register(span)
        if join.rule is Visibility.LOCKED and join.passcode is None:
            yield mistakes.nothing_to_unlock(span)
        if join.rule is Visibility.LOCKED and join.riddle is None and is_weak(join):
            yield mistakes.weak_passcode(span, ENOUGH)
        if join.visible is Visibility.MAILING_LIST and not (event.series and event.series.mailing_list):
            yield mistakes.no_mailing_list(span)


def joining_is_of_one_rule(site: Site) -> Iterator[Diagnostic]:
    """A riddle, say, of a link that is not locked: somebody believes that it is."""
    for event, join, span in _joins(site):
        usual = event.series.online.join if event.series and event.series.online else None
        inherited = usual if usual is not join and "online" in event.spans else None
        idle = [
            key.strip("_")
            for rule, keys in JOIN_KEYS.items()
            for key in keys
            if rule is not join.rule and getattr(join, key) not in (None, getattr(inherited, key, None))
        ]
        if idle:
            yield mistakes.of_another_rule(span, idle, join.rule)


JOIN_KEYS = {
    Visibility.WINDOW: ("from_", "until"),
    Visibility.REGISTRATION: ("registration",),
    Visibility.LOCKED: ("riddle", "passcode"),
}


def _joins(site: Site) -> Iterator[tuple[Event, Join, Span]]:
    """Each event's rule for joining, and where it stands: with the event or, once for all, with its series."""
    for event in site.events:
        if event.online and event.online.join:
            own = event.series is None or "online" in event.spans
            yield (
                event,
                event.online.join,
                (event.at("online") if own or not event.series else event.series.at("online")),
            )


def address_is_of_a_folder(site: Site) -> Iterator[Diagnostic]:
    """All absolute links are made by putting an address behind that of the site."""
    if "?" in site.settings.url or "#" in site.settings.url:
        yield mistakes.address_with_more(site.settings.at("url"), site.settings.url)


def interface_has_the_language(site: Site) -> Iterator[Diagnostic]:
    """That of the site; entries in others show no sentences of ours."""
    if not Sentences(site.settings.language, site.settings.catalogues).is_translated:
        yield mistakes.no_catalogue(site.settings.at("language"), site.settings.language)


def search_can_be_made(site: Site) -> Iterator[Diagnostic]:
    if site.settings.search is Search.PAGEFIND and not fulltext.is_installed():
        yield mistakes.no_pagefind(site.settings.at("search"))


def accent_can_be_read(site: Site) -> Iterator[Diagnostic]:
    """On light ground, for which it is given; by night and for the stage we take a shade of it anyway."""
    settings = site.settings
    if settings.accent is None:
        if "accent" in settings.spans:
            yield mistakes.accent_is_comment(settings.at("accent"))
    elif (used := palette(settings.accent).light) != settings.accent:
        measured = f"{contrast(settings.accent, PAPER):.1f}"
        yield mistakes.weak_accent(settings.at("accent"), settings.accent, measured, used)


CHECKS: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    sister_is_known,
    terms_run_forward,
    joining_is_whole,
    joining_is_of_one_rule,
    address_is_of_a_folder,
    zones_are_as_told,
    interface_has_the_language,
    search_can_be_made,
    accent_can_be_read,
)


def check(site: Site, report: Report, step: Step = unseen) -> None:
    """All that is wrong with a site, for the report; `step` is told of each rule."""
    for rule in CHECKS:
        report.add(*rule(site))
        step(1)
    report.add(*judge(site))
