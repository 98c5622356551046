"""The second factor: compulsory where personal data are seen, each code once, ten codes in case the phone is lost."""

import re
from urllib.parse import unquote

import pytest
from sqlmodel import select

from api.accounts import second_factor
from api.accounts.entrance import COOKIE
from api.accounts.rights import COMPULSORY
from api.accounts.tables import RecoveryCode, Totp
from api.kernel.permission import Role
from api.kernel.tables import AuditEntry
from tests.accounts.browser import PASSWORD, Wish
from tests.conftest import SECRET

LIMITED = {"area_staff": {"area": "073355011"}, "author": {"organisation": "kreisverwaltung-kaiserslautern"}}
LIMITED["box_officer"] = {"office": "kreisverwaltung-kaiserslautern"}


def wish(role):
    return Wish(Role(role), **LIMITED.get(role, {}))


def test_who_sees_personal_data_needs_one():
    """The issue: compulsory for every role that sees personal data."""
    assert set(Role) - COMPULSORY == {Role.editor, Role.evaluator}


@pytest.mark.parametrize("role", sorted(Role))
def test_a_role_that_needs_one_gets_no_further_without(visitor, account, role):
    person = account(wish(role), totp=False, email="erika@example.org")
    one = visitor()

    one.sign_in(person.email)

    if role in COMPULSORY:
        assert one.state == "enrolment"
        for path in ("/me", "/accounts", "/tokens", "/me/drafts", "/me/todo", "/me/sessions"):
            assert one.get(path).json()["type"] == "/problems/second-factor-required", path
        assert one.post("/session/code", {"code": "123456"}).status_code == 401
        assert one.post("/me/totp").status_code == 201
    else:
        assert one.state == "signed_in"


def test_somebody_who_has_one_is_always_asked(visitor, account):
    person = account("editor")
    one = visitor()
    one.sign_in(person.email)

    assert one.state == "second_factor"
    assert one.get("/session").json()["factors"] == {"totp": True, "passkey": False, "password": True}
    assert one.get("/me").status_code == 403
    assert one.post("/me/totp").json()["type"] == "/problems/second-factor-required"  # else a thief would replace it


def test_setting_up_an_app_completes_the_sign_in(visitor, account, clock, database):
    person = account("admin", totp=False)
    one = visitor()
    one.sign_in(person.email)
    before = one.cookies[COOKIE]

    proposed = one.post("/me/totp").json()
    assert proposed["uri"].startswith("otpauth://totp/")
    picture = unquote(proposed["qr"].removeprefix("data:image/svg+xml;charset=utf-8,"))
    assert picture.startswith("<svg")
    with database.reading() as session:
        stored = session.get(Totp, person.number)
    assert stored.secret is None
    assert proposed["secret"] not in stored.pending
    assert one.post("/me/totp/confirmation", {"code": "000000"}).json()["type"] == "/problems/code-refused"
    assert one.state == "enrolment"

    person.totp = proposed["secret"]
    answer = one.post("/me/totp/confirmation", {"code": person.code(clock)})

    codes = answer.json()["recovery_codes"]
    assert len(set(codes)) == 10
    assert all(re.fullmatch("([a-z2-9]{4}-){3}[a-z2-9]{4}", code) for code in codes)
    assert one.state == "signed_in"
    assert one.cookies[COOKIE] != before
    stolen = visitor()
    stolen.cookies[COOKIE] = before
    assert stolen.state == "signed_out"
    factors = one.get("/me").json()["factors"]
    assert factors == {"totp": True, "passkeys": [], "recovery_codes_left": 10}


def test_a_code_completes_the_sign_in_with_a_new_id(visitor, account, clock, database):
    person = account("admin")
    one = visitor()
    one.sign_in(person.email)
    before = one.cookies[COOKIE]

    answer = one.post("/session/code", {"code": person.code(clock)})

    assert answer.json()["state"] == "signed_in"
    assert one.cookies[COOKIE] != before
    old = visitor()
    old.cookies[COOKIE] = before
    assert old.state == "signed_out"
    with database.reading() as session:
        actions = session.exec(select(AuditEntry.action).where(AuditEntry.actor == person.key)).all()
    assert list(actions) == ["sign-in", "second-factor"]


def test_a_code_works_once(visitor, account, clock):
    person = account("admin")
    code = person.code(clock)
    first, second = visitor(), visitor()
    for one in (first, second):
        one.sign_in(person.email)

    assert first.post("/session/code", {"code": code}).status_code == 200
    assert second.post("/session/code", {"code": code}).status_code == 403
    assert second.post("/session/code", {"code": person.code(clock, -1)}).status_code == 403
    assert second.post("/session/code", {"code": person.code(clock, 1)}).status_code == 200


def test_of_two_equal_codes_at_the_same_moment_one_wins(visitor, account, clock, service):
    person = account("admin")
    both = [visitor(), visitor()]
    for one in both:
        one.sign_in(person.email)
    sent = [
        (
            "POST",
            "/api/v1/session/code",
            {"json": {"code": person.code(clock)}, "headers": {"Cookie": f"{COOKIE}={one.cookies[COOKIE]}"}},
        )
        for one in both
    ]

    assert sorted(answer.status_code for answer in service.together(*sent)) == [200, 403]


