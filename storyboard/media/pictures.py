"""Pictures in and out: untrusted files are opened in one place, with limits, and come out upright, 8-bit and sRGB."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.errors import PictureError

if TYPE_CHECKING:
    from PIL import Image

# EPS, PSD, FITS and the like are never tried: Pillow hands some of them to other programs.
FORMATS = ("PNG", "JPEG", "WEBP")
MAX_BYTES = 50_000_000
MAX_PIXELS = 64_000_000
MAX_SIDE = 16_384
MIN_SIDE = 16
MAX_RATIO = 8

_LOOKS_LIKE = (
    (b"<!doctype html", "an HTML page (a saved error page?)"),
    (b"<html", "an HTML page (a saved error page?)"),
    (b"<svg", "an SVG drawing"),
    (b"<?xml", "an XML or SVG file"),
    (b"%PDF", "a PDF"),
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"),
    (b"%!PS", "a PostScript file"),
    (b"ffconcat", "an ffmpeg list"),
)


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_picture(path: Path, *, keep_alpha: bool = False) -> Image.Image:
    """Read a picture that came from outside.

    Args:
        path: A PNG, JPEG or WebP file; the first frame of an animated one is used.
        keep_alpha: Give an RGBA picture when the file has transparency; otherwise it is laid on white.

    Returns:
        An RGB (or RGBA) picture, 8 bits a channel, sRGB, turned the way its EXIF says.

    Raises:
        PictureError: Missing, not a picture, broken, too small or too large.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise PictureError("This is a folder, not a picture", cure="Name the picture file itself", file=path)
        if size > MAX_BYTES:
            raise PictureError(f"The file has {size:,} bytes", why=f"At most {MAX_BYTES:,} are taken", file=path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PictureError("No such picture", cure="Check the path; it is relative to the project folder", file=path) from error
    except OSError as error:
        raise PictureError(f"The picture cannot be read: {error.strerror}", file=path) from error
    return decode_picture(data, name=str(path), keep_alpha=keep_alpha)


def decode_picture(data: bytes, *, name: str, keep_alpha: bool = False) -> Image.Image:
    """As `open_picture`, from bytes; `name` is what errors call them."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not data:
        raise PictureError("The picture is empty (0 bytes)", cure="Save it again", file=name)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check_size(picture.size, name)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            return _to_srgb(upright, keep_alpha=keep_alpha)
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError(
            f"Not a picture this program takes: it looks like {_guess(data)}",
            cure="Save it as PNG, JPEG or WebP",
            file=name,
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureError("The picture is far too large", cure=f"At most {MAX_PIXELS:,} pixels are taken", file=name) from error
    except Exception as error:  # noqa: BLE001 - decoders raise anything on broken data (SyntaxError, struct.error ...)
        raise PictureError("The picture is broken or cut off", cure="Save or download it again", file=name) from error


def png_bytes(picture: Image.Image) -> bytes:
    """The picture as PNG; fast rather than small."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


def jpeg_bytes(picture: Image.Image, *, quality: int = 85) -> bytes:
    """The picture as JPEG, without alpha."""
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def _check_size(size: tuple[int, int], name: str) -> None:
    width, height = size
    long, short = max(size), min(size)
    if width * height > MAX_PIXELS or long > MAX_SIDE:
        raise PictureError(
            f"The picture is {width}x{height}",
            why=f"At most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE} pixels a side are taken",
            cure="Make it smaller",
            file=name,
        )
    if short < MIN_SIDE or long > MAX_RATIO * short:
        raise PictureError(
            f"The picture is {width}x{height}",
            why=f"Sides must be at least {MIN_SIDE} pixels and at most {MAX_RATIO}:1",
            file=name,
        )


def _to_srgb(picture: Image.Image, *, keep_alpha: bool) -> Image.Image:
    from PIL import Image, ImageCms

    if picture.mode.startswith("I") or picture.mode == "F":
        # Pillow's own conversion clips 16 bits to white instead of scaling them.
        import numpy

        values = numpy.asarray(picture).astype(numpy.float64)
        top = 65535.0 if values.max() > 255 else 255.0
        picture = Image.fromarray((values.clip(0, top) * (255.0 / top)).astype(numpy.uint8))
    profile = picture.info.get("icc_profile")
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    alpha = picture.convert("RGBA").getchannel("A") if has_alpha else None
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        base = picture.convert("RGB") if picture.mode == "RGBA" else picture
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(base, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # A broken profile: the plain conversion below is the best guess.
        colour = converted if converted is not None else picture.convert("RGB")
    else:
        colour = picture.convert("RGBA").convert("RGB") if alpha is not None else picture.convert("RGB")
    if alpha is None:
        return colour
    colour.putalpha(alpha)
    if keep_alpha and alpha.getextrema() != (255, 255):
        return colour
    white = Image.new("RGB", colour.size, "white")
    white.paste(colour, mask=alpha)
    return white


def _guess(data: bytes) -> str:
    head = data[:64].lstrip().lower()
    for magic, kind in _LOOKS_LIKE:
        if head.startswith(magic.lower()):
            return kind
    if data[4:8] == b"ftyp":
        return "a HEIC, AVIF or video file"
    if data[:8].startswith((b"\x89PNG", b"\xff\xd8")):
        return "a broken PNG or JPEG"
    return "text" if data[:512].isascii() else "something else"
