"""Backups come back exactly as they were, open with the recovery key only, and are refused when anything is wrong."""

import datetime as dt
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import inspect, text
from sqlmodel import select
from typer.testing import CliRunner

from api import cli, running
from api.kernel import (
    age,
    archive,
    audit,
    backup,
    copies,
    jobs,
    migration,
    postgresql_copies,
    programs,
    restoring,
    trail,
)
from api.kernel.db import Database
from api.kernel.permission import Actor
from api.kernel.tables import Heartbeat, Installation, Job
from api.settings import Settings

MOMENT = dt.datetime(2026, 11, 22, 3, 0, tzinfo=dt.UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """Two recovery keys: public half and file of each."""
    found = []
    for name in ("ours", "foreign"):
        public, text = age.new_key(MOMENT)
        file = tmp_path_factory.mktemp("keys") / name
        file.write_text(text)
        found.append((public, file))
    return found


@pytest.fixture
def settings(bases, backend, settings_for, keys):
    """Settings of a filled database that backs up to our key."""
    return settings_for(bases.copy(backend, demo=True), backup_recipient=[keys[0][0]])


@pytest.fixture
def empty(bases, backend, settings_for, keys, tmp_path):
    """Settings of a database that does not exist yet, or is empty."""
    address = f"sqlite:///{tmp_path}/new/wik.sqlite" if backend == "sqlite" else bases.empty(backend)
    return settings_for(address, data_dir=tmp_path / "new", backup_recipient=[keys[0][0]])


@contextmanager
def opened(settings):
    database = Database(settings.database)
    try:
        yield database
    finally:
        database.close()


def everything(settings):
    """Every row of every table, as text; what a restore writes itself is left out."""
    with opened(settings) as database, database.engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        found = {name: sorted(map(str, connection.execute(text(f'SELECT * FROM "{name}"')).all())) for name in names}  # noqa: S608 - names of our tables
    found["audit_entry"] = [row for row in found["audit_entry"] if "system:restore" not in row]
    found["audit_head"] = []
    return found


def write(settings, key, value="x"):
    with opened(settings) as database, database.writing() as session:
        session.merge(Installation(key=key, value=value))
        audit.note(session, Actor("account:1"), "change", "installation", key)


def made(settings, moment=MOMENT):
    return backup.make(settings, moment)


def restore(settings, file, key, *, replace=False, after=()):
    return restoring.restore(settings, file, key, replace=replace, after=after)


class TestComingBack:
    def test_a_backup_comes_back_exactly_as_it_was(self, settings, empty, keys):
        before = everything(settings)
        file = made(settings).file
        assert everything(settings) == before
        told = restore(empty, file, keys[0][1])
        assert everything(empty) == before
        assert "counted" in told[1]
        with opened(empty) as database:
            assert migration.current(database) == migration.newest()
            with database.reading() as session:
                assert trail.verify(session) == []

    def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(self, settings, empty, keys):
        """Two tables are written in one transaction, again and again, while copies are made."""
        stop, failed = threading.Event(), []

        def keep_writing():
            number = 0
            try:
                with opened(settings) as database:
                    while not stop.is_set():
                        number += 1
                        with database.writing() as session:
                            session.add(Installation(key=f"pair-{number}", value="x"))
                            session.add(Heartbeat(process=f"pair-{number}", at=MOMENT))
            except Exception as error:  # noqa: BLE001 - told below
                failed.append(error)

        writer = threading.Thread(target=keep_writing)
        writer.start()
        try:
            file = made(settings).file
        finally:
            stop.set()
            writer.join(20)
        assert failed == []
        restore(empty, file, keys[0][1])
        found = everything(empty)
        pairs = [
            {key for row in found[name] for key in re.findall(r"pair-\d+", row)}
            for name in ("installation", "heartbeat")
        ]
        assert pairs[0] == pairs[1]
        with opened(settings) as database, database.reading() as session:
            assert session.get(Installation, "pair-1")  # the writer did write

    def test_nothing_is_overwritten_unless_told(self, settings, keys):
        file = made(settings).file
        write(settings, "later")
        before = everything(settings)
        with pytest.raises(restoring.Refused, match="--replace"):
            restore(settings, file, keys[0][1])
        assert everything(settings) == before

    def test_what_is_replaced_is_set_aside(self, settings, keys, backend):
        file = made(settings).file
        earlier = everything(settings)
        write(settings, "later")
        told = " ".join(restore(settings, file, keys[0][1], replace=True))
        assert everything(settings) == earlier
        if backend == "sqlite":
            aside = re.search(r"now (\S+);", told)[1]
            with closing(sqlite3.connect(aside)) as old:
                assert old.execute("SELECT count(*) FROM installation WHERE key = 'later'").fetchone() == (1,)
        else:
            aside = re.search(r"schema (\w+);", told)[1]
            with opened(settings) as database, database.engine.connect() as connection:
                found = connection.execute(text(f"SELECT count(*) FROM {aside}.installation WHERE key = 'later'"))  # noqa: S608 - our own name
                assert found.scalar() == 1
            again = made(settings, MOMENT + dt.timedelta(hours=1))  # what was set aside is no part of it
            tables = backup_tables(file, keys)
            assert again.manifest.databases[0].tables == {**tables, "audit_entry": tables["audit_entry"] + 1}

    def test_a_database_in_use_is_left_alone(self, settings, keys):
        file = made(settings).file
        with opened(settings) as database, database.engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM installation"))
            with pytest.raises(restoring.Refused, match="stop the service"):
                restore(settings, file, keys[0][1], replace=True)
        restore(settings, file, keys[0][1], replace=True)

    def test_what_rooms_do_afterwards_is_done_before_anybody_sees_it(self, settings, empty, keys):
        file = made(settings).file
        seen = []

        def erase(session):
            seen.append((Path(empty.database.removeprefix("sqlite:///")).exists(), running_refuses(empty)))
            session.delete(session.get_one(Installation, "profile"))
            return "1 erased again."

        assert "1 erased again." in restore(empty, file, keys[0][1], after=[erase])
        with opened(empty) as database, database.reading() as session:
            assert session.get(Installation, "profile") is None
        there, refused = seen[0]
        assert refused or not there

    def test_a_restore_that_fails_half_way_leaves_everything_as_it_was(self, settings, keys, tmp_path):
        file = made(settings).file
        write(settings, "later")
        before = everything(settings)

        def fails(_session):
            raise OSError("the disk is full")

        with pytest.raises(OSError, match="disk"):
            restore(settings, file, keys[0][1], replace=True, after=[fails])
        assert everything(settings) == before
        assert not list(tmp_path.glob("wik-working-*"))


def running_refuses(settings):
    return any("restore was not finished" in reason for reason in running.refusals(settings))


def backup_tables(file, keys):
    with archive.working_folder(file.parent) as folder:
        return archive.read(file, keys[0][1], folder).databases[0].tables


class TestTheFile:
    def test_it_opens_with_the_right_key_only(self, settings, empty, keys):
        file = made(settings).file
        with pytest.raises(age.Unreadable, match="another key"):
            restore(empty, file, keys[1][1])
        with pytest.raises(age.Unreadable, match="not a recovery key"):
            restore(empty, file, file)

    def test_two_people_may_each_hold_a_key(self, settings, empty, keys):
        both = settings.model_copy(update={"backup_recipient": [public for public, _ in keys]})
        restore(empty, made(both).file, keys[1][1])

    @pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "other"])
    def test_a_damaged_file_is_refused(self, settings, empty, keys, harm):
        file = made(settings).file
        whole = file.read_bytes()
        harmed = {
            "cut": whole[:-100],
            "flipped": whole[:-5000] + bytes([whole[-5000] ^ 1]) + whole[-4999:],
            "empty": b"",
            "other": b"not an age file at all",
        }[harm]
        file.write_bytes(harmed)
        with pytest.raises(age.Unreadable):
            restore(empty, file, keys[0][1])
        file.write_bytes(whole)
        restore(empty, file, keys[0][1])

    def test_nothing_of_the_database_can_be_read_in_it_and_nothing_plain_is_left(self, settings):
        write(settings, "canary", "Erika Mustermann")
        file = made(settings).file
        left = [one for one in settings.backups.rglob("*") if one.is_file()]
        assert {one.name for one in left} == {file.name, backup.HEADS}
        for one in left:
            for needle in (b"Erika", b"canary", b"CREATE TABLE", b"SQLite format"):
                assert needle not in one.read_bytes()
        assert (settings.backups.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)

    def test_age_and_tar_open_it_without_us(self, settings, keys, tmp_path, backend):
        file = made(settings).file
        with file.open("rb") as closed, (tmp_path / "plain").open("wb") as plain:
            age.decrypt(closed, plain, keys[0][1])
        with tarfile.open(tmp_path / "plain", "r:gz") as tar:
            assert tar.getnames() == ["manifest.json", "wik.sqlite" if backend == "sqlite" else "wik.dump"]

    def test_names_that_lead_elsewhere_are_refused(self, settings, empty, keys, tmp_path):
        """Anybody with the public key can make a file; it still writes nowhere but its own folder."""
        manifest = made(settings).manifest
        evil = manifest.model_dump(mode="json")
        evil["databases"][0]["file"] = "../../evil.sqlite"
        packed = tmp_path / "packed"
        (tmp_path / "manifest.json").write_text(json.dumps(evil))
        with tarfile.open(packed, "w:gz") as tar:
            tar.add(tmp_path / "manifest.json", "manifest.json")
            tar.add(tmp_path / "manifest.json", "../../evil.sqlite")
        file = tmp_path / "evil.age"
        with packed.open("rb") as plain, file.open("wb") as closed:
            age.encrypt(plain, closed, [keys[0][0]])
        with pytest.raises(age.Unreadable, match="not a backup"):
            restore(empty, file, keys[0][1])
        assert not list(tmp_path.rglob("evil.sqlite"))

    def test_a_disk_that_fills_up_leaves_no_half_file(self, settings, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(age, "encrypt", full)
        with pytest.raises(OSError, match="No space"):
            made(settings)
        assert list(settings.backups.iterdir()) == []


class TestTryingOut:
    def test_it_counts_every_table_and_follows_the_trail(self, settings, keys):
        file = made(settings).file
        manifest, faults = restoring.verify(settings, file, keys[0][1])
        assert faults == []
        with opened(settings) as database, database.engine.connect() as connection:
            assert set(manifest.databases[0].tables) == set(inspect(connection).get_table_names())
            for name, count in manifest.databases[0].tables.items():
                assert connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() == count  # noqa: S608 - our tables
        assert restoring.verify(settings, None, None)[1] == []

    def test_a_row_that_is_missing_is_named(self, settings, tmp_path):
        """The control: a copy with a row less, and one with an entry of the trail forged."""
        with opened(settings) as database:
            found = copies.copy(database, tmp_path / "copy")
            more = {**found.tables, "goal": found.tables["goal"] + 1, "ghost": 1}
            with database.engine.connect() as connection:
                here = copies.contents(connection)
        wanted = copies.Contents(found.schema, more, found.audit_number, found.audit_hash)
        assert copies.differences(found, here) == []
        goals = found.tables["goal"]
        assert copies.differences(wanted, here) == [
            "ghost: no table instead of 1",
            f"goal: {goals} instead of {goals + 1}",
        ]

    def test_a_forged_trail_makes_no_backup(self, settings):
        write(settings, "first")
        write(settings, "second")
        with opened(settings) as database, database.engine.begin() as connection:
            connection.execute(text("UPDATE audit_entry SET actor = 'account:2' WHERE object_key = 'first'"))
        with pytest.raises(backup.Faulty, match="does not fit"):
            made(settings)
        assert not list(settings.backups.glob("*.age"))

    def test_an_orphan_makes_no_backup(self, settings, backend):
        if backend != "sqlite":  # PostgreSQL's own restore refuses it
            return
        with closing(sqlite3.connect(settings.database.removeprefix("sqlite:///"))) as connection:
            connection.execute("DELETE FROM goal")
            connection.commit()
        with pytest.raises(backup.Faulty, match="points to nothing in goal"):
            made(settings)

    def test_what_a_trial_leaves_is_nothing(self, settings, backend):
        made(settings)
        assert not list(settings.backups.glob("wik-working-*"))
        if backend == "postgresql":
            with psycopg.connect(settings.database_url) as connection:
                names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE '%scratch%'").fetchall()
            assert [name for (name,) in names if settings.database.rpartition("/")[2] in name] == []


@pytest.mark.postgresql
class TestOnPostgresql:
    @pytest.fixture
    def limited(self, bases, settings_for, keys):
        """A user who owns the database and may not create another."""
        address = bases.copy("postgresql")
        name = address.rpartition("/")[2]
        server = os.environ["WIK_TEST_POSTGRES"]
        user = f"u_{name}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'invented'").format(sql.Identifier(user)))
            connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(*map(sql.Identifier, (name, user))))
        with psycopg.connect(address, autocommit=True) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            for (table,) in tables:
                connection.execute(sql.SQL("ALTER TABLE {} OWNER TO {}").format(*map(sql.Identifier, (table, user))))
        place = server.rpartition("@")[2].rpartition("/")[0]
        yield settings_for(f"postgresql://{user}:invented@{place}/{name}", backup_recipient=[keys[0][0]])
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(user)))

    def test_without_createdb_it_says_so_and_is_not_called_verified(self, limited):
        result = made(limited)
        assert "WIK_SCRATCH_DATABASE_URL" in result.doubt
        with opened(limited) as database:
            with database.writing() as session:
                backup.note(session, made=result, moment=MOMENT)
            with database.reading() as session:
                found = backup.standing(session, limited)
                assert (found.at, found.verified_at, found.state) == (MOMENT, None, "unverified")

    def test_with_a_database_of_its_own_it_is_tried_out_there(self, limited, bases):
        address = bases.empty("postgresql")
        given = limited.model_copy(
            update={"scratch_database_url": Settings(scratch_database_url=address).scratch_database_url}
        )
        for hour in (0, 1):  # what the first trial leaves is no reason to refuse the second
            assert made(given, MOMENT + dt.timedelta(hours=hour)).doubt == ""

    def test_a_scratch_database_that_holds_something_is_left_alone(self, limited, bases):
        for address in (bases.copy("postgresql"), limited.database_url):
            given = Settings(scratch_database_url=address).scratch_database_url
            result = made(limited.model_copy(update={"scratch_database_url": given}))
            assert "empty" in result.doubt
            with psycopg.connect(address) as connection:
                assert connection.execute("SELECT count(*) FROM goal").fetchone()[0] > 0

    def test_the_owner_restores_without_being_superuser(self, limited, keys):
        file = made(limited).file
        assert restore(limited, file, keys[0][1], replace=True)

    def test_without_pg_dump_it_says_what_to_install(self, limited, monkeypatch):
        monkeypatch.setattr(programs, "find", lambda _name: None)
        with pytest.raises(postgresql_copies.NoProgram, match="apt install postgresql-client"):
            made(limited)

    def test_no_password_stands_in_a_command_line(self, limited, monkeypatch):
        seen = []
        real = subprocess.run

        def spy(command, **options):
            seen.append((command, options["env"].get("PGPASSWORD")))
            return real(command, **options)

        monkeypatch.setattr(postgresql_copies.subprocess, "run", spy)
        made(limited)
        assert "invented" not in str([command for command, _ in seen])
        assert {password for _, password in seen} == {"invented"}


