"""One parent, its children: what falls is started again, and nobody outlives the parent, however it ends."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from api import running
from api.kernel import server
from api.kernel.db import Database
from api.kernel.tables import Installation
from api.settings import Settings
from tests.conftest import SECRET

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60  # seconds until a test gives up waiting

# Children that say their number in a file; what they do afterwards is the argument.
SCRIPT = """
import os, signal, sys, time
from functools import partial
from pathlib import Path
from api.kernel import processes

processes.RESTART_SECONDS, processes.STOP_SECONDS = 0.05, float(sys.argv[3])

def work(name):
    if sys.argv[2] == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with open(sys.argv[1], "a") as file:
        file.write(f"{name} {os.getpid()}\\n")
    if sys.argv[2] != "falls":
        time.sleep(60)

family = processes.Family({name: partial(work, name) for name in ("web", "worker")})
family.start()
sys.exit(family.watch())
"""


def until(ask, what="that"):
    deadline = time.monotonic() + PATIENCE
    while not (found := ask()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Started:
    """A parent in a process of its own; what it started is ended with the test."""

    def __init__(self, command, **options):
        self.parent = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
        )

    def children(self):
        return [
            int(pid) for pid in Path(f"/proc/{self.parent.pid}/task/{self.parent.pid}/children").read_text().split()
        ]

    def end(self, wanted):
        self.parent.send_signal(wanted)
        return self.parent.wait(PATIENCE)


@pytest.fixture
def begin():
    """Return a function that starts a parent."""
    started = []

    def one(command, **options):
        started.append(Started(command, **options))
        return started[-1]

    yield one
    for each in started:
        pids = each.children() if each.parent.poll() is None else []
        each.parent.kill()
        each.parent.communicate()
        for pid in pids:
            until(lambda pid=pid: not alive(pid), "the end of a child")


@pytest.fixture
def family(begin, tmp_path):
    """Return a function that starts a family and waits for both children; it gives the parent and their numbers."""

    def start(kind="works", stop_seconds=5.0):
        file = tmp_path / "pids"
        parent = begin([sys.executable, "-c", SCRIPT, str(file), kind, str(stop_seconds)])

        def numbers():
            lines = file.read_text().split("\n")[:-1] if file.exists() else []
            return [(name, int(pid)) for name, pid in (line.split() for line in lines)]

        until(lambda: len(numbers()) >= 2, "two children")
        return parent, numbers

    return start


def test_a_killed_child_is_started_again(family):
    parent, numbers = family()
    name, pid = numbers()[0]
    os.kill(pid, signal.SIGKILL)
    until(lambda: len(numbers()) == 3, "a new child")
    assert numbers()[2][0] == name
    assert parent.parent.poll() is None
    assert alive(numbers()[1][1])  # the other one was left alone


@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_leaves_nobody(family, wanted):
    parent, numbers = family()
    assert parent.end(wanted) == 0
    assert not [pid for _, pid in numbers() if alive(pid)]


def test_ctrl_c_reaches_the_parent_only(family):
    """A terminal signals the whole group; the children are in groups of their own and end in order."""
    parent, numbers = family()
    groups = {os.getpgid(pid) for _, pid in numbers()}
    assert len(groups) == 2
    assert os.getpgid(parent.parent.pid) not in groups


def test_a_child_that_does_not_listen_is_ended_for_good(family):
    parent, numbers = family("stubborn", 0.3)
    assert parent.end(signal.SIGTERM) == 0
    assert not [pid for _, pid in numbers() if alive(pid)]


@pytest.mark.parametrize("kind", ["works", "stubborn"])
def test_children_end_when_the_parent_is_killed(family, kind):
    parent, numbers = family(kind, 0.3)
    parent.end(signal.SIGKILL)
    for _, pid in numbers():
        until(lambda pid=pid: not alive(pid), "the end of an orphan")


def test_children_that_fall_again_and_again_end_the_parent(family):
    parent, numbers = family("falls")
    assert parent.parent.wait(PATIENCE) == 1
    assert 5 <= len(numbers()) <= 8
    assert not [pid for _, pid in numbers() if alive(pid)]


def settings_of(address, tmp_path, **changes):
    return Settings(**{"DATABASE_URL": address, "data_dir": tmp_path, "secret": SECRET, **changes})


@pytest.mark.parametrize("secret", ["change-me", "", "x" * 31])
def test_serve_refuses_a_secret_anybody_could_know(bases, backend, tmp_path, secret):
    (reason,) = running.refusals(settings_of(bases.filled(backend, "kaiserslautern", False), tmp_path, secret=secret))
    assert "WIK_SECRET" in reason


def test_serve_takes_a_database_with_a_real_profile(bases, backend, tmp_path):
    assert running.refusals(settings_of(bases.filled(backend, "kaiserslautern", False), tmp_path)) == []


def test_serve_refuses_demo_rows(bases, backend, tmp_path):
    (reason,) = running.refusals(settings_of(bases.filled(backend, "kaiserslautern", True), tmp_path))
    assert "demo" in reason


@pytest.mark.parametrize(("left", "refused"), [("true", True), ("false", False)])
def test_serve_refuses_accounts_whose_password_everybody_knows(bases, backend, tmp_path, left, refused):
    """Also where the mark of the demo was taken away; the control: without them there is nothing to refuse."""
    settings = settings_of(bases.copy(backend, demo=True), tmp_path)
    database = Database(settings.database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM installation WHERE key = 'demo'")
        connection.exec_driver_sql(f"UPDATE account SET demo = {left}")  # noqa: S608 - true or false
    database.close()
    assert any("demo" in reason for reason in running.refusals(settings)) is refused


def test_serve_refuses_an_empty_database_and_never_migrates(bases, backend, tmp_path):
    address = bases.empty(backend)
    if backend == "sqlite":
        Path(address.removeprefix("sqlite:///")).unlink()
    (reason,) = running.refusals(settings_of(address, tmp_path))
    assert "run `wik migrate`" in reason
    if backend == "sqlite":
        assert not Path(address.removeprefix("sqlite:///")).exists()


def test_serve_refuses_a_database_of_another_version(bases, backend, tmp_path):
    settings = settings_of(bases.copy(backend), tmp_path)
    database = Database(settings.database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    database.close()
    (reason,) = running.refusals(settings)
    assert "run `wik migrate`" in reason


def test_several_web_processes_need_postgresql(bases, backend, tmp_path):
    found = running.refusals(settings_of(bases.filled(backend, "kaiserslautern", False), tmp_path, web_processes=2))
    assert [("PostgreSQL" in reason) for reason in found] == ([True] if backend == "sqlite" else [])


def test_serve_says_that_the_database_is_away(tmp_path):
    with closing(server.bind("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    (reason,) = running.refusals(settings_of(f"postgresql://nobody@127.0.0.1:{port}/nothing", tmp_path))
    assert "DATABASE_URL" in reason


def test_all_reasons_are_said_at_once(bases, tmp_path):
    found = running.refusals(settings_of(bases.empty("sqlite"), tmp_path, secret="short", web_processes=2))  # noqa: S106 - that is the point
    assert len(found) == 3


def environment(address, tmp_path, **more):
    cleaned = {
        name: value for name, value in os.environ.items() if not name.startswith(("WIK_", "DATABASE_URL", "PUBLIC_URL"))
    }
    return {**cleaned, "DATABASE_URL": address, "WIK_DATA_DIR": str(tmp_path), "WIK_SECRET": SECRET, **more}


def free_port():
    with closing(server.bind("127.0.0.1", 0)) as bound:
        return bound.getsockname()[1]


def test_serve_stops_when_the_port_is_taken(bases, begin, tmp_path):
    with closing(server.bind("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        address = bases.filled("sqlite", "kaiserslautern", False)
        one = begin([sys.executable, "-m", "api", "serve", "--port", str(port)], env=environment(address, tmp_path))
        said, _ = one.parent.communicate(timeout=PATIENCE)
    assert one.parent.returncode == 1
    assert f"127.0.0.1:{port}" in said
    assert "--port" in said
    assert "Traceback" not in said


def status(port, path="/api/v1/county"):
    try:
        return httpx.get(f"http://127.0.0.1:{port}{path}", timeout=5, trust_env=False).status_code
    except httpx.TransportError:
        return 0


def test_serve_for_real(bases, backend, begin, tmp_path):
    """Start, answer, lose a web process, answer again, stop: nobody is left, the log says nothing of the requests."""
    port, count = free_port(), 1 if backend == "sqlite" else 2
    address = bases.copy(backend)
    more = {"WIK_WEB_PROCESSES": str(count)}
    one = begin([sys.executable, "-m", "api", "serve", "--port", str(port)], env=environment(address, tmp_path, **more))
    until(lambda: status(port) == 200, "the first answer")
    children = one.children()
    assert len(children) == count + 1
    assert status(port, "/api/v1/areas/canary4711") == 404
    os.kill(children[0], signal.SIGKILL)
    until(lambda: len(set(one.children()) - set(children)) == 1, "a new web process")
    until(lambda: status(port) == 200, "an answer after the fall")
    children = one.children()
    assert one.end(signal.SIGTERM) == 0
    assert not [pid for pid in children if alive(pid)]
    assert status(port) == 0
    said = one.parent.stdout.read()
    assert '"status": 404' in said
    assert '"child": "worker"' in said
    assert "canary" not in said
    assert "Traceback" not in said


def test_a_demo_row_is_what_serve_looks_for(bases, backend, tmp_path):
    """The control: the same database is refused with the row and taken without it."""
    settings = settings_of(bases.copy(backend), tmp_path)
    assert running.refusals(settings) == []
    database = Database(settings.database)
    with database.writing() as session:
        session.add(Installation(key="demo", value="2026-11-22"))
    database.close()
    assert len(running.refusals(settings)) == 1
