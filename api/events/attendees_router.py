"""The people of an event over HTTP: who signed up, who was there, lists to take along. Staff only."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response

from api.events import attendance, attendees, attendees_file, inviting, signing_in
from api.events.attendee_permissions import EDIT, SEE
from api.events.attendee_schemas import (
    AttendanceSheet,
    Attendee,
    AttendeeEvent,
    AttendeeWish,
    Invitations,
    Mark,
    MarkView,
)
from api.events.booking import EventFull
from api.events.registration_router import Secret
from api.events.registration_schemas import RegistrationChange
from api.events.registration_tables import RegistrationState
from api.events.router import Number
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.language import Language, Offered
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import (
    Conflict,
    IdempotencyMismatch,
    Invalid,
    NotFound,
    RevisionMismatch,
    RevisionRequired,
)
from api.kernel.routing import BASE, Room, answers

router = Room(prefixes=("/staff/events",), tags=["Event people"])
EVENT = "/staff/events/{number}"
ATTENDEES, ATTENDEE = EVENT + "/registrations", EVENT + "/registrations/{key}"
Reader = Annotated[Actor, Depends(Needs(SEE))]
Editor = Annotated[Actor, Depends(Needs(EDIT))]
Key = Annotated[
    str, Path(pattern="^[0-9a-f]{32}$", description="The registration.", examples=["9f1c2ab04d5e4f7787c1a2b3c4d5e6f7"])
]
DateNumber = Annotated[int, Path(ge=1, lt=2**31, description="Number of the date.", examples=[31])]


def _file(media_type: str, description: str) -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    return {200: {"description": description, "content": content}, **answers(NotFound)}


@router.get(
    EVENT + "/people", operation_id="get_event_people", summary="What its people ask of an event",
    responses=answers(NotFound),
)  # fmt: skip
def get_event_people(actor: Reader, number: Number, session: Reading, language: Language) -> AttendeeEvent:
    """Return title, dates, seats in figures and the organiser's questions."""
    return attendees.get_event(session, actor, number, language)


@router.get(ATTENDEES, operation_id="list_registrations", summary="Who signed up", responses=answers(NotFound))
def list_registrations(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Reader,
    number: Number,
    session: Reading,
    page: Page,
    request: Request,
    response: Response,
    state: Annotated[RegistrationState | None, Query(description="Only these.")] = None,
    call: Annotated[bool, Query(description="Only who is to be phoned.")] = False,  # noqa: FBT002
) -> Listing[Attendee]:
    """Return registrations in the order of signing up, ended ones too."""
    return linked(attendees.list_attendees(session, actor, number, page, state=state, call=call), request, response)


@router.post(
    ATTENDEES,
    status_code=201,
    operation_id="add_registration",
    summary="Sign somebody up",
    responses=answers(NotFound, EventFull, Conflict, IdempotencyMismatch),
)
def add_registration(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Editor,
    number: Number,
    wish: AttendeeWish,
    session: Writing,
    offered: Offered,
    secret: Secret,
    retry: Idempotent,
    response: Response,
) -> Attendee:
    """Take seats, or a place on the waiting list, for who phones, is on a paper list, or stands at the door."""
    key = retry.once(session, wish, lambda: attendees.add(session, actor, secret, number, wish, offered.codes).id)
    response.headers["Location"] = f"{BASE}/staff/events/{number}/registrations/{key}"
    return tagged(response, attendees.get_attendee(session, actor, number, key))


@router.post(
    EVENT + "/invitations",
    operation_id="invite_working_group",
    summary="Invite the working group",
    responses=answers(NotFound, EventFull, Conflict),
)
def invite_working_group(actor: Editor, number: Number, session: Writing, secret: Secret) -> Invitations:
    """Sign up everybody of the event's working group, write to who has an account; again only who is new."""
    return inviting.invite(session, actor, secret, number)


@router.get(ATTENDEE, operation_id="get_registration_of_event", summary="One registration", responses=answers(NotFound))
def get_registration_of_event(
    actor: Reader, number: Number, key: Key, session: Reading, response: Response
) -> Attendee:
    """Return one registration with its place in line."""
    return tagged(response, attendees.get_attendee(session, actor, number, key))


@router.patch(
    ATTENDEE,
    operation_id="change_registration_of_event",
    summary="Change a registration",
    responses=answers(NotFound, EventFull, Conflict, Invalid, RevisionMismatch, RevisionRequired),
)
def change_registration_of_event(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Editor,
    number: Number,
    key: Key,
    wish: RegistrationChange,
    seen: SeenRevision,
    session: Writing,
    offered: Offered,
    secret: Secret,
    response: Response,
) -> Attendee:
    """Change name, contact, party, language or answers."""
    attendees.change(session, actor, secret, number, key, seen, wish, offered.codes)
    return tagged(response, attendees.get_attendee(session, actor, number, key))


