"""Oneself: name, language, sign-ins, drafts, what waits; and the trail as administrators read it."""

import csv
import datetime as dt
import io

import pytest
from sqlmodel import select

from api.accounts import chores, drafts, sessions
from api.accounts.tables import AccountSession, Draft
from api.kernel.matters import Matter
from tests.accounts.test_sign_in import entries

DAY = dt.timedelta(days=1)


def test_changing_name_and_language(visitor, account, clock):
    one = visitor().enter(account("editor", totp=False), clock)
    assert one.get("/me").headers["etag"] == '"1"'
    assert one.request("PATCH", "/me", json={"name": "Neu"}).status_code == 428
    assert one.patch("/me", {"name": "Neu"}, 5).status_code == 412

    answer = one.patch("/me", {"name": " Neu ", "language": "pl"}, 1)

    assert (answer.json()["name"], answer.json()["language"], answer.headers["etag"]) == ("Neu", "pl", '"2"')
    assert one.patch("/me", {"language": "xx"}, 2).status_code == 422
    assert one.patch("/me", {"email": "other@example.org"}, 2).status_code == 422


def test_permissions_follow_the_roles(visitor, account, clock):
    found = {}
    for role in ("admin", "project_manager", "council_member"):
        found[role] = set(visitor().enter(account(role), clock).get("/me").json()["permissions"])

    assert {"accounts.manage", "audit.read"} <= found["admin"]
    assert "audit.read" in found["project_manager"]
    assert "accounts.manage" not in found["project_manager"]
    assert not {"accounts.manage", "audit.read"} & found["council_member"]


def test_seeing_and_ending_ones_sign_ins(visitor, account, clock, database):
    person = account("editor", totp=False)
    phone, desk = visitor(), visitor()
    agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    from tests.accounts.browser import PASSWORD  # noqa: PLC0415 - here only

    phone.post("/session", {"email": person.email, "password": PASSWORD}, headers={"User-Agent": agent})
    clock.moment += dt.timedelta(minutes=1)
    desk.enter(person, clock)

    listed = desk.get("/me/sessions").json()["items"]
    assert [(one["current"], one["device"]) for one in listed] == [(True, ""), (False, "Firefox, Android")]
    stranger = visitor().enter(account("evaluator", totp=False), clock)
    assert stranger.delete(f"/me/sessions/{listed[1]['id']}").status_code == 404
    assert desk.delete(f"/me/sessions/{listed[1]['id']}").status_code == 204
    assert phone.get("/me").status_code == 401
    assert len(desk.get("/me/sessions").json()["items"]) == 1


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/19 Safari/605.1", "Safari, Mac OS"),
        ("curl/8.9", ""),
        ("", ""),
    ],
)
def test_a_device_is_two_words(agent, device):
    assert sessions.device_of(agent) == device


def test_drafts_are_kept_and_discarded(visitor, account, clock):
    one = visitor().enter(account("editor", totp=False), clock)
    assert one.get("/me/drafts/measures-3").status_code == 404

    saved = one.put("/me/drafts/measures-3", {"base_revision": 4, "values": {"summary": "Neu", "weight": 2}})
    assert saved.status_code == 200, saved.text
    one.put("/me/drafts/measures-3", {"base_revision": 5, "values": {"summary": "Neuer"}})

    draft = one.get("/me/drafts/measures-3").json()
    assert (draft["base_revision"], draft["values"]) == (5, {"summary": "Neuer"})
    assert [head["key"] for head in one.get("/me/drafts").json()["items"]] == ["measures-3"]
    assert "Neuer" not in one.get("/me/drafts").text
    for _ in range(2):
        assert one.delete("/me/drafts/measures-3").status_code == 204
    assert one.get("/me/drafts").json()["items"] == []


def test_drafts_of_others_do_not_exist(visitor, account, clock):
    one, other = (visitor().enter(account(role, totp=False), clock) for role in ("editor", "evaluator"))
    one.put("/me/drafts/measures-3", {"values": {"summary": "geheim"}})

    assert other.get("/me/drafts/measures-3").status_code == 404
    other.delete("/me/drafts/measures-3")
    assert one.get("/me/drafts/measures-3").status_code == 200


@pytest.mark.parametrize("key", ["Measures", "a b", "a.b", "ä", "x" * 101])
def test_keys_of_drafts_are_plain(visitor, account, clock, key):
    one = visitor().enter(account("editor", totp=False), clock)

    assert one.put(f"/me/drafts/{key}", {"values": {}}).status_code == 422


@pytest.mark.parametrize("body", [b'{"values": {"x": ["\\ud800"]}}', b'{"values": {"\\udfff": 1}}'])
def test_half_a_letter_is_no_draft(visitor, account, clock, body):
    one = visitor().enter(account("editor", totp=False), clock)

    answer = one.request("PUT", "/me/drafts/a", content=body, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "broken_character")


