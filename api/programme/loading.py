"""Brings the programme's tables to what a county profile says.

Only what the profile knows is written: plans and wording. Reports (actual dates, evidence, logbook) come from people,
or from the demo.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlmodel import Session, select

from api.kernel.audit import PROFILE
from api.kernel.synchronising import Differences, Manner, always, never, synchronise
from api.kernel.tables import Row
from api.programme.county_profile import FunderPart
from api.programme.demo import ProgrammeDemo, day_of, demo_start
from api.programme.planned import Translate, Values, measures, steps, unknown_names
from api.programme.profile import ProgrammeProfile, goal_of
from api.programme.tables import (
    ConceptMeasure,
    Fact,
    FactUnit,
    Funder,
    Goal,
    LogbookEntry,
    Measure,
    Project,
    Step,
    SubGoal,
)

Wanted = tuple[type[Row], Iterable[Values], Sequence[str], Callable[[Any], bool]]
_DEMO_KEY = "demo-"
_TOGETHER = (
    frozenset({"successor", "hand_over", "hand_over_from"}),
    frozenset({"closed", "closed_reason"}),
    frozenset({"first_quarter", "last_quarter"}),
    frozenset({"actual_start", "actual_end"}),
)
_FACTS = {  # code: (field of the profile, unit); in the order they are shown
    "population": ("population", FactUnit.people),
    "foreigners": ("foreigners", FactUnit.people),
    "foreigners_share": ("foreigners_share_percent", FactUnit.percent),
    "population_change": ("population_change_15_years", FactUnit.people),
    "foreigners_share_change": ("foreigners_share_change_15_years_points", FactUnit.points),
}


def load(  # noqa: PLR0913 - options
    session: Session,
    part: ProgrammeProfile,
    translate: Translate,
    *,
    apply: bool,
    overwrite: bool = False,
    demo: ProgrammeDemo | None = None,
    today: dt.date | None = None,
) -> list[Differences]:
    """Compare the stored programme with the profile, and with `apply` bring it there; return the differences per table.

    With `demo`, the project starts so that `today` lies in its second year, and reports, demo logbook and demo funders
    are set to what the demo says: an empty demo removes them. Without it, reports are left alone. What staff changed
    is left alone as well, unless `overwrite`. Raises ValueError when the demo reports about something the profile does
    not plan, or the database belongs to another county.
    """
    _same_county(session, part)
    manner = Manner(apply=apply, overwrite=overwrite, groups=_TOGETHER)
    return [
        synchronise(session, PROFILE, table, rows, key=key, manner=manner, remove=remove)
        for table, rows, key, remove in _wanted(part, translate, demo, today)
    ]


def _same_county(session: Session, part: ProgrammeProfile) -> None:
    others = [key for key in session.exec(select(Project.key)).all() if key != part.county.ags]
    if others:
        raise ValueError(f"this database belongs to the county {others[0]}")


def _wanted(
    part: ProgrammeProfile, translate: Translate, demo: ProgrammeDemo | None, today: dt.date | None
) -> Iterator[Wanted]:
    """Yield table by table what there should be: tables others refer to come first."""
    start = demo_start(today) if demo and today and demo.measures else part.project.start
    reports = {strand.number: strand for strand in demo.measures} if demo is not None else None
    if unknown := unknown_names(part, reports or {}):
        raise ValueError(f"the demo reports about what the profile does not plan: {'; '.join(unknown)}")
    funders = [*part.funders, *(demo.funders if demo else ())]
    yield Project, [_project(part, start, translate)], ["key"], never
    yield Fact, _facts(part, translate), ["code"], always
    yield Funder, _funders(funders, translate), ["name"], always
    yield Goal, _goals(part, translate), ["code"], never
    yield SubGoal, _sub_goals(part, translate), ["code"], never
    yield ConceptMeasure, _concept_measures(part), ["number"], never
    yield Measure, measures(part, reports, translate), ["number"], never
    yield Step, steps(part, reports, start, translate), ["measure", "kind", "code"], _unreported
    if demo is not None:
        yield LogbookEntry, _logbook(demo, start, translate), ["key"], _from_demo


def _unreported(step: Step) -> bool:
    """What somebody reported about stays, even when the profile no longer plans it."""
    return step.actual_start is None and step.actual_end is None and step.evidence is None


def _from_demo(entry: LogbookEntry) -> bool:
    return entry.key.startswith(_DEMO_KEY)


def _project(part: ProgrammeProfile, start: dt.date, translate: Translate) -> Values:
    county, facts, concept = part.county, part.facts, part.concept_source
    around, paper = facts.surrounds, facts.county_newspaper
    return {
        "key": county.ags,
        "name": county.name,
        "official_name": county.official_name or county.name,
        "state": county.state,
        "area_km2": county.area_km2,
        "nationalities": county.nationalities,
        "title": translate(part.project.title),
        "start": start,
        "start_assumed": part.project.start_is == "assumed",
        "years": part.project.years,
        "notes": [translate(note) for note in (facts.not_counted, facts.with_roots_abroad) if note],
        "target_groups": [translate(one) for one in part.target_groups],
        "largest_groups": [translate(one) for one in facts.largest_groups_besides_us_citizens],
        "surrounds": around and {"key": around.ags, "name": around.name, "note": translate(around.note)},
        "concept": concept and {**concept.model_dump(), "title": translate(concept.title)},
        "newspaper": paper and paper.model_dump(),
        "imprint": part.imprint.model_dump(),
    }


def _facts(part: ProgrammeProfile, translate: Translate) -> Iterator[Values]:
    facts, earlier = part.facts, part.facts.population_15_years_earlier
    common = {"as_of": facts.as_of, "source": facts.source}
    for position, (code, (name, unit)) in enumerate(_FACTS.items(), 1):
        if (value := getattr(facts, name)) is not None:
            yield {
                "code": code,
                "position": position,
                "value": value,
                "unit": unit,
                "derived": False,
                "note": None,
                **common,
            }
    if earlier is not None:
        rest = {"position": len(_FACTS) + 1, "unit": FactUnit.people, "derived": True, "note": translate(earlier.how)}
        yield {"code": "population_15_years_earlier", "value": earlier.value, **rest, **common}


def _funders(funders: Iterable[FunderPart], translate: Translate) -> Iterator[Values]:
    for position, funder in enumerate(funders, 1):
        yield {**funder.model_dump(), "position": position, "line": translate(funder.line)}


def _goals(part: ProgrammeProfile, translate: Translate) -> Iterator[Values]:
    for position, goal in enumerate(part.goals, 1):
        yield {**goal.model_dump(), "position": position, "title": translate(goal.title)}


def _sub_goals(part: ProgrammeProfile, translate: Translate) -> Iterator[Values]:
    for position, (code, title) in enumerate(part.sub_goals.items(), 1):
        yield {"code": code, "goal": goal_of(code), "position": position, "title": translate(title)}


def _concept_measures(part: ProgrammeProfile) -> Iterator[Values]:
    for number in range(1, part.concept_source.measures + 1 if part.concept_source else 1):
        yield {"number": number}


def _logbook(demo: ProgrammeDemo, start: dt.date, translate: Translate) -> Iterator[Values]:
    for strand in demo.measures:
        for entry in strand.logbook:
            yield {
                "key": _DEMO_KEY + entry.key,
                "measure": strand.number,
                "day": day_of(entry.day, start),
                "text": translate(entry.text),
                "public": entry.public,
            }
