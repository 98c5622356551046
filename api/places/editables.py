"""Which tables of places people edit, for history and translations; contacts are personal data and never among them."""

from api.kernel.editable import Editable
from api.places.permissions import READ
from api.places.reach import resource_of
from api.places.staff_organisations import spoken
from api.places.tables import Organisation

EDITABLES = (
    Editable(
        Organisation,
        READ,
        ("/team/organisationen/", "key"),
        ("description", "opening_exceptions/*/note"),
        spoken=spoken,
        resource=resource_of,
        public=lambda row: row.merged_into is None,
    ),
)
