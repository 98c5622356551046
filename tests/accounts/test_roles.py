"""Roles: given and taken by administrators, with days, following areas that merge."""

import contextlib
import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from api.accounts import follow_areas, grants, move_roles, rights
from api.accounts.reach import covered, heir
from api.accounts.tables import RoleGrant
from api.kernel.permission import Actor, Permission, Reach, Resource, Role, can
from api.kernel.problems import Conflict
from api.kernel.tables import AuditEntry
from api.places import read_territory
from tests.accounts.browser import Wish

LANDSTUHL, OLD_LANDSTUHL, WEILERBACH = "073355011", "073355005", "073355009"
EDIT = Permission("tests.edit", {Role.area_staff: Reach.own_area, Role.editor: Reach.everywhere}, "Try something.")
DAY = dt.timedelta(days=1)


def test_area_staff_reach_their_area_and_what_lies_in_it(account, actor_of):
    actor = actor_of(account(Wish(Role.area_staff, area=LANDSTUHL)))

    assert can(actor, EDIT, Resource(areas=frozenset({LANDSTUHL})))
    assert can(actor, EDIT, Resource(areas=frozenset({"07335022"})))  # the town of Landstuhl
    assert can(actor, EDIT, Resource(areas=frozenset({OLD_LANDSTUHL})))  # what it was called before
    assert not can(actor, EDIT, Resource(areas=frozenset({WEILERBACH})))
    assert not can(actor, EDIT, Resource(areas=frozenset({"07335"})))
    assert not can(actor, EDIT, Resource())


def test_rights_follow_an_area_into_its_successor(account, actor_of, database, clock):
    """073355005 became part of 073355011 on 2019-07-01."""
    clock.moment = dt.datetime(2019, 6, 30, 12, tzinfo=dt.UTC)
    person = account(Wish(Role.area_staff, area=OLD_LANDSTUHL))
    before = actor_of(person).grants[0].areas
    assert "07335022" in before
    assert not before & {LANDSTUHL, "07335042"}
    with database.writing() as session:
        assert follow_areas(session) == 0

    clock.moment += DAY
    after = actor_of(person).grants[0].areas
    assert after >= {LANDSTUHL, OLD_LANDSTUHL, "07335022"}
    assert len(after) > len(before)
    with database.writing() as session:
        assert follow_areas(session) == 1
    with database.writing() as session:
        assert follow_areas(session) == 0
    assert actor_of(person).grants[0].areas == after

    with database.reading() as session:
        old, new = session.exec(select(RoleGrant).order_by(RoleGrant.id)).all()
        noted = session.exec(select(AuditEntry).where(AuditEntry.actor == "system:accounts")).all()
    assert (old.area, old.valid_to) == (OLD_LANDSTUHL, dt.date(2019, 6, 30))
    assert (new.area, new.valid_from) == (LANDSTUHL, dt.date(2019, 7, 1))
    assert [(entry.object_type, entry.action) for entry in noted] == [
        ("role_grant", "change"),
        ("role_grant", "create"),
    ]


def test_where_a_territory_was_split_nobody_inherits(database):
    with database.reading() as session:
        tree = read_territory(session)
    day = dt.date(2020, 1, 1)
    assert heir(tree, "073355004", day) == LANDSTUHL  # Kaiserslautern-Süd went there whole
    assert heir(tree, "no such area", day) is None
    assert covered(tree, "no such area", day) == frozenset()
    split = type(tree)(tree.places.values(), [])
    assert covered(split, LANDSTUHL, day) == frozenset({LANDSTUHL})


def test_roles_hold_from_their_first_to_their_last_day(account, admin, actor_of, clock):
    person = account("council_member")
    revision = admin.get(f"/accounts/{person.number}").json()["revision"]
    wish = {"roles": [{"role": "editor", "valid_to": "2026-11-23"}]}

    answer = admin.put(f"/accounts/{person.number}/roles", wish, headers={"If-Match": f'"{revision}"'})

    assert answer.status_code == 200, answer.text
    (role,) = answer.json()["roles"]
    assert (role["role"], role["valid_from"], role["valid_to"]) == ("editor", "2026-11-22", "2026-11-23")
    clock.moment += DAY
    assert [grant.role for grant in actor_of(person).grants] == [Role.editor]
    clock.moment += DAY
    assert actor_of(person).grants == ()


def test_giving_roles_needs_the_revision_and_raises_it(account, admin):
    person = account("editor")
    path = f"/accounts/{person.number}/roles"

    assert admin.put(path, {"roles": []}).status_code == 428
    assert admin.put(path, {"roles": []}, headers={"If-Match": '"7"'}).status_code == 412
    first = admin.put(path, {"roles": []}, headers={"If-Match": '"1"'})
    assert (first.status_code, first.json()["revision"], first.headers["etag"]) == (200, 2, '"2"')
    assert admin.put(path, {"roles": []}, headers={"If-Match": '"1"'}).status_code == 412


