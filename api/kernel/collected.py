"""An answer as it comes from the app: held back whole to be kept, or passed on once it is too large for that."""

from collections.abc import Callable

from starlette.types import Message, Send

from api.kernel.representation import EMPTY

CACHE_CONTROL = b"public, max-age=30, stale-while-revalidate=60, stale-if-error=86400"
_OK = 200


class Collected:
    """Takes the messages of one answer; holds at most `most` bytes of its body, and one piece."""

    def __init__(self, send: Send, most: int, begin: Callable[[], None], *, head_only: bool) -> None:
        """Send nothing yet; `begin` is called once when passing on begins. `head_only` leaves the body out."""
        self.messages: list[Message] = []
        self.passing = False
        self._send = send
        self._most = most
        self._begin = begin
        self._head_only = head_only
        self._size = 0

    async def take(self, message: Message) -> None:
        """Take one message; this is the app's `send`."""
        self.messages.append(message)
        self._size += len(message.get("body", b""))
        if not self.passing and self._size > self._most:
            self.passing = True
            self.messages[0] = _for_others(self.messages[0])
            self._begin()
        if self.passing:
            await self.pass_on()

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
