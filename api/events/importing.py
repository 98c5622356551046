"""Courses of another system become events here: looked at first, then all of a file or nothing.

A course is known by its source and its number there. The same file twice changes nothing; what somebody edited here
stays (`Event.edited`, `dates` for its dates). Who signed up hears of what moves and of what the file calls cancelled. A
course that is missing is archived, unless it is over; while people are signed up it stays, and staff are told.
What was looked at is named by a digest, so that nothing else is imported.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlmodel import Session, col, select

from api.events import letters, signed_up
from api.events.courses import Course, CourseFile, opened
from api.events.rescheduling import Dates, reschedule
from api.events.states import COMING, PUBLIC, EventState
from api.events.tables import Event, EventKind
from api.kernel import audit
from api.kernel.language import SOURCE, texts
from api.kernel.permission import Actor
from api.kernel.problems import Invalid, Issue, RevisionMismatch
from api.kernel.reading import rows_of
from api.kernel.reading_files import UnreadableFileError
from api.kernel.time import now, today
from api.places import ORGANISATIONS, Territory, folded, read_territory

Action = Literal["create", "change", "same", "cancel", "archive", "missing", "stay_archived"]
_MOVES = frozenset({"place", "street", "postal_code", "town", "area", "state"})  # calendars hear of a change of these


@dataclass(frozen=True)
class Target:
    """Where a file belongs: the system it comes from, and what its courses are here."""

    source: str
    kind: EventKind = EventKind.training
    organiser: str | None = None


@dataclass
class Step:
    """What happens to one course; `fields` are those that change, `people` how many entries it has, if it is ahead."""

    action: Action
    external_id: str
    title: str
    event: Event | None = None
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    dates: Dates | None = None
    people: int = 0

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
    steps = sorted(_steps(session, file, target, lock=lock), key=lambda one: one.external_id)
    counted = signed_up.people_of(session, target.source)
    for step in steps:
        step.people = counted.get(step.event.id or 0, 0) if step.event else 0
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


def _steps(session: Session, file: CourseFile, target: Target, *, lock: bool) -> Iterator[Step]:
    ours = select(Event).where(col(Event.source) == target.source)
    known = {row.external_id: row for row in session.exec(ours.with_for_update() if lock else ours).all()}
    tree = read_territory(session)
    for course in file.courses:
        event = known.pop(course.external_id, None)
        wanted = _wanted(session, course, target, tree)
        if event is not None and event.state == EventState.archived:
            yield Step("stay_archived", course.external_id, course.title, event)
            continue
        kept = set(event.edited) if event else set[str]()
        values = {name: value for name, value in wanted.items() if event is None or _differs(event, name, value, kept)}
        values |= _back(event, kept) if event else {}
        dates = None if "dates" in kept else reschedule(session, event and event.id, course.dates)
        step = Step("create" if event is None else "change", course.external_id, course.title, event, values, dates)
        if event is not None and not step.fields:
            step.action = "same"
        yield step
    for external_id, event in known.items():
        action = _without(session, event, off=external_id in file.cancelled, lock=lock)
        if action is not None:
            yield Step(action, external_id or "", event.title[SOURCE]["text"], event)


def _back(event: Event, kept: set[str]) -> dict[str, Any]:
    """Return what changes of an event a file calls off or leaves out no more."""
    found: dict[str, Any] = {} if event.missing_since is None else {"missing_since": None}
    if event.state == EventState.cancelled and "state" not in kept:
        found |= {"state": EventState.rescheduled, "cancelled_at": None}
    return found


def _without(session: Session, event: Event, *, off: bool, lock: bool) -> Action | None:
    """Return what happens to an event whose course is missing, or `off`: called cancelled; None: it is left alone."""
    over = event.last_at is not None and event.last_at <= now(session)
    called_off = off and "state" not in event.edited
    if event.state == EventState.archived or over or "missing_since" in event.edited:
        return None
    if called_off and event.state in COMING:
        return "cancel"
    if called_off and event.state == EventState.cancelled:
        return "same"
    return "missing" if signed_up.people(session, event.id or 0, lock=lock) else "archive"


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
    moment, event = now(session), step.event
    match step.action:
        case "same" | "stay_archived":
            return
        case "missing":
            if event is not None and event.missing_since is None:
                event.missing_since = moment
                audit.record(session, actor, "change", event, public=False)
            return
        case "archive":
            step.values["state"] = EventState.archived
        case "cancel":
            step.values |= {"state": EventState.cancelled, "cancelled_at": moment}
        case _:
            pass
    if event is None:
        event = Event(
            **_stored(None, step.values), uid=str(uuid.uuid4()), kind=target.kind, state=EventState.published,
            source=target.source, external_id=step.external_id, stamped_at=moment, created_at=moment,
        )  # fmt: skip
        audit.record(session, actor, "create", event)
    moved = step.dates is not None and step.dates.moved
    if step.dates is not None and moved:
        event.first_at, event.last_at = step.dates.write(session, actor, event.id or 0)
    told = step.event is not None and _change(event, step.values, moment, dates=moved)
    audit.record(session, actor, "change", event)
    if told:
        letters.changed(session, event)


def _change(event: Event, values: dict[str, Any], moment: dt.datetime, *, dates: bool) -> bool:
    """Change an event that was there; say whether people are to be told, as they are when staff change it."""
    public, moved = event.state in PUBLIC, not _MOVES.isdisjoint(values) and values.get("state") != EventState.archived
    for name, value in _stored(event, values).items():
        setattr(event, name, value)
    event.sequence, event.stamped_at = event.sequence + moved, moment
    return public and (moved or dates)


def _stored(event: Event | None, values: dict[str, Any]) -> dict[str, Any]:
    """Return values as they are stored: a text replaces the German one, its translations are outdated by that."""
    stored = dict(values)
    for name in values.keys() & {"title", "description"}:
        text = values[name]
        stored[name] = {**(getattr(event, name, None) or {}), **texts(text)} if text else None
    return stored
