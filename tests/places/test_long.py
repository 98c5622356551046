"""Many areas and organisations: every page cheap, every row once. Only with ./wik test --full."""

import pytest

from tests.places.conftest import place
from tests.statements import statements

pytestmark = pytest.mark.full
AREAS, ORGANISATIONS = 900, 2000


def walked(client, path):
    """The keys of all pages, and the most statements one page took."""
    keys, most, after = [], 0, {}
    while True:
        with statements(client.app.database.engine) as seen:
            answer = client.get(path, params={"limit": 200, **after})
        assert answer.status_code == 200, answer.text
        most = max(most, len(seen))
        keys += [item["key"] for item in answer.json()["items"]]
        if answer.json()["next"] is None:
            return keys, most
        after = {"after": answer.json()["next"]}


def test_thousands_are_paged_with_few_statements(county):
    rows = [place(f"99001{number:03}", people={}) for number in range(1, AREAS + 1)]
    organisations = [
        {"name": f"Verein {number}", "kind": "club", "areas": [rows[number % AREAS].ags]}
        for number in range(ORGANISATIONS)
    ]
    client = county(*rows, organisations=organisations)
    for path, least in (("/api/v1/organisations", ORGANISATIONS), ("/api/v1/areas", AREAS + 1)):
        keys, most = walked(client, path)
        assert len(keys) == len(set(keys))
        assert len(keys) >= least
        assert 1 <= most <= 4, path
