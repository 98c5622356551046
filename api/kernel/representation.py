"""A finished answer: one body in its encodings, each with its own strong ETag, and the ready messages to send."""

import gzip
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import brotli
from starlette.types import Message, Scope, Send

SMALLEST_WORTH_PACKING = 500  # bytes; below it, compression costs more than it saves
EMPTY: Message = {"type": "http.response.body", "body": b""}
_PACKED_ALREADY = (b"image/png", b"image/webp", b"font/")
_ACCEPTED = re.compile(rb"(?:^|,)\s*([a-z0-9*-]+)\s*(?:;\s*q\s*=\s*([0-9.]+))?")
# A 304 says what cached the answer and for whom; everything else stands in the stored one (RFC 9110, 15.4.5).
_OF_304 = frozenset({b"etag", b"cache-control", b"vary", b"access-control-allow-origin"})
Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of a body: the ready messages for 200 and 304."""

    start: Message
    body: Message
    not_modified: Message


class Representation:
    """A body with its headers; packed once, sent many times."""

    __slots__ = ("_own", "body", "size", "tag", "variants")

    def __init__(self, headers: Sequence[Header], body: bytes, *, quality: int = 5) -> None:
        """Pack `body`; `headers` come without ETag, Content-Length, Content-Encoding. `quality` is brotli's, 0-11."""
        self.body = body
        self.tag = hashlib.blake2b(body, digest_size=12).hexdigest().encode()
        self._own = frozenset(b'"%b%b"' % (self.tag, suffix) for suffix in (b"", b"-gzip", b"-br"))
        packed = {b"": body}
        kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
        if len(body) >= SMALLEST_WORTH_PACKING and not kind.startswith(_PACKED_ALREADY):
            packed[b"gzip"] = gzip.compress(body, 6, mtime=0)
            packed[b"br"] = cast("Any", brotli).compress(body, quality=quality)  # it comes without types
        self.variants = {encoding: self._variant(headers, encoding, content) for encoding, content in packed.items()}
        self.size = sum(map(len, packed.values()))

    def _variant(self, common: Sequence[Header], encoding: bytes, body: bytes) -> Variant:
        etag = b'"%b"' % (self.tag + (b"-" + encoding if encoding else b""))
        headers = [*common, (b"etag", etag)]
        full = [*headers, (b"content-length", str(len(body)).encode())]
        if encoding:
            full.append((b"content-encoding", encoding))
        return Variant(
            {"type": "http.response.start", "status": 200, "headers": full},
            {"type": "http.response.body", "body": body},
            {
                "type": "http.response.start",
                "status": 304,
                "headers": [pair for pair in headers if pair[0].lower() in _OF_304],
            },
        )

    def accepted(self, header: bytes) -> bytes:
        """Return the encoding of the best variant for an Accept-Encoding header; b"" is the plain body."""
        refused = {b"0", b"0.", b"0.0", b"0.00", b"0.000"}
        offered = {name for name, quality in _ACCEPTED.findall(header.lower()) if quality not in refused}
        return next(
            (encoding for encoding in (b"br", b"gzip") if encoding in self.variants and encoding in offered), b""
        )

    def matches(self, header: bytes) -> bool:
        """Compare an If-None-Match header without the suffix of the encoding (weak comparison, RFC 9110, 13.1.2)."""
        if header in self._own or header.strip() == b"*":
            return True
        tags = (part.strip().removeprefix(b"W/").strip(b'"') for part in header.split(b","))
        return any(tag.removesuffix(b"-gzip").removesuffix(b"-br") == self.tag for tag in tags)

    async def answer(self, variant: Variant, scope: Scope, send: Send, *, if_none_match: bytes) -> None:
        """Send 200, 304, or the head alone."""
        if if_none_match and self.matches(if_none_match):
            await send(variant.not_modified)
            await send(EMPTY)
            return
        await send(variant.start)
        await send(variant.body if scope["method"] == "GET" else EMPTY)
