"""Letters to who signed up: which, when, in which language, to nobody else, and what is in the outbox meanwhile."""

import datetime as dt
import json

import pytest
import yaml
from sqlmodel import select

from api import main
from api.events import booking, holding, letters, wording
from api.events.registration_tables import Registration, SeatHold
from api.events.tables import Event, EventSession
from api.kernel import jobs
from api.kernel.audit import PROFILE, record
from api.kernel.tables import Job, Mail
from tests.events.booked import START, event, sign_up, states
from tests.events.ical_linter import faults
from tests.events.test_registration import OWN, posted, signed_up, token_of, wish

NINE = {"de", "de-simple", "en", "pl", "tr", "it", "ro", "uk", "ar"}


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


def work_off(client):
    work = main.work(client.app.settings)
    while jobs.do_next(client.app.database, work):
        pass


def dated(database, **more):
    """Return an event that has a date."""
    number = event(database, place="Rathaus", town="Landstuhl", **more)
    with database.writing() as session:
        begins = {"starts_at": START, "ends_at": START + dt.timedelta(hours=3), "stamped_at": START}
        record(session, PROFILE, "create", EventSession(event=number, uid=f"uid-{number}", **begins))
    return number


def mails(database):
    with database.reading() as session:
        return [(one.kind, one.to_account, one.state) for one in session.exec(select(Mail).order_by(Mail.at)).all()]


def unfolded(calendar):
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def test_who_signs_up_gets_a_letter_with_link_and_calendar_in_their_language(client, database, postbox):
    number = dated(database)
    made = signed_up(client, number, language="pl")
    work_off(client)
    ((language, letter),) = postbox.letters
    assert (language, letter.to) == ("pl", "person1@example.org")
    assert letter.subject == "Zapisano: Vereinsgründung"
    assert "Dzień dobry Beispiel" not in letter.text  # a name with a digit: it may be an address
    assert "/pl/anmeldung#" + made["manage_url"].partition("#")[2] in letter.text
    assert "5.12.2026, 18:00 – 21:00" in letter.text
    assert "Rathaus, Landstuhl" in letter.text
    assert faults(letter.calendar) == []
    assert f"UID:uid-{number}" in unfolded(letter.calendar)
    assert "METHOD:PUBLISH" in unfolded(letter.calendar)
    assert mails(database) == [("event-confirmed", None, "sent")]


def test_outbox_and_jobs_hold_nothing_about_the_person(client, database):
    number = dated(database)
    signed_up(client, number, name="Erika Kanarienvogel", email="kanarienvogel@example.org")
    with database.reading() as session:
        (mail,) = session.exec(select(Mail)).all()
        (job,) = session.exec(select(Job)).all()
        told = json.dumps([mail.model_dump(mode="json", warnings=False), job.model_dump(mode="json", warnings=False)])
        assert mail.object_key == session.exec(select(Registration.id)).one()
    assert "anarienvogel" not in told


def test_the_same_request_twice_is_one_letter(client, database):
    number = dated(database)
    for _ in range(2):
        assert posted(client, number, wish(), **{"Idempotency-Key": "a key of a client"}).status_code == 201
    assert len(mails(database)) == 1


def test_who_gives_no_mail_address_gets_no_letter(client, database):
    signed_up(client, dated(database), email=None, phone="06371 123456")
    assert mails(database) == []


def test_the_invented_people_of_a_profile_get_no_letter(database):
    number = dated(database)
    with database.writing() as session:
        who = booking.Signing(name="Erika", language="de", email="erika@example.org", person="x" * 64)
        booking.register(session, PROFILE, number, who)
    assert mails(database) == []


def test_waiting_and_moving_up(client, database, postbox):
    number = dated(database, capacity=1)
    first = signed_up(client, number)
    for who in (2, 3):
        signed_up(client, number, **wish(who, language="en"))
    work_off(client)
    client.delete(OWN, headers=token_of(first))
    work_off(client)
    assert sorted(postbox.subjects) == sorted([
        "Zapisano: Vereinsgründung",
        *["Waiting list: Vereinsgründung"] * 2,
        "Wypisano: Vereinsgründung",
        "You have a place: Vereinsgründung",
    ])  # fmt: skip
    texts = [letter.text for _, letter in postbox.letters if letter.subject.startswith("Waiting")]
    assert sorted("number 1 on" in text for text in texts) == [False, True]
    (gone,) = (letter for _, letter in postbox.letters if letter.subject.startswith("Wypisano"))
    assert "METHOD:CANCEL" in unfolded(gone.calendar)
    assert f"UID:uid-{number}" in unfolded(gone.calendar)


def test_an_offer_says_until_when_and_goes_on_by_itself(client, database, clock, postbox):
    number = dated(database, capacity=1, mode="offer")
    first = signed_up(client, number)
    for who in (2, 3):
        signed_up(client, number, **wish(who, language="en"))
    client.delete(OWN, headers=token_of(first))
    work_off(client)
    (offer,) = (letter for _, letter in postbox.letters if letter.subject.startswith("Do you want"))
    assert offer.to == "person2@example.org"
    assert "until 23.11.2026, 13:00" in offer.text  # a day later, within office hours
    clock.moment += dt.timedelta(hours=24, minutes=-1)
    work_off(client)
    assert states(database, number) == ["cancelled", "offered", "waiting"]
    clock.moment += dt.timedelta(minutes=1)
    work_off(client)  # nobody came by
    assert states(database, number) == ["cancelled", "expired", "offered"]
    ends = [(letter.to, letter.subject.partition(":")[0].partition("?")[0]) for _, letter in postbox.letters[-2:]]
    assert sorted(ends) == [
        ("person2@example.org", "The place is gone"),
        ("person3@example.org", "Do you want the place"),
    ]


