"""Feeds and files over HTTP: the filters of the list, one UID everywhere, nothing that depends on who or when."""

import datetime as dt
import json
import re
import uuid
from pathlib import Path

import feedparser
import pytest

from api.events import dates
from api.events.tables import Event, EventSession
from api.kernel.audit import PROFILE, record
from tests.events.booked import START, event, sign_up
from tests.events.ical_linter import faults
from tests.statements import statements

API = "/api/v1"
MESSAGES = Path(__file__).parents[2] / "frontend" / "messages"
KIND_OR_TOPIC = re.compile(r"event\.(kind|topic)_")


@pytest.fixture
def client(start):
    return start()


def dated(client, *starts, state="planned", hours=3, **more):
    """Return the number of an event with a date at each moment."""
    starts = starts or (START,)
    ends = [one + dt.timedelta(hours=hours) for one in starts]
    number = event(client.app.database, first_at=starts[0], last_at=ends[-1], **more)
    with client.app.database.writing() as session:
        for begin, end in zip(starts, ends, strict=True):
            row = EventSession(
                event=number, uid=str(uuid.uuid4()), starts_at=begin, ends_at=end, state=state, stamped_at=START
            )
            record(session, PROFILE, "create", row)
    return number


def calendar(client, path="events.ics", **query):
    answer = client.get(f"{API}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert faults(answer.content) == []
    return answer.content.decode().replace("\r\n ", "")


def lines(text, name):
    return re.findall(rf"(?m)^{name}[:;](.*)\r$", text)


def test_every_date_is_an_entry_of_its_own_with_the_same_uid_in_feed_and_file(client):
    number = dated(client, START, START + dt.timedelta(days=7))
    feed, file = calendar(client), calendar(client, f"events/{number}.ics")
    assert len(lines(feed, "UID")) == 2
    assert lines(feed, "UID") == lines(file, "UID")
    assert lines(feed, "DTSTART")[:1] == ["19700329T020000"]
    assert lines(feed, "DTSTART")[2:] == [
        "TZID=Europe/Berlin:20261205T180000", "TZID=Europe/Berlin:20261212T180000",
    ]  # fmt: skip
    assert lines(feed, "NAME") == ["Veranstaltungen – Landkreis Kaiserslautern"]
    assert lines(feed, "SOURCE") == ["VALUE=URI:http://localhost:8000/api/v1/events.ics?lang=de"]


def test_texts_are_the_readers(client):
    title = {"de": {"text": "Kurs", "state": "original"}, "pl": {"text": "Szkolenie", "state": "reviewed"}}
    number = dated(client, title=title, place="Bürgerhaus", street="Rummelstraße 15", town="Weilerbach")
    polish = calendar(client, lang="pl")
    assert lines(polish, "SUMMARY") == ["Szkolenie"]
    assert lines(polish, "URL") == [f"http://localhost:8000/pl/veranstaltungen/{number}"]
    assert lines(polish, "LOCATION") == [r"Bürgerhaus\, Rummelstraße 15\, Weilerbach"]


def test_categories_are_words_of_the_reader_and_codes_are_for_programs(client):
    dated(client, topic="vereinsgruendung")
    dated(client, topic="own-topic", kind="encounter")
    assert lines(calendar(client, lang="pl"), "CATEGORIES") == [
        "Szkolenie,Zakładanie stowarzyszeń",
        "Spotkanie,own-topic",
    ]
    entries = feedparser.parse(client.get(f"{API}/events.atom?lang=pl").content).entries
    assert {(one.term, one.label) for entry in entries for one in entry.tags} == {
        ("training", "Szkolenie"), ("vereinsgruendung", "Zakładanie stowarzyszeń"),
        ("encounter", "Spotkanie"), ("own-topic", "own-topic"),
    }  # fmt: skip


def test_words_of_categories_are_those_of_the_pages():
    for file in MESSAGES.glob("*.json"):
        if not file.name.endswith(".meta.json"):
            said = json.loads(file.read_text(encoding="utf-8"))
            shown = {key.removeprefix("event."): text for key, text in said.items() if KIND_OR_TOPIC.match(key)}
            assert len(shown) > 10
            assert shown == {key: dates.word(key, file.stem) for key in shown}, file.name


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"area": "073355009"}, 1), ({"area": "073355011"}, 0), ({"topic": "founding"}, 1), ({"topic": "other"}, 0),
        ({"language": "pl"}, 1), ({"language": "ar"}, 0), ({"q": "gruendung"}, 1), ({"free": "true"}, 1),
        ({"from": "2026-12-06"}, 0), ({"to": "2026-12-04"}, 0), ({"kind": "encounter"}, 0), ({"audience": "clubs"}, 1),
    ],
)  # fmt: skip
def test_filters_are_those_of_the_list(client, query, found):
    dated(client, topic="founding", languages=["de", "pl"], audiences=["clubs"])
    assert len(lines(calendar(client, **query), "UID")) == found


