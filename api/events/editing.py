"""Making and changing events. Whose one is, is asked before and after a change."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from api.events import checking, dating, letters, questions, retention, seating
from api.events.permissions import EDIT, resource_of, wished
from api.events.staff_schemas import EventChange, EventWish
from api.events.states import PUBLIC, EventState
from api.events.tables import Event
from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.permission import Actor, can, require
from api.kernel.time import now, understood

TEXTS = ("title", "description", "getting_there", "picture_alt")
_MAY_BE_NULL = frozenset(
    {
        "description", "topic", "organiser", "measure", "working_group", "trainer", "venue", "place", "street",
        "postal_code", "town", "position", "getting_there", "opens_at", "closes_at", "capacity", "online_link",
        "missing_since",
    }
)  # fmt: skip
_NEVER_NULL = tuple(sorted(EventChange.model_fields.keys() - _MAY_BE_NULL))
# what SEQUENCE counts
_PLACE = ("area", "place", "street", "postal_code", "town", "lon", "lat", "online", "online_link")


def make_event(session: Session, actor: Actor, wish: EventWish, offered: Sequence[str]) -> Event:
    """Make a draft; of somebody who may only have their own, it is theirs. Raises NotFound, or Invalid."""
    named = {name: value for name, value in given(wish).items() if value is not None and name != "sessions"}
    if wish.trainer is None and not can(actor, EDIT, wished(wish.area, None)):
        named["trainer"] = actor.account
    require(actor, EDIT, wished(wish.area, named.get("trainer")))
    moment, found = now(session), Findings()
    row = Event(uid=str(uuid.uuid4()), kind=wish.kind, title={}, area="", stamped_at=moment, created_at=moment)
    values = _values(row, named, offered, found)
    seats = seating.wanted(session, row, values, found)
    checking.check(session, row, values, found)
    dates = dating.checked(wish.sessions, offered, found, "/sessions")
    found.settle()
    _write(row, values)
    audit.record(session, actor, "create", row)
    seating.seat(session, actor, row, seats)
    dating.add(session, actor, row, dates)
    return row


def change_event(
    session: Session, actor: Actor, number: int, seen: int, wish: EventChange, offered: Sequence[str]
) -> Event:
    """Change an event, or move it to another state. Raises NotFound, RevisionMismatch, Invalid.

    NotFound also when it would leave the actor's reach; Conflict for a move its state does not allow, and for seats.
    """
    row = for_change(session, Event, number, seen, may=lambda one: require(actor, EDIT, resource_of(one)))
    named, found = given(wish, never_null=_NEVER_NULL), Findings()
    before, after = EventState(row.state), EventState(named.pop("state", row.state))
    values = _values(row, named, offered, found)
    seats = seating.wanted(session, row, values, found)
    checking.check(session, row, values, found)
    found.settle()
    require(actor, EDIT, wished(values.get("area", row.area), values.get("trainer", row.trainer)))
    moved = after not in {before, EventState.archived} or _is_elsewhere(row, values)
    if after != before:
        checking.require_move(session, row, after)
    _write(row, values)
    _move(row, after, now(session))
    row.sequence += moved and before in PUBLIC
    if row.source is not None:
        row.edited = sorted({*row.edited, *named, *(["state"] if after != before else [])})
    audit.record(session, actor, "change", row)
    seating.seat(session, actor, row, seats)
    dating.follow(session, actor, row)
    retention.forget_unasked(session, actor, row, values)
    if moved and before in PUBLIC:
        letters.changed(session, row)
    return row


def _is_elsewhere(row: Event, values: Mapping[str, Any]) -> bool:
    return any(values.get(name, getattr(row, name)) != getattr(row, name) for name in _PLACE)


def _move(row: Event, after: EventState, moment: dt.datetime) -> None:
    if after not in {row.state, EventState.archived}:
        row.cancelled_at = moment if after == EventState.cancelled else None
    row.state, row.stamped_at = after, moment


def _values(row: Event, named: Mapping[str, Any], offered: Sequence[str], found: Findings) -> dict[str, Any]:
    """Return named fields as they are stored; those of the seats as they were sent."""
    values = {**named}
    for name in values.keys() & {*TEXTS}:
        values[name] = found.text(f"/{name}", getattr(row, name), values[name], offered)
    if "title" in values and not values["title"] and not found.issues:
        found.say("/title", "source_missing", "Give the German title.")
    if "position" in values:
        position = values.pop("position")
        values |= {"lon": position and position[0], "lat": position and position[1]}
    for name in values.keys() & {"opens_at", "closes_at"}:
        with found.under(f"/{name}"):
            values[name] = values[name] and understood(values[name])
    for name in values.keys() & {"audiences", "target_groups", "languages"}:
        values[name] = [*dict.fromkeys(values[name])]
    if "questions" in values:
        values["questions"] = questions.edited(row.questions or [], values["questions"], offered, found)
    return values


def _write(row: Event, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name in Event.model_fields:
            setattr(row, name, value)
    if values.keys() & {*seating.FIELDS}:
        flag_modified(row, "registration")  # the seats are a row of their own; who read the event must read it again
