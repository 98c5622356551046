"""Seats kept for a form: theirs when they send it, given on when they need fewer, never all, free when over."""

import datetime as dt

import pytest
from sqlmodel import select

from api.events import booking, holding, seating, waiting_list
from api.events.registration_tables import SeatHold
from api.events.tables import Event
from api.kernel.tables import Job
from tests.events.booked import counted, event, sign_up, signing, states


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


def kept(database, number, key, party=1, minutes=15):
    with database.writing() as session:
        until = database.clock() + dt.timedelta(minutes=minutes)
        return holding.keep(session, number, SeatHold(id=key, event=number, party=party, until=until))


def used(database, number, key, person, *, party=1):
    with database.writing() as session:
        who = signing(person, number, party=party)
        return str(booking.register(session, booking.VISITOR, number, who, hold=key).state)


def resized(database, number, capacity):
    with database.writing() as session:
        booking.resize(session, booking.VISITOR, number, capacity)


def again(database, number, key, party):
    with database.writing() as session:
        row = holding.keep_as_many(session, number, key, party, dt.timedelta(minutes=1))
        return row.until - database.clock()


def test_nobody_keeps_seats_for_longer_than_a_new_form_would(database):
    number = event(database, capacity=60)
    assert kept(database, number, "mine", party=6, minutes=21)
    spans = [again(database, number, "mine", party) for _ in range(5) for party in (1, 6, 6)]
    assert set(spans) == {dt.timedelta(minutes=21)}
    with database.reading() as session:
        waiting = session.exec(select(Job.id).where(Job.kind == waiting_list.SETTLING)).all()
    assert len(waiting) == 1 + 10, "asking for as many again is no reason to look again"


def test_without_registration_nothing_is_kept_and_a_later_counter_begins_anew(database):
    number = event(database, capacity=6)
    assert kept(database, number, "mine", party=2)
    seats = {"capacity": 6, "waiting_limit": 5, "mode": "auto"}
    for after in (None, seats):
        with database.writing() as session:
            seating.seat(session, booking.VISITOR, session.get_one(Event, number), after)
    assert counted(database, number) == ((0, 0), (0, 0))
    assert used(database, number, "mine", 1, party=2) == "confirmed"
    assert counted(database, number) == ((2, 0), (2, 0))


def test_a_kept_seat_is_theirs_whoever_joined_the_list_meanwhile(database):
    number = event(database, capacity=1)
    assert kept(database, number, "mine")
    assert sign_up(database, number, 1)[1] == "waiting"
    assert used(database, number, "mine", 2) == "confirmed"
    assert counted(database, number) == ((1, 1), (1, 1))


def test_who_comes_with_fewer_gives_the_rest_to_who_waits(database):
    number = event(database, capacity=3)
    kept(database, number, "mine", party=3)
    for one in (1, 2):
        assert sign_up(database, number, one)[1] == "waiting"
    assert used(database, number, "mine", 3) == "confirmed"
    assert states(database, number) == ["confirmed", "confirmed", "confirmed"]
    assert counted(database, number) == ((3, 0), (3, 0))


def test_who_comes_with_more_competes_for_what_was_not_kept(database):
    number = event(database, capacity=4)
    kept(database, number, "mine", party=2)
    assert used(database, number, "mine", 1, party=4) == "confirmed", "two more were free"

    other = event(database, capacity=4)
    kept(database, other, "theirs", party=2)
    assert sign_up(database, other, 1, party=3)[1] == "waiting"
    assert used(database, other, "theirs", 2, party=3) == "waiting", "all or nothing, behind who asked before"
    assert states(database, other) == ["confirmed", "waiting"], "what was kept is given on"
    assert counted(database, other) == ((3, 1), (3, 1))


def test_a_refused_form_keeps_its_seats(database):
    number = event(database, capacity=2, waiting_limit=0)
    kept(database, number, "mine")
    sign_up(database, number, 1)
    with pytest.raises(booking.EventFull):
        used(database, number, "mine", 2, party=2)
    assert used(database, number, "mine", 2) == "confirmed"


def test_a_smaller_capacity_takes_no_kept_seat_away(database):
    number = event(database, capacity=4)
    kept(database, number, "mine", party=3)
    resized(database, number, 2)
    assert used(database, number, "mine", 1, party=3) == "confirmed"
    assert counted(database, number)[0] == (3, 0)


def test_holds_keep_a_third_of_the_seats_at_most(database):
    number = event(database, capacity=9)
    assert [kept(database, number, str(one)) for one in range(5)] == [True, True, True, False, False]
    assert counted(database, number)[0] == (3, 0)
    assert sign_up(database, number, 1)[1] == "confirmed", "without a hold the form works as well"
    with database.writing() as session:
        later = dt.timedelta(minutes=1)
        assert holding.keep_as_many(session, number, "0", 2, later).party == 1
        assert holding.keep_as_many(session, number, "1", 1, later).party == 1

    small = event(database, capacity=4)
    assert kept(database, small, "family", party=4), "those of one party, always"
    assert not kept(database, small, "another")


def seen(client, number):
    answer = client.get(f"/api/v1/events/{number}").json()["registration"]
    free = client.get("/api/v1/events", params={"free": True}).json()["items"]
    return answer["seats"], answer["open"], number in {one["id"] for one in free}


def test_seats_that_are_kept_no_longer_are_free_for_whoever_looks(client, database, clock):
    number = event(database, capacity=6, waiting_limit=0)
    sign_up(database, number, 1, party=4)
    kept(database, number, "short", minutes=5)
    kept(database, number, "long", minutes=15)
    before = database.revisions()
    assert seen(client, number) == ("full", False, False)
    clock.moment += dt.timedelta(minutes=4)
    assert seen(client, number) == ("full", False, False)
    clock.moment += dt.timedelta(minutes=1)
    assert seen(client, number) == ("few", True, True), "nobody wrote anything, and no kept answer is shown"
    assert database.revisions() == before
    assert counted(database, number)[0] == (6, 0)
