"""What was published: a cell says from which to which release it stood.

Valid time is the period, transaction time the release.
"""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, String
from sqlmodel import Field

from api.indicators.periods import PeriodType
from api.indicators.tables import ObservationStatus, Realisation, number_checks
from api.kernel.tables import Row, Stored, choice, json

FOREVER = 2**31 - 1  # stored instead of an open last release, so that numbers compare without null


class Line(StrEnum):
    """The two lines of releases: facts about institutions, and counts of people."""

    institutions = "I"
    persons = "P"


class DraftState(StrEnum):
    """How far a release of counts of people has come before it is published."""

    waiting = "waiting"
    ready = "ready"
    failed = "failed"
    signed = "signed"
    dropped = "dropped"


class Release(Row, table=True):
    """A numbered, immutable state of what is published; `digest` is over its cells as every format shows them."""

    __tablename__ = "release"
    __table_args__ = (choice(Line, "line"), CheckConstraint("number > 0", name="number_positive"))
    line: Line = Field(primary_key=True, sa_type=String(1))
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    published_at: dt.datetime = Field(index=True)
    day: dt.date
    note: dict[str, Any] | None = json(optional=True)
    changed: int
    digest: str = Field(max_length=64)
    rules: str = Field(max_length=20)


class ReleaseCell(Row, table=True):
    """A published cell, from release `since` until before release `until` of its line.

    A suppressed cell holds no number at all. The one change allowed afterwards is to blank a cell that betrayed
    somebody; `withdrawn` says why.
    """

    __tablename__ = "release_cell"
    __table_args__ = (
        choice(Line, "line"),
        choice(PeriodType, "period_type"),
        choice(ObservationStatus, "status"),
        choice(Realisation, "realisation"),
        *number_checks(),
        CheckConstraint(
            "status <> 'suppressed' OR (numerator IS NULL AND denominator IS NULL AND realisation IS NULL)",
            name="suppressed_is_empty",
        ),
        CheckConstraint("since < until", name="releases_in_order"),
        ForeignKeyConstraint(["line", "since"], ["release.line", "release.number"]),
        Index(None, "indicator", "period_type", "area", "dims", "period_start"),
    )
    id: int | None = Field(default=None, primary_key=True)
    line: Line = Field(sa_type=String(1))
    since: int
    until: int = FOREVER
    indicator: str = Field(foreign_key="indicator.code", max_length=20)
    area: str = Field(max_length=20)
    dims: str = Field(default="", max_length=200)
    period: str = Field(max_length=12)
    period_type: PeriodType = Field(sa_type=String(12))
    period_start: dt.date
    period_end: dt.date
    source: str = Field(max_length=60)
    basis: str = Field(default="", max_length=60)
    territory_date: dt.date
    status: ObservationStatus = Field(sa_type=String(16))
    numerator: int | None = Field(default=None, sa_type=BigInteger)
    denominator: int | None = Field(default=None, sa_type=BigInteger)
    realisation: Realisation | None = Field(default=None, sa_type=String(10))
    counted: int | None = None  # of how many areas or institutions a value came in, and how many there are
    expected: int | None = None
    withdrawn: str | None = Field(default=None, max_length=500)


class ReleaseDraft(Stored, table=True):
    """A release of counts of people before somebody signs it: worked out by the worker, read by who signs.

    `cells` are exact and shown to nobody but who may release; `witnesses` are the certificate that nothing betrays
    anybody. Both are emptied when the draft is signed or dropped: the certificate goes to `release_certificate`.
    """

    __tablename__ = "release_draft"
    __table_args__ = (choice(DraftState, "state"),)
    id: int | None = Field(default=None, primary_key=True)
    state: DraftState = Field(default=DraftState.waiting, sa_type=String(10))
    asked_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    asked_at: dt.datetime
    until: dt.date
    cells: list[Any] = json(list)
    witnesses: dict[str, Any] = json(dict)
    digest: str | None = Field(default=None, max_length=64)
    error: str | None = Field(default=None, max_length=80)


class ReleaseCertificate(Stored, table=True):
    """The witnesses of a release of counts of people, and its exact cells; never read by a public path."""

    __tablename__ = "release_certificate"
    __table_args__ = (ForeignKeyConstraint(["line", "number"], ["release.line", "release.number"]),)
    line: Line = Field(primary_key=True, sa_type=String(1))
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    content: dict[str, Any] = json()
