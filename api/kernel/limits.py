"""Rate limits per address. No address is kept: the key is an HMAC of it with a salt of the day, in memory only."""

import hmac
import ipaddress
import time
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kernel import failures
from api.kernel.problems import TooManyRequests
from api.kernel.time import Clock, berlin_day

_HOUSEHOLD_BITS = 128 - 56
_SWEEP_EVERY = 60.0  # seconds
_REFUSED = range(400, 500)  # a 5xx is our fault


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
    """Answers 429 with Retry-After when an address asks too often; cached answers do not count.

    Reads and changes are counted apart, and so are changes that were refused: those are few, so that nobody tries
    secrets and addresses at leisure, while a class of thirty behind one address signs up undisturbed.
    """

    def __init__(self, app: ASGIApp, *, secret: str, clock: Clock, reads: int, writes: int, refusals: int) -> None:
        self.app = app
        self.secret = secret.encode()
        self.clock = clock
        self.limiter = FixedWindowRateLimiter(Counters())
        self.reads = RateLimitItemPerMinute(reads, namespace="read")
        self.writes = RateLimitItemPerMinute(writes, namespace="write")
        self.refusals = RateLimitItemPerMinute(refusals, namespace="refusal")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["path"].startswith("/health/"):
            await self.app(scope, receive, send)
            return
        key = self._key(scope)
        reads = scope["method"] in {"GET", "HEAD", "OPTIONS"}
        if not self.limiter.hit(self.reads if reads else self.writes, key):
            await self._refuse(self.reads if reads else self.writes, key)(scope, receive, send)
        elif reads:
            await self.app(scope, receive, send)
        elif not self.limiter.test(self.refusals, key):
            await self._refuse(self.refusals, key)(scope, receive, send)
        else:
            await self.app(scope, receive, self._counting(key, send))

    def _refuse(self, item: RateLimitItem, key: str) -> Response:
        wait = max(1, round(self.limiter.get_window_stats(item, key).reset_time - time.time()))
        return failures.answer(TooManyRequests(headers={"Retry-After": str(wait)}))

    def _counting(self, key: str, send: Send) -> Send:
        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in _REFUSED:
                self.limiter.hit(self.refusals, key)
            await send(message)

        return counting

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
