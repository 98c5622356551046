"""Working groups: members, decisions, tasks that move a measure's progress."""

import pytest
from sqlmodel import col, select

from api.kernel.audit import PROFILE, record
from api.kernel.tables import AuditEntry
from api.outreach.tables import WorkingGroupDecision, WorkingGroupMember, WorkingGroupTask
from tests.outreach.conftest import HOME, actor, issues

GROUP = {"name": "AG Wegweiser", "purpose": "Entwirft **Wegweiser**.", "measures": [10, 8]}
GROUPS = "/working-groups"


@pytest.fixture
def group(desk):
    return desk.post(GROUPS, GROUP)


@pytest.fixture
def path(group):
    return f"{GROUPS}/{group['id']}"


@pytest.fixture
def step(desk):
    """An activity of measure 10 nobody has finished."""
    found = desk.get("/measures/10/steps")
    items = found["items"] if isinstance(found, dict) else found
    return next(one for one in items if one["kind"] == "activity" and one["actual_end"] is None)


def progress(desk):
    return desk.get("/api/v1/measures/10")["progress"]["done"]


def test_a_group_with_its_measures(desk, group):
    assert [one["number"] for one in group["measures"]] == [8, 10]
    assert group["html"] == "<p>Entwirft <strong>Wegweiser</strong>.</p>\n"
    assert (group["member_count"], group["open_tasks"], group["members"]) == (0, 0, [])
    listed = desk.get(GROUPS)["items"][0]
    assert {name: group[name] for name in listed} == listed


def test_a_group_is_changed_by_who_has_read_it(desk, path):
    changed = desk.patch(path, {"measures": [10], "purpose": None}, 1)
    assert ([one["number"] for one in changed["measures"]], changed["purpose"], changed["revision"]) == ([10], None, 2)
    desk.patch(path, {"name": "Anders"}, 1, 412)
    assert desk.request("PATCH", path, json={"name": "Anders"}).status_code == 428
    assert issues(desk.patch(path, {"measures": [10, 99, 10]}, 2, 422)) == [
        ("/measures/1", "unknown_measure"),
        ("/measures/2", "given_twice"),
    ]
    assert issues(desk.patch(path, {"name": None}, 2, 422)) == [("/name", "null_not_allowed")]
    desk.post(GROUPS, GROUP, 409)


def test_members_have_an_account_or_a_name(desk, path):
    desk.post(f"{path}/members", {"account": desk.max})
    found = desk.post(f"{path}/members", {"name": "Ioana Beispiel", "organisation": HOME})["members"]

    assert [(one["name"], one["account"]) for one in found] == [("Max Beispiel", desk.max), ("Ioana Beispiel", None)]
    assert found[1]["organisation"]["key"] == HOME
    for bad in ({}, {"account": desk.max, "name": "Max"}, {"name": " "}):
        desk.post(f"{path}/members", bad, 422)
    assert issues(desk.post(f"{path}/members", {"account": 4711}, 422)) == [("/account", "unknown_account")]
    assert issues(desk.post(f"{path}/members", {"name": "X", "organisation": "no"}, 422)) == [
        ("/organisation", "unknown_organisation")
    ]
    changed = desk.patch(f"{path}/members/{found[1]['id']}", {"name": "Ioana Muster", "organisation": None}, 1)
    assert (changed["members"][1]["name"], changed["members"][1]["organisation"]) == ("Ioana Muster", None)
    desk.patch(f"{path}/members/{found[0]['id']}", {"name": "Anders"}, 1, 422)
    desk.patch(f"{path}/members/{found[1]['id']}", {"name": None}, 2, 422)
    desk.delete(f"{path}/members/{found[1]['id']}", 1, 412)
    desk.delete(f"{path}/members/{found[1]['id']}", 2)
    assert len(desk.get(path)["members"]) == 1


def test_decisions_newest_first(desk, path):
    desk.post(f"{path}/decisions", {"day": "2026-09-01", "text": "Vier Sprachen"})
    found = desk.post(f"{path}/decisions", {"day": "2026-10-20", "text": "*Fünf* Sprachen"})["decisions"]

    assert [(one["day"], one["html"]) for one in found] == [
        ("2026-10-20", "<p><em>Fünf</em> Sprachen</p>\n"),
        ("2026-09-01", "<p>Vier Sprachen</p>\n"),
    ]
    changed = desk.patch(f"{path}/decisions/{found[0]['id']}", {"text": "Sechs"}, 1)["decisions"][0]
    assert (changed["text"], changed["revision"]) == ("Sechs", 2)
    desk.delete(f"{path}/decisions/{found[1]['id']}", 1)
    assert len(desk.get(path)["decisions"]) == 1


