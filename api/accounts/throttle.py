"""How often somebody may try to sign in. No address or mail is kept: the keys are HMACs, in memory only.

A stranger who keeps guessing must not lock a person out: tries count against mail and network together, and the
limit for a mail as a whole does not hold for networks from which that person has signed in before.
"""

import time
from typing import Final

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from api.accounts import sealing
from api.kernel.limits import Counters, network
from api.kernel.problems import TooManyRequests

PAIR: Final = RateLimitItemPerMinute(10, 15, namespace="pair")
NETWORK: Final = RateLimitItemPerMinute(60, 15, namespace="network")
MAIL: Final = RateLimitItemPerMinute(100, 60, namespace="mail")
CODE: Final = RateLimitItemPerMinute(6, 5, namespace="code")
_TRUSTED = RateLimitItemPerDay(1, 30, namespace="trusted")


class Throttle:
    """Counts tries; a try that succeeds forgets those of the same person from the same network."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._storage = Counters()
        self._limiter = FixedWindowRateLimiter(self._storage)

    def count(self, email: str, address: str) -> None:
        """Count one try to sign in as `email`. Raises TooManyRequests, whether or not there is such an account."""
        sender, pair, mail = self._keys(email, address)
        self._hit(NETWORK, sender)
        self._hit(PAIR, pair)
        if self._limiter.test(_TRUSTED, pair):
            self._hit(MAIL, mail)

    def count_code(self, account: int) -> None:
        """Count one try at a second factor; who gets here knows the password. Raises TooManyRequests."""
        self._hit(CODE, str(account))

    def count_look(self, address: str) -> None:
        """Count one look at a secret link. Raises TooManyRequests."""
        self._hit(NETWORK, sealing.keyed(self._secret, "throttle", network(address)))

    def succeeded(self, email: str, address: str) -> None:
        """Forget the tries of this person from this network, and trust the network for 30 days."""
        _, pair, _ = self._keys(email, address)
        self._limiter.clear(PAIR, pair)
        self._limiter.hit(_TRUSTED, pair)

    def code_succeeded(self, account: int) -> None:
        """Forget the tries at a second factor."""
        self._limiter.clear(CODE, str(account))

    def _keys(self, email: str, address: str) -> tuple[str, str, str]:
        sender, mail = network(address), email.strip().lower()
        return tuple(sealing.keyed(self._secret, "throttle", text) for text in (sender, f"{mail}\n{sender}", mail))  # pyright: ignore[reportReturnType] - three of them

    def _hit(self, item: RateLimitItem, key: str) -> None:
        if not self._limiter.hit(item, key):
            wait = max(1, round(self._limiter.get_window_stats(item, key).reset_time - time.time()))
            raise TooManyRequests(headers={"Retry-After": str(wait)})
