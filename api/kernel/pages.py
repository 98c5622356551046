"""Which addresses are pages: `/{lang}/…` gets a shell, an address without a language leads to the reader's."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.types import Receive, Scope, Send

from api.kernel import failures
from api.kernel.language import Languages
from api.kernel.problems import MethodNotAllowed
from api.kernel.shell import Shell

if TYPE_CHECKING:
    from api.kernel.readcache import ReadCache

STAFF_AREA = "team"
_NO_PAGES = ("/api/", "/assets/", "/health/", "/openapi.", "/problems", "/vorschau/")


def _looks_like_a_page(path: str) -> bool:
    """Whether somebody who meets nothing there wants a page that says so, not a problem document."""
    return not path.startswith(_NO_PAGES) and "." not in path.rpartition("/")[2]


class Pages:
    """Answers `/{lang}/…` with a shell; `/` and addresses without a language lead to the reader's language."""

    def __init__(self, app: Any, *, shell: Shell, languages: Languages) -> None:
        self.app = app
        self.shell = shell
        self.languages = languages
        self.cache: ReadCache | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        first, _, rest = scope["path"][1:].partition("/")
        if scope["method"] not in {"GET", "HEAD"}:
            page = first in {STAFF_AREA, *self.languages.codes} or self._is_page(scope["path"])
            refusal = failures.answer(MethodNotAllowed(headers={"Allow": "GET, HEAD"}))
            await (refusal if page else self.app)(scope, receive, send)
            return
        if first == STAFF_AREA:
            await self._staff_area(scope, send)
        elif first in self.languages.codes and self.cache is not None:
            await self._page(first, "/" + rest, scope, send)
        elif self._is_page(scope["path"]):
            await self._redirect(scope, send)
        elif self.cache is not None and _looks_like_a_page(scope["path"]):
            accepted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
            await self._page(self.languages.negotiated(accepted), scope["path"], scope, send)
        else:
            await self.app(scope, receive, send)

    async def _staff_area(self, scope: Scope, send: Send) -> None:
        """Send the one page of the staff area: the same for everybody, it asks the API who is there."""
        language = self.languages.negotiated(dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1"))
        page = self.shell.staff_page(language)
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-robots-tag", b"noindex"),
            (b"vary", b"Accept-Language"),
            (b"content-length", str(len(page)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page})

    def _is_page(self, path: str) -> bool:
        return path == "/" or any(route.pattern.fullmatch(path) for route in self.shell.routes)

    async def _page(self, language: str, path: str, scope: Scope, send: Send) -> None:
        assert self.cache is not None  # noqa: S101 - set when the app is put together
        status, page, note = await self.shell.render(language, path, scope, self.cache)
        if "wik.note" in scope:
            scope["wik.note"].add(note.rooms, note.valid_until)
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-language", self.languages.tag(language).encode()),
            (b"vary", b"Accept-Language"),
            (b"content-length", str(len(page)).encode()),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": page})

    async def _redirect(self, scope: Scope, send: Send) -> None:
        accepted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        target = f"/{self.languages.negotiated(accepted)}{quote(scope['path'])}".encode() + query
        headers = [
            (b"location", target),
            (b"vary", b"Accept-Language"),
            (b"cache-control", b"no-store"),
            (b"content-length", b"0"),
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
