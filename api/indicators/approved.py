"""What is in force, as releases and their previews are worked out from it."""

import datetime as dt
from collections import defaultdict

from sqlmodel import Session, bindparam, col, select

from api.indicators.cube import Given, Place, Surroundings
from api.indicators.periods import ProjectTime, period_of
from api.indicators.rollup import Value
from api.indicators.series import county_of
from api.indicators.tables import Indicator, Observation, ObservationStatus, Realisation, Submission
from api.kernel.reading import columns, rows_of
from api.places import read_territory
from api.programme import project_time

_IN_FORCE = (
    columns(
        Submission.indicator, Submission.area, Observation.dims, Submission.period, Submission.period_type,
        Submission.period_start, Submission.period_end, Submission.source, Submission.basis,
        Submission.territory_date, Observation.status, Observation.numerator, Observation.denominator,
        Observation.realisation,
    )
    .join(Submission, col(Submission.id) == col(Observation.submission))
    .join(Indicator, col(Indicator.code) == col(Submission.indicator))
    .where(
        col(Observation.replaced_at).is_(None),
        col(Observation.approved_at).is_not(None),
        col(Submission.period_end) <= bindparam("until"),
        col(Indicator.person) == bindparam("person"),
    )
    .order_by(col(Observation.id))
)  # fmt: skip


def indicators(session: Session, *, person: bool) -> list[Indicator]:
    """Return the indicators that count people, or all others, in the order of the programme."""
    wanted = select(Indicator).where(col(Indicator.person) == person).order_by(col(Indicator.position))
    return list(session.exec(wanted).all())


def values(session: Session, *, person: bool, until: dt.date) -> dict[str, list[Given]]:
    """Return the values in force of periods that are over on a day, by indicator."""
    found: defaultdict[str, list[Given]] = defaultdict(list)
    for row in rows_of(session, _IN_FORCE, person=person, until=until):
        place = Place(row.indicator, row.area, row.dims, period_of(row), row.source, row.basis, row.territory_date)
        realisation = Realisation(row.realisation) if row.realisation else None
        value = Value(ObservationStatus(row.status), row.numerator, row.denominator, realisation)
        found[row.indicator].append(Given(place, value))
    return found


def surroundings(session: Session, until: dt.date) -> Surroundings:
    """Return the areas and the calendar cells are worked out in."""
    tree = read_territory(session)
    return Surroundings(tree, county_of(tree), ProjectTime(*project_time(session)), until)
