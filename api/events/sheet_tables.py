"""What people say about an event without their name. Nothing here knows a registration, an order or a time.

Every cell of a sheet has a row before anything is counted, and an answer writes all of them: neither which row came
first nor which was written last tells what somebody answered. SQLite keeps these tables by their key (WITHOUT ROWID).
"""

from enum import StrEnum

from sqlalchemy import CheckConstraint, String
from sqlmodel import Field

from api.kernel.tables import Anonymous, Revised, choice, json

_BY_KEY = {"sqlite_with_rowid": False}


class SheetKind(StrEnum):
    """What is asked: who was there, or how it was."""

    statistics = "statistics"
    feedback = "feedback"


class EventTally(Anonymous, table=True):
    """How many people gave an answer: `f.yes` on the statistics sheet, `useful.4` on the feedback sheet."""

    __tablename__ = "event_tally"
    __table_args__ = (choice(SheetKind, "kind"), CheckConstraint("answers >= 0", name="answers_not_negative"), _BY_KEY)
    event: int = Field(primary_key=True, foreign_key="event.id", sa_column_kwargs={"autoincrement": False})
    kind: SheetKind = Field(primary_key=True, sa_type=String(12))
    cell: str = Field(primary_key=True, max_length=40)
    answers: int = 0


class EventComment(Anonymous, table=True):
    """What somebody wrote about an event; the key is random, so sorting by it tells nothing."""

    __tablename__ = "event_comment"
    __table_args__ = (_BY_KEY,)
    event: int = Field(primary_key=True, foreign_key="event.id", sa_column_kwargs={"autoincrement": False})
    id: str = Field(primary_key=True, max_length=32)
    text: str = Field(max_length=1000)


class EventCount(Revised, table=True):
    """What staff counted: how many people were there, and sheets that were filled in on paper, by cell."""

    __tablename__ = "event_count"
    __table_args__ = (CheckConstraint("people >= 0", name="people_not_negative"),)
    event: int = Field(primary_key=True, foreign_key="event.id", sa_column_kwargs={"autoincrement": False})
    people: int | None = None
    paper: dict[str, int] = json(dict)