class TestKeeping:
    def test_thirty_days_are_kept_and_the_newest_always(self, tmp_path):
        names = [
            f"wik-2026-{month:02}-{day:02}T030000Z.tar.gz.age" for month, day in ((9, 1), (10, 23), (10, 24), (11, 1))
        ]
        foreign = ["wik-notes.txt", "other-2020-01-01T030000Z.tar.gz.age", "wik-2020.tar.gz.age"]
        for name in (*names, *foreign):
            (tmp_path / name).touch()
        backup.forget_old(tmp_path, dt.datetime(2026, 11, 22, 3, 0, 1, tzinfo=dt.UTC))
        assert {one.name for one in tmp_path.iterdir()} == {*names[2:], *foreign}
        backup.forget_old(tmp_path, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
        assert {one.name for one in tmp_path.iterdir()} == {names[3], *foreign}

    def test_the_nightly_job_notes_when_it_was_verified(self, settings):
        with opened(settings) as database:
            with database.reading() as session:
                assert backup.standing(session, settings).state == "none"
                assert "older than 26 hours" in backup.hint(session, settings)
            with database.writing() as session:
                jobs.add(session, backup.KIND)
            assert jobs.do_next(database, jobs.Work({backup.KIND: backup.errand(settings)}))
            with database.reading() as session:
                found = backup.standing(session, settings)
                assert found.state == "verified"
                assert found.at == found.verified_at
                assert backup.hint(session, settings) == ""
        assert len(list(settings.backups.glob("*.age"))) == 1

    def test_a_night_that_fails_for_good_is_told(self, settings, clock, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(age, "encrypt", full)
        database = Database(settings.database, clock=clock)
        with database.writing() as session:
            jobs.add(session, backup.KIND)
        with database.writing() as session:
            session.exec(select(Job)).one().tries = jobs.MOST_TRIES - 1
        assert jobs.do_next(database, jobs.Work({backup.KIND: backup.errand(settings)}))
        with database.reading() as session:
            assert backup.standing(session, settings).state == "failed"
        database.close()

    def test_ends_of_the_trail_are_noted_elsewhere_and_find_a_forged_chain(self, settings, keys):
        """Whoever may write everything can forge a whole chain, but not what backups noted."""
        write(settings, "first")
        file = made(settings).file
        number, head = next(iter(backup.noted_heads(settings.backups).items()))
        with opened(settings) as database, database.reading() as session:
            assert trail.verify(session, {number: head}) == []
            assert trail.verify(session, {number: "0" * 64}) != []
        write(settings, "second")
        made(settings, MOMENT + dt.timedelta(days=1))
        assert len(backup.noted_heads(settings.backups)) == 2
        restore(settings, file, keys[0][1], replace=True)
        assert backup.noted_heads(settings.backups) == {number: head}


def test_without_a_recovery_key_there_is_a_hint(settings_for, toys, tmp_path):
    with pytest.raises(backup.NotSetUp, match="wik backup-key"):
        made(settings_for(toys.address))
    with pytest.raises(ValueError, match="no public key"):
        made(settings_for(toys.address, backup_recipient=["age1nonsense"]))


class TestCommands:
    """As an operator types them."""

    @pytest.fixture
    def wik(self, settings, tmp_path, monkeypatch):
        for name in [name for name in os.environ if name.startswith("WIK_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("DATABASE_URL", settings.database_url)
        monkeypatch.setenv("WIK_DATA_DIR", str(tmp_path))

        def run(*words, **more):
            done = CliRunner().invoke(cli.app, [*words], env=more)
            assert not done.exception or isinstance(done.exception, SystemExit), done.exception
            return done

        return run

    def test_one_for_real(self, settings, tmp_path):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WIK_")}
        done = subprocess.run(
            [sys.executable, "-m", "api", "backup"],
            cwd=ROOT,
            env={**kept, "DATABASE_URL": settings.database_url, "WIK_DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, "wik backup-key" in done.stdout, "Traceback" in done.stderr) == (1, True, False)

    def test_from_the_key_to_the_restore(self, wik, settings, tmp_path):
        key = tmp_path / "recovery.key"
        done = wik("backup-key", "--out", str(key))
        assert done.exit_code == 0
        assert key.stat().st_mode & 0o777 == 0o600
        recipient = re.search(r"WIK_BACKUP_RECIPIENT=(age1\w+)", done.stdout)[1]
        again = wik("backup-key", "--out", str(key))
        assert (again.exit_code, "never overwritten" in again.stdout) == (1, True)

        refused = wik("backup")
        assert (refused.exit_code, "wik backup-key" in refused.stdout) == (1, True)
        done = wik("backup", WIK_BACKUP_RECIPIENT=recipient)
        assert done.exit_code == 0, done.stdout
        file = re.search(r"\S+[.]age", done.stdout)[0]
        assert "tried out" in done.stdout

        assert wik("verify").exit_code == 0
        assert wik("verify", file).exit_code == 1
        done = wik("verify", file, "--key", str(key))
        assert done.exit_code == 0, done.stdout
        assert "rows in" in done.stdout

        self.comes_back_and_forgery_is_found(wik, settings, file, key)

    def comes_back_and_forgery_is_found(self, wik, settings, file, key):
        refused = wik("restore", file, "--key", str(key))
        assert (refused.exit_code, "--replace" in refused.stdout) == (1, True)
        done = wik("restore", file, "--key", str(key), "--replace")
        assert done.exit_code == 0, done.stdout

        done = wik("audit", "verify")
        assert done.exit_code == 0, done.stdout
        with opened(settings) as database, database.engine.begin() as connection:
            connection.execute(text("UPDATE audit_entry SET actor = 'account:2' WHERE id = 5"))
        done = wik("audit", "verify")
        assert (done.exit_code, "entry 5" in done.stdout) == (1, True)
        done = wik("verify")
        assert (done.exit_code, "entry 5" in done.stdout) == (1, True)
        assert wik("retry").exit_code == 0
        shutil.rmtree(settings.backups)
