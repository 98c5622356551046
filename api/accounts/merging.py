"""Two organisations turn out to be one: roles for the one that goes become roles for the one that stays."""

from sqlmodel import Session, col, select

from api.accounts.tables import RoleGrant
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue
from api.kernel.time import today


def move_roles(session: Session, actor: Actor, table: str, gone: str, kept: str) -> None:
    """Move roles of authors and box officers, past ones too, so that nothing names what is gone.

    Raises Conflict when the actor's own roles would move: nobody gives themselves a role.
    """
    if table != "organisation":
        return
    named = (col(RoleGrant.organisation) == gone) | (col(RoleGrant.office) == gone)
    for row in session.exec(select(RoleGrant).where(named)).all():
        if row.account == actor.account and row.valid_to >= today(session):
            raise Conflict(
                Issue("", "own_roles", "You have a role for the one that goes: let somebody else merge them.")
            )
        row.organisation = kept if row.organisation == gone else row.organisation
        row.office = kept if row.office == gone else row.office
        audit.record(session, actor, "change", row, public=False)
