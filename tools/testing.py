"""`./wik test`: the gates, the front end's own tests, then pytest on everything this machine can run.

Pytest comes last, so that its line closes the run; what failed or could not run before it is named just above.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

from tools import browser, postgresql
from tools.groups import NEEDS, NGINX, PARTS, REQUIRED
from tools.linting import MODULES, NODE, lint
from tools.parts import FAILED, FRONTEND, MISSING, OK, ROOT, Part, is_root

EXIT_FAILED = 1


def front_end() -> Part:
    """Run the front end's unit tests."""
    name = "npm test (front-end units)"
    npm = shutil.which("npm")
    if not npm or not (MODULES / ".package-lock.json").exists():
        return Part(name, MISSING, NODE)
    started = time.monotonic()
    done = subprocess.run([npm, "run", "--silent", "test"], cwd=FRONTEND, stdin=subprocess.DEVNULL, check=False)
    return Part(name, OK if done.returncode == 0 else FAILED, seconds=time.monotonic() - started)


def _nginx() -> str | None:
    return shutil.which("nginx") or next(filter(os.path.exists, ("/usr/sbin/nginx",)), None)


def groups(stack: ExitStack) -> tuple[dict[str, str], list[Part]]:
    """Find or start what the groups need; gives the environment for pytest and the groups that cannot run.

    The stack ends what was started.
    """
    environment: dict[str, str] = {}
    if given := os.environ.get("WIK_TEST_POSTGRES"):
        environment["WIK_TEST_POSTGRES"] = given
    elif programs := postgresql.find():
        environment["WIK_TEST_POSTGRES"] = stack.enter_context(postgresql.cluster(programs))
    if chromium := browser.find():
        environment["WIK_CHROMIUM"] = chromium
    if nginx := _nginx():
        environment["WIK_NGINX"] = nginx
    hints = {"postgresql": postgresql.ENABLE_AS_ROOT if is_root() else postgresql.ENABLE, "nginx": NGINX}
    missing = [
        Part(f"group {name}", MISSING, hints.get(name, enable))
        for name, (variable, enable) in NEEDS.items()
        if variable not in environment
    ]
    if not (FRONTEND / "dist" / "index.html").exists():
        missing.append(Part("built front end", MISSING, NODE))
    return environment, missing


def _pytest_command(chosen: list[str], *, coverage: bool) -> list[str]:
    """Everything in parallel; a choice of the person's own plainly and without coverage.

    A file stays on one worker, so that what its tests share is made once; the order is that of tools/groups.py.
    """
    command = [sys.executable, "-m", "pytest"]
    if chosen:
        return [*command, *chosen]
    workers = min(os.cpu_count() or 1, 8) + 1  # tests also wait: for disks, browsers, processes
    parallel = ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder", "--durations=10"]
    return [*command, *parallel, *(["--cov", "--cov-report=term"] if coverage else [])]


def pytest(environment: dict[str, str], parts: list[Part], chosen: list[str], *, coverage: bool) -> int:
    """Run pytest with the groups' programs in its environment; gives its exit code."""
    variables = {**os.environ, **environment, PARTS: json.dumps([part.as_dict() for part in parts])}
    return subprocess.run(_pytest_command(chosen, coverage=coverage), cwd=ROOT, env=variables, check=False).returncode


def _options() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="./wik test",
        description=__doc__,
        epilog="The rest goes to pytest, e.g. -k areas or tests/places; then the gates are left out.",
    )
    parser.add_argument("--full", action="store_true", help="also the long versions: storms, fuzz, large cases")
    parser.add_argument("--require-groups", action="store_true", help="a group that cannot run is a failure (CI)")
    parser.add_argument("--coverage", action="store_true", help="measure coverage too, of everything (CI)")
    parser.add_argument("--pytest-only", action="store_true", help="leave out the gates and the front end's own tests")
    return parser.parse_known_args()


def _terminate(*_: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)  # so that the private cluster ends too


def main() -> int:
    """The command; 0 only when everything that ran was well and, with --require-groups, everything ran."""
    options, chosen = _options()
    signal.signal(signal.SIGTERM, _terminate)
    if options.full:
        os.environ["WIK_FULL"] = "1"
    if options.require_groups:
        os.environ[REQUIRED] = "1"
    parts: list[Part] = [] if chosen or options.pytest_only else [*lint(), front_end()]
    with ExitStack() as stack:
        environment, missing = groups(stack)
        parts += missing
        code = pytest(environment, parts, chosen, coverage=options.coverage or options.full)
    bad = {FAILED, MISSING} if options.require_groups else {FAILED}
    return code or (EXIT_FAILED if any(part.state in bad for part in parts) else 0)


if __name__ == "__main__":
    sys.exit(main())
