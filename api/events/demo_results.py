"""What came of a demo's event that was held: who was there, their certificates, and the sheets without a name."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import insert
from sqlmodel import Session

from api.events import attendance, certificates, sheets
from api.events.registration_tables import Registration
from api.events.sheet_tables import EventComment, EventCount, EventTally, SheetKind
from api.events.tables import Event, EventSession
from api.kernel import anonymous_write
from api.kernel.audit import PROFILE, record

Many = Annotated[int, Field(ge=1, le=50)]


class DemoResults(BaseModel):
    """`came`: to how many dates, from the first on, each party came; the sheets by cell (`f.yes`, `overall.5`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    came: tuple[Annotated[int, Field(ge=0)], ...]
    statistics: dict[str, Many] = {}
    feedback: dict[str, Many] = {}
    comments: tuple[Annotated[str, Field(min_length=1, max_length=1000)], ...] = ()

    @model_validator(mode="after")
    def _cells_of_the_sheets(self) -> Self:
        for kind, given in ((SheetKind.statistics, self.statistics), (SheetKind.feedback, self.feedback)):
            if unknown := given.keys() - {*sheets.CELLS[kind]}:
                message = f"no cell of the {kind} sheet: {', '.join(sorted(unknown))}"
                raise ValueError(message)
        return self


def load(
    session: Session, event: Event, dates: Sequence[EventSession], people: Sequence[Registration], wanted: DemoResults
) -> None:
    """Write it the way check-in, staff and visitors do."""
    number = event.id or 0
    for row, came in zip(people, wanted.came, strict=True):
        for nth, date in enumerate(dates):
            _mark(session, date, row, present=nth < came)
    certificates.issue_to_all(session, PROFILE, event)
    there = sum(row.party for row, came in zip(people, wanted.came, strict=True) if came)
    record(session, PROFILE, "create", EventCount(event=number, people=there), public=False)
    _sheet(session, number, SheetKind.statistics, wanted.statistics)
    _sheet(session, number, SheetKind.feedback, wanted.feedback)
    rows = [{"event": number, "id": secrets.token_hex(16), "text": text} for text in wanted.comments]
    if rows:
        anonymous_write.write(session, insert(EventComment).values(rows))


def _mark(session: Session, date: EventSession, row: Registration, *, present: bool) -> None:
    moment = date.starts_at.astimezone(dt.UTC)
    attendance.mark(session, PROFILE, date.id or 0, row.id, present=present, marked_at=moment)


def _sheet(session: Session, event: int, kind: SheetKind, given: Mapping[str, int]) -> None:
    """Write every cell at once, as an answer does."""
    cells = sorted(sheets.CELLS[kind])
    rows = [{"event": event, "kind": kind, "cell": cell, "answers": given.get(cell, 0)} for cell in cells]
    if given:
        anonymous_write.write(session, insert(EventTally).values(rows))
