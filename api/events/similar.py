"""What comes next that is like an event: of its topic or its kind, nearer and in the same languages first."""

from typing import Any

from sqlmodel import Session, col, or_

from api.events.listing import views
from api.events.schemas import EventView
from api.events.states import PUBLIC, TAKING_PLACE
from api.events.tables import Event
from api.kernel.db import expires
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import now

MOST = 3
_TOPIC, _KIND, _AREA, _LANGUAGE = 8, 4, 2, 1
_TRAITS = columns(Event.id, Event.topic, Event.kind, Event.area, Event.languages, Event.first_at).order_by(
    col(Event.first_at), col(Event.id)
)


def similar(session: Session, number: int, language: str) -> list[EventView]:
    """Return the next events like a public one that one can still come to, the likest first. Raises NotFound."""
    itself = (col(Event.id) == number) & col(Event.state).in_(sorted(PUBLIC))
    ahead = col(Event.state).in_(sorted(TAKING_PLACE)) & (col(Event.first_at) > now(session))
    rows = {row.id: row for row in rows_of(session, _TRAITS.where(or_(itself, ahead)))}  # a county has hundreds
    to = rows.pop(number, None)
    if to is None:
        raise NotFound
    found = [row for row in rows.values() if row.kind == to.kind or (to.topic is not None and row.topic == to.topic)]
    if found:
        expires(session, found[0].first_at.timestamp())
    best = sorted(found, key=lambda row: -_likeness(row, to))[:MOST]  # of the same likeness, the next first
    return views(session, [row.id for row in best], language)


def _likeness(row: Any, to: Any) -> int:
    return (
        _TOPIC * (to.topic is not None and row.topic == to.topic)
        + _KIND * (row.kind == to.kind)
        + _AREA * (row.area == to.area)
        + _LANGUAGE * bool(set(row.languages) & set(to.languages))
    )
