"""Saving sheets of values: rows are only ever added, nothing changes twice, and everything wrong is named at once."""

import datetime as dt

import pytest
from sqlmodel import select

from api.indicators import sheets
from api.indicators.entries import CellWish
from api.indicators.tables import Observation, Submission
from api.kernel.problems import Invalid, NotFound, RevisionMismatch
from tests.conftest import somebody
from tests.indicators.entering import AREA_STAFF, COUNTY, LANDSTUHL, MANAGER, TRAINER, WEILERBACH, key, says


@pytest.fixture
def database(start):
    return start().app.database


def saved(database, *cells, actor=MANAGER, seen=None, reason=None, **about):
    with database.writing() as session:
        sheet = sheets.save(session, actor, key(**about), cells, seen=seen, reason=reason)
        return sheet.id, sheet.revision


def rows(database):
    with database.reading() as session:
        every = session.exec(select(Observation).order_by(Observation.id)).all()
        return [(one.dims, one.status, one.numerator, one.replaced_at is not None) for one in every]


def issues(database, *cells, **about):
    with pytest.raises(Invalid) as refused:
        saved(database, *cells, **about)
    return [(one.pointer, one.code) for one in refused.value.issues]


def test_a_value_that_changes_is_a_new_row(database):
    assert saved(database, says(numerator=4)) == (1, 1)
    assert saved(database, says(numerator=5), seen=1) == (1, 2)
    assert rows(database) == [("_T", "value", 4, True), ("_T", "value", 5, False)]


def test_what_is_said_already_changes_nothing(database):
    saved(database, says(numerator=4, evidence="Liste 7"))
    assert saved(database, says(numerator=4)) == (1, 1)
    assert rows(database) == [("_T", "value", 4, False)]


def test_taking_back_ends_the_row(database):
    saved(database, says(numerator=4))
    saved(database, CellWish("_T", None))
    assert rows(database) == [("_T", "value", 4, True)]


def test_nothing_counted_is_a_true_zero_and_not_known_is_no_number(database):
    saved(database, says(numerator=0), says("it", status="missing"))
    assert rows(database) == [("_T", "zero", 0, False), ("it", "missing", None, False)]


def test_who_has_not_seen_the_newest_changes_nothing(database):
    saved(database, says(numerator=4))
    saved(database, says(numerator=5), seen=1)
    for seen in (1, 3):
        with pytest.raises(RevisionMismatch):
            saved(database, says(numerator=6), seen=seen)
    assert rows(database)[-1] == ("_T", "value", 5, False)


def test_another_source_basis_or_territory_is_another_sheet(database):
    keys = [{}, {"source": "survey"}, {"basis": "Zensus 2022"}, {"territory_date": key().period.start}]
    assert [saved(database, says(numerator=4), **one)[0] for one in keys] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("code", "cells", "expected"),
    [
        ("1.3a", [says(numerator=-1)], [("/cells/0/numerator", "out_of_range")]),
        ("1.3a", [says(numerator=10**15 + 1)], [("/cells/0/numerator", "out_of_range")]),
        ("1.3a", [says(status="value")], [("/cells/0/numerator", "value_or_gap")]),
        ("1.3a", [says(numerator=1, status="missing")], [("/cells/0/numerator", "value_or_gap")]),
        ("1.3a", [says(numerator=1, status="zero")], [("/cells/0/status", "not_zero")]),
        ("1.3a", [says(status="suppressed")], [("/cells/0/status", "hidden_here")]),
        ("1.3a", [says(numerator=1, realisation="yes")], [("/cells/0/realisation", "no_realisation")]),
        ("1.3a", [says("F", 1)], [("/cells/0/dims", "unknown_cell")]),
        ("1.3a", [says("a.b", 1), says("", 1)], [("/cells/0/dims", "unknown_cell"), ("/cells/1/dims", "unknown_cell")]),
        ("1.3a", [says(numerator=1), says(numerator=2)], [("/cells/1/dims", "given_twice")]),
        ("2.1", [says(numerator=57)], [("/cells/0/numerator", "more_than_all")]),
        ("1.4a", [says("", 1)], [("/cells/0/numerator", "no_number"), ("/cells/0/realisation", "value_or_gap")]),
        ("1.4a", [says("", status="value")], [("/cells/0/realisation", "value_or_gap")]),
        ("1.4a", [says("", status="later", realisation="no")], [("/cells/0/realisation", "value_or_gap")]),
    ],
)
def test_what_cannot_be_is_named(database, code, cells, expected):
    assert issues(database, *cells, code=code) == expected
    assert rows(database) == []


