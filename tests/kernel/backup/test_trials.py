"""Every backup is tried out: what is missing, forged or points to nothing is found."""

import datetime as dt
import os
import sqlite3
import subprocess
from contextlib import closing

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import inspect, text

from api.kernel import backup, copies, postgresql_copies, programs, restoring
from api.settings import Settings
from tests.kernel.backup.conftest import MOMENT, made, opened, restore, write


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
