"""The oracle: looks at what was made, as a browser, a feed reader or a thief would, before it is published.

An Inspector is shown one file after the other and keeps only facts about each, so that a site need
not fit into memory. What it finds are diagnostics at the line of content, or of the site's own
template, that a file comes from.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from seminarsite import mistakes, routes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.judging.revealing import shown_links
from seminarsite.model.recalled import Recalled
from seminarsite.model.site import Site
from seminarsite.model.values import Sealed
from seminarsite.model.walk import parts, within
from seminarsite.outputs import Copy, Output, Page
from seminarsite.verifying import calendarflaws, markup
from seminarsite.verifying.addresses import Addresses, Fault, Maker
from seminarsite.verifying.leaks import Sieve, as_written, texts
from seminarsite.verifying.markup import Broken, Facts, Flaw, Ref

_TEXT = frozenset("html htm xhtml svg css js mjs xml ics json webmanifest txt md csv vtt bib ris".split())
_HTML = frozenset("html htm xhtml".split())

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ORDINARY = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+))", re.IGNORECASE)
_SPELLED = re.compile(r"&#(?!(?:3[489]|6[02]|x27);)")  # a letter as a number; quotes and brackets often are

_FLAWS: Mapping[str, Maker] = {
    "markup": mistakes.ambiguous_markup,
    "inline-script": mistakes.inline_script,
    "inline-style": mistakes.inline_style,
    "event-handler": mistakes.event_handler,
    "element": mistakes.refused_element,
    "foreign": mistakes.loads_foreign,
    "not-valid": mistakes.not_valid,
}


class Findings(NamedTuple):
    """What an Inspector knows of the files that it was shown; another one can take it over."""

    faults: Sequence[tuple[str, Fault]]
    ids: Mapping[str, frozenset[str]]
    places: Sequence[tuple[str, str, str, str]]


def sieve(site: Site) -> Sieve[Sealed]:
    """Finds what is private. It is worth keeping: it takes a while to make."""
    shown = shown_links(site)
    hidden = ((sealed.secret.reveal(), sealed) for sealed in site.sealed)
    return Sieve((text, sealed) for secret, sealed in hidden if secret not in shown for text in texts(secret))


class Inspector:
    """Looks at the files of one site, in any order.

    `find` gives the place in the site's own templates where a text stands, `private` is `sieve(site)`.
    """

    def __init__(
        self,
        site: Site,
        planned: Mapping[str, Output],
        find: Callable[[str], Span | None] = lambda _: None,
        private: Sieve[Sealed] | None = None,
    ) -> None:
        self._site, self._planned, self._find = site, planned, find
        self._addresses = Addresses(site.settings.url.rstrip("/") + "/", planned)
        self._sieve = private or sieve(site)
        self._notes = site.recalled if site.fingerprints.complete else Recalled()  # else calendars may show a secret
        self._faults: dict[tuple[object, ...], list[tuple[str, Fault]]] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._places: list[tuple[str, str, str, str]] = []  # file, the one it leads to, the id there, the address

    def look(self, path: str, content: bytes) -> Findings:
        """What is to be known of a file, which is noted, too."""
        before = len(self._places)
        faults = [(path, fault) for fault in self._all_faults(path, content)]
        for _, fault in faults:
            self._note(path, fault)
        return Findings(faults, {path: self._ids[path]} if path in self._ids else {}, self._places[before:])

    def _note(self, path: str, fault: Fault) -> None:
        self._faults.setdefault((fault.make, fault.about), []).append((path, fault))

    @property
    def findings(self) -> Findings:
        """Plain values, for a process to send to another."""
        return Findings([each for all_ in self._faults.values() for each in all_], self._ids, self._places)

    def take_over(self, findings: Findings) -> None:
        for path, fault in findings.faults:
            self._note(path, fault)
        self._ids.update(findings.ids)
        self._places += findings.places

    def learn(self, path: str, content: bytes) -> None:
        """Note the ids of a page, because others lead there."""
        self._ids[path] = frozenset(markup.read_html(_decoded(content) or "").ids)

    @property
    def awaited(self) -> frozenset[str]:
        """Pages that others lead into and that were not looked at yet."""
        return frozenset(there for _, there, _, _ in self._places if there not in self._ids and _kind(there) in _HTML)

    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong. The same fault on many pages, as of a template, is told once."""
        for path, there, id_, url in self._places:
            if _kind(there) in _HTML and id_ not in self._ids.get(there, frozenset()):
                self._note(path, Fault.of(mistakes.no_such_place, url))
        self._places.clear()
        return [self._told(noted) for noted in self._faults.values()]

    # --- one file --------------------------------------------------------------------------------

    def _all_faults(self, path: str, content: bytes) -> Iterator[Fault]:
        kind = _kind(path)
        searched = as_written(content, kind)
        text = _decoded(content) if kind in _TEXT else ""
        if text is None:
            if not (isinstance(self._planned[path], Copy) and kind in ("txt", "md", "csv")):  # a file of long ago
                yield Fault.of(mistakes.not_valid, "it is not UTF-8 text")
            text = ""
        rare = content.translate(None, _ORDINARY).decode() if text else ""  # a few of many: a pattern looks at each
        for character in sorted(_invisible(rare, text, kind)):
            yield Fault.of(mistakes.invisible_character, character)
        yield from self._leaks(searched)
        if _SPELLED.search(text):
            yield from self._leaks(unescape(text).encode("utf-8", "replace"))
        if text or kind in ("ics", "xml", "json", "svg"):
            yield from self._by_kind(path, kind, text, content)

    def _by_kind(self, path: str, kind: str, text: str, content: bytes) -> Iterator[Fault]:
        try:
            if kind in _HTML:
                yield from self._page(path, markup.read_html(text))
            elif kind == "css":
                yield from self._facts(path, markup.read_css(text))
            elif kind == "svg":
                yield from self._facts(path, markup.read_svg(content))
            elif kind == "xml":
                yield from self._feed(path, content)
            elif kind in ("json", "webmanifest"):
                json.loads(text)
            elif kind == "ics":
                found = calendarflaws.flaws(content)
                if path == routes.calendar(self._site):  # most subscribe to it, and it is never large
                    found = itertools.chain(found, calendarflaws.misread_anew(content, self._notes))
                yield from (Fault.of(mistakes.not_valid, reason) for reason in found)
        except (Broken, ValueError, RecursionError) as error:
            yield Fault.of(mistakes.not_valid, str(error))

    def _page(self, path: str, facts: Facts) -> Iterator[Fault]:
        yield from self._facts(path, facts)
        planned = self._planned[path]
        if isinstance(planned, Page):
            for reason in _policy_flaws(facts.policies, facts.styles, planned.compiled):
                yield Fault.of(mistakes.no_policy, reason)
        for style in () if path == routes.NOT_FOUND else facts.styles:
            yield Fault.of(mistakes.inline_style, "<style>", style[:40])

    def _facts(self, path: str, facts: Facts) -> Iterator[Fault]:
        """The rules that pages, drawings and stylesheets have in common."""
        ids = frozenset(facts.ids)
        self._ids[path] = ids
        if len(ids) < len(facts.ids):
            for id_ in sorted(id_ for id_ in ids if facts.ids.count(id_) > 1):
                yield Fault.of(mistakes.repeated_id, id_, f'id="{id_}"')
        for id_ in sorted(set(facts.idrefs) - ids):
            yield Fault.of(mistakes.unknown_id, id_, f'"{id_}"')
        for flaw in facts.flaws:
            yield Fault.of(_FLAWS[flaw.code], flaw.shown)
        folder = path.split("/")[:-1]
        for ref in facts.refs:
            there = self._addresses.leads_to(folder, ref)
            if isinstance(there, Fault):
                yield there
            elif there.id:
                self._places.append((path, there.path or path, there.id, ref.url))

    def _feed(self, path: str, content: bytes) -> Iterator[Fault]:
        root = markup.tree(content)
        refs: list[Ref] = []
        flaws: list[Flaw] = []
        for node in root.iter():
            name, text = node.tag.rpartition("}")[2], (node.text or "").strip()
            if name == "loc" or (name == "link" and "href" in node.attrib):
                refs.append(Ref(text if name == "loc" else node.attrib["href"], loads=False, kind="a"))
            elif name in ("content", "summary", "title") and node.attrib.get("type") == "html":
                facts = markup.read_html(text)
                refs += facts.refs
                flaws += (*facts.flaws, *(Flaw("inline-style", "<style>") for _ in facts.styles))
        yield from self._facts(path, Facts(tuple(refs), flaws=tuple(flaws)))
        if root.tag == f"{{{_ATOM}}}feed":
            for reason in _atom_flaws(root):
                yield Fault.of(mistakes.not_valid, reason)

    def _leaks(self, content: bytes) -> Iterator[Fault]:
        for sealed in self._sieve.find(content):
            if not sealed.draft:
                yield Fault(mistakes.shows_secret, sealed.span, "")
            elif not self._is_public(sealed.secret.reveal()):
                yield Fault(mistakes.shows_draft, sealed.span, "")

    def _is_public(self, text: str) -> bool:
        """Whether something published says the same in so many words, as two talks with one title."""
        return any(text in said for entry in self._site.entries for said in parts(entry, str))

    # --- places ----------------------------------------------------------------------------------

    def _told(self, noted: list[tuple[str, Fault]]) -> Diagnostic:
        paths = sorted({path for path, _ in noted})
        output = self._planned[paths[0]]
        fault = min(noted, key=lambda one: one[0])[1]
        more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        template = f" (template {output.template})" if isinstance(output, Page) else ""
        span = (self._find(fault.clue) if isinstance(output, Page) and fault.clue else None) or self._key(output, fault)
        return fault.make(span, f"{paths[0]}{more}{template}", fault.about)

    def _key(self, output: Output, fault: Fault) -> Span:
        """The key whose value holds the clue, where the output comes from a file of content."""
        clue = unescape(fault.clue)
        for entry in self._site.entries if clue else ():
            if entry.at().path == output.source.path:
                for key, span in entry.spans.items():
                    if key and any(clue in said for said in within(getattr(entry, key, None), str)):
                        return span
        return output.source


