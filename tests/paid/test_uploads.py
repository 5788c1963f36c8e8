from __future__ import annotations

import hashlib
import io
import random

import pytest
from PIL import Image

from storyboard.errors import PictureError
from storyboard.media import sha256_of
from storyboard.paid import picture_size, prepare_upload


def _save(path, picture, kind="PNG", **options):
    picture.save(path, kind, **options)
    return path


def _upload(path, name="01-character-MARA"):
    return prepare_upload(path, sha256_of(path), name)


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_a_fine_picture_is_sent_byte_for_byte(tmp_path, kind, media_type):
    path = _save(tmp_path / "mara.bin", Image.new("RGB", (640, 480), "navy"), kind)
    upload = _upload(path)
    assert upload.data == path.read_bytes()
    assert upload.media_type == media_type
    assert upload.size == (640, 480)
    assert upload.name.startswith("01-character-MARA.")


def test_transparency_is_kept(tmp_path):
    path = _save(tmp_path / "cut.png", Image.new("RGBA", (3000, 2000), (10, 20, 30, 0)))
    upload = _upload(path)
    assert upload.media_type == "image/png"
    assert upload.size == (2048, 1365)
    with Image.open(io.BytesIO(upload.data)) as sent:
        assert sent.getpixel((5, 5))[3] == 0


def test_a_picture_larger_than_is_looked_at_is_made_smaller(tmp_path):
    path = _save(tmp_path / "large.jpg", Image.new("RGB", (4000, 3000), "olive"), "JPEG")
    upload = _upload(path)
    assert upload.size == (2048, 1536)
    assert upload.media_type == "image/jpeg"
    assert upload.name.endswith(".jpg")
    with Image.open(io.BytesIO(upload.data)) as sent:
        assert sent.size == (2048, 1536)


def test_a_sideways_photo_is_sent_upright(tmp_path):
    picture = Image.new("RGB", (300, 200), "white")
    picture.paste("red", (0, 0, 300, 100))
    exif = Image.Exif()
    exif[0x0112] = 6
    path = _save(tmp_path / "phone.jpg", picture, "JPEG", exif=exif)
    upload = _upload(path)
    assert upload.size == (200, 300)
    with Image.open(io.BytesIO(upload.data)) as sent:
        assert sent.getexif().get(0x0112, 1) == 1
        red, green, _ = sent.getpixel((190, 150))
        assert red > 200
        assert green < 60


def test_a_palette_picture_is_sent_as_plain_colour(tmp_path):
    path = _save(tmp_path / "palette.png", Image.new("P", (64, 64), 3))
    with Image.open(io.BytesIO(_upload(path).data)) as sent:
        assert sent.mode == "RGB"


def test_a_heavy_picture_is_made_lighter(tmp_path):
    noise = Image.frombytes("RGB", (1800, 1300), random.Random(7).randbytes(1800 * 1300 * 3))
    path = _save(tmp_path / "noise.png", noise)
    assert path.stat().st_size > 6_000_000
    assert len(_upload(path).data) < 6_000_000


def test_a_picture_that_changed_since_planning_is_not_sent(tmp_path):
    path = _save(tmp_path / "mara.png", Image.new("RGB", (64, 64)))
    with pytest.raises(PictureError, match="changed since"):
        prepare_upload(path, hashlib.sha256(b"another").hexdigest(), "x")


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_not_sent(tmp_path, content):
    path = tmp_path / "fake.png"
    path.write_bytes(content)
    with pytest.raises(PictureError):
        _upload(path)


def test_file_names_carry_no_strange_letters(tmp_path):
    path = _save(tmp_path / "x.png", Image.new("RGB", (64, 64)))
    assert _upload(path, '01-character-Zoë "x"\r\n').name == "01-character-Zox.png"
    assert _upload(path, "李").name == "reference.png"


def test_a_size_is_read_from_the_head_and_unknown_where_there_is_none(tmp_path):
    assert picture_size(_save(tmp_path / "x.png", Image.new("RGB", (70, 50)))) == (70, 50)
    assert picture_size(tmp_path / "missing.png") is None
