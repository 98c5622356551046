"""What comes back of a file to import: what would change, everything that is wrong with it, what was done."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from api.indicators.tables import ObservationStatus, Realisation, SubmissionState
from api.kernel.reading_files import Unread

_ENTRY: dict[str, Any] = {
    "status": "value",
    "numerator": 4,
    "denominator": None,
    "realisation": None,
    "evidence": None,
}
_FAULT: dict[str, Any] = {
    "line": 7,
    "column": "Wert",
    "value": "1.000",
    "code": "ambiguous_number",
    "hint": "Thousands or decimals? Write 1000 or 1,0000.",
}
_SHEET: dict[str, Any] = {
    "sheet": 12,
    "state": "draft",
    "indicator": "1.3a",
    "area": "073355009",
    "area_name": "Weilerbach",
    "period": "2026-Q2",
    "source": "project",
    "basis": "",
    "territory_date": "2026-06-30",
}
_PREVIEW: dict[str, Any] = {
    "sha256": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "digest": "9a0b1c2d3e4f5061728394a5b6c7d8e99a0b1c2d3e4f5061728394a5b6c7d8e9",
    "rows": 14,
    "hidden": 0,
    "unchanged": 11,
    "new": 1,
    "changed": 1,
    "unread": [],
    "reason_needed": False,
    "imported": None,
    "faults": [_FAULT],
    "warnings": [],
    "sheets": [
        {**_SHEET, "cells": [{"line": 3, "dims": "_T", "before": None, "after": _ENTRY}]},
    ],
}
_IMPORT: dict[str, Any] = {
    "number": 5,
    "already": False,
    "at": "2026-07-03T10:12:00+02:00",
    "file_name": "werte-2026-q2.csv",
    "rows": 14,
    "changed": 2,
    "sheets": [_SHEET],
}


def _example(members: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


class FaultView(TypedDict):
    """Something wrong with a line of a file."""

    line: Annotated[int | None, Field(description="Physical line, as an editor or a spreadsheet numbers it.")]
    column: Annotated[str | None, Field(description="The column as the file names it.")]
    value: Annotated[str | None, Field(description="What stands there.")]
    code: str
    hint: str


class SaidView(TypedDict):
    """What is said about a cell. Numbers are null unless the status is value, zero or unreliable."""

    status: ObservationStatus
    numerator: int | None
    denominator: int | None
    realisation: Realisation | None
    evidence: str | None


class CellChange(TypedDict):
    """A cell that would be said anew."""

    line: int
    dims: str
    before: Annotated[SaidView | None, Field(description="What is said now, approved or not; null: nothing yet.")]
    after: SaidView


class ImportedSheet(BaseModel):
    """A sheet of values a file is about."""

    model_config = _example(_SHEET)

    sheet: int | None = Field(description="Its number; null where it would be new.")
    state: SubmissionState | None
    indicator: str
    area: str
    area_name: str
    period: str
    source: str
    basis: str
    territory_date: dt.date


class SheetPreview(ImportedSheet):
    """A sheet with what would change in it; sheets without a change are left out."""

    model_config = _example(_PREVIEW["sheets"][0])

    cells: list[CellChange]


class ImportPreview(BaseModel):
    """What importing a file would do, and everything that is wrong with it. Nothing was stored."""

    model_config = _example(_PREVIEW)

    sha256: str
    digest: str = Field(description="Names what was looked at; importing repeats it.")
    rows: int = Field(description="Lines below the heading that are not empty.")
    hidden: int = Field(description="Lines that show a suppressed value (•); they are left out.")
    unchanged: int = Field(description="Values that are said already.")
    new: int
    changed: int
    unread: list[Unread] = Field(
        description="What was not read: rows after 2,000 empty ones, hidden or further sheets. Confirm with `partly`."
    )
    reason_needed: bool = Field(description="Whether values in force would be replaced.")
    imported: int | None = Field(description="The import of exactly these bytes, if there was one.")
    faults: list[FaultView] = Field(description="Everything that forbids the import.")
    warnings: list[FaultView] = Field(description="What would not fit together; it has to before it is handed in.")
    sheets: list[SheetPreview]


class ImportDocument(BaseModel):
    """An import: the file, and the sheets it changed that one may see. `number` is null where nothing changed."""

    model_config = _example(_IMPORT)

    number: int | None
    already: bool = Field(description="Whether these bytes had been imported before; then nothing changed now.")
    at: dt.datetime | None
    file_name: str | None
    rows: int
    changed: int
    sheets: list[ImportedSheet]


class ImportProgress(BaseModel):
    """How far an import is: a line counts once for each time the file is gone through. `total` 0: not known yet."""

    model_config = _example({"done": 12_400, "total": 40_000})

    done: int
    total: int
