"""What every operation promises in openapi.yaml: its errors, an example of its answer, bounded lists."""

import re

import pytest
import yaml

from api.kernel.headers import is_private
from api.settings import ROOT

FILE = ROOT / "openapi.yaml"
DOCUMENT = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
OPERATIONS = [(method, path, one) for path, methods in DOCUMENT["paths"].items() for method, one in methods.items()]
NAMES = [f"{method} {path}" for method, path, _ in OPERATIONS]
each = pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)


def test_it_is_openapi_31_and_served(client):
    assert DOCUMENT["openapi"].startswith("3.1")
    assert yaml.load(client.get("/openapi.yaml").text, yaml.CSafeLoader) == DOCUMENT
    assert client.get("/openapi.json").json() == DOCUMENT


@each
def test_every_operation_names_its_errors_as_problems(method, path, operation):
    expected = {"400", "422", "429", "503"} | ({"404"} if "{" in path else set())
    assert expected <= set(operation["responses"])
    for status, answer in operation["responses"].items():
        if int(status) >= 400 and not path.startswith("/health"):
            assert list(answer["content"]) == ["application/problem+json"], (status, answer)
            assert answer["content"]["application/problem+json"]["examples"]


@each
def test_every_operation_says_what_it_needs(method, path, operation):
    known = {*DOCUMENT["x-permissions"], "public", "signed-in", "anybody"}
    needed = operation.get("x-permission", "").split()
    assert needed
    assert set(needed) <= known, path
    private = is_private(path)
    assert ("public" in needed) is not private
    if private and "anybody" not in needed:
        assert {"401", "403"} <= set(operation["responses"])


@each
def test_every_answer_has_an_example(method, path, operation):
    if path.startswith("/health"):
        return
    done = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    assert done or "303" in operation["responses"]
    for kind, answer in [pair for one in done for pair in one.get("content", {}).items()]:
        if kind.endswith("json"):
            assert _has_example(answer["schema"]), f"{path} has no example in its answer"


def _has_example(schema, depth=0):
    if "examples" in schema or "example" in schema:
        return True
    if "$ref" in schema:
        return depth < 6 and _has_example(
            DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]], depth + 1
        )
    inner = [
        *schema.get("properties", {}).values(),
        *schema.get("anyOf", []),
        *([schema["items"]] if "items" in schema else []),
    ]
    return any(_has_example(one, depth + 1) for one in inner)


def members(schema):
    """The members of an answer, through a reference."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return set(schema.get("properties", {}))


LISTS = [
    pytest.param(operation, id=f"{method} {path}")
    for method, path, operation in OPERATIONS
    for answer in [operation["responses"].get("200", {})]
    for schema in [answer.get("content", {}).get("application/json", {}).get("schema", {})]
    if {"items", "next"} <= members(schema)
]


@pytest.mark.parametrize("operation", LISTS)
def test_no_list_is_unbounded(operation):
    (limit,) = [one["schema"] for one in operation["parameters"] if one["name"] == "limit"]
    assert (limit["minimum"], limit["maximum"]) == (1, 200)
    assert limit["default"] <= 200


def test_the_lists_of_the_county_are_found():
    assert len(LISTS) >= 5


@each
def test_every_operation_has_a_name_of_its_own_and_explains_its_parameters(method, path, operation):
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", operation["operationId"])
    assert [one["operationId"] for _, _, one in OPERATIONS].count(operation["operationId"]) == 1
    assert operation["summary"]
    for parameter in operation.get("parameters", []):
        assert parameter.get("description"), parameter["name"]
