"""The programme's part of `demo.yaml`: believable progress to try the software with.

Every date is relative to the project's start, which a demo moves so that today lies in project year two.
"""

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from api.kernel.time import quarter_start
from api.programme.county_profile import Code, FunderPart, Part, String
from api.programme.tables import Closed

TODAY_QUARTER = 6  # a demo begins five quarters before the present one: today lies in project year two
_MOMENT = re.compile(r"q(\d{1,2})(?:\+(\d{1,2}))?")


def _passed(moment: str) -> str:
    found = _MOMENT.fullmatch(moment)
    if found is None or not (1 <= int(found[1]) < TODAY_QUARTER) or int(found[2] or 0) > 89:  # noqa: PLR2004 - the shortest quarter has 90 days
        raise ValueError(f"use q1 to q{TODAY_QUARTER - 1} and a day from 0 to 89, for example q3+20")
    return moment


# `q3+20`: 20 days after the first day of project quarter 3; always in the past.
Moment = Annotated[str, AfterValidator(_passed)]


class DemoStep(Part):
    """What was reported about an activity, a phase (by name) or a milestone (by code)."""

    name: String
    start: Moment | None = None
    end: Moment | None = None
    evidence: String | None = None
    evidence_url: Annotated[str, Field(pattern=r"^https://[^\s<>\"]+$", max_length=300)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "DemoStep":
        first = dt.date(2000, 1, 1)
        if (start := day_of(self.start, first)) and (end := day_of(self.end, first)) and start > end:
            raise ValueError("start must not come after end")
        return self


class DemoEntry(Part):
    """An entry of the logbook; an internal one is never shown to the public."""

    key: Code
    day: Moment
    text: String
    public: bool = True


class DemoStrand(Part):
    """Progress of one measure, or of the project management."""

    number: int
    activities: tuple[DemoStep, ...] = ()
    phases: tuple[DemoStep, ...] = ()
    milestones: tuple[DemoStep, ...] = ()
    logbook: tuple[DemoEntry, ...] = ()
    closed: Closed | None = None
    closed_reason: String | None = None

    @model_validator(mode="after")
    def _closed_with_reason(self) -> "DemoStrand":
        if (self.closed is None) != (self.closed_reason is None):
            raise ValueError("closed and closed_reason: both or neither")
        return self


class ProgrammeDemo(Part):
    """The key `programme` of `demo.yaml`."""

    measures: tuple[DemoStrand, ...] = ()
    funders: tuple[FunderPart, ...] = ()


def demo_start(today: dt.date) -> dt.date:
    """Return a demo's project start: the first day of the calendar quarter five quarters before the one of `today`."""
    first = dt.date(today.year, today.month - (today.month - 1) % 3, 1)
    return quarter_start(first, 2 - TODAY_QUARTER)


def day_of(moment: str | None, start: dt.date) -> dt.date | None:
    """Return the day a relative moment such as `q3+20` means for a project that starts on `start`."""
    found = _MOMENT.fullmatch(moment or "")
    return quarter_start(start, int(found[1])) + dt.timedelta(days=int(found[2] or 0)) if found else None
