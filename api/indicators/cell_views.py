"""A released cell as JSON."""

from typing import Any

from api.indicators.codes import codes_of
from api.indicators.published import Cell, share_of, value_of
from api.indicators.series_schemas import CellView
from api.indicators.tables import IndicatorKind


def cell_view(row: Any, cell: Cell) -> CellView:
    """Return a released cell of an indicator (its `kind` and `dimensions`) as it goes over the wire."""
    kind = IndicatorKind(row.kind)
    value = value_of(kind, cell)
    share = share_of(cell["numerator"], cell["denominator"]) if kind is IndicatorKind.count else None
    return CellView(
        area=cell["area"],
        period=cell["period"],
        start=cell["start"],
        end=cell["end"],
        codes=codes_of(row.dimensions, cell["dims"]),
        status=cell["status"],
        value=float(value) if kind is IndicatorKind.share and value is not None else value,  # pyright: ignore[reportArgumentType] - a share is a Decimal
        share=None if share is None else float(share),
        numerator=cell["numerator"],
        denominator=cell["denominator"],
        counted=cell["counted"],
        expected=cell["expected"],
        source=cell["source"],
        basis=cell["basis"],
        territory_date=cell["territory_date"],
        release=cell["release"],
        ended=cell.get("ended"),
    )
