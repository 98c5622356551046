"""The words in which gates and groups report what became of them."""

import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
FRONTEND = ROOT / "frontend"
BIN = Path(sys.executable).parent  # not resolved: the programs installed beside this Python

OK, FAILED, MISSING = "ok", "failed", "could not run"


@dataclass(frozen=True)
class Part:
    """One gate or one group of tests: its name, one of ok / failed / could not run, and what a person can do."""

    name: str
    state: str
    hint: str = ""
    seconds: float = 0.0

    def line(self) -> str:
        """One line for the terminal, aligned with its siblings."""
        took = f"{self.seconds:6.1f} s" if self.state != MISSING else " " * 8
        return f"{self.state:<13} {took}  {self.name}" + (f"\n{'':24}{self.hint}" if self.hint else "")

    def as_dict(self) -> dict[str, str | float]:
        """The same for another process."""
        return asdict(self)


def is_root() -> bool:
    """Whether this process may do anything; PostgreSQL refuses to run then."""
    return os.geteuid() == 0
