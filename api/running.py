"""What the commands do: prepare the database, start parent and children, look whether they answer."""

import contextlib
import os
import secrets
import socket
import sys
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError

from api import accounts, main, probing, profiles
from api.kernel import log, migration, restoring, server
from api.kernel import worker as chores
from api.kernel.db import Database
from api.kernel.processes import Family
from api.kernel.synchronising import Differences
from api.kernel.tables import Installation
from api.kernel.time import berlin_day, system_clock
from api.main import create_app
from api.settings import SAMPLE_SECRET, Settings

PORTS_TRIED = 50
LAST_PORT = 65535
_AS_SAID = "The database is as the profile says."
SHORTEST_SECRET = 32


def say(text: str) -> None:
    """Print one line for the person who started us."""
    print(text, flush=True)  # noqa: T201 - a command speaks


def up(*, port: int, data: Path | None, demo: bool, check: bool) -> int:
    """Prepare everything for a try and start; return the exit code."""
    free = _free_port(port)
    _try_out(free, data)
    folder = Settings().data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _keep_secret(folder / "secret")
    except OSError:
        say(f"The folder {folder} cannot be written. Choose another one: ./wik up --data DIR")
        return 1
    settings = Settings()
    log.configure(settings.log_level)
    try:
        migrate(settings)
        mistakes = _filled(settings, demo=demo)
    except DatabaseError:
        mistakes = [f"The database in {settings.data_dir} cannot be read; --data DIR takes another folder."]
    if mistakes:
        say("\n".join(mistakes))
        return 1
    if free != port:
        say(f"Port {port} is in use, taking {free}.")
    with _family(settings, server.bind("127.0.0.1", free)) as family:
        if not probing.comes_up(free):
            say("The service did not start; the lines above say why.")
            return 1
        say(f"Willkommen im Kreis: {settings.public_url}   (Ctrl-C stops it)")
        return _checked(free) if check else family.watch()


def _filled(settings: Settings, *, demo: bool) -> list[str]:
    """Load the profile unless it is loaded already; return what is wrong with it."""
    database, today = Database(settings.database), berlin_day(system_clock())
    try:
        if not profiles.is_loaded(database, settings.profile, today=today):
            first = not database.revisions()
            for one in profiles.load(database, settings.profile, apply=True, demo=demo, today=today):
                if not first:  # on an empty database everything is new
                    _tell(one)
        with database.reading() as session:
            if (session.get(Installation, "demo") is not None) is not demo:
                kept = "without demo data" if demo else "with demo data"
                say(f"The database was filled {kept} and stays so; --data DIR takes another folder.")
    except profiles.ProfileBroken as broken:
        return [str(error) for error in broken.errors]
    finally:
        database.close()
    return []


