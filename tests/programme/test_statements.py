"""An uncached answer needs at most four statements, as many for 200 rows as for 2."""

import pytest

from api.indicators import IndicatorsProfile
from api.indicators import load as load_indicators
from api.programme import load
from tests.conftest import acting
from tests.programme.build import TODAY, measure, programme, translate
from tests.programme.staff import MANAGER
from tests.statements import statements

PATHS = [
    "/api/v1/county",
    "/api/v1/goals?count=true",
    "/api/v1/measures?count=true",
    "/api/v1/measures?goal=1&field=social&status=planned",
    "/api/v1/measures/1",
    "/api/v1/timeline",
    "/api/v1/concept-measures?count=true",
    "/api/v1/indicators?count=true",
    "/api/v1/indicators?goal=1&measure=1&count=true",
    "/api/v1/indicators/1",
    "/vorschau/de.png",
]


STAFF = [
    "/api/v1/staff/measures?count=true&limit=200",
    "/api/v1/staff/measures/1",
    "/api/v1/staff/measures/1/steps",
    "/api/v1/staff/measures/1/logbook?count=true",
    "/api/v1/staff/translations?count=true&limit=200",
    "/api/v1/staff/versions?object_type=measure&object_key=1&count=true",
]


@pytest.fixture
def filled(empty, start):
    address, database = empty

    def fill(size):
        concept = {"title": "Konzept", "initiated": 2011, "presented": 2013, "measures": size}
        measures = [measure(number, concept=number) for number in range(1, size + 1)]
        indicator = {
            "kind": "count",
            "time": "sum",
            "area": "sum",
            "period": "year",
            "person": False,
            "text": "Zahl",
            "measure": 1,
        }
        indicators = IndicatorsProfile.model_validate(
            {"indicators": [{"code": str(n), **indicator} for n in range(1, size + 1)]}
        )
        with database.writing() as session:
            load(session, programme(measures=measures, concept_source=concept), translate, apply=True, today=TODAY)
            load_indicators(session, indicators, translate, apply=True)
        return start(address=address, profile="tests/fixtures/musterkreis")

    return fill


def counts(client, paths=PATHS):
    found = {}
    for path in paths:
        with statements(client.app.database.engine) as seen:
            answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = len(seen)
    return found


def test_as_many_statements_for_200_rows_as_for_2(filled):
    few, many = counts(filled(2)), counts(filled(200))

    assert few == many
    assert {path: count for path, count in few.items() if not 2 <= count <= 4} == {}


def test_what_staff_read_needs_four_beside_the_two_of_signing_in(filled):
    found = []
    for size in (2, 200):
        with acting(filled(size), MANAGER) as client:
            found.append(counts(client, STAFF))

    assert found[0] == found[1]
    assert {path: count for path, count in found[0].items() if count > 4} == {}
