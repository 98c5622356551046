"""Rebuilds a picture from its pixels: a program of its own, which `kernel.pictures` starts with nothing to lose.

Bytes of somebody's picture come in, a line of JSON and the new pictures go out. What cannot be done ends with a code
of `pictures.HINTS` and status 2. It imports nothing of ours and holds no connection. It runs as
the same user: no jail.
"""

import io
import json
import resource
import sys
import warnings

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MOST_PIXELS = 40_000_000
MEMORY, SECONDS, FILES = 1 << 30, 15, 16
QUALITY = 80
_REFUSED = 2
_KINDS = ("JPEG", "PNG", "WEBP")


class RefusedError(Exception):
    """A picture that is not rebuilt; its text is the code of the reason."""


def limit() -> None:
    """Take away from this process what it does not need: memory, time, files to write, files to open."""
    for name, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(name, (most, most))


def opened(content: bytes, longest: int) -> Image.Image:
    """Return the pixels, upright, on white, no side longer than `longest`. Raises RefusedError."""
    try:
        image = Image.open(io.BytesIO(content), formats=_KINDS)
    except UnidentifiedImageError:
        raise RefusedError("not_a_picture") from None
    if image.width * image.height > MOST_PIXELS:
        raise RefusedError("too_many_pixels")
    image.draft("RGB", (longest, longest))
    image = ImageOps.exif_transpose(image)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    if image.has_transparency_data:
        shown = image.convert("RGBA")
        image = Image.new("RGB", shown.size, "white")
        image.paste(shown, mask=shown.getchannel("A"))
    return Image.frombytes("RGB", image.size, image.convert("RGB").tobytes())  # nothing else of it comes along


def packed(image: Image.Image, side: int) -> bytes:
    """Return a picture as WebP, no side longer than `side`."""
    smaller = image.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    smaller.save(kept, "WEBP", quality=QUALITY, method=4)
    return kept.getvalue()


def main(sides: list[int]) -> None:
    """Read a picture from stdin, write it anew in every size."""
    Image.init()  # decoders are loaded while files may still be opened
    limit()
    warnings.simplefilter("ignore")  # their texts are made from what was sent
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    image = opened(sys.stdin.buffer.read(), max(sides))
    made = [packed(image, side) for side in sides]
    told = {"width": image.width, "height": image.height, "sizes": [len(one) for one in made]}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + b"".join(made))


if __name__ == "__main__":
    try:
        main([int(one) for one in sys.argv[1:]])
    except RefusedError as refused:
        sys.stdout.write(str(refused))
        sys.exit(_REFUSED)
    except Image.DecompressionBombError:
        sys.stdout.write("too_many_pixels")
        sys.exit(_REFUSED)
    except MemoryError:
        sys.stdout.write("too_much_work")
        sys.exit(_REFUSED)
    except Exception:  # noqa: BLE001 - a decoder may raise anything, and its text may repeat what was sent
        sys.stdout.write("broken_picture")
        sys.exit(_REFUSED)
