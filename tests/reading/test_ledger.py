"""The file of the ledger: what is written is read again, and what nobody but an attacker writes is refused."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers_site import made
from seminarsite.build import check_only
from seminarsite.diagnostics import Report
from seminarsite.model.ledger import Facts, Ledger, Record
from seminarsite.publishing import record
from seminarsite.reading import ledger
from seminarsite.tools import zones

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
LINE = {
    "uid": "a@example.org",
    "at": "2025-02-01T10:00:00Z",
    "sequence": 0,
    "event": "a",
    "starts": "2025-03-12T12:00+01:00[Europe/Zurich]",
    "ends": "2025-03-12T13:00+01:00[Europe/Zurich]",
    "status": "confirmed",
    "title": "One",
    "place": "Room 1",
    "calendars": ["events/a.ics", "series/s.ics"],
}


def line(**changed: object) -> str:
    return json.dumps({key: value for key, value in (LINE | changed).items() if value is not None})


def read(folder: Path, text: str | bytes) -> tuple[Ledger, list[str]]:
    """A ledger of this text, and what is wrong with it: place, code, message."""
    folder.mkdir(exist_ok=True)
    (folder / ledger.FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    report = Report()
    found = ledger.read(folder, report)
    assert found is not None
    return found, [f"{d.span} {d.code}: {d.message}" for d in report.diagnostics]


# --- what is written is read -----------------------------------------------------------------------


def test_no_file_is_no_ledger(tmp_path: Path) -> None:
    report = Report()
    assert ledger.read(tmp_path, report) is None
    assert ledger.read(tmp_path / "nowhere", report) is None
    assert report.diagnostics == []


def test_a_file_without_records_is_an_empty_ledger(tmp_path: Path) -> None:
    for text in ("", "\n\n", ledger.text(Ledger())):
        assert read(tmp_path, text) == (Ledger(), [])


MOMENTS = st.one_of(
    st.builds(
        lambda minutes, zone: (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(
            ZoneInfo(zone)
        ),
        st.integers(-200 * 365 * 24 * 60, 229 * 365 * 24 * 60),
        st.sampled_from(["Europe/Zurich", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Monrovia"]),
    ),
    st.dates(dt.date(1583, 1, 1), dt.date(2200, 12, 31)),
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40).filter(
    lambda text: not any(c in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff" for c in text)
)  # fmt: skip


@given(MOMENTS, WORDS, st.integers(0, 10**9))
@example(dt.date(2025, 3, 1), "\u0646\u06cc\u200c\u0645 \u00a0 \U0001f469\u200d\U0001f52c \u2028 '\"\\", 3)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, start: dt.datetime | dt.date, words: str, number: int
) -> None:
    """Also letters that no printer prints, offsets with seconds, and hours that come twice."""
    facts = Facts(event="a", starts=ledger.written(start), ends=ledger.written(start), status="confirmed", title=words)
    one = Record(uid="a@xn--80ak6aa92e.example", at=NOW, sequence=number, facts=facts.since(Facts()))
    before = Ledger().joined([one])
    after, wrong = read(tmp_path_factory.mktemp("site"), ledger.text(before))
    assert wrong == []
    assert after.histories[one.uid].facts == facts
    assert after == before
    again = ledger.moment(facts.starts)
    if isinstance(start, dt.datetime):
        assert isinstance(again, dt.datetime)
        # Where offsets have seconds, hours are kept to the minute as a clock on the wall shows them.
        assert abs(again - start) < dt.timedelta(minutes=1)
        assert start.utcoffset() != again.utcoffset() or again.replace(second=0) == start.replace(second=0)
    else:
        assert again == start


def test_the_file_is_one_that_people_can_read(tmp_path: Path) -> None:
    unchanged = dict.fromkeys(["event", "starts", "ends", "place", "status", "calendars"])
    later = line(at="2025-02-02T10:00:00Z", title="Zwei Täler", **unchanged)
    found, wrong = read(tmp_path, f"{later}\n{line()}\n{line()}\n")
    assert wrong == []
    assert ledger.text(found).splitlines() == [
        ledger.FIRST_LINE,
        line(),
        '{"uid": "a@example.org", "at": "2025-02-02T10:00:00Z", "sequence": 0, "title": "Zwei Täler"}',
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_merge_that_left_its_marks(tmp_path: Path, end: str) -> None:
    """With those of diff3, and from a machine whose git writes CRLF: both sides count, once."""
    ours, theirs = line(at="2025-02-02T10:00:00Z", title="Ours"), line(at="2025-02-03T10:00:00Z", place="Theirs")
    marked = ["<<<<<<< HEAD", ours, "||||||| 1234567", line(), "=======", theirs, ">>>>>>> branch", ""]
    found, wrong = read(tmp_path, "\ufeff" + end.join([ledger.FIRST_LINE, line(), *marked]))
    assert [w.partition(":")[0] for w in wrong] == [f"{tmp_path.name}/ledger.jsonl"]
    assert f"{tmp_path.name}/ledger.jsonl:3:1 merge-conflict" in wrong[0]
    plain, _ = read(tmp_path, f"{line()}\n{ours}\n{theirs}\n")
    assert found == plain
    assert found.histories["a@example.org"].facts.place == "Theirs"


# --- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("x", "1:1", "it is not JSON"),
        (line()[:-1], f"1:{len(line())}", "it is not JSON"),
        ("\n\n[]", "3:1", "it is no record"),
        ("[" * 100_000, "1:1", "it is not JSON"),
        ('{"uid": NaN}', "1:1", "it is not JSON"),
        ('{"ledger": 2}', "1:1", "of a later version"),
        ("{}", "1:1", "`uid` is missing"),
        (line(at=None), "1:1", "`at` is missing"),
        (line(surprise="x"), "1:{}", "there is no `surprise` in a record"),
        ('{"\\u202e": 1}', "1:1", "there is no `U+202E` in a record"),
        (line(uid="a"), "1:2", "`uid` cannot be read"),
        (line(uid="a b@example.org"), "1:2", "`uid`"),
        (line(uid="a\r\nSUMMARY:x@example.org"), "1:2", "`uid`"),
        (line(uid="\u202ea@example.org"), "1:2", "`uid`"),
        (line(at="2025-02-30T10:00:00Z"), "1:{}", "`at`"),
        (line(at="2025-02-03 10:00:00Z"), "1:{}", "`at`"),
        (line(at="9999-12-31T23:59:59Z"), "1:{}", "`at`"),
        (line(at="٢٠٢٥-02-03T10:00:00Z"), "1:{}", "`at`"),
        (line(sequence=-1), "1:{}", "`sequence`"),
        (line(sequence=True), "1:{}", "`sequence`"),
        (line(sequence=2**31), "1:{}", "`sequence`"),
        (line(sequence=1.5), "1:{}", "`sequence`"),
        (line().replace('"sequence": 0', '"sequence": ' + "9" * 5000), "1:1", "it is not JSON"),
        (line(starts="2025-03-12T12:00"), "1:{}", "`starts`"),
        (line(starts="2025-03-12T12:00+01:00[Europe/Bern]"), "1:{}", "`starts`"),
        (line(starts="2025-03-12T12:00+01:00[../etc/passwd]"), "1:{}", "`starts`"),
        (line(starts="2025-03-12T12:00+25:00[UTC]"), "1:{}", "`starts`"),
        (line(ends="9999-12-31"), "1:{}", "`ends`"),
        (line(ends="0001-01-01T00:00+01:00[Europe/Zurich]"), "1:{}", "`ends`"),
        (line(status="perhaps"), "1:{}", "`status`"),
        (line(status=3), "1:{}", "`status`"),
        (line(title="a\x07b"), "1:{}", "`title`"),
        (line(title="a\u202eb"), "1:{}", "`title`"),
        (line(title="\ud800"), "1:{}", "`title`"),
        (line(link="https://zoom.example/j/1"), "1:{}", "`link`"),
        (line(event="../../x"), "1:{}", "`event`"),
        (line(part="<b>"), "1:{}", "`part`"),
        (line(calendars="events/a.ics"), "1:{}", "`calendars`"),
        (line(calendars=["../x.ics"]), "1:{}", "`calendars`"),
        (line(calendars=["static/site.css"]), "1:{}", "`calendars`"),
        (line(calendars=["events/a/b.ics"]), "1:{}", "`calendars`"),
        (line(calendars=["calendar.ics"]), "1:{}", "`calendars`"),
        (line(calendars=[3]), "1:{}", "`calendars`"),
        (line(calendars=["events/" + "a" * 300 + ".ics"]), "1:{}", "`calendars`"),
        (b"\xff\xfe" + line().encode(), "1:1", "it is not JSON"),
    ],
)
def test_a_line_that_cannot_be_understood(tmp_path: Path, text: str | bytes, place: str, reason: str) -> None:
    _, wrong = read(tmp_path / "content", text)
    assert len(wrong) == 1
    key = reason.strip("`").removeprefix("there is no `").partition("`")[0]
    assert isinstance(text, bytes) or "{}" not in place or f'"{key}"' in text
    column = text.find(f'"{key}"') + 1 if isinstance(text, str) else 1
    assert wrong[0].startswith(f"content/ledger.jsonl:{place.format(column)} ledger: ")
    assert reason in wrong[0]


def test_of_a_file_that_is_no_ledger_not_every_line_is_told(tmp_path: Path) -> None:
    _, wrong = read(tmp_path, "nonsense\n" * 100_000)
    assert len(wrong) == ledger.MOST_MISTAKES
    assert wrong[-1].endswith("further lines are not read")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / ledger.FILE).open("wb") as file:
        file.truncate(ledger.MOST_BYTES + 1)
    report = Report()
    assert ledger.read(tmp_path, report) == Ledger()
    assert [d.message for d in report.diagnostics] == ["the ledger cannot be read: it is larger than 64 MB"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / ledger.FILE).write_text(line())
    (tmp_path / ledger.FILE).chmod(0)
    report = Report()
    assert ledger.read(tmp_path, report) == Ledger()
    assert [d.message for d in report.diagnostics] == ["the ledger cannot be read: Permission denied"]


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2**33),
    st.text(max_size=8),
    st.sampled_from(
        [
            "2025-03-12", "2025-03-20", "2200-12-31", "2025-03-12T12:00+00:00[UTC]", "2025-03-12T12:00+14:00[Asia/Kolkata]",
            "1583-01-01T00:00+23:59[Europe/Zurich]", "2025-01-01T00:00:00Z", "2199-12-31T23:59:59Z", "cancelled", "withdrawn",
            "a@example.org", "b@example.org", "a;b,c\\n:@x", "a", "b", "BEGIN:VCALENDAR", "\r\nX:1", "<script>",
        ]
    ),
    st.lists(st.sampled_from(["events/a.ics", "events/b.ics", "series/s.ics", "topics/t.ics", "../x.ics"]), max_size=3),
)  # fmt: skip
LINES = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.dictionaries(st.sampled_from([*LINE, "part", "link", "shows", "recordings", "x"]), JUNK, max_size=4).map(
            lambda changed: line(**changed).encode()
        ),
        st.sampled_from([b"<<<<<<< HEAD", b"=======", b">>>>>>> x", b"{}", b"[[", line().encode()]),
    ),
    max_size=6,
)


@given(LINES)
def test_whatever_stands_in_it_nothing_gets_out(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    """Either our messages say what is wrong, or the site with its calendars passes the oracle, and can be recorded."""
    root = tmp_path_factory.mktemp("site")
    (root / "content/events").mkdir(parents=True)
    (root / "content/series").mkdir()
    (root / "content/site.yaml").write_text("title: Example\nurl: https://example.org/\nzone: Europe/Zurich\n")
    (root / "content/series/s.md").write_text("---\ntitle: Series\n---\n")
    (root / "content/events/a.md").write_text(
        "---\nseries: s\ndate: 2025-03-12\ntime: 12:00\ntitle: One\nspeaker: tba\nsilence: [speaker-tba]\n---\n"
    )
    file = root / "content/ledger.jsonl"
    file.write_bytes(b"\n".join(lines))
    report = Report()
    blueprint = check_only(root, NOW, report)
    assert all(d.span.path == "content/ledger.jsonl" for d in report.diagnostics if d.severity == "error")
    assert {d.code for d in report.diagnostics} <= {
        "ledger", "merge-conflict", "not-recorded", "zone-changed"
    }, report.diagnostics  # fmt: skip
    assert (blueprint is None) == report.failed
    if blueprint is None:
        return
    after, _ = record.recorded(blueprint.site, NOW)
    assert after.ledger is not None
    again, wrong = read(root / "content", ledger.text(after.ledger))
    assert (again, wrong) == (after.ledger, [])
    assert record.recorded(after, NOW)[1] == ()
    assert b"BEGIN:VEVENT" in made(root, NOW)["calendar.ics"]


# --- hours -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "now"),
    [
        ("2025-07-02T12:00+02:00[Europe/Zurich]", None),
        ("2025-07-02T12:00+01:00[Europe/Zurich]", "2025-07-02T10:00:00+00:00"),
        ("2025-12-02T00:15+02:00[Europe/Zurich]", "2025-12-01T23:15:00+00:00"),
        ("2025-10-26T02:30+02:00[Europe/Zurich]", None),  # the hour that comes twice: each of them
        ("2025-10-26T02:30+01:00[Europe/Zurich]", None),
        ("2025-03-30T02:30+01:00[Europe/Zurich]", "2025-03-30T01:30:00+00:00"),  # it is skipped by now
        ("2025-07-02", None),
        ("", None),
    ],
)
def test_an_hour_whose_zone_has_new_rules(told: str, now: str | None) -> None:
    moved = ledger.hour_moved(Facts(starts=told))
    assert (moved and zones.utc(moved[1]).isoformat()) == now
    if moved:
        assert zones.utc(moved[0]) == dt.datetime.fromisoformat(told.partition("[")[0]).astimezone(dt.UTC)


# --- how long it takes -----------------------------------------------------------------------------


def test_the_time_of_reading_grows_with_the_ledger_and_not_faster(tmp_path: Path) -> None:
    """20,000 records are the first of each of 10,000 entries, and a later one."""

    def taken(entries: int) -> float:
        lines = [
            one
            for n in range(entries)
            for one in (
                line(uid=f"a{n}@example.org", event=f"a{n}"),
                f'{{"uid": "a{n}@example.org", "at": "2025-02-02T10:00:00Z", "sequence": 1, "place": "B"}}',
            )
        ]
        before = os.times().user
        found, wrong = read(tmp_path, "\n".join(lines))
        assert (len(found.records), wrong) == (2 * entries, [])
        return os.times().user - before

    assert taken(10_000) < 40 * max(taken(1_000), 0.02)
