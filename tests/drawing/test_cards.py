"""The card that stands for a page where people share its address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_pictures import opened
from seminarsite.drawing.cards import HEIGHT, WIDTH, Card, covers, draw, is_drawable

USUAL = Card(
    above="Example Seminar",
    title="On examples",
    people="Ada Example",
    affiliation="Example University",
    when="Wednesday 5 March 2025, 12:00 Zurich time",
    below="example.org",
)
LONG = "On the ∞-category of ℓ²-invariants of 𝔸¹-sheaves over ℤ[½]: ∑ₙ αₙ² ≤ ∫ f dμ ⇒ 𝓕 is étale; "


def ink(card: Card) -> list[int]:
    """For each line of pixels, how many are not the board."""
    image = opened(draw(card))
    rows = [image.crop((0, y, WIDTH, y + 1)).tobytes() for y in range(HEIGHT)]
    return [len(row) - row.count(b"\0") for row in rows]


def test_it_is_a_small_png_of_the_size_that_readers_want() -> None:
    image = opened(draw(USUAL))
    assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    assert len(draw(USUAL)) < 40_000


def test_the_same_card_has_the_same_bytes_and_another_one_others() -> None:
    assert draw(USUAL) == draw(USUAL)
    assert draw(USUAL) != draw(Card(**{**vars(USUAL), "when": "Wednesday 12 March 2025"}))


@pytest.mark.parametrize(
    "card",
    [
        USUAL,
        Card(),
        Card(title="A"),
        Card(title=LONG * 20, people=LONG * 5, affiliation=LONG * 5, when=LONG, above=LONG, below=LONG, state="Cancelled"),
        Card(title="x" * 2_000, people="W" * 300, above="W" * 300, state="Postponed"),
    ],
)  # fmt: skip
def test_nothing_is_written_over_the_edge_or_over_each_other(card: Card) -> None:
    image = opened(draw(card)).convert("RGB")
    board = image.getpixel((0, 0))
    left, right = image.crop((0, 0, 60, HEIGHT)), image.crop((WIDTH - 60, 0, WIDTH, HEIGHT))
    assert {colour for _, colour in (*left.getcolors(), *right.getcolors())} == {board}
    assert sum(ink(card)[:40]) + sum(ink(card)[-40:]) == 0


def test_a_long_title_is_cut_with_its_people_still_there() -> None:
    """As many lines of text as fit, not one over the other: between lines of text there is board."""
    lines = "".join("#" if row else "." for row in ink(Card(**{**vars(USUAL), "title": LONG * 20}))).strip(".")
    assert 7 <= len([part for part in lines.split(".") if part]) <= 14


def test_a_cancelled_event_says_so_in_another_colour() -> None:
    cancelled = Card(**{**vars(USUAL), "state": "Cancelled"})
    colours = {index for _, index in opened(draw(cancelled)).getcolors()}
    assert max(colours) > 11 >= max(index for _, index in opened(draw(USUAL)).getcolors())
    assert cancelled.alt.startswith("Cancelled. On examples. Ada Example.")


@pytest.mark.parametrize(
    "text", ["Ólafsdóttir", "Łoś", "Гаусс", "Ξενάκης", "∑ₙ αₙ² ≤ ∫ f dμ", "𝔸¹ 𝓕 𝛼 ℝ", "", "a\u00a0b"]
)
def test_what_can_be_written(text: str) -> None:
    assert is_drawable(text)


@pytest.mark.parametrize("text", ["香港", "מרים", "مريم", "😀", "ก", "On 香港"])
def test_no_boxes_stand_for_letters_that_the_fonts_do_not_have(text: str) -> None:
    assert not is_drawable(text)
    assert draw(Card(title="On examples", people=text)) == draw(Card(title="On examples"))


def test_where_the_title_cannot_be_written_the_next_line_takes_its_place() -> None:
    assert draw(Card(title="香港", people="Ada Example")) == draw(Card(title="Ada Example"))
    assert draw(Card(title="香港", above="Series")) == draw(Card(title="Series"))
    assert draw(Card(title="香港", below="example.org")) == draw(Card(title="example.org"))


def test_the_lists_of_letters_are_those_of_the_fonts() -> None:
    from seminarsite.drawing.cards import _font

    nothing = {name: _font(name, 20).getmask("\U0010fffd").getbbox() for name in ("serif", "maths")}
    for name in ("serif", "maths"):
        empty = [
            letter
            for letter in sorted(covers(name))
            if not letter.isspace() and _font(name, 20).getmask(letter).getbbox() == nothing[name]
            and bytes(_font(name, 20).getmask(letter)) == bytes(_font(name, 20).getmask("\U0010fffd"))
        ]  # fmt: skip
        assert empty == []


@given(st.builds(Card, title=st.text(max_size=300), people=st.text(max_size=300), above=st.text(max_size=50)))
def test_every_text_gives_a_card(card: Card) -> None:
    assert opened(draw(card)).size == (WIDTH, HEIGHT)
