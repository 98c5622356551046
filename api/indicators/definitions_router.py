"""Reference sheets, baselines and targets over HTTP, as the project management keeps them."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.indicators import benchmarks, defining
from api.indicators.benchmark_schemas import BenchmarkChange, BenchmarkDocument, BenchmarkWish
from api.indicators.definition_schemas import DefinitionChange, DefinitionDocument
from api.indicators.permissions import DEFINE
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.language import Offered
from api.kernel.paging import Listing, Page, linked
from api.kernel.permission import Actor, Needs
from api.kernel.problems import IdempotencyMismatch, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import BASE, Room, answers

router = Room(prefixes=("/staff/indicators", "/staff/benchmarks"), tags=["Values"])

Definer = Annotated[Actor, Depends(Needs(DEFINE))]
Code = Annotated[str, Path(description="Code of the indicator.", max_length=20, examples=["1.3a"])]
Number = Annotated[int, Path(ge=1, lt=2**31, description="Number of the benchmark.", examples=[3])]
_CHANGES = answers(NotFound, RevisionMismatch, RevisionRequired)


@router.get("/staff/indicators", operation_id="list_definitions", summary="Reference sheets")
def list_definitions(
    actor: Definer, session: Reading, page: Page, request: Request, response: Response
) -> Listing[DefinitionDocument]:
    """Return every indicator with all languages, in the order of the programme."""
    return linked(defining.list_definitions(session, actor, page), request, response)


@router.get(
    "/staff/indicators/{code}",
    operation_id="get_definition",
    summary="One reference sheet",
    responses=answers(NotFound),
)
def get_definition(actor: Definer, code: Code, session: Reading, response: Response) -> DefinitionDocument:
    """An indicator with all languages; its ETag is its revision."""
    return tagged(response, defining.get_definition(session, actor, code))


@router.patch(
    "/staff/indicators/{code}",
    operation_id="change_definition",
    summary="Change a reference sheet",
    responses=_CHANGES,
)
def change_definition(  # noqa: PLR0913 - a parameter each
    *,
    actor: Definer,
    code: Code,
    seen: SeenRevision,
    session: Writing,
    wish: DefinitionChange,
    offered: Offered,
    response: Response,
) -> DefinitionDocument:
    """Change words, who brings the values, and when they are due; every earlier state is kept."""
    defining.change_definition(session, actor, code, seen, wish, offered.codes)
    return tagged(response, defining.get_definition(session, actor, code))


@router.get("/staff/benchmarks", operation_id="list_benchmarks", summary="Baselines and targets")
def list_benchmarks(
    actor: Definer,
    session: Reading,
    page: Page,
    request: Request,
    response: Response,
    indicator: Annotated[str | None, Query(max_length=20, description="Only of this indicator.")] = None,
) -> Listing[BenchmarkDocument]:
    """Return where indicators start and what they are to reach. What is not here is not set."""
    return linked(benchmarks.list_benchmarks(session, actor, indicator, page), request, response)


@router.post(
    "/staff/benchmarks",
    operation_id="create_benchmark",
    summary="Set a baseline or a target",
    status_code=201,
    responses=answers(NotFound, IdempotencyMismatch),
)
def create_benchmark(
    actor: Definer, session: Writing, wish: BenchmarkWish, retry: Idempotent, response: Response
) -> BenchmarkDocument:
    """Set a value with its day and its source, or say that none was collected. Visitors see it at once."""
    number = int(retry.once(session, wish, lambda: benchmarks.make_benchmark(session, actor, wish).id))
    response.headers["Location"] = f"{BASE}/staff/benchmarks/{number}"
    return tagged(response, benchmarks.get_benchmark(session, actor, number))


@router.get(
    "/staff/benchmarks/{number}", operation_id="get_benchmark", summary="One of them", responses=answers(NotFound)
)
def get_benchmark(actor: Definer, number: Number, session: Reading, response: Response) -> BenchmarkDocument:
    """A baseline or a target; its ETag is its revision."""
    return tagged(response, benchmarks.get_benchmark(session, actor, number))


@router.patch(
    "/staff/benchmarks/{number}",
    operation_id="change_benchmark",
    summary="Change a baseline or a target",
    responses=_CHANGES,
)
def change_benchmark(
    actor: Definer, number: Number, seen: SeenRevision, session: Writing, wish: BenchmarkChange, response: Response
) -> BenchmarkDocument:
    """Change it; its earlier states are kept."""
    benchmarks.change_benchmark(session, actor, number, seen, wish)
    return tagged(response, benchmarks.get_benchmark(session, actor, number))


@router.delete(
    "/staff/benchmarks/{number}",
    operation_id="delete_benchmark",
    summary="Remove a baseline or a target",
    status_code=204,
    responses=_CHANGES,
)
def delete_benchmark(actor: Definer, number: Number, seen: SeenRevision, session: Writing) -> None:
    """Remove it: then it is not set, which is not 0."""
    benchmarks.delete_benchmark(session, actor, number, seen)
