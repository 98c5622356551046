"""The read cache: finished bytes of public GETs, in front of everything else.

An entry is valid while the revisions of the rooms it read stand and until its `valid_until`. Only 200 answers that
read at least one room are kept; what no room was read for (files of the front end, health) passes through. An answer
larger than may be kept is passed on while it comes, as the app tells it: its route gives the ETag and compares it.
"""

import asyncio
import datetime as dt
import sqlite3
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl, quote, urlencode

from sqlalchemy.exc import DBAPIError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kernel.collected import CACHE_CONTROL, Collected
from api.kernel.db import ReadNote
from api.kernel.headers import host_of, is_private
from api.kernel.language import Languages
from api.kernel.representation import Representation, Variant
from api.kernel.revisions import Revisions
from api.kernel.time import Clock, next_midnight

_OVERHEAD = 4000  # bytes an entry costs beyond its bodies: messages, headers, and the heads that lead to it
_OK = 200
_WAITS = 3  # readings to wait for: a write may make one stale, and what may not be kept would never come
_OURS = frozenset({b"content-length", b"etag", b"cache-control", b"vary", b"x-request-id"})
# What a public answer may depend on; everything else is dropped, so that nothing outside the key can shape an entry.
_READ = frozenset({b"host", b"accept-encoding", b"if-none-match"})
_LONGEST_HEAD = 300  # bytes; longer request heads are parsed each time
Key = tuple[str, str, str]
Head = tuple[bytes, bytes, bytes, bytes, bytes]


@dataclass(slots=True)
class Entry:
    """A finished answer, what it was made from, and how long it holds (seconds since 1970)."""

    content: Representation
    note: ReadNote
    valid_until: float
    epoch: int
    size: int


