"""What a worker does for events: ends offers and holds when their time is over, so that others move up at once."""

from sqlmodel import Session

from api.events import waiting_list
from api.events.tables import Event
from api.kernel.jobs import Payload
from api.kernel.permission import Actor

WORKER = Actor("system:events")


def settle(session: Session, payload: Payload) -> None:
    """End what is over of the event a job names, and let others move up."""
    number = int(payload["event"])
    if session.get(Event, number) is not None:
        waiting_list.end_what_is_over(session, WORKER, number)
