"""Page shells: the server finds the route, asks our own API whether the object exists, and fills the head of the page.

What there is to fill comes from the front end's build (`shell.json`, made from src/public/routes.ts).
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.types import Scope

from api.kernel.db import ReadNote
from api.kernel.language import Languages
from api.kernel.readcache import ReadCache
from api.kernel.routing import BASE

_OK, _NOT_FOUND, _NOT_NOW = 200, 404, 503
_NO_SUCH_THING = frozenset({400, 404, 422})
_NO_BUILD = """<!doctype html><html lang=%lang%><title>%title%</title><!--head--><h1>API</h1>
<p>The front end is not built. The API answers at <a href=/openapi.yaml>/openapi.yaml</a>.</p></html>"""


@dataclass(frozen=True)
class Route:
    """A page: its address without language, its texts, the data it needs."""

    pattern: re.Pattern[str]
    key: str
    title: str
    description: str
    operation: str | None
    preload: tuple[str, ...]
    name_from: str | None
    structured: str | None  # what describes the object to search engines, as JSON-LD without `<`
    feed: str | None  # the Atom feed of what the page lists


@dataclass(frozen=True)
class Found:
    """What the server learned about one page."""

    status: int
    route: Route | None
    parameters: dict[str, str]
    county: dict[str, Any]
    data: dict[str, Any]
    note: ReadNote
    structured: str = ""


class Shell:
    """Renders the shell of every page of the public site."""

    def __init__(self, *, folder: Path, public_url: str, languages: Languages) -> None:
        self.folder = folder
        self.public_url = public_url
        self.languages = languages

    @cached_property
    def template(self) -> str:
        """The built index.html, or a plain page that says that it is missing."""
        file = self.folder / "index.html"
        return file.read_text(encoding="utf-8") if file.is_file() else _NO_BUILD

    def staff_page(self, language: str) -> bytes:
        """Return the built staff.html for a language, or a plain page that says that it is missing."""
        file = self.folder / "staff.html"
        page = file.read_text(encoding="utf-8") if file.is_file() else _NO_BUILD.replace("%title%", "Team")
        values = {"%lang%": self.languages.tag(language), "%dir%": self.languages.direction(language)}
        for placeholder, value in values.items():
            page = page.replace(placeholder, value)
        return page.encode()

    @cached_property
    def build(self) -> dict[str, Any]:
        """What the build says about routes, texts and files."""
        file = self.folder / "shell.json"
        return (
            json.loads(file.read_text(encoding="utf-8"))
            if file.is_file()
            else {"routes": [], "texts": {}, "assets": {}, "locales": {}}
        )

    @cached_property
    def routes(self) -> list[Route]:
        """The pages in the order of the front end's route table."""
        return [
            Route(
                re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]{1,100})", re.escape(one["pattern"])) + "/?"),
                one["pattern"], one["title"], one["description"],
                one["operation"], tuple(one["preload"]), one["name_from"], one["structured"], one["feed"],
            )
            for one in self.build["routes"]
        ]  # fmt: skip

    async def render(self, language: str, path: str, scope: Scope, cache: ReadCache) -> tuple[int, bytes, ReadNote]:
        """Return status, HTML and note of the page at `path` (without its language, starting with a slash)."""
        path = path.rstrip("/") or "/"  # one page, one address
        found = await self._find(language, path, scope, cache)
        values = {
            "%lang%": self.languages.tag(language),
            "%dir%": self.languages.direction(language),
            "%title%": escape(self._title(language, found)),
            "%demo%": "true" if found.county.get("demo") else "false",
            "<!--head-->": self._head(language, path, found),
        }
        page = self.template
        for placeholder, value in values.items():
            page = page.replace(placeholder, value)
        return found.status, page.encode(), found.note

    async def _find(self, language: str, path: str, scope: Scope, cache: ReadCache) -> Found:
        note = ReadNote()

        async def read(operation: str) -> tuple[int, bytes]:
            status, body, found = await cache.read(BASE + operation, f"lang={language}", scope)
            note.add(found.rooms, found.valid_until)
            return status, body if status == _OK else b""

        async def ask(operation: str) -> tuple[int, dict[str, Any]]:
            status, body = await read(operation)
            return status, json.loads(body) if body else {}

        known, county = await ask("/county")
        kept = note if known == _OK else ReadNote()  # a page without the county's name is good for now only
        for route in self.routes:
            if match := route.pattern.fullmatch(path):
                parameters = match.groupdict()
                status, data = await ask(route.operation.format(**parameters)) if route.operation else (_OK, {})
                if status == _OK:
                    structured = (await read(route.structured.format(**parameters)))[1] if route.structured else b""
                    return Found(_OK, route, parameters, county, data, kept, structured.decode())
                if status not in _NO_SUCH_THING:
                    return Found(_NOT_NOW, route, parameters, county, data, kept)
                break
        if not self.routes:
            return Found(_OK if path == "/" else _NOT_FOUND, None, {}, county, {}, kept)
        return Found(_NOT_FOUND, None, {}, county, {}, kept)

    def _text(self, language: str, key: str, **values: str) -> str:
        texts: dict[str, str] = self.build["texts"].get(language) or self.build["texts"].get(self.languages.source, {})
        text = texts.get(key, "")
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def _values(self, found: Found) -> dict[str, str]:
        project = found.county.get("project", {}).get("title", {}).get("text", "")
        name = found.data.get(found.route.name_from, "") if found.route and found.route.name_from else ""
        return {
            "site": project,
            "county": found.county.get("name", ""),
            "name": name["text"] if isinstance(name, dict) else str(name),
        }

    def _title(self, language: str, found: Found) -> str:
        key = found.route.title if found.route else "not_found.title"
        return self._text(language, key, **self._values(found)) or self._values(found)["site"] or "API"

    def _head(self, language: str, path: str, found: Found) -> str:
        if found.route is None:
            return '<meta name="robots" content="noindex">'
        title = self._title(language, found)
        description = self._text(language, found.route.description, **self._values(found))
        address = f"{self.public_url}/{language}{quote(path)}"
        picture: dict[str, str] | None = found.data.get("picture") if found.route.structured else None
        image = picture["large"] if picture else f"/vorschau/{language}.png"
        return "".join(
            [
                f'<meta name="description" content="{escape(description)}">',
                f'<link rel="canonical" href="{escape(address)}">',
                *self._alternates(path),
                *(f'<meta property="og:{name}" content="{escape(content)}">' for name, content in {
                    "title": title, "description": description, "url": address, "type": "website",
                    "image": self.public_url + image, "locale": self.languages.tag(language),
                }.items()),
                *self._feed(language, found.route, title),
                *self._preloads(language, found),
                f'<script type="application/ld+json">{found.structured}</script>' if found.structured else "",
            ]
        )  # fmt: skip

    def _alternates(self, path: str) -> list[str]:
        path = quote(path)
        codes = [code for code in self.languages.codes if code not in self.languages.plain]
        links = [
            f'<link rel="alternate" hreflang="{code}" href="{escape(f"{self.public_url}/{code}{path}")}">'
            for code in codes
        ]
        return [*links, f'<link rel="alternate" hreflang="x-default" href="{escape(self.public_url + path)}">']

    def _feed(self, language: str, route: Route, title: str) -> list[str]:
        if route.feed is None:
            return []
        address = escape(f"{self.public_url}{BASE}{route.feed}?lang={language}")
        return [f'<link rel="alternate" type="application/atom+xml" title="{escape(title)}" href="{address}">']

    def _preloads(self, language: str, found: Found) -> list[str]:
        assert found.route is not None  # noqa: S101 - pages without a route have no preloads
        files = [*self.build["assets"].get(found.route.key, ()), *filter(None, [self.build["locales"].get(language)])]
        quoted = {name: quote(value, safe="") for name, value in found.parameters.items()}
        data = ["/county", *(one.format(**quoted) for one in found.route.preload)]
        return [
            *(
                f'<link rel="modulepreload" href="/{escape(file.lstrip("/"))}">'
                for file in files
                if file.endswith(".js")
            ),
            *(f'<link rel="stylesheet" href="/{escape(file.lstrip("/"))}">' for file in files if file.endswith(".css")),
            *(
                f'<link rel="preload" as="fetch" crossorigin href="{escape(f"{BASE}{one}?lang={language}")}">'
                for one in dict.fromkeys(data)
            ),
        ]
