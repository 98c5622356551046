"""Activities, phases and milestones: planned, reported in days, moved, removed; what the tables demand is told."""

import pytest
from sqlmodel import select

from api.kernel.tables import Version
from tests.conftest import acting
from tests.programme.build import measure
from tests.programme.staff import COUNCILLOR, EDITOR, MANAGER, MEASURES, STEPS, step
from tests.staff import de, deleted, patched, wrong

OF_ONE = f"{MEASURES}/1/steps"
CONCEPT = {"title": "Konzept", "initiated": 2011, "presented": 2013, "measures": 3}


@pytest.fixture
def client(small):
    milestones = [{"code": "first", "title": "Erste", "quarter": 2}, {"code": "last", "title": "Letzte", "quarter": 12}]
    return small(measures=[measure(1, milestones=milestones), measure(2)], concept_source=CONCEPT)


def url(found):
    return f"{STEPS}/{found['id']}"


def titles(client, kind):
    items = client.get(OF_ONE).json()["items"]
    return [one["title"][0]["text"] for one in items if one["kind"] == kind]


def test_days_are_worked_out_from_quarters_and_overdue_is_said(client):
    with acting(client, COUNCILLOR):
        first, last = step(client, "milestone"), step(client, "milestone", place=1)
        phase = step(client, "phase")
    assert (first["planned_end"], first["overdue"], last["planned_end"], last["overdue"]) == (
        "2025-12-31",
        True,
        "2028-06-30",
        False,
    )
    assert (phase["planned_start"], phase["planned_end"], phase["overdue"]) == ("2025-07-01", "2025-12-31", False)


def test_a_report_is_seen_by_visitors_at_their_next_read(client):
    with acting(client, MANAGER):
        report = {
            "actual_end": "2026-01-15",
            "evidence": de("Sechs Tandems"),
            "evidence_url": "https://www.example.org/bericht",
        }
        answer = patched(client, url(step(client, "milestone")), report)
        assert (answer.status_code, answer.headers["ETag"], answer.json()["overdue"]) == (200, '"2"', False)
        dragged = patched(
            client, url(step(client, "phase")), {"actual_start": "2025-08-01", "actual_end": "2026-01-31"}
        )
        assert dragged.status_code == 200
    found = client.get("/api/v1/measures/1").json()
    (milestone, _), phase = found["milestones"], found["phases"][0]
    assert (milestone["done_on"], milestone["slip_days"], milestone["evidence"]["text"]) == (
        "2026-01-15",
        15,
        "Sechs Tandems",
    )
    assert (phase["actual_start"], phase["start_slip_days"], phase["end_slip_days"]) == ("2025-08-01", 31, 31)


def test_steps_are_added_at_their_place(client):
    with acting(client, MANAGER):
        wish = {"kind": "activity", "title": de("Vorbereiten"), "position": 1, "concept_measure": 2}
        first = client.post(OF_ONE, json=wish, headers={"Idempotency-Key": "first step"})
        again = client.post(OF_ONE, json=wish, headers={"Idempotency-Key": "first step"})
        client.post(OF_ONE, json={"kind": "activity", "title": de("Feiern")})
        assert titles(client, "activity") == ["Vorbereiten", "Einladen", "Begleiten", "Feiern"]
    assert (first.status_code, first.headers["Location"]) == (201, url(first.json()))
    assert (first.json(), first.headers["ETag"]) == (again.json(), '"1"')
    assert client.get("/api/v1/measures/1").json()["activities"][0]["title"]["text"] == "Vorbereiten"


def test_steps_are_moved_among_their_kind(client):
    with acting(client, MANAGER):
        for name in ("C", "D"):
            client.post(OF_ONE, json={"kind": "activity", "title": de(name)})
        assert titles(client, "activity") == ["Einladen", "Begleiten", "C", "D"]
        patched(client, url(step(client, "activity", place=3)), {"position": 2})
        assert titles(client, "activity") == ["Einladen", "D", "Begleiten", "C"]
        patched(client, url(step(client, "activity")), {"position": 99})
        assert titles(client, "activity") == ["D", "Begleiten", "C", "Einladen"]
        assert [one["position"] for one in client.get(OF_ONE).json()["items"] if one["kind"] == "activity"] == [
            1,
            2,
            3,
            4,
        ]
        assert titles(client, "phase") == ["Beginn", "Fortgang"]
        assert deleted(client, url(step(client, "activity", place=1)), 3).status_code == 204
        assert titles(client, "activity") == ["D", "C", "Einladen"]


def test_a_removed_step_keeps_its_history_and_its_number(client):
    with acting(client, MANAGER):
        made = client.post(OF_ONE, json={"kind": "activity", "title": de("Irrtum")}).json()
        assert deleted(client, url(made)).status_code == 204
        assert client.get(url(made)).status_code == 404
        (kept,) = client.get(f"/api/v1/staff/versions?object_type=step&object_key={made['id']}").json()["items"]
        assert (kept["fields"], kept["values"]["title"][0]["text"]) == ([], "Irrtum")
        after = client.post(OF_ONE, json={"kind": "activity", "title": de("Danach")}).json()
        assert after["id"] > made["id"]  # a number given twice would mix up two histories
        assert deleted(client, url(after)).status_code == 204
    with client.app.database.reading() as session:
        assert len(session.exec(select(Version).where(Version.object_type == "step")).all()) == 2