class ReadCache:
    """Answers public GETs from memory, filled from the app behind it; bounded in bytes, oldest use goes first."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        revisions: Revisions,
        languages: Languages,
        clock: Clock,
        limit: int,
        hosts: frozenset[str],
    ) -> None:
        self.app = app
        self.revisions = revisions
        self.languages = languages
        self.clock = clock
        self.limit = limit
        self.hosts = hosts
        self.size = 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._making: dict[Key, asyncio.Event] = {}
        # The exact bytes of a request head lead straight to an answer: no parsing on a hit.
        self._known: dict[Head, tuple[Key, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        encodings = languages = matches = host = b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                encodings = value
            elif name == b"accept-language":
                languages = value
            elif name == b"if-none-match":
                matches = value
            elif name == b"host":
                host += value  # of two, neither was asked for
        head = (scope["raw_path"], scope["query_string"], languages, encodings, host)
        found = self._recalled(head)
        if found is None and (is_private(scope["path"]) or host_of(scope) not in self.hosts):
            await self.app(scope, receive, send)
            return
        if found is None and (entry := await self._entry(self._key(head), scope, receive, send)):
            encoding = entry.content.accepted(encodings)
            found = entry, entry.content.variants[encoding]
            self._know(head, encoding)
        if found is not None:
            await found[0].content.answer(found[1], scope, send, if_none_match=matches)

    async def read(self, path: str, query: str, scope: Scope) -> tuple[int, bytes, ReadNote]:
        """Return status, body and note of one of our own public GETs, through the cache; for page shells."""
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        raw_path = quote(path).encode()
        inner = {**scope, "path": path, "raw_path": raw_path, "query_string": query.encode(), "method": "GET"}
        inner["headers"] = [pair for pair in scope["headers"] if pair[0] == b"host"]
        inner.pop("route", None)
        entry = await self._entry(self._key((raw_path, query.encode(), b"", b"", b"")), inner, _patience, collect)
        if entry is not None:
            return _OK, entry.content.body, entry.note
        return messages[0]["status"], b"".join(message.get("body", b"") for message in messages[1:]), ReadNote()

    def _recalled(self, head: Head) -> tuple[Entry, Variant] | None:
        known = self._known.get(head)
        entry = self._valid(known[0]) if known else None
        variant = entry.content.variants.get(known[1]) if known and entry else None
        return (entry, variant) if entry and variant else None

    def _know(self, head: Head, encoding: bytes) -> None:
        if sum(map(len, head)) > _LONGEST_HEAD:  # strangers' headers must not fill the memory
            return
        if len(self._known) > 2 * len(self._entries) + 1000:
            self._known.clear()
        self._known[head] = (self._key(head), encoding)

    def _key(self, head: Head) -> Key:
        pairs = parse_qsl(head[1].decode("latin-1"), keep_blank_values=True)
        language = dict(pairs).get("lang") or self.languages.negotiated(head[2].decode("latin-1"))
        return head[0].decode("latin-1"), urlencode(sorted(pairs)), language

    def _valid(self, key: Key) -> Entry | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        try:
            epoch = self.revisions.current()
        except (DBAPIError, sqlite3.Error):
            return None  # the app behind says why it cannot answer
        if entry.epoch != epoch:
            if any(self.revisions.rooms.get(room, 0) != revision for room, revision in entry.note.rooms.items()):
                self._drop(key)
                return None
            entry.epoch = epoch
        if self.clock().timestamp() >= entry.valid_until:
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return entry

    async def _entry(self, key: Key, scope: Scope, receive: Receive, send: Send) -> Entry | None:
        """Return a valid entry, made by the app if need be; an answer that may not be kept is passed on as it is."""
        if entry := self._valid(key):
            return entry
        for _ in range(_WAITS):  # one reading is enough for all who ask at the same moment
            if (making := self._making.get(key)) is None:
                break
            await making.wait()
            if entry := self._valid(key):
                return entry
        self._making[key] = made = asyncio.Event()
        try:
            begin = partial(self._made_way, key, made)
            head_only = scope["method"] != "GET"
            return await self._filled(key, scope, Collected(receive, send, self.limit // 4, begin, head_only=head_only))
        finally:
            self._made_way(key, made)

    def _made_way(self, key: Key, made: asyncio.Event) -> None:
        """Let those go on who wait for a reading."""
        made.set()
        if self._making.get(key) is made:
            del self._making[key]

    async def _filled(self, key: Key, scope: Scope, answer: Collected) -> Entry | None:
        note = ReadNote()
        headers = [*(pair for pair in scope["headers"] if pair[0] in _READ), (b"accept-language", key[2].encode())]
        began = self.clock()
        inner = {**scope, "wik.note": note, "method": "GET", "headers": headers}
        epoch = self.revisions.epoch
        await self.app(inner, answer.receive, answer.take)
        if note.rooms and not answer.passing and _may_be_kept(answer.messages):
            return self._keep(key, self._made(key, answer.messages, note, began, epoch))
        await answer.pass_on()
        return None

    @staticmethod
    def _made(key: Key, messages: list[Message], note: ReadNote, began: dt.datetime, epoch: int) -> Entry:
        headers = [pair for pair in messages[0]["headers"] if pair[0].lower() not in _OURS]
        vary = [value for name, value in messages[0]["headers"] if name.lower() == b"vary"]
        headers += [(b"cache-control", CACHE_CONTROL), (b"vary", b", ".join([*vary, b"Accept-Encoding"]))]
        content = Representation(headers, b"".join(message.get("body", b"") for message in messages[1:]))
        midnight = next_midnight(began).timestamp()  # of the day before the reading: it may have crossed midnight
        size = content.size + 2 * sum(map(len, key)) + _OVERHEAD
        return Entry(content, note, min(midnight, note.valid_until or midnight), epoch, size)

    def _keep(self, key: Key, entry: Entry) -> Entry:
        self._drop(key)
        if entry.size <= self.limit // 4:
            self._entries[key] = entry
            self.size += entry.size
        while self.size > self.limit:
            self._drop(next(iter(self._entries)))
        return entry

    def _drop(self, key: Key) -> None:
        if entry := self._entries.pop(key, None):
            self.size -= entry.size


def _may_be_kept(messages: list[Message]) -> bool:
    headers = {name.lower(): value for name, value in messages[0]["headers"]}
    whole = len(messages) > 1 and not messages[-1].get("more_body", False)  # else the app failed half way
    return (
        whole
        and messages[0]["status"] == _OK
        and b"set-cookie" not in headers
        and b"no-store" not in headers.get(b"cache-control", b"")
        and b"immutable" not in headers.get(b"cache-control", b"")  # everybody who asks keeps it
    )


async def _patience() -> Message:
    """Be the `receive` of a reader who never leaves."""
    await asyncio.Event().wait()
    return {"type": "http.disconnect"}
