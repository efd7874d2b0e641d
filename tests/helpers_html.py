"""A page as a value: what tests ask of HTML, read by the standard library's parser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Element:
    """A start tag, what surrounds it, and the text within it."""

    tag: str
    attributes: dict[str, str]
    parents: tuple[str, ...]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]


@dataclass
class Html(HTMLParser):
    """All elements of a page in their order."""

    source: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(e.tag for e in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<mspace/>` of MathML: open and closed at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass  # HTML lets p and li stay open

    def handle_data(self, data: str) -> None:
        if any(element.tag == "annotation" for element in self.open):
            return  # the TeX of a formula, for those who copy it: not shown
        for element in self.open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str) -> Element:
        (element,) = self.all(tag)
        return element

    @property
    def text(self) -> str:
        """What can be read: the words of the body, spaces as one."""
        return words(self.one("body").text)

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(e.tag[1]), words(e.text)) for e in self.all("h1", "h2", "h3", "h4", "h5", "h6")]

    @property
    def ids(self) -> list[str]:
        return [e["id"] for e in self.elements if "id" in e.attributes]


def words(text: str) -> str:
    """A text on one line; the no-break spaces of a design are spaces, too."""
    return " ".join(text.split())


def page(content: bytes) -> Html:
    return Html(content.decode("utf-8"))


def pages(files: Mapping[str, bytes]) -> Iterator[tuple[str, Html]]:
    for path, content in files.items():
        if path.endswith(".html"):
            yield path, page(content)


def address_of(path: str) -> str:
    """The address that a web server shows a file at."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def dead_links(files: Mapping[str, bytes], base: str) -> list[str]:
    """Links from page to page, and to fragments, that lead nowhere if the site stands at `base`."""
    read = dict(pages(files))
    ids = {path: set(html.ids) for path, html in read.items()}
    dead = []
    for path, html in read.items():
        for element in html.elements:
            for name in ("href", "src"):
                if name not in element.attributes:
                    continue
                target, fragment = urldefrag(urljoin(base + address_of(path), element[name]))
                if not target.startswith(base):
                    if not urlsplit(element[name]).scheme:
                        dead.append(f"{path}: {element[name]} leaves the site")
                    continue
                inside = unquote(urlsplit(target).path.removeprefix(urlsplit(base).path))
                there = f"{inside}index.html" if inside == "" or inside.endswith("/") else inside
                if there not in files:
                    dead.append(f"{path}: {element[name]}")
                elif fragment and unquote(fragment) not in ids.get(there, {unquote(fragment)}):
                    dead.append(f"{path}: {element[name]} (no such fragment)")
    return dead
