"""Announcements written out: what people read in mails, chats and social media, and what mail programs are given."""

import datetime as dt
import email
import email.policy

import icalendar
import pytest

import helpers_safe
from helpers_announce import FILES, LINK, NOW
from helpers_html import page
from helpers_site import event, made
from seminarsite.announcing.announce import announcements
from seminarsite.announcing.letters import letter
from seminarsite.diagnostics import Report
from seminarsite.theme import BrokenTemplate, Theme
from seminarsite.tools import mail
from seminarsite.verifying import markup

WHATS = ("coming", "moved", "cancelled", "postponed", "past", "school", "later", "week", "season")


@pytest.fixture
def write(read, tmp_path):
    """`write(what, files=…, templates=…, now=…)` gives the letter of the first announcement."""

    def of(what, files=FILES, templates=None, now=NOW, **how):
        site, report = read(files, now)
        assert site is not None, report.diagnostics
        for name, text in (templates or {}).items():
            file = tmp_path / "templates/mail" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        found = announcements(site, what, Report(), **how)
        return letter(found[0], site, Theme(tmp_path))

    return of


def test_a_reminder_as_people_read_it(write):
    assert (
        write("coming").text
        == """\
You are invited to the following seminar.

One seminar on examples and counterexamples

Ada Example (University of Somewhere) and Bert Beispiel
The spectrum of −Δ on ℍⁿ
Joint work with Carla Modèle.

Wednesday 12 March 2025, 12 noon ET
    Zurich: 5 pm
    Oxford: 4 pm
    Los Angeles: 9 am
    Shanghai: 12 midnight, Thursday 13 March 2025

Because clocks change in New York on Sunday 9 March 2025, it begins at 5
pm in Zurich, not at 6 pm as usual.
Because clocks change in New York on Sunday 9 March 2025, it begins at 4
pm in Oxford, not at 5 pm as usual.
Because clocks change in New York on Sunday 9 March 2025, it begins at
12 midnight in Shanghai, not at 1 am as usual.

Online on Zoom
The link for joining goes to the mailing list: https://example.org/list

Slides: https://example.org/sub/files/slides.pdf

Abstract

How one hears ∫₀¹f(x)dx.

And more.

Everything about this seminar: https://example.org/sub/events/coming/
"""
    )


def test_a_move_and_a_cancellation_as_people_read_them(write):
    assert write("moved").text.startswith("""\
This seminar has been moved. Please note the new time.
It was planned for Thursday 13 March 2025, 12 noon.
Snow.
""")
    assert (
        write("cancelled").text
        == """\
This seminar has been cancelled.

One seminar on examples and counterexamples

Ada Example
On ice

It was planned for Friday 14 March 2025, 12 noon ET.

Everything about this seminar: https://example.org/sub/events/cancelled/
"""
    )
    assert "has been postponed" in write("postponed").text


def test_who_comes_to_a_recording_or_not_at_all_is_not_told_of_old_plans(write):
    was = "previously: 2025-02-10"
    files = {
        name: text.replace("series: s", f"series: s\n{was}") for name, text in FILES.items() if "moved" not in name
    }
    assert "It was planned for Monday 10 February" in write("coming", files).text
    for what in ("cancelled", "postponed", "past"):
        assert "10 February" not in write(what, files).text


def test_a_recording_as_people_read_it(write):
    text = write("past").text
    assert "The recording of this seminar is available." in text
    assert "\nRecording: https://example.org/video\n" in text
    assert "mailing list" not in text


def test_a_week_and_a_season_as_people_read_them(write):
    week = write("week").text
    assert week.startswith("What takes place from Tuesday 11 March 2025 to Monday 17 March 2025:\n")
    assert "\nCancelled: Friday 14 March 2025, 12 noon ET\nAda Example: On ice\nhttps://" in week
    assert week.count("Because clocks change in New York") == 3  # Zurich, Oxford, Shanghai
    assert (
        write("season").text
        == """\
The programme of 2024/25, as far as it is known:

Wed 12 Mar 2025, 12 noon ET: Ada Example and Bert Beispiel: The spectrum
of −Δ on ℍⁿ

Fri 14 Mar 2025, 12 noon ET: Cancelled: Ada Example: On ice

Mon 17 Mar 2025 – Wed 19 Mar 2025: A school

Wed 19 Mar 2025, 12 noon ET: Moved: Carla Modèle: On snow

Fri 21 Mar 2025, 12 noon ET: Postponed: Ada Example: On rain

The whole programme: https://example.org/sub/events/
A calendar to subscribe to: https://example.org/sub/calendar.ics
"""
    )


