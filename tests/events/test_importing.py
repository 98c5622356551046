"""Courses of the adult-education centre: the same file twice, what is missing, edited here, or means harm."""

import datetime as dt
import io
import uuid
import zipfile

import pytest
from sqlmodel import select

from api.events import letters
from api.events.courses import opened
from api.events.registration_tables import Seats
from api.events.tables import Event, EventSession
from api.kernel.audit import PROFILE, record
from api.kernel.reading_files import UnreadableFileError
from tests.conftest import acting, somebody
from tests.events.booked import sign_up
from tests.events.test_letters import work_off
from tests.staff import patched

API = "/api/v1"
HEAD = "Kursnummer;Titel;Datum;Beginn;Ende;Ort;PLZ;Gemeinde;Gebühr;Dozent\n"
GERMAN = "K1;Deutsch für den Beruf;12.01.2027;18:00;20:30;Bürgerhaus;67685;Weilerbach;12,50 €;Beispiel\n"
AGAIN = "K1;Deutsch für den Beruf;19.01.2027;18:00;20:30;Bürgerhaus;67685;Weilerbach;12,50 €;Beispiel\n"
SEWING = "K2;Nähen;Mi, 13.01.2027;9.00;12 Uhr;Rathaus;;;kostenlos;\n"
FILE = HEAD + GERMAN + AGAIN + SEWING
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//vhs//DE
BEGIN:VEVENT
UID:a-1@vhs.example
SUMMARY:Nähen
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Berlin:20270113T090000
DTEND;TZID=Europe/Berlin:20270113T120000
LOCATION:Rathaus Weilerbach
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def client(start):
    with acting(start(), somebody("project_manager")) as one:
        yield one


def sent(client, path, text, **data):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{API}/staff/{path}", files={"file": ("courses", content)}, data=data)


def imported(client, text=FILE, **data):
    """Look at a file and import it; return how many courses there were of each action."""
    seen = sent(client, "event-import-previews", text, **data)
    assert seen.status_code == 200, seen.text
    done = sent(client, "event-imports", text, digest=seen.json()["digest"], **data)
    assert done.status_code == 200, done.text
    assert done.json()["counts"] == seen.json()["counts"]
    return {action: count for action, count in done.json()["counts"].items() if count}


def rows(client):
    """Return everything there is of events, for comparison."""
    with client.app.database.reading() as session:
        return [
            [one.model_dump(warnings=False) for one in session.exec(select(table).order_by(table.id)).all()]
            for table in (Event, EventSession)
        ]


def changed(client, external_id, **values):
    with client.app.database.writing() as session:
        row = session.exec(select(Event).where(Event.external_id == external_id)).one()
        for name, value in values.items():
            setattr(row, name, value)
        record(session, PROFILE, "change", row)
        return row.id


def test_courses_become_public_events(client):
    assert imported(client) == {"create": 2}
    german, sewing = client.get(f"{API}/events", params={"from": "2027-01-01"}).json()["items"]
    assert german["title"]["text"] == "Deutsch für den Beruf"
    assert [one["starts_at"] for one in german["sessions"]] == [
        "2027-01-12T18:00:00+01:00",
        "2027-01-19T18:00:00+01:00",
    ]
    assert (german["area_name"], german["price_cents"], german["postal_code"]) == ("Weilerbach", 1250, "67685")
    assert (sewing["area"], sewing["price_cents"], sewing["registration"]) == ("07335", 0, None)
    assert sewing["sessions"][0]["ends_at"] == "2027-01-13T12:00:00+01:00"


def test_the_same_file_twice_changes_nothing(client):
    imported(client)
    before = rows(client)
    assert imported(client) == {"same": 2}
    assert imported(client, HEAD + SEWING + AGAIN + GERMAN) == {"same": 2}
    assert rows(client) == before


def test_two_sources_may_use_one_number(client):
    imported(client)
    assert imported(client, source="other") == {"create": 2}
    assert len(rows(client)[0]) == 4


