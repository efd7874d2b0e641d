"""The list of all rules about meaning. A new one is a function, a line here, and a line in `checking.Checks`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Severity
from seminarsite.judging.meaning import completeness, hours, people, prose, series
from seminarsite.judging.meaning.finding import Finding
from seminarsite.model.checking import Level
from seminarsite.model.event import Event
from seminarsite.model.site import Site


@dataclass(frozen=True)
class Rule:
    """A rule by its name, and the keys that say by what it judges, as `checks: night-from`.

    What a `passing` rule finds comes and goes with time, so that a `silence` of it may wait for its day. A rule that is
    `of_one` finds in an event what that alone gives, whatever the others and the moment.
    """

    name: str
    find: Callable[[Site], Iterator[Finding]]
    settings: tuple[str, ...] = ()
    passing: bool = False
    of_one: bool = False


NIGHT = ("checks: night-from", "checks: night-until")

RULES: tuple[Rule, ...] = (
    Rule("no-speaker", completeness.no_speaker, ("due: speaker",), passing=True),
    Rule("speaker-tba", completeness.speaker_tba, ("due: speaker",), passing=True),
    Rule("no-title", completeness.no_title, ("due: title",), passing=True),
    Rule("no-abstract", completeness.no_abstract, ("due: abstract",), passing=True),
    Rule("no-slides", completeness.no_slides, ("due: slides",), passing=True),
    Rule("no-recording", completeness.no_recording, ("due: recording", "recording: policy"), passing=True),
    Rule("broken-promise", completeness.broken_promise, passing=True),
    Rule("no-portrait", completeness.no_portrait, passing=True),
    Rule("no-homepage", completeness.no_homepage, passing=True),
    Rule("off-slot", hours.off_slot, ("slots",), passing=True),
    Rule("night-time", hours.night_time, NIGHT, of_one=True),
    Rule("speakers-night", hours.speakers_night, (*NIGHT, "`zone` of a speaker"), passing=True),
    Rule("clash", hours.clash),
    Rule("speaker-clash", hours.speaker_clash),
    Rule("no-old-time", hours.no_old_time, of_one=True),
    Rule("late-deadline", hours.late_deadline, of_one=True),
    Rule("weekday-in-text", prose.weekday_in_text, of_one=True),
    Rule("wrong-conversion", prose.wrong_conversion, of_one=True),
    Rule("seasonal-conversion", prose.seasonal_conversion),
    Rule("two-spellings", people.two_spellings, ("also-known-as",)),
    Rule("twice-on-board", series.twice_on_board),
    Rule("parity", series.parity, ("lecture: parity", "lecture: every", "lecture: since", "lecture: exceptions")),
    Rule("stale-series", series.stale_series, ("checks: stale-after", "ended"), passing=True),
    Rule("past-text", prose.past_text, passing=True),
)


def judge(site: Site) -> Iterator[Diagnostic]:
    """What the rules find that are not off, at the level of each, without what was silenced."""
    checks = site.settings.checks
    heeded: set[tuple[str, str]] = set()
    new = dataclasses.replace(site, events=tuple(event for event in site.events if not _is_quiet(event, site)))
    found: set[str] = set()
    for rule in RULES:
        level = checks.level(rule.name)
        if level is Level.OFF:
            continue
        for finding in rule.find(new if rule.of_one else site):
            found |= {entry.id for entry in finding.about if isinstance(entry, Event) and rule.of_one}
            silent = list(_silencers(finding, rule.name))
            heeded |= {(span, rule.name) for span in silent}
            if not silent:
                yield dataclasses.replace(finding.diagnostic, severity=Severity(level.value))
    for event in new.events:
        if event.id not in found:
            site.recalled.note(site.fingerprints.of_entry(event), _QUIET, value=True)
    level = checks.level("idle-silence")
    if level is not Level.OFF:
        for mistake in _idle(site, heeded):
            yield dataclasses.replace(mistake, severity=Severity(level.value))


_QUIET = "quiet"


def _is_quiet(event: Event, site: Site) -> bool:
    """Whether an earlier build has asked all rules that are of one, and none found anything in this event."""
    return _QUIET in site.recalled.of(site.fingerprints.of_entry(event))


def _silencers(finding: Finding, rule: str) -> Iterator[str]:
    """The files of the entries that silence a finding."""
    for entry in finding.about:
        for one in (entry, entry.series if isinstance(entry, Event) else None):
            if one is not None and rule in one.silence:
                yield one.at().path


def _idle(site: Site, heeded: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Each `silence` that keeps nothing silent, of rules that are not off and that time does not quiet by itself."""
    lasting = {
        rule.name for rule in RULES if not rule.passing and site.settings.checks.level(rule.name) is not Level.OFF
    }
    for entry in site.entries:
        for name in dict.fromkeys(entry.silence):
            if name in lasting and (entry.at().path, name) not in heeded:
                yield mistakes.idle_silence(entry.at("silence"), name)
