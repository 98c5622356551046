"""Imports as staff read them: before, as a preview; afterwards, with the sheets they changed."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session, col

from api.indicators import reaching
from api.indicators.entries import Entry, entry_of
from api.indicators.import_schemas import (
    CellChange,
    FaultView,
    ImportDocument,
    ImportedSheet,
    ImportPreview,
    SaidView,
    SheetPreview,
)
from api.indicators.imported import Fault
from api.indicators.permissions import READ
from api.indicators.tables import ImportBatch, Observation, Submission, SubmissionState
from api.indicators.weighing import Found, Weighed
from api.indicators.words import area_name
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import spoken
from api.places import Territory, read_territory

_SHEETS = columns(
    Submission.id, Submission.state, Submission.indicator, Submission.area, Submission.period, Submission.source,
    Submission.basis, Submission.territory_date,
).order_by(col(Submission.period_end), col(Submission.id))  # fmt: skip


def preview(found: Found, tree: Territory) -> ImportPreview:
    """Return what importing a file would do."""
    sheets = [_preview(one, tree) for one in found.sheets if one.plan.changes]
    befores = [cell["before"] for sheet in sheets for cell in sheet.cells]
    return ImportPreview(
        sha256=found.file.sha256,
        digest=found.digest,
        rows=found.file.content.rows,
        hidden=found.file.content.hidden,
        unchanged=found.unchanged,
        new=befores.count(None),
        changed=len(befores) - befores.count(None),
        unread=[*found.file.unread],
        reason_needed=found.needs_reason(),
        imported=found.batch.id if found.batch else None,
        faults=_faults(found.faults),
        warnings=_faults(found.warnings),
        sheets=sheets,
    )


def _faults(every: Iterable[Fault]) -> list[FaultView]:
    return [FaultView(line=one.line, column=one.column, value=one.value, code=one.code, hint=one.hint) for one in every]


def _preview(one: Weighed, tree: Territory) -> SheetPreview:
    key, sheet = one.plan.key, one.plan.sheet
    return SheetPreview(
        sheet=sheet.id if sheet else None,
        state=SubmissionState(sheet.state) if sheet else None,
        indicator=key.indicator,
        area=key.area,
        area_name=area_name(tree, key.area),
        period=key.period.code,
        source=key.source,
        basis=key.basis,
        territory_date=key.territory_date,
        cells=[*_cells(one)],
    )


def _cells(one: Weighed) -> Iterator[CellChange]:
    said = one.cells.entries()
    for change in one.plan.changes:
        in_force = one.cells.in_force.get(change.dims)
        after = change.entry or (entry_of(in_force) if in_force else None)
        if after is not None:
            before = said.get(change.dims)
            yield CellChange(
                line=one.values[change.place].line,
                dims=change.dims,
                before=_said(before) if before else None,
                after=_said(after),
            )


def _said(entry: Entry) -> SaidView:
    return SaidView(
        status=entry.status,
        numerator=entry.numerator,
        denominator=entry.denominator,
        realisation=entry.realisation,
        evidence=entry.evidence,
    )


def document(session: Session, actor: Actor, number: int | None, *, already: bool = False) -> ImportDocument:
    """Return an import with those of its sheets one may see. Raises NotFound for one that is nobody's of these."""
    if number is None:
        return ImportDocument(number=None, already=False, at=None, file_name=None, rows=0, changed=0, sheets=[])
    batch = session.get(ImportBatch, number)
    touched = columns(Observation.submission).where(col(Observation.batch) == number)
    found = _SHEETS.where(col(Submission.id).in_(touched), reaching.visible(actor, READ))
    tree = read_territory(session)
    sheets = [_sheet(row, tree) for row in rows_of(session, found)]
    if batch is None or not (sheets or already or batch.account == actor.account):
        raise NotFound
    own = batch.account == actor.account or bool(sheets)
    return ImportDocument(
        number=number,
        already=already,
        at=spoken(batch.at),
        file_name=batch.file_name if own else None,
        rows=batch.rows,
        changed=batch.changed,
        sheets=sheets,
    )


def _sheet(row: Any, tree: Territory) -> ImportedSheet:
    return ImportedSheet(
        sheet=row.id,
        state=row.state,
        indicator=row.indicator,
        area=row.area,
        area_name=area_name(tree, row.area),
        period=row.period,
        source=row.source,
        basis=row.basis,
        territory_date=row.territory_date,
    )