def serve(*, host: str, port: int) -> int:
    """Start in production after looking at what must not be; return the exit code."""
    settings = Settings()
    if reasons := refusals(settings):
        say("\n".join(reasons))
        return 1
    try:
        listening = server.bind(host, port)
    except OSError as error:
        say(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another one with --port.")
        return 1
    with _family(settings, listening) as family:
        return family.watch()


def refusals(settings: Settings) -> list[str]:
    """Return why `serve` must not start: schema, demo data, sample secret, processes; empty when all is well."""
    found: list[str] = []
    secret = settings.secret.get_secret_value()
    if secret == SAMPLE_SECRET or len(secret) < SHORTEST_SECRET:
        found.append(f"WIK_SECRET must be a secret of your own with at least {SHORTEST_SECRET} characters.")
    if settings.web_processes > 1 and settings.on_sqlite:
        found.append("Several web processes need PostgreSQL: set DATABASE_URL, or WIK_WEB_PROCESSES=1.")
    if settings.on_sqlite and not Path(settings.database.removeprefix("sqlite:///")).exists():
        return [*found, "There is no database yet: run `wik migrate`, then `wik profile load --apply`."]
    database = Database(settings.database)
    try:
        if migration.current(database) != migration.newest():
            return [*found, "The database has another schema than this version needs: run `wik migrate`."]
        with database.reading() as session:
            if session.get(Installation, restoring.UNFINISHED) is not None:
                found.append("A restore was not finished: run `wik restore FILE --key KEYFILE --replace` again.")
            if accounts.is_demo(session):
                found.append(
                    "This database holds demo data; serve takes real data only. Use another database, or `wik up`."
                )
    except DBAPIError:
        found.append("The database does not answer; see DATABASE_URL.")
    finally:
        database.close()
    return found


def migrate(settings: Settings) -> str:
    """Bring the database to the newest schema and say what happened."""
    if settings.on_sqlite:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    before = migration.current(database)
    if before != migration.newest():
        migration.upgrade(database)
    database.close()
    done = before != migration.newest()
    return f"schema {before or 'empty'} → {migration.newest()}" if done else f"schema {before}: nothing to do"


def load(settings: Settings, name: str, *, apply: bool, overwrite: bool = False) -> int:
    """Show or write the differences between a profile and the database; return the exit code."""
    database = Database(settings.database)
    try:
        today = berlin_day(system_clock())
        found = profiles.load(database, name, apply=apply, overwrite=overwrite, demo=False, today=today)
    except profiles.ProfileBroken as broken:
        say("\n".join(str(error) for error in broken.errors))
        return 1
    finally:
        database.close()
    for one in found:
        _tell(one)
    if any(one.edited for one in found):
        say("What staff edited is left alone; with --overwrite the profile wins.")
    if not any(one.new or one.changed or one.removed for one in found):
        say("There is nothing else to write." if any(one.edited for one in found) else _AS_SAID)
    elif not apply:
        say("Nothing was written. With --apply it is.")
    return 0


def _tell(found: Differences) -> None:
    if found.new or found.changed or found.removed:
        say(f"{found.table}: {len(found.new)} new, {len(found.changed)} changed, {len(found.removed)} removed")
    for key, fields in found.changed.items():
        say(f"  {key}: {', '.join(fields)}")
    for key in found.kept:
        say(f"  {key}: not in the profile, left alone")
    for key, fields in found.edited.items():
        say(f"  {found.table} {key}: {', '.join(fields) or 'removed'} – edited by staff, left alone")


def work(settings: Settings) -> None:
    """Be the worker process."""
    log.configure(settings.log_level)
    database = Database(settings.database)
    chores.run(database, main.work(settings))
    database.close()


def _web(settings: Settings, listening: socket.socket) -> None:
    log.configure(settings.log_level)
    app = create_app(settings)
    server.run(app, listening, header_seconds=settings.header_seconds, trusted_proxies=settings.trusted_proxies)


@contextlib.contextmanager
def _family(settings: Settings, listening: socket.socket) -> Generator[Family]:
    children: dict[str, Callable[[], None]] = {
        f"web {number}": partial(_web, settings, listening) for number in range(1, settings.web_processes + 1)
    }
    family = Family({**children, "worker": partial(work, settings)})
    family.start()
    try:
        yield family
    finally:
        family.stop()
        listening.close()


def _try_out(port: int, data: Path | None) -> None:
    """Set what a try needs and the environment does not say; the children read it there."""
    os.environ.setdefault("PUBLIC_URL", f"http://localhost:{port}")
    os.environ.setdefault("WIK_LOG_LEVEL", "WARNING")  # a person is watching, not a log collector
    if data is not None:
        os.environ["WIK_DATA_DIR"] = str(data.resolve())
        os.environ.pop("DATABASE_URL", None)


def _keep_secret(file: Path) -> None:
    """Use the same secret at every try, so that second factors set up yesterday are still readable."""
    if "WIK_SECRET" not in os.environ:
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(32), encoding="utf-8")
        os.environ["WIK_SECRET"] = file.read_text(encoding="utf-8")


def _free_port(wanted: int) -> int:
    for port in range(wanted, min(wanted + PORTS_TRIED, LAST_PORT + 1)):
        with contextlib.suppress(OSError):
            server.bind("127.0.0.1", port).close()
            return port
    say(f"No free port from {wanted} on; choose another one: ./wik up --port N")
    sys.exit(1)


def _checked(port: int) -> int:
    found = probing.answers(port)
    for path, status in found.items():
        say(f"{status or 'no answer'} {path}")
    failed = sum(status != probing.OK for status in found.values())
    say(f"{failed} of {len(found)} do not answer as they should" if failed else f"all {len(found)} answer")
    return 1 if failed else 0
