"""What organisers ask who signs up: each question says what the answer is for and how long it is kept."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.events.date_schemas import Languages, Truth, Wishes

Code = Annotated[str, Field(pattern=r"^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?$", examples=["vereinsgruendung"])]
Days = Annotated[int, Field(ge=0, le=3650)]


class QuestionKind(StrEnum):
    """How a question is answered."""

    text = "text"
    choice = "choice"
    yes_no = "yes_no"


class Sensitivity(StrEnum):
    """Whether an answer is of the special kind of Art. 9 GDPR, such as health or belief: then it is voluntary."""

    ordinary = "ordinary"
    special = "special"


class ChoiceDocument(BaseModel):
    """An answer one can choose."""

    code: str
    label: Languages


class QuestionDocument(BaseModel):
    """What the organiser asks who signs up. `key` never changes; `retention_days`: null is with the rest."""

    key: str
    kind: QuestionKind
    label: Languages
    purpose: Languages
    required: bool
    sensitivity: Sensitivity
    retention_days: int | None
    choices: list[ChoiceDocument]


class ChoiceWish(BaseModel):
    """An answer one can choose; without a code it is a new one."""

    model_config = ConfigDict(extra="forbid")

    code: Code | None = None
    label: Wishes


class QuestionWish(BaseModel):
    """A question; without a key it is a new one. It says what the answer is for."""

    model_config = ConfigDict(extra="forbid")

    key: Code | None = None
    kind: QuestionKind
    label: Wishes
    purpose: Wishes
    required: Truth = False
    sensitivity: Sensitivity = Sensitivity.ordinary
    retention_days: Days | None = None
    choices: Annotated[list[ChoiceWish], Field(max_length=30)] = []