def test_changes_need_the_revision_that_was_read(client):
    with acting(client, MANAGER):
        where = url(step(client, "activity"))
        codes = [
            patched(client, where, {"actual_start": "2026-01-01"}, 1).status_code,
            patched(client, where, {"actual_start": "2026-01-02"}, 1).status_code,
            client.patch(where, json={"actual_start": None}).status_code,
            client.delete(where).status_code,
            deleted(client, where, 1).status_code,
            deleted(client, where, 2).status_code,
            deleted(client, where, 2).status_code,
            patched(client, where, {"actual_start": None}, 2).status_code,
        ]
    assert codes == [200, 412, 428, 428, 412, 204, 404, 404]


def test_only_who_steers_may_change_steps(client):
    with acting(client, MANAGER):
        where = url(step(client, "activity"))
    for actor in (EDITOR, COUNCILLOR):
        with acting(client, actor):
            assert client.get(where).status_code == 200
            assert patched(client, where, {"actual_start": None}, 1).status_code == 403
            assert client.post(OF_ONE, json={"kind": "activity", "title": de("x")}).status_code == 403
            assert deleted(client, where).status_code == 403
    with acting(client, MANAGER):
        assert client.post(f"{MEASURES}/9/steps", json={"kind": "activity", "title": de("x")}).status_code == 404
        assert client.get(f"{STEPS}/99999").status_code == 404


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("activity", {"title": None}, [("/title", "null_not_allowed")]),
        ("activity", {"title": []}, []),
        ("activity", {"title": de("")}, [("/title", "source_missing")]),
        ("activity", {"last_quarter": 3}, [("/last_quarter", "not_of_activity")]),
        ("activity", {"evidence": de("x")}, [("/evidence", "not_of_activity")]),
        ("activity", {"concept_measure": 9}, [("/concept_measure", "unknown_concept_measure")]),
        ("activity", {"actual_start": "2026-11-23"}, [("/actual_start", "in_the_future")]),
        ("activity", {"actual_start": "2026-02-02", "actual_end": "2026-02-01"}, [("/actual_end", "not_in_order")]),
        ("activity", {"actual_start": "2026-02-30"}, [("/actual_start", "date_from_datetime_parsing")]),
        ("activity", {"actual_start": 1700000000}, [("/actual_start", "date_from_datetime_inexact")]),
        ("activity", {"kind": "phase"}, [("/…", "extra_forbidden")]),
        ("activity", {"position": 0}, [("/position", "greater_than_equal")]),
        ("phase", {"first_quarter": 3}, [("/last_quarter", "not_in_order")]),
        ("phase", {"last_quarter": None}, [("/last_quarter", "not_planned")]),
        ("phase", {"first_quarter": None}, [("/first_quarter", "not_planned")]),
        ("phase", {"last_quarter": 13}, [("/last_quarter", "after_the_project")]),
        ("phase", {"first_quarter": 0}, [("/first_quarter", "greater_than_equal")]),
        ("phase", {"concept_measure": 1}, [("/concept_measure", "not_of_phase")]),
        ("milestone", {"first_quarter": 1}, [("/first_quarter", "not_of_milestone")]),
        ("milestone", {"actual_start": "2026-01-01"}, [("/actual_start", "not_of_milestone")]),
        ("milestone", {"last_quarter": None}, [("/last_quarter", "not_planned")]),
        ("milestone", {"evidence_url": "javascript:alert(1)"}, [("/evidence_url", "string_pattern_mismatch")]),
        ("milestone", {"evidence": [{"lang": "pl", "text": "x"}]}, [("/evidence", "source_missing")]),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_stored(client, kind, body, expected):
    with acting(client, MANAGER):
        found = step(client, kind)
        answer = patched(client, url(found), body)
        if not expected:
            assert answer.status_code == 200
        else:
            assert wrong(answer) == expected
        assert client.get(url(found)).json() == found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"kind": "phase", "title": de("x")}, [("/first_quarter", "not_planned"), ("/last_quarter", "not_planned")]),
        ({"kind": "milestone", "title": de("x")}, [("/last_quarter", "not_planned")]),
        ({"kind": "milestone", "title": de("x"), "last_quarter": 3, "code": "first"}, [("/code", "taken")]),
        ({"kind": "activity", "title": []}, [("/title", "source_missing")]),
        ({"kind": "activity", "title": de(" ")}, [("/title", "source_missing")]),
        ({"kind": "activity"}, [("/title", "missing")]),
        ({"kind": "party", "title": de("x")}, [("/kind", "enum")]),
        ({"kind": "activity", "title": de("x"), "assumed": None}, [("/assumed", "null_not_allowed")]),
    ],
)
def test_a_new_step_is_as_it_must_be(client, body, expected):
    with acting(client, MANAGER):
        before = client.get(OF_ONE).json()
        assert wrong(client.post(OF_ONE, json=body)) == expected
        assert client.get(OF_ONE).json() == before


def test_reports_stay_in_order_with_what_is_stored(client):
    with acting(client, MANAGER):
        where = url(step(client, "phase"))
        patched(client, where, {"actual_start": "2026-03-01"})
        assert wrong(patched(client, where, {"actual_end": "2026-02-01"})) == [("/actual_end", "not_in_order")]
        patched(client, where, {"actual_end": "2026-04-01"})
        assert wrong(patched(client, where, {"actual_start": "2026-05-01"})) == [("/actual_start", "not_in_order")]
        assert patched(client, where, {"actual_start": None, "actual_end": None}).status_code == 200
