"""Pictures people send: rebuilt from pixels by a child that has little, refused where they mean harm."""

import io
import resource
import subprocess
import sys
import zlib

import pytest
from PIL import Image, PngImagePlugin

from api.kernel import picture_child, pictures
from api.kernel.problems import Invalid

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
CANARY = "CANARY4711"


def saved(image, kind, **more):
    kept = io.BytesIO()
    image.save(kept, kind, **more)
    return kept.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))


def photo(width=900, height=600, **more):
    """A JPEG of a telephone: red on the left, turned, with maker, place, comment, profile, and a file behind it."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[MAKER] = CANARY
    exif.get_ifd(GPS)[2] = (49.0, 26.0, 40.0)
    exif[ORIENTATION] = more.pop("orientation", 1)
    told = {"exif": exif, "comment": CANARY.encode(), "icc_profile": CANARY.encode(), **more}
    return saved(image, "JPEG", **told) + b"PK\x03\x04" + CANARY.encode()


def code(content):
    with pytest.raises(Invalid) as refused:
        pictures.rebuilt(content)
    (issue,) = refused.value.issues
    assert (issue.pointer, issue.hint) == ("/file", pictures.HINTS[issue.code])
    return issue.code


def test_nothing_but_pixels_comes_along():
    content = photo()
    assert CANARY.encode() in content
    made = pictures.rebuilt(content)
    for one in (made.small, made.large):
        assert CANARY.encode() not in one
        found = opened(one)
        assert (found.format, found.getexif(), {"exif", "icc_profile", "xmp"} & set(found.info)) == ("WEBP", {}, set())


def test_it_stands_upright_though_the_telephone_lay():
    made = pictures.rebuilt(photo(orientation=6))
    assert (made.width, made.height) == (600, 900)
    top, bottom = opened(made.large).getpixel((300, 100)), opened(made.large).getpixel((300, 800))
    assert top[0] > 200 > top[2] + 150
    assert bottom[2] > 200 > bottom[0] + 150


def test_two_sizes_and_never_larger_than_it_was():
    made = pictures.rebuilt(photo(4000, 1000))
    assert (made.width, made.height) == opened(made.large).size == (1600, 400)
    assert opened(made.small).size == (640, 160)
    assert (pictures.rebuilt(photo(30, 20)).width, opened(pictures.rebuilt(photo(30, 20)).small).size) == (30, (30, 20))


def test_the_address_is_that_of_the_pixels():
    one = pictures.rebuilt(photo())
    assert pictures.rebuilt(photo()).digest == one.digest
    assert pictures.rebuilt(photo(quality=10)).digest != one.digest


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_what_shows_through_becomes_white_and_every_mode_is_read(mode):
    image = Image.new(mode, (64, 64))
    content = saved(image, "JPEG" if mode == "CMYK" else "PNG", **({"transparency": 0} if mode == "P" else {}))
    made = opened(pictures.rebuilt(content).large)
    clear = mode in {"LA", "P", "RGBA"}
    assert min(made.getpixel((9, 9))) > 250 if clear else made.mode == "RGB"


def bomb(side=20_000):
    """A PNG of 400 million pixels in 60 KB."""
    return saved(Image.new("1", (side, side)), "PNG")


def lying_bomb():
    """A PNG that says it is small and unpacks to much more."""
    content = bytearray(saved(Image.new("L", (6_000, 6_000)), "PNG"))
    content[16:24] = (8).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize(("content", "expected"), [
    (b"", "not_a_picture"), (b"%PDF-1.7", "not_a_picture"), (b"<svg onload='alert(1)'/>", "not_a_picture"),
    (b"GIF89a" + bytes(40), "not_a_picture"), (b"MZ" + bytes(99), "not_a_picture"),
    (saved(Image.new("L", (9, 9)), "GIF"), "not_a_picture"), (saved(Image.new("L", (9, 9)), "TIFF"), "not_a_picture"),
    (photo()[:3000], "broken_picture"), (b"\x89PNG\r\n\x1a\n" + bytes(99), "not_a_picture"),
    (bytes(pictures.LARGEST + 1), "too_large"),
])  # fmt: skip
def test_what_is_no_picture_is_refused(content, expected):
    assert code(content) == expected


def test_bombs_are_refused():
    assert code(bomb()) == code(bomb(7_000)) == "too_many_pixels"
    made = pictures.rebuilt(lying_bomb())  # it is as small as it says: what follows is not unpacked
    assert (made.width, made.height) == (8, 8)
    chunk = PngImagePlugin.PngInfo()
    chunk.add_text(CANARY, "x" * 60_000_000, zip=True)
    assert code(saved(Image.new("L", (9, 9)), "PNG", pnginfo=chunk)) in {"broken_picture", "not_a_picture"}


@pytest.mark.parametrize(("name", "most"), [("MEMORY", 64 << 20), ("SECONDS", 0)])
def test_a_child_that_wants_more_ends(monkeypatch, tmp_path, name, most):
    """The limits hold: with hardly any, a picture of 36 million pixels is too much."""
    source = (pictures._CHILD).read_text()
    values = {"MEMORY": 1 << 30, "SECONDS": 15, "FILES": 16, name: most}
    line = "MEMORY, SECONDS, FILES = 1 << 30, 15, 16"
    assert line in source
    changed = source.replace(line, f"MEMORY, SECONDS, FILES = {values['MEMORY']}, {values['SECONDS']}, 16")
    tight = tmp_path / "picture_child.py"
    tight.write_text(changed)
    content = saved(Image.effect_noise((1500, 1500), 90), "PNG")
    assert pictures.rebuilt(content).width == 1500  # with what it has by default it is done
    monkeypatch.setattr(pictures, "_CHILD", tight)
    assert code(content) in {"too_much_work", "broken_picture"}


def test_it_does_not_wait_for_ever(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pictures, "_CHILD", slow)
    monkeypatch.setattr(pictures, "_PATIENCE", 0.5)
    assert code(b"x") == "too_much_work"


def test_the_child_has_no_environment(monkeypatch, tmp_path):
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import os, sys\nprint('too_large' if 'WIK_SECRET' in os.environ else 'broken_picture', end='')\nsys.exit(2)"
    )
    monkeypatch.setenv("WIK_SECRET", "a secret of this process")
    monkeypatch.setattr(pictures, "_CHILD", probe)
    assert code(b"x") == "broken_picture"


def test_a_child_that_fails_by_itself_is_no_fault_of_who_sent_the_picture(monkeypatch, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("import nothing_of_this_name")
    monkeypatch.setattr(pictures, "_CHILD", broken)
    with pytest.raises(subprocess.CalledProcessError):
        pictures.rebuilt(b"x")


def test_the_child_may_not_write(tmp_path):
    probe = tmp_path / "probe.py"
    probe.write_text(
        f"import runpy\nchild = runpy.run_path({str(pictures._CHILD)!r})\nchild['limit']()\n"
        f"file = open({str(tmp_path / 'out')!r}, 'wb', buffering=0)\nfile.write(b'x')\n"
    )
    done = subprocess.run([sys.executable, "-I", str(probe)], capture_output=True, env={}, check=False)
    assert done.returncode != 0
    assert (tmp_path / "out").stat().st_size == 0
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0, "this process keeps its own limits"


def test_the_child_knows_nothing_of_ours():
    source = pictures._CHILD.read_text()
    assert "import api" not in source
    assert "from api" not in source
    assert picture_child.MOST_PIXELS == 40_000_000
