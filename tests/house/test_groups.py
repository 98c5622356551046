"""The groups of tests: what this machine lacks is skipped, named at the end, and can be made a failure."""

import json

import pytest

from tools import groups, testing
from tools.parts import FAILED, MISSING, OK, Part

pytest_plugins = ["pytester"]
SUITE = """
import pytest

@pytest.mark.postgresql
def test_on_postgresql(): pass

@pytest.mark.full
def test_storm(): pass

@pytest.mark.cannot_run_here("needs an engine")
def test_image(): pass

def test_plain(): pass
"""
VARIABLES = (
    "WIK_TEST_POSTGRES",
    "WIK_CHROMIUM",
    "WIK_NGINX",
    "WIK_FULL",
    "WIK_RUN_EVERYTHING",
    groups.PARTS,
    groups.REQUIRED,
)


@pytest.fixture
def suite(pytester, monkeypatch):
    """A suite of four tests that is run in a process of its own, on a machine that has nothing."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    markers = "\n".join(f"    {name}" for name in ("postgresql", "browser", "nginx", "contract", "full"))
    pytester.makeini(f"[pytest]\naddopts = -p tools.groups -ra\nmarkers =\n{markers}\n    cannot_run_here(reason)\n")
    pytester.makepyfile(SUITE)
    monkeypatch.setenv("PYTHONPATH", str(testing.ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # only ours: quick
    return pytester


def test_what_is_missing_is_skipped_with_the_command_that_enables_it(suite):
    result = suite.runpytest_subprocess()
    result.assert_outcomes(passed=1, skipped=3)
    result.stdout.fnmatch_lines_random(
        ["*group postgresql is missing*apt install postgresql*", "*--full runs it*", "*needs an engine*"]
    )


def test_what_is_there_runs(suite, monkeypatch):
    for name in ("WIK_TEST_POSTGRES", "WIK_FULL", "WIK_RUN_EVERYTHING"):
        monkeypatch.setenv(name, "1")
    suite.runpytest_subprocess().assert_outcomes(passed=4)


def test_tests_of_the_browser_folder_are_the_browser_group(suite):
    suite.mkdir("e2e").joinpath("test_page.py").write_text("def test_page(): pass\n")
    result = suite.runpytest_subprocess("e2e")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*group browser is missing*"])


SKIPS = """
import pytest

@pytest.mark.skipif(True, reason="not today")
def test_by_marker(): pass

def test_inside(): pytest.skip("not now")

@pytest.fixture
def nothing(): pytest.skip("not built")

def test_by_fixture(nothing): pass
"""


def test_a_skip_nobody_announced_fails_where_groups_are_required(suite, monkeypatch):
    suite.makepyfile(test_skips=SKIPS)
    suite.runpytest_subprocess("test_skips.py").assert_outcomes(skipped=3)
    monkeypatch.setenv(groups.REQUIRED, "1")
    result = suite.runpytest_subprocess("test_skips.py")
    assert result.ret == 1
    outcomes = result.parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("errors", 0) == 3
    assert "skipped" not in outcomes
    result.stdout.fnmatch_lines(["*not today*nobody announced*"])
    suite.runpytest_subprocess("--deselect", "test_skips.py", "-k", "storm or image or postgresql").assert_outcomes(
        skipped=3
    )


def test_what_failed_before_pytest_is_named_above_its_last_line(suite, monkeypatch):
    parts = [Part("ruff check", FAILED), Part("pyright api", OK), Part("group nginx", MISSING, "apt install nginx")]
    monkeypatch.setenv(groups.PARTS, json.dumps([part.as_dict() for part in parts]))
    lines = suite.runpytest_subprocess().stdout.lines
    last = [line for line in lines if line.strip()][-1]
    assert "1 passed, 3 skipped" in last
    text = "\n".join(lines)
    assert "ruff check" in text
    assert "apt install nginx" in text
    assert "pyright" not in text


@pytest.fixture
def run(monkeypatch):
    """`./wik test` with everything it starts replaced by given outcomes; gives its exit code."""

    def start(arguments, *, gates=(), missing=(), code=0):
        monkeypatch.setattr(testing.sys, "argv", ["test", *arguments])
        monkeypatch.setenv(groups.REQUIRED, "")  # put back afterwards
        monkeypatch.setattr(testing, "lint", lambda: list(gates))
        monkeypatch.setattr(testing, "front_end", lambda: Part("npm test", OK))
        monkeypatch.setattr(testing, "groups", lambda _: ({}, list(missing)))
        monkeypatch.setattr(testing, "pytest", lambda *_, **__: code)
        monkeypatch.setattr(testing.signal, "signal", lambda *_: None)
        return testing.main()

    return start


NO_NGINX = Part("group nginx", MISSING)


@pytest.mark.parametrize(
    ("arguments", "outcome", "code"),
    [
        ([], {}, 0),
        ([], {"missing": [NO_NGINX]}, 0),
        (["--require-groups"], {"missing": [NO_NGINX]}, 1),
        (["--require-groups"], {}, 0),
        ([], {"gates": [Part("ruff check", FAILED)]}, 1),
        (["--require-groups"], {"gates": [Part("npm run check", MISSING)]}, 1),
        ([], {"code": 5}, 5),
    ],
)
def test_the_exit_code_is_honest(run, arguments, outcome, code):
    assert run(arguments, **outcome) == code


def test_a_choice_of_tests_leaves_out_gates_and_coverage(run):
    assert run(["-k", "areas"], gates=[Part("ruff check", FAILED)]) == 0
    assert testing._pytest_command(["-k", "areas"], coverage=True)[-2:] == ["-k", "areas"]
    assert "--cov" in testing._pytest_command([], coverage=True)
    assert "--cov" not in testing._pytest_command([], coverage=False)
