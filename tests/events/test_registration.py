"""Signing up over HTTP without an account: what visitors may do, what is refused, what never gets out."""

import datetime as dt
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from api.events.registration_tables import Registration
from api.events.tables import Event
from api.kernel.audit import PROFILE, record
from api.settings import Settings
from tests.conftest import acting, somebody
from tests.events.booked import counted, event, states

OWN = "/api/v1/registration"
QUESTIONS = [
    {"key": "meal", "kind": "choice", "choices": [{"code": "meat"}, {"code": "none"}], "required": True},
    {"key": "wheelchair", "kind": "yes_no"},
    {"key": "note", "kind": "text"},
]


@pytest.fixture
def client(start):
    return start()


def wish(number=1, **more):
    return {"name": f"Beispiel {number}", "email": f"person{number}@example.org", "language": "pl", **more}


def posted(client, number, body, *, content=None, **headers):
    address = f"/api/v1/events/{number}/registrations"
    if content is not None:
        return client.post(address, content=content, headers={"Content-Type": "application/json", **headers})
    return client.post(address, json=body, headers=headers)


def signed_up(client, event_id, **more):
    answer = posted(client, event_id, wish(**more))
    assert answer.status_code == 201, answer.text
    return answer.json()


def token_of(made):
    return {"Registration-Secret": made["manage_url"].partition("#")[2]}


def codes(answer):
    assert answer.status_code == 422, answer.text
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


def test_a_class_of_thirty_behind_one_address_signs_up_within_a_minute(start):
    shipped = {one: Settings.model_fields[one].default for one in ("writes_per_minute", "refusals_per_minute")}
    client = start(**shipped)
    number = event(client.app.database, capacity=100)
    keep = f"/api/v1/events/{number}/holds"
    for nth in range(30):
        kept = client.post(keep, json={"party": 1})
        kept = client.post(keep, json={"party": 2, "hold": kept.json()["hold"]})  # somebody comes along
        made = posted(client, number, wish(nth, party=2, hold=kept.json()["hold"]))
        assert (kept.status_code, made.status_code) == (201, 201)
    tried = [client.delete(OWN, headers={"Registration-Secret": f"{nth:032}.{'x' * 43}"}) for nth in range(61)]
    assert [one.status_code for one in tried] == [404] * 60 + [429], "who tries secrets does not get so far"


def test_nobody_gets_a_seat_of_what_is_called_off_at_the_same_moment(client):
    database = client.app.database
    number, coming, seated = event(database), threading.Event(), threading.Event()

    def signs_up():
        coming.set()
        answer = posted(client, number, wish())
        seated.set()
        return answer

    with ThreadPoolExecutor(1) as other:
        with database.writing() as session:
            row = session.get_one(Event, number, with_for_update=True)
            row.state = "cancelled"
            record(session, PROFILE, "change", row)
            answer = other.submit(signs_up)
            assert coming.wait(10)
            assert not seated.wait(1), "who signs up waits for what becomes of the event"
        refused = answer.result(30)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "not_taking_place")
    assert counted(database, number) == ((0, 0), (0, 0))


def test_somebody_signs_up_looks_changes_and_gives_the_seat_back(client):
    number = event(client.app.database)
    made = signed_up(client, number, party=2)
    assert (made["state"], made["position"]) == ("confirmed", None)
    assert "/anmeldung#" in made["manage_url"]

    seen = client.get(OWN, headers=token_of(made))
    assert seen.headers["cache-control"] == "private, no-store"
    assert (seen.json()["name"], seen.json()["party"], seen.json()["state"]) == ("Beispiel 1", 2, "confirmed")

    changed = client.patch(OWN, json={"phone": "0631 123456", "email": None}, headers=token_of(made))
    assert (changed.json()["phone"], changed.json()["email"]) == ("0631 123456", None)

    for _ in range(2):
        assert client.delete(OWN, headers=token_of(made)).json()["state"] == "cancelled"
    assert counted(client.app.database, number) == ((0, 0), (0, 0))
    refused = client.patch(OWN, json={"name": "Anders"}, headers=token_of(made))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "ended")


