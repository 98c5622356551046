"""What the tables and the life of an event demand of a change."""

import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from api.accounts import ACCOUNTS
from api.events import signed_up
from api.events.states import MOVES, TAKING_PLACE, EventState, may_move
from api.events.tables import Event, EventSession, SessionState
from api.kernel.findings import Findings
from api.kernel.problems import Conflict, Issue
from api.kernel.reading import columns, rows_of
from api.kernel.time import now
from api.outreach import GROUPS
from api.places import living, read_territory
from api.programme import MEASURES

RESERVED = frozenset({"outside", "unknown"})  # keys of no area
_POLES = 90
_OPEN = re.compile(r"(?<!https)://")  # addresses anybody on the way can read


def check(session: Session, row: Event, values: Mapping[str, Any], found: Findings) -> None:
    """Collect what is wrong with changed fields."""
    opens, closes = (values.get(name, getattr(row, name)) for name in ("opens_at", "closes_at"))
    if opens is not None and closes is not None and opens >= closes:
        found.say("/closes_at", "not_in_order", "Signing up must begin before it ends.")
    if values.get("lat") is not None and abs(values["lat"]) > _POLES:
        found.say("/position/1", "no_such_latitude", "Latitude comes second and lies between -90 and 90.")
    if "area" in values and values["area"] not in {*RESERVED, *read_territory(session).places}:
        found.say("/area", "unknown_area", "Use the key of an area as `/areas` lists them, or outside, or unknown.")
    if _OPEN.search(values.get("online_link") or ""):
        found.say("/online_link", "not_https", "Use an address that begins with https, or write how one takes part.")
    named = {name: values[name] for name in ("organiser", "venue") if values.get(name) is not None}
    known_ones = living(session, {*named.values()}) if named else frozenset[str]()
    for name in (one for one, key in named.items() if key not in known_ones):
        found.say(f"/{name}", "unknown_organisation", "Use the key of an organisation as the list names it.")
    for name, known, hint in (
        ("measure", columns(MEASURES.c.number).where(MEASURES.c.number == values.get("measure")), "a measure"),
        ("working_group", columns(GROUPS.c.id).where(GROUPS.c.id == values.get("working_group")), "a working group"),
        (
            "trainer",
            columns(ACCOUNTS.c.id).where(ACCOUNTS.c.id == values.get("trainer"), ACCOUNTS.c.state != "ended"),
            "an account that has not ended",
        ),
    ):
        if values.get(name) is not None and not rows_of(session, known):
            found.say(f"/{name}", f"unknown_{name}", f"Use the number of {hint}.")


def require_move(session: Session, row: Event, after: EventState) -> None:
    """Raise Conflict when an event may not go to a state: by its life, or because its dates do not fit."""
    before = EventState(row.state)
    if not may_move(before, after):
        allowed = ", ".join(sorted(MOVES[before])) or "no other state"
        raise Conflict(Issue("/state", "move_not_allowed", f"From {before} one moves to: {allowed}."))
    if after == EventState.archived and signed_up.people(session, row.id or 0, lock=True):
        raise Conflict(Issue("/state", "people_signed_up", "Cancel it first, so that who signed up is told."))
    planned = select(EventSession.ends_at, EventSession.starts_at).where(
        EventSession.event == row.id, col(EventSession.state) != SessionState.cancelled
    )
    dates = session.exec(planned).all()
    if after in TAKING_PLACE and not dates:
        raise Conflict(Issue("/state", "date_missing", "Enter a date first."))
    if after == EventState.held and any(starts_at > now(session) for _, starts_at in dates):
        raise Conflict(Issue("/state", "date_ahead", "A date is still ahead."))
