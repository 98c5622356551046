"""What was announced before: an earlier start, and that something is cancelled, also when it is archived."""

import datetime as dt

import pytest

from tests.conftest import acting
from tests.events.test_dating import change
from tests.events.test_editing import MANAGER, made, patched, url
from tests.events.test_feeds import API, calendar, lines
from tests.events.test_structured import structured

LATER = {"starts_at": "2026-12-08T18:00", "ends_at": "2026-12-08T20:30"}


@pytest.fixture
def client(start):
    client = start()
    with acting(client, MANAGER):
        yield client


def published(client):
    found = made(client)
    patched(client, url(found), {"state": "published"})
    return found


def session_of(client, found):
    return client.get(f"{API}/events/{found['id']}").json()["sessions"][0]


def test_the_start_visitors_knew_is_kept_and_told_once_it_is_rescheduled(client):
    found = published(client)
    change(client, found, LATER)
    assert session_of(client, found)["previous_starts_at"] == "2026-12-05T18:00:00+01:00"
    assert "previousStartDate" not in structured(client, found["id"])
    patched(client, url(found), {"state": "rescheduled"})
    told = structured(client, found["id"])
    assert told["previousStartDate"] == "2026-12-05T18:00:00+01:00"
    assert told["startDate"] == "2026-12-08T18:00:00+01:00"


def test_each_date_has_its_own_earlier_start(client):
    found = published(client)
    client.post(f"{url(found)}/sessions", json={"starts_at": "2026-12-12T18:00", "ends_at": "2026-12-12T20:30"})
    change(client, found, LATER)
    patched(client, url(found), {"state": "rescheduled"})
    told = structured(client, found["id"])
    assert [one.get("previousStartDate") for one in told["subEvent"]] == ["2026-12-05T18:00:00+01:00", None]


def test_what_moves_in_a_draft_or_ends_later_was_announced_nowhere_else(client):
    found = made(client)
    change(client, found, LATER)
    patched(client, url(found), {"state": "published"})
    assert session_of(client, found)["previous_starts_at"] is None
    change(client, found, {"ends_at": "2026-12-08T21:30"})
    assert session_of(client, found)["previous_starts_at"] is None


def told(client, found):
    """What the feed says about an event, and the statuses of feed and file."""
    feed = calendar(client)
    answer = client.get(f"{API}/events/{found['id']}.ics")
    assert (answer.status_code == 200) is bool(lines(feed, "UID"))
    return lines(feed, "STATUS"), lines(feed, "SUMMARY")


def test_what_was_cancelled_and_archived_is_told_for_thirty_days(client, clock):
    clock.moment = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    found = published(client)
    patched(client, url(found), {"state": "cancelled"})
    clock.moment += dt.timedelta(days=1)
    patched(client, url(found), {"state": "archived"})
    assert client.get(f"{API}/events/{found['id']}").status_code == 404
    for days, expected in ((0, True), (29, True), (30, False)):
        clock.moment = dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC) + dt.timedelta(days=days)
        wanted = (["CANCELLED"], ["Abgesagt: Vereinsgründung"]) if expected else ([], [])
        assert told(client, found) == wanted, days
        assert not any(address.endswith(f"/{found['id']}") for address in lines(calendar(client), "URL")), days
        assert ("Abgesagt" in client.get(f"{API}/events.atom").text) is expected


@pytest.mark.parametrize("before", [(), ("published",), ("published", "cancelled", "rescheduled")])
def test_what_was_archived_without_being_cancelled_is_gone_at_once(client, before):
    found = made(client)
    for state in (*before, "archived"):
        assert patched(client, url(found), {"state": state}).status_code == 200
    assert told(client, found) == ([], [])


def test_changing_what_is_cancelled_does_not_tell_it_longer(client, clock):
    clock.moment = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    found = published(client)
    patched(client, url(found), {"state": "cancelled"})
    clock.moment += dt.timedelta(days=20)
    patched(client, url(found), {"town": "Weilerbach"})
    patched(client, url(found), {"state": "archived"})
    clock.moment += dt.timedelta(days=11)
    assert told(client, found) == ([], [])
