"""The pytest plugin of the groups: skips what this machine lacks and names it at the end, with what enables it.

`./wik test` finds the programs and says so in the environment; plain pytest runs what needs none of them.
"""

import json
import os
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

from tools import browser, postgresql
from tools.parts import FAILED, MISSING, Part

if TYPE_CHECKING:
    from pathlib import Path

PARTS = "WIK_PARTS"
REQUIRED = "WIK_REQUIRE_GROUPS"
NGINX = "sudo apt install nginx-light (Debian, Ubuntu), brew install nginx (macOS)"
# marker → (environment variable with the program or address, the command that enables the group)
NEEDS = {
    "postgresql": ("WIK_TEST_POSTGRES", postgresql.ENABLE),
    "browser": ("WIK_CHROMIUM", browser.ENABLE),
    "nginx": ("WIK_NGINX", NGINX),
}
# A test in one of these folders of tests/ belongs to the group of that name.
FOLDERS = {"e2e": "browser", "contract": "contract"}
# Folders of few, long tests: begun first, so that no worker is left alone with one of them at the end.
LONG = ("e2e", "faults", "house", "contract", "backup", "accounts")


def _folder_marker(path: "Path") -> str | None:
    return next((FOLDERS[name] for name in path.parts if name in FOLDERS), None)


def _reason(item: pytest.Item) -> str | None:
    """Why this test cannot or shall not run here, None when it runs."""
    for name, (variable, enable) in NEEDS.items():
        if item.get_closest_marker(name) and not os.environ.get(variable):
            return f"group {name} is missing; enable it: {enable} – and start it with ./wik test"
    if item.get_closest_marker("full") and not os.environ.get("WIK_FULL"):
        return "a long version; ./wik test --full runs it"
    cannot = item.get_closest_marker("cannot_run_here")
    if cannot and not os.environ.get("WIK_RUN_EVERYTHING"):
        return f"cannot run on a machine like CI's: {cannot.args[0]}; WIK_RUN_EVERYTHING=1 tries"
    return None


def _begun(item: pytest.Item) -> int:
    """How early a test's folder is begun."""
    return next((place for place, name in enumerate(LONG) if name in item.path.parts), len(LONG))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests of the group folders into their group; skip, with the reason, what cannot run; order them."""
    items.sort(key=_begun)
    for item in items:
        if group := _folder_marker(item.path):
            item.add_marker(group)
        if reason := _reason(item):
            item.add_marker(pytest.mark.skip(reason=reason))


def _was_marked(report: pytest.TestReport) -> bool:
    """Whether the run knows why this test was skipped: its group, its length, or docs/not-run-here.md."""
    return any(name in report.keywords for name in ("full", "cannot_run_here")) or any(
        name in report.keywords and not os.environ.get(variable) for name, (variable, _) in NEEDS.items()
    )


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With --require-groups, a skip that no marker announced is a failure: nothing is left out unseen."""
    report = yield
    expected = hasattr(report, "wasxfail") or _was_marked(report)
    if report.skipped and os.environ.get(REQUIRED) and not expected:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} – a skip nobody announced: mark it full or cannot_run_here"
    return report


def parts_from_environment() -> list[Part]:
    """What `./wik test` did before pytest: gates, front-end tests, and which groups it found no program for."""
    return [Part(**part) for part in json.loads(os.environ.get(PARTS, "[]"))]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Right above pytest's own last line: what failed before pytest, and what could not run."""
    parts = [part for part in parts_from_environment() if part.state in {FAILED, MISSING}]
    if parts:
        terminalreporter.section("beside pytest", sep="=", yellow=True)
        for part in parts:
            terminalreporter.line(part.line())
