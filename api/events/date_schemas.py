"""Dates of events as staff read and send them, one by one and by a rule."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.events.tables import SessionState
from api.kernel.language import StaffText, TextWish
from api.kernel.time import Moment

Languages = list[StaffText]
Wishes = Annotated[list[TextWish], Field(max_length=30)]
Truth = Annotated[bool, Field(strict=True)]


def example(**members: Any) -> ConfigDict:
    """Return the configuration of a document with one example."""
    return ConfigDict(json_schema_extra={"examples": [members]})


def wished(**members: Any) -> ConfigDict:
    """Return the configuration of a request body with one example; unknown fields are refused."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [members]})


class DateDocument(BaseModel):
    """One date of an event, with a revision of its own."""

    id: int
    revision: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: SessionState
    note: Languages


class DateWish(BaseModel):
    """A date; times without an offset are Berlin time."""

    model_config = wished(starts_at="2026-12-05T18:00", ends_at="2026-12-05T20:30")

    starts_at: Moment
    ends_at: Moment
    note: Wishes | None = None


class DateChange(BaseModel):
    """What to change about a date; fields left out stay."""

    model_config = wished(state="cancelled")

    starts_at: Moment | None = None
    ends_at: Moment | None = None
    note: Wishes | None = None
    state: SessionState | None = None


class SeriesWish(BaseModel):
    """Dates by a rule (RFC 5545, RRULE with COUNT or UNTIL), the first from `starts_at` to `ends_at`."""

    model_config = wished(
        starts_at="2026-12-07T18:00", ends_at="2026-12-07T20:00", rule="FREQ=WEEKLY;COUNT=6", skip_holidays=True
    )

    starts_at: Moment
    ends_at: Moment
    rule: Annotated[str, Field(max_length=200, examples=["FREQ=WEEKLY;COUNT=6"])]
    skip_holidays: Truth = Field(default=True, description="Leave out the public holidays of Rhineland-Palatinate.")


class PlannedDate(BaseModel):
    """A date of a series; one on a holiday that is left out is named by it."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    holiday: str | None


class SeriesView(BaseModel):
    """What a series would add."""

    model_config = example(
        dates=[{"starts_at": "2026-12-07T18:00:00+01:00", "ends_at": "2026-12-07T20:00:00+01:00", "holiday": None}]
    )

    dates: list[PlannedDate]
