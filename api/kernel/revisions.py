"""Knows, cheaply, whether a room's public data changed: in this process at once, from elsewhere within a second."""

import contextlib
import sqlite3
import threading
import time
from typing import Any
from urllib.parse import quote

import psycopg
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from api.kernel.db import CHANNEL, Database

LOOK_EVERY = 0.1  # seconds between two looks at SQLite's data_version, a 5 µs question
POLL_EVERY = 0.5  # seconds between two looks at PostgreSQL's rows, the safety net under NOTIFY


class Revisions:
    """The revision of every room as last seen. `epoch` grows whenever one changed; comparing it is all a hit costs."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.rooms: dict[str, int] = {}
        self.epoch = 0
        self.stale = True
        self._next_look = 0.0
        self._version = -1
        self._watch: sqlite3.Connection | None = None
        self._stopping = threading.Event()
        self._listener: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch the database."""
        self.database.after_commit.append(self.changed)
        if self.database.sqlite_file is not None:
            file = f"file:{quote(str(self.database.sqlite_file))}?mode=rw"
            self._watch = sqlite3.connect(file, uri=True, check_same_thread=False, isolation_level=None)
        else:
            self._listener = threading.Thread(target=self._listen, name="revisions", daemon=True)
            self._listener.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopping.set()
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def changed(self) -> None:
        """Hear of a commit in this process."""
        self.stale = True

    def current(self) -> int:
        """Return the epoch after a look at the database where one is due. Raises DBAPIError when it does not answer."""
        if self._watch is not None and (moment := time.monotonic()) >= self._next_look:
            self._next_look = moment + LOOK_EVERY
            version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._version = version
                self.stale = True
        if self.stale:
            self.stale = False  # before reading: a commit in between makes it stale again
            try:
                rooms = self.database.revisions()
            except DBAPIError:
                self.stale = True
                raise
            if rooms != self.rooms:
                self.rooms = rooms
                self.epoch += 1
        return self.epoch

    def _listen(self) -> None:
        url = make_url(self.database.address).set(drivername="postgresql")
        while not self._stopping.is_set():
            with (
                contextlib.suppress(psycopg.Error),
                psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection,
            ):
                connection.execute(f"LISTEN {CHANNEL}")
                self.stale = True
                while not self._stopping.is_set():
                    for _ in connection.notifies(timeout=POLL_EVERY, stop_after=1):
                        self.stale = True
                    self._poll(connection)
            self._stopping.wait(POLL_EVERY)

    def _poll(self, connection: psycopg.Connection[Any]) -> None:
        rows: list[Any] = connection.execute("SELECT room, revision FROM room_revision").fetchall()
        if dict(rows) != self.rooms:
            self.stale = True
