"""The programme's part of a county profile: what `programme.yaml` may say, and what `demo.yaml` adds to try it out.

German strings are the source texts; translations are looked up when the profile is loaded.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from api.programme.county_profile import Code, ConceptPart, CountyPart, FactsPart, FunderPart, ImprintPart, Part, String
from api.programme.tables import HandOver, MeasureField

LATEST_START_DAY = 28  # later days do not exist in every month, and a project quarter begins on the day of the start
Quarter = Annotated[int, Field(ge=1, le=80, description="Project quarter: 1 begins on the day the project starts.")]


class ProjectPart(Part):
    """The project: it starts on `start` and lasts `years` years; `timeline` are the calendar years its chart shows."""

    title: String
    start: dt.date
    start_is: Literal["assumed", "stated"] = "stated"
    years: Annotated[int, Field(ge=1, le=20)]
    timeline: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _start_in_every_month(self) -> "ProjectPart":
        if self.start.day > LATEST_START_DAY:
            raise ValueError(f"start must be one of the first {LATEST_START_DAY} days of a month")
        return self


class MilestonePart(Part):
    """A milestone, due on the last day of `quarter`; `assumed` unless the programme itself gives the date."""

    code: Code
    title: String
    quarter: Quarter
    assumed: bool = True


class GoalPart(Part):
    """A goal; sub-goal `1.2` belongs to goal `1`. A cross-cutting goal has none."""

    code: Code
    title: String
    cross_cutting: bool = False


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class ActivityPart(Part):
    """One thing a measure does; `concept` is the concept measure it carries out."""

    name: String
    concept: Annotated[int, Field(ge=1)] | None = None


class PartnerPart(Part):
    """Who takes part; `organisation` is the key of an organisation the platform knows."""

    name: String
    organisation: Annotated[str, Field(min_length=1, max_length=300)] | None = None


class PhasePart(Part):
    """A phase, planned from the first to the last of two project quarters, both included; `assumed` as a milestone."""

    name: String
    quarters: tuple[Quarter, Quarter]
    assumed: bool = True

    @model_validator(mode="after")
    def _in_order(self) -> "PhasePart":
        if self.quarters[0] > self.quarters[1]:
            raise ValueError("quarters: the first must not come after the last")
        return self


Activity = Annotated[ActivityPart, BeforeValidator(_named)]
Partner = Annotated[PartnerPart, BeforeValidator(_named)]


class StrandPart(Part):
    """What a measure and the project management have in common."""

    number: Annotated[int, Field(ge=1, le=999)]
    title: String
    friendly_title: String
    summary: String | None = None
    activities: tuple[Activity, ...] = ()
    phases: tuple[PhasePart, ...] = ()
    milestones: tuple[MilestonePart, ...] = ()

    @model_validator(mode="after")
    def _names_once(self) -> "StrandPart":
        _once("activities", (one.name for one in self.activities))
        _once("phases", (one.name for one in self.phases))
        _once("milestones", (one.code for one in self.milestones))
        return self


class HandOverPart(Part):
    """How far the hand-over to the successor has come, and the first day the successor is responsible."""

    state: Literal[HandOver.named, HandOver.agreed, HandOver.done]
    from_: Annotated[dt.date | None, Field(alias="from")] = None


class MeasurePart(StrandPart):
    """A measure. `concept` is its number in the wider concept, `successor` who continues it (null: not named).

    Without `hand_over` the profile says nothing about the hand-over: what staff entered stays.
    """

    field: MeasureField
    sub_goals: list[Code]
    weight: Annotated[float, Field(gt=0, le=1000)] = 1.0
    concept: Annotated[int, Field(ge=1)] | None = None
    responsible: String | None = None
    target_groups: Annotated[tuple[String, ...], Field(alias="audiences")] = ()
    partners: tuple[Partner, ...] = ()
    experience_from: tuple[String, ...] = ()
    successor: String | None = None
    hand_over: HandOverPart | None = None

    @model_validator(mode="after")
    def _handed_over_to_somebody(self) -> "MeasurePart":
        if self.hand_over is not None and self.successor is None:
            raise ValueError("hand_over: it needs a successor")
        return self


class ProgrammeProfile(Part):
    """What the programme takes from the top level of `programme.yaml`."""

    county: CountyPart
    imprint: ImprintPart
    project: ProjectPart
    facts: FactsPart
    goals: Annotated[list[GoalPart], Field(min_length=1)]
    sub_goals: dict[Code, String]
    measures: list[MeasurePart]
    project_management: StrandPart | None = None
    milestones: tuple[MilestonePart, ...] = ()
    concept_source: ConceptPart | None = None
    target_groups: tuple[String, ...] = ()
    funders: tuple[FunderPart, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> "ProgrammeProfile":
        _once("goals", (goal.code for goal in self.goals))
        _once("funders", (funder.name for funder in self.funders))
        strands = [*self.measures, *filter(None, [self.project_management])]
        _once("number", (strand.number for strand in strands))
        _known("sub_goals", (goal_of(code) for code in self.sub_goals), {goal.code for goal in self.goals})
        _known("sub_goals", (code for one in self.measures for code in one.sub_goals), self.sub_goals)
        if self.milestones and self.project_management is None:
            raise ValueError("milestones: they belong to project_management, which is missing")
        last = 4 * self.project.years
        for milestone in [*self.milestones, *(one for strand in strands for one in strand.milestones)]:
            _within("milestones", milestone.quarter, last)
        for phase in (one for strand in strands for one in strand.phases):
            _within("phases", phase.quarters[1], last)
        self._concept_numbers(strands)
        return self

    def _concept_numbers(self, strands: Iterable[StrandPart]) -> None:
        largest = self.concept_source.measures if self.concept_source else 0
        numbers = [one.concept for one in (*self.measures, *(one for strand in strands for one in strand.activities))]
        if any(number > largest for number in numbers if number is not None):
            raise ValueError(f"concept: the concept has {largest} measures")


def goal_of(sub_goal: str) -> str:
    """Return the code of the goal a sub-goal belongs to: `1` for `1.2`."""
    return sub_goal.rpartition(".")[0]


def _once(where: str, names: Iterable[object]) -> None:
    twice = [str(name) for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"{where}: given twice: {', '.join(twice)}")


def _known(where: str, names: Iterable[str], known: Iterable[str]) -> None:
    if missing := sorted(set(names) - set(known)):
        raise ValueError(f"{where}: unknown code {', '.join(missing)}")


def _within(where: str, quarter: int, last: int) -> None:
    if quarter > last:
        raise ValueError(f"{where}: quarter {quarter} lies after the last project quarter, {last}")
