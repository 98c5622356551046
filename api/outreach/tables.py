"""Whom to win for which measure, what was said and promised, letters, and the working groups.

Every text here may name people, so no earlier state of a row is kept: the audit trail names changed fields only.
"""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, text
from sqlmodel import Field

from api.kernel.tables import Revised, choice, json
from api.outreach.stages import Stage

_NOT_ENDED = text("stage NOT IN ('done', 'declined')")


class LogKind(StrEnum):
    """How one was in touch; `stage` marks a move to another stage and is written by the system."""

    call = "call"
    mail = "mail"
    letter = "letter"
    talk = "talk"
    meeting = "meeting"
    stage = "stage"


class Outreach(Revised, table=True):
    """An organisation to win for a measure; one row per pair as long as it is neither done nor declined."""

    __tablename__ = "outreach"
    __table_args__ = (
        choice(Stage, "stage"),
        CheckConstraint("next_step_on IS NULL OR next_step IS NOT NULL", name="dated_step_has_text"),
        Index(
            "uq_outreach_open",
            "organisation",
            "measure",
            unique=True,
            sqlite_where=_NOT_ENDED,
            postgresql_where=_NOT_ENDED,
        ),
        Index(None, "next_step_on", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    organisation: str = Field(foreign_key="organisation.key", max_length=80, index=True)
    measure: int = Field(foreign_key="measure.number", index=True)
    stage: Stage = Field(default=Stage.open, sa_type=String(12))
    promised: str | None = Field(default=None, max_length=4000)
    next_step: str | None = Field(default=None, max_length=300)
    next_step_on: dt.date | None = None
    owner: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL", index=True)


class OutreachLog(Revised, table=True):
    """What happened with one row of `outreach` on a day; `stage` is the new one where `kind` says that it moved."""

    __tablename__ = "outreach_log"
    __table_args__ = (
        choice(LogKind, "kind"),
        choice(Stage, "stage"),
        CheckConstraint("(kind = 'stage') = (stage IS NOT NULL)", name="stage_of_a_move"),
        Index(None, "outreach", "day"),
    )
    id: int | None = Field(default=None, primary_key=True)
    outreach: int = Field(foreign_key="outreach.id")
    day: dt.date
    kind: LogKind = Field(sa_type=String(10))
    stage: Stage | None = Field(default=None, sa_type=String(12))
    note: str | None = Field(default=None, max_length=4000)
    account: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")


class LetterTemplate(Revised, table=True):
    """A letter to many, in German; `{organisation}` and the like are filled in for each."""

    __tablename__ = "letter_template"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100, unique=True)
    subject: str = Field(max_length=200)
    body: str = Field(max_length=10_000)


class WorkingGroup(Revised, table=True):
    """People of several organisations who work on measures (their numbers) together."""

    __tablename__ = "working_group"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200, unique=True)
    purpose: str | None = Field(default=None, max_length=4000)
    measures: list[int] = json(list)


class WorkingGroupMember(Revised, table=True):
    """Somebody in a working group: an account, or a name; `organisation` says for whom they sit there."""

    __tablename__ = "working_group_member"
    __table_args__ = (CheckConstraint("(account IS NULL) <> (name IS NULL)", name="account_or_name"),)
    id: int | None = Field(default=None, primary_key=True)
    working_group: int = Field(foreign_key="working_group.id", index=True)
    account: int | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE", index=True)
    name: str | None = Field(default=None, max_length=200)
    organisation: str | None = Field(default=None, foreign_key="organisation.key", max_length=80, index=True)


class WorkingGroupDecision(Revised, table=True):
    """What a working group decided on a day."""

    __tablename__ = "working_group_decision"
    id: int | None = Field(default=None, primary_key=True)
    working_group: int = Field(foreign_key="working_group.id", index=True)
    day: dt.date
    text: str = Field(max_length=4000)


class WorkingGroupTask(Revised, table=True):
    """What somebody of a working group does until when; finishing it may report a step of a measure as done."""

    __tablename__ = "working_group_task"
    __table_args__ = (
        CheckConstraint("account IS NULL OR member IS NULL", name="one_does_it"),
        CheckConstraint("step IS NULL OR measure IS NOT NULL", name="step_of_a_measure"),
    )
    id: int | None = Field(default=None, primary_key=True)
    working_group: int = Field(foreign_key="working_group.id", index=True)
    title: str = Field(max_length=300)
    due: dt.date | None = None
    account: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL", index=True)
    member: int | None = Field(default=None, foreign_key="working_group_member.id", ondelete="SET NULL")
    measure: int | None = Field(default=None, foreign_key="measure.number", index=True)
    step: int | None = Field(default=None, foreign_key="step.id", ondelete="SET NULL")
    done_on: dt.date | None = None
