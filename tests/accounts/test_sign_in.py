"""Signing in with mail and password: what a session is, what ends it, and what strangers learn."""

import datetime as dt
import statistics
import time

import pytest
from sqlmodel import select

from api.accounts import passwords, throttle
from api.accounts.entrance import COOKIE
from api.accounts.tables import Account, AccountSession, AccountState
from api.kernel.tables import AuditEntry
from tests.accounts.browser import HASH, PASSWORD, Browser
from tests.conftest import SECRET

MINUTE = dt.timedelta(minutes=1)


def entries(database, action):
    with database.reading() as session:
        return session.exec(select(AuditEntry).where(AuditEntry.action == action)).all()


def test_an_editor_signs_in_with_a_password(visitor, account, database):
    person = account("editor", totp=False)
    one = visitor()
    assert one.state == "signed_out"

    answer = one.sign_in(person.email)

    assert answer.status_code == 201, answer.text
    assert answer.json()["state"] == "signed_in"
    assert answer.json()["idle_seconds"] == 1800
    assert answer.json()["left_seconds"] == 10 * 3600
    assert one.get("/me").json()["key"] == person.key
    assert [(entry.actor, entry.object_key) for entry in entries(database, "sign-in")] == [
        (person.key, str(person.number))
    ]


def test_mail_addresses_are_found_in_any_case(visitor, account):
    account("editor", totp=False, email="erika@example.org")

    assert visitor().sign_in(" Erika@Example.ORG ").status_code == 201


def test_the_cookie_is_for_this_host_only_and_unreadable_for_scripts(visitor, account, database):
    one = visitor()
    one.sign_in(account("editor", totp=False).email)

    (line,) = one.set
    name, _, flags = line.partition("=")
    assert name == "__Host-wik"
    assert {part.strip().lower() for part in flags.split(";")[1:]} == {"httponly", "path=/", "samesite=lax", "secure"}
    value = one.cookies[COOKIE]
    assert len(value) == 43  # 256 bits in base64url
    with database.reading() as session:
        (stored,) = session.exec(select(AccountSession)).all()
    assert value not in stored.model_dump_json()


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("editor@example.org", "not the password"),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("editor@example.org", ""),
    ],
)
def test_a_refusal_says_the_same_for_everybody(visitor, account, email, password):
    account("editor", totp=False)
    one = visitor()

    answer = one.sign_in(email, password)

    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/sign-in-refused"
    assert answer.content == visitor().sign_in("somebody.else@example.org", "something else").content
    assert one.cookies == {}


@pytest.mark.parametrize("state", [AccountState.invited, AccountState.ended])
def test_only_active_accounts_sign_in(visitor, account, state):
    person = account("editor", totp=False, state=state)

    assert visitor().sign_in(person.email).status_code == 403


def test_a_refusal_takes_as_long_whether_or_not_there_is_an_account(visitor, account, monkeypatch):
    monkeypatch.setattr(throttle.Throttle, "count", lambda *_: None)
    account("editor", totp=False, password=HASH)

    def seconds(email):
        found = []
        for _ in range(5):
            began = time.perf_counter()
            assert visitor().sign_in(email, "not the password").status_code == 403
            found.append(time.perf_counter() - began)
        return statistics.median(found)

    known, unknown = seconds("editor@example.org"), seconds("nobody@example.org")

    assert 0.5 < known / unknown < 2
    # The control: without the hash of nobody's password the difference is plain to see.
    monkeypatch.setattr(
        passwords, "fits", lambda password, stored: stored is not None and passwords._hasher.verify(password, stored)
    )
    assert seconds("nobody@example.org") < known / 2


def test_a_new_sign_in_has_a_new_id_and_ends_the_old_one(visitor, account):
    person = account("editor", totp=False)
    one = visitor()
    one.cookies[COOKIE] = "chosen by somebody else"
    one.sign_in(person.email)
    first = one.cookies[COOKIE]
    one.sign_in(person.email)

    assert "chosen by somebody else" not in {first, one.cookies[COOKIE]}
    assert first != one.cookies[COOKIE]
    old = visitor()
    old.cookies[COOKIE] = first
    assert old.state == "signed_out"


