"""Signing in at the county's identity provider, over real HTTP: who gets in, with which roles."""

import base64
import datetime as dt
import hashlib
import warnings
from urllib.parse import urlsplit

import httpx
import pytest
from sqlmodel import select

from api.accounts.cookies import ASKING
from api.accounts.entrance import COOKIE
from api.accounts.tables import Account, AccountState, Challenge, RoleGrant, Source
from tests.accounts.browser import Browser
from tests.accounts.provider import TEAM, come_back, connected, leave, liar, one, refused

__all__ = ["connected", "liar", "one"]  # fixtures


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider's own libraries
def test_the_whole_way_with_a_provider_that_keeps_to_the_standard(connected, database):
    with warnings.catch_warnings(record=True):
        import oidc_provider_mock  # noqa: PLC0415 - warns when it is imported

    user = oidc_provider_mock.User(
        sub="erika",
        claims={"email": "erika@example.org", "email_verified": True, "name": "Erika M.", "roles": ["leitung"]},
    )
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=[user]) as provider:
        service = connected(f"http://localhost:{provider.server_port}", oidc_name="Kreis-Anmeldung")
        one = Browser(service)
        assert one.get("/session").json()["methods"]["oidc"] == {"name": "Kreis-Anmeldung"}
        way = one.get("/session/oidc", params={"next": TEAM}).headers["location"]

        with httpx.Client() as there:
            back = there.post(way, data={"sub": "erika"}).headers["location"]
        assert back.startswith("http://localhost:8000/api/v1/session/oidc/callback?")
        answer = one.get("/session/oidc/callback?" + urlsplit(back).query)

    assert (answer.status_code, answer.headers["location"]) == (303, TEAM), answer.text
    assert one.state == "enrolment"  # the provider showed no second factor, the role needs one
    with database.reading() as session:
        account = session.exec(select(Account)).one()
        grant = session.exec(select(RoleGrant)).one()
    assert (account.email, account.name, account.state, account.password) == (
        "erika@example.org",
        "Erika M.",
        AccountState.active,
        None,
    )
    assert (grant.role, grant.source) == ("project_manager", Source.oidc)


def test_what_the_provider_is_asked(one, liar):
    asked = leave(one, liar)
    come_back(one, asked)

    (form,) = liar.forms
    challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
    assert asked["code_challenge"] == challenge
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert asked["redirect_uri"] == form["redirect_uri"] == "http://localhost:8000/api/v1/session/oidc/callback"
    assert len({asked["state"], asked["nonce"], form["code_verifier"]}) == 3
    assert min(map(len, (asked["state"], asked["nonce"], form["code_verifier"]))) == 43
    assert form["code"] == "a code"
    assert "client_secret" not in form


def test_an_honest_token_signs_in(one, liar, database):
    answer = come_back(one, leave(one, liar))

    assert (answer.status_code, answer.headers["location"]) == (303, TEAM)
    assert one.state == "signed_in"
    assert one.get("/me").json()["roles"][0]["role"] == "editor"
    assert set(one.cookies) == {COOKIE}
    with database.reading() as session:
        assert session.exec(select(Challenge)).all() == []


def test_a_callback_works_once(one, liar):
    asked = leave(one, liar)
    kept = dict(one.cookies)
    assert come_back(one, asked).headers["location"] == TEAM
    one.cookies = kept

    refused(one, come_back(one, asked), "not_asked")
    assert len(liar.forms) == 1


def test_a_callback_works_in_its_own_browser_only(one, liar):
    asked = leave(one, liar)
    stranger = Browser(one.client)
    refused(stranger, come_back(stranger, asked), "not_asked")

    mine = leave(stranger, liar)  # one that asked for something itself
    refused(stranger, come_back(stranger, asked), "not_asked")
    assert mine["state"] != asked["state"]
    assert liar.forms == []
    leave(one, liar)
    assert come_back(one, leave(one, liar)).headers["location"] == TEAM  # the control


def test_a_callback_is_good_for_ten_minutes(one, liar, clock):
    asked = leave(one, liar)
    clock.moment += dt.timedelta(minutes=10)

    refused(one, come_back(one, asked), "not_asked")


def test_without_a_provider_there_is_no_way_to_one(visitor):
    one = visitor()
    assert one.get("/session").json()["methods"]["oidc"] is None
    assert one.get("/session/oidc").status_code == 404
    assert one.get("/session/oidc/callback").status_code == 404


def test_roles_come_from_groups_at_each_sign_in(one, liar, database):
    liar.claims = {"roles": ["landstuhl", "pressestelle", "strangers"]}
    come_back(one, leave(one, liar))
    liar.claims = {"roles": ["landstuhl"]}
    come_back(one, leave(one, liar))

    with database.reading() as session:
        held = session.exec(select(RoleGrant)).all()
    assert [(grant.role, grant.area) for grant in held] == [("area_staff", "073355011")]


def test_an_invited_person_comes_with_their_own_roles(one, liar, account, database):
    person = account("evaluator", email="erika@example.org", totp=False, state=AccountState.invited, password=None)
    liar.claims = {"roles": None}

    assert come_back(one, leave(one, liar)).headers["location"] == TEAM

    me = one.get("/me").json()
    assert (me["key"], [role["role"] for role in me["roles"]]) == (person.key, ["evaluator"])
    liar.claims = {"roles": None, "email": "new.name@example.org", "email_verified": None}
    come_back(one, leave(one, liar))  # known by the subject from now on
    assert one.get("/me").json()["key"] == person.key


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_a_mail_the_provider_has_not_checked_opens_no_account(one, liar, account, verified):
    """Else anybody could take over an account by writing its mail address into a profile at the provider."""
    account("admin", email="erika@example.org")
    liar.claims = {"email_verified": verified}

    refused(one, come_back(one, leave(one, liar)), "mail_not_verified")


def test_who_has_left_does_not_come_back_through_the_provider(one, liar, account):
    account("editor", email="erika@example.org", state=AccountState.ended)

    refused(one, come_back(one, leave(one, liar)), "account_ended")


def test_somebody_else_cannot_take_a_linked_account(one, liar):
    come_back(one, leave(one, liar))
    one.cookies = {}
    liar.claims = {"sub": "5678"}

    refused(one, come_back(one, leave(one, liar)), "mail_not_verified")


def test_a_role_for_nothing_is_no_failure(connected, liar):
    one = Browser(connected(liar.address, oidc_roles="pressestelle=area_staff@99"))

    refused(one, come_back(one, leave(one, liar)), "roles_misconfigured")


def test_the_asking_cookie_is_as_guarded_as_the_session(one, liar):
    one.get("/session/oidc")
    (line,) = one.set

    flags = {part.strip().lower() for part in line.split(";")[1:]}
    assert line.startswith(f"{ASKING}=")
    assert flags == {"httponly", "max-age=600", "path=/", "samesite=lax", "secure"}
