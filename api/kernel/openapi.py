"""The API description: FastAPI's, with our problem documents in place of its own validation errors."""

from collections.abc import Iterator
from typing import Any

import yaml
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from api.kernel import problems
from api.kernel.failures import ProblemDocument
from api.kernel.headers import is_private
from api.kernel.permission import Needs, Permission, signed_in
from api.kernel.routing import answers

# What any operation may answer, whatever it does.
_ALWAYS = answers(problems.BadRequest, problems.Invalid, problems.TooManyRequests, problems.NotReady)
_ALWAYS_WRITES = answers(problems.RequestTimeout, problems.BodyTooLarge)
_ASKED = answers(problems.NotSignedIn, problems.Forbidden, problems.SecondFactorRequired)
_ASKED_WRITES = answers(
    problems.NotSignedIn, problems.Forbidden, problems.SecondFactorRequired, problems.ForeignOrigin, problems.Conflict
)
_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token made in the staff area: `wik_…`."},
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-wik", "description": "Set by signing in."},
}
_UNPROCESSABLE = 422
_METHODS = ("get", "post", "put", "patch", "delete")


def document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document, the same bytes for the same code."""
    if app.openapi_schema is None:
        found = FastAPI.openapi(app)
        schemas: dict[str, Any] = found["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**problem.pop("$defs"), "ProblemDocument": problem}
        needed = permissions(app)
        for address, path in found["paths"].items():
            for method in _METHODS:
                if method in path:
                    path[method] = _with_permission(path[method], needed.get((method, address)))
                    _complete(path[method], writes=method != "get")
        found["components"]["securitySchemes"] = _SCHEMES
        codes = {code for permission in needed.values() for code in permission.split()}
        found["x-permissions"] = {code: Permission.every[code].text for code in sorted(codes & Permission.every.keys())}
        found["components"]["schemas"] = dict(sorted(schemas.items()))
        app.openapi_schema = found
    return app.openapi_schema


def _with_permission(operation: dict[str, Any], permission: str | None) -> dict[str, Any]:
    """Say what an operation needs, and who may ask it how."""
    if permission is None:
        return operation
    security: dict[str, Any] = {} if permission == "public" else {"security": [{name: []} for name in _SCHEMES]}
    return {"x-permission": permission, **security, **operation}


def permissions(app: FastAPI) -> dict[tuple[str, str], str]:
    """Return what each operation needs: a permission, "signed-in", "public", or what `openapi_extra` says itself.

    A private operation that asks nobody is missing here; a test finds it.
    """
    found: dict[tuple[str, str], str] = {}
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and route.include_in_schema:
            asked = [*_asked(route.dependant)]
            codes = sorted({one.permission.code for one in asked if isinstance(one, Needs)})
            said = (route.openapi_extra or {}).get("x-permission")
            path = str(context.path)
            public = None if is_private(path) else "public"
            needed = said or " ".join(codes) or ("signed-in" if asked else public)
            if needed:
                found |= {(method.lower(), path): needed for method in route.methods or ()}
    return found


def _asked(dependant: Dependant) -> Iterator[Any]:
    """Yield every dependency below that has to do with who asks."""
    for one in dependant.dependencies:
        if isinstance(one.call, Needs) or one.call is signed_in:
            yield one.call
        yield from _asked(one)


def as_yaml(app: FastAPI) -> str:
    """Return the document as it stands in openapi.yaml."""
    return yaml.dump(document(app), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)


def _complete(operation: dict[str, Any], *, writes: bool) -> None:
    responses: dict[str, Any] = operation["responses"]
    asked = (_ASKED_WRITES if writes else _ASKED) if "security" in operation else {}
    for status, answer in {**_ALWAYS, **(_ALWAYS_WRITES if writes else {}), **asked}.items():
        known: dict[str, Any] = responses.get(str(status), {})
        fastapis_own = status == _UNPROCESSABLE and "application/json" in known.get("content", {})
        if not known or fastapis_own:
            responses[str(status)] = answer
    operation["responses"] = dict(sorted(responses.items()))
