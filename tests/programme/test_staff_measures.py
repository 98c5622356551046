"""Measures as staff read and change them: full documents, rules, revisions, and what visitors see afterwards."""

import pytest

from tests.conftest import acting, somebody

URL = "/api/v1/staff/measures"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def manager(start):
    with acting(start(demo=True), somebody("project_manager")) as client:
        yield client


def patch(client, number, body, revision=None):
    revision = revision or client.get(f"{URL}/{number}").json()["revision"]
    return client.patch(f"{URL}/{number}", json=body, headers={**OURS, "If-Match": f'"{revision}"'})


def pointers(answer):
    assert answer.status_code == 422, answer.text
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


def de(text):
    return [{"lang": "de", "text": text}]


def test_a_change_is_seen_by_visitors_at_their_next_read(manager):
    before = manager.get("/api/v1/measures/3?lang=pl").json()
    assert before["title"]["state"] != "outdated"

    answer = patch(manager, 3, {"title": de("Neuer Titel"), "summary": de("Ein **Anfang**"), "weight": 2})

    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["revision"]}"'
    after = manager.get("/api/v1/measures/3?lang=pl").json()
    assert after["title"] == {**before["title"], "state": "outdated"}
    german = manager.get("/api/v1/measures/3?lang=de").json()
    assert german["title"]["text"] == "Neuer Titel"
    assert german["summary"]["html"] == "<p>Ein <strong>Anfang</strong></p>\n"


def test_second_editor_must_read_before_overwriting(manager):
    seen = manager.get(f"{URL}/3").json()["revision"]
    first = patch(manager, 3, {"weight": 2}, seen)
    second = patch(manager, 3, {"weight": 3}, seen)
    without = manager.patch(f"{URL}/3", json={"weight": 3}, headers=OURS)

    assert (first.status_code, first.headers["ETag"]) == (200, f'"{seen + 1}"')
    assert (second.status_code, without.status_code) == (412, 428)
    assert "weight" not in second.text
    assert manager.get(f"{URL}/3").json()["weight"] == 2
