"""Two hundred marked texts through every field of signing up: none is in any public answer, error, log line or figure.

How one takes part online is such a text, too. Everything public is asked for afterwards: each operation of
openapi.yaml, the feeds and pages of the event, in two languages. What may know the texts is the database and who may
see the people of the event.
"""

import io
import logging
import re

import pytest

from api.events import sheets
from api.kernel import log
from tests.attacks.operations import OPERATIONS
from tests.conftest import NOON, SECRET, acting, somebody
from tests.events.booked import dated, event
from tests.events.test_sheets import HOUR

NUMBER = re.compile(r"canary(\d{3})x", re.IGNORECASE)
QUESTIONS = [
    {"key": key, "kind": "text", "label": {"de": {"text": key, "state": "original"}}} for key in ("note", "more")
]
OWN = "/api/v1/registration"
PEOPLE = 24


class Canaries:
    """Texts nobody else would write, counted."""

    def __init__(self):
        self.sent = 0

    def __call__(self, form="Canary{}x"):
        self.sent += 1
        return form.format(f"{self.sent:03}")

    def person(self):
        return {
            "name": self("Erika Canary{}x"),
            "email": self("canary{}x@example.org"),
            "answers": {"note": self(), "more": self()},
        }


@pytest.fixture
def told():
    """What the service logs, as `serve` sets logging up."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(log.AllowList())
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG)
    yield stream
    root.handlers[:], root.level = before


@pytest.fixture
def client(start, told):
    return start(demo=True)


def found(*texts):
    return sorted({one[0] for text in texts for one in NUMBER.finditer(text)})


def body_of(answer):
    return answer.content.decode("utf-8", "replace") + str(answer.headers)


def visitors_come(client, number, canary):
    """Sign up, change, cancel, be forgotten, be refused; yields what was answered to others than the person."""
    path = f"/api/v1/events/{number}/registrations"
    for turn in range(PEOPLE):
        wish = {**canary.person(), "language": "de"}
        made = client.post(path, json=wish, headers={"Idempotency-Key": canary("canary{}x")})
        assert made.status_code == 201, made.text
        yield made
        yield client.post(path, json=wish)  # the same person again
        token = {"Registration-Secret": made.json()["manage_url"].partition("#")[2]}
        if turn % 4 == 1:
            client.patch(OWN, json={"name": canary("Max Canary{}x"), "phone": None}, headers=token)
        if turn % 4 == 2:
            client.delete(OWN, headers=token)
        if turn % 4 == 3:
            yield client.post(f"{OWN}/erasure", headers=token)


def refused(client, number, canary):
    """Send what is wrong in every field; yield the errors."""
    path, good = f"/api/v1/events/{number}/registrations", {"name": "Erika", "language": "de"}
    wrong = [
        {**good, "email": canary()}, {**good, "phone": canary()}, {**good, "language": canary()},
        {**good, "party": canary()}, {**good, "hold": canary(), "phone": "x"}, {**good, canary(): 1},
        {**good, "answers": {"unknown": canary()}, "phone": "0631 123456"}, {**good, "answers": canary()},
        {**good, "name": canary() * 50}, {**good, "answers": {"note": [canary()]}, "phone": "0631 123456"},
    ]  # fmt: skip
    for one in wrong:
        yield client.post(path, json=one)
    yield client.post(path, content=f'{{"name": "{canary()}', headers={"Content-Type": "application/json"})
    yield client.post(f"/api/v1/events/{canary()}/registrations", json=good)
    yield client.post(f"{path}?{canary()}={canary()}", json=good)
    for method in ("GET", "PATCH", "DELETE"):
        token = {"Registration-Secret": canary("canary{}x.") + "a" * 43}
        yield client.request(method, OWN, headers=token, json={"name": canary()} if method == "PATCH" else None)
    code = sheets.code_of(SECRET.encode(), number)
    yield client.post(f"/api/v1/events/{number}/feedback", json={"code": code, "overall": 3, "comment": canary()})
    yield client.post(f"/api/v1/events/{number}/feedback", json={"code": canary(), "comment": canary() * 200})
    yield client.post(f"/api/v1/events/{number}/statistics", json={"code": code, "definition": 1, "gender": canary()})


def say_how(client, canary):
    """Comment without a name on an event that took place."""
    number = event(client.app.database, first_at=NOON - HOUR, last_at=NOON)
    for grade in range(1, 6):
        wish = {"code": sheets.code_of(SECRET.encode(), number), "overall": grade, "comment": canary()}
        answer = client.post(f"/api/v1/events/{number}/feedback", json=wish)
        assert answer.status_code == 204, answer.text
        yield answer
    yield from public_answers(client, number)


def staff_enter(client, number, canary):
    path = f"/api/v1/staff/events/{number}/registrations"
    with acting(client, somebody("project_manager")):
        for _ in range(10):
            made = client.post(path, json={**canary.person(), "email": None, "party": 2})
            assert made.status_code == 201, made.text
            url, revision = f"{path}/{made.json()['id']}", made.headers["ETag"]
            assert client.patch(url, json={"name": canary()}, headers={"If-Match": revision}).status_code == 200
            yield client.post(path, json={"name": canary() * 50})
        assert found(client.get(path).text, client.get(f"{path}.csv").text), "the control: who may, sees them"


def staff_see(client, number):
    with acting(client, somebody("project_manager")):
        return client.get(f"/api/v1/staff/events/{number}").text


def public_answers(client, number):
    """Ask every public operation that reads, in two languages, and the pages and feeds of the event."""
    reads = [one for one in OPERATIONS if one.method == "GET" and not one.private]
    paths = [address for one in reads for address in (one.address(), one.address(number=number))]
    paths += [f"/api/v1/events/{number}{suffix}" for suffix in ("", ".ics", ".jsonld")]
    paths += [f"/api/v1/events{suffix}" for suffix in ("?count=true&limit=200", "?q=canary", ".ics", ".atom")]
    paths += [f"/veranstaltungen/{number}", f"/ar/veranstaltungen/{number}", "/veranstaltungen", "/sitemap.xml"]
    paths += ["/health/live", "/health/ready", "/anmeldung", "/openapi.json", "/robots.txt"]
    for path in dict.fromkeys(paths):
        for lang in ("de", "pl") if path.startswith("/api/") else ("",):
            yield client.get(path + (f"{'&' if '?' in path else '?'}lang={lang}" if lang else ""))


def test_nothing_anybody_said_when_signing_up_is_found_anywhere_public(client, told):
    canary = Canaries()
    number = event(
        client.app.database, capacity=20, waiting_limit=60, questions=QUESTIONS,
        first_at=NOON + HOUR, last_at=NOON + 3 * HOUR, online=True, online_link=canary("https://a.example/canary{}x"),
    )  # fmt: skip
    dated(client.app.database, number, NOON + HOUR)
    assert found(staff_see(client, number)), "the control: staff see how one takes part online"

    said = [*visitors_come(client, number, canary), *refused(client, number, canary)]
    said += staff_enter(client, number, canary)
    said += say_how(client, canary)
    assert canary.sent >= 200
    assert {one.status_code for one in said} >= {201, 204, 404, 409, 422}
    answers = [*public_answers(client, number)]
    failed = {one.request.url.path for one in answers if one.status_code >= 500}
    assert failed <= {"/health/ready"}  # no worker runs here, and it says so
    assert sum(one.status_code == 200 for one in answers) > 50

    assert found(*map(body_of, [*said, *answers])) == []
    assert told.getvalue().count('"request"') >= len(answers), "the log was on"
    assert found(told.getvalue()) == []


def test_the_crawl_finds_what_is_planted(client, told):
    """The control: one text in a public field, one in a log line."""
    number = event(client.app.database, place="Bürgerhaus Canary901x")
    logging.getLogger("wik").info("Canary902x")
    assert found(*map(body_of, public_answers(client, number))) == ["Canary901x"]
    assert found(told.getvalue()) == ["Canary902x"]