def test_a_share_needs_its_denominator_and_stays_below_it(database):
    about = {"code": "1.1b", "period": "W2026-05-01"}
    assert issues(database, says(numerator=4), **about) == [("/cells/0/denominator", "no_denominator")]
    assert issues(database, says(numerator=4, denominator=3), **about) == [("/cells/0/numerator", "more_than_all")]
    saved(database, says(numerator=4, denominator=40), **about)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"period": "2027-Q1"}, [("/period", "period_ahead")]),
        ({"period": "2026"}, [("/period", "wrong_period_type")]),
        ({"code": "X.1", "period": "2025"}, [("/indicator", "derived_indicator")]),
        ({"area": "07312"}, [("/area", "area_without_values")]),
        ({"area": "99"}, [("/area", "unknown_area")]),
        ({"code": "1.3b", "period": "2025", "area": "07335021"}, [("/area", "area_without_values")]),
        ({"code": "2.2", "period": "W2026-05-01", "area": LANDSTUHL}, [("/area", "area_without_values")]),
        ({"period": "2018-Q1", "area": LANDSTUHL}, [("/area", "area_not_then")]),
    ],
)
def test_what_a_sheet_cannot_be_about(database, about, expected):
    assert issues(database, **about) == expected


def test_values_are_counted_against_the_councils_of_the_day(database):
    for period, area, dims in (
        ("2018-Q2", COUNTY, "_T"),
        ("2019-Q3", COUNTY, "_T"),
        ("2019-Q3", COUNTY, "verbandsgemeinde"),
        ("2019-Q3", LANDSTUHL, "_T"),
    ):
        saved(database, says(dims, 1), code="2.1", period=period, area=area)
    with database.reading() as session:
        assert session.exec(select(Observation.denominator).order_by(Observation.id)).all() == [57, 56, 6, 13]


def test_everybody_enters_their_own(database):
    saved(database, says(numerator=1), actor=AREA_STAFF, code="2.1", area=LANDSTUHL)
    saved(database, says(numerator=1), actor=TRAINER, code="1.3a")
    mine = [(AREA_STAFF, "2.1", WEILERBACH), (AREA_STAFF, "2.1", COUNTY), (TRAINER, "2.1", COUNTY)]
    for actor, code, area in [*mine, (somebody("editor"), "2.1", COUNTY), (MANAGER, "9.9", COUNTY)]:
        with pytest.raises(NotFound):
            saved(database, says(numerator=1), actor=actor, code=code, area=area)
    with database.reading() as session:
        assert len(session.exec(select(Submission)).all()) == 2


@pytest.mark.parametrize("about", [{"source": "Projekt"}, {"basis": "Zensus 2022"}])
def test_people_are_counted_from_one_source(database, about):
    """12 people under one spelling and 13 under another would be two equations about the same people."""
    told = {"code": "1.3b", "period": "2025", "area": WEILERBACH, **about}
    assert ("/source", "one_source") in issues(database, says("_T._T", numerator=12), **told)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_no_spreadsheet_knows_are_refused(database, day):
    about = {"area": "outside", "territory_date": dt.date.fromisoformat(day)}
    assert ("/period", "unknown_period") in issues(database, says(numerator=1), **about)
