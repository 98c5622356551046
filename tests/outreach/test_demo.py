"""The demo's outreach: there when asked for, written once, and named wrongly never."""

import datetime as dt
import shutil

import pytest
from sqlmodel import func, select

from api import outreach, profiles
from api.outreach import OutreachDemo
from api.outreach.stages import Stage
from api.outreach.tables import Outreach, OutreachLog, WorkingGroup, WorkingGroupTask
from tests.conftest import NOON, acting
from tests.outreach.conftest import actor
from tests.profiles.conftest import ORIGINAL

TODAY = NOON.date()


def test_every_stage_and_both_groups_are_there(start):
    with acting(start(demo=True), actor(1)) as client:
        found = client.get("/api/v1/staff/outreach?limit=200").json()["items"]
        groups = client.get("/api/v1/staff/working-groups").json()["items"]
        week = client.get("/api/v1/staff/my-week").json()["items"]
        letters = client.get("/api/v1/staff/letters").json()["items"]
        document = client.post(
            "/api/v1/staff/letters/1/documents?preview=true", json={"outreach": [one["id"] for one in found]}
        )

    assert {one["stage"] for one in found} == {*Stage}
    assert {one["owner"]["name"] for one in found} == {"Petra Projekt"}
    assert [one["overdue"] for one in found][:3] == [True, True, False]
    assert [(one["name"], one["open_tasks"]) for one in groups] == [("AG Vereine", 3), ("AG Wegweiser", 2)]
    assert {"next_step", "task"} <= {one["kind"] for one in week}
    assert len(letters) == 2
    assert document.status_code == 200


def test_the_log_of_the_demo_obeys_the_rules(demo):
    with demo.app.database.reading() as session:
        entries = session.exec(select(OutreachLog)).all()
        rows = session.exec(select(Outreach)).all()
    newest = {}
    for entry in sorted((one for one in entries if one.stage), key=lambda one: (one.day, one.id)):
        newest[entry.outreach] = entry.stage
    assert {row.id: row.stage for row in rows if row.stage != Stage.open} == newest
    assert all(entry.day <= TODAY for entry in entries)
    assert all(entry.note for entry in entries if entry.stage == Stage.declined)


def test_without_demo_data_there_is_none(client):
    with client.app.database.reading() as session:
        for table in (Outreach, OutreachLog, WorkingGroup, WorkingGroupTask):
            assert session.exec(select(func.count()).select_from(table)).one() == 0


def test_loading_again_changes_nothing(start):
    client = start(demo=True)
    database = client.app.database

    def rows():
        with database.reading() as session:
            return [
                one.model_dump(warnings=False)
                for table in (Outreach, WorkingGroupTask)
                for one in session.exec(select(table)).all()
            ]

    before = rows()
    found = profiles.load(database, "kaiserslautern", apply=True, demo=True, today=TODAY + dt.timedelta(days=1))
    assert rows() == before
    assert "outreach" not in {one.table for one in found}


def test_what_would_be_written_is_told_and_not_written(empty_demo):
    with empty_demo.reading() as session:
        found = outreach.load_demo(session, DEMO, apply=False, today=TODAY)
        assert session.exec(select(Outreach)).all() == []
    assert [one.new for one in found] == [["integrierte-musterschule-landstuhl/6"]]
    with empty_demo.writing() as session:  # the control
        outreach.load_demo(session, DEMO, apply=True, today=TODAY)
    with empty_demo.reading() as session:
        row = session.exec(select(Outreach)).one()
    assert (row.next_step_on, row.owner) == (TODAY - dt.timedelta(days=2), None)


TARGET = {"organisation": "integrierte-musterschule-landstuhl", "measure": 6, "next_step": "Anrufen", "next_in": -2}
GROUP = {"name": "AG"}
BOTH = ["measure 99", "the account Niemand"]
DEMO = OutreachDemo.model_validate({"targets": [TARGET]})


@pytest.fixture
def empty_demo(start):
    from tests.outreach.conftest import emptied  # noqa: PLC0415

    database = start(demo=True).app.database
    emptied(database)
    return database


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"targets": [{**TARGET, "organisation": "nobody"}]}, ["the organisation nobody"]),
        ({"targets": [{**TARGET, "measure": 99}]}, ["measure 99"]),
        ({"targets": [{**TARGET, "owner": "Niemand"}]}, ["the account Niemand"]),
        ({"groups": [{**GROUP, "measures": [99], "members": [{"account": "Niemand"}]}]}, BOTH),
        ({"groups": [{**GROUP, "tasks": [{"title": "x", "account": "Niemand", "measure": 99}]}]}, BOTH),
        ({"targets": [TARGET]}, []),
    ],
)  # fmt: skip
def test_names_nobody_defines_are_found(change, expected):
    demo = OutreachDemo.model_validate(change)
    assert outreach.unknown_names(demo, [TARGET["organisation"]], range(1, 14), ["Petra Projekt"]) == expected


def test_a_letter_with_an_unknown_placeholder_is_found():
    demo = OutreachDemo.model_validate({"letters": [{"name": "x", "subject": "{vorname}", "body": "y"}]})
    (found,) = outreach.unknown_names(demo, [], [], [])
    assert "{salutation}" in found


def test_the_profile_check_finds_them_too(tmp_path):
    folder = tmp_path / "musterkreis"
    shutil.copytree(ORIGINAL, folder)
    (folder / "demo.yaml").write_text("outreach: {targets: [{organisation: nobody, measure: 1}]}", encoding="utf-8")
    assert ["Nobody defines this: the organisation nobody" in str(one) for one in profiles.check(str(folder))] == [True]
    (folder / "demo.yaml").write_text("outreach: {}", encoding="utf-8")
    assert profiles.check(str(folder)) == []
