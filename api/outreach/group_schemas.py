"""Working groups over the wire: members, decisions, tasks."""

import datetime as dt
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from api.kernel.language import StaffText
from api.kernel.time import Day
from api.outreach.schemas import (
    AccountId,
    AccountRef,
    Line,
    MeasureNumber,
    MeasureRef,
    Note,
    OrganisationKey,
    OrganisationRef,
    example,
    wished,
)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
RowId = Annotated[int, Field(ge=1, lt=2**31)]
Measures = Annotated[list[MeasureNumber], Field(max_length=50)]

_TITLE = [{"lang": "de", "text": "Interkulturelle Wegweiser und Aushänge", "state": "original"}]
_ACCOUNT = {"account": 2, "name": "Erika Mustermann"}
_GROUP: dict[str, Any] = {
    "id": 1,
    "revision": 2,
    "name": "AG Wegweiser",
    "purpose": "Entwirft Wegweiser für alle Verwaltungen.",
    "html": "<p>Entwirft Wegweiser für alle Verwaltungen.</p>\n",
    "measures": [{"number": 10, "title": _TITLE}],
    "member_count": 5,
    "open_tasks": 3,
    "overdue_tasks": 1,
}


class GroupView(BaseModel):
    """A working group in a list."""

    model_config = example(**_GROUP)

    id: int
    revision: int
    name: str
    purpose: str | None
    html: str | None = Field(description="The purpose rendered; safe to show.")
    measures: list[MeasureRef]
    member_count: int
    open_tasks: int
    overdue_tasks: int


class MemberView(BaseModel):
    """Somebody in a working group; `name` is theirs, or that of their account."""

    model_config = example(id=3, revision=1, name="Erika Mustermann", account=2, organisation=None)

    id: int
    revision: int
    name: str
    account: int | None
    organisation: OrganisationRef | None


class DecisionView(BaseModel):
    """What a working group decided on a day."""

    model_config = example(id=4, revision=1, day="2026-10-20", text="Vier Sprachen", html="<p>Vier Sprachen</p>\n")

    id: int
    revision: int
    day: dt.date
    text: str
    html: str


class StepRef(BaseModel):
    """A step of a measure a task moves."""

    model_config = example(id=41, kind="activity", title=_TITLE, done_on=None)

    id: int
    kind: str
    title: list[StaffText]
    done_on: dt.date | None


class TaskView(BaseModel):
    """What somebody does until when."""

    model_config = example(
        id=5, revision=1, title="Entwürfe zeichnen", due="2026-12-01", overdue=False, account=_ACCOUNT, member=None,
        measure={"number": 10, "title": _TITLE}, step=None, done_on=None,
    )  # fmt: skip

    id: int
    revision: int
    title: str
    due: dt.date | None
    overdue: bool
    account: AccountRef | None = Field(description="Who does it, when they work here.")
    member: int | None = Field(description="Who does it, when they are a member without an account.")
    measure: MeasureRef | None
    step: StepRef | None
    done_on: dt.date | None


class GroupDetail(GroupView):
    """A working group with its members, decisions (newest first) and tasks (open ones first, by day)."""

    model_config = example(**_GROUP, members=[], decisions=[], tasks=[])

    members: list[MemberView]
    decisions: list[DecisionView]
    tasks: list[TaskView]


class GroupWish(BaseModel):
    """A new working group; `purpose` is Markdown."""

    model_config = wished(name="AG Wegweiser", purpose="Entwirft Wegweiser.", measures=[10])

    name: Name
    purpose: Note | None = None
    measures: Measures = []


class GroupChange(BaseModel):
    """What is to be different; fields left out stay."""

    model_config = wished(measures=[10, 8])

    name: Name | None = None
    purpose: Note | None = None
    measures: Measures | None = None


class MemberWish(BaseModel):
    """A new member: the number of an account, or a name."""

    model_config = wished(name="Max Beispiel", organisation="musterverein-fuer-heimat-und-kultur-landstuhl")

    account: AccountId | None = None
    name: Name | None = None
    organisation: OrganisationKey | None = None

    @model_validator(mode="after")
    def _account_or_name(self) -> Self:
        if (self.account is None) == (self.name is None):
            raise PydanticCustomError("account_or_name", "Give the number of an account or a name, and not both.")
        return self


class MemberChange(BaseModel):
    """What is to be different; a member with an account has the account's name."""

    model_config = wished(organisation=None)

    name: Name | None = None
    organisation: OrganisationKey | None = None


class DecisionWish(BaseModel):
    """What was decided; `text` is Markdown."""

    model_config = wished(day="2026-10-20", text="Wegweiser in vier Sprachen")

    day: Day
    text: Note


class DecisionChange(BaseModel):
    """What is to be different; fields left out stay."""

    model_config = wished(text="Wegweiser in fünf Sprachen")

    day: Day | None = None
    text: Note | None = None


class TaskWish(BaseModel):
    """A task of an account or of a member without one. With a step, the measure follows from it."""

    model_config = wished(title="Entwürfe zeichnen", due="2026-12-01", account=2, step=41)

    title: Line
    due: Day | None = None
    account: AccountId | None = None
    member: RowId | None = None
    measure: MeasureNumber | None = None
    step: RowId | None = None


class TaskChange(BaseModel):
    """What is to be different; fields left out stay, null empties. `report_step` also reports the step as done."""

    model_config = wished(done_on="2026-11-20", report_step=True)

    title: Line | None = None
    due: Day | None = None
    account: AccountId | None = None
    member: RowId | None = None
    measure: MeasureNumber | None = None
    step: RowId | None = None
    done_on: Day | None = None
    report_step: bool = Field(
        default=False, description="Report the linked activity or milestone as done on `done_on`; needs measures.edit."
    )
