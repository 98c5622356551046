"""The API description: FastAPI's, with our problem documents in place of its own validation errors."""

from typing import Any

import yaml
from fastapi import FastAPI

from api.kernel import problems
from api.kernel.failures import ProblemDocument
from api.kernel.routing import answers

# What any operation may answer, whatever it does.
_ALWAYS = answers(problems.BadRequest, problems.Invalid, problems.TooManyRequests, problems.NotReady)
_ALWAYS_WRITES = answers(problems.RequestTimeout, problems.BodyTooLarge)
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
        for path in found["paths"].values():
            for method in _METHODS:
                if method in path:
                    _complete(path[method], writes=method != "get")
        found["components"]["schemas"] = dict(sorted(schemas.items()))
        app.openapi_schema = found
    return app.openapi_schema


def as_yaml(app: FastAPI) -> str:
    """Return the document as it stands in openapi.yaml."""
    return yaml.dump(document(app), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)


def _complete(operation: dict[str, Any], *, writes: bool) -> None:
    responses: dict[str, Any] = operation["responses"]
    for status, answer in {**_ALWAYS, **(_ALWAYS_WRITES if writes else {})}.items():
        known: dict[str, Any] = responses.get(str(status), {})
        fastapis_own = status == _UNPROCESSABLE and "application/json" in known.get("content", {})
        if not known or fastapis_own:
            responses[str(status)] = answer
    operation["responses"] = dict(sorted(responses.items()))