def test_taken_roles_end_at_once(account, admin, visitor, clock):
    person = account("evaluator", totp=False)
    one = visitor().enter(person, clock)
    assert one.get("/me").json()["roles"][0]["role"] == "evaluator"

    admin.put(f"/accounts/{person.number}/roles", {"roles": []}, headers={"If-Match": '"1"'})

    assert one.get("/me").json()["roles"] == []


def test_nobody_changes_their_own_roles(admin):
    number = int(admin.get("/me").json()["key"].partition(":")[2])
    wish = {"roles": [{"role": "admin"}, {"role": "mentoring_coordinator"}]}

    answer = admin.put(f"/accounts/{number}/roles", wish, headers={"If-Match": '"1"'})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "own_roles")


def test_there_is_always_an_administrator(account, admin, visitor, clock, database):
    second = account("admin", email="zweite@example.org")
    first = int(admin.get("/me").json()["key"].partition(":")[2])
    other = visitor().enter(second, clock)
    assert other.put(f"/accounts/{first}/roles", {"roles": []}, headers={"If-Match": '"1"'}).status_code == 200
    assert admin.get("/accounts").status_code == 403

    with pytest.raises(grants.LastAdministrator), database.writing() as session:
        grants.replace(session, Actor("system:tests"), second.number, [])
    assert other.get("/accounts").status_code == 200


def test_two_administrators_cannot_take_the_role_from_each_other_at_once(account, database, monkeypatch):
    people = [account("admin"), account("admin", email="zweite@example.org")]
    both, require = threading.Barrier(2), grants.require_administrator

    def together(session):  # each has taken the other's role away before either looks who is left
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(1)
        require(session)

    monkeypatch.setattr(grants, "require_administrator", together)

    def take(person):
        try:
            with database.writing() as session:
                grants.replace(session, Actor("system:tests"), person.number, [])
        except grants.LastAdministrator:
            return "refused"
        return "taken"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(take, people)) == ["refused", "taken"]


def test_only_administrators_see_accounts(account, visitor, clock):
    for role in ("project_manager", "editor", "evaluator"):
        person = account(role, email=f"{role}@example.org")
        one = visitor().enter(person, clock)
        for path in ("/accounts", f"/accounts/{person.number}"):
            assert one.get(path).status_code == 403, (role, path)
        assert one.post("/accounts", {"email": "x@example.org", "name": "x"}).status_code == 403
    assert visitor().get("/accounts").status_code == 401


def test_names_stand_beside_keys(account, admin):
    account(Wish(Role.area_staff, area=LANDSTUHL), email="a@example.org")
    account(Wish(Role.author, organisation="kreisverwaltung-kaiserslautern"), email="b@example.org")

    found = {one["email"]: one["roles"][0] for one in admin.get("/accounts").json()["items"]}

    assert found["a@example.org"]["area"] == {"key": LANDSTUHL, "name": "Landstuhl"}
    assert found["b@example.org"]["organisation"]["name"] == "Kreisverwaltung Kaiserslautern"


def test_changing_an_account(account, admin):
    person, other = account("editor"), account("evaluator")
    path = f"/accounts/{person.number}"

    answer = admin.patch(path, {"email": "NEU@example.org", "name": "Neu"}, 1)
    assert (answer.json()["email"], answer.json()["name"], answer.json()["revision"]) == ("neu@example.org", "Neu", 2)
    assert admin.patch(path, {"email": other.email}, 2).status_code == 409
    assert admin.patch(path, {"state": "ended"}, 2).status_code == 422
    assert admin.patch("/accounts/999999", {"name": "x"}, 1).status_code == 404


def test_nobody_gives_themselves_a_role_by_merging(account, database):
    kept, gone = "kreisverwaltung-kaiserslautern", "verwaltung-073355011"
    mine = account(Wish(Role.area_staff, area=LANDSTUHL), Wish(Role.box_officer, office=gone), email="a@example.org")
    other = account(Wish(Role.box_officer, office=gone), email="b@example.org")
    with pytest.raises(Conflict), database.writing() as session:
        move_roles(session, Actor(mine.key, account=mine.number), "organisation", gone, kept)
    with database.reading() as session:
        assert session.exec(select(RoleGrant.office).where(RoleGrant.office == gone)).all() == [gone, gone]
    with database.writing() as session:
        move_roles(session, Actor("account:999", account=999), "organisation", gone, kept)
        moved = session.exec(select(RoleGrant.account).where(RoleGrant.office == kept)).all()
    assert set(moved) == {mine.number, other.number}


def test_the_rule_for_days_is_the_same_everywhere():
    assert dt.timedelta(minutes=30) == rights.IDLE
    assert dt.timedelta(hours=10) == rights.LONGEST
    assert dt.timedelta(minutes=10) == rights.FRESH
