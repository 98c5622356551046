"""What we publish can be imported again, and changes nothing."""

import pytest

from tests.conftest import acting, somebody
from tests.indicators.approving import approve
from tests.indicators.entering import LANDSTUHL, WEILERBACH
from tests.indicators.importing import looked, sent
from tests.indicators.released import COUNTY, cell, release
from tests.indicators.test_releasing import by_night

MANAGER = somebody("project_manager", account=None)


@pytest.fixture
def county(start):
    """Values of every kind in force and released: given, added up over time and areas, missing, realised."""
    client = start()
    with client.app.database.writing() as session:
        for period, number in (("2016-Q1", 4), ("2016-Q2", 0), ("2016-Q3", 12), ("2016-Q4", "missing")):
            approve(session, {"_T": number, "it": number}, period=period)
        for area in (LANDSTUHL, WEILERBACH):
            approve(session, {"_T": (1, 13), "municipality": (1, 12)}, code="2.1", period="2026-Q2", area=area)
        approve(session, {"board": "partly"}, code="4.1", period="2026-H1")
        approve(session, {"kreisverwaltung-kaiserslautern": "yes"}, code="4.1", period="2025-H2")
    assert by_night(client) == "I-1"
    with client.app.database.writing() as session:
        release(session, "P", 1, client.app.clock().date())
        cell(session, "1.3b", "2025", 20, since=1, line="P", dims="_T._T")  # a sum of what came in elsewhere
        cell(session, "1.3b", "2025", since=1, line="P", dims="f._T", status="suppressed")
    return client


SERIES = [
    ("1.3a", {"by": "topic"}),
    ("1.3a", {"period": "year"}),
    ("2.1", {"by": "area"}),
    ("2.1", {"by": "council_level"}),
    ("2.1", {}),
    ("4.1", {"by": "administration"}),
    ("4.1", {}),
    ("1.3b", {"by": "gender", "period": "year"}),
]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_our_own_exports_change_nothing(county, suffix):
    for code, query in SERIES:
        file = county.get(f"/api/v1/indicators/{code}/series.{suffix}", params={"lang": "de", **query})
        assert file.status_code == 200, file.text
        with acting(county, MANAGER):
            found = looked(county, file.content)
            told = {name: found[name] for name in ("faults", "warnings", "sheets")}
            assert told == {"faults": [], "warnings": [], "sheets": []}, (code, query)
            assert found["rows"] == found["unchanged"] + found["hidden"] > 0, (code, query)
            answer = sent(county, file.content, partly="true")
            assert (answer.status_code, answer.json()["number"]) == (200, None)


def test_what_was_worked_out_and_then_edited_is_not_taken_for_ours(county):
    file = county.get("/api/v1/indicators/2.1/series.csv").content.decode("utf-8-sig")
    line = next(one for one in file.splitlines() if one.startswith(f"2.1;2026-Q2;2026-04-01;2026-06-30;{COUNTY};"))
    assert ";2;value;2;" in line
    edited = file.replace(";2;value;2;", ";3;value;3;")
    with acting(county, MANAGER):
        assert looked(county, file.encode())["new"] == 0
        assert looked(county, edited.encode())["new"] > 0
