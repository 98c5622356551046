"""What somebody does who may log in to the server: the first account, the way back in, erasing."""

from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session

from api.accounts import grants, invitations, leaving, service
from api.accounts.grants import Wish
from api.accounts.tables import Account, AccountState
from api.kernel import audit
from api.kernel.matters import HandOn
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue, NotFound
from api.kernel.time import now

BY_HAND = Actor("system:cli")


def invite_by_hand(
    session: Session, secret: str, public_url: str, *, email: str, name: str, wishes: Sequence[Wish]
) -> str:
    """Return a link for somebody new, or for somebody who is there already and cannot get in.

    Roles are added to those there are. Raises Invalid for impossible roles, Conflict for an account that has ended.
    """
    account = service.find(session, email)
    if account is None:
        account = service.invite(session, BY_HAND, email=email, name=name, language="de", wishes=wishes)
    elif account.state == AccountState.ended:
        raise Conflict(Issue("", "ended", "This account has ended; erase it to begin anew."))
    else:
        number = account.id or 0
        grants.checked(session, wishes)
        grants.add(session, BY_HAND, number, wishes)
    made = invitations.invite(session, secret, account.id or 0)
    audit.note(session, BY_HAND, "invite", service.KIND, str(account.id))
    return invitations.link(public_url, invitations.token_of(secret, made))


def reset_by_hand(session: Session, email: str) -> None:
    """Take somebody's second factors away and end their sign-ins, noted in the trail. Raises NotFound."""
    service.reset_factors(session, BY_HAND, _found(session, email).id or 0)


def erase_by_hand(session: Session, data_dir: Path, email: str, hand_on: Sequence[HandOn]) -> None:
    """Delete somebody for good and remember it, so that a restored backup does not bring them back.

    Raises NotFound, or LastAdministrator.
    """
    leaving.erase(session, BY_HAND, _found(session, email).id or 0, hand_on)
    leaving.bury(data_dir, email, now(session))


def _found(session: Session, email: str) -> Account:
    found = service.find(session, email)
    if found is None:
        raise NotFound
    return found
