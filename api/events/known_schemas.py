"""What who signed up is handed out about themselves."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.events.attendee_schemas import ATTENDEE, Attendee, MarkView
from api.events.certificate_schemas import OwnCertificate
from api.events.schemas import QuestionView
from api.kernel.language import Text

_EXAMPLE: dict[str, Any] = {
    "event": 12,
    "title": {"text": "Wie man einen Verein gründet", "lang": "de", "state": "original"},
    "registration": ATTENDEE,
    "questions": [],
    "attendance": [{"present": True, "marked_at": "2026-12-05T17:55:00+01:00", "session": 31}],
    "certificate": None,
    "letters": [{"kind": "event-confirmed", "at": "2026-11-20T09:00:00+01:00"}],
}


class LetterSent(BaseModel):
    """A letter that was written, or waits to be; its words are made when it leaves and are not stored."""

    kind: str
    at: dt.datetime


class PersonalData(BaseModel):
    """Everything that is stored about one registration. Statistics and feedback are not: nothing ties them to it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    event: int
    title: Text
    registration: Attendee
    questions: list[QuestionView] = Field(description="Those that were answered.")
    attendance: list[MarkView] = Field(description="Whether they were there, date by date.")
    certificate: OwnCertificate | None
    letters: list[LetterSent]
