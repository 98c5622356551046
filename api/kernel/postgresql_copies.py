"""Copies of a PostgreSQL database with its own programs, and databases to try them in."""

import os
import secrets
import subprocess
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import make_url

from api.kernel import programs

ASIDE = "before_restore_"  # schemas that keep what a restore replaced; never part of a copy
_MARK = "wik: for trying backups"
_HELP = "sudo apt install postgresql-client (Debian, Ubuntu), brew install libpq (macOS)"


class NoProgram(Exception):
    """pg_dump or pg_restore is not on this machine."""


class CopyFailed(Exception):
    """PostgreSQL's program refused; the text is its last line."""


class NoScratch(Exception):
    """There is no database to try a copy in."""


class InUse(Exception):
    """The database is used by others, or holds something."""


def dump(address: str, snapshot: str, file: Path) -> None:
    """Write what a snapshot sees into a file of pg_dump's own format. Raises NoProgram and CopyFailed."""
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-schema={ASIDE}*"]
    _run("pg_dump", address, [*options, f"--snapshot={snapshot}", f"--file={file}"])


def fill(address: str, file: Path) -> None:
    """Read a dump into an empty database: all of it or nothing. Raises NoProgram and CopyFailed."""
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run("pg_restore", address, [*options, str(file)])


@contextmanager
def scratch(server: str, given: str) -> Generator[str]:
    """Yield the address of an empty database for a trial: `given`, or a new one on the same server.

    Raises NoScratch when the user may not create one and none is given, or the given one belongs to somebody.
    """
    with _cleaned(server, given) if given else _created(server) as address:
        yield address


@contextmanager
def replaced(address: str, stamp: str, *, replace: bool) -> Generator[str]:
    """Let the caller fill the database; what was in it stays in the schema whose name is yielded, "" when empty.

    When the caller fails, everything is as before. Raises InUse when somebody else is connected, or it holds tables
    and `replace` is not said.
    """
    aside = ASIDE + stamp
    with _connect(address) as connection:
        others = _one(
            connection,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'",
        )
        if others:
            raise InUse("Somebody is connected to the database: stop the service first.")
        full = bool(_tables(connection))
        if full and not replace:
            raise InUse("The database holds something. --replace sets it aside.")
        if full:
            _set_aside(connection, "public", aside)
    try:
        yield aside if full else ""
    except BaseException:
        with _connect(address) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            if full:
                connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO public").format(sql.Identifier(aside)))
            else:
                connection.execute("CREATE SCHEMA public")
        raise


def _set_aside(connection: "psycopg.Connection[tuple[object, ...]]", schema: str, aside: str) -> None:
    names = sql.Identifier(schema), sql.Identifier(aside)
    connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(*names))
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(names[0]))


@contextmanager
def _created(server: str) -> Generator[str]:
    url = make_url(server)
    start = f"{url.database}_scratch_"
    with _connect(server) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start]).fetchall()
        for (left,) in rows:  # by a trial that was killed; one that is under way is connected and stays
            with suppress(psycopg.Error):
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(str(left))))
        name = start + secrets.token_hex(4)
        making = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
        try:
            connection.execute(making)
        except psycopg.errors.InsufficientPrivilege:
            raise NoScratch(
                "There is no database to try the backup in: ALTER ROLE … CREATEDB, or set WIK_SCRATCH_DATABASE_URL."
            ) from None
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with _connect(server) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _cleaned(server: str, given: str) -> Generator[str]:
    with _connect(given) as connection:
        if _identity(server) == _identity(given):
            raise NoScratch("WIK_SCRATCH_DATABASE_URL is the database itself; give another, empty one.")
        marked = _one(connection, "SELECT obj_description('public'::regnamespace)") == _MARK
        if _tables(connection) and not marked:
            raise NoScratch("The database of WIK_SCRATCH_DATABASE_URL is not empty; give one for this alone.")
        _emptied(connection)
    try:
        yield given
    finally:
        with _connect(given) as connection:
            _emptied(connection)


def _emptied(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    connection.execute("DROP SCHEMA public CASCADE")
    connection.execute("CREATE SCHEMA public")
    connection.execute(sql.SQL("COMMENT ON SCHEMA public IS {}").format(sql.Literal(_MARK)))


def _identity(address: str) -> tuple[object, object]:
    """Return which database of which cluster this is, whatever its address looks like."""
    with _connect(address) as connection:
        row = connection.execute(
            "SELECT (SELECT system_identifier FROM pg_control_system()), current_database()"
        ).fetchone()
    assert row is not None  # noqa: S101 - a SELECT without FROM
    return row[0], row[1]


def _tables(connection: "psycopg.Connection[tuple[object, ...]]") -> object:
    return _one(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


def _one(connection: "psycopg.Connection[tuple[object, ...]]", question: str) -> object:
    row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def _plain(address: str) -> str:
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)


def _connect(address: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(_plain(address), autocommit=True, connect_timeout=10)


def _run(program: str, address: str, options: Sequence[str]) -> None:
    found = programs.find(program)
    if found is None:
        raise NoProgram(f"{program} is not on this machine: {_HELP}.")
    parts = conninfo_to_dict(_plain(address))
    password = parts.pop("password", None)  # what stands in a command line, everybody on the machine can read
    surroundings = {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}
    command = [str(found), "--no-password", f"--dbname={make_conninfo('', **parts)}", *options]
    done = subprocess.run(  # noqa: S603 - a program of the system, with our own options
        command, env=surroundings, capture_output=True, text=True, umask=0o077, check=False
    )
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if "error" in line] or done.stderr.splitlines() or ["?"]
        raise CopyFailed(f"{program}: {lines[0]}")
