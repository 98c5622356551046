"""Events for calendars and readers of others: iCalendar."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Request, Response

from api.events import dates
from api.events.dates import Reader
from api.events.ical import MEDIA_TYPE, calendar
from api.events.listing import Search
from api.events.router import Number, asked
from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/events",), tags=["Events"])
_CALENDAR = {
    200: {
        "description": "The calendar.",
        "content": {"text/calendar": {"schema": {"type": "string", "examples": ["BEGIN:VCALENDAR\r\n…"]}}},
    }
}


def _reader(request: Request, language: Language) -> Reader:
    settings = request.app.state.settings
    return Reader(language, settings.public_url, settings.sender)


For = Annotated[Reader, Depends(_reader)]


def own_address(request: Request, reader: Reader) -> str:
    """Return where the same answer is found again: on the public host, with its language, parameters in one order."""
    query = sorted({**dict(parse_qsl(request.url.query)), "lang": reader.language}.items())
    return f"{reader.public_url}{request.url.path}?{urlencode(query)}"


@router.get(
    "/events.ics",
    operation_id="get_events_ics",
    summary="Events as a calendar to subscribe to",
    response_class=Response,
    responses={**_CALENDAR, **answers(Invalid)},
)
def get_events_ics(
    session: Reading, reader: For, search: Annotated[Search, Depends(asked)], request: Request, response: Response
) -> Response:
    """Return every date from 60 days back to 400 days ahead, with the filters of the list; cancelled ones stay in."""
    name, entries = dates.feed(session, search, reader)
    made = calendar(entries, name=name, source=own_address(request, reader))
    return Response(made, headers=dict(response.headers), media_type=MEDIA_TYPE)


@router.get(
    "/events/{number}.ics",
    operation_id="get_event_ics",
    summary="One event for a calendar",
    response_class=Response,
    responses={**_CALENDAR, **answers(NotFound)},
)
def get_event_ics(number: Number, session: Reading, reader: For, response: Response) -> Response:
    """Return every date of one event; each has the same UID in the feed, here and in mails."""
    made = calendar(dates.dates_of(session, number, reader))
    name = f'inline; filename="veranstaltung-{number}.ics"'
    return Response(made, headers={**response.headers, "Content-Disposition": name}, media_type=MEDIA_TYPE)
