"""My week over the wire."""

import datetime as dt

from pydantic import BaseModel, Field

from api.kernel.language import StaffText
from api.outreach.schemas import example

_ITEM = {
    "kind": "next_step",
    "title": "Termin mit dem Vorstand vereinbaren",
    "about": "Musikverein Beispielklang Weilerbach",
    "link": "/team/ansprache/7",
    "due": "2026-11-20",
    "waiting_since": None,
    "overdue": True,
    "count": 1,
}


class WeekItem(BaseModel):
    """One thing to do; `kind` is a code: `next_step`, `task`, or that of another room's matter."""

    model_config = example(**_ITEM)

    kind: str
    title: str | list[StaffText] = Field(description="Plain as somebody typed it, or a text in all languages.")
    about: str | None = Field(default=None, description="The organisation or working group it is about.")
    link: str
    due: dt.date | None = None
    waiting_since: dt.date | None = None
    overdue: bool = False
    count: int = Field(default=1, description="How many of its kind this stands for.")


class WeekView(BaseModel):
    """What is overdue or due within seven days, the most urgent first, then what waits without a day."""

    model_config = example(today="2026-11-22", until="2026-11-29", items=[_ITEM])

    today: dt.date
    until: dt.date
    items: list[WeekItem]
