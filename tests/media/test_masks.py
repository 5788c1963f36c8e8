from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyboard.errors import PictureError
from storyboard.media import put_back, read_mask

SIZE = (320, 180)
BOX = (100, 40, 220, 140)


def _mask(kind: str) -> Image.Image:
    painted = Image.new("L", SIZE, 0)
    ImageDraw.Draw(painted).rectangle(BOX, fill=255)
    if kind == "white on black":
        return painted
    erased = Image.new("RGBA", SIZE, "grey")
    erased.putalpha(painted.point(lambda value: 255 - value))
    return erased


@pytest.mark.parametrize("kind", ["white on black", "transparent"])
def test_both_ways_to_draw_a_mask_open_the_same_part(tmp_path, kind):
    _mask(kind).save(tmp_path / "mask.png")
    cover = np.asarray(read_mask(tmp_path / "mask.png", SIZE))
    assert set(np.unique(cover)) == {0, 255}
    assert np.array_equal(cover > 0, np.asarray(_mask("white on black")) > 0)


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (Image.new("L", SIZE, 0), "opens nothing"),
        (Image.new("L", SIZE, 255), "opens everything"),
        (Image.new("L", (100, 100), 255), "another shape"),
    ],
)
def test_a_mask_that_says_nothing_is_refused(tmp_path, picture, said):
    picture.save(tmp_path / "mask.png")
    with pytest.raises(PictureError, match=said):
        read_mask(tmp_path / "mask.png", SIZE)


def test_what_the_mask_closes_stays_pixel_for_pixel_and_the_edge_is_soft_on_the_inside(tmp_path):
    kept = Image.effect_noise(SIZE, 60).convert("RGB")
    changed = Image.new("RGB", (SIZE[0] * 2, SIZE[1] * 2), "red")
    _mask("white on black").save(tmp_path / "mask.png")
    cover = read_mask(tmp_path / "mask.png", SIZE)
    whole = np.asarray(put_back(kept, changed, cover))
    closed = np.asarray(cover) == 0
    assert np.array_equal(whole[closed], np.asarray(kept)[closed])
    assert tuple(whole[90, 160]) == (255, 0, 0)
    assert np.abs(whole[90, BOX[0] + 1].astype(int) - (255, 0, 0)).sum() > 0
