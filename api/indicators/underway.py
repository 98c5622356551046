"""How far an import is that is being read or stored, for who waits for it.

It lies in a small file of the installation that every process of the machine sees: an import on SQLite holds the only
writer, and what is written in its transaction nobody else reads. Where web processes run on machines that share no
folder, the one that is asked may not know; then nothing is known, and whoever waits sees a bar without a number. A
folder that cannot be written is no fault either.
"""

import hashlib
import json
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from api.kernel.permission import Actor

EVERY = 0.2  # seconds between two notes: an import does not get slower by them
_FORGOTTEN = 3600  # seconds after which a note is from a process that was killed
_FOLDER = "imports-underway"


def _file(data_dir: Path, actor: Actor, token: str) -> Path:
    """Return where an actor's import is noted: whoever has another key finds another file."""
    name = hashlib.sha256(f"{actor.key}\n{token}".encode()).hexdigest()
    return data_dir / _FOLDER / f"{name}.json"


def read(data_dir: Path, actor: Actor, token: str) -> tuple[int, int] | None:
    """Return what is done of how much for an import of the actor's own; None when nothing is known of it."""
    with suppress(OSError, ValueError):
        done, total = json.loads(_file(data_dir, actor, token).read_text("ascii"))
        return done, total
    return None


class Underway:
    """Counts the lines of one import, and notes them now and then; without a token it notes nothing.

    A line counts once for each time the file is gone through, so the whole is known as soon as the file is read.
    """

    def __init__(self, data_dir: Path | None = None, actor: Actor | None = None, token: str | None = None) -> None:
        self._file = _file(data_dir, actor, token) if data_dir and actor and token else None
        self._done = self._total = 0
        self._noted = float("-inf")

    def __enter__(self) -> Self:
        """Say that there is something, although nobody knows yet how much."""
        if self._file:
            with suppress(OSError):
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _forget(self._file.parent)
            self._note()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind, whatever happened."""
        if self._file:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def expect(self, lines: int, *, times: int) -> None:
        """Say how many lines there are, and how often the file is gone through."""
        self._total = lines * times
        self._note()

    def advance(self, lines: int = 1) -> None:
        """Count lines that are done."""
        self._done += lines
        if self._file and time.monotonic() - self._noted >= EVERY:
            self._note()

    def _note(self) -> None:
        self._noted = time.monotonic()
        if self._file:
            with suppress(OSError):
                unfinished = self._file.with_suffix(".new")
                unfinished.write_text(json.dumps([min(self._done, self._total), self._total]), "ascii")
                unfinished.replace(self._file)


def _forget(folder: Path) -> None:
    before = time.time() - _FORGOTTEN
    for one in folder.iterdir():
        if one.stat().st_mtime < before:
            one.unlink(missing_ok=True)


UNNOTED = Underway()