def verify(site: Site, planned: Mapping[str, Output], made: Mapping[str, bytes]) -> list[Diagnostic]:
    """What is wrong with a whole site that was made."""
    inspector = Inspector(site, planned)
    for path, content in made.items():
        inspector.look(path, content)
    return inspector.diagnostics()


def _kind(path: str) -> str:
    return path.rpartition(".")[2].lower()


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _invisible(rare: str, text: str, kind: str) -> set[str]:
    """Control characters, and those that turn the direction of writing; also as &#8238;."""
    found = set(_FORBIDDEN.findall(rare))
    if kind in (*_HTML, "svg", "xml") and _SPELLED.search(text):
        for hexadecimal, decimal in set(_REFERENCE.findall(text)):
            code = int(hexadecimal, 16) if hexadecimal else int(decimal[:9])
            found.update(_FORBIDDEN.findall(chr(code) if code < 0x110000 else ""))
    return found


# --- policies, feeds -----------------------------------------------------------------------------


@functools.lru_cache
def _policy_flaws(policies: tuple[str, ...], styles: tuple[str, ...], compiled: bool) -> tuple[str, ...]:  # noqa: FBT001
    return tuple(_flaws_of_policy(policies, styles, compiled=compiled))


def _flaws_of_policy(policies: tuple[str, ...], styles: tuple[str, ...], *, compiled: bool) -> Iterator[str]:
    if not policies:
        yield "has no Content-Security-Policy"
        return
    told = [part.split() for part in policies[0].split(";") if part.strip()]
    rules = {words[0]: set(words[1:]) for words in reversed(told)}
    if rules.get("default-src") != {"'none'"}:
        yield "its Content-Security-Policy does not begin with default-src 'none'"
    allowed = {"'self'", "'none'", *(("'wasm-unsafe-eval'",) if compiled else ())}
    if not rules.get("script-src", set()) <= allowed:
        yield "its Content-Security-Policy allows scripts that are not of this site"
    for style in styles:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in rules.get("style-src", set()):
            yield "its Content-Security-Policy does not have the hash of its style"


_ATOM = "http://www.w3.org/2005/Atom"


def _atom_flaws(feed: Element) -> Iterator[str]:
    """RFC 4287 4.1: what a feed and each of its entries must have."""
    entries = feed.findall(f"{{{_ATOM}}}entry")
    for node in (feed, *entries):
        for name in ("id", "title", "updated"):
            if len(node.findall(f"{{{_ATOM}}}{name}")) != 1:
                yield f"not one {name} in {node.tag.rpartition('}')[2]}"
        if node is not feed and all(one.find(f"{{{_ATOM}}}author") is None for one in (feed, node)):
            yield "an entry without author"
    ids = [node.findtext(f"{{{_ATOM}}}id") for node in (feed, *entries)]
    yield from (f"the id {id_} stands there twice" for id_ in sorted({str(i) for i in ids if ids.count(i) > 1}))
