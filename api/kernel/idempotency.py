"""Retrying a request does nothing twice: `Idempotency-Key`, kept 24 hours as hashes, never with a body.

On private paths a key belongs to who sent it: the same key of somebody else is another one.
"""

import datetime as dt
import hmac
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from sqlalchemy import delete
from sqlmodel import Session, col

from api.kernel.headers import is_private
from api.kernel.problems import IdempotencyMismatch
from api.kernel.tables import IdempotencyKey, insert_into
from api.kernel.time import now

KEPT = dt.timedelta(hours=24)


class Retry:
    """A key a client sent with one operation, or none; remembers which resource the first request made."""

    def __init__(self, key_hash: str | None, secret: bytes = b"") -> None:
        self.key_hash = key_hash
        self.secret = secret

    def once(self, session: Session, wish: BaseModel, make: Callable[[], object]) -> str:
        """Return the key of what an earlier identical request made, or of what `make` makes now, which is noted.

        Raises IdempotencyMismatch when the key came with another body before.
        """
        made = self.recall(session, wish) or str(make())
        self.remember(session, made)
        return made

    def recall(self, session: Session, wish: BaseModel, *, status: int = 201) -> str | None:
        """Return the resource an earlier identical request made, or None for a new one, which is noted at once.

        The row is inserted first, so of two equal requests at the same moment one waits for the other.
        Raises IdempotencyMismatch when the key came with another body before.
        """
        if self.key_hash is None:
            return None
        body_hash = hmac.digest(self.secret, wish.model_dump_json().encode(), "sha256").hex()
        at = now(session)
        session.connection().execute(
            delete(IdempotencyKey).where(
                col(IdempotencyKey.key_hash) == self.key_hash, col(IdempotencyKey.at) < at - KEPT
            )
        )
        row = {"key_hash": self.key_hash, "body_hash": body_hash, "status": status, "resource": "", "at": at}
        noted = (
            insert_into(session, IdempotencyKey)
            .values(row)
            .on_conflict_do_nothing()
            .returning(col(IdempotencyKey.key_hash))
        )
        if session.connection().execute(noted).first() is not None:
            return None
        known = session.get_one(IdempotencyKey, self.key_hash)
        if known.body_hash != body_hash:
            raise IdempotencyMismatch
        return known.resource

    def remember(self, session: Session, resource: str) -> None:
        """Note which resource the request made; in the transaction that makes it."""
        if self.key_hash is not None:
            session.get_one(IdempotencyKey, self.key_hash).resource = resource


def forget_old(session: Session) -> int:
    """Delete keys older than 24 hours and return how many; the worker calls it."""
    statement = delete(IdempotencyKey).where(col(IdempotencyKey.at) < now(session) - KEPT)
    return session.connection().execute(statement).rowcount


async def _retry(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(min_length=8, max_length=200, description="Any text unique to this request; retry with the same one."),
    ] = None,
) -> Retry:
    if idempotency_key is None:
        return Retry(None)
    secret = request.app.state.settings.secret.get_secret_value().encode()
    who = request.state.actor.key if is_private(request.url.path) else ""  # name the actor before `Idempotent`
    operation = f"{request.method} {request.url.path}\n{who}\n{idempotency_key}"
    return Retry(hmac.digest(secret, operation.encode(), "sha256").hex(), secret)


Idempotent = Annotated[Retry, Depends(_retry)]
