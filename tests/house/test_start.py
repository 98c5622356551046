"""The commands as a person uses them: processes of their own, on a folder of their own."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROC = Path("/proc")
START_SECONDS = 90


@pytest.fixture(scope="module")
def tried_out(tmp_path_factory):
    """The data folder that a first `up --check` left, and what it said."""
    folder = tmp_path_factory.mktemp("tried-out")
    command = [sys.executable, "-P", "-m", "api", "up", "--check", "--port", str(free_port())]
    done = subprocess.run(
        command,
        cwd=folder,
        env=surroundings(folder),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    return folder, done


def surroundings(folder):
    """The environment of a person with nothing set; processes started with it can be told from all others."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"} or "COVERAGE" in name}
    return {**kept, "PYTHONPATH": str(ROOT), "WIK_DATA_DIR": str(folder / "data"), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def environment(tmp_path):
    return surroundings(tmp_path)


@pytest.fixture
def second_time(tried_out, tmp_path):
    """Lets the next start find what a first one left."""
    shutil.copytree(tried_out[0] / "data", tmp_path / "data")


@pytest.fixture
def start(environment, tmp_path):
    """Starts `wik …`; whatever is left of it afterwards is killed."""
    started = []

    def run(*arguments):
        command = [sys.executable, "-P", "-m", "api", *arguments]
        with (tmp_path / "stderr").open("ab") as errors:
            process = subprocess.Popen(
                command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
            )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
    for pid in relatives(tmp_path):
        os.kill(pid, signal.SIGKILL)


def relatives(folder):
    """The processes that were started with our folder in their environment."""
    found = []
    for entry in PROC.glob("[0-9]*"):
        try:
            if f"WIK_DATA_DIR={folder}/data".encode() in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def until_none(folder, seconds=15):
    """The processes still there after waiting for their end."""
    deadline = time.monotonic() + seconds
    while relatives(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    return relatives(folder)


def address_of(process):
    """Read what `up` says until it names its address."""
    said = []
    for line in process.stdout:
        said.append(line)
        if "http://localhost:" in line:
            return line.partition("http://localhost:")[2].split()[0].rstrip("/")
    pytest.fail("".join(said))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


linux = pytest.mark.skipif(not PROC.exists(), reason="looks for processes in /proc")


@linux
def test_up_check_starts_asks_stops_and_leaves_nothing(tried_out):
    folder, done = tried_out
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert done.stdout.count("200 /") == 12
    assert until_none(folder) == []


@linux
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.usefixtures("second_time")
def test_whatever_ends_it_no_process_is_left(start, tmp_path, ending):
    process = start("up", "--port", str(free_port()))
    port = address_of(process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=10) as answer:
        assert answer.status == 200
    assert len(relatives(tmp_path)) >= 3  # parent, web, worker
    process.send_signal(ending)
    process.wait(20)
    assert until_none(tmp_path) == []


@pytest.mark.usefixtures("second_time")
def test_a_port_in_use_is_left_alone_and_said(start):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        process = start("up", "--port", str(port))
        said = [process.stdout.readline()]
        while "http://localhost:" not in said[-1]:
            said.append(process.stdout.readline())
            assert said[-1], said
    text = "".join(said)
    assert f"Port {port} is in use" in text
    assert f"http://localhost:{port} " not in text


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "WIK_SECRET"),
        ({"WIK_SECRET": "s" * 32}, "wik migrate"),
        ({"WIK_SECRET": "s" * 32, "WIK_WEB_PROCESSES": "2"}, "need PostgreSQL"),
        ({"WIK_SECRET": "s" * 32, "DATABASE_URL": "postgresql://wik@127.0.0.1:9/nowhere"}, "does not answer"),
    ],
)
def test_serve_refuses_with_words_what_must_not_be(start, environment, settings, words):
    environment.update(settings)
    process = start("serve", "--port", str(free_port()))
    said, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 1
    assert words in said


@pytest.mark.usefixtures("second_time")
def test_serve_refuses_demo_data_and_takes_real_data(start, environment, tmp_path):
    environment["WIK_SECRET"] = "s" * 32
    refused = start("serve", "--port", str(free_port()))
    assert "demo data" in refused.communicate(timeout=START_SECONDS)[0]
    assert refused.returncode == 1

    environment["WIK_DATA_DIR"] = str(tmp_path / "data" / "real")
    for command in (["migrate"], ["profile", "load", "--apply"]):
        done = start(*command)
        said, _ = done.communicate(timeout=START_SECONDS)
        assert done.returncode == 0, said + (tmp_path / "stderr").read_text()[-2000:]
    port = free_port()
    served = start("serve", "--port", str(port))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and served.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
                assert answer.status == 200
                break
        except OSError:
            time.sleep(0.1)
    else:
        pytest.fail((tmp_path / "stderr").read_text()[-2000:])
    served.send_signal(signal.SIGTERM)
    assert served.wait(20) == 0


def asked(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.read().decode()


def writes_in(folder):
    """How often each room was written, and how many changes the database has seen.

    Without what feeds bring: the worker fetches them when it is their time, and a short first start may end before.
    """
    with closing(sqlite3.connect(folder / "data/wik.sqlite")) as database:
        revisions = database.execute("SELECT room, revision FROM room_revision ORDER BY room").fetchall()
        changes = "SELECT count(*) FROM audit_entry WHERE actor <> 'system:feeds'"
        return revisions, database.execute(changes).fetchone()


def test_up_empty_keeps_the_real_dates_and_labels_nothing(start, tmp_path):
    process = start("up", "--empty", "--port", str(free_port()))
    port = address_of(process)
    county = json.loads(asked(port, "/api/v1/county"))
    profile = yaml.safe_load((ROOT / "api/profiles/kaiserslautern/programme.yaml").read_text())
    assert county["demo"] is False
    assert county["project"]["start"] == str(profile["project"]["start"])
    if (ROOT / "frontend/dist/index.html").exists():
        assert 'data-demo="false"' in asked(port, "/de/")
    reported = [one["progress"]["value"] for one in json.loads(asked(port, "/api/v1/measures"))["items"]]
    assert len(reported) >= 12
    assert set(reported) == {None}, "nothing was reported, so no progress is claimed"


@pytest.mark.usefixtures("second_time")
def test_a_second_start_writes_nothing(start, tmp_path):
    before = writes_in(tmp_path)
    process = start("up", "--check", "--port", str(free_port()))
    said, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 0, said
    assert writes_in(tmp_path) == before
    assert before[1][0] > 0


def test_up_says_it_when_its_folder_cannot_be_written(start, tmp_path):
    taken = tmp_path / "taken"  # a file: even root cannot make a folder of it
    taken.write_text("not a folder")
    for folder in (taken, taken / "below"):
        process = start("up", "--data", str(folder), "--port", str(free_port()))
        said, _ = process.communicate(timeout=START_SECONDS)
        assert process.returncode == 1
        assert f"{folder} cannot be written" in said
        assert "--data DIR" in said
        assert "Traceback" not in said + (tmp_path / "stderr").read_text()
    assert taken.read_text() == "not a folder"