def test_a_chat_and_a_post(write):
    found = write("coming")
    assert (
        found.chat
        == """\
Ada Example and Bert Beispiel: The spectrum of −Δ on ℍⁿ
Wednesday 12 March 2025, 12 noon ET
5 pm Zurich, 4 pm Oxford, 9 am Los Angeles, 12 midnight Shanghai (Thu)
Mind the clocks in Zurich, Oxford and Shanghai: 1 hour earlier.
Online on Zoom
https://example.org/sub/events/coming/
"""
    )
    assert found.social == found.chat.replace("Online on Zoom\n", "")
    assert write("cancelled").social.startswith("Cancelled: Ada Example: On ice\nFriday 14 March")
    assert write("past").social.startswith("Recording available: Ada Example: On hail\n")


LONG = "On the shapes of drums that nobody has ever heard and of which there are more than one thinks " * 30


@pytest.mark.parametrize("title", [LONG, "数学" * 400, "x" * 2000, "ℝ " * 900, "short"])
@pytest.mark.parametrize("people", ["Ada Example", ", ".join(f"Somebody Number {n}" for n in range(60))])
def test_short_texts_fit_and_keep_the_address(write, title, people):
    files = {**FILES, "events/coming.md": event("2025-03-12", "series: s", f"title: {title}", f"speakers: [{people}]")}
    found = write("coming", files)
    assert mail.weight(found.social.rstrip("\n")) <= 280
    assert len(found.chat.rstrip("\n")) <= 300
    for text in (found.chat, found.social):
        first, *_, last = text.splitlines()
        assert last == "https://example.org/sub/events/coming/"
        assert first.startswith("Ada Example" if people == "Ada Example" else "Somebody Number 0")
    assert len(found.subject) <= 200


def test_the_hours_elsewhere_outlive_the_end_of_a_title(write):
    files = {**FILES, "events/coming.md": event("2025-03-12", "series: s", f"title: {LONG}", "speaker: Ada Example")}
    for text in (write("coming", files).chat, write("coming", files).social):
        assert "5 pm Zurich" in text
        assert "Mind the clocks" in text
        assert "…\nWednesday 12 March 2025" in text


def test_a_short_list_leaves_out_titles_first_and_then_events(write):
    talks = {
        f"events/t{n:02}.md": event(f"2025-05-{n:02}", "series: s", f"title: {LONG}", "speaker: A B")
        for n in range(1, 29)
    }
    found = write("season", {**{k: v for k, v in FILES.items() if "/" not in k or "series" in k}, **talks})
    lines = found.social.splitlines()
    assert len(lines) > 4
    assert lines[-2] == f"… and {28 - (len(lines) - 3)} more"
    assert mail.weight(found.social.rstrip()) <= 280


