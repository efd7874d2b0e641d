"""Links that open a file at a line in an editor, by the addresses that editors register with the system."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from seminarsite.diagnostics import Span

KNOWN = {
    # code.visualstudio.com/docs/editor/command-line, "Opening VS Code with URLs"; its relatives do the same.
    "code": "vscode://file{path}:{line}:{column}",
    "codium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    # jetbrains.com: each of their programs takes its own name; idea:// is answered by IntelliJ IDEA.
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    # macromates.com/blog/2007/the-textmate-url-scheme, which BBEdit and handlers for Emacs and Vim follow.
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "bbedit": "x-bbedit://open?url=file://{path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "none": "",
}

_FORM = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):[^\s\"'<>]*\{path\}[^\s\"'<>]*")
_RUNS = frozenset(("javascript", "data", "vbscript", "blob"))
"""Schemes that a browser would take for a page or a program instead of handing them on."""


class NoEditor(ValueError):
    """Neither the name of a known editor nor the form of an address; the text says what is."""


@dataclass(frozen=True)
class Editor:
    """How an address is made of {path}, absolute and percent-encoded, {line} and {column}, from 1."""

    form: str = KNOWN["code"]

    def link(self, root: Path, span: Span) -> str | None:
        """The address of a place, None where there is no such file below `root`, or no editor."""
        file = root / span.path
        if not self.form or not file.is_file():
            return None
        path = "/" + quote(file.resolve().as_posix().lstrip("/"), safe="/:")
        return self.form.replace("{path}", path).replace("{line}", str(span.line or 1)).replace(
            "{column}", str(span.column or 1)
        )  # fmt: skip


def editor(text: str) -> Editor:
    """By the name of an editor, or the form of its addresses. Raises NoEditor."""
    if text in KNOWN:
        return Editor(KNOWN[text])
    found = _FORM.fullmatch(text)
    if found is None or found["scheme"] in _RUNS:
        names = ", ".join(KNOWN)
        raise NoEditor(f"write one of {names}, or an address as myeditor://open?file={{path}}&line={{line}}")
    return Editor(text)
