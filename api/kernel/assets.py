"""The files of the built front end, read and packed once when first asked for; hashed names are immutable."""

import mimetypes
from functools import cache
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from api.kernel.representation import Representation

_IMMUTABLE = b"public, max-age=31536000, immutable"
_FRESH = b"no-cache"
# Not served by name: the shells are templates, and shell.json is for the server.
_HIDDEN = frozenset({"index.html", "staff.html", "shell.json"})
_TYPES = {".js": "text/javascript; charset=utf-8", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}


class Assets:
    """Answers the paths of files in `folder`; everything else goes to the app behind."""

    def __init__(self, app: ASGIApp, *, folder: Path) -> None:
        self.app = app
        names = [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []
        self.files = {f"/{path.relative_to(folder).as_posix()}": path for path in names if path.name not in _HIDDEN}
        self.packed = cache(_packed)  # packing all at the start would cost a second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        path = self.files.get(scope["path"]) if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else None
        if path is None:
            await self.app(scope, receive, send)
            return
        content = self.packed(path)
        headers = dict(scope["headers"])
        variant = content.variants[content.accepted(headers.get(b"accept-encoding", b""))]
        await content.answer(variant, scope, send, if_none_match=headers.get(b"if-none-match", b""))


def _packed(path: Path) -> Representation:
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    lifetime = _IMMUTABLE if path.parent.name == "assets" else _FRESH
    headers = [(b"content-type", kind.encode()), (b"cache-control", lifetime), (b"vary", b"Accept-Encoding")]
    return Representation(headers, path.read_bytes(), quality=9)
