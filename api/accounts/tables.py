"""Who may sign in, what they are allowed to be, and what they prove it with."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlmodel import Field

from api.kernel.permission import Role
from api.kernel.tables import Revised, Row, Stored, choice, json

FOREVER = dt.date.max  # stored instead of an open last day, so that dates compare without null


class AccountState(StrEnum):
    """Whether somebody has taken the invitation, and whether they have left."""

    invited = "invited"
    active = "active"
    ended = "ended"


class Source(StrEnum):
    """Who gave a role: somebody here, or the identity provider at each sign-in."""

    local = "local"
    oidc = "oidc"


def _of(*, primary_key: bool = False, index: bool = True) -> Any:
    """Return a column that leads to an account and goes with it."""
    reference = ForeignKey("account.id", ondelete="CASCADE")
    own = index and not primary_key
    return Field(sa_column=Column(Integer, reference, primary_key=primary_key, nullable=False, index=own))


class Account(Revised, table=True):
    """A person who may sign in. `email` is in small letters; `password` an argon2id hash, null without one."""

    __tablename__ = "account"
    __table_args__ = (
        choice(AccountState, "state"),
        CheckConstraint("email = lower(email)", name="email_small"),
        {"sqlite_autoincrement": True},  # the trail names accounts by number: none is ever given twice
    )
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=200, unique=True)
    name: str = Field(max_length=100)
    language: str = Field(default="de", max_length=20)
    state: AccountState = Field(default=AccountState.invited, sa_type=String(10))
    password: str | None = Field(default=None, max_length=300)
    subject: str | None = Field(default=None, max_length=400, unique=True)  # issuer and subject at the provider
    demo: bool = False


class RoleGrant(Row, table=True):
    """A role somebody has from `valid_from` to `valid_to`, both days included, and what it is limited to."""

    __tablename__ = "role_grant"
    __table_args__ = (
        choice(Role, "role"),
        choice(Source, "source"),
        CheckConstraint("(role = 'area_staff') = (area IS NOT NULL)", name="area_of_area_staff"),
        CheckConstraint("(role = 'author') = (organisation IS NOT NULL)", name="organisation_of_author"),
        CheckConstraint("(role = 'box_officer') = (office IS NOT NULL)", name="office_of_box_officer"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account: int = _of()
    role: Role = Field(sa_type=String(30))
    area: str | None = Field(default=None, foreign_key="area.key", max_length=20, index=True)
    organisation: str | None = Field(default=None, foreign_key="organisation.key", max_length=80)
    office: str | None = Field(default=None, foreign_key="organisation.key", max_length=80)
    valid_from: dt.date
    valid_to: dt.date = FOREVER
    source: Source = Field(default=Source.local, sa_type=String(10))


class Deputy(Row, table=True):
    """`deputy` has the roles of `account` from `valid_from` to `valid_to`, once they have accepted."""

    __tablename__ = "deputy"
    __table_args__ = (
        CheckConstraint("account <> deputy", name="somebody_else"),
        CheckConstraint("valid_from <= valid_to", name="days_in_order"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account: int = _of()
    deputy: int = _of()
    valid_from: dt.date
    valid_to: dt.date
    accepted_on: dt.date | None = None


class Totp(Stored, table=True):
    """Secrets of an authenticator app, encrypted: the one in use, and one that waits for its first code.

    A code of time step `last_step` or before does not work again.
    """

    __tablename__ = "totp"
    account: int = _of(primary_key=True)
    secret: str | None = Field(default=None, max_length=300)
    pending: str | None = Field(default=None, max_length=300)
    last_step: int = Field(default=0, sa_type=BigInteger)


class Passkey(Stored, table=True):
    """A passkey of an account; `credential` in base64url."""

    __tablename__ = "passkey"
    id: int | None = Field(default=None, primary_key=True)
    account: int = _of()
    credential: str = Field(max_length=1400, unique=True)
    public_key: bytes
    sign_count: int = Field(default=0, sa_type=BigInteger)
    name: str = Field(max_length=60)
    created_on: dt.date
    last_used_on: dt.date | None = None


class RecoveryCode(Stored, table=True):
    """One of ten codes for the day the phone is lost; SHA-256, each works once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("account", "code_hash"),)
    id: int | None = Field(default=None, primary_key=True)
    account: int = _of(index=False)
    code_hash: str = Field(max_length=64)
    used: bool = False


class AccountSession(Stored, table=True):
    """A sign-in. The cookie holds 256 random bits, here stands their SHA-256."""

    __tablename__ = "account_session"
    id: int | None = Field(default=None, primary_key=True)
    id_hash: str = Field(max_length=64, unique=True)
    account: int = _of()
    second_factor: bool = False
    proved_at: dt.datetime | None = None  # when a password, code or passkey was given last; null: the provider vouched
    device: str = Field(default="", max_length=60)
    created_at: dt.datetime
    seen_at: dt.datetime
    ends_at: dt.datetime


class Invitation(Stored, table=True):
    """A link that lets somebody set a password, once. The token itself follows from `id`, `nonce` and the secret."""

    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    account: int = _of()
    nonce: str = Field(max_length=64)
    token_hash: str = Field(default="", max_length=64, index=True)
    created_at: dt.datetime
    expires_at: dt.datetime
    used: bool = False


class Challenge(Stored, table=True):
    """What a browser was asked and has not answered yet: a passkey's challenge, or a way to the identity provider."""

    __tablename__ = "challenge"
    __table_args__ = (Index(None, "expires_at"),)
    id_hash: str = Field(primary_key=True, max_length=64)
    facts: dict[str, Any] = json()
    expires_at: dt.datetime


class Draft(Stored, table=True):
    """What somebody typed and has not saved; `base_revision` is the one it was typed over."""

    __tablename__ = "draft"
    account: int = _of(primary_key=True)
    key: str = Field(primary_key=True, max_length=100)
    base_revision: int | None = None
    values: dict[str, Any] = json()
    saved_at: dt.datetime = Field(index=True)


class ApiToken(Stored, table=True):
    """A key for programs. `scopes` are permission codes; valid up to and with the day `expires_on`."""

    __tablename__ = "api_token"
    id: int | None = Field(default=None, primary_key=True)
    account: int = _of()
    name: str = Field(max_length=60)
    token_hash: str = Field(max_length=64, unique=True)
    scopes: list[str] = json()
    area: str | None = Field(default=None, foreign_key="area.key", max_length=20)
    created_on: dt.date
    expires_on: dt.date
    last_used_on: dt.date | None = None
