"""`./wik lint`: every gate that needs no running code, side by side, one line each."""

import argparse
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.parts import BIN, FAILED, FRONTEND, MISSING, OK, ROOT, Part

NODE = "install Node 20.19 or newer (nodejs.org, or your system's package nodejs) and start again"
MODULES = FRONTEND / "node_modules"
TYPES = "src/api/schema.d.ts"
AT_ONCE = 2


@dataclass(frozen=True)
class Gate:
    """A program that exits with 0 when all is well; `needs` must exist for it to run, else `enable` says what to do."""

    name: str
    command: tuple[str, ...]
    needs: Path
    enable: str
    folder: Path = ROOT


def _python_tool(name: str, *arguments: str) -> Gate:
    tool = BIN / name
    enable = "./wik setup --dev"
    return Gate(" ".join((name, *arguments)), (str(tool), *arguments), tool, enable)


def gates() -> list[Gate]:
    """All gates, the slowest first, so that two at a time end soonest."""
    npm = shutil.which("npm") or "npm"
    pyright, types = (MODULES / ".bin" / name for name in ("pyright", "openapi-typescript"))
    compose = ("--builtin-schema", "vendor.compose-spec", "deploy/compose.yml")
    return [
        Gate("npm run check", (npm, "run", "--silent", "check"), MODULES / ".package-lock.json", NODE, FRONTEND),
        Gate("pyright api", (str(pyright), "--pythonpath", sys.executable), pyright, NODE),
        Gate("types of openapi.yaml", (str(types), "../openapi.yaml", "-o", TYPES, "--check"), types, NODE, FRONTEND),
        _python_tool("ruff", "check", "--output-format", "concise"),
        _python_tool("ruff", "format", "--check", "--output-format", "concise"),
        _python_tool("lint-imports"),
        _python_tool("hadolint", "Dockerfile"),
        _python_tool("check-jsonschema", *compose),
    ]


def run(gate: Gate) -> tuple[Part, str]:
    """Run one gate; gives its part and, where it failed, what it printed."""
    if not gate.needs.exists():
        return Part(gate.name, MISSING, gate.enable), ""
    started = time.monotonic()
    done = subprocess.run(
        gate.command,
        cwd=gate.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    state = OK if done.returncode == 0 else FAILED
    return Part(gate.name, state, seconds=time.monotonic() - started), "" if state == OK else done.stdout


def lint(*, only: str = "") -> list[Part]:
    """Run the gates whose name holds `only`, print a line for each as it ends and the findings of those that failed."""
    chosen = [gate for gate in gates() if only in gate.name]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = []
        for part, output in pool.map(run, chosen):
            parts.append(part)
            print(part.line(), flush=True)
            if output:
                print(output.rstrip(), end="\n\n", flush=True)
    return parts


def main() -> int:
    """The command; 1 when a gate failed, and with --require-all also when one could not run."""
    parser = argparse.ArgumentParser(prog="./wik lint", description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="run only the gates whose name holds this, e.g. ruff")
    parser.add_argument("--require-all", action="store_true", help="a gate that could not run is a failure")
    options = parser.parse_args()
    bad = {FAILED, MISSING} if options.require_all else {FAILED}
    parts = lint(only=options.only)
    if not parts:
        print(f"no gate's name holds “{options.only}”")
    return 1 if not parts or any(part.state in bad for part in parts) else 0


if __name__ == "__main__":
    sys.exit(main())
