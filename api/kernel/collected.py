"""An answer as it comes from the app: held back whole to be kept, or passed on once it is too large for that.

Passed on, it may be read from the database while it is sent. So the app hears when the client has gone, and a client
that takes it too slowly is cut off.
"""

import asyncio
from collections.abc import Callable

from starlette.types import Message, Receive, Send

from api.kernel.representation import EMPTY

CACHE_CONTROL = b"public, max-age=30, stale-while-revalidate=60, stale-if-error=86400"
_GRACE_SECONDS = 30.0
_SLOWEST = 32 * 1024  # bytes a second a client must take after that
_OK = 200


class Collected:
    """Takes the messages of one answer; holds at most `most` bytes of its body, and one piece."""

    def __init__(self, receive: Receive, send: Send, most: int, begin: Callable[[], None], *, head_only: bool) -> None:
        """Send nothing yet; `begin` is called once when passing on begins. `head_only` leaves the body out."""
        self.messages: list[Message] = []
        self._passing = asyncio.Event()
        self._receive = receive
        self._send = send
        self._most = most
        self._begin = begin
        self._head_only = head_only
        self._size = 0
        self._waited = 0.0
        self._told = False

    @property
    def passing(self) -> bool:
        """Say whether the answer turned out too large to be held."""
        return self._passing.is_set()

    async def receive(self) -> Message:
        """Give a request without a body, then that the client has gone: this is the app's `receive`.

        What a client sends beside a GET is not read. Who leaves before anything is passed on is not missed: the answer
        is kept for others.
        """
        if not self._told:
            self._told = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._passing.wait()
        while (message := await self._receive())["type"] != "http.disconnect":
            pass
        return message

    async def take(self, message: Message) -> None:
        """Take one message; this is the app's `send`."""
        self.messages.append(message)
        self._size += len(message.get("body", b""))
        if not self.passing and self._size > self._most:
            self._passing.set()
            self.messages[0] = _for_others(self.messages[0])
            self._begin()
        if self.passing:
            loop = asyncio.get_running_loop()
            began = loop.time()
            async with asyncio.timeout(max(0.0, _GRACE_SECONDS + self._size / _SLOWEST - self._waited)):
                await self.pass_on()
            self._waited += loop.time() - began

    async def pass_on(self) -> None:
        """Send what is held, and hold it no longer."""
        messages, self.messages = self.messages, []
        for message in messages:
            is_body = message["type"] == EMPTY["type"]
            await self._send({**message, "body": b""} if self._head_only and is_body else message)


def _for_others(start: Message) -> Message:
    """Return the beginning of an answer we do not keep: others may keep it as long as one we do."""
    if start["status"] != _OK or any(name.lower() == b"cache-control" for name, _ in start["headers"]):
        return start
    return {**start, "headers": [*start["headers"], (b"cache-control", CACHE_CONTROL)]}
