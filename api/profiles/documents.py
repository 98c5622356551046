"""Reads YAML, CSV and JSON of a profile and remembers every line; never stops at the first mistake."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from api.profiles.faults import Path, ProfileError, explained, spoken

Model = TypeVar("Model", bound=BaseModel)
_yaml: Any = yaml  # comes without types
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where PyYAML was built with it


class Reader:
    """Reads the files of one folder and collects what is wrong with them in `errors`."""

    def __init__(self, folder: File) -> None:
        self.folder = folder
        self.errors: list[ProfileError] = []
        self.lines: dict[str, dict[Path, int]] = {}

    def say(self, file: str, line: int | None, field: str, hint: str) -> None:
        """Note a mistake."""
        self.errors.append(ProfileError(file, line, field, hint))

    def exists(self, file: str) -> bool:
        """Say whether the profile has this file."""
        return (self.folder / file).is_file()

    def yaml(self, file: str, model: type[Model]) -> Model | None:
        """Return a YAML file as a model; None when that is not possible."""
        text = self._text(file)
        if text is None:
            return None
        before = len(self.errors)
        try:
            node = _yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.say(
                file,
                mark.line + 1 if mark else None,
                "",
                f"This is not YAML: {getattr(error, 'problem', None) or 'unreadable'}.",
            )
            return None
        lines: dict[Path, int] = {}
        self.lines[file] = lines
        content: Any = _Builder(self, file, lines).built(node, ()) if node else {}
        try:
            found = model.model_validate(content)
        except ValidationError as error:
            self.errors.extend(explained(error, model, file, lines))
            return None
        return found if len(self.errors) == before else None

    def csv(self, file: str, model: type[Model]) -> list[tuple[int, Model]]:
        """Return the rows of a CSV file (UTF-8, commas, names in the first line) with the lines they stand on."""
        found: list[tuple[int, Model]] = []
        for line, row in self._rows(file):
            try:
                found.append((line, model.model_validate(row)))
            except ValidationError as error:
                self.errors.extend(
                    ProfileError(file, line, one.field.rpartition(".")[2], one.hint)
                    for one in explained(error, model, file, {})
                )
        return found

    def json(self, file: str, model: type[Model]) -> Model | None:
        """Return a JSON file as a model; None when that is not possible."""
        text = self._text(file)
        if text is None:
            return None
        try:
            return model.model_validate(json.loads(text))
        except ValidationError as error:
            self.errors.extend(explained(error, model, file, {}))
        except ValueError as error:
            self.say(file, getattr(error, "lineno", None), "", "This is not JSON.")
        return None

    def _text(self, file: str) -> str | None:
        try:
            return (self.folder / file).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.say(file, None, "", "This file is missing.")
        except (OSError, UnicodeDecodeError):
            self.say(file, None, "", "This file cannot be read as UTF-8 text.")
        return None

    def _rows(self, file: str) -> Iterator[tuple[int, dict[str, str]]]:
        text = self._text(file)
        if text is None:
            return
        rows = csv.reader(text.splitlines(keepends=True), strict=True)
        try:
            names = next(rows, list[str]())
            for row in rows:
                if len(row) == len(names):
                    yield rows.line_num, dict(zip(names, row, strict=True))
                elif row:
                    self.say(
                        file, rows.line_num, "", f"This row has {len(row)} cells, the first line names {len(names)}."
                    )
        except csv.Error:
            self.say(file, rows.line_num, "", "This is not CSV: check the quotation marks.")


class _Builder:
    """Turns YAML nodes into plain values, noting the line of each and what plain YAML would hide: keys given twice."""

    def __init__(self, reader: Reader, file: str, lines: dict[Path, int]) -> None:
        self.reader = reader
        self.file = file
        self.lines = lines
        self.loader = _yaml.SafeLoader("")
        self.open: set[int] = set()

    def built(self, node: yaml.Node, path: Path) -> Any:
        """Return the value of a node."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.open:
            self._say(node, path, "An alias may not lead back to what it stands in.")
            return None
        self.open.add(id(node))
        try:
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, path)
            if isinstance(node, yaml.SequenceNode):
                return [self.built(one, (*path, place)) for place, one in enumerate(node.value)]
            return self._scalar(node, path)
        finally:
            self.open.discard(id(node))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node, path) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._say(key_node, path, "A key must be text: put it in quotation marks.")
                continue
            if key in found:
                self._say(key_node, (*path, key), "This key is given twice.")
            self.lines[*path, key] = key_node.start_mark.line + 1
            found[key] = self.built(value_node, (*path, key))
        return found

    def _scalar(self, node: yaml.Node, path: Path) -> Any:
        try:
            return self.loader.construct_object(node)
        except (ValueError, yaml.YAMLError):
            self._say(node, path, "This value does not exist: dates are YYYY-MM-DD.")
            return str(node.value)

    def _say(self, node: yaml.Node, path: Path, hint: str) -> None:
        self.reader.say(self.file, node.start_mark.line + 1, spoken(path), hint)
