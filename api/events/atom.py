"""Events as an Atom feed (RFC 4287): one entry an event, the latest changed first. Pure."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from api.kernel.time import spoken

MEDIA_TYPE = "application/atom+xml"
_UNSPOKEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # `updated` of a feed without entries: it has to have one
_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Item:
    """One event, as feeds are told it; texts are in the reader's language, moments aware."""

    uid: str
    created_at: dt.datetime
    stamped_at: dt.datetime
    title: str
    url: str
    organiser: str
    lines: Sequence[str]  # dates, place and description
    categories: tuple[tuple[str, str], ...]  # code and word


def feed(items: Sequence[Item], *, name: str, address: str, page: str, language: str) -> bytes:
    """Return a feed found at `address` about the page `page`. Nothing in it is the time of the answer."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(root, "id", address)
    _text(root, "title", name)
    _text(root, "updated", spoken(max((one.stamped_at for one in items), default=_NEVER)).isoformat())
    ET.SubElement(root, _name("link"), {"rel": "self", "type": MEDIA_TYPE, "href": address})
    ET.SubElement(root, _name("link"), {"rel": "alternate", "type": "text/html", "href": page})
    for one in sorted(items, key=lambda one: (one.stamped_at, one.uid), reverse=True):
        _entry(root, one)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: ET.Element, item: Item) -> None:
    entry = ET.SubElement(root, _name("entry"))
    _text(entry, "id", f"urn:uuid:{item.uid}")
    _text(entry, "title", item.title)
    _text(entry, "published", spoken(item.created_at).isoformat())
    _text(entry, "updated", spoken(item.stamped_at).isoformat())
    _text(ET.SubElement(entry, _name("author")), "name", item.organiser)
    ET.SubElement(entry, _name("link"), {"rel": "alternate", "type": "text/html", "href": item.url})
    for code, said in item.categories:
        ET.SubElement(entry, _name("category"), {"term": code, "label": said})
    _text(entry, "summary", "\n".join(item.lines))


def _text(parent: ET.Element, name: str, value: str) -> None:
    """Add a child with a text, without what XML cannot hold (XML 1.0, 2.2)."""
    ET.SubElement(parent, _name(name)).text = _UNSPOKEN.sub("", value)


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
