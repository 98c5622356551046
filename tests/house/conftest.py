"""nginx as deploy/nginx.conf sets it up, on this machine's ports."""

import os
import re
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def nginx_folder(tmp_path):
    """A folder with a certificate of our own for nginx; its workers may look into it."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += [
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
        "-keyout",
        folder / "privkey.pem",
        "-out",
        folder / "fullchain.pem",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def configuration(folder, *, service, plain, tls):
    """deploy/nginx.conf with nothing changed but folders, ports and the address of the service."""
    text = (ROOT / "deploy/nginx.conf").read_text()
    text = re.sub(r"listen \[::\]:\d+[^;]*;", "", text)
    for old, new in {
        "listen 80 default_server": f"listen 127.0.0.1:{plain} default_server",
        "listen 443 ssl http2": f"listen 127.0.0.1:{tls} ssl http2",
        "server wik:8000": f"server 127.0.0.1:{service}",
        "/etc/nginx/tls": str(folder),
        "/var/cache/nginx": str(folder / "cache"),
        "/run/nginx.pid": str(folder / "nginx.pid"),
        "/var/log/nginx/error.log": str(folder / "error.log"),
    }.items():
        assert old in text, f"deploy/nginx.conf no longer holds {old}"
        text = text.replace(old, new)
    # root's nginx hands its cache to another user, who may not look into the folders of tests
    user = "user root;\n" if os.geteuid() == 0 else ""
    path = folder / "nginx.conf"
    path.write_text(user + text)
    return path


@pytest.fixture
def nginx(nginx_folder):
    """Starts nginx in front of a port; `with nginx(port) as address` gives its https address."""

    @contextmanager
    def start(service):
        plain, tls = free_port(), free_port()
        path = configuration(nginx_folder, service=service, plain=plain, tls=tls)
        command = [os.environ["WIK_NGINX"], "-c", path, "-p", nginx_folder, "-g", "daemon off;"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            _await(tls, process)
            yield f"https://127.0.0.1:{tls}"
        finally:
            process.terminate()
            process.wait(10)

    return start


def _await(port, process):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("nginx did not start")


@pytest.fixture
def trusting():
    """A TLS context for the certificate we made ourselves."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
