"""Request bodies come with progress or not at all: slow senders are cut off (408) while others are served."""

import asyncio
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kernel import failures
from api.kernel.problems import BadRequest, BodyTooLarge

GRACE_SECONDS = 10.0


class BodyDeadline:
    """Cuts a body slower than `rate` bytes a second after 10 s, longer than `longest` s or than `largest` bytes.

    `larger` names paths that take larger bodies, everything below them included.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        largest: int,
        rate: int,
        longest: float,
        grace: float = GRACE_SECONDS,
        larger: Mapping[str, int] | None = None,
    ) -> None:
        self.app = app
        self.largest = largest
        self.larger = larger or {}
        self.rate = rate
        self.longest = longest
        self.grace = min(grace, longest)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if b"%00" in scope["raw_path"] or b"%00" in scope["query_string"]:
            await failures.answer(BadRequest())(scope, receive, send)
            return
        largest = self._largest(scope["path"])
        if _announced(scope) > largest:
            await failures.answer(BodyTooLarge(headers={"Connection": "close"}))(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        started = loop.time()
        received = 0
        complete = False

        async def in_time() -> Message:
            nonlocal received, complete
            if complete:  # the body is there; what follows is the wait for a disconnect
                return await receive()
            deadline = started + min(self.longest, self.grace + received / self.rate)
            try:
                message = await asyncio.wait_for(receive(), max(0, deadline - loop.time()))
            except TimeoutError as error:
                raise HTTPException(408, headers={"Connection": "close"}) from error
            received += len(message.get("body", b""))
            if received > largest:
                raise HTTPException(413, headers={"Connection": "close"})
            complete = not message.get("more_body", False)
            return message

        await self.app(scope, in_time, send)

    def _largest(self, path: str) -> int:
        return max((most for prefix, most in self.larger.items() if path.startswith(prefix)), default=self.largest)


def _announced(scope: Scope) -> int:
    value = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(value) if value.isdigit() else 0
