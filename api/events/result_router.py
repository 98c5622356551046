"""The anonymous sheets of an event for staff: the code to show, sheets from paper, what came in."""

from typing import Annotated

from fastapi import Path, Request, Response

from api.events import results
from api.events.attendees_router import EVENT, Editor, Reader
from api.events.registration_router import Secret
from api.events.result_schemas import CountWish, StaffSheets
from api.events.router import Number
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.language import Language
from api.kernel.problems import Conflict, Invalid, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import Room, answers

router = Room(prefixes=("/staff/events",), tags=["Event people"])
CommentKey = Annotated[
    str, Path(pattern="^[0-9a-f]{32}$", description="The comment.", examples=["9f1c2ab04d5e4f7787c1a2b3c4d5e6f7"])
]


@router.get(
    EVENT + "/sheets",
    operation_id="get_staff_event_sheets",
    summary="The code of the anonymous sheets, and what came in",
    responses=answers(NotFound),
)
def get_staff_event_sheets(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Reader,
    number: Number,
    session: Reading,
    language: Language,
    secret: Secret,
    request: Request,
    response: Response,
) -> StaffSheets:
    """Return code and picture to show, what staff counted, and what came in once nobody answers any more."""
    pages = request.app.state.settings.public_url
    return tagged(response, results.read(session, actor, secret, pages, number, language))


@router.put(
    EVENT + "/count",
    status_code=204,
    operation_id="put_event_count",
    summary="How many were there, and sheets from paper",
    responses=answers(NotFound, Conflict, Invalid, RevisionMismatch, RevisionRequired),
)
def put_event_count(actor: Editor, number: Number, wish: CountWish, seen: SeenRevision, session: Writing) -> None:
    """Keep what staff counted; before the first time the revision is 0."""
    results.count(session, actor, number, seen, wish)


@router.delete(
    EVENT + "/comments/{key}",
    status_code=204,
    operation_id="delete_event_comment",
    summary="Delete a comment that names somebody",
    responses=answers(NotFound, Conflict),
)
def delete_event_comment(actor: Editor, number: Number, key: CommentKey, session: Writing) -> None:
    """Delete what somebody wrote; it cannot be brought back."""
    results.remove_comment(session, actor, number, key)
