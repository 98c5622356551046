"""Every lie a provider or a stranger could tell. What a token says has nothing to do with the kind of database."""

import base64
import hmac
import json
import time

import pytest
from sqlmodel import select

from api.accounts.provider import Provider
from api.accounts.tables import Account
from api.settings import Settings
from tests.accounts.browser import Browser
from tests.accounts.liar import KEY, OTHER
from tests.accounts.provider import TEAM, come_back, connected, leave, liar, one, refused

__all__ = ["connected", "liar", "one"]  # fixtures


@pytest.fixture(scope="session", params=["sqlite"])
def backend(request):
    return request.param


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"nonce": "another"}, "bad_id_token"),
        ({"nonce": None}, "bad_id_token"),
        ({"aud": "somebody else"}, "bad_id_token"),
        ({"aud": ["somebody else"]}, "bad_id_token"),
        ({"aud": ["wik", "somebody else"]}, "bad_id_token"),
        ({"aud": ["wik", "somebody else"], "azp": "somebody else"}, "bad_id_token"),
        ({"aud": None}, "bad_id_token"),
        ({"iss": "https://evil.example.org"}, "bad_id_token"),
        ({"iss": None}, "bad_id_token"),
        ({"exp": int(time.time()) - 120}, "bad_id_token"),
        ({"exp": None}, "bad_id_token"),
        ({"iat": int(time.time()) + 100_000}, "bad_id_token"),
        ({"sub": None}, "bad_id_token"),
        ({"sub": 5}, "bad_id_token"),
        ({"roles": ["strangers"]}, "unknown_account"),
        ({"roles": None}, "unknown_account"),
        ({"email": None}, "no_mail"),
    ],
)
def test_claims_that_are_not_for_us_are_refused(one, liar, database, claims, code):
    liar.claims = claims

    refused(one, come_back(one, leave(one, liar)), code)
    with database.reading() as session:
        assert session.exec(select(Account)).all() == []


def test_several_audiences_are_fine_when_we_are_the_one_it_was_made_for(one, liar):
    liar.claims = {"aud": ["wik", "somebody else"], "azp": "wik"}

    assert come_back(one, leave(one, liar)).headers["location"] == TEAM


def no_signature(liar):
    liar.header = {"alg": "none"}


def public_key_as_password(liar):
    """HS256 with the public key everybody can read (CVE-2015-9235 and its relatives)."""
    claims = liar.id_token().split(".")[1]
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "one"}).encode()).decode().rstrip("=")
    signed = hmac.digest(KEY.as_pem(private=False), f"{head}.{claims}".encode(), "sha256")
    liar.token = f"{head}.{claims}.{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"


def foreign_key(liar):
    liar.key = OTHER


def tampered(liar):
    honest = liar.id_token().split(".")
    liar.claims = {"sub": "somebody else"}
    liar.token = ".".join([honest[0], liar.id_token().split(".")[1], honest[2]])


def nonsense(liar):
    liar.token = "not.a.token"  # noqa: S105 - a lie


def empty(liar):
    liar.token = ""


@pytest.mark.parametrize("lie", [no_signature, public_key_as_password, foreign_key, tampered, nonsense, empty])
def test_tokens_nobody_signed_are_refused(one, liar, lie):
    asked = leave(one, liar)
    lie(liar)

    refused(one, come_back(one, asked), "bad_id_token")


def test_keys_may_change(one, liar):
    """A token signed with a new key is believed after one more look at the provider's keys."""
    assert come_back(one, leave(one, liar)).headers["location"] == TEAM
    one.client.app.api.state.entrance.provider._known.asked -= 100
    new = type(KEY).generate_key(2048, {"kid": "two", "use": "sig", "alg": "RS256"})
    liar.key, liar.keys, liar.header = new, [KEY, new], {"alg": "RS256", "kid": "two"}

    assert come_back(one, leave(one, liar)).headers["location"] == TEAM
    assert [path for path in liar.asked if path != "/token"] == ["/.well-known/openid-configuration", "/jwks", "/jwks"]