def test_open_tasks_come_first_by_day(desk, path):
    member = desk.post(f"{path}/members", {"name": "Ioana Beispiel"})["members"][0]["id"]
    desk.post(f"{path}/tasks", {"title": "Irgendwann"})
    desk.post(f"{path}/tasks", {"title": "Bald", "due": "2026-12-01", "account": desk.max})
    found = desk.post(f"{path}/tasks", {"title": "Längst", "due": "2026-11-01", "member": member, "measure": 8})

    assert [(one["title"], one["overdue"]) for one in found["tasks"]] == [
        ("Längst", True), ("Bald", False), ("Irgendwann", False),
    ]  # fmt: skip
    assert (found["open_tasks"], found["overdue_tasks"]) == (3, 1)
    assert found["tasks"][1]["account"] == {"account": desk.max, "name": "Max Beispiel"}
    assert (found["tasks"][0]["member"], found["tasks"][0]["measure"]["number"]) == (member, 8)
    late = found["tasks"][0]
    done = desk.patch(f"{path}/tasks/{late['id']}", {"done_on": "2026-11-20"}, 1)
    assert [one["title"] for one in done["tasks"]] == ["Bald", "Irgendwann", "Längst"]
    assert (done["open_tasks"], done["overdue_tasks"]) == (2, 0)
    assert desk.get(GROUPS)["items"][0]["open_tasks"] == 2


def test_a_task_without_reporting_leaves_the_measure_alone(desk, path, step):
    """The control of the next one."""
    before = progress(desk)
    task = desk.post(f"{path}/tasks", {"title": "Zeichnen", "step": step["id"]})["tasks"][0]
    desk.patch(f"{path}/tasks/{task['id']}", {"done_on": "2026-11-20"}, 1)
    assert progress(desk) == before


def test_a_finished_task_moves_the_progress_of_its_measure(desk, path, step):
    before = progress(desk)
    task = desk.post(f"{path}/tasks", {"title": "Zeichnen", "step": step["id"]})["tasks"][0]
    assert (task["measure"]["number"], task["step"]["id"], task["step"]["done_on"]) == (10, step["id"], None)

    done = desk.patch(f"{path}/tasks/{task['id']}", {"done_on": "2026-11-20", "report_step": True}, 1)["tasks"][0]

    assert (done["done_on"], done["step"]["done_on"]) == ("2026-11-20", "2026-11-20")
    assert progress(desk) == before + 1  # visitors see it at once
    with desk.database.reading() as session:
        entry = session.exec(
            select(AuditEntry).where(AuditEntry.object_type == "step").order_by(col(AuditEntry.id).desc())
        ).first()
    assert (entry.actor, entry.object_key, entry.fields) == (
        f"account:{desk.erika}", str(step["id"]), ["actual_end"],
    )  # fmt: skip


def test_a_step_that_was_done_before_keeps_its_day(desk, path, step):
    tasks = [desk.post(f"{path}/tasks", {"title": name, "step": step["id"]})["tasks"][-1] for name in ("A", "B")]
    for task, day in zip(tasks, ("2026-11-20", "2026-11-21"), strict=True):
        found = desk.patch(f"{path}/tasks/{task['id']}", {"done_on": day, "report_step": True}, 1)
    assert {one["step"]["done_on"] for one in found["tasks"]} == {"2026-11-20"}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"done_on": "2026-11-23", "report_step": True}, 422, "in_the_future"),
        ({"report_step": True}, 422, "nothing_to_report"),
        ({"done_on": "2025-07-01", "report_step": True}, 422, "not_in_order"),  # before the activity began
        ({"done_on": "2026-11-20", "report_step": True, "step": None}, 422, "nothing_to_report"),
        ({"step": 99999}, 422, "unknown_step"),
        ({"measure": 3}, 422, "not_of_this_measure"),
        ({"measure": 99, "step": None}, 422, "unknown_measure"),
        ({"member": 99999}, 422, "unknown_member"),
        ({"title": None}, 422, "null_not_allowed"),
    ],
)
def test_what_does_not_fit_changes_nothing(desk, path, step, body, status, code):
    before = progress(desk)
    task = desk.post(f"{path}/tasks", {"title": "Zeichnen", "step": step["id"]})["tasks"][0]
    refused = desk.patch(f"{path}/tasks/{task['id']}", body, 1, status)
    assert [one[1] for one in issues(refused)] == [code]
    assert desk.get(path)["tasks"] == [task]
    assert progress(desk) == before


def test_phases_are_not_reported_by_tasks(desk, path):
    found = desk.get("/measures/10/steps")
    phase = next(one for one in (found["items"] if isinstance(found, dict) else found) if one["kind"] == "phase")
    task = desk.post(f"{path}/tasks", {"title": "x", "step": phase["id"]})["tasks"][0]
    refused = desk.patch(f"{path}/tasks/{task['id']}", {"done_on": "2026-11-20", "report_step": True}, 1, 422)
    assert issues(refused) == [("/step", "not_reportable")]


