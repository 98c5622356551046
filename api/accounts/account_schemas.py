"""What administrators see of accounts, and what of the audit trail may be read."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.accounts.me_schemas import Named
from api.accounts.schemas import FactorsView, Mail, Name, example
from api.accounts.tables import FOREVER, AccountState, Source
from api.kernel.permission import Role
from api.kernel.time import Day

_ROLE: dict[str, Any] = {"role": "area_staff", "area": "073355011"}
_ACCOUNT: dict[str, Any] = {
    "id": 7,
    "key": "account:7",
    "email": "erika.mustermann@example.org",
    "name": "Erika Mustermann",
    "language": "de",
    "state": "invited",
    "roles": [
        {
            "role": "area_staff",
            "area": {"key": "073355011", "name": "Landstuhl"},
            "organisation": None,
            "office": None,
            "valid_from": "2026-11-22",
            "valid_to": None,
            "source": "local",
        }
    ],
    "factors": {"totp": False, "passkey": False},
    "invited_until": "2026-11-29T12:00:00+01:00",
    "demo": False,
    "revision": 1,
}


class RoleWish(BaseModel):
    """A role to give; `area` for area_staff, `organisation` for author, `office` for box_officer."""

    model_config = example(**_ROLE)

    role: Role
    area: Annotated[str | None, Field(max_length=20)] = None
    organisation: Annotated[str | None, Field(max_length=80)] = None
    office: Annotated[str | None, Field(max_length=80)] = None
    valid_to: Day = Field(default=FOREVER, description="Last day; left out when it does not end.")


Roles = Annotated[list[RoleWish], Field(max_length=30)]


class RoleView(BaseModel):
    """A role somebody has today or will have."""

    role: Role
    area: Named | None
    organisation: Named | None
    office: Named | None
    valid_from: dt.date
    valid_to: dt.date | None
    source: Source


class AccountView(BaseModel):
    """An account. `invited_until`: last moment of an open invitation."""

    model_config = example(**_ACCOUNT)

    id: int
    key: str
    email: str
    name: str
    language: str
    state: AccountState
    roles: list[RoleView]
    factors: FactorsView
    invited_until: dt.datetime | None
    demo: bool
    revision: int


class AccountWish(BaseModel):
    """Whom to invite."""

    model_config = example(email="erika.mustermann@example.org", name="Erika Mustermann", language="de", roles=[_ROLE])

    email: Mail
    name: Name
    language: str = Field(default="de", max_length=20, description="One of the codes at /county.")
    roles: Roles = []


class AccountEdit(BaseModel):
    """What to change; what is left out stays."""

    model_config = example(name="Erika Beispiel")

    email: Mail | None = None
    name: Name | None = None
    language: str | None = Field(default=None, max_length=20)


class RolesWish(BaseModel):
    """All roles somebody shall have; others end."""

    model_config = example(roles=[_ROLE])

    roles: Roles


class EndWish(BaseModel):
    """Who takes over what somebody leaves behind; null leaves it to nobody."""

    model_config = example(successor=9)

    successor: int | None


class EndView(BaseModel):
    """How many open matters went over."""

    model_config = example(handed_on=4)

    handed_on: int


class EntryView(BaseModel):
    """An entry of the trail: names of fields, never values. `actor_name` is null for programs and erased people."""

    model_config = example(
        number=120,
        at="2026-11-22T13:00:00+01:00",
        actor="account:7",
        actor_name="Erika Mustermann",
        action="change",
        object_type="measure",
        object_key="3",
        fields=["summary"],
    )

    number: int
    at: dt.datetime
    actor: str
    actor_name: str | None
    action: str
    object_type: str
    object_key: str
    fields: list[str]
