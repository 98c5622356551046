"""When two registrations are of the same person, and the secret that lets somebody manage theirs. Pure."""

import base64
import hmac
import re
import unicodedata

_MIN_DIGITS = 5


def folded_name(name: str) -> str:
    """Return a name as it is compared: without case, accents and doubled spaces."""
    spread = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in spread if not unicodedata.combining(letter)).split())


def folded_mail(address: str) -> str:
    """Return a mail address as it is compared: NFKC, without case and outer spaces."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def folded_phone(number: str) -> str:
    """Return a phone number as it is compared: digits with the country, Germany where none is named."""
    digits = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", number))
    digits = re.sub(r"^00", "+", digits)
    return re.sub(r"^0", "+49", digits)


def is_phone(number: str) -> bool:
    """Say whether this can be a phone number: digits, and signs people write between them."""
    return re.fullmatch(r"[+\d][\d\s()/.-]*", number) is not None and len(re.findall(r"\d", number)) >= _MIN_DIGITS


def person_key(secret: bytes, event: int, name: str, email: str | None, phone: str | None) -> str:
    """Return an HMAC that is the same for the same contact and name at one event, and says nothing without `secret`.

    The mail address counts; the phone number where there is none. A family shares a contact, so the name belongs to it.
    """
    contact = folded_mail(email) if email else folded_phone(phone or "")
    told = "\x1f".join((str(event), contact, folded_name(name)))
    return hmac.digest(secret, f"person\x1f{told}".encode(), "sha256").hex()


def manage_secret(secret: bytes, registration: str) -> str:
    """Return what proves that somebody may manage a registration: worked out again each time, stored nowhere."""
    digest = hmac.digest(secret, f"registration\x1f{registration}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def manage_link(secret: bytes, pages: str, registration: str) -> str:
    """Return the address of the page about a registration; what stands behind # never reaches a server's log."""
    return f"{pages}/anmeldung#{registration}.{manage_secret(secret, registration)}"


def hold_key(secret: bytes, token: str) -> str:
    """Return how a hold is stored: without its token nobody can use it."""
    return hmac.digest(secret, f"hold\x1f{token}".encode(), "sha256").hex()


def is_secret_of(secret: bytes, registration: str, given: str) -> bool:
    """Say whether `given` is the secret of a registration, in constant time."""
    return hmac.compare_digest(manage_secret(secret, registration).encode(), given.encode())


def check_in_code(secret: bytes, registration: str) -> str:
    """Return what the QR code of a registration holds: 128 bits as hex digits, which every scanner types alike.

    It says nothing about anybody, opens nothing for who finds it, and is worked out again each time.
    """
    digest = hmac.digest(secret, f"check-in\x1f{registration}".encode(), "sha256")
    return digest[:16].hex().upper()
