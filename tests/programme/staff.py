"""A small programme in its second year, and people who work in it."""

from tests.conftest import somebody

MEASURES = "/api/v1/staff/measures"
STEPS = "/api/v1/staff/steps"
LOGBOOK = "/api/v1/staff/logbook"
MANAGER = somebody("project_manager")
EDITOR = somebody("editor", account=8)
COUNCILLOR = somebody("council_member", account=9)
AUTHOR = somebody("author", account=10, organisation="chor-nord")


def pl(text, state="reviewed"):
    return {"lang": "pl", "text": text, "state": state}


def step(client, kind, number=1, place=0):
    """One step of a measure as staff see it."""
    found = [one for one in client.get(f"{MEASURES}/{number}/steps").json()["items"] if one["kind"] == kind]
    return found[place]
