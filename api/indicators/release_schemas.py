"""Releases before they are signed, as staff who sign them read them, and what may be done to released cells."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.indicators.release_tables import DraftState
from api.indicators.staff_schemas import Reason
from api.indicators.tables import ObservationStatus
from api.indicators.withholding import Hidden
from api.kernel.language import StaffText
from api.kernel.time import Day

_COUNTS: dict[str, Any] = {
    "indicator": "1.3b",
    "text": [{"lang": "de", "text": "Anzahl der Teilnehmenden", "state": "original"}],
    "threshold": 5,
    "cells": 240,
    "shown": 174,
    "hidden": {"small": 42, "partner": 24},
    "withheld": False,
    "changed": 174,
}
_DRAFT: dict[str, Any] = {
    "id": 4,
    "state": "ready",
    "release": "P-3",
    "asked_at": "2026-10-05T09:30:00+02:00",
    "until": "2026-09-30",
    "digest": "f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2",
    "error": None,
    "changed": 174,
    "indicators": [_COUNTS],
}
_CELL: dict[str, Any] = {
    "indicator": "1.3b",
    "area": "073355009",
    "area_name": "Weilerbach",
    "dims": "f._T",
    "period": "2025",
    "source": "project",
    "basis": "",
    "status": "value",
    "numerator": 3,
    "denominator": None,
    "hidden": "small",
    "before": {"status": "suppressed", "numerator": None, "denominator": None},
}


def _example(members: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


def _wish(members: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [members]})


class DraftWish(BaseModel):
    """Which periods a release is to hold."""

    model_config = _wish({"until": "2026-09-30"})

    until: Day | None = Field(default=None, description="Periods that end on this day or before; null is yesterday.")


class SignatureWish(BaseModel):
    """What is signed: the draft that was read."""

    model_config = _wish({"digest": _DRAFT["digest"]})

    digest: str = Field(max_length=64, description="The `digest` of the draft as it was read.")


class DraftIndicator(BaseModel):
    """What a draft holds of one indicator."""

    model_config = _example(_COUNTS)

    indicator: str
    text: list[StaffText]
    threshold: int
    cells: int
    shown: int
    hidden: dict[Hidden, int] = Field(description="How many cells are hidden, by why.")
    withheld: bool = Field(description="Whether breakdowns, or areas, are left out as a whole: nothing protects them.")
    changed: int = Field(description="How many cells differ from what is published, gone ones included.")


class DraftLine(BaseModel):
    """A draft in the list."""

    model_config = _example({name: _DRAFT[name] for name in ("id", "state", "asked_at", "until")})

    id: int
    state: DraftState
    asked_at: dt.datetime
    until: dt.date


class DraftDocument(DraftLine):
    """A release before it is signed: what it would say, what it would hide, and why."""

    model_config = _example(_DRAFT)

    release: str | None = Field(description="What it would be called; null once it is closed.")
    digest: str | None = Field(description="Names exactly what would be published; signing repeats it.")
    error: str | None = Field(description="Why it failed: `contradiction:` and the cell, or `gave_up`.")
    changed: int = Field(description="How many cells the release would change; 0 makes none.")
    indicators: list[DraftIndicator]


class PublishedValue(BaseModel):
    """What the newest release says of a cell."""

    model_config = _example({"status": "value", "numerator": 12, "denominator": None})

    status: ObservationStatus
    numerator: int | None
    denominator: int | None


class DraftCell(BaseModel):
    """An exact cell of a draft, for who signs; `hidden` says why the public will see a mark instead."""

    model_config = _example(_CELL)

    indicator: str
    area: str
    area_name: str
    dims: str
    period: str
    source: str
    basis: str
    status: ObservationStatus
    numerator: int | None
    denominator: int | None
    hidden: Hidden | None
    before: PublishedValue | None = Field(description="What is published now; null where nothing is.")


class SignedView(BaseModel):
    """The release that was made."""

    model_config = _example({"release": "P-3", "changed": 174})

    release: str
    changed: int


class ReleasedCell(BaseModel):
    """A published cell with the number staff name it by; `since` and `until` are releases."""

    model_config = _example(
        {
            **{name: _CELL[name] for name in ("indicator", "area", "area_name", "dims", "period", "source", "basis")},
            "id": 812,
            "since": "P-1",
            "until": None,
            "status": "value",
            "numerator": 12,
            "denominator": None,
            "withdrawn": None,
        }
    )

    id: int
    indicator: str
    area: str
    area_name: str
    dims: str
    period: str
    source: str
    basis: str
    since: str
    until: str | None
    status: ObservationStatus
    numerator: int | None
    denominator: int | None
    withdrawn: str | None = Field(description="Why it was blanked afterwards.")


class WithdrawalWish(BaseModel):
    """Cells that betray somebody. What adds up with them still says them: name enough partners, too."""

    model_config = _wish({"cells": [812, 815], "reason": "Zwei Personen waren erkennbar."})

    cells: list[int] = Field(min_length=1, max_length=100)
    reason: Reason


class WithdrawnView(BaseModel):
    """How many states of cells were blanked."""

    model_config = _example({"withdrawn": 2})

    withdrawn: int
