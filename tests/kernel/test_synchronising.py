"""Bringing rows to what a profile says: twice is once, and what people did stays theirs."""

import datetime as dt

import pytest
from sqlmodel import col, select

from api.kernel import audit
from api.kernel.audit import PROFILE
from api.kernel.language import texts
from api.kernel.permission import Actor
from api.kernel.synchronising import Manner, always, never, synchronise
from api.kernel.tables import AuditEntry
from tests.kernel.toy.room import Toy

ANNA = Actor("account:7")
DAY = dt.date(2020, 1, 1)
LATER = dt.date(2021, 1, 1)


@pytest.fixture
def database(toys):
    return toys.database()


def trail(database):
    with database.reading() as session:
        return session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()


def names(database):
    with database.reading() as session:
        return session.exec(select(Toy.name).order_by(col(Toy.id))).all()


WANTED = [
    {"name": "Ball", "made_on": DAY, "title": texts("Ball")},
    {"name": "Kite", "made_on": DAY, "title": texts("Kite")},
]


def synchronised(database, wanted, *, remove=never, **manner):
    with database.writing() as session:
        return synchronise(session, PROFILE, Toy, wanted, key=("name",), manner=Manner(**manner), remove=remove)


def test_synchronising_twice_changes_nothing(database):
    first = synchronised(database, WANTED)
    assert (first.new, first.changed, first.kept, first.removed) == (["Ball", "Kite"], {}, [], [])
    before = trail(database), database.revisions()
    again = synchronised(database, WANTED)
    assert (again.new, again.changed, again.kept, again.removed) == ([], {}, [], [])
    assert (trail(database), database.revisions()) == before


def test_differences_are_shown_without_writing_them(database):
    synchronised(database, WANTED)
    wanted = [{**WANTED[0], "made_on": dt.date(2021, 1, 1)}, {"name": "Drum", "made_on": DAY, "title": texts("Drum")}]
    before = trail(database), database.revisions(), names(database)
    shown = synchronised(database, wanted, apply=False)
    assert (shown.new, shown.changed, shown.kept, shown.removed) == (["Drum"], {"Ball": ["made_on"]}, ["Kite"], [])
    assert (trail(database), database.revisions(), names(database)) == before
    assert synchronised(database, wanted) == shown
    assert names(database) == ["Ball", "Kite", "Drum"]
    assert [(entry.action, entry.object_key, entry.fields) for entry in trail(database)[2:]] == [
        ("create", "3", ["id", "made_on", "name", "revision", "title"]),
        ("change", "1", ["made_on"]),
    ]


def test_fields_the_source_does_not_name_are_left_alone(database):
    synchronised(database, WANTED)
    synchronised(database, [{"name": "Ball"}])
    with database.reading() as session:
        assert session.get_one(Toy, 1).title == texts("Ball")


def test_rows_nobody_wants_are_removed_only_when_asked(database):
    synchronised(database, WANTED)
    found = synchronised(database, WANTED[:1], remove=lambda row: row.name == "Kite")
    assert (found.removed, found.kept, names(database)) == (["Kite"], [], ["Ball"])


def test_a_failed_synchronisation_leaves_nothing(database):
    with pytest.raises(KeyError):
        synchronised(database, [*WANTED, {"title": texts("nameless")}])
    assert (names(database), trail(database)) == ([], [])


def changed_by(actor, database, **values):
    with database.writing() as session:
        found = session.exec(select(Toy).where(Toy.name == "Ball")).one()
        for name, value in values.items():
            setattr(found, name, value)
        audit.record(session, actor, "change", found)


def days(database):
    with database.reading() as session:
        return dict(session.exec(select(Toy.name, Toy.made_on)).all())


def test_what_a_person_changed_stays_theirs_field_by_field(database):
    synchronised(database, WANTED)
    changed_by(ANNA, database, made_on=LATER)

    found = synchronised(database, [{**WANTED[0], "title": texts("Anders")}, WANTED[1]])

    assert (found.changed, found.edited) == ({"Ball": ["title"]}, {"Ball": ["made_on"]})
    assert days(database)["Ball"] == LATER


def test_with_overwrite_the_profile_wins_and_may_go_on_doing_so(database):
    synchronised(database, WANTED)
    changed_by(ANNA, database, made_on=LATER)

    assert synchronised(database, WANTED, overwrite=True).changed == {"Ball": ["made_on"]}
    assert days(database)["Ball"] == DAY
    again = synchronised(database, [{**WANTED[0], "made_on": LATER}, WANTED[1]])
    assert (again.changed, again.edited) == ({"Ball": ["made_on"]}, {})


def test_what_the_system_changed_is_nobodys(database):
    """The control: the same change, made by a part of the system."""
    synchronised(database, WANTED)
    changed_by(Actor("system:other"), database, made_on=LATER)

    assert synchronised(database, WANTED).changed == {"Ball": ["made_on"]}


def test_a_field_somebody_changed_takes_those_along_that_belong_to_it(database):
    synchronised(database, WANTED)
    changed_by(ANNA, database, title=texts("Anders"))
    wanted = [{**WANTED[0], "made_on": LATER}, WANTED[1]]

    together = synchronised(database, wanted, groups=[frozenset({"title", "made_on"})], apply=False)
    alone = synchronised(database, wanted, apply=False)

    assert (together.changed, together.edited) == ({}, {"Ball": ["made_on", "title"]})
    assert (alone.changed, alone.edited) == ({"Ball": ["made_on"]}, {"Ball": ["title"]})


def test_what_a_person_made_or_touched_is_not_removed(database):
    synchronised(database, WANTED)
    changed_by(ANNA, database, made_on=LATER)
    with database.writing() as session:
        audit.record(session, ANNA, "create", Toy(name="Own", title=texts("x"), made_on=DAY))

    found = synchronised(database, [], remove=always)

    assert (found.removed, sorted(found.kept)) == (["Kite"], ["Ball", "Own"])
    assert names(database) == ["Ball", "Own"]