def test_who_imports_sees_whose_courses_there_are(client):
    sources = f"{API}/staff/event-import-sources"
    assert client.get(sources).json() == {"items": []}
    organiser = client.get(f"{API}/organisations", params={"limit": 1}).json()["items"][0]
    imported(client)
    imported(client, source="familienbildung", kind="encounter", organiser=organiser["key"])
    assert client.get(sources).json()["items"] == [
        {
            "source": "familienbildung", "courses": 2, "kind": "encounter", "organiser": organiser["key"],
            "organiser_name": organiser["name"],
        },
        {"source": "kvhs", "courses": 2, "kind": "training", "organiser": None, "organiser_name": None},
    ]  # fmt: skip


def test_a_file_of_another_school_archives_nothing_of_the_first_one(client):
    imported(client)
    other = HEAD + GERMAN.replace("K1", "F9")
    seen = sent(client, "event-import-previews", other).json()
    assert [(one["action"], one["external_id"], one["title"]) for one in seen["steps"]] == [
        ("create", "F9", "Deutsch für den Beruf"),
        ("archive", "K1", "Deutsch für den Beruf"),
        ("archive", "K2", "Nähen"),
    ], "the preview says what would be archived, were it a file of the first one"
    assert imported(client, other, source="familienbildung") == {"create": 1}
    assert {one["external_id"]: one["state"] for one in rows(client)[0]} == dict.fromkeys(
        ("K1", "K2", "F9"), "published"
    )
    digest = seen["digest"]
    refused = sent(client, "event-imports", other, source="familienbildung", digest=digest)
    assert refused.status_code == 412, "what was looked at for one source is not imported for another"


def test_what_moves_keeps_its_uid_and_calendars_hear_of_it(client):
    imported(client)
    _, before = rows(client)
    moved = FILE.replace("19.01.2027", "26.01.2027").replace("Bürgerhaus", "Rathaus")
    assert imported(client, moved) == {"change": 1, "same": 1}
    events, after = rows(client)
    assert [one["uid"] for one in after] == [one["uid"] for one in before]
    assert [one["sequence"] for one in after] == [0, 1, 0]
    assert (events[0]["place"], events[0]["sequence"]) == ("Rathaus", 1)
    assert events[0]["last_at"] == dt.datetime(2027, 1, 26, 19, 30, tzinfo=dt.UTC)


def test_a_date_that_is_gone_is_cancelled_and_stays_in_the_feed(client):
    imported(client)
    assert imported(client, HEAD + GERMAN + SEWING) == {"change": 1, "same": 1}
    assert [one["state"] for one in rows(client)[1]] == ["planned", "cancelled", "planned"]
    feed = client.get(f"{API}/events.ics").text
    assert feed.count("STATUS:CANCELLED") == 1
    assert imported(client, HEAD + GERMAN + SEWING) == {"same": 2}


def booked(client, external_id="K1", people=1):
    """Let people sign up for a course; return the number of its event."""
    number = changed(client, external_id, registration=True)
    with client.app.database.writing() as session:
        session.add(Seats(event=number, capacity=20, bound=20, waiting_limit=5, mode="auto"))
    for one in range(people):
        sign_up(client.app.database, number, one)
    return number


def told(client, clock, postbox):
    """Return what people are told after a change, once the first letters are gone."""
    before = len(postbox.letters)
    clock.moment += letters.PATIENCE
    work_off(client)
    return sorted((letter.to, letter.subject) for _, letter in postbox.letters[before:])


def states_of(client):
    return [one["state"] for one in rows(client)[0]]


def test_a_missing_course_is_archived(client):
    imported(client)
    assert imported(client, HEAD + SEWING) == {"same": 1, "archive": 1}
    assert states_of(client) == ["archived", "published"]
    assert imported(client, FILE) == {"same": 1, "stay_archived": 1}


def test_a_missing_course_with_people_stays_and_is_a_matter_for_staff(client, clock, postbox):
    imported(client)
    number = booked(client, people=3)
    for _ in range(2):
        assert imported(client, HEAD + SEWING) == {"same": 1, "missing": 1}
    (step,) = sent(client, "event-import-previews", HEAD + SEWING).json()["steps"]
    assert (step["action"], step["event"], step["people"]) == ("missing", number, 3)
    assert states_of(client) == ["published", "published"]
    assert client.get(f"{API}/events/{number}").status_code == 200
    assert matters(client) == [(f"/team/veranstaltungen/{number}", 3)]
    assert imported(client, FILE) == {"change": 1, "same": 1}  # it is back
    assert matters(client) == []
    assert all(subject.startswith("Angemeldet") for _, subject in told(client, clock, postbox))


