"""Pictures people send: never kept as they came, but rebuilt from their pixels by a limited child process.

So nothing travels along (place and device of a photo, a comment, a file behind it), the size is known, and a fault of a
decoder meets a process without our code and environment that soon runs out of time and memory. It runs as the same
user: no jail.
"""

import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.kernel.problems import Invalid, Issue

LARGEST = 8 * 1024 * 1024
SMALL, LARGE = 640, 1600  # longest side in pixels
MEDIA_TYPE = "image/webp"
_REFUSED = 2  # its status when it says why
_CHILD = Path(__file__).parent / "picture_child.py"
_AT_ONCE = threading.BoundedSemaphore(2)  # children, each with up to 1 GB; others wait for their turn
_PATIENCE = 30.0  # seconds, on a busy machine; the child has 15 s of processor time
HINTS: Mapping[str, str] = {
    "too_large": f"A picture may have {LARGEST // 1024 // 1024} MB. Save it smaller.",
    "not_a_picture": "Send a JPEG, PNG or WebP picture; its first bytes say what it is, not its name.",
    "too_many_pixels": "A picture may have 40 million pixels. Save it smaller.",
    "too_much_work": "This picture needs too much time or memory. Save it smaller, as JPEG.",
    "broken_picture": "This picture cannot be read. Open it, save it as JPEG and send that.",
}


@dataclass(frozen=True)
class Picture:
    """A rebuilt picture in two sizes as WebP; width and height are those of the large one."""

    width: int
    height: int
    small: bytes
    large: bytes

    @property
    def digest(self) -> str:
        """What its address is made of: other pixels have another one."""
        return hashlib.sha256(self.small + self.large).hexdigest()[:32]


def rebuilt(content: bytes, pointer: str = "/file") -> Picture:
    """Return a picture somebody sent, rebuilt. Raises Invalid with a code of `HINTS`."""
    if len(content) > LARGEST:
        raise _refused("too_large", pointer)
    command = [sys.executable, "-I", str(_CHILD), str(SMALL), str(LARGE)]
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own program
                command, input=content, capture_output=True, timeout=_PATIENCE, check=False, env={}, cwd="/"
            )
    except subprocess.TimeoutExpired:
        raise _refused("too_much_work", pointer) from None
    if done.returncode == _REFUSED:
        raise _refused(done.stdout.decode("ascii"), pointer)
    if done.returncode < 0:  # killed at a limit
        raise _refused("too_much_work", pointer)
    done.check_returncode()  # anything else is a fault of ours
    head, _, body = done.stdout.partition(b"\n")
    told = json.loads(head)
    small, large = told["sizes"]
    return Picture(told["width"], told["height"], body[:small], body[small : small + large])


def _refused(code: str, pointer: str) -> Invalid:
    return Invalid(Issue(pointer, code, HINTS[code]))
