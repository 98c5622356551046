"""What stands in deploy/, the Dockerfile and the example settings agrees with the code."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from api.settings import SAMPLE_SECRET, Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "deploy/compose.yml").read_text())
UNIT = (ROOT / "deploy/wik.service").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
# read by compose itself, not by the service
OF_COMPOSE = {"POSTGRES_PASSWORD", "TLS_FOLDER"}


def known_settings():
    return {field.validation_alias or f"WIK_{name.upper()}" for name, field in Settings.model_fields.items()}


def test_every_example_setting_exists():
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert named - OF_COMPOSE <= known_settings()


def test_every_setting_of_compose_exists():
    assert set(COMPOSE["services"]["wik"]["environment"]) <= known_settings()


def test_the_example_secret_is_the_one_that_is_refused():
    assert f"WIK_SECRET={SAMPLE_SECRET}\n" in EXAMPLE


def test_compose_trusts_exactly_its_own_nginx():
    address = COMPOSE["services"]["nginx"]["networks"]["default"]["ipv4_address"]
    assert COMPOSE["services"]["wik"]["environment"]["WIK_TRUSTED_PROXIES"] == address


def test_the_image_runs_as_a_numbered_user_without_a_shell():
    final = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER \d+:\d+$", final, re.MULTILINE)
    command = re.search(r"^CMD (.+)$", final, re.MULTILINE)
    assert json.loads(command[1])[:2] == ["wik", "serve"]
    assert re.search(r"HEALTHCHECK .* CMD \[", final)


def test_every_base_image_has_a_tag():
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) == 3
    assert all(":" in image and not image.endswith(":latest") for image in images)


def test_what_the_image_copies_is_there_and_not_ignored():
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    sources = [
        word for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for word in line.split()[:-1]
    ]
    assert {"wik", "api", "migrations", "openapi.yaml", "requirements.lock"} <= set(sources)
    for source in sources:
        assert (ROOT / source).exists(), source
        assert source not in ignored


@pytest.mark.parametrize(
    "line",
    ["DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "PrivateTmp=yes",
     "SystemCallFilter=@system-service", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX"],
)  # fmt: skip
def test_the_unit_is_locked_down(line):
    assert f"\n{line}\n" in UNIT


@pytest.mark.cannot_run_here("CI has no systemd")
def test_the_units_exposure_is_low(tmp_path):
    unit = tmp_path / "wik.service"
    unit.write_text(UNIT)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:]
    assert re.search(r"Overall exposure level for \S+: [01]\.\d", done.stdout)
