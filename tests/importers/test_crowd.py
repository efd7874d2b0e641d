"""Everybody once, and a file for whom there is more to say than a name."""

from __future__ import annotations

from seminarsite.importers.crowd import Crowd
from seminarsite.importers.findings import FoundSpeaker
from seminarsite.model.people import Speaker
from seminarsite.model.values import Slug

ADA = FoundSpeaker(name="Ada Example", affiliation="ETH")


def crowd(*people: FoundSpeaker) -> Crowd:
    found = Crowd.of([Speaker(id=Slug("bert-beispiel"), name="Bert Beispiel", affiliation="KTH")])
    for one in people:
        found.add(one)
    return found


def test_who_speaks_once_stands_in_the_event() -> None:
    found = crowd(ADA)
    assert found.entry(ADA) == {"name": "Ada Example", "affiliation": "ETH"}
    assert found.files([ADA], set()) == {}


def test_who_speaks_again_has_a_file_with_the_latest_affiliation_and_that_of_the_day_stays() -> None:
    later = FoundSpeaker(name="Ada Exámple", affiliation="KTH")
    found = crowd(ADA, later)
    assert found.files([ADA, later], set()) == {
        "content/speakers/ada-example.yaml": "name: Ada Exámple\naffiliation: KTH\n"
    }
    assert (found.entry(ADA), found.entry(later)) == ({"name": "Ada Exámple", "affiliation": "ETH"}, "Ada Exámple")


def test_a_biography_makes_a_markdown_file() -> None:
    one = FoundSpeaker(name="Ada Example", homepage="https://example.org/", biography="Ada is an example.")
    (path,) = crowd(one).files([one], {"ada-example"})
    assert path == "content/speakers/ada-example-2.md"


def test_who_is_known_is_not_written_again() -> None:
    one = FoundSpeaker(name="bert beispiel", affiliation="KTH", email="bert@example.org")
    found = crowd(one)
    assert (found.entry(one), found.files([one], set())) == ("Bert Beispiel", {})


def test_a_file_of_somebody_who_does_not_appear_yet_is_there_too() -> None:
    found = Crowd.of([], ["ada-example"])
    found.add(FoundSpeaker(name="Ada Example", email="ada@example.org"))
    assert found.files([FoundSpeaker(name="Ada Example", email="ada@example.org")], {"ada-example"}) == {}


def test_an_orcid_joins_two_spellings() -> None:
    one = FoundSpeaker(name="A. Example", orcid="0000-0002-1825-0097")
    other = FoundSpeaker(name="Ada Example", orcid="0000-0002-1825-0097")
    assert crowd(one, other).person(one).name == "Ada Example"
