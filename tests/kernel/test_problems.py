"""Every failure is a problem document that says what to do and never repeats what was sent."""

import base64
import json
import re
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlmodel import func, select

from api.kernel.problems import kinds
from api.kernel.tables import AuditEntry
from tests.kernel.toy.room import Toy

CANARY = "canary4711"
JSON = "application/json"
INVALID, UNREADABLE, MISSING, METHOD, INTERNAL = (
    (422, "invalid"),
    (400, "bad-request"),
    (404, "not-found"),
    (405, "method-not-allowed"),
    (500, "internal-error"),
)
TOYS, STAFF = "/api/v1/toys", "/api/v1/staff/toys"


def cursor(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


# what it is, method, address, body, content type, status and code of the kind, code of the first error
WRONG = [
    ("no such address", "GET", f"/api/v1/{CANARY}", None, None, MISSING, "not-found"),
    ("no such toy", "GET", f"{TOYS}/4711", None, None, MISSING, "not-found"),
    ("slash too much", "GET", f"{TOYS}/", None, None, MISSING, "not-found"),
    ("wrong method", "DELETE", TOYS, None, None, METHOD, None),
    ("wrong method on a private path", "PUT", f"{STAFF}/1", None, None, METHOD, None),
    ("unknown parameter", "GET", f"{TOYS}?{CANARY}={CANARY}", None, None, INVALID, "unknown_parameter"),
    ("parameter where none is known", "GET", f"{TOYS}/soon-stale?{CANARY}=1", None, None, INVALID, "unknown_parameter"),
    ("doubled parameter", "GET", f"{TOYS}?limit=1&limit=2", None, None, INVALID, "given_twice"),
    ("no such date", "GET", f"{TOYS}?since=2016-02-30", None, None, INVALID, "date_from_datetime_parsing"),
    ("no date at all", "GET", f"{TOYS}?since={CANARY}", None, None, INVALID, "date_from_datetime_parsing"),
    ("limit 0", "GET", f"{TOYS}?limit=0", None, None, INVALID, "greater_than_equal"),
    ("limit 201", "GET", f"{TOYS}?limit=201", None, None, INVALID, "less_than_equal"),
    ("limit in words", "GET", f"{TOYS}?limit={CANARY}", None, None, INVALID, "int_parsing"),
    ("empty limit", "GET", f"{TOYS}?limit=", None, None, INVALID, "int_parsing"),
    ("unknown language", "GET", f"{TOYS}?lang={CANARY}", None, None, INVALID, "unknown_language"),
    ("language in capitals", "GET", f"{TOYS}?lang=DE", None, None, INVALID, "unknown_language"),
    ("cursor of nobody", "GET", f"{TOYS}?after={CANARY}", None, None, INVALID, "unknown_cursor"),
    ("cursor of another list", "GET", f"{TOYS}?after={cursor([CANARY])}", None, None, INVALID, "unknown_cursor"),
    ("cursor too long", "GET", f"{TOYS}?after={'a' * 401}", None, None, INVALID, "string_too_long"),
    ("number in words", "GET", f"{TOYS}/{CANARY}", None, None, INVALID, "int_parsing"),
    ("number beyond the database", "GET", f"{TOYS}/{'9' * 30}", None, None, INVALID, "out_of_range"),
    ("required parameter missing", "GET", f"{TOYS}/broken", None, None, INVALID, "missing"),
    ("NUL in the path", "GET", f"{TOYS}/{CANARY}%00", None, None, UNREADABLE, None),
    ("NUL in the query", "GET", f"{TOYS}?after={CANARY}%00", None, None, UNREADABLE, None),
    ("surrogate in the query", "GET", f"{TOYS}?since=%ED%A0%80", None, None, INVALID, "date_from_datetime_parsing"),
    ("bytes that are no UTF-8", "GET", f"{TOYS}?since=%FF%FE", None, None, INVALID, "date_from_datetime_parsing"),
    ("broken JSON", "POST", STAFF, b'{"name": "canary4711', JSON, UNREADABLE, "broken_json"),
    ("empty body", "POST", STAFF, b"", JSON, INVALID, "missing"),
    ("no UTF-8", "POST", STAFF, b'{"name": "\xffcanary4711"}', JSON, UNREADABLE, None),
    ("number of 5000 digits", "POST", STAFF, b'{"name": ' + b"9" * 5000 + b"}", JSON, UNREADABLE, None),
    ("deep JSON", "POST", STAFF, b"[" * 100_000, JSON, UNREADABLE, None),
    ("deep JSON in a field", "POST", STAFF, b'{"name": ' + b'{"a":' * 50_000, JSON, UNREADABLE, None),
    (
        "a form",
        "POST",
        STAFF,
        f"name={CANARY}".encode(),
        "application/x-www-form-urlencoded",
        UNREADABLE,
        "wrong_content_type",
    ),
    ("JSON called text", "POST", STAFF, b'{"name": "a"}', "text/plain", UNREADABLE, "wrong_content_type"),
    ("JSON without a name", "POST", STAFF, b'{"name": "a"}', None, UNREADABLE, "wrong_content_type"),
    ("list for an object", "POST", STAFF, f'["{CANARY}"]'.encode(), JSON, INVALID, "model_attributes_type"),
    ("unknown field", "POST", STAFF, f'{{"name": "a", "{CANARY}": 1}}'.encode(), JSON, INVALID, "extra_forbidden"),
    ("field missing", "POST", STAFF, b"{}", JSON, INVALID, "missing"),
    ("wrong type", "POST", STAFF, f'{{"name": ["{CANARY}"]}}'.encode(), JSON, INVALID, "string_type"),
    ("too long", "POST", STAFF, f'{{"name": "{CANARY * 5}"}}'.encode(), JSON, INVALID, "string_too_long"),
    (
        "no date",
        "POST",
        STAFF,
        f'{{"name": "a", "made_on": "{CANARY}"}}'.encode(),
        JSON,
        INVALID,
        "date_from_datetime_parsing",
    ),
    (
        "30 February",
        "POST",
        STAFF,
        b'{"name": "a", "made_on": "2016-02-30"}',
        JSON,
        INVALID,
        "date_from_datetime_parsing",
    ),
    (
        "rule of the room",
        "POST",
        STAFF,
        f'{{"name": "a", "colour": "{CANARY}"}}'.encode(),
        JSON,
        INVALID,
        "value_error",
    ),
    (
        "tag of a union",
        "POST",
        STAFF,
        f'{{"name": "a", "shape": {{"kind": "{CANARY}"}}}}'.encode(),
        JSON,
        INVALID,
        "union_tag_invalid",
    ),
    ("half a surrogate pair", "POST", STAFF, b'{"name": "\\ud800"}', JSON, UNREADABLE, "broken_character"),
    ("half a pair as bytes", "POST", STAFF, b'{"name": "\xed\xa0\x80"}', JSON, UNREADABLE, "broken_character"),
    ("half a pair in a key", "POST", STAFF, b'{"\\uDC00": "a"}', JSON, UNREADABLE, "broken_character"),
    ("NUL as escape", "POST", STAFF, b'{"name": "a\\u0000"}', JSON, UNREADABLE, "nul_character"),
    ("NUL as byte", "POST", STAFF, b'{"name": "a\0"}', JSON, UNREADABLE, "nul_character"),
    ("NUL in UTF-16", "POST", STAFF, '{"name": "a\\u0000"}'.encode("utf-16"), JSON, UNREADABLE, "nul_character"),
    ("short idempotency key", "POST", STAFF, b'{"name": "a"}', JSON, INVALID, "string_too_short"),
    ("unexpected exception", "GET", f"{TOYS}/broken?word={CANARY}", None, None, INTERNAL, None),
    ("audit forgotten", "POST", f"{STAFF}/forgotten", None, None, INTERNAL, None),
]


@pytest.mark.parametrize("case", WRONG, ids=[case[0] for case in WRONG])
def test_every_failure_is_a_problem_document(shared, case):
    _, method, url, body, kind, (status, code), issue = case
    headers = {"Content-Type": kind} if kind else {}
    if issue == "string_too_short":
        headers["Idempotency-Key"] = "short"
    answer = shared.request(method, url, content=body, headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json"), answer.text
    document = answer.json()
    assert list(document) == ["type", "title", "status", "detail", "errors"]
    assert (document["type"], document["status"]) == (f"/problems/{code}", status)
    assert (document["title"], document["detail"]) == (kinds()[code].title, kinds()[code].meaning)
    for error in document["errors"]:
        assert error.keys() == {"pointer", "code", "hint"}
        assert error["hint"]
    assert [error["code"] for error in document["errors"]][:1] == ([issue] if issue else [])
    assert CANARY not in answer.text
    assert CANARY not in str(answer.headers)
    assert answer.headers["Cache-Control"] in {"no-store", "private, no-store"}
    with shared.app.database.reading() as session:
        assert session.exec(select(func.count()).select_from(Toy)).one() == 0
        assert session.exec(select(func.count()).select_from(AuditEntry)).one() == 0


def test_a_pointer_leads_into_the_body(shared):
    answer = shared.post(STAFF, json={"name": 5, "made_on": "x", CANARY: 1})
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [
        ("/name", "string_type"),
        ("/made_on", "date_from_datetime_parsing"),
        ("/…", "extra_forbidden"),
    ]
    whole = shared.post(STAFF, json=[1]).json()["errors"]
    assert whole[0]["pointer"] == ""  # RFC 6901: the whole document


def test_405_names_the_methods_that_work(shared):
    assert shared.request("DELETE", TOYS).headers["Allow"] == "GET, HEAD"
    assert shared.get(STAFF).headers["Allow"] == "POST"


def test_an_unexpected_exception_says_nothing_of_itself(shared):
    answer = shared.get(f"{TOYS}/broken?word={CANARY}")
    assert "secret" not in answer.text
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-Id"])


@given(garbage=some.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_as_cursor_is_refused_or_understood(shared, garbage):
    answer = shared.get(TOYS, params={"after": garbage.encode("utf-8", "replace").decode()})
    assert answer.status_code in {400, 422}


_LEAF = some.none() | some.booleans() | some.integers() | some.floats() | some.text(alphabet=some.characters())
_VALUES = some.recursive(
    _LEAF | some.dates().map(str),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=3),
)


@given(value=_VALUES | some.tuples(some.dates().map(str), some.integers() | some.booleans()).map(list))
@settings(max_examples=80, deadline=None)
def test_any_json_as_cursor_is_refused_or_understood(shared, value):
    answer = shared.get(TOYS, params={"after": cursor(value)})
    assert answer.status_code in {200, 422}, (value, answer.text)


@pytest.mark.parametrize(
    "value",
    [["2020-01-01", 2**31], ["2020-01-01", 2**63], ["2020-01-01", -(2**63)], ["0001-01-01", 0], ["9999-12-31", 1]],
)
def test_a_cursor_at_the_edge_of_the_database_is_no_failure(shared, value):
    assert shared.get(TOYS, params={"after": cursor(value)}).status_code in {200, 422}


def test_a_cursor_with_half_a_surrogate_pair_is_refused(shared):
    answer = shared.get(f"{TOYS}/by-name", params={"after": cursor(["\ud800"])})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_cursor")
    assert shared.get(f"{TOYS}/by-name", params={"after": cursor(["a\0"])}).status_code == 422
    assert shared.get(f"{TOYS}/by-name", params={"after": cursor(["ä"])}).status_code == 200


def _send(shared, headers, chunks):
    """Send a body that is made while it is read; return the answer's messages and how many bytes were taken."""
    taken, sent = 0, []

    async def receive():
        nonlocal taken
        chunk = next(chunks, b"")
        taken += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": bool(chunk)}

    async def send(message):
        sent.append(message)

    ours = [(b"host", b"localhost"), (b"content-type", b"application/json"), (b"sec-fetch-site", b"same-origin")]
    headers = [*ours, *headers]
    scope = {
        "type": "http",
        "method": "POST",
        "path": STAFF,
        "raw_path": STAFF.encode(),
        "query_string": b"",
        "headers": headers,
    }
    shared._portal.call(shared.app, scope, receive, send)
    return sent, taken


@pytest.mark.parametrize(
    ("header", "most"),
    [((b"content-length", b"300000000"), 0), ((b"transfer-encoding", b"chunked"), 1_000_000)],
    ids=["announced", "chunked"],
)
def test_300_megabytes_are_refused_without_being_read(shared, header, most):
    megabyte = b" " * 1_000_000
    _send(shared, [header], iter([megabyte]))
    tracemalloc.start()
    sent, taken = _send(shared, [header], (megabyte for _ in range(300)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent[0]["status"] == 413
    assert json.loads(sent[1]["body"])["type"] == "/problems/body-too-large"
    assert (b"connection", b"close") in [(name.lower(), value) for name, value in sent[0]["headers"]]
    assert taken <= most
    assert peak < 3_000_000


def test_a_body_up_to_the_limit_is_taken(client):
    body = b'{"name": "a"' + b" " * (256 * 1024 - 13) + b"}"
    assert client.post(STAFF, content=body, headers={"Content-Type": JSON}).status_code == 201
    assert client.post(STAFF, content=body + b" ", headers={"Content-Type": JSON}).status_code == 413


@pytest.mark.parametrize("code", kinds())
def test_each_kind_has_a_page_in_german_and_english(shared, code):
    kind = kinds()[code]
    page = shared.get(f"/problems/{code}")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    for text in (kind.title, kind.title_de, str(kind.status)):
        assert text in page.text
    assert '<section lang="en">' in page.text
    assert f'href="/problems/{code}"' in shared.get("/problems").text


def test_each_kind_says_in_both_languages_what_it_means():
    for kind in kinds().values():
        texts = [kind.title, kind.title_de, kind.meaning, kind.meaning_de]
        assert all(texts)
        assert len(set(texts)) == 4
        assert kind is kinds()["internal-error"] or kind.title != "Internal error"


def test_an_unknown_kind_has_no_page(shared):
    assert shared.get(f"/problems/{CANARY}").json()["type"] == "/problems/not-found"
