"""How one takes part online: staff write it, who has a seat is told, nobody else."""

import datetime as dt

import pytest

from api.events import chores, letters
from tests.conftest import acting, somebody
from tests.events.booked import START, event
from tests.events.test_editing import MANAGER, made, url
from tests.events.test_letters import dated, unfolded, work_off
from tests.events.test_registration import OWN, signed_up, token_of, wish
from tests.staff import patched, wrong

LINK = "https://meet.example/kreis-7"
TOLD = f"How to take part online (please do not pass this on):\n{LINK}"


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


def shown(client, registration):
    return client.get(OWN, headers=token_of(registration)).json()["online_link"]


def changed(client, number, **values):
    with acting(client, MANAGER):
        answer = patched(client, f"/api/v1/staff/events/{number}", values)
    assert answer.status_code == 200, answer.text


def test_staff_write_an_address_nobody_reads_on_the_way_or_words(client):
    with acting(client, somebody("project_manager")):
        found = made(client, online=True, online_link=LINK)
        assert found["online_link"] == LINK
        for bad in ("http://meet.example/1", "Hier: ftp://meet.example", f"{LINK} http://meet.example"):
            assert wrong(patched(client, url(found), {"online_link": bad})) == [("/online_link", "not_https")]
        assert wrong(patched(client, url(found), {"online_link": "zwei\nZeilen"})) == [
            ("/online_link", "string_pattern_mismatch")
        ]
        for good in ("Telefon 0631 7105, Code: 12", None):
            assert patched(client, url(found), {"online_link": good}).json()["online_link"] == good


def test_what_is_online_alone_has_no_door(client, database):
    for place, door in ((None, False), ("Bürgerhaus", True)):
        made = signed_up(client, event(database, online=True, place=place))
        assert (client.get(OWN, headers=token_of(made)).json()["check_in"] is not None) is door


def test_who_has_a_seat_sees_it_and_nobody_else(client, database):
    number = dated(database, capacity=1, online=True, online_link=LINK)
    seated, waits = signed_up(client, number), signed_up(client, number, **wish(2))
    assert (shown(client, seated), shown(client, waits)) == (LINK, None)
    client.delete(OWN, headers=token_of(seated))
    assert (shown(client, seated), shown(client, waits)) == (None, LINK)
    changed(client, number, online=False)
    assert shown(client, waits) is None
    changed(client, number, online=True)
    changed(client, number, state="cancelled")
    assert shown(client, waits) is None


def test_letters_and_their_calendars_tell_who_has_a_seat(client, database, postbox, clock):
    number = dated(database, capacity=1, online=True, online_link=LINK)
    seated = signed_up(client, number, language="en")
    signed_up(client, number, **wish(2, language="en"))
    work_off(client)
    client.delete(OWN, headers=token_of(seated))
    work_off(client)
    sent = {letter.subject.partition(":")[0]: letter for _, letter in postbox.letters}
    assert len(sent) == 4
    for letter in (sent["Registered"], sent["You have a place"]):
        assert TOLD in letter.text
        assert any(LINK in line for line in unfolded(letter.calendar) if line.startswith("DESCRIPTION:"))
    for letter in (sent["Waiting list"], sent["Registration cancelled"]):
        assert LINK not in letter.text + letter.calendar.decode().replace("\r\n ", "")
    clock.moment = START - dt.timedelta(days=1)
    with database.writing() as session:
        chores.remind(session)
    work_off(client)
    assert TOLD in postbox.letters[-1][1].text


def test_who_has_a_seat_is_told_of_another_address_and_not_of_one_that_was_called_off(client, database, postbox, clock):
    number = dated(database, online=True)
    signed_up(client, number, language="en")
    work_off(client)
    changed(client, number, online_link=LINK)
    clock.moment += letters.PATIENCE
    work_off(client)
    assert TOLD not in postbox.letters[0][1].text
    assert TOLD in postbox.letters[1][1].text
    changed(client, number, state="cancelled")
    clock.moment += letters.PATIENCE
    work_off(client)
    assert postbox.subjects[2].startswith("Cancelled")
    assert LINK not in postbox.letters[2][1].text + postbox.letters[2][1].calendar.decode().replace("\r\n ", "")
