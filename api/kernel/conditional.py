"""Lost updates are impossible: a change names the revision its author has read (`If-Match`)."""

import re
from collections.abc import Callable
from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Header, Response
from sqlmodel import Session

from api.kernel.problems import NotFound, RevisionMismatch, RevisionRequired
from api.kernel.tables import Revised

Found = TypeVar("Found", bound=Revised)


class _HasRevision(Protocol):
    @property
    def revision(self) -> int:
        """How often it was changed."""
        ...


Document = TypeVar("Document", bound=_HasRevision)


async def seen_revision(
    if_match: Annotated[str | None, Header(description='The revision you have read, e.g. `"3"`.')] = None,
) -> int:
    """Read the revision from `If-Match`; 428 without it, 412 for anything that is no revision of ours."""
    if if_match is None:
        raise RevisionRequired
    found = re.fullmatch(r'"(\d{1,18})"', if_match.strip())
    if not found:
        raise RevisionMismatch
    return int(found[1])


SeenRevision = Annotated[int, Depends(seen_revision)]


def _anybody(_row: object) -> None:
    """Let everybody change a row: the permission was all that was needed."""


def for_change(
    session: Session, table: type[Found], key: object, seen: int, may: Callable[[Found], None] = _anybody
) -> Found:
    """Return the row, locked until the end of the transaction.

    `may` raises NotFound for who may not change it; it is asked first, so that a revision tells nothing to others.
    Raises NotFound, or RevisionMismatch when it was changed since.
    """
    row = session.get(table, key, with_for_update=True)
    if row is None:
        raise NotFound
    may(row)
    if row.revision != seen:
        raise RevisionMismatch
    return row


def tag(response: Response, row: Revised) -> None:
    """Send the row's revision as ETag of a staff answer."""
    response.headers["ETag"] = f'"{row.revision}"'


def tagged(response: Response, document: Document) -> Document:
    """Send a staff document's revision as its ETag, and return the document."""
    response.headers["ETag"] = f'"{document.revision}"'
    return document
