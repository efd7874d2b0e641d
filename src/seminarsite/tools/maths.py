r"""TeX formulas: finding them in a text, MathML for pages, readable Unicode for plain text.

What counts as a formula: `$…$` by Pandoc's rule (no space after the opening dollar, none before the
closing one, and no digit after it, so that "costs $5 and $10" stays text), `\(…\)`, `$$…$$`,
`\[…\]` and display environments. Code spans and fenced code are left alone; what else is code, Markdown says (`prose`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from math_core import LatexToMathML

MAX_TEX = 5_000
"""Characters of one formula at most; also what bounds the search for its end."""

_ENVIRONMENTS = "equation|align|alignat|gather|gathered|multline|eqnarray|cases|matrix|pmatrix|bmatrix|split|aligned"

# No search for an end runs past another beginning, and no run of backticks is tried in parts: else
# a text of 20,000 backticks or `\(` takes seconds. Words are taken at once: else all is tried at each letter.
_PIECES = re.compile(
    rf"""
    (?P<fence> ^(?P<ticks3>```++|~~~++)[^\n]*+\n (?:.|\n)*? (?:^(?P=ticks3)[ \t]*$|\Z) )
  | (?P<code> (?P<ticks>`++) (?:.|\n){{1,{MAX_TEX}}}? (?<!`)(?P=ticks)(?!`) )
  | \$\$ (?P<dollars> (?:\\.|[^$\\]){{1,{MAX_TEX}}} ) \$\$
  | \\\[ (?P<brackets> (?:\\[^\[\]]|[^\\]){{1,{MAX_TEX}}}? ) \\\]
  | (?P<environment> \\begin\{{(?P<name>(?:{_ENVIRONMENTS})\*?)\}}
        (?:(?!\\begin\{{(?P=name)\}})(?:.|\n)){{1,{MAX_TEX}}}? \\end\{{(?P=name)\}} )
  | \\\( (?P<parens> (?:\\[^()]|[^\\]){{1,{MAX_TEX}}}? ) \\\)
  | \$ (?![\s$]) (?P<dollar> (?:\\.|[^$\\\n]|\n(?![ \t]*\n)){{1,{MAX_TEX}}}? ) (?<![\s\\]) \$ (?!\d)
  | (?P<plain> [^$\\`~]++ | \\[\\$`] | `++ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_CODE = ("fence", "code")
_DISPLAY = ("dollars", "brackets", "environment")


class BadTex(ValueError):
    """A formula that cannot be read; `offset` is where in it, in characters."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


class Piece(NamedTuple):
    """A part of a text: `kind` is text, code, formula or display; `at` its offset in the text.

    `source` is the part as written; of a formula, `tex` is what stands between the delimiters.
    """

    kind: str
    source: str
    at: int
    tex: str = ""
    tex_at: int = 0


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text into formulas and the rest; the sources of all pieces make up the text again."""
    done = 0
    for match in _PIECES.finditer(text):
        group = match.lastgroup  # the one that ends last, of those that stand in each other
        if group is None or group == "plain":
            continue
        if match.start() > done:
            yield Piece("text", text[done : match.start()], done)
        kind = "code" if group in _CODE else "display" if group in _DISPLAY else "formula"
        yield Piece(kind, match[0], match.start(), match[group], match.start(group))
        done = match.end()
    if done < len(text):
        yield Piece("text", text[done:], done)


@dataclass(frozen=True, slots=True)
class Formula:
    """`mathml` carries the TeX as an annotation; `text` is readable Unicode on one line."""

    mathml: str
    text: str


@functools.lru_cache(maxsize=4096)
def formula(tex: str, *, display: bool) -> Formula:
    """Raises BadTex where the TeX cannot be read."""
    from math_core import LatexError

    if len(tex) > MAX_TEX:
        raise BadTex(f"a formula of {len(tex):,} characters", 0)
    try:
        markup = _converter().convert_with_local_state(tex.strip(), displaystyle=display)
    except LatexError as error:
        where, _, reason = str(error).partition(": ")
        offset = int(where) if where.isdigit() else 0
        lead = len(tex) - len(tex.lstrip())
        raise BadTex((reason or str(error)).rstrip("."), lead + offset) from None
    # A MathML entity that XML and HTML parsers disagree on, by its character: U+2061 in HTML.
    markup = markup.replace("&ApplyFunction;", "\u2061")
    # What tells \mathcal from \mathscr. Hardly a font knows it, and browsers fetch every font to look for one.
    markup = re.sub("[\ufe00\ufe01]", "", markup)
    return Formula(markup, readable(markup))


def as_source(tex: str) -> str:
    """How a formula that cannot be read is shown: its source, as code."""
    return f'<code class="tex">{escape(tex)}</code>'


@functools.cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    macros = {"mbox": r"\text{#1}", "varprojlim": r"\underleftarrow{\lim}", "substack": r"\begin{matrix}#1\end{matrix}"}
    return LatexToMathML(macros=macros, annotation=True, allow_unreliable_rendering=True, fancy_error=False)


# --- MathML to readable text ---------------------------------------------------------------------

_SUPER = dict(
    zip("0123456789+-=()abcdefghijklmnoprstuvwxyz−β", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁻ᵝ", strict=True)
)
_SUB = dict(zip("0123456789+-=()aehijklmnoprstuvx−β", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₋ᵦ", strict=True))
_SUPER |= {"′": "′", "″": "″", "∗": "*", "*": "*", "⊤": "ᵀ", "T": "ᵀ"}
_ACCENTS = {"ˆ": "\u0302", "^": "\u0302", "~": "\u0303", "˜": "\u0303", "‾": "\u0304", "¯": "\u0304", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308"}  # fmt: skip
_SPACED = frozenset("=<>≤≥≠≈∈∉⊂⊆→↦⟶∼≅≡+−±×∪∩∧∨∣⇒⇔⟹∘⊗⊕")


def readable(mathml: str) -> str:
    """A formula in one line of Unicode: ℝⁿ, (a + b)/c, √(x), W^(1,p)."""
    from xml.etree.ElementTree import fromstring

    text = _linear(fromstring(mathml))  # noqa: S314  (markup that math-core has just made)
    text = re.sub(r"\u2061(?=\w)", " ", text)  # the invisible "function application" of "sin x"
    text = re.sub(r"[\u2061-\u2064]", "", text)
    text = re.sub(r"(^|[(\[,])( ?)([−+±]) ", r"\1\2\3", text)  # a sign is not a sum
    return re.sub(r"\s+", " ", text).strip()


def _linear(element: Element) -> str:
    name = element.tag
    if name == "annotation":
        return ""
    parts = [_linear(child) for child in element]
    match name:
        case "mi" | "mn" | "mtext" | "ms":
            return element.text or ""
        case "mo":
            sign = element.text or ""
            return f" {sign} " if sign in _SPACED else f"{sign} " if sign == "," else sign
        case "mspace":
            return " " if element.get("width", "0").startswith(("1", "2", "0.2", "0.3")) else ""
        case "mfrac":
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msqrt":
            return f"√{_grouped(''.join(parts))}"
        case "mroot":
            return f"{_script(parts[1], _SUPER, '')}√{_grouped(parts[0])}"
        case "msup":
            return parts[0] + _script(parts[1], _SUPER, "^")
        case "msub" | "munder":
            return parts[0] + _script(parts[1], _SUB, "_")
        case "msubsup" | "munderover":
            return (
                parts[0]
                + _script(parts[1], _SUB, "_")
                + _script(parts[2], _SUPER, "^")
                + (" " if name == "munderover" else "")
            )
        case "mover":
            accent = _ACCENTS.get(parts[1].strip())
            return parts[0] + (accent if accent and len(parts[0]) == 1 else _script(parts[1], _SUPER, "^"))
        case "mtr":
            return " ".join(part.strip() for part in parts if part.strip())
        case "mtable":
            return "; ".join(parts)
        case _:
            return "".join(parts)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _script(text: str, table: dict[str, str], mark: str) -> str:
    text = text.strip()
    if text and all(c in table for c in text):
        return "".join(table[c] for c in text)
    return mark + _grouped(text) if text else ""
