"""Events for calendars, feed readers and search engines: iCalendar, Atom, JSON-LD."""

from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Request, Response

from api.events import atom, dates, listing, structured
from api.events.dates import Reader
from api.events.ical import MEDIA_TYPE, calendar
from api.events.listing import Search
from api.events.router import Number, asked
from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.problems import Invalid, NotFound, Problem
from api.kernel.routing import Room, answers
from api.places import read_territory

router = Room(prefixes=("/events",), tags=["Events"])


def _answers(description: str, media_type: str, example: Any, *refused: type[Problem]) -> dict[int | str, Any]:
    schema = {"type": "string" if isinstance(example, str) else "object", "examples": [example]}
    kind = media_type.partition(";")[0]
    return {200: {"description": description, "content": {kind: {"schema": schema}}}, **answers(*refused)}


_CALENDAR = "The calendar.", MEDIA_TYPE, "BEGIN:VCALENDAR\r\n…"


async def _reader(request: Request, language: Language) -> Reader:
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
    responses=_answers(*_CALENDAR, Invalid),
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
    responses=_answers(*_CALENDAR, NotFound),
)
def get_event_ics(number: Number, session: Reading, reader: For, response: Response) -> Response:
    """Return every date of one event; each has the same UID in the feed, here and in mails."""
    made = calendar(dates.dates_of(session, number, reader))
    name = f'inline; filename="veranstaltung-{number}.ics"'
    return Response(made, headers={**response.headers, "Content-Disposition": name}, media_type=MEDIA_TYPE)


@router.get(
    "/events.atom",
    operation_id="get_events_atom",
    summary="Events as a feed of news",
    response_class=Response,
    responses=_answers("The feed.", atom.MEDIA_TYPE, "<?xml version='1.0' encoding='utf-8'?>…", Invalid),
)
def get_events_atom(
    session: Reading, reader: For, search: Annotated[Search, Depends(asked)], request: Request, response: Response
) -> Response:
    """Return the events of the calendar, the latest changed first, as Atom (RFC 4287)."""
    name, items = dates.items(session, search, reader)
    page = f"{reader.public_url}/{reader.language}/veranstaltungen"
    tag = request.app.state.languages.tag(reader.language)
    made = atom.feed(items, name=name, address=own_address(request, reader), page=page, language=tag)
    return Response(made, headers=dict(response.headers), media_type=atom.MEDIA_TYPE)


@router.get(
    "/events/{number}.jsonld",
    operation_id="get_event_jsonld",
    summary="One event for search engines",
    response_class=Response,
    responses=_answers("The event.", structured.MEDIA_TYPE, {"@type": "EducationEvent", "name": "…"}, NotFound),
)
def get_event_jsonld(number: Number, session: Reading, reader: For, response: Response) -> Response:
    """Return one event that has dates as schema.org/Event, as its page carries it."""
    view = listing.get_event(session, number, reader.language)
    if not view.sessions:
        raise NotFound
    county = dates.county(read_territory(session))
    made = structured.document(view, public_url=reader.public_url, language=reader.language, county=county)
    return Response(made, headers=dict(response.headers), media_type=structured.MEDIA_TYPE)