def test_half_an_hour_without_a_request_ends_it(visitor, account, clock):
    one = visitor().enter(account("editor", totp=False), clock)
    for _ in range(3):
        clock.moment += 29 * MINUTE
        assert one.get("/me").status_code == 200
    clock.moment += 29 * MINUTE
    assert one.state == "signed_in"  # looking does not prolong it
    clock.moment += MINUTE

    assert one.get("/me").status_code == 401
    assert one.state == "signed_out"


def test_ten_hours_end_it_whatever_happens(visitor, account, clock):
    one = visitor().enter(account("editor", totp=False), clock)
    for _ in range(29):
        clock.moment += 20 * MINUTE
        assert one.get("/me").status_code == 200
    clock.moment += 20 * MINUTE

    assert one.get("/me").status_code == 401


def test_being_there_is_written_once_a_minute_at_most(visitor, account, clock, database, service):
    one = visitor().enter(account("editor", totp=False), clock)
    entrance = service.app.api.state.entrance

    def seen():
        entrance.settle()
        with database.reading() as session:
            return session.exec(select(AccountSession.seen_at)).one()

    began = clock.moment
    clock.moment += dt.timedelta(seconds=50)
    one.get("/me")
    assert seen() == began
    clock.moment += dt.timedelta(seconds=20)
    one.get("/me")
    assert seen() == began + dt.timedelta(seconds=70)
    one.get("/me")
    clock.moment += dt.timedelta(seconds=59)
    one.get("/me")
    assert seen() == began + dt.timedelta(seconds=70)


def test_signing_out_ends_it_and_clears_the_browser(visitor, account, clock):
    one = visitor().enter(account("editor", totp=False), clock)
    stolen = visitor()
    stolen.cookies = dict(one.cookies)

    answer = one.delete("/session")

    assert answer.status_code == 204
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert one.cookies == {}
    assert stolen.get("/me").status_code == 401
    assert one.delete("/session").status_code == 204


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}]
)
def test_another_site_cannot_sign_anybody_in_or_out(visitor, account, clock, headers):
    person = account("editor", totp=False)
    one = visitor().enter(person, clock)

    assert one.delete("/session", headers=headers).status_code == 403
    assert one.post("/session", {"email": person.email, "password": PASSWORD}, headers=headers).status_code == 403
    assert one.state == "signed_in"


def test_plain_http_is_refused_with_the_reason(start, address, account):
    person = account("editor", totp=False)
    one = Browser(start(address=address, PUBLIC_URL="http://wik.example.org", allowed_hosts=["localhost"]))

    methods = one.get("/session").json()["methods"]
    assert (methods["password"], methods["passkey"], methods["refused"]) == (False, False, "insecure-address")
    answer = one.post(
        "/session", {"email": person.email, "password": PASSWORD}, headers={"Origin": "http://wik.example.org"}
    )
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/insecure-address")
    assert one.post("/session/passkey-options").status_code == 403
    assert one.cookies == {}


@pytest.mark.parametrize("public_url", ["https://wik.example.org", "http://127.0.0.1:8000", "http://localhost:8000"])
def test_https_and_this_machine_are_fine(start, address, public_url):
    one = Browser(start(address=address, PUBLIC_URL=public_url))

    assert one.get("/session").json()["methods"]["refused"] is None


def test_guessing_is_slowed_down_whether_or_not_there_is_an_account(visitor, account, monkeypatch):
    monkeypatch.setattr(passwords, "fits", lambda *_: False)
    account("editor", totp=False)

    def answers(email):
        return [visitor().sign_in(email, "a guess").status_code for _ in range(12)]

    assert answers("editor@example.org") == answers("nobody@example.org") == [403] * 10 + [429] * 2
    refused = visitor().sign_in("editor@example.org", PASSWORD)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 900
    # The control: without the count nothing slows anybody down.
    monkeypatch.setattr(throttle.Throttle, "count", lambda *_: None)
    assert answers("editor@example.org") == [403] * 12


