"""The lock files: complete, hashed, without addresses, and not below the floors that security asks for."""

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
BASE, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# first version without the hole named
FLOORS = {
    "starlette": "1.3.1",  # CVE-2025-62727, CVE-2026-54283
    "python-multipart": "0.0.27",  # CVE-2026-42561
}


def pins(lock):
    """Name → versions of a lock file (several where they depend on the platform)."""
    found = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", lock.read_text(), re.MULTILINE):
        found.setdefault(name, set()).add(Version(version))
    return found


@pytest.mark.parametrize("lock", [BASE, DEV], ids=lambda path: path.name)
def test_every_package_is_hashed_and_no_address_is_named(lock):
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^--?\w", text, re.MULTILINE)  # no --index-url, no -r
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_what_tests_use_includes_what_runs_in_the_same_versions():
    dev = pins(DEV)
    assert {name: versions for name, versions in pins(BASE).items() if dev.get(name) != versions} == {}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [(BASE, PROJECT["dependencies"]), (DEV, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])],
    ids=["base", "dev"],
)
def test_the_lock_holds_what_the_project_asks_for(lock, wanted):
    locked = pins(lock)
    for line in wanted:
        asked = Requirement(line)
        versions = locked.get(asked.name, set())
        assert versions, f"{asked.name} is missing from {lock.name}; see CONTRIBUTING.md, “A new package”"
        assert all(asked.specifier.contains(version) for version in versions), line


def test_extras_that_packages_ask_for_stand_in_the_lock():
    # pip with --require-hashes takes the newest version of name[extra], unhashed, where the lock says only name
    locked = dict(re.findall(r"^([a-z0-9._-]+)\[([^]]*)\]==", DEV.read_text(), re.MULTILINE))
    asked = [Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]
    for name in pins(DEV):
        try:
            lines = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # of another platform
            continue
        needed = [Requirement(line) for line in lines]
        asked += [one for one in needed if not one.marker or one.marker.evaluate({"extra": ""})]
    missing = {one.name for one in asked if one.extras and not one.extras <= set(locked.get(one.name, "").split(","))}
    assert missing == set()


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_no_version_with_a_known_hole_is_locked(name, floor):
    assert min(pins(BASE)[name]) >= Version(floor)


def test_the_front_ends_lock_names_no_addresses_and_holds_hashes():
    text = (ROOT / "frontend/package-lock.json").read_text()
    assert '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_front_ends_lock_is_made_from_its_package_file():
    asked = json.loads((ROOT / "frontend/package.json").read_text())
    locked = json.loads((ROOT / "frontend/package-lock.json").read_text())["packages"]
    for kind in ("dependencies", "devDependencies"):
        assert locked[""][kind] == asked[kind]
        for name, version in asked[kind].items():
            assert locked[f"node_modules/{name}"]["version"] == version
