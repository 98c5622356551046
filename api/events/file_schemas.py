"""What is said about files of an event: its picture in two sizes, material to take along."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.events.file_tables import Visibility
from api.kernel.language import Text

PICTURE: dict[str, Any] = {
    "alt": {"text": "Zehn Menschen sitzen im Kreis", "lang": "de", "state": "original"},
    "width": 1600,
    "height": 1067,
    "small": "/api/v1/events/12/pictures/5a3f…/small.webp",
    "large": "/api/v1/events/12/pictures/5a3f…/large.webp",
}
_MATERIAL: dict[str, Any] = {
    "digest": "9b1d6c0f5e4a47f0b1f2a3c4d5e6f708",
    "title": "Mustersatzung",
    "language": "de",
    "name": "Mustersatzung.pdf",
    "media_type": "application/pdf",
    "size": 184320,
}


class PictureView(BaseModel):
    """A picture as WebP; `width` and `height` are those of the large one, the small one has the same proportions."""

    model_config = ConfigDict(json_schema_extra={"examples": [PICTURE]})

    alt: Text
    width: int
    height: int
    small: str = Field(description="Address; its longest side has 640 pixels at most.")
    large: str = Field(description="Address; its longest side has 1600 pixels at most.")


class Material(BaseModel):
    """A file to take along; `title` is in the language the file is written in."""

    model_config = ConfigDict(json_schema_extra={"examples": [_MATERIAL]})

    digest: str = Field(description="Of its bytes; its name in addresses.")
    title: str
    language: str
    name: str
    media_type: str
    size: int = Field(description="In bytes.")


class Materials(BaseModel):
    """Material of an event, by title."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_MATERIAL]}]})

    items: list[Material]


class StaffMaterial(Material):
    """A file to take along as staff see it."""

    visibility: Visibility


Size = Literal["small", "large"]
