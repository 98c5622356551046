"""The gates find what they are there for."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import linting
from tools.parts import BIN, FAILED, MISSING, OK

ROOT = Path(__file__).parents[2]
HOUSE = {
    "api/__init__.py": "",
    "api/__main__.py": "from api.cli import run",
    "api/cli.py": "from api.running import run",
    "api/running.py": "from api.main import app\nrun = app",
    "api/main.py": "from api import places, programme\napp = places, programme",
    "api/settings.py": "",
    "api/kernel/__init__.py": "",
    "api/kernel/db.py": "import fastapi",
    "api/places/__init__.py": "from api.places.service import areas",
    "api/places/service.py": "from api.kernel import db\nfrom api.places import tables\nareas = db, tables",
    "api/places/tables.py": "",
    "api/programme/__init__.py": "from api.places import areas",
}
BREACHES = {
    "a lower room knows a higher one": ("api/places/tables.py", "from api.programme import areas", "not allowed to"),
    "the kernel knows a room": ("api/kernel/db.py", "def late():\n    import api.places", "api.kernel is not allowed"),
    "a room reaches into another": ("api/programme/__init__.py", "import api.places.service", "reaches into"),
    "main reaches into a room": ("api/main.py", "from api.places.tables import x", "reaches into"),
    "for types only": (
        "api/kernel/db.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from api.places import areas",
        "api.kernel is not allowed",
    ),
    "tables know the service": ("api/places/tables.py", "import api.places.service", "not allowed to import"),
    "rules know HTTP": ("api/places/service.py", "from starlette.requests import Request", "not allowed to import"),
    "how it is computed knows HTTP": ("api/places/sums.py", "import fastapi", "not allowed to import"),
    "a room nobody placed": ("api/surprise.py", "", "surprise"),
}


# what may be longer than 250 lines (modules) or 30 (functions), and why it is one piece
LONGER = {
    "api/kernel/synchronising.py::synchronise": 45,  # one comparison: new, changed, gone
    "api/kernel/bodies.py::__call__": 35,  # holds what its inner function counts
}


@pytest.fixture
def house(tmp_path):
    """A small house that keeps the project's contracts; what else the contracts name is there and empty."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = re.findall(r"\w+", " ".join(line for line in contracts[0]["layers"] if "(" not in line))
    empty = {f"api/{name}.py": "" for name in named if f"api/{name}/__init__.py" not in HOUSE}
    for name, code in {**empty, **HOUSE}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check_imports(house):
    return subprocess.run(
        [BIN / "lint-imports", "--no-cache"],
        cwd=house,
        env={"PYTHONPATH": str(house), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_house_in_order_passes(house):
    done = check_imports(house)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("path", "code", "words"), BREACHES.values(), ids=BREACHES)
def test_a_breach_of_the_rooms_order_is_found(house, path, code, words):
    (house / path).write_text(code)
    done = check_imports(house)
    assert done.returncode == 1, done.stdout
    assert words in done.stdout


def gate(code, needs=ROOT):
    return linting.Gate("a gate", (sys.executable, "-c", code), needs, "how to enable it")


def test_a_gate_that_is_well_says_nothing_more():
    part, output = linting.run(gate("print('all well')"))
    assert (part.state, output) == (OK, "")


def test_a_gate_that_fails_shows_its_findings():
    part, output = linting.run(gate("print('line 3 is wrong'); raise SystemExit(1)"))
    assert (part.state, output) == (FAILED, "line 3 is wrong\n")


def test_a_gate_without_its_program_says_how_to_enable_it():
    part, _ = linting.run(gate("", needs=ROOT / "nowhere"))
    assert part.state == MISSING
    assert "how to enable it" in part.line()


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [([], "", 0), ([], "raise SystemExit(1)", 1), (["elsewhere"], "", 1)],
    ids=["well", "failed", "no such gate"],
)
def test_the_exit_code_is_honest(monkeypatch, arguments, code, expected):
    monkeypatch.setattr(linting, "gates", lambda: [gate(code)])
    monkeypatch.setattr(linting.sys, "argv", ["lint", *arguments])
    assert linting.main() == expected


@pytest.mark.parametrize(("arguments", "expected"), [([], 0), (["--require-all"], 1)])
def test_a_missing_gate_fails_only_where_all_are_required(monkeypatch, arguments, expected):
    monkeypatch.setattr(linting, "gates", lambda: [gate("", needs=ROOT / "nowhere")])
    monkeypatch.setattr(linting.sys, "argv", ["lint", *arguments])
    assert linting.main() == expected


@pytest.mark.parametrize("path", sorted((ROOT / "api").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_person_reads_at_once_is_short(path):
    code, name = path.read_text(), path.relative_to(ROOT).as_posix()
    assert len(code.splitlines()) <= LONGER.get(name, 250)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            assert lines <= LONGER.get(f"{name}::{node.name}", 30), node.name


@pytest.mark.parametrize("name", LONGER)
def test_an_exception_is_still_one(name):
    path, _, function = name.partition("::")
    code = (ROOT / path).read_text()
    nodes = [node for node in ast.walk(ast.parse(code)) if getattr(node, "name", None) == function]
    lines = max(node.end_lineno - node.lineno + 1 for node in nodes) if function else len(code.splitlines())
    assert lines > (30 if function else 250), "short enough now: take it off the list"
