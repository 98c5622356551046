"""What the image will hold, laid out in a plain folder: read-only, another user, nothing but what Dockerfile copies."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOBODY = 65534
SECONDS = 60


def copied():
    """Source and target of every COPY from the project in the Dockerfile's last stage."""
    final = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    for line in re.findall(r"^COPY (?!--from)(.+)$", final, re.MULTILINE):
        *sources, target = line.split()
        for source in sources:
            yield source, (Path(target) / source if target.endswith("/") else Path(target))


def lay_venv(folder):
    """A `.venv` as `./wik setup` leaves it, standing on the packages of this one."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin/python").symlink_to(Path(sys.executable).resolve())
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", folder)
    (folder / "lib").symlink_to(Path(sys.prefix) / "lib")
    code = "import runpy; w = runpy.run_path('wik'); print(w['digest'](['requirements.lock']))"
    digest = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    stamp = {"python": list(sys.version_info[:2]), "base": digest.stdout.strip(), "dev": ""}
    (folder / "wik-stamp.json").write_text(json.dumps(stamp))


@pytest.fixture
def image():
    """The folder /app of the image, read-only, and a /data beside it that belongs to whoever runs it."""
    home = Path(tempfile.mkdtemp(prefix="wik-image-"))
    home.chmod(0o755)
    app, data = home / "app", home / "data"
    for source, target in copied():
        (app / target).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        copy(ROOT / source, app / target)
    if (ROOT / "frontend/dist").exists():
        shutil.copytree(ROOT / "frontend/dist", app / "frontend/dist")
    lay_venv(app / ".venv")
    data.mkdir()
    if as_another_user():
        os.chown(data, NOBODY, NOBODY)
    for path in [app, *app.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o555 if path.is_dir() or path.name == "wik" else 0o444)
    yield app, data
    for path in [app, *app.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(home)


def may_read_us(words):
    """Whether a command behind these words can start our Python and read its packages."""
    python, packages = Path(sys.executable).resolve(), Path(sys.prefix) / "lib"
    looked = subprocess.run([*words, "test", "-x", python, "-a", "-r", packages], capture_output=True, check=False)
    return looked.returncode == 0


def as_another_user():
    """The words before a command that make it run as nobody; none where we are not root, or nobody may not read us."""
    words = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return words if os.geteuid() == 0 and may_read_us(words) else []


def without_root():
    """The words that make a read-only folder read-only for a command: another user, else root without its powers."""
    if os.geteuid() != 0:
        return []
    return as_another_user() or ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]


def test_the_folder_of_the_image_migrates_loads_serves_and_stops(image):
    app, data = image
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PORT": port, "WIK_DATA_DIR": str(data)}
    environment |= {"WIK_SECRET": "s" * 32, "PYTHONDONTWRITEBYTECODE": "1"}
    before = [*without_root(), app / "wik"]

    def wik(*arguments):
        return subprocess.run(
            [*before, *arguments],
            cwd="/",
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    for arguments in (["migrate"], ["profile", "load", "--apply"]):
        done = wik(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    served = subprocess.Popen([*before, "serve"], cwd="/", env=environment, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + SECONDS
        while (probed := wik("probe")).returncode and time.monotonic() < deadline and served.poll() is None:
            time.sleep(0.2)
        assert probed.returncode == 0, probed.stderr
    finally:
        served.send_signal(signal.SIGTERM)
        ended = served.wait(SECONDS)
    assert ended == 0
    assert not (app / ".wik").exists()
    assert {path.name for path in data.iterdir()} >= {"wik.sqlite"}
