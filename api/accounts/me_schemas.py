"""What people see and change of themselves."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, Field

from api.accounts.schemas import Credential, Label, Name, NewPassword, Password, example
from api.kernel.permission import Role

_ROLE = {
    "role": "area_staff",
    "area": {"key": "073355011", "name": "Landstuhl"},
    "organisation": None,
    "office": None,
    "until": None,
    "deputy_for": None,
}


class Named(BaseModel):
    """Something with a key and a name."""

    key: str
    name: str


class MyRole(BaseModel):
    """A role one has today, by oneself or in place of somebody else; `until` is null when it does not end."""

    model_config = example(**_ROLE)

    role: Role
    area: Named | None
    organisation: Named | None
    office: Named | None
    until: dt.date | None
    deputy_for: str | None


class PasskeyView(BaseModel):
    """A passkey."""

    model_config = example(id=1, name="Diensthandy", created_on="2026-11-22", last_used_on=None)

    id: int
    name: str
    created_on: dt.date
    last_used_on: dt.date | None


class MyFactors(BaseModel):
    """The second factors one has."""

    totp: bool
    passkeys: list[PasskeyView]
    recovery_codes_left: int


class Me(BaseModel):
    """Who one is, and what one may do."""

    model_config = example(
        key="account:7",
        name="Erika Mustermann",
        email="erika.mustermann@example.org",
        language="de",
        revision=1,
        roles=[_ROLE],
        permissions=["organisations.edit"],
        factors={"totp": True, "passkeys": [], "recovery_codes_left": 10},
        demo=False,
    )

    key: str
    name: str
    email: str
    language: str
    revision: int
    roles: list[MyRole]
    permissions: list[str]
    factors: MyFactors
    demo: bool


class MeEdit(BaseModel):
    """What one may change of oneself; what is left out stays."""

    model_config = example(name="Erika Mustermann", language="pl")

    name: Name | None = None
    language: str | None = Field(default=None, max_length=20, description="One of the codes at /county.")


class PasswordChange(BaseModel):
    """The present password and a new one."""

    model_config = example(current="vier ruhige Worte genügen", new="fünf Worte sind noch ruhiger")

    current: Password
    new: NewPassword


class TotpProposal(BaseModel):
    """A secret for an authenticator app: as text, as address, as picture."""

    model_config = example(secret="…", uri="otpauth://totp/…", qr="data:image/svg+xml;base64,…")  # noqa: S106 - an example

    secret: str
    uri: str
    qr: str


class RecoveryCodes(BaseModel):
    """Ten codes, shown this once. Each replaces the second factor one time."""

    model_config = example(recovery_codes=["abcd-efgh-jkmn-pqrs"])

    recovery_codes: list[str]


class NewPasskey(Credential):
    """A passkey the browser made, and what its owner calls it."""

    model_config = example(name="Diensthandy", credential={"id": "…", "type": "public-key", "response": {}})

    name: Label


class PasskeyMade(PasskeyView):
    """A new passkey; with recovery codes when it is the first second factor."""

    model_config = example(
        id=1, name="Diensthandy", created_on="2026-11-22", last_used_on=None, recovery_codes=["abcd-efgh-jkmn-pqrs"]
    )

    recovery_codes: list[str] | None


class MySession(BaseModel):
    """A sign-in of one's own; `device` is the kind of browser and system."""

    model_config = example(
        id=12,
        current=True,
        created_at="2026-11-22T13:00:00+01:00",
        seen_at="2026-11-22T13:20:00+01:00",
        device="Firefox, Linux",
    )

    id: int
    current: bool
    created_at: dt.datetime
    seen_at: dt.datetime
    device: str


class MySessions(BaseModel):
    """Where one is signed in, the newest 100."""

    model_config = example(items=[])

    items: list[MySession]


class MatterView(BaseModel):
    """Something that waits for one; `title` is a name or a text in all languages."""

    model_config = example(
        kind="invitation_expired",
        title="Erika Mustermann",
        link="/team/konten/7",
        due=None,
        waiting_since=None,
        count=1,
    )

    kind: str
    title: str | dict[str, Any]
    link: str
    due: dt.date | None
    waiting_since: dt.date | None
    count: int


class Todo(BaseModel):
    """Everything that waits for one, of all rooms."""

    model_config = example(items=[])

    items: list[MatterView]
