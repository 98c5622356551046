"""Events for everybody: the list, one event."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response

from api.events import listing, similar
from api.events.listing import Search
from api.events.schemas import EventDetail, EventView, SimilarEvents
from api.events.tables import EventKind
from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.paging import Listing, Page, linked
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Room, answers
from api.kernel.time import Day

router = Room(prefixes=("/events",), tags=["Events"])
Number = Annotated[int, Path(ge=1, lt=2**31, description="Number of the event.", examples=[12])]
_CODE: dict[str, Any] = {"max_length": 40, "pattern": "^[a-z0-9_-]+$"}


async def asked(  # noqa: PLR0913, PLR0917 - a parameter each
    area: Annotated[
        str | None, Query(max_length=20, description="That area or anything within it; county-wide ones appear too.")
    ] = None,
    first: Annotated[
        Day | None, Query(alias="from", description="Events that end on this day or later; today.")
    ] = None,
    last: Annotated[Day | None, Query(alias="to", description="Events that begin on this day or before.")] = None,
    kind: Annotated[EventKind | None, Query(description="Only this kind.")] = None,
    topic: Annotated[str | None, Query(**_CODE, description="Only this topic.")] = None,
    language: Annotated[
        str | None, Query(pattern="^[a-z]{2,3}(-[a-z]+)?$", max_length=20, description="A language spoken there.")
    ] = None,
    audience: Annotated[str | None, Query(**_CODE, description="Only events for these people.")] = None,
    free: Annotated[bool, Query(description="Only what one can still come to: seats free, or none needed.")] = False,  # noqa: FBT002 - a parameter of the address
    q: Annotated[
        str | None, Query(max_length=100, description="Part of the title in any language; umlauts as ü, u or ue.")
    ] = None,
) -> Search:
    """Read the filters of lists and feeds."""
    return Search(area, first, last, kind, topic, language, audience, free, q)


@router.get("/events", operation_id="list_events", summary="Events and trainings", responses=answers(Invalid))
def list_events(
    session: Reading,
    language: Language,
    search: Annotated[Search, Depends(asked)],
    wanted: Page,
    request: Request,
    response: Response,
) -> Listing[EventView]:
    """Return events in the order of their beginning, from today on unless `from` says otherwise."""
    return linked(listing.list_events(session, search, wanted, language), request, response)


@router.get("/events/{number}", operation_id="get_event", summary="One event", responses=answers(NotFound))
def get_event(number: Number, session: Reading, language: Language) -> EventDetail:
    """Return one event with its dates, also one that was cancelled or held."""
    return listing.get_event(session, number, language)


@router.get(
    "/events/{number}/similar",
    operation_id="list_similar_events",
    summary="What comes next that is like an event",
    responses=answers(NotFound),
)
def list_similar_events(number: Number, session: Reading, language: Language) -> SimilarEvents:
    """Return up to three events ahead of the same topic or kind; same area and languages count, too, then the date."""
    return SimilarEvents(items=similar.similar(session, number, language))
