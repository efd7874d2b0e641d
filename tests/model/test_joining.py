"""The rule of a join link: what holds where nobody wrote one, and that none of it can be printed."""

from __future__ import annotations

import datetime as dt

import jinja2
import pytest

from seminarsite.model.joining import After, Before, Join, MeetingLink, Online, Passcode, Visibility
from seminarsite.model.values import Secret

JOIN = Join(link=MeetingLink(Secret("https://example.org/NOBODY")), passcode=Passcode(Secret("NEVER")))


def test_a_link_alone_is_shown_nowhere() -> None:
    assert JOIN.rule is Visibility.MAILING_LIST


def test_a_window_is_half_an_hour_before_until_the_end_unless_it_says_otherwise() -> None:
    assert (JOIN.opens, JOIN.closes) == (dt.timedelta(minutes=30), dt.timedelta(0))
    own = Join(from_=Before(dt.timedelta(0)), until=After(dt.timedelta(hours=1)))
    assert (own.opens, own.closes) == (dt.timedelta(0), dt.timedelta(hours=1))


@pytest.mark.parametrize("template", ["{{ x }}", "{{ x|string }}", "{{ x.link }}", "{{ x.passcode ~ '' }}"])
def test_it_stops_a_template(template: str) -> None:
    with pytest.raises(TypeError, match="a secret cannot be"):
        jinja2.Environment(autoescape=True).from_string(template).render(x=JOIN)


def test_it_cannot_be_printed_or_formatted_and_its_repr_says_nothing() -> None:
    for show in (str, "{}".format):
        with pytest.raises(TypeError):
            show(JOIN)
    shown = repr(Online(platform="Zoom", join=JOIN))
    assert "NOBODY" not in shown
    assert "NEVER" not in shown
