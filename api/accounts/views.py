"""Accounts as they are shown: with the names of what their roles are limited to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from api.accounts import second_factor
from api.accounts.account_schemas import AccountView, RoleView
from api.accounts.me_schemas import Me, MyFactors, MyRole, Named, PasskeyView
from api.accounts.rights import HAS_APP, HAS_PASSKEY, key_of
from api.accounts.schemas import FactorsView
from api.accounts.tables import FOREVER, Account, Deputy, Invitation, Passkey, RoleGrant, Source, Totp
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Permission, Role, can
from api.kernel.reading import columns, rows_of
from api.kernel.time import now, spoken, today
from api.places import ORGANISATIONS, read_territory

_INVITED = (
    select(func.max(col(Invitation.expires_at)))
    .where(col(Invitation.account) == col(Account.id), col(Invitation.used).is_(False))
    .correlate(Account)
    .scalar_subquery()
)
_KEYS = (col(Account.name), col(Account.id))
_LISTED = columns(
    *_KEYS,
    Account.email,
    Account.language,
    Account.state,
    Account.demo,
    Account.revision,
    HAS_APP.label("app"),
    HAS_PASSKEY.label("passkey"),
    _INVITED.label("until"),
)


_AUTHORS, _OFFICERS = ORGANISATIONS.alias("of_author"), ORGANISATIONS.alias("of_officer")
_HELD = (
    columns(RoleGrant, _AUTHORS.c.name.label("organisation_name"), _OFFICERS.c.name.label("office_name"))
    .outerjoin(_AUTHORS, _AUTHORS.c.key == col(RoleGrant.organisation))
    .outerjoin(_OFFICERS, _OFFICERS.c.key == col(RoleGrant.office))
    .order_by(col(RoleGrant.id))
)


@dataclass(frozen=True)
class Held:
    """A role with the names of what it is limited to."""

    row: RoleGrant
    area: Named | None
    organisation: Named | None
    office: Named | None


def _held(session: Session, where: Any) -> list[Held]:
    """Return roles with names, in two statements."""
    found = rows_of(session, _HELD.where(where))
    areas = read_territory(session).places if any(row.area for row, _, _ in found) else {}
    return [
        Held(
            row,
            Named(key=row.area, name=areas[row.area].name) if row.area else None,
            Named(key=row.organisation, name=organisation) if row.organisation else None,
            Named(key=row.office, name=office) if row.office else None,
        )
        for row, organisation, office in found
    ]


def accounts(session: Session, wanted: Wish) -> Listing[AccountView]:
    """Return a page of accounts by name with roles, factors and open invitations, in three statements."""
    found = page(session, _LISTED, _KEYS, wanted)
    held = _roles_of(session, {row.id for row in found[0]})
    return listing(found, lambda row: _account(session, row, held[row.id]))


def account(session: Session, row: Account) -> AccountView:
    """Return one account."""
    (found,) = rows_of(session, _LISTED.where(col(Account.id) == row.id))
    return _account(session, found, _roles_of(session, {found.id})[found.id])


def _roles_of(session: Session, numbers: set[int]) -> Mapping[int, list[RoleView]]:
    """Return roles that hold today or later, by account."""
    lasting = and_(col(RoleGrant.valid_to) >= today(session), col(RoleGrant.account).in_(sorted(numbers)))
    held: defaultdict[int, list[RoleView]] = defaultdict(list)
    for one in _held(session, lasting):
        held[one.row.account].append(_role(one))
    return held


def _open(session: Session, until: dt.datetime | None) -> dt.datetime | None:
    return spoken(until) if until is not None and until > now(session) else None


def _account(session: Session, row: Any, roles: list[RoleView]) -> AccountView:
    return AccountView(
        id=row.id,
        key=key_of(row.id),
        email=row.email,
        name=row.name,
        language=row.language,
        state=row.state,
        roles=roles,
        factors=FactorsView(totp=row.app, passkey=row.passkey),
        invited_until=_open(session, row.until),
        demo=row.demo,
        revision=row.revision,
    )


def _role(one: Held) -> RoleView:
    return RoleView(
        role=Role(one.row.role),
        area=one.area,
        organisation=one.organisation,
        office=one.office,
        valid_from=one.row.valid_from,
        valid_to=None if one.row.valid_to == FOREVER else one.row.valid_to,
        source=Source(one.row.source),
    )


def me(session: Session, actor: Actor) -> tuple[Me, Account]:
    """Return who is signed in, with today's roles and permissions."""
    assert actor.account is not None  # noqa: S101 - a person asks
    row = session.get_one(Account, actor.account)
    view = Me(
        key=actor.key,
        name=row.name,
        email=row.email,
        language=row.language,
        revision=row.revision,
        roles=_my_roles(session, actor.account),
        permissions=sorted(code for code, permission in Permission.every.items() if can(actor, permission)),
        factors=my_factors(session, actor.account),
        demo=row.demo,
    )
    return view, row


def _my_roles(session: Session, account: int) -> list[MyRole]:
    day = today(session)
    givers = _givers(session, account, day)
    today_held = and_(col(RoleGrant.valid_from) <= day, col(RoleGrant.valid_to) >= day)
    found = _held(session, and_(today_held, col(RoleGrant.account).in_([account, *givers])))
    roles: list[MyRole] = []
    for one in found:
        giver = givers.get(one.row.account)
        last = min(giver[0], one.row.valid_to) if giver else one.row.valid_to
        roles.append(
            MyRole(
                role=Role(one.row.role),
                area=one.area,
                organisation=one.organisation,
                office=one.office,
                until=None if last == FOREVER else last,
                deputy_for=giver[1] if giver else None,
            )
        )
    return roles


def _givers(session: Session, account: int, day: dt.date) -> dict[int, tuple[dt.date, str]]:
    """Return whom an account stands in for on a day: until when, and the name."""
    standing_in = (
        columns(Deputy.account, Deputy.valid_to, Account.name)
        .join(Account, col(Account.id) == col(Deputy.account))
        .where(
            col(Deputy.deputy) == account,
            col(Deputy.accepted_on).is_not(None),
            col(Deputy.valid_from) <= day,
            col(Deputy.valid_to) >= day,
        )
    )
    return {giver: (last, name) for giver, last, name in rows_of(session, standing_in)}


def my_factors(session: Session, account: int) -> MyFactors:
    """Return the second factors of an account."""
    app = session.get(Totp, account)
    keys = session.exec(select(Passkey).where(col(Passkey.account) == account).order_by(col(Passkey.id))).all()
    return MyFactors(
        totp=app is not None and app.secret is not None,
        passkeys=[passkey(row) for row in keys],
        recovery_codes_left=second_factor.recovery_codes_left(session, account),
    )


def passkey(row: Passkey) -> PasskeyView:
    """Return a passkey as it is shown."""
    return PasskeyView(id=row.id or 0, name=row.name, created_on=row.created_on, last_used_on=row.last_used_on)
