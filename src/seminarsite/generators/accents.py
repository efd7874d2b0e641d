"""The accent of a site as a stylesheet of its own, which sets the custom properties of static/style.css."""

from __future__ import annotations

from collections.abc import Iterator

from seminarsite import routes
from seminarsite.drawing.colours import palette
from seminarsite.model.site import Settings, Site
from seminarsite.outputs import File


def accent(site: Site) -> Iterator[File]:
    """Nothing where the site sets none: the built-in stylesheet has one."""
    if site.settings.accent:
        yield File(
            address=routes.ACCENT,
            make=stylesheet,
            arguments=(site.settings,),
            source=site.settings.at("accent"),
        )


def stylesheet(settings: Settings) -> bytes:
    """Empty where the site sets no accent. On paper, everything is black."""
    if not settings.accent:
        return b""
    found = palette(settings.accent)
    return (
        f"@media screen {{ :root {{ --accent: {found.light}; --board: {found.board}; --chalk: {found.chalk}; "
        f"--dust: {found.dust}; }} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {found.dark}; }} }}\n"
    ).encode()
