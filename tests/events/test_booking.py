"""Seats: never overbooked, first come, first served, nobody dropped."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import func, select

from api.events import booking, holding, waiting_list
from api.events.registration_tables import Registration, SeatHold, Seats
from api.events.tables import Event
from api.kernel.audit import PROFILE, record
from api.kernel.problems import Conflict, NotFound
from tests.conftest import NOON
from tests.events.booked import START, counted, event, sign_up, signing, states


@pytest.fixture
def database(start):
    return start().app.database


def attempt(database, event_id, number, hold=""):
    try:
        return sign_up(database, event_id, number, hold=hold)[1]
    except booking.EventFull:
        return "full"
    except Conflict:
        return "again"


def together(database, event_id, numbers, holders=()):
    def one(number):
        return attempt(database, event_id, number, str(number) if number in holders else "")

    with ThreadPoolExecutor(8) as pool:
        return Counter(pool.map(one, numbers))


def cancelled(database, registration):
    with database.writing() as session:
        return str(booking.cancel(session, booking.VISITOR, registration).state)


@pytest.mark.parametrize("turn", [0, 1, *(pytest.param(turn, marks=pytest.mark.full) for turn in range(2, 20))])
def test_four_hundred_at_once_get_twenty_seats_and_ten_places_in_line(database, turn):
    number = event(database, capacity=20, waiting_limit=10)

    found = together(database, number, range(400))

    assert found == {"confirmed": 20, "waiting": 10, "full": 370}
    assert counted(database, number) == ((20, 10), (20, 10))


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.full) for turn in range(1, 10))])
def test_who_kept_seats_before_has_them_in_the_race(database, turn):
    """Six filled in the form before four hundred come at once: theirs are among the twenty, and nobody's too many."""
    number = event(database, capacity=20, waiting_limit=10)
    holders = range(0, 360, 60)
    assert all(hold(database, number, str(one), 15) for one in holders)
    assert not hold(database, number, "one more", 15)

    found = together(database, number, range(400), holders)

    assert found == {"confirmed": 20, "waiting": 10, "full": 370}
    assert counted(database, number) == ((20, 10), (20, 10))
    with database.reading() as session:
        seated = session.exec(select(Registration.name).where(Registration.state == "confirmed")).all()
        assert {f"Beispiel {one}" for one in holders} <= {*seated}
        assert not session.exec(select(SeatHold)).all()


def test_counting_before_inserting_oversells(database):
    """The control: looking first and booking afterwards gives away more seats than there are in the same race."""
    number = event(database, capacity=20)
    ready = Barrier(8)

    def look_then_book(one):
        with database.reading() as session:
            taken = session.exec(select(func.count()).where(Registration.event == number)).one()
        if one < 8:
            ready.wait(30)
        if taken >= 20:
            return
        who = signing(one, number)
        row = Registration(
            id=f"naive{one}", event=number, state="confirmed", ticket=one, name=who.name, email=who.email,
            language="de", person=who.person, registered_at=database.clock(),
        )  # fmt: skip
        with database.writing() as session:
            record(session, booking.VISITOR, "create", row)

    for one in range(8, 27):
        look_then_book(one)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(look_then_book, range(8)))
    assert counted(database, number)[1][0] == 27


def test_the_database_itself_refuses_an_overbooked_counter(database):
    number = event(database, capacity=1)
    with database.writing() as session:
        session.get(Seats, number).taken = 2
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_somebody_is_registered_once_however_often_they_click(database):
    number = event(database)
    assert together(database, number, [7] * 50) == {"confirmed": 1, "again": 49}
    assert counted(database, number)[0] == (1, 0)


def test_who_cancelled_may_come_again_at_the_end_of_the_line(database):
    number = event(database, capacity=1)
    first, _ = sign_up(database, number, 1)
    sign_up(database, number, 2)
    assert cancelled(database, first) == "cancelled"
    assert cancelled(database, first) == "cancelled", "a second time changes nothing"
    assert states(database, number) == ["cancelled", "confirmed"]
    assert sign_up(database, number, 1)[1] == "waiting"


def test_cancelling_twice_at_once_frees_one_seat(database):
    number = event(database, capacity=2)
    first, _ = sign_up(database, number, 1)
    sign_up(database, number, 2)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: cancelled(database, first), range(20)))
    assert counted(database, number) == ((1, 0), (1, 0))