@router.delete(
    ATTENDEE,
    operation_id="cancel_registration_of_event",
    summary="Cancel for somebody",
    responses=answers(NotFound),
)
def cancel_registration_of_event(
    actor: Editor, number: Number, key: Key, session: Writing, response: Response
) -> Attendee:
    """Give the seats back; the first in line moves up. A second time changes nothing."""
    attendees.cancel(session, actor, number, key)
    return tagged(response, attendees.get_attendee(session, actor, number, key))


@router.post(
    ATTENDEE + "/acceptance",
    operation_id="accept_seat_for_somebody",
    summary="Somebody takes the seat they were offered",
    responses=answers(NotFound, Conflict),
)
def accept_seat_for_somebody(actor: Editor, number: Number, key: Key, session: Writing, response: Response) -> Attendee:
    """Note that somebody says yes on the phone, before the time for it is over."""
    attendees.accept(session, actor, number, key)
    return tagged(response, attendees.get_attendee(session, actor, number, key))


@router.get(
    EVENT + "/attendance",
    operation_id="get_attendance",
    summary="Who has a seat and who was there",
    responses=answers(NotFound),
)
def get_attendance(
    actor: Reader, number: Number, session: Reading, language: Language, secret: Secret
) -> AttendanceSheet:
    """Return everybody who has a seat, by name, with their QR code and what was noted for each date."""
    return attendance.sheet(session, actor, secret, number, language)


@router.put(
    EVENT + "/attendance/{date}/{key}",
    operation_id="put_attendance",
    summary="Note whether somebody is there",
    responses=answers(NotFound, Conflict),
)
def put_attendance(actor: Editor, number: Number, date: DateNumber, key: Key, wish: Mark, session: Writing) -> MarkView:
    """Note a mark and return the one that counts: the latest, in whatever order devices send theirs."""
    return attendance.note(session, actor, number, date, key, wish)


@router.get(
    EVENT + "/registrations.csv",
    operation_id="export_registrations_csv",
    summary="Who signed up, as CSV",
    response_class=Response,
    responses=_file("text/csv", "UTF-8 with byte order mark, semicolons; no cell a spreadsheet would run."),
)
def export_registrations_csv(
    actor: Reader, number: Number, session: Reading, language: Language, response: Response
) -> Response:
    """Return everybody who signed up, with answers and attendance, headings in the reader's language."""
    found = attendees_file.table(session, actor, number, language)
    return _sent(attendees_file.as_csv(found), "text/csv", f"event-{number}.csv", response)


@router.get(
    EVENT + "/registrations.xlsx",
    operation_id="export_registrations_xlsx",
    summary="Who signed up, as a spreadsheet",
    response_class=Response,
    responses=_file(attendees_file.XLSX, "One sheet; no cell a spreadsheet would run."),
)
def export_registrations_xlsx(
    actor: Reader, number: Number, session: Reading, language: Language, response: Response
) -> Response:
    """Return everybody who signed up, with answers and attendance, headings in the reader's language."""
    found = attendees_file.table(session, actor, number, language)
    return _sent(attendees_file.as_xlsx(found), attendees_file.XLSX, f"event-{number}.xlsx", response)


@router.get(
    EVENT + "/sign-in-sheet.pdf",
    operation_id="print_sign_in_sheet",
    summary="A list to sign on paper",
    response_class=Response,
    responses=_file("application/pdf", "PDF/UA-1, A4, in the reader's language."),
)
def print_sign_in_sheet(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Reader,
    number: Number,
    session: Reading,
    language: Language,
    secret: Secret,
    request: Request,
    response: Response,
    date: Annotated[int, Query(ge=1, lt=2**31, description="Number of the date.", examples=[31])],
    spare: Annotated[int, Query(ge=0, le=60, description="Empty lines for who comes without a seat.")] = 6,
) -> Response:
    """Return a line for each person with a seat, some to fill in by hand, and the code of the sheets without a name."""
    found = signing_in.read(session, actor, number, date, spare, language)
    state = request.app.state
    printed = signing_in.pdf(found, state.languages, language, secret, state.settings.public_url)
    return _sent(printed, "application/pdf", f"event-{number}-{date}.pdf", response, how="inline")


def _sent(content: bytes, media_type: str, name: str, response: Response, how: str = "attachment") -> Response:
    headers = {**response.headers, "Content-Disposition": f'{how}; filename="{name}"'}
    return Response(content, headers=headers, media_type=media_type)