@pytest.mark.parametrize(("steps", "status"), [(-2, 403), (-1, 200), (0, 200), (1, 200), (2, 403)])
def test_clocks_may_differ_by_half_a_minute(visitor, account, clock, steps, status):
    person = account("admin")
    one = visitor()
    one.sign_in(person.email)

    assert one.post("/session/code", {"code": person.code(clock, steps)}).status_code == status


def test_refused_codes_are_noted_and_counted(visitor, account, clock, database):
    person = account("admin")
    one = visitor()
    one.sign_in(person.email)

    answers = [one.post("/session/code", {"code": "000000"}).status_code for _ in range(7)]

    assert answers == [403] * 6 + [429]
    with database.reading() as session:
        refused = session.exec(select(AuditEntry).where(AuditEntry.action == "refused-factor")).all()
    assert len(refused) == 6
    assert all("000000" not in entry.model_dump_json() for entry in refused)


def test_a_recovery_code_replaces_the_app_once(visitor, account, clock, database):
    person = account("admin")
    one = visitor().enter(person, clock)
    code, *_ = one.post("/me/recovery-codes").json()["recovery_codes"]
    with database.reading() as session:
        assert code.replace("-", "") not in repr(session.exec(select(RecoveryCode)).all())

    first, second = visitor(), visitor()
    for other in (first, second):
        other.sign_in(person.email)
    assert first.post("/session/code", {"code": code.upper()}).status_code == 200
    assert second.post("/session/code", {"code": code}).status_code == 403
    assert first.get("/me").json()["factors"]["recovery_codes_left"] == 9

    renewed = first.post("/me/recovery-codes").json()["recovery_codes"]
    assert code not in renewed
    assert first.get("/me").json()["factors"]["recovery_codes_left"] == 10


def test_recovery_codes_of_others_do_not_work(visitor, account, clock):
    mine = visitor().enter(account("admin"), clock).post("/me/recovery-codes").json()["recovery_codes"]
    other = visitor()
    other.sign_in(account("project_manager").email)

    assert other.post("/session/code", {"code": mine[0]}).status_code == 403


def test_a_new_app_replaces_the_old_one_only_when_confirmed(visitor, account, clock):
    person = account("admin")
    one = visitor().enter(person, clock)
    proposed = one.post("/me/totp").json()["secret"]

    other = visitor()
    other.sign_in(person.email)
    assert other.post("/session/code", {"code": person.code(clock, 1)}).status_code == 200  # the old one still works
    old, person.totp = person.totp, proposed
    assert one.post("/me/totp/confirmation", {"code": person.code(clock)}).status_code == 200
    third = visitor()
    third.sign_in(person.email)
    person.totp = old
    assert third.post("/session/code", {"code": person.code(clock, 1)}).status_code == 403


def test_with_another_secret_of_the_service_only_recovery_codes_work(start, address, visitor, account, clock):
    person = account("admin")
    code, *_ = visitor().enter(person, clock).post("/me/recovery-codes").json()["recovery_codes"]
    other = type(visitor())(start(address=address, secret=SECRET + " but another one"))
    other.sign_in(person.email)

    assert other.post("/session/code", {"code": person.code(clock, 1)}).status_code == 403
    assert other.post("/session/code", {"code": code}).status_code == 200


def test_codes_are_of_no_use_to_whoever_is_not_signed_in(visitor, account, clock):
    person = account("editor", totp=False)
    one = visitor().enter(person, clock)

    assert one.post("/session/code", {"code": "123456"}).json()["type"] == "/problems/code-refused"
    assert visitor().post("/session/code", {"code": "123456"}).status_code == 401


def test_changing_the_password_ends_other_sign_ins(visitor, account, clock):
    person = account("editor", totp=False)
    one, other = visitor().enter(person, clock), visitor().enter(person, clock)
    before = one.cookies[COOKIE]

    wrong = one.post("/me/password", {"current": "not the password", "new": "fünf Worte sind noch ruhiger"})
    assert wrong.json()["type"] == "/problems/sign-in-refused"
    answer = one.post("/me/password", {"current": PASSWORD, "new": "fünf Worte sind noch ruhiger"})

    assert answer.status_code == 204
    assert one.cookies[COOKIE] != before
    assert one.get("/me").status_code == 200
    assert other.get("/me").status_code == 401
    assert other.sign_in(person.email).status_code == 403
    assert other.sign_in(person.email, "fünf Worte sind noch ruhiger").status_code == 201


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kurz", "too_short"),
        ("password1234", "easily_guessed"),
        ("Passwort12345", "easily_guessed"),
        ("Willkommen2026", "easily_guessed"),
        ("qwertzuiop12", "easily_guessed"),
        ("editor-editor-2026", "easily_guessed"),
        ("aaaaaaaaaaaaaaaa", "easily_guessed"),
    ],
)
def test_passwords_others_have_guessed_are_refused(visitor, account, clock, password, code):
    one = visitor().enter(account("editor", totp=False), clock)

    answer = one.post("/me/password", {"current": PASSWORD, "new": password})

    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [("/new", code)]
    assert password not in answer.text


def test_the_secret_of_an_app_is_readable_with_the_key_only(database, account):
    person = account("admin")
    with database.reading() as session:
        stored = session.get(Totp, person.number).secret
    assert person.totp not in stored
    assert second_factor._opened(SECRET, stored) == person.totp
    assert second_factor._opened("another secret of the service", stored) != person.totp