def test_who_wants_to_be_forgotten_is_at_once(client):
    number = event(client.app.database, capacity=1, waiting_limit=1)
    made, other = signed_up(client, number), signed_up(client, number, number=2)
    assert client.post(f"{OWN}/erasure", headers=token_of(made)).status_code == 204
    for again in (client.post(f"{OWN}/erasure", headers=token_of(made)), client.get(OWN, headers=token_of(made))):
        assert again.status_code == 404
    with client.app.database.reading() as session:
        rows = session.exec(select(Registration).where(Registration.event == number)).all()
    assert [(one.name, one.email, str(one.state)) for one in sorted(rows, key=lambda one: one.ticket)] == [
        ("", None, "cancelled"),
        ("Beispiel 2", "person2@example.org", "confirmed"),
    ]
    assert client.get(OWN, headers=token_of(other)).json()["state"] == "confirmed", "the next one moved up"


@pytest.mark.parametrize("spoilt", ["0" * 32 + ".", "x.y", "é" * 50])
def test_a_link_that_is_none_says_nothing(client, spoilt):
    number = event(client.app.database)
    made = signed_up(client, number)
    identity, _, secret = made["manage_url"].partition("#")[2].partition(".")
    for token in (spoilt + "0" * 43, f"{identity}.{'A' * 43}", f"{identity[::-1]}.{secret}"):
        for method in ("GET", "DELETE"):
            answer = client.request(method, OWN, headers={"Registration-Secret": token.encode()})
            assert answer.status_code in {404, 422}
            assert "Beispiel" not in answer.text
    assert client.get(OWN).status_code == 422


def test_a_full_event_says_so_and_keeps_nothing(client):
    number = event(client.app.database, capacity=1, waiting_limit=1)
    signed_up(client, number, number=1)
    assert signed_up(client, number, number=2)["position"] == 1
    answer = posted(client, number, wish(3))
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/event-full")
    assert len(states(client.app.database, number)) == 2


@pytest.mark.parametrize(
    ("name", "mail"),
    [
        ("beispiel  1", "PERSON1@example.org"),
        ("Béispiel 1", "person1@example.org"),
        ("BEISPIEL 1", "\N{FULLWIDTH LATIN SMALL LETTER P}erson1@example.org"),
    ],
)
def test_the_same_person_in_other_letters_is_the_same_person(client, name, mail):
    number = event(client.app.database)
    signed_up(client, number)
    answer = posted(client, number, wish(name=name, email=mail))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "already_registered")


def test_nobody_changes_into_somebody_who_is_registered(client):
    number = event(client.app.database)
    signed_up(client, number)
    second = signed_up(client, number, **wish(2))
    answer = client.patch(OWN, json=wish(1), headers=token_of(second))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "already_registered")
    assert client.get(OWN, headers=token_of(second)).json()["name"] == "Beispiel 2"
    assert client.patch(OWN, json=wish(2, name="beispiel 2"), headers=token_of(second)).status_code == 200


def test_a_family_shares_a_mail_address_and_a_person_two_events(client):
    number, other = event(client.app.database), event(client.app.database)
    signed_up(client, number)
    assert signed_up(client, number, name="Beispiel Kind")["state"] == "confirmed"
    assert signed_up(client, other)["state"] == "confirmed"


def test_signs_beyond_the_first_plane_are_kept_and_halves_of_them_refused(client):
    number = event(client.app.database, questions=[{"key": "note", "kind": "text"}])
    whole = posted(client, number, wish(answers={"note": "Bis bald \N{WAVING HAND SIGN}"}))
    seen = client.get(OWN, headers=token_of(whole.json()))
    assert seen.json()["answers"] == {"note": "Bis bald \N{WAVING HAND SIGN}"}
    for broken in ('"\\ud83d"', '["\\udc4b\\ud83d"]'):
        body = json.dumps(wish(2, answers={"note": 0})).replace('"note": 0', f'"note": {broken}')
        answer = posted(client, number, None, content=body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "broken_character")
    assert len(states(client.app.database, number)) == 1


@pytest.mark.parametrize("value", [["meat"], {"meat": True}, [], {}])
def test_an_answer_of_another_kind_is_refused(client, value):
    number = event(client.app.database, questions=QUESTIONS)
    assert codes(posted(client, number, wish(answers={"meal": value}))) == [("/answers/meal", "unknown_choice")]


