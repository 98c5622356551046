"""The rows of measures and their steps as a profile plans them, with the reports a demo adds."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from api.kernel.language import Texts, digest
from api.programme.demo import DemoStep, DemoStrand, day_of
from api.programme.profile import HandOverPart, MeasurePart, ProgrammeProfile, StrandPart
from api.programme.tables import MeasureKind, StepKind

Translate = Callable[[str], Texts]
Values = dict[str, Any]
Reports = Mapping[int, DemoStrand]


def strands(part: ProgrammeProfile) -> list[StrandPart]:
    """Return the measures and the project management, which has the project's own milestones."""
    management = part.project_management
    if management is None:
        return [*part.measures]
    return [*part.measures, management.model_copy(update={"milestones": (*management.milestones, *part.milestones)})]


def measures(part: ProgrammeProfile, reports: Reports | None, translate: Translate) -> Iterator[Values]:
    """Yield one row per strand; with `reports`, also whether it was closed early and why."""
    for strand in strands(part):
        yield {
            "number": strand.number,
            "project": part.county.ags,
            "title": translate(strand.title),
            "friendly_title": translate(strand.friendly_title),
            "summary": translate(strand.summary) if strand.summary else None,
            **(_measure(strand, translate) if isinstance(strand, MeasurePart) else {"kind": MeasureKind.management}),
            **({} if reports is None else _closed(reports.get(strand.number), translate)),
        }


def steps(part: ProgrammeProfile, reports: Reports | None, start: dt.date, translate: Translate) -> Iterator[Values]:
    """Yield one row per activity, phase and milestone; with `reports`, also what was reported about it."""
    for strand in strands(part):
        for name, values in _planned(strand, translate):
            report = None if reports is None else reports.get(strand.number, DemoStrand(number=strand.number))
            yield values | ({} if report is None else _reported(report, values["kind"], name, start, translate))


def _measure(measure: MeasurePart, translate: Translate) -> Values:
    return {
        "kind": MeasureKind.measure,
        "field": measure.field,
        "sub_goals": list(measure.sub_goals),
        "weight": measure.weight,
        "concept_measure": measure.concept,
        "responsible": translate(measure.responsible) if measure.responsible else None,
        "partners": [{"name": translate(one.name), "organisation": one.organisation} for one in measure.partners],
        "target_groups": [translate(one) for one in measure.target_groups],
        "experience_from": list(measure.experience_from),
        "successor": translate(measure.successor) if measure.successor else None,
        **_hand_over(measure.hand_over),
    }


def _hand_over(part: HandOverPart | None) -> Values:
    return {} if part is None else {"hand_over": part.state, "hand_over_from": part.from_}


def _closed(report: DemoStrand | None, translate: Translate) -> Values:
    reason = report.closed_reason if report else None
    return {"closed": report.closed if report else None, "closed_reason": translate(reason) if reason else None}


def _planned(strand: StrandPart, translate: Translate) -> Iterator[tuple[str, Values]]:
    """Yield the steps of a strand, each with the name a demo calls it by."""
    for position, activity in enumerate(strand.activities, 1):
        own = {"kind": StepKind.activity, "code": digest(activity.name), "concept_measure": activity.concept}
        yield activity.name, {**own, "measure": strand.number, "position": position, "title": translate(activity.name)}
    for position, phase in enumerate(strand.phases, 1):
        first, last = phase.quarters
        own = {"kind": StepKind.phase, "code": digest(phase.name), "first_quarter": first, "last_quarter": last}
        own["assumed"] = phase.assumed
        yield phase.name, {**own, "measure": strand.number, "position": position, "title": translate(phase.name)}
    for position, milestone in enumerate(strand.milestones, 1):
        own = {"kind": StepKind.milestone, "code": milestone.code, "last_quarter": milestone.quarter}
        own["assumed"] = milestone.assumed
        yield (
            milestone.code,
            {**own, "measure": strand.number, "position": position, "title": translate(milestone.title)},
        )


def _reported(report: DemoStrand, kind: StepKind, name: str, start: dt.date, translate: Translate) -> Values:
    found = next((one for one in _steps_of(report, kind) if one.name == name), DemoStep(name=name))
    return {
        "actual_start": day_of(found.start, start),
        "actual_end": day_of(found.end, start),
        "evidence": translate(found.evidence) if found.evidence else None,
        "evidence_url": found.evidence_url,
    }


def _steps_of(report: DemoStrand | None, kind: StepKind) -> tuple[DemoStep, ...]:
    if report is None:
        return ()
    return {StepKind.activity: report.activities, StepKind.phase: report.phases, StepKind.milestone: report.milestones}[
        kind
    ]


def unknown_names(part: ProgrammeProfile, reports: Mapping[int, DemoStrand]) -> list[str]:
    """Return what a demo reports about that the profile does not plan: `measure 3: phase "…"`."""
    planned = {strand.number: strand for strand in strands(part)}
    found = [f"measure {number}" for number in reports if number not in planned]
    for number, strand in planned.items():
        names = {(values["kind"], name) for name, values in _planned(strand, lambda _: {})}
        for kind in StepKind:
            reported = [one.name for one in _steps_of(reports.get(number), kind)]
            found += [f"measure {number}: {kind} {name!r}" for name in reported if (kind, name) not in names]
    return found
