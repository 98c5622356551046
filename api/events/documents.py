"""What a document is, by its first bytes and never by its name, and the name it is saved under. Pure."""

import hashlib
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from api.kernel.problems import Invalid, Issue

LARGEST = 8 * 1024 * 1024
_MOST_PARTS = 5000
_LONGEST_NAME = 80
_OFFICE = "application/vnd.openxmlformats-officedocument."
ODT = "application/vnd.oasis.opendocument.text"
ENDINGS: Mapping[str, str] = {
    "application/pdf": "pdf",
    ODT: "odt",
    f"{_OFFICE}wordprocessingml.document": "docx",
    f"{_OFFICE}spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}presentationml.presentation": "pptx",
    "text/plain": "txt",
}
_MAIN_PARTS: Mapping[str, str] = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_HINTS: Mapping[str, str] = {
    "too_large": f"A file may have {LARGEST // 1024 // 1024} MB.",
    "empty": "The file is empty.",
    "unknown_type": "Send PDF, ODT, DOCX, XLSX, PPTX or plain text in UTF-8; its bytes say what it is, not its name.",
    "too_many_parts": f"An office file may have {_MOST_PARTS} parts.",
    "has_macros": "Save it without macros.",
}
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, OSError, EOFError, NotImplementedError)
_MACROS = re.compile(r"vbaproject\.bin$|^(basic|scripts)/", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Document:
    """A document that was recognised."""

    content: bytes
    media_type: str

    @property
    def digest(self) -> str:
        """What its address is made of."""
        return hashlib.sha256(self.content).hexdigest()[:32]


def recognised(content: bytes, pointer: str = "/file") -> Document:
    """Return a document somebody sent. Raises Invalid."""
    if not content or len(content) > LARGEST:
        raise _refused("too_large" if content else "empty", pointer)
    if content.startswith(b"%PDF-"):
        return Document(content, "application/pdf")
    if content.startswith(b"PK\x03\x04"):
        return Document(content, _packed(content, pointer))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("unknown_type", pointer) from None
    if _CONTROL.search(text) or text.lstrip().startswith("<"):  # no page and no script under the name of a text
        raise _refused("unknown_type", pointer)
    return Document(content, "text/plain")


def _packed(content: bytes, pointer: str) -> str:
    """Return what an archive is, by its list of parts; only the word that names an ODT is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            every = archive.infolist()
            if len(every) > _MOST_PARTS:
                raise _refused("too_many_parts", pointer)
            parts = {part.filename: part for part in every}
            named = parts.get("mimetype")
            # ODF demands it stored; a packed one could unpack to anything, whatever size its list claims
            stored = named is not None and named.compress_type == zipfile.ZIP_STORED
            if named and stored and named.file_size == len(ODT) and archive.read(named) == ODT.encode():
                found = ODT
            else:
                found = next((kind for part, kind in _MAIN_PARTS.items() if part in parts), "")
    except _BROKEN:
        found, parts = "", {}
    if found and any(map(_MACROS.search, parts)):
        raise _refused("has_macros", pointer)
    if not found:
        raise _refused("unknown_type", pointer)
    return found


def safe_name(name: str, media_type: str) -> str:
    """Return a name for a file: letters, digits, space, hyphen; the ending its bytes demand."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = plain.rpartition(".")[0] or plain
    kept = " ".join(re.sub(r"[^\w -]", " ", stem).split()).strip("-_ ")[:_LONGEST_NAME].strip()
    return f"{kept or 'material'}.{ENDINGS[media_type]}"


def _refused(code: str, pointer: str) -> Invalid:
    return Invalid(Issue(pointer, code, _HINTS[code]))
