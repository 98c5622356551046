"""A service connected to an identity provider, and a browser on its way there and back."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from api.accounts.entrance import COOKIE
from tests.accounts.browser import Browser
from tests.accounts.liar import lying

ROLES = "pressestelle=editor,leitung=project_manager,landstuhl=area_staff@073355011,it=admin"
TEAM = "/team/massnahmen/3"


@pytest.fixture
def liar():
    with lying() as found:
        yield found


@pytest.fixture
def connected(start, address, clock):
    """Start a service that trusts a provider; its clock is the real one, as the provider's is."""
    clock.moment = dt.datetime.now(dt.UTC)

    def started(issuer, **more):
        settings = {"oidc_issuer": issuer, "oidc_client_id": "wik", "oidc_client_secret": "secret", "oidc_roles": ROLES}
        return start(address=address, **{**settings, **more})

    return started


@pytest.fixture
def one(connected, liar):
    return Browser(connected(liar.address))


def leave(one, liar=None, page=TEAM, **more):
    """Go to the provider as a browser does; returns what it was asked."""
    answer = one.get("/session/oidc", params={"next": page, **more})
    assert answer.status_code == 303, answer.text
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    if liar is not None:
        liar.nonce = asked["nonce"]
    return asked


def come_back(one, asked, **changes):
    return one.get("/session/oidc/callback", params={"code": "a code", "state": asked["state"], **changes})


def refused(one, answer, code):
    assert (answer.status_code, answer.headers["location"]) == (303, f"/team?refused={code}"), answer.text
    assert COOKIE not in one.cookies
