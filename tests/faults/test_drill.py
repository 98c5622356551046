"""The restore drill: fill, back up, lose everything, restore, compare everything; who was erased stays erased."""

import datetime as dt
import shutil

import pytest
from sqlalchemy import inspect, text
from sqlmodel import select

from api import accounts, main
from api.accounts.tables import Account
from api.kernel import age, backup, mail, restoring, trail
from api.kernel.db import Database
from api.kernel.permission import Actor
from tests.accounts.browser import Browser, settle

MOMENT = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
PUBLIC = ("/api/v1/county", "/api/v1/measures", "/api/v1/organisations?limit=200", "/api/v1/goals", "/api/v1/areas")
OPERATOR = Actor("system:operator")


def rows(address):
    """Every row of every table, as text."""
    database = Database(address)
    with database.engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        found = {name: sorted(map(str, connection.execute(text(f'SELECT * FROM "{name}"')).all())) for name in names}  # noqa: S608 - names of our tables
    database.close()
    return found


@pytest.fixture
def key(tmp_path):
    public, secret = age.new_key(MOMENT)
    file = tmp_path / "recovery.key"
    file.write_text(secret)
    return public, file


@pytest.fixture
def lived(bases, backend, settings_for, tmp_path, key, start, clock):
    """A service that has lived: profile, demo data, people who signed in, a mail that waits; and what it answered."""
    settings = settings_for(bases.copy(backend, demo=True), data_dir=tmp_path / "old", backup_recipient=[key[0]])
    database = Database(settings.database, clock=clock)
    people = {name: settle(database, f"{name}@example.org", name) for name in ("admin", "editor")}
    gone = settle(database, "erika.canary4711@example.org", "editor", totp=False)
    with database.writing() as session:
        mail.queue(session, kind="invitation", to_account=people["editor"].number, object_key="1", language="de")
    client = start(address=settings.database_url, data_dir=settings.data_dir)
    browser = Browser(client).enter(gone, clock)
    answers = {path: client.get(path).content for path in PUBLIC}
    client.__exit__()
    client._stack.pop_all()
    yield settings, people, gone, browser.cookies, answers
    database.close()


@pytest.fixture
def place(bases, backend, settings_for, tmp_path, key):
    """Where it is restored: another folder, another database."""
    folder = tmp_path / "new"
    folder.mkdir()
    address = f"sqlite:///{folder}/wik.sqlite" if backend == "sqlite" else bases.empty(backend)
    return settings_for(address, data_dir=folder, backup_recipient=[key[0]])


def erase(settings, person, clock):
    database = Database(settings.database, clock=clock)
    with database.writing() as session:
        accounts.erase_by_hand(session, settings.data_dir, person.email, main.HAND_ON)
    database.close()


def test_the_drill(lived, place, key, start, clock):
    settings, people, gone, _, _ = lived
    before = rows(settings.database)
    file = backup.make(settings, MOMENT).file

    # the same, to the row, where nobody was erased; but nobody is signed in
    plain = restoring.restore(place, file, key[1], replace=False, after=[])
    assert "as counted then" in plain[1]
    after = rows(place.database)
    added = {name: set(after[name]) - set(before[name]) for name in after if after[name] != before[name]}
    assert added.keys() == {"audit_entry", "audit_head"}
    assert "system:restore" in str(added["audit_entry"])
    assert len(added["audit_entry"]) == 1
    assert after.keys() == before.keys()

    # somebody asks to be erased after the backup was made; then the machine burns
    erase(settings, gone, clock)
    shutil.copy(settings.data_dir / "erased", place.data_dir / "erased")
    told = restoring.restore(place, file, key[1], replace=True, after=main.after_restore(place))
    assert any("1 people erased again" in sentence for sentence in told)

    database = Database(place.database, clock=clock)
    with database.reading() as session:
        assert {row.email for row in session.exec(select(Account)).all()} >= {one.email for one in people.values()}
        assert gone.email not in {row.email for row in session.exec(select(Account)).all()}
        assert trail.verify(session, backup.noted_heads(settings.backups)) == []
    database.close()
    assert [name for name, found in rows(place.database).items() if "canary4711" in str(found).lower()] == []
    if settings.on_sqlite:
        assert b"canary4711" not in (place.data_dir / "wik.sqlite").read_bytes()

    look_at_it(start(address=place.database_url, data_dir=place.data_dir), lived, clock)


def look_at_it(client, lived, clock):
    """As visitors and staff do: the same public bytes, nobody signed in, nothing opens for who was erased."""
    _, people, gone, cookies, answers = lived
    assert {path: client.get(path).content for path in PUBLIC} == answers
    stranger = Browser(client)
    stranger.cookies = {**cookies}
    assert stranger.state == "signed_out"
    assert Browser(client).sign_in(gone.email).status_code != 201
    Browser(client).enter(people["admin"], clock)  # the second factor was restored as well


def test_the_control_without_tombstones_brings_everybody_back(lived, place, key, clock):
    settings, _, gone, _, _ = lived
    file = backup.make(settings, MOMENT).file
    erase(settings, gone, clock)
    restoring.restore(place, file, key[1], replace=False, after=main.after_restore(place))
    database = Database(place.database, clock=clock)
    with database.reading() as session:
        assert gone.email in {row.email for row in session.exec(select(Account)).all()}
    database.close()
