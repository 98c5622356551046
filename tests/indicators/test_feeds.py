"""Values that follow from the register: counted as of the last day of each period, changed only when the value does."""

import datetime as dt

import pytest
from sqlmodel import select

from api.indicators.feeds import FACTS, fed, recompute
from api.indicators.register import home, interested_clubs
from api.indicators.tables import Indicator, Observation, Submission
from api.kernel.audit import PROFILE, record
from api.places import Counted, OrganisationKind, read_territory
from api.places.tables import Organisation, OrganisationArea
from tests.conftest import acting, somebody
from tests.indicators.entering import LANDSTUHL, WEILERBACH
from tests.staff import patched, wrong

SHEETS = "/api/v1/staff/observations"
MANAGER = somebody("project_manager", account=None)
CLUB = "feuerwehr-verein"
JUNE, JULY = dt.date(2019, 6, 30), dt.date(2019, 7, 1)


@pytest.fixture
def client(start):
    """The real county in its real years, with a register somebody filled."""
    client = start()
    with client.app.database.writing() as session:
        clubs = [
            club(CLUB, "club", "fire_brigade", inclusion_since=dt.date(2016, 2, 1)),
            club("chor", "club", "music", valid_to=dt.date(2017, 1, 31)),
            club("haus-der-kulturen", "migrant_organisation", None, valid_from=dt.date(2016, 5, 1)),
        ]
        record(session, PROFILE, "create", *clubs)
        areas = [OrganisationArea(organisation=one.key, area=WEILERBACH) for one in clubs]
        record(session, PROFILE, "create", *areas)
    return client


def club(key, kind, club_type, **more):
    return Organisation(key=key, kind=kind, club_type=club_type, name=key, sort=key, search=key, **more)


def changed(client):
    with client.app.database.writing() as session:
        return recompute(session)


def values(client, code, area=WEILERBACH, dims="_T"):
    """What is in force by period."""
    with client.app.database.reading() as session:
        rows = session.exec(
            select(Submission.period, Observation.numerator, Observation.denominator)
            .join(Observation, Observation.submission == Submission.id)
            .where(Submission.indicator == code, Submission.area == area, Observation.dims == dims)
            .where(Observation.replaced_at.is_(None), Observation.approved_at.is_not(None))
            .order_by(Submission.period)
        ).all()
    return {period: (numerator, denominator) for period, numerator, denominator in rows}


def edited(client, **fields):
    with client.app.database.writing() as session:
        row = session.get(Organisation, CLUB)
        for name, value in fields.items():
            setattr(row, name, value)
        record(session, PROFILE, "change", row)


def test_clubs_are_counted_as_of_the_last_day_of_each_quarter_of_the_project(client):
    changed(client)
    found = values(client, "1.1a")
    assert list(found) == [f"{year}-Q{n}" for year in range(2015, 2019) for n in range(1, 5)][2:14]
    assert [found[one] for one in ("2015-Q4", "2016-Q1", "2017-Q1")] == [(0, 2), (1, 2), (1, 1)]
    assert values(client, "1.1a", dims="fire_brigade")["2016-Q1"] == (1, 1)
    assert set(values(client, "1.1a", area="unknown").values()) == {(0, 0)}


def test_migrant_organisations_are_counted_among_all_clubs(client):
    changed(client)
    assert values(client, "1.2", dims="") == {"2015": (0, 2), "2016": (1, 3), "2017": (1, 2), "2018": (1, 2)}


def test_every_fact_has_a_word_of_its_own_that_some_indicator_names(client):
    words = [one.word for one in FACTS]
    assert len({*words}) == len(words)
    with client.app.database.reading() as session:
        named = {word for one in session.exec(select(Indicator)).all() for word in one.fed_by}
    assert {*words} <= named


def test_values_come_from_here_alone_only_where_every_fact_is_known_and_nobody_enters_beside_it():
    assert [fed(one) for one in (["interested_clubs"], ["migrant_organisations", "interested_clubs"])] == [True] * 2
    assert [fed(one) for one in ([], ["events"], ["events", "interested_clubs"], ["interested_clubs", "x"])] == [
        False
    ] * 4


