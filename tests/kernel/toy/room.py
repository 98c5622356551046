import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any, Literal

from fastapi import Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlalchemy import JSON, Column
from sqlmodel import Field as Cell
from sqlmodel import Session, col, select

from api.kernel import audit, conditional, paging
from api.kernel.conditional import SeenRevision
from api.kernel.db import Lasting, Reading, Writing, expires
from api.kernel.idempotency import Idempotent
from api.kernel.language import Language, Text, Texts, said, texts
from api.kernel.paging import Listing
from api.kernel.permission import Actor, Grant, Needs, Permission, Reach, Role
from api.kernel.problems import IdempotencyMismatch, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.reading import columns, portions_of
from api.kernel.routing import Room, answers
from api.kernel.tables import Row, Versioned
from api.kernel.time import now

CHILD = Actor("account:1")
PLAY = Permission("toys.play", {Role.editor: Reach.everywhere}, "Play with toys.")


def known_by_name(request: Request, _database: object) -> Actor:
    """Who asks, by a header; CHILD without it."""
    return Actor(request.headers.get("x-child", CHILD.key), (Grant(Role.editor),))


Player = Annotated[Actor, Depends(Needs(PLAY))]
# Called inside the transaction when a toy is made or changed, or the county read; tests put a failure or pause here.
DURING: list = []


class Toy(Versioned, table=True):
    __tablename__ = "toy"
    id: int | None = Cell(default=None, primary_key=True)
    name: str = Cell(max_length=40, index=True)
    title: Texts = Cell(sa_column=Column(JSON, nullable=False))
    made_on: dt.date


class Sticker(Row, table=True):
    """What nobody sees in public: writing it must leave the cache alone."""

    __tablename__ = "toy_sticker"
    id: int | None = Cell(default=None, primary_key=True)
    toy_id: int = Cell(foreign_key="toy.id", ondelete="CASCADE")


class Ball(BaseModel):
    kind: Literal["ball"]


class Cube(BaseModel):
    kind: Literal["cube"]


class ToyWish(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=40, examples=["Ball"])
    made_on: dt.date = dt.date(2020, 1, 1)
    colour: str = "red"
    shape: Annotated[Ball | Cube, Field(discriminator="kind")] | None = None

    @field_validator("colour")
    @classmethod
    def _known(cls, value: str) -> str:
        if value != "red":
            message = f"no such colour: {value}"
            raise ValueError(message)
        return value


class ToyView(BaseModel):
    id: int
    name: str
    title: Text
    made_on: dt.date


router = Room(prefixes=("/toys", "/staff/toys", "/county"), tags=["Toys"])


def view(toy: Toy, language: str = "de") -> ToyView:
    return ToyView(id=toy.id or 0, name=toy.name, title=said(toy.title, language), made_on=toy.made_on)


def make(session: Session, wish: ToyWish) -> Toy:
    toy = Toy(
        name=wish.name, title=texts(f"Der {wish.name}", {"en": (f"The {wish.name}", "machine")}), made_on=wish.made_on
    )
    audit.record(session, CHILD, "create", toy)
    for call in DURING:
        call(session)
    return toy


@router.get("/county", operation_id="get_county")
def get_county(session: Reading, language: Language) -> dict[str, Any]:
    for call in DURING:
        call(session)
    session.exec(select(Toy.id)).all()
    title = said(texts("Spielzeug", {"en": ("Toys", "machine")}), language)
    return {"name": "Musterkreis", "demo": False, "project": {"title": title.model_dump()}}


@router.get("/toys", operation_id="list_toys")
def list_toys(
    session: Reading,
    language: Language,
    wanted: paging.Page,
    request: Request,
    response: Response,
    since: Annotated[dt.date | None, Query()] = None,
) -> Listing[ToyView]:
    statement = select(Toy.id, Toy.name, Toy.title, Toy.made_on).where(col(Toy.made_on) >= (since or dt.date.min))
    found = paging.page(session, statement, [col(Toy.made_on), col(Toy.id)], wanted)
    return paging.linked(paging.listing(found, lambda toy: view(toy, language)), request, response)


@router.get("/toys/soon-stale", operation_id="get_soon_stale_toy")
def get_soon_stale_toy(session: Reading) -> dict[str, int]:
    expires(session, now(session).timestamp() + 10)
    return {"toys": len(session.exec(select(Toy.id)).all())}


@router.get("/toys/by-name", operation_id="list_toys_by_name")
def list_toys_by_name(session: Reading, wanted: paging.Page, request: Request, response: Response) -> Listing[ToyView]:
    statement = select(Toy.id, Toy.name, Toy.title, Toy.made_on)
    return paging.linked(
        paging.listing(paging.page(session, statement, [col(Toy.name)], wanted), view), request, response
    )


