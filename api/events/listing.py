"""Events as anybody may see them: the list with its filters, and one event. Three statements for a page."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, bindparam, cast
from sqlmodel import Session, col, func, or_, select

from api.events import answers as asked
from api.events import holding, served
from api.events.file_tables import EventFile, FileKind
from api.events.registration_tables import Seats
from api.events.schemas import EventDetail, EventView, OrganiserView, RegistrationInfo, SessionView
from api.events.seats import Count, SeatClass, class_of
from api.events.states import PUBLIC, TAKING_PLACE
from api.events.tables import Event, EventKind, EventSession, sought
from api.kernel.db import expires
from api.kernel.language import said, said_or_none
from api.kernel.markdown import rich_or_none
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.problems import Invalid, Issue, NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import BERLIN, now, spoken, today
from api.places import ORGANISATIONS, Territory, read_territory

VENUES = ORGANISATIONS.alias("venue_known")  # beside the organiser
_SHOWN = [
    name
    for name in Event.model_fields
    if name
    not in {
        "revision",
        "missing_since",
        "share_needed",
        "edited",
        "source",
        "external_id",
        "search",
        "trainer",
        "cancelled_at",
        "online_link",
    }
]
_MOMENT: BindParameter[dt.datetime] = bindparam("moment")
_ALL = (
    columns(
        *(getattr(Event, name) for name in _SHOWN),
        ORGANISATIONS.c.name.label("organiser_name"), VENUES.c.name.label("venue_name"),
        Seats.capacity, Seats.taken, Seats.waiting, Seats.waiting_limit,
        holding.over(_MOMENT).label("over"), holding.next_end(_MOMENT).label("next_end"),
        col(EventFile.digest).label("picture"), col(EventFile.width).label("picture_width"),
        col(EventFile.height).label("picture_height"),
    )
    .outerjoin(ORGANISATIONS, ORGANISATIONS.c.key == col(Event.organiser))
    .outerjoin(VENUES, VENUES.c.key == col(Event.venue))
    .outerjoin(Seats, col(Seats.event) == col(Event.id))
    .outerjoin(
        EventFile, (col(EventFile.event) == col(Event.id)) & (col(EventFile.kind) == FileKind.picture)
    )
)  # fmt: skip
_EVENTS = _ALL.where(col(Event.state).in_(sorted(PUBLIC)))
_SESSIONS = columns(
    EventSession.id, EventSession.event, EventSession.starts_at, EventSession.ends_at, EventSession.state,
    EventSession.note, EventSession.previous_starts_at,
).order_by(col(EventSession.starts_at), col(EventSession.id))  # fmt: skip

_TAKES_PLACE = col(Event.state).in_(sorted(TAKING_PLACE))
_CLOSES = func.coalesce(col(Event.closes_at), col(Event.first_at))  # when signing up ends


@dataclass(frozen=True)
class Search:
    """Filters of the list; `first` and `last` are Berlin days, `first` today by default."""

    area: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    kind: EventKind | None = None
    topic: str | None = None
    language: str | None = None
    audience: str | None = None
    free: bool = False
    q: str | None = None


def list_events(session: Session, search: Search, wanted: Wish, language: str) -> Listing[EventView]:
    """Return public events that end on `first` or later, by their beginning. Raises Invalid for an unknown area."""
    tree = read_territory(session)
    statement = _filtered(session, search, tree).params(moment=now(session))
    found = page(session, statement, [col(Event.first_at), col(Event.id)], wanted)
    sessions = _sessions(session, [row.id for row in found[0]])
    return listing(found, lambda row: _view(session, row, sessions[row.id], tree, language))


def get_event(session: Session, number: int, language: str) -> EventDetail:
    """Return one public event. Raises NotFound."""
    return _one(session, _EVENTS, number, language)


def preview(session: Session, number: int, language: str) -> EventDetail:
    """Return an event as visitors would see it were it public. Raises NotFound."""
    found = _one(session, _ALL, number, language)
    return found.model_copy(update={"picture": served.for_staff(found.picture)})


def _one(session: Session, among: Any, number: int, language: str) -> EventDetail:
    rows = rows_of(session, among.where(col(Event.id) == number), moment=now(session))
    if not rows:
        raise NotFound
    view = _view(session, rows[0], _sessions(session, [number])[number], read_territory(session), language)
    fields: dict[str, Any] = {**dict(view), "description": rich_or_none(rows[0].description, language)}
    return EventDetail(**fields)


def views(session: Session, numbers: Sequence[int], language: str) -> list[EventView]:
    """Return these public events in this order."""
    found = rows_of(session, _EVENTS.where(col(Event.id).in_(numbers)), moment=now(session))
    rows = {row.id: row for row in found}
    sessions, tree = _sessions(session, numbers), read_territory(session)
    return [_view(session, rows[one], sessions[one], tree, language) for one in numbers]


def _filtered(session: Session, search: Search, tree: Territory) -> Any:
    first = search.first or today(session)
    statement = _EVENTS.where(col(Event.last_at) > midnight(first), *conditions(session, search, tree, first))
    if search.last is not None:
        statement = statement.where(col(Event.first_at) < midnight(search.last + dt.timedelta(days=1)))
    return statement


def conditions(session: Session, search: Search, tree: Territory, day: dt.date) -> Iterator[ColumnElement[bool]]:
    """Yield what a search asks of events and their seats, except for its days; areas are those of `day`.

    Raises Invalid for an unknown area.
    """
    if search.area is not None:
        yield col(Event.area).in_(_inside(tree, search.area, day))
    for column, value in ((Event.kind, search.kind), (Event.topic, search.topic)):
        if value is not None:
            yield col(column) == value
    for column, value in ((Event.languages, search.language), (Event.audiences, search.audience)):
        if value is not None:
            yield cast(col(column), String).contains(f'"{value}"', autoescape=True)
    if search.free:
        yield _with_room(session)
    if search.q is not None:
        yield col(Event.search).contains(sought(search.q), autoescape=True)


def _with_room(session: Session) -> ColumnElement[bool]:
    """Return what is true of events one can still come to; an answer is kept until signing up ends for the next one."""
    moment = now(session)
    ahead = select(func.min(_CLOSES)).where(_TAKES_PLACE, col(Event.registration), moment < _CLOSES)
    for closing in filter(None, session.exec(ahead)):
        expires(session, closing.timestamp())
    holding.expire_with_next(session)
    left = (col(Seats.taken) - holding.over(moment) < col(Seats.capacity)) & (col(Seats.waiting) == 0)
    return _TAKES_PLACE & or_(col(Seats.event).is_(None), left & (moment < _CLOSES))


def midnight(day: dt.date) -> dt.datetime:
    """Return the first moment of a Berlin day, aware, in UTC."""
    return dt.datetime.combine(day, dt.time(), BERLIN).astimezone(dt.UTC)


def _inside(tree: Territory, area: str, day: dt.date) -> list[str]:
    """Return the area and everything in it on a day, and the county, whose events are for all of it."""
    if area not in tree.places:
        raise Invalid(Issue("area", "unknown_area", "Use the key of an area as `/areas` lists them."))
    found, ahead = {area}, [area]
    while ahead:
        inside = tree.members(ahead.pop(), day)
        found.update(inside)
        ahead += inside
    around = {key for key, place in tree.places.items() if place.kind.value == "county"}
    return sorted(found | (around if tree.places[area].kind.value != "city" else set()))


def _sessions(session: Session, numbers: Collection[int]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows_of(session, _SESSIONS.where(col(EventSession.event).in_(sorted(numbers)))):
        found[row.event].append(row)
    return found


def _view(session: Session, row: Any, sessions: Sequence[Any], tree: Territory, language: str) -> EventView:
    place = tree.places.get(row.area)
    same = {name: getattr(row, name) for name in EventView.model_fields if name in _SAME}
    return EventView(
        **same,
        title=said(row.title, language),
        description=said_or_none(row.description, language),
        picture=served.picture_view(row, language),
        organiser=OrganiserView(key=row.organiser, name=row.organiser_name) if row.organiser else None,
        venue=OrganiserView(key=row.venue, name=row.venue_name) if row.venue else None,
        area_name=place.name if place else None,
        county_wide=place is not None and place.kind.value == "county",
        position=None if row.lon is None else [row.lon, row.lat],
        getting_there=said_or_none(row.getting_there, language),
        registration=_registration(session, row, language) if row.registration else None,
        sessions=list(_spoken(sessions, language)),
        updated_at=spoken(row.stamped_at),
    )


_SAME = frozenset(_SHOWN) - {
    "title", "description", "organiser", "venue", "getting_there", "registration", "picture_alt",
}  # fmt: skip


def _spoken(sessions: Iterable[Any], language: str) -> Iterable[SessionView]:
    for one in sessions:
        yield SessionView(
            id=one.id,
            starts_at=spoken(one.starts_at),
            ends_at=spoken(one.ends_at),
            previous_starts_at=one.previous_starts_at and spoken(one.previous_starts_at),
            state=one.state,
            note=said_or_none(one.note, language),
        )


def _registration(session: Session, row: Any, language: str) -> RegistrationInfo:
    """Say whether one can sign up at this moment; an answer is kept no longer than that is so."""
    moment = now(session)
    closes_at = row.closes_at or row.first_at
    for edge in (row.opens_at, closes_at, row.next_end):
        if edge is not None and edge > moment:
            expires(session, edge.timestamp())
    in_time = (row.opens_at is None or row.opens_at <= moment) and (closes_at is None or moment < closes_at)
    seats, most = SeatClass.full, row.most_in_party
    if row.capacity is not None:
        seats = class_of(Count(row.capacity, row.taken - row.over, row.waiting, row.waiting_limit))
        most = min(most, row.capacity or most)  # a larger party is refused
    return RegistrationInfo(
        open=in_time and row.state in TAKING_PLACE and seats != SeatClass.full,
        opens_at=row.opens_at and spoken(row.opens_at),
        closes_at=closes_at and spoken(closes_at),
        seats=seats,
        most_in_party=most,
        questions=asked.shown(row.questions, row.retention_days, language),
    )
