"""What HTML, SVG and CSS ask of a browser: addresses, ids, scripts, styles. A page becomes facts.

The reader of HTML is strict on purpose: what it cannot read as one unambiguous sequence of tags is
a fault, so that no browser can see an element that it does not see. It reads each distinct line once,
because the pages of a site share most of theirs: a quarter of the time of html.parser.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from xml.etree import ElementTree


class Ref(NamedTuple):
    """An address that a file names. `loads` where a browser fetches it by itself, not on a click."""

    url: str
    loads: bool
    kind: str


class Flaw(NamedTuple):
    """What must not be in a file: the code of its message, what is to be shown, where to look for it."""

    code: str
    shown: str


class Facts(NamedTuple):
    """All that the rules ask of one file; the file itself can be forgotten."""

    refs: tuple[Ref, ...] = ()
    ids: tuple[str, ...] = ()
    idrefs: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    policies: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


NOTHING = Facts()


class Broken(Exception):
    """A file that is not what its name says; the reason."""


# Unquoted values, quotes in names, a slash amid attributes: browsers have rules for them, we have none.
_ATTRIBUTE = r"""[^\s"'<>/=\x00-\x1f]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
_TAG = rf"[a-zA-Z][a-zA-Z0-9:-]*+(?:\s++{_ATTRIBUTE})*+\s*+/?+>"
_RAW = "script|style|title|textarea"  # what stands in these is text, whatever it looks like
_REFUSED = "base|foreignobject|plaintext|xmp|noembed|noframes"  # they change what the rest means
# Attributes that no rule asks about, each once at most.
_SILENT = "".join(
    rf'(?: (?:{name})="[^"<]*+")?+' for name in ("class", "name|property", "content", "datetime", "value")
)
# What stands after each `<` that begins something; nothing where it is a tag that no rule asks about.
_TOKEN = re.compile(
    rf"<(?:/[a-z][a-z0-9:-]*+\s*+>|(?!(?:{_RAW}|{_REFUSED})[\s>/])[a-z][a-z0-9:-]*+{_SILENT}>"
    rf"|((?:(?:{_RAW})(?=[\s>/]){_TAG[len('[a-zA-Z][a-zA-Z0-9:-]*+') :]}(?s:.*?)(?:</(?:{_RAW})\s*+>|\Z))"
    rf"|(?!(?:{_RAW})[\s>/]){_TAG}|!--(?!-?>)(?s:.*?)(?:-->|\Z)|!doctype html\s*+>|[a-z/!?]))",
    re.IGNORECASE,
)
_LONE = Flaw("markup", "<")  # begins nothing that we know
_RAW_ELEMENT = re.compile(rf"(<[a-z]+(?:\s++{_ATTRIBUTE})*+\s*+/?+>)(.*)</([a-z]+)\s*>", re.IGNORECASE | re.DOTALL)
_RAW_START = re.compile(rf"<(?:{_RAW})[\s>/]", re.IGNORECASE)
_UNCLEAR = re.compile("--!>|<!--|</noscript")  # some readers end or begin a comment there
_NAME = re.compile(r"<([a-z][a-z0-9:-]*)", re.IGNORECASE)
_PAIR = re.compile(r"""\s++([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
_MATHS = re.compile(r"<math[\s>].*?</math\s*>", re.IGNORECASE | re.DOTALL)

_ADDRESSES = frozenset(
    "href src poster action formaction data cite background longdesc ping manifest xlink:href".split()
)
_SETS = frozenset(("srcset", "imagesrcset"))
_IDREFS = frozenset(
    "for headers list form popovertarget commandfor itemref aria-labelledby aria-describedby aria-controls aria-owns "
    "aria-details aria-errormessage aria-activedescendant aria-flowto".split()
)
_LOADS = frozenset("script img image iframe frame embed object source audio video track input use body feimage".split())
_LOADED_LINKS = frozenset(
    "stylesheet icon apple-touch-icon mask-icon preload modulepreload prefetch prerender dns-prefetch preconnect manifest "
    "pingback".split()
)
_LOADING_KEYS = frozenset(("poster", "background", "ping", "manifest"))
_CHANGING = frozenset(_REFUSED.split("|"))
_RARE = frozenset(("style", "srcdoc", "attributename"))
_REFRESH = re.compile(r"\s*\d+\s*(?:[;,]\s*(?:url\s*=\s*)?['\"]?(.*?)['\"]?)?\s*", re.IGNORECASE)
_PICTURES = frozenset("img image source input feimage".split())


def read_html(text: str) -> Facts:
    """The facts of a page, or of a piece of one.

    They are those of its lines, if each line can be read without the others: then every tag, comment and element of
    raw text that begins in a line also ends there, so that none reaches over the beginning of the next one.
    """
    found: list[Facts] = []
    for line in text.split("\n"):
        facts = _line(line) if len(line) < _LONG else _alone(line)
        if facts is None:
            return _read(text)
        found += facts
    return _together(found)


def _alone(line: str) -> tuple[Facts, ...] | None:
    """What there is to be known of a line; None where something in it may go on in the next one."""
    found = tuple([facts for token in _TOKEN.findall(line) if token and (facts := _token(token)) is not NOTHING])
    if not any(one.flaws for one in found):
        return found
    facts = _read(line)
    return None if any(flaw.code in ("markup", "inline-style") for flaw in facts.flaws) else (facts,)


_LONG = 1000  # characters of what hardly stands on two pages
_line = functools.lru_cache(maxsize=8192)(_alone)


def _read(text: str) -> Facts:
    facts = _together(map(_token, filter(None, _TOKEN.findall(text))))
    if not facts.flaws:
        return facts
    flaws = [flaw for flaw in facts.flaws if flaw.code != "inline-style"]
    if _LONE in flaws:
        at = next(m.start() for m in _TOKEN.finditer(text) if m[1] and len(m[1]) == 1)
        flaws[flaws.index(_LONE)] = Flaw("markup", text[at : at + 40])
    outside = _MATHS.sub("", text)  # MathML may have styles
    flaws += [flaw for flaw in facts.flaws if flaw.code == "inline-style" and flaw.shown in outside]
    return facts._replace(flaws=tuple(flaws))


def _facts_of(token: str) -> Facts:
    """The facts of a tag, a comment, or an element of raw text with its end, from behind its `<` on."""
    if len(token) == 1:
        return Facts(flaws=(_LONE,))
    whole = f"<{token}"
    if token.startswith("!"):
        unclear = token.startswith("!--") and (not token.endswith("-->") or _UNCLEAR.search(whole, 4))
        return Facts(flaws=(Flaw("markup", whole[:40]),)) if unclear else NOTHING
    if not _RAW_START.match(whole):
        return _start(whole)
    element = _RAW_ELEMENT.fullmatch(whole)
    if element is None:  # it is not closed
        return Facts(flaws=(Flaw("markup", whole[:40]),))
    start, inside = _start(element[1]), _raw(element[1], element[2], element[3].lower())
    return start if inside is NOTHING else _together((start, inside))


_remembered = functools.lru_cache(maxsize=8192)(_facts_of)


def _token(token: str) -> Facts:
    return _remembered(token) if len(token) < _LONG else _facts_of(token)


def _raw(start: str, text: str, end: str) -> Facts:
    name = _NAME.match(start)
    assert name is not None
    kind = name[1].lower()
    if kind != end:
        return Facts(flaws=(Flaw("markup", f"{start}…</{end}>"),))
    if kind == "style":
        return read_css(text)._replace(styles=(text,))
    if kind == "script":
        attributes = dict(_attributes(start))
        if attributes.get("type", "").lower() == "application/ld+json":
            return Facts(flaws=tuple(_json(text)))
        if "src" not in attributes:
            return Facts(flaws=(Flaw("inline-script", start),))
    return NOTHING


def _json(text: str) -> Iterator[Flaw]:
    try:
        json.loads(text)
    except ValueError as error:
        yield Flaw("not-valid", f"JSON-LD: {error}")


def _attributes(tag: str) -> list[tuple[str, str]]:
    return [(name.lower(), unescape(one or two or three)) for name, one, two, three in _PAIR.findall(tag)]


def _start(tag: str) -> Facts:
    """The facts of one start tag as it is written."""
    name = _NAME.match(tag)
    assert name is not None
    pairs = _attributes(tag)
    attributes = dict(reversed(pairs))
    facts = element(name[1].lower(), attributes, tag)
    # A key twice; or what ends an element of raw text, noscript among them, where it looks like a value.
    if len(attributes) < len(pairs) or "</" in tag:
        facts = facts._replace(flaws=(*facts.flaws, Flaw("markup", tag)))
    return NOTHING if facts == NOTHING else facts


class _Shape(NamedTuple):
    """What the names of an element and of its attributes say, whatever the values are."""

    addresses: tuple[tuple[str, bool, str], ...]
    """The attributes that hold one, with what else a Ref says of it."""
    sets: tuple[str, ...]
    idrefs: tuple[str, ...]
    handlers: int
    is_rare: bool
    """There is more to be asked of it."""


@functools.lru_cache(maxsize=1024)
def _shape(name: str, keys: tuple[str, ...], rel: str) -> _Shape:
    kind = "picture" if name in _PICTURES or (name == "link" and "icon" in rel) else name
    is_loaded = name in _LOADS or (name == "link" and not _LOADED_LINKS.isdisjoint(rel.lower().split()))
    addresses = [
        (key, is_loaded if name == "link" else key in _LOADING_KEYS or (is_loaded and key != "cite"), kind)
        for key in keys
        if key in _ADDRESSES and (key != "data" or name == "object")
    ]
    return _Shape(
        tuple(addresses),
        tuple(key for key in keys if key in _SETS),
        tuple(key for key in keys if key in _IDREFS),
        sum(key.startswith("on") for key in keys),
        name == "meta" or name in _CHANGING or not _RARE.isdisjoint(keys),
    )


def element(name: str, attributes: Mapping[str, str], shown: str) -> Facts:
    """The facts of an element of HTML or SVG; names in lower case."""
    shape = _shape(name, tuple(attributes), attributes.get("rel", "") if name == "link" else "")
    refs = [Ref(attributes[key].strip(" \t\n\r\f"), loads, kind) for key, loads, kind in shape.addresses]
    for key in shape.sets:
        told = (one.split() for one in attributes[key].split(","))
        refs += [Ref(words[0], loads=True, kind="picture") for words in told if words]
    ids = (attributes["id"],) if "id" in attributes else ()
    idrefs = [one for key in shape.idrefs for one in attributes[key].split()]
    flaws = [Flaw("event-handler", shown)] * shape.handlers
    facts = Facts(tuple(refs), ids, tuple(sorted(idrefs)), tuple(flaws))
    return _together((facts, _rare(name, attributes, shown))) if shape.is_rare else facts


def _rare(name: str, attributes: Mapping[str, str], shown: str) -> Facts:
    """What else there is to be known of some elements."""
    flaws: list[Flaw] = []
    refs: list[Ref] = []
    policies: list[str] = []
    if "style" in attributes:
        flaws.append(Flaw("inline-style", shown))
        if read_css(attributes["style"]).refs:
            flaws.append(Flaw("foreign", shown))
    if "srcdoc" in attributes or name in _CHANGING or "href" in attributes.get("attributename", ""):
        flaws.append(Flaw("element", shown))
    told = attributes.get("http-equiv", "").lower() if name == "meta" else ""
    if told == "content-security-policy":
        policies.append(attributes.get("content", ""))
    elif told == "refresh":
        after = _REFRESH.fullmatch(attributes.get("content", ""))
        refs += [Ref(after[1], loads=False, kind="a")] if after and after[1] else []
        flaws += [] if after else [Flaw("markup", shown)]
    elif told == "set-cookie":
        flaws.append(Flaw("element", shown))
    return Facts(tuple(refs), flaws=tuple(flaws), policies=tuple(policies))


# --- stylesheets and drawings --------------------------------------------------------------------

_LOADING = frozenset("(@\\")  # without these nothing is loaded
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_URL = re.compile(r"""\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*?))\s*(?:\)|$)""", re.IGNORECASE)
_IMPORT = re.compile(r"""@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SET = re.compile(r"""\b(?:image-set|image|src)\(([^)]*)\)""", re.IGNORECASE)
_QUOTED = re.compile(r"""(?<!url\()["']([^"']*)["']""", re.IGNORECASE)


