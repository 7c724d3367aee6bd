import array
import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

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


def as_file(picture, kind="PNG", **options):
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def profile_of(space):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


def with_swapped_colours():
    """A profile by which what is written as red is green."""
    raw = bytearray(profile_of("sRGB"))
    red, green = raw.index(b"rXYZ"), raw.index(b"gXYZ")
    raw[red : red + 4], raw[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(raw)


def shown(raw):
    """The largest rendition in RGBA; it has no profile."""
    picture = opened(renditions(raw).files[-1])
    assert "icc_profile" not in picture.info
    return picture.convert("RGBA")


def near(colour, *expected):
    """Whether a colour is the expected one, but for what compression changes."""
    return all(abs(a - b) <= 6 for a, b in zip(colour, expected, strict=True))


ORANGE = (200, 100, 50, 128)
# Each mode in which files of these kinds come, and what is seen of ORANGE in it.
MODES = {
    ("PNG", "RGB"): (200, 100, 50, 255),
    ("PNG", "RGBA"): (200, 100, 50, 128),
    ("PNG", "L"): (124, 124, 124, 255),
    ("PNG", "LA"): (124, 124, 124, 128),
    ("PNG", "P"): (200, 100, 50, 128),
    ("PNG", "1"): None,  # dots
    ("JPEG", "YCbCr"): (200, 100, 50, 255),
    ("JPEG", "L"): (124, 124, 124, 255),
    ("JPEG", "CMYK"): (200, 100, 50, 255),
    ("MPO", "RGB"): (200, 100, 50, 255),
    ("WEBP", "RGBA"): (200, 100, 50, 128),
    ("AVIF", "RGBA"): (200, 100, 50, 128),
}


@pytest.mark.parametrize("profile", [None, "sRGB", "LAB", "junk"])
@pytest.mark.parametrize(("kind", "mode"), MODES)
def test_picture_of_any_mode_stands_upright_as_it_was_seen(kind, mode, profile):
    picture = Image.new("RGBA", (96, 48), ORANGE)
    picture = picture.quantize(2) if mode == "P" else picture.convert(mode)
    # As bytes: AVIF files say it in their own way, and take it out of an Exif.
    options = {"exif": TURNED.tobytes()}
    if profile:
        is_real = profile != "junk"
        options["icc_profile"] = profile_of(profile) if is_real else b"no profile"

    seen = shown(as_file(picture, kind, **options))

    assert seen.size == (48, 96)
    if expected := MODES[kind, mode]:
        assert near(seen.getpixel((24, 48)), *expected)


def test_first_picture_of_a_camera_s_file_with_several_is_shown():
    others = [Image.new("RGB", (50, 30), "blue")]
    raw = as_file(
        Image.new("RGB", (100, 60), "red"), "MPO", save_all=True, append_images=others
    )

    seen = shown(raw)

    assert seen.size == (100, 60)
    assert near(seen.getpixel((50, 30)), 254, 0, 0, 255)


def ramp_of_16_bits():
    row = [value * 65535 // 255 for value in range(256)]
    return Image.frombytes("I;16", (256, 64), array.array("H", row * 64).tobytes())


@pytest.mark.parametrize("grey", [0, 30, 127, 200, 255])
def test_grey_of_16_bits_keeps_its_greys(grey):
    seen = shown(as_file(ramp_of_16_bits(), exif=TURNED))

    assert near(seen.getpixel((32, grey)), grey, grey, grey, 255)


def test_colour_that_a_grey_of_16_bits_names_is_transparent():
    raw = as_file(ramp_of_16_bits(), transparency=100 * 257)

    assert [shown(raw).getpixel((x, 32))[3] for x in (50, 100, 150)] == [255, 0, 255]


def png_of_16_bits(colour, transparent=b""):
    """A file of one colour, which Pillow does not write."""

    def chunk(name, data):
        checked = name + data
        return (
            struct.pack(">I", len(data))
            + checked
            + struct.pack(">I", zlib.crc32(checked))
        )

    row = b"\0" + struct.pack(f">{len(colour)}H", *colour) * 40
    header = struct.pack(">IIBBBBB", 40, 20, 16, 6 if len(colour) == 4 else 2, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"tRNS", transparent) if transparent else b"",
            chunk(b"IDAT", zlib.compress(row * 20)),
            chunk(b"IEND", b""),
        ]
    )


@pytest.mark.parametrize(
    ("colour", "transparent", "opacity"),
    [
        ((51403, 25701, 12851), b"", 255),
        ((51403, 25701, 12851), struct.pack(">3H", 51403, 25701, 12851), 0),
        ((51403, 25701, 12851), struct.pack(">3H", 100, 25701, 12851), 255),
        ((51403, 25701, 12851, 32896), b"", 128),
    ],
)
def test_colours_of_16_bits_are_shown(colour, transparent, opacity):
    seen = shown(png_of_16_bits(colour, transparent)).getpixel((20, 10))

    assert seen[3] == opacity
    assert not opacity or near(seen[:3], 200, 100, 50)


@pytest.mark.parametrize("transparency", [0, b"\0\xff"])
def test_palette_keeps_its_transparency(transparency):
    picture = Image.new("P", (60, 40), 1)
    picture.putpalette([0, 0, 0, 200, 100, 50])
    picture.paste(0, (0, 0, 30, 40))

    seen = shown(as_file(picture, transparency=transparency))

    assert seen.getpixel((10, 20))[3] == 0
    assert near(seen.getpixel((50, 20)), 200, 100, 50, 255)


@pytest.mark.parametrize(("mode", "opacity"), [("RGB", 255), ("RGBA", 128), ("P", 128)])
def test_profile_of_a_camera_is_applied(mode, opacity):
    picture = Image.new("RGBA", (60, 40), (255, 0, 0, opacity))
    picture = picture.quantize(2) if mode == "P" else picture.convert(mode)

    seen = shown(as_file(picture, icc_profile=with_swapped_colours()))

    red, green, _blue, alpha = seen.getpixel((30, 20))
    assert (red < 40, green > 200, alpha) == (True, True, opacity)


def test_profile_for_other_points_adds_nothing_to_the_files():
    picture = Image.new("CMYK", (60, 40), (0, 128, 200, 0))
    raw = as_file(picture, "JPEG", icc_profile=b"\0" * 500_000)

    assert sum(len(file.raw) for file in renditions(raw).files) < 5_000


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
