"""Who can be named as the trainer of an event: names only, for whoever may name one."""

import datetime as dt

import pytest

from api.accounts.tables import Account, RoleGrant
from api.kernel.audit import PROFILE, record
from tests.conftest import NOON, acting, somebody

TODAY = NOON.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def client(start):
    client = start()
    with client.app.database.writing() as session:
        for name, role, state, last in (
            ("Thea Training", "trainer", "active", TODAY),
            ("Anton Übung", "trainer", "active", TODAY + DAY),
            ("Nicht Mehr", "trainer", "active", TODAY - DAY),
            ("Konto Zu", "trainer", "ended", TODAY),
            ("Rita Redaktion", "editor", "active", TODAY),
        ):
            row = Account(email=f"{name.split()[0].lower()}@example.org", name=name, state=state)
            record(session, PROFILE, "create", row, public=False)
            given = RoleGrant(account=row.id, role=role, valid_from=TODAY - 9 * DAY, valid_to=last)
            record(session, PROFILE, "create", given, public=False)
    return client


def told(client, actor):
    with acting(client, actor):
        answer = client.get("/api/v1/staff/event-trainers")
    return answer.status_code, answer.json().get("items")


def test_names_of_todays_trainers_and_nothing_else(client):
    for actor in (somebody("editor"), somebody("project_manager"), somebody("area_staff", "073355009")):
        status, items = told(client, actor)
        assert status == 200
        assert [one["name"] for one in items] == ["Anton Übung", "Thea Training"]
        assert all(one.keys() == {"account", "name"} for one in items)
    assert told(client, somebody("admin"))[0] == 403


def test_a_trainer_is_told_of_themselves_alone(client):
    thea = next(one for one in told(client, somebody("editor"))[1] if one["name"] == "Thea Training")
    assert told(client, somebody("trainer", account=thea["account"])) == (200, [thea])
