"""What files gave, as bytes and back."""

from __future__ import annotations

from seminarsite.diagnostics import Span
from seminarsite.model.people import Speaker
from seminarsite.model.values import Slug
from seminarsite.reading import bundles
from seminarsite.reading.bundles import Asked, Head, Row

EMMY = Speaker(id=Slug("emmy"), name="Emmy Noether", spans={"": Span("content/speakers/emmy.md", 1, 1)})
HEAD = Head(
    {
        "content/events/a.md": Row(
            (1, 2, 3, 4), b"text", "a", b"mark", (Asked(1, "Emmy", quoted=False, place=("a", 3, 4), led_to=0),)
        ),
        "content/events/\udcff.md": Row(None, b"other", "b", b"more", ()),
    },
    (b"of Emmy",),
)


def test_a_head_is_as_it_was_written() -> None:
    assert bundles.head(HEAD.written()) == HEAD


def test_its_name_tells_what_files_gave_and_not_when_they_were_written() -> None:
    assert HEAD.stamped({"content/events/a.md": None, "content/events/none.md": (5,)}).name == HEAD.name
    path, row = next(iter(HEAD.rows.items()))
    others = [
        HEAD._replace(marks=(b"of another",)),
        HEAD._replace(rows={path: row}),
        HEAD._replace(rows={**HEAD.rows, path: row._replace(fingerprint=b"else")}),
        HEAD._replace(rows={"content/events/c.md" if key == path else key: one for key, one in HEAD.rows.items()}),
    ]
    assert len({HEAD.name, *(one.name for one in others)}) == 5


def test_an_entry_comes_back_with_its_places() -> None:
    [(wrong, entry)] = bundles.gave(Speaker, bundles.body([((), EMMY)], []), [])
    assert (wrong, entry, entry.spans) == ((), EMMY, EMMY.spans)


def test_to_what_references_led_is_not_in_it() -> None:
    other = Speaker(id=Slug("ada"), name="Ada Example")
    written = bundles.body([((), EMMY)], [EMMY])
    assert b"Noether" not in written
    [(_, entry)] = bundles.gave(Speaker, written, [other])
    assert entry is other
