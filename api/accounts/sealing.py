"""Secrets at rest: what is only compared is hashed, what must be read again is encrypted with keys from WIK_SECRET."""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PLAIN = "demo:"  # before a secret everybody may know: the sign-in page of a demo shows its codes


class Unreadable(Exception):
    """A secret was encrypted with another WIK_SECRET."""


def derived(secret: str, purpose: str) -> bytes:
    """Return 32 bytes for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=f"wik {purpose}".encode()).derive(secret.encode())


def sealed(secret: str, purpose: str, text: str) -> str:
    """Return `text` encrypted and authenticated."""
    return Fernet(base64.urlsafe_b64encode(derived(secret, purpose))).encrypt(text.encode()).decode()


def opened(secret: str, purpose: str, stored: str) -> str:
    """Return what `sealed` was given. Raises Unreadable."""
    if stored.startswith(PLAIN):
        return stored.removeprefix(PLAIN)
    try:
        return Fernet(base64.urlsafe_b64encode(derived(secret, purpose))).decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def keyed(secret: str, purpose: str, text: str) -> str:
    """Return an HMAC that names `text` without saying it."""
    return hmac.digest(derived(secret, purpose), text.encode(), "sha256").hex()


def digest(text: str) -> str:
    """Return the SHA-256 of something with at least 80 random bits; more would be slow for nothing."""
    return hashlib.sha256(text.encode()).hexdigest()


def random_text() -> str:
    """Return 256 random bits in base64url."""
    return secrets.token_urlsafe(32)
