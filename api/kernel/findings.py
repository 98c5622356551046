"""What is wrong with a wish, collected so that one answer names everything."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from api.kernel.language import Texts, TextWish, edited
from api.kernel.problems import Invalid, Issue


class Findings:
    """Collects issues; `settle` raises them together. Pointers are those of the body."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def say(self, pointer: str, code: str, hint: str) -> None:
        """Note one thing that is wrong."""
        self.issues.append(Issue(pointer, code, hint))

    @contextmanager
    def under(self, pointer: str) -> Generator[None]:
        """Collect what the block finds invalid, its pointers below this one."""
        try:
            yield
        except Invalid as found:
            self.issues += [replace(issue, pointer=pointer + issue.pointer) for issue in found.issues]

    def settle(self) -> None:
        """Raise Invalid when anything was found."""
        if self.issues:
            raise Invalid(*self.issues)

    def text(
        self,
        pointer: str,
        stored: Mapping[str, Any] | None,
        wishes: Sequence[TextWish] | None,
        offered: Sequence[str],
    ) -> Texts | None:
        """Return a stored text as `wishes` change it; None for none. What is wrong with them is collected."""
        if wishes is None or (not stored and not any(wish.text.strip() for wish in wishes)):
            return None
        with self.under(pointer):
            return edited(stored, wishes, offered)
        return None


def given(wish: BaseModel, *, never_null: Sequence[str] = ()) -> dict[str, Any]:
    """Return the fields a PATCH names, with their values as the model holds them.

    Raises Invalid for null where `never_null` says that a field always has a value.
    """
    issues = [
        Issue(f"/{name}", "null_not_allowed", "This always has a value; leave the field out to keep it.")
        for name in never_null
        if name in wish.model_fields_set and getattr(wish, name) is None
    ]
    if issues:
        raise Invalid(*issues)
    return {name: getattr(wish, name) for name in type(wish).model_fields if name in wish.model_fields_set}
