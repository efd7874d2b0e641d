"""Publication: the whole new site or the old one, and nothing of anybody else's is touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_site import REPOSITORY
from seminarsite.outputs import Copy, File, Output
from seminarsite.publishing.publish import LIST, SPARE_FROM, Published, claim, one_by_one, publish
from seminarsite.publishing.staging import CannotPublish
from seminarsite.publishing.swap import WAYS, Way, appear, file_by_file
from seminarsite.publishing.workplace import SITE as STAGE
from seminarsite.publishing.workplace import spare_of

OLD = 1_000_000_000
"""A time of modification that no test run gives to a file by itself."""


def put(
    output: Path, files: Mapping[str, str], sources: Path, ways: tuple[Way, ...] = WAYS, spare_from: int = SPARE_FROM
) -> Published:
    planned: dict[str, Output] = {p: File(address=p, make=str.encode, arguments=(t,)) for p, t in files.items()}

    def make(one: Output) -> bytes:
        assert isinstance(one, File)
        return one.make(*one.arguments)

    with claim(output, sources) as place:
        return publish(planned, one_by_one(planned, make), place, ways, spare_from=spare_from)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the list."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site/content").mkdir(parents=True)
    return tmp_path / "site"


SITE = {"index.html": "home", "events/a/index.html": "a", "events/a.ics": "ics"}


def test_a_first_build(root: Path) -> None:
    assert put(root / "build", SITE, root) == Published(files=3, changed=3, deleted=0)
    assert tree(root / "build") == {path: text.encode() for path, text in SITE.items()}
    listed = (root / "build" / LIST).read_text().splitlines()
    assert [line for line in listed if not line.startswith("#")] == sorted(SITE)
    assert sorted(p.name for p in root.iterdir()) == ["build", "content"]  # nothing is left beside it


def test_a_folder_that_is_missing_is_made(root: Path, tmp_path: Path) -> None:
    put(tmp_path / "somewhere/else/build", SITE, root)
    assert (tmp_path / "somewhere/else/build/index.html").read_text() == "home"


def test_an_empty_folder_is_taken(root: Path) -> None:
    (root / "build").mkdir()
    assert put(root / "build", SITE, root).changed == 3


def test_only_what_changed_is_written(root: Path) -> None:
    put(root / "build", SITE, root)
    files = {path: root / "build" / path for path in SITE}
    for file in files.values():
        os.utime(file, (OLD, OLD))
    before = {path: file.stat().st_ino for path, file in files.items()}
    assert put(root / "build", SITE, root) == Published(3, changed=0, deleted=0)
    assert {path: file.stat().st_ino for path, file in files.items()} == before
    assert {file.stat().st_mtime for file in files.values()} == {OLD}
    # One file has other bytes of the same length.
    assert put(root / "build", {**SITE, "index.html": "HOME"}, root) == Published(3, changed=1, deleted=0)
    changed = {path for path, file in files.items() if file.stat().st_mtime != OLD}
    assert changed == {"index.html"}
    assert files["index.html"].read_text() == "HOME"


def test_what_is_no_longer_made_goes_with_its_folder(root: Path) -> None:
    put(root / "build", SITE, root)
    assert put(root / "build", {"index.html": "home"}, root) == Published(1, changed=0, deleted=2)
    assert tree(root / "build") == {"index.html": b"home"}
    assert not (root / "build/events").exists()


def test_what_others_put_there_stays_byte_for_byte(root: Path, tmp_path: Path) -> None:
    put(root / "build", SITE, root)
    build = root / "build"
    foreign = {
        "CNAME": b"example.org\n",
        ".git/HEAD": b"ref\0",
        "other/keep.txt": b"\xff\x00",
        "events/a/own.txt": b"x",
    }
    for name, content in foreign.items():
        (build / name).parent.mkdir(parents=True, exist_ok=True)
        (build / name).write_bytes(content)
        os.utime(build / name, (OLD, OLD))
    (build / "other/keep.txt").chmod(0o600)
    (build / ".git/refs/heads").mkdir(parents=True)  # git takes no folder for a repository that lacks refs/
    (tmp_path / "elsewhere").mkdir()
    (build / "link-to-folder").symlink_to(tmp_path / "elsewhere")
    (build / "link-to-file").symlink_to("CNAME")
    (build / "link-to-nowhere").symlink_to("nowhere")
    for _ in range(2):
        put(build, {"index.html": "new"}, root)
        assert {name: (build / name).read_bytes() for name in foreign} == foreign
        assert {(build / name).stat().st_mtime for name in foreign} == {OLD}
        assert (build / "other/keep.txt").stat().st_mode & 0o777 == 0o600
        assert (build / ".git/refs/heads").is_dir()
        links = {name: str((build / name).readlink()) for name in ("link-to-folder", "link-to-file", "link-to-nowhere")}
        assert links == {
            "link-to-folder": str(tmp_path / "elsewhere"),
            "link-to-file": "CNAME",
            "link-to-nowhere": "nowhere",
        }
    assert tree(build) == {"index.html": b"new", "link-to-file": b"example.org\n", **foreign}


@pytest.mark.parametrize(
    ("foreign", "planned"),
    [("robots.txt", "robots.txt"), ("events", "events/a/index.html"), ("feed.xml/keep.txt", "feed.xml")],
)
def test_a_file_of_somebody_else_is_never_replaced(root: Path, foreign: str, planned: str) -> None:
    put(root / "build", {"index.html": "home"}, root)
    (root / "build" / foreign).parent.mkdir(exist_ok=True)
    (root / "build" / foreign).write_text("theirs", encoding="utf-8")
    with pytest.raises(CannotPublish, match=r"(robots|events|feed).* did not write it"):
        put(root / "build", {"index.html": "new", planned: "ours"}, root)
    assert tree(root / "build") == {"index.html": b"home", foreign: b"theirs"}
    assert sorted(p.name for p in root.iterdir()) == ["build", "content"]


def test_a_link_in_the_place_of_a_page_of_ours_is_replaced_not_followed(root: Path, tmp_path: Path) -> None:
    put(root / "build", SITE, root)
    victim = tmp_path / "victim.html"
    victim.write_text("home", encoding="utf-8")
    (root / "build/index.html").unlink()
    (root / "build/index.html").symlink_to(victim)
    put(root / "build", {**SITE, "index.html": "new"}, root)
    assert victim.read_text() == "home"
    assert not (root / "build/index.html").is_symlink()


# --- what is refused -----------------------------------------------------------------------------


def refused(output: Path, root: Path) -> str:
    with pytest.raises(CannotPublish) as error:
        put(output, SITE, root)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_folder_with_files_that_are_not_ours(root: Path) -> None:
    (root / "build").mkdir()
    (root / "build/thesis.tex").write_text("ten years", encoding="utf-8")
    assert "did not write" in refused(root / "build", root)
    assert tree(root / "build") == {"thesis.tex": b"ten years"}


def test_folders_that_hold_more_than_a_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = root.parent / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for output in (root, root.parent, Path("/"), home):
        assert "holds more than a built site" in refused(output, root)
    for name in ("content", "content/events", "templates", "static/x", ".git"):
        assert f"is within {name.partition('/')[0]}/" in refused(root / name, root)
    assert tree(root) == {}


def test_a_link_and_a_file(root: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (root / "link").symlink_to(tmp_path / "real")
    assert "is a link" in refused(root / "link", root)
    (root / "file").write_text("x", encoding="utf-8")
    assert "is not a folder" in refused(root / "file", root)
    assert (root / "file").read_text() == "x"


def test_a_folder_that_cannot_be_written(root: Path) -> None:
    (root / "file").write_text("x", encoding="utf-8")
    assert "cannot write" in refused(root / "file/build", root)


def test_a_list_that_is_damaged(root: Path) -> None:
    put(root / "build", SITE, root)
    (root / "build" / LIST).write_bytes(b"\xff\xfe index.html")
    assert LIST in refused(root / "build", root)
    assert tree(root / "build")["index.html"] == b"home"


def test_a_list_that_names_files_elsewhere_deletes_nothing_there(root: Path) -> None:
    put(root / "build", SITE, root)
    (root / "precious.txt").write_text("x", encoding="utf-8")
    with (root / "build" / LIST).open("a", encoding="utf-8") as file:
        file.write("../precious.txt\n/etc/hostname\n")
    put(root / "build", SITE, root)
    assert (root / "precious.txt").read_text() == "x"


def test_a_page_that_cannot_be_made_leaves_the_old_site(root: Path) -> None:
    put(root / "build", SITE, root)
    (root / "build/CNAME").write_text("mine", encoding="utf-8")
    before = tree(root / "build")

    def fail(text: str) -> bytes:
        raise ZeroDivisionError(text)

    planned: dict[str, Output] = {
        "a.html": File(address="a.html", make=str.encode, arguments=("a",)),
        "z.html": File(address="z.html", make=fail, arguments=("z",)),
    }
    with pytest.raises(ZeroDivisionError), claim(root / "build", root) as place:
        publish(planned, one_by_one(planned, lambda one: one.make(*one.arguments)), place)  # type: ignore[union-attr]
    gone: dict[str, Output] = {"p.png": Copy(address="p.png", file=root / "none.png")}
    with pytest.raises(CannotPublish, match=r"cannot read .*none\.png"), claim(root / "build", root) as place:
        publish(gone, one_by_one(gone, lambda one: one.file.read_bytes()), place)  # type: ignore[union-attr]
    assert tree(root / "build") == before
    assert sorted(p.name for p in root.iterdir()) == ["build", "content"]


# --- while people read ---------------------------------------------------------------------------


def test_a_reader_never_misses_a_page_nor_sees_half_a_site(root: Path) -> None:
    """Pages of one publication say the same number; a reader that polls sees every one, whole."""
    build = root / "build"
    names = [f"page-{i}.html" for i in range(20)]
    put(build, {"index.html": "0" * 5000, **dict.fromkeys(names, "0")}, root)
    stop = threading.Event()
    seen: set[str] = set()
    missed: list[str] = []

    def poll() -> None:
        while not stop.is_set():
            try:
                text = (build / "index.html").read_text(encoding="utf-8")
            except OSError as error:
                missed.append(str(error))
                continue
            seen.add(text[:1])
            if text != text[:1] * 5000:
                missed.append(text)

    reader = threading.Thread(target=poll)
    reader.start()
    try:
        for number in range(1, 40):
            digit = str(number % 10)
            put(build, {"index.html": digit * 5000, **dict.fromkeys(names, digit)}, root)
    finally:
        stop.set()
        reader.join()
    assert missed == []
    assert len(seen) > 1, "the reader was too slow to see a change"


def test_permissions_are_those_of_a_new_folder(root: Path) -> None:
    put(root / "build", SITE, root)
    umask = os.umask(0o022)
    os.umask(umask)
    assert (root / "build").stat().st_mode & 0o777 == 0o777 & ~umask
    assert (root / "build/index.html").stat().st_mode & 0o777 == 0o666 & ~umask


# --- where folders cannot be exchanged -----------------------------------------------------------

FILE_BY_FILE: tuple[Way, ...] = (appear, file_by_file)


def test_systems_that_cannot_exchange_two_folders(root: Path) -> None:
    """File by file there: what is the same stays the same, what is of others stays, what is stale goes."""
    put(root / "build", SITE, root, FILE_BY_FILE)
    (root / "build/CNAME").write_text("mine", encoding="utf-8")
    before = (root / "build/events/a.ics").stat()
    new = {"index.html": "new", "events/a.ics": "ics", "b/index.html": "b"}
    assert put(root / "build", new, root, FILE_BY_FILE) == Published(3, changed=2, deleted=1)
    assert tree(root / "build") == {**{path: text.encode() for path, text in new.items()}, "CNAME": b"mine"}
    after = (root / "build/events/a.ics").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert sorted(p.name for p in root.iterdir()) == ["build", "content"]
    assert put(root / "build", SITE, root) == Published(3, changed=2, deleted=1)  # as if nothing had been special


def test_a_file_of_others_in_the_way_is_found_before_anything_is_replaced(root: Path) -> None:
    put(root / "build", SITE, root, FILE_BY_FILE)
    (root / "build/z.html").write_text("theirs", encoding="utf-8")
    with pytest.raises(CannotPublish, match="did not write it"):
        put(root / "build", {**SITE, "index.html": "new", "z.html": "ours"}, root, FILE_BY_FILE)
    assert tree(root / "build") == {**{path: text.encode() for path, text in SITE.items()}, "z.html": b"theirs"}


def test_a_folder_that_is_mounted(root: Path) -> None:
    """A volume of a container: it cannot be exchanged, and nothing can be renamed into it."""
    (root / "build").mkdir()
    script = """
