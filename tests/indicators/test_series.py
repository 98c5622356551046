"""Released series over HTTP: filters select cells, the past can be read again, gaps stay gaps."""

import datetime as dt

import pytest
from sqlmodel import select

from api.indicators.release_tables import ReleaseCell
from api.kernel.audit import PROFILE, record
from tests.indicators.released import COUNTY, LANDSTUHL, aim, cell, release
from tests.statements import statements

SERIES = "/api/v1/indicators/1.3a/series"
PEOPLE = "/api/v1/indicators/1.3b/series"


@pytest.fixture
def county(start):
    """A county with two releases of institutions and one of people."""
    client = start()
    with client.app.database.writing() as session:
        release(session, "I", 1, dt.date(2016, 4, 5))
        release(session, "I", 2, dt.date(2016, 7, 5))
        release(session, "P", 1, dt.date(2016, 7, 6))
        cell(session, "1.3a", "2016-Q1", 3, since=1, until=2)
        cell(session, "1.3a", "2016-Q1", 4, since=2, counted=7, expected=7)
        cell(session, "1.3a", "2016-Q2", 0, since=2)
        cell(session, "1.3a", "2016-Q3", since=2)
        cell(session, "1.3a", "2016-Q2", 0, since=2, dims="founding")
        cell(session, "1.3a", "2016", 4, since=2)
        cell(session, "1.3a", "2015-Q4", 9, since=1, until=2)
        cell(session, "1.3b", "2016-Q2", 20, since=1, line="P", dims="_T._T")
        for code in ("f", "m"):
            cell(session, "1.3b", "2016-Q2", since=1, line="P", dims=f"{code}._T", status="suppressed")
        cell(session, "1.3b", "2016", 12, since=1, line="P", dims="_T._T", area=LANDSTUHL)
    return client


