"""The demo's events: there when asked for, over all states, with lists that obey the rules, and written once."""

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlmodel import func, select

from api import events, profiles
from api.events import EventsDemo
from api.events.certificate_tables import Certificate
from api.events.registration_tables import Registration
from api.events.states import EventState
from api.events.tables import Event
from tests.conftest import NOON, acting, somebody
from tests.events.booked import counted

EVENTS = "/api/v1/events"
PROFILE = Path(profiles.__file__).parent / "kaiserslautern"


def test_every_state_and_every_class_of_seats_is_there(demo):
    found = demo.get(EVENTS, params={"limit": 200, "lang": "pl"}).json()["items"]
    assert {one["registration"]["seats"] for one in found if one["registration"]} == {
        "free", "few", "waiting_list", "full"
    }  # fmt: skip
    founding = next(one for one in found if one["topic"] == "vereinsgruendung")
    assert founding["title"]["state"] == "machine"
    assert [one["kind"] for one in founding["registration"]["questions"]] == ["yes_no", "text"]
    assert founding["registration"]["questions"][0]["label"]["lang"] == "pl"
    with demo.app.database.reading() as session:
        assert {one.state for one in session.exec(select(Event)).all()} == {*EventState}


def test_what_is_counted_is_what_signed_up(demo):
    with demo.app.database.reading() as session:
        numbers = {one.event for one in session.exec(select(Registration)).all()}
    assert len(numbers) > 5
    for number in numbers:
        kept, added = counted(demo.app.database, number)
        assert kept == added


def test_a_training_that_is_over_shows_what_came_of_it(demo):
    with demo.app.database.reading() as session:
        numbers = {one.event for one in session.exec(select(Certificate)).all()}
    (number,) = numbers
    with acting(demo, somebody("project_manager")):
        results = demo.get(f"/api/v1/staff/events/{number}/sheets").json()
        issued = demo.get(f"/api/v1/staff/events/{number}/certificates").json()
        assert [one for one in demo.get("/api/v1/me/todo").json()["items"] if one["kind"] == "event_certificates"] == []
    assert (results["there"], results["people"]) == (13, 13)
    assert results["came_in"]["gender"] == {"f": 7, "m": 6, "d": 0, "not_stated": 0}
    assert results["came_in"]["migration_background"] == {"yes": 7, "no": 6, "not_stated": 0}
    assert all(one["grades"] for one in results["came_in"]["questions"])
    assert all(one["text"].startswith("Demo: ") for one in results["came_in"]["comments"])
    known = [one["certificate"]["number"] for one in issued["people"] if one["certificate"]]
    assert len(known) == 8 < len(issued["people"])
    checked = demo.post("/api/v1/certificates/check", json={"number": known[0]}).json()
    assert (checked["attended"], checked["held"], checked["units"]) == (2, 2, 5)


def test_loading_again_changes_nothing(start):
    database = start(demo=True).app.database
    with database.reading() as session:
        before = session.exec(select(func.count()).select_from(Event)).one()
    profiles.load(database, "kaiserslautern", apply=True, demo=True, today=NOON.date())
    with database.reading() as session:
        assert session.exec(select(func.count()).select_from(Event)).one() == before


def test_without_demo_data_there_is_none(client):
    assert client.get(EVENTS).json()["items"] == []


@pytest.mark.parametrize(
    ("before", "after", "hint"),
    [
        ("organiser: jugendbuero-ramstein-miesenbach", "organiser: nobody", "the organisation nobody"),
        ('area: "07335049"', 'area: "07339999"', "the area 07339999"),
        ("measure: 11\n      area", "measure: 99\n      area", "measure 99"),
        ('working_group: "AG Vereine"', 'working_group: "AG Nirgends"', "the working group AG Nirgends"),
    ],
)
def test_names_nobody_defines_are_mistakes_of_the_profile(tmp_path, before, after, hint):
    folder = tmp_path / "kaiserslautern"
    shutil.copytree(PROFILE, folder)
    text = (folder / "demo.yaml").read_text(encoding="utf-8")
    assert before in text
    (folder / "demo.yaml").write_text(text.replace(before, after), encoding="utf-8")
    assert [hint in one.hint for one in profiles.check(str(folder))] == [True]


@pytest.mark.parametrize(
    "results", [{"came": [1, 1]}, {"came": [1], "statistics": {"f": 1}}, {"came": [1], "feedback": {"overall.6": 1}}]
)
def test_results_are_those_of_the_people_and_the_sheets(results):
    right = {
        "title": "Kurs", "kind": "training", "area": "07335", "sessions": [{"day": -20, "at": "18:00"}],
        "seats": {"capacity": 3, "parties": [1]}, "results": {"came": [1], "statistics": {"f.yes": 1}},
    }  # fmt: skip
    assert EventsDemo.model_validate({"events": [right]}).events
    with pytest.raises(ValidationError):
        EventsDemo.model_validate({"events": [{**right, "results": results}]})


def test_an_empty_demo_names_nothing_unknown():
    assert events.unknown_names(EventsDemo(), (), (), (), ()) == []
