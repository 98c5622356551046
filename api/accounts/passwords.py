"""Passwords: argon2id, two at a time, and none that others have guessed before.

Length and blocklist instead of rules about characters: NIST SP 800-63B, 3.1.1.2.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

import anyio.to_thread
from anyio import CapacityLimiter
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.kernel.problems import Invalid, Issue, TooManyRequests

Result = TypeVar("Result")
SHORTEST = 12
LONGEST = 200
_STRONG = 3  # of 4: "safely unguessable: moderate protection from offline slow-hash scenario" (zxcvbn)
_WORD = 3  # characters from which on a part of a name or mail address counts
_REST = 8  # letters and digits that are no part of name or mail address
_READ = 72  # characters zxcvbn looks at; its time grows with the square
_AT_ONCE = 2  # each hash takes 64 MiB
_WAITING = 30  # more wait for a hash only in an attack
# RFC 9106, 4, second set: 64 MiB, three passes; one lane, so that a small machine goes on answering meanwhile.
_hasher = PasswordHash((Argon2Hasher(parallelism=1),))
# zxcvbn knows English; these are what German lists of leaked passwords begin with.
_GERMAN = (
    *("passwort", "kennwort", "geheim", "hallo", "willkommen", "schatz", "ficken", "arschloch", "deutschland"),
    *("sommer", "winter", "herbst", "fruehling", "frühling", "januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember", "montag", "dienstag", "mittwoch"),
    *("donnerstag", "freitag", "samstag", "sonntag", "qwertz", "qwertzuiop", "landkreis", "verbandsgemeinde"),
    *(
        "gemeinde",
        "rathaus",
        "verwaltung",
        "integration",
        "sicherheit",
        "computer",
        "internet",
        "liebe",
        "ichliebedich",
    ),
)
DUMMY = _hasher.hash("nobody has this password", salt=b"wik: no account!")


def require_good(password: str, pointer: str, *personal: str) -> None:
    """Raise Invalid for a password that is short, common, or made from `personal` texts (name, mail)."""
    import zxcvbn  # noqa: PLC0415 - 12 MB of word lists: read when first needed

    if len(password) < SHORTEST:
        raise Invalid(Issue(pointer, "too_short", f"Use at least {SHORTEST} characters; several words are good."))
    lowered = password[:_READ].lower()
    known = {word for text in personal for word in re.split(r"[\W_]+", text.lower()) if len(word) >= _WORD}
    rest = re.sub("|".join(map(re.escape, sorted(known, key=len, reverse=True))) or "$.", "", lowered)
    judged: Any = cast("Any", zxcvbn).zxcvbn(lowered, user_inputs=[*_GERMAN, *known])
    if judged["score"] < _STRONG or len(re.sub(r"[\W_]", "", rest)) < _REST:
        raise Invalid(Issue(pointer, "easily_guessed", "This is easily guessed. Take three or four unrelated words."))


def hashed(password: str, salt: bytes | None = None) -> str:
    """Return the argon2id hash; with a random salt unless one is given."""
    return _hasher.hash(password, salt=salt)


def fits(password: str, stored: str | None) -> bool:
    """Say whether the password is the stored one; takes as long when there is none."""
    return _hasher.verify(password, stored or DUMMY) and stored is not None


class Queue:
    """Lets two hashes run at once, on threads of their own: everybody else's requests go on."""

    def __init__(self) -> None:
        self.limiter = CapacityLimiter(_AT_ONCE)

    async def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `work` returns. Raises TooManyRequests when too many wait already."""
        if self.limiter.statistics().tasks_waiting >= _WAITING:
            raise TooManyRequests(headers={"Retry-After": "10"})
        return await anyio.to_thread.run_sync(work, *arguments, limiter=self.limiter)