def test_unknown_keys_do_not_make_us_ask_again_and_again(one, liar):
    come_back(one, leave(one, liar))
    before = liar.asked.count("/jwks")
    for number in range(5):
        liar.header = {"alg": "RS256", "kid": f"unknown {number}"}
        come_back(one, leave(one, liar))

    assert liar.asked.count("/jwks") == before


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((400, {}, b'{"error": "invalid_grant"}'), "refused"),
        ((200, {}, b"no json"), "no_json"),
        ((200, {}, b"[]"), "refused"),
        ((200, {}, b"{}"), "no_id_token"),
        ((200, {}, b'"' + b"x" * 2_000_000 + b'"'), "too_large"),
        ((307, {"Location": "http://127.0.0.1:1/"}, b"{}"), "refused"),
    ],
)
def test_answers_of_the_provider_are_bounded(one, liar, answer, code):
    liar.answer = answer

    refused(one, come_back(one, leave(one, liar)), code)


def test_a_provider_that_sleeps_is_not_waited_for(one, liar, monkeypatch):
    asked = leave(one, liar)
    monkeypatch.setattr("api.accounts.provider._SECONDS", 1.0)
    liar.awake.clear()

    refused(one, come_back(one, asked), "unreachable")
    assert len(liar.forms) == 1
    liar.awake.set()


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ({"issuer": "https://evil.example.org"}, "other_issuer"),
        ({"token_endpoint": "http://elsewhere.example.org/token"}, "insecure_endpoint"),
        ({"jwks_uri": ""}, "insecure_endpoint"),
    ],
)
def test_descriptions_that_lead_elsewhere_are_refused(one, liar, description, code):
    liar.description = description

    refused(one, one.get("/session/oidc"), code)


def test_a_provider_that_is_away_is_no_failure_of_ours(connected):
    one = Browser(connected("http://127.0.0.1:1"))

    refused(one, one.get("/session/oidc"), "unreachable")
    assert one.get("/session").status_code == 200


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"error": "access_denied", "error_description": "<b>no</b>"}, "refused_there"),
        ({"code": ""}, "refused_there"),
        ({"iss": "https://evil.example.org"}, "other_issuer"),
        ({"state": "guessed"}, "not_asked"),
    ],
)
def test_what_comes_back_must_fit(one, liar, changes, code):
    refused(one, come_back(one, leave(one, liar), **changes), code)


@pytest.mark.parametrize(
    "page", ["https://evil.example.org", "//evil.example.org", "/team/../..//evil", "/de", "/teams", "/team?x=1"]
)
def test_nobody_is_sent_elsewhere(one, page):
    assert one.get("/session/oidc", params={"next": page}).status_code == 422


@pytest.mark.parametrize(
    ("claims", "state"),
    [
        ({"amr": ["pwd", "otp"]}, "signed_in"),
        ({"amr": ["mfa"]}, "signed_in"),
        ({"acr": "silver"}, "signed_in"),
        ({"amr": ["pwd"]}, "enrolment"),
        ({"amr": "otp"}, "enrolment"),
        ({"acr": "bronze"}, "enrolment"),
        ({}, "enrolment"),
    ],
)
def test_a_second_factor_there_counts_else_ours_is_asked(connected, liar, claims, state):
    one = Browser(connected(liar.address, oidc_acr="silver"))
    liar.claims = {"roles": ["leitung"], **claims}

    come_back(one, leave(one, liar))

    assert one.state == state


def test_roles_may_lie_deep_in_the_token(connected, liar):
    one = Browser(connected(liar.address, oidc_role_claim="realm_access.roles"))
    liar.claims = {"realm_access": {"roles": ["pressestelle"]}, "roles": None}

    assert come_back(one, leave(one, liar)).headers["location"] == TEAM


@pytest.mark.parametrize("roles", ["x=king", "x=area_staff", "x=editor@073355011", "x="])
def test_wrong_role_maps_are_said_at_the_start(connected, liar, roles):
    with pytest.raises(ValueError, match="WIK_OIDC_ROLES"):
        connected(liar.address, oidc_roles=roles)


def test_the_provider_must_be_reached_safely():
    with pytest.raises(ValueError, match="WIK_OIDC_ISSUER"):
        Settings(oidc_issuer="http://login.example.org")
    provider = Provider(
        Settings(oidc_issuer="https://login.example.org/realms/kreis", PUBLIC_URL="https://wik.example.org/")
    )
    assert provider.return_to == "https://wik.example.org/api/v1/session/oidc/callback"
    assert provider.name == "login.example.org"
