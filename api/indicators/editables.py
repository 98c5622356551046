"""Which tables of this room people edit, for history and translations; sheets of values have their own history."""

from api.indicators.defining import TEXTS
from api.indicators.permissions import DEFINE
from api.indicators.tables import Benchmark, Indicator
from api.kernel.editable import Editable, with_texts

EDITABLES = (
    Editable(Indicator, DEFINE, ("/team/indikatoren/", "code"), TEXTS, spoken=with_texts(TEXTS)),
    Editable(Benchmark, DEFINE, ("/team/indikatoren/", "indicator")),
)
