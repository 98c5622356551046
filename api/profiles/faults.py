"""What is wrong with a profile, said so that whoever wrote it finds the place: file, line, field, what to do."""

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class ProfileError:
    """One mistake in a profile. `line` counts from 1 and is None where a file as a whole is meant."""

    file: str
    line: int | None
    field: str
    hint: str

    def __str__(self) -> str:
        """Return `file:line: field: hint`."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.field, self.hint) if part)


class ProfileBroken(Exception):
    """A profile cannot be used; `errors` lists every mistake that was found in one pass."""

    def __init__(self, errors: Sequence[ProfileError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = tuple(errors)


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """Return the line of a path into a document, or of what is nearest around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def spoken(path: Path) -> str:
    """Return a path as people write it: `measures[2].title`."""
    found = ""
    for part in path:
        found += f"[{part}]" if isinstance(part, int) else f".{part}" if found else part
    return found


def explained(error: ValidationError, model: type[BaseModel], file: str, lines: Mapping[Path, int]) -> Iterator[ProfileError]:
    """Yield every mistake Pydantic found, with its line; an unknown field comes with the one that was probably meant."""
    seen: set[tuple[int | None, str]] = set()
    for one in error.errors(include_url=False):
        path = tuple(one["loc"])
        while path and path not in lines and len(path) > 1 and path[:-1] not in lines:
            path = path[:-1]  # the tail names branches of a union, not places in the file
        hint = one["msg"].removeprefix("Value error, ")
        if one["type"] == "extra_forbidden":
            hint = "Unknown field." + _meant(str(path[-1]), _fields(model, path[:-1]))
        elif one["type"] == "missing":
            hint = "This field is missing."
        elif one["type"] == "value_error" and hint.partition(":")[0].isidentifier():
            name, _, hint = hint.partition(":")
            path, hint = (*path, name), hint.strip()
        field, line = spoken(path), line_of(path, lines)
        if (line, field) not in seen or one["type"] in {"value_error", "extra_forbidden"}:
            seen.add((line, field))
            yield ProfileError(file, line, field, hint)


def _meant(word: str, known: Sequence[str]) -> str:
    close = get_close_matches(word, known, 1, cutoff=0.5)
    return f" Did you mean {close[0]}?" if close else f" Known fields: {', '.join(known)}." if known else ""


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    """Return the fields a model has at a path."""
    kinds: list[Any] = [model]
    for part in path:
        kinds = [step for kind in kinds for step in _inside(kind, part)]
    models = [kind for kind in kinds if _is_model(kind)]
    return sorted({name for kind in models for name in kind.model_fields})


def _inside(kind: Any, part: str | int) -> list[Any]:
    if _is_model(kind):
        field = kind.model_fields.get(str(part))
        return _members(field.annotation) if field else []
    return [found for argument in get_args(kind)[-1:] if argument is not ... for found in _members(argument)] or _members(
        get_args(kind)[0] if get_args(kind) else None
    )


def _members(annotation: Any) -> list[Any]:
    """Return the alternatives of an annotation."""
    if get_origin(annotation) in {Union, types.UnionType}:
        return [found for part in get_args(annotation) for found in _members(part)]
    if hasattr(annotation, "__metadata__"):
        return _members(annotation.__origin__)
    return [annotation]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
