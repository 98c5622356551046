"""A working group is invited to its meeting: seats, letters with a calendar entry, nobody twice."""

import pytest

from api.accounts.tables import Account, AccountState
from api.kernel.audit import PROFILE, record
from api.outreach.tables import WorkingGroup, WorkingGroupMember
from tests.conftest import acting, somebody
from tests.events.booked import counted, event
from tests.events.test_letters import dated, work_off

BASE = "/api/v1/staff/events"


@pytest.fixture
def client(start):
    client = start()
    with acting(client, somebody("project_manager")):
        yield client


@pytest.fixture
def group(client):
    """The number of a working group: an account that reads Polish, one that left, and somebody with a name only."""
    with client.app.database.writing() as session:
        row = WorkingGroup(name="Haustüren")
        record(session, PROFILE, "create", row, public=False)
        people = [
            Account(email="erika@example.org", name="Erika Mustermann", language="pl", state=AccountState.active),
            Account(email="max@example.org", name="Max Beispiel", state=AccountState.ended),
        ]
        record(session, PROFILE, "create", *people, public=False)
        members = [WorkingGroupMember(working_group=row.id, account=one.id) for one in people]
        members.append(WorkingGroupMember(working_group=row.id, name="Ioana Beispiel"))
        record(session, PROFILE, "create", *members, public=False)
        return row.id


def invited(client, number, status=200):
    answer = client.post(f"{BASE}/{number}/invitations")
    assert answer.status_code == status, answer.text
    return answer.json()


def listed(client, number):
    return client.get(f"{BASE}/{number}/registrations").json()["items"]


def test_everybody_gets_a_seat_and_who_can_be_written_to_a_letter(client, group, postbox):
    number = dated(client.app.database, working_group=group)
    assert client.get(f"{BASE}/{number}/people").json()["working_group"] == group
    told = invited(client, number)
    assert told == {"invited": 2, "waiting": 0, "known": 0, "without_mail": ["Ioana Beispiel"]}, "who left is not asked"
    assert [(one["name"], one["email"], one["by_staff"]) for one in listed(client, number)] == [
        ("Erika Mustermann", "erika@example.org", True),
        ("Ioana Beispiel", None, True),
    ]
    work_off(client)
    ((language, letter),) = postbox.letters
    assert (language, letter.to, letter.subject) == ("pl", "erika@example.org", "Zaproszenie: Vereinsgründung")
    assert "/pl/anmeldung#" in letter.text
    assert b"METHOD:PUBLISH" in letter.calendar


def test_again_invites_only_who_is_new_and_not_who_cancelled(client, group, postbox):
    number = dated(client.app.database, working_group=group)
    invited(client, number)
    work_off(client)
    client.delete(f"{BASE}/{number}/registrations/{listed(client, number)[0]['id']}")
    with client.app.database.writing() as session:
        record(session, PROFILE, "create", WorkingGroupMember(working_group=group, name="Ali Beispiel"), public=False)
    assert invited(client, number) == {"invited": 1, "waiting": 0, "known": 2, "without_mail": ["Ali Beispiel"]}
    work_off(client)
    assert postbox.subjects.count("Zaproszenie: Vereinsgründung") == 1
    assert counted(client.app.database, number)[0] == (2, 0)


def test_who_finds_no_seat_waits_and_gets_the_letter_that_says_so(client, group, postbox):
    number = dated(client.app.database, working_group=group, capacity=0, waiting_limit=3)
    assert invited(client, number) == {
        "invited": 0, "waiting": 2, "known": 0, "without_mail": ["Ioana Beispiel"],
    }  # fmt: skip
    work_off(client)
    assert [letter.subject.startswith("Zaproszenie") for _, letter in postbox.letters] == [False]


def test_a_meeting_too_small_invites_nobody(client, group):
    number = event(client.app.database, working_group=group, capacity=1, waiting_limit=0)
    assert invited(client, number, 409)["type"].endswith("/event-full")
    assert listed(client, number) == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"working_group": None}, "no_working_group"),
        ({"registration": False}, "no_registration"),
        ({"state": "cancelled"}, "not_taking_place"),
    ],
)
def test_what_cannot_be_invited_to_says_why(client, group, more, code):
    number = event(client.app.database, **{"working_group": group, **more})
    assert invited(client, number, 409)["errors"][0]["code"] == code
    assert listed(client, number) == []


@pytest.mark.parametrize(
    ("role", "status"), [("area_staff", 404), ("trainer", 404), ("editor", 403), ("council_member", 403)]
)
def test_only_who_knows_the_group_invites_it(client, group, role, status):
    number = event(client.app.database, working_group=group)
    with acting(client, somebody(role, "073355009")):
        assert client.post(f"{BASE}/{number}/invitations").status_code == status
    assert listed(client, number) == []
