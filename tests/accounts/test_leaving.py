"""Leaving and being erased: nothing opens any more, nothing is left, and a restored backup changes nothing about it."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import text
from sqlmodel import select
from typer.testing import CliRunner

from api.accounts import leaving
from api.accounts.leaving import erase_again, tombstones
from api.accounts.tables import Account, RoleGrant, Totp
from api.cli import app as commands
from api.kernel.tables import AuditEntry, Mail
from tests.accounts.test_invitations import NEW
from tests.conftest import SECRET


@pytest.fixture
def wik(address, tmp_path, monkeypatch, clock):
    """Run a command on the database of the test, at the moment of its clock."""

    def run(*arguments):
        monkeypatch.setenv("DATABASE_URL", address)
        monkeypatch.setenv("WIK_SECRET", SECRET)
        monkeypatch.setenv("WIK_DATA_DIR", str(tmp_path))
        with time_machine.travel(clock.moment, tick=False):
            return CliRunner().invoke(commands, arguments)

    return run


def busy(visitor, account, clock, role="project_manager"):
    """Somebody with everything an account can have."""
    person = account(role)
    colleague = account("editor", email="kollegin@example.org")
    one = visitor().enter(person, clock)
    token = one.post("/tokens", {"name": "x", "scopes": ["audit.read"]}).json()["token"]
    one.put("/me/drafts/x", {"values": {"note": "von Erika"}})
    one.post("/me/deputies", {"email": colleague.email, "valid_to": "2026-12-01"})
    one.post("/me/recovery-codes")
    one.post("/me/passkey-options")
    return person, colleague, one, token


def traces(database, email, number):
    """Where in the whole database a mail address or a row of the account is."""
    found = set()
    with database.engine.connect() as connection:
        for table in ("account", "role_grant", "deputy", "totp", "passkey", "recovery_code", "account_session",
                      "invitation", "draft", "api_token", "challenge", "mail"):  # fmt: skip
            rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()  # noqa: S608 - ours
            for row in rows:
                own = {row.get(name) for name in ("account", "deputy", "to_account")} | {
                    row["id"] if table == "account" else None
                }
                if (
                    number in own
                    or email in str(dict(row))
                    or (table == "challenge" and f"'account': {number}" in str(dict(row)))
                ):
                    found.add(table)
    return found


def test_who_leaves_is_out_at_once_and_hands_on(visitor, account, admin, clock, service, database):
    person, colleague, one, token = busy(visitor, account, clock)
    handed = []
    service.app.api.state.hand_on = (
        lambda _session, actor, left, to: handed.append((actor.key, left, to)) or 3,
        lambda *_: 1,
    )

    answer = admin.post(f"/accounts/{person.number}/end", {"successor": colleague.number})

    assert (answer.status_code, answer.json()) == (200, {"handed_on": 4})
    assert handed == [(admin.get("/me").json()["key"], person.number, colleague.number)]
    assert one.get("/me").status_code == 401
    assert visitor().get("/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert visitor().sign_in(person.email).status_code == 403
    assert admin.get(f"/accounts/{person.number}").json()["state"] == "ended"
    assert traces(database, "no mail", person.number) == {"account"}
    with database.reading() as session:
        actions = session.exec(select(AuditEntry.action).where(AuditEntry.object_key == str(person.number))).all()
    assert "end" in actions
    assert admin.post(f"/accounts/{person.number}/end", {"successor": None}).status_code == 409
    assert admin.post(f"/accounts/{person.number}/invitation").status_code == 409


@pytest.mark.parametrize("successor", [999999, "self"])
def test_the_successor_must_be_somebody(account, admin, successor):
    person = account("project_manager")
    wish = {"successor": person.number if successor == "self" else successor}

    assert admin.post(f"/accounts/{person.number}/end", wish).status_code == 422


def test_roles_of_who_left_stay_readable_as_past(account, admin, database):
    person = account("editor")
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE role_grant SET valid_from = '2026-01-01'")

    admin.post(f"/accounts/{person.number}/end", {"successor": None})

    with database.reading() as session:
        grant = session.exec(select(RoleGrant).where(RoleGrant.account == person.number)).one()
    assert (grant.valid_from, grant.valid_to) == (dt.date(2026, 1, 1), dt.date(2026, 11, 21))


def test_the_last_administrator_stays(visitor, account, admin, clock):
    number = int(admin.get("/me").json()["key"].partition(":")[2])

    answer = admin.post(f"/accounts/{number}/end", {"successor": None})

    assert answer.json()["type"] == "/problems/last-administrator"
    assert admin.get("/me").status_code == 200
    account("admin", email="zweite@example.org")
    assert admin.post(f"/accounts/{number}/end", {"successor": None}).status_code == 200


def test_taking_second_factors_away_ends_sign_ins(visitor, account, admin, clock, database):
    person = account("project_manager")
    one = visitor().enter(person, clock)

    assert admin.post(f"/accounts/{person.number}/factor-reset").status_code == 204

    assert one.get("/me").status_code == 401
    one.sign_in(person.email)
    assert one.state == "enrolment"
    with database.reading() as session:
        assert session.get(Totp, person.number) is None
        assert (
            session.exec(select(AuditEntry).where(AuditEntry.action == "reset-factor"))
            .one()
            .actor.startswith("account:")
        )


def test_the_first_account_comes_from_the_command_line(wik, visitor, database):
    done = wik("admin", "invite", "Erste@example.org", "--role", "admin", "--name", "Erika Mustermann")

    assert done.exit_code == 0, done.output
    link = done.output.splitlines()[0]
    assert link.startswith("http://localhost:8000/team/einladung#")
    one = visitor()
    accepted = one.post("/session/invitation", {"token": link.partition("#")[2], **NEW})
    assert accepted.json()["state"] == "enrolment"
    with database.reading() as session:
        assert session.exec(select(Account.email)).all() == ["erste@example.org"]
        assert session.exec(select(Mail)).all() == []
        assert {
            entry.actor for entry in session.exec(select(AuditEntry).where(AuditEntry.action == "invite")).all()
        } == {"system:cli"}


def test_the_command_line_gives_another_role_and_another_link(wik, account, database):
    person = account("editor")

    for _ in range(2):
        assert wik("admin", "invite", person.email, "--role", "admin").exit_code == 0
    with database.reading() as session:
        assert sorted(session.exec(select(RoleGrant.role)).all()) == ["admin", "editor"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("invite", "x@example.org", "--role", "king"),
        ("invite", "nobody", "--role", "admin"),
        ("invite", "x@example.org", "--role", "area_staff"),
        ("invite", "x@example.org", "--role", "area_staff", "--area", "99"),
        ("reset-2fa", "nobody@example.org"),
        ("erase", "nobody@example.org", "--yes"),
    ],
)
def test_commands_say_what_is_wrong(wik, arguments, database):
    done = wik("admin", *arguments)

    assert done.exit_code == 1
    assert done.output.strip()
    assert "Traceback" not in done.output
    with database.reading() as session:
        assert session.exec(select(Account)).all() == []


def test_the_way_back_in_is_audited(wik, visitor, account, database):
    person = account("admin")

    assert wik("admin", "reset-2fa", person.email).exit_code == 0

    one = visitor()
    one.sign_in(person.email)
    assert one.state == "enrolment"
    with database.reading() as session:
        assert session.exec(select(AuditEntry).where(AuditEntry.action == "reset-factor")).one().actor == "system:cli"


def test_erasing_leaves_nothing_but_a_number(wik, visitor, account, admin, clock, database, tmp_path):
    person, colleague, one, _ = busy(visitor, account, clock)
    admin.post(f"/accounts/{person.number}/invitation")
    everywhere = {"account", "role_grant", "deputy", "totp", "recovery_code", "account_session"}
    everywhere |= {"invitation", "draft", "api_token", "mail"}
    assert traces(database, person.email, person.number) >= everywhere

    done = wik("admin", "erase", person.email, "--yes")

    assert done.exit_code == 0, done.output
    assert traces(database, person.email, person.number) == set()
    assert one.get("/me").status_code == 401
    with database.reading() as session:
        trail = session.exec(select(AuditEntry)).all()
    assert any(entry.actor == person.key for entry in trail)
    assert person.email not in repr(trail)
    (stone,) = tombstones(tmp_path)
    assert person.email not in stone
    assert admin.get("/audit", params={"actor": person.key}).json()["items"][0]["actor_name"] is None
    assert colleague.number in {found["id"] for found in admin.get("/accounts").json()["items"]}


def test_the_number_of_somebody_erased_is_never_given_again(wik, account):
    person = account("editor")
    wik("admin", "erase", person.email, "--yes")

    assert account("evaluator").number > person.number


def test_the_last_administrator_is_not_erased(wik, account, database, tmp_path):
    person = account("admin")

    done = wik("admin", "erase", person.email, "--yes")

    assert (done.exit_code, tombstones(tmp_path)) == (1, [])
    with database.reading() as session:
        assert session.get(Account, person.number) is not None


def test_whom_a_backup_brings_back_is_erased_again(wik, account, database, tmp_path, clock):
    """The erased person is back as in the backup; with the tombstones they go again, everybody else stays."""
    person, other = account("editor"), account("evaluator")
    wik("admin", "erase", person.email, "--yes")
    clock.moment -= dt.timedelta(days=1)  # the backup is older
    back = account("editor", email=person.email)
    with database.writing() as session:
        assert erase_again(session, []) == 0
    with database.writing() as session:
        assert erase_again(session, tombstones(tmp_path)) == 1
    with database.reading() as session:
        assert session.get(Account, back.number) is None
        assert session.get(Account, other.number) is not None


def test_who_was_invited_anew_stays(wik, account, database, tmp_path, clock):
    person = account("editor")
    wik("admin", "erase", person.email, "--yes")
    clock.moment += dt.timedelta(minutes=1)
    again = account("editor", email=person.email)

    with database.writing() as session:
        assert erase_again(session, tombstones(tmp_path)) == 0
    with database.reading() as session:
        assert session.get(Account, again.number) is not None


def test_a_tombstone_is_slow_to_guess():
    assert leaving.tombstone("Erika@Example.org ") == leaving.tombstone("erika@example.org")
    assert leaving.tombstone("erika@example.org") != leaving.tombstone("erika@example.com")