@pytest.mark.parametrize("mail", ["a,b@example.org", "a@b..example.org", "müller@example.org", ".a@example.org"])
def test_an_address_no_letter_can_name_is_refused(client, mail):
    number = event(client.app.database)
    assert codes(posted(client, number, wish(email=mail))) == [("/email", "string_pattern_mismatch")]


def test_a_phone_number_is_enough_and_one_of_both_is_needed(client):
    number = event(client.app.database)
    assert posted(client, number, wish(email=None, phone="0631 123456")).status_code == 201
    again = posted(client, number, wish(email=None, phone="+49 (631) 123456"))
    assert again.json()["errors"][0]["code"] == "already_registered"
    assert codes(posted(client, number, wish(email=None))) == [("/email", "no_contact")]


def test_everything_wrong_is_named_at_once_and_nothing_is_repeated(client):
    number = event(client.app.database, questions=QUESTIONS, most_in_party=3)
    body = wish(email=None, party=4, language="xx", answers={"wheelchair": "maybe", "secret": "Geheim"})
    answer = posted(client, number, body)
    assert codes(answer) == [
        ("/language", "unknown_language"), ("/answers/wheelchair", "yes_or_no"),
        ("/answers/secret", "unknown_question"), ("/answers/meal", "answer_missing"), ("/email", "no_contact"),
        ("/party", "party_too_large"),
    ]  # fmt: skip
    assert "Geheim" not in answer.text
    assert states(client.app.database, number) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "postponed"}, "not_taking_place"), ({"state": "cancelled"}, "not_taking_place"),
        ({"opens_at": dt.datetime(2026, 11, 23, tzinfo=dt.UTC)}, "not_open_yet"),
        ({"closes_at": dt.datetime(2026, 11, 22, tzinfo=dt.UTC)}, "closed"),
        ({"first_at": dt.datetime(2026, 11, 22, tzinfo=dt.UTC)}, "closed"),
    ],
)  # fmt: skip
def test_nobody_signs_up_when_it_is_not_the_time(client, change, code):
    number = event(client.app.database, **change)
    answer = posted(client, number, wish())
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, code)
    assert client.post(f"/api/v1/events/{number}/holds", json={}).status_code == 409


@pytest.mark.parametrize("change", [{"state": "draft"}, {"state": "archived"}, {"registration": False}])
def test_what_is_not_public_does_not_exist(client, change):
    number = event(client.app.database, **change)
    assert posted(client, number, wish()).status_code == 404


def test_the_same_request_again_is_the_same_registration(client):
    number = event(client.app.database)
    key = {"Idempotency-Key": "once and only once"}
    answers = [posted(client, number, wish(), **key) for _ in range(3)]
    assert {one.status_code for one in answers} == {201}
    assert len({one.text for one in answers}) == 1
    assert posted(client, number, wish(2), **key).status_code == 422
    assert counted(client.app.database, number)[0] == (1, 0)


def test_seats_are_kept_while_a_form_is_filled_in(client, clock):
    number = event(client.app.database, capacity=3)
    made_hold = kept(client, number, party=2)
    assert made_hold["until"] == "2026-11-22T13:17:00+01:00"
    assert signed_up(client, number, number=1)["state"] == "confirmed"
    assert signed_up(client, number, number=2)["state"] == "waiting"
    assert client.post(f"/api/v1/events/{number}/holds", json={}).json() == {
        "hold": None, "until": None, "party": 0,
    }  # fmt: skip

    clock.moment += dt.timedelta(minutes=18)
    signed_up(client, number, number=3)
    assert states(client.app.database, number) == ["confirmed", "confirmed", "confirmed"], "whoever looks first"


