"""Areas on a day: lists, one area with its history, the map. Figures of larger areas are sums over their territory."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.problems import Invalid, Issue, NotFound, Problem
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.places.folding import folded
from api.places.schemas import AreaDetail, AreaMap, AreaRef, AreaView, Headcount, MemberArea, Stage
from api.places.tables import (
    ALWAYS,
    FOREVER,
    Area,
    AreaKind,
    AreaMembership,
    AreaShape,
    PopulationFigure,
    PopulationSource,
)
from api.places.territory import Place, Stay, Territory


class AreaNotValid(Problem):
    """The key was or will be an area, but not on the asked day."""

    status, code = 404, "area-not-valid"
    title, title_de = "No such area on that day", "Dieses Gebiet gibt es an diesem Tag nicht"
    meaning = "This area does not exist on the asked day; successors or predecessors name the areas that do."
    meaning_de = "Dieses Gebiet gibt es an dem gefragten Tag nicht; successors oder predecessors nennen, was es gibt."


@dataclass(frozen=True)
class Figures:
    """The figures of the newest day published by a date: municipality → people."""

    date: dt.date | None = None
    basis: str = ""
    totals: Mapping[str, int] = field(default_factory=dict[str, int])

    def within(self, municipalities: frozenset[str]) -> Headcount | None:
        """Return the sum over these municipalities; None when none of them has a figure."""
        counted = [self.totals[key] for key in municipalities if key in self.totals]
        if self.date is None or not counted:
            return None
        return Headcount(
            date=self.date, value=sum(counted), basis=self.basis, complete=len(counted) == len(municipalities)
        )


@dataclass(frozen=True)
class Wanted:
    """Filters of the list of areas."""

    kind: AreaKind | None = None
    at: dt.date | None = None
    within: str | None = None
    q: str | None = None


_TREE = columns(
    Area.key,
    Area.kind,
    Area.name,
    Area.official_name,
    Area.town,
    Area.area_km2,
    AreaMembership.parent,
    AreaMembership.valid_from,
    AreaMembership.valid_to,
).outerjoin(AreaMembership, col(AreaMembership.area) == col(Area.key))
_LATEST = select(func.max(PopulationSource.date)).where(col(PopulationSource.date) <= bindparam("at"))
_NEWEST = (
    columns(PopulationFigure.area, PopulationFigure.total, PopulationSource.date, PopulationSource.basis)
    .join(PopulationSource, col(PopulationSource.date) == col(PopulationFigure.source))
    .where(col(PopulationFigure.source) == _LATEST.scalar_subquery())
)
_LISTED = columns(Area.sort, Area.key)
_SHAPES = (
    columns(
        AreaShape.area,
        AreaShape.geometry,
        AreaShape.lon,
        AreaShape.lat,
        AreaShape.attribution,
        Area.kind,
        Area.name,
    )
    .join(Area, col(Area.key) == col(AreaShape.area))
    .where(col(AreaShape.valid_from) <= bindparam("at"), col(AreaShape.valid_to) >= bindparam("at"))
    .where(col(Area.kind).in_([bindparam("level"), AreaKind.city]))
    .order_by(col(AreaShape.area))
)


def read_territory(session: Session) -> Territory:
    """Return all areas with all their memberships."""
    rows = rows_of(session, _TREE)
    places = {
        row.key: Place(row.key, AreaKind(row.kind), row.name, row.official_name, row.town, row.area_km2) for row in rows
    }
    return Territory(
        places.values(),
        [Stay(row.key, row.parent, row.valid_from, row.valid_to) for row in rows if row.parent is not None],
    )


def list_areas(session: Session, wanted: Wanted, wish: Wish) -> Listing[AreaView]:
    """Return areas that exist on the asked day, by name. Raises Invalid for an unknown `within`."""
    at = wanted.at or today(session)
    tree = read_territory(session)
    keys = {key for key in tree.places if tree.span(key, at)}
    if wanted.within is not None:
        keys &= _inside(tree, wanted.within, at)
    statement = _LISTED.where(col(Area.key).in_(sorted(keys)))
    if wanted.kind is not None:
        statement = statement.where(col(Area.kind) == wanted.kind)
    if wanted.q is not None:
        statement = statement.where(col(Area.search).contains(folded(wanted.q), autoescape=True))
    found = page(session, statement, [col(Area.sort), col(Area.key)], wish)
    figures = newest(session, at)
    return listing(found, lambda row: AreaView(**_view(tree, figures, row.key, at)))


def get_area(session: Session, key: str, at: dt.date | None) -> AreaDetail:
    """Return one area on a day. Raises NotFound, or AreaNotValid with its successors or predecessors."""
    at = at or today(session)
    tree = read_territory(session)
    require(tree, key, at)
    stays = tree.stays[key]
    return AreaDetail(
        **_view(tree, newest(session, at), key, at),
        history=[
            Stage(
                parent=reference(tree, stay.parent), valid_from=_first(stay.valid_from), valid_to=_last(stay.valid_to)
            )
            for stay in stays
        ],
        predecessors=[reference(tree, one) for one in tree.predecessors(key)],
        successors=[reference(tree, one) for one in tree.successors(key)],
        members=[
            MemberArea(key=one, name=tree.places[one].name, kind=tree.places[one].kind) for one in tree.members(key, at)
        ],
    )


def area_map(session: Session, at: dt.date | None, level: AreaKind) -> AreaMap:
    """Return the outlines of one level on a day, and every city, which lies outside."""
    at = at or today(session)
    tree, figures = read_territory(session), newest(session, at)
    rows = rows_of(session, _SHAPES, at=at, level=level)
    features = [
        {
            "type": "Feature",
            "geometry": row.geometry,
            "properties": {
                "key": row.area,
                "name": row.name,
                "kind": AreaKind(row.kind),
                "inside": row.kind != AreaKind.city,
                "parent": tree.parent(row.area, at),
                "label": [row.lon, row.lat],
                "population": _people(figures.within(tree.municipalities(row.area, at))),
            },
        }
        for row in rows
    ]
    return AreaMap.model_construct(attribution="; ".join(sorted({row.attribution for row in rows})), features=features)


def require(tree: Territory, key: str, at: dt.date) -> None:
    """Raise NotFound for an unknown key, AreaNotValid for one that is no area on that day."""
    if key not in tree.places:
        raise NotFound
    if tree.span(key, at) is None:
        if followers := tree.successors(key, at):
            raise AreaNotValid(successors=_references(tree, followers))
        raise AreaNotValid(predecessors=_references(tree, tree.predecessors(key, at)))


def reference(tree: Territory, key: str) -> AreaRef:
    """Return an area by key and name."""
    return AreaRef(key=key, name=tree.places[key].name)


def newest(session: Session, at: dt.date) -> Figures:
    """Return the figures of the newest day that is not after `at`."""
    rows = rows_of(session, _NEWEST, at=at)
    return Figures(rows[0].date, rows[0].basis, {row.area: row.total for row in rows}) if rows else Figures()


def _references(tree: Territory, keys: Iterable[str]) -> list[dict[str, str]]:
    return [reference(tree, key).model_dump() for key in keys]


def _inside(tree: Territory, key: str, at: dt.date) -> set[str]:
    if key not in tree.places:
        raise Invalid(Issue("within", "unknown_area", "Use the key of an area as `/areas` lists them."))
    if tree.span(key, at) is None:
        raise Invalid(
            Issue("within", "area_not_valid", "This area does not exist on that day; give `at`, or use its successor.")
        )
    found, waiting = {key}, [key]
    while waiting:
        members = tree.members(waiting.pop(), at)
        found.update(members)
        waiting.extend(members)
    return found


def _view(tree: Territory, figures: Figures, key: str, at: dt.date) -> dict[str, Any]:
    place = tree.places[key]
    first, last = tree.span(key, at) or (ALWAYS, FOREVER)
    return {
        "key": key,
        "name": place.name,
        "official_name": place.official_name,
        "kind": place.kind,
        "town": place.town,
        "parent": tree.parent(key, at),
        "valid_from": _first(first),
        "valid_to": _last(last),
        "area_km2": tree.area_km2(key, at),
        "population": figures.within(tree.municipalities(key, at)),
    }


def _people(found: Headcount | None) -> int | None:
    return found.value if found else None


def _first(day: dt.date) -> dt.date | None:
    return None if day == ALWAYS else day


def _last(day: dt.date) -> dt.date | None:
    return None if day == FOREVER else day