def test_an_accepted_offer_is_confirmed_by_letter(client, database, postbox):
    number = dated(database, capacity=1, mode="offer")
    first, second = signed_up(client, number), signed_up(client, number, **wish(2, language="en"))
    client.delete(OWN, headers=token_of(first))
    client.post(f"{OWN}/acceptance", headers=token_of(second))
    work_off(client)
    assert "Registered: Vereinsgründung" in postbox.subjects
    assert not any(one.startswith("Do you want") for one in postbox.subjects)  # it was too late for that


def test_seats_kept_for_a_form_come_back_without_anybody_looking(client, database, clock):
    number = dated(database, capacity=1)
    with database.writing() as session:
        hold = SeatHold(id="h", event=number, party=1, until=clock.moment + dt.timedelta(minutes=16))
        assert holding.keep(session, number, hold)
    assert sign_up(database, number, 1)[1] == "waiting"
    clock.moment += dt.timedelta(minutes=16)
    work_off(client)
    assert states(database, number) == ["confirmed"]


def test_a_new_address_gets_the_link(client, database, postbox):
    made = signed_up(client, dated(database))
    work_off(client)
    client.patch(OWN, json={"email": "neu@example.org"}, headers=token_of(made))
    client.patch(OWN, json={"phone": "06371 123456"}, headers=token_of(made))
    work_off(client)
    assert [letter.to for _, letter in postbox.letters] == ["person1@example.org", "neu@example.org"]


def test_a_letter_that_is_no_longer_right_never_leaves(client, database, postbox):
    number = dated(database)
    made = signed_up(client, number)
    client.delete(OWN, headers=token_of(made))
    work_off(client)
    assert postbox.subjects == ["Wypisano: Vereinsgründung"]
    signed_up(client, number, **wish(2))
    with database.writing() as session:
        row = session.get(Event, number)
        row.state = "cancelled"
        record(session, PROFILE, "change", row)
    work_off(client)
    assert len(postbox.letters) == 1
    assert sorted(state for _, _, state in mails(database)) == ["dropped", "dropped", "sent"]


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Erika Mustermann", "Hello Erika Mustermann,"),
        ("Dr. Ayşe Yılmaz-O'Neill", "Hello Dr. Ayşe Yılmaz-O'Neill,"),
        ("Win at evil.example", "Hello,"),
        ("https://evil", "Hello,"),
        ("call 0900", "Hello,"),
    ],
)
def test_nobody_sends_an_address_of_theirs_under_our_name(client, database, postbox, name, greeted):
    signed_up(client, dated(database), name=name, language="en")
    work_off(client)
    ((_, letter),) = postbox.letters
    assert letter.text.startswith(f"{greeted}\n")


def test_every_letter_is_there_in_nine_languages():
    texts = yaml.safe_load((wording.Path(wording.__file__).parent / "letters.yaml").read_text(encoding="utf-8"))
    assert {one.value for one in letters.LetterKind} <= texts.keys()
    assert [key for key, said in texts.items() if said.keys() != NINE] == []
    told = {"title": "T", "name": "N", "county": "C", "position": 1, "until": "U", "day": "D"}
    for key, said in texts.items():
        for one in said.values():
            for text in one.values() if isinstance(one, dict) else [one]:
                assert "{" not in text.format(**told), key
        kept = [{word for word in told if f"{{{word}}}" in str(one)} for one in said.values()]
        assert all(one == kept[0] for one in kept), key


def test_what_is_given_back_and_signed_up_for_again_is_the_newer_version_for_a_calendar(
    client, database, clock, postbox
):
    """A CANCEL raises SEQUENCE (RFC 5546, 3.2.5); a PUBLISH after it is not older than that, or calendars drop it."""
    number = dated(database, stamped_at=clock.moment)
    with database.writing() as session:
        date = session.exec(select(EventSession)).one()
        date.stamped_at = clock.moment
        record(session, PROFILE, "change", date)
    for _ in range(2):
        made = signed_up(client, number)
        work_off(client)
        clock.moment += dt.timedelta(hours=1)
        client.delete(OWN, headers=token_of(made))
        work_off(client)
        clock.moment += dt.timedelta(hours=1)
    signed_up(client, number, **wish(2))  # somebody else's begins at nought
    work_off(client)
    told = [unfolded(letter.calendar) for _, letter in postbox.letters]
    values = [dict(line.split(":", 1) for line in one if ":" in line) for one in told]
    assert [(one["METHOD"], one["SEQUENCE"]) for one in values] == [
        ("PUBLISH", "0"), ("CANCEL", "1"), ("PUBLISH", "1"), ("CANCEL", "2"), ("PUBLISH", "0"),
    ]  # fmt: skip
    assert values[1]["DTSTAMP"] < values[2]["DTSTAMP"] < values[3]["DTSTAMP"]
    assert all(faults(letter.calendar) == [] for _, letter in postbox.letters)
