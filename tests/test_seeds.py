"""Every fact of the two real series stands on the demo site, on the page where a visitor looks for it.

The letters are those of a list of what the two hand-made pages show: A is the seminar, B the lecture.
"""

import re
from types import MappingProxyType

import pytest

from helpers_html import page
from helpers_site import demo

BEFORE_THE_TALK = "2023-03-20T12:00:00+00:00"
BEFORE_THE_LECTURE = "2025-10-20T12:00:00+00:00"

HOME = "index.html"
SEMINAR = "series/mathematics-of-machine-learning/index.html"
TALK = "events/2023-03-29-realization-map/index.html"
LECTURE = "series/schlaefli-lecture/index.html"
EDITION = "events/2025-11-03-kohn/index.html"

BOARD = MappingProxyType(
    {
        "Wuyang Chen": "UT Austin",
        "Boumediene Hamzi": "Caltech",
        "Franca Hoffmann": "University of Bonn",
        "Issa Karambal": "Quantum Leap Africa",
        "Philipp Petersen": "University of Vienna",
        "Matthew Thorpe": "University of Manchester",
        "Tiffany Vlaar": "Mila/McGill University",
        "Stephan Wojtowytsch": "Texas A&M University",
    }
)
FORMER = MappingProxyType(
    {
        "Simon Shaolei Du": "University of Washington",
        "Surbhi Goel": "Microsoft Research NY",
        "Chao Ma": "Stanford University",
        "Song Mei": "UC Berkeley",
    }
)


def shown(path: str, now: str = BEFORE_THE_TALK) -> str:
    """The text of a page, on one line."""
    return re.sub(r"\s+", " ", page(demo(now)[path]).text)


@pytest.mark.parametrize(
    ("capability", "path", "words"),
    [
        ("A1 title", SEMINAR, "One World Seminar Series on the Mathematics of Machine Learning"),
        ("A2 kinds", SEMINAR, "Research seminars, workshops and seasonal schools"),
        ("A3 focus", SEMINAR, "theory of machine learning"),
        ("A4 sister series", SEMINAR, "One World seminar on Information, Signals and Data MINDS"),
        ("A4 sister series", SEMINAR, "methods for arbitrary data sources MADS"),
        ("A4 sister series", SEMINAR, "imaging and inverse problems IMAGINE"),
        ("A4 sister series", SEMINAR, "One World seminar on probability"),
        ("A5 founding", SEMINAR, "Founded in 2020, during the Covid-19 epidemic"),
        ("A6 umbrella", SEMINAR, "Part of One World Umbrella"),
        ("A7 suggestions", SEMINAR, "Suggestions"),
        ("A8 junior researchers", SEMINAR, "junior researchers"),
        ("A9 other formats", SEMINAR, "try out other formats"),
        ("A10 feedback", SEMINAR, "Feedback"),
        ("A10 feedback on one event", TALK, "Feedback"),
        ("A11 next event", HOME, "Next event"),
        ("A12 weekday and year", HOME, "Wednesday 29 March 2023"),
        ("A13 noon", HOME, "12 noon ET"),
        ("A14 title of the talk", HOME, "realization map for architectures of feedforward ReLU neural networks"),
        ("A15 no speaker", HOME, "Speaker to be announced"),
        ("A16 abstract", TALK, "Summary by the editors of this site."),
        ("A17 joint work", TALK, "Eli Grigsby, David Rolnick, Robert Meyerhoff and Chenxi Wu"),
        ("A18 mailing list", HOME, "Announcements of the talks come by the mailing list"),
        ("A19 incognito", HOME, "incognito window"),
        ("A20 contact", HOME, "one of the organisers"),
        ("A21 calendar", HOME, "Subscribe to all events Apple Google Outlook.com"),
        ("A22 platform", HOME, "held online on Zoom"),
        ("A23 recordings", SEMINAR, "The presentations are recorded. The videos are published on the YouTube channel"),
        ("A24 past seminars", HOME, "All past events"),
        ("A25 slot", HOME, "All seminars, unless otherwise stated, are held on Wednesdays at 12 noon ET."),
        ("A26 invitation", HOME, "goes out by email, and is posted on the site of the series before the talk begins"),
        *(("A27 board", HOME, f"{name} {at}") for name, at in BOARD.items()),
        *(("A29 former board", HOME, f"{name} {at}") for name, at in FORMER.items()),
    ],
)
def test_the_seminar(capability: str, path: str, words: str) -> None:
    assert words in shown(path), capability


@pytest.mark.parametrize(
    ("capability", "path", "words"),
    [
        ("B1 lecture", LECTURE, "Ludwig Schläfli lecture"),
        ("B2 date", LECTURE, "Monday 3 November 2025"),
        ("B2 hour", LECTURE, "17:15 Zurich time"),
        ("B3 place", LECTURE, "University of Bern, venue to be announced"),
        ("B6 speaker", LECTURE, "Kathlén Kohn KTH"),
        ("B7 title", LECTURE, "Algebraic Geometry of Neural Networks"),
        ("B8 abstract", LECTURE, "Summary by the editors of this site."),
        (
            "B9 joint work",
            EDITION,
            "Nathan Henry, Giovanni Marchetti, Stefano Mereta, Vahid Shahverdi and Matthew Trager",
        ),
        ("B10 rhythm", LECTURE, "Every two years since 2006 (in odd years)"),
        ("B11 partner", LECTURE, "Plancherel Lecture, University of Fribourg, in even years"),
        ("B12 exceptions", LECTURE, "On account of the corona pandemic, odd and even years have changed places"),
        (
            "B13 eponym",
            LECTURE,
            "Ludwig Schläfli, member of the mathematics department, University of Bern, 1848 to 1891",
        ),
        ("B15 credit", LECTURE, "Design by Emanuele Delucchi"),
        ("B17 reception", "events/2019-12-09-thom/index.html", "16:45"),
        ("B17 dinner", "events/2019-12-09-thom/index.html", "Dinner"),
        ("B17 room", "events/2019-12-09-thom/index.html", "Pérolles, PER04, Auditorium 0.110"),
    ],
)
def test_the_lecture(capability: str, path: str, words: str) -> None:
    assert words in shown(path, BEFORE_THE_LECTURE), capability


def test_board_and_former_members_are_in_the_order_of_their_family_names() -> None:
    text = shown("board/index.html")
    places = [text.index(name) for name in (*BOARD, *FORMER)]
    assert places == sorted(places)


def test_the_editions_and_their_sisters_lead_to_each_other() -> None:
    html = page(demo(BEFORE_THE_LECTURE)[LECTURE])
    assert "../plancherel-lecture/" in [a["href"] for a in html.all("a")]
    assert 'lang="de"' in html.source, "B16: a German name is marked as such"


def test_known_recordings_are_linked() -> None:
    for path, address in (
        ("events/2024-01-17-bourdais/index.html", "https://youtu.be/XIz2Va_wXrc"),
        ("events/2024-10-09-optimistic-sample-size/index.html", "https://youtu.be/s2jNsXmga6A"),
    ):
        assert address in [a["href"] for a in page(demo(BEFORE_THE_TALK)[path]).all("a")]


def test_noon_in_new_york_is_an_hour_earlier_in_vienna_for_two_weeks_in_march() -> None:
    """The talk of 25 March 2026 is in one of them: the page gives 16:00 UTC, which is 9 am Pacific time."""
    assert "12 noon ET 16:00 UTC" in shown("events/2026-03-25-biroli/index.html")
