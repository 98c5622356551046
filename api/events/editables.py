"""Events among what people edit: their history, and their texts among the translations."""

from api.events.editing import TEXTS
from api.events.permissions import SEE, resource_of
from api.events.staff_listing import said
from api.events.states import PUBLIC, EventState
from api.events.tables import Event
from api.kernel.editable import Editable

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
)
