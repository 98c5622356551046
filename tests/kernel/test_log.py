"""Logs hold what the allow-list names: where, how long, which status – nothing of what was sent."""

import asyncio
import io
import json
import logging
import threading
import warnings

import pytest

from api.kernel import log

CANARY = "canary4711"
TOYS, STAFF = "/api/v1/toys", "/api/v1/staff/toys"


@pytest.fixture
def output(monkeypatch):
    """Logging as `serve` sets it up, written to memory; everything is put back afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    log.configure()
    yield stream
    root.handlers[:], root.level = before
    for name in ("httpx", "asyncio", "sqlalchemy", "alembic"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def lines(output):
    return [json.loads(line) for line in output.getvalue().split("\n") if line]


def requests(output):
    return [line for line in lines(output) if line["event"] == "request"]


def test_nothing_of_a_request_reaches_the_log(client, output):
    """Canaries in path, query, body, headers, cookies and the text of exceptions: no hit in the whole output."""
    headers = {
        "User-Agent": CANARY,
        "Cookie": f"a={CANARY}",
        "Authorization": f"Bearer {CANARY}",
        "Referer": f"https://x/{CANARY}",
        "X-Other": CANARY,
    }
    client.get(f"{TOYS}/{CANARY}?{CANARY}={CANARY}", headers=headers)
    client.get(f"{TOYS}/broken?word={CANARY}", headers=headers)
    client.get(f"/{CANARY}", headers=headers)
    client.get(TOYS, headers={"Accept-Language": CANARY, "If-None-Match": CANARY})
    client.get(TOYS + "?limit=3", headers={"Host": CANARY})
    client.post(STAFF, json={"name": CANARY, CANARY: 1}, headers=headers)
    client.post(STAFF, json={"name": CANARY}, headers={**headers, "Idempotency-Key": CANARY})
    client.patch(f"{STAFF}/1", json={"name": CANARY}, headers={**headers, "If-Match": CANARY})
    client.post(
        STAFF, content=b'{"' + CANARY.encode(), headers={**headers, "Content-Type": f"application/json; x={CANARY}"}
    )
    assert len(requests(output)) >= 9  # pages ask the API on their own
    assert CANARY not in output.getvalue()
    assert "203.0.113.7" not in output.getvalue()  # the address of the client


def test_a_request_says_where_how_and_how_long(client, output):
    answer = client.get(f"{TOYS}/4711?lang=en")
    (line,) = requests(output)
    assert line.keys() == {"time", "level", "event", "route", "method", "status", "ms", "request_id"}
    assert (line["route"], line["method"], line["status"]) == ("/api/v1/toys/{number}", "GET", 404)
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["ms"] >= 0


def test_every_request_has_an_id_of_its_own_that_no_client_chooses(client, output):
    answers = [client.get(f"{TOYS}/4711", headers={"X-Request-Id": CANARY}) for _ in range(3)]
    found = {answer.headers["X-Request-Id"] for answer in answers}
    assert len(found) == 3
    assert CANARY not in found
    assert [line["request_id"] for line in requests(output)] == [answer.headers["X-Request-Id"] for answer in answers]


def test_a_failure_says_where_it_happened_and_not_what_it_said(client, output):
    client.get(f"{TOYS}/broken?word={CANARY}")
    failure = next(line for line in lines(output) if line["event"] == "failure")
    assert failure["error"] == "RuntimeError"
    assert failure["place"].startswith("kernel/") or "room.py:" in failure["place"]
    assert failure["request_id"] == requests(output)[0]["request_id"]
    assert CANARY not in json.dumps(failure)


def test_who_leaves_in_the_middle_of_a_body_is_no_failure(client, output):
    messages = [{"type": "http.request", "body": b'{"na', "more_body": True}, {"type": "http.disconnect"}]
    headers = [(b"host", b"localhost"), (b"content-type", b"application/json"), (b"sec-fetch-site", b"same-origin")]
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": STAFF, "raw_path": STAFF.encode(),
        "query_string": b"", "headers": headers, "scheme": "http", "root_path": "", "server": ("localhost", 80),
        "client": ("203.0.113.7", 1),
    }  # fmt: skip

    async def receive():
        return messages.pop(0)

    async def send(_message):
        """Nobody is there any more."""

    client._portal.call(client.app, scope, receive, send)
    assert [(line["event"], line["status"]) for line in lines(output)] == [("request", 0)]


def test_unknown_addresses_have_no_route(client, output):
    client.get(f"/api/v1/{CANARY}")
    assert requests(output)[0]["route"] == "-"


def test_records_of_other_loggers_lose_their_words(output):
    """uvicorn logs requests it cannot read and tracebacks with their text; only name, level and type remain."""
    logging.getLogger("uvicorn.error").warning("Invalid request %s", CANARY)
    logging.getLogger("uvicorn.access").info("%s - GET %s", CANARY, CANARY)
    logging.getLogger("uvicorn.asgi").error(CANARY)
    logging.getLogger(f"some.{'library'}").warning(CANARY, extra={"canary": CANARY, "path": CANARY})
    try:
        int(CANARY)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application: %s", CANARY)
    assert CANARY not in output.getvalue()
    assert [line["event"] for line in lines(output)] == [
        "uvicorn.error",
        "uvicorn.access",
        "uvicorn.asgi",
        "some.library",
        "uvicorn.error",
    ]
    assert lines(output)[-1]["error"] == "ValueError"


def test_a_forgotten_task_and_a_warning_say_nothing_either(output):
    async def forgotten():
        async def fail():
            raise ValueError(CANARY)

        task = asyncio.get_running_loop().create_task(fail())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task

    aside = threading.Thread(target=lambda: asyncio.run(forgotten()))  # a loop may be running in this one
    aside.start()
    aside.join()
    logging.captureWarnings(capture=True)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(CANARY, stacklevel=1)
    logging.captureWarnings(capture=False)
    assert CANARY not in output.getvalue()
    assert {line["event"] for line in lines(output)} == {"asyncio", "py.warnings"}


def test_fields_outside_the_list_are_dropped(output):
    log.LOG.info("request", extra={"route": "/x", "address": CANARY, "query": CANARY, "body": CANARY})
    assert lines(output)[0].keys() == {"time", "level", "event", "route"}


@pytest.mark.parametrize("name", log.ALLOWED)
def test_each_allowed_field_can_be_given(output, name):
    """A field that logging keeps for itself (such as `process`) cannot, and would end the process that tries."""
    if name == "event":
        return
    log.LOG.info("something", extra={name: 5})
    assert lines(output)[0][name] == 5


def test_a_line_is_one_line(output):
    log.LOG.info("request", extra={"route": "a\nb\r\n\u2028c"})
    assert len(output.getvalue().split("\n")) == 2
    assert lines(output)[0]["route"] == "a\nb\r\n\u2028c"