def test_nobody_overtakes_a_large_party(database):
    number = event(database, capacity=4)
    first, _ = sign_up(database, number, 1, party=2)
    sign_up(database, number, 2)
    assert sign_up(database, number, 3, party=3)[1] == "waiting"
    assert sign_up(database, number, 4)[1] == "waiting", "one seat is free, and somebody waits"
    cancelled(database, first)
    assert states(database, number) == ["cancelled", "confirmed", "confirmed", "waiting"]
    assert counted(database, number) == ((4, 1), (4, 1))


def test_a_small_party_does_not_overtake_a_large_one_that_does_not_fit_yet(database):
    number = event(database, capacity=4)
    sign_up(database, number, 1, party=2)
    small, _ = sign_up(database, number, 2)
    for one, party in ((3, 3), (4, 1)):
        sign_up(database, number, one, party=party)
    cancelled(database, small)
    assert states(database, number) == ["confirmed", "cancelled", "waiting", "waiting"]
    assert counted(database, number) == ((2, 2), (2, 2))


def test_who_leaves_the_line_lets_others_move_up(database):
    number = event(database, capacity=2)
    sign_up(database, number, 1)
    large, _ = sign_up(database, number, 2, party=2)
    sign_up(database, number, 3)
    cancelled(database, large)
    assert states(database, number) == ["confirmed", "cancelled", "confirmed"]


def test_a_smaller_capacity_drops_nobody(database):
    number = event(database, capacity=18)
    ids = [sign_up(database, number, one)[0] for one in range(19)]
    with database.writing() as session:
        booking.resize(session, booking.VISITOR, number, 15)
    assert counted(database, number)[0] == (18, 1)
    for one in ids[:3]:
        cancelled(database, one)
    assert counted(database, number)[0] == (15, 1), "no promotion down to the new capacity"
    cancelled(database, ids[3])
    assert counted(database, number)[0] == (15, 0)
    with database.reading() as session:
        assert session.get(Seats, number).bound == 15, "the CHECK is as strict again as the capacity"


def test_a_larger_capacity_lets_the_line_move_up(database):
    number = event(database, capacity=1)
    for one in range(4):
        sign_up(database, number, one)
    with database.writing() as session:
        booking.resize(session, booking.VISITOR, number, 3)
    assert states(database, number) == ["confirmed", "confirmed", "confirmed", "waiting"]


def test_an_offered_seat_is_kept_until_its_time_is_over(database, clock):
    number = event(database, capacity=1, mode="offer", offer_hours=24)
    first, _ = sign_up(database, number, 1)
    second, _ = sign_up(database, number, 2)
    third, _ = sign_up(database, number, 3)
    cancelled(database, first)
    assert states(database, number) == ["cancelled", "offered", "waiting"]
    assert sign_up(database, number, 4)[1] == "waiting", "the offered seat is not free"

    clock.moment += dt.timedelta(days=3)
    with pytest.raises(Conflict), database.writing() as session:
        booking.accept(session, booking.VISITOR, second)
    with database.writing() as session:
        waiting_list.settle(session, booking.VISITOR, number)
    assert states(database, number) == ["cancelled", "expired", "offered", "waiting"]
    with database.writing() as session:
        assert booking.accept(session, booking.VISITOR, third).state == "confirmed"
    assert counted(database, number) == ((1, 1), (1, 1))


OVER = {"first_at": NOON - dt.timedelta(hours=1)}


@pytest.mark.parametrize(
    "change", [{"state": one} for one in ("draft", "cancelled", "held", "archived")] + [OVER], ids=str
)
@pytest.mark.parametrize("mode", ["auto", "offer"])
def test_nobody_moves_up_in_what_is_over_or_called_off(database, mode, change):
    number = event(database, capacity=1, mode=mode)
    first, _ = sign_up(database, number, 1)
    sign_up(database, number, 2)
    altered(database, number, **change)
    cancelled(database, first)
    assert states(database, number) == ["cancelled", "waiting"]
    altered(database, number, state="published", first_at=START)
    with database.writing() as session:
        booking.resize(session, booking.VISITOR, number, 1)
    assert states(database, number)[1] in {"confirmed", "offered"}, "it takes place after all"


