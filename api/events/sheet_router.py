"""Sheets without a name over HTTP: asked of everybody at an event, traced to nobody."""

from typing import Annotated

from fastapi import Depends, Request

from api.events import sheets
from api.events.router import Number
from api.events.sheet_schemas import FeedbackWish, SheetView, StatisticsWish
from api.kernel.anonymous_write import AnonymousWriting
from api.kernel.db import Reading
from api.kernel.problems import Conflict, NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/events",), tags=["Events"], anonymous=True)


async def _secret(request: Request) -> bytes:
    return request.app.state.settings.secret.get_secret_value().encode()


Secret = Annotated[bytes, Depends(_secret)]


@router.get(
    "/events/{number}/sheets",
    operation_id="get_event_sheets",
    summary="Whether one can say something about an event",
    responses=answers(NotFound),
)
def get_event_sheets(number: Number, session: Reading) -> SheetView:
    """Return whether the sheets are open, and until when."""
    return sheets.view(session, number)


@router.post(
    "/events/{number}/statistics",
    status_code=204,
    operation_id="answer_event_statistics",
    summary="Say who was there, without a name",
    responses=answers(NotFound, Conflict),
)
def answer_event_statistics(number: Number, wish: StatisticsWish, session: AnonymousWriting, secret: Secret) -> None:
    """Count one person. Nothing is kept but the counts: no name, order or time; cookies and tokens are not read."""
    sheets.say_who(session, secret, number, wish)


@router.post(
    "/events/{number}/feedback",
    status_code=204,
    operation_id="answer_event_feedback",
    summary="Say how it was, without a name",
    responses=answers(NotFound, Conflict),
)
def answer_event_feedback(number: Number, wish: FeedbackWish, session: AnonymousWriting, secret: Secret) -> None:
    """Keep grades and a comment, tied to the event alone."""
    sheets.say_how(session, secret, number, wish)
