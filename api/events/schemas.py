"""What events say to visitors over the wire; free seats are a class, never a number."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.events.file_schemas import PICTURE, PictureView
from api.events.question_schemas import Sensitivity
from api.events.seats import SeatClass
from api.events.states import EventState
from api.events.tables import Access, EventKind, SessionState
from api.kernel.language import Text
from api.kernel.markdown import RichText

_TITLE = {"text": "Wie man einen Verein gründet", "lang": "de", "state": "original"}
_ABOUT: dict[str, Any] = {
    "text": "Satzung, **Vorstand**, Eintragung",
    "lang": "de",
    "state": "original",
    "html": "<p>Satzung, <strong>Vorstand</strong>, Eintragung</p>\n",
}
_SESSION: dict[str, Any] = {
    "id": 31,
    "starts_at": "2026-12-05T18:00:00+01:00",
    "ends_at": "2026-12-05T20:30:00+01:00",
    "previous_starts_at": None,
    "state": "planned",
    "note": None,
}
_EXAMPLE: dict[str, Any] = {
    "id": 12,
    "kind": "training",
    "state": "published",
    "title": _TITLE,
    "description": None,
    "picture": PICTURE,
    "topic": "founding",
    "audiences": ["clubs"],
    "target_groups": [],
    "languages": ["de", "pl"],
    "organiser": {"key": "kvhs-kaiserslautern", "name": "Kreisvolkshochschule Kaiserslautern"},
    "measure": 2,
    "area": "073355009",
    "area_name": "Weilerbach",
    "county_wide": False,
    "venue": None,
    "place": "Bürgerhaus",
    "street": "Rummelstraße 15",
    "postal_code": "67685",
    "town": "Weilerbach",
    "position": [7.63, 49.48],
    "access": "yes",
    "getting_there": None,
    "online": False,
    "price_cents": 0,
    "childcare": True,
    "women_only": False,
    "registration": {
        "open": True,
        "opens_at": None,
        "closes_at": "2026-12-03T12:00:00+01:00",
        "seats": "few",
        "most_in_party": 5,
        "questions": [],
    },
    "sessions": [_SESSION],
    "updated_at": "2026-11-20T09:00:00+01:00",
}


class SessionView(BaseModel):
    """One date of an event."""

    model_config = ConfigDict(json_schema_extra={"examples": [_SESSION]})

    id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    previous_starts_at: dt.datetime | None = Field(description="When it was to begin before it was moved.")
    state: SessionState
    note: Text | None


class OrganiserView(BaseModel):
    """An organisation of the directory: who organises, or where it takes place."""

    key: str
    name: str


class ChoiceView(BaseModel):
    """One answer to choose."""

    code: str
    label: Text


class QuestionView(BaseModel):
    """What the organiser asks who signs up, and what the answer is for."""

    key: str
    kind: Literal["text", "choice", "yes_no"]
    label: Text
    purpose: Text | None
    required: bool = Field(description="Never where `sensitivity` is special.")
    sensitivity: Sensitivity = Field(description="Special: of health, belief or the like (Art. 9 GDPR); voluntary.")
    retention_days: int = Field(description="Days after the event until the answer is deleted.")
    choices: list[ChoiceView]


class RegistrationInfo(BaseModel):
    """Whether one can sign up now, how many seats are free (free, few, waiting_list or full), and what is asked."""

    open: bool
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    seats: SeatClass
    most_in_party: int
    questions: list[QuestionView]


class EventView(BaseModel):
    """An event or training with its dates. `area` is a key of `/areas`, or `outside` or `unknown`."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: int
    kind: EventKind
    state: EventState
    title: Text
    description: Text | None = Field(description="Markdown.")
    picture: PictureView | None
    topic: str | None
    audiences: list[str]
    target_groups: list[str]
    languages: list[str] = Field(description="Languages spoken there.")
    organiser: OrganiserView | None
    measure: int | None
    area: str
    area_name: str | None
    county_wide: bool
    venue: OrganiserView | None = Field(description="The organisation it takes place at.")
    place: str | None
    street: str | None
    postal_code: str | None
    town: str | None
    position: list[float] | None = Field(description="Longitude, latitude.")
    access: Access = Field(description="Whether one gets in and about without steps.")
    getting_there: Text | None
    online: bool
    price_cents: int = Field(description="In cents of a euro; 0 is free of charge.")
    childcare: bool
    women_only: bool
    registration: RegistrationInfo | None = Field(description="Null where nobody has to sign up.")
    sessions: list[SessionView]
    updated_at: dt.datetime


class EventDetail(EventView):
    """One event; its description has `html`, too."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_EXAMPLE, "description": _ABOUT}]})

    description: RichText | None = Field(description="Markdown.")  # pyright: ignore[reportIncompatibleVariableOverride]


class SimilarEvents(BaseModel):
    """Events ahead that are like another one, the likest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_EXAMPLE]}]})

    items: list[EventView]
