"""The outbox: a row in the transaction of what happened; its words are made when it leaves, in the reader's language.

A room offers a renderer for each kind of its letters. SMTP knows no "exactly once": after a crash between sending and
noting it, a mail goes out again with the same Message-ID, and none is ever lost.
"""

import datetime as dt
import secrets
from collections.abc import Callable, Collection, Mapping
from functools import partial

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from api.kernel import jobs
from api.kernel.db import Database
from api.kernel.delivery import Carrier, Envelope, Letter, Refused
from api.kernel.tables import Mail, MailState
from api.kernel.time import now

__all__ = ["Letter", "Renderer", "errand", "forget", "forget_about", "forget_old", "newest", "queue"]
KIND = "mail"  # of the job that sends one
KEPT = dt.timedelta(days=30)
_INSERT = insert(Mail)  # made once: every registration writes one


Renderer = Callable[[Session, Mail], Letter | None]  # None: there is nobody or nothing left to write about


def queue(session: Session, *, kind: str, object_key: str, language: str, to_account: int | None = None) -> None:
    """Note a mail about an object to an account, or to whom the object leads; it leaves after this session's commit.

    If that fails, never. The address is not noted: the renderer finds it when the mail leaves.
    """
    number = secrets.token_hex(16)
    row = {
        "id": number,
        "kind": kind,
        "to_account": to_account,
        "object_key": object_key,
        "language": language,
        "state": MailState.waiting,
        "at": now(session),
    }
    session.connection().execute(_INSERT, row)
    jobs.add(session, KIND, {"mail": number})


def errand(carrier: Carrier, renderers: Mapping[str, Renderer]) -> jobs.Errand:
    """Return the work that sends one mail."""
    return jobs.Errand(partial(_send, carrier, renderers), give_up=_given_up)


def forget(session: Session, account: int) -> None:
    """Delete every mail to an account, sent or not."""
    session.connection().execute(delete(Mail).where(col(Mail.to_account) == account))


def forget_about(session: Session, kinds: Collection[str], object_keys: Collection[str]) -> None:
    """Delete every mail of these kinds about these objects, sent or not."""
    session.connection().execute(delete(Mail).where(col(Mail.object_key).in_(object_keys), col(Mail.kind).in_(kinds)))


def forget_old(session: Session) -> None:
    """Delete what ended 30 days ago."""
    old = delete(Mail).where(col(Mail.ended_at) < now(session) - KEPT)
    session.connection().execute(old)


def _send(
    carrier: Carrier, renderers: Mapping[str, Renderer], database: Database, payload: jobs.Payload
) -> jobs.Effect:
    """Send one mail and return what is to be noted. Raises what the network or the mail server say for now."""
    number = str(payload["mail"])
    with database.reading() as session:
        mail = session.get(Mail, number)
        if mail is None or mail.state in {MailState.sent, MailState.dropped}:
            return partial(_note, number, None, None)
        letter = renderers[mail.kind](session, mail)
        envelope = Envelope(id=mail.id, at=mail.at, language=mail.language)
    if letter is None:
        return partial(_note, number, MailState.dropped, None)
    try:
        carrier.carry(envelope, letter)
    except Refused as refused:
        return partial(_note, number, MailState.dead, refused.code)
    return partial(_note, number, MailState.sent, None)


def _note(number: str, state: MailState | None, code: int | None, session: Session) -> None:
    mail = session.get(Mail, number)
    if mail is not None and state is not None:
        mail.state, mail.code, mail.ended_at = state, code, now(session)


def _given_up(session: Session, payload: jobs.Payload) -> None:
    _note(str(payload["mail"]), MailState.dead, None, session)


def newest(session: Session, limit: int) -> list[Mail]:
    """Return the newest mails, sent or not."""
    return list(session.exec(select(Mail).order_by(col(Mail.at).desc(), col(Mail.id)).limit(limit)).all())
