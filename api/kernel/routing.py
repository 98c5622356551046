"""A room's router: answers only under its prefix, refuses what no honest client sends, documents its errors."""

import json
import re
from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Form as FormParameter
from fastapi.params import Query as QueryParameter
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from api.kernel import origin
from api.kernel.db import Opening
from api.kernel.permission import signed_in
from api.kernel.problems import BadRequest, Invalid, Issue, Problem

BASE = "/api/v1"
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_HALVES = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")  # of characters beyond U+FFFF
_NAMING = frozenset({b"cookie", b"authorization", b"registration-secret"})


class OneThreadRoute(APIRoute):
    """A route whose endpoint keeps to one thread, with its session (`Reading`, `Writing`)."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **settings: Any) -> None:
        """Take an endpoint."""
        super().__init__(path, _in_one_thread(endpoint), **settings)


class StrictRoute(OneThreadRoute):
    """A route that refuses unknown and doubled parameters, NUL characters, and changes asked for by other sites."""

    def get_route_handler(self) -> Handler:
        """Wrap FastAPI's handler with the checks."""
        handler = super().get_route_handler()
        known = {one.alias for one in get_flat_params(self.dependant) if isinstance(one.field_info, QueryParameter)}

        takes_json = self.body_field is not None and not isinstance(self.body_field.field_info, FormParameter)

        async def strict(request: Request) -> Response:
            _check_query(request, known)
            origin.require_own_page(
                request.method, request.url.path, request.headers, request.app.state.settings.public_url
            )
            await self.before_body(request)
            if takes_json and "json" not in request.headers.get("content-type", ""):
                raise BadRequest(
                    Issue("", "wrong_content_type", "Send JSON with the header Content-Type: application/json.")
                )
            if "content-type" in request.headers:
                body = await request.body()
                # A NUL byte in JSON is UTF-16 or nothing at all.
                if b"\\u0000" in body or (b"\0" in body and "json" in request.headers["content-type"]):
                    raise BadRequest(Issue("", "nul_character", "Send UTF-8 and leave out the character U+0000."))
                if takes_json and _HALVES.search(body) and not _is_text(body):
                    raise BadRequest(Issue("", "broken_character", "Send UTF-8 without halves of characters."))
            return await handler(request)

        return strict

    async def before_body(self, request: Request) -> None:
        """Look at a request whose body was not read yet; here everybody may go on."""


class AnonymousRoute(StrictRoute):
    """A route nobody is known on: cookies and tokens are dropped unread, a key that ties requests is refused."""

    def get_route_handler(self) -> Handler:
        """Wrap the handler: it never sees who asks."""
        handler = super().get_route_handler()

        async def unnamed(request: Request) -> Response:
            if "idempotency-key" in request.headers:
                hint = "Leave the header out: nothing is kept that ties one answer to another."
                raise BadRequest(Issue("Idempotency-Key", "no_key_here", hint))
            kept = [one for one in request.scope["headers"] if one[0] not in _NAMING]
            return await handler(Request({**request.scope, "headers": kept}, request.receive))

        return unnamed


class LargeRoute(StrictRoute):
    """A route that takes large bodies: of nobody unknown."""

    async def before_body(self, request: Request) -> None:
        """Raise NotSignedIn, or SecondFactorRequired."""
        await signed_in(request)


def _in_one_thread(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    if iscoroutinefunction(endpoint):  # a route that is copied comes by again
        return endpoint

    @wraps(endpoint)
    async def whole(**values: Any) -> Any:
        session = values.get("session")
        if isinstance(session, Opening):
            return await session.run(endpoint, values)
        return await run_in_threadpool(endpoint, **values)

    return whole


def _is_text(body: bytes) -> bool:
    """Say whether all of a JSON body can be written as UTF-8; one that is no JSON is refused by who reads it."""
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeError:
        return False
    except ValueError:
        return True
    return True


def _check_query(request: Request, known: set[str]) -> None:
    names = [name for name, _ in request.query_params.multi_items()]
    hint = f"Known parameters: {', '.join(sorted(known))}." if known else "This address takes no parameters."
    issues = [
        Issue(f"query parameter {place}", "unknown_parameter", hint)
        for place, name in enumerate(names, 1)
        if name not in known
    ]
    issues += [Issue(name, "given_twice", "Give the parameter once.") for name in known if names.count(name) > 1]
    if issues:
        raise Invalid(*issues)


class Room(APIRouter):
    """The router of a room. Its prefix is tested first: the cost of a route does not grow with the number of rooms.

    `largest_body` in bytes is for private rooms that take files; others have the limit of the settings. `anonymous` is
    for rooms whose changes nobody may be found by (`kernel.anonymous_write`).
    """

    def __init__(
        self,
        *,
        prefixes: tuple[str, ...],
        tags: list[str],
        largest_body: int | None = None,
        anonymous: bool = False,
    ) -> None:
        kind = AnonymousRoute if anonymous else LargeRoute if largest_body else StrictRoute
        super().__init__(prefix=BASE, tags=list(tags), route_class=kind)
        self.paths = tuple(BASE + prefix for prefix in prefixes)
        self.larger = dict.fromkeys(self.paths, largest_body) if largest_body else {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Refuse at once what lies outside this room."""
        if scope["type"] == "http" and not scope["path"].startswith(self.paths):
            return Match.NONE, {}
        return super().matches(scope)


def answers(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of an operation that may answer with these problems."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        known = by_status.setdefault(
            kind.status,
            {"description": "", "content": {"application/problem+json": {"schema": _PROBLEM, "examples": {}}}},
        )
        known["description"] = " ".join(filter(None, [known["description"], f"{kind.title} (`{kind.code}`)."]))
        known["content"]["application/problem+json"]["examples"][kind.code] = {"value": kind().document()}
    return by_status


_PROBLEM = {"$ref": "#/components/schemas/ProblemDocument"}
