r"""Formulas: where they begin and end, and how they are read aloud by plain text."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import mathsfont
from seminarsite.tools import maths

TEX = st.text(alphabet=st.sampled_from("$\\`~()[]{}ab5 \n#|"), max_size=80)


def formulas(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.tex) for piece in maths.pieces(text) if piece.kind != "text"]


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $10",
        "US$5 and US$6, $5,000–$6,000",
        "$x$5",
        "$ x$ and $x $",
        "an unclosed $a",
        r"\$5 and \$6",
        "$a\n\nb$",
        "$",
        "$$",
        r"\\(a\\)",
        r"\begin{theorem}a\end{theorem}",
    ],
)
def test_what_pandoc_would_not_take_for_a_formula_stays_text(text: str) -> None:
    assert formulas(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "tex"),
    [
        ("on $\\alpha$-mixing", "formula", "\\alpha"),
        ("$a\nb$", "formula", "a\nb"),
        ("$\\$$", "formula", "\\$"),
        ("$5$ and $6", "formula", "5"),
        (r"\(a\)", "formula", "a"),
        (r"\(\(a\)", "formula", "a"),
        ("$$a$$", "display", "a"),
        ("$$\na\n\n# b | c\n$$", "display", "\na\n\n# b | c\n"),
        (r"\[a\\[2pt] b\]", "display", r"a\\[2pt] b"),
        (r"\begin{align*}a&=b\end{align*}", "display", r"\begin{align*}a&=b\end{align*}"),
        ("`$x$`", "code", "`$x$`"),
        ("``a ` $x$``", "code", "``a ` $x$``"),
        ("```\n$x$\n```", "fence", "```\n$x$\n```"),
        ("~~~ tex\n$x$\n~~~", "fence", "~~~ tex\n$x$\n~~~"),
        ("\\``$x$`", "code", "`$x$`"),
    ],
)
def test_where_a_formula_begins_and_ends(text: str, kind: str, tex: str) -> None:
    expected = ("code", tex) if kind in ("code", "fence") else (kind, tex)
    assert formulas(text) == [expected]


@given(TEX)
@example("`" * 50)
@example("\\(" * 20 + "\\)")
def test_the_pieces_make_up_the_text_again(text: str) -> None:
    pieces = list(maths.pieces(text))
    assert "".join(piece.source for piece in pieces) == text
    assert all(text[piece.at :].startswith(piece.source) for piece in pieces)
    assert all(text[p.tex_at :].startswith(p.tex) for p in pieces if p.kind != "text")


@given(TEX)
@example("a\n~~~\n$x$\n~~~\nb~~~c`$`")
def test_words_are_taken_at_once_and_nothing_of_them_is_lost(text: str) -> None:
    by_letter = re.compile(maths._PIECES.pattern.replace(r"[^$\\`~]++ |", ""), maths._PIECES.flags)
    assert by_letter.pattern != maths._PIECES.pattern
    at_once = [match for match in maths._PIECES.finditer(text) if match[0][0] in "$\\`~"]
    assert [match.regs for match in at_once] == [match.regs for match in by_letter.finditer(text)]


@given(st.lists(st.sampled_from(["$5", "$10", "$6,000", "and", "costs", "US$7", "a"]), max_size=12))
def test_prices_stay_text(words: list[str]) -> None:
    assert formulas(" ".join(words)) == []


@pytest.mark.parametrize("mark", ["`", "` ", "\\(", "\\[", "\\begin{align}", "$a", "$$a", "```", "$\\"])
def test_finding_formulas_takes_a_time_that_grows_with_the_text(mark: str) -> None:
    def took(size: int) -> float:
        text = mark * (size // len(mark))
        tries = []
        for _ in range(3):
            begun = time.process_time()
            list(maths.pieces(text))
            tries.append(time.process_time() - begun)
        return min(tries)

    took(1_000)
    # Eight times the text takes 64 times as long where the time grows with the square.
    assert took(80_000) < 30 * took(10_000)


# --- MathML and plain text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\mathbb{R}^n", "ℝⁿ"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\sqrt{x}", "√x"),
        (r"\sqrt{x+y}", "√(x + y)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\hat f", "f̂"),
        (r"\sin x", "sin x"),
        (r"L^2(\Omega)", "L²(Ω)"),
        (r"a \le b \ne c", "a ≤ b ≠ c"),
        (r"-\Delta u = f", "−Δu = f"),
        (r"\text{rank at most } r", "rank at most r"),
        (r"\mbox{Lip}", "Lip"),
        (r"A^\top", "Aᵀ"),
        (r"x^{q}", "x^q"),
        (r"\sum_{i=1}^n a_i", "∑_(i = 1)ⁿ aᵢ"),
    ],
)
def test_a_formula_is_readable_as_plain_text(tex: str, text: str) -> None:
    assert maths.formula(tex, display=False).text == text


def test_a_formula_carries_its_tex_and_says_whether_it_is_displayed() -> None:
    line, display = (maths.formula("a<b", display=display).mathml for display in (False, True))
    assert '<annotation encoding="application/x-tex">a&lt;b</annotation>' in line
    assert line.startswith("<math>")
    assert display.startswith('<math display="block">')


@pytest.mark.parametrize(
    ("tex", "offset"),
    [
        (r"a + \foo", 4),
        (r"  \foo", 2),
        (r"\href{javascript:alert(1)}{x}", 0),
        (r"\includegraphics{x}", 0),
        (r"\def\x{\x\x}\x", 0),
    ],
)
def test_bad_tex_is_located_and_not_guessed_at(tex: str, offset: int) -> None:
    with pytest.raises(maths.BadTex) as error:
        maths.formula(tex, display=False)
    assert error.value.offset == offset
    assert str(error.value)


def test_a_formula_of_more_than_five_thousand_characters_is_refused() -> None:
    with pytest.raises(maths.BadTex, match="5,001 characters"):
        maths.formula("a" * 5_001, display=False)


def test_a_formula_does_not_change_those_after_it() -> None:
    maths.formula(r"\newcommand{\mine}{b}\mine", display=False)
    with pytest.raises(maths.BadTex):
        maths.formula(r"\mine", display=False)


@given(TEX)
def test_any_tex_becomes_mathml_or_is_located(tex: str) -> None:
    offset, mathml = 0, ""
    try:
        mathml = maths.formula(tex, display=False).mathml
    except maths.BadTex as error:
        offset = error.offset
    assert 0 <= offset <= len(tex)
    assert not mathml or re.fullmatch("<math>.*</math>", mathml, re.DOTALL)


def test_source_that_is_shown_instead_is_escaped() -> None:
    assert maths.as_source("$<b>$") == '<code class="tex">$&lt;b&gt;$</code>'


# --- the font for those who have none -------------------------------------------------------------

SYMBOLS = r"""
    \sum \int \oint \prod \coprod \bigoplus \bigcup \sqrt{x} \infty \partial \nabla \hbar \ell \wp \Re \Im \aleph
    \alpha \Omega \varepsilon \vartheta \le \ge \ll \sim \simeq \cong \equiv \approx \ne \in \notin \subset \subseteq
    \to \mapsto \hookrightarrow \twoheadrightarrow \Rightarrow \iff \leftarrow \rightrightarrows \rightharpoonup
    \cdot \times \otimes \oplus \wedge \vee \cap \cup \setminus \circ \bullet \ast \star \dagger \forall \exists \neg
    \langle \rangle \lVert \lfloor \rfloor \lceil \overline{x} \underbrace{x} \overbrace{x} \widehat{x} \xrightarrow{f}
    \hat{x} \tilde{x} \bar{x} \dot{x} \ddot{x} \vec{x} \ldots \cdots \vdots \ddots \square \blacksquare \triangle \checkmark
    \mathbb{RCQZN1} \mathcal{ABC} \mathfrak{gGh} \mathbf{x0} \boldsymbol{\alpha} \mathsf{x1} \mathtt{x1} f' f'' x \perp \parallel
