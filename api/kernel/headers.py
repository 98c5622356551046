"""Security headers on every answer, and the hosts this service answers to. Pure ASGI, no cost worth measuring."""

import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kernel import failures
from api.kernel.problems import UnknownHost

# Pages of the SPA: everything from here, no inline code. Into a script sink may only go the service worker's name
# (wik-sw) and HTML that our server made from Markdown and cleaned (wik-html).
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types wik-sw wik-html"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"  # JSON, CSV and problem documents are never a page
# What only a document can do anything with: links, openers, devices.
_DOCUMENT = {
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Content-Language"}
_STAFF_PAGES = "/team"  # the one document that looks for codes at the door
_WITH_CAMERA = {"Permissions-Policy": "camera=(self), geolocation=(), microphone=()"}
_DATA = "/api/v1/"
_HOST = re.compile(r"(\[(?P<ip>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(:\d{1,5})?")
_PRIVATE = frozenset({"staff", "session", "me", "accounts", "tokens", "audit", "terminals", "registration"})


def is_private(path: str) -> bool:
    """Say whether a path knows who asks; everything else never does (`/me` is private, `/measures` is not).

    A format by suffix is as private as the rest: `/audit.csv`.
    """
    first = path.removeprefix(_DATA).partition("/")[0] if path.startswith(_DATA) else ""
    return first.partition(".")[0] in _PRIVATE


def policy(path: str, *, reads: bool) -> Mapping[str, str]:
    """Return the security headers for a path; `reads` for GET and HEAD."""
    is_data = path.startswith(("/api/", "/health/", "/openapi."))
    is_public = path.startswith(_DATA) and not is_private(path)
    found = {
        "Content-Security-Policy": DATA_POLICY if is_data else PAGE_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin" if is_public else "same-origin",
    }
    if not is_data:
        found |= _DOCUMENT
    if path == _STAFF_PAGES or path.startswith(f"{_STAFF_PAGES}/"):
        found |= _WITH_CAMERA
    if is_public and reads:
        found |= _CORS
    return found


class SecurityHeaders:
    """Adds the headers of `policy`; HSTS when people reach the service by HTTPS; CORS for public reads."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and _asks_for_leave(scope):
            await _LEAVE(scope, receive, send)
            return
        path: str = scope["path"]
        private = is_private(path)
        wanted = policy(path, reads=scope["method"] in {"GET", "HEAD"})

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message}  # a finished answer is sent many times and must stay as it is
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
                if private:
                    headers["Cache-Control"] = "private, no-store"
                if self.https:
                    headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
            await send(message)

        await self.app(scope, receive, with_headers)


# Answer to a browser that asks whether a page elsewhere may read public data with a header of its own.
_LEAVE = Response(
    status_code=204,
    headers={
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
    },
)


def _asks_for_leave(scope: Scope) -> bool:
    is_public = scope["path"].startswith(_DATA) and not is_private(scope["path"])
    return is_public and any(name == b"access-control-request-method" for name, _ in scope["headers"])


class KnownHosts:
    """Answers 421 to requests for a host that is none of ours (host-header attacks, wrong DNS)."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http" and host_of(scope) not in self.hosts:
            await failures.answer(UnknownHost())(scope, receive, send)
            return
        await self.app(scope, receive, send)


def host_of(scope: Scope) -> str:
    """Return the host name a request asks for, without its port, in small letters; "" unless it asks for one host."""
    asked = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
    found = _HOST.fullmatch(asked[0]) if len(asked) == 1 else None
    return (found["ip"] or found["name"]) if found else ""
