"""Which values are due from whom, and what of them waits on whose start page."""

import datetime as dt

import pytest

from api.indicators import matters
from tests.conftest import acting, somebody
from tests.indicators.entering import COUNTY, MANAGER, TRAINER, WEILERBACH
from tests.staff import patched
from tests.statements import statements

SHEETS, DUE = "/api/v1/staff/observations", "/api/v1/staff/due-values"
COLLEAGUE = somebody("project_manager", account=None)
BEFORE_2019 = "073355005"  # Landstuhl until 2019-06-30


@pytest.fixture
def client(start, clock):
    """The real project, half a year after it began."""
    clock.moment = dt.datetime(2016, 1, 20, 12, tzinfo=dt.UTC)
    return start()


def due(client, actor, **query):
    with acting(client, actor):
        found, after = [], None
        while True:
            page = client.get(DUE, params={"limit": 50, **query, **({"after": after} if after else {})}).json()
            found += page["items"]
            after = page["next"]
            if after is None:
                return found


def handed_in(client, actor, code, area, period, *, approve=True):
    with acting(client, actor):
        cells = [{"dims": "_T", "status": "value", "numerator": 1}]
        made = client.post(SHEETS, json={"indicator": code, "area": area, "period": period, "cells": cells})
        assert made.status_code == 201, made.text
        where = f"{SHEETS}/{made.json()['id']}"
        if approve:
            seen = {"If-Match": made.headers["ETag"]}
            assert client.post(f"{where}/submission", headers=seen, json={}).status_code == 200
    return made.json()["id"]


def told(client, actor):
    with client.app.database.reading() as session:
        return {(one.kind, one.link): (one.count, one.due) for one in matters(session, actor)}


def test_due_is_what_is_over_and_not_handed_in_from_everybody_who_may(client):
    found = due(client, MANAGER, indicator="2.1")
    assert len({one["area"] for one in found}) == 7
    assert {(one["period"], one["due"], one["overdue"]) for one in found} == {
        ("2015-Q3", "2015-10-30", True),
        ("2015-Q4", "2016-01-30", False),
    }
    assert [one["due"] for one in found] == sorted(one["due"] for one in found)
    codes = {one["indicator"] for one in due(client, MANAGER)}
    assert {"1.3a", "1.3b", "1.4a", "4.1"} <= codes
    assert codes.isdisjoint({"X.1", "1.1a", "1.2", "1.1b", "2.2"})  # worked out, fed by the register, surveys


def test_everybody_owes_their_own(client):
    assert {one["area"] for one in due(client, somebody("area_staff", BEFORE_2019))} == {BEFORE_2019}
    assert {one["indicator"] for one in due(client, TRAINER)} >= {"1.3a", "4.3a"}
    assert "2.1" not in {one["indicator"] for one in due(client, TRAINER)}


def test_a_draft_is_still_due_and_names_itself(client):
    number = handed_in(client, MANAGER, "2.1", WEILERBACH, "2015-Q3", approve=False)
    found = {
        (one["area"], one["period"]): (one["sheet"], one["state"]) for one in due(client, MANAGER, indicator="2.1")
    }
    assert found[WEILERBACH, "2015-Q3"] == (number, "draft")
    assert found[WEILERBACH, "2015-Q4"] == (None, None)


def test_what_was_handed_in_for_an_area_or_for_the_whole_county_is_not_due(client):
    before = len(due(client, MANAGER, indicator="2.1"))
    handed_in(client, MANAGER, "2.1", WEILERBACH, "2015-Q3")
    assert len(due(client, MANAGER, indicator="2.1")) == before - 1
    handed_in(client, MANAGER, "2.1", COUNTY, "2015-Q4")
    assert {one["period"] for one in due(client, MANAGER, indicator="2.1")} == {"2015-Q3"}


def test_a_correction_of_what_is_in_force_is_not_due(client):
    number = handed_in(client, MANAGER, "2.1", WEILERBACH, "2015-Q3")
    before = due(client, MANAGER, indicator="2.1")
    with acting(client, COLLEAGUE):
        where = f"{SHEETS}/{number}"
        seen = {"If-Match": client.get(where).headers["ETag"]}
        assert client.post(f"{where}/approval", headers=seen).status_code == 200
        wish = {"cells": [{"dims": "_T", "status": "value", "numerator": 2}], "reason": "Zählfehler"}
        assert patched(client, where, wish).json()["state"] == "draft"
    assert due(client, MANAGER, indicator="2.1") == before


def test_nothing_is_overdue_after_the_project(client, clock):
    clock.moment = dt.datetime(2018, 7, 15, 12, tzinfo=dt.UTC)
    found = due(client, MANAGER)
    assert {one["period"] for one in found} == {"2018-Q2", "2018-H1"}
    assert not any(one["overdue"] for one in found)
    clock.moment = dt.datetime(2018, 9, 1, 12, tzinfo=dt.UTC)
    assert due(client, MANAGER) == []


def test_the_start_page_says_what_is_due_given_back_and_to_be_approved(client):
    number = handed_in(client, MANAGER, "2.1", WEILERBACH, "2015-Q3")
    assert told(client, COLLEAGUE)["values_to_approve", "/team/werte?state=submitted"] == (1, None)
    count, first = told(client, COLLEAGUE)["values_due", "/team/werte?indicator=2.1"]
    assert (count, first) == (len(due(client, COLLEAGUE, indicator="2.1")), dt.date(2015, 10, 30))
    assert ("values_due", "/team/werte?indicator=1.3a") not in told(client, COLLEAGUE)
    assert ("values_due", "/team/werte?indicator=1.3a") in told(client, TRAINER)
    with acting(client, COLLEAGUE):
        where = f"{SHEETS}/{number}"
        seen = client.get(where).headers["ETag"]
        client.post(f"{where}/return", headers={"If-Match": seen}, json={"reason": "Welcher Rat?"})
    found = told(client, MANAGER)
    assert found["values_returned", "/team/werte?state=returned"] == (1, None)
    assert "values_to_approve" not in {kind for kind, _ in found}
    assert told(client, somebody("editor")) == {}


def test_matters_take_three_statements(client):
    with client.app.database.reading() as session, statements(client.app.database.engine) as seen:
        matters(session, MANAGER)
    assert len(seen) == 3
    with client.app.database.reading() as session, statements(client.app.database.engine) as seen:
        matters(session, somebody("editor"))
    assert len(seen) == 0


def test_what_is_released_by_quarter_is_due_by_quarter_unless_the_year_was_handed_in(client, clock):
    assert {one["period"] for one in due(client, MANAGER, indicator="1.3b")} == {"2015-Q3", "2015-Q4"}
    with acting(client, MANAGER):
        cells = [{"dims": "_T._T", "status": "value", "numerator": 30}]
        wish = {"indicator": "1.3b", "area": WEILERBACH, "period": "2015", "cells": cells}
        made = client.post(SHEETS, json=wish)
        seen = {"If-Match": made.headers["ETag"]}
        moved = client.post(f"{SHEETS}/{made.json()['id']}/submission", headers=seen, json={"reason": "Jahreszahl"})
        assert moved.status_code == 200, moved.text
    assert WEILERBACH not in {one["area"] for one in due(client, MANAGER, indicator="1.3b")}
