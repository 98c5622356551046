"""What guards signing in is changed only by a person who has just shown who they are; every proof gives a new id."""

import datetime as dt
import time

import pytest
from sqlmodel import select

from api.accounts import rights
from api.accounts.entrance import COOKIE
from api.accounts.tables import Passkey
from api.accounts.throttle import CODE, PAIR
from api.kernel.tables import AuditEntry
from tests.accounts.authenticator import Authenticator
from tests.accounts.browser import PASSWORD
from tests.accounts.provider import come_back, connected, leave, liar, one
from tests.accounts.test_passkeys import enrol, try_key

__all__ = ["connected", "liar", "one"]  # fixtures
NEEDED = "/problems/fresh-proof-needed"
GUARDED = [
    ("POST", "/me/totp", {}),
    ("POST", "/me/totp/confirmation", {"code": "123456"}),
    ("POST", "/me/recovery-codes", {}),
    ("POST", "/me/passkey-options", {}),
    ("POST", "/me/passkeys", {"name": "x", "credential": {}}),
    ("DELETE", "/me/passkeys/1", None),
    ("POST", "/tokens", {"name": "x", "scopes": ["audit.read"]}),
    ("POST", "/me/deputies", {"email": "x@example.org", "valid_to": "2026-12-01"}),
    ("POST", "/accounts", {"email": "x@example.org", "name": "x"}),
    ("PATCH", "/accounts/999999", {"email": "x@example.org"}),
    ("PUT", "/accounts/999999/roles", {"roles": []}),
    ("POST", "/accounts/999999/invitation", {}),
    ("POST", "/accounts/999999/factor-reset", {}),
    ("POST", "/accounts/999999/end", {"successor": None}),
]


@pytest.fixture
def waited(visitor, account, clock):
    """Somebody who signed in a while ago: their browser and they."""

    def signed_in(*roles, **more):
        person = account(*roles, **more)
        one = visitor().enter(person, clock)
        clock.moment += rights.FRESH
        return one, person

    return signed_in


def send(one, method, path, body):
    sent = {"json": body} if body is not None else {}
    return one.request(method, path, headers={"If-Match": '"1"'}, **sent)


@pytest.mark.parametrize(("method", "path", "body"), GUARDED)
def test_it_needs_a_fresh_proof(waited, clock, method, path, body):
    one, _ = waited("admin")

    answer = send(one, method, path, body)
    assert (answer.status_code, answer.json()["type"]) == (403, NEEDED)
    assert "/session/password" in answer.json()["errors"][0]["hint"]
    assert one.post("/session/password", {"password": PASSWORD}).status_code == 200
    assert NEEDED not in send(one, method, path, body).text
    clock.moment += rights.FRESH
    assert send(one, method, path, body).json()["type"] == NEEDED


def test_reading_and_ordinary_work_do_not(waited):
    one, _ = waited("admin")

    for path in ("/me", "/me/sessions", "/tokens", "/accounts", "/audit", "/me/deputies"):
        assert one.get(path).status_code == 200, path
    assert one.patch("/me", {"name": "Neu"}, 1).status_code == 200
    assert one.put("/me/drafts/a", {"values": {}}).status_code == 200


def test_after_signing_in_nobody_is_asked_again(visitor, account, clock):
    one = visitor().enter(account("editor", totp=False), clock)
    clock.moment += rights.FRESH - dt.timedelta(seconds=1)

    assert one.post("/me/totp").status_code == 201


def test_a_password_proves_with_a_new_id_and_is_noted(waited, visitor, database):
    one, person = waited("admin")
    before = one.cookies[COOKIE]

    answer = one.post("/session/password", {"password": PASSWORD})

    assert answer.json()["state"] == "signed_in"
    assert one.cookies[COOKIE] != before
    old = visitor()
    old.cookies[COOKIE] = before
    assert old.state == "signed_out"
    with database.reading() as session:
        actions = session.exec(select(AuditEntry.action).where(AuditEntry.actor == person.key)).all()
    assert list(actions) == ["sign-in", "second-factor", "proof"]


def test_a_wrong_password_proves_nothing_and_is_counted(waited):
    one, _ = waited("admin")

    answers = [one.post("/session/password", {"password": "not the password"}) for _ in range(PAIR.amount)]

    assert {answer.json()["type"] for answer in answers} == {"/problems/sign-in-refused"}
    assert one.post("/session/password", {"password": PASSWORD}).status_code == 429
    assert one.post("/me/totp").json()["type"] == NEEDED


