"""Found events become content files of a site: what is new, what is there already, and why something is not taken."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.importers import hours, links, series
from seminarsite.importers.crowd import Crowd, by_name
from seminarsite.importers.findings import Findings, FoundEvent
from seminarsite.importers.series import Home, Wishes
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.values import Zone
from seminarsite.tools.prose import phrase, prose
from seminarsite.writing import names
from seminarsite.writing.contentfiles import Plain, content_file, in_order


class Outcome(NamedTuple):
    """What becomes of an event or a record: `new` with its path, `there` or `skipped` with the reason."""

    state: str
    place: Span
    what: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """The files to write, by their paths from the folder of the site, and what becomes of each event and record."""

    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    zone: Zone

    def number(self, state: str) -> int:
        return sum(one.state == state for one in self.outcomes)


def adopt(found: Findings, home: Home, wishes: Wishes) -> Adoption:
    """Nothing that exists is written again: an event of the same series and day with the same speaker or title is there."""
    return _Adopter(found, home, wishes).adoption()


class _Adopter:
    def __init__(self, found: Findings, home: Home, wishes: Wishes) -> None:
        self.found, self.home, self.wishes = found, home, wishes
        self.belonging = series.belonging(found, home, wishes)
        site = home.site
        speakers: dict[str, Speaker] = {s.id: s for s in site.speakers} if site else {}
        self.known = {path.rpartition("/")[2].rpartition(".")[0] for path in home.names if path.startswith("speakers/")}
        self.crowd = Crowd.of(speakers.values(), self.known)
        self.files: dict[str, str] = {}
        self.outcomes: list[Outcome] = []
        self.notes: list[Diagnostic] = list(found.notes)
        stems = {path.rpartition("/")[2].rpartition(".")[0] for path in home.names if path.startswith("events/")}
        self.taken = stems | ({e.id for e in site.events} if site else set())
        self.withheld = {name for name, _ in site.withheld} if site else set()
        self.secrets: dict[str, str] = {}
        self.there: dict[tuple[str | None, dt.date], list[Event]] = {}
        for event in site.events if site else ():
            self.there.setdefault((event.series.id if event.series else None, event.date), []).append(event)
        self.taken_in: dict[tuple[object, ...], Span] = {}
        self.hourless: list[Span] = []

    def adoption(self) -> Adoption:
        pairs = sorted(
            zip(self.found.events, self.belonging.of, strict=True),
            key=lambda pair: (hours.day_of(pair[0]).isoformat(), pair[0].place),
        )
        for event, _ in pairs:
            for one in event.speakers:
                self.crowd.add(one)
        fresh = [pair for pair in pairs if self._is_new(*pair)]
        for event, of in fresh:
            self._write(event, of)
        self.files |= self.crowd.files((one for event, _ in fresh for one in event.speakers), self.known)
        used = {of.id for _, of in fresh if of}
        for new in self.belonging.new:
            if new.id in used or not self.found.events:
                keys: dict[str, Plain] = dict(series.file_of(new))
                about = self.found.about if len(self.belonging.new) == 1 else ""
                self.files[f"content/series/{new.id}.md"] = content_file(keys, _prose(about))
        self.outcomes += [Outcome("skipped", p.place, "", p.why) for p in self.found.passed]
        self.notes += [mistakes.passed_over(p.place, p.why) for p in self.found.passed]
        if self.hourless:
            self.notes.append(mistakes.no_hour(Span(self.hourless[0].path), len(self.hourless)))
        floating = [e for e, _ in fresh if isinstance(e.start, dt.datetime) and e.start.tzinfo is None and not e.zone]
        if floating and self.belonging.zone == "UTC" and not self.wishes.zone:
            self.notes.append(mistakes.no_zone(Span(floating[0].place.path), len(floating)))
        return Adoption(
            files=dict(sorted(self.files.items())),
            outcomes=tuple(self.outcomes),
            notes=tuple(self.notes),
            zone=self.belonging.zone,
        )

    def _is_new(self, event: FoundEvent, of: Series | None) -> bool:
        """Whether an event is neither in the site nor a second time in the source."""
        day = hours.day_of(event)
        who = {by_name(one.name) for one in event.speakers}
        title = names.shortened(event.title or "", 200)
        for other in self.there.get((of.id if of else None, day), ()):
            theirs = {
                by_name(n) for a in other.people for n in (a.speaker.name, a.speaker.id, *a.speaker.also_known_as)
            }
            same_title = title and title == names.shortened(getattr(other.title, "text", ""), 200)
            if same_title or (who & theirs) or (not who and not title):
                self.outcomes.append(Outcome("there", event.place, _line(event), other.at().path))
                return False
        wanted = names.of_event(day, [one.name for one in event.speakers], event.title, ())
        if wanted in self.withheld:
            self.outcomes.append(Outcome("there", event.place, _line(event), f"{wanted}, which is not published yet"))
            return False
        key = (of.id if of else None, str(event.start), event.zone, frozenset(who), title)
        if key in self.taken_in:
            self.outcomes.append(Outcome("skipped", event.place, _line(event), f"the same as {self.taken_in[key]}"))
            self.notes.append(mistakes.twice_in_source(event.place, str(self.taken_in[key])))
            return False
        self.taken_in[key] = event.place
        return True

    def _write(self, event: FoundEvent, of: Series | None) -> None:
        id_ = self._id(event)
        self.taken.add(id_)
        place = f"content/events/{of.id}/{id_}.md" if of else f"content/events/{id_}.md"
        when = hours.written(event, of, self.belonging.zone, self.home, self.wishes)
        if when.hourless:
            self.hourless.append(event.place)
        speakers: list[Plain] = [self.crowd.entry(one) for one in event.speakers]
        if not speakers and not event.title and not when.over:
            speakers = ["tba"]
        keys: dict[str, Plain] = {
            "series": of.id if of else None,
            "kind": event.kind,
            **when.keys,
            "status": event.status,
            "title": _title(event.title) if event.title else "tba",
            "speaker" if len(speakers) == 1 else "speakers": speakers[0] if len(speakers) == 1 else speakers,
            "host": event.host,
            "place": event.where if not (of and of.place and of.place.name == event.where) else None,
            "language": event.language if not (of and of.language == event.language) else None,
            "topics": list(event.topics),
            "draft": True if event.draft else None,
            **self._online(event, id_, of, over=when.over),
            **_links(event),
        }
        self.files[place] = content_file(in_order(keys), _prose(event.abstract))
        self.outcomes.append(Outcome("new", event.place, _line(event), place))

    def _id(self, event: FoundEvent) -> str:
        """By day and speaker; a file of a site like ours gets back the name that calendars know it by."""
        own = (event.uid or "").partition("@")[0]
        if re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z0-9]+(-[a-z0-9]+)*", own) and len(own) <= 80 and own not in self.taken:
            return own
        who = [self.crowd.person(one).name for one in event.speakers]
        return names.of_event(hours.day_of(event), who, event.title, self.taken)

    def _online(self, event: FoundEvent, id_: str, of: Series | None, *, over: bool) -> dict[str, Plain]:
        """The platform; and for what is to come the link, in a file of secrets/, which is shown nowhere until somebody says so."""
        usual = of.online.platform if of and of.online else None
        platform = event.platform if event.platform != usual else None
        if not event.meeting or over:
            if event.meeting:
                self.notes.append(mistakes.meeting_kept(event.place, "the event is over, so it was left out"))
            return {"online": platform}
        if event.meeting not in self.secrets:
            taken = {
                path.rpartition("/")[2].rpartition(".")[0]
                for path in (*self.home.names, *self.files)
                if "secrets/" in path
            }
            wanted = [f"{of.id if of else id_}-{event.platform or 'meeting'}", f"{id_}-{event.platform or 'meeting'}"]
            self.secrets[event.meeting] = f"secrets/{names.free(wanted, taken)}.txt"
            self.files[self.secrets[event.meeting]] = event.meeting + "\n"
        file = self.secrets[event.meeting]
        self.notes.append(mistakes.meeting_kept(event.place, f"it is kept in {file}, and shown nowhere"))
        codes = f"Passcode: {', '.join(event.codes)}" if event.codes else None
        return {"online": {"platform": event.platform, "join": {"link": f"file:{file}"}}, "notes": codes}


def _line(event: FoundEvent) -> str:
    who = ", ".join(one.name for one in event.speakers)
    return f"{hours.day_of(event)} {': '.join(filter(None, (who, event.title)))}"


def _links(event: FoundEvent) -> dict[str, Plain]:
    """One address as a text, several as a list; other links with their words, where they have any."""
    found: dict[str, Plain] = {}
    for key in ("video", "slides", "paper", "code"):
        urls = [url for url in getattr(event, key) if not links.is_meeting(url)]
        found[key] = urls[0] if len(urls) == 1 else list(urls)
    others: list[Plain] = [
        {"url": url, "label": label} if label else url for url, label in event.links if not links.is_meeting(url)
    ]
    return found | {"links": others}


def _sound(ways: Iterable[str]) -> str:
    """The first of several ways of writing a text that our reader has nothing against, else nothing."""
    for one in ways:
        report = Report()
        prose(one, Span(""), report)
        if not report.failed:
            return one
    return ""


def _prose(text: str) -> str:
    """Markdown that our reader takes: formulas that are none become dollars, links that are none their words."""
    if not text.strip():
        return ""
    dollars = re.sub(r"(?<!\\)\$", r"\\$", text)
    words = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", dollars)
    return _sound((text, dollars, words, re.sub(r"[<>\[\]\\`|]", " ", text)[:20_000]))


def _title(title: str) -> str:
    for one in (title, re.sub(r"(?<!\\)\$", r"\\$", title)):
        report = Report()
        phrase(one, Span(""), report)
        if not report.failed and next(iter(links.without_meetings(one).meetings), None) is None:
            return one
    return links.without_meetings(title).text or "tba"
