"""How many seats an event has, and its waiting list, as staff set them."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, delete, select

from api.events import booking
from api.events import seats as counter
from api.events.registration_tables import Registration, SeatHold, Seats
from api.events.tables import Event
from api.kernel import audit
from api.kernel.findings import Findings
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue

FIELDS = ("capacity", "waiting_limit", "mode")


def wanted(session: Session, row: Event, values: Mapping[str, Any], found: Findings) -> dict[str, Any] | None:
    """Return what the counter of seats is to say; None where nobody has to sign up.

    What is wrong with it is collected.
    """
    if not values.get("registration", row.registration):
        if any(values.get(name) for name in ("capacity", "waiting_limit")):
            found.say("/registration", "no_registration", "Seats are counted where one has to sign up.")
        return None
    stored = session.get(Seats, row.id) if row.id is not None else None
    before = (
        stored.model_dump(include={*FIELDS}, warnings=False)
        if stored
        else {"capacity": None, "waiting_limit": 0, "mode": "auto"}
    )
    after = {name: values.get(name, before[name]) for name in FIELDS}
    if after["capacity"] is None:
        found.say("/capacity", "capacity_missing", "Say how many seats there are.")
    return after


def seat(session: Session, actor: Actor, row: Event, after: Mapping[str, Any] | None) -> None:
    """Make the counter say `after`: more seats let others move up, fewer drop nobody.

    Raises Conflict when it is to go while somebody has a seat or waits.
    """
    number = row.id or 0
    stored = counter.lock(session, number)
    if after is None:
        if stored is not None:
            _take_away(session, stored)
    elif stored is None:
        session.add(Seats(event=number, bound=after["capacity"], **after))
        session.flush()
        audit.announce(session, Event)
    else:
        before = counter.class_of(stored)
        stored.waiting_limit, stored.mode = after["waiting_limit"], after["mode"]
        session.flush()
        booking.resize(session, actor, number, after["capacity"])
        session.refresh(stored)
        if counter.class_of(stored) != before:
            audit.announce(session, Event)


def _take_away(session: Session, stored: Seats) -> None:
    known = select(Registration.id).where(col(Registration.event) == stored.event).limit(1)
    if session.exec(known).first() is not None:
        raise Conflict(Issue("/registration", "somebody_signed_up", "People have signed up; cancel the event instead."))
    # forms that are open meanwhile keep nothing any more: their seats would count in a later counter
    session.connection().execute(delete(SeatHold).where(col(SeatHold.event) == stored.event))
    session.delete(stored)
    session.flush()
