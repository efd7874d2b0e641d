"""Rules about a series as a whole: its rhythm, its end, its board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

from seminarsite import mistakes
from seminarsite.judging.meaning.finding import Finding
from seminarsite.model.people import Member
from seminarsite.model.series import NamedLecture, Series
from seminarsite.model.site import Site
from seminarsite.tools.characters import slug_of

YEAR = dt.timedelta(days=365)


def parity(site: Site) -> Iterator[Finding]:
    """Editions of a named lecture, and its first year, against its odd or even years; else against `every` and `since`."""
    for series in site.series:
        lecture = series.lecture
        if lecture is None:
            continue
        for event in site.events_of(series):
            if event.status.takes_place and not _fits(lecture, event.date.year):
                found = mistakes.off_parity(event.at("date"), event.date.year, _rhythm(lecture))
                yield Finding(found, (event,))
        if lecture.since and not _fits(lecture, lecture.since):
            yield Finding(mistakes.off_parity(series.at("lecture"), lecture.since, _rhythm(lecture)), (series,))


def _fits(lecture: NamedLecture, year: int) -> bool:
    if lecture.excuses(year):
        return True
    if lecture.parity:
        return lecture.parity.fits(year)
    return lecture.since is None or (year - lecture.since) % lecture.every == 0


def _rhythm(lecture: NamedLecture) -> str:
    if lecture.parity:
        return f"the {lecture.parity} years"
    return f"the years {lecture.since}, {(lecture.since or 0) + lecture.every}, …"


def stale_series(site: Site) -> Iterator[Finding]:
    """Series that had events, have had none for long, have none to come, and are not said to have ended."""
    for series in site.series:
        events = site.events_of(series)
        if not events or series.ended or events[-1].when.end > site.now or _leads_elsewhere(series):
            continue
        rhythm = YEAR * (series.lecture.every - 1) if series.lecture else dt.timedelta()
        last = events[-1].when.last_day
        if site.today > last + rhythm + site.settings.checks.stale_after:
            yield Finding(mistakes.stale_series(series.at("ended", "title"), series.name, last), (series,))


def _leads_elsewhere(series: Series) -> bool:
    """Whether the series has a site of its own, so that this one need not have its events."""
    return series.homepage is not None


def twice_on_board(site: Site) -> Iterator[Finding]:
    """Two terms of one member that share days. What touches, or has no dates, is passed over."""
    for series in site.series:
        for key, members in (("board", series.board), ("organisers", series.organisers)):
            for one, other in combinations(members, 2):
                if slug_of(one.name) == slug_of(other.name) and _overlap(one, other):
                    yield Finding(mistakes.twice_on_board(series.at(key), one.name), (series,))


def _overlap(one: Member, other: Member) -> bool:
    """Whether two terms share days for certain: of a term until 2020 and one from 2020 nobody knows it."""
    if any(member.former and member.until is None for member in (one, other)):
        return False
    begin = max(member.from_.last_day if member.from_ else dt.date.min for member in (one, other))
    end = min(member.until.first_day if member.until else dt.date.max for member in (one, other))
    return begin <= end
