"""Events and their dates among what people edit: their history, and their texts among the translations."""

from sqlmodel import Session

from api.events.editing import TEXTS
from api.events.permissions import SEE, resource_of
from api.events.staff_listing import said
from api.events.states import PUBLIC, EventState
from api.events.tables import Event, EventSession
from api.kernel.editable import Editable, with_texts
from api.kernel.permission import Resource


def _whose(session: Session, row: EventSession) -> Resource:
    event = session.get(Event, row.event)
    return Resource() if event is None else resource_of(event)


EDITABLES = (
    Editable(
        Event,
        SEE,
        ("/team/veranstaltungen/", "id"),
        (*TEXTS, "questions/*/label", "questions/*/purpose", "questions/*/choices/*/label"),
        spoken=said,
        resource=lambda _session, row: resource_of(row),
        public=lambda row: EventState(row.state) in PUBLIC,
    ),
    Editable(
        EventSession,
        SEE,
        ("/team/veranstaltungen/", "event"),
        ("note",),
        spoken=with_texts(("note",)),
        resource=_whose,
    ),
)
