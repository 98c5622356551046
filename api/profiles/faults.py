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


def explained(
    error: ValidationError, model: type[BaseModel], file: str, lines: Mapping[Path, int]
) -> Iterator[ProfileError]:
    """Yield every mistake Pydantic found, once, with its line; `lines` is empty where the line is known otherwise."""
    seen: set[tuple[int | None, str, bool]] = set()
    for one in error.errors(include_url=False):
        path, hint = _placed(one, model, lines)
        found = ProfileError(file, line_of(path, lines), spoken(path), hint)
        same = (found.line, found.field, one["type"] == "value_error")  # a union complains once per branch
        if same not in seen:
            seen.add(same)
            yield found


def _placed(one: Mapping[str, Any], model: type[BaseModel], lines: Mapping[Path, int]) -> tuple[Path, str]:
    """Return where a mistake is and what to do about it; an unknown field comes with the one probably meant."""
    path: Path = tuple(one["loc"])
    while lines and len(path) > 1 and path not in lines and path[:-1] not in lines:
        path = path[:-1]  # the tail names branches of a union, not places in the file
    hint: str = one["msg"].removeprefix("Value error, ")
    if one["type"] == "extra_forbidden":
        return path, "Unknown field." + _meant(spoken(path[-1:]), _fields(model, path[:-1]))
    if one["type"] == "missing":
        return path, "This field is missing."
    name, colon, rest = hint.partition(":")
    if one["type"] == "value_error" and colon and name.isidentifier():
        return (*path, name), rest.strip()
    return path, hint


def _meant(word: str, known: Sequence[str]) -> str:
    close = get_close_matches(word, known, 1, cutoff=0.5)
    return f" Did you mean {close[0]}?" if close else f" Known fields: {', '.join(known)}." if known else ""


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    """Return the fields a model has at a path, by the names a file gives them."""
    kinds: list[Any] = [model]
    for part in path:
        kinds = [step for kind in kinds for step in _inside(kind, part)]
    models = [kind for kind in kinds if _is_model(kind)]
    return sorted({field.alias or name for kind in models for name, field in kind.model_fields.items()})


def _inside(kind: Any, part: str | int) -> list[Any]:
    """Return what lies one step further: a field of a model, or the items of a list, tuple or dict."""
    if _is_model(kind):
        field = kind.model_fields.get(str(part))
        return _members(field.annotation) if field else []
    items: list[Any] = [one for one in get_args(kind) if one is not ...]
    return _members(items[-1]) if items else []


def _members(annotation: Any) -> list[Any]:
    """Return the alternatives of an annotation."""
    if get_origin(annotation) in {Union, types.UnionType}:
        return [found for part in get_args(annotation) for found in _members(part)]
    if hasattr(annotation, "__metadata__"):
        return _members(annotation.__origin__)
    return [annotation]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
