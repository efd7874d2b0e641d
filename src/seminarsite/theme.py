"""How pages look: the built-in templates and static files, and the site's own in their place.

A site's templates/event.html replaces ours, and may begin with `{% extends "builtin/event.html" %}`.
The only reading between content and publication is that of these files.
"""

from __future__ import annotations

import base64
import functools
import gettext
import hashlib
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from seminarsite import ours, routes
from seminarsite.diagnostics import Excerpt, Span
from seminarsite.drawing import codes
from seminarsite.generators import accents, gallery, shelf, structured, worldstrip
from seminarsite.generators.pages import navigation
from seminarsite.model.event import Timed
from seminarsite.model.site import Site, once
from seminarsite.model.values import TBA, Attendance, Prose
from seminarsite.outputs import Copy, File, Page
from seminarsite.sentences.wording import Words
from seminarsite.tools.compiled import Compiled

POLICY = (
    "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self' https:"
)
"""The Content-Security-Policy of every page; MathML carries a few style attributes."""

COMPILED = "script-src 'self' 'wasm-unsafe-eval'"
"""For pages whose scripts run WebAssembly, and nothing else that was a text."""

_FOLDERS = ("templates", "languages", "static")
_PICTURE = re.compile(r'<img src="(?P<src>[^"]*)" alt="(?P<alt>[^"]*)"(?: title="(?P<title>[^"]*)")?>')
"""As `prose` writes it."""
_FACE = re.compile(r"@font-face\s*\{[^{}]*\}\n?")
_NAMED = re.compile(r"""(url\(["']?)(?![a-z]+:|["'/#])""")
_DISPLAYED = re.compile(r'<math display="block">.*?</math>', re.DOTALL)


class BrokenTemplate(Exception):
    """A template of the site cannot be used; `span` is where."""

    def __init__(self, span: Span, reason: str) -> None:
        super().__init__(reason)
        self.span = span


@once
class _Common:
    """What the pages of a site have in common. Made once: it looks through all of it."""

    def __init__(self, site: Site) -> None:
        words = Words.of(site.settings)
        self.album = gallery.Album(site)
        self.accent = accents.stylesheet(site.settings)
        self.context = {
            "words": words,
            "navigation": navigation(site),
            "absolute": lambda thing: routes.absolute(site.settings, routes.address(thing)),
            "structured": lambda thing: Markup(structured.script(thing, site.settings)),  # noqa: S704  (has no <)
            "ways": lambda thing: shelf.ways(site, thing),
            "view": self.album.view,
            "qr": lambda thing: Markup(codes.drawing(routes.absolute(site.settings, routes.address(thing))).decode()),  # noqa: S704  (digits alone)
            **_speaking(words.catalogue),
        }


@dataclass(frozen=True)
class _This:
    """What a template knows of the very page that it fills."""

    address: str
    title: str
    description: str
    indexed: bool


def _of_the_moment(site: Site) -> dict[str, Any]:
    """What templates are told that depends on more than settings: whoever hands over the site may note what is asked."""
    return {
        "site": site,
        "keeping": lambda event: shelf.keeping(site.settings, event, site.now),
        "strip": lambda event: worldstrip.strip(event, site.settings, site.now),
    }


