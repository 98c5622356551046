"""The programme over HTTP: goals, measures, timeline, concept measures, and the county itself."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.paging import Listing, Page, linked
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers
from api.programme import county, service
from api.programme.county_schemas import CountyView
from api.programme.progress import Status
from api.programme.schemas import ConceptMeasureView, GoalView, MeasureDetail, MeasureView, TimelineView
from api.programme.tables import MeasureField

router = Room(prefixes=("/county", "/goals", "/measures", "/timeline", "/concept-measures"), tags=["Programme"])
Number = Annotated[
    int, Path(description="Number of the measure; the project management has one too.", ge=1, le=999, examples=[3])
]


async def _chosen(
    goal: Annotated[
        str | None, Query(description="Of this goal; its code at `/goals`.", max_length=40, examples=["1"])
    ] = None,
    field: Annotated[MeasureField | None, Query(description="Of this field of participation.")] = None,
    status: Annotated[Status | None, Query(description="Those that stand like this today.")] = None,
) -> service.Filters:
    return service.Filters(goal=goal, field=field, status=status)


Chosen = Annotated[service.Filters, Depends(_chosen)]


@router.get("/county", operation_id="get_county", summary="The county and its project")
def get_county(session: Reading, language: Language, request: Request) -> CountyView:
    """Return who the county is, where its project stands today, its figures with their sources, and its imprint."""
    return county.get_county(session, request.app.state.languages, language)


@router.get("/goals", operation_id="list_goals", summary="Goals, sub-goals and their progress")
def list_goals(
    session: Reading, language: Language, wanted: Page, request: Request, response: Response
) -> Listing[GoalView]:
    """Return the goals; progress is the weighted mean of those measures that have reported anything."""
    return linked(service.list_goals(session, language, wanted), request, response)


@router.get("/measures", operation_id="list_measures", summary="The measures and where they stand")
def list_measures(
    session: Reading, language: Language, wanted: Page, filters: Chosen, request: Request, response: Response
) -> Listing[MeasureView]:
    """Return the measures by number, with their plan, status and progress."""
    return linked(service.list_measures(session, language, wanted, filters), request, response)


@router.get("/measures/{number}", operation_id="get_measure", summary="One measure", responses=answers(NotFound))
def get_measure(number: Number, session: Reading, language: Language) -> MeasureDetail:
    """Return a measure with activities, phases, milestones, partners, hand-over and public logbook."""
    return service.get_measure(session, number, language)


@router.get("/timeline", operation_id="get_timeline", summary="The project's timeline")
def get_timeline(session: Reading, language: Language) -> TimelineView:
    """Return every phase and milestone of measures and project management, planned and actual, with slip in days."""
    return service.get_timeline(session, language)


@router.get("/concept-measures", operation_id="list_concept_measures", summary="Measures of the wider concept")
def list_concept_measures(
    session: Reading, language: Language, wanted: Page, request: Request, response: Response
) -> Listing[ConceptMeasureView]:
    """Return the measures of the wider concept and what of the programme carries them out."""
    return linked(service.list_concept_measures(session, language, wanted), request, response)
