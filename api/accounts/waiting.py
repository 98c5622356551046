"""What of this room waits for somebody, and which rows of it belong to whom."""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session, col, select

from api.accounts import deputies
from api.accounts.permissions import MANAGE
from api.accounts.tables import Account, AccountState, Invitation
from api.kernel.matters import Matter, Matters
from api.kernel.permission import Actor, can
from api.kernel.time import berlin_day, now


def matters(session: Session, actor: Actor) -> Sequence[Matter]:
    """Return for whom one is asked to stand in; for administrators also invitations that ran out unused."""
    return [*_asked_of(session, actor), *_ran_out(session, actor)]


def _asked_of(session: Session, actor: Actor) -> list[Matter]:
    if actor.account is None or actor.scopes is not None:  # what belongs to the person is not for their programs
        return []
    return [
        Matter("deputy_asked", name, "/team/konto?teil=vertretung", due=row.valid_from)
        for row, name in deputies.asked(session, actor.account)
    ]


def _ran_out(session: Session, actor: Actor) -> list[Matter]:
    if not can(actor, MANAGE):
        return []
    found = (
        select(Account, Invitation.expires_at)
        .join(Invitation, col(Invitation.account) == col(Account.id))
        .where(col(Account.state) == AccountState.invited, col(Invitation.used).is_(False))
        .where(col(Invitation.expires_at) <= now(session))
        .order_by(col(Account.id))
    )
    return [
        Matter("invitation_expired", row.name, f"/team/konten/{row.id}", waiting_since=berlin_day(ran_out))
        for row, ran_out in session.exec(found).all()
    ]


def everything(rooms: Sequence[Matters], session: Session, actor: Actor) -> list[Matter]:
    """Return what waits for somebody in every room: what is due first, then what has waited longest."""
    found = [matter for room in rooms for matter in room(session, actor)]
    never = dt.date.max
    return sorted(found, key=lambda one: (one.due or never, one.waiting_since or never, one.kind))
