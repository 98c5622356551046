"""Logs as JSON lines from an allow-list: no path, query, address, user agent, body or text of an exception."""

import json
import logging
import secrets
import time
import traceback
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kernel import failures
from api.kernel.problems import Problem

LOG = logging.getLogger("wik")
ALLOWED = ("event", "route", "method", "status", "ms", "request_id", "child", "error", "place", "count", "kind")


class AllowList(logging.Formatter):
    """Writes time, level and the allowed fields; of a foreign logger's message only the logger's name remains."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON line."""
        line: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
        }
        line["event"] = record.getMessage() if record.name == LOG.name else record.name
        line.update({name: getattr(record, name) for name in ALLOWED if hasattr(record, name)})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def configure(level: str = "INFO") -> None:
    """Send every logger through the allow-list to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(AllowList())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in ("httpx", "asyncio", "sqlalchemy", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)


def place_of(error: BaseException) -> str:
    """Return module and line where an exception was raised: enough to find it, nothing of what was sent."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/api/" in frame.filename] or frames
    last = own[-1] if own else None
    return f"{last.filename.rpartition('/api/')[2]}:{last.lineno}" if last else ""


def _note(error: Exception, request_id: str) -> None:
    told = {"error": type(error).__name__, "place": place_of(error), "request_id": request_id}
    LOG.error("failure", extra=told)  # a traceback would quote what was sent


class RequestLog:
    """Gives each request an id, notes route, status and duration, turns an unexpected exception into a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        status = 0
        started = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
                message = {**message, "headers": headers}  # a finished answer is sent many times and must stay as it is
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except ClientDisconnect:  # who left in the middle of what they sent is no failure of ours
            status = 0
        except Exception as error:  # noqa: BLE001 - the last line of defence: answer, and log only where it happened
            _note(error, request_id)
            if not status:
                await failures.answer(error if isinstance(error, Problem) else Problem())(scope, receive, noting)
        route = getattr(scope.get("route"), "path", "-")
        ms = round((time.perf_counter() - started) * 1000, 1)
        extra = {"route": route, "method": scope["method"], "status": status, "ms": ms, "request_id": request_id}
        LOG.info("request", extra=extra)
