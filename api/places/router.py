"""Areas, population, the map, organisations and offices: read by anybody."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.paging import Listing, Page, linked
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Room, answers
from api.kernel.time import Day
from api.places import organisations, population, service
from api.places.organisation_schemas import OrganisationView
from api.places.organisations import OFFICES, OrganisationMerged, Search
from api.places.schemas import AreaDetail, AreaMap, AreaView, PopulationView
from api.places.service import AreaNotValid, Wanted
from api.places.tables import AreaKind, OrganisationKind

router = Room(prefixes=("/areas", "/organisations", "/offices"), tags=["Places"])

At = Annotated[
    Day | None,
    Query(description="The day areas are valid on, YYYY-MM-DD; today by default.", examples=["2014-07-01"]),
]
AreaKey = Annotated[str, Path(max_length=20, description="Official key of an area.", examples=["073355011"])]
Key = Annotated[
    str, Path(max_length=80, description="Key of an organisation.", examples=["kreisverwaltung-kaiserslautern"])
]
Words = Annotated[str | None, Query(max_length=100, description="Part of the name; umlauts as ü, u or ue.")]
InArea = Annotated[
    str | None,
    Query(max_length=20, description="That area or anything within it on the day; county-wide ones appear too."),
]
Spoken = Annotated[
    str | None,
    Query(max_length=20, pattern="^[a-z]{2,3}(-[a-z]+)?$", description="A language spoken there.", examples=["pl"]),
]
OfKind = Annotated[OrganisationKind | None, Query(description="Only this kind.")]
OfficeKind = Annotated[Literal["administration", "office"] | None, Query(description="Only this kind.")]


async def _asked(area: InArea = None, language: Spoken = None, q: Words = None, at: At = None) -> Search:
    return Search(area=area, language=language, q=q, at=at)


Asked = Annotated[Search, Depends(_asked)]


async def _any_kind(asked: Asked, kind: OfKind = None) -> Search:
    return replace(asked, kind=kind)


async def _only_offices(asked: Asked, kind: OfficeKind = None) -> Search:
    return replace(asked, kinds=OFFICES, kind=OrganisationKind(kind) if kind else None)


AnyKind = Annotated[Search, Depends(_any_kind)]
OnlyOffices = Annotated[Search, Depends(_only_offices)]


@router.get("/areas", operation_id="list_areas", summary="Areas on a day", responses=answers(Invalid))
def list_areas(  # noqa: PLR0913 - a parameter each
    *,
    session: Reading,
    page: Page,
    request: Request,
    response: Response,
    kind: Annotated[AreaKind | None, Query(description="Only this kind.")] = None,
    at: At = None,
    within: Annotated[
        str | None, Query(max_length=20, description="That area or anything within it.", examples=["073355011"])
    ] = None,
    q: Words = None,
) -> Listing[AreaView]:
    """County, Verbandsgemeinden and municipalities as they were on a day, by name, and the city inside the ring."""
    return linked(service.list_areas(session, Wanted(kind, at, within, q), page), request, response)


class GeoJSON(JSONResponse):
    """JSON under the name RFC 7946 gives it."""

    media_type = "application/geo+json"


@router.get(
    "/areas.geojson",
    operation_id="get_area_map",
    summary="The map",
    response_class=GeoJSON,
    responses=answers(Invalid),
)
def get_area_map(
    session: Reading,
    at: At = None,
    level: Annotated[
        Literal["municipality", "verbandsgemeinde", "county"], Query(description="Which areas to draw.")
    ] = "municipality",
) -> AreaMap:
    """Outlines of the areas of one level on a day; larger areas are dissolved from their municipalities of that day."""
    return service.area_map(session, at, AreaKind(level))


@router.get(
    "/areas/{key}", operation_id="get_area", summary="One area", responses=answers(NotFound, AreaNotValid, Invalid)
)
def get_area(session: Reading, key: AreaKey, at: At = None) -> AreaDetail:
    """An area with its history. A key that is no area on that day answers 404 and names successors or predecessors."""
    return service.get_area(session, key, at)


@router.get(
    "/areas/{key}/population",
    operation_id="get_population",
    summary="People over time",
    responses=answers(NotFound, AreaNotValid, Invalid),
)
def get_population(session: Reading, language: Language, key: AreaKey, at: At = None) -> PopulationView:
    """How many people lived on the territory the area has at `at`: one line per census, incomplete sums marked."""
    return population.population(session, key, at, language)


@router.get(
    "/areas/{key}/population.csv",
    operation_id="get_population_csv",
    summary="People over time as a table",
    response_class=Response,
    responses={
        200: {
            "description": "CSV in UTF-8 with byte order mark, semicolons.",
            "content": {"text/csv": {"schema": {"type": "string"}}},
        },
        **answers(NotFound, AreaNotValid, Invalid),
    },
)
def get_population_csv(
    session: Reading, language: Language, response: Response, key: AreaKey, at: At = None
) -> Response:
    """The series of `/areas/{key}/population`, one row per day and census."""
    found = population.population(session, key, at, language)
    headers = {**response.headers, "Content-Disposition": f'attachment; filename="population-{found.key}.csv"'}
    return Response(population.as_csv(found), headers=headers, media_type="text/csv; charset=utf-8")


@router.get("/organisations", operation_id="list_organisations", summary="Organisations", responses=answers(Invalid))
def list_organisations(
    session: Reading, reader: Language, page: Page, search: AnyKind, request: Request, response: Response
) -> Listing[OrganisationView]:
    """Clubs, migrant organisations, advice services, offices … that exist on a day, by name."""
    return linked(organisations.list_organisations(session, search, page, reader), request, response)


@router.get(
    "/organisations/{key}",
    operation_id="get_organisation",
    summary="One organisation",
    responses=answers(NotFound, OrganisationMerged, Invalid),
)
def get_organisation(session: Reading, reader: Language, key: Key) -> OrganisationView:
    """An organisation or office, also one that has ended (`valid_to`). One merged into another names that one."""
    return organisations.get_organisation(session, key, frozenset(OrganisationKind), reader)


@router.get("/offices", operation_id="list_offices", summary="Administrations and offices", responses=answers(Invalid))
def list_offices(
    session: Reading, reader: Language, page: Page, search: OnlyOffices, request: Request, response: Response
) -> Listing[OrganisationView]:
    """The administrations of the county and its areas, and their offices, that exist on a day, by name."""
    return linked(organisations.list_organisations(session, search, page, reader), request, response)


@router.get(
    "/offices/{key}",
    operation_id="get_office",
    summary="One office",
    responses=answers(NotFound, OrganisationMerged, Invalid),
)
def get_office(session: Reading, reader: Language, key: Key) -> OrganisationView:
    """An administration or office, also one that has ended (`valid_to`)."""
    return organisations.get_organisation(session, key, OFFICES, reader)
