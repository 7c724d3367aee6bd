"""An uploaded picture to the files that readers get. Pure: knows no database."""

import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 16_000  # WebP ends at 16383
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# A column of text is 42rem wide: once and twice as many points, and a telephone.
# Never take a width away: the files of older images have these widths.
WIDTHS = (480, 800, 1600)
QUALITY = 82
# What a colour profile says of the points that it is made for, by mode.
PROFILE_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}
# What Pillow raises for a file that breaks off or lies about itself.
_BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, RuntimeError),
    *(struct.error, zlib.error),
)
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def gettext_noop(message: str) -> str:
    """Marks a message for translators; it is translated where it is shown."""
    return message


class ImageRefused(ValueError):
    """The file cannot be shown. `reason` is a message that takes `values`."""

    def __init__(self, reason: str, **values: int | str) -> None:
        super().__init__(reason % values)
        self.reason = reason
        self.values = values


@dataclass(frozen=True)
class Rendition:
    """The picture in one width, as the bytes of a WebP file."""

    width: int
    raw: bytes


@dataclass(frozen=True)
class Renditions:
    """A picture in all its widths, smallest first; `width` and `height` are those of
    the largest, `digest` is that of its bytes."""

    width: int
    height: int
    digest: str
    files: tuple[Rendition, ...]


def widths_for(width: int) -> list[int]:
    """The widths in which a picture is kept whose largest file is `width` wide."""
    return [*(narrower for narrower in WIDTHS if narrower < width), width]


def renditions(raw: bytes, *, keep_bytes: bool = False) -> Renditions:
    """The files of an uploaded picture, upright and without its camera's data.

    What counts is the content, never a name. With `keep_bytes` a picture
    that was the largest of such files stays it to the byte. Raises ImageRefused.
    """
    picture = _opened(raw)
    width = min(picture.width, WIDTHS[-1])
    *narrower, _largest = widths_for(width)
    is_kept = keep_bytes and raw[8:12] == b"WEBP" and picture.width == width
    largest = raw if is_kept else _webp(picture, width)
    files = (
        *(Rendition(w, _webp(picture, w)) for w in narrower),
        Rendition(width, largest),
    )
    return Renditions(
        width=width,
        height=_height(picture, width),
        digest=sha256(files[-1].raw).hexdigest()[:20],
        files=files,
    )


def _opened(raw: bytes) -> Image.Image:
    if len(raw) > MAX_BYTES:
        raise ImageRefused(
            gettext_noop(
                "The file has %(has)s MB; at most %(limit)d MB can be uploaded. Make "
                "the image smaller, or save it as JPEG."
            ),
            has=f"{len(raw) / 1024 / 1024:.1f}",
            limit=MAX_BYTES // 1024 // 1024,
        )
    if _is_svg(raw):
        raise ImageRefused(
            gettext_noop(
                "SVG files can carry scripts and are not accepted. Upload the image "
                "as PNG."
            )
        )
    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as file:
            _check_extent(file)
            return _plain(file)
    except UnidentifiedImageError:
        raise ImageRefused(
            gettext_noop(
                "This is not an image that can be shown, whatever its name says. "
                "Upload a JPEG, PNG, WebP or AVIF file."
            )
        ) from None
    except _TOO_LARGE:
        raise _too_many_pixels() from None
    except ImageRefused:
        raise
    except _BROKEN:
        raise ImageRefused(
            gettext_noop("The image is damaged or not complete. Save it again.")
        ) from None


def _is_svg(raw: bytes) -> bool:
    start = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and b"<svg" in raw[:100_000].lower()


def _check_extent(file: Image.Image) -> None:
    if file.width * file.height > MAX_PIXELS:
        raise _too_many_pixels()
    if max(file.size) > MAX_SIDE:
        raise ImageRefused(
            gettext_noop(
                "The image has more than %(limit)d pixels on a side. Cut it to what "
                "matters."
            ),
            limit=MAX_SIDE,
        )
    # Cameras add pictures to their own (MPO): the first is what was taken.
    if getattr(file, "is_animated", False) and file.format != "MPO":
        raise ImageRefused(
            gettext_noop("Moving images are not shown. Upload one picture of it.")
        )


def _too_many_pixels() -> ImageRefused:
    return ImageRefused(
        gettext_noop(
            "The image has more than %(limit)d million pixels. Make it smaller: "
            "%(width)d pixels are as wide as it is ever shown."
        ),
        limit=MAX_PIXELS // 1_000_000,
        width=WIDTHS[-1],
    )


def _plain(file: Image.Image) -> Image.Image:
    """Upright, in sRGB with or without transparency, and nothing but its points."""
    upright = ImageOps.exif_transpose(file)
    if upright.mode.startswith("I"):
        upright = _in_eight_bits(upright)
    transparent = upright.info.get("transparency")
    if isinstance(transparent, tuple) and max(transparent) > 255:
        # Pillow reads the colours of 16 bits in eight, but not the one to leave out.
        upright.info["transparency"] = tuple(value >> 8 for value in transparent)
    if upright.mode not in {"L", "LA", "CMYK"} or "transparency" in upright.info:
        has_transparency = upright.has_transparency_data
        upright = upright.convert("RGBA" if has_transparency else "RGB")
    points = _in_srgb(upright, upright.info.get("icc_profile"))
    if upright.mode in {"RGBA", "LA"}:
        points.putalpha(upright.getchannel("A"))
    points.info.clear()
    return points


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    # Pillow cuts 16 bits off at 255, all but the darkest of them.
    grey = picture.convert("I").point(lambda value: value / 257).convert("L")
    grey.info = dict(picture.info)
    transparent = picture.info.get("transparency")
    if isinstance(transparent, int):
        grey.info["transparency"] = round(transparent / 257)
    return grey


def _in_srgb(picture: Image.Image, raw_profile: bytes | None) -> Image.Image:
    """The colours of a picture in sRGB, which is what browsers take points for that
    have no profile. One that does not fit or is damaged counts as none."""
    opaque = {"RGBA": "RGB", "LA": "L"}.get(picture.mode)
    colours = picture.convert(opaque) if opaque else picture
    if raw_profile:
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(raw_profile))
            if profile.profile.xcolor_space.strip() == PROFILE_SPACES[colours.mode]:
                converted = ImageCms.profileToProfile(
                    colours, profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
                )
                return converted or colours
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return colours if colours.mode == "RGB" else colours.convert("RGB")


def _height(picture: Image.Image, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))


def _webp(picture: Image.Image, width: int) -> bytes:
    if width < picture.width:
        size = (width, _height(picture, width))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY)
    return file.getvalue()
