"""The key `events` of `demo.yaml`: invented events with invented people on their lists; days count from its loading.

It is written once, into a database without events: what people do with it afterwards is theirs.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlmodel import Session, select

from api.events import booking, demo_results, persons
from api.events.booking import Signing
from api.events.demo_results import DemoResults
from api.events.registration_tables import Registration, Seats, WaitingMode
from api.events.states import EventState
from api.events.tables import Access, Event, EventKind, EventSession, SessionState
from api.kernel.audit import PROFILE, record
from api.kernel.language import Texts
from api.kernel.synchronising import Differences
from api.kernel.tables import Revised
from api.kernel.time import BERLIN, now
from api.outreach import GROUPS

_SEED = b"nothing in a demo is worth a secret"
_SPOKEN = ("de", "pl", "ar", "uk", "tr", "en")
Said = Callable[[str], Texts]
Code = Annotated[str, Field(pattern="^[a-z0-9_-]+$", max_length=40)]
Line = Annotated[str, Field(min_length=1, max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoSession(_Part):
    """A date: so many days from today, from `at` (Berlin time) for some hours."""

    day: Annotated[int, Field(ge=-400, le=400)]
    at: Annotated[dt.time, Field(examples=["18:00"])]
    hours: Annotated[float, Field(gt=0, le=24)] = 2.0
    state: SessionState = SessionState.planned
    note: str | None = None


class DemoSeats(_Part):
    """Seats, and the parties that sign up for them in their order."""

    capacity: Annotated[int, Field(ge=0)]
    waiting_limit: Annotated[int, Field(ge=0)] = 10
    mode: WaitingMode = WaitingMode.auto
    parties: tuple[Annotated[int, Field(ge=1, le=5)], ...] = ()


class DemoQuestion(_Part):
    """A question to who signs up."""

    key: Code
    kind: str
    label: Line
    purpose: Line | None = None
    required: bool = False
    choices: dict[Code, Line] = {}


class DemoEvent(_Part):
    """An event; texts are German, with translations in `texts/`."""

    title: Line
    description: str | None = None
    kind: EventKind
    state: EventState = EventState.published
    topic: Code | None = None
    audiences: tuple[Code, ...] = ()
    target_groups: tuple[Code, ...] = ()
    languages: tuple[Code, ...] = ("de",)
    organiser: str | None = None
    measure: int | None = None
    working_group: Line | None = None  # its name
    area: str
    place: Line | None = None
    street: Line | None = None
    postal_code: str | None = None
    town: Line | None = None
    position: tuple[float, float] | None = None
    access: Access = Access.unknown
    getting_there: str | None = None
    online: bool = False
    online_link: Line | None = None
    price_cents: int = 0
    childcare: bool = False
    women_only: bool = False
    sessions: tuple[DemoSession, ...]
    seats: DemoSeats | None = None
    questions: tuple[DemoQuestion, ...] = ()
    results: DemoResults | None = None

    @model_validator(mode="after")
    def _everybody_came_or_not(self) -> Self:
        if self.results and len(self.results.came) != len(self.seats.parties if self.seats else ()):
            message = "results: say of each party to how many dates it came"
            raise ValueError(message)
        return self


class EventsDemo(_Part):
    """The key `events` of `demo.yaml`."""

    events: tuple[DemoEvent, ...] = ()


def unknown_names(
    demo: EventsDemo,
    organisations: Iterable[str],
    measures: Iterable[int],
    areas: Iterable[str],
    groups: Iterable[str],
) -> list[str]:
    """Return what the demo names and nobody defines: organisations, measures, areas, working groups."""
    known = {*organisations}, {*measures}, {*areas, "outside", "unknown"}, {None, *groups}
    return [
        *sorted(f"the organisation {one.organiser}" for one in demo.events if one.organiser not in {None, *known[0]}),
        *sorted(f"measure {one.measure}" for one in demo.events if one.measure not in {None, *known[1]}),
        *sorted(f"the area {one.area}" for one in demo.events if one.area not in known[2]),
        *sorted(f"the working group {one.working_group}" for one in demo.events if one.working_group not in known[3]),
    ]


def load(session: Session, demo: EventsDemo, said: Said, *, apply: bool, today: dt.date) -> list[Differences]:
    """Write the demo where there is no event yet; return what is new."""
    if not demo.events or session.exec(select(Event.id).limit(1)).first():
        return []
    if apply:
        for place, one in enumerate(demo.events):
            _event(session, place, one, said, today)
    return [Differences("event", new=[one.title for one in demo.events])]


def _event(session: Session, place: int, one: DemoEvent, said: Said, today: dt.date) -> None:
    moment = now(session)
    ends = [_ends(date, today) for date in one.sessions if date.state != SessionState.cancelled]
    same = one.model_dump(
        exclude={
            *("title", "description", "getting_there", "sessions", "seats", "questions", "position", "results"),
            "working_group",
        }
    )
    row = Event(
        **same,
        uid=_uid(place),
        title=said(one.title),
        description=said(one.description) if one.description else None,
        getting_there=said(one.getting_there) if one.getting_there else None,
        lon=one.position and one.position[0],
        lat=one.position and one.position[1],
        working_group=_group(session, one.working_group),
        registration=one.seats is not None,
        questions=[_question(question, said) for question in one.questions],
        first_at=min((begin for begin, _ in ends), default=None),
        last_at=max((end for _, end in ends), default=None),
        stamped_at=moment,
        created_at=moment,
        cancelled_at=moment if one.state == EventState.cancelled else None,
    )
    _write(session, [row])
    _with_dates_and_people(session, row, place, one, said, today)


def _with_dates_and_people(
    session: Session, row: Event, place: int, one: DemoEvent, said: Said, today: dt.date
) -> None:
    number, moment = row.id or 0, row.stamped_at
    dates = [_session(number, _uid(place, nth), date, said, moment, today) for nth, date in enumerate(one.sessions)]
    _write(session, dates)
    people = _seats(session, number, one.seats) if one.seats else []
    if one.results is not None:
        demo_results.load(session, row, dates, people, one.results)


def _group(session: Session, name: str | None) -> int | None:
    return session.exec(select(GROUPS.c.id).where(GROUPS.c.name == name)).one() if name else None


def _session(event: int, uid: str, date: DemoSession, said: Said, moment: dt.datetime, today: dt.date) -> EventSession:
    begin, end = _ends(date, today)
    note = said(date.note) if date.note else None
    return EventSession(
        event=event, uid=uid, starts_at=begin, ends_at=end, state=date.state, note=note, stamped_at=moment
    )


def _question(question: DemoQuestion, said: Said) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind,
        "label": said(question.label),
        "purpose": said(question.purpose) if question.purpose else None,
        "required": question.required,
        "choices": [{"code": code, "label": said(label)} for code, label in question.choices.items()],
    }


def _seats(session: Session, event: int, wanted: DemoSeats) -> list[Registration]:
    session.add(Seats(event=event, bound=wanted.capacity, **wanted.model_dump(exclude={"parties"})))
    session.flush()
    made: list[Registration] = []
    for nth, party in enumerate(wanted.parties, 1):
        name, mail = f"Beispielperson {nth}", f"person{nth}@example.org"
        person = persons.person_key(_SEED, event, name, mail, None)
        language = _SPOKEN[nth % len(_SPOKEN)]
        who = Signing(name=name, email=mail, language=language, person=person, party=party)
        made.append(booking.register(session, PROFILE, event, who))
    return made


def _ends(date: DemoSession, today: dt.date) -> tuple[dt.datetime, dt.datetime]:
    begin = dt.datetime.combine(today + dt.timedelta(days=date.day), date.at, BERLIN).astimezone(dt.UTC)
    return begin, begin + dt.timedelta(hours=date.hours)


def _uid(*places: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("demo-event", *map(str, places)))))


def _write(session: Session, rows: Sequence[Revised]) -> None:
    record(session, PROFILE, "create", *rows)
