"""Which tables of the programme people edit, for history and translations."""

from collections.abc import Mapping
from typing import Any

from api.kernel.editable import Editable, languages, with_texts
from api.programme.permissions import LOGBOOK, READ
from api.programme.tables import ConceptMeasure, Funder, Goal, LogbookEntry, Measure, Project, Step, SubGoal

_MEASURE_TEXTS = ("title", "friendly_title", "summary", "responsible", "closed_reason", "successor")
_COUNTY = ("/team/uebersetzungen#", "key")  # nobody edits the county itself on a page of its own


def _measure(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored values as `MeasureDocument` names them."""
    return {
        **with_texts(_MEASURE_TEXTS)(values),
        "partners": [{**one, "name": languages(one["name"])} for one in values["partners"]],
        "target_groups": [languages(one) for one in values["target_groups"]],
    }


EDITABLES = (
    Editable(
        Measure,
        READ,
        ("/team/massnahmen/", "number"),
        (*_MEASURE_TEXTS, "target_groups/*", "partners/*/name"),
        spoken=_measure,
    ),
    Editable(
        Step, READ, ("/team/massnahmen/", "measure"), ("title", "evidence"), spoken=with_texts(("title", "evidence"))
    ),
    Editable(
        LogbookEntry,
        LOGBOOK,
        ("/team/massnahmen/", "measure"),
        ("text",),
        spoken=with_texts(("text",)),
        public=lambda entry: entry.public,
    ),
    Editable(Goal, READ, ("/team/uebersetzungen#", "code"), ("title",), spoken=with_texts(("title",))),
    Editable(SubGoal, READ, ("/team/uebersetzungen#", "code"), ("title",), spoken=with_texts(("title",))),
    Editable(ConceptMeasure, READ, ("/team/uebersetzungen#", "number"), ("title",), spoken=with_texts(("title",))),
    Editable(Funder, READ, ("/team/uebersetzungen#", "name"), ("line",), spoken=with_texts(("line",))),
    Editable(
        Project,
        READ,
        _COUNTY,
        ("title", "notes/*", "target_groups/*", "largest_groups/*", "surrounds/note", "concept/title"),
    ),
)