def test_drafts_have_a_size_and_a_number(visitor, account, clock, database):
    person = account("editor", totp=False)
    one = visitor().enter(person, clock)
    assert one.put("/me/drafts/a", {"values": {"x": "ä" * (drafts.LARGEST // 2)}}).status_code == 413
    assert one.put("/me/drafts/a", {"values": {"x": "ä" * (drafts.LARGEST // 2 - 10)}}).status_code == 200
    with database.writing() as session:
        session.add_all(
            Draft(account=person.number, key=f"x{n}", values={}, saved_at=clock.moment) for n in range(drafts.MOST - 1)
        )

    assert one.put("/me/drafts/b", {"values": {}}).status_code == 409
    assert one.put("/me/drafts/a", {"values": {}}).status_code == 200


def test_old_drafts_and_ended_sign_ins_are_forgotten(visitor, account, clock, database):
    person = account("editor", totp=False)
    one = visitor().enter(person, clock)
    one.put("/me/drafts/old", {"values": {}})
    clock.moment += 30 * DAY
    visitor().enter(person, clock).put("/me/drafts/new", {"values": {}})
    clock.moment += dt.timedelta(seconds=1)

    with database.writing() as session:
        chores.forget_old(session)

    with database.reading() as session:
        assert session.exec(select(Draft.key)).all() == ["new"]
        assert len(session.exec(select(AccountSession)).all()) == 1


def test_what_waits_comes_from_every_room(visitor, account, clock, service):
    person = account("project_manager")
    one = visitor().enter(person, clock)
    seen = []

    def first(_session, actor):
        seen.append(actor.key)
        return [Matter("late", "Ohne Frist", "/team/a", waiting_since=dt.date(2026, 1, 1))]

    def second(_session, _actor):
        return [Matter("due", {"de": {"text": "Bald", "state": "original"}}, "/team/b", due=dt.date(2026, 11, 23))]

    service.app.api.state.matters = (first, second)
    items = one.get("/me/todo").json()["items"]

    assert [(item["kind"], item["due"]) for item in items] == [("due", "2026-11-23"), ("late", None)]
    assert seen == [person.key]


def test_invitations_that_ran_out_wait_for_administrators(admin, visitor, account, clock):
    admin.post("/accounts", {"email": "erika@example.org", "name": "Erika Mustermann", "roles": []})

    def kinds(one):
        return [item["kind"] for item in one.get("/me/todo").json()["items"]]

    assert "invitation_expired" not in kinds(admin)
    clock.moment += 7 * DAY
    (again, other) = (account(role, email=f"{role}2@example.org") for role in ("admin", "editor"))
    assert "invitation_expired" in kinds(visitor().enter(again, clock))
    assert "invitation_expired" not in kinds(visitor().enter(other, clock))


def test_the_trail_by_object_by_person_and_by_day(admin, account, clock, database):
    person = account("editor")
    me = admin.get("/me").json()["key"]
    admin.patch(f"/accounts/{person.number}", {"name": "Neu"}, 1)

    def asked(**query):
        return admin.get("/audit", params=query).json()["items"]

    (change,) = asked(object_type="account", object_key=str(person.number), actor=me)
    assert (change["action"], change["fields"], change["actor_name"]) == ("change", ["name"], "Admin")
    assert "Neu" not in str(change)
    everything = asked()
    assert [entry["number"] for entry in everything] == sorted((e["number"] for e in everything), reverse=True)
    assert asked(**{"from": "2026-11-23"}) == []
    assert asked(to="2026-11-21") == []
    assert {entry["actor"] for entry in asked(actor=me, **{"from": "2026-11-22", "to": "2026-11-22"})} == {me}


def test_the_trail_page_by_page(admin, account, database):
    for number in range(5):
        account("editor", email=f"e{number}@example.org")
    found, after = [], {}
    while True:
        page = admin.get("/audit", params={"limit": 3, "object_type": "account", **after}).json()
        found += [entry["number"] for entry in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}

    whole = [entry["number"] for entry in admin.get("/audit", params={"object_type": "account"}).json()["items"]]
    assert found == whole
    assert len(found) > 5


def test_the_trail_as_a_table(admin, account):
    admin.patch(f"/accounts/{account('editor', name='=cmd()').number}", {"language": "pl"}, 1)

    answer = admin.get("/audit.csv", params={"object_type": "account"})

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [int(row["number"]) for row in rows] == sorted(int(row["number"]) for row in rows)
    assert rows[-1]["action"] == "change"
    assert rows[-1]["fields"] == "language"


@pytest.mark.parametrize("sign", ["=", "@", "\uff1d", "\uff20"])
def test_a_name_is_no_formula(visitor, account, clock, sign):
    person = account("admin", name=f"{sign}cmd()")
    answer = visitor().enter(person, clock).get("/audit.csv", params={"actor": person.key})

    assert f";'{sign}cmd();" in answer.text
    assert f";{sign}cmd()" not in answer.text


def test_the_trail_is_for_administrators_and_the_project_management(visitor, account, clock):
    for role, status in {"admin": 200, "project_manager": 200, "editor": 403, "evaluator": 403}.items():
        one = visitor().enter(account(role), clock)
        assert [one.get(path).status_code for path in ("/audit", "/audit.csv")] == [status] * 2, role
    assert visitor().get("/audit").status_code == 401
    assert visitor().get("/audit.csv").status_code == 401


def test_signing_in_is_in_the_trail_once(visitor, account, clock, database):
    visitor().enter(account("admin"), clock)
    assert len(entries(database, "sign-in")) == 1
