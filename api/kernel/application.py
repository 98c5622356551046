"""The service as one ASGI app: the read cache in front, then what guards every request, then the rooms."""

import gc
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.kernel import explanations, failures, health, openapi, system
from api.kernel.assets import Assets
from api.kernel.bodies import BodyDeadline
from api.kernel.db import Database
from api.kernel.editable import Editable, Names, OnMerge
from api.kernel.headers import KnownHosts, SecurityHeaders
from api.kernel.language import Languages
from api.kernel.limits import RateLimits
from api.kernel.log import RequestLog
from api.kernel.matters import HandOn, Matters
from api.kernel.pages import Pages
from api.kernel.permission import Authenticate
from api.kernel.readcache import ReadCache
from api.kernel.revisions import Revisions
from api.kernel.routing import Room
from api.kernel.shell import Shell
from api.kernel.time import Clock, system_clock
from api.settings import Settings


@dataclass(frozen=True)
class About:
    """What the API description says about the service."""

    title: str
    version: str
    description: str


@dataclass(frozen=True)
class Desk:
    """What the rooms do for the staff area as a whole: who signs in and is called how, what is open, handing it on."""

    authenticate: Authenticate | None = None
    matters: Sequence[Matters] = ()
    hand_on: Sequence[HandOn] = ()
    editables: Sequence[Editable] = ()
    names: Names | None = None
    on_merge: Sequence[OnMerge] = ()


class Application:
    """One county's service; engine, cache and settings hang on it, nothing is global."""

    def __init__(
        self,
        settings: Settings,
        about: About,
        routers: Sequence[APIRouter],
        languages: Languages,
        *,
        desk: Desk | None = None,
        clock: Clock = system_clock,
    ) -> None:
        self.settings = settings
        self.desk = desk or Desk()
        self.clock = clock
        self.languages = languages
        self.database = Database(settings.database, clock=clock, threads=settings.threads, create=False)
        self.revisions = Revisions(self.database)
        self.api = self._api(about, routers)
        self._larger = {path: most for one in routers if isinstance(one, Room) for path, most in one.larger.items()}
        shell = Shell(folder=settings.frontend_dir, public_url=settings.public_url, languages=languages)
        self._pages = Pages(self.api, shell=shell, languages=languages)
        self.cache = ReadCache(
            self._guarded(self._pages),
            revisions=self.revisions,
            languages=languages,
            clock=clock,
            limit=settings.cache_bytes,
            hosts=settings.hosts,
        )
        self._pages.cache = self.cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection, or start and stop."""
        await (self.api if scope["type"] == "lifespan" else self.cache)(scope, receive, send)

    def _guarded(self, app: ASGIApp) -> ASGIApp:
        """Put the guards around the app; the last one named here is the first a request meets."""
        settings = self.settings
        app = BodyDeadline(
            app,
            largest=settings.max_body_bytes,
            rate=settings.body_bytes_per_second,
            longest=settings.body_seconds,
            larger=self._larger,
        )
        app = RateLimits(
            app,
            secret=settings.secret.get_secret_value(),
            clock=self.clock,
            reads=settings.reads_per_minute,
            writes=settings.writes_per_minute,
            refusals=settings.refusals_per_minute,
        )
        app = Assets(app, folder=settings.frontend_dir)  # from memory: no reason to count them
        app = KnownHosts(app, hosts=settings.hosts)
        return SecurityHeaders(RequestLog(app), https=settings.public_url.startswith("https://"))

    def _api(self, about: About, routers: Sequence[APIRouter]) -> FastAPI:
        api = FastAPI(
            title=about.title,
            version=about.version,
            description=about.description,
            lifespan=self._lifespan,
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
        )
        api.state.settings = self.settings
        api.state.database = self.database
        api.state.languages = self.languages
        api.state.clock = self.clock
        api.state.authenticate = self.desk.authenticate
        api.state.matters = self.desk.matters
        api.state.hand_on = self.desk.hand_on
        api.state.editables = {one.name: one for one in self.desk.editables}
        api.state.names = self.desk.names
        api.state.on_merge = self.desk.on_merge
        failures.install(api)
        for router in (*routers, system.router, health.router, explanations.router, _description(api)):
            api.include_router(router)
        return api

    @asynccontextmanager
    async def _lifespan(self, _api: FastAPI) -> AsyncGenerator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = self.settings.threads
        self.revisions.start()
        gc.collect()
        gc.freeze()  # what lives from now on is small: a full collection no longer stops the process for 60 ms
        yield
        self.revisions.stop()
        self.database.close()


def _description(api: FastAPI) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/openapi.yaml")
    def get_openapi_yaml() -> Response:  # pyright: ignore[reportUnusedFunction] - the router keeps it
        return Response(openapi.as_yaml(api), media_type="application/yaml")

    @router.get("/openapi.json")
    def get_openapi_json() -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - the router keeps it
        return JSONResponse(openapi.document(api))

    return router
