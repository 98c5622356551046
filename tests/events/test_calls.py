"""Who gave no mail address is phoned: whatever others read in a letter is a call to make, until somebody made it."""

import datetime as dt

import pytest
from sqlmodel import col, select

from api.events import booking, calls, letters, retention
from api.events.persons import person_key
from api.events.registration_tables import CallToMake, Registration
from api.events.tables import Event
from api.kernel.audit import PROFILE
from api.kernel.tables import AuditEntry, Mail
from tests.conftest import acting, somebody
from tests.events.booked import SECRET, START, event, sign_up
from tests.events.test_letters import dated, work_off
from tests.events.test_news import move
from tests.events.test_registration import OWN, signed_up, token_of, wish
from tests.staff import patched
from tests.statements import statements

BASE = "/api/v1/staff/events"
PHONE = {"email": None, "phone": "06371 123456"}


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


@pytest.fixture
def team(client):
    with acting(client, somebody("project_manager")) as one:
        yield one


def listed(client, number, **query):
    answer = client.get(f"{BASE}/{number}/registrations", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def to_tell(client, number):
    """Return what people are to be told: those the filter finds, which are those with something to tell."""
    found = {one["name"]: [call["kind"] for call in one["calls"]] for one in listed(client, number, call="true")}
    assert found == {
        one["name"]: [call["kind"] for call in one["calls"]] for one in listed(client, number) if one["calls"]
    }
    return found


def matters(client):
    return [
        (one["link"], one["count"], one["due"])
        for one in client.get("/api/v1/me/todo").json()["items"]
        if one["kind"] == "event_calls"
    ]


def told(client, number, person):
    ids = [one["id"] for one in person["calls"]]
    return client.post(f"{BASE}/{number}/registrations/{person['id']}/calls", json={"calls": ids})


def later(client, clock):
    clock.moment += letters.PATIENCE
    work_off(client)


def test_who_moves_up_without_a_mail_address_is_phoned_and_then_told(team, database):
    number = dated(database, capacity=1)
    first = signed_up(team, number)
    signed_up(team, number, **wish(2, **PHONE))
    assert (to_tell(team, number), matters(team)) == ({}, [])  # who signs up reads it on the screen
    team.delete(OWN, headers=token_of(first))
    assert to_tell(team, number) == {"Beispiel 2": ["moved_up"]}
    assert matters(team) == [(f"/team/veranstaltungen/{number}/teilnehmende?call=true", 1, None)]
    (person,) = listed(team, number, call="true")
    for _ in range(2):  # a second time changes nothing
        answer = told(team, number, person)
        assert (answer.status_code, answer.json()["calls"]) == (200, [])
    assert (to_tell(team, number), matters(team)) == ({}, [])
    with database.reading() as session:
        noted = session.exec(select(AuditEntry).where(AuditEntry.action == "told")).all()
    assert [(one.object_type, one.object_key, one.fields) for one in noted] == [("registration", person["id"], [])]


def test_an_offer_is_to_be_told_before_it_ends_and_its_end_too(team, database, clock):
    number = dated(database, capacity=1, mode="offer")
    first = signed_up(team, number)
    signed_up(team, number, **wish(2, **PHONE))
    team.delete(OWN, headers=token_of(first))
    assert to_tell(team, number) == {"Beispiel 2": ["offer"]}
    assert matters(team)[0][1:] == (1, "2026-11-23")
    clock.moment += dt.timedelta(hours=24)
    work_off(team)
    assert to_tell(team, number) == {"Beispiel 2": ["expired"]}
    assert matters(team)[0][1:] == (1, None)


def test_who_gives_a_mail_address_meanwhile_is_written_to_and_not_phoned(team, database, postbox):
    number = dated(database, capacity=1)
    first, second = signed_up(team, number), signed_up(team, number, **wish(2, **PHONE))
    team.delete(OWN, headers=token_of(first))
    assert to_tell(team, number) == {"Beispiel 2": ["moved_up"]}
    assert team.patch(OWN, json={"email": "zwei@example.org"}, headers=token_of(second)).status_code == 200
    assert to_tell(team, number) == {}
    work_off(team)
    assert "zwei@example.org" in [letter.to for _, letter in postbox.letters]


def test_an_accepted_offer_needs_no_call(team, database):
    number = dated(database, capacity=1, mode="offer")
    first, second = signed_up(team, number), signed_up(team, number, **wish(2, **PHONE))
    team.delete(OWN, headers=token_of(first))
    team.post(f"{OWN}/acceptance", headers=token_of(second))
    assert (to_tell(team, number), matters(team)) == ({}, [])


@pytest.mark.parametrize(
    ("state", "kind"), [("rescheduled", "changed"), ("postponed", "postponed"), ("cancelled", "cancelled")]
)
def test_news_are_told_on_the_phone_as_others_read_them(team, database, clock, postbox, state, kind):
    number = dated(database, capacity=1)
    signed_up(team, number, **wish(1, **PHONE))
    signed_up(team, number, **wish(2, **PHONE))  # who waits hears of it, too
    move(database, number, state=state)
    assert to_tell(team, number) == {}
    later(team, clock)
    assert to_tell(team, number) == {"Beispiel 1": [kind], "Beispiel 2": [kind]}
    assert matters(team) == [(f"/team/veranstaltungen/{number}/teilnehmende?call=true", 2, None)]
    assert postbox.letters == []


def test_what_is_no_longer_right_is_not_told(team, database, clock):
    number = dated(database)
    signed_up(team, number, **wish(1, **PHONE))
    move(database, number, state="postponed")
    later(team, clock)
    move(database, number, state="rescheduled")
    later(team, clock)
    assert to_tell(team, number) == {"Beispiel 1": ["changed"]}
    clock.moment = START + dt.timedelta(hours=4)  # it is over: nobody needs to be told any more
    assert (to_tell(team, number), matters(team)) == ({}, [])


def test_what_came_in_while_somebody_was_phoned_is_still_to_be_told(team, database, clock):
    number = dated(database)
    signed_up(team, number, **wish(1, **PHONE))
    move(database, number, place="Bürgerhaus")
    later(team, clock)
    (person,) = listed(team, number, call="true")
    move(database, number, place="Rathaus")
    later(team, clock)
    assert told(team, number, person).json()["calls"] != []
    assert to_tell(team, number) == {"Beispiel 1": ["changed"]}


def test_a_call_holds_nothing_of_the_person_and_goes_with_them(client, database, clock, tmp_path):
    number = dated(database)
    signed_up(client, number, **wish(1, **PHONE))
    signed_up(client, number, **wish(2, **PHONE))
    move(database, number, state="postponed")
    later(client, clock)
    with database.writing() as session:
        first, _ = rows = session.exec(select(CallToMake)).all()
        assert [set(one.model_dump()) for one in rows] == [{"id", "registration", "kind", "at"}] * 2
        retention.erase(session, retention.KEEPER, first.registration, tmp_path)
    with database.writing() as session:
        assert len(session.exec(select(CallToMake)).all()) == 1
        clock.moment = START + dt.timedelta(days=31)
        retention.forget(session)
    with database.reading() as session:
        assert session.exec(select(CallToMake)).all() == []


def test_who_has_a_mail_address_or_is_invented_is_not_phoned(client, database):
    number = dated(database)
    with database.writing() as session:
        who = booking.Signing(name="Erika", language="de", person=person_key(SECRET, number, "Erika", None, "1"))
        row = booking.register(session, booking.VISITOR, number, who)
        letters.tell(session, PROFILE, row, letters.LetterKind.cancelled)
    signed_up(client, number, **wish(2))
    with database.writing() as session:
        row = session.exec(select(Registration).where(col(Registration.email).is_not(None))).one()
        letters.tell(session, booking.VISITOR, row, letters.LetterKind.changed)
        assert session.exec(select(CallToMake)).all() == []
        assert len(session.exec(select(Mail)).all()) == 2


def test_only_who_runs_the_event_sees_and_settles_calls(client, database, clock):
    number = dated(database)
    signed_up(client, number, **wish(1, **PHONE))
    move(database, number, state="postponed")
    later(client, clock)
    with acting(client, somebody("project_manager")) as team:
        (person,) = listed(team, number, call="true")
    for who, status in (("editor", 403), ("area_staff", 404)):
        with acting(client, somebody(who, "073355001")) as other:
            assert matters(other) == []
            assert told(other, number, person).status_code == status
    with acting(client, somebody("area_staff", "073355009")) as theirs:
        assert len(matters(theirs)) == 1
        elsewhere = event(database)
        assert told(theirs, elsewhere, person).status_code == 404


def test_calls_of_200_cost_as_much_as_those_of_2(database):
    number = event(database, capacity=500)
    counts = []
    for many in (2, 200):
        for one in range(many):
            sign_up(database, number, many + one)
        with database.writing() as session:
            rows = session.exec(select(Registration)).all()
            for row in rows:
                calls.note(session, row.id, letters.LetterKind.changed)
        with database.reading() as session, statements(database.engine) as seen:
            assert len(calls.of(session, [row.id for row in rows])) == len(rows)
        counts.append(len(seen))
    assert counts == [1, 1]


def test_an_event_people_count_on_is_cancelled_before_it_is_archived(team, database, clock, postbox):
    number = dated(database, capacity=1)
    signed_up(team, number, language="en")
    signed_up(team, number, **wish(2, **PHONE))
    work_off(team)
    refused = patched(team, f"{BASE}/{number}", {"state": "archived"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "people_signed_up")
    for state in ("cancelled", "archived"):  # within minutes: the news is not lost
        assert patched(team, f"{BASE}/{number}", {"state": state}).status_code == 200
    later(team, clock)
    assert postbox.subjects == ["Registered: Vereinsgründung", "Cancelled: Vereinsgründung"]
    assert to_tell(team, number) == {"Beispiel 2": ["cancelled"]}


def test_an_event_is_archived_when_nobody_counts_on_it_any_more(team, database, clock, postbox):
    empty, over = dated(database), dated(database)
    first = signed_up(team, empty, language="en")
    team.delete(OWN, headers=token_of(first))
    signed_up(team, over, language="en")
    assert patched(team, f"{BASE}/{empty}", {"state": "archived"}).status_code == 200
    clock.moment = START + dt.timedelta(hours=4)
    move(database, over, place="Bürgerhaus")
    assert patched(team, f"{BASE}/{over}", {"state": "archived"}).status_code == 200
    later(team, clock)
    assert "Cancelled: Vereinsgründung" not in postbox.subjects  # nobody is told of what did take place
    with database.reading() as session:
        assert {one.state for one in session.exec(select(Event)).all()} == {"archived"}


def test_what_is_postponed_has_people_even_after_its_old_date(team, database, clock):
    number = dated(database)
    signed_up(team, number, **wish(1, **PHONE))
    move(database, number, state="postponed")
    later(team, clock)
    clock.moment = START + dt.timedelta(days=1)
    assert patched(team, f"{BASE}/{number}", {"state": "archived"}).status_code == 409
    assert to_tell(team, number) == {"Beispiel 1": ["postponed"]}
