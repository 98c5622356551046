"""What staff read and send about events: every text with all its languages, drafts included, seats as numbers."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.events.date_schemas import DateDocument, DateWish, Languages, Truth, Wishes, example, wished
from api.events.file_schemas import StaffMaterial
from api.events.question_schemas import Code, Days, QuestionDocument, QuestionWish
from api.events.registration_tables import WaitingMode
from api.events.states import EventState
from api.events.tables import Access, EventKind
from api.kernel.time import Moment

Codes = Annotated[list[Code], Field(max_length=20)]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Spoken = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]+)?$", max_length=20)]
Way = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]
Seat = Annotated[int, Field(ge=0, le=5000)]
_TITLE = [{"lang": "de", "text": "Wie man einen Verein gründet", "state": "original"}]
_WISH = [{"lang": "de", "text": "Wie man einen Verein gründet"}]
_LINE: dict[str, Any] = {
    "id": 12,
    "revision": 3,
    "kind": "training",
    "state": "published",
    "title": _TITLE,
    "area": "073355009",
    "area_name": "Weilerbach",
    "place": "Bürgerhaus",
    "first_at": "2026-12-05T18:00:00+01:00",
    "last_at": "2026-12-05T20:30:00+01:00",
    "trainer": {"account": 5, "name": "Thea Training"},
    "registration": True,
    "capacity": 20,
    "taken": 17,
    "waiting": 0,
    "source": None,
}


class TrainerRef(BaseModel):
    """Somebody of the team."""

    account: int
    name: str


class Trainers(BaseModel):
    """Who can be the trainer of an event."""

    model_config = example(items=[{"account": 9, "name": "Max Beispiel"}])

    items: list[TrainerRef]


class EventLine(BaseModel):
    """An event in the list of the staff area."""

    model_config = example(**_LINE)

    id: int
    revision: int
    kind: EventKind
    state: EventState
    title: Languages
    area: str
    area_name: str | None
    place: str | None
    first_at: dt.datetime | None
    last_at: dt.datetime | None
    trainer: TrainerRef | None
    registration: bool
    capacity: int | None
    taken: int = Field(description="Seats taken, offered or kept while somebody fills in the form.")
    waiting: int
    source: str | None


class StaffPicture(BaseModel):
    """The picture of an event; its bytes are at `/staff/event-pictures/{number}/{digest}/{size}.webp`."""

    digest: str
    width: int
    height: int


class EventDocument(EventLine):
    """An event with everything staff may change; its dates have revisions of their own."""

    model_config = example(**_LINE, moves=["held", "postponed"], picture=None, materials=[], sessions=[])

    moves: list[EventState] = Field(description="States it may go to.")
    description: Languages
    picture: StaffPicture | None
    picture_alt: Languages
    materials: list[StaffMaterial]
    topic: str | None
    audiences: list[str]
    target_groups: list[str]
    languages: list[str]
    organiser: str | None
    organiser_name: str | None
    measure: int | None
    working_group: int | None
    venue: str | None
    venue_name: str | None
    street: str | None
    postal_code: str | None
    town: str | None
    position: list[float] | None
    access: Access
    getting_there: Languages
    online: bool
    online_link: str | None
    price_cents: int
    childcare: bool
    women_only: bool
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    most_in_party: int
    offer_hours: int
    waiting_limit: int
    mode: WaitingMode
    questions: list[QuestionDocument]
    retention_days: int
    share_needed: int
    missing_since: dt.datetime | None = Field(
        description="When the newest file of its source first did not name it, though people signed up."
    )
    sessions: list[DateDocument]


class EventParts(BaseModel):
    """What staff may say about an event."""

    description: Wishes | None = Field(default=None, description="Markdown.")
    picture_alt: Wishes | None = Field(default=None, description="What is to be seen on the picture.")
    topic: Code | None = None
    audiences: Codes | None = None
    target_groups: Codes | None = None
    languages: Annotated[list[Spoken], Field(max_length=30)] | None = None
    organiser: Annotated[str, Field(max_length=80)] | None = None
    measure: Annotated[int, Field(ge=0, le=999)] | None = None
    working_group: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    trainer: Annotated[int, Field(ge=1, lt=2**31)] | None = Field(default=None, description="Number of an account.")
    venue: Annotated[str, Field(max_length=80)] | None = Field(
        default=None, description="Key of the organisation it takes place at; visitors find a link to it."
    )
    place: Line | None = None
    street: Line | None = None
    postal_code: Annotated[str, Field(min_length=1, max_length=10)] | None = None
    town: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    position: Annotated[list[Annotated[float, Field(ge=-180, le=180)]], Field(min_length=2, max_length=2)] | None = (
        Field(default=None, description="Longitude, latitude.")
    )
    access: Access | None = None
    getting_there: Wishes | None = None
    online: Truth | None = None
    online_link: Way | None = Field(
        default=None, description="An https address or a few words; only for who has a seat."
    )
    price_cents: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    childcare: Truth | None = None
    women_only: Truth | None = None
    registration: Truth | None = Field(default=None, description="Whether one has to sign up; needs `capacity`.")
    opens_at: Moment | None = None
    closes_at: Moment | None = Field(default=None, description="Null: when the first date begins.")
    most_in_party: Annotated[int, Field(ge=1, le=50)] | None = None
    offer_hours: Annotated[int, Field(ge=1, le=240)] | None = None
    capacity: Seat | None = Field(default=None, description="Fewer than are taken drops nobody.")
    waiting_limit: Seat | None = None
    mode: WaitingMode | None = None
    questions: Annotated[list[QuestionWish], Field(max_length=20)] | None = None
    retention_days: Days | None = Field(default=None, description="Days after the end until who signed up is erased.")
    share_needed: Annotated[int, Field(ge=0, le=100)] | None = None


class EventChange(EventParts):
    """What to change; fields left out stay, null empties. Texts name only the languages they change."""

    model_config = wished(state="published", capacity=25)

    kind: EventKind | None = None
    state: EventState | None = None
    missing_since: None = Field(default=None, description="Null: it takes place, whatever files of its source say.")
    title: Wishes | None = None
    area: Annotated[str, Field(max_length=20)] | None = None


class EventWish(EventParts):
    """A new event, a draft; a trainer's own is theirs."""

    model_config = wished(
        kind="training",
        title=_WISH,
        area="073355011",
        registration=True,
        capacity=20,
        sessions=[{"starts_at": "2026-12-05T18:00", "ends_at": "2026-12-05T20:30"}],
    )

    kind: EventKind
    title: Wishes
    area: Annotated[str, Field(max_length=20)]
    sessions: Annotated[list[DateWish], Field(max_length=100)] = []
