"""Letters over the wire: templates, and whom they go to."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from api.outreach.schemas import example, wished

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Subject = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\r\n]*$")]
Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]

_BODY = "{salutation},\n\nwir laden {organisation} ein, bei „{measure}“ mitzumachen.\n\nFreundliche Grüße"
_LETTER = {"name": "Einladung an Vereine", "subject": "Willkommen bei {organisation}", "body": _BODY}


class LetterView(BaseModel):
    """A letter to many."""

    model_config = example(id=1, revision=1, **_LETTER, placeholders=["organisation", "contact", "salutation"])

    id: int
    revision: int
    name: str
    subject: str
    body: str
    placeholders: list[str] = Field(description="What may stand in braces in subject and body.")


class LetterWish(BaseModel):
    """A new letter to many. Blank lines part paragraphs; a placeholder nobody knows is refused."""

    model_config = wished(**_LETTER)

    name: Name
    subject: Subject
    body: Body


class LetterChange(BaseModel):
    """What is to be different; fields left out stay."""

    model_config = wished(subject="Kommen Sie zu uns")

    name: Name | None = None
    subject: Subject | None = None
    body: Body | None = None


class DocumentWish(BaseModel):
    """Whom to write to: numbers of outreach rows, in the order of the letters."""

    model_config = wished(outreach=[7, 9])

    outreach: Annotated[list[Annotated[int, Field(ge=1, lt=2**31)]], Field(min_length=1, max_length=200)]
