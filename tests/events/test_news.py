"""What people hear of an event that changes, reminders, and how long we know who they are."""

import datetime as dt

import pytest
from sqlmodel import select

from api import main
from api.events import chores, dates, letters, retention
from api.events.ical import calendar
from api.events.registration_tables import Registration
from api.events.tables import Event, EventSession
from api.kernel.audit import PROFILE, record
from api.kernel.tables import AuditEntry, Job, Mail
from tests.conftest import acting
from tests.events.booked import START, event, sign_up, states
from tests.events.ical_linter import faults
from tests.events.test_editing import MANAGER, made, url
from tests.events.test_letters import dated, unfolded, work_off
from tests.events.test_registration import OWN, signed_up, token_of, wish
from tests.staff import de, patched

DAY = dt.timedelta(days=1)


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


def move(database, number, **values):
    """Change an event as `editing` does."""
    with database.writing() as session:
        row = session.get(Event, number)
        for name, value in values.items():
            setattr(row, name, value)
        row.sequence += 1
        record(session, PROFILE, "change", row)
        letters.changed(session, row)


def reminded(database):
    with database.writing() as session:
        chores.remind(session)
    with database.reading() as session:
        return len(session.exec(select(Mail).where(Mail.kind == "event-reminder")).all())


def test_who_was_offered_a_seat_of_what_was_called_off_hears_that_and_no_more(client, database, postbox, clock):
    number = dated(database, capacity=1, mode="offer")
    first = signed_up(client, number)
    signed_up(client, number, **wish(2, language="en"))
    client.delete(OWN, headers=token_of(first))
    move(database, number, state="cancelled")
    clock.moment += letters.PATIENCE
    work_off(client)
    postbox.letters.clear()
    clock.moment += dt.timedelta(hours=24)
    work_off(client)
    assert states(database, number) == ["cancelled", "expired"]
    assert postbox.letters == []


def test_a_cancelled_event_takes_its_dates_back_from_calendars(client, database, postbox, clock):
    number = dated(database, capacity=1)
    signed_up(client, number, language="en")
    signed_up(client, number, **wish(2, language="en"))  # who waits hears of it, too
    work_off(client)
    (first, *_) = (letter for _, letter in postbox.letters if letter.calendar)
    postbox.letters.clear()
    move(database, number, state="cancelled")
    work_off(client)
    assert postbox.letters == []
    clock.moment += letters.PATIENCE
    work_off(client)
    assert postbox.subjects == ["Cancelled: Vereinsgründung"] * 2
    (_, letter), _ = postbox.letters
    told = unfolded(letter.calendar)
    assert faults(letter.calendar) == []
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1", f"UID:uid-{number}"} <= {*told}
    assert {"SEQUENCE:0", f"UID:uid-{number}"} <= {*unfolded(first.calendar)}


def test_several_changes_in_a_row_are_one_letter(client, database, postbox, clock):
    number = dated(database)
    signed_up(client, number, language="en")
    move(database, number, state="postponed")
    clock.moment += dt.timedelta(minutes=1)
    move(database, number, state="rescheduled", place="Bürgerhaus")
    clock.moment += letters.PATIENCE
    work_off(client)
    assert postbox.subjects == ["Registered: Vereinsgründung", "Changed: Vereinsgründung"]
    assert "Bürgerhaus, Landstuhl" in postbox.letters[-1][1].text


def test_a_letter_holds_the_same_dates_as_the_file(client, database, postbox):
    number = dated(database)
    signed_up(client, number, language="en")
    work_off(client)
    ((_, letter),) = postbox.letters
    reader = dates.Reader("en", client.app.settings.public_url, client.app.settings.sender)
    with database.reading() as session:
        assert letter.calendar == calendar(dates.dates_of(session, number, reader))


def test_everybody_with_a_seat_is_reminded_once_whatever_the_schedule(client, database, clock):
    number = dated(database, capacity=1)
    signed_up(client, number)
    signed_up(client, number, **wish(2))  # waits
    clock.moment = START - 3 * DAY
    assert reminded(database) == 0
    clock.moment = START - DAY
    assert [reminded(database) for _ in range(2)] == [1, 1]
    with database.writing() as session:  # it is moved by a week after that
        row = session.exec(select(EventSession)).one()
        row.starts_at, row.ends_at = row.starts_at + 7 * DAY, row.ends_at + 7 * DAY
        record(session, PROFILE, "change", row)
    clock.moment = START + 6 * DAY
    assert reminded(database) == 1


@pytest.mark.parametrize("state", ["draft", "postponed", "cancelled", "archived"])
def test_nobody_is_reminded_of_what_does_not_take_place(client, database, clock, state):
    number = dated(database)
    signed_up(client, number)
    move(database, number, state=state)
    clock.moment = START - DAY
    assert reminded(database) == 0
    move(database, number, state="rescheduled")
    assert reminded(database) == 1


def test_nobody_is_reminded_of_a_date_that_was_cancelled(client, database, clock):
    signed_up(client, dated(database))
    with database.writing() as session:
        row = session.exec(select(EventSession)).one()
        row.state = "cancelled"
        record(session, PROFILE, "change", row)
    clock.moment = START - DAY
    assert reminded(database) == 0


