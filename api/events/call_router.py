"""Calls to people without a mail address over HTTP. Staff only; who is to be phoned is a filter of their list."""

from fastapi import Response

from api.events import attendees
from api.events.attendee_schemas import Attendee, Told
from api.events.attendees_router import ATTENDEE, Editor, Key
from api.events.router import Number
from api.kernel.conditional import tagged
from api.kernel.db import Writing
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/staff/events",), tags=["Event people"])


@router.post(
    ATTENDEE + "/calls",
    operation_id="settle_calls",
    summary="Somebody was phoned",
    responses=answers(NotFound),
)
def settle_calls(actor: Editor, number: Number, key: Key, wish: Told, session: Writing, response: Response) -> Attendee:
    """Note which calls were made; what came in meanwhile is still to be told. A second time changes nothing."""
    attendees.told(session, actor, number, key, wish.calls)
    return tagged(response, attendees.get_attendee(session, actor, number, key))
