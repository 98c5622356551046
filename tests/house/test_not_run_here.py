"""Tests that cannot run on a machine like CI's are known by name: in the code and in docs/not-run-here.md alike."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/not-run-here.md"


def _reason(decorator):
    named = isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("cannot_run_here")
    return ast.literal_eval(decorator.args[0]) if named else None


def marked(folder):
    """`path::test` → reason, of every test function that carries the marker."""
    found = {}
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            for decorator in getattr(node, "decorator_list", []):
                if reason := _reason(decorator):
                    found[f"{path.relative_to(folder.parent).as_posix()}::{node.name}"] = reason
    return found


def listed(text):
    """The same from the page's table: lines `| `path::test` | reason | … |`."""
    return dict(re.findall(r"^\| `(tests/[^`]+::[^`]+)` \| ([^|]+?) \|", text, re.MULTILINE))


def test_the_page_and_the_code_name_the_same_tests_with_the_same_reasons():
    assert listed(PAGE.read_text()) == marked(ROOT / "tests")


@pytest.fixture
def tests_folder(tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    code = '@pytest.mark.cannot_run_here("needs an engine")\ndef test_image(): ...\n'
    (folder / "test_image.py").write_text(code)
    return folder


def test_a_marked_test_is_found(tests_folder):
    assert marked(tests_folder) == {"tests/test_image.py::test_image": "needs an engine"}


def test_a_line_of_the_page_is_found():
    assert listed("| Test | Why |\n|---|---|\n| `tests/a.py::test_b` | needs an engine | by hand |\n") == {
        "tests/a.py::test_b": "needs an engine"
    }
