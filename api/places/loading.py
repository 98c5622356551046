"""Brings places of a county profile into the database; loading twice changes nothing."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from sqlmodel import Session

from api.kernel.audit import PROFILE
from api.kernel.language import Texts
from api.kernel.synchronising import Differences, Manner, always, synchronise
from api.places.folding import folded, searchable
from api.places.gazetteer import Gazetteer
from api.places.profile import ContactPart, OrganisationPart, PlacesData, day_of, key_of
from api.places.tables import (
    ALWAYS,
    FOREVER,
    AgeGroup,
    Area,
    AreaKind,
    AreaMembership,
    AreaShape,
    Contact,
    Organisation,
    OrganisationArea,
    OrganisationKind,
    PopulationFigure,
    PopulationSource,
)

_TOGETHER = (
    frozenset({"name", "sort", "search"}),
    frozenset({"kind", "club_type"}),
    frozenset({"lon", "lat"}),
    frozenset({"valid_from", "valid_to"}),
    frozenset({"merged_into", "part_of", "valid_from", "valid_to"}),
)
Values = dict[str, Any]
Translate = Callable[[str], Texts]
_COPIED = ("kind", "club_type", "name", "site", "email", "phone", "street", "postal_code", "town", "barrier_free")


def load(
    session: Session, data: PlacesData, translate: Translate, *, apply: bool, overwrite: bool = False
) -> list[Differences]:
    """Write what differs from the profile, or with `apply=False` only say what would be written.

    What staff changed is left alone, unless `overwrite`.
    """
    from api.places.dissolving import shapes  # noqa: PLC0415 - 15 MB that only loading a profile needs

    to = partial(synchronise, session, PROFILE, manner=Manner(apply, overwrite, _TOGETHER))
    book = data.gazetteer
    organisations = _wholes_first([*data.organisations, *administrations(book, data.organisations)])
    seeded = {key_of(part) for part in organisations}
    return [
        to(Area, _areas(book), key=["key"]),
        to(AreaMembership, _memberships(book), key=["area", "valid_from"], remove=always),
        to(AreaShape, shapes(data.outlines, book.territory), key=["area", "valid_from"], remove=always),
        to(PopulationSource, [row.model_dump() for row in data.sources], key=["date"]),
        to(PopulationFigure, _figures(data, translate), key=["area", "date"]),
        to(AgeGroup, [row.model_dump() for row in data.ages], key=["area", "date", "age_from"]),
        to(Organisation, [_organisation(part, translate, data) for part in organisations], key=["key"]),
        to(
            OrganisationArea,
            _areas_of(organisations, book.county),
            key=["organisation", "area"],
            remove=lambda row: row.organisation in seeded,
        ),
        to(Contact, _contacts(organisations, translate, data.start), key=["key"], remove=_from_profile),
    ]


def _wholes_first(parts: Iterable[OrganisationPart]) -> list[OrganisationPart]:
    """Return every organisation after the one it is part of, as foreign keys want it."""
    waiting = {key_of(part): part for part in parts}
    found: list[OrganisationPart] = []

    def take(part: OrganisationPart) -> None:
        if part.part_of in waiting:
            take(waiting.pop(part.part_of))
        found.append(part)

    while waiting:
        take(waiting.pop(next(iter(waiting))))
    return found


def _areas(book: Gazetteer) -> Iterator[Values]:
    for place in book.territory.places.values():
        yield {
            "key": place.key,
            "kind": place.kind,
            "name": place.name,
            "official_name": place.official_name,
            "sort": folded(place.name),
            "search": searchable(place.name, place.official_name),
            "town": place.town,
            "area_km2": place.area_km2,
        }


def _memberships(book: Gazetteer) -> Iterator[Values]:
    for stays in book.territory.stays.values():
        for stay in stays:
            yield {"area": stay.area, "parent": stay.parent, "valid_from": stay.valid_from, "valid_to": stay.valid_to}


def _figures(data: PlacesData, translate: Translate) -> Iterator[Values]:
    for figure in data.gazetteer.figures.values():
        yield {
            "area": figure.area,
            "date": figure.date,
            "source": figure.date,
            "total": figure.total,
            "female": figure.female,
            "how": None,
        }
    for point in data.derived:
        yield {
            "area": point.area,
            "date": point.date,
            "source": None,
            "total": point.total,
            "female": None,
            "how": translate(point.how),
        }


def administrations(book: Gazetteer, given: Iterable[OrganisationPart]) -> Iterator[OrganisationPart]:
    """Yield one administration per Verbandsgemeinde, and per municipality outside any, for the time of its area."""
    known = {area for part in given if part.kind is OrganisationKind.administration for area in part.areas}
    for key, place in book.territory.places.items():
        homes = {stay.parent for stay in book.territory.stays[key]}
        if homes != {book.county} or key in known:
            continue
        spans = book.territory.spans(key)
        first, last = spans[0][0], spans[-1][1]
        yield OrganisationPart(
            key=f"verwaltung-{key}",
            name=f"{_administration(book, key)} {place.name}",
            kind=OrganisationKind.administration,
            areas=[key],
            since=None if first == ALWAYS else first,
            until=None if last == FOREVER else last,
        )


def _administration(book: Gazetteer, key: str) -> str:
    place = book.territory.places[key]
    if place.kind is AreaKind.verbandsgemeinde:
        return f"{book.official_kinds[key]}verwaltung"
    return "Stadtverwaltung" if place.town else "Gemeindeverwaltung"


def _organisation(part: OrganisationPart, translate: Translate, data: PlacesData) -> Values:
    """Return what the profile names; fields it leaves out keep what staff entered."""
    values = {name: getattr(part, name) for name in _COPIED if name in part.model_fields_set}
    values |= {
        "key": key_of(part),
        "sort": folded(part.name),
        "search": searchable(part.name),
        "county_wide": not part.areas or data.gazetteer.county in part.areas,
        "valid_from": part.since or ALWAYS,
        "valid_to": part.until or FOREVER,
    }
    optional: dict[str, Callable[[], Values]] = {
        "description": lambda: {"description": translate(part.description) if part.description else None},
        "languages": lambda: {"languages": sorted(part.languages)},
        "position": lambda: {"lon": part.position and part.position[0], "lat": part.position and part.position[1]},
        "opening_hours": lambda: {"opening_hours": _hours(part)},
        "opening_exceptions": lambda: {"opening_exceptions": _exceptions(part, translate)},
        "interest_in_inclusion": lambda: {"inclusion_since": day_of(part.interest_in_inclusion, data.start)},
        "part_of": lambda: {"part_of": part.part_of},
    }
    for name in part.model_fields_set & optional.keys():
        values |= optional[name]()
    return values


def _hours(part: OrganisationPart) -> list[Values]:
    hours = [(weekday, one.opens, one.closes) for one in part.opening_hours for weekday in one.weekdays]
    return [{"weekday": weekday, "opens": opens, "closes": closes} for weekday, opens, closes in sorted(hours)]


def _exceptions(part: OrganisationPart, translate: Translate) -> list[Values]:
    return [
        {
            "date": one.date.isoformat(),
            "opens": one.opens,
            "closes": one.closes,
            "note": translate(one.note) if one.note else None,
        }
        for one in sorted(part.opening_exceptions, key=lambda one: one.date)
    ]


def _areas_of(organisations: Iterable[OrganisationPart], county: str) -> Iterator[Values]:
    for part in organisations:
        for area in dict.fromkeys(part.areas or [county]):
            yield {"organisation": key_of(part), "area": area}


def _contacts(organisations: Iterable[OrganisationPart], translate: Translate, start: dt.date) -> Iterator[Values]:
    for part in organisations:
        for place, one in enumerate(part.contacts, 1):
            yield _contact(key_of(part), place, one, translate, start)


def _from_profile(contact: Contact) -> bool:
    return contact.key.startswith(f"{contact.organisation}:profile-")


def _contact(organisation: str, place: int, part: ContactPart, translate: Translate, start: dt.date) -> Values:
    values: Values = part.model_dump(exclude={"role", "consent_on"})
    role = translate(part.role) if part.role else None
    key = f"{organisation}:profile-{place}"  # no name in it: keys stand in the audit trail
    return {
        **values,
        "key": key,
        "organisation": organisation,
        "role": role,
        "consent_on": day_of(part.consent_on, start),
    }
