"""What somebody has typed and not saved yet: kept 30 days, seen by nobody else."""

import datetime as dt
import json
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from api.accounts.tables import Draft
from api.kernel.problems import BodyTooLarge, Conflict, Issue, NotFound
from api.kernel.time import now

KEPT = dt.timedelta(days=30)
MOST = 100  # drafts of one account
LARGEST = 64 * 1024  # bytes of one


def listed(session: Session, account: int) -> list[Draft]:
    """Return the drafts of an account, the newest first."""
    mine = select(Draft).where(col(Draft.account) == account)
    return list(session.exec(mine.order_by(col(Draft.saved_at).desc(), col(Draft.key))).all())


def read(session: Session, account: int, key: str) -> Draft:
    """Return one draft. Raises NotFound."""
    found = session.get(Draft, (account, key))
    if found is None:
        raise NotFound
    return found


def save(session: Session, account: int, key: str, base_revision: int | None, values: dict[str, Any]) -> Draft:
    """Keep what was typed, in place of what was there. Raises BodyTooLarge, or Conflict at the 101st."""
    if len(json.dumps(values, ensure_ascii=False).encode()) > LARGEST:
        raise BodyTooLarge
    row = session.get(Draft, (account, key))
    if row is None:
        count = session.exec(select(func.count()).where(col(Draft.account) == account)).one()
        if count >= MOST:
            raise Conflict(Issue("", "too_many", f"An account has at most {MOST} drafts; discard one."))
        row = Draft(account=account, key=key, values=values, saved_at=now(session))
    row.base_revision, row.values, row.saved_at = base_revision, values, now(session)
    session.add(row)
    session.flush()
    return row


def discard(session: Session, account: int, key: str) -> None:
    """Delete a draft; one that is gone already is as wanted."""
    session.connection().execute(delete(Draft).where(col(Draft.account) == account, col(Draft.key) == key))


def forget_old(session: Session) -> int:
    """Delete drafts nobody touched for 30 days and return how many; a daily chore."""
    return session.connection().execute(delete(Draft).where(col(Draft.saved_at) < now(session) - KEPT)).rowcount
