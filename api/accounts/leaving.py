"""When somebody leaves: nothing opens for them any more, what was theirs goes to a successor; and erasing for good."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from api.accounts import deputies, grants, second_factor, service, sessions, tokens
from api.accounts.tables import Account, AccountState, Challenge, Draft, Invitation, RoleGrant
from api.kernel import audit, mail
from api.kernel.matters import HandOn
from api.kernel.permission import Actor, Role
from api.kernel.problems import Conflict, Invalid, Issue
from api.kernel.tables import AuditEntry

TOMBSTONES = "erased"  # file in data_dir
_SYSTEM = Actor("system:accounts")


def end(session: Session, actor: Actor, number: int, successor: int | None, hand_on: Sequence[HandOn]) -> int:
    """End an account: sign-ins, tokens, roles, deputyships; return how many open matters went to the successor.

    Raises LastAdministrator, Conflict for one that has ended, Invalid for a successor who cannot sign in.
    """
    account = service.read(session, number, lock=True)
    if account.state == AccountState.ended:
        raise Conflict(Issue("", "ended", "This account has ended already."))
    if successor is not None:
        person = session.get(Account, successor)
        if person is None or person.state != AccountState.active or successor == number:
            raise Invalid(Issue("/successor", "unknown_account", "Take another account that can sign in."))
    handed = sum(one(session, actor, number, successor) for one in hand_on)
    held = grants.current(session, number)
    grants.end(session, actor, held)
    account.state, account.password = AccountState.ended, None
    audit.record(session, actor, "change", account, public=False)
    audit.note(session, actor, "end", service.KIND, str(number))
    if any(row.role == Role.admin for row in held):
        grants.require_administrator(session)
    _close(session, actor, number)
    return handed


def _close(session: Session, actor: Actor, number: int) -> None:
    sessions.end_all(session, number)
    tokens.remove_all(session, actor, number)
    deputies.dismiss_all(session, actor, number)
    second_factor.remove_all(session, number)
    for table in (Invitation, Draft):
        session.connection().execute(delete(table).where(col(table.account) == number))
    session.connection().execute(delete(Challenge))  # of minutes; whose they are stands inside
    mail.forget(session, number)


def erase(session: Session, actor: Actor, number: int, hand_on: Sequence[HandOn]) -> None:
    """Delete an account and what is only its own; the trail keeps its number. May raise LastAdministrator."""
    was_admin = any(row.role == Role.admin for row in grants.current(session, number))
    _erase(session, actor, number, hand_on)
    if was_admin:
        grants.require_administrator(session)


def _erase(session: Session, actor: Actor, number: int, hand_on: Sequence[HandOn]) -> None:
    account = session.get_one(Account, number)
    for one in hand_on:
        one(session, actor, number, None)
    _close(session, actor, number)
    held = session.exec(select(RoleGrant).where(col(RoleGrant.account) == number)).all()
    audit.record(session, actor, "delete", *held, public=False)
    audit.record(session, actor, "delete", account, public=False)


def tombstone(email: str) -> str:
    """Return what is kept of somebody erased: enough to know them again, too slow to guess (scrypt, RFC 7914)."""
    return hashlib.scrypt(email.strip().lower().encode(), salt=b"wik erased", n=2**14, r=8, p=1, dklen=32).hex()


def bury(data_dir: Path, email: str, moment: dt.datetime) -> None:
    """Add a tombstone to the file that lies beside the database and is no part of a backup."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / TOMBSTONES).open("a", encoding="ascii") as file:
        file.write(f"{moment.isoformat()} {tombstone(email)}\n")


def tombstones(data_dir: Path) -> list[str]:
    """Return the tombstones of this installation."""
    file = data_dir / TOMBSTONES
    return file.read_text(encoding="ascii").splitlines() if file.is_file() else []


def erase_again(session: Session, stones: Iterable[str], hand_on: Sequence[HandOn] = ()) -> int:
    """Erase everybody a restored backup brought back to life; return how many.

    Whoever was invited anew after being erased is somebody new, and stays.
    """
    buried = {name: dt.datetime.fromisoformat(moment) for moment, name in (line.split() for line in stones)}
    if not buried:
        return 0
    made = select(AuditEntry.object_key, func.max(col(AuditEntry.at))).where(
        col(AuditEntry.object_type) == service.KIND, col(AuditEntry.action) == "create"
    )
    created = dict(session.exec(made.group_by(col(AuditEntry.object_key))).all())
    back: list[int] = []
    for row in session.exec(select(Account)).all():
        died, born = buried.get(tombstone(row.email)), created.get(str(row.id))
        if row.id is not None and died is not None and (born is None or born <= died):
            back.append(row.id)
    for number in back:
        _erase(session, _SYSTEM, number, hand_on)
    return len(back)