def read_css(text: str) -> Facts:
    """What a stylesheet loads. Escapes are undone first: u\\72l( is url(."""
    if _LOADING.isdisjoint(text):
        return NOTHING
    plain = _COMMENT.sub(" ", text)
    if "\\" in plain:
        plain = _ESCAPE.sub(lambda m: m[2] or chr(min(int(m[1], 16), 0x10FFFF)), plain)
    urls = ["".join(found) for pattern in (_URL, _IMPORT) for found in pattern.findall(plain)]
    for inside in _SET.findall(plain):
        urls += [url for url in _QUOTED.findall(inside) if not re.fullmatch(r"[\w-]+/[\w.+-]+", url)]
    return Facts(tuple(Ref(url.strip(), loads=True, kind="picture") for url in urls))


def read_svg(content: bytes) -> Facts:
    """The facts of a drawing. Raises Broken."""
    whole: list[Facts] = []
    for node in tree(content, doctype=True).iter():
        name = _local(node.tag)
        attributes = {_local(key): value for key, value in node.attrib.items()}
        found = element(name, attributes, f"<{name}>")
        flaws = tuple(flaw for flaw in found.flaws if flaw.code != "inline-style")
        if name == "script":
            flaws += (Flaw("inline-script", "<script>"),)
        style = read_css(" ".join((node.text or "" if name == "style" else "", *attributes.values())))
        whole.append(Facts((*found.refs, *style.refs), found.ids, found.idrefs, flaws))
    return _together(whole)


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def _together(parts: Iterable[Facts]) -> Facts:
    refs: list[Ref] = []
    ids: list[str] = []
    idrefs: list[str] = []
    flaws: list[Flaw] = []
    policies: list[str] = []
    styles: list[str] = []
    for one in parts:
        refs += one.refs
        ids += one.ids
        idrefs += one.idrefs
        flaws += one.flaws
        policies += one.policies
        styles += one.styles
    once = dict.fromkeys
    return Facts(tuple(once(refs)), tuple(ids), tuple(idrefs), tuple(once(flaws)), tuple(policies), tuple(styles))


def tree(content: bytes, *, doctype: bool = False) -> ElementTree.Element:
    """XML as a tree. Raises Broken; entities are never declared, so that none can grow."""
    head = content.replace(b"\0", b"")
    if b"<!ENTITY" in head or (b"<!DOCTYPE" in head and (not doctype or re.search(rb"<!DOCTYPE[^>]*\[", head))):
        raise Broken("it declares entities or a document type")
    if b"<?xml-stylesheet" in head:
        raise Broken("it has a stylesheet of its own")
    try:
        return ElementTree.fromstring(content)  # noqa: S314  (no entities: see above)
    except ElementTree.ParseError as error:
        raise Broken(str(error)) from None
