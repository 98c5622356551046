"""Who a cookie or a token belongs to and what they may be today: one statement each."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import and_, or_
from sqlmodel import Session, bindparam, col, exists, select

from api.accounts import sealing
from api.accounts.tables import Account, AccountSession, AccountState, ApiToken, Deputy, Passkey, RoleGrant, Totp
from api.kernel.permission import Actor, Grant, Role
from api.kernel.reading import columns, rows_of
from api.kernel.tables import RoomRevision
from api.kernel.time import now, today

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=10)
FRESH = dt.timedelta(minutes=10)  # how long somebody counts as having just shown who they are
# Roles that see personal data.
COMPULSORY = frozenset(
    {
        Role.admin,
        Role.project_manager,
        Role.area_staff,
        Role.trainer,
        Role.mentoring_coordinator,
        Role.box_officer,
        Role.council_member,  # the members of working groups
        Role.author,
    }
)
AreaKeys = Callable[[str], frozenset[str]]

_PLACES = select(RoomRevision.revision).where(col(RoomRevision.room) == "places").scalar_subquery()
HAS_APP = exists().where(col(Totp.account) == col(Account.id), col(Totp.secret).is_not(None))
HAS_PASSKEY = exists().where(col(Passkey.account) == col(Account.id))
_DAY: Any = cast("Any", bindparam)("day")
_PERSON: list[Any] = [
    cast("Any", col(Account.id)).label("account"),
    Account.email,
    Account.name,
    Account.language,
    Account.demo,
    HAS_APP.label("totp"),
    HAS_PASSKEY.label("passkey"),
    _PLACES.label("places"),
    RoleGrant.role,
    RoleGrant.area,
    RoleGrant.organisation,
    RoleGrant.office,
]


def _with_grants(statement: Any) -> Any:
    """Add a row per role of the account, or of those it stands in for, on the asked day."""
    standing_in = and_(
        col(Deputy.deputy) == col(Account.id),
        col(Deputy.accepted_on).is_not(None),
        col(Deputy.valid_from) <= _DAY,
        col(Deputy.valid_to) >= _DAY,
    )
    held = and_(
        or_(col(RoleGrant.account) == col(Account.id), col(RoleGrant.account) == col(Deputy.account)),
        col(RoleGrant.valid_from) <= _DAY,
        col(RoleGrant.valid_to) >= _DAY,
    )
    return statement.outerjoin(Deputy, standing_in).outerjoin(RoleGrant, held)


_BY_COOKIE = _with_grants(
    columns(
        col(AccountSession.id).label("session"),
        AccountSession.second_factor,
        AccountSession.proved_at,
        AccountSession.seen_at,
        AccountSession.ends_at,
        *_PERSON,
    ).join(Account, col(Account.id) == col(AccountSession.account))
).where(col(AccountSession.id_hash) == bindparam("hash"), col(Account.state) == AccountState.active)
_BY_TOKEN = _with_grants(
    columns(
        col(ApiToken.id).label("token"),
        ApiToken.scopes,
        col(ApiToken.area).label("limit"),
        ApiToken.last_used_on,
        *_PERSON,
    ).join(Account, col(Account.id) == col(ApiToken.account))
).where(
    col(ApiToken.token_hash) == bindparam("hash"),
    col(ApiToken.expires_on) >= _DAY,
    col(Account.state) == AccountState.active,
)


class Stage(StrEnum):
    """How far a sign-in has come."""

    second_factor = "second_factor"
    enrolment = "enrolment"
    signed_in = "signed_in"


@dataclass(frozen=True)
class Visit:
    """A sign-in that is still good: whose, how far it has come, and until when at the latest.

    `fresh`: within the last ten minutes the person has shown who they are.
    """

    session: int
    id_hash: str
    account: int
    email: str
    name: str
    demo: bool
    totp: bool
    passkey: bool
    stage: Stage
    fresh: bool
    seen_at: dt.datetime
    ends_at: dt.datetime
    actor: Actor


def key_of(account: int) -> str:
    """Return how an account is named in the audit trail."""
    return f"account:{account}"


def visit(
    session: Session, cookie: str, areas: Callable[[int], AreaKeys], seen: Callable[[str], dt.datetime | None]
) -> Visit | None:
    """Return the sign-in of a cookie, None when there is none or it has ended.

    `areas` turns the revision of `places` into what covers which areas; `seen` knows later sightings than the table.
    """
    id_hash, moment = sealing.digest(cookie), now(session)
    rows = rows_of(session, _BY_COOKIE, hash=id_hash, day=today(session))
    if not rows:
        return None
    first = rows[0]
    seen_at = max(first.seen_at, seen(id_hash) or first.seen_at)
    if moment - seen_at >= IDLE or moment >= first.ends_at:
        return None
    return _visit(first, id_hash, _actor(rows, areas), moment)


def _visit(first: Any, id_hash: str, actor: Actor, moment: dt.datetime) -> Visit:
    return Visit(
        session=first.session,
        id_hash=id_hash,
        account=first.account,
        email=first.email,
        name=first.name,
        demo=first.demo,
        totp=first.totp,
        passkey=first.passkey,
        stage=_stage(first, actor),
        fresh=first.proved_at is not None and moment - first.proved_at < FRESH,
        seen_at=first.seen_at,
        ends_at=first.ends_at,
        actor=actor,
    )


def _stage(row: Any, actor: Actor) -> Stage:
    if row.second_factor:
        return Stage.signed_in
    if row.totp or row.passkey:
        return Stage.second_factor
    return Stage.enrolment if any(grant.role in COMPULSORY for grant in actor.grants) else Stage.signed_in


@dataclass(frozen=True)
class TokenUse:
    """A token that is still good; `last_used_on` is the day it was used before."""

    token: int
    last_used_on: dt.date | None
    actor: Actor


def token_use(session: Session, token: str, areas: Callable[[int], AreaKeys]) -> TokenUse | None:
    """Return whose token this is and what it may do now: its scopes, as far as its owner's rights go."""
    rows = rows_of(session, _BY_TOKEN, hash=sealing.digest(token), day=today(session))
    if not rows:
        return None
    first = rows[0]
    limit = areas(first.places or 0)(first.limit) if first.limit else None
    actor = _actor(rows, areas, frozenset(first.scopes), limit)
    return TokenUse(first.token, first.last_used_on, actor)


def _actor(
    rows: Sequence[Any],
    areas: Callable[[int], AreaKeys],
    scopes: frozenset[str] | None = None,
    limit: frozenset[str] | None = None,
) -> Actor:
    first = rows[0]
    grants = tuple(
        Grant(Role(role), areas(first.places or 0)(area) if area else frozenset(), organisation, office)
        for role, area, organisation, office in dict.fromkeys(
            (row.role, row.area, row.organisation, row.office) for row in rows if row.role
        )
    )
    return Actor(key_of(first.account), grants, scopes, limit, first.account, first.language)