def test_reporting_needs_the_permission_of_the_programme(desk, path, step):
    task = desk.post(f"{path}/tasks", {"title": "Zeichnen", "step": step["id"]})["tasks"][0]
    with desk.as_(actor(desk.erika, scopes=frozenset({"working_groups.edit", "working_groups.read"}))):
        desk.patch(f"{path}/tasks/{task['id']}", {"done_on": "2026-11-20", "report_step": True}, 1, 403)
        desk.patch(f"{path}/tasks/{task['id']}", {"done_on": "2026-11-20"}, 1)  # the control: the task alone


def test_parts_are_found_in_their_own_group_only(desk, path):
    other = desk.post(GROUPS, {"name": "AG Vereine"})
    member = desk.post(f"{path}/members", {"name": "Ioana Beispiel"})["members"][0]["id"]
    elsewhere = f"{GROUPS}/{other['id']}"
    desk.patch(f"{elsewhere}/members/{member}", {"name": "X"}, 1, 404)
    desk.delete(f"{elsewhere}/members/{member}", 1, 404)
    assert issues(desk.post(f"{elsewhere}/tasks", {"title": "x", "member": member}, 422)) == [
        ("/member", "unknown_member")
    ]
    for kind, body in (
        ("members", {"name": "X"}),
        ("decisions", {"day": "2026-11-01", "text": "x"}),
        ("tasks", {"title": "x"}),
    ):
        desk.post(f"{GROUPS}/4711/{kind}", body, 404)


def test_a_group_goes_with_everything_in_it(desk, path):
    member = desk.post(f"{path}/members", {"name": "Ioana Beispiel"})["members"][0]["id"]
    desk.post(f"{path}/decisions", {"day": "2026-11-01", "text": "x"})
    desk.post(f"{path}/tasks", {"title": "x", "member": member})
    desk.delete(path, 1)
    desk.get(path, 404)
    with desk.database.reading() as session:
        for table in (WorkingGroupMember, WorkingGroupDecision, WorkingGroupTask):
            assert session.exec(select(table)).all() == []


def test_a_member_who_goes_leaves_tasks_to_nobody(desk, path):
    member = desk.post(f"{path}/members", {"name": "Ioana Beispiel"})["members"][0]["id"]
    desk.post(f"{path}/tasks", {"title": "x", "member": member})
    desk.delete(f"{path}/members/{member}", 1)
    assert [(one["title"], one["member"]) for one in desk.get(path)["tasks"]] == [("x", None)]


def test_the_council_reads_and_nobody_else(desk, path):
    with desk.as_(actor(desk.max, "council_member")):
        assert desk.get(path)["name"] == "AG Wegweiser"
        assert len(desk.get(GROUPS)["items"]) == 1
        desk.post(GROUPS, {"name": "Neu"}, 403)
        desk.patch(path, {"name": "Neu"}, 1, 403)
        desk.post(f"{path}/members", {"name": "X"}, 403)
    for role in ("admin", "editor", "area_staff", "evaluator", "author"):
        with desk.as_(actor(desk.max, role)):
            desk.get(path, 403)


def test_the_same_request_twice_adds_one(desk, path):
    for _ in range(2):
        desk.post(f"{path}/tasks", {"title": "Einmal"}, **{"Idempotency-Key": "one-and-the-same"})
    assert len(desk.get(path)["tasks"]) == 1


def test_deleting_an_account_leaves_no_trace_of_the_person(desk, path):
    """Their seat goes, their tasks stay and belong to nobody."""
    from api.accounts.tables import Account  # noqa: PLC0415

    desk.post(f"{path}/members", {"account": desk.max})
    desk.post(f"{path}/tasks", {"title": "x", "account": desk.max})
    with desk.database.writing() as session:
        record(session, PROFILE, "delete", session.get(Account, desk.max), public=False)
    found = desk.get(path)
    assert (found["members"], found["tasks"][0]["account"]) == ([], None)


def test_as_many_statements_for_many_as_for_few(desk, group, path):
    few = [desk.count(one) for one in (GROUPS + "?count=true", path)]
    for number in range(12):
        desk.post(GROUPS, {"name": f"AG {number}", "measures": [number + 1]})
        desk.post(f"{path}/members", {"name": f"Ioana {number}"})
        desk.post(f"{path}/tasks", {"title": f"{number}", "measure": 1})
    assert [desk.count(one) for one in (GROUPS + "?count=true", path)] == few
    assert few[0] <= 4
    assert few[1] <= 6
