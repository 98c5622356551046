"""Changes are asked for by our own pages or with a token; a page elsewhere cannot use a person's cookie."""

import pytest

from api.kernel import origin
from tests.client import HOST

STAFF = "/api/v1/staff/toys"
OTHER = "https://elsewhere.example"
NO_FETCH_METADATA = {"Sec-Fetch-Site": ""}


def sent(client, **headers):
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(STAFF, json={"name": "Ball"}, headers=given).status_code


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_what_other_sites_ask_for_is_refused(client, site):
    answer = client.post(STAFF, json={"name": "Ball"}, headers={"Sec-Fetch-Site": site, "Origin": HOST})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/foreign-origin")
    assert client.get("/api/v1/toys").json()["items"] == []


def test_our_own_pages_and_tokens_pass(client):
    assert sent(client, Sec_Fetch_Site="same-origin") == 201
    assert sent(client, Sec_Fetch_Site="cross-site", Authorization="Bearer wik_x") == 201


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"origin": HOST}, True),
        ({"origin": OTHER}, False),
        ({"origin": "null"}, False),
        ({"origin": HOST + ".elsewhere.example"}, False),
        ({"origin": HOST.replace("http:", "https:")}, False),
        ({"origin": HOST, "referer": OTHER}, True),
        ({"referer": HOST}, False),
        ({}, False),
    ],
)
def test_without_fetch_metadata_the_origin_decides_exactly(headers, passes):
    if passes:
        origin.require_own_page("POST", STAFF, headers, HOST)
        return
    with pytest.raises(origin.ForeignOrigin):
        origin.require_own_page("POST", STAFF, headers, HOST)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_every_unsafe_method_is_looked_at_and_no_safe_one(method):
    with pytest.raises(origin.ForeignOrigin):
        origin.require_own_page(method, STAFF, {}, HOST)
    origin.require_own_page("GET", STAFF, {}, HOST)
    origin.require_own_page(method, "/api/v1/suggestions", {}, HOST)  # public: knows nobody, a cookie means nothing


def test_without_the_guard_the_same_request_arrives(client, monkeypatch):
    """The control."""
    monkeypatch.setattr(origin, "require_own_page", lambda *_: None)
    assert sent(client, Sec_Fetch_Site="cross-site", Origin=OTHER) == 201


def test_a_form_is_no_json(client):
    """What a page elsewhere can send without being asked: a form, or text."""
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"):
        answer = client.post(STAFF, content=b'{"name": "Ball"}', headers={"Content-Type": kind})
        assert answer.status_code == 400
