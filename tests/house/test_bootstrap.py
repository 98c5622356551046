"""The bootstrap `./wik`: what it says, when it installs and builds, and that it gets out of the way."""

import ast
import json
import os
import resource
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture
def wik(tmp_path, monkeypatch):
    """The bootstrap as a module, looking at a project folder of its own; `wik.steps` lists the installers it ran."""
    loader = SourceFileLoader("wik_bootstrap", str(ROOT / "wik"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module = module_from_spec(spec_from_loader("wik_bootstrap", loader))
    loader.exec_module(module)
    for name, part in {"ROOT": "", "VENV": ".venv", "PYTHON": ".venv/bin/python", "FRONTEND": "frontend"}.items():
        monkeypatch.setattr(module, name, str(tmp_path / part))
    monkeypatch.setattr(module, "DIST", str(tmp_path / "frontend/dist"))
    monkeypatch.setattr(module, "LOG", str(tmp_path / ".wik/install.log"))
    for name in LOCKS:
        (tmp_path / name).write_text("one==1\ntwo==2\n")
    module.real_run_step = module.run_step
    module.steps = []

    def pretend(title, command, cwd=None, counts=None):
        module.steps.append((title, command))
        if command[1:3] == ["-m", "venv"]:
            (tmp_path / ".venv/bin").mkdir(parents=True)
            (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
        if command[1:] == ["run", "build"]:
            (tmp_path / "frontend/dist").mkdir(exist_ok=True)
            (tmp_path / "frontend/dist/index.html").write_text("<!doctype html>")
        if command[1] == "install":
            (tmp_path / "frontend/node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(module, "run_step", pretend)
    monkeypatch.setattr(module.shutil, "which", {"node": "/n/node", "npm": "/n/npm"}.get)
    monkeypatch.setattr(module, "node_version", lambda: (22, 1))
    return module


@pytest.fixture
def site(tmp_path):
    """A front end with sources, nothing installed, nothing built."""
    folder = tmp_path / "frontend"
    (folder / "src").mkdir(parents=True)
    (folder / "src/main.ts").write_text("export {}")
    (folder / "package.json").write_text("{}")
    (folder / "package-lock.json").write_text("{}")
    return folder


def titles(wik):
    return [title for title, _ in wik.steps]


def test_it_parses_under_the_python_it_has_to_refuse():
    ast.parse((ROOT / "wik").read_text(), feature_version=(3, 6))


def test_only_the_standard_library_is_imported():
    tree = ast.parse((ROOT / "wik").read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert names <= sys.stdlib_module_names
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_an_old_python_is_refused_in_words_that_help(wik):
    with pytest.raises(wik.Stop, match=r"Python 3\.8; Python 3\.11 or newer.*apt install python3"):
        wik.check_python((3, 8))


def test_an_old_python_hands_over_to_a_newer_one_on_path(wik, monkeypatch):
    became = []
    monkeypatch.setattr(wik.shutil, "which", lambda name: "/n/python3.13" if name == "python3.13" else None)
    monkeypatch.setattr(wik.os, "execv", lambda path, words: became.append((path, words)) or sys.exit(0))
    monkeypatch.setattr(wik.sys, "argv", ["wik", "up"])
    with pytest.raises(SystemExit):
        wik.check_python((3, 9))
    assert became == [("/n/python3.13", ["/n/python3.13", str(ROOT / "wik"), "up"])]


def test_the_missing_venv_module_is_named_with_its_package(wik, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(wik.Stop, match="apt install python3-venv"):
        wik.prepare_python(dev=False)


def test_the_first_start_installs_the_second_does_nothing(wik):
    wik.prepare_python(dev=False)
    assert titles(wik) == ["Python environment", "Python packages"]
    command = wik.steps[1][1]
    assert "--require-hashes" in command
    assert command[-1].endswith("/requirements.lock")
    wik.prepare_python(dev=False)
    assert len(wik.steps) == 2


def test_a_changed_lock_file_is_installed_and_nothing_else(wik, tmp_path):
    wik.prepare_python(dev=False)
    (tmp_path / "requirements.lock").write_text("one==1.1\n")
    wik.prepare_python(dev=False)
    assert titles(wik)[2:] == ["Python packages"]


def test_what_tests_need_is_installed_once_and_kept(wik, tmp_path):
    wik.prepare_python(dev=True)
    assert wik.steps[-1][1][-1].endswith("/requirements-dev.lock")
    wik.prepare_python(dev=False)
    wik.prepare_python(dev=True)
    assert len(wik.steps) == 2
    (tmp_path / "requirements-dev.lock").write_text("three==3\n")
    wik.prepare_python(dev=False)
    assert wik.steps[-1][1][-1].endswith("/requirements-dev.lock")


def test_an_interrupted_installation_starts_again(wik, tmp_path):
    wik.prepare_python(dev=False)
    (tmp_path / ".venv/wik-stamp.json").unlink()
    wik.prepare_python(dev=False)
    assert titles(wik)[2:] == ["Python environment", "Python packages"]


def test_uv_is_used_where_it_is_at_hand(wik, monkeypatch):
    monkeypatch.setattr(wik.shutil, "which", lambda name: "/n/uv" if name == "uv" else None)
    assert wik.installer("x.lock")[:3] == ["/n/uv", "pip", "install"]


def test_a_read_only_folder_stops_with_clear_words(wik, monkeypatch):
    monkeypatch.setattr(wik.os, "access", lambda *_: False)
    with pytest.raises(wik.Stop, match="read-only"):
        wik.prepare_python(dev=False)
    assert wik.steps == []


def test_the_site_is_built_once_and_again_after_a_change(wik, site):
    wik.prepare_site(dev=False)
    assert titles(wik) == ["Front end, packages", "Front end, build"]
    wik.prepare_site(dev=False)
    assert len(wik.steps) == 2
    (site / "src/main.ts").write_text("export const changed = 1")
    wik.prepare_site(dev=False)
    assert titles(wik)[2:] == ["Front end, build"]


def test_files_outside_the_front_end_that_it_is_built_from_count(wik, site, tmp_path):
    (site / "package.json").write_text(json.dumps({"wik": {"inputs": ["../map.geojson"]}}))
    (tmp_path / "map.geojson").write_text("{}")
    wik.prepare_site(dev=False)
    (tmp_path / "map.geojson").write_text('{"type": "FeatureCollection"}')
    wik.prepare_site(dev=False)
    assert titles(wik)[2:] == ["Front end, build"]


def test_a_release_archive_is_served_without_node(wik, site, monkeypatch, capsys):
    wik.prepare_site(dev=False)
    shutil.rmtree(site / "node_modules")
    monkeypatch.setattr(wik, "node_version", lambda: None)
    wik.prepare_site(dev=False)
    assert len(wik.steps) == 2
    assert "Node" not in capsys.readouterr().err


@pytest.mark.parametrize(("version", "words"), [(None, "no Node"), ((18, 4), "Node 18.4 is too old")])
def test_without_a_usable_node_only_the_api_is_served_and_it_says_so(wik, site, monkeypatch, capsys, version, words):
    monkeypatch.setattr(wik, "node_version", lambda: version)
    wik.prepare_site(dev=False)
    said = capsys.readouterr().err
    assert words in said
    assert "only the API is served" in said
    assert "20.19" in said


def test_without_node_an_older_built_site_is_served(wik, site, monkeypatch, capsys):
    wik.prepare_site(dev=False)
    (site / "src/main.ts").write_text("export const newer = 2")
    monkeypatch.setattr(wik, "node_version", lambda: None)
    wik.prepare_site(dev=False)
    assert "as it was built before" in capsys.readouterr().err


def test_a_folder_without_front_end_sources_needs_no_node(wik):
    wik.prepare_site(dev=True)
    assert wik.steps == []


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("npm error code ENOTFOUND", "registry cannot be reached"),
        ("NewConnectionError: Failed to establish a new connection", "registry cannot be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one the lock file names"),
        ("npm error code EINTEGRITY", "not the one the lock file names"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("something else", "install.log"),
    ],
)
def test_a_failed_installer_is_explained(wik, output, words):
    with pytest.raises(wik.Stop, match=words):
        wik.real_run_step("Packages", [sys.executable, "-c", f"print({output!r}); raise SystemExit(3)"])


def test_the_log_keeps_what_an_installer_printed(wik, tmp_path, capsys):
    wik.real_run_step("Packages", [sys.executable, "-c", "print('Collecting one')"], counts=("Collecting ", 1))
    assert "Collecting one" in (tmp_path / ".wik/install.log").read_text()
    assert "Packages: done" in capsys.readouterr().err


def digest(folder, paths):
    """What the bootstrap of `folder` takes as the hash of `paths`, an expression with `w` as its names."""
    code = f"import runpy; w = runpy.run_path('wik'); print(w['digest']({paths}))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return answer.stdout.strip()


@pytest.fixture
def prepared(tmp_path):
    """A copy of the project in which everything is in place; its Python prints what it was asked to run."""
    shutil.copy(ROOT / "wik", tmp_path / "wik")
    for name in LOCKS:
        shutil.copy(ROOT / name, tmp_path / name)
    fake = tmp_path / ".venv/bin/python"
    fake.parent.mkdir(parents=True)
    fake.write_text('#!/bin/sh\necho "$PWD|$PYTHONPATH|$*"\n')
    fake.chmod(0o755)
    sources = shutil.ignore_patterns("node_modules", "dist", ".cache")
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=sources)
    base, dev = (digest(tmp_path, f"['{name}']") for name in LOCKS)
    site = digest(tmp_path, "w['front_end_sources']()")
    stamp = {"python": list(sys.version_info[:2]), "base": base, "dev": dev}
    (tmp_path / ".venv/wik-stamp.json").write_text(json.dumps(stamp))
    (tmp_path / "frontend/dist").mkdir()
    (tmp_path / "frontend/dist/.wik-stamp").write_text(json.dumps({"sources": site}))
    return tmp_path


def start(folder, *arguments, cwd=None):
    return subprocess.run(
        [sys.executable, folder / "wik", *arguments], cwd=cwd or folder, capture_output=True, text=True, check=False
    )


def test_it_hands_over_in_the_callers_folder_with_all_arguments(prepared, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = start(prepared, "up", "--port", "8123", "--data", "here", cwd=elsewhere)
    assert done.stdout.strip() == f"{elsewhere}|{prepared}|-P -m api up --port 8123 --data here"
    assert done.stderr == ""


def test_tests_and_gates_are_started_in_the_project(prepared, tmp_path_factory):
    dev = json.loads((prepared / ".venv/wik-stamp.json").read_text())["dev"]
    assert dev
    modules = prepared / "frontend/node_modules"
    modules.mkdir()
    packages = digest(prepared, "[w['FRONTEND'] + name for name in ('/package.json', '/package-lock.json')]")
    (modules / ".wik-stamp").write_text(json.dumps({"packages": packages}))
    done = start(prepared, "test", "-k", "areas", cwd=tmp_path_factory.mktemp("elsewhere"))
    assert done.stdout.strip() == f"{prepared}|{prepared}|-P -m tools.testing -k areas"


def test_a_start_with_everything_in_place_adds_less_than_a_third_of_a_second(prepared):
    took = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert start(prepared, "up").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < 0.3  # seconds of processor: what else the machine does is not ours


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write anywhere")
def test_a_read_only_project_in_which_everything_is_in_place_starts(prepared):
    for folder in (prepared, prepared / ".venv", prepared / "frontend"):
        folder.chmod(0o555)
    try:
        drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        parents = [path for path in prepared.parents if path.stat().st_uid == os.geteuid() and path != Path("/")]
        for path in parents:
            path.chmod(path.stat().st_mode | 0o011)
        done = subprocess.run(
            [*drop, sys.executable, prepared / "wik", "serve"], cwd="/", capture_output=True, text=True, check=False
        )
    finally:
        for folder in (prepared, prepared / ".venv", prepared / "frontend"):
            folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("-P -m api serve")
    assert not (prepared / ".wik").exists()
