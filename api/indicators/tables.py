"""Definitions of the programme's indicators; values come with the observations."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlmodel import Field

from api.kernel.tables import Revised, choice, json


class IndicatorKind(StrEnum):
    """How an indicator is read: a number, a share in percent, or how far something is realised."""

    count = "count"  # pyright: ignore[reportAssignmentType] - str.count is not needed here
    share = "share"
    realisation = "realisation"


class Period(StrEnum):
    """How often a value is due; a wave is a survey."""

    quarter = "quarter"
    half_year = "half_year"
    year = "year"
    wave = "wave"


class Indicator(Revised, table=True):
    """What is measured, how it adds up over time and areas, and whether it counts people.

    `threshold` is the smallest group of people that may be shown.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        choice(IndicatorKind, "kind"),
        choice(Period, "period"),
        CheckConstraint("person = (threshold IS NOT NULL)", name="people_are_protected"),
    )
    code: str = Field(primary_key=True, max_length=20)
    position: int
    measure: int | None = Field(default=None, foreign_key="measure.number")
    kind: IndicatorKind = Field(sa_type=String(12))
    text: dict[str, Any] = json()
    unit: dict[str, Any] | None = json(optional=True)
    counts: dict[str, Any] | None = json(optional=True)
    denominator: str | None = Field(default=None, max_length=40)
    period: Period = Field(sa_type=String(12))
    time_rule: str = Field(max_length=20)
    area_rule: str = Field(max_length=20)
    dimensions: list[str] = json()
    person: bool
    threshold: int | None = None
    derived: bool = False
    assumed: bool = False
