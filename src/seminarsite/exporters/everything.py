"""The site in one JSON file: what site.json tells, with the events of all seasons in full.

For programs that take a site over, or keep it; its form is in the schema of site.json. Texts are there as they are
published, not as they were written: that may hold remarks which are not for readers.
"""

from __future__ import annotations

import json

from seminarsite.generators import data
from seminarsite.model.site import Site


def everything(site: Site) -> bytes:
    """UTF-8, indented, for people who compare two of them."""
    events = [data.event_value(event, site.settings) for event in site.events]
    found = {**data.whole_value(site), "kind": "export", "events": events}
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
