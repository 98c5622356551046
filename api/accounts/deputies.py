"""Standing in for somebody: their roles as well as one's own, once one has accepted, up to a day that must be named."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api.accounts.tables import Account, AccountState, Deputy, RoleGrant
from api.kernel import audit
from api.kernel.permission import Actor, Role
from api.kernel.problems import Conflict, Invalid, Issue, NotFound
from api.kernel.time import today

LONGEST = dt.timedelta(days=366)
MOST = 10  # at a time


@dataclass(frozen=True)
class Wish:
    """Who shall stand in: a colleague by number, or anybody by mail address; `valid_from` None is today."""

    account: int | None
    email: str | None
    valid_from: dt.date | None
    valid_to: dt.date


def listed(session: Session, account: int) -> list[tuple[Deputy, str, str]]:
    """Return who stands in for an account and for whom it stands in, today or later, with both names."""
    giver, taker = aliased(Account), aliased(Account)
    found = (
        select(Deputy, giver.name, taker.name)
        .join(giver, col(giver.id) == col(Deputy.account))
        .join(taker, col(taker.id) == col(Deputy.deputy))
        .where((col(Deputy.account) == account) | (col(Deputy.deputy) == account))
        .where(col(Deputy.valid_to) >= today(session))
        .order_by(col(Deputy.id))
    )
    return list(session.exec(found).all())


def colleagues(session: Session, account: int) -> list[Account]:
    """Return who can sign in and has a role of the account's own, limited to the same; by name."""
    day, mine, theirs = today(session), aliased(RoleGrant), aliased(RoleGrant)
    of_mine = (
        select(theirs.account)
        .join(mine, _same(mine, theirs))
        .where(col(mine.account) == account, _holds(mine, day), _holds(theirs, day))
    )
    return [row for row in everybody(session, col(Account.id).in_(of_mine)) if row.id != account]


def holders(session: Session, role: Role) -> list[tuple[int, str]]:
    """Return number and name of who can sign in and has a role today; by name."""
    theirs = select(RoleGrant.account).where(RoleGrant.role == role, _holds(RoleGrant, today(session)))
    return [(row.id or 0, row.name) for row in everybody(session, col(Account.id).in_(theirs))]


def everybody(session: Session, *where: ColumnElement[bool]) -> list[Account]:
    """Return who can sign in, by name."""
    active = select(Account).where(col(Account.state) == AccountState.active, *where)
    return list(session.exec(active.order_by(func.lower(col(Account.name)), col(Account.id))).all())


def asked(session: Session, account: int) -> list[tuple[Deputy, str]]:
    """Return what an account was asked and has not answered, with the name of who asks."""
    found = (
        select(Deputy, Account.name)
        .join(Account, col(Account.id) == col(Deputy.account))
        .where(col(Deputy.deputy) == account, col(Deputy.accepted_on).is_(None))
        .where(col(Deputy.valid_to) >= today(session))
        .order_by(col(Deputy.id))
    )
    return list(session.exec(found).all())


def appoint(session: Session, actor: Actor, wish: Wish) -> Deputy:
    """Ask somebody to stand in for the actor.

    Raises Invalid for nobody one may ask, oneself, or days in the past, out of order or too far; Conflict for too many.
    """
    assert actor.account is not None  # noqa: S101 - a person asks
    day = today(session)
    begin = wish.valid_from or day
    person = _person(session, actor.account, wish)
    if begin < day:
        raise Invalid(Issue("/valid_from", "out_of_range", "Take today or a later day."))
    if not begin <= wish.valid_to <= day + LONGEST:
        raise Invalid(Issue("/valid_to", "out_of_range", "Take the first day or a later one, a year ahead at most."))
    if sum(row.account == actor.account for row, _, _ in listed(session, actor.account)) >= MOST:
        raise Conflict(Issue("", "too_many", f"At most {MOST} people can stand in at a time."))
    row = Deputy(account=actor.account, deputy=person, valid_from=begin, valid_to=wish.valid_to)
    audit.record(session, actor, "create", row, public=False)
    return row


def accept(session: Session, actor: Actor, number: int) -> Deputy:
    """Accept to stand in. Raises NotFound for what nobody asks the actor (any more)."""
    row = session.get(Deputy, number, with_for_update=True)
    if row is None or row.deputy != actor.account or row.valid_to < today(session):
        raise NotFound
    if row.accepted_on is None:
        row.accepted_on = today(session)
        audit.record(session, actor, "change", row, public=False)
    return row


def dismiss(session: Session, actor: Actor, number: int) -> None:
    """End a deputyship one has given or taken, or was asked for. Raises NotFound for those of others."""
    row = session.get(Deputy, number, with_for_update=True)
    if row is None or actor.account not in {row.account, row.deputy}:
        raise NotFound
    audit.record(session, actor, "delete", row, public=False)


def dismiss_all(session: Session, actor: Actor, account: int) -> None:
    """End every deputyship an account has given or taken."""
    mine = select(Deputy).where((col(Deputy.account) == account) | (col(Deputy.deputy) == account))
    audit.record(session, actor, "delete", *session.exec(mine).all(), public=False)


def _person(session: Session, giver: int, wish: Wish) -> int:
    """Return the account meant by a wish: numbers are those of colleagues, so that nobody counts through all names."""
    if (wish.account is None) == (wish.email is None):
        raise Invalid(Issue("/email", "account_or_email", "Give either one of `colleagues` or a mail address."))
    if wish.email is None:
        if wish.account not in {row.id for row in colleagues(session, giver)}:
            raise Invalid(Issue("/account", "unknown_account", "Take one of `colleagues` at /me/deputies."))
        return wish.account or 0
    active = select(Account.id).where(col(Account.email) == wish.email, col(Account.state) == AccountState.active)
    person = session.exec(active).first()
    if person is None or person == giver:
        raise Invalid(Issue("/email", "unknown_account", "Nobody else with this mail address can sign in here."))
    return person


def _same(one: Any, other: Any) -> ColumnElement[bool]:
    """Say that two roles are the same and limited to the same; which limit there is follows from the role."""
    limits = [func.coalesce(row.area, row.organisation, row.office, "") for row in (one, other)]
    return (col(one.role) == col(other.role)) & (limits[0] == limits[1])


def _holds(row: Any, day: dt.date) -> ColumnElement[bool]:
    return (col(row.valid_from) <= day) & (col(row.valid_to) >= day)