@router.get("/toys/of/{owner}", operation_id="list_toys_of")
def list_toys_of(
    owner: str, session: Reading, wanted: paging.Page, request: Request, response: Response
) -> Listing[ToyView]:
    return list_toys_by_name(session, wanted, request, response)


@router.get("/toys/called/{name}", operation_id="get_name")
def get_name(name: str, session: Reading, language: Language) -> str:
    session.exec(select(Toy.id)).all()
    return name


@router.get("/toys/half", operation_id="get_half")
def get_half(session: Reading) -> StreamingResponse:
    session.exec(select(Toy.id)).all()

    async def pieces() -> AsyncIterator[bytes]:
        yield b"[1"
        raise RuntimeError

    return StreamingResponse(pieces(), media_type="application/json")


@router.get("/toys/long", operation_id="get_long")
def get_long(
    session: Reading, size: Annotated[int, Query()], if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    session.exec(select(Toy.id)).all()
    etag = f'"toys-{size}"'
    if if_none_match == etag:
        return Response(status_code=304, headers={"ETag": etag})

    async def pieces() -> AsyncIterator[bytes]:
        for place in range(size):
            for call in DURING:
                call(place)
            yield b"x" * 1000

    return StreamingResponse(pieces(), media_type="text/plain", headers={"ETag": etag})


@router.get("/toys/lasting", operation_id="get_lasting")
def get_lasting(session: Lasting) -> StreamingResponse:
    rows = portions_of(session, columns(Toy.id, Toy.name).order_by(col(Toy.id)))

    def pieces() -> Iterator[bytes]:
        for call in DURING:
            call(session)
        for row in rows:
            yield row.name.encode()

    return StreamingResponse(pieces(), media_type="text/plain")


@router.get("/toys/with-cookie", operation_id="get_cookie")
def get_cookie(session: Reading, response: Response) -> int:
    response.headers["Set-Cookie"] = "reader=4711"
    return len(session.exec(select(Toy.id)).all())


@router.get("/toys/no-store", operation_id="get_no_store")
def get_no_store(session: Reading, response: Response) -> int:
    response.headers["Cache-Control"] = "no-store"
    return len(session.exec(select(Toy.id)).all())


@router.get("/toys/broken", operation_id="get_broken_toy")
def get_broken_toy(word: str) -> None:
    message = f"secret {word}"
    raise RuntimeError(message)


@router.get("/toys/{number}", operation_id="get_toy", responses=answers(NotFound))
def get_toy(number: int, session: Reading, language: Language) -> ToyView:
    toy = session.get(Toy, number)
    if toy is None:
        raise NotFound
    return view(toy, language)


@router.get("/staff/toys/careless", operation_id="list_toys_carelessly")
def list_toys_carelessly(session: Reading, response: Response) -> int:
    """A room that says public where it must not."""
    response.headers["Cache-Control"] = "public, max-age=3600"
    return len(session.exec(select(Toy.id)).all())


@router.post("/staff/toys", status_code=201, operation_id="create_toy", responses=answers(IdempotencyMismatch))
def create_toy(wish: ToyWish, player: Player, session: Writing, retry: Idempotent) -> ToyView:
    known = retry.recall(session, wish)
    toy = session.get_one(Toy, int(known)) if known else make(session, wish)
    retry.remember(session, str(toy.id))
    return view(toy)


@router.post("/staff/toys/copies", status_code=201, operation_id="copy_toy", responses=answers(IdempotencyMismatch))
def copy_toy(wish: ToyWish, player: Player, session: Writing, retry: Idempotent) -> ToyView:
    return create_toy(wish, player, session, retry)


@router.patch(
    "/staff/toys/{number}", operation_id="change_toy", responses=answers(NotFound, RevisionMismatch, RevisionRequired)
)
def change_toy(number: int, wish: ToyWish, seen: SeenRevision, session: Writing, response: Response) -> ToyView:
    toy = conditional.for_change(session, Toy, number, seen)
    toy.name = wish.name
    for call in DURING:
        call(session)
    audit.record(session, CHILD, "change", toy)
    conditional.tag(response, toy)
    return view(toy)


@router.post("/staff/toys/{number}/stickers", status_code=201, operation_id="create_sticker")
def create_sticker(number: int, session: Writing) -> None:
    audit.record(session, CHILD, "create", Sticker(toy_id=number), public=False)


@router.post("/staff/toys/forgotten", status_code=201, operation_id="forget_audit")
def forget_audit(session: Writing) -> None:
    session.add(Toy(name="unrecorded", title=texts("?"), made_on=dt.date(2020, 1, 1)))
