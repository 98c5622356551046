"""What is due of values, as staff read it."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from api.indicators.tables import SubmissionState
from api.kernel.language import StaffText


class DueValue(BaseModel):
    """Values somebody should bring: nothing was handed in for an area and a period that is over."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "indicator": "2.1",
                    "text": [{"lang": "de", "text": "Zahl der Integrationsausschüsse", "state": "original"}],
                    "area": "073355009",
                    "area_name": "Weilerbach",
                    "period": "2026-Q3",
                    "due": "2026-10-30",
                    "overdue": True,
                    "sheet": None,
                    "state": None,
                }
            ]
        }
    )

    indicator: str
    text: list[StaffText]
    area: str
    area_name: str
    period: str
    due: dt.date
    overdue: bool
    sheet: int | None = Field(description="The draft somebody began.")
    state: SubmissionState | None
