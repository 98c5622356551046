"""One event for search engines: schema.org/Event as Google reads it, each date with the offset of its day. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from api.events.schemas import EventView, SessionView
from api.events.seats import SeatClass
from api.events.states import SCHEMA, EventState
from api.events.tables import Event, EventKind, SessionState
from api.kernel.markdown import plain

MEDIA_TYPE = "application/ld+json"
_ORG = "https://schema.org/"
_KINDS: Mapping[EventKind, str] = {
    EventKind.training: "EducationEvent",
    EventKind.intercultural_training: "EducationEvent",
    EventKind.school_visit: "EducationEvent",
    EventKind.encounter: "SocialEvent",
}
_SEATS: Mapping[SeatClass, str] = {
    SeatClass.free: "InStock",
    SeatClass.few: "LimitedAvailability",
    SeatClass.waiting_list: "SoldOut",
    SeatClass.full: "SoldOut",
}


def document(event: EventView, *, public_url: str, language: str, county: str) -> bytes:
    """Return the event, which has a date at least, as JSON-LD that may stand in a page: there is no `<` in it."""
    page = f"{public_url}/{language}/veranstaltungen/{event.id}"
    made = {"@context": "https://schema.org", **_event(event, page, public_url, language, county)}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").encode()


def _event(event: EventView, page: str, public_url: str, language: str, county: str) -> dict[str, Any]:
    name = event.organiser.name if event.organiser else county
    site = f"{public_url}/{language}/organisationen/{event.organiser.key}" if event.organiser else public_url
    dates = [one for one in event.sessions if one.state != SessionState.cancelled] or event.sessions
    made: dict[str, Any] = {
        "@type": _KINDS.get(event.kind, "Event"),
        "@id": page,
        "url": page,
        "name": event.title.text,
        "startDate": dates[0].starts_at.isoformat(),
        "endDate": max(one.ends_at for one in dates).isoformat(),
        "eventStatus": _ORG + SCHEMA[event.state],
        "eventAttendanceMode": _ORG + _mode(event),
        "location": _location(event, page),
        "organizer": {"@type": "Organization", "name": name, "url": site},
        "isAccessibleForFree": event.price_cents == 0,
        "inLanguage": event.languages,
    }
    if event.state == EventState.rescheduled and dates[0].previous_starts_at:
        made["previousStartDate"] = dates[0].previous_starts_at.isoformat()
    if event.picture:
        made["image"] = [public_url + event.picture.large, public_url + event.picture.small]
    if event.description:
        made["description"] = plain(event.description.text)
    if event.registration:
        made["offers"] = _offer(event, page)
    if len(event.sessions) > 1:
        made["subEvent"] = [_date(one, event, made) for one in event.sessions]
    return made


def _date(one: SessionView, event: EventView, whole: dict[str, Any]) -> dict[str, Any]:
    cancelled = one.state == SessionState.cancelled
    moved = event.state == EventState.rescheduled and not cancelled and one.previous_starts_at
    return {
        "@type": whole["@type"],
        "@id": f"{whole['@id']}#{one.id}",
        "name": whole["name"],
        "startDate": one.starts_at.isoformat(),
        "endDate": one.ends_at.isoformat(),
        "eventStatus": _ORG + ("EventCancelled" if cancelled else SCHEMA[event.state]),
        "eventAttendanceMode": whole["eventAttendanceMode"],
        "location": whole["location"],
        **({"previousStartDate": moved.isoformat()} if moved else {}),
    }


def has_place(event: Event | EventView) -> bool:
    """Say whether people can come to an event, and not only take part online."""
    return bool(event.place or event.street or event.town) or not event.online


def _mode(event: EventView) -> str:
    if not event.online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if has_place(event) else "OnlineEventAttendanceMode"


def _location(event: EventView, page: str) -> Any:
    """Return where it is; a place without an address lies in its area."""
    places: list[dict[str, Any]] = []
    if has_place(event):
        parts = {
            "streetAddress": event.street,
            "postalCode": event.postal_code,
            "addressLocality": event.town or event.area_name,
            "addressCountry": "DE",
        }
        address = {"@type": "PostalAddress", **{key: value for key, value in parts.items() if value}}
        place: dict[str, Any] = {
            "@type": "Place",
            "name": event.place or event.town or event.area_name or "",
            "address": address,
        }
        if event.position:
            longitude, latitude = event.position
            place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        places.append(place)
    if event.online:
        places.append({"@type": "VirtualLocation", "url": page})
    return places[0] if len(places) == 1 else places


def _offer(event: EventView, page: str) -> dict[str, Any]:
    assert event.registration is not None  # noqa: S101 - asked for by who calls
    made: dict[str, Any] = {
        "@type": "Offer",
        "price": f"{event.price_cents // 100}.{event.price_cents % 100:02}" if event.price_cents else "0",
        "priceCurrency": "EUR",
        "availability": _ORG + _SEATS[event.registration.seats],
        "url": page,
    }
    if event.registration.opens_at:
        made["validFrom"] = event.registration.opens_at.isoformat()
    return made
