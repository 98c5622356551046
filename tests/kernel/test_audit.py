"""Every change says who, when, what and which fields – never a value – and none gets past."""

import datetime as dt

import pytest
from sqlalchemy import delete, insert, update
from sqlmodel import col, select

from api.kernel import audit
from api.kernel.audit import UnrecordedWrite
from api.kernel.language import texts
from api.kernel.permission import Actor
from api.kernel.tables import AuditEntry, RoomRevision
from tests.conftest import NOON
from tests.kernel.toy.room import Sticker, Toy

ANNA = Actor("account:7")
DAY = dt.date(2020, 1, 1)


@pytest.fixture
def database(toys):
    return toys.database()


def toy(name="Ball"):
    return Toy(name=name, title=texts("canary4711"), made_on=DAY)


def made(database, *names):
    with database.writing() as session:
        audit.record(session, ANNA, "create", *(toy(name) for name in names))


def trail(database):
    with database.reading() as session:
        return session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()


def names(database):
    with database.reading() as session:
        return session.exec(select(Toy.name).order_by(col(Toy.id))).all()


def test_creating_names_who_when_what_and_every_field(database):
    made(database, "Ball")
    (entry,) = trail(database)
    assert (entry.actor, entry.action, entry.object_type, entry.object_key) == ("account:7", "create", "toy", "1")
    assert entry.at.replace(tzinfo=dt.UTC) == NOON
    assert entry.fields == ["id", "made_on", "name", "revision", "title"]


def test_changing_names_the_changed_fields_only(database):
    made(database, "Ball")
    with database.writing() as session:
        found = session.get_one(Toy, 1)
        found.name, found.made_on = "Kite", DAY
        audit.record(session, ANNA, "change", found)
    entry = trail(database)[-1]
    assert (entry.action, entry.fields) == ("change", ["name"])


def test_deleting_names_what_went(database):
    made(database, "Ball")
    with database.writing() as session:
        audit.record(session, ANNA, "delete", session.get_one(Toy, 1))
    assert (trail(database)[-1].action, trail(database)[-1].object_key, names(database)) == ("delete", "1", [])


def test_no_value_is_ever_in_the_trail(database):
    made(database, "canary4711")
    with database.writing() as session:
        found = session.get_one(Toy, 1)
        found.name = "canary4712"
        audit.record(session, ANNA, "change", found)
        audit.record(session, ANNA, "delete", found)
    assert len(trail(database)) == 3
    assert "canary" not in "".join(entry.model_dump_json() for entry in trail(database))


def test_a_change_that_changes_nothing_leaves_no_trace(database):
    made(database, "Ball")
    with database.writing() as session:
        found = session.get_one(Toy, 1)
        found.name = "Ball"
        audit.record(session, ANNA, "change", found)
    assert len(trail(database)) == 1
    assert database.revisions() == {"tests": 1}


def test_only_public_changes_raise_the_revision_of_the_room_once(database):
    made(database, "Ball", "Kite")
    assert database.revisions() == {"tests": 1}
    with database.writing() as session:
        audit.record(session, ANNA, "create", Sticker(toy_id=1), public=False)
    assert database.revisions() == {"tests": 1}
    with database.writing() as session:
        audit.record(session, ANNA, "create", toy("Drum"))
        audit.record(session, ANNA, "create", toy("Doll"))
    assert database.revisions() == {"tests": 2}


def test_the_first_writers_of_a_room_do_not_meet(toys):
    """Two transactions that both find no revision row yet: both succeed (on PostgreSQL they run side by side)."""
    client = toys.start()
    answers = client.together(*(("POST", "/api/v1/staff/toys", {"json": {"name": f"toy {n}"}}) for n in range(8)))
    assert [answer.status_code for answer in answers] == [201] * 8
    assert client.app.database.revisions() == {"tests": 8}


def forgotten_row(session):
    session.add(toy("unrecorded"))


def forgotten_change(session):
    session.get_one(Toy, 1).name = "unrecorded"


def forgotten_deletion(session):
    session.delete(session.get_one(Toy, 1))


def change_after_recording(session):
    found = session.get_one(Toy, 1)
    found.name = "Kite"
    audit.record(session, ANNA, "change", found)
    found.name = "unrecorded"


def another_row_beside_a_recorded_one(session):
    session.add(toy("unrecorded"))
    audit.record(session, ANNA, "create", toy("recorded"))


def bulk_insert(session):
    session.exec(insert(Toy).values(name="unrecorded", title={}, made_on=DAY, revision=1))


def bulk_update(session):
    session.exec(update(Toy).values(name="unrecorded"))


def bulk_delete(session):
    session.exec(delete(Toy))


def insert_into_the_bare_table(session):
    session.exec(insert(Toy.__table__).values(name="unrecorded", title={}, made_on=DAY, revision=1))


def update_of_the_bare_table(session):
    session.exec(update(Toy.__table__).values(name="unrecorded"))


PAST_THE_AUDIT = [
    forgotten_row,
    forgotten_change,
    forgotten_deletion,
    change_after_recording,
    another_row_beside_a_recorded_one,
    bulk_insert,
    bulk_update,
    bulk_delete,
    insert_into_the_bare_table,
    update_of_the_bare_table,
]


@pytest.mark.parametrize("write", PAST_THE_AUDIT)
def test_nothing_is_written_past_the_audit(database, write):
    made(database, "Ball")
    with pytest.raises(UnrecordedWrite), database.writing() as session:
        write(session)
    assert names(database) == ["Ball"]
    assert (len(trail(database)), database.revisions()) == (1, {"tests": 1})


@pytest.mark.parametrize(
    "write", [forgotten_row, forgotten_change, forgotten_deletion, bulk_insert, bulk_update, bulk_delete]
)
def test_without_the_guards_the_same_writes_arrive(database, write, monkeypatch):
    """The control: it is the guards that stop them, nothing else."""
    made(database, "Ball")
    monkeypatch.setattr(audit, "Row", Sticker)  # so that only stickers need a record
    with database.writing() as session:
        write(session)
    assert names(database) != ["Ball"]


@pytest.mark.parametrize(
    "write", [forgotten_row, bulk_update, lambda session: audit.record(session, ANNA, "create", toy())]
)
def test_a_reading_session_writes_nothing(database, write):
    made(database, "Ball")

    def write_and_commit():
        with database.reading() as session:
            write(session)
            session.commit()

    with pytest.raises(UnrecordedWrite):
        write_and_commit()
    assert names(database) == ["Ball"]


def test_the_kernels_own_rows_need_no_record(database):
    with database.writing() as session:
        session.add(RoomRevision(room="other", revision=3))
    assert database.revisions() == {"other": 3}
