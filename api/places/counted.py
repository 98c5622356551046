"""What is counted about organisations: their kind, since when they are there, where they work. No names."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col

from api.kernel.reading import columns, rows_of
from api.places.lookup import areas_of
from api.places.tables import Organisation, OrganisationKind

_COUNTED = (
    columns(
        Organisation.key, Organisation.kind, Organisation.club_type, Organisation.inclusion_since,
        Organisation.valid_from, Organisation.valid_to, Organisation.county_wide,
    )
    .where(col(Organisation.merged_into).is_(None))
    .order_by(col(Organisation.key))
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """An organisation as it is counted; `inclusion_since` is the day it said it wants to include people."""

    key: str
    kind: OrganisationKind
    club_type: str | None
    inclusion_since: dt.date | None
    valid_from: dt.date
    valid_to: dt.date
    county_wide: bool
    areas: frozenset[str]


def organisations_counted(session: Session, kinds: Collection[OrganisationKind]) -> list[Counted]:
    """Return all organisations of these kinds, ended ones too, by key; none that were merged. Two statements."""
    rows = rows_of(session, _COUNTED.where(col(Organisation.kind).in_(sorted(kinds))))
    areas = areas_of(session, [row.key for row in rows])
    return [
        Counted(
            row.key,
            OrganisationKind(row.kind),
            row.club_type,
            row.inclusion_since,
            row.valid_from,
            row.valid_to,
            row.county_wide,
            areas[row.key],
        )
        for row in rows
    ]
