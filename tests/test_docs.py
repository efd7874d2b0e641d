"""What the documents say is true: their examples pass, and their lists are those of the program."""

import html
import re
import shlex
import textwrap
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import UNHURRIED
from seminarsite import reference
from seminarsite.diagnostics import Severity
from seminarsite.generators.dataschema import json_schema
from seminarsite.judging.checks import check
from seminarsite.model.joining import Visibility
from seminarsite.tools import catalogues

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/content.md").read_text("utf-8")
ANNOUNCING = (ROOT / "docs/announce.md").read_text("utf-8")
CHECKS = (ROOT / "docs/checks.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

SERIES = "---\ntitle: Analysis seminar\nslot: {weekday: Wednesday, time: 12:00, zone: Europe/Zurich}\n---\n"


def blocks(text: str) -> list[str]:
    """The indented code blocks of a Markdown text, without their indentation."""
    found = re.findall(r"(?:^ {4}.*\n(?:[ \t]*\n(?= {4}))*)+", text, re.MULTILINE)
    return [textwrap.dedent(block) for block in found]


def section(title: str) -> str:
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_the_list_of_keys_is_that_of_the_program():
    """To renew it: seminarsite keys > docs/keys.md"""
    assert (ROOT / "docs/keys.md").read_text("utf-8") == reference.markdown(reference.KINDS)


def test_the_list_of_rules_is_that_of_the_program():
    """To renew it: seminarsite rules, below the last heading of docs/checks.md"""
    assert CHECKS.endswith(f"\n\n{reference.rules()}")


def test_the_settings_of_the_checks_are_read_without_a_message(read):
    [settings, silence, due] = [b for b in blocks(CHECKS) if not b.startswith("content/")]
    site = "title: Example\nurl: https://example.org/\n"
    event = f"---\ndate: 2026-12-02\ntime: 04:00\ntitle: T\nspeaker: A Example\n{silence}---\n"
    found, report = read({"site.yaml": f"{site}{settings}{due}", "events/x.md": event})
    check(found, report)
    assert report.diagnostics == []


def test_the_message_in_the_checks_is_what_is_said(read):
    event = "---\nseries: s\ndate: 2026-12-03\ntitle: T\nspeaker: A Example\n---\n"
    found, report = read({"series/s.md": SERIES, "events/2026-12-02.md": event})
    check(found, report)
    [message] = [b for b in blocks(CHECKS) if b.startswith("content/")]
    assert [str(d) for d in report.diagnostics] == [message.rstrip()]


@pytest.mark.parametrize("text", [b for b in blocks(README) if b.startswith("---")] + blocks(section("A talk")))
def test_the_talks_of_the_documents_are_read_without_a_message(text, read):
    files = {"series/analysis-seminar.md": SERIES, "events/x.md": text, "files/2026-12-09.pdf": "%PDF"}
    site, report = read(files)
    assert [str(d) for d in report.diagnostics if d.severity is Severity.ERROR] == []
    assert len(site.events) == 1


def test_the_series_of_the_guide_is_read_without_a_message(read):
    [text] = blocks(section("A series"))
    site, report = read({"series/one.md": text})
    assert report.diagnostics == []
    assert site.series[0].title.text == "One title that is long enough to be broken after its first half"


def test_the_named_lecture_of_the_guide_is_read_without_a_message(read):
    [text] = blocks(section("A named lecture"))
    site, report = read({"series/one.yaml": "title: Example Lecture\n" + text})
    check(site, report)
    assert report.diagnostics == []
    assert site.series[0].lecture.exceptions[0].years == (2021,)


def test_the_workshop_of_the_guide_is_read_without_a_message(read):
    [text] = blocks(section("A workshop or school"))
    site, report = read({"events/workshop.yaml": text})
    assert report.diagnostics == []
    assert site.events[0].programme[0].talks[0].speakers[0].speaker.name == "Bert Beispiel"


@pytest.mark.parametrize("text", blocks(section("Joining")))
def test_the_rules_for_joining_of_the_guide_are_read_without_a_message(text, read):
    talk = "date: 2026-12-01\ntime: 12:00\ntitle: X\nspeaker: tba\n"
    site, report = read({"events/x.yaml": talk + text.replace("env:ZOOM_LINK", "https://zoom.us/j/1")})
    check(site, report)
    assert report.diagnostics == []
    assert site.events[0].online.join.rule in ("window", "locked")


def test_the_guide_tells_every_rule_for_joining():
    told = re.findall(r"^\| `([a-z-]+)`(?! \| what)", section("Joining"), re.MULTILINE)
    assert sorted(told) == sorted(rule.value for rule in Visibility)


def test_the_picture_of_the_guide_is_read_without_a_message(read):
    [text] = [b for b in blocks(section("Texts")) if b.startswith("picture")]
    _, report = read(
        {
            "events/x.yaml": "date: 2026-12-01\ntime: 12:00\ntitle: X\nspeaker: tba\n" + text,
            "pictures/kohn.jpg": b"\xff\xd8\xff",
        }
    )
    assert report.diagnostics == []


@pytest.mark.parametrize("row", re.findall(r"^\| [^|]* \| (`.*) \|$", section("When something changes"), re.MULTILINE))
def test_what_to_write_when_something_changes_is_read_without_an_error(row, read):
    keys = [text for text in re.findall(r"`([^`]*)`", row) if ": " in text]
    given = "\n".join(keys) or "message: Another room"
    _, report = read({"events/x.yaml": f"date: 2026-12-09\ntime: 12:00\nspeaker: tba\n{given}\n"})
    assert report.errors == 0


@pytest.mark.parametrize(("title", "kind"), [("`site.json`", "site"), ("The file of a season", "season")])
def test_the_guide_to_the_json_names_each_key(title, kind):
    text = (ROOT / "docs/json.md").read_text("utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    (schema,) = (s for s in json_schema("https://x/")["oneOf"] if s["properties"]["kind"]["const"] == kind)
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(schema["properties"])


def test_the_frame_of_the_guide_is_the_one_that_the_pages_show(read):
    text = (ROOT / "docs/embed.md").read_text("utf-8")
    [frame] = [block for block in blocks(text) if block.startswith("<iframe")]
    shown = html.unescape((ROOT / "templates/parts/embedding.html").read_text("utf-8"))
    assert re.sub(r'"https[^"]*"|title="[^"]*"', "…", frame.strip()) == re.sub(
        r'"\{\{[^"]*"|title="[^"]*"', "…", re.search("<iframe.*</iframe>", shown)[0]
    )


def test_a_recording_of_the_guide_is_read_without_a_message(read):
    [key] = re.findall(r"`(video: [^`]*)`", section("What others read"))
    _, report = read(
        {"events/x.yaml": f"date: 2026-12-09\ntime: 12:00\nspeaker: tba\n{key.replace('…', 'v.example')}\n"}
    )
    assert report.diagnostics == []


def test_the_cities_of_the_guide_are_read_without_a_message(read):
    [text] = [block for block in blocks(ANNOUNCING) if block.startswith("cities")]
    site, report = read({"site.yaml": "title: T\nurl: https://example.org/\n" + text})
    assert report.diagnostics == []
    assert [city.zone for city in site.settings.cities] == ["Europe/London", "America/Los_Angeles", "Asia/Shanghai"]


def test_the_templates_that_the_guide_names_are_there():
    table = ANNOUNCING.split("| template | for |")[1].split("one occasion only")[0].rsplit("\n", 1)[0]
    named = set(re.findall(r"`([a-z-]+\.(?:txt|html))`", table))
    there = {path.name for path in (ROOT / "templates/mail").iterdir()}
    letters = {"ask.txt", "form.txt"}
    assert named == there - {"base.html", "parts.html", "season.txt", "season.html"} - letters
    status = (ROOT / "docs/status.md").read_text("utf-8")
    assert all(f"`{name}`" in status for name in letters)


def test_the_deadlines_and_the_letter_of_the_guide_are_taken(write_site):
    """Of docs/status.md: a series asks as it says there, and the words of the site are in the letter."""
    found = blocks((ROOT / "docs/status.md").read_text("utf-8"))
    [due] = [block for block in found if block.startswith("due:")]
    [template] = [block for block in found if block.startswith("{% extends")]
    root = write_site(
        {
            "site.yaml": f"title: T\nurl: https://example.org/\nlanguage: en\n{due}",
            "events/a.md": "---\ndate: 2025-03-31\ntime: 12:00\nspeaker: Ada Example\n---\n",
        }
    )
    (root / "templates/mail").mkdir(parents=True)
    (root / "templates/mail/ask.txt").write_text(template, encoding="utf-8")
    result = run(root, "status", "--mails", "mails")
    assert "title: overdue by 2 days, since Mon 2025-03-10" in result.stdout
    text = (root / "mails/a-reminder.txt").read_text("utf-8")
    assert "We shall pay for your journey." in text
    assert "Best wishes,\nBert\n" in text


def test_the_commands_of_the_guide_to_new_files_run(write_site, tmp_path):
    """Each of docs/new.md, one after the other in one site; after each, `check` has nothing to say."""
    root = write_site(
        {
            "site.yaml": UNHURRIED,
            "series/analysis.md": "---\ntitle: Analysis\nslot: {weekday: Wednesday, time: 16:15, zone: Europe/Zurich}\n---\n",
            "speakers/ada-example.md": "---\nname: Ada Example\n---\n",
        }
    )
    (root / "abstract.txt").write_text("An abstract.", encoding="utf-8")
    lines = [line for block in blocks((ROOT / "docs/new.md").read_text("utf-8")) for line in block.splitlines()]
    commands = [shlex.split(line) for line in lines if line.startswith("seminarsite new ")]
    assert len(commands) >= 7
    for command in commands:
        result = run(root, *command[1:])
        assert result.exit_code == 0, result.stderr
        assert "wrote content/" in result.stdout
        assert run(root, "check").exit_code == 0, command


def test_the_talk_and_the_words_of_the_page_on_languages_are_read_without_a_message(read, tmp_path):
    talk, words, plurals, *_ = blocks((ROOT / "docs/languages.md").read_text("utf-8"))
    site, report = read({"events/x.md": talk})
    assert report.diagnostics == []
    assert site.events[0].language == "fr"
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/de.po").write_text(plurals + "\n" + words, "utf-8")
    found = catalogues.read_own(tmp_path, report)
    assert report.diagnostics == []
    assert catalogues.Sentences("de", found).say("Next event") == "Nächstes Kolloquium"
