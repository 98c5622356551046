"""What one person may ask of us, done by staff: everything we know of them, and to be forgotten."""

from fastapi import Request

from api.events import known, retention
from api.events.attendees_router import ATTENDEE, Editor, Key
from api.events.known_schemas import PersonalData
from api.events.router import Number
from api.kernel.db import Writing
from api.kernel.language import Language
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/staff/events",), tags=["Event people"])


@router.post(
    ATTENDEE + "/export",
    operation_id="export_registration",
    summary="Everything we know of one person",
    responses=answers(NotFound),
)
def export_registration(actor: Editor, number: Number, key: Key, session: Writing, language: Language) -> PersonalData:
    """Return all that is stored about somebody who asks for it; the trail notes that it was handed out."""
    return known.hand_out(session, actor, number, key, language)


@router.post(
    ATTENDEE + "/erasure",
    status_code=204,
    operation_id="erase_registration_of_event",
    summary="Forget somebody",
    responses=answers(NotFound),
)
def erase_registration_of_event(actor: Editor, number: Number, key: Key, session: Writing, request: Request) -> None:
    """Give the seats back, forget name, contact, answers and letters at once, because they ask for it."""
    retention.erase_for(session, actor, number, key, request.app.state.settings.data_dir)
