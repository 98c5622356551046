"""Releases of facts about institutions: by night, only when something changed, and never changed afterwards."""

import datetime as dt

import pytest
from sqlmodel import select

from api.indicators.release_tables import Release, ReleaseCell
from api.indicators.releasing import release_institutions, withdraw
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from tests.indicators.approving import approve
from tests.indicators.entering import COUNTY, LANDSTUHL, WEILERBACH

SERIES = "/api/v1/indicators/{}/series"


@pytest.fixture
def client(start):
    return start()


def by_night(client):
    with client.app.database.writing() as session:
        made = release_institutions(session)
        return made and f"{made.line}-{made.number}"


def given(client, values, **about):
    with client.app.database.writing() as session:
        approve(session, values, **about)


def items(client, code="1.3a", **query):
    answer = client.get(SERIES.format(code), params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def said(client, code="1.3a", **query):
    return [(one["area"], one["period"], one["value"], one["counted"]) for one in items(client, code, **query)]


def test_what_is_approved_is_released_by_night(client):
    assert by_night(client) is None
    given(client, {"_T": 4})
    assert items(client) == []
    assert by_night(client) == "I-1"
    assert said(client) == [(COUNTY, "2026-Q3", 4, None)]


def test_the_same_values_again_make_no_release(client):
    given(client, {"_T": 4})
    by_night(client)
    given(client, {"_T": 4})
    before = client.get(SERIES.format("1.3a")).content
    assert by_night(client) is None
    assert client.get(SERIES.format("1.3a")).content == before


def test_only_what_changed_is_new(client):
    given(client, {"_T": 4})
    given(client, {"_T": 2}, period="2026-Q2")
    by_night(client)
    given(client, {"_T": 5})
    assert by_night(client) == "I-2"
    assert [(one["period"], one["value"], one["release"]) for one in items(client)] == [
        ("2026-Q2", 2, "I-1"),
        ("2026-Q3", 5, "I-2"),
    ]
    assert [one["value"] for one in items(client, release="I-1")] == [2, 4]
    assert client.get("/api/v1/releases/I-2").json()["changed"] == 1


def test_what_is_gone_ends(client):
    given(client, {"_T": 4, "founding": 4})
    by_night(client)
    with client.app.database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM observation WHERE dims = 'founding'")
    assert by_night(client) == "I-2"
    gone = [one for one in items(client, by="topic", include_history="true") if one["ended"]]
    assert [(one["codes"], one["ended"]) for one in gone] == [({"topic": "founding"}, "I-2")]


def test_what_is_not_over_waits(client):
    given(client, {"_T": 4}, period="2026-Q4")
    assert by_night(client) is None


def test_values_of_people_are_no_business_of_the_night(client):
    given(client, {"_T._T": 40}, code="1.3b", period="2025")
    assert by_night(client) is None


def test_the_county_is_the_sum_of_its_areas_and_says_who_is_missing(client):
    given(client, {"_T": 3, "founding": 3}, area=LANDSTUHL)
    given(client, {"_T": 2}, area=WEILERBACH)
    given(client, {"_T": 1}, area="outside")
    by_night(client)
    assert [(one["area"], one["value"]) for one in items(client, by="area")] == [
        (WEILERBACH, 2),
        (LANDSTUHL, 3),
        ("outside", 1),
    ]
    assert [(one["value"], one["counted"], one["expected"]) for one in items(client)] == [(6, 3, 7)]


def test_a_year_is_the_sum_of_its_quarters(client):
    for quarter in (1, 2, 3):
        given(client, {"_T": quarter}, period=f"2025-Q{quarter}")
    by_night(client)
    (year,) = items(client, period="year")
    assert (year["value"], year["counted"], year["expected"]) == (6, 3, 4)
    given(client, {"_T": 0}, period="2025-Q4")
    by_night(client)
    (year,) = items(client, period="year")
    assert (year["value"], year["counted"], year["expected"]) == (6, 4, 4)


def test_what_somebody_gave_for_the_whole_stands(client):
    given(client, {"_T": 3}, area=LANDSTUHL)
    given(client, {"_T": 9})
    by_night(client)
    assert said(client) == [(COUNTY, "2026-Q3", 9, None)]


def test_the_last_value_of_a_quarter_is_its_value(client):
    given(client, {"_T": (3, 56)}, code="2.1", period="2026-07-15")
    given(client, {"_T": (5, 56)}, code="2.1", period="2026-09-20")
    by_night(client)
    (quarter,) = items(client, "2.1")
    assert (quarter["period"], quarter["value"], quarter["denominator"], quarter["share"]) == ("2026-Q3", 5, 56, 8.9)


def test_of_how_many_administrations_something_is_true(client):
    given(client, {"kreis": "yes", "vg-a": "yes", "vg-b": "no"}, code="4.1", period="2026-H1")
    by_night(client)
    (whole,) = items(client, "4.1")
    assert (whole["value"], whole["numerator"], whole["denominator"]) == (None, 2, 7)
    assert (whole["counted"], whole["expected"]) == (3, 7)


def test_an_undefined_sum_is_not_made(client):
    given(client, {"beratung": "yes", "links": "no"}, code="3.2", period="2026-Q3")
    by_night(client)
    assert items(client, "3.2") == []
    assert len(items(client, "3.2", by="component")) == 2


def test_borders_of_the_day_decide_what_the_county_is_made_of(client):
    """Landstuhl was two areas until 2019-06-30; both count in the year they ended, the new one only once."""
    for area in ("073355004", "073355005"):
        given(client, {"_T": 1}, area=area, period="2018-Q4")
    given(client, {"_T": 2}, area=LANDSTUHL, period="2018-Q4", territory_date=dt.date(2019, 7, 1))
    by_night(client)
    assert said(client) == [(COUNTY, "2018-Q4", 2, 2)]


def test_a_withdrawn_cell_is_blank_for_ever_and_nothing_else_changes(client):
    given(client, {"_T": 4})
    given(client, {"_T": 2}, period="2026-Q2")
    by_night(client)
    digest = client.get("/api/v1/releases/I-1").json()
    with client.app.database.writing() as session:
        number = session.exec(select(ReleaseCell.id).where(ReleaseCell.period == "2026-Q3")).one()
        withdraw(session, Actor("account:1"), [number], "Zu genau.")
    assert [(one["value"], one["status"]) for one in items(client)] == [(2, "value"), (None, "suppressed")]
    assert client.get("/api/v1/releases/I-1").json() == digest
    given(client, {"_T": 3}, period="2026-Q2")
    assert by_night(client) == "I-2"
    given(client, {"_T": 5})
    assert by_night(client) is None
    assert [one["value"] for one in items(client)] == [3, None]
    assert [one["value"] for one in items(client, as_of="2026-11-22")] == [3, None]
    with client.app.database.reading() as session:
        assert len(session.exec(select(Release)).all()) == 2


def test_withdrawing_is_in_the_trail_without_the_number(client):
    given(client, {"_T": 4})
    by_night(client)
    with client.app.database.writing() as session:
        withdraw(session, Actor("account:1"), [1], "Zu genau.")
    with client.app.database.engine.connect() as connection:
        (fields,) = connection.exec_driver_sql(
            "SELECT fields FROM audit_entry WHERE object_type = 'release_cell' AND action = 'change'"
        ).one()
    assert "withdrawn" in str(fields)


def test_an_unknown_cell_cannot_be_withdrawn(client):
    with client.app.database.writing() as session, pytest.raises(NotFound):
        withdraw(session, Actor("account:1"), [99], "Zu genau.")
