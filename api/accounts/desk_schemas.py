"""Drafts, deputies and tokens over the wire."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.accounts import drafts, tokens
from api.accounts.schemas import Label, Mail, example
from api.kernel.time import Day

Key = Annotated[str, Field(pattern="^[a-z0-9-]{1,100}$")]
_SENT_DRAFT: dict[str, Any] = {"base_revision": 4, "values": {"summary": "Neuer Text"}}
_TOKEN: dict[str, Any] = {
    "id": 1,
    "name": "Statistik",
    "scopes": ["measures.read"],
    "area": None,
    "created_on": "2026-11-22",
    "expires_on": "2027-02-20",
    "last_used_on": None,
}


class DraftHead(BaseModel):
    """A draft, without what was typed."""

    model_config = example(key="measures-3", base_revision=4, saved_at="2026-11-22T13:20:00+01:00")

    key: str
    base_revision: int | None
    saved_at: dt.datetime


class Drafts(BaseModel):
    """All of one's drafts, 100 at most."""

    model_config = example(items=[])

    items: list[DraftHead]


class DraftView(DraftHead):
    """A draft with what was typed."""

    model_config = example(key="measures-3", saved_at="2026-11-22T13:20:00+01:00", **_SENT_DRAFT)

    values: dict[str, Any]


class DraftWish(BaseModel):
    """What was typed, and over which revision; null for something new."""

    model_config = example(**_SENT_DRAFT)

    base_revision: int | None = Field(default=None, ge=1)
    values: dict[str, Any] = Field(description=f"At most {drafts.LARGEST // 1024} KB.")


class DeputyView(BaseModel):
    """Somebody who stands in; `given`: for oneself, else one stands in for `name`."""

    model_config = example(
        id=3,
        account=9,
        name="Max Beispiel",
        given=True,
        valid_from="2026-11-22",
        valid_to="2026-12-06",
        accepted=False,
    )

    id: int
    account: int
    name: str
    given: bool
    valid_from: dt.date
    valid_to: dt.date
    accepted: bool = Field(description="Only then the roles go over, and from `valid_from` on.")


class Colleague(BaseModel):
    """Somebody who works here."""

    account: int
    name: str


class Colleagues(BaseModel):
    """Everybody who can sign in, by name."""

    model_config = example(items=[{"account": 9, "name": "Max Beispiel"}])

    items: list[Colleague]


class Deputies(BaseModel):
    """Who stands in for one and for whom one stands in, and who else could."""

    model_config = example(items=[], colleagues=[{"account": 9, "name": "Max Beispiel"}])

    items: list[DeputyView]
    colleagues: list[Colleague] = Field(
        description="Who has a role of one's own, for the same area, organisation or office."
    )


class DeputyWish(BaseModel):
    """Who shall stand in, and on which days: one of `colleagues`, or whoever has a mail address."""

    model_config = example(account=9, valid_to="2026-12-06")

    account: int | None = Field(default=None, ge=1, le=2**31 - 1)
    email: Mail | None = None
    valid_from: Day | None = Field(default=None, description="First day; today when left out.")
    valid_to: Day


class TokenView(BaseModel):
    """A token; its text was shown when it was made."""

    model_config = example(**_TOKEN)

    id: int
    name: str
    scopes: list[str]
    area: str | None
    created_on: dt.date
    expires_on: dt.date = Field(description="Last day it works.")
    last_used_on: dt.date | None


class Tokens(BaseModel):
    """All of one's tokens, 50 at most."""

    model_config = example(items=[])

    items: list[TokenView]


class TokenMade(TokenView):
    """A new token with its text, shown this once."""

    model_config = example(**_TOKEN, token="wik_…")  # noqa: S106 - an example

    token: str


class TokenWish(BaseModel):
    """What a program shall be able to do, where, and for how many days."""

    model_config = example(name="Statistik", scopes=["measures.read"], area=None, days=90)

    name: Label
    scopes: Annotated[list[Annotated[str, Field(max_length=80)]], Field(min_length=1, max_length=100)]
    area: str | None = Field(default=None, max_length=20, description="Key of an area; null for no limit.")
    days: int = Field(default=tokens.DAYS, ge=1, le=tokens.MOST_DAYS)
