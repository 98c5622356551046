"""Reference sheets as staff read and change them: words, who brings the values, when they are due.

What decides how values add up and how people are protected is the profile's: changing it would change released numbers.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.indicators.definition_schemas import DefinitionChange, DefinitionDocument
from api.indicators.permissions import DEFINE
from api.indicators.tables import Indicator
from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.language import every
from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.permission import Actor, Resource, require
from api.kernel.problems import NotFound

TEXTS = ("text", "unit", "counts", "definition", "caveats")


def list_definitions(session: Session, actor: Actor, wanted: Wish) -> Listing[DefinitionDocument]:
    """Return every reference sheet, in the order of the programme."""
    require(actor, DEFINE, Resource())
    rows = session.exec(select(Indicator).order_by(col(Indicator.position))).all()
    return listing(cut(rows, lambda row: row.position, wanted), document)


def get_definition(session: Session, actor: Actor, code: str) -> DefinitionDocument:
    """Return one reference sheet. Raises NotFound."""
    require(actor, DEFINE, Resource())
    row = session.get(Indicator, code)
    if row is None:
        raise NotFound
    return document(row)


def change_definition(
    session: Session, actor: Actor, code: str, seen: int, wish: DefinitionChange, offered: Sequence[str]
) -> Indicator:
    """Change a reference sheet; its earlier states stay. Raises NotFound, RevisionMismatch, Invalid."""
    require(actor, DEFINE, Resource())
    row = for_change(session, Indicator, code, seen)
    values = given(wish, never_null=("text", "responsible", "due_days"))
    found = Findings()
    for name in values.keys() & {*TEXTS}:
        values[name] = found.text(f"/{name}", getattr(row, name), values[name], offered)
    found.settle()
    for name, value in values.items():
        setattr(row, name, value)
    audit.record(session, actor, "change", row)
    return row


def document(row: Indicator) -> DefinitionDocument:
    """Return a reference sheet as staff see it."""
    stored: dict[str, Any] = row.model_dump(warnings=False)
    stored |= {name: every(stored[name]) for name in TEXTS}
    return DefinitionDocument(**stored)