set -e
mount -t tmpfs -o size=1m none build
seminarsite() { "$PYTHON" -m seminarsite "$@"; }
seminarsite build --now 2025-03-01
echo theirs > build/CNAME
stat -c %i build/static/style.css > inode
seminarsite build --now 2025-06-01
test "$(stat -c %i build/static/style.css)" = "$(cat inode)"
test "$(cat build/CNAME)" = theirs
sha256sum build/index.html > sum
head -c 2000000 /dev/zero > build/full 2> /dev/null || true
code=0
seminarsite build --now 2025-09-01 2> error || code=$?
test $code = 3
cat error
sha256sum -c --quiet sum
ls -A
"""
    (root / "content/site.yaml").write_text("title: T\nurl: https://example.org/\nzone: UTC\n", encoding="utf-8")
    done = in_a_namespace(script, root)
    assert "No space left on device; nothing was published" in done
    assert ".build." not in done


def test_a_disk_that_is_full(root: Path) -> None:
    """On a file system with little room: it names a file and the reason, and leaves nothing behind."""
    (root / "disk").mkdir()
    (root / "content/site.yaml").write_text("title: T\nurl: https://example.org/\nzone: UTC\n", encoding="utf-8")
    script = """
set -e
mount -t tmpfs -o size=1m none disk
"$PYTHON" -m seminarsite build --now 2025-03-01 -o disk/build
sha256sum disk/build/index.html > sum
head -c 2000000 /dev/zero > disk/full 2> /dev/null || true
code=0
"$PYTHON" -m seminarsite build --now 2025-06-01 -o disk/build 2> error || code=$?
test $code = 3
cat error
test "$(wc -l < error)" = 1
sha256sum -c --quiet sum
ls -A disk
"""
    done = in_a_namespace(script, root)
    assert re.search(r"error: cannot write \S+/disk/build/\S+: No space left on device; nothing was published", done)
    assert done.split()[-2:] == ["build", "full"]


def in_a_namespace(script: str, folder: Path) -> str:
    """What a shell script says that may mount: nobody else sees it, and it goes with the script."""
    unshare = shutil.which("unshare")
    command = [unshare or "", "-m", *([] if os.geteuid() == 0 else ["-Ur"])]
    if unshare is None or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHON": sys.executable}
    done = subprocess.run(
        [*command, "sh", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- what builds leave that were killed, and others that are at work -----------------------------


def test_what_killed_builds_left_goes_with_the_next_build(root: Path) -> None:
    put(root / "build", SITE, root)
    for name, mark in ((".build.new-abcdefgh", True), (".build.new-01234567", False)):
        (root / name).mkdir()
        if mark:
            (root / name / ".seminarsite-work").touch()
            (root / name / "site/events").mkdir(parents=True)
            (root / name / "site/index.html").write_text("half", encoding="utf-8")
            (root / name / "site/events").chmod(0o500)
    (root / ".build.lock").write_text("seminarsite: process 1 on elsewhere\n", encoding="utf-8")
    put(root / "build", SITE, root)
    assert sorted(p.name for p in root.iterdir()) == ["build", "content"]


def test_what_only_looks_as_if_builds_had_left_it_stays(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/.seminarsite-work").touch()
    (root / ".build.new-linklink").symlink_to(tmp_path / "elsewhere")
    for name in (".build.new-thesis00", ".build.new-thesis", ".other.new-abcdefgh/site", ".build.new-ABCDEFGH"):
        (root / name).mkdir(parents=True)
        (root / name / "thesis.tex").write_text("ten years", encoding="utf-8")
    (root / ".build.new-ABCDEFGH/.seminarsite-work").touch()
    before = sorted(path.name for path in root.iterdir())
    put(root / "build", SITE, root)
    assert sorted(path.name for path in root.iterdir() if path.name != "build") == before
    assert (tmp_path / "elsewhere/.seminarsite-work").exists()
    assert (root / ".build.new-ABCDEFGH/thesis.tex").read_text() == "ten years"


def test_a_folder_in_use_by_another_build(root: Path) -> None:
    put(root / "build", SITE, root)
    with claim(root / "build", root):
        with pytest.raises(CannotPublish, match=r"another build is at work \(process \d+ on .*; nothing"):
            claim(root / "build", root, patience=0.1).__enter__()
        with claim(root / "public", root):  # another folder
            pass
    assert put(root / "build", SITE, root).changed == 0


def test_what_another_build_has_published_while_we_waited_counts(root: Path) -> None:
    with claim(root / "build", root) as place:
        assert place.ours == frozenset()
    put(root / "build", SITE, root)
    with claim(root / "build", root) as place:
        assert place.ours == set(SITE)


# --- more folders that are refused, and rights ---------------------------------------------------


def test_folders_through_links_are_judged_by_what_they_are(root: Path, tmp_path: Path) -> None:
    (root / "content/events").mkdir()
    (tmp_path / "way").symlink_to(root / "content")
    assert "is within content/" in refused(tmp_path / "way/events", root)
    (tmp_path / "up").symlink_to(root.parent)
    assert "holds more" in refused(tmp_path / "up/site", root)
    assert "is within .git/" in refused(tmp_path / ".git/hooks", root)
    (root / "loop").symlink_to("loop")
    assert "link" in refused(root / "loop/build", root)
    assert not refused(root / ("x" * 300), root).startswith("cannot read")
    (tmp_path / "real").mkdir()
    (tmp_path / "fine").symlink_to(tmp_path / "real")
    put(tmp_path / "fine/build", SITE, root)
    assert (tmp_path / "real/build/index.html").read_text() == "home"


def test_devices_and_pipes(root: Path) -> None:
    assert "is not a folder" in refused(Path("/dev/null"), root)
    refused(Path("/dev/null/build"), root)
    os.mkfifo(root / "pipe")
    assert "is not a folder" in refused(root / "pipe", root)
    put(root / "build", SITE, root)
    (root / "build" / LIST).unlink()
    os.mkfifo(root / "build" / LIST)  # reading it would never end
    assert "is damaged" in refused(root / "build", root)


def test_a_pipe_of_somebody_else_stays(root: Path) -> None:
    put(root / "build", SITE, root)
    os.mkfifo(root / "build/pipe")
    put(root / "build", {**SITE, "index.html": "new"}, root)
    assert (root / "build/pipe").is_fifo()


def test_folders_keep_their_rights(root: Path) -> None:
    put(root / "build", SITE, root)
    (root / "build").chmod(0o2775)
    (root / "build/private").mkdir(mode=0o700)
    (root / "build/private/x").write_text("x", encoding="utf-8")
    put(root / "build", {**SITE, "index.html": "new"}, root)
    assert (root / "build").stat().st_mode & 0o7777 == 0o2775
    assert (root / "build/private").stat().st_mode & 0o777 == 0o700


def test_the_list_too_stays_the_same_file(root: Path) -> None:
    put(root / "build", SITE, root)
    before = (root / "build" / LIST).stat().st_ino
    put(root / "build", {**SITE, "index.html": "new"}, root)
    assert (root / "build" / LIST).stat().st_ino == before


def test_folders_above_that_are_made_in_vain_go_again(root: Path, tmp_path: Path) -> None:
    def fail(_: Output) -> bytes:
        raise ZeroDivisionError

    planned: dict[str, Output] = {"a.html": File(address="a.html", make=bytes)}
    with pytest.raises(ZeroDivisionError), claim(tmp_path / "some/where/build", root) as place:
        publish(planned, one_by_one(planned, fail), place)
    assert not (tmp_path / "some").exists()


def test_ctrl_c_leaves_the_old_site_and_nothing_beside_it(root: Path) -> None:
    put(root / "build", SITE, root)
    before = tree(root / "build")

    def stop(_: Output) -> bytes:
        raise KeyboardInterrupt

    planned: dict[str, Output] = {"a.html": File(address="a.html", make=bytes)}
    for ways in (WAYS, FILE_BY_FILE):
        with pytest.raises(KeyboardInterrupt), claim(root / "build", root) as place:
            publish(planned, one_by_one(planned, stop), place, ways)
        assert tree(root / "build") == before
        assert sorted(p.name for p in root.iterdir()) == ["build", "content"]


# --- with the site of before at hand -------------------------------------------------------------

PATHS = ("index.html", "a/index.html", "a/b/index.html", "a", "b", "a/b", "feed.xml")
sites = st.dictionaries(st.sampled_from(PATHS), st.sampled_from("123"), min_size=1).filter(
    lambda site: not any(f"{above}/" == path[: len(above) + 1] for above in site for path in site)
)
"""What may be published: no file where another needs a folder."""


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Mode and content of all that is below a folder, and of itself."""
    found = [folder, *folder.rglob("*")]
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else b"",
        )
        for path in found
    }


