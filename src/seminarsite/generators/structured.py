"""What search engines read: schema.org as plain values, by Google's rules for events, videos and breadcrumbs.

An event of which nobody knows where it is has no Event here, because a Place with an address is demanded. Nothing
depends on the moment of the build: of links for joining there is only one that is public at all times.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from seminarsite import routes
from seminarsite.judging import revealing
from seminarsite.model.event import Appearance, Event, Session, Status, Talk, Timed
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series, Slot
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Attendance, Organisation, Phrase, Picture, Place, Tba, Video
from seminarsite.sentences.wording import Words
from seminarsite.tools import zones
from seminarsite.tools.prose import excerpt

Value = dict[str, Any]
Thing = Site | Series | Event | Speaker

_STATUS = {
    Status.CONFIRMED: "EventScheduled",
    Status.TENTATIVE: "EventScheduled",
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
}
_ATTENDANCE = {
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    Attendance.HYBRID: "MixedEventAttendanceMode",
}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:.*&)?v=|embed/|live/)|youtu\.be/)([\w-]{11})"
)
LONGEST = 600
"""Characters of a description; search results show fewer."""


def script(thing: Thing, settings: Settings) -> str:
    """The JSON of a data block of a page, as https://html.spec.whatwg.org/#data-block wants it written.

    No `<` stands in it, so that nothing in it can end the block.
    """
    text = json.dumps(graph(thing, settings), ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def graph(thing: Thing, settings: Settings) -> Value:
    """All that is said on the page of something."""
    match thing:
        case Site():
            said = [_website(settings)]
        case Event():
            said = [*_event(thing, settings), _breadcrumbs(thing, settings)]
        case Series():
            said = [_series(thing, settings), _breadcrumbs(thing, settings)]
        case Speaker():
            page = {"@type": "ProfilePage", "mainEntity": _speaker(thing, settings), "url": _url(thing, settings)}
            said = [page, _breadcrumbs(thing, settings)]
    return {"@context": "https://schema.org", "@graph": said}


# --- events --------------------------------------------------------------------------------------


def _event(event: Event, settings: Settings) -> Iterator[Value]:
    location = _location(event, settings)
    if not location:
        return
    words = Words.of(settings)
    title = event.title.text if isinstance(event.title, Phrase) else _of(event, words)
    facts = ". ".join(part for part in (words.speakers(event), words.when(event), words.where(event)) if part)
    picture = event.picture or (event.series and event.series.picture) or settings.picture
    yield _stated(
        {
            "@type": "Event",
            "@id": f"{_url(event, settings)}#event",
            "name": title,
            "url": _url(event, settings),
            **_times(event),
            "eventStatus": f"https://schema.org/{_status(event)}",
            "eventAttendanceMode": event.attendance and f"https://schema.org/{_ATTENDANCE[event.attendance]}",
            "previousStartDate": [_at(event, was.date, was.time) for was in event.previously],
            "location": location,
            "description": excerpt(event.abstract.text if event.abstract else facts, LONGEST),
            "image": [_image(picture, settings)] if picture else None,
            "performer": _performers(event.people or event.everybody, settings),
            "contributor": [{"@type": "Person", "name": name} for name in event.joint_with],
            "organizer": _organisers(event.series, settings),
            "superEvent": event.series and _brief(event.series, settings),
            "inLanguage": event.language,
            "keywords": ", ".join(event.topics),
            "subEvent": [_session(event, session, location, settings) for session in event.programme if session.talks],
            "recordedIn": [video for link in event.video for video in _video(link, title, event, settings)],
        }
    )


def _of(event: Event, words: Words) -> str:
    return event.series.title.text if event.series else words.kind(event.kind)


def _status(event: Event) -> str:
    moved = event.previously and event.status in (Status.CONFIRMED, Status.TENTATIVE)
    return _STATUS[Status.RESCHEDULED if moved else event.status]


def _times(event: Event) -> Value:
    """Hours with the offset of the place; of whole days the first and the last."""
    if isinstance(event.when, Timed):
        return {"startDate": _moment(event.when.start), "endDate": _moment(event.when.end)}
    return {"startDate": event.date.isoformat(), "endDate": event.when.last_day.isoformat()}


def _moment(moment: dt.datetime) -> str:
    """ISO 8601 knows no offsets with seconds, which places had in the 19th century."""
    offset = moment.utcoffset()
    return (zones.utc(moment) if offset is None or offset.seconds % 60 else moment).isoformat(timespec="seconds")


def _at(event: Event, date: dt.date, time: dt.time | None) -> str:
    """A moment of a day in the zone of an event; the day alone, where the hour is not known or does not exist."""
    if time is None:
        return date.isoformat()
    try:
        return _moment(zones.instant(date, time, event.zone, event.repeated_hour))
    except (zones.NoSuchTime, zones.TwiceTime):
        return date.isoformat()


def _location(event: Event, settings: Settings) -> list[Value]:
    there = event.place
    place = [_place(there, settings)] if there is not None and event.attendance is not Attendance.ONLINE else []
    if event.attendance not in (Attendance.ONLINE, Attendance.HYBRID):
        return place
    url = revealing.public_link(event) or _url(event, settings)
    return [*place, {"@type": "VirtualLocation", "url": url}]


def _place(place: Place | Tba, settings: Settings) -> Value:
    words = Words.of(settings)
    if isinstance(place, Tba):
        return {"@type": "Place", "name": words.place(place), "address": words.place(place)}
    names = [part for part in (place.name, place.venue, place.room) if isinstance(part, str)]
    name = ", ".join(names) or place.city or words.place(place)
    address = {"streetAddress": place.address, "addressLocality": place.city, "addressCountry": place.country}
    at = place.coordinates
    return _stated(
        {
            "@type": "Place",
            "name": name,
            "address": {"@type": "PostalAddress", **_stated(address)} if any(address.values()) else name,
            "geo": at and {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude},
            "url": place.url,
            "hasMap": place.map,
        }
    )


def _session(event: Event, session: Session, location: list[Value], settings: Settings) -> Value:
    day = session.date or event.date
    where = [_place(session.place, settings)] if session.place else location
    return _stated(
        {
            "@type": "Event",
            "name": session.title.text,
            "startDate": _at(event, day, session.time),
            "endDate": session.ends and _at(event, day, session.ends),
            "eventStatus": f"https://schema.org/{_status(event)}",
            "location": where,
            "subEvent": [_talk(event, day, talk, where, settings) for talk in session.talks if talk.title],
        }
    )


def _talk(event: Event, day: dt.date, talk: Talk, where: list[Value], settings: Settings) -> Value:
    return _stated(
        {
            "@type": "Event",
            "name": talk.title.text if isinstance(talk.title, Phrase) else Words.of(settings).untitled(),
            "startDate": _at(event, day, talk.time),
            "location": where,
            "eventStatus": f"https://schema.org/{_status(event)}",
            "performer": _performers(talk.speakers if isinstance(talk.speakers, tuple) else (), settings),
            "description": excerpt(talk.abstract.text, LONGEST) if talk.abstract else None,
        }
    )


def _video(video: Video, title: str, event: Event, settings: Settings) -> Iterator[Value]:
    """What Google demands of a video is its name, a still and the day on which it was put up; else there is none."""
    youtube = _YOUTUBE.match(video.url)
    picture = _image(event.picture, settings) if event.picture else None
    still = f"https://i.ytimg.com/vi/{youtube[1]}/hqdefault.jpg" if youtube else picture
    if still and video.uploaded:
        own = not video.url.startswith(("http:", "https:"))
        yield _stated(
            {
                "@type": "VideoObject",
                "name": video.label or title,
                "description": f"{title}. {Words.of(settings).speakers(event)}".strip(". "),
                "thumbnailUrl": [still],
                "uploadDate": video.uploaded.isoformat(),
                "embedUrl": f"https://www.youtube.com/embed/{youtube[1]}" if youtube else None,
                "contentUrl": routes.absolute(settings, video.url) if own else None,
                "url": None if own else video.url,
            }
        )


# --- people, series, the site --------------------------------------------------------------------


def _performers(people: Iterable[Appearance], settings: Settings) -> list[Value]:
    return [
        _stated(
            {
                "@type": "Person",
                "name": appearance.speaker.name,
                "url": _url(appearance.speaker, settings),
                "affiliation": _named("Organization", appearance.affiliation_then),
                "sameAs": _same(appearance.speaker),
            }
        )
        for appearance in people
    ]


def _speaker(speaker: Speaker, settings: Settings) -> Value:
    others = [speaker.native_name, *speaker.also_known_as]
    return _stated(
        {
            "@type": "Person",
            "@id": f"{_url(speaker, settings)}#person",
            "name": speaker.name,
            "alternateName": [name for name in others if name],
            "url": _url(speaker, settings),
            "affiliation": _named("Organization", speaker.affiliation),
            "sameAs": _same(speaker),
            "image": speaker.photo and _image(speaker.photo, settings),
            "description": excerpt(speaker.biography.text, LONGEST) if speaker.biography else None,
        }
    )


def _same(speaker: Speaker) -> list[str]:
    return [url for url in (speaker.homepage, speaker.orcid and f"https://orcid.org/{speaker.orcid}") if url]


def _series(series: Series, settings: Settings) -> Value:
    at = [_place(series.place, settings)] if series.place and series.attendance is not Attendance.ONLINE else []
    if series.attendance in (Attendance.ONLINE, Attendance.HYBRID):
        at.append({"@type": "VirtualLocation", "url": _url(series, settings)})
    return _stated(
        {
            **_brief(series, settings),
            "alternateName": [name for name in (series.short, series.acronym) if name],
            "description": excerpt(series.introduction.text, LONGEST) if series.introduction else None,
            "eventAttendanceMode": series.attendance and f"https://schema.org/{_ATTENDANCE[series.attendance]}",
            "location": at,
            "organizer": _organisers(series, settings),
            "image": [_image(series.picture, settings)] if series.picture else None,
            "inLanguage": series.language or settings.language,
            "keywords": ", ".join(series.topics),
            "sameAs": series.homepage,
            "eventSchedule": [_schedule(slot) for slot in series.slots] if not series.ended else None,
        }
    )


def _brief(series: Series, settings: Settings) -> Value:
    url = _url(series, settings)
    return {"@type": "EventSeries", "@id": f"{url}#series", "name": series.title.text, "url": url}


def _schedule(slot: Slot) -> Value:
    return _stated(
        {
            "@type": "Schedule",
            "repeatFrequency": f"P{slot.every}W",
            "byDay": f"https://schema.org/{_DAYS[slot.weekday]}",
            "startTime": slot.time.isoformat("seconds"),
            "duration": f"PT{round(slot.length.total_seconds() / 60)}M",
            "scheduleTimezone": slot.zone,
            "startDate": slot.from_ and slot.from_.isoformat(),
            "endDate": slot.until and slot.until.isoformat(),
        }
    )


def _organisers(series: Series | None, settings: Settings) -> list[Value]:
    """Who hosts the series, or stands above it, or publishes the site; else the series or the site itself."""
    hosts = series.hosts or ((series.umbrella,) if series.umbrella else ()) if series else ()
    found: tuple[Organisation, ...] = hosts or ((settings.publisher,) if settings.publisher else ())
    if found:
        return [_stated({"@type": "Organization", "name": one.name, "url": one.url}) for one in found]
    it: Series | Settings = series or settings
    return [{"@type": "Organization", "name": it.title.text, "url": (series and series.homepage) or _url(it, settings)}]


def _website(settings: Settings) -> Value:
    publisher = settings.publisher
    return _stated(
        {
            "@type": "WebSite",
            "name": settings.title.text,
            "alternateName": settings.short,
            "url": _url(settings, settings),
            "description": settings.description,
            "inLanguage": settings.language,
            "publisher": publisher and _stated({"@type": "Organization", "name": publisher.name, "url": publisher.url}),
        }
    )


def _breadcrumbs(thing: Series | Event | Speaker, settings: Settings) -> Value:
    trail: list[tuple[str, routes.Thing]] = [(settings.short or settings.title.text, settings)]
    match thing:
        case Event():
            words = Words.of(settings)
            if thing.series:
                trail.append((thing.series.name, thing.series))
            untitled = f"{_of(thing, words)}, {words.short_day(thing.date)}"
            trail.append((thing.title.text if isinstance(thing.title, Phrase) else untitled, thing))
        case Series():
            trail.append((thing.name, thing))
        case Speaker():
            trail.append((thing.name, thing))
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": _url(step, settings)}
        for number, (name, step) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


# --- values --------------------------------------------------------------------------------------


def _stated(value: Mapping[str, Any]) -> Value:
    """Without what is not known: search engines take an empty text for a fact."""
    return {key: said for key, said in value.items() if said not in (None, "", [], {}, ())}


def _named(kind: str, name: str | None) -> Value | None:
    return {"@type": kind, "name": name} if name else None


def _image(picture: Picture, settings: Settings) -> str:
    return routes.absolute(settings, picture.file)


def _url(thing: routes.Thing, settings: Settings) -> str:
    return routes.absolute(settings, routes.address(thing))
