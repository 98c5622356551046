"""The other path of a change: what is written here can be traced to nobody (DESIGN, section 4).

No entry in the trail, no job, no idempotency row, no revision, no time. A session opened for it (`AnonymousWriting`)
refuses to write anything else, so no service can leave a trace beside the answer; `Room(anonymous=True)` drops cookies
and tokens unread and refuses `Idempotency-Key`.
"""

from typing import Annotated

from fastapi import Depends
from sqlalchemy import Delete, Insert, Update
from sqlmodel import Session

from api.kernel.audit import UnrecordedWrite
from api.kernel.db import Opening, open_writing
from api.kernel.tables import Anonymous, class_of


def write(session: Session, *statements: Insert | Update | Delete) -> None:
    """Carry out statements on tables of `Anonymous` rows. Raises UnrecordedWrite for any other table."""
    for statement in statements:
        if not issubclass(class_of(statement.table), Anonymous):
            message = f"{class_of(statement.table).__name__} takes kernel.audit"
            raise UnrecordedWrite(message)
        session.connection().execute(statement)


async def _unnamed(opening: Annotated[Opening, Depends(open_writing)]) -> Opening:
    opening.info["anonymous"] = True
    return opening


AnonymousWriting = Annotated[Session, Depends(_unnamed)]
