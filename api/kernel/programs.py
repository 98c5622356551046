"""Finds PostgreSQL's own programs (pg_dump, pg_restore, initdb): on the path, or where systems put them."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path


def folders(name: str) -> Iterator[Path]:
    """Folders that may hold the program `name`, the likeliest first; newer versions before older ones."""
    if found := shutil.which(name):
        yield Path(found).parent
    if config := shutil.which("pg_config"):
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)  # noqa: S603 - a program of the system
        yield Path(answer.stdout.strip() or "/nowhere")
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for start in ("/opt/homebrew/opt", "/usr/local/opt"):
        yield from sorted(Path(start).glob("postgresql*/bin"), reverse=True)


def find(name: str) -> Path | None:
    """Return the program `name`, None when this machine has none."""
    return next((folder / name for folder in folders(name) if (folder / name).exists()), None)
