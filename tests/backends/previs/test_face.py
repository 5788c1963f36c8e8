"""Heads and faces found on figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyboard.backends.previs.blob import find_face
from storyboard.backends.previs.cutout import cut_out
from storyboard.backends.previs.face import find_head, on_feet

from .conftest import COAT, HAIR, HEAD, INK, SKIN, figure


def measured(sheet):
    pixels = np.asarray(sheet)
    return find_head(np.ascontiguousarray(pixels[..., :3]), pixels[..., 3].astype(np.float32) / 255)


def face_of(sheet):
    pixels = np.asarray(sheet)
    return find_face(np.ascontiguousarray(pixels[..., :3]), pixels[..., 3] > 128)


def cartoon(heads, skin=SKIN, hair=HAIR):
    """A standing figure so many heads tall whose round head sits on its shoulders without a neck; its head's rows."""
    head = round(820 / heads)
    sheet = Image.new("RGBA", (max(400, head + 60), 900), (0, 0, 0, 0))
    draw, middle = ImageDraw.Draw(sheet), sheet.width // 2
    top, chin, hip = 40, 40 + head, 40 + head + round((820 - head) * 0.52)
    half = min(90, round(0.32 * (820 - head)))
    for side in (-1, 1):
        foot = middle + side * half * 0.5
        draw.rectangle(
            (foot - half * 0.34, hip - 10, foot + half * 0.34, 830), fill=(60, 80, 120), outline=INK, width=3
        )
        draw.ellipse((foot - half * 0.5, 815, foot + half * 0.5, 860), fill=(120, 50, 40), outline=INK, width=3)
        arm = middle + side * half * 1.25
        draw.rounded_rectangle(
            (arm - half * 0.22, chin + 14, arm + half * 0.22, hip), 8, fill=COAT, outline=INK, width=3
        )
    draw.rounded_rectangle((middle - half, chin - 6, middle + half, hip), 12, fill=COAT, outline=INK, width=3)
    wide = head * 0.48
    draw.ellipse((middle - wide, top, middle + wide, chin), fill=skin, outline=INK, width=3)
    draw.pieslice((middle - wide - 3, top - 3, middle + wide + 3, top + head * 0.8), 180, 360, fill=hair)
    for side in (-1, 1):
        eye = middle + side * wide * 0.42
        draw.ellipse((eye - head * 0.05, top + head * 0.52, eye + head * 0.05, top + head * 0.66), fill=INK)
    draw.arc(
        (middle - head * 0.12, top + head * 0.7, middle + head * 0.12, top + head * 0.86), 15, 165, fill=INK, width=4
    )
    return sheet, (top, chin)


@pytest.mark.parametrize("heads", [2.2, 2.6, 3.4, 4.5, 6.0, 7.5, 9.0])
@pytest.mark.parametrize(("skin", "hair"), [(SKIN, HAIR), ((112, 72, 50), (20, 18, 18))])
def test_the_head_line_is_right_from_two_to_nine_heads_tall(heads, skin, hair):
    sheet, (top, chin) = cartoon(heads, skin, hair)
    head = measured(sheet)
    size = chin - top
    assert head.sure
    assert head.top == pytest.approx(top, abs=0.1 * size)
    assert head.chin == pytest.approx(chin, abs=0.16 * size)
    assert head.eyes == pytest.approx(top + 0.59 * size, abs=0.08 * size)


def test_hair_that_hides_the_neck_does_not_hide_the_chin():
    sheet = Image.new("RGBA", (400, 900), (0, 0, 0, 0))
    ImageDraw.Draw(sheet).rounded_rectangle((126, 50, 274, 330), 50, fill=HAIR, outline=INK, width=4)
    sheet.alpha_composite(figure(hair=HAIR))
    ImageDraw.Draw(sheet).rectangle((136, 240, 160, 320), fill=HAIR)
    ImageDraw.Draw(sheet).rectangle((240, 240, 264, 320), fill=HAIR)
    head = measured(sheet)
    assert head.sure
    assert head.chin == pytest.approx(HEAD[1], abs=16)
    assert head.eyes == pytest.approx(140, abs=8)


def test_a_neckline_is_below_the_chin_of_a_face():
    sheet = figure(bust=True)
    ImageDraw.Draw(sheet).chord((150, 170, 250, 330), 0, 180, fill=SKIN)
    ImageDraw.Draw(sheet).rectangle((182, 190, 218, 262), fill=SKIN)
    assert face_of(sheet).chin == pytest.approx(HEAD[1], abs=14)


def test_glasses_are_eyes():
    sheet = figure()
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((150, 128, 250, 156), fill=SKIN)
    for side in (-1, 1):
        draw.ellipse((200 + side * 26 - 20, 122, 200 + side * 26 + 20, 162), fill="white", outline=INK, width=5)
    draw.line((190, 142, 210, 142), fill=INK, width=5)
    assert face_of(sheet).eyes == pytest.approx(142, abs=8)


@pytest.mark.parametrize("size", [(400, 900), (40, 90)])
def test_a_body_without_a_face_has_none(size):
    sheet = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(sheet).rectangle((10, 10, size[0] - 10, size[1] - 10), fill=SKIN)
    assert face_of(sheet) is None


def test_a_scrap_above_and_beside_the_head_is_not_its_crown():
    sheet = figure()
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((330, 4, 390, 60), fill=(120, 120, 200))
    draw.line((255, 110, 340, 50), fill=(120, 120, 200), width=4)
    head = measured(sheet)
    assert head.top == pytest.approx(HEAD[0] - 4, abs=6)
    assert head.chin == pytest.approx(HEAD[1], abs=16)


def test_feet_at_the_edge_of_a_picture_are_feet_and_cut_legs_are_not():
    sheet, _ = cartoon(3.0)
    trimmed = sheet.crop(sheet.getbbox())
    solid = np.asarray(trimmed.getchannel("A")) > 128
    head = measured(trimmed)
    assert on_feet(solid, head)
    assert not on_feet(solid[: int(0.85 * len(solid))], head)


def test_the_same_face_above_another_coat_is_measured_alike():
    """Something on the red coat looks a little like two eyes; the neck above it is trusted more."""
    folder = Path(__file__).parents[3] / "examples" / "lighthouse" / "refs"
    heads = []
    for name in ("mara.png", "mara-red-coat.png"):
        cut = cut_out(np.asarray(Image.open(folder / name).convert("RGB").resize((533, 800))))
        heads.append(find_head(cut.colours, cut.coverage))
    yellow, red = heads
    assert red.chin == pytest.approx(yellow.chin, abs=0.03 * yellow.height)
    assert red.eyes == pytest.approx(yellow.eyes, abs=0.06 * yellow.height)
