"""Notes of entries go from one build to the next, by the fingerprint of the entry that they are of."""

from __future__ import annotations

from seminarsite.model.recalled import Recalled

ADA, BEA = b"fingerprint: ada", b"fingerprint: bea"


def test_what_one_build_notes_the_next_one_knows() -> None:
    first = Recalled({})
    first.note(ADA, "lines", ("BEGIN", b"\r\n", 1.5, None, ("a", 2)))
    first.note(ADA, "quiet", value=True)
    first.note(BEA, "quiet", value=True)
    second = Recalled(first.new)
    assert second.of(ADA) == {"lines": ("BEGIN", b"\r\n", 1.5, None, ("a", 2)), "quiet": True}
    assert second.of(b"fingerprint: eva") == {}
    assert second.new == {}
    second.note(ADA, "lines", "other")
    assert Recalled(second.new).of(ADA) == {"lines": "other", "quiet": True}, "beside what was known"


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    first = Recalled({})
    for one in (ADA, BEA):
        first.note(one, "quiet", value=True)
    second = Recalled(first.new)
    assert second.gone == sorted([ADA.hex(), BEA.hex()])
    second.of(ADA)
    assert second.gone == [BEA.hex()]
    second.note(BEA, "lines", "new")
    assert second.gone == []


def test_nothing_is_noted_of_what_has_no_fingerprint_nor_where_nobody_keeps_it() -> None:
    for recalled, one in ((Recalled({}), None), (Recalled(), ADA)):
        recalled.note(one, "quiet", value=True)
        assert recalled.of(one) == {}
        assert recalled.new == {}
