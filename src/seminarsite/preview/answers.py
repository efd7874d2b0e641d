"""What the preview answers to a request, as a value: pages with its script, files, and what its script asks for."""

from __future__ import annotations

import datetime as dt
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from seminarsite import routes
from seminarsite.outputs import Page
from seminarsite.preview import dressing
from seminarsite.preview.dressing import STATE, TIMES
from seminarsite.preview.editors import Editor
from seminarsite.preview.state import Made, Preview, View
from seminarsite.preview.timeline import moment

_MEDIA = {".ics": "text/calendar", ".webp": "image/webp", ".avif": "image/avif"}  # which not all systems know


@dataclass(frozen=True)
class Request:
    """A path without its leading slash, what follows the question mark, and the moment that a cookie names."""

    address: str
    query: Mapping[str, str]
    cookie: str = ""


@dataclass(frozen=True)
class Answer:
    """`location` is where a browser is sent instead; `keep` is a moment to be kept in its cookie, "" for none any more."""

    status: HTTPStatus
    media: str
    body: bytes
    location: str = ""
    keep: str | None = None


def answer(preview: Preview, request: Request, editor: Editor) -> Answer:
    """The answer to a request; `?now=` shows all pages from then on as of a moment, until `?now=` names none."""
    if own := dressing.own(request.address):
        return Answer(HTTPStatus.OK, *own)
    written = preview.version.written
    zone = written.settings.zone if written else "UTC"
    typed = request.query.get("now")
    now = moment(request.cookie if typed is None else typed, zone)
    view = preview.view(now)
    if request.address == STATE:
        return _state(preview, view, request, now, editor)
    if request.address == TIMES:
        body = json.dumps(dressing.times(view.timeline, view.now)) if view else "{}"
        return Answer(HTTPStatus.OK, "application/json", body.encode())
    found = _output(preview, view, request.address, now or preview.at)
    keep = None if typed is None else dressing.utc(now) if now else ""
    return Answer(found.status, found.media, found.body, found.location, keep)


def _output(preview: Preview, view: View | None, address: str, now: dt.datetime | None) -> Answer:
    number = preview.version.number
    if view is None:
        return _nothing(preview, now)
    try:
        made, body = preview.page(view, path := routes.output_path(address))
        status = HTTPStatus.OK
        if made is None:
            if address and not address.endswith("/") and view.make(routes.output_path(f"{address}/")):
                return Answer(HTTPStatus.MOVED_PERMANENTLY, "", b"", location=f"/{address}/")
            made, body = preview.page(view, path := routes.NOT_FOUND)
            status = HTTPStatus.NOT_FOUND
    except OSError as error:
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", str(error).encode())
    if made is None or (body is None and isinstance(made.output, Page)):
        body = dressing.bare(view.found(path), number, now)
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", body)
    if body is None:
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", "\n".join(map(str, made.wrong)).encode())
    if isinstance(made.output, Page):
        return Answer(status, "text/html", dressing.dressed(body, number, now))
    media = _MEDIA.get(Path(made.output.address).suffix) or mimetypes.guess_type(made.output.address)[0]
    return Answer(status, media or "text/plain", body)


def _nothing(preview: Preview, now: dt.datetime | None) -> Answer:
    """Where nothing could be read yet."""
    body = dressing.bare(preview.version.told, preview.version.number, now)
    return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", body)


def _state(preview: Preview, view: View | None, request: Request, now: dt.datetime | None, editor: Editor) -> Answer:
    """What there is to be told of the page at `?page=`."""
    version = preview.version
    found, page, made = version.told, "", None
    if view is not None:
        path, made, page = _shown(preview, view, request.query.get("page", "").lstrip("/"))
        preview.ask(view, path)
        found = view.found(path)
    said = {
        "number": version.number,
        "solid": version.solid,
        "page": page,
        "now": dressing.utc(view.now if view else version.now),
        "live": now is None,
        "zone": version.written.settings.zone if version.written else "UTC",
        "diagnostics": dressing.told(found, preview.root, editor),
        "source": made and dressing.source(made.output.source, preview.root, editor),
    }
    return Answer(HTTPStatus.OK, "application/json", json.dumps(said, ensure_ascii=False).encode())


def _shown(preview: Preview, view: View, address: str) -> tuple[str, Made | None, str]:
    """The path of what is shown at an address, what is made for it, and its digest."""
    path = routes.output_path(address)
    try:
        made, body = preview.page(view, path)
        if made is None:
            made, body = preview.page(view, path := routes.NOT_FOUND)
    except OSError:
        return path, None, ""
    return path, made, dressing.digest(body) if body is not None else ""