def test_a_code_proves_with_a_new_id(waited, clock):
    one, person = waited("admin")
    before = one.cookies[COOKIE]

    assert one.post("/session/code", {"code": "000000"}).status_code == 403
    assert one.post("/me/totp").json()["type"] == NEEDED
    assert one.post("/session/code", {"code": person.code(clock)}).status_code == 200
    assert one.cookies[COOKIE] != before
    assert one.post("/me/totp").status_code == 201


def test_codes_are_counted(waited):
    one, _ = waited("admin")

    answers = [one.post("/session/code", {"code": "000000"}).status_code for _ in range(CODE.amount + 1)]

    assert answers == [403] * CODE.amount + [429]


def test_ones_own_passkey_proves(visitor, account, clock):
    person = account("admin")
    one = visitor().enter(person, clock)
    key, _ = enrol(one)
    clock.moment += rights.FRESH
    before = one.cookies[COOKIE]
    assert one.post("/me/totp").json()["type"] == NEEDED

    assert try_key(one, key).json()["state"] == "signed_in"

    assert one.cookies[COOKIE] != before
    assert one.post("/me/totp").status_code == 201
    assert len(one.get("/me/sessions").json()["items"]) == 1


def test_the_passkey_of_somebody_else_does_not(visitor, account, clock):
    key, _ = enrol(visitor().enter(account("project_manager"), clock))
    one = visitor().enter(account("admin"), clock)
    clock.moment += rights.FRESH

    assert try_key(one, key).json()["type"] == "/problems/code-refused"
    assert one.post("/me/totp").json()["type"] == NEEDED


def test_a_proof_in_between_does_not_lose_the_new_passkey(visitor, account, clock, database):
    one = visitor().enter(account("admin"), clock)
    key, options = Authenticator(), one.post("/me/passkey-options").json()["options"]
    wish = {"name": "x", "credential": key.make(options)}
    clock.moment += rights.FRESH - dt.timedelta(seconds=1)
    assert one.post("/session/password", {"password": PASSWORD}).status_code == 200

    assert one.post("/me/passkeys", wish).status_code == 201
    with database.reading() as session:
        assert len(session.exec(select(Passkey)).all()) == 1


def test_whoever_is_half_way_in_proves_nothing(visitor, account):
    one = visitor()
    one.sign_in(account("admin").email)

    assert one.post("/session/password", {"password": PASSWORD}).json()["type"] == "/problems/second-factor-required"
    assert visitor().post("/session/password", {"password": PASSWORD}).status_code == 401


def test_the_present_password_is_proof_enough_for_a_new_one(waited):
    one, _ = waited("admin")
    new = "fünf Worte sind noch ruhiger"

    assert one.post("/me/password", {"current": PASSWORD, "new": new}).status_code == 204
    assert one.post("/me/totp").status_code == 201


def test_setting_up_the_first_factor_takes_its_time(visitor, account, clock):
    one = visitor()
    one.sign_in(account("admin", totp=False).email)
    clock.moment += rights.FRESH

    assert one.state == "enrolment"
    assert one.post("/me/totp").status_code == 201


def test_a_provider_that_only_remembers_somebody_is_no_proof(one, liar):
    come_back(one, leave(one, liar))

    assert one.state == "signed_in"
    assert one.get("/session").json()["factors"] == {"totp": False, "passkey": False, "password": False}
    assert one.post("/me/totp").json()["type"] == NEEDED
    assert one.post("/session/password", {"password": ""}).json()["type"] == "/problems/sign-in-refused"


def test_signing_in_anew_at_the_provider_is_one(one, liar):
    come_back(one, leave(one, liar))
    liar.claims = {"auth_time": int(time.time())}
    asked = leave(one, liar, again=True)
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")

    assert come_back(one, asked).headers["location"].startswith("/team/")

    assert one.post("/me/totp").status_code == 201


@pytest.mark.parametrize(
    "seen", [None, "1", True, int(time.time()) - 3600], ids=["unsaid", "text", "truth", "long-ago"]
)
def test_whoever_strips_the_wish_from_the_address_gains_nothing(one, liar, seen):
    come_back(one, leave(one, liar))
    liar.claims = {"auth_time": seen}
    answer = come_back(one, leave(one, liar, again=True))

    assert answer.headers["location"] == "/team?refused=not_fresh"
    assert one.post("/me/totp").json()["type"] == NEEDED
