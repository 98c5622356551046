"""The anonymous sheets of an event as staff see them: the code, what they counted themselves, and what came in."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.kernel.language import Text

Cell = Annotated[str, Field(pattern=r"^(f|m|d|not_stated)\.(yes|no|not_stated)$")]
Sheets = Annotated[int, Field(ge=0, le=2000, strict=True)]
_COUNT: dict[str, Any] = {"people": 18, "paper": {"f.yes": 2, "not_stated.not_stated": 1}}
_CAME_IN: dict[str, Any] = {
    "sheets": 14,
    "least": 5,
    "gender": None,
    "migration_background": {"yes": 8, "no": 6, "not_stated": 0},
    "questions": [{"question": "overall", "answers": 9, "grades": [0, 0, 1, 3, 5]}],
    "comments": [{"id": "9f1c2ab04d5e4f7787c1a2b3c4d5e6f7", "text": "Mehr Zeit für Fragen."}],
}


class CountWish(BaseModel):
    """What staff counted. Paper sheets by gender and migration background (`f.yes`); a cell left out is none."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_COUNT]})

    people: Sheets | None = Field(default=None, description="How many were there; null where nobody counted.")
    paper: dict[Cell, Sheets] = Field(default={}, description="Sheets that were filled in on paper.")


class QuestionResult(BaseModel):
    """How one question was answered; `grades` from 1 to 5, null where too few answered."""

    question: str
    answers: int
    grades: list[int] | None


class CommentView(BaseModel):
    """What somebody wrote. The id is random."""

    id: str
    text: str


class CameIn(BaseModel):
    """What came in over the page. Numbers of people are null where one could tell who it was."""

    sheets: int = Field(description="Statistics sheets, those without an answer included.")
    least: int = Field(description="The smallest group that is shown.")
    gender: dict[str, int] | None
    migration_background: dict[str, int] | None
    questions: list[QuestionResult]
    comments: list[CommentView]


class StaffSheets(BaseModel):
    """Everything staff need to ask for sheets, enter those from paper, and read what came in."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": 12,
                    "revision": 1,
                    "title": {"text": "Wie man einen Verein gründet", "lang": "de", "state": "original"},
                    "begun": True,
                    "open": False,
                    "last_day": "2026-12-19",
                    "comments_until": "2027-01-18",
                    "code": "k7q2mx3pah",
                    "address": "https://example.org/veranstaltungen/12/rueckmeldung#k7q2mx3pah",
                    "qr": "data:image/svg+xml;charset=utf-8,...",
                    "there": 17,
                    **_COUNT,
                    "came_in": _CAME_IN,
                }
            ]
        }
    )

    event: int
    revision: int = Field(description="Of what staff counted; 0 before they did.")
    title: Text
    begun: bool = Field(description="Whether there is something to count yet.")
    open: bool
    last_day: dt.date | None
    comments_until: dt.date
    code: str
    address: str
    qr: str = Field(description="The address as a picture, drawn here.")
    there: int | None = Field(description="How many the check-in knows; null without any mark.")
    people: int | None
    paper: dict[str, int]
    came_in: CameIn | None = Field(description="Null until nobody answers any more.")
