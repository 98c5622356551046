"""Seats kept while somebody fills in the form; what is over is free for whoever looks, also without a write."""

import datetime as dt
from typing import Any

from sqlalchemy import ScalarSelect, func
from sqlmodel import Session, col, select

from api.events import seats, waiting_list
from api.events.booking import VISITOR, require_fits
from api.events.registration_tables import SeatHold, Seats
from api.kernel.db import expires
from api.kernel.time import now

HELD = dt.timedelta(minutes=15)  # while a form is filled in
SHARE = 3  # holds keep a third of the seats together at most, or those of one party: nobody keeps all for nothing
_PARTIES = select(func.coalesce(func.sum(col(SeatHold.party)), 0))


def keep(session: Session, event: int, hold: SeatHold) -> bool:
    """Keep seats for a form; False where none are free, somebody waits, or enough are kept for others.

    Raises NotFound where nobody signs up, Invalid for more people than there are seats.
    """
    waiting_list.end_what_is_over(session, VISITOR, event)
    before = waiting_list.look(session, event, lock=True)
    require_fits(session.get_one(Seats, event).capacity, hold.party)
    if not _in_share(session, event, hold) or not seats.take(session, event, hold.party):
        return False
    session.add(hold)
    waiting_list.look_again(session, event, hold.until)
    waiting_list.tell(session, event, before)
    return True


def _in_share(session: Session, event: int, hold: SeatHold, more: int = 0) -> bool:
    """Say whether a hold may have its seats and `more`: all holds together at most a share, or it is the only one."""
    of_others = _PARTIES.where(SeatHold.event == event, SeatHold.id != hold.id)
    kept = session.exec(of_others).one()
    return kept == 0 or kept + hold.party + more <= session.get_one(Seats, event).capacity // SHARE


def keep_as_many(session: Session, event: int, hold: str, party: int, more: dt.timedelta) -> SeatHold | None:
    """Keep more or fewer seats for a form, each added one `more` longer; as many as before where more do not fit.

    Returns None for a hold that is none, or is over. Raises NotFound where nobody signs up, Invalid as `keep` does.
    """
    waiting_list.end_what_is_over(session, VISITOR, event)
    before = waiting_list.look(session, event, lock=True)
    row = session.get(SeatHold, hold, populate_existing=True)
    if row is None or row.event != event:
        return None
    added = party - row.party
    if added == 0:
        return row
    if added > 0:
        require_fits(session.get_one(Seats, event).capacity, party)
    if added > 0 and not (_in_share(session, event, row, added) and seats.take(session, event, added)):
        return row
    longest = now(session) + HELD + party * more  # what a new one of so many would get: asking on and on gains nothing
    row.party, row.until = party, max(row.until, min(row.until + max(added, 0) * more, longest))
    session.flush()
    if added < 0:
        seats.free(session, event, -added)
        waiting_list.promote(session, VISITOR, event)
    waiting_list.look_again(session, event, row.until)
    waiting_list.tell(session, event, before)
    return row


def over(moment: Any) -> ScalarSelect[int]:
    """Return how many seats of the counter are kept no more at a moment: beside a row of `Seats`."""
    return _PARTIES.where(col(SeatHold.event) == col(Seats.event), col(SeatHold.until) <= moment).scalar_subquery()


def next_end(moment: Any) -> ScalarSelect[dt.datetime]:
    """Return when the next hold after a moment ends: beside a row of `Seats`."""
    ends = select(func.min(col(SeatHold.until)))
    return ends.where(col(SeatHold.event) == col(Seats.event), col(SeatHold.until) > moment).scalar_subquery()


def expire_with_next(session: Session) -> None:
    """Say that what this session read is right until any hold ends."""
    moment = now(session)
    running = select(SeatHold.until).where(col(SeatHold.until) > moment).order_by(col(SeatHold.until)).limit(1)
    for end in session.exec(running):
        expires(session, end.timestamp())
