"""Turns every failure into a problem document: our own kinds, FastAPI's validation, the router's, the database's."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

import psycopg
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel, Field
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    StatementError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from api.kernel import problems
from api.kernel.problems import Issue, Problem

_KINDS: Mapping[int, type[Problem]] = {
    400: problems.BadRequest,
    404: problems.NotFound,
    405: problems.MethodNotAllowed,
    408: problems.RequestTimeout,
    413: problems.BodyTooLarge,
    431: problems.HeadersTooLarge,
}
_NOT_THERE = frozenset({OperationalError, InterfaceError, DatabaseError, PoolTimeoutError})


class ProblemIssue(BaseModel):
    """One thing wrong with the request."""

    pointer: str = Field(description="JSON pointer into the body, or the name of a parameter.")
    code: str
    hint: str


class ProblemDocument(BaseModel):
    """RFC 9457. `type` is the address of a page that explains this kind of problem."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemIssue]


def answer(problem: Problem) -> Response:
    """Return the HTTP answer for a problem."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    body = json.dumps(problem.document(), ensure_ascii=False).encode()
    return Response(body, problem.status, headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(StatementError, _database)
    app.add_exception_handler(PoolTimeoutError, _database)
    app.add_exception_handler(OverflowError, _too_large)
    app.add_exception_handler(Exception, _unexpected)


def _problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - registered for this type only
    return answer(error)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type only
    kind = _KINDS.get(error.status_code, problems.BadRequest)
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = _allowed(request)
    return answer(kind(headers=headers))


def _allowed(request: Request) -> str:
    """Return the methods of an address: the router knows only those of the first route it met there."""
    found: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        if route.path_regex.match(request.url.path):
            found |= route.methods or set()
    if "GET" in found:
        found.add("HEAD")  # the read cache answers HEAD for every GET
    return ", ".join(sorted(found))


def _no_space(error: Exception) -> bool:
    """Say whether the database refused to write because its disk is full."""
    cause = getattr(error, "orig", None)
    full = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return full or isinstance(cause, psycopg.errors.DiskFull)


def _database(request: Request, error: Exception) -> Response:
    if _no_space(error):
        return answer(problems.StorageFull())
    if type(error) in _NOT_THERE:  # gone, full, locked or no database at all (SQLite's bare DatabaseError)
        return answer(problems.NotReady(headers={"Retry-After": "5"}))
    if isinstance(error, IntegrityError):  # the safety net: services look before they write and say what is wrong
        return answer(problems.Conflict())
    if isinstance(error, DataError):
        return _too_large(request, error)
    raise error


def _too_large(_request: Request, _error: Exception) -> Response:
    """Answer for a number or date that is well formed, and larger than the database or the calendar knows."""
    return answer(problems.Invalid(Issue("", "out_of_range", "One of the values is too large or too small.")))


def _unexpected(_request: Request, _error: Exception) -> Response:
    return answer(Problem())  # it is raised again afterwards, and noted by kernel.log


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type only
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return answer(problems.BadRequest(Issue("", "broken_json", "The body must be JSON in UTF-8.")))
    return answer(problems.Invalid(*(_issue(one) for one in found)))


def _issue(error: Mapping[str, Any]) -> Issue:
    """Translate one of Pydantic's errors; its `input` is never repeated."""
    place, *rest = error["loc"]
    code = str(error["type"])
    if code == "extra_forbidden":  # the name of an unknown field is something that was sent
        rest = [*rest[:-1], "…"]
    if place == "body":
        return Issue("".join(f"/{part}" for part in rest), code, _hint(code, error))
    return Issue(".".join(str(part) for part in rest), code, _hint(code, error))


def _hint(code: str, error: Mapping[str, Any]) -> str:
    if code == "extra_forbidden":
        return "This field is not known here; leave it out."
    if code.startswith("date"):
        return "Use a date that exists, as YYYY-MM-DD, for example 2016-02-29."
    if {"error", "tag"} & error.get("ctx", {}).keys():  # these messages quote what was sent
        return "This value is not allowed here; see the description of the field."
    return str(error["msg"])
