"""Publication: the whole new site or the old one, and nothing of anybody else's is touched."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from seminarsite.outputs import Copy, File, Output
from seminarsite.publish import LIST, CannotPublish, Published, claim, publish
from seminarsite.swap import WAYS, Way

OLD = 1_000_000_000
"""A time of modification that no test run gives to a file by itself."""


def put(output: Path, files: Mapping[str, str], sources: Path, ways: tuple[Way, ...] = WAYS) -> Published:
    planned: dict[str, Output] = {p: File(address=p, make=str.encode, arguments=(t,)) for p, t in files.items()}

    def make(one: Output) -> bytes:
        assert isinstance(one, File)
        return one.make(*one.arguments)

    with claim(output, sources) as place:
        return publish(planned, make, place, ways)


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
        publish(planned, lambda one: one.make(*one.arguments), place)  # type: ignore[union-attr]
    gone: dict[str, Output] = {"p.png": Copy(address="p.png", file=root / "none.png")}
    with pytest.raises(CannotPublish, match=r"cannot read .*none\.png"), claim(root / "build", root) as place:
        publish(gone, lambda one: one.file.read_bytes(), place)  # type: ignore[union-attr]
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
