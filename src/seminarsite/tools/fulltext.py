"""Full text by Pagefind: texts to the files that a browser searches in. Its program works in memory; nothing is written.

It is asked as its own packages for Python and Node ask it (`pagefind --service`): messages of JSON in base64, each
ended by a comma. Its package for Python waits a tenth of a second for every answer, half an hour for 20,000 texts.

Its filters and its files with excerpts are left out: the first differ from run to run, and rows are in our own list.
"""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import IO, Any, NamedTuple

WANTED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
KINDS = (".pf_meta", ".pf_index", ".pagefind")


class Text(NamedTuple):
    """What is to be found, and the address it is found at."""

    address: str
    text: str


class CannotIndex(Exception):
    """Pagefind did not do what it was asked for; what it said."""


def is_installed() -> bool:
    return find_spec("pagefind_bin") is not None


def index(texts: Sequence[Text], language: str) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    """The files by their names, and the name that Pagefind gives to each address. Raises CannotIndex.

    `language` decides which endings of words count as the same; the same texts give the same bytes.
    """
    primary = language.partition("-")[0]
    asked: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": primary}}]
    asked += [
        {"type": "AddRecord", "index_id": 0, "url": address, "content": text, "language": primary}
        for address, text in texts
    ]
    files = dict(_answers([*asked, {"type": "GetFiles", "index_id": 0}]))
    names = dict(_names(files))
    if len(names) < len(texts):
        raise CannotIndex(f"it knows {len(names)} of {len(texts)} texts")
    wanted = {path for path in files if path in WANTED or path.endswith(KINDS)}
    if f"wasm.{primary}.pagefind" in wanted:
        wanted.discard("wasm.unknown.pagefind")
    return {path: files[path] for path in sorted(wanted)}, names


def _names(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """A name is that of the file with the excerpt, which says what it is about."""
    for path, content in files.items():
        if path.endswith(".pf_fragment"):
            plain = gzip.decompress(content)
            yield json.loads(plain[plain.index(b"{") :])["url"], path.rpartition("/")[2].removesuffix(".pf_fragment")


def _answers(asked: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """The files in the answer to the last of these messages."""
    from pagefind_bin import get_executable

    with subprocess.Popen(  # noqa: S603  (the program in the package)
        [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        # In a thread, because neither side would read any more once both pipes are full.
        writing = threading.Thread(target=_say, args=(program.stdin, asked), daemon=True)
        writing.start()
        try:
            for answer in _read(program.stdout):
                payload = answer["payload"]
                if payload["type"] == "Error":
                    raise CannotIndex(payload.get("message", "no reason given"))
                if payload["type"] == "GetFiles":
                    for file in payload["files"]:
                        yield file["path"], base64.b64decode(file["content"])
                    return
            raise CannotIndex("it ended before it answered")
        finally:
            program.kill()


def _say(pipe: IO[bytes], asked: Iterable[Mapping[str, Any]]) -> None:
    try:
        for number, payload in enumerate(asked):
            message = json.dumps({"message_id": number, "payload": payload}).encode()
            pipe.write(base64.b64encode(message) + b",")
        pipe.flush()
    except (BrokenPipeError, ValueError):  # it has ended: whoever reads its answers says so
        pass


def _read(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    pending: list[bytes] = []
    while some := pipe.read1(1 << 20):  # type: ignore[attr-defined]  # a pipe of Popen is buffered
        *ended, rest = some.split(b",")
        for end in ended:
            yield json.loads(base64.b64decode(b"".join((*pending, end))))
            pending.clear()
        pending.append(rest)