def disturb(build: Path, how: str) -> None:
    """What somebody else does to a live site, or to its spare, between two publications."""
    folder = spare_of(build) / STAGE if how.startswith("spare: ") else build
    if not folder.is_dir():
        return
    match how.removeprefix("spare: "):
        case "foreign file":
            (folder / "CNAME").write_text("theirs", encoding="ascii")
        case "foreign folder":
            (folder / ".git/refs").mkdir(parents=True, exist_ok=True)
        case "foreign link":
            (folder / "z").unlink(missing_ok=True)
            (folder / "z").symlink_to("/nowhere")
        case "page gone":
            (folder / "index.html").unlink(missing_ok=True)
        case "page edited":
            if (folder / "index.html").is_file():
                (folder / "index.html").write_text("edited", encoding="ascii")
        case "page replaced":
            (folder / "new").write_text("replaced", encoding="ascii")
            (folder / "new").replace(folder / "index.html")
        case "rights":
            folder.chmod(0o750)


kinds = ("foreign file", "foreign folder", "foreign link", "page gone", "page edited", "page replaced", "rights")
disturbances = st.sampled_from(["", *kinds, *(f"spare: {kind}" for kind in kinds if kind != "page edited")])


def attempt(build: Path, files: Mapping[str, str], spare_from: int) -> Published | str:
    """What was published, or why nothing was."""
    try:
        return put(build, files, build.parent / "content", spare_from=spare_from)
    except CannotPublish as error:
        return str(error).replace(str(build), "build")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders")