@pytest.mark.parametrize("variant", [" editor@example.org", "Editor@example.org\u00a0", "\teditor@EXAMPLE.org\n"])
def test_another_spelling_of_an_address_is_not_another_person(visitor, account, variant):
    account("editor", totp=False)
    for _ in range(10):
        visitor().sign_in("editor@example.org", "a guess")

    assert visitor().sign_in(variant, PASSWORD).status_code == 429


def test_many_names_from_one_address_are_slowed_down_too(visitor, monkeypatch):
    monkeypatch.setattr(passwords, "fits", lambda *_: False)

    answers = [visitor().sign_in(f"person{number}@example.org", "a guess").status_code for number in range(61)]

    assert answers == [403] * 60 + [429]


def test_a_stranger_cannot_lock_somebody_out():
    """Whoever signed in from home keeps getting in from there, whatever strangers elsewhere try."""
    counts = throttle.Throttle(SECRET)
    counts.count("erika@example.org", "198.51.100.1")
    counts.succeeded("erika@example.org", "198.51.100.1")
    for number in range(99):  # with the first one from home 100
        counts.count("erika@example.org", f"203.0.113.{number}")

    with pytest.raises(throttle.TooManyRequests):  # the control: strangers as a whole have had their tries
        counts.count("erika@example.org", "203.0.113.200")
    for _ in range(5):
        counts.count("erika@example.org", "198.51.100.1")


def test_somebody_who_gets_it_right_starts_anew():
    counts = throttle.Throttle(SECRET)
    for _ in range(5):
        for _ in range(9):
            counts.count("erika@example.org", "198.51.100.1")
        counts.succeeded("erika@example.org", "198.51.100.1")


def test_nothing_in_memory_says_who_tried():
    counts = throttle.Throttle(SECRET)
    counts.count("erika@example.org", "198.51.100.1")

    kept = repr(vars(counts._storage))
    assert "erika" not in kept
    assert "198.51" not in kept
    assert "pair" in kept  # the control: this is where it would stand


def test_wrong_passwords_leave_no_trace_in_the_trail(visitor, account, database):
    account("editor", totp=False)
    with database.reading() as session:
        before = len(session.exec(select(AuditEntry.id)).all())
    visitor().sign_in("editor@example.org", "not the password")
    with database.reading() as session:
        assert len(session.exec(select(AuditEntry.id)).all()) == before


def test_at_most_two_hashes_at_once_and_others_are_not_kept_waiting(service, account, monkeypatch):
    running, most = 0, 0
    real = passwords.fits

    def counted(password, stored):
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.2)
        running -= 1
        return real(password, stored)

    monkeypatch.setattr(passwords, "fits", counted)
    monkeypatch.setattr(throttle.Throttle, "count", lambda *_: None)
    person = account("editor", totp=False)
    service.get("/api/v1/goals")
    wish = {"json": {"email": person.email, "password": PASSWORD}}
    logins = [("POST", "/api/v1/session", wish)] * 6
    reads = [("GET", f"/api/v1/measures/{number}", {}) for number in range(1, 10)]

    answers = service.together(*logins, *reads)

    assert [answer.status_code for answer in answers] == [201] * 6 + [200] * 9
    assert most == 2
    slowest_read = max(answer.elapsed.total_seconds() for answer in answers[6:])
    fastest_login = min(answer.elapsed.total_seconds() for answer in answers[:6])
    assert slowest_read < fastest_login


def test_an_account_that_ends_is_out_at_once(visitor, account, clock, database):
    person = account("editor", totp=False)
    one = visitor().enter(person, clock)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE account SET state = 'ended'")

    assert one.get("/me").status_code == 401


def test_the_account_row_never_leaves(visitor, account, clock):
    one = visitor().enter(account("editor", totp=False), clock)

    assert "argon2" not in one.get("/me").text
    assert {"password", "subject"} <= set(Account.model_fields)  # the control: these are the fields meant
