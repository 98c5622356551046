"""Sign-ins: begin one, give it a new id, list and end them. The browser knows the id, the table only its SHA-256."""

import datetime as dt
import re

from sqlalchemy import delete
from sqlmodel import Session, col, select

from api.accounts import sealing
from api.accounts.rights import IDLE, LONGEST
from api.accounts.tables import AccountSession
from api.kernel.time import now

_LISTED = 100
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")  # in this order: each also says the names after it
_NAMES = {"Edg": "Edge", "OPR": "Opera"}
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def begin(session: Session, account: int, *, second_factor: bool, device: str = "", proved: bool = True) -> str:
    """Start a sign-in and return the id for the cookie. It ends after 10 hours, or 30 minutes without a request.

    `proved`: somebody has just shown who they are, and was not only known to the provider from earlier.
    """
    cookie, moment = sealing.random_text(), now(session)
    session.add(
        AccountSession(
            id_hash=sealing.digest(cookie),
            account=account,
            second_factor=second_factor,
            proved_at=moment if proved else None,
            device=device,
            created_at=moment,
            seen_at=moment,
            ends_at=moment + LONGEST,
        )
    )
    session.flush()
    return cookie


def step_up(session: Session, id_hash: str, *, second_factor: bool | None = None, proved: bool = False) -> str | None:
    """Give a sign-in a new id and return it; the old one works no more. None when it has ended meanwhile.

    `proved`: somebody has just shown again who they are.
    """
    found = session.exec(select(AccountSession).where(col(AccountSession.id_hash) == id_hash).with_for_update()).first()
    if found is None:
        return None
    cookie = sealing.random_text()
    found.id_hash, found.seen_at = sealing.digest(cookie), now(session)
    if second_factor is not None:
        found.second_factor = second_factor
    if proved:
        found.proved_at = now(session)
    session.flush()
    return cookie


def end(session: Session, id_hash: str) -> None:
    """End a sign-in."""
    session.connection().execute(delete(AccountSession).where(col(AccountSession.id_hash) == id_hash))


def end_all(session: Session, account: int, *, but: str | None = None) -> int:
    """End every sign-in of an account, except the one with the id hash `but`; return how many."""
    chosen = delete(AccountSession).where(col(AccountSession.account) == account)
    if but is not None:
        chosen = chosen.where(col(AccountSession.id_hash) != but)
    return session.connection().execute(chosen).rowcount


def listed(session: Session, account: int) -> list[AccountSession]:
    """Return the sign-ins of an account that are still good, the newest first."""
    moment = now(session)
    found = (
        select(AccountSession)
        .where(col(AccountSession.account) == account)
        .where(col(AccountSession.ends_at) > moment, col(AccountSession.seen_at) > moment - IDLE)
        .order_by(col(AccountSession.created_at).desc(), col(AccountSession.id).desc())
        .limit(_LISTED)
    )
    return list(session.exec(found).all())


def forget_ended(session: Session) -> int:
    """Delete sign-ins that are over and return how many; a daily chore."""
    moment = now(session)
    over = (col(AccountSession.ends_at) <= moment) | (col(AccountSession.seen_at) <= moment - IDLE - dt.timedelta(1))
    return session.connection().execute(delete(AccountSession).where(over)).rowcount


def device_of(user_agent: str) -> str:
    """Return browser and system in two words, nothing that tells one device from the next of its kind."""
    browser = next((name for name in _BROWSERS if f"{name}/" in user_agent), "")
    system = next((name for name in _SYSTEMS if re.search(rf"\b{name}\b", user_agent)), "")
    return ", ".join(filter(None, [_NAMES.get(browser, browser), system]))
