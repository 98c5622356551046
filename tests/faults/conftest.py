"""Databases that may be harmed, processes that may be killed, disks that may be filled."""

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from api.kernel import trail
from api.kernel.db import Database
from api.settings import Settings
from tests.faults import children
from tests.kernel.conftest import Toys, created
from tools import postgresql

PATIENCE = 30  # seconds until a test gives up waiting
FULL = bool(os.environ.get("WIK_FULL"))


@pytest.fixture(scope="session")
def processes():
    """Start children from a clean server process: quick, and without our threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.children"])

    @contextmanager
    def started(what, *arguments):
        process = context.Process(target=children.main, args=(what, *arguments), daemon=True)
        process.start()
        try:
            yield process
        finally:
            process.kill()
            process.join(PATIENCE)

    return started


@contextmanager
def harmed_cluster(**options):
    """A PostgreSQL of our own, made sure of: what a test does to it hits nobody else."""
    with postgresql.server(postgresql.find(), **options) as server:
        server.start()
        with psycopg.connect(server.address) as connection:
            folder = connection.execute("SHOW data_directory").fetchone()[0]
        assert Path(folder).parent == server.home, "this is somebody else's PostgreSQL"
        yield server


@pytest.fixture
def own_cluster():
    """Return a function that starts a private PostgreSQL with options, until the end of the test."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(harmed_cluster(**options))


@pytest.fixture
def toys_on(clock, settings_for):
    """Return a function that makes the toy tables on a database and starts apps there."""
    with ExitStack() as stack:

        def make(address):
            created(address, settings_for)
            return Toys(address, clock, settings_for, stack)

        yield make


@pytest.fixture
def address(backend, bases, tmp_path, settings_for):
    """A database with the toy tables; on PostgreSQL one of the shared cluster, which is not harmed."""
    found = f"sqlite:///{tmp_path}/toys.sqlite" if backend == "sqlite" else bases.empty(backend)
    created(found, settings_for)
    return Settings(DATABASE_URL=found).database


def lost_and_torn(address, acknowledged):
    """Return acknowledged numbers that are not stored, and numbers of which only one of two rows is."""
    database = Database(address)
    with database.reading() as session:
        rows = session.connection().execute(
            text("SELECT toy.name, toy_sticker.id FROM toy LEFT JOIN toy_sticker ON toy_sticker.toy_id = toy.id")
        )
        stored = {name: sticker for name, sticker in rows}  # noqa: C416 - a row is no pair
        faults = trail.verify(session)
        if database.on_sqlite:
            assert session.connection().execute(text("PRAGMA integrity_check")).scalar() == "ok"
    database.close()
    assert faults == []
    return [one for one in acknowledged if one not in stored], [name for name, sticker in stored.items() if not sticker]


def read_acknowledged(file):
    return file.read_text().split() if file.exists() else []


def some_time(shortest, longest):
    """A moment nobody can foresee, in seconds."""
    return random.uniform(shortest, longest)  # noqa: S311 - not for secrets


def until(ask, what, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while not (found := ask()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
    return found


@pytest.fixture
def small_disk():
    """Return a function that gives a folder on a disk of its own of some megabytes, None where we may not mount."""
    with ExitStack() as stack:

        def mount(megabytes, owner=None):
            folder = Path(tempfile.mkdtemp(prefix="wik-disk-", dir="/tmp"))
            stack.callback(folder.rmdir)
            if not sys.platform.startswith("linux"):
                return None
            command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder)]
            if subprocess.run(command, capture_output=True, check=False).returncode != 0:
                return None
            stack.callback(subprocess.run, ["umount", "-l", str(folder)], check=True)
            if owner:
                shutil.chown(folder, owner)
            return folder

        yield mount
