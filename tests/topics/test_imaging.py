import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.factories import make_picture
from topics import imaging
from topics.imaging import ImageRefused, renditions

# An orientation of 6: the camera was held upright.
TURNED = Image.Exif()
TURNED[274] = 6
TURNED[0x9286] = "a comment of the camera"


def png_claiming(width, height):
    """A small file that says that it is a picture of this size."""
    raw = bytearray(make_picture((8, 8), kind="PNG"))
    raw[16:24] = struct.pack(">II", width, height)
    raw[29:33] = struct.pack(">I", zlib.crc32(raw[12:29]))
    return bytes(raw)


def opened(rendition):
    return Image.open(BytesIO(rendition.raw))


@pytest.mark.parametrize(
    ("width", "widths"),
    [(300, [300]), (480, [480]), (900, [480, 800, 900]), (4000, [480, 800, 1600])],
)
def test_picture_is_kept_in_sensible_widths_and_never_enlarged(width, widths):
    made = renditions(make_picture((width, 200)))

    assert [file.width for file in made.files] == widths
    assert [opened(file).width for file in made.files] == widths
    assert {opened(file).format for file in made.files} == {"WEBP"}
    assert imaging.widths_for(made.width) == widths
    assert opened(made.files[-1]).size == (made.width, made.height)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("WEBP", "RGB"),
        ("AVIF", "RGB"),
    ],
)
def test_usual_kinds_of_picture_are_read(kind, mode):
    made = renditions(make_picture(kind=kind, mode=mode))

    assert (made.width, made.height) == (900, 600)


def test_picture_stands_upright_and_tells_nothing_of_its_camera():
    made = renditions(make_picture((900, 600), exif=TURNED))

    assert (made.width, made.height) == (600, 900)
    assert not opened(made.files[-1]).getexif()
    assert b"comment of the camera" not in made.files[-1].raw


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "not an image"),
        (b"GIF89a, says its first word", "not an image"),
        (b"<html>", "not an image"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?><!-- x --><SVG/>', "SVG"),
        (b"\xff" * (imaging.MAX_BYTES + 1), "10.0 MB"),
        (make_picture()[:3000], "damaged"),
        (make_picture(kind="GIF"), "not an image"),
        (make_picture((16_001, 1), kind="PNG"), "on a side"),
        (png_claiming(8_000, 8_000), "million pixels"),
        (png_claiming(10_000, 10_000), "million pixels"),
        (png_claiming(2**31 - 1, 2**31 - 1), "million pixels"),
        (png_claiming(500, 500), "damaged"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(raw, words):
    with pytest.raises(ImageRefused, match=words):
        renditions(raw)


def test_moving_picture_is_refused():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    file = BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])

    with pytest.raises(ImageRefused, match="Moving"):
        renditions(file.getvalue())


SOUND = {kind: make_picture((60, 40), kind=kind) for kind in imaging.FORMATS}


@settings(deadline=None, max_examples=100)
@given(st.data())
@pytest.mark.parametrize("kind", SOUND)
def test_damaged_picture_is_refused_or_read_but_never_an_error(kind, data):
    raw = bytearray(SOUND[kind])
    places = st.integers(0, len(raw) - 1)
    damage = st.dictionaries(places, st.integers(0, 255), max_size=4)
    for place, byte in data.draw(damage).items():
        raw[place] = byte

    with suppress(ImageRefused):
        renditions(bytes(raw))