# --- the mail ------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", WHATS)
def test_a_mail_holds_text_html_and_the_calendars_of_the_site(write, what):
    found = write(what)
    read = email.message_from_bytes(found.eml(to=("list@example.org",)), policy=email.policy.default)
    assert read["Subject"] == found.subject
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == found.text
    assert read.get_body(("html",)).get_content().replace("\r\n", "\n") == found.html
    attached = {part.get_filename(): part.get_payload(decode=True) for part in read.iter_attachments()}
    expected = {"past": [], "season": [], "week": ["coming.ics", "cancelled.ics", "school.ics"]}
    assert list(attached) == expected.get(what, [f"{what}.ics"])
    for content in attached.values():
        assert [e["UID"] for e in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def test_the_attached_calendar_is_that_of_the_site(write, write_site):
    site = made(write_site(FILES), NOW)
    assert dict(write("coming").calendars) == {"coming.ics": site["events/coming.ics"]}
    [entry] = icalendar.Calendar.from_ical(dict(write("cancelled").calendars)["cancelled.ics"]).walk("VEVENT")
    assert entry["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("what", WHATS)
def test_the_html_loads_nothing_and_is_read_in_one_way(write, what):
    html = write(what).html
    markup.read_html(html)  # raises Broken
    found = page(html.encode())
    assert {e.tag for e in found.elements} <= set(
        "html head meta title body div p h1 h2 strong table tr th td ul li a br".split()
    )
    assert {name for e in found.elements for name in e.attributes} <= {
        "lang", "charset", "name", "content", "style", "href", "rel", "scope",
    }  # fmt: skip
    assert all(e["href"].startswith("https://") for e in found.elements if "href" in e.attributes)
    assert "url(" not in html
    assert not helpers_safe.CONTROL.search(html)
    assert not helpers_safe.BIDI.search(html)


@pytest.mark.parametrize("what", WHATS)
def test_the_same_site_and_moment_give_the_same_bytes(write, what):
    assert write(what).eml(date=NOW) == write(what).eml(date=NOW)
    assert write(what) == write(what, now=NOW.astimezone(dt.timezone(dt.timedelta(hours=9))))


# --- what must not be in it ----------------------------------------------------------------------


@pytest.mark.parametrize("what", WHATS)
def test_the_link_for_joining_is_nowhere_unless_somebody_asks_for_it(write, what):
    found = write(what)
    for text in (
        found.text,
        found.html,
        found.chat,
        found.social,
        found.subject,
        *(c.decode() for _, c in found.calendars),
    ):
        assert "meet.example" not in text.replace("\r\n ", "")


def test_the_link_that_somebody_asks_for_is_in_the_mail_and_in_nothing_that_is_published(write):
    found = write("coming", with_link=True)
    assert f"\nJoin on Zoom: {LINK}\n" in found.text
    assert [e.text for e in page(found.html.encode()).elements if e.attributes.get("href") == LINK] == ["Join on Zoom"]
    calendar = dict(found.calendars)["coming.ics"].replace(b"\r\n ", b"").decode()
    for text in (found.chat, found.social, found.subject, calendar):
        assert "meet.example" not in text


def test_not_even_a_template_of_the_site_can_put_that_link_into_a_short_text(write):
    own = {"event-chat.txt": "chat {{ notice.link }} {{ this.notices[0].link }}", "event.txt": "mail {{ notice.link }}"}
    found = write("coming", templates=own, with_link=True)
    assert (found.text, found.chat) == (f"mail {LINK}\n", "chat None None\n")


HOSTILE = r"""
events/coming.md|title|"T\nBcc: x@evil.example"
events/coming.md|title|"<script>alert(1)</script><b>T</b>"
events/coming.md|title|"{{ site.sealed }} {% raw %}"
events/coming.md|message|"<img src=x onerror=alert(1)>"
series/s.md|short|"S\r\nBcc: x@evil.example"
""".strip().splitlines()


@pytest.mark.parametrize("line", HOSTILE)
@pytest.mark.parametrize("what", ["coming", "week", "season"])
def test_nothing_that_content_says_becomes_a_header_an_element_or_a_template(write, line, what):
    name, key, value = line.split("|")
    lines = [row for row in FILES[name].split("\n") if not row.startswith(f"{key}:")]
    files = {**FILES, name: "\n".join([lines[0], f"{key}: {value}", *lines[1:]])}
    found = write(what, files)
    read = email.message_from_bytes(found.eml(), policy=email.policy.default)
    assert set(read.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"}
    assert not {"script", "b", "img"} & {e.tag for e in page(found.html.encode()).elements}
    if "site.sealed" in value and what == "coming":
        assert "{{ site.sealed }}" in found.text


def test_html_in_prose_is_no_html_in_plain_text(write):
    body = "<b>Bold</b> &#x202e;<i>x</i> a < b\n\n" + "word " * 400 + "\n\n" + "y" * 3000
    files = {**FILES, "events/coming.md": event("2025-03-12", "series: s", "title: T", "speaker: A B", body=body)}
    text = write("coming", files).text
    assert "\nBold x a < b\n" in text
    assert not helpers_safe.BIDI.search(text)
    assert max(map(len, text.split("\n"))) <= 78


# --- templates of the site -----------------------------------------------------------------------


def test_a_site_puts_words_of_its_own_around_ours(write):
    own = '{% extends "builtin/mail/event.txt" %}{% block greeting %}Dear all,\n{% endblock %}'
    assert write("coming", templates={"event.txt": own}).text.startswith("Dear all,\n\nYou are invited")


def test_a_template_for_one_kind_of_announcement_only(write):
    own = {"cancelled.txt": "No {{ event.title }} & no coffee.", "week-social.txt": "{{ shown | length }} <talks>"}
    assert write("cancelled", templates=own).text == "No On ice & no coffee.\n"
    assert write("coming", templates=own).text.startswith("You are invited")
    assert write("week", templates=own).social == "3 <talks>\n"


def test_html_templates_escape(write):
    files = {**FILES, "events/coming.md": event("2025-03-12", "series: s", "title: a < b", "speaker: A & B")}
    own = {"event.html": "<!doctype html><p>{{ event.title.text }} {{ words.speakers(event) }}</p>"}
    assert write("coming", files, own).html == "<!doctype html><p>a &lt; b A &amp; B</p>\n"


def test_a_template_that_is_too_long_by_itself_leaves_the_address(write):
    assert (
        write("coming", templates={"event-social.txt": "x" * 400}).social == "https://example.org/sub/events/coming/\n"
    )


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("\n{{ event.titel }}", "templates/mail/event.txt:2:1", "has no attribute 'titel'"),
        ("{% if %}", "templates/mail/event.txt:1:1", "Expected an expression"),
        ("{{ event.online.join }}", "templates/mail/event.txt:1:1", "a secret cannot be printed"),
        ("{{ event.online.join.link }}", "templates/mail/event.txt:1:1", "a secret cannot be printed"),
    ],
)
def test_a_broken_template_is_a_mistake_with_a_place(write, text, place, reason):
    with pytest.raises(BrokenTemplate) as caught:
        write("coming", templates={"event.txt": text})
    assert str(caught.value.span) == place
    assert reason in str(caught.value)