def test_staff_say_that_a_missing_course_takes_place(client):
    imported(client)
    number = booked(client)
    imported(client, HEAD + SEWING)
    assert client.get(f"{API}/staff/events/{number}").json()["missing_since"] is not None
    answer = patched(client, f"{API}/staff/events/{number}", {"missing_since": None})
    assert (answer.status_code, answer.json()["missing_since"]) == (200, None)
    assert imported(client, HEAD + SEWING) == {"same": 1}
    assert (matters(client), states_of(client)) == ([], ["published", "published"])


def test_a_missing_course_that_is_cancelled_is_no_matter_any_more(client, clock, postbox):
    imported(client)
    number = booked(client)
    imported(client, HEAD + SEWING)
    work_off(client)
    assert patched(client, f"{API}/staff/events/{number}", {"state": "cancelled"}).status_code == 200
    assert matters(client) == []
    assert imported(client, HEAD + SEWING) == {"same": 1, "archive": 1}  # within minutes: the news is not lost
    assert told(client, clock, postbox) == [("person0@example.org", "Abgesagt: Deutsch für den Beruf")]


def test_who_signed_up_hears_what_an_import_moves(client, clock, postbox):
    imported(client)
    booked(client)
    work_off(client)
    assert imported(client, FILE.replace("Deutsch für den Beruf", "Deutsch")) == {"change": 1, "same": 1}
    assert told(client, clock, postbox) == []  # another title is no news
    moved = FILE.replace("19.01.2027", "26.01.2027")
    assert imported(client, moved) == {"change": 1, "same": 1}
    assert told(client, clock, postbox) == [("person0@example.org", "Geändert: Deutsch für den Beruf")]
    assert "26.1.2027, 18:00" in postbox.letters[-1][1].text
    assert imported(client, moved.replace("Bürgerhaus", "Rathaus")) == {"change": 1, "same": 1}
    assert told(client, clock, postbox) == [("person0@example.org", "Geändert: Deutsch für den Beruf")]
    assert "Rathaus" in postbox.letters[-1][1].text


def test_who_signed_up_hears_of_a_calendar_that_moves_cancels_and_brings_back(client, clock, postbox):
    imported(client, ICS)
    number = booked(client, "a-1@vhs.example")
    work_off(client)
    assert imported(client, ICS.replace("T090000", "T100000")) == {"change": 1}
    assert told(client, clock, postbox) == [("person0@example.org", "Geändert: Nähen")]
    off = ICS.replace("DTSTAMP", "STATUS:CANCELLED\nDTSTAMP")
    assert imported(client, off) == {"cancel": 1}
    assert imported(client, off) == {"same": 1}
    assert told(client, clock, postbox) == [("person0@example.org", "Abgesagt: Nähen")]
    assert client.get(f"{API}/events/{number}").json()["state"] == "cancelled"
    assert imported(client, ICS.replace("T090000", "T100000")) == {"change": 1}
    assert told(client, clock, postbox) == [("person0@example.org", "Geändert: Nähen")]
    assert client.get(f"{API}/events/{number}").json()["state"] == "rescheduled"


def test_what_staff_cancelled_is_not_brought_back_by_a_file(client):
    imported(client, ICS)
    number = booked(client, "a-1@vhs.example")
    patched(client, f"{API}/staff/events/{number}", {"state": "cancelled"})
    assert imported(client, ICS) == {"same": 1}
    assert states_of(client) == ["cancelled"]


def matters(client):
    todo = client.get(f"{API}/me/todo").json()["items"]
    return [(one["link"], one["count"]) for one in todo if one["kind"] == "event_missing"]


