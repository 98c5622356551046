"""What is open at events: drafts whose day comes near, and events that are over and nobody said how they went."""

import datetime as dt

from sqlmodel import Session, col, or_

from api.events.permissions import EDIT, visible
from api.events.states import TAKING_PLACE, EventState
from api.events.tables import Event
from api.kernel.matters import Matter
from api.kernel.permission import Actor, can
from api.kernel.reading import columns, rows_of
from api.kernel.time import berlin_day, now

SOON = dt.timedelta(days=14)  # an event nobody can find two weeks before is hardly found at all
_OPEN = columns(Event.id, Event.title, Event.state, Event.first_at, Event.last_at).order_by(col(Event.id))


def matters(session: Session, actor: Actor) -> list[Matter]:
    """Return what the actor should look at. One statement, or none."""
    if not can(actor, EDIT):
        return []
    moment = now(session)
    draft = (col(Event.state) == EventState.draft) & (col(Event.first_at) < moment + SOON)
    over = col(Event.state).in_(sorted(TAKING_PLACE)) & (col(Event.last_at) <= moment)
    rows = rows_of(session, _OPEN.where(visible(actor, EDIT), or_(draft, over)))
    return [_matter(row) for row in rows]


def _matter(row: tuple[int, dict[str, object], EventState, dt.datetime, dt.datetime]) -> Matter:
    number, title, state, first_at, last_at = row
    link = f"/team/veranstaltungen/{number}"
    if state == EventState.draft:
        return Matter("event_draft", title, link, due=berlin_day(first_at))
    return Matter("event_over", title, link, waiting_since=berlin_day(last_at))