def test_unknown_filters_events_and_drafts_are_refused(client):
    draft = dated(client, state="planned", title={"de": {"text": "Geheim", "state": "original"}})
    with client.app.database.writing() as session:
        row = session.get(Event, draft)
        row.state = "draft"
        record(session, PROFILE, "change", row)
    assert "Geheim" not in calendar(client)
    assert client.get(f"{API}/events/{draft}.ics").status_code == 404
    assert client.get(f"{API}/events/999.ics").status_code == 404
    assert client.get(f"{API}/events.ics", params={"limit": 3}).status_code == 422
    assert client.get(f"{API}/events.ics", params={"area": "nowhere"}).status_code == 422


def test_a_feed_goes_60_days_back_so_that_cancelled_dates_stay(client, clock):
    dated(client, clock() - dt.timedelta(days=59))
    dated(client, clock() - dt.timedelta(days=61))
    dated(client, clock() + dt.timedelta(days=399))
    dated(client, clock() + dt.timedelta(days=402))
    assert len(lines(calendar(client), "UID")) == 2


def test_what_is_cancelled_or_postponed_stays_and_says_so(client):
    dated(client, state="cancelled")
    dated(client, START + dt.timedelta(days=1))
    feed = calendar(client)
    assert lines(feed, "STATUS") == ["CANCELLED", "CONFIRMED"]
    assert lines(feed, "SUMMARY") == ["Abgesagt: Vereinsgründung", "Vereinsgründung"]
    with client.app.database.writing() as session:
        row = session.get(Event, 2)
        row.state, row.sequence = "postponed", 4
        record(session, PROFILE, "change", row)
    feed = calendar(client)
    assert lines(feed, "STATUS") == ["CANCELLED", "TENTATIVE"]
    assert lines(feed, "SUMMARY")[1] == "Verschoben: Vereinsgründung"
    assert lines(feed, "SEQUENCE") == ["0", "4"]


def test_the_same_data_gives_the_same_bytes_and_304_whenever_it_is_asked(client, clock):
    dated(client)
    before = client.get(f"{API}/events.ics")
    clock.moment += dt.timedelta(hours=30)
    after = client.get(f"{API}/events.ics", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 304
    assert client.get(f"{API}/events.ics?lang=de").content == before.content


def test_nobody_who_signed_up_is_in_a_calendar(client):
    number = dated(client)
    sign_up(client.app.database, number, 1)
    text = calendar(client) + calendar(client, f"events/{number}.ics")
    assert "example.org" not in text
    assert "Beispiel" not in text
    assert lines(text, "ORGANIZER")[0] == 'CN="Landkreis Kaiserslautern":mailto:noreply@localhost'


def test_a_night_over_the_change_of_time(client):
    dated(client, dt.datetime(2027, 3, 27, 21, tzinfo=dt.UTC), hours=7)  # 22:00 to 06:00: an hour is missing
    dated(client, dt.datetime(2027, 10, 30, 20, tzinfo=dt.UTC), hours=9)  # 22:00 to 06:00: one comes twice
    dated(client, dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC), hours=1)  # 02:30 to 02:30
    feed = calendar(client)
    assert lines(feed, "DTSTART")[2:] == [
        "TZID=Europe/Berlin:20270327T220000", "TZID=Europe/Berlin:20271030T220000", "20271031T003000Z",
    ]  # fmt: skip
    assert lines(feed, "DTEND") == [
        "TZID=Europe/Berlin:20270328T060000", "TZID=Europe/Berlin:20271031T060000", "20271031T013000Z",
    ]  # fmt: skip


def test_as_many_statements_for_few_and_for_many(client):
    dated(client)
    client.get(f"{API}/events.ics?lang=pl")
    for one in range(20):
        dated(client, START + dt.timedelta(days=one))
    with statements(client.app.database.engine) as seen:
        assert len(lines(calendar(client, lang="it"), "UID")) == 21
    assert len(seen) <= 4
