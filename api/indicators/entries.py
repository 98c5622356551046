"""A sheet of values and its cells as they are worked with: what is wished, what is worked on, what is in force.

Rows are added and ended here, and nowhere else.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from api.indicators.periods import Period
from api.indicators.tables import OWN_SOURCE, Observation, ObservationStatus, Realisation, Submission
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.reading import columns, rows_of
from api.kernel.time import now

_OPEN = select(Observation).where(col(Observation.replaced_at).is_(None)).order_by(col(Observation.dims))
_BEFORE = (
    columns(Submission.id)
    .where(col(Submission.id).in_(columns(Observation.submission).where(col(Observation.approved_at).is_not(None))))
    .order_by(col(Submission.period_end).desc(), col(Submission.id).desc())
    .limit(1)
)


@dataclass(frozen=True)
class SheetKey:
    """What a sheet is about: one indicator, area and period, from one source."""

    indicator: str
    area: str
    period: Period
    territory_date: dt.date
    source: str = OWN_SOURCE
    basis: str = ""


@dataclass(frozen=True)
class Entry:
    """What is said about a cell; numbers and realisation as in `Observation`."""

    status: ObservationStatus
    numerator: int | None = None
    denominator: int | None = None
    realisation: Realisation | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class CellWish:
    """What is to be said about a cell; `entry` None takes back what is not approved yet. `reason` is of this cell.

    An evidence of None keeps the one that is there, an empty one removes it.
    """

    dims: str
    entry: Entry | None
    reason: str | None = None


@dataclass(frozen=True)
class Cells:
    """The rows of a sheet nothing has replaced, by cell: what is worked on, and what is in force."""

    working: Mapping[str, Observation]
    in_force: Mapping[str, Observation]

    def entries(self) -> dict[str, Entry]:
        """Return what is said of each cell now, approved or not."""
        return {dims: entry_of(row) for dims, row in {**self.in_force, **self.working}.items()}


NO_CELLS = Cells({}, {})


def entry_of(row: Observation) -> Entry:
    """Return what a row says."""
    realisation = Realisation(row.realisation) if row.realisation else None
    return Entry(ObservationStatus(row.status), row.numerator, row.denominator, realisation, row.evidence)


def with_evidence(entry: Entry, before: Entry | None) -> Entry:
    """Return an entry with the evidence that was there, unless it names one or removes it."""
    kept = before.evidence if before and entry.evidence is None else entry.evidence
    return replace(entry, evidence=kept or None)


def cells_of(session: Session, sheet: int | None) -> Cells:
    """Return the cells of a sheet as they stand. One statement; none for a sheet that is not stored."""
    return NO_CELLS if sheet is None else cells_of_many(session, [sheet]).get(sheet, NO_CELLS)


def cells_of_many(session: Session, sheets: Sequence[int]) -> dict[int, Cells]:
    """Return the cells of sheets that have any. One statement for a thousand sheets."""
    working: defaultdict[int, dict[str, Observation]] = defaultdict(dict)
    in_force: defaultdict[int, dict[str, Observation]] = defaultdict(dict)
    for some in batched(sheets):
        for row in session.exec(_OPEN.where(col(Observation.submission).in_(some))).all():
            (working if row.approved_at is None else in_force)[row.submission][row.dims] = row
    return {one: Cells(working[one], in_force[one]) for one in {*working, *in_force}}


def batched(every: Sequence[int], most: int = 1000) -> Iterator[Sequence[int]]:
    """Yield numbers in parts small enough for one statement."""
    for first in range(0, len(every), most):
        yield every[first : first + most]


def entries_before(session: Session, key: SheetKey) -> dict[str, Entry]:
    """Return what is in force for the latest earlier period of the same kind, area, source and basis."""
    same = (
        col(Submission.indicator) == key.indicator,
        col(Submission.area) == key.area,
        col(Submission.period_type) == key.period.type,
        col(Submission.source) == key.source,
        col(Submission.basis) == key.basis,
        col(Submission.period_end) < key.period.start,
    )
    for found in rows_of(session, _BEFORE.where(*same)):
        return {dims: entry_of(row) for dims, row in cells_of(session, found).in_force.items()}
    return {}


@dataclass(frozen=True)
class Saying:
    """Something to be said of a cell of a sheet from now on."""

    sheet: int | None
    dims: str
    entry: Entry
    reason: str | None


def end(session: Session, actor: Actor, rows: Iterable[Observation]) -> None:
    """Let rows be replaced, before what replaces them is said."""
    ended, at = [*rows], now(session)
    for row in ended:
        row.replaced_at = at
    audit.record(session, actor, "change", *ended, public=False)


def say(
    session: Session,
    actor: Actor,
    sayings: Iterable[Saying],
    *,
    approved: bool = False,
    batch: int | None = None,
) -> None:
    """Add a row for each cell: to be worked on, or in force at once."""
    at = now(session)
    rows = [
        {
            "submission": one.sheet,
            "dims": one.dims,
            "status": one.entry.status,
            "numerator": one.entry.numerator,
            "denominator": one.entry.denominator,
            "realisation": one.entry.realisation,
            "evidence": one.entry.evidence,
            "reason": one.reason,
            "recorded_at": at,
            "recorded_by": actor.account,
            "batch": batch,
            "approved_at": at if approved else None,
        }
        for one in sayings
    ]
    audit.create(session, actor, Observation, rows, public=False)
