"""A backup file: a manifest and one copy per database in a .tar.gz, encrypted with age to a recovery key.

Nothing in it is ours alone: `age -d -i recovery.key FILE | tar -xz` opens it, too.
"""

import datetime as dt
import os
import shutil
import tarfile
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.kernel import age
from api.kernel.age import Unreadable
from api.kernel.copies import Contents, checksum

SUFFIX = ".tar.gz.age"
_MANIFEST = "manifest.json"
_WORKING = "wik-working-"


class Copied(BaseModel):
    """One database in a backup: its file, and what must be in it, counted in the snapshot it was made from."""

    model_config = ConfigDict(extra="forbid")

    name: str
    file: str = Field(pattern="^[a-z]+[.][a-z]+$")
    backend: Literal["sqlite", "postgresql"]
    bytes: int
    sha256: str
    schema_revision: str | None
    tables: Mapping[str, int]
    audit_number: int
    audit_hash: str

    @property
    def contents(self) -> Contents:
        """What must be in the database when it is read back."""
        return Contents(self.schema_revision, self.tables, self.audit_number, self.audit_hash)


class Manifest(BaseModel):
    """What a backup holds and when its snapshot was taken (UTC)."""

    model_config = ConfigDict(extra="forbid")

    format: Literal[1] = 1
    made_at: dt.datetime
    databases: list[Copied]


@contextmanager
def working_folder(parent: Path) -> Generator[Path]:
    """Yield a folder only we can read; whatever a killed run left in one of an earlier day is removed as well."""
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    yesterday = dt.datetime.now(dt.UTC).timestamp() - dt.timedelta(days=1).total_seconds()
    for left in parent.glob(f"{_WORKING}*"):
        if left.stat().st_mtime < yesterday:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_WORKING, dir=parent) as folder:  # mode 0700
        yield Path(folder)


def write(file: Path, manifest: Manifest, folder: Path, keys: Sequence[str]) -> None:
    """Write the backup `file` from the copies in `folder`: whole or not at all. Raises ValueError, OSError."""
    (folder / _MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    packed = folder / "packed"
    with tarfile.open(packed, "w:gz") as tar:
        for name in (_MANIFEST, *(one.file for one in manifest.databases)):
            tar.add(folder / name, arcname=name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with packed.open("rb") as plain, _private(unfinished) as closed:
            age.encrypt(plain, closed, keys)
            closed.flush()
            os.fsync(closed.fileno())
        unfinished.replace(file)
        _sync(file.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def read(file: Path, key_file: Path, folder: Path) -> Manifest:
    """Open a backup into `folder` and check every byte of it. Raises Unreadable."""
    packed = folder / "packed"
    if not file.is_file():
        raise Unreadable(f"There is no file {file}.")
    with file.open("rb") as closed, _private(packed) as plain:
        age.decrypt(closed, plain, key_file)
    try:
        return _unpacked(packed, folder)
    except (tarfile.TarError, KeyError, EOFError, OSError, ValidationError):
        raise Unreadable(f"{file} is not a backup of this software, or of a newer version.") from None
    finally:
        packed.unlink()


def _unpacked(packed: Path, folder: Path) -> Manifest:
    with tarfile.open(packed, "r:gz") as tar:
        listed = tar.extractfile(_MANIFEST)
        manifest = Manifest.model_validate_json(listed.read() if listed else b"")
        for one in manifest.databases:  # only what the manifest names, and its pattern knows no folders
            stored = tar.extractfile(one.file)
            if stored is None:
                raise KeyError(one.file)
            with _private(folder / one.file) as target:
                shutil.copyfileobj(stored, target)
    for one in manifest.databases:
        if checksum(folder / one.file) != one.sha256:
            raise Unreadable(f"{one.file} is not what the manifest says.")
    return manifest


@contextmanager
def _private(file: Path) -> Generator[BufferedRandom]:
    """Yield a new file nobody else may read."""
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "r+b") as opened:
        yield opened


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
