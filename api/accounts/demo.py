"""Accounts of a demo, one for each role: everybody may know how to sign in with them."""

import base64
import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlmodel import Session, col, select

from api.accounts import passwords, sealing, second_factor
from api.accounts.schemas import DemoLogin, Mail, Name
from api.accounts.tables import Account, AccountState, RoleGrant, Source, Totp
from api.kernel.audit import PROFILE
from api.kernel.permission import Role
from api.kernel.synchronising import Differences, Manner, synchronise
from api.kernel.tables import Installation

PASSWORD = "Willkommen zur Vorführung"  # noqa: S105 - it stands on the sign-in page of every demo
_SINCE = dt.date(2000, 1, 1)  # demo roles always hold
_LOGINS = (
    select(Account, RoleGrant.role, Totp)
    .join(RoleGrant, col(RoleGrant.account) == col(Account.id))
    .join(Totp, col(Totp.account) == col(Account.id))
    .where(col(Account.demo).is_(True), col(Account.state) == AccountState.active)
    .order_by(col(Account.id))
)


class DemoAccount(BaseModel):
    """An item of the key `accounts` of `demo.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    email: Annotated[Mail, Field(pattern=r"@example\.(org|com|net)$")]
    name: Name
    role: Role
    area: str | None = None
    organisation: str | None = None
    office: str | None = None

    @model_validator(mode="after")
    def _limited_as_the_role_is(self) -> Self:
        for role, name in ((Role.area_staff, "area"), (Role.author, "organisation"), (Role.box_officer, "office")):
            if (self.role is role) != (getattr(self, name) is not None):
                raise ValueError(f"{name}: goes with the role {role} and no other")
        return self


def load(session: Session, people: Sequence[DemoAccount], *, apply: bool) -> list[Differences]:
    """Bring the accounts of a demo to what `people` say, passwords and second factors included."""
    wanted = [
        {
            "email": one.email,
            "name": one.name,
            "language": "de",
            "state": AccountState.active,
            "password": _password_hash(),
            "demo": True,
        }
        for one in people
    ]
    found = [synchronise(session, PROFILE, Account, wanted, key=["email"], manner=Manner(apply=apply))]
    known = {row.email: row.id or 0 for row in session.exec(select(Account).where(col(Account.demo).is_(True))).all()}
    roles = [_role(known[one.email], one) for one in people if one.email in known]
    found.append(synchronise(session, PROFILE, RoleGrant, roles, key=["account", "role"], manner=Manner(apply=apply)))
    if apply:
        for email, number in known.items():
            session.merge(Totp(account=number, secret=sealing.PLAIN + _totp_secret(email)))
        session.flush()
    for one in found:
        one.kept.clear()  # people who were invited to a demo are none of the profile's business
    return found


def logins(session: Session, secret: str) -> list[DemoLogin] | None:
    """Return how to sign in with each role, codes of this moment included; None in a database without demo data."""
    if session.get(Installation, "demo") is None:
        return None
    return [
        DemoLogin(
            role=Role(role),
            name=account.name,
            email=account.email,
            password=PASSWORD,
            code=second_factor.current_code(session, secret, totp),
        )
        for account, role, totp in session.exec(_LOGINS).all()
    ]


def is_demo(session: Session) -> bool:
    """Say whether this is a demo: the database was filled as one, or holds an account of one."""
    left = select(Account.id).where(col(Account.demo).is_(True)).limit(1)
    return session.get(Installation, "demo") is not None or session.exec(left).first() is not None


def _role(account: int, one: DemoAccount) -> dict[str, Any]:
    limits = {"area": one.area, "organisation": one.organisation, "office": one.office}
    return {"account": account, "role": one.role, "valid_from": _SINCE, "source": Source.local, **limits}


@cache
def _password_hash() -> str:
    """Return one hash for all demo accounts, the same on every run."""
    return passwords.hashed(PASSWORD, salt=b"wik: known to all")


def _totp_secret(email: str) -> str:
    return base64.b32encode(hashlib.sha256(email.encode()).digest()[:20]).decode()
