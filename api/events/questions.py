"""Questions of an organiser, as they are stored and changed. Pure."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from api.events.question_schemas import (
    ChoiceDocument,
    ChoiceWish,
    QuestionDocument,
    QuestionKind,
    QuestionWish,
    Sensitivity,
)
from api.kernel.findings import Findings
from api.kernel.language import every

Stored = Mapping[str, Any]


def edited(
    stored: Sequence[Stored], wishes: Sequence[QuestionWish], offered: Sequence[str], found: Findings
) -> list[dict[str, Any]]:
    """Return questions as `wishes` want them; one with a known key keeps the texts that are not named."""
    known = {one["key"]: one for one in stored}
    made: list[dict[str, Any]] = []
    for place, wish in enumerate(wishes):
        pointer = f"/questions/{place}"
        before = known.get(wish.key or "", {})
        if wish.key is not None and (not before or wish.key in {one.key for one in wishes[:place]}):
            found.say(f"{pointer}/key", "unknown_question", "Leave the key of a new question out.")
        if (wish.kind == QuestionKind.choice) != bool(wish.choices):
            found.say(
                f"{pointer}/choices", "choices_of_a_choice", "Only a choice has answers to choose, and needs some."
            )
        if wish.required and wish.sensitivity == Sensitivity.special:
            found.say(f"{pointer}/required", "sensitive_is_voluntary", "Nobody has to answer a sensitive question.")
        same = wish.model_dump(mode="json", include={"kind", "required", "sensitivity", "retention_days"})
        texts = {
            name: found.text(f"{pointer}/{name}", before.get(name), getattr(wish, name), offered)
            or _missing(f"{pointer}/{name}", found)
            for name in ("label", "purpose")
        }
        choices = _choices(f"{pointer}/choices", before.get("choices", ()), wish.choices, offered, found)
        made.append({"key": wish.key or f"q{secrets.token_hex(4)}", **same, **texts, "choices": choices})
    return made


def _choices(
    pointer: str, stored: Sequence[Stored], wishes: Sequence[ChoiceWish], offered: Sequence[str], found: Findings
) -> list[dict[str, Any]]:
    known = {one["code"]: one.get("label") for one in stored}
    made: list[dict[str, Any]] = []
    for place, wish in enumerate(wishes):
        label = found.text(f"{pointer}/{place}/label", known.get(wish.code or ""), wish.label, offered)
        code = wish.code if wish.code in known else f"c{secrets.token_hex(4)}"
        made.append({"code": code, "label": label or _missing(f"{pointer}/{place}/label", found)})
    return made


def _missing(pointer: str, found: Findings) -> None:
    if not any(one.pointer.startswith(pointer) for one in found.issues):
        found.say(pointer, "source_missing", "Give the German text.")


def document(stored: Stored) -> QuestionDocument:
    """Return a question with all its languages."""
    return QuestionDocument(
        key=stored["key"],
        kind=stored["kind"],
        label=every(stored.get("label")),
        purpose=every(stored.get("purpose")),
        required=stored.get("required", False),
        sensitivity=stored.get("sensitivity", "ordinary"),
        retention_days=stored.get("retention_days"),
        choices=[ChoiceDocument(code=one["code"], label=every(one.get("label"))) for one in stored.get("choices", ())],
    )