def test_a_part_of_what_an_indicator_follows_from_is_not_its_value(client):
    with client.app.database.writing() as session:
        row = session.get(Indicator, "1.1a")
        row.fed_by = ["interested_clubs", "mentoring"]
        record(session, PROFILE, "change", row)
    changed(client)
    assert values(client, "1.1a") == {}
    assert values(client, "1.2", dims="") != {}


def test_the_same_again_writes_nothing(client):
    assert changed(client) > 0
    assert changed(client) == 0


def test_only_what_changed_gets_a_new_row(client):
    changed(client)
    edited(client, inclusion_since=dt.date(2016, 4, 1))
    assert changed(client) == 1
    assert [values(client, "1.1a")[one] for one in ("2016-Q1", "2016-Q2")] == [(0, 2), (1, 2)]
    with client.app.database.reading() as session:
        ended = session.exec(
            select(Observation.dims, Observation.numerator).where(Observation.replaced_at.is_not(None))
        )
        assert sorted(ended.all()) == [("_T", 1), ("fire_brigade", 1)]


def test_a_correction_has_a_reason_and_is_left_alone_afterwards(client):
    changed(client)
    wish = {"cells": [{"dims": "_T", "status": "value", "numerator": 2, "denominator": 9}]}
    with acting(client, MANAGER):
        query = f"indicator=1.1a&area={WEILERBACH}&from=2016-01-01&to=2016-03-31"
        (line,) = client.get(f"{SHEETS}?{query}").json()["items"]
        assert (line["state"], line["derived"]) == ("approved", True)
        where = f"{SHEETS}/{line['id']}"
        assert wrong(patched(client, where, wish)) == [("/cells/0/reason", "reason_missing")]
        assert patched(client, where, {**wish, "reason": "Zwei weitere Zusagen auf Papier"}).json()["derived"] is False
        for move, body in (("submission", {"json": {"reason": "geprüft"}}), ("approval", {})):
            seen = client.get(where).headers["ETag"]
            assert client.post(f"{where}/{move}", headers={"If-Match": seen}, **body).status_code == 200
    edited(client, inclusion_since=dt.date(2015, 8, 1))
    changed(client)
    assert [values(client, "1.1a")[one] for one in ("2015-Q4", "2016-Q1")] == [(1, 2), (2, 9)]


def test_what_was_withdrawn_stays_so(client):
    changed(client)
    with acting(client, MANAGER):
        sheets = client.get(f"{SHEETS}?indicator=1.1a&area={WEILERBACH}").json()["items"]
        where = f"{SHEETS}/{next(one['id'] for one in sheets if one['period'] == '2016-Q1')}"
        seen = client.get(where).headers["ETag"]
        body = {"reason": "Liste war falsch"}
        assert client.post(f"{where}/withdrawal", headers={"If-Match": seen}, json=body).status_code == 200
    edited(client, inclusion_since=None)
    changed(client)
    assert values(client, "1.1a")["2016-Q1"] == (None, None)


def test_an_empty_register_says_nothing(start):
    assert changed(start()) == 0


def test_each_organisation_counts_in_one_place(client):
    with client.app.database.reading() as session:
        tree = read_territory(session)

    def at(day, *areas, wide=False):
        since = (dt.date.min, dt.date.max)
        return home(Counted("x", OrganisationKind.club, None, None, *since, wide, frozenset(areas)), tree, day)

    assert at(JULY, WEILERBACH) == WEILERBACH
    assert at(JULY, WEILERBACH, LANDSTUHL) == "unknown"
    assert at(JULY, WEILERBACH, wide=True) == "unknown"
    assert at(JULY) == at(JULY, "07335") == "unknown"
    assert at(JULY, "07312") == "outside"
    assert [at(day, "073355005") for day in (JUNE, JULY)] == ["073355005", LANDSTUHL]
    assert {at(day, one) for day in (JULY,) for one in tree.members(LANDSTUHL, JULY)} == {LANDSTUHL}
    assert set(interested_clubs([], tree, JULY)) == {*tree.members("07335", JULY), "outside", "unknown"}
