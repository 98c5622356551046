"""Tokens for programs: shown once, hashed, limited, and never more than their owner may at that moment."""

import datetime as dt

import pytest
from sqlmodel import select

from api.accounts import tokens
from api.accounts.tables import ApiToken, RoleGrant
from api.kernel.permission import Resource, Role, can
from api.kernel.tables import AuditEntry
from tests.accounts.browser import Wish
from tests.accounts.test_roles import EDIT, LANDSTUHL, WEILERBACH
from tests.attacks.operations import OPERATIONS

DAY = dt.timedelta(days=1)


@pytest.fixture
def make(visitor, account, clock):
    """Make a token of somebody with a role; gives the person, their browser and the answer."""

    def made(role="admin", scopes=("audit.read",), **wish):
        person = account(role)
        one = visitor().enter(person, clock)
        return person, one, one.post("/tokens", {"name": "Statistik", "scopes": list(scopes), **wish})

    return made


def bearer(answer):
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def test_a_token_does_what_its_scopes_say(make, visitor):
    _, _, answer = make()
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["token"].startswith("wik_")
    assert len(made["token"]) == 47
    assert made["expires_on"] == "2027-02-20"

    assert visitor().get("/audit", headers=bearer(answer)).status_code == 200
    assert visitor().get("/accounts", headers=bearer(answer)).status_code == 403  # its owner may, it may not
    assert visitor().get("/me", headers=bearer(answer)).json()["permissions"] == ["audit.read"]


def test_the_text_is_shown_once_and_never_stored(make, database):
    _, one, answer = make()
    text = answer.json()["token"]

    assert text not in one.get("/tokens").text
    with database.reading() as session:
        assert text not in repr(session.exec(select(ApiToken)).all())
        noted = session.exec(select(AuditEntry).where(AuditEntry.object_type == "api_token")).all()
    assert [(entry.action, entry.object_key) for entry in noted] == [("create", str(answer.json()["id"]))]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer wik_",
        "Bearer wik_unknown",
        "Basic d2lrOndpaw==",
        "wik_x",
        "Bearer wik_\u00e4",
        "Bearer x y",
    ],
)
def test_nonsense_is_nobody(visitor, header):
    assert visitor().get("/me", headers={"Authorization": header.encode("latin-1")}).status_code == 401


def test_a_cookie_beside_a_token_does_not_help(make, visitor):
    _, one, _ = make()

    assert one.get("/me").status_code == 200
    assert one.get("/me", headers={"Authorization": "Bearer wik_unknown"}).status_code == 401


def test_rights_the_owner_loses_the_token_loses(make, visitor, database):
    person, _, answer = make()
    assert visitor().get("/audit", headers=bearer(answer)).status_code == 200
    with database.writing() as session:
        session.connection().exec_driver_sql(f"DELETE FROM role_grant WHERE account = {person.number}")  # noqa: S608 - ours

    assert visitor().get("/audit", headers=bearer(answer)).status_code == 403


def test_an_owner_who_has_left_has_no_tokens(make, visitor, database):
    person, _, answer = make()
    with database.writing() as session:
        session.connection().exec_driver_sql(f"UPDATE account SET state='ended' WHERE id = {person.number}")  # noqa: S608 - ours

    assert visitor().get("/audit", headers=bearer(answer)).status_code == 401


def test_nobody_gives_what_they_do_not_have(make):
    _, _, answer = make("editor", ["audit.read", "accounts.manage", "no.such"])

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/scopes/0", "/scopes/1", "/scopes/2"]


def test_a_token_cannot_make_or_change_anything_of_its_owner(make, visitor):
    _, _, answer = make(scopes=["audit.read", "accounts.manage"])
    with_token = {"headers": bearer(answer)}
    one = visitor()

    tries = [
        one.post("/tokens", {"name": "mehr", "scopes": ["accounts.manage"]}, **with_token),
        one.get("/tokens", **with_token),
        one.get("/me/sessions", **with_token),
        one.post("/me/totp", **with_token),
        one.post("/me/recovery-codes", **with_token),
        one.get("/me/drafts", **with_token),
        one.get("/me/deputies", **with_token),
        one.request("PATCH", "/me", json={"name": "x"}, headers={**bearer(answer), "If-Match": '"1"'}),
    ]
    assert [found.status_code for found in tries] == [403] * len(tries)
    assert one.get("/accounts", **with_token).status_code == 200  # the control: where it may, it may


ROOMS = tuple(f"/api/v1/{name}" for name in ("session", "me", "tokens", "accounts"))
CHANGES = [one for one in OPERATIONS if one.path.startswith(ROOMS) and one.method != "GET"]
GUARDS = [one for one in CHANGES if one.entry["x-permission"] != "anybody"]


