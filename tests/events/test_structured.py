"""Atom and JSON-LD: well-formed, complete, stable, and safe inside a page."""

import datetime as dt
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import pytest

from tests.events.booked import START, filed
from tests.events.test_feeds import API, dated

SCHEMA = jsonschema.Draft202012Validator(
    json.loads((Path(__file__).parent / "google_event.schema.json").read_text(encoding="utf-8"))
)
PLACE = {"place": "Bürgerhaus", "street": "Rummelstraße 15", "postal_code": "67685", "town": "Weilerbach",
         "lon": 7.63, "lat": 49.48}  # fmt: skip


@pytest.fixture
def client(start):
    return start()


def structured(client, number, **query):
    answer = client.get(f"{API}/events/{number}.jsonld", params=query)
    assert answer.headers["content-type"] == "application/ld+json"
    found = answer.json()
    SCHEMA.validate(found)
    return found


def test_an_event_as_search_engines_want_it(client):
    number = dated(client, price_cents=1250, opens_at=START - dt.timedelta(days=30), languages=["de", "pl"], **PLACE)
    found = structured(client, number)
    assert (found["startDate"], found["endDate"]) == ("2026-12-05T18:00:00+01:00", "2026-12-05T21:00:00+01:00")
    assert found["offers"]["price"] == "12.50"
    assert found["offers"]["validFrom"] == "2026-11-05T18:00:00+01:00"
    assert found["location"]["address"]["postalCode"] == "67685"
    assert found["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert found["url"] == f"http://localhost:8000/de/veranstaltungen/{number}"


def test_each_date_has_the_offset_of_its_day_and_its_own_state(client):
    starts = [dt.datetime(2027, 3, 27, 17, tzinfo=dt.UTC), dt.datetime(2027, 4, 3, 16, tzinfo=dt.UTC)]
    found = structured(client, dated(client, *starts))
    assert [one["startDate"] for one in found["subEvent"]] == ["2027-03-27T18:00:00+01:00", "2027-04-03T18:00:00+02:00"]
    assert found["endDate"] == "2027-04-03T21:00:00+02:00"
    cancelled = structured(client, dated(client, *starts, state="cancelled"))
    assert {one["eventStatus"] for one in cancelled["subEvent"]} == {"https://schema.org/EventCancelled"}


@pytest.mark.parametrize(("state", "said"), [
    ("published", "EventScheduled"), ("rescheduled", "EventRescheduled"), ("postponed", "EventPostponed"),
    ("cancelled", "EventCancelled"),
])  # fmt: skip
def test_states(client, state, said):
    number = dated(client)
    with client.app.database.writing() as session:
        session.connection().exec_driver_sql(f"UPDATE event SET state = '{state}' WHERE id = {number}")  # noqa: S608 - our own word
    found = structured(client, number)
    assert found["eventStatus"] == f"https://schema.org/{said}"
    assert found["startDate"] == "2026-12-05T18:00:00+01:00"


def test_online_and_places_without_an_address(client):
    assert structured(client, dated(client, online=True))["location"]["@type"] == "VirtualLocation"
    both = structured(client, dated(client, online=True, **PLACE))
    assert [one["@type"] for one in both["location"]] == ["Place", "VirtualLocation"]
    assert structured(client, dated(client))["location"]["address"]["addressLocality"] == "Weilerbach"


FAULTS = {
    "no start": lambda one: one.pop("startDate"),
    "no place": lambda one: one.pop("location"),
    "no name": lambda one: one.pop("name"),
    "no offset": lambda one: one.update(startDate="2026-12-05T18:00:00"),
    "no address": lambda one: one["location"].pop("address"),
    "price": lambda one: one["offers"].update(price=0),
    "status": lambda one: one.update(eventStatus="cancelled"),
    "image": lambda one: one.update(image="/picture.webp"),
    "an earlier start of what was not moved": lambda one: one.update(previousStartDate="2026-12-01T18:00:00+01:00"),
    "seats": lambda one: one["offers"].update(availability="free"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_sees_faults(client, fault):
    found = structured(client, dated(client, **PLACE))
    FAULTS[fault](found)
    assert not SCHEMA.is_valid(found)


def test_nothing_ends_the_script_it_stands_in(client):
    number = dated(client, title={"de": {"text": "</script><script>alert(1)", "state": "original"}})
    raw = client.get(f"{API}/events/{number}.jsonld").text
    assert "<" not in raw
    assert json.loads(raw)["name"] == "</script><script>alert(1)"


def test_the_page_of_an_object_carries_what_search_engines_are_told(start, tmp_path):
    route = {
        "pattern": "/veranstaltungen/{number}", "title": "t", "description": "d", "operation": "/events/{number}",
        "preload": [], "name_from": "title", "structured": "/events/{number}.jsonld",
        "feed": None,
    }  # fmt: skip
    build = {"routes": [route], "texts": {"de": {"t": "{name}", "d": ""}}, "assets": {}, "locales": {}}
    (tmp_path / "shell.json").write_text(json.dumps(build), encoding="utf-8")
    (tmp_path / "index.html").write_text("<title>%title%</title><!--head-->", encoding="utf-8")
    client = start(frontend_dir=tmp_path)
    number = dated(client)
    assert (
        '<meta property="og:image" content="http://localhost:8000/vorschau/de.png">'
        in client.get(f"/de/veranstaltungen/{number}").text
    )
    digest = filed(client.app.database, number)
    picture = f"http://localhost:8000{API}/events/{number}/pictures/{digest}/large.webp"
    page = client.get(f"/de/veranstaltungen/{number}").text
    script = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert f'<meta property="og:image" content="{picture}">' in page
    assert json.loads(script)["image"][0] == picture
    assert json.loads(script) == client.get(f"{API}/events/{number}.jsonld?lang=de").json()
    assert client.get("/de/veranstaltungen/999").status_code == 404


def test_atom_is_read_by_others_and_does_not_change_by_itself(client, clock):
    title = {"de": {"text": "Kurs & <b>Übung</b>\x0b\uffff", "state": "original"}}
    number = dated(client, START, START + dt.timedelta(days=7), title=title, topic="founding", **PLACE)
    dated(client, START + dt.timedelta(days=1))
    answer = client.get(f"{API}/events.atom", params={"topic": "founding"})
    assert answer.headers["content-type"] == "application/atom+xml"
    ET.fromstring(answer.content)  # noqa: S314 - our own
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.feed.language == "de"
    assert found.feed.id == "http://localhost:8000/api/v1/events.atom?lang=de&topic=founding"
    (entry,) = found.entries
    assert entry.link == f"http://localhost:8000/de/veranstaltungen/{number}"
    assert entry.id.startswith("urn:uuid:")
    assert entry.title == "Kurs & <b>Übung</b>"
    assert entry.updated == "2026-12-05T18:00:00+01:00"
    assert "2026-12-12 18:00–21:00" in entry.summary
    clock.moment += dt.timedelta(hours=30)
    assert client.get(f"{API}/events.atom", params={"topic": "founding"}).content == answer.content
    assert feedparser.parse(client.get(f"{API}/events.atom?topic=none").content).feed.updated.startswith("1970")
