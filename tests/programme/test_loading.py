"""Loading a profile: what is new, what differs, what goes; and what people reported stays."""

import pytest
from sqlmodel import select

from api.kernel.audit import record
from api.kernel.permission import Actor
from api.programme import ProgrammeDemo, load
from api.programme.planned import unknown_names
from api.programme.tables import LogbookEntry, Measure, Project, Step
from tests.programme.build import TODAY, measure, programme, translate


def loaded(database, part, **options):
    with database.writing() as session:
        found = load(session, part, translate, **{"apply": True, "today": TODAY, **options})
    return {one.table: one for one in found if one.new or one.changed or one.removed or one.kept or one.edited}


def test_loading_twice_changes_nothing(empty):
    _, database = empty
    assert set(loaded(database, programme())) == {"project", "fact", "goal", "sub_goal", "measure", "step"}
    before = database.revisions()

    assert loaded(database, programme()) == {}
    assert database.revisions() == before


def test_differences_are_shown_before_they_are_applied(empty):
    _, database = empty
    loaded(database, programme())
    before = database.revisions()
    part = programme(measures=[measure(1, friendly_title="Neu"), measure(2), measure(3)])

    shown = loaded(database, part, apply=False)

    assert shown["measure"].changed == {"1": ["friendly_title"]}
    assert shown["measure"].new == ["3"]
    assert len(shown["step"].new) == 4
    assert database.revisions() == before
    assert loaded(database, part)["measure"].changed == {"1": ["friendly_title"]}
    assert loaded(database, part) == {}


def test_a_step_the_profile_drops_goes_unless_somebody_reported_about_it(empty):
    _, database = empty
    loaded(database, programme(measures=1))
    with database.writing() as session:
        step = session.exec(select(Step).where(Step.kind == "activity", Step.position == 1)).one()
        step.actual_start = TODAY
        record(session, Actor("account:1"), "change", step)

    found = loaded(database, programme(measures=[measure(1, activities=[])]))["step"]

    assert (len(found.kept), len(found.removed)) == (1, 1)
    with database.reading() as session:
        assert [step.actual_start for step in session.exec(select(Step).where(Step.kind == "activity"))] == [TODAY]


def test_reports_of_people_survive_a_changed_profile(empty):
    _, database = empty
    loaded(database, programme(measures=1))
    with database.writing() as session:
        one = session.get(Measure, 1)
        one.closed, one.closed_reason = "stopped", translate("Kein Bedarf")
        record(session, Actor("account:1"), "change", one)

    loaded(database, programme(measures=[measure(1, title="Anders")]))

    with database.reading() as session:
        one = session.get(Measure, 1)
        assert (one.title["de"]["text"], one.closed, one.revision) == ("Anders", "stopped", 3)


def test_a_hand_over_entered_by_staff_stays_until_somebody_wants_the_profile_to_win(empty):
    _, database = empty
    loaded(database, programme(measures=[measure(1, successor="Verein")]))
    with database.writing() as session:
        one = session.get(Measure, 1)
        one.hand_over, one.hand_over_from = "agreed", TODAY
        record(session, Actor("account:1"), "change", one)

    assert loaded(database, programme(measures=[measure(1, successor="Verein")])) == {}
    named = measure(1, successor="Anderer", hand_over={"state": "done", "from": "2027-01-01"})

    left = loaded(database, programme(measures=[named]))["measure"]
    assert (left.changed, left.edited) == ({}, {"1": ["successor", "hand_over", "hand_over_from"]})
    won = loaded(database, programme(measures=[named]), overwrite=True)["measure"]
    assert won.changed == {"1": ["successor", "hand_over", "hand_over_from"]}
    assert loaded(database, programme(measures=[named])) == {}


def test_a_step_somebody_removed_does_not_come_back_and_one_they_made_stays(empty):
    _, database = empty
    part = programme(measures=1)
    loaded(database, part)
    with database.writing() as session:
        step = session.exec(select(Step).where(Step.kind == "activity", Step.position == 1)).one()
        code = step.code
        record(session, Actor("account:1"), "delete", step)
        own = Step(measure=1, kind="activity", code="own", position=9, title=translate("Eigenes"))
        record(session, Actor("account:1"), "create", own)

    found = loaded(database, part)["step"]

    assert (found.new, found.kept, found.edited) == ([], ["1/activity/own"], {f"1/activity/{code}": []})
    assert loaded(database, part, overwrite=True)["step"].new == [f"1/activity/{code}"]


DEMO = ProgrammeDemo.model_validate(
    {
        "funders": [{"name": "Beispiel", "line": "Beispiel"}],
        "measures": [
            {
                "number": 1,
                "activities": [{"name": "Einladen", "start": "q1+3", "end": "q2"}],
                "logbook": [{"key": "first", "day": "q1+5", "text": "Begonnen"}],
            }
        ],
    }
)


