"""How many come together: never more than there are seats, changed later by who holds the link."""

import pytest
from sqlmodel import select

from api.events import booking, waiting_list
from api.events.persons import manage_link
from api.events.registration_tables import Registration, Seats
from api.kernel.problems import Invalid
from tests.conftest import SECRET, acting, somebody
from tests.events.booked import START, counted, event, sign_up, signing, states
from tests.events.test_registration import OWN, codes, posted, signed_up, token_of, wish

STAFF = "/api/v1/staff/events"


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


def changed(client, made, party):
    return client.patch(OWN, json={"party": party}, headers=token_of(made))


def parties(database, number):
    with database.reading() as session:
        rows = session.exec(select(Registration).where(Registration.event == number).order_by(Registration.ticket))
        return [(str(one.state), one.party) for one in rows]


def positions(client, number):
    with acting(client, somebody("project_manager")):
        rows = client.get(f"{STAFF}/{number}/registrations").json()["items"]
    return [(one["state"], one["position"]) for one in rows]


def resized(database, number, capacity):
    with database.writing() as session:
        booking.resize(session, booking.VISITOR, number, capacity)


def test_a_party_larger_than_the_event_is_refused_everywhere(client, database):
    number = event(database, capacity=4)
    assert client.get(f"/api/v1/events/{number}").json()["registration"]["most_in_party"] == 4
    refused = [posted(client, number, wish(party=5)), client.post(f"/api/v1/events/{number}/holds", json={"party": 5})]
    with acting(client, somebody("project_manager")):
        refused.append(client.post(f"{STAFF}/{number}/registrations", json={"name": "A", "party": 5}))
    for answer in refused:
        assert codes(answer) == [("/party", "party_too_large")]
        assert answer.json()["errors"][0]["hint"] == "At most 4 people sign up together."
    assert counted(database, number) == ((0, 0), (0, 0))
    assert sign_up(database, number, 1, party=4)[1] == "confirmed"
    full = event(database, capacity=1, waiting_limit=0)
    sign_up(database, full, 1)
    assert codes(posted(client, full, wish(party=2))) == [("/party", "party_too_large")], "too large comes before full"


def test_who_can_never_sit_any_more_stands_in_nobodys_way(client, database):
    number = event(database, capacity=4, waiting_limit=2)
    first, _ = sign_up(database, number, 1, party=4)
    sign_up(database, number, 2, party=3)
    sign_up(database, number, 3)
    resized(database, number, 2)
    assert positions(client, number) == [("confirmed", None), ("waiting", None), ("waiting", 1)]
    with database.reading() as session:
        assert session.get(Seats, number).waiting == 1, "the place on the list is another's"

    with database.writing() as session:
        booking.cancel(session, booking.VISITOR, first)
    assert states(database, number) == ["cancelled", "waiting", "confirmed"], "passed over"
    assert client.get(f"/api/v1/events/{number}").json()["registration"]["seats"] == "few"
    assert sign_up(database, number, 4)[1] == "confirmed"
    resized(database, number, 5)
    assert states(database, number) == ["cancelled", "confirmed", "confirmed", "confirmed"], "more seats: in line again"
    assert counted(database, number) == ((5, 0), (5, 0))


def test_who_was_passed_over_comes_with_fewer_or_leaves(client, database):
    number = event(database, capacity=4)
    sign_up(database, number, 1, party=4)
    large = signed_up(client, number, number=2, party=3)
    second = signed_up(client, number, number=3, party=4)
    resized(database, number, 2)
    sign_up(database, number, 4)
    assert changed(client, large, 2).json()["position"] == 1, "at the place they had"
    client.delete(OWN, headers=token_of(second))
    assert positions(client, number)[1:] == [("waiting", 1), ("cancelled", None), ("waiting", 2)]
    with database.reading() as session:
        assert session.get(Seats, number).waiting == 2


