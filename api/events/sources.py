"""Which other systems courses came from."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from api.events.tables import Event
from api.kernel.reading import columns, rows_of
from api.places import ORGANISATIONS

_NEWEST = (
    select(func.max(Event.id).label("id"), func.count().label("courses"))
    .where(col(Event.source).is_not(None))
    .group_by(col(Event.source))
    .subquery()
)
_SOURCES = (
    columns(Event.source, Event.kind, Event.organiser, ORGANISATIONS.c.name.label("organiser_name"), _NEWEST.c.courses)
    .join(_NEWEST, _NEWEST.c.id == col(Event.id))
    .outerjoin(ORGANISATIONS, ORGANISATIONS.c.key == col(Event.organiser))
    .order_by(col(Event.source))
)


def sources(session: Session) -> Sequence[Any]:
    """Return every system courses came from, with what its newest course is here."""
    return rows_of(session, _SOURCES)