class _Context(Context):
    """What a template knows while it is filled in."""

    def call(self, thing: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """As Jinja's, which asks in three ways what a thing wants to be told; a full page calls a hundred and fifty."""
        if type(thing) is Macro:
            args = (self.eval_ctx, *args)
        elif type(thing) not in _PLAIN or hasattr(thing, "jinja_pass_arg"):
            return super().call(thing, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return thing(*args, **kwargs)


_PLAIN = (FunctionType, MethodType)


class _Environment(jinja2.Environment):
    """Templates, and what all of them know, do not change while a site is made."""

    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, jinja2.Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A dictionary, where Jinja has a chain of two, which takes long to be gone through for each page."""
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  (Jinja's word)
    ) -> jinja2.Template:
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        if name not in self._found:
            self._found[name] = super().get_template(name, parent)
        return self._found[name]


class Theme:
    """Fills the templates of one site: pages, and announcements."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._digests: dict[str, str] = {}
        builtin = jinja2.FileSystemLoader(ours.folder("templates"))
        own = jinja2.FileSystemLoader(root / "templates")
        self._environment = _Environment(
            loader=jinja2.ChoiceLoader([own, jinja2.PrefixLoader({"builtin": builtin}), builtin]),
            # Everything but plain text, in which there is no HTML.
            autoescape=jinja2.select_autoescape(disabled_extensions=("txt",), default=True),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=Compiled(),
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        install = self._environment.install_gettext_callables  # type: ignore[attr-defined]  # put there by i18n
        install(_sentence, _sentence_of_many, newstyle=True, pgettext=_sentence_as)
        self._environment.globals.update(TBA=TBA, Attendance=Attendance)
        self._environment.globals.update(calendar=routes.calendar, map=routes.map_of, bibliography=routes.bibliography)
        self._environment.globals.update(ris=routes.ris, plain=routes.plain, embed=routes.embed)
        self._environment.tests["timed"] = lambda when: isinstance(when, Timed)

    def static_files(self) -> Iterator[Copy | File]:
        """Each static file once: the site's own before ours."""
        for name, file in self._static_files().items():
            source = Span(f"static/{name}")
            if name.endswith(".css") and file.is_relative_to(ours.folder("static")):
                yield File(address=routes.static(name), make=_without_comments, reads=file, source=source)
            else:
                yield Copy(address=routes.static(name), file=file, source=source)

    def _static_files(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in (ours.folder("static"), self._root / "static"):
            for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
                if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                    found[file.relative_to(folder).as_posix()] = file
        return found

    def find(self, text: str) -> Span | None:
        """Where a text stands in the site's own templates."""
        folder = self._root / "templates"
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            whole = file.read_text("utf-8", "replace") if file.is_file() else ""
            if (at := whole.find(text)) >= 0:
                return Excerpt(whole, Span(f"templates/{file.relative_to(folder).as_posix()}", 1, 1)).at(at)
        return None

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = _digest(self._static(name).read_bytes())
        return self._digests[name]

    def _static(self, name: str) -> Path:
        if file := self._static_files().get(name):
            return file
        raise BrokenTemplate(Span(f"static/{name}"), f"there is no file static/{name}")

    @functools.cached_property
    def edition(self) -> str:
        """A digest of all files that pages are made with."""
        whole = hashlib.sha256()
        for folder in (*map(ours.folder, _FOLDERS), *(self._root / name for name in _FOLDERS)):
            for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
                if file.is_file():
                    found = file.stat()
                    said = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}".encode()
                    content = said if folder.name == "static" else file.read_bytes()  # of those there may be large ones
                    whole.update(f"{file}\0{_digest(content)}\0".encode())
        return whole.hexdigest()

    def shared(self, site: Site) -> tuple[object, ...]:
        """What all pages of a site have in common, besides its settings."""
        common = _Common(site)
        return (
            common.context["navigation"],
            common.accent,
            sorted(common.album.widths.items()),
            sorted(site.sizes.items()),
        )

    def render(self, page: Page, site: Site, seen: Site | None = None) -> bytes:
        """The bytes of a page, from a site as it is `seen` by its templates. Raises BrokenTemplate."""
        # The page for what is not found is shown at every address: it alone cannot link relatively,
        # and carries its style within it.
        everywhere = page.address == routes.NOT_FOUND

        def url(thing: routes.Thing) -> str:
            there = routes.address(thing)
            return routes.absolute(site.settings, there) if everywhere else routes.relative(page.address, there)

        common, shown = _Common(site), page.shown()
        accent = common.accent
        context: dict[str, Any] = {
            **shown.context,
            **common.context,
            **_of_the_moment(seen or site),
            "this": _This(page.address, shown.title, shown.description, page.indexed),
            "url": url,
            "prose": lambda text: self._prose(text, common, url),
            "asset": lambda name: f"{url(routes.static(name))}?{self._digest(name)}",
            "accent": f"{url(routes.ACCENT)}?{_digest(accent)}" if accent else None,
            "card": gallery.shared_as(shown, site),
            "policy": POLICY.replace("script-src 'self'", COMPILED) if page.compiled else POLICY,
        }
        if everywhere:
            # What a stylesheet names is beside it, not beside the page; this one has no formulas, and needs no font.
            static = routes.absolute(site.settings, routes.STATIC)
            style = _FACE.sub("", self._static("style.css").read_text("utf-8")) + accent.decode()
            style = _NAMED.sub(rf"\1{static}", style)
            digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            context["style"] = Markup(style)  # noqa: S704  (our own or the site's stylesheet)
            context["policy"] = POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")
        return self.fill((page.template,), context).encode()

    def fill(self, templates: tuple[str, ...], context: Mapping[str, Any]) -> str:
        """The text of the first of some templates that there is. Raises BrokenTemplate."""
        template = templates[-1]
        try:
            return self._environment.select_template(list(templates)).render(context)
        except jinja2.TemplateSyntaxError as error:
            raise BrokenTemplate(Span(f"templates/{error.name}", error.lineno, 1), str(error.message)) from None
        except Exception as error:  # a template is a program of the site: whatever it raises is a mistake in it
            raise BrokenTemplate(self._place(error, template), _reason(error, template)) from error

    def _prose(self, text: Prose | None, common: _Common, url: Callable[[routes.Thing], str]) -> Markup:
        html = text.html if text else ""
        # What is too wide scrolls, and must do so by keyboard, too.
        html = html.replace("<table>", '<table tabindex="0">')
        if '<math display="block">' in html:
            html = _DISPLAYED.sub(r'<span class="wide" tabindex="0">\g<0></span>', html)
        if "<img" in html:
            html = _PICTURE.sub(lambda match: self._shown(match, common, url), html)
        return Markup(routes.linked(html, url))  # noqa: S704  (sanitised by prose)

    def _shown(self, match: re.Match[str], common: _Common, url: Callable[[routes.Thing], str]) -> str:
        """A picture of a text as the template for pictures shows it."""
        file = routes.inner(unescape(match["src"]))[0]
        template = self._environment.get_template("parts/image.html")
        image = template.make_module({"url": url, "view": common.album.view}).image  # type: ignore[attr-defined]
        alt, title = unescape(match["alt"]), unescape(match["title"] or "")
        return str(image(file, alt, "text", title=title, lazy=True))

    def _place(self, error: Exception, template: str) -> Span:
        """The line of a template that an error comes from; Jinja writes them into the traceback."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            for folder, shown in (
                (self._root / "templates", "templates"),
                (ours.folder("templates"), "templates/builtin"),
            ):
                if Path(frame.filename).is_relative_to(folder):
                    return Span(f"{shown}/{Path(frame.filename).relative_to(folder).as_posix()}", frame.lineno or 0, 1)
        return Span(f"templates/{template}")


def _digest(content: bytes) -> str:
    """Of a file, behind a question mark: a browser asks anew when it has changed."""
    return hashlib.sha256(content).hexdigest()[:8]


def _without_comments(style: bytes) -> bytes:
    """Our stylesheets explain themselves to whoever changes them; visitors need not wait for that."""
    return re.sub(rb"/\*.*?\*/\n?", b"", style, flags=re.DOTALL)


# --- sentences of templates ----------------------------------------------------------------------


def _speaking(catalogue: gettext.NullTranslations) -> Mapping[str, Callable[..., str]]:
    """What a page says sentences by, in the language of its site, without Jinja's way by its context."""

    @functools.cache
    def said(sentence: str) -> Markup:
        return Markup(_safe(sentence, catalogue.gettext(sentence)))  # noqa: S704  (escaped, or HTML of our own)

    @functools.cache
    def alone(sentence: str) -> Markup:
        return said(sentence) % {}

    def one(sentence: str, /, **values: object) -> Markup:
        return said(sentence) % values if values else alone(sentence)

    def with_meaning(meaning: str, sentence: str, /, **values: object) -> Markup:
        values.setdefault("context", meaning)
        return Markup(_safe(sentence, catalogue.pgettext(meaning, sentence))) % values  # noqa: S704

    def of_many(single: str, many: str, number: int, /, **values: object) -> Markup:
        values.setdefault("num", number)
        return Markup(_safe(single + many, catalogue.ngettext(single, many, number))) % values  # noqa: S704

    return {"_": one, "gettext": one, "pgettext": with_meaning, "ngettext": of_many}


@jinja2.pass_context
def _sentence(context: Context, sentence: str) -> str:
    return _safe(sentence, _catalogue(context).gettext(sentence))


@jinja2.pass_context
def _sentence_as(context: Context, meaning: str, sentence: str) -> str:
    return _safe(sentence, _catalogue(context).pgettext(meaning, sentence))


@jinja2.pass_context
def _sentence_of_many(context: Context, one: str, many: str, number: int) -> str:
    return _safe(one + many, _catalogue(context).ngettext(one, many, number))


def _catalogue(context: Context) -> gettext.NullTranslations:
    """That of the page; a macro that a site's own template imports without context speaks English."""
    words = context.get("words")
    return words.catalogue if isinstance(words, Words) else gettext.NullTranslations()


def _safe(sentence: str, translation: str) -> str:
    """Jinja takes translations for HTML; they are where the sentence is, such as one with a link in it."""
    return translation if "<" in sentence else escape(translation)


def _reason(error: Exception, template: str) -> str:
    match error:
        case jinja2.TemplatesNotFound():
            return f"there is no template {error.templates[-1]}"
        case jinja2.TemplateNotFound():
            return f"there is no template {error.name}"
        case RecursionError():
            return f'it extends itself; ours is called {{% extends "builtin/{template}" %}}'
        case UnicodeDecodeError():
            return f"this file is not UTF-8 text: {error.reason}"
        case jinja2.TemplateError() | BrokenTemplate():
            return str(error)
    return f"{type(error).__name__}: {error}"
