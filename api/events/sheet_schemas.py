"""Sheets without a name, over the wire. Nothing comes back but that it arrived."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=10, pattern="^[A-Za-z2-7]+$")]
Gender = Literal["f", "m", "d", "not_stated"]
Background = Literal["yes", "no", "not_stated"]
Grade = Annotated[int, Field(ge=1, le=5, strict=True, description="1 is not at all, 5 very much.")]
Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class SheetView(BaseModel):
    """Whether the sheets of an event can be filled in; `last_day` is the last Berlin day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": 12,
                    "open": True,
                    "last_day": "2026-12-19",
                    "comments_until": "2027-01-18",
                    "definition": 1,
                }
            ]
        }
    )

    event: int
    open: bool
    last_day: dt.date | None
    comments_until: dt.date = Field(description="The last Berlin day a comment is kept.")
    definition: int = Field(description="Version of the question about migration background.")


class StatisticsWish(BaseModel):
    """Who was there, told by oneself; nobody has to say anything."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"code": "k7q2mx3pah", "definition": 1, "gender": "f", "migration_background": "not_stated"}]
        },
    )

    code: Code = Field(description="The same for everybody at the event: on the screen, the sign-in sheet, the link.")
    definition: int = Field(description="Version of the question that was answered.")
    gender: Gender = "not_stated"
    migration_background: Background = Field(
        default="not_stated", description="Whether oneself or a parent was born without German citizenship."
    )


class FeedbackWish(BaseModel):
    """How it was. The comment is read by people; it should name nobody."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"code": "k7q2mx3pah", "overall": 5, "useful": 4}]}
    )

    code: Code
    overall: Grade | None = None
    understandable: Grade | None = None
    useful: Grade | None = None
    comment: Comment | None = None
