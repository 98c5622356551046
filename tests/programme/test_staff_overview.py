"""What the list of measures and the to-do list say: stale, silent, overdue, untranslated."""

import datetime as dt

import pytest

from api.kernel.language import Languages
from api.kernel.permission import Actor
from api.programme import matters_in
from tests.conftest import acting
from tests.programme.build import measure
from tests.programme.staff import AUTHOR, COUNCILLOR, EDITOR, MANAGER, MEASURES, STEPS, pl, step
from tests.staff import de, patched
from tests.statements import statements

MILESTONES = [{"code": "first", "title": "Erste", "quarter": 2}, {"code": "last", "title": "Letzte", "quarter": 12}]
SMALL = Languages(codes=("de", "pl"))


@pytest.fixture
def client(small):
    return small(measures=[measure(1, milestones=MILESTONES), measure(2)])


def line(client, number=1):
    return next(one for one in client.get(MEASURES).json()["items"] if one["number"] == number)


def report(client, **days):
    answer = patched(client, f"{STEPS}/{step(client, 'activity')['id']}", days)
    assert answer.status_code == 200, answer.text


def open_matters(client, actor, languages=SMALL):
    with client.app.database.reading() as session:
        return [(one.kind, one.link, one.count) for one in matters_in(languages)(session, actor)]


def test_a_measure_nobody_ever_reported_about_is_silent_not_stale(client):
    with acting(client, COUNCILLOR):
        found = line(client)
    assert (found["silent"], found["stale"], found["last_report"], found["overdue"]) == (True, False, None, 1)


@pytest.mark.parametrize(("day", "stale"), [("2026-08-24", False), ("2026-08-23", True)])
def test_a_running_measure_is_stale_after_90_days_without_a_report(client, day, stale):
    with acting(client, MANAGER):
        report(client, actual_start=day)
        assert (line(client)["stale"], line(client)["last_report"], line(client)["silent"]) == (stale, day, False)
        client.post(f"{MEASURES}/1/logbook", json={"day": "2026-11-01", "text": de("x")})
        assert (line(client)["stale"], line(client)["last_report"]) == (False, "2026-11-01")


def test_what_is_closed_is_neither_stale_nor_overdue(client):
    with acting(client, MANAGER):
        report(client, actual_start="2026-01-01")
        assert (line(client)["stale"], line(client)["overdue"]) == (True, 1)
        patched(client, f"{MEASURES}/1", {"closed": "stopped", "closed_reason": de("Aus")})
        assert (line(client)["stale"], line(client)["overdue"]) == (False, 0)


def test_nothing_is_overdue_after_the_projects_end(client, clock):
    with acting(client, MANAGER):
        clock.moment = dt.datetime(2028, 7, 1, 12, tzinfo=dt.UTC)
        found = line(client)
    assert (found["status"], found["overdue"], found["silent"]) == ("not_reported", 0, False)


def test_the_last_change_is_that_of_the_measure_its_steps_or_its_logbook(client, clock):
    changes = (
        lambda: patched(client, f"{MEASURES}/1", {"weight": 2}),
        lambda: patched(client, f"{STEPS}/{step(client, 'activity')['id']}", {"actual_start": "2026-01-01"}),
        lambda: client.post(f"{MEASURES}/1/logbook", json={"day": "2026-11-01", "text": de("x")}),
    )
    with acting(client, MANAGER):
        seen = [line(client)["changed_at"]]
        for change in changes:
            clock.moment += dt.timedelta(hours=1)
            assert change().status_code in {200, 201}
            seen.append(line(client)["changed_at"])
        assert line(client, 2)["changed_at"] == seen[0]
    assert seen == [f"2026-11-22T{hour}:00:00+01:00" for hour in (13, 14, 15, 16)]


def test_missing_and_outdated_translations_are_counted(client):
    with acting(client, MANAGER):
        before = line(client)["missing_texts"]
        patched(client, f"{MEASURES}/1", {"title": [pl("Tytuł")]})
        assert line(client)["missing_texts"] == before - 1
        patched(client, f"{MEASURES}/1", {"title": de("Anders")})
        assert line(client)["missing_texts"] == before


def test_everybody_is_told_what_they_can_do_something_about(client):
    with acting(client, MANAGER):
        patched(client, f"{MEASURES}/1", {"title": [pl("Tytuł")]})
        patched(client, f"{MEASURES}/1", {"title": de("Anders")})
        report(client, actual_start="2026-01-01")
    texts = [
        ("measure_texts_missing", "/team/uebersetzungen?state=missing", 13),
        ("measure_texts_outdated", "/team/uebersetzungen?state=outdated", 1),
    ]
    assert open_matters(client, MANAGER) == [
        ("milestone_overdue", "/team/massnahmen/1", 1),
        ("measure_stale", "/team/massnahmen/1#logbuch", 1),
        ("measure_silent", "/team/massnahmen/2#logbuch", 1),
        *texts,
    ]
    assert open_matters(client, EDITOR) == texts
    assert open_matters(client, COUNCILLOR) == open_matters(client, AUTHOR) == []
    assert open_matters(client, Actor("account:1")) == []


def test_matters_take_two_statements_and_tell_days(client):
    with statements(client.app.database.engine) as seen, client.app.database.reading() as session:
        before = len(seen)
        found = matters_in(SMALL)(session, MANAGER)
        assert len(seen) - before == 2
    (overdue,) = (one for one in found if one.kind == "milestone_overdue")
    assert (overdue.title["de"]["text"], overdue.due) == ("Erste", dt.date(2025, 12, 31))
    silent = [one for one in found if one.kind == "measure_silent"]
    assert [one.waiting_since for one in silent] == [dt.date(2025, 7, 1)] * 2
