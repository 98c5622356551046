"""Dates of events: one by one and by a rule; clocks that change, holidays, and what calendars are told."""

import datetime as dt

import pytest

from api.events.date_schemas import SeriesWish
from api.events.series import expanded
from api.kernel.problems import Invalid
from tests.conftest import acting
from tests.events.booked import event
from tests.events.test_editing import MANAGER, made, patched, sequences, url
from tests.staff import de, deleted, wrong


@pytest.fixture
def client(start):
    client = start()
    with acting(client, MANAGER):
        yield client


def date(client, found, key=0):
    one = client.get(url(found)).json()["sessions"][key]
    return f"{url(found)}/sessions/{one['id']}", one["revision"]


def change(client, found, body, key=0):
    address, revision = date(client, found, key)
    return client.patch(address, json=body, headers={"If-Match": f'"{revision}"'})


def add(client, found, starts, ends):
    return client.post(f"{url(found)}/sessions", json={"starts_at": starts, "ends_at": ends})


def test_dates_are_kept_in_their_order_and_the_event_spans_them(client):
    found = made(client)
    after = add(client, found, "2026-12-01T09:00", "2026-12-01T12:00").json()
    assert [one["starts_at"][:10] for one in after["sessions"]] == ["2026-12-01", "2026-12-05"]
    assert (after["first_at"], after["last_at"]) == ("2026-12-01T09:00:00+01:00", "2026-12-05T20:30:00+01:00")


def test_moving_or_cancelling_one_date_leaves_the_others_alone(client):
    found = made(client)
    add(client, found, "2026-12-12T18:00", "2026-12-12T20:30")
    patched(client, url(found), {"state": "published"})
    before = client.get(url(found)).json()["sessions"]
    moved = change(client, found, {"starts_at": "2026-12-06T18:00", "ends_at": "2026-12-06T20:30"}).json()
    assert sequences(client, found["id"]) == (0, [1, 0])
    assert moved["sessions"][1] == before[1]
    assert (moved["first_at"], moved["sessions"][0]["id"]) == ("2026-12-06T18:00:00+01:00", before[0]["id"])
    annotated = change(client, found, {"note": de("Bitte Stifte mitbringen")}).json()
    assert annotated["sessions"][0]["note"][0]["text"] == "Bitte Stifte mitbringen"
    cancelled = change(client, found, {"state": "cancelled"}).json()
    assert cancelled["first_at"] == "2026-12-12T18:00:00+01:00"
    assert sequences(client, found["id"]) == (0, [2, 0])
    shown = client.get(f"/api/v1/events/{found['id']}").json()["sessions"]
    assert [one["state"] for one in shown] == ["cancelled", "planned"]
    last = change(client, found, {"state": "cancelled"}, 1).json()
    assert last["first_at"] == "2026-12-06T18:00:00+01:00"  # it is still found where people look for it
    assert change(client, found, {"state": "held"}).status_code == 422


def test_a_draft_counts_nothing_and_loses_dates(client):
    found = made(client)
    change(client, found, {"ends_at": "2026-12-05T21:00"})
    assert sequences(client, found["id"]) == (0, [0])
    address, revision = date(client, found)
    assert deleted(client, address, 99).status_code == 412
    assert deleted(client, address, revision).status_code == 204
    after = add(client, found, "2026-12-01T09:00", "2026-12-01T12:00").json()
    patched(client, url(found), {"state": "published"})
    refused = deleted(client, f"{url(found)}/sessions/{after['sessions'][0]['id']}", 1)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "was_published")


