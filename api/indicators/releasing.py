"""Releases: numbered, immutable. A cell stands from one release until another one brings it anew or takes it away.

The same cells again make no release. The one change afterwards is to blank a cell that betrayed somebody; such a cell
stays blank in later releases.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from api.indicators import approved, cube, deriving
from api.indicators.cube import Place
from api.indicators.periods import period_of
from api.indicators.release_tables import FOREVER, Line, Release, ReleaseCell
from api.indicators.rollup import Value
from api.indicators.series import county_of
from api.indicators.tables import ObservationStatus, Realisation
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from api.kernel.time import now, today
from api.places import read_territory

RULES = "1"  # the version of how cells are made and hidden
NIGHTLY = "indicators-release"
BY_NIGHT = Actor("system:releases")
HIDDEN = Value(ObservationStatus.suppressed)


def release_institutions(session: Session) -> Release | None:
    """Release what was approved about institutions; None where no cell changed. The nightly job."""
    yesterday = today(session) - dt.timedelta(days=1)
    around = approved.surroundings(session, yesterday)
    given = approved.values(session, person=False, until=yesterday)
    cells: dict[Place, Value] = {}
    for indicator in approved.indicators(session, person=False):
        if indicator.code in given:
            cells.update(cube.cells(indicator, given[indicator.code], around))
    return publish(session, BY_NIGHT, Line.institutions, cells)


def publish(session: Session, actor: Actor, line: Line, cells: Mapping[Place, Value]) -> Release | None:
    """Release these cells and no others of a line; return the release, or None where they stand as they are."""
    blank = withdrawn(session, line)
    cells = {place: HIDDEN if blank_of(place) in blank else value for place, value in cells.items()}
    cells |= worked_out(session, line, cells)
    standing = {place_of(row): row for row in session.exec(_standing(line)).all()}
    ended = {place: row for place, row in standing.items() if cells.get(place) != value_of(row)}
    new = {place: value for place, value in cells.items() if place not in standing or place in ended}
    if not ended and not new:
        return None
    number = last_number(session, line) + 1
    kept = {place: value_of(row) for place, row in standing.items() if place not in ended}
    release = Release(
        line=line,
        number=number,
        published_at=now(session),
        day=today(session),
        changed=len(ended.keys() | new.keys()),
        digest=digest({**kept, **new}),
        rules=RULES,
    )
    audit.record(session, actor, "create", release)
    for row in ended.values():
        row.until = number
    audit.record(session, actor, "change", *ended.values())
    audit.record(session, actor, "create", *(_row(line, number, place, value) for place, value in new.items()))
    return release


def worked_out(session: Session, line: Line, shown: Mapping[Place, Value]) -> dict[Place, Value]:
    """Return what is worked out from the shown cells of a line and published with them."""
    if line is Line.institutions:
        return {}
    county = county_of(read_territory(session))
    return deriving.women_of(approved.indicators(session, person=True), county, shown)


def last_number(session: Session, line: Line) -> int:
    """Return the number of the newest release of a line; 0 before the first."""
    return session.exec(select(func.max(Release.number)).where(Release.line == line)).one() or 0


def _standing(line: Line) -> SelectOfScalar[ReleaseCell]:
    wanted = select(ReleaseCell).where(ReleaseCell.line == line, ReleaseCell.until == FOREVER)
    return wanted.order_by(col(ReleaseCell.id)).with_for_update()


def withdrawn(session: Session, line: Line) -> set[tuple[str, ...]]:
    """Return what was withdrawn of a line, as `blank_of` names it."""
    wanted = select(ReleaseCell).where(ReleaseCell.line == line, col(ReleaseCell.withdrawn).is_not(None))
    return {blank_of(place_of(row)) for row in session.exec(wanted).all()}


def blank_of(place: Place) -> tuple[str, ...]:
    """Return what stays blank with a withdrawn cell: the same people, whatever the day of their area's borders."""
    return place.indicator, place.area, place.dims, place.period.code, place.source, place.basis


def place_of(row: ReleaseCell) -> Place:
    """Return where a released cell stands."""
    return Place(row.indicator, row.area, row.dims, period_of(row), row.source, row.basis, row.territory_date)


def value_of(row: ReleaseCell) -> Value:
    """Return what a released cell says."""
    realisation = Realisation(row.realisation) if row.realisation else None
    status = ObservationStatus(row.status)
    return Value(status, row.numerator, row.denominator, realisation, row.counted, row.expected)


def _row(line: Line, number: int, place: Place, value: Value) -> ReleaseCell:
    return ReleaseCell(
        line=line,
        since=number,
        indicator=place.indicator,
        area=place.area,
        dims=place.dims,
        period=place.period.code,
        period_type=place.period.type,
        period_start=place.period.start,
        period_end=place.period.end,
        source=place.source,
        basis=place.basis,
        territory_date=place.territory_date,
        status=value.status,
        numerator=value.numerator,
        denominator=value.denominator,
        realisation=value.realisation,
        counted=value.counted,
        expected=value.expected,
    )


def withdraw(session: Session, actor: Actor, numbers: Sequence[int], reason: str) -> list[ReleaseCell]:
    """Blank released cells that betray somebody: every state they were published in, and every release to come.

    Returns the states that were blanked. Raises NotFound for a number of no cell. What adds up with a blank cell still
    says it: name the partners, too.
    """
    named = session.exec(select(ReleaseCell).where(col(ReleaseCell.id).in_(sorted(numbers)))).all()
    if len(named) != len({*numbers}):
        raise NotFound
    people = approved.indicators(session, person=True)
    places = [place for row in named for place in (place_of(row), *deriving.fed(people, place_of(row)))]
    blank = {blank_of(place) for place in places}
    wanted = select(ReleaseCell).where(col(ReleaseCell.indicator).in_({place.indicator for place in places}))
    states = session.exec(wanted.order_by(col(ReleaseCell.id)).with_for_update()).all()
    rows = [row for row in states if blank_of(place_of(row)) in blank and row.withdrawn is None]
    for row in rows:
        row.status, row.withdrawn = ObservationStatus.suppressed, reason
        row.numerator = row.denominator = row.realisation = row.counted = row.expected = None
    audit.record(session, actor, "change", *rows)
    return rows


def digest(cells: Mapping[Place, Value]) -> str:
    """Return a hash of cells as they are shown, the same for the same cells."""
    hashed = hashlib.sha256()
    for place, value in sorted(cells.items()):
        shown = [*place._replace(period=place.period.code), *_words(value)]  # pyright: ignore[reportArgumentType] - only its name
        hashed.update(json.dumps(shown, default=str).encode() + b"\n")
    return hashed.hexdigest()


def _words(value: Value) -> list[object]:
    return [value.status, value.numerator, value.denominator, value.realisation, value.counted, value.expected]
