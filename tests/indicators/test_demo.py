"""The values of a demo: of every indicator, with everything that happens to values, the same on every day."""

import datetime as dt

import pytest
from sqlmodel import select

from api import profiles
from api.indicators import inventing
from api.indicators.inventing import Recipe
from api.indicators.release_tables import Release, ReleaseCell
from api.indicators.tables import Benchmark, Indicator, Observation, ObservationStatus, Submission
from api.kernel.db import Database
from api.settings import Settings
from tests.conftest import NOON


@pytest.fixture
def rows(demo):
    def found(table):
        with demo.app.database.reading() as session:
            return [one.model_copy() for one in session.exec(select(table)).all()]

    return found


def test_every_indicator_has_released_values(rows):
    assert {one.indicator for one in rows(ReleaseCell)} == {one.code for one in rows(Indicator)}


def test_every_kind_of_value_and_gap_is_there(rows):
    assert {one.status for one in rows(ReleaseCell)} == {*ObservationStatus}


def test_there_are_several_releases_of_both_lines_before_today(rows):
    lines = [one.line for one in rows(Release)]
    assert lines.count("I") >= 3
    assert lines.count("P") >= 3
    assert max(one.day for one in rows(Release)) < NOON.date()


def test_released_counts_of_people_were_corrected_and_withdrawn_and_restored(rows):
    persons = {one.code for one in rows(Indicator) if one.person}
    cells = [one for one in rows(ReleaseCell) if one.indicator in persons]
    shown = {}
    for one in cells:
        place = one.indicator, one.area, one.dims, one.period
        shown.setdefault(place, []).append(one.numerator)
    assert any(len({*numbers} - {None}) > 1 for numbers in shown.values())
    reasons = {one.reason for one in rows(Observation)}
    assert "Doppelte Anmeldungen werden geprüft." in reasons


def test_counts_of_people_were_seen_by_four_eyes(rows):
    persons = {one.code for one in rows(Indicator) if one.person}
    told = {}
    for one in rows(Observation):
        told[one.submission] = one.recorded_by
    sheets = [one for one in rows(Submission) if one.indicator in persons and one.comment is None]
    assert sheets
    assert all(one.approved_by not in {None, told[one.id]} for one in sheets)


def test_baselines_and_targets_say_that_they_are_invented(rows):
    found = rows(Benchmark)
    assert len(found) > 10
    assert {one.source for one in found} == {"Demo: erfundener Wert"}


def test_the_same_seed_gives_the_same_numbers():
    indicator = Indicator(
        code="1.3b", position=1, kind="count", text={}, period="year", time_rule="sum", area_rule="sum",
        dimensions=["area", "gender"], person=True, threshold=5,
    )  # fmt: skip
    recipe = Recipe(about=30, codes={"gender": {"f": 1, "m": 1, "d": 0, "not_stated": 0}})
    first, again, other = (inventing.sheet(seed, indicator, recipe, ("07335", 0), 2, {}) for seed in (1, 1, 2))
    assert first == again != other
    assert {dims: entry.numerator for dims, entry in first.items()} == {
        "f": 21, "m": 23, "d": 0, "not_stated": 0, "_T": 44,
    }  # fmt: skip


def test_loading_the_demo_again_leaves_the_values_alone(start, bases, backend, clock):
    database = Database(Settings(DATABASE_URL=bases.copy(backend, demo=True)).database, clock=clock)
    found = profiles.load(database, "kaiserslautern", apply=True, demo=True, today=dt.date(2027, 3, 1))
    database.close()
    assert not [one for one in found if one.table == "observation"]


def test_a_county_without_demo_values_gets_none(client):
    with client.app.database.reading() as session:
        assert not session.exec(select(Observation)).first()
        assert not session.exec(select(Release)).first()


@pytest.mark.full
@pytest.mark.parametrize("day", ["2026-07-01", "2027-01-31", "2027-06-30", "2028-02-29"])
def test_it_can_be_made_on_any_day(bases, backend, day):
    today = dt.date.fromisoformat(day)
    address = bases.migrated(backend)
    database = Database(
        Settings(DATABASE_URL=address).database, clock=lambda: dt.datetime.combine(today, dt.time(), dt.UTC)
    )
    profiles.load(database, "kaiserslautern", apply=True, demo=True, today=today)
    with database.reading() as session:
        assert max(one.day for one in session.exec(select(Release)).all()) < today
        assert {one.status for one in session.exec(select(ReleaseCell)).all()} == {*ObservationStatus}
    database.close()
