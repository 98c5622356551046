"""The programme as staff read and change it: measures, their steps, their logbook."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.language import Offered
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import IdempotencyMismatch, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers
from api.programme import editing, logbook, overview, steps
from api.programme.permissions import EDIT, LOGBOOK, READ
from api.programme.router import Number
from api.programme.staff_schemas import (
    LogbookChange,
    LogbookDocument,
    LogbookWish,
    MeasureChange,
    MeasureDocument,
    MeasureLine,
    StepChange,
    StepDocument,
    StepWish,
)

router = Room(prefixes=("/staff/measures", "/staff/steps", "/staff/logbook"), tags=["Programme"])

Reader = Annotated[Actor, Depends(Needs(READ))]
Editor = Annotated[Actor, Depends(Needs(EDIT))]
Chronicler = Annotated[Actor, Depends(Needs(LOGBOOK))]
StepKey = Annotated[int, Path(ge=1, lt=2**31, description="Number of the step.", examples=[57])]
EntryKey = Annotated[str, Path(max_length=40, description="Key of the entry.", examples=["5f1c2a9be03d"])]
_CHANGES = answers(NotFound, RevisionMismatch, RevisionRequired)
_MAKES = answers(NotFound, IdempotencyMismatch)


@router.get("/staff/measures", operation_id="list_staff_measures", summary="Measures and what they need")
def list_staff_measures(
    actor: Reader, session: Reading, offered: Offered, wanted: Page, request: Request, response: Response
) -> Listing[MeasureLine]:
    """Every measure and the project management: where it stands, what is overdue, stale or untranslated."""
    return linked(overview.list_measures(session, actor, offered, wanted), request, response)


@router.get(
    "/staff/measures/{number}",
    operation_id="get_staff_measure",
    summary="One measure with all languages",
    responses=answers(NotFound),
)
def get_staff_measure(
    actor: Reader, number: Number, session: Reading, offered: Offered, response: Response
) -> MeasureDocument:
    """A measure with everything staff may change; its ETag is its revision."""
    return tagged(response, overview.get_measure(session, actor, offered, number))


@router.patch("/staff/measures/{number}", operation_id="change_measure", summary="Change a measure", responses=_CHANGES)
def change_measure(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    number: Number,
    seen: SeenRevision,
    session: Writing,
    wish: MeasureChange,
    offered: Offered,
    response: Response,
) -> MeasureDocument:
    """Change wording, partners, weight, the end and the hand-over. Needs `If-Match` with the revision last read."""
    editing.change_measure(session, actor, number, seen, wish, offered.codes)
    return tagged(response, overview.get_measure(session, actor, offered, number))


@router.get(
    "/staff/measures/{number}/steps",
    operation_id="list_steps",
    summary="Activities, phases and milestones",
    responses=answers(NotFound),
)
def list_steps(
    actor: Reader, number: Number, session: Reading, page: Page, request: Request, response: Response
) -> Listing[StepDocument]:
    """Every step of a measure, by kind and position."""
    return linked(steps.list_steps(session, actor, number, page), request, response)


@router.post(
    "/staff/measures/{number}/steps",
    operation_id="create_step",
    summary="Add a step",
    status_code=201,
    responses=_MAKES,
)
def create_step(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    retry: Idempotent,
    number: Number,
    session: Writing,
    wish: StepWish,
    offered: Offered,
    response: Response,
) -> StepDocument:
    """Add an activity, a phase or a milestone, at the end or at the wished position."""
    key = retry.once(session, wish, lambda: steps.make_step(session, actor, number, wish, offered.codes).id)
    response.headers["Location"] = f"{BASE}/staff/steps/{key}"
    return tagged(response, steps.get_step(session, actor, int(key)))


@router.get("/staff/steps/{key}", operation_id="get_step", summary="One step", responses=answers(NotFound))
def get_step(actor: Reader, key: StepKey, session: Reading, response: Response) -> StepDocument:
    """A step with all languages; its ETag is its revision."""
    return tagged(response, steps.get_step(session, actor, key))


@router.patch("/staff/steps/{key}", operation_id="change_step", summary="Change a step", responses=_CHANGES)
def change_step(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    key: StepKey,
    seen: SeenRevision,
    session: Writing,
    wish: StepChange,
    offered: Offered,
    response: Response,
) -> StepDocument:
    """Change the plan, report days and evidence, or move it. Needs `If-Match` with the revision last read."""
    steps.change_step(session, actor, key, seen, wish, offered.codes)
    return tagged(response, steps.get_step(session, actor, key))


@router.delete(
    "/staff/steps/{key}", operation_id="delete_step", summary="Remove a step", status_code=204, responses=_CHANGES
)
def delete_step(actor: Editor, key: StepKey, seen: SeenRevision, session: Writing) -> None:
    """Remove a step; its history stays. Needs `If-Match` with the revision last read."""
    steps.delete_step(session, actor, key, seen)


@router.get(
    "/staff/measures/{number}/logbook",
    operation_id="list_logbook",
    summary="The logbook of a measure",
    responses=answers(NotFound),
)
def list_logbook(
    actor: Chronicler, number: Number, session: Reading, wanted: Page, request: Request, response: Response
) -> Listing[LogbookDocument]:
    """Every entry, internal ones included, newest first."""
    return linked(logbook.list_entries(session, actor, number, wanted), request, response)


@router.post(
    "/staff/measures/{number}/logbook",
    operation_id="create_logbook_entry",
    summary="Add to the logbook",
    status_code=201,
    responses=_MAKES,
)
def create_logbook_entry(  # noqa: PLR0913 - a parameter each
    *,
    actor: Chronicler,
    retry: Idempotent,
    number: Number,
    session: Writing,
    wish: LogbookWish,
    offered: Offered,
    response: Response,
) -> LogbookDocument:
    """Note what happened on a day; only public entries are shown to visitors."""
    key = retry.once(session, wish, lambda: logbook.make_entry(session, actor, number, wish, offered.codes).key)
    response.headers["Location"] = f"{BASE}/staff/logbook/{key}"
    return tagged(response, logbook.get_entry(session, actor, key))


@router.get("/staff/logbook/{key}", operation_id="get_logbook_entry", summary="One entry", responses=answers(NotFound))
def get_logbook_entry(actor: Chronicler, key: EntryKey, session: Reading, response: Response) -> LogbookDocument:
    """An entry with all languages; its ETag is its revision."""
    return tagged(response, logbook.get_entry(session, actor, key))


@router.patch(
    "/staff/logbook/{key}", operation_id="change_logbook_entry", summary="Change an entry", responses=_CHANGES
)
def change_logbook_entry(  # noqa: PLR0913 - a parameter each
    *,
    actor: Chronicler,
    key: EntryKey,
    seen: SeenRevision,
    session: Writing,
    wish: LogbookChange,
    offered: Offered,
    response: Response,
) -> LogbookDocument:
    """Change an entry, or show or hide it. Needs `If-Match` with the revision last read."""
    logbook.change_entry(session, actor, key, seen, wish, offered.codes)
    return tagged(response, logbook.get_entry(session, actor, key))


@router.delete(
    "/staff/logbook/{key}",
    operation_id="delete_logbook_entry",
    summary="Remove an entry",
    status_code=204,
    responses=_CHANGES,
)
def delete_logbook_entry(actor: Chronicler, key: EntryKey, seen: SeenRevision, session: Writing) -> None:
    """Remove an entry for good: free text may name people, so no history keeps it. Needs `If-Match`."""
    logbook.delete_entry(session, actor, key, seen)