"""


def test_the_font_of_formulas_has_what_they_are_written_with() -> None:
    from fontTools.ttLib import TTFont

    fonts = [TTFont(mathsfont.FOLDER / name) for name in mathsfont.parts()]
    there = {code for font in fonts for code in font.getBestCmap()}
    for tex in SYMBOLS.split():
        written = unescape(re.sub("<annotation.*?</annotation>|<[^>]*>", "", maths.formula(tex, display=True).mathml))
        unseen = {"\u2061", "\u2062", "\u2063"}
        assert [c for c in written if c not in unseen and ord(c) not in there] == [], tex
    grow = {
        code
        for font in fonts
        for code, glyph in font.getBestCmap().items()
        if glyph in font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    }
    assert set(map(ord, "()[]{}|⟨⟩∥√∫⌈⌋")) <= grow


@pytest.mark.parametrize("tex", [r"\mathcal{M}", r"\mathscr{M}"])
def test_no_letter_asks_for_more_than_a_font_has(tex: str) -> None:
    """A variation selector that no font has makes a browser fetch all of them."""
    assert not re.search("[\ufe00-\ufe0f]", maths.formula(tex, display=False).mathml)


def test_the_font_of_formulas_is_small_and_can_be_made_again() -> None:
    """To renew it: python3 dev.py font"""
    sizes = {}
    for name, characters in mathsfont.parts().items():
        made = mathsfont.made(characters)
        assert made == (mathsfont.FOLDER / name).read_bytes(), name
        sizes[name] = len(made)
    assert sizes["maths.woff2"] < 36_000
    assert sum(sizes.values()) < 130_000


def test_the_stylesheet_says_which_characters_are_in_which_file() -> None:
    """A character that a file has and its range does not would never be drawn by it."""
    style = (mathsfont.ROOT / "static" / "style.css").read_text("utf-8")
    for name, characters in mathsfont.parts().items():
        (face,) = (face for face in re.findall("@font-face {(.*?)}", style) if f"fonts/{name})" in face)
        ranges = [(int(a, 16), int(b or a, 16)) for a, b in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)]
        assert all(any(a <= code <= b for a, b in ranges) for code in characters) or not ranges, name
