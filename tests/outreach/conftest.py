"""A demo county with two people of the team, and short ways to ask as one of them."""

from contextlib import contextmanager

import pytest

from api.accounts.tables import Account
from api.kernel.audit import PROFILE, record
from api.kernel.permission import Actor, Grant, Role
from tests.conftest import acting
from tests.statements import statements

BASE = "/api/v1/staff"
MUSIC = "musikverein-beispielklang-weilerbach"
SPORT = "sportverein-musterkicker-enkenbach"
HOME = "musterverein-fuer-heimat-und-kultur-landstuhl"

TABLES = (
    "outreach_log", "outreach", "letter_template", "working_group_task", "working_group_decision",
    "working_group_member", "working_group",
)  # fmt: skip


def person(session, name, mail):
    row = Account(email=mail, name=name, state="active")
    record(session, PROFILE, "create", row, public=False)
    return row.id


def actor(account, role="project_manager", **more):
    return Actor(f"account:{account}", (Grant(Role(role)),), account=account, **more)


class Desk:
    """Asks as the project manager; `count` runs a request and says how many statements it took."""

    def __init__(self, client, erika, max_):
        self.client, self.erika, self.max = client, erika, max_
        self.database = client.app.database

    @contextmanager
    def as_(self, one):
        with acting(self.client, one) as client:
            yield client

    def request(self, method, path, **options):
        return self.client.request(method, path if path.startswith("/api") else BASE + path, **options)

    def get(self, path, status=200, **options):
        answer = self.request("GET", path, **options)
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers["content-type"] else answer

    def post(self, path, body, status=201, **headers):
        answer = self.request("POST", path, json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers["content-type"] else answer

    def patch(self, path, body, revision, status=200):
        answer = self.request("PATCH", path, json=body, headers={"If-Match": f'"{revision}"'})
        assert answer.status_code == status, answer.text
        return answer.json()

    def delete(self, path, revision, status=204):
        answer = self.request("DELETE", path, headers={"If-Match": f'"{revision}"'})
        assert answer.status_code == status, answer.text

    def win(self, organisation=MUSIC, measure=1, **more):
        return self.post("/outreach", {"organisation": organisation, "measure": measure, **more})

    def count(self, path):
        with statements(self.database.engine) as seen:
            self.get(path)
        return len(seen)


def emptied(database):
    """Take away the outreach of the demo: what a test meets is what it made."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE event SET working_group = NULL")
        for table in TABLES:
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables


@pytest.fixture
def desk(start):
    client = start(demo=True)
    emptied(client.app.database)
    with client.app.database.writing() as session:
        erika = person(session, "Erika Mustermann", "erika@example.org")
        max_ = person(session, "Max Beispiel", "max@example.org")
    with acting(client, actor(erika)):
        yield Desk(client, erika, max_)


def issues(answer):
    return [(one["pointer"], one["code"]) for one in answer["errors"]]
