"""An uncached answer needs at most four statements, as many for 200 rows as for 2."""

import pytest

from api.places import matters
from tests.conftest import acting, somebody
from tests.places.conftest import place
from tests.statements import statements

PATHS = [
    "/api/v1/areas?limit=200",
    "/api/v1/areas?kind=municipality&within=99001&q=ort&limit=200",
    "/api/v1/areas/99001",
    "/api/v1/areas/99001/population",
    "/api/v1/areas/99001/population.csv",
    "/api/v1/areas.geojson",
    "/api/v1/organisations?limit=200&count=true",
    "/api/v1/organisations?area=99001&language=de&q=verein&limit=200&count=true",
    "/api/v1/organisations/verein-1",
    "/api/v1/offices?limit=200&count=true",
]


STAFF = [
    "/api/v1/staff/organisations?limit=200&count=true",
    "/api/v1/staff/organisations?limit=200&area=99001&q=verein&need=contact",
    "/api/v1/staff/organisations/verein-1",
    "/api/v1/staff/organisations/verein-1/contacts",
    "/api/v1/staff/offices?limit=200",
    "/api/v1/staff/organisation-duplicates?limit=200&count=true",
    "/api/v1/staff/versions?object_type=organisation&object_key=verein-1",
]


def counted(county, size, paths=PATHS, actor=None):
    rows = [place(f"99001{number:03}", people={}) for number in range(1, size + 1)]
    contacts = [{"name": "Jemand", "consent_on": "q1"}, {"name": "Noch jemand", "consent_on": "q1"}]
    organisations = [
        {"name": f"Verein {number}", "kind": "club", "languages": ["de"], "areas": [row.ags], "contacts": contacts}
        for number, row in enumerate(rows, 1)
    ]
    client = county(*rows, organisations=organisations)
    found = {}
    for path in paths:
        with acting(client, actor), statements(client.app.database.engine) as seen:
            answer = client.get(path)
        assert answer.status_code == 200, answer.text
        found[path] = len(seen)
    return found


def test_few_statements_however_many_rows(county):
    few = counted(county, 2)
    many = counted(county, 190)

    assert few == many
    assert max(many.values()) <= 4, many


@pytest.mark.parametrize("path", ["/api/v1/organisations?area=99999", "/api/v1/areas?within=99999", "/api/v1/areas/1"])
def test_refusals_are_no_dearer(county, path):
    client = county(place("99001001"))

    with statements(client.app.database.engine) as seen:
        assert client.get(path).status_code in {404, 422}
    assert len(seen) <= 4


def test_what_staff_read_needs_four_beside_the_two_of_signing_in(county):
    northerner = somebody("area_staff", *(f"99001{number:03}" for number in range(1, 191)))
    few = counted(county, 2, STAFF, northerner)
    many = counted(county, 190, STAFF, northerner)

    assert few == many
    assert max(many.values()) <= 4, many


@pytest.mark.parametrize(
    ("role", "needed"), [("project_manager", 1), ("area_staff", 1), ("editor", 1), ("evaluator", 0)]
)
def test_matters_take_one_statement_and_count_as_the_list_does(county, role, needed):
    rows = [place(f"99001{number:03}", people={}) for number in range(1, 4)]
    clubs = [{"name": f"Verein {row.ags}", "kind": "club", "areas": [row.ags]} for row in rows]
    clubs[0]["contacts"] = [{"name": "Jemand"}]
    client = county(*rows, organisations=clubs)
    actor = somebody(role, *([rows[0].ags] if role == "area_staff" else []))
    with client.app.database.reading() as session, statements(client.app.database.engine) as seen:
        found = {one.link: one.count for one in matters(session, actor)}
    assert len(seen) == needed
    with acting(client, actor):
        for link, count in found.items():
            listed = client.get(f"/api/v1/staff/organisations?limit=200&{link.partition('?')[2]}").json()["items"]
            assert len(listed) == count > 0
    assert len(found) == {"project_manager": 3, "area_staff": 3, "editor": 1, "evaluator": 0}[role]
