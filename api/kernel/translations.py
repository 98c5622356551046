"""Translations side by side, over every text of every table people edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from api.kernel import audit
from api.kernel.conditional import SeenRevision, tag
from api.kernel.db import Reading, Writing
from api.kernel.editable import Editable, Editables, Known, require
from api.kernel.language import SOURCE, Languages, Offered, TextWish, edited, said, states
from api.kernel.paging import Listing, Page, Wish, cut, linked, listing
from api.kernel.permission import Actor, Needs, Permission, Reach, Role
from api.kernel.problems import Invalid, Issue, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import Room, answers
from api.kernel.stored_texts import StoredText, every_text, put, text_at

TRANSLATE = Permission(
    "translations.edit",
    {Role.project_manager: Reach.everywhere, Role.editor: Reach.everywhere},
    "See every text side by side and translate it.",
)
router = Room(prefixes=("/staff/translations",), tags=["Staff"])
Standing = Literal["missing", "machine", "outdated", "reviewed"]
_EXAMPLE: dict[str, Any] = {
    "object_type": "measure",
    "object_key": "3",
    "field": "friendly_title",
    "lang": "pl",
    "text": "Ktoś u Państwa boku",
    "state": "reviewed",
}


class TranslationView(BaseModel):
    """A text in German and in one other language; without a translation `text` is empty and `state` missing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{**_EXAMPLE, "revision": 2, "source": "Jemand an Ihrer Seite", "link": "/team/massnahmen/3"}]
        }
    )

    object_type: str
    object_key: str
    field: str = Field(description="Where in the object: `title`, or `partners/0/name` inside a list.")
    lang: str
    revision: int = Field(description="Of the object; goes into `If-Match`.")
    source: str
    text: str
    state: Standing
    link: str = Field(description="Where staff edit the object.")


class TranslationWish(BaseModel):
    """A translation to keep; an empty text removes it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    object_type: str = Field(max_length=60)
    object_key: str = Field(max_length=200)
    field: str = Field(max_length=200)
    lang: str = Field(max_length=20)
    text: str = Field(max_length=20_000)
    state: Literal["reviewed", "machine"] = "reviewed"


@dataclass(frozen=True)
class Asked:
    """Which texts are wanted; None takes all."""

    language: str | None = None
    state: Standing | None = None
    q: str | None = None


@router.get("/staff/translations", operation_id="list_translations", summary="Texts side by side")
def list_translations(  # noqa: PLR0913 - a parameter each
    *,
    _actor: Annotated[Actor, Depends(Needs(TRANSLATE, whole=True))],
    session: Reading,
    editables: Known,
    offered: Offered,
    language: Annotated[str | None, Query(max_length=20, description="Into this language.", examples=["pl"])] = None,
    state: Annotated[Standing | None, Query(description="Only what stands like this.")] = None,
    q: Annotated[str | None, Query(max_length=100, description="Part of the text or its translation.")] = None,
    wanted: Page,
    request: Request,
    response: Response,
) -> Listing[TranslationView]:
    """Every text people edit with its translations: what is missing, from a machine, outdated, or reviewed."""
    return linked(find(session, editables, offered, Asked(language, state, q), wanted), request, response)


@router.put(
    "/staff/translations",
    operation_id="put_translation",
    summary="Translate one text",
    responses=answers(NotFound, RevisionMismatch, RevisionRequired),
)
def put_translation(  # noqa: PLR0913 - a parameter each
    *,
    actor: Annotated[Actor, Depends(Needs(TRANSLATE, whole=True))],
    session: Writing,
    editables: Known,
    offered: Offered,
    seen: SeenRevision,
    wish: TranslationWish,
    response: Response,
) -> TranslationView:
    """Keep one translation of one text. Needs `If-Match` with the revision of the object."""
    row = keep(session, actor, require(editables, wish.object_type), wish, seen, offered)
    found = text_at(row, wish.field, editables[wish.object_type])
    if found is None:  # keep() has just written it
        raise NotFound
    tag(response, row)
    return _view(found, wish.lang)


def find(
    session: Session, editables: Editables, languages: Languages, asked: Asked, wanted: Wish
) -> Listing[TranslationView]:
    """Return a page of texts beside their translations. One statement. Raises Invalid for an unknown language."""
    codes = [code for code in languages.codes if code != SOURCE]
    if asked.language is not None:
        _require_target(asked.language, codes, "language")
        codes = [asked.language]
    found = [
        (f"{stored.order}\n{code}", stored, code)
        for stored in every_text(session, editables)
        for code, state in states(stored.texts, codes).items()
        if asked.state in {None, "reviewed" if state == "original" else state} and _holds(stored.texts, code, asked.q)
    ]
    found.sort(key=lambda one: one[0])
    return listing(cut(found, lambda one: one[0], wanted, str), lambda one: _view(one[1], one[2]))


def keep(
    session: Session, actor: Actor, editable: Editable, wish: TranslationWish, seen: int, languages: Languages
) -> Any:
    """Write one translation into its row and return the row.

    Raises NotFound, RevisionMismatch, or Invalid for a language the county does not have and a field without text.
    """
    row = editable.find(session, wish.object_key, lock=True)
    if row is None:
        raise NotFound
    if row.revision != seen:
        raise RevisionMismatch
    _require_target(wish.lang, [code for code in languages.codes if code != SOURCE], "/lang")
    if text_at(row, wish.field, editable) is None:
        raise Invalid(Issue("/field", "no_such_text", "Use a field as `/staff/translations` lists them."))
    words = TextWish(lang=wish.lang, text=wish.text, state=wish.state)
    put(row, wish.field, lambda before: edited(before, [words], languages.codes))
    audit.record(session, actor, "change", row, public=editable.public(row))
    return row


def _view(stored: StoredText, code: str) -> TranslationView:
    found = said(stored.texts, code)
    missing = found.state == "missing"
    state: Any = "reviewed" if found.state == "original" else found.state
    return TranslationView(
        object_type=stored.object_type,
        object_key=stored.object_key,
        field=stored.field,
        lang=code,
        revision=stored.revision,
        source=stored.texts[SOURCE]["text"],
        text="" if missing else found.text,
        state=state,
        link=stored.link,
    )


def _holds(texts: Mapping[str, Any], code: str, q: str | None) -> bool:
    if q is None:
        return True
    said_there = texts.get(code, {"text": ""})["text"]
    return q.casefold() in f"{texts[SOURCE]['text']}\n{said_there}".casefold()


def _require_target(code: str, codes: Sequence[str], pointer: str) -> None:
    if code not in codes:
        raise Invalid(Issue(pointer, "unknown_language", f"Use one of: {', '.join(codes)}."))
