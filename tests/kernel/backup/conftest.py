"""Filled databases to back up, empty ones to restore into, and two recovery keys."""

import datetime as dt
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from api.kernel import age, audit, backup, restoring
from api.kernel.db import Database
from api.kernel.permission import Actor
from api.kernel.tables import Installation
from api.settings import Settings
from tests.conftest import SECRET

MOMENT = dt.datetime(2026, 11, 22, 3, 0, tzinfo=dt.UTC)


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


@pytest.fixture(scope="session")
def kept(bases, backend, keys, tmp_path_factory):
    """What one backup gave, for tests of its file."""
    address, folder = bases.copy(backend, demo=True), tmp_path_factory.mktemp("kept")
    return made(Settings(DATABASE_URL=address, data_dir=folder, secret=SECRET, backup_recipient=[keys[0][0]]))


@pytest.fixture
def file(kept, tmp_path):
    """A copy of its file, to be spoilt."""
    return Path(shutil.copy(kept.file, tmp_path))


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
