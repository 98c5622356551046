"""Giving and taking roles, each with its days; roles of an area that became part of another move along."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from api.accounts.problems import LastAdministrator
from api.accounts.reach import heir
from api.accounts.tables import FOREVER, Account, AccountState, RoleGrant, Source
from api.kernel import audit
from api.kernel.permission import Actor, Role
from api.kernel.problems import Invalid, Issue
from api.kernel.time import today
from api.places import Territory, find_organisations, read_territory

_ONE_DAY = dt.timedelta(days=1)
_SYSTEM = Actor("system:accounts")
_LIMITED_BY = {Role.area_staff: "area", Role.author: "organisation", Role.box_officer: "office"}


@dataclass(frozen=True)
class Wish:
    """A role somebody shall have up to and with a day, and what it is limited to."""

    role: Role
    area: str | None = None
    organisation: str | None = None
    office: str | None = None
    valid_to: dt.date = FOREVER


def current(session: Session, account: int | None = None) -> list[RoleGrant]:
    """Return the roles that hold today or later, of one account or of all."""
    found = select(RoleGrant).where(col(RoleGrant.valid_to) >= today(session)).order_by(col(RoleGrant.id))
    if account is not None:
        found = found.where(col(RoleGrant.account) == account)
    return list(session.exec(found).all())


def checked(session: Session, wishes: Sequence[Wish], pointer: str = "/roles") -> None:
    """Raise Invalid for a role without what limits it, with something else, or with a key nobody knows."""
    tree = read_territory(session) if any(wish.area for wish in wishes) else Territory((), ())
    organisations = find_organisations(
        session, [key for wish in wishes for key in (wish.organisation, wish.office) if key is not None]
    )
    issues: list[Issue] = []
    for place, wish in enumerate(wishes):
        needed = _LIMITED_BY.get(wish.role)
        known: dict[str, Callable[[str], bool]] = {
            "area": lambda key: heir(tree, key, today(session)) == key,
            "organisation": organisations.__contains__,
            "office": organisations.__contains__,
        }
        for name, exists in known.items():
            key: str | None = getattr(wish, name)
            where = f"{pointer}/{place}/{name}"
            if name == needed and key is None:
                issues.append(Issue(where, "missing", "This role is limited: say to what."))
            elif name != needed and key is not None:
                issues.append(Issue(where, "not_for_this_role", "This role is not limited like this; leave it out."))
            elif key is not None and not exists(key):
                issues.append(Issue(where, "unknown_key", "There is nothing with this key today."))
        if wish.valid_to < today(session):
            issues.append(Issue(f"{pointer}/{place}/valid_to", "in_the_past", "Take today or a later day."))
    if issues:
        raise Invalid(*issues)


def replace(
    session: Session, actor: Actor, account: int, wishes: Sequence[Wish], source: Source = Source.local
) -> None:
    """Give an account exactly these roles of a source: others end yesterday, present ones stay.

    Raises LastAdministrator when nobody would be left who can give roles.
    """
    present = {_wish_of(row): row for row in current(session, account) if row.source == source}
    gone = [row for wish, row in present.items() if wish not in wishes]
    end(session, actor, gone)
    new = [
        RoleGrant(account=account, valid_from=today(session), source=source, **vars(wish))
        for wish in dict.fromkeys(wishes)
        if wish not in present
    ]
    audit.record(session, actor, "create", *new, public=False)
    if any(row.role == Role.admin for row in gone):
        require_administrator(session)


def add(session: Session, actor: Actor, account: int, wishes: Sequence[Wish]) -> None:
    """Give an account these roles beside those it has."""
    present = {_wish_of(row) for row in current(session, account)}
    new = [
        RoleGrant(account=account, valid_from=today(session), **vars(wish)) for wish in wishes if wish not in present
    ]
    audit.record(session, actor, "create", *new, public=False)


def end(session: Session, actor: Actor, rows: Sequence[RoleGrant]) -> None:
    """Let roles end yesterday; one that began today never was."""
    if any(row.role == Role.admin for row in rows):
        _take_turns(session)
    yesterday = today(session) - _ONE_DAY
    for row in rows:
        if row.valid_from > yesterday:
            audit.record(session, actor, "delete", row, public=False)
        else:
            row.valid_to = yesterday
            audit.record(session, actor, "change", row, public=False)


def _take_turns(session: Session) -> None:
    """Wait for whoever else is just taking administrators away: each would count on the one the other takes."""
    all_of_them = select(RoleGrant.id).where(col(RoleGrant.role) == Role.admin).order_by(col(RoleGrant.id))
    session.exec(all_of_them.with_for_update()).all()


def require_administrator(session: Session) -> None:
    """Raise LastAdministrator unless an account that can sign in is administrator today."""
    day = today(session)
    left = (
        select(RoleGrant.id)
        .join(Account, col(Account.id) == col(RoleGrant.account))
        .where(col(RoleGrant.role) == Role.admin, col(Account.state) == AccountState.active)
        .where(col(RoleGrant.valid_from) <= day, col(RoleGrant.valid_to) >= day)
    )
    if session.exec(left).first() is None:
        raise LastAdministrator


def follow_areas(session: Session) -> int:
    """Move roles of areas that became part of another one to that one, audited; return how many. A daily chore."""
    day, tree = today(session), read_territory(session)
    moved = 0
    for row in current(session):
        if row.area is None or row.valid_from > day:
            continue
        present = heir(tree, row.area, day)
        if present is None or present == row.area:
            continue
        wish = Wish(Role(row.role), area=present, valid_to=row.valid_to)
        account, source = row.account, row.source
        end(session, _SYSTEM, [row])
        new = RoleGrant(account=account, valid_from=day, source=source, **vars(wish))
        audit.record(session, _SYSTEM, "create", new, public=False)
        moved += 1
    return moved


def _wish_of(row: RoleGrant) -> Wish:
    return Wish(Role(row.role), row.area, row.organisation, row.office, row.valid_to)
