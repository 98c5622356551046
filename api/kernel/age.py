"""Encryption to a public key (age, https://age-encryption.org/v1), and keys as `age-keygen` writes them."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import pyrage

_age: Any = pyrage  # comes without types


class Unreadable(Exception):
    """The key does not fit, or the file is no backup, incomplete, or changed."""


def new_key(moment: dt.datetime) -> tuple[str, str]:
    """Return a public key (age1…) and the text of a key file with the secret one; `moment` is written into it."""
    secret = _age.x25519.Identity.generate()
    public = str(secret.to_public())
    return public, f"# created: {moment.isoformat(timespec='seconds')}\n# public key: {public}\n{secret}\n"


def check(keys: Sequence[str]) -> None:
    """Raise ValueError when one of the public keys is none."""
    _recipients(keys)


def encrypt(plain: IO[bytes], closed: IO[bytes], keys: Sequence[str]) -> None:
    """Encrypt to public keys; each of them opens it. Raises ValueError for a key that is none."""
    _age.encrypt_io(plain, closed, _recipients(keys))


def decrypt(closed: IO[bytes], plain: IO[bytes], key_file: Path) -> None:
    """Decrypt with the secret keys of a file. Raises Unreadable; what was written until then is worth nothing."""
    keys = _identities(key_file)
    try:
        _age.decrypt_io(closed, plain, keys)
    except (OSError, _age.DecryptError):
        raise Unreadable("It cannot be opened: another key, or not the whole file.") from None


def _recipients(keys: Sequence[str]) -> list[Any]:
    try:
        return [_age.x25519.Recipient.from_str(key) for key in keys]
    except _age.RecipientError:
        raise ValueError("WIK_BACKUP_RECIPIENT is no public key; `wik backup-key` makes one (age1…).") from None


def _identities(file: Path) -> list[Any]:
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        return [_age.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, _age.IdentityError):
        raise Unreadable(f"{file} is not a recovery key as `wik backup-key` writes it.") from None
