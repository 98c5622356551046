"""Every operation of openapi.yaml as a request that can be sent: parameters and bodies from its own examples."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from api.kernel.headers import is_private
from api.settings import ROOT

DOCUMENT = yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
# Values that exist in the demo county, where an example of the schema alone does not say them.
KNOWN = {"number": "3", "key": "kreisverwaltung-kaiserslautern", "code": "not-found", "language": "de"}


@dataclass(frozen=True)
class Operation:
    """One operation: its name, method, path pattern, and its entry in openapi.yaml."""

    name: str
    method: str
    path: str
    entry: dict[str, Any]

    @property
    def private(self) -> bool:
        return is_private(self.path)

    def address(self, **values: object) -> str:
        """Return the path with its parameters filled in, required query parameters included."""
        filled = re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], KNOWN.get(found[1], "1"))), self.path)
        needed = [
            f"{one['name']}={values.get(one['name'], example(one['schema']))}"
            for one in self.entry.get("parameters", ())
            if one["in"] == "query" and one.get("required")
        ]
        return filled + ("?" + "&".join(needed) if needed else "")

    def body(self) -> Any:
        """Return a JSON body made from the schema's examples; None where the operation takes none."""
        content = self.entry.get("requestBody", {}).get("content", {}).get("application/json")
        return example(content["schema"]) if content else None

    def query_strings(self) -> list[str]:
        """Return the names of its query parameters that take text."""
        found = [one for one in self.entry.get("parameters", ()) if one["in"] == "query"]
        return [one["name"] for one in found if "string" in str(one["schema"])]


def example(schema: dict[str, Any]) -> Any:
    """Return a value that fits a schema: its first example, or one put together from its parts."""
    if "$ref" in schema:
        return example(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    for where in ("examples", "enum"):
        if schema.get(where):
            return schema[where][0]
    if "const" in schema or "default" in schema:
        return schema.get("const", schema.get("default"))
    for where in ("anyOf", "oneOf", "allOf"):
        if schema.get(where):
            return example(schema[where][0])
    kind = schema.get("type")
    if kind == "object":
        needed = schema.get("required", ())
        return {name: example(one) for name, one in schema.get("properties", {}).items() if name in needed}
    plain = {"array": [], "integer": schema.get("minimum", 1), "number": 1.0, "boolean": True, "null": None}
    return plain[kind] if kind in plain else "2026-11-22" if schema.get("format") == "date" else "text"


OPERATIONS = [
    Operation(entry["operationId"], method.upper(), path, entry)
    for path, methods in DOCUMENT["paths"].items()
    for method, entry in methods.items()
]
