"""Reading `/county`: the county, its project and its figures, in three statements."""

from typing import Any

from sqlmodel import Session, col

from api.kernel.language import Languages, said, said_or_none
from api.kernel.problems import Issue, NotReady
from api.kernel.reading import columns, rows_of
from api.kernel.tables import Installation
from api.kernel.time import today
from api.programme.county_schemas import (
    ConceptView,
    CountyView,
    FactView,
    FunderView,
    ImprintView,
    LanguageView,
    NewspaperView,
    ProjectView,
    SurroundsView,
)
from api.programme.progress import Calendar
from api.programme.tables import Fact, Funder, Project

_IS_DEMO = columns(Installation.value).where(Installation.key == "demo").scalar_subquery().label("demo")
_PROJECT = columns(
    Project.key, Project.name, Project.official_name, Project.state, Project.area_km2, Project.nationalities,
    Project.title, Project.start, Project.start_assumed, Project.years, Project.notes, Project.target_groups,
    Project.largest_groups, Project.surrounds, Project.concept, Project.newspaper, Project.imprint, _IS_DEMO,
)  # fmt: skip
_FACTS = columns(Fact.code, Fact.value, Fact.unit, Fact.as_of, Fact.source, Fact.derived, Fact.note).order_by(
    col(Fact.position)
)
_FUNDERS = columns(Funder.name, Funder.line, Funder.logo, Funder.site).order_by(col(Funder.position), col(Funder.name))


def not_ready() -> NotReady:
    """Return the problem of a database without a county."""
    return NotReady(Issue("", "no_profile", "No county is loaded; the operator runs `wik profile load`."))


def get_county(session: Session, languages: Languages, language: str) -> CountyView:
    """Return the county with its project, figures and funders. Raises NotReady when no profile is loaded."""
    row = next(iter(rows_of(session, _PROJECT)), None)
    if row is None:
        raise not_ready()
    calendar = Calendar(row.start, row.years, today(session))
    return CountyView(
        key=row.key,
        name=row.name,
        official_name=row.official_name,
        state=row.state,
        area_km2=row.area_km2,
        nationalities=row.nationalities,
        demo=row.demo is not None,
        today=calendar.today,
        languages=_languages(languages),
        project=_project(row, calendar, language),
        facts=[_fact(one, language) for one in rows_of(session, _FACTS)],
        notes=[said(one, language) for one in row.notes],
        target_groups=[said(one, language) for one in row.target_groups],
        funders=[
            FunderView(name=one.name, line=said(one.line, language), logo=one.logo, site=one.site)
            for one in rows_of(session, _FUNDERS)
        ],
        largest_groups=[said(one, language) for one in row.largest_groups],
        surrounds=row.surrounds and SurroundsView(**_said(row.surrounds, "note", language)),
        concept=row.concept and ConceptView(**_said(row.concept, "title", language)),
        newspaper=row.newspaper and NewspaperView(**row.newspaper),
        imprint=ImprintView(**row.imprint),
    )


def _said(stored: dict[str, Any], name: str, language: str) -> dict[str, Any]:
    return {**stored, name: said(stored[name], language)}


def _languages(languages: Languages) -> list[LanguageView]:
    names = languages.names
    return [
        LanguageView(code=code, name=names.get(code, code), dir=languages.direction(code)) for code in languages.codes
    ]


def _project(row: Any, calendar: Calendar, language: str) -> ProjectView:
    return ProjectView(
        title=said(row.title, language),
        start=calendar.start,
        end=calendar.end,
        start_assumed=row.start_assumed,
        years=calendar.years,
        quarters=calendar.quarters,
        quarter=calendar.quarter,
        state=calendar.state,
    )


def _fact(row: Any, language: str) -> FactView:
    return FactView(
        code=row.code,
        value=int(row.value) if row.value.is_integer() else row.value,
        unit=row.unit,
        as_of=row.as_of,
        source=row.source,
        derived=row.derived,
        note=said_or_none(row.note, language),
    )
