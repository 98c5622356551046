"""Dates of an event follow a list of dates: the same stay, others move, what is left over is cancelled or added."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from api.events.course_lines import CourseDate
from api.events.tables import EventSession, SessionState
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.time import now


@dataclass
class Dates:
    """What happens to dates; each keeps its UID, so that calendars move it."""

    stay: list[EventSession]
    moving: list[tuple[EventSession, CourseDate]]
    cancelled: list[EventSession]
    added: list[CourseDate]

    @property
    def moved(self) -> bool:
        """Say whether anything changes."""
        return bool(self.moving or self.cancelled or self.added)

    def write(self, session: Session, actor: Actor, event: int) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Write it; return the first beginning and the last end of the dates that take place."""
        moment = now(session)
        for row, date in self.moving:
            if row.starts_at != date.starts_at:
                row.previous_starts_at = row.starts_at
            row.starts_at, row.ends_at = date.starts_at, date.ends_at
        for row in self.cancelled:
            row.state = SessionState.cancelled
        changed = [*(row for row, _ in self.moving), *self.cancelled]
        for row in changed:
            row.sequence, row.stamped_at = row.sequence + 1, moment
        audit.record(session, actor, "change", *changed)
        new = [
            EventSession(
                event=event, uid=str(uuid.uuid4()), starts_at=one.starts_at, ends_at=one.ends_at, stamped_at=moment
            )
            for one in self.added
        ]
        audit.record(session, actor, "create", *new)
        taking_place = [*self.stay, *(row for row, _ in self.moving), *new]
        starts, ends = [one.starts_at for one in taking_place], [one.ends_at for one in taking_place]
        return min(starts, default=None), max(ends, default=None)


def reschedule(session: Session, event: int | None, wanted: Sequence[CourseDate]) -> Dates:
    """Return what has to happen so that an event has these dates. Dates that were cancelled stay so."""
    known = select(EventSession).where(col(EventSession.event) == event).order_by(col(EventSession.starts_at))
    rows: Sequence[EventSession] = session.exec(known).all() if event is not None else ()
    gone = {CourseDate(row.starts_at, row.ends_at) for row in rows if row.state == SessionState.cancelled}
    taking_place = [row for row in rows if row.state != SessionState.cancelled]
    there = {CourseDate(row.starts_at, row.ends_at): row for row in taking_place}
    missing = [one for one in wanted if one not in there and one not in gone]
    over = [row for date, row in there.items() if date not in wanted]
    pairs = min(len(missing), len(over))
    return Dates(
        stay=[row for date, row in there.items() if date in wanted],
        moving=[*zip(over, missing, strict=False)],
        cancelled=over[pairs:],
        added=missing[pairs:],
    )
