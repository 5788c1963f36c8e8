from __future__ import annotations

import io
import os
import struct
import sys
import time
import tracemalloc
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from storyboard.errors import PictureError
from storyboard.media import decode_picture, jpeg_bytes, open_picture, png_bytes, sha256_of

RED, GREEN, BLUE = (220, 30, 30), (30, 200, 40), (30, 60, 220)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def corners(width: int = 64, height: int = 48) -> Image.Image:
    """Red at the top left, green at the top right, blue below."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    return picture


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be of that size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg_header(width: int, height: int) -> bytes:
    data = bytearray(saved(corners(), "JPEG"))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_header(width: int, height: int) -> bytes:
    # The pictures of an animation may be smaller than its canvas, so this one is not even damaged.
    data = bytearray(saved(corners(), "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48))]))
    place = data.index(b"VP8X") + 12
    data[place : place + 6] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)


def near(picture: Image.Image, point: tuple[int, int], colour: tuple[int, ...], slack: int = 12) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(picture.getpixel(point), colour, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".txt", ""])
def test_the_bytes_say_what_it_is_and_not_the_suffix(tmp_path, kind, suffix):
    path = tmp_path / f"face{suffix}"
    path.write_bytes(saved(corners(), kind))
    picture = open_picture(path)
    assert (picture.mode, picture.size) == ("RGB", (64, 48))
    assert near(picture, (8, 8), RED, 40)
    assert near(picture, (56, 8), GREEN, 40)


def test_what_is_written_reads_back():
    picture = corners()
    assert decode_picture(png_bytes(picture), name="a").tobytes() == picture.tobytes()
    assert near(decode_picture(jpeg_bytes(picture.convert("RGBA")), name="a"), (8, 8), RED)


def test_a_hash_is_of_the_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty (0 bytes)"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "HTML page"),
        (b"  <html>", "HTML page"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG drawing"),
        (b"\xef\xbb\xbf<svg/>", "SVG drawing"),
        (b'<?xml version="1.0"?><svg/>', "XML or SVG"),
        (saved(corners(), "GIF"), "a GIF"),
        (saved(corners(), "BMP"), "a BMP"),
        (saved(corners(), "TIFF"), "a TIFF"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"ffconcat version 1.0\nfile /etc/hostname", "ffmpeg list"),
        (b"\0\0\0\x20ftypheic" + b"\0" * 64, "HEIC, AVIF or video"),
        (b"just words", "text"),
        (b"\x93\x94\x95" * 100, "something else"),
        (b"\x89PNG", "broken PNG"),
        (b"RIFF\xf0\0\0\0AVI LIST", "something else"),
    ],
)
def test_what_is_no_picture_is_named(tmp_path, data, words):
    path = tmp_path / "face.png"
    path.write_bytes(data)
    with pytest.raises(PictureError) as caught:
        open_picture(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.cure


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_picture_that_was_cut_off_says_so(kind, share):
    noise = Image.fromarray(np.random.default_rng(7).integers(0, 255, (96, 128, 3), dtype=np.uint8))
    data = saved(noise, kind)
    with pytest.raises(PictureError, match="broken or cut off"):
        decode_picture(data[: int(len(data) * share)], name="face")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_damaged_bytes_never_raise_anything_but_a_picture_error(kind):
    data = saved(corners(), kind)
    random = np.random.default_rng(11)
    refused = 0
    for _ in range(150):
        broken = bytearray(data)
        for place in random.integers(0, len(data), 6):
            broken[place] = random.integers(0, 256)
        try:
            decode_picture(bytes(broken), name="face")
        except PictureError:
            refused += 1
    assert refused > 0


def test_a_folder_is_not_a_picture(tmp_path):
    with pytest.raises(PictureError, match="folder"):
        open_picture(tmp_path)


def test_a_missing_picture_says_where_it_was_looked_for(tmp_path):
    with pytest.raises(PictureError, match=r"gone\.png: No such picture\. Check the path"):
        open_picture(tmp_path / "gone.png")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "face.png")
    with pytest.raises(PictureError, match="not a file"):
        open_picture(tmp_path / "face.png")


def test_a_path_with_a_zero_byte_is_refused(tmp_path):
    with pytest.raises(PictureError, match="not a path"):
        open_picture(tmp_path / "a\0b.png")


def test_a_file_of_too_many_bytes_is_refused_unread(tmp_path):
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(PictureError, match="60,000,000 bytes"):
        open_picture(path)


@pytest.mark.parametrize(
    "data",
    [png_header(30_000, 30_000), png_header(2**31 - 1, 2**31 - 1), png_header(9_000, 9_000), jpeg_header(65_500, 65_500), webp_header(16_384, 16_384)],
    ids=["png", "png-most", "png-just-over", "jpeg", "webp"],
)  # fmt: skip
def test_a_small_file_that_claims_to_be_huge_is_refused_at_once(data):
    assert len(data) < 10_000
    tracemalloc.start()
    begun = time.process_time()
    try:
        with pytest.raises(PictureError, match="megapixels"):
            decode_picture(data, name="bomb")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - begun < 1
    assert peak < 20_000_000


@pytest.mark.parametrize("size", [(15, 100), (100, 15), (900, 100), (100, 900)])
def test_slivers_are_refused(size):
    with pytest.raises(PictureError, match=rf"{size[0]}x{size[1]}"):
        decode_picture(saved(Image.new("RGB", size), "PNG"), name="sliver")


@pytest.mark.parametrize("size", [(16, 16), (16, 128), (128, 16)])
def test_the_smallest_and_the_narrowest_are_taken(size):
    assert decode_picture(saved(Image.new("RGB", size), "PNG"), name="edge").size == size


def test_sixteen_bits_of_grey_are_scaled_and_not_clipped():
    ramp = np.linspace(0, 65535, 64).astype(np.uint16)[None, :].repeat(32, axis=0)
    picture = decode_picture(saved(Image.fromarray(ramp), "PNG"), name="ramp")
    values = np.asarray(picture)[0, :, 0].astype(int)
    assert values[0] == 0
    assert values[-1] == 255
    assert abs(values - ramp[0] / 257).max() <= 1


def test_a_dark_picture_of_sixteen_bits_stays_dark():
    dark = np.full((32, 32), 250, np.uint16)
    assert decode_picture(saved(Image.fromarray(dark), "PNG"), name="dark").getpixel((5, 5)) == (0, 0, 0)


def test_a_cmyk_jpeg_becomes_rgb():
    cmyk = Image.new("CMYK", (32, 32), (0, 255, 255, 0))
    picture = decode_picture(saved(cmyk, "JPEG", quality=95), name="print")
    assert picture.mode == "RGB"
    assert near(picture, (9, 9), (255, 0, 0), 40)


@pytest.mark.parametrize(
    ("orientation", "size", "top_left", "top_right"),
    [
        (1, (64, 48), RED, GREEN),
        (2, (64, 48), GREEN, RED),
        (3, (64, 48), BLUE, BLUE),
        (6, (48, 64), BLUE, RED),
        (8, (48, 64), GREEN, BLUE),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_turned_the_way_its_camera_was_held(kind, orientation, size, top_left, top_right):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decode_picture(saved(corners(), kind, exif=exif.tobytes()), name="phone")
    assert picture.size == size
    assert near(picture, (6, 6), top_left, 60)
    assert near(picture, (size[0] - 7, 6), top_right, 60)


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0garbage!!", b"Exif\0\0MM\0*\0\0\0\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff"]
)
@pytest.mark.filterwarnings("ignore:.*orrupt EXIF data:UserWarning")
def test_broken_exif_does_not_spoil_good_pixels(exif):
    assert decode_picture(saved(corners(), "JPEG", exif=exif), name="phone").size == (64, 48)


def half_clear(mode: str) -> Image.Image:
    picture = Image.new("RGBA", (32, 32), (*RED, 255))
    picture.paste((0, 0, 0, 0), (16, 0, 32, 32))
    return picture if mode == "RGBA" else picture.convert(mode)


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA"])
def test_transparency_is_laid_on_white(mode):
    picture = decode_picture(saved(half_clear(mode), "PNG"), name="cut-out")
    assert picture.mode == "RGB"
    assert picture.getpixel((28, 9)) == (255, 255, 255)
    assert picture.getpixel((4, 9)) != (255, 255, 255)


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA"])
def test_transparency_is_kept_when_asked_for(mode):
    picture = decode_picture(saved(half_clear(mode), "PNG"), name="cut-out", keep_alpha=True)
    assert picture.mode == "RGBA"
    assert picture.getpixel((28, 9))[3] == 0
    assert picture.getpixel((4, 9))[3] == 255


def test_a_palette_with_a_clear_colour_is_laid_on_white():
    picture = Image.new("P", (32, 32), 0)
    picture.putpalette([*RED, *GREEN])
    picture.paste(1, (16, 0, 32, 32))
    picture = decode_picture(saved(picture, "PNG", transparency=1), name="palette")
    assert (picture.getpixel((4, 4)), picture.getpixel((28, 4))) == (RED, (255, 255, 255))


def test_alpha_that_hides_nothing_is_no_alpha():
    picture = Image.new("RGBA", (32, 32), (*RED, 255))
    assert decode_picture(saved(picture, "PNG"), name="opaque", keep_alpha=True).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_first_picture_of_an_animation_is_used(kind):
    frames = [Image.new("RGB", (32, 32), colour) for colour in (RED, GREEN, BLUE)]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert near(decode_picture(data, name="moving"), (9, 9), RED)


def test_a_colour_profile_is_turned_into_srgb():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(decode_picture(saved(corners(), "PNG", icc_profile=srgb), name="srgb"), (8, 8), RED, 2)
    # A profile whose red and blue primaries have changed places.
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    picture = decode_picture(saved(corners(), "PNG", icc_profile=swapped), name="swapped")
    assert near(picture, (8, 8), RED[::-1])
    assert b"iCCP" not in png_bytes(picture)


@pytest.mark.parametrize("profile", [b"nonsense", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_a_profile_that_does_not_fit_the_picture_is_ignored(profile):
    assert near(decode_picture(saved(corners(), "PNG", icc_profile=profile), name="odd"), (8, 8), RED, 2)


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "RGB", "RGBA", "P", "LA"])
def test_every_mode_comes_out_as_eight_bits_of_rgb(mode):
    picture = (
        Image.fromarray(np.full((24, 24), 40_000, np.uint16))
        if mode == "I;16"
        else Image.new("RGB", (24, 24), GREEN).convert(mode)
    )
    assert decode_picture(saved(picture, "PNG"), name=mode).mode == "RGB"
