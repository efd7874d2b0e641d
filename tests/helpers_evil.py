"""A site with markup and script in every text that a content file can have."""

from __future__ import annotations

from helpers_pictures import picture
from helpers_site import JOIN

EVIL = "<script>alert(1)</script>"
WORSE = '"><img src=x onerror=alert(2)>'
VILE = "' autofocus onfocus='alert(3)"

# One of the three in every text that a content file can have.
EVERY_FIELD = {
    "site.yaml": f"""\
title: 'Site {EVIL} {WORSE}'
short: '{WORSE}'
url: https://example.org/
zone: Europe/Zurich
description: '{WORSE} {EVIL}'
navigation: [{{label: '{EVIL}{WORSE}', to: /archive/}}]
publisher: {{name: '{EVIL}{WORSE}', note: '{EVIL}'}}
picture: {{file: pictures/p.png, alt: '{WORSE}', credit: '{EVIL}', caption: '{EVIL}'}}
credit: '{EVIL}{WORSE}'
introduction: |
  {EVIL} {WORSE} [a](javascript:alert(4)) <a href="#" onclick="alert(5)">b</a>
""",
    "series/s.md": f"""\
---
title: '{EVIL}{WORSE}'
short: '{EVIL}{WORSE}'
acronym: '{EVIL}'
kind: lecture
founding: '{EVIL}{WORSE}'
umbrella: {{name: '{EVIL}', note: '{WORSE}'}}
related: [{{name: '{EVIL}', acronym: '{WORSE}', topic: '{EVIL}'}}]
slot: {{weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: '{EVIL}{WORSE}'}}
zone-label: '{EVIL}'
online: {{platform: '{EVIL}{WORSE}', note: '{EVIL}', join: '{JOIN}'}}
place: {{name: '{EVIL}', venue: '{WORSE}', room: '{EVIL}', address: '{WORSE}', city: '{EVIL}', country: '{EVIL}', directions: '{EVIL}{WORSE}'}}
format: '{EVIL}{WORSE}'
recording: {{platform: '{EVIL}', note: '{WORSE}', channel: {{url: 'https://h/{VILE.replace(" ", "%20").replace("'", "''")}', label: '{EVIL}', note: '{WORSE}'}}}}
invitation: '{EVIL}'
mailing-list: {{label: '{EVIL}', text: '{WORSE}', note: '{EVIL}', url: 'https://h/x'}}
calendar: {{label: '{EVIL}', text: '{WORSE}', note: '{EVIL}'}}
suggestions: {{text: '{EVIL}', name: '{WORSE}', url: 'https://h/x'}}
feedback: {{text: '{EVIL}', name: '{WORSE}'}}
contact: {{text: '{EVIL}', name: '{WORSE}'}}
organisers: [{{name: '{EVIL}{WORSE}', affiliation: '{EVIL}', role: '{WORSE}'}}]
board: [{{name: '{EVIL}{WORSE}', affiliation: '{EVIL}', role: '{WORSE}'}}, {{name: '{WORSE}', former: yes}}]
hosts: [{{name: '{EVIL}', note: '{WORSE}', logo: {{file: pictures/p.png, alt: '{WORSE}'}}}}]
picture: {{file: pictures/p.png, alt: '{WORSE}', credit: '{EVIL}', caption: '{EVIL}'}}
topics: ['{EVIL}', '{WORSE}']
audience: '{EVIL}{WORSE}'
credit: '{EVIL}'
lecture:
  every: 2
  exceptions: [{{about: '{EVIL}{WORSE}'}}]
  eponym: {{name: '{EVIL}{WORSE}', institution: '{EVIL}', role: '{WORSE}', about: '{EVIL}', portrait: {{file: pictures/p.png, alt: '{WORSE}'}}}}
  partner: {{institution: {{name: '{EVIL}', note: '{WORSE}'}}, lecture: '{EVIL}{WORSE}', note: '{EVIL}'}}
---
{EVIL} {WORSE} <iframe src="https://h/"></iframe> <svg onload=alert(6)> [x](/archive/ "{VILE}")
""",
    "speakers/evil.md": f"""\
---
name: 'Evil {EVIL}{WORSE}'
sort-name: 'Aa {EVIL}'
native-name: '{EVIL}{WORSE}'
also-known-as: ['{EVIL}', '{WORSE}']
affiliation: '{EVIL}{WORSE}'
photo: {{file: pictures/p.png, alt: '{WORSE}', credit: '{EVIL}'}}
---
{EVIL} {WORSE}
""",
    "events/title.md": f"""\
---
series: s
date: 2025-03-05
title: '{EVIL} {WORSE} $\\text{{<script>alert(7)</script>}}$'
speaker: {{name: evil, affiliation: '{EVIL}{WORSE}'}}
message: '{EVIL}{WORSE}'
zone-label: '{EVIL}{WORSE}'
host: '{EVIL}'
joint-with: ['{EVIL}', '{WORSE}']
topics: ['{EVIL}', '{WORSE}']
audience: '{WORSE}'
format: '{EVIL}'
credit: '{WORSE}'
status: rescheduled
previously: {{date: 2025-02-26, note: '{EVIL}{WORSE}'}}
online: {{platform: '{WORSE}', note: '{EVIL}', join: '{JOIN}'}}
picture: {{file: pictures/p.png, alt: '{WORSE}', credit: '{EVIL}', caption: '{WORSE}'}}
slides: {{url: 'https://h/x', label: '{EVIL}{WORSE}', note: '{EVIL}'}}
video: {{url: 'https://h/x', label: '{WORSE}'}}
links: [{{url: 'https://h/x', label: '{EVIL}', note: '{WORSE}'}}]
side-items: [{{title: '{EVIL}', note: '{WORSE}', cost: '{EVIL}', place: '{WORSE}'}}]
feedback: {{text: '{EVIL}', name: '{WORSE}'}}
notes: '{JOIN}'
---
{EVIL} {WORSE} $\\href{{javascript:alert(8)}}{{x}}$ <style>p {{ color: red }}</style>
""",
    "events/workshop.md": f"""\
---
series: s
kind: workshop
date: 2025-04-02
until: 2025-04-03
title: '{WORSE}'
place: {{name: '{EVIL}{WORSE}', directions: '{EVIL}'}}
programme:
  - title: '{EVIL}{WORSE}'
    chair: '{WORSE}'
    place: '{EVIL}'
    talks: [{{title: '{EVIL}{WORSE}', speaker: {{name: evil, affiliation: '{WORSE}'}}, abstract: '{EVIL}{WORSE}'}}]
---
""",
    "pages/evil.md": f"---\ntitle: '{EVIL}{WORSE}'\nnavigation: '{EVIL}{WORSE}'\ndescription: '{WORSE}'\n---\n{EVIL} {WORSE}\n",
    "pictures/p.png": picture(format_="PNG"),
}
