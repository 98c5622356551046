"""Courses of another system become events here: looked at first, then all of a file or nothing.

A course is known by its source and its number there. The same file twice changes nothing; what somebody edited here
stays (`Event.edited`, `dates` for its dates); a course that is missing is archived with everybody on its list, unless
it is over. What was looked at is named by a digest, so that nothing else is imported.
"""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlmodel import Session, col, func, select

from api.events.courses import Course, CourseFile, opened
from api.events.rescheduling import Dates, reschedule
from api.events.states import EventState
from api.events.tables import Event, EventKind
from api.kernel import audit
from api.kernel.language import SOURCE, texts
from api.kernel.permission import Actor
from api.kernel.problems import Invalid, Issue, RevisionMismatch
from api.kernel.reading import columns, rows_of
from api.kernel.reading_files import UnreadableFileError
from api.kernel.time import now, today
from api.places import ORGANISATIONS, Territory, folded, read_territory

Action = Literal["create", "change", "same", "archive", "stay_archived"]
_NEWEST = (
    select(func.max(Event.id).label("id"), func.count().label("courses"))
    .where(col(Event.source).is_not(None))
    .group_by(col(Event.source))
    .subquery()
)
_SOURCES = (
    columns(Event.source, Event.kind, Event.organiser, ORGANISATIONS.c.name.label("organiser_name"), _NEWEST.c.courses)
    .join(_NEWEST, _NEWEST.c.id == col(Event.id))
    .outerjoin(ORGANISATIONS, ORGANISATIONS.c.key == col(Event.organiser))
    .order_by(col(Event.source))
)
_PLACE = frozenset({"place", "street", "postal_code", "town", "area"})  # a change of these is one calendars hear of


@dataclass(frozen=True)
class Target:
    """Where a file belongs: the system it comes from, and what its courses are here."""

    source: str
    kind: EventKind = EventKind.training
    organiser: str | None = None


@dataclass
class Step:
    """What happens to one course; `fields` are those that change."""

    action: Action
    external_id: str
    title: str
    event: Event | None = None
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    dates: Dates | None = None

    @property
    def fields(self) -> list[str]:
        """Names of what changes."""
        return sorted([*self.values, *(["dates"] if self.dates and self.dates.moved else [])])


@dataclass
class Plan:
    """What a file would do, and everything that is wrong with it."""

    file: CourseFile
    steps: list[Step]
    digest: str

    def counts(self) -> dict[str, int]:
        """Return how many courses there are of each action."""
        return dict(Counter(one.action for one in self.steps))


def sources(session: Session) -> Sequence[Any]:
    """Return every system courses came from, with what its newest course is here."""
    return rows_of(session, _SOURCES)


def plan(session: Session, content: bytes, target: Target, *, lock: bool = False) -> Plan:
    """Return what importing a file would do. Raises Invalid for one that cannot be read, and an unknown organiser."""
    try:
        file = opened(content)
    except UnreadableFileError as error:
        where = f"/file/lines/{error.line}" if error.line else "/file"
        raise Invalid(Issue(where, error.code, error.hint)) from error
    organisers = rows_of(session, select(ORGANISATIONS.c.key).where(ORGANISATIONS.c.key == target.organiser))
    if target.organiser is not None and not organisers:
        raise Invalid(Issue("/organiser", "unknown_organisation", "Use the key of an organisation."))
    steps = sorted(_steps(session, file.courses, target, lock=lock), key=lambda one: one.external_id)
    said = [(one.action, one.external_id, one.fields, one.event and one.event.revision) for one in steps]
    told = json.dumps([hashlib.sha256(content).hexdigest(), target.source, target.kind, target.organiser, said])
    return Plan(file, steps, hashlib.sha256(told.encode()).hexdigest())


def apply(session: Session, actor: Actor, content: bytes, target: Target, digest: str) -> Plan:
    """Import a file that was looked at. Raises Invalid for faults, RevisionMismatch when it would do other things."""
    found = plan(session, content, target, lock=True)
    if found.file.faults:
        raise Invalid(*(Issue(f"/file/lines/{one.line}", one.code, one.hint) for one in found.file.faults))
    if found.digest != digest:
        raise RevisionMismatch
    for step in found.steps:
        _take(session, actor, step, target)
    return found