@pytest.mark.parametrize(
    "change", [{"state": one} for one in ("draft", "cancelled", "held", "archived")] + [OVER], ids=str
)
def test_nobody_accepts_a_seat_of_what_is_over_or_called_off(database, change):
    number = event(database, capacity=1, mode="offer")
    first, _ = sign_up(database, number, 1)
    second, _ = sign_up(database, number, 2)
    cancelled(database, first)
    altered(database, number, **change)
    with pytest.raises(Conflict) as refused, database.writing() as session:
        booking.accept(session, booking.VISITOR, second)
    assert refused.value.issues[0].code == "not_taking_place"
    assert states(database, number) == ["cancelled", "offered"]


def test_a_postponed_event_keeps_its_seats_and_its_list(database):
    number = event(database, capacity=1, mode="offer")
    first, _ = sign_up(database, number, 1)
    second, _ = sign_up(database, number, 2)
    altered(database, number, state="postponed")
    cancelled(database, first)
    with database.writing() as session:
        assert booking.accept(session, booking.VISITOR, second).state == "confirmed"


@pytest.mark.parametrize("edge", ["first_at", "closes_at"])
def test_an_offer_ends_with_signing_up_and_none_is_made_afterwards(database, clock, edge):
    last = NOON + dt.timedelta(hours=30)
    number = event(database, capacity=2, mode="offer", offer_hours=48, **{edge: last})
    ids = [sign_up(database, number, one)[0] for one in range(4)]
    cancelled(database, ids[0])
    with database.reading() as session:
        assert session.get(Registration, ids[2]).offer_until == last
    clock.moment = last
    cancelled(database, ids[1])
    with database.writing() as session:
        waiting_list.end_what_is_over(session, booking.VISITOR, number)
    assert states(database, number) == ["cancelled", "cancelled", "expired", "waiting"]


def test_who_waits_for_a_seat_of_their_own_moves_up_after_signing_up_closed(database, clock):
    number = event(database, capacity=1, closes_at=NOON + dt.timedelta(hours=1))
    first, _ = sign_up(database, number, 1)
    sign_up(database, number, 2)
    clock.moment += dt.timedelta(hours=2)
    cancelled(database, first)
    assert states(database, number) == ["cancelled", "confirmed"]


def altered(database, number, **values):
    with database.writing() as session:
        row = session.get(Event, number)
        for name, value in values.items():
            setattr(row, name, value)
        record(session, PROFILE, "change", row)


def hold(database, number, key, minutes):
    with database.writing() as session:
        until = database.clock() + dt.timedelta(minutes=minutes)
        return holding.keep(session, number, SeatHold(id=key, event=number, party=1, until=until))


def test_seats_kept_for_one_event_free_none_of_another(database):
    here, there = event(database, capacity=1), event(database, capacity=1)
    sign_up(database, here, 1)
    assert hold(database, there, "of another", 15)
    with database.writing() as session:
        row = booking.register(session, booking.VISITOR, here, signing(2, here), hold="of another")
        assert row.state == "waiting"
        later = dt.timedelta(minutes=1)
        assert holding.keep_as_many(session, here, "of another", 1, later) is None
    assert counted(database, here) == ((1, 1), (1, 1))
    assert counted(database, there)[0] == (1, 0), "it is still kept there"


def test_only_what_is_over_comes_back(database, clock):
    number = event(database, capacity=6)
    sign_up(database, number, 0, party=4)
    assert hold(database, number, "short", 5)
    assert hold(database, number, "long", 15)
    clock.moment += dt.timedelta(minutes=6)
    assert sign_up(database, number, 1)[1] == "confirmed"
    assert counted(database, number)[0] == (6, 0)
    assert sign_up(database, number, 2)[1] == "waiting"


def test_the_place_in_line_is_told(database):
    number = event(database, capacity=1)
    ids = [sign_up(database, number, one)[0] for one in range(4)]
    cancelled(database, ids[2])
    with database.reading() as session:
        assert [waiting_list.position(session, session.get(Registration, one)) for one in ids] == [None, 1, None, 2]


def test_seats_raise_the_public_revision_only_when_their_class_changes(database):
    number = event(database, capacity=10, waiting_limit=1)
    revisions = []
    for one in range(11):
        sign_up(database, number, one)
        revisions.append(database.revisions().get("events"))
    changes = [before != after for before, after in pairwise(revisions)]
    assert changes == [False] * 4 + [True] + [False] * 3 + [True, True]


def test_an_event_without_seats_takes_nobody(database):
    with pytest.raises(NotFound), database.writing() as session:
        booking.register(session, booking.VISITOR, 4711, signing(1, 4711))
