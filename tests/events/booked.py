"""Events with seats put into the database by hand, and invented people who sign up."""

import datetime as dt
import uuid

from sqlmodel import select

from api.events import booking
from api.events.file_tables import EventFile
from api.events.persons import person_key
from api.events.registration_tables import Registration, Seats
from api.events.tables import Event, EventKind, EventSession
from api.kernel.audit import PROFILE, record

START = dt.datetime(2026, 12, 5, 17, tzinfo=dt.UTC)
SECRET = b"of the tests"


def event(database, *, capacity=20, waiting_limit=10, mode="auto", **more):
    row = {
        "uid": str(uuid.uuid4()), "kind": EventKind.training, "state": "published", "area": "073355009",
        "first_at": START, "last_at": START + dt.timedelta(hours=3), "stamped_at": START, "created_at": START,
        "title": {"de": {"text": "Vereinsgründung", "state": "original"}}, "registration": True,
    }  # fmt: skip
    with database.writing() as session:
        made = Event(**{**row, **more})
        record(session, PROFILE, "create", made)
        session.add(Seats(event=made.id, capacity=capacity, bound=capacity, waiting_limit=waiting_limit, mode=mode))
        return made.id


def dated(database, number, begin=START):
    """Give an event a date of three hours."""
    with database.writing() as session:
        row = EventSession(
            event=number, uid=str(uuid.uuid4()), starts_at=begin, ends_at=begin + dt.timedelta(hours=3),
            stamped_at=START,
        )  # fmt: skip
        record(session, PROFILE, "create", row)
        return row.id


def filed(database, number, visibility="public"):
    """Give an event a picture and a material, of hardly any bytes; return the digest of both."""
    digest = f"{number:032x}"
    shared = {"event": number, "digest": digest, "content": b"large", "size": 5, "created_at": START}
    with database.writing() as session:
        picture = EventFile(**shared, kind="picture", media_type="image/webp", small=b"small", width=1600, height=900)
        material = EventFile(
            **shared, kind="material", media_type="application/pdf", name="Satzung.pdf", title="Satzung",
            language="de", visibility=visibility,
        )  # fmt: skip
        record(session, PROFILE, "create", picture, material)
        row = session.get(Event, number)
        row.picture_alt = {"de": {"text": "Ein Kreis", "state": "original"}}
        record(session, PROFILE, "change", row)
    return digest


def signing(number, event_id, *, party=1):
    mail = f"person{number}@example.org"
    return booking.Signing(
        name=f"Beispiel {number}", language="de", email=mail, party=party,
        person=person_key(SECRET, event_id, f"Beispiel {number}", mail, None),
    )  # fmt: skip


def sign_up(database, event_id, number, *, party=1, hold=""):
    """Register and return id and state; `full` or `again` where it is refused."""
    with database.writing() as session:
        who = signing(number, event_id, party=party)
        row = booking.register(session, booking.VISITOR, event_id, who, hold=hold)
        return row.id, str(row.state)


def counted(database, event_id):
    """Return the counter and what the registrations add up to."""
    with database.reading() as session:
        seats = session.get(Seats, event_id)
        rows = session.exec(select(Registration).where(Registration.event == event_id)).all()
        seated = sum(one.party for one in rows if one.state in {"confirmed", "offered"})
        return (seats.taken, seats.waiting), (seated, sum(one.state == "waiting" for one in rows))


def states(database, event_id):
    with database.reading() as session:
        rows = session.exec(select(Registration).where(Registration.event == event_id).order_by(Registration.ticket))
        return [str(one.state) for one in rows]
