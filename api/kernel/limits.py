"""Rate limits per address. No address is kept: the key is an HMAC of it with a salt of the day, in memory only."""

import hmac
import ipaddress
import time
from typing import Any

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from api.kernel import failures
from api.kernel.problems import TooManyRequests
from api.kernel.time import Clock, berlin_day

_HOUSEHOLD_BITS = 128 - 56
_SWEEP_EVERY = 60.0  # seconds


class Counters(MemoryStorage):
    """The counters of `limits` in memory; what is over is forgotten once a minute.

    Its own way looks through all of them at every count, in a thread it starts for that.
    """

    _next_sweep = 0.0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count; the first count of a key lets it expire after `expiry` seconds. Returns the new count."""
        moment = time.time()
        if moment >= self._next_sweep:
            self._next_sweep = moment + _SWEEP_EVERY
            for old in [one for one, until in list(self.expirations.items()) if until <= moment]:
                self.clear(old)
        self.get(key)  # forgets one that is over
        with self.locks[key]:
            self.storage[key] += amount
            self.expirations.setdefault(key, moment + expiry)
            return self.storage[key]


class RateLimits:
    """Answers 429 with Retry-After when an address reads or writes too often; cached answers do not count."""

    def __init__(self, app: ASGIApp, *, secret: str, clock: Clock, reads: int, writes: int) -> None:
        self.app = app
        self.secret = secret.encode()
        self.clock = clock
        self.limiter = FixedWindowRateLimiter(Counters())
        self.reads = RateLimitItemPerMinute(reads, namespace="read")
        self.writes = RateLimitItemPerMinute(writes, namespace="write")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http" and not scope["path"].startswith("/health/"):
            item = self.reads if scope["method"] in {"GET", "HEAD", "OPTIONS"} else self.writes
            key = self._key(scope)
            if not self.limiter.hit(item, key):
                wait = max(1, round(self.limiter.get_window_stats(item, key).reset_time - time.time()))
                await failures.answer(TooManyRequests(headers={"Retry-After": str(wait)}))(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _key(self, scope: Scope) -> str:
        client: Any = scope.get("client")
        salt = hmac.digest(self.secret, berlin_day(self.clock()).isoformat().encode(), "sha256")
        return hmac.digest(salt, network(client[0] if client else "").encode(), "sha256").hex()


def network(address: str) -> str:
    """Return what counts as one sender: an IPv4 address, or the /56 an IPv6 household gets."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:  # a socket for both kinds shows IPv4 senders like this
        return str(parsed.ipv4_mapped)
    return f"{int(parsed) >> _HOUSEHOLD_BITS:x}"
