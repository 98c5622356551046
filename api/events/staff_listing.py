"""Events as staff see them: the list of what is theirs, one with all languages."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session, col, func, or_

from api.accounts import ACCOUNTS, holders
from api.events import questions, served
from api.events.date_schemas import DateDocument
from api.events.file_tables import EventFile, FileKind
from api.events.listing import VENUES
from api.events.permissions import EDIT, SEE, resource_of, visible
from api.events.registration_tables import Seats, WaitingMode
from api.events.staff_schemas import EventDocument, EventLine, StaffPicture, TrainerRef
from api.events.states import MOVES, EventState
from api.events.tables import Event, EventKind, EventSession, sought
from api.kernel.language import every
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Role, require, within
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import now, spoken
from api.places import ORGANISATIONS, Territory, read_territory

When = Literal["ahead", "past"]
_ORDER = func.coalesce(col(Event.first_at), col(Event.created_at)).label("order_at")
_SEATS = (
    Seats.capacity, Seats.taken, Seats.waiting, Seats.waiting_limit, Seats.mode, ACCOUNTS.c.name.label("trainer_name"),
)  # fmt: skip
_LINES = (
    columns(
        Event.id, Event.revision, Event.kind, Event.state, Event.title, Event.area, Event.place, Event.first_at,
        Event.last_at, Event.trainer, Event.registration, Event.source, _ORDER, *_SEATS,
    )
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(Event.trainer))
    .outerjoin(Seats, col(Seats.event) == col(Event.id))
)  # fmt: skip
_MORE = (
    columns(
        *_SEATS,
        ORGANISATIONS.c.name.label("organiser_name"),
        VENUES.c.name.label("venue_name"),
        EventFile.digest,
        EventFile.width,
        EventFile.height,
    )
    .select_from(Event)
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(Event.trainer))
    .outerjoin(Seats, col(Seats.event) == col(Event.id))
    .outerjoin(ORGANISATIONS, ORGANISATIONS.c.key == col(Event.organiser))
    .outerjoin(VENUES, VENUES.c.key == col(Event.venue))
    .outerjoin(EventFile, (col(EventFile.event) == col(Event.id)) & (col(EventFile.kind) == FileKind.picture))
)
_DATES = columns(EventSession).order_by(col(EventSession.starts_at), col(EventSession.id))
_PLAIN = (
    "topic", "audiences", "target_groups", "languages", "organiser", "measure", "working_group", "venue", "street",
    "postal_code", "town", "access", "online", "online_link", "price_cents", "childcare", "women_only", "most_in_party",
    "offer_hours", "retention_days", "share_needed",
)  # fmt: skip


@dataclass(frozen=True)
class StaffSearch:
    """Filters of the staff's list; None takes all. What is ahead also holds events without dates."""

    when: When | None = None
    state: EventState | None = None
    kind: EventKind | None = None
    working_group: int | None = None
    q: str | None = None


def list_events(session: Session, actor: Actor, search: StaffSearch, wanted: Wish) -> Listing[EventLine]:
    """Return the events an actor may see by their beginning; those that are past with the last one first."""
    statement = _LINES.where(visible(actor, SEE))
    for column, value in (
        (Event.state, search.state), (Event.kind, search.kind), (Event.working_group, search.working_group)
    ):  # fmt: skip
        if value is not None:
            statement = statement.where(col(column) == value)
    if search.when == "ahead":
        statement = statement.where(or_(col(Event.last_at).is_(None), col(Event.last_at) > now(session)))
    elif search.when == "past":
        statement = statement.where(col(Event.last_at) <= now(session))
    if search.q is not None:
        statement = statement.where(col(Event.search).contains(sought(search.q), autoescape=True))
    found = page(session, statement, [_ORDER, col(Event.id)], wanted, newest_first=search.when == "past")
    tree = read_territory(session)
    return listing(found, lambda row: EventLine(**_line(row, row, tree)))


def get_event(session: Session, actor: Actor, number: int) -> EventDocument:
    """Return one event with everything staff may change. Raises NotFound."""
    row = session.get(Event, number, populate_existing=True)
    if row is None:
        raise NotFound
    require(actor, SEE, resource_of(row))
    (more,) = rows_of(session, _MORE.where(col(Event.id) == number))
    dates = rows_of(session, _DATES.where(col(EventSession.event) == number))
    return EventDocument(
        **_line(row, more, read_territory(session)),
        **{name: getattr(row, name) for name in _PLAIN},
        moves=sorted(MOVES[EventState(row.state)]),
        description=every(row.description),
        picture=_picture(more),
        picture_alt=every(row.picture_alt),
        materials=served.staff_materials(session, number),
        organiser_name=more.organiser_name,
        venue_name=more.venue_name,
        position=None if row.lon is None or row.lat is None else [row.lon, row.lat],
        getting_there=every(row.getting_there),
        opens_at=row.opens_at and spoken(row.opens_at),
        closes_at=row.closes_at and spoken(row.closes_at),
        missing_since=row.missing_since and spoken(row.missing_since),
        waiting_limit=more.waiting_limit or 0,
        mode=more.mode or WaitingMode.auto,
        questions=[questions.document(one) for one in row.questions],
        sessions=[_date(one) for one in dates],
    )


def _line(row: Any, seats: Any, tree: Territory) -> dict[str, Any]:
    place = tree.places.get(row.area)
    same = ("id", "revision", "kind", "state", "area", "place", "registration", "source")
    return {
        **{name: getattr(row, name) for name in same},
        "title": every(row.title),
        "area_name": place.name if place else None,
        "first_at": row.first_at and spoken(row.first_at),
        "last_at": row.last_at and spoken(row.last_at),
        "trainer": TrainerRef(account=row.trainer, name=seats.trainer_name) if row.trainer else None,
        "capacity": seats.capacity,
        "taken": seats.taken or 0,
        "waiting": seats.waiting or 0,
    }


def _picture(row: Any) -> StaffPicture | None:
    return StaffPicture(digest=row.digest, width=row.width, height=row.height) if row.digest else None


def _date(row: EventSession) -> DateDocument:
    return DateDocument(
        id=row.id or 0,
        revision=row.revision,
        starts_at=spoken(row.starts_at),
        ends_at=spoken(row.ends_at),
        state=row.state,
        note=every(row.note),
    )


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored values as `EventDocument` names them."""
    texts = {
        name: [one.model_dump() for one in every(values.get(name))]
        for name in ("title", "description", "getting_there", "picture_alt")
    }
    hidden = {
        "uid", "search", "lon", "lat", "sequence", "stamped_at", "created_at", "cancelled_at", "first_at", "last_at",
        "edited", "missing_since",
    }  # fmt: skip
    return {
        **{name: value for name, value in values.items() if name not in hidden},
        **texts,
        **{name: _moment(values[name]) for name in ("opens_at", "closes_at")},
        "position": None if values["lon"] is None else [values["lon"], values["lat"]],
        "questions": [questions.document(one).model_dump(mode="json") for one in values["questions"]],
    }


def _moment(written: str | None) -> str | None:
    return None if written is None else spoken(dt.datetime.fromisoformat(written)).isoformat()


def trainers(session: Session, actor: Actor) -> list[TrainerRef]:
    """Return who can be named as trainer, by name; somebody who has only their own events may name themselves."""
    found = [TrainerRef(account=account, name=name) for account, name in holders(session, Role.trainer)]
    reach = within(actor, EDIT)
    if reach.everywhere or reach.areas:
        return found
    return [one for one in found if one.account == actor.account]
