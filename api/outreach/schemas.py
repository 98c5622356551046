"""Outreach over the wire: whom to win, what was said, what comes next."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.kernel.language import StaffText
from api.kernel.time import Day
from api.outreach.stages import Stage
from api.outreach.tables import LogKind
from api.places import OrganisationKind

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
OrganisationKey = Annotated[str, StringConstraints(min_length=1, max_length=80)]
MeasureNumber = Annotated[int, Field(ge=1, le=999)]
AccountId = Annotated[int, Field(ge=1, lt=2**31)]

_CLUB = {"key": "musikverein-beispielklang-weilerbach", "name": "Musikverein Beispielklang Weilerbach", "kind": "club"}
_MEASURE = {
    "number": 1,
    "title": [
        {"lang": "de", "text": "Interkulturelle Öffnung und Ausrichtung von Vereinen", "state": "original"},
    ],
}
_OWNER = {"account": 2, "name": "Erika Mustermann"}
_SHORT: dict[str, Any] = {
    "id": 7,
    "revision": 3,
    "organisation": _CLUB,
    "measure": _MEASURE,
    "stage": "talk_held",
    "promised": "Zwei Leihinstrumente für den Anfang",
    "next_step": "Termin mit dem Vorstand vereinbaren",
    "next_step_on": "2026-11-25",
    "overdue": False,
    "owner": _OWNER,
    "last_contact_on": "2026-11-12",
}


def example(**members: Any) -> ConfigDict:
    """Return the configuration of a view with one example."""
    return ConfigDict(json_schema_extra={"examples": [members]})


def wished(**members: Any) -> ConfigDict:
    """Return the configuration of a request body with one example; unknown fields are refused."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [members]})


class OrganisationRef(BaseModel):
    """An organisation one has to do with."""

    model_config = example(**_CLUB)

    key: str
    name: str
    kind: OrganisationKind


class MeasureRef(BaseModel):
    """A measure with its official title in all languages."""

    model_config = example(**_MEASURE)

    number: int
    title: list[StaffText]


class AccountRef(BaseModel):
    """Somebody who works here."""

    model_config = example(**_OWNER)

    account: int
    name: str


class OutreachView(BaseModel):
    """An organisation to win for a measure, and where that stands."""

    model_config = example(**_SHORT)

    id: int
    revision: int
    organisation: OrganisationRef
    measure: MeasureRef
    stage: Stage
    promised: str | None
    next_step: str | None
    next_step_on: dt.date | None
    overdue: bool = Field(description="The day of the next step has passed, and it is neither done nor declined.")
    owner: AccountRef | None
    last_contact_on: dt.date | None = Field(description="The newest day of the contact log; moves do not count.")


class LogView(BaseModel):
    """An entry of the contact log: a contact, or a move to another stage with its reason."""

    model_config = example(
        id=12, revision=1, day="2026-11-12", kind="talk", stage=None, note="Der Vorstand ist **offen**.",
        html="<p>Der Vorstand ist <strong>offen</strong>.</p>", by=_OWNER,
    )  # fmt: skip

    id: int
    revision: int
    day: dt.date
    kind: LogKind
    stage: Stage | None = Field(description="The new stage, where `kind` is stage.")
    note: str | None
    html: str | None = Field(description="The note rendered; safe to show.")
    by: AccountRef | None


class OutreachDetail(OutreachView):
    """One row of outreach with its contact log, newest first, and the stages it may move to."""

    model_config = example(**_SHORT, log=[], moves=["open", "approached", "agreed", "declined"])

    log: list[LogView]
    moves: list[Stage] = Field(description="Stages a PATCH may name now; back, declined and reopening need a reason.")


class OutreachWish(BaseModel):
    """Somebody to win for a measure. Without an owner it is whoever asks."""

    model_config = wished(organisation=_CLUB["key"], measure=1, next_step="Anrufen", next_step_on="2026-11-25")

    organisation: OrganisationKey
    measure: MeasureNumber
    stage: Literal[Stage.open, Stage.approached, Stage.talk_held] = Stage.open
    promised: Note | None = None
    next_step: Line | None = None
    next_step_on: Day | None = None
    owner: AccountId | None = None


class OutreachChange(BaseModel):
    """What is to be different; fields left out stay, null empties."""

    model_config = wished(stage="agreed", promised="Probe am 5. Dezember", next_step="Plakate bringen")

    stage: Stage | None = Field(default=None, description="One of `moves`; null changes nothing.")
    reason: Note | None = Field(default=None, description="Needed for going back, declining and reopening.")
    promised: Note | None = None
    next_step: Line | None = None
    next_step_on: Day | None = None
    owner: AccountId | None = None


class LogWish(BaseModel):
    """A contact; `note` is Markdown."""

    model_config = wished(day="2026-11-12", kind="call", note="Ruft nach der Vorstandssitzung zurück.")

    day: Day
    kind: Literal[LogKind.call, LogKind.mail, LogKind.letter, LogKind.talk, LogKind.meeting]
    note: Note | None = None


class LogChange(BaseModel):
    """What is to be different about a contact; fields left out stay."""

    model_config = wished(note="Ruft erst im Januar zurück.")

    day: Day | None = None
    kind: Literal[LogKind.call, LogKind.mail, LogKind.letter, LogKind.talk, LogKind.meeting] | None = None
    note: Note | None = None


class ContactRef(BaseModel):
    """Somebody to talk to at an organisation."""

    model_config = example(
        key="musikverein-beispielklang-weilerbach:profile-1", name="Erika Mustermann", role=[],
        email="erika.mustermann@example.org", phone=None, note=None,
    )  # fmt: skip

    key: str
    name: str
    role: list[StaffText]
    email: str | None
    phone: str | None
    note: str | None


class GroupSeat(BaseModel):
    """A working group the organisation sits in."""

    model_config = example(id=1, name="AG Wegweiser")

    id: int
    name: str


class OutreachOrganisation(BaseModel):
    """Everything said to and promised by one organisation, across measures."""

    model_config = example(organisation=_CLUB, contacts=None, outreach=[], groups=[])

    organisation: OrganisationRef
    address: list[str] = Field(default_factory=list[str], description="Lines of the address as far as it is known.")
    email: str | None = None
    phone: str | None = None
    contacts: list[ContactRef] | None = Field(description="Null without the permission for contacts there.")
    outreach: list[OutreachDetail] = Field(description="Running ones first, then by measure.")
    groups: list[GroupSeat]


class StageFigures(BaseModel):
    """How many organisations stand at each stage for one measure."""

    model_config = example(measure=_MEASURE, stages={"open": 3, "approached": 2, "talk_held": 1, "agreed": 0})

    measure: MeasureRef
    stages: dict[Stage, int]


class OutreachFigures(BaseModel):
    """Organisations per stage: in all and per measure. Counts of organisations, not of people."""

    model_config = example(stages={"open": 3, "approached": 2}, measures=[])

    stages: dict[Stage, int]
    measures: list[StageFigures]
