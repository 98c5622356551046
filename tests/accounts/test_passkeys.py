"""Passkeys: made while signed in, then a sign-in of their own or the second factor; every lie is refused."""

import pytest
from sqlmodel import select

from api.accounts import second_factor
from api.accounts.entrance import COOKIE
from api.accounts.passkeys import Party
from api.accounts.tables import AccountState, Challenge, Passkey
from tests.accounts.authenticator import Authenticator


def enrol(one, name="Diensthandy"):
    key = Authenticator()
    options = one.post("/me/passkey-options").json()["options"]
    answer = one.post("/me/passkeys", {"name": name, "credential": key.make(options)})
    assert answer.status_code == 201, answer.text
    return key, answer.json()


def try_key(one, key, **lies):
    options = one.post("/session/passkey-options").json()["options"]
    return one.post("/session/passkey", {"credential": key.answer(options, **lies)})


def test_the_first_passkey_completes_the_sign_in_and_brings_recovery_codes(visitor, account):
    one = visitor()
    one.sign_in(account("admin", totp=False).email)
    before = one.cookies[COOKIE]

    _, made = enrol(one)

    assert len(made["recovery_codes"]) == 10
    assert one.cookies[COOKIE] != before
    assert one.state == "signed_in"
    (listed,) = one.get("/me").json()["factors"]["passkeys"]
    assert (listed["name"], listed["created_on"], listed["last_used_on"]) == ("Diensthandy", "2026-11-22", None)
    _, second = enrol(one, "Schlüsselbund")
    assert second["recovery_codes"] is None


def test_a_passkey_alone_signs_in_completely(visitor, account, clock):
    person = account("admin")
    key, _ = enrol(visitor().enter(person, clock))
    one = visitor()

    answer = try_key(one, key)

    assert answer.json()["state"] == "signed_in", answer.text
    me = one.get("/me").json()
    assert me["key"] == person.key
    assert me["factors"]["passkeys"][0]["last_used_on"] == "2026-11-22"
    assert set(one.cookies) == {COOKIE}


def test_a_passkey_is_a_second_factor_too(visitor, account, clock):
    person, other = account("admin"), account("project_manager")
    key, _ = enrol(visitor().enter(person, clock))
    foreign, _ = enrol(visitor().enter(other, clock))
    one = visitor()
    one.sign_in(person.email)
    assert one.get("/session").json()["factors"] == {"totp": True, "passkey": True, "password": True}

    options = one.post("/session/passkey-options").json()["options"]
    assert len(options["allowCredentials"]) == 1
    assert one.post("/session/passkey", {"credential": foreign.answer(options)}).status_code == 403
    assert try_key(one, key).json()["state"] == "signed_in"


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example.org"},
        {"origin": "http://localhost:8001"},
        {"host": "evil.example.org"},
        {"verified": False},
    ],
)
def test_lies_are_refused(visitor, account, clock, lie):
    key, _ = enrol(visitor().enter(account("admin"), clock))
    one = visitor()

    assert try_key(one, key, **lie).json()["type"] == "/problems/code-refused"
    assert COOKIE not in one.cookies
    assert try_key(one, key).status_code == 200  # the control: without the lie it fits


def test_another_key_cannot_sign_for_a_known_one(visitor, account, clock):
    key, _ = enrol(visitor().enter(account("admin"), clock))
    forged = Authenticator()
    forged.credential = key.credential

    assert try_key(visitor(), forged).status_code == 403


def test_an_answer_works_once_and_in_its_own_browser(visitor, account, clock, database):
    key, _ = enrol(visitor().enter(account("admin"), clock))
    one, thief = visitor(), visitor()
    options = one.post("/session/passkey-options").json()["options"]
    answer = {"credential": key.answer(options)}

    thief.post("/session/passkey-options")
    assert thief.post("/session/passkey", answer).status_code == 403
    kept = dict(one.cookies)
    assert one.post("/session/passkey", answer).status_code == 200
    one.cookies = kept
    assert one.post("/session/passkey", answer).status_code == 403
    with database.reading() as session:
        assert session.exec(select(Challenge)).all() == []


def test_a_key_that_was_copied_is_noticed(visitor, account, clock):
    key, _ = enrol(visitor().enter(account("admin"), clock))
    for _ in range(3):
        assert try_key(visitor(), key).status_code == 200
    key.count = 0  # the copy counts for itself

    assert try_key(visitor(), key).status_code == 403


def test_a_challenge_is_answered_within_ten_minutes(visitor, account, clock):
    from datetime import timedelta  # noqa: PLC0415 - here only

    key, _ = enrol(visitor().enter(account("admin"), clock))
    one = visitor()
    options = one.post("/session/passkey-options").json()["options"]
    clock.moment += timedelta(minutes=10)

    assert one.post("/session/passkey", {"credential": key.answer(options)}).status_code == 403


@pytest.mark.parametrize("credential", [{}, {"id": 5}, {"id": "x", "rawId": "x", "type": "public-key", "response": {}}])
def test_nonsense_is_refused_and_not_a_failure(visitor, account, clock, credential):
    signed_in = visitor().enter(account("admin"), clock)
    signed_in.post("/me/passkey-options")
    one = visitor()
    one.post("/session/passkey-options")

    assert one.post("/session/passkey", {"credential": credential}).status_code == 403
    assert signed_in.post("/me/passkeys", {"name": "x", "credential": credential}).status_code == 403


def test_who_has_left_has_no_passkey_any_more(visitor, account, clock, database):
    person = account("admin")
    key, _ = enrol(visitor().enter(person, clock))
    with database.writing() as session:
        session.connection().exec_driver_sql(
            f"UPDATE account SET state = '{AccountState.ended}' WHERE id = {person.number}"  # noqa: S608 - ours
        )

    assert try_key(visitor(), key).status_code == 403


def test_the_last_second_factor_stays(visitor, account):
    one = visitor()
    one.sign_in(account("admin", totp=False).email)
    _, first = enrol(one)
    assert one.delete(f"/me/passkeys/{first['id']}").status_code == 409
    _, second = enrol(one, "zwei")

    assert one.delete(f"/me/passkeys/{first['id']}").status_code == 204
    assert one.delete(f"/me/passkeys/{first['id']}").status_code == 404
    assert one.delete(f"/me/passkeys/{second['id']}").status_code == 409


def test_passkeys_of_others_do_not_exist(visitor, account, clock, database):
    enrol(visitor().enter(account("admin"), clock))
    with database.reading() as session:
        (number,) = session.exec(select(Passkey.id)).all()

    assert visitor().enter(account("project_manager"), clock).delete(f"/me/passkeys/{number}").status_code == 404


def test_the_host_of_the_public_address_counts():
    assert Party.of("https://wik.example.org") == Party("wik.example.org", "https://wik.example.org")
    assert Party.of("http://localhost:8000") == Party("localhost", "http://localhost:8000")
    assert second_factor.CODES == 10
