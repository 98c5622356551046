"""The same programme with reports: measures run, are late, are done."""

import datetime as dt

import pytest


def test_measures_stand_where_their_reports_say(demo):
    measures = {one["number"]: one for one in demo.get("/api/v1/measures").json()["items"]}

    assert {number: one["status"] for number, one in measures.items() if one["status"] != "running"} == {
        3: "done",
        4: "late",
        10: "late",
    }
    assert measures[8]["progress"] == {"value": 5 / 9, "done": 5, "total": 9}
    assert measures[4]["progress"] == {"value": 0.0, "done": 0, "total": 2}
    assert (measures[3]["actual_start"], measures[3]["actual_end"]) == ("2025-07-21", "2026-09-24")
    assert (measures[8]["actual_start"], measures[8]["actual_end"]) == ("2025-07-01", None)


def test_the_status_filter_takes_today_into_account(demo):
    late = demo.get("/api/v1/measures?status=late").json()["items"]

    assert [one["number"] for one in late] == [4, 10]


def test_goals_are_the_mean_of_their_measures(demo):
    goals = demo.get("/api/v1/goals").json()["items"]

    assert goals[0]["progress"]["value"] == pytest.approx((0.2 + 0.2 + 1.0) / 3)
    assert goals[0]["progress"]["counted"] == 3
    assert goals[1]["progress"]["value"] == pytest.approx((0 + 1 / 3 + 1 / 4) / 3)


def test_slips_are_counted_in_days(demo):
    phases = demo.get("/api/v1/measures/4").json()["phases"]

    assert (phases[0]["planned_start"], phases[0]["actual_start"], phases[0]["start_slip_days"]) == (
        "2025-07-01",
        "2025-07-31",
        30,
    )
    assert (phases[0]["planned_end"], phases[0]["actual_end"]) == ("2026-03-31", None)
    assert phases[0]["end_slip_days"] == (dt.date(2026, 11, 22) - dt.date(2026, 3, 31)).days
    assert (phases[1]["actual_start"], phases[1]["end_slip_days"]) == (None, None)


def test_a_milestone_carries_its_evidence(demo):
    baseline, interim, _ = demo.get("/api/v1/measures/13").json()["milestones"]

    assert (baseline["due"], baseline["done_on"], baseline["slip_days"]) == ("2025-12-31", "2026-01-13", 13)
    assert baseline["evidence"]["text"] == "Bericht zur IST-Analyse (erfundenes Beispiel)"
    assert (interim["due"], interim["done_on"], interim["slip_days"]) == ("2026-12-31", None, None)


def test_internal_entries_of_the_logbook_are_never_public(demo):
    measure = demo.get("/api/v1/measures/10").json()

    assert [(one["day"], one["text"]["text"]) for one in measure["logbook"]] == [
        ("2026-04-21", "Die Arbeitsgruppe zu den Wegweisern hat ihre Arbeit aufgenommen.")
    ]
    for number in range(1, 14):
        assert "verzögert" not in demo.get(f"/api/v1/measures/{number}").text
        assert "stehen noch aus" not in demo.get(f"/api/v1/measures/{number}").text


def test_a_phase_becomes_late_at_berlin_midnight_without_a_write(start, clock):
    client = start(demo=True)
    clock.moment = dt.datetime(2026, 12, 31, 22, 59, tzinfo=dt.UTC)
    assert client.get("/api/v1/measures/13").json()["status"] == "running"

    clock.moment += dt.timedelta(minutes=1)

    assert client.get("/api/v1/measures/13").json()["status"] == "late"


def test_nothing_reported_in_a_demo_lies_in_the_future(demo):
    timeline = demo.get("/api/v1/timeline").json()
    reported = [
        day
        for strand in timeline["strands"]
        for step in (*strand["phases"], *strand["milestones"])
        for day in (step.get("actual_start"), step.get("actual_end"), step.get("done_on"))
        if day
    ]

    assert len(reported) > 30
    assert max(reported) < "2026-10-01"


@pytest.mark.parametrize(
    "day", [dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2028, 2, 29), dt.date(2026, 12, 31)]
)
def test_a_demo_always_puts_today_into_quarter_six(day):
    from api.programme import demo_start  # noqa: PLC0415
    from api.programme.progress import Calendar  # noqa: PLC0415

    first = demo_start(day)

    assert Calendar(first, 3, day).quarter == 6
    assert (first.day, first.month % 3) == (1, 1)
