"""A demo has an account for each role, and its sign-in page says how to use them; real databases have none."""

import datetime as dt

import pytest
from pydantic import ValidationError
from sqlmodel import select

from api import profiles
from api.accounts import DemoAccount
from api.accounts.demo import PASSWORD
from api.accounts.rights import COMPULSORY
from api.accounts.tables import Account, RoleGrant
from api.kernel.db import Database
from api.kernel.permission import Role
from api.settings import Settings
from tests.accounts.browser import Browser
from tests.conftest import NOON


@pytest.fixture
def shown(start, bases, backend):
    address = bases.copy(backend, demo=True)
    return address, lambda: Browser(start(address=address, demo=True))


def test_every_role_signs_in_with_what_the_page_says(shown):
    one = shown[1]()
    logins = one.get("/session").json()["demo"]

    assert {login["role"] for login in logins} == {*Role}
    for login in logins:
        one.cookies = {}
        state = one.sign_in(login["email"], login["password"]).json()["state"]
        assert state == "second_factor", login
        assert one.post("/session/code", {"code": login["code"]}).json()["state"] == "signed_in"
        me = one.get("/me").json()
        assert ([role["role"] for role in me["roles"]], me["demo"]) == ([login["role"]], True)


def test_the_next_person_gets_in_with_the_same_code(shown):
    first, second = (shown[1]() for _ in range(2))
    login = first.get("/session").json()["demo"][0]
    for one in (first, second):
        one.sign_in(login["email"], login["password"])
        assert one.post("/session/code", {"code": login["code"]}).status_code == 200


def test_nobody_locks_the_others_out(shown):
    one = shown[1]()
    login = next(found for found in one.get("/session").json()["demo"] if found["role"] == Role.admin)
    one.sign_in(login["email"], login["password"])
    one.post("/session/code", {"code": login["code"]})
    number = int(one.get("/me").json()["key"].partition(":")[2])

    tries = [
        one.post("/me/password", {"current": PASSWORD, "new": "fünf Worte sind noch ruhiger"}),
        one.post("/me/totp"),
        one.post("/me/recovery-codes"),
        one.post("/me/passkey-options"),
        one.post(f"/accounts/{number}/factor-reset"),
        one.post(f"/accounts/{number}/invitation"),
    ]
    assert [answer.json()["type"] for answer in tries] == ["/problems/demo-account"] * len(tries)


def test_real_databases_have_none(visitor, account):
    account("admin")

    assert visitor().get("/session").json()["demo"] is None
    assert visitor().sign_in("projektleitung@example.org", PASSWORD).status_code == 403


def test_loading_again_changes_nothing(shown, clock):
    address, _ = shown
    database = Database(Settings(DATABASE_URL=address).database, clock=clock)
    found = profiles.load(database, "kaiserslautern", apply=True, demo=True, today=NOON.date() + dt.timedelta(days=1))
    database.close()

    mine = [one for one in found if one.table in {"account", "role_grant"}]
    assert len(mine) == 2
    assert all(not (one.new or one.changed or one.removed or one.kept) for one in mine)


def test_demo_people_are_invented_and_limited_as_their_roles_are(shown, clock):
    database = Database(Settings(DATABASE_URL=shown[0]).database, clock=clock)
    with database.reading() as session:
        accounts = session.exec(select(Account)).all()
        grants = session.exec(select(RoleGrant)).all()
    database.close()
    assert all(row.email.endswith("@example.org") and row.demo for row in accounts)
    assert {grant.role for grant in grants} >= COMPULSORY
    assert {grant.area for grant in grants} == {None, "073355011"}


@pytest.mark.parametrize(
    "change",
    [{"email": "erika@kreis.de"}, {"role": "area_staff"}, {"area": "073355011"}, {"role": "king"}, {"age": 5}],
)
def test_mistakes_in_a_profile_are_found(change):
    good = {"email": "erika@example.org", "name": "Erika", "role": "editor"}
    assert DemoAccount.model_validate(good)
    with pytest.raises(ValidationError):
        DemoAccount.model_validate({**good, **change})
