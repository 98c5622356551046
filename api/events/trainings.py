"""Trainings that were held, as they are counted: when, where, for whom, and how many people – never who."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from api.events import sheets
from api.events.attendance_tables import Attendance
from api.events.registration_tables import Registration
from api.events.sheet_tables import EventCount, SheetKind
from api.events.states import EventState
from api.events.tables import Event, EventKind, EventSession
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.reading import columns, rows_of
from api.kernel.tables import Version
from api.kernel.time import berlin_day, now, today

EVENTS = Actor("system:events")
TRAININGS = (EventKind.training, EventKind.intercultural_training)
NOT_STATED = "not_stated.not_stated"
# A course of another school that was imported is a training of the project once staff say to which measure it belongs.
OURS = or_(col(Event.source).is_(None), col(Event.measure).is_not(None))
_ENDED = (EventState.held, EventState.archived)
_FOUND = columns(
    Event.id, Event.kind, Event.state, Event.area, Event.topic, Event.audiences, Event.last_at,
    EventCount.people, EventCount.paper,
).outerjoin(EventCount, col(EventCount.event) == col(Event.id)).where(
    col(Event.kind).in_(sorted(TRAININGS)), col(Event.state).in_(sorted(_ENDED)), col(Event.last_at).is_not(None), OURS
).order_by(col(Event.id))  # fmt: skip
_THERE = (
    columns(Registration.id, Registration.party)
    .join(Attendance, col(Attendance.registration) == col(Registration.id))
    .join(EventSession, col(EventSession.id) == col(Attendance.session))
    .where(col(Attendance.present))
    .distinct()
)


@dataclass(frozen=True)
class Training:
    """A training that was held; `day` is its last Berlin day, on which it counts.

    `people` says by gender and migration background (`f.yes`) how many took part; None where nobody knows.
    """

    number: int
    intercultural: bool
    area: str
    topic: str | None
    audiences: Sequence[str]
    day: dt.date
    people: Mapping[str, int] | None


def trainings_held(session: Session) -> list[Training]:
    """Return every training of ours that was held, archived ones too. Three statements, four with archived ones."""
    rows = rows_of(session, _FOUND)
    archived = [str(row.id) for row in rows if row.state == EventState.archived]
    before = _held_before(session, archived) if archived else set[str]()
    answered = sheets.answers(session, SheetKind.statistics, [row.id for row in rows])
    return [
        Training(
            row.id,
            row.kind == EventKind.intercultural_training,
            row.area,
            row.topic,
            row.audiences,
            berlin_day(row.last_at),
            together(answered.get(row.id, {}), row.paper or {}, row.people),
        )
        for row in rows
        if row.state == EventState.held or str(row.id) in before
    ]


def _held_before(session: Session, numbers: Sequence[str]) -> set[str]:
    """Return which archived events were held: what was archived from a draft or cancelled does not count."""
    wanted = columns(Version.object_key, Version.values).where(
        col(Version.object_type) == "event", col(Version.object_key).in_(numbers)
    )
    return {row.object_key for row in rows_of(session, wanted) if row[1]["state"] == EventState.held}


def together(answered: Mapping[str, int], paper: Mapping[str, int], people: int | None) -> dict[str, int] | None:
    """Add up answers and paper; who was there and said nothing is `not_stated`. None where there is neither."""
    if people is None and not any(answered.values()) and not any(paper.values()):
        return None
    found = {cell: answered.get(cell, 0) + paper.get(cell, 0) for cell in sheets.CELLS[SheetKind.statistics]}
    found[NOT_STATED] += max(0, (people or 0) - sum(found.values()))
    return found


def there(session: Session, number: int) -> int | None:
    """Return how many people the attendance of an event knows, those they bring included; None without any mark."""
    found = _THERE.where(col(EventSession.event) == number).subquery()
    return session.exec(select(func.sum(found.c.party))).one()


def count_people(session: Session) -> int:
    """Keep how many people were there before their names are deleted; return for how many events.

    Once the sheets are closed, or on the day after the end where registrations are deleted sooner. What staff counted
    stands.
    """
    moment, done = now(session), 0
    ended = select(Event).where(col(Event.last_at) < moment, col(Event.state).in_(sorted(_ENDED)))
    unknown = ended.outerjoin(EventCount, col(EventCount.event) == col(Event.id)).where(
        col(EventCount.people).is_(None)
    )
    for event in session.exec(unknown.order_by(col(Event.id))).all():
        soon = (
            event.retention_days <= sheets.OPEN_FOR.days
            and event.last_at
            and berlin_day(event.last_at) < today(session)
        )
        people = there(session, event.id or 0) if soon or sheets.is_closed(session, event) else None
        if people is not None:
            row = session.get(EventCount, event.id)
            known = row or EventCount(event=event.id or 0)
            known.people = people
            audit.record(session, EVENTS, "change" if row else "create", known, public=False)
            done += 1
    return done
