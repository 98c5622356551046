"""Definitions of indicators over HTTP."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from api.indicators import service
from api.indicators.schemas import IndicatorView
from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.paging import Listing, Page, linked
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/indicators",), tags=["Indicators"])
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
    """Return the definitions of the indicators; baselines and targets are not set until someone enters them."""
    return linked(service.list_indicators(session, language, wanted, measure=measure, goal=goal), request, response)


@router.get("/indicators/{code}", operation_id="get_indicator", summary="One indicator", responses=answers(NotFound))
def get_indicator(code: Code, session: Reading, language: Language) -> IndicatorView:
    """Return the definition of one indicator."""
    return service.get_indicator(session, code, language)
