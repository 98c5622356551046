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


def patched(client, url, body, revision=None):
    revision = revision or client.get(url).json()["revision"]
    return client.patch(url, json=body, headers={"If-Match": f'"{revision}"'})


def posted(client, url, body, **headers):
    return client.post(url, json=body, headers=headers)


def deleted(client, url, revision=1):
    return client.request("DELETE", url, headers={"If-Match": f'"{revision}"'})


def wrong(answer):
    """Pointer and code of everything an answer refuses."""
    assert answer.status_code == 422, answer.text
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


def de(text):
    return [{"lang": "de", "text": text}]