def test_a_course_that_is_over_is_not_archived(client, clock):
    imported(client)
    clock.moment = dt.datetime(2027, 1, 14, tzinfo=dt.UTC)
    assert imported(client, HEAD + GERMAN + AGAIN) == {"same": 1}
    assert rows(client)[0][1]["state"] == "published"


def test_local_edits_survive(client):
    imported(client)
    title = {"de": {"text": "Deutsch im Beruf", "state": "original"}}
    changed(client, "K1", title=title, edited=["title", "dates"])
    moved = FILE.replace("12,50", "15").replace("19.01.", "20.01.")
    assert imported(client, moved) == {"change": 1, "same": 1}
    event = rows(client)[0][0]
    assert (event["title"], event["price_cents"]) == (title, 1500)
    assert [one["sequence"] for one in rows(client)[1]] == [0, 0, 0]


def test_a_translation_is_outdated_when_its_german_text_changes(client):
    imported(client)
    text = {"de": {"text": "Nähen", "state": "original"}, "pl": {"text": "Szycie", "state": "reviewed", "source": "x"}}
    number = changed(client, "K2", title=text)
    imported(client, FILE.replace("Nähen", "Nähen für alle"))
    found = client.get(f"{API}/events/{number}", params={"lang": "pl"}).json()["title"]
    assert found == {"text": "Szycie", "lang": "pl", "state": "outdated"}
    assert {one["sequence"] for one in rows(client)[0]} == {0}, "calendars count changes of time, place and status only"


def test_nothing_is_stored_by_looking_or_when_things_changed_meanwhile(client):
    seen = sent(client, "event-import-previews", FILE).json()
    assert rows(client) == [[], []]
    imported(client, HEAD + SEWING)
    assert sent(client, "event-imports", FILE, digest=seen["digest"]).status_code == 412


@pytest.mark.parametrize(("line", "code"), [
    ("K1;;12.01.2027;18:00;20:00", "number_or_title_missing"), ("K1;A;30.02.2027;18:00;20:00", "no_date"),
    ("K1;A;12.01.2027;25:00;26:00", "no_date"), ("K1;A;31.12.9999;18:00;20:00", "no_date"),
    ("K1;A;12.01.2027;20:00;18:00", "not_in_order"),
    ("K1;A;28.03.2027;02:30;04:00", "no_such_time"), ("K1;A;31.10.2027;02:30;04:00", "ambiguous_time"),
    ("K1;A;12.01.2027;18:00;20:00;;;;viel", "no_price"), ("K1;" + "A" * 301 + ";12.01.2027;18:00;20:00", "too_long"),
])  # fmt: skip
def test_faults_name_their_line_and_nothing_is_imported(client, line, code):
    text = HEAD + SEWING + line + "\n"
    seen = sent(client, "event-import-previews", text).json()
    assert [(one["line"], one["code"]) for one in seen["faults"]] == [(3, code)]
    refused = sent(client, "event-imports", text, digest=seen["digest"])
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/file/lines/3"
    assert rows(client) == [[], []]


def test_a_calendar_is_read_too(client):
    assert imported(client, ICS) == {"create": 1}
    event, date = rows(client)[0][0], rows(client)[1][0]
    assert (event["external_id"], event["place"]) == ("a-1@vhs.example", "Rathaus Weilerbach")
    assert date["starts_at"] == dt.datetime(2027, 1, 13, 8, tzinfo=dt.UTC)
    assert imported(client, ICS.replace("\n", "\r\n")) == {"same": 1}
    assert imported(client, ICS.replace("DTSTAMP", "STATUS:CANCELLED\nDTSTAMP")) == {"cancel": 1}


def test_signs_nobody_can_read_are_left_out(client):
    imported(client, ICS.replace("Nähen", "Nä\x01hen\x7f").replace("Rathaus", "Rat\x02haus"))
    event = rows(client)[0][0]
    assert (event["title"]["de"]["text"], event["place"]) == ("Nähen", "Rathaus Weilerbach")