def kept(client, number, **wish):
    answer = client.post(f"/api/v1/events/{number}/holds", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_larger_party_keeps_more_seats_and_a_smaller_one_gives_some_back(client):
    number = event(client.app.database, capacity=4, waiting_limit=5)
    hold = kept(client, number, party=1)["hold"]
    grown = kept(client, number, party=3, hold=hold)
    assert grown == {"hold": hold, "until": "2026-11-22T13:18:00+01:00", "party": 3}
    assert counted(client.app.database, number)[0] == (3, 0)
    assert signed_up(client, number, number=1, party=2)["state"] == "waiting", "the seats are kept for somebody"

    assert kept(client, number, party=4, hold=hold)["party"] == 3, "nobody overtakes who waits"
    smaller = kept(client, number, party=2, hold=hold)
    assert (smaller["party"], smaller["until"]) == (2, grown["until"]), "asking again does not keep them for ever"
    assert states(client.app.database, number) == ["confirmed"], "who waited has what was given back"
    assert signed_up(client, number, number=2, party=2, hold=hold)["state"] == "confirmed"
    assert counted(client.app.database, number) == ((4, 0), (4, 0))


def test_a_hold_that_is_over_is_a_new_one_and_nobody_keeps_more_than_may_come(client, clock):
    number, other = event(client.app.database, capacity=4), event(client.app.database)
    hold = kept(client, number, party=2)["hold"]
    elsewhere = kept(client, other, party=2, hold=hold)
    assert elsewhere["hold"] != hold, "seats of one event are no seats of another"
    clock.moment += dt.timedelta(minutes=18)
    assert kept(client, number, party=3, hold=hold)["hold"] != hold
    assert counted(client.app.database, number)[0] == (3, 0)
    refused = client.post(f"/api/v1/events/{number}/holds", json={"party": 6})
    assert codes(refused) == [("/party", "party_too_large")]


def test_who_has_a_seat_sees_their_code_for_the_door(client):
    number = event(client.app.database, capacity=1)
    first, second = signed_up(client, number), signed_up(client, number, number=2)
    shown = client.get(OWN, headers=token_of(first)).json()["check_in"]
    assert shown["qr"].startswith("data:image/svg+xml")
    assert client.get(OWN, headers=token_of(second)).json()["check_in"] is None
    with acting(client, somebody("project_manager")):
        guests = client.get(f"/api/v1/staff/events/{number}/attendance").json()["guests"]
    assert [one["code"] for one in guests] == [shown["code"]]
    assert client.delete(OWN, headers=token_of(first)).json()["check_in"] is None


def test_a_hold_becomes_a_registration_once(client):
    number = event(client.app.database, capacity=2, waiting_limit=5)
    made_hold = kept(client, number, party=2)
    made = signed_up(client, number, party=2, hold=made_hold["hold"])
    assert made["state"] == "confirmed"
    assert signed_up(client, number, number=2, hold=made_hold["hold"])["state"] == "waiting"
    assert counted(client.app.database, number) == ((2, 1), (2, 1))


def test_an_offered_seat_is_taken_by_its_link(client):
    number = event(client.app.database, capacity=1, mode="offer")
    first, second = signed_up(client, number, number=1), signed_up(client, number, number=2)
    refused = client.post(f"{OWN}/acceptance", headers=token_of(second))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "no_offer")
    client.delete(OWN, headers=token_of(first))
    assert client.get(OWN, headers=token_of(second)).json()["offer_until"] == "2026-11-23T13:00:00+01:00"
    assert client.post(f"{OWN}/acceptance", headers=token_of(second)).json()["state"] == "confirmed"


def test_nothing_personal_is_public_and_no_secret_is_stored(client):
    number = event(client.app.database)
    made = signed_up(client, number, name="Kanarienvogel", email="kanarienvogel@example.org")
    for address in (f"/api/v1/events/{number}", "/api/v1/events"):
        assert "anarienvogel" not in client.get(address).text
    secret = made["manage_url"].rpartition(".")[2]
    with client.app.database.reading() as session:
        row = session.exec(select(Registration)).one()
    assert secret not in repr(row)


def test_a_page_elsewhere_cannot_cancel_but_a_script_with_the_secret_can(client):
    number = event(client.app.database)
    made = signed_up(client, number)
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    asked = client.request("OPTIONS", OWN, headers={**foreign, "Access-Control-Request-Method": "DELETE"})
    assert "Registration-Secret" not in asked.headers.get("access-control-allow-headers", "")
    assert client.delete(OWN, headers=token_of(made)).status_code == 200
