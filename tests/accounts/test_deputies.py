"""Standing in: whom one may ask, that they must accept, from which day to which, and that roles go no further."""

import pytest
from sqlmodel import select

from api.accounts.tables import Deputy
from api.accounts.throttle import NETWORK
from api.kernel.permission import Role
from api.kernel.tables import AuditEntry
from tests.accounts.browser import Wish
from tests.accounts.test_roles import DAY, LANDSTUHL, WEILERBACH

UNTIL = {"valid_to": "2026-11-24"}


@pytest.fixture
def stand_in(visitor, clock):
    """Let somebody be asked to stand in, and accept; returns the browsers of both and the number."""

    def agreed(giver, taker, **days):
        one, other = visitor().enter(giver, clock), visitor().enter(taker, clock)
        made = one.post("/me/deputies", {"email": taker.email, **UNTIL, **days})
        assert made.status_code == 201, made.text
        number = made.json()["id"]
        assert other.post(f"/me/deputies/{number}/acceptance").json()["accepted"] is True
        return one, other, number

    return agreed


def roles(actor):
    return {grant.role for grant in actor.grants}


def test_a_deputy_has_the_roles_until_the_last_day(account, visitor, clock, actor_of, stand_in):
    person, deputy = account(Wish(Role.area_staff, area=LANDSTUHL)), account("editor")
    stand_in(person, deputy)

    assert roles(actor_of(deputy)) == {Role.area_staff, Role.editor}
    clock.moment += DAY
    shown = visitor().enter(deputy, clock).get("/me").json()["roles"]
    assert {(role["role"], role["deputy_for"], role["until"]) for role in shown} == {
        ("editor", None, None),
        ("area_staff", "Area_Staff", "2026-11-24"),
    }
    clock.moment += 2 * DAY
    assert roles(actor_of(deputy)) == {Role.editor}


def test_nothing_goes_over_before_it_is_accepted(account, visitor, clock, actor_of, database):
    person, deputy, stranger = account("project_manager"), account("editor"), account("evaluator")
    one, other, third = (visitor().enter(who, clock) for who in (person, deputy, stranger))
    number = one.post("/me/deputies", {"email": deputy.email, **UNTIL}).json()["id"]

    assert roles(actor_of(deputy)) == {Role.editor}
    assert [role["role"] for role in other.get("/me").json()["roles"]] == ["editor"]
    (matter,) = [item for item in other.get("/me/todo").json()["items"] if item["kind"] == "deputy_asked"]
    assert (matter["title"], matter["link"]) == ("Project_Manager", "/team/konto?teil=vertretung")
    token = other.post("/tokens", {"name": "x", "scopes": ["organisations.read"]}).json()["token"]
    assert "deputy_asked" not in visitor().get("/me/todo", headers={"Authorization": f"Bearer {token}"}).text
    for not_asked in (one, third):
        assert not_asked.post(f"/me/deputies/{number}/acceptance").status_code == 404
        assert "deputy_asked" not in not_asked.get("/me/todo").text

    for _ in range(2):
        assert other.post(f"/me/deputies/{number}/acceptance").status_code == 200
    assert roles(actor_of(deputy)) == {Role.editor, Role.project_manager}
    assert "deputy_asked" not in other.get("/me/todo").text
    with database.reading() as session:
        noted = session.exec(select(AuditEntry).where(AuditEntry.object_type == "deputy")).all()
    assert {(entry.action, entry.actor, "accepted_on" in entry.fields) for entry in noted} == {
        ("create", person.key, True),
        ("change", deputy.key, True),
    }


def test_rights_begin_on_the_first_day(account, clock, actor_of, stand_in):
    person, deputy = account("project_manager"), account("editor")
    stand_in(person, deputy, valid_from="2026-11-23")

    assert roles(actor_of(deputy)) == {Role.editor}
    clock.moment += DAY
    assert roles(actor_of(deputy)) == {Role.editor, Role.project_manager}


def test_who_asks_may_withdraw_before_and_after(account, visitor, clock, actor_of, stand_in):
    person, deputy = account("project_manager"), account("editor")
    one, other, number = stand_in(person, deputy)
    assert one.delete(f"/me/deputies/{number}").status_code == 204
    assert roles(actor_of(deputy)) == {Role.editor}

    asked = one.post("/me/deputies", {"email": deputy.email, **UNTIL}).json()["id"]
    assert one.delete(f"/me/deputies/{asked}").status_code == 204
    assert other.post(f"/me/deputies/{asked}/acceptance").status_code == 404