BEGINS = "DTSTART;TZID=Europe/Berlin:20270113T090000"
NO_ENTRIES = {
    "series_not_read": ("LOCATION", "RRULE:FREQ=DAILY\nLOCATION"),
    "number_or_title_missing": ("UID:a-1@vhs.example\n", ""),
    "time_missing": ("DTEND;TZID=Europe/Berlin:20270113T120000\n", ""),
    "not_in_order": ("T120000", "T080000"),
    "no_such_time": (BEGINS, "DTSTART:20270328T023000"),
}


@pytest.mark.parametrize(("there", "instead"), [
    ("DTEND;TZID=Europe/Berlin:20270113T120000", "DTEND:garbage"), (BEGINS, f"{BEGINS}\n{BEGINS}"),
    ("LOCATION", "DURATION:PT1H\nLOCATION"), ("LOCATION", "SUMMARY:Noch einer\nLOCATION"), ("Nähen", "   "),
    ("LOCATION", "STATUS:CONFIRMED\nSTATUS:CANCELLED\nLOCATION"), ("LOCATION", "LOCATION:Hier\nLOCATION"),
    ("DTEND;TZID=Europe/Berlin:20270113T120000", "DURATION:P999999999D"), (BEGINS, "DTSTART:xx"),
    ("DTSTART;TZID=Europe/Berlin:2027", "DTSTART:9999"), ("DTEND;TZID=Europe/Berlin:", "DTEND;VALUE=PERIOD:"),
])  # fmt: skip
def test_a_damaged_entry_is_named_and_nothing_is_imported(client, there, instead):
    assert there in ICS
    answer = sent(client, "event-import-previews", ICS.replace(there, instead))
    assert answer.status_code == 200, answer.text
    assert {one["line"] for one in answer.json()["faults"]} == {1}


@pytest.mark.parametrize("code", NO_ENTRIES)
def test_faults_of_a_calendar(code):
    assert [one.code for one in opened(ICS.replace(*NO_ENTRIES[code]).encode()).faults] == [code]


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "{}">]><x>&b;</x>'.format("&a;" * 1000)


def test_entity_bombs_are_refused(client):
    for start in (b"", b"\xef\xbb\xbf", b" \n"):
        refused = sent(client, "event-import-previews", start + BOMB.encode())
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["code"] == "xml_refused"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", BOMB)
        archive.writestr("xl/workbook.xml", BOMB)
    with pytest.raises(UnreadableFileError) as found:
        opened(packed.getvalue())
    assert found.value.code == "broken_spreadsheet"


def test_files_that_are_none(client):
    for content, code in (
        (b"", "empty"),
        (b"A;B\n1;2\n", "columns_missing"),
        (b"BEGIN:VCALENDAR\nUID", "broken_calendar"),
    ):
        assert sent(client, "event-import-previews", content).json()["errors"][0]["code"] == code
    assert sent(client, "event-import-previews", FILE, organiser="nobody").status_code == 422


def test_only_who_may_import(start):
    with acting(start(), somebody("area_staff", "073355009")) as client:
        assert sent(client, "event-import-previews", FILE).status_code == 403
        assert sent(client, "event-imports", FILE, digest=str(uuid.uuid4())).status_code == 403
        assert client.get(f"{API}/staff/event-import-sources").status_code == 403


def test_dates_moved_here_are_not_moved_back(client):
    imported(client)
    number, date = rows(client)[1][2]["event"], rows(client)[1][2]["id"]
    address = f"{API}/staff/events/{number}/sessions/{date}"
    moved = client.patch(address, json={"starts_at": "2027-01-13T08:00"}, headers={"If-Match": '"1"'})
    assert moved.status_code == 200, moved.text
    assert imported(client) == {"same": 2}
    assert rows(client)[1][2]["starts_at"] == dt.datetime(2027, 1, 13, 7, tzinfo=dt.UTC)


def test_what_staff_changed_here_is_not_changed_back(client):
    imported(client)
    number = rows(client)[0][0]["id"]
    address = f"{API}/staff/events/{number}"
    assert patched(client, address, {"place": "Bürgerhaus", "price_cents": 0}).status_code == 200
    assert imported(client) == {"same": 2}
    assert (rows(client)[0][0]["place"], rows(client)[0][0]["edited"]) == ("Bürgerhaus", ["place", "price_cents"])
