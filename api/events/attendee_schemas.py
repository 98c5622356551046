"""Who signed up and who was there, as staff see and enter it."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.events.registration_schemas import Registrant
from api.events.registration_tables import RegistrationState, WaitingMode
from api.events.schemas import QuestionView
from api.events.states import EventState
from api.events.tables import SessionState
from api.kernel.language import Text

_ID = "9f1c2ab04d5e4f7787c1a2b3c4d5e6f7"
ATTENDEE: dict[str, Any] = {
    "id": _ID,
    "revision": 1,
    "state": "confirmed",
    "position": None,
    "offer_until": None,
    "name": "Erika Mustermann",
    "email": None,
    "phone": "0631 1234567",
    "party": 2,
    "language": "de",
    "answers": {},
    "by_staff": True,
    "registered_at": "2026-11-20T09:00:00+01:00",
    "ended_at": None,
    "calls": [],
}
_CALL: dict[str, Any] = {"id": _ID, "kind": "moved_up", "at": "2026-11-21T09:00:00+01:00"}
_SESSION: dict[str, Any] = {
    "id": 31,
    "starts_at": "2026-12-05T18:00:00+01:00",
    "ends_at": "2026-12-05T20:30:00+01:00",
    "state": "planned",
}
_MARK: dict[str, Any] = {"present": True, "marked_at": "2026-12-05T17:55:00+01:00"}


class AttendeeWish(Registrant):
    """Somebody who signs up by phone, on paper or at the door; a name is enough."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Erika Mustermann", "phone": "0631 1234567", "party": 2}]}
    )

    language: str = Field(default="de", max_length=20, description="In which they read what we write to them.")


class Call(BaseModel):
    """What somebody without a mail address is to be told on the phone."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CALL]})

    id: str
    kind: Literal["invited", "moved_up", "offer", "expired", "changed", "postponed", "cancelled"]
    at: dt.datetime = Field(description="Since when.")


class Told(BaseModel):
    """The calls that were made."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"calls": [_ID]}]})

    calls: Annotated[list[Annotated[str, Field(max_length=32)]], Field(min_length=1, max_length=20)]


class Attendee(BaseModel):
    """A registration as staff see it."""

    model_config = ConfigDict(json_schema_extra={"examples": [ATTENDEE]})

    id: str
    revision: int
    state: RegistrationState
    position: int | None = Field(
        description="Place in line, from 1; null for who does not wait, and for who waits with more people than there "
        "are seats at all: they are passed over."
    )
    offer_until: dt.datetime | None
    name: str
    email: str | None
    phone: str | None
    party: int
    language: str
    answers: dict[str, Any]
    by_staff: bool = Field(description="Entered by staff, not by themselves.")
    registered_at: dt.datetime
    ended_at: dt.datetime | None
    calls: list[Call] = Field(description="What is to be told on the phone, because there is no mail address.")


class SeatCount(BaseModel):
    """The seats of an event in figures: for who runs it."""

    capacity: int
    taken: int = Field(description="Of who is confirmed, was offered a seat, or is filling in the form now.")
    waiting: int = Field(description="Entries of the waiting list that stand in line.")
    waiting_limit: int
    mode: WaitingMode


class Date(BaseModel):
    """One date of the event."""

    id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: SessionState


class Invitations(BaseModel):
    """What became of inviting a working group."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"invited": 4, "waiting": 0, "known": 1, "without_mail": ["Max Beispiel"]}]}
    )

    invited: int = Field(description="Who got a seat now.")
    waiting: int = Field(description="Who got a place on the waiting list now.")
    known: int = Field(description="Who had signed up before, or had cancelled: they are left alone.")
    without_mail: list[str] = Field(description="Of who was invited now: has no account to write to; tell them.")


class AttendeeEvent(BaseModel):
    """What staff need to know about an event to look after its people."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": 12,
                    "state": "published",
                    "title": {"text": "Wie man einen Verein gründet", "lang": "de", "state": "original"},
                    "registration": True,
                    "working_group": None,
                    "seats": {"capacity": 20, "taken": 18, "waiting": 0, "waiting_limit": 10, "mode": "auto"},
                    "sessions": [_SESSION],
                    "questions": [],
                }
            ]
        }
    )

    id: int
    state: EventState
    title: Text
    registration: bool
    working_group: int | None = Field(description="Whose meeting this is; its members can be invited.")
    seats: SeatCount | None
    sessions: list[Date]
    questions: list[QuestionView]


class Mark(BaseModel):
    """Whether somebody is there, as seen at a moment: the latest mark counts, in whatever order they arrive."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_MARK]})

    present: bool
    marked_at: dt.datetime = Field(description="When somebody saw it; a moment still to come counts as now.")


class MarkView(Mark):
    """The mark that counts for somebody on one date."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_MARK, "session": 31}]})

    session: int


class Guest(BaseModel):
    """Somebody who may come in. `code` is what stands in their QR code; it says nothing about them."""

    id: str
    name: str
    party: int
    code: str
    marks: list[MarkView]


class AttendanceSheet(BaseModel):
    """Everybody who has a seat, with what was noted about each date; for checking in, also without a connection."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": 12,
                    "title": {"text": "Wie man einen Verein gründet", "lang": "de", "state": "original"},
                    "now": "2026-12-05T17:50:00+01:00",
                    "sessions": [_SESSION],
                    "guests": [
                        {
                            "id": _ID,
                            "name": "Erika Mustermann",
                            "party": 2,
                            "code": "4C1FD0B2A39E4F7787C1A2B3C4D5E6F7",
                            "marks": [{**_MARK, "session": 31}],
                        }
                    ],
                }
            ]
        }
    )

    event: int
    title: Text
    now: dt.datetime = Field(description="The server's clock, for devices whose own is wrong.")
    sessions: list[Date]
    guests: list[Guest]
