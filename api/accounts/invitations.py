"""Links that let somebody set a password: good for 7 days, once. The database cannot tell what they say."""

import datetime as dt
import hmac

from sqlmodel import Session, col, select

from api.accounts import sealing
from api.accounts.problems import LinkRefused
from api.accounts.tables import Account, AccountState, Invitation
from api.accounts.texts import invitation_letter
from api.kernel import mail
from api.kernel.mail import Letter
from api.kernel.tables import Mail
from api.kernel.time import now, spoken

VALID = dt.timedelta(days=7)
MAIL = "invitation"


def invite(session: Session, secret: str, account: int) -> Invitation:
    """Make a link for an account; earlier ones work no more."""
    withdraw(session, account)
    moment = now(session)
    made = Invitation(
        account=account, nonce=sealing.random_text(), token_hash="", created_at=moment, expires_at=moment + VALID
    )
    session.add(made)
    session.flush()
    made.token_hash = sealing.digest(token_of(secret, made))
    session.flush()
    return made


def withdraw(session: Session, account: int) -> None:
    """Let no link for an account work any more."""
    for old in session.exec(select(Invitation).where(col(Invitation.account) == account)).all():
        session.delete(old)


def send(session: Session, secret: str, account: Account) -> None:
    """Make a link and put the mail with it into the outbox; the row there holds numbers only."""
    assert account.id is not None  # noqa: S101 - it is stored
    made = invite(session, secret, account.id)
    mail.queue(session, kind=MAIL, to_account=account.id, object_key=str(made.id), language=account.language)


def token_of(secret: str, invitation: Invitation) -> str:
    """Return what a link says: an HMAC, so that the mail can be written later from numbers alone."""
    told = f"{invitation.id} {invitation.account} {invitation.nonce}"
    return hmac.digest(sealing.derived(secret, "invitation"), told.encode(), "sha256").hex()


def link(public_url: str, token: str) -> str:
    """Return the address of the page; what stands behind # never reaches a server's log."""
    return f"{public_url}/team/einladung#{token}"


def look(session: Session, token: str, *, lock: bool = False) -> tuple[Invitation, Account]:
    """Return an invitation and its account. Raises LinkRefused when it does not work (any more)."""
    found = select(Invitation).where(col(Invitation.token_hash) == sealing.digest(token))
    invitation = session.exec(found.with_for_update() if lock else found).first()
    if invitation is None or invitation.used or invitation.expires_at <= now(session):
        raise LinkRefused
    account = session.get_one(Account, invitation.account)
    if account.state == AccountState.ended:
        raise LinkRefused
    return invitation, account


def letter(session: Session, row: Mail, *, secret: str, public_url: str) -> Letter | None:
    """Write the mail of an outbox row; None when the invitation is no longer good for anything."""
    invitation = session.get(Invitation, int(row.object_key))
    account = session.get(Account, row.to_account)
    if invitation is None or account is None or invitation.used or invitation.expires_at <= now(session):
        return None
    subject, text = invitation_letter(
        row.language,
        name=account.name,
        link=link(public_url, token_of(secret, invitation)),
        until=spoken(invitation.expires_at),
    )
    return Letter(account.email, subject, text)