def test_an_empty_demo_takes_everything_invented_away_again(empty):
    _, database = empty
    loaded(database, programme(project={"title": "Ankommen", "start": "2015-07-01", "years": 3}))
    real = programme(project={"title": "Ankommen", "start": "2015-07-01", "years": 3})

    loaded(database, real, demo=DEMO)
    with database.reading() as session:
        assert session.exec(select(Project.start)).one().isoformat() == "2025-07-01"
        assert session.exec(select(LogbookEntry.day)).one().isoformat() == "2025-07-06"
    assert loaded(database, real, demo=DEMO) == {}

    gone = loaded(database, real, demo=ProgrammeDemo())
    assert (gone["funder"].removed, gone["logbook_entry"].removed) == (["Beispiel"], ["demo-first"])
    with database.reading() as session:
        assert session.exec(select(Project.start)).one().isoformat() == "2015-07-01"
        assert {step.actual_start for step in session.exec(select(Step))} == {None}


def test_a_demo_about_something_else_is_refused(empty):
    _, database = empty
    demo = ProgrammeDemo.model_validate(
        {"measures": [{"number": 1, "phases": [{"name": "Begin", "start": "q1"}]}, {"number": 9}]}
    )

    assert unknown_names(programme(), {one.number: one for one in demo.measures}) == [
        "measure 9",
        "measure 1: phase 'Begin'",
    ]
    with pytest.raises(ValueError, match="measure 9"):
        loaded(database, programme(), demo=demo)


def test_a_database_belongs_to_one_county(empty):
    _, database = empty
    loaded(database, programme())
    other = {"ags": "99002", "name": "Nachbar", "state": "Land", "area_km2": 10, "nationalities": 3}

    with pytest.raises(ValueError, match="belongs to the county 99001"):
        loaded(database, programme(county=other))


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ({"name": "A", "start": "q6"}, "use q1 to q5"),
        ({"name": "A", "start": "q2+90"}, "use q1 to q5"),
        ({"name": "A", "start": "2026-01-01"}, "use q1 to q5"),
        ({"name": "A", "start": "q2+1", "end": "q2"}, "start must not come after end"),
    ],
)
def test_dates_of_a_demo_lie_in_the_past_and_in_order(step, message):
    with pytest.raises(ValueError, match=message):
        ProgrammeDemo.model_validate({"measures": [{"number": 1, "phases": [step]}]})


def test_closing_a_measure_needs_a_reason():
    with pytest.raises(ValueError, match="both or neither"):
        ProgrammeDemo.model_validate({"measures": [{"number": 1, "closed": "stopped"}]})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"measures": [measure(1), measure(1)]}, "number: given twice: 1"),
        ({"measures": [measure(1, sub_goals=["1.2"])]}, "unknown code 1.2"),
        ({"sub_goals": {"2.1": "Was"}}, "unknown code 2"),
        ({"measures": [measure(1, phases=[{"name": "A", "quarters": [1, 13]}])]}, "quarter 13 lies after"),
        ({"measures": [measure(1, phases=[{"name": "A", "quarters": [3, 2]}])]}, "must not come after"),
        ({"measures": [measure(1, activities=["A", "A"])]}, "activities: given twice: A"),
        ({"measures": [measure(1, concept=1)]}, "the concept has 0 measures"),
        ({"measures": [measure(1, wieght=2)]}, "Extra inputs"),
        ({"measures": [measure(1, hand_over={"state": "agreed"})]}, "needs a successor"),
        ({"measures": [measure(1, successor="V", hand_over={"state": "not_named"})]}, "Input should be"),
        ({"milestones": [{"code": "m", "title": "M", "quarter": 1}]}, "project_management"),
        ({"project": {"title": "A", "start": "2025-01-31", "years": 3}}, "first 28 days"),
    ],
)
def test_a_profile_that_contradicts_itself_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        programme(**changes)


def test_a_stopped_measure_says_why(empty, start):
    address, database = empty
    loaded(database, programme(measures=[measure(1, weight=3), measure(2)]))
    demo = {
        "number": 1,
        "closed": "handed_over",
        "closed_reason": "Der Verein macht weiter",
        "activities": [{"name": "Einladen", "end": "q2"}],
    }
    loaded(
        database,
        programme(measures=[measure(1, weight=3), measure(2)]),
        demo=ProgrammeDemo.model_validate({"measures": [demo]}),
    )
    client = start(address=address, profile="tests/fixtures/musterkreis")

    one = client.get("/api/v1/measures?status=handed_over").json()["items"][0]

    assert (one["number"], one["status_reason"]["text"]) == (1, "Der Verein macht weiter")
    assert client.get("/api/v1/goals").json()["items"][0]["progress"] == {"value": 0.5, "counted": 1, "left_out": 1}