def test_a_date_of_another_event_is_none_of_this_one(client):
    found, other = made(client), made(client)
    key = other["sessions"][0]["id"]
    answer = client.patch(f"{url(found)}/sessions/{key}", json={"state": "cancelled"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 404


def test_what_is_over_keeps_its_dates(client):
    number = event(client.app.database, state="archived")
    answer = add(client, {"id": number}, "2026-12-01T09:00", "2026-12-01T12:00")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "event_over")


@pytest.mark.parametrize(
    ("starts", "ends", "faults"),
    [
        ("2027-03-28T02:30", "2027-03-28T04:00", [("/starts_at", "no_such_time")]),
        ("2027-10-31T02:30", "2027-10-31T04:00", [("/starts_at", "ambiguous_time")]),
        ("2027-10-31T01:00", "2027-10-31T02:30", [("/ends_at", "ambiguous_time")]),
        ("2026-12-05T18:00", "2026-12-05T18:00", [("/ends_at", "not_in_order")]),
        ("2026-12-05T18:00", "2027-12-05T18:00", [("/ends_at", "too_long")]),
        ("2026-12-05", "2026-12-06", [("/starts_at", "moment_format"), ("/ends_at", "moment_format")]),
        (1796500000, 1796600000, [("/starts_at", "moment_format"), ("/ends_at", "moment_format")]),
    ],
)
def test_times_that_are_none(client, starts, ends, faults):
    found = made(client)
    assert wrong(add(client, found, starts, ends)) == faults
    assert len(client.get(url(found)).json()["sessions"]) == 1


def test_nights_when_the_clocks_change_have_their_length(client):
    found = made(client, sessions=[])
    add(client, found, "2027-03-27T22:00", "2027-03-28T06:00")
    after = add(client, found, "2027-10-30T22:00", "2027-10-31T06:00").json()["sessions"]
    lengths = [dt.datetime.fromisoformat(one["ends_at"]) - dt.datetime.fromisoformat(one["starts_at"]) for one in after]
    assert lengths == [dt.timedelta(hours=7), dt.timedelta(hours=9)]
    twice = add(client, found, "2027-10-31T02:30:00+02:00", "2027-10-31T02:30:00+01:00").json()["sessions"]
    assert twice[-1]["starts_at"] == "2027-10-31T02:30:00+02:00"
    assert twice[-1]["ends_at"] == "2027-10-31T02:30:00+01:00"


def series(rule, starts="2026-12-07T18:00", ends="2026-12-07T20:00", **more):
    return SeriesWish(starts_at=starts, ends_at=ends, rule=rule, **more)


def test_every_week_is_at_the_same_hour_in_winter_and_in_summer():
    found = expanded(series("FREQ=WEEKLY;COUNT=3", "2027-03-21T18:00", "2027-03-21T20:00"))
    assert [one.starts_at.isoformat() for one in found] == [
        "2027-03-21T18:00:00+01:00", "2027-03-28T18:00:00+02:00", "2027-04-04T18:00:00+02:00",
    ]  # fmt: skip
    assert {one.ends_at - one.starts_at for one in found} == {dt.timedelta(hours=2)}


@pytest.mark.parametrize("starts", ["2027-03-21T18:00:00+01:00", "2027-03-21T17:00:00Z", "2027-03-21T12:00:00-05:00"])
def test_whatever_the_offset_the_clock_on_the_wall_in_berlin_counts(starts):
    ends = "2027-03-21T20:00:00+01:00"
    found = expanded(series("FREQ=WEEKLY;BYDAY=SU;COUNT=2", starts, ends))
    assert [one.starts_at.isoformat() for one in found] == ["2027-03-21T18:00:00+01:00", "2027-03-28T18:00:00+02:00"]
    assert [one.ends_at.isoformat() for one in found] == ["2027-03-21T20:00:00+01:00", "2027-03-28T20:00:00+02:00"]


def test_a_rule_that_meets_the_missing_hour_is_refused():
    with pytest.raises(Invalid) as found:
        expanded(series("FREQ=WEEKLY;COUNT=2", "2027-03-21T02:30", "2027-03-21T05:00"))
    assert found.value.issues[0].code == "no_such_time"


def test_holidays_of_rhineland_palatinate_are_left_out_if_wished():
    rule = "FREQ=WEEKLY;UNTIL=20261225"
    free = expanded(series(rule, "2026-12-11T18:00", "2026-12-11T20:00"))
    assert [one.holiday for one in free] == [None, None, "Erster Weihnachtstag"]
    assert [
        one.holiday for one in expanded(series(rule, "2026-12-11T18:00", "2026-12-11T20:00", skip_holidays=False))
    ] == [None] * 3
    all_saints = expanded(series("FREQ=DAILY;COUNT=2", "2027-11-01T18:00", "2027-11-01T20:00"))
    assert [one.holiday for one in all_saints] == ["Allerheiligen", None]  # not one in Berlin or Hesse
    assert expanded(series("FREQ=DAILY;COUNT=1", "2027-08-15T18:00", "2027-08-15T20:00"))[0].holiday is None  # Saarland


def test_the_last_friday_of_each_month():
    found = expanded(
        series("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "2026-12-25T18:00", "2026-12-25T20:00", skip_holidays=False)
    )
    assert [one.starts_at.date() for one in found] == [dt.date(2026, 12, 25), dt.date(2027, 1, 29)]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=WEEKLY", "unknown_rule"), ("FREQ=SECONDLY;COUNT=2", "unknown_rule"), ("COUNT=2", "unknown_rule"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "unknown_rule"), ("FREQ=WEEKLY;INTERVAL=0;COUNT=2", "unknown_rule"),
        ("FREQ=MONTHLY;BYDAY=6MO;COUNT=1", "unknown_rule"), ("FREQ=YEARLY;BYEASTER=0;COUNT=2", "unknown_rule"),
        ("nonsense", "unknown_rule"), ("FREQ=DAILY;COUNT=101", "too_many_dates"),
        ("FREQ=WEEKLY;UNTIL=20200101", "no_date"), ("FREQ=DAILY;UNTIL=20990101", "too_many_dates"),
        ("FREQ=DAILY;UNTIL=20270231", "unknown_rule"),
    ],
)  # fmt: skip
def test_rules_without_sense_or_end(rule, code):
    with pytest.raises(Invalid) as found:
        expanded(series(rule))
    assert found.value.issues[0].code == code


@pytest.mark.parametrize("ends", ["2026-12-07T18:00", "2026-12-07T17:00"])
def test_a_series_ends_after_it_begins(ends):
    with pytest.raises(Invalid) as found:
        expanded(series("FREQ=WEEKLY;COUNT=2", ends=ends))
    assert [(one.pointer, one.code) for one in found.value.issues] == [("/ends_at", "not_in_order")]


def test_a_series_is_looked_at_and_then_added(client):
    found = made(client, sessions=[])
    wish = {"starts_at": "2026-12-11T18:00", "ends_at": "2026-12-11T20:00", "rule": "FREQ=WEEKLY;COUNT=4"}
    seen = client.post(f"{url(found)}/series/preview", json=wish).json()["dates"]
    assert [one["holiday"] for one in seen] == [None, None, "Erster Weihnachtstag", "Neujahr"]
    assert client.get(url(found)).json()["sessions"] == []
    key = {"Idempotency-Key": "a series once"}
    for _ in range(2):
        after = client.post(f"{url(found)}/series", json=wish, headers=key).json()
    assert [one["starts_at"] for one in after["sessions"]] == [seen[0]["starts_at"], seen[1]["starts_at"]]
    assert len({one["id"] for one in after["sessions"]}) == 2
