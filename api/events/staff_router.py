"""Events as staff make, change and publish them."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.events import dating, editing, listing, series, staff_listing
from api.events.date_schemas import DateChange, DateWish, SeriesView, SeriesWish
from api.events.permissions import EDIT, SEE, event_of
from api.events.router import Number
from api.events.schemas import EventDetail
from api.events.staff_listing import StaffSearch, When
from api.events.staff_schemas import EventChange, EventDocument, EventLine, EventWish, Trainers
from api.events.states import EventState
from api.events.tables import EventKind
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.language import Language, Offered
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import Conflict, IdempotencyMismatch, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers

router = Room(prefixes=("/staff/events", "/staff/event-trainers"), tags=["Events"])
EVENTS, TRAINERS = "/staff/events", "/staff/event-trainers"
Reader = Annotated[Actor, Depends(Needs(SEE))]
Editor = Annotated[Actor, Depends(Needs(EDIT))]
Key = Annotated[int, Path(ge=1, lt=2**31, description="Number of the date.", examples=[31])]
_CHANGES = answers(NotFound, Conflict, RevisionMismatch, RevisionRequired)
_MAKES = answers(NotFound, Conflict, IdempotencyMismatch)


async def _asked(
    when: Annotated[When | None, Query(description="Ahead (or without dates), or past.")] = None,
    state: Annotated[EventState | None, Query(description="Only this state.")] = None,
    kind: Annotated[EventKind | None, Query(description="Only this kind.")] = None,
    working_group: Annotated[int | None, Query(ge=1, lt=2**31, description="Only meetings of this one.")] = None,
    q: Annotated[str | None, Query(max_length=100, description="Part of the title; umlauts as ü, u or ue.")] = None,
) -> StaffSearch:
    return StaffSearch(when, state, kind, working_group, q)


@router.get(EVENTS, operation_id="list_staff_events", summary="Events one may see")
def list_staff_events(
    actor: Reader,
    session: Reading,
    asked: Annotated[StaffSearch, Depends(_asked)],
    wanted: Page,
    request: Request,
    response: Response,
) -> Listing[EventLine]:
    """Events of one's own reach, drafts included, by their beginning; past ones with the last one first."""
    return linked(staff_listing.list_events(session, actor, asked, wanted), request, response)


@router.post(EVENTS, operation_id="create_event", summary="Make an event", status_code=201, responses=_MAKES)
def create_event(
    actor: Editor, retry: Idempotent, session: Writing, wish: EventWish, offered: Offered, response: Response
) -> EventDocument:
    """Make a draft, with its dates and seats if wished; nobody else sees it until its state is `published`."""
    number = int(retry.once(session, wish, lambda: editing.make_event(session, actor, wish, offered.codes).id))
    response.headers["Location"] = f"{BASE}{EVENTS}/{number}"
    return tagged(response, staff_listing.get_event(session, actor, number))


@router.get(TRAINERS, operation_id="list_event_trainers", summary="Who can train")
def list_event_trainers(actor: Editor, session: Reading) -> Trainers:
    """Names of everybody with the role of a trainer; a trainer is told of themselves only."""
    return Trainers(items=staff_listing.trainers(session, actor))


@router.get(
    EVENTS + "/{number}",
    operation_id="get_staff_event",
    summary="One event with all languages",
    responses=answers(NotFound),
)
def get_staff_event(actor: Reader, number: Number, session: Reading, response: Response) -> EventDocument:
    """An event with everything staff may change; its ETag is its revision."""
    return tagged(response, staff_listing.get_event(session, actor, number))


@router.get(
    EVENTS + "/{number}/preview",
    operation_id="preview_event",
    summary="One event as visitors would see it",
    responses=answers(NotFound),
)
def preview_event(actor: Reader, number: Number, session: Reading, language: Language) -> EventDetail:
    """Return what the public page would say, also of a draft; the addresses of its picture are for staff."""
    event_of(session, actor, number, SEE)
    return listing.preview(session, number, language)


@router.patch(EVENTS + "/{number}", operation_id="change_event", summary="Change an event", responses=_CHANGES)
def change_event(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    number: Number,
    seen: SeenRevision,
    session: Writing,
    wish: EventChange,
    offered: Offered,
    response: Response,
) -> EventDocument:
    """Change an event, its seats or its state; `moves` of the document names the states it may go to."""
    editing.change_event(session, actor, number, seen, wish, offered.codes)
    return tagged(response, staff_listing.get_event(session, actor, number))


@router.post(
    EVENTS + "/{number}/sessions",
    operation_id="create_event_session",
    summary="Add a date",
    status_code=201,
    responses=_MAKES,
)
def create_event_session(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    retry: Idempotent,
    number: Number,
    session: Writing,
    wish: DateWish,
    offered: Offered,
    response: Response,
) -> EventDocument:
    """Add a date; answers with the whole event. A local time that does not exist or exists twice needs an offset."""
    key = retry.once(session, wish, lambda: dating.add_date(session, actor, number, wish, offered.codes).id)
    response.headers["Location"] = f"{BASE}{EVENTS}/{number}/sessions/{key}"
    return tagged(response, staff_listing.get_event(session, actor, number))


@router.patch(
    EVENTS + "/{number}/sessions/{key}",
    operation_id="change_event_session",
    summary="Move or cancel a date",
    responses=_CHANGES,
)
def change_event_session(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    number: Number,
    key: Key,
    seen: SeenRevision,
    session: Writing,
    wish: DateChange,
    offered: Offered,
    response: Response,
) -> EventDocument:
    """Change one date and no other; `If-Match` is the date's revision, the answer the whole event."""
    dating.change_date(session, actor, number, key, seen, wish, offered.codes)
    return tagged(response, staff_listing.get_event(session, actor, number))


@router.delete(
    EVENTS + "/{number}/sessions/{key}",
    operation_id="delete_event_session",
    summary="Take a date out of a draft",
    status_code=204,
    responses=_CHANGES,
)
def delete_event_session(actor: Editor, number: Number, key: Key, seen: SeenRevision, session: Writing) -> None:
    """Take a date out; once an event was published its dates are cancelled instead."""
    dating.delete_date(session, actor, number, key, seen)


@router.post(
    EVENTS + "/{number}/series",
    operation_id="create_event_series",
    summary="Add dates by a rule",
    status_code=201,
    responses=_MAKES,
)
def create_event_series(
    actor: Editor, retry: Idempotent, number: Number, session: Writing, wish: SeriesWish, response: Response
) -> EventDocument:
    """Add the dates of a rule (RRULE), by Berlin's clock; each can be moved or cancelled on its own afterwards."""
    retry.once(session, wish, lambda: dating.add_series(session, actor, number, wish).id)
    return tagged(response, staff_listing.get_event(session, actor, number))


@router.post(
    EVENTS + "/{number}/series/preview",
    operation_id="preview_event_series",
    summary="What a series would add",
    responses=answers(NotFound, Conflict),
)
def preview_event_series(actor: Editor, number: Number, session: Reading, wish: SeriesWish) -> SeriesView:
    """Return the dates of a rule, and which of them fall on public holidays; nothing is kept."""
    dating.own(session, actor, number, lock=False)
    return SeriesView(dates=series.expanded(wish))
