"""Definitions of indicators, their released series, and the releases, over HTTP."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.indicators import series_view, service
from api.indicators.periods import PeriodType
from api.indicators.release_tables import Line
from api.indicators.schemas import IndicatorView
from api.indicators.series import SeriesWish
from api.indicators.series_schemas import ReleaseView, SeriesView
from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.paging import Listing, Page, linked
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers
from api.kernel.time import Day

router = Room(prefixes=("/indicators", "/releases"), tags=["Indicators"])
Code = Annotated[str, Path(description="Code of the indicator.", max_length=20, examples=["1.3a"])]
Measure = Annotated[int | None, Query(description="Only indicators of this measure.", ge=1, le=999, examples=[2])]
Goal = Annotated[str | None, Query(description="Only indicators of this goal.", max_length=40, examples=["1"])]


@router.get("/indicators", operation_id="list_indicators", summary="What the programme measures itself by")
def list_indicators(  # noqa: PLR0913, PLR0917 - each is a query parameter or comes from the kernel
    session: Reading,
    language: Language,
    wanted: Page,
    request: Request,
    response: Response,
    measure: Measure = None,
    goal: Goal = None,
) -> Listing[IndicatorView]:
    """Return the definitions of the indicators; a baseline or target is not set until someone enters it."""
    return linked(service.list_indicators(session, language, wanted, measure=measure, goal=goal), request, response)


@router.get("/indicators/{code}", operation_id="get_indicator", summary="One indicator", responses=answers(NotFound))
def get_indicator(code: Code, session: Reading, language: Language) -> IndicatorView:
    """Return the definition of one indicator."""
    return service.get_indicator(session, code, language)


async def wish(  # noqa: PLR0913, PLR0917 - a parameter each
    by: Annotated[
        str | None,
        Query(pattern=r"^[a-z_]+(,[a-z_]+)*$", max_length=200, description="Dimensions, with commas: `area,gender`."),
    ] = None,
    area: Annotated[str | None, Query(max_length=20, description="One area; without it the county.")] = None,
    first: Annotated[Day | None, Query(alias="from", description="Periods that begin on this day or later.")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Periods that end on this day or before.")] = None,
    period: Annotated[PeriodType | None, Query(description="Kind of period; without it the usual one.")] = None,
    as_of: Annotated[Day | None, Query(description="What had been published by the end of this day.")] = None,
    include_history: Annotated[bool, Query(description="Every state a cell ever had, replaced ones too.")] = False,  # noqa: FBT002 - a parameter of the address
    updated_since: Annotated[
        Day | None, Query(description="Only what was published or taken away (`ended`) after this day.")
    ] = None,
    release: Annotated[
        str | None, Query(pattern=r"^[IP]-[1-9]\d{0,8}$", description="State of this release; not with `as_of`.")
    ] = None,
) -> SeriesWish:
    """Read which part of a released cube is wanted; the dependency behind `Wanted`."""
    parts = tuple(dict.fromkeys(by.split(","))) if by else ()
    return SeriesWish(parts, area, first, last, period, as_of, release, include_history, updated_since)


Wanted = Annotated[SeriesWish, Depends(wish)]


@router.get(
    "/indicators/{code}/series",
    operation_id="get_series",
    summary="Released values of an indicator",
    responses=answers(NotFound),
)
def get_series(code: Code, wanted: Wanted, session: Reading, language: Language) -> SeriesView:
    """Return released cells; filters select, they never add up. What is no released breakdown is 422."""
    return series_view.view(session, code, wanted, language)


@router.get("/releases", operation_id="list_releases", summary="What was published when")
def list_releases(
    session: Reading,
    language: Language,
    wanted: Page,
    request: Request,
    response: Response,
    line: Annotated[Line | None, Query(description="Only releases of this line.", examples=["P"])] = None,
) -> Listing[ReleaseView]:
    """Return the releases of both lines, or of one, newest first; each one never changes."""
    return linked(series_view.list_releases(session, language, wanted, line), request, response)


@router.get("/releases/{label}", operation_id="get_release", summary="One release", responses=answers(NotFound))
def get_release(
    label: Annotated[str, Path(description="Line and number.", max_length=20, examples=["I-3"])],
    session: Reading,
    language: Language,
) -> ReleaseView:
    """Return when a release was published and how many cells it changed."""
    return series_view.release(session, label, language)