def items(client, address, **query):
    answer = client.get(address, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_the_newest_state_with_its_gaps(county):
    found = items(county, SERIES)

    assert [(one["period"], one["value"], one["status"]) for one in found] == [
        ("2016-Q1", 4, "value"),
        ("2016-Q2", 0, "zero"),
        ("2016-Q3", None, "missing"),
    ]
    assert (found[0]["counted"], found[0]["expected"], found[0]["release"]) == (7, 7, "I-2")


@pytest.mark.parametrize("query", [{"as_of": "2016-05-01"}, {"release": "I-1"}])
def test_what_was_published_can_be_read_again(county, query):
    found = items(county, SERIES, **query)

    assert [(one["period"], one["value"], one["ended"]) for one in found] == [
        ("2015-Q4", 9, None),
        ("2016-Q1", 3, None),
    ]


def test_what_was_published_changes_no_byte_with_later_releases(county):
    query = {"release": "I-2", "include_history": "true"}
    before = county.get(SERIES, params=query).content
    with county.app.database.writing() as session:
        release(session, "I", 3, dt.date(2016, 10, 5))
        for row in session.exec(select(ReleaseCell).where(ReleaseCell.since == 2)).all():
            row.until = 3
            record(session, PROFILE, "change", row)

    assert items(county, SERIES, include_history="true")[-1]["ended"] == "I-3"
    assert county.get(SERIES, params=query).content == before


def test_before_the_first_release_there_is_nothing(county):
    answer = county.get(SERIES, params={"as_of": "2016-01-01"}).json()

    assert (answer["release"], answer["published_at"], answer["items"]) == (None, None, [])


def test_history_has_every_state(county):
    found = items(county, SERIES, include_history="true", to="2016-03-31")

    assert [(one["period"], one["value"], one["release"], one["ended"]) for one in found] == [
        ("2015-Q4", 9, "I-1", "I-2"),
        ("2016-Q1", 3, "I-1", "I-2"),
        ("2016-Q1", 4, "I-2", None),
    ]


def test_copies_learn_what_changed_and_what_is_gone(county):
    found = items(county, SERIES, updated_since="2016-04-05")

    assert [(one["period"], one["value"], one["ended"]) for one in found] == [
        ("2015-Q4", 9, "I-2"),
        ("2016-Q1", 4, None),
        ("2016-Q2", 0, None),
        ("2016-Q3", None, None),
    ]
    assert items(county, SERIES, updated_since="2016-07-05") == []


def test_filters_select_cells(county):
    assert [
        one["codes"] for one in items(county, SERIES, by="topic", **{"from": "2016-04-01", "to": "2016-06-30"})
    ] == [
        {"topic": "_T"},
        {"topic": "founding"},
    ]
    assert [one["value"] for one in items(county, SERIES, period="year")] == [4]
    assert [one["area"] for one in items(county, PEOPLE, by="area")] == [LANDSTUHL]
    assert [one["area"] for one in items(county, PEOPLE, area=LANDSTUHL)] == [LANDSTUHL]


def test_hidden_cells_hold_nothing_and_say_all_the_same(county):
    found = items(county, PEOPLE, by="gender,migration_background")

    hidden = [one for one in found if one["status"] == "suppressed"]
    assert len(hidden) == 2
    assert {one[name] for one in hidden for name in ("value", "share", "numerator", "denominator", "counted")} == {None}


@pytest.mark.parametrize(
    ("address", "query", "pointer", "hint"),
    [
        (SERIES, {"by": "gender"}, "by", "area, topic"),
        (SERIES, {"area": "07335011"}, "area", COUNTY),
        (SERIES, {"period": "month"}, "period", "quarter, year"),
        (PEOPLE, {"area": LANDSTUHL, "period": "quarter"}, "period", "year"),
        ("/api/v1/indicators/4.4/series", {"area": LANDSTUHL}, "area", COUNTY),
        (SERIES, {"release": "I-9"}, "release", "I-1 to I-2"),
        (SERIES, {"release": "P-1"}, "release", "I-1 to I-2"),
        (SERIES, {"release": "I-1", "as_of": "2016-05-01"}, "release", "not both"),
    ],
)
def test_anything_else_is_no_released_breakdown(county, address, query, pointer, hint):
    answer = county.get(address, params=query)

    assert answer.status_code == 422
    issue = answer.json()["errors"][0]
    assert issue["pointer"] == pointer
    assert hint in issue["hint"]


def test_no_cell_below_the_published_level_can_be_asked_for(county):
    for area in ("07335011", "999", "07312"):
        assert county.get(PEOPLE, params={"area": area}).status_code == 422


def test_lines_break_where_borders_censuses_or_sources_change(start):
    client = start()
    with client.app.database.writing() as session:
        release(session, "I", 1, dt.date(2021, 1, 5))
        for year, more in (
            ("2013", {}), ("2014", {}), ("2015", {}), ("2016", {"basis": "Zensus 2022"}),
            ("2017", {"source": "survey"}),
        ):  # fmt: skip
            cell(session, "1.2", year, 3, since=1, dims="", area="073355002", **more)

    found = client.get("/api/v1/indicators/1.2/series", params={"area": "073355002"}).json()

    assert [(one["period"], one["reason"]) for one in found["breaks"]] == [
        ("2014", "territory"), ("2016", "basis"), ("2017", "source"), ("2017", "basis"),
    ]  # fmt: skip


def test_sources_side_by_side_break_nothing(start):
    client = start()
    with client.app.database.writing() as session:
        release(session, "I", 1, dt.date(2021, 1, 5))
        for year in ("2015", "2016", "2017"):
            cell(session, "1.2", year, 3, since=1, dims="")
            cell(session, "1.2", year, 4, since=1, dims="", source="survey")
    assert client.get("/api/v1/indicators/1.2/series").json()["breaks"] == []


def test_five_statements_for_few_and_for_many(county):
    with statements(county.app.database.engine) as few:
        county.get(SERIES, params={"lang": "pl"})
    with county.app.database.writing() as session:
        for number in range(200):
            cell(session, "1.3a", f"{2100 + number}-Q1", number + 1, since=2)
            aim(session, "1.3a", number, day=dt.date(2016, 1, 1) + dt.timedelta(number))
    with statements(county.app.database.engine) as many:
        assert len(items(county, SERIES, lang="ro")) == 203
    assert len(few) == len(many) <= 5


def test_releases_are_listed_and_found(county):
    listed = county.get("/api/v1/releases").json()["items"]

    assert [one["id"] for one in listed] == ["P-1", "I-2", "I-1"], "the newest first"
    first = county.get("/api/v1/releases", params={"limit": 2}).json()
    rest = county.get("/api/v1/releases", params={"limit": 2, "after": first["next"]}).json()
    assert [one["id"] for page in (first, rest) for one in page["items"]] == ["P-1", "I-2", "I-1"]
    assert rest["next"] is None
    only = county.get("/api/v1/releases", params={"limit": 1, "line": "I"}).json()
    older = county.get("/api/v1/releases", params={"limit": 1, "line": "I", "after": only["next"]}).json()
    assert [one["id"] for page in (only, older) for one in page["items"]] == ["I-2", "I-1"]
    assert older["next"] is None
    assert county.get("/api/v1/releases", params={"line": "X"}).status_code == 422
    assert county.get("/api/v1/releases/P-1").json()["published_at"] == "2016-07-06T05:00:00+02:00"
    for unknown in ("P-2", "X-1", "I", "I-²"):
        assert county.get(f"/api/v1/releases/{unknown}").status_code == 404


def test_the_same_bytes_and_a_304(county):
    first, again = county.get(SERIES), county.get(SERIES)
    assert first.content == again.content
    tag = first.headers["etag"]
    assert county.get(SERIES, headers={"If-None-Match": tag}).status_code == 304
