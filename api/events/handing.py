"""What goes over to somebody else: the trainings of who leaves, the events of an organisation merged into another."""

from sqlmodel import Session, col, or_, select

from api.events.tables import Event
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.time import now


def hand_on(session: Session, actor: Actor, leaver: int, successor: int | None) -> int:
    """Give the events that are ahead to the successor, or to nobody; past ones keep who trained. Return how many."""
    ahead = or_(col(Event.last_at).is_(None), col(Event.last_at) > now(session))
    rows = session.exec(select(Event).where(col(Event.trainer) == leaver, ahead).with_for_update()).all()
    for row in rows:
        row.trainer = successor
    audit.record(session, actor, "change", *rows, public=False)
    return len(rows)


def move_events(session: Session, actor: Actor, table: str, gone: str, stays: str) -> None:
    """Let events name the organisation that stays after a merge."""
    if table != "organisation":
        return
    rows = session.exec(select(Event).where(or_(col(Event.organiser) == gone, col(Event.venue) == gone))).all()
    for row in rows:
        row.organiser = stays if row.organiser == gone else row.organiser
        row.venue = stays if row.venue == gone else row.venue
    audit.record(session, actor, "change", *rows)
