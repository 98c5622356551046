"""Backups come back exactly as they were, or nothing changes."""

import datetime as dt
import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from api import running
from api.kernel import archive, migration, restoring, trail
from api.kernel.tables import Heartbeat, Installation
from tests.kernel.backup.conftest import MOMENT, everything, made, opened, restore, write


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
