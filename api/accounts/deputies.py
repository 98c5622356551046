"""Standing in for somebody: their roles as well as one's own, up to a day that must be named."""

import datetime as dt

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api.accounts.tables import Account, AccountState, Deputy
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Invalid, Issue, NotFound
from api.kernel.time import today

LONGEST = dt.timedelta(days=366)
MOST = 10  # at a time


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
    """Return everybody else who can sign in, by name: whom one may choose."""
    others = select(Account).where(col(Account.state) == AccountState.active, col(Account.id) != account)
    return list(session.exec(others.order_by(func.lower(col(Account.name)), col(Account.id))).all())


def appoint(session: Session, actor: Actor, deputy: int, valid_to: dt.date) -> Deputy:
    """Let somebody stand in for the actor from today. Raises Invalid for nobody, oneself, or a day too far or past."""
    assert actor.account is not None  # noqa: S101 - a person asks
    day = today(session)
    person = session.get(Account, deputy)
    if person is None or person.state != AccountState.active or person.id == actor.account:
        raise Invalid(Issue("/account", "unknown_account", "Take one of `colleagues` at /me/deputies."))
    if not day <= valid_to <= day + LONGEST:
        raise Invalid(Issue("/valid_to", "out_of_range", "Take a day from today on, a year ahead at most."))
    if sum(row.account == actor.account for row, _, _ in listed(session, actor.account)) >= MOST:
        raise Conflict(Issue("", "too_many", f"At most {MOST} people can stand in at a time."))
    row = Deputy(account=actor.account, deputy=deputy, valid_from=day, valid_to=valid_to)
    audit.record(session, actor, "create", row, public=False)
    return row


def dismiss(session: Session, actor: Actor, number: int) -> None:
    """End a deputyship one has given or taken. Raises NotFound for those of others."""
    row = session.get(Deputy, number)
    if row is None or actor.account not in {row.account, row.deputy}:
        raise NotFound
    audit.record(session, actor, "delete", row, public=False)


def dismiss_all(session: Session, actor: Actor, account: int) -> None:
    """End every deputyship an account has given or taken."""
    mine = select(Deputy).where((col(Deputy.account) == account) | (col(Deputy.deputy) == account))
    audit.record(session, actor, "delete", *session.exec(mine).all(), public=False)
