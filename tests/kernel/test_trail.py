"""The trail is a chain: what is changed, removed, swapped or cut off afterwards is found; writers do not tear it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlmodel import select

from api.kernel import audit, trail
from api.kernel.language import texts
from api.kernel.permission import Actor
from api.kernel.tables import AuditEntry, Version
from tests.kernel.toy.room import Toy

ANNA = Actor("account:7")
DAY = dt.date(2020, 1, 1)


@pytest.fixture
def database(toys):
    made = toys.database()
    for name in ("Ball", "Kite", "Bear", "Doll"):
        with made.writing() as session:
            audit.record(session, ANNA, "create", Toy(name=name, title=texts(name), made_on=DAY))
    return made


def faults(database, heads=None):
    with database.reading() as session:
        return trail.verify(session, heads)


def run(database, *statements):
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_an_untouched_trail_is_whole(database):
    assert faults(database) == []
    with database.reading() as session:
        assert trail.head(session)[0] == 4


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (["UPDATE audit_entry SET actor = 'account:8' WHERE id = 2"], "entry 2"),
        (["UPDATE audit_entry SET action = 'delete' WHERE id = 2"], "entry 2"),
        (["UPDATE audit_entry SET object_key = '9' WHERE id = 3"], "entry 3"),
        (["UPDATE audit_entry SET fields = '[]' WHERE id = 3"], "entry 3"),
        (["UPDATE audit_entry SET object_type = 'bear' WHERE id = 1"], "entry 1"),
        (["UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE id = 1"], "entry 1"),
        (["DELETE FROM audit_entry WHERE id = 2"], "entry 2"),
        (["DELETE FROM audit_entry WHERE id = 1"], "entry 1"),
        (["DELETE FROM audit_entry WHERE id = 4"], "entry 4"),
        (["DELETE FROM audit_entry"], "entry 1"),
        (["DELETE FROM audit_entry WHERE id = 2", "UPDATE audit_entry SET id = id - 1 WHERE id = 3"], "entry 2"),
        (
            [
                "UPDATE audit_entry SET id = 99 WHERE id = 2",
                "UPDATE audit_entry SET id = 2 WHERE id = 3",
                "UPDATE audit_entry SET id = 3 WHERE id = 99",
            ],
            "entry 2",
        ),
        (["DELETE FROM audit_entry WHERE id = 4", "UPDATE audit_head SET number = 3"], "entry 4"),
        (["DELETE FROM audit_head"], "entry 5"),
    ],
)
def test_whatever_was_done_to_it_is_found(database, tamper, named):
    run(database, *tamper)
    found = faults(database)
    assert found
    assert found[0].startswith(named), found


def test_a_trail_forged_as_a_whole_contradicts_a_head_kept_elsewhere(database):
    with database.reading() as session:
        number, sealed = trail.head(session)
    run(database, "DELETE FROM audit_entry", "DELETE FROM audit_head")
    for name in ("Other", "Story", "Told", "Now"):
        with database.writing() as session:
            audit.record(session, ANNA, "create", Toy(name=name, title=texts(name), made_on=DAY))
    assert faults(database) == []
    assert faults(database, {number: sealed}) == [
        f"entry {number}: is not the one that was noted when a backup was made"
    ]
    assert "gone" in faults(database, {99: sealed})[0]


def test_writers_at_the_same_moment_make_one_chain(database):
    def write(number):
        with database.writing() as session:
            audit.record(session, ANNA, "create", Toy(name=f"Toy {number}", title=texts("Ding"), made_on=DAY))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(30)))
    assert faults(database) == []
    with database.reading() as session:
        assert trail.head(session)[0] == 34


def test_what_is_rolled_back_leaves_no_entry(database):
    def fail():
        with database.writing() as session:
            audit.record(session, ANNA, "create", Toy(name="Never", title=texts("Nie"), made_on=DAY))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert faults(database) == []
    with database.reading() as session:
        assert trail.head(session)[0] == 4


def test_what_happened_without_a_row_is_noted_too(database):
    with database.writing() as session:
        audit.note(session, ANNA, "sign-in", "account", "7")
    with database.reading() as session:
        entry = session.get_one(AuditEntry, 5)
        assert (entry.actor, entry.action, entry.object_type, entry.fields) == ("account:7", "sign-in", "account", [])
    assert faults(database) == []


def test_the_values_a_change_replaces_are_kept(database):
    with database.writing() as session:
        toy = session.get_one(Toy, 1)
        toy.name, toy.title = "Drum", texts("Trommel")
        audit.record(session, ANNA, "change", toy)
    with database.writing() as session:
        audit.record(session, Actor("account:8"), "delete", session.get_one(Toy, 1))
    with database.reading() as session:
        kept = session.exec(select(Version).order_by(Version.revision)).all()
    told = [(one.object_type, one.object_key, one.revision, one.replaced_by, one.values["name"]) for one in kept]
    assert told == [("toy", "1", 1, "account:7", "Ball"), ("toy", "1", 2, "account:8", "Drum")]
    assert kept[0].values == {
        "id": 1,
        "name": "Ball",
        "title": texts("Ball"),
        "made_on": "2020-01-01",
        "revision": 1,
    }
