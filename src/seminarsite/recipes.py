"""Ways to publish a site, as files to put beside its content: those of recipes/, and which program they install."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from seminarsite import ours

RECIPES: dict[str, str] = {
    "github": "GitHub Pages, with a check and a preview for each pull request",
    "gitlab": "GitLab Pages, with a check and a preview for each merge request",
    "rsync": "any web server, by rsync, in one step for its readers",
}
MAIN = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml", "rsync": "deploy.sh"}
"""The file of each that says at its head what to set once."""
WHEELS = "wheels"
REQUIREMENTS = "requirements.txt"
LOCKED = "locked.txt"


def files(name: str) -> Mapping[str, str]:
    """The files of a recipe, by their paths beside content/."""
    folder = ours.folder("recipes") / name
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def needs_requirements(name: str) -> bool:
    """Whether a machine of somebody else builds the site, and installs the program first."""
    return any(REQUIREMENTS in text for text in files(name).values())


def locked() -> str:
    """The packages that this version of the program was tested with, each with its hashes, for pip."""
    return (ours.folder("requirements") / "run.txt").read_text(encoding="utf-8")


def requirement(version: str, origin: str | None) -> str:
    """The line by which pip installs this very program: out of version control, else the wheel beside the content.

    `origin` is the text of direct_url.json (PEP 610), where an installer has left one. A bare name is never written:
    under it an index may have another program.
    """
    found = json.loads(origin) if origin else {}
    if commit := found.get("vcs_info", {}).get("commit_id"):
        return f"seminarsite @ {found['vcs_info']['vcs']}+{found['url']}@{commit}"
    return f"./{WHEELS}/seminarsite-{version}-py3-none-any.whl"


def checkout(origin: str | None) -> str:
    """The folder of sources that this program was installed from, as a shell takes it; "" where there was none."""
    found = json.loads(origin) if origin else {}
    return shlex.quote(unquote(urlsplit(found["url"]).path)) if "dir_info" in found else ""