def test_what_is_over_is_accepted_by_nobody(account, visitor, clock, database):
    person, deputy = account("project_manager"), account("editor")
    number = visitor().enter(person, clock).post("/me/deputies", {"email": deputy.email, **UNTIL}).json()["id"]
    clock.moment += 3 * DAY

    assert visitor().enter(deputy, clock).post(f"/me/deputies/{number}/acceptance").status_code == 404
    with database.reading() as session:
        assert session.exec(select(Deputy.accepted_on)).all() == [None]


def test_a_deputy_needs_the_second_factor_of_the_role(account, visitor, clock, stand_in):
    person, deputy = account("project_manager"), account("editor", totp=False)
    one = visitor()
    one.sign_in(deputy.email)
    assert one.state == "signed_in"
    stand_in(person, deputy)

    assert one.state == "enrolment"


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"valid_to": "2026-11-21"},
        {"valid_to": "2028-01-01"},
        {"valid_to": "tomorrow"},
        {"valid_to": "2026-11-24", "valid_from": "2026-11-25"},
        {"valid_to": "2026-11-24", "valid_from": "2026-11-21"},
    ],
)
def test_a_deputy_has_a_first_and_a_last_day(account, visitor, clock, days):
    person, deputy = account("project_manager"), account("editor")

    answer = visitor().enter(person, clock).post("/me/deputies", {"email": deputy.email, **days})

    assert answer.status_code == 422


def test_deputies_do_not_pass_roles_on(account, actor_of, stand_in):
    first, second, third = account("project_manager"), account("editor"), account("evaluator")
    stand_in(first, second)
    stand_in(second, third)

    assert roles(actor_of(third)) == {Role.editor, Role.evaluator}


def test_a_deputyship_ends_when_either_wants(account, visitor, clock, stand_in):
    people = [account(role) for role in ("project_manager", "editor", "evaluator")]
    giver, taker, number = stand_in(*people[:2])
    assert visitor().enter(people[2], clock).delete(f"/me/deputies/{number}").status_code == 404

    assert taker.delete(f"/me/deputies/{number}").status_code == 204
    assert giver.get("/me/deputies").json()["items"] == []


def test_colleagues_are_those_with_the_same_role_for_the_same(account, visitor, clock):
    mine, theirs = Wish(Role.area_staff, area=LANDSTUHL), Wish(Role.area_staff, area=WEILERBACH)
    person = account(mine, email="a@example.org")
    colleague = account(mine, "editor", email="b@example.org")
    others = [account(theirs, email="c@example.org"), account("editor", email="d@example.org"), account("admin")]
    one = visitor().enter(person, clock)

    assert one.get("/me/deputies").json()["colleagues"] == [{"account": colleague.number, "name": "B"}]
    assert one.post("/me/deputies", {"account": colleague.number, **UNTIL}).status_code == 201
    for other in (*others, person):
        answer = one.post("/me/deputies", {"account": other.number, **UNTIL})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/account")


def test_a_former_role_makes_no_colleague(account, visitor, clock, admin):
    person, former = account("editor", email="a@example.org"), account("editor", email="b@example.org")
    clock.moment += DAY
    admin = visitor().enter(account("admin", email="other-admin@example.org"), clock)
    path = f"/accounts/{former.number}/roles"
    assert admin.request("PUT", path, json={"roles": []}, headers={"If-Match": '"1"'}).status_code == 200

    assert visitor().enter(person, clock).get("/me/deputies").json()["colleagues"] == []


def test_anybody_else_is_named_by_the_exact_mail(account, visitor, clock):
    person, deputy = account("editor"), account("evaluator")
    one = visitor().enter(person, clock)

    assert one.post("/me/deputies", {"email": " Evaluator@Example.ORG ", **UNTIL}).status_code == 201
    for wish in ({"email": "evaluator@example.or"}, {"email": person.email}, {}, {"account": 1, "email": deputy.email}):
        assert one.post("/me/deputies", {**wish, **UNTIL}).status_code == 422, wish


def test_nobody_tries_out_who_has_an_account(account, visitor, clock):
    one = visitor().enter(account("editor"), clock)

    answers = [
        one.post("/me/deputies", {"email": f"x{number}@example.org", **UNTIL}).status_code
        for number in range(NETWORK.amount)
    ]

    assert answers[0] == 422
    assert answers[-1] == 429


def test_everybody_is_named_to_those_who_hand_out_work(account, visitor, clock):
    people = {role: account(role) for role in ("project_manager", "admin", "editor", "council_member")}
    account("evaluator", state="invited")
    seen = {role: visitor().enter(person, clock).get("/staff/colleagues") for role, person in people.items()}

    assert [one["name"] for one in seen["admin"].json()["items"]] == [
        "Admin",
        "Council_Member",
        "Editor",
        "Project_Manager",
    ]
    assert {role: answer.status_code for role, answer in seen.items()} == {
        "project_manager": 200,
        "admin": 200,
        "editor": 403,
        "council_member": 403,
    }
