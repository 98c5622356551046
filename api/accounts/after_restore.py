"""What happens to people and their keys when a backup was brought back, before anybody can use it."""

from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session, delete, select

from api.accounts import leaving, tokens
from api.accounts.tables import Account, AccountSession, Challenge, Invitation
from api.kernel.matters import HandOn
from api.kernel.permission import Actor

RESTORER = Actor("system:restore")


def after_restore(session: Session, data_dir: Path, hand_on: Sequence[HandOn]) -> str:
    """Erase the erased again; end every sign-in, link and token, since what was ended later is open again in a backup.

    Returns what was done, in one sentence.
    """
    erased = leaving.erase_again(session, leaving.tombstones(data_dir), hand_on)
    for table in (AccountSession, Challenge, Invitation):
        session.connection().execute(delete(table))
    for number in session.exec(select(Account.id)).all():
        tokens.remove_all(session, RESTORER, number or 0)
    return f"{erased} people erased again; every sign-in, invitation and token ended: give out new ones."
