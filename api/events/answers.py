"""Answers to the questions an organiser asks who signs up. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.events.question_schemas import Sensitivity
from api.events.schemas import ChoiceView, QuestionView
from api.kernel.language import SOURCE, Text, said_or_none

LONGEST = 1000  # characters of an answer


def wrong(questions: Sequence[dict[str, Any]], answers: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with answers: each question has a `key`, a `kind` (text, choice, yes_no), maybe `choices`."""
    known = {one["key"]: one for one in questions}
    for key, value in answers.items():
        one = known.get(key)
        if one is None:
            yield f"/answers/{key}", "unknown_question", "This event does not ask that."
        elif one["kind"] == "yes_no" and not isinstance(value, bool):
            yield f"/answers/{key}", "yes_or_no", "Answer true or false."
        elif one["kind"] == "choice" and value not in [choice["code"] for choice in one["choices"]]:
            yield f"/answers/{key}", "unknown_choice", "Use one of the choices."
        elif one["kind"] == "text" and not (isinstance(value, str) and len(value) <= LONGEST):
            yield f"/answers/{key}", "not_text", f"Answer with at most {LONGEST} characters."
    for key, one in known.items():
        if must(one) and answers.get(key) in (None, ""):
            yield f"/answers/{key}", "answer_missing", "This question has to be answered."


def fitting(questions: Sequence[dict[str, Any]], answers: dict[str, Any]) -> dict[str, Any]:
    """Return those answers that are answers to these questions: asked, and of the kind that is asked for."""
    unfit = {pointer for pointer, _, _ in wrong(questions, answers)}
    return {key: value for key, value in answers.items() if f"/answers/{key}" not in unfit}


def must(question: Mapping[str, Any]) -> bool:
    """Say whether a question has to be answered: one of the special kind of Art. 9 GDPR never."""
    return question.get("required", False) and question.get("sensitivity") != Sensitivity.special


def kept(question: Mapping[str, Any], event_days: int) -> int:
    """Return for how many days after the event an answer is kept: never longer than who gave it is known."""
    own = question.get("retention_days")
    return event_days if own is None else min(own, event_days)


def shown(questions: Iterable[dict[str, Any]], event_days: int, language: str) -> list[QuestionView]:
    """Return questions as who signs up reads them: `label`, `purpose` and the labels of `choices` are stored texts."""
    return [_shown(one, event_days, language) for one in questions]


def _shown(question: dict[str, Any], event_days: int, language: str) -> QuestionView:
    return QuestionView(
        key=question["key"],
        kind=question["kind"],
        label=_label(question, question["key"], language),
        purpose=said_or_none(question.get("purpose"), language),
        required=must(question),
        sensitivity=question.get("sensitivity", Sensitivity.ordinary),
        retention_days=kept(question, event_days),
        choices=[
            ChoiceView(code=one["code"], label=_label(one, one["code"], language))
            for one in question.get("choices", ())
        ],
    )


def _label(stored: dict[str, Any], code: str, language: str) -> Text:
    """Return what a question or a choice is called; its code where no language has a word for it."""
    return said_or_none(stored.get("label"), language) or Text(text=code, lang=SOURCE, state="missing")
