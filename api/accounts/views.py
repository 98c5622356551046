"""Accounts as they are shown: with the names of what their roles are limited to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.accounts import grants, second_factor
from api.accounts.account_schemas import AccountView, RoleView
from api.accounts.me_schemas import Me, MyFactors, MyRole, Named, PasskeyView
from api.accounts.rights import Visit, key_of
from api.accounts.schemas import FactorsView
from api.accounts.tables import FOREVER, Account, Deputy, Invitation, Passkey, RoleGrant, Source, Totp
from api.kernel.permission import Actor, Permission, Role, can
from api.kernel.time import now, spoken, today
from api.places import find_organisations, read_territory


class Names:
    """Names of areas and organisations that roles are limited to; at most two statements for any number."""

    def __init__(self, session: Session, rows: Iterable[RoleGrant]) -> None:
        rows = list(rows)
        keys = {key for row in rows for key in (row.organisation, row.office) if key}
        self.areas = read_territory(session).places if any(row.area for row in rows) else {}
        self.organisations = find_organisations(session, keys) if keys else {}

    def area(self, key: str | None) -> Named | None:
        """Return an area with its name."""
        found: Any = self.areas.get(key or "")
        return Named(key=key, name=found.name if found else key) if key else None

    def organisation(self, key: str | None) -> Named | None:
        """Return an organisation or office with its name."""
        found: Any = self.organisations.get(key or "")
        return Named(key=key, name=found.name if found else key) if key else None


def accounts(session: Session, rows: Sequence[Account]) -> list[AccountView]:
    """Return accounts with roles, factors and open invitations; as many statements for one as for many."""
    wanted = {row.id for row in rows}
    held: defaultdict[int, list[RoleGrant]] = defaultdict(list)
    for grant in grants.current(session):
        if grant.account in wanted:
            held[grant.account].append(grant)
    names = Names(session, (grant for some in held.values() for grant in some))
    apps = set(session.exec(select(Totp.account).where(col(Totp.secret).is_not(None))).all())
    keys = set(session.exec(select(Passkey.account)).all())
    open_ones = select(Invitation.account, Invitation.expires_at)
    invited = dict(
        session.exec(open_ones.where(col(Invitation.used).is_(False), col(Invitation.expires_at) > now(session))).all()
    )
    return [
        _account(row, [_role(one, names) for one in held[row.id or 0]], row.id in apps, row.id in keys, invited)
        for row in rows
    ]


def account(session: Session, row: Account) -> AccountView:
    """Return one account."""
    return accounts(session, [row])[0]


def _account(
    row: Account,
    roles: list[RoleView],
    totp: bool,  # noqa: FBT001 - one caller, just above
    passkey: bool,  # noqa: FBT001
    invited: dict[int, dt.datetime],
) -> AccountView:
    number = row.id or 0
    return AccountView(
        id=number,
        key=key_of(number),
        email=row.email,
        name=row.name,
        language=row.language,
        state=row.state,
        roles=roles,
        factors=FactorsView(totp=totp, passkey=passkey),
        invited_until=spoken(invited[number]) if number in invited else None,
        demo=row.demo,
        revision=row.revision,
    )


def _role(row: RoleGrant, names: Names) -> RoleView:
    return RoleView(
        role=Role(row.role),
        area=names.area(row.area),
        organisation=names.organisation(row.organisation),
        office=names.organisation(row.office),
        valid_from=row.valid_from,
        valid_to=None if row.valid_to == FOREVER else row.valid_to,
        source=Source(row.source),
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
    standing_in = (
        select(RoleGrant, Deputy, Account.name)
        .join(Deputy, col(Deputy.account) == col(RoleGrant.account))
        .join(Account, col(Account.id) == col(Deputy.account))
        .where(col(Deputy.deputy) == account, col(Deputy.valid_from) <= day, col(Deputy.valid_to) >= day)
        .where(col(RoleGrant.valid_from) <= day, col(RoleGrant.valid_to) >= day)
    )
    found: list[tuple[RoleGrant, dt.date, str | None]] = [
        (row, row.valid_to, None) for row in grants.current(session, account) if row.valid_from <= day
    ]
    found += [(row, min(row.valid_to, deputy.valid_to), of) for row, deputy, of in session.exec(standing_in).all()]
    names = Names(session, (row for row, _, _ in found))
    return [
        MyRole(
            role=Role(row.role),
            area=names.area(row.area),
            organisation=names.organisation(row.organisation),
            office=names.organisation(row.office),
            until=None if last == FOREVER else last,
            deputy_for=of,
        )
        for row, last, of in found
    ]


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


def has_factor(visit: Visit) -> bool:
    """Say whether an account has any second factor."""
    return visit.totp or visit.passkey