def _steps(session: Session, courses: Sequence[Course], target: Target, *, lock: bool) -> Iterator[Step]:
    ours = select(Event).where(col(Event.source) == target.source)
    known = {row.external_id: row for row in session.exec(ours.with_for_update() if lock else ours).all()}
    tree, moment = read_territory(session), now(session)
    for course in courses:
        event = known.pop(course.external_id, None)
        wanted = _wanted(session, course, target, tree)
        if event is not None and event.state == EventState.archived:
            yield Step("stay_archived", course.external_id, course.title, event)
            continue
        kept = set(event.edited) if event else set[str]()
        values = {name: value for name, value in wanted.items() if event is None or _differs(event, name, value, kept)}
        dates = None if "dates" in kept else reschedule(session, event and event.id, course.dates)
        step = Step("create" if event is None else "change", course.external_id, course.title, event, values, dates)
        if event is not None and not step.fields:
            step.action = "same"
        yield step
    for external_id, event in known.items():
        if event.state != EventState.archived and (event.last_at is None or event.last_at > moment):
            yield Step("archive", external_id or "", event.title[SOURCE]["text"], event)


def _wanted(session: Session, course: Course, target: Target, tree: Territory) -> dict[str, Any]:
    """Return a course as the fields of an event; texts are the German ones."""
    return {
        "title": course.title,
        "description": course.description or None,
        "place": course.place or None,
        "street": course.street or None,
        "postal_code": course.postal_code or None,
        "town": course.town or None,
        "area": _area(session, course, tree),
        "price_cents": course.price_cents,
        "organiser": target.organiser,
    }


def _area(session: Session, course: Course, tree: Territory) -> str:
    """Return the municipality whose name the town is, or stands in the place; else the county."""
    day = today(session)
    county = next(key for key, place in tree.places.items() if place.kind.value == "county")
    said = folded(course.town), f" {folded(course.place)} ".replace(",", " ")
    found = [
        key
        for key, place in tree.places.items()
        if place.kind.value == "municipality"
        and any(first <= day <= last for first, last in tree.spans(key))
        and (folded(place.name) == said[0] or (not said[0] and f" {folded(place.name)} " in said[1]))
    ]
    return found[0] if len(found) == 1 else county


def _differs(event: Event, name: str, value: Any, kept: set[str]) -> bool:
    if name in kept or (name == "organiser" and value is None):
        return False
    stored = getattr(event, name)
    if name in {"title", "description"}:
        stored = stored and stored[SOURCE]["text"]
    return stored != value


def _take(session: Session, actor: Actor, step: Step, target: Target) -> None:
    if step.action in {"same", "stay_archived"}:
        return
    moment, event = now(session), step.event
    if event is None:
        event = Event(
            **_stored(None, step.values), uid=str(uuid.uuid4()), kind=target.kind, state=EventState.published,
            source=target.source, external_id=step.external_id, stamped_at=moment, created_at=moment,
        )  # fmt: skip
        audit.record(session, actor, "create", event)
    if step.dates is not None and step.dates.moved:
        event.first_at, event.last_at = step.dates.write(session, actor, event.id or 0)
    if step.event is not None:
        for name, value in _stored(event, step.values).items():
            setattr(event, name, value)
        event.state = EventState.archived if step.action == "archive" else event.state
        event.sequence += step.action == "archive" or not _PLACE.isdisjoint(step.values)
        event.stamped_at = moment
    audit.record(session, actor, "change", event)


def _stored(event: Event | None, values: dict[str, Any]) -> dict[str, Any]:
    """Return values as they are stored: a text replaces the German one, its translations are outdated by that."""
    stored = dict(values)
    for name in values.keys() & {"title", "description"}:
        text = values[name]
        stored[name] = {**(getattr(event, name, None) or {}), **texts(text)} if text else None
    return stored
