"""Sheets of values as staff read and send them: cells, what is wrong with them, their history."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.indicators.checks import LARGEST, Level
from api.indicators.naming import Name
from api.indicators.periods import PeriodType
from api.indicators.tables import OWN_SOURCE, IndicatorKind, ObservationStatus, Realisation, SubmissionState
from api.kernel.language import StaffText
from api.kernel.time import Day

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Dims = Annotated[str, Field(max_length=200, pattern=r"^[A-Za-z0-9_.-]*$", examples=["_T"])]
Number = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]
Move = Literal["save", "submit", "approve", "return", "withdraw", "restore"]

_TEXT = [{"lang": "de", "text": "Anzahl der thematischen Schulungen", "state": "original"}]
_LINE: dict[str, Any] = {
    "id": 12,
    "revision": 3,
    "state": "submitted",
    "indicator": "1.3a",
    "text": _TEXT,
    "area": "073355009",
    "area_name": "Weilerbach",
    "period": "2026-Q2",
    "period_start": "2026-04-01",
    "period_end": "2026-06-30",
    "source": "project",
    "basis": "",
    "territory_date": "2026-06-30",
    "derived": False,
}
_CELL: dict[str, Any] = {
    "dims": "_T",
    "status": "value",
    "numerator": 4,
    "denominator": None,
    "realisation": None,
    "evidence": "https://www.example.org/teilnahmeliste",
}
_ROW: dict[str, Any] = {
    **_CELL,
    "id": 31,
    "reason": None,
    "recorded_at": "2026-07-03T10:12:00+02:00",
    "recorded_by": "Erika Mustermann",
    "approved_at": None,
    "replaced_at": None,
}
_TOPIC = [{"lang": "de", "text": "Thema", "state": "original"}]
_DIMENSION: dict[str, Any] = {"name": "topic", "label": _TOPIC, "codes": [], "open": True}
_FINDING = {"level": "warn", "dims": "_T", "field": "numerator", "code": "jump", "hint": "The last time it was 14."}


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


def _wish(**members: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [members]})


class CellBody(BaseModel):
    """What is said about a cell. A status of null takes back what is not approved yet."""

    model_config = _wish(dims="_T", status="value", numerator=4)

    dims: Dims = Field(description="Codes of the dimensions but the area, in order, `_T` for all of them.")
    status: ObservationStatus | None
    numerator: Number | None = None
    denominator: Number | None = Field(default=None, description="Left out where the county knows it (councils).")
    realisation: Realisation | None = None
    evidence: str | None = Field(default=None, max_length=300, description="A link or the name of a file; null keeps.")
    reason: Reason | None = Field(default=None, description="Why it is corrected, or differs so much.")


Wishes = Annotated[list[CellBody], Field(max_length=1000)]


class SheetChange(BaseModel):
    """Cells to save; cells that are not named stay as they are."""

    model_config = _wish(cells=[{"dims": "_T", "status": "value", "numerator": 4}])

    cells: Wishes
    reason: Reason | None = Field(default=None, description="Why; needed to correct what is in force.")


class SheetWish(SheetChange):
    """A new sheet: what it is about, and its first cells."""

    model_config = _wish(
        indicator="1.3a", area="07335", period="2016-Q2", cells=[{"dims": "_T", "status": "value", "numerator": 4}]
    )

    indicator: str = Field(max_length=20)
    area: str = Field(max_length=20)
    period: str = Field(max_length=12, description="2016-06-30, 2016-06, 2016-Q2, 2016-H1, 2016, W2016-06-30, PY1, PT.")
    source: Name = OWN_SOURCE
    basis: Name = Field(default="", description="Census basis of official figures.")
    territory_date: Day | None = Field(default=None, description="Whose borders; without it the period's last day.")
    cells: Wishes = []


class Explained(BaseModel):
    """Why something is done."""

    model_config = _wish(reason="Die Teilnahmeliste vom 12. Mai fehlt noch.")

    reason: Reason


class SubmissionWish(BaseModel):
    """Handing in; the reason is needed where warnings are left."""

    model_config = _wish(reason="Zwei Schulungen fielen wegen Krankheit aus.")

    reason: Reason | None = None


class FindingView(BaseModel):
    """Something that cannot be (`block`), or has to be explained (`warn`)."""

    model_config = _example(**_FINDING)

    level: Level
    dims: str | None = Field(description="Which cell; null: the sheet as a whole.")
    field: str
    code: str
    hint: str


class FindingsView(BaseModel):
    """What is wrong with cells that were not saved."""

    model_config = _example(findings=[_FINDING])

    findings: list[FindingView]


class EntryView(BaseModel):
    """What is said about a cell. Numbers are null unless the status is value, zero or unreliable."""

    model_config = _example(**_CELL)

    dims: str
    status: ObservationStatus
    numerator: int | None
    denominator: int | None
    realisation: Realisation | None
    evidence: str | None


class RowView(EntryView):
    """One row of the history of a cell: never changed, only approved and, later, replaced."""

    model_config = _example(**_ROW)

    id: int
    reason: str | None
    recorded_at: dt.datetime
    recorded_by: str | None = Field(description="Who entered it; null for the system, and for who left the team.")
    approved_at: dt.datetime | None
    replaced_at: dt.datetime | None


class CodeView(BaseModel):
    """A code of a dimension with its words; without any, the code speaks for itself."""

    model_config = _example(code="f", label=[{"lang": "de", "text": "Frauen", "state": "original"}])

    code: str
    label: list[StaffText]


class DimensionView(BaseModel):
    """A dimension of the cells with its codes; where it is `open`, any other code fits, too."""

    model_config = _example(**_DIMENSION)

    name: str
    label: list[StaffText]
    codes: list[CodeView]
    open: bool


class SheetLine(BaseModel):
    """A sheet in a list."""

    model_config = _example(**_LINE)

    id: int
    revision: int
    state: SubmissionState
    indicator: str
    text: list[StaffText]
    area: str
    area_name: str
    period: str
    period_start: dt.date
    period_end: dt.date
    source: str
    basis: str
    territory_date: dt.date
    derived: bool = Field(description="Worked out from what the rooms know, not entered.")


class SheetDocument(SheetLine):
    """A sheet with its cells: what is worked on, what is in force, and what was in force for the period before."""

    model_config = _example(
        **_LINE,
        kind="count",
        period_type="quarter",
        person=False,
        denominator=None,
        dimensions=[
            {
                "name": "topic",
                "label": [{"lang": "de", "text": "Thema", "state": "original"}],
                "codes": [],
                "open": True,
            }
        ],
        measured_against=None,
        comment=None,
        working=[_ROW],
        in_force=[],
        before=[_CELL],
        findings=[_FINDING],
        moves=["save", "submit"],
    )

    kind: IndicatorKind
    period_type: PeriodType
    person: bool = Field(description="Whether it counts people; then nobody approves what they entered.")
    measured_against: str | None = Field(description="What its denominator counts, such as `councils`.")
    denominator: int | None = Field(description="How many there were of what it is measured against, where known.")
    dimensions: list[DimensionView]
    comment: str | None = Field(description="What was said with the last move.")
    working: list[RowView]
    in_force: list[RowView]
    before: list[EntryView]
    findings: list[FindingView]
    moves: list[Move] = Field(description="What the reader may do with it now.")
