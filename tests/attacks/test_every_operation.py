"""What holds for every operation there is or will be: headers, other origins, hostile parameters."""

from urllib.parse import quote

import pytest

from api.kernel import headers
from api.kernel.permission import Actor, Grant, Role
from tests.attacks.operations import OPERATIONS
from tests.conftest import acting

each = pytest.mark.parametrize("operation", OPERATIONS, ids=[one.name for one in OPERATIONS])
READS = [one for one in OPERATIONS if one.method == "GET"]
EVIL = "https://elsewhere.example"
HOSTILE = [
    "' OR '1'='1",
    "'; DROP TABLE account; --",
    '" UNION SELECT password FROM account --',
    "%' AND 1=(SELECT 1) --",
    "\\'; SELECT pg_sleep(5); --",
    "<script>alert(4711)</script>",
    "../../../../etc/passwd",
    "{{7*7}}${7*7}",
    "\u202e\ufeff\U0001f4a9",
    "9" * 100,
]


def asked(client, operation, **sent):
    body = operation.body()
    return client.request(operation.method, operation.address(), **({"json": body} if body is not None else {}), **sent)


@each
def test_another_origin_reads_what_is_public_and_nothing_else(demo, operation):
    answer = asked(demo, operation, headers={"Origin": EVIL, "Sec-Fetch-Site": "cross-site", "Cookie": "__Host-wik=x"})
    assert "access-control-allow-credentials" not in answer.headers
    public = not operation.private and operation.path.startswith("/api/")
    assert answer.headers.get("access-control-allow-origin") == ("*" if public and operation.method == "GET" else None)
    if operation.private and operation.method != "GET":
        assert answer.status_code == 403, "a change asked for by another site"


@each
def test_a_browser_gets_leave_for_public_reads_only(demo, operation):
    asks = {"Origin": EVIL, "Access-Control-Request-Method": operation.method}
    answer = demo.request("OPTIONS", operation.address(), headers=asks)
    allowed = answer.headers.get("access-control-allow-methods", "")
    assert operation.method not in allowed or (operation.method == "GET" and not operation.private)
    if operation.private:
        assert "access-control-allow-origin" not in answer.headers


@each
def test_every_answer_carries_its_security_headers(demo, operation):
    answer = asked(demo, operation)
    wanted = headers.policy(operation.path, reads=operation.method == "GET")
    assert {name: answer.headers.get(name) for name in wanted} == dict(wanted)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    if operation.private:
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "etag" not in answer.headers or operation.method != "GET" or answer.status_code == 200


@pytest.mark.parametrize("operation", READS, ids=[one.name for one in READS])
def test_hostile_parameters_never_reach_the_database_as_sql(demo, operation):
    """They are values everywhere: a list of nothing, a 404 or a 422, and never a failure of ours or a wait."""
    everybody = Actor("account:1", tuple(Grant(role) for role in Role), account=1)
    with acting(demo, everybody) as client:
        harmless = client.get(operation.address()).status_code  # some ask for a person at a browser
        for name in operation.query_strings():
            base = operation.address()
            for text in HOSTILE:
                answer = client.get(f"{base}{'&' if '?' in base else '?'}{name}={quote(text)}")
                assert answer.status_code in {200, 404, 422, harmless}, (name, text, answer.status_code)
                assert text not in answer.text or answer.status_code == 200
        if "{" in operation.path:
            for text in HOSTILE:
                filler = dict.fromkeys(("key", "number", "id", "code", "language"), quote(text, safe=""))
                answer = client.get(operation.address(**filler))
                assert answer.status_code in {200, 400, 404, 405, 422, harmless}, (text, answer.status_code)