@pytest.mark.parametrize("operation", GUARDS, ids=[one.name for one in GUARDS])
def test_what_guards_signing_in_is_done_by_a_person_never_by_a_token(make, visitor, operation):
    """Whatever it may: factors, passwords, sign-ins, tokens, deputies, accounts and their roles are out of reach."""
    _, _, answer = make(scopes=["audit.read", "accounts.manage"])
    body = operation.body()

    refused = visitor().client.request(
        operation.method,
        operation.address(),
        headers={**bearer(answer), "If-Match": '"1"'},
        **({"json": body} if body is not None else {}),
    )

    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden")
    assert operation.entry["security"] == [{"session": []}]  # and the description says so


@pytest.mark.parametrize(("days", "status"), [(1, 201), (365, 201), (366, 422), (0, 422), (-1, 422)])
def test_it_lasts_a_year_at_most(make, days, status):
    assert make(days=days)[2].status_code == status


def test_it_ends_after_its_last_day(make, visitor, clock):
    _, _, answer = make(days=2)
    clock.moment += 2 * DAY
    assert visitor().get("/audit", headers=bearer(answer)).status_code == 200
    clock.moment += DAY

    assert visitor().get("/audit", headers=bearer(answer)).status_code == 401


def test_the_day_of_use_is_written_once(make, visitor, service, database):
    _, one, answer = make()
    entrance = service.app.api.state.entrance
    assert one.get("/tokens").json()["items"][0]["last_used_on"] is None
    written = []
    submit = entrance._notes.submit
    entrance._notes.submit = lambda *work: written.append(work) or submit(*work)

    for _ in range(3):
        visitor().get("/audit", headers=bearer(answer))
        entrance.settle()

    entrance._notes.submit = submit
    assert one.get("/tokens").json()["items"][0]["last_used_on"] == "2026-11-22"
    assert len([work for work in written if len(work) > 1]) == 1


def test_it_is_deleted_at_once_and_only_by_its_owner(make, visitor, account, clock):
    _, one, answer = make()
    path = f"/tokens/{answer.json()['id']}"
    stranger = visitor().enter(account("project_manager"), clock)

    assert stranger.delete(path).status_code == 404
    assert one.delete(path).status_code == 204
    assert visitor().get("/audit", headers=bearer(answer)).status_code == 401
    assert one.delete(path).status_code == 404


def test_an_area_narrows_it(make, visitor, database, service):
    _, _, answer = make("editor", [EDIT.code], area=WEILERBACH)
    assert answer.status_code == 201, answer.text
    entrance = service.app.api.state.entrance

    actor = entrance._by_token(f"Bearer {answer.json()['token']}", service.app.database)

    assert can(actor, EDIT, Resource(areas=frozenset({WEILERBACH})))
    assert can(actor, EDIT, Resource(areas=frozenset({"07335049"})))
    assert not can(actor, EDIT, Resource(areas=frozenset({LANDSTUHL})))
    assert not can(actor, EDIT, Resource())


@pytest.mark.parametrize(
    ("role", "scope", "path"),
    [
        ("admin", "audit.read", "/audit"),
        ("admin", "audit.read", "/audit.csv"),
        ("admin", "accounts.manage", "/accounts"),
        ("admin", "mails.read", "/staff/mails"),
        ("admin", "system.read", "/staff/system"),
        ("project_manager", "translations.edit", "/staff/translations"),
        ("project_manager", "outreach.figures", "/staff/outreach-figures"),
    ],
)
def test_with_an_area_it_reads_nothing_that_lies_in_no_area(visitor, account, clock, role, scope, path):
    one = visitor().enter(account(role), clock)
    narrowed, whole = (
        one.post("/tokens", {"name": "x", "scopes": [scope], "area": area}) for area in (LANDSTUHL, None)
    )

    assert visitor().get(path, headers=bearer(narrowed)).status_code == 403
    assert visitor().get(path, headers=bearer(whole)).status_code == 200  # the control


@pytest.mark.parametrize("area", ["073355005", "99", ""])
def test_only_areas_of_today(make, area):
    assert make(area=area)[2].status_code == 422


def test_a_reasonable_number_of_them(make, database, account):
    person, one, _ = make()
    day = dt.date(2026, 11, 22)
    with database.writing() as session:
        session.add_all(
            ApiToken(account=person.number, name="x", token_hash=str(n), scopes=[], created_on=day, expires_on=day)
            for n in range(tokens.MOST - 1)
        )

    assert one.post("/tokens", {"name": "x", "scopes": ["audit.read"]}).status_code == 409


def test_area_staff_stay_in_their_area_with_a_token_too(visitor, account, clock, service, database):
    person = account(Wish(Role.area_staff, area=LANDSTUHL))
    answer = visitor().enter(person, clock).post("/tokens", {"name": "x", "scopes": [EDIT.code]})
    entrance = service.app.api.state.entrance
    actor = entrance._by_token(f"Bearer {answer.json()['token']}", service.app.database)

    assert can(actor, EDIT, Resource(areas=frozenset({LANDSTUHL})))
    assert not can(actor, EDIT, Resource(areas=frozenset({WEILERBACH})))
    with database.reading() as session:
        assert session.exec(select(RoleGrant.area)).all() == [LANDSTUHL]
