"""Keys for programs: shown once, limited by scopes, area and time, and never more than their owner may now."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from api.accounts import sealing
from api.accounts.reach import heir
from api.accounts.tables import ApiToken
from api.kernel import audit
from api.kernel.permission import Actor, Permission, can
from api.kernel.problems import Conflict, Invalid, Issue, NotFound
from api.kernel.time import today
from api.places import read_territory

PREFIX = "wik_"
DAYS = 90
MOST_DAYS = 365
MOST = 50  # tokens of one account
_KIND = "api_token"


def make(
    session: Session, actor: Actor, name: str, scopes: Sequence[str], area: str | None, days: int
) -> tuple[ApiToken, str]:
    """Store a new token and return it with its text, which nobody can read again.

    Raises Invalid for a scope or area the owner does not have, Conflict at the 51st token.
    """
    assert actor.account is not None  # noqa: S101 - a person asks
    _require_own(session, actor, scopes, area)
    if len(listed(session, actor.account)) >= MOST:
        raise Conflict(Issue("", "too_many", f"An account has at most {MOST} tokens; delete one."))
    text = PREFIX + sealing.random_text()
    row = ApiToken(
        account=actor.account,
        name=name,
        token_hash=sealing.digest(text),
        scopes=sorted({*scopes}),
        area=area,
        created_on=today(session),
        expires_on=today(session) + dt.timedelta(days=days),
    )
    session.add(row)
    session.flush()
    audit.note(session, actor, "create", _KIND, str(row.id), ["scopes", "area", "expires_on"])
    return row, text


def listed(session: Session, account: int) -> list[ApiToken]:
    """Return the tokens of an account, also those that have run out."""
    return list(session.exec(select(ApiToken).where(col(ApiToken.account) == account).order_by(col(ApiToken.id))).all())


def remove(session: Session, actor: Actor, token: int) -> None:
    """Delete one of the actor's tokens. Raises NotFound for others."""
    mine = delete(ApiToken).where(col(ApiToken.id) == token, col(ApiToken.account) == actor.account)
    if session.connection().execute(mine).rowcount == 0:
        raise NotFound
    audit.note(session, actor, "delete", _KIND, str(token))


def remove_all(session: Session, actor: Actor, account: int) -> None:
    """Delete every token of an account."""
    for row in listed(session, account):
        session.delete(row)
        audit.note(session, actor, "delete", _KIND, str(row.id))
    session.flush()


def _require_own(session: Session, actor: Actor, scopes: Sequence[str], area: str | None) -> None:
    issues: list[Issue] = []
    for place, code in enumerate(scopes):
        permission = Permission.every.get(code)
        if permission is None or not can(actor, permission):
            issues.append(Issue(f"/scopes/{place}", "not_yours", "Take codes from `permissions` at /me."))
    if area is not None and heir(read_territory(session), area, today(session)) != area:
        issues.append(Issue("/area", "unknown_key", "Take the key of an area that exists today, from /areas."))
    if issues:
        raise Invalid(*issues)