@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(sites, disturbances), min_size=2, max_size=5))
def test_a_spare_makes_no_difference(course: list[tuple[dict[str, str], str]]) -> None:
    """Whatever is published in turn, and whatever others do in between: the same is online as if all were staged anew."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        spared, anew = root / "spared/build", root / "anew/build"
        for files, how in course:
            assert attempt(spared, files, 0) == attempt(anew, files, SPARE_FROM)
            assert everything(spared) == everything(anew)
            if spare_of(spared).exists():
                assert everything(spare_of(spared) / STAGE) == everything(spared), "nothing that was withdrawn is left"
            disturb(spared, how)
            disturb(anew, how)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders")
def test_with_a_spare_only_what_differs_is_touched(root: Path) -> None:
    build = root / "build"
    for number in "12":
        put(build, {**SITE, "index.html": number}, root, spare_from=0)
    assert sorted(p.name for p in root.iterdir()) == [".build.spare", "build", "content"]
    (build / "CNAME").write_text("mine", encoding="utf-8")
    two = [build, spare_of(build) / STAGE]
    before = [(folder / "events/a").stat() for folder in two]
    file = (build / "events/a/index.html").stat()
    assert put(build, {**SITE, "index.html": "3"}, root, spare_from=0) == Published(3, changed=1, deleted=0)
    assert tree(build) == {**{path: text.encode() for path, text in SITE.items()}, "index.html": b"3", "CNAME": b"mine"}
    after = [(folder / "events/a").stat() for folder in reversed(two)]
    assert [(one.st_ino, one.st_ctime_ns) for one in after] == [(one.st_ino, one.st_ctime_ns) for one in before]
    assert (build / "events/a/index.html").stat().st_ino == file.st_ino


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders")
def test_a_page_is_never_written_through_a_link_in_a_spare(root: Path, tmp_path: Path) -> None:
    build = root / "build"
    for number in "12":
        put(build, {**SITE, "index.html": number}, root, spare_from=0)
    (tmp_path / "elsewhere/a").mkdir(parents=True)
    shutil.rmtree(spare_of(build) / STAGE / "events")
    (spare_of(build) / STAGE / "events").symlink_to(tmp_path / "elsewhere")
    put(build, dict.fromkeys(SITE, "new"), root, spare_from=0)
    assert tree(build) == dict.fromkeys(SITE, b"new")
    assert tree(tmp_path / "elsewhere") == {}


def test_a_small_site_has_no_spare(root: Path) -> None:
    for number in "12":
        put(root / "build", {**SITE, "index.html": number}, root)
    assert sorted(p.name for p in root.iterdir()) == ["build", "content"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders")
def test_a_site_that_is_refused_takes_its_spare_along(root: Path) -> None:
    """It held what must not be published."""
    for number in "12":
        put(root / "build", {**SITE, "index.html": number}, root, spare_from=0)
    planned: dict[str, Output] = {"a.html": File(address="a.html", make=bytes)}

    def refuse() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), claim(root / "build", root) as place:
        publish(planned, one_by_one(planned, lambda _: b"secret"), place, verdict=refuse)
    assert sorted(p.name for p in root.iterdir()) == ["build", "content"]


def test_what_goes_while_the_site_is_made_is_noticed(root: Path) -> None:
    put(root / "build", SITE, root)
    planned: dict[str, Output] = {path: File(address=path, make=bytes) for path in SITE}

    def make(one: Output) -> bytes:
        content = SITE[one.address].encode()
        if one.address == "index.html":
            (root / "build/events/a.ics").unlink()  # which is kept already, as it has not changed
        return content

    with pytest.raises(CannotPublish, match=r"events/a\.ics went"), claim(root / "build", root) as place:
        publish(planned, lambda staging: [p for p in sorted(SITE) if staging.keep(p, make(planned[p]))], place)