def test_who_signed_up_just_now_is_not_reminded(client, database, clock):
    clock.moment = START - dt.timedelta(hours=5)
    signed_up(client, dated(database))
    assert reminded(database) == 0


def test_people_are_forgotten_on_the_second_and_counted_on(client, database, clock):
    number = event(database, questions=[{"key": "meal", "kind": "text", "label": {"de": {"text": "Essen"}}}])
    made = signed_up(client, number, answers={"meal": "Kanarienvogel"})
    clock.moment = START + dt.timedelta(hours=3, seconds=-1) + 30 * DAY
    with database.reading() as session:
        assert retention.due(session) == []
    clock.moment += dt.timedelta(seconds=1)
    with database.reading() as session:
        assert retention.due(session) == [retention.Due(number, 1, 0)]
    for _ in range(2):
        with database.writing() as session:
            retention.forget(session)
    with database.reading() as session:
        row = session.exec(select(Registration)).one()
        assert (row.name, row.email, row.phone, row.answers, row.state) == ("", None, None, {}, "confirmed")
        assert session.exec(select(Mail)).all() == []
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.actor == "system:retention")).all()
        assert entry.fields == ["answers", "email", "name", "person"]
        assert retention.due(session) == []
    assert client.get(OWN, headers=token_of(made)).status_code == 404


def test_an_answer_is_forgotten_before_the_rest_where_its_question_says_so(client, database, clock):
    asked = [
        {"key": "meal", "kind": "text", "label": {"de": {"text": "Essen"}}, "retention_days": 1},
        {"key": "note", "kind": "text", "label": {"de": {"text": "Notiz"}}, "retention_days": None},
    ]
    number = event(database, questions=asked)
    signed_up(client, number, answers={"meal": "vegan", "note": "spät"})
    clock.moment = START + dt.timedelta(hours=3, seconds=-1) + DAY
    with database.reading() as session:
        assert retention.due(session) == []
    clock.moment += dt.timedelta(seconds=1)
    with database.writing() as session:
        assert retention.due(session) == [retention.Due(number, 0, 1)]
        retention.forget(session)
    with database.reading() as session:
        row = session.exec(select(Registration)).one()
        assert (row.name, row.answers) == ("Beispiel 1", {"note": "spät"})


def test_who_is_erased_gives_the_seat_to_the_next_and_stays_erased(client, database, tmp_path):
    number = event(database, capacity=1)
    key, _ = sign_up(database, number, 1)
    sign_up(database, number, 2)
    with database.writing() as session:
        retention.erase(session, retention.KEEPER, key, tmp_path)
    assert states(database, number) == ["cancelled", "confirmed"]
    with database.reading() as session:
        assert session.get(Registration, key).email is None
        assert session.exec(select(Mail).where(Mail.object_key == key)).all() == []
    with database.writing() as session:  # as a backup of the day before has it
        table = Registration.__table__
        back = {"name": "Beispiel 1", "email": "person1@example.org", "state": "confirmed"}
        session.connection().execute(table.update().where(table.c.id == key).values(back))
        session.connection().exec_driver_sql("UPDATE event_seats SET taken = 2, bound = 2")
    for many in (1, 0):
        with database.writing() as session:
            assert retention.erase_again(session, tmp_path) == many
    with database.reading() as session:
        assert session.get(Registration, key).name == ""


def test_a_restored_backup_forgets_again(client, database, clock):
    signed_up(client, event(database))
    clock.moment = START + 40 * DAY
    *_, again = main.after_restore(client.app.settings)
    with database.writing() as session:
        assert again(session).startswith("1 registrations")
    with database.reading() as session:
        assert session.exec(select(Registration)).one().name == ""
        assert "person1" not in str(session.exec(select(Job)).all())


def test_what_staff_change_is_what_people_hear(client, database, postbox, clock):
    """The description is no news, and who signs up right after publishing hears of no change."""
    with acting(client, MANAGER):
        found = made(client)
        patched(client, url(found), {"state": "published"})
        signed_up(client, found["id"], language="en")
        patched(client, url(found), {"description": de("Neu beschrieben.")})
        later(client, clock)
        assert postbox.subjects == ["Registered: Vereinsgründung"]
        patched(client, url(found), {"place": "Bürgerhaus"})
        later(client, clock)
        date = client.get(url(found)).json()["sessions"][0]
        moved = {"starts_at": "2026-12-06T18:00", "ends_at": "2026-12-06T20:30"}
        answer = patched(client, f"{url(found)}/sessions/{date['id']}", moved, date["revision"])
        assert answer.status_code == 200, answer.text
        later(client, clock)
        patched(client, url(found), {"state": "cancelled"})
        later(client, clock)
    assert postbox.subjects[1:] == [*["Changed: Vereinsgründung"] * 2, "Cancelled: Vereinsgründung"]
    assert "6.12.2026, 18:00 – 20:30" in postbox.letters[2][1].text


def later(client, clock):
    clock.moment += letters.PATIENCE
    work_off(client)
