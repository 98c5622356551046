"""Who was there: one row for each registration and date somebody made a mark for."""

import datetime as dt

from sqlmodel import Field

from api.kernel.tables import Row


class Attendance(Row, table=True):
    """Whether somebody who is registered was there on one date of the event; no row: nobody looked.

    `marked_at` is when the mark was made, maybe on a device without a connection: the latest mark counts, in whatever
    order they arrive. It goes with the registration.
    """

    __tablename__ = "attendance"
    session: int = Field(primary_key=True, foreign_key="event_session.id", sa_column_kwargs={"autoincrement": False})
    registration: str = Field(
        primary_key=True, max_length=32, foreign_key="registration.id", ondelete="CASCADE", index=True
    )
    present: bool
    marked_at: dt.datetime