def test_nobody_waits_where_there_are_no_seats_yet_for_nothing(database):
    number = event(database, capacity=0)
    assert sign_up(database, number, 1, party=3)[1] == "waiting"
    resized(database, number, 3)
    assert states(database, number) == ["confirmed"]


def test_fewer_people_give_seats_to_who_waits(client, database):
    number = event(database, capacity=3)
    made = signed_up(client, number, party=3)
    sign_up(database, number, 2, party=2)
    answer = changed(client, made, 1)
    assert (answer.status_code, answer.json()["party"], answer.json()["state"]) == (200, 1, "confirmed")
    assert parties(database, number) == [("confirmed", 1), ("confirmed", 2)]
    assert counted(database, number) == ((3, 0), (3, 0))


def test_more_people_take_free_seats_or_nothing_changes(client, database):
    number = event(database, capacity=4)
    made = signed_up(client, number, party=1)
    assert changed(client, made, 3).json()["party"] == 3
    assert codes(changed(client, made, 5)) == [("/party", "party_too_large")]
    sign_up(database, number, 2, party=2)
    refused = client.patch(OWN, json={"party": 4, "name": "Anders"}, headers=token_of(made))
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/event-full")
    mine = client.get(OWN, headers=token_of(made)).json()
    assert (mine["party"], mine["name"]) == (3, "Beispiel 1"), "one seat is free, and somebody waits: nothing changes"
    assert counted(database, number) == ((3, 1), (3, 1))


def test_who_waits_for_fewer_keeps_their_place_and_for_more_goes_to_the_end(client, database):
    number = event(database, capacity=3)
    sign_up(database, number, 1, party=3)
    first, second = signed_up(client, number, number=2, party=2), signed_up(client, number, number=3)
    assert changed(client, first, 1).json()["position"] == 1
    assert changed(client, first, 2).json()["position"] == 2, "behind who asked earlier"
    assert client.get(OWN, headers=token_of(second)).json()["position"] == 1
    assert counted(database, number) == ((3, 2), (3, 2))


def test_waiting_for_fewer_may_be_a_seat_at_once(client, database):
    number = event(database, capacity=3)
    sign_up(database, number, 1, party=2)
    made = signed_up(client, number, number=2, party=2)
    assert changed(client, made, 1).json()["state"] == "confirmed"


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"closes_at": START.replace(day=1, month=11)}])
def test_more_people_sign_up_in_time_and_fewer_always(client, database, change):
    number = event(database, **change)
    with database.writing() as session:
        key = booking.register(session, booking.VISITOR, number, signing(1, number, party=2)).id
    made = {"manage_url": manage_link(SECRET.encode(), "", key)}
    answer = changed(client, made, 3)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) in {(409, "closed"), (409, "not_taking_place")}
    assert changed(client, made, 1).json()["party"] == 1


def test_most_in_a_party_is_for_visitors_staff_may_enter_more(client, database):
    number = event(database, capacity=30, most_in_party=3)
    made = signed_up(client, number, party=2)
    assert codes(changed(client, made, 4)) == [("/party", "party_too_large")]
    url = f"{STAFF}/{number}/registrations/{made['id']}"
    with acting(client, somebody("project_manager")):
        answer = client.patch(url, json={"party": 25}, headers={"If-Match": '"1"'})
        assert (answer.json()["party"], answer.headers["etag"]) == (25, '"2"')
        assert client.patch(url, json={"party": 31}, headers={"If-Match": '"2"'}).status_code == 422
    assert changed(client, made, 20).json()["party"] == 20, "fewer than before, though more than visitors may"
    assert counted(database, number)[0] == (20, 0)


def test_nobody_is_told_a_place_in_line_they_do_not_have(database):
    number = event(database, capacity=2)
    sign_up(database, number, 1, party=2)
    large, _ = sign_up(database, number, 2, party=2)
    resized(database, number, 1)
    with database.reading() as session:
        assert waiting_list.position(session, session.get(Registration, large)) is None
    with pytest.raises(Invalid):
        sign_up(database, number, 3, party=2)
