"""The overview in a terminal: columns that fit, whatever the width, and nothing that needs colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_standing import EMAIL
from seminarsite.organising.standing import Overview
from seminarsite.organising.table import Tone, fitted, lines
from seminarsite.tools import mail


def test_at_80_columns(season: Overview) -> None:
    shown = [line.text for line in lines(season, {"late": ("announced",)}, 80)]
    assert (
        shown
        == """\
Analysis, as of Fri 2025-03-07 10:00 (Europe/Zurich)

Analysis seminar
  Wed 2025-03-12  Ada Example           no title yet                      public
                  ! title: overdue by 9 days, since Wed 2025-02-26
                  ! abstract: overdue by 2 days, since Wed 2025-03-05
                    ask Ada Example
  Wed 2025-03-19  Only Here             [draft] Hidden                    public
                  - abstract: due in 5 days, on Wed 2025-03-12
  Wed 2025-03-26  no speaker yet        [tentative] no title yet          public
                  - speaker: due in 5 days, on Wed 2025-03-12
                  - title: due in 5 days, on Wed 2025-03-12
                  - abstract: due in 12 days, on Wed 2025-03-19
  Wed 2025-04-02  Carla Modèle          [cancelled] Off
  Wed 2025-05-07  Carla Modèle          [embargoed] Soon                  public
                  - visitors see it from Tue 2025-04-01 on
                  - abstract: due in 54 days, on Wed 2025-04-30
  Free: Wed 2025-04-09, Wed 2025-04-16, Wed 2025-04-23, Wed 2025-04-30,
    Wed 2025-05-14, Wed 2025-05-21 and 14 more
  Term ends: Bert Beispiel, Thu 2025-07-31
  Past:
  Wed 2025-01-22  Carla Modèle          On α-snow
                  ! slides: overdue by 37 days, since Wed 2025-01-29
                  ! recording: overdue by 14 days, since Fri 2025-02-21
                    ask Carla Modèle (no e-mail address in the speaker's file)
  Wed 2025-02-26  Ada Example           On hail                           slides
                  - recording: due in 21 days, on Fri 2025-03-28

Example Lecture
  Next edition, by its rhythm: about Mon 2025-11-03

Without a series
  Mon 2025-10-06                        A school

Not in the ledger yet (`seminarsite record` notes it):
  late: announced

6 events to come, 4 things overdue, 1 change that the ledger does not know
  (`seminarsite record`).""".split("\n")
    )


@pytest.mark.parametrize("width", [20, 60, 61, 80, 132, 400])
def test_no_line_is_wider_than_the_terminal(season: Overview, width: int) -> None:
    widest = max(mail.columns(line.text) for line in lines(season, {}, width, addresses=True))
    assert widest <= min(max(width, 60), 160)


def test_overdue_lines_are_marked_twice(season: Overview) -> None:
    """By a sign, and by their tone."""
    late = [line.text.strip() for line in lines(season, {}, 80) if line.tone is Tone.OVERDUE]
    assert len(late) == 5
    assert all(text.startswith("! ") for text in late[:-1])


def test_addresses_only_for_who_asks(season: Overview) -> None:
    assert not any(EMAIL in line.text for line in lines(season, {}, 80))
    assert any(f"ask Ada Example <{EMAIL}>" in line.text for line in lines(season, {}, 80, addresses=True))


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))), st.integers(2, 40))
def test_a_cell_is_as_wide_as_its_column(text: str, width: int) -> None:
    assert mail.columns(fitted(text, width)) == width
    if mail.columns(text) <= width:
        assert fitted(text, width).startswith(text)
