"""A small county and people who work in it: two areas, clubs in each, one organisation for the whole county."""

from tests.conftest import somebody

NORTH, SOUTH = "99001001", "99001002"
COUNTY = "99001"
CLUBS = "/api/v1/staff/organisations"

MANAGER = somebody("project_manager")
EDITOR = somebody("editor", account=8)
NORTHERNER = somebody("area_staff", NORTH, account=9)
AUTHOR = somebody("author", account=10, organisation="chor-nord")
EVALUATOR = somebody("evaluator", account=11)
COUNCILLOR = somebody("council_member", account=12)

ORGANISATIONS = [
    {"name": "Chor Nord", "kind": "club", "areas": [NORTH], "phone": "0631 12345", "site": "chor.example.org"},
    {"name": "Chor Süd", "kind": "club", "areas": [SOUTH]},
    {"name": "Beratung", "kind": "advice", "areas": [COUNTY]},
    {"name": "Amt Nord", "kind": "office", "areas": [NORTH]},
]


def posted(client, url, body, **headers):
    return client.post(url, json=body, headers=headers)
