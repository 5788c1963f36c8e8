from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from storyboard.continuity.measure import measure, worn_in_reference
from storyboard.continuity.palette import right_share
from storyboard.continuity.picture import Picture, hash_distance, palette_distance, share_of, thumb_distance
from storyboard.errors import PictureError
from storyboard.model import Head, Landmarks

SIZE = (640, 360)


def scenery(*, sky=(150, 190, 220), coat=(210, 170, 30)) -> Image.Image:
    """A sky that grows lighter downwards, a ground, a figure in a coat."""
    picture = Image.new("RGB", SIZE, sky)
    pen = ImageDraw.Draw(picture)
    for y in range(220):
        pen.line((0, y, SIZE[0], y), fill=tuple(min(255, channel + y // 5) for channel in sky))
    pen.rectangle((0, 220, *SIZE), fill=(90, 110, 60))
    pen.ellipse((280, 60, 360, 150), fill=(230, 190, 160))
    pen.rectangle((250, 155, 390, 360), fill=coat)
    return picture


HEAD = Landmarks(heads=(Head(character="MARA", x=280 / 640, y=60 / 360, width=80 / 640, height=90 / 360),))


@pytest.fixture
def look(tmp_path: Path):
    def at(picture: Image.Image, landmarks: Landmarks = HEAD) -> Picture:
        path = tmp_path / "frame.png"
        picture.save(path)
        return measure(path, "s001_0010", landmarks, name="frame.png", sha256="")

    return at


def test_light_and_contrast_are_in_lightness(look):
    white, black, drawn = (look(one) for one in (Image.new("RGB", SIZE, "white"), Image.new("RGB", SIZE), scenery()))
    assert (round(white.light), round(black.light)) == (100, 0)
    assert white.spread == black.spread == 0
    assert drawn.spread > 30


def test_a_copy_is_near_and_another_picture_is_far(look):
    one, again, other = (
        look(scenery()),
        look(scenery().resize((320, 180))),
        look(scenery(sky=(20, 25, 60)).transpose(Image.Transpose.FLIP_LEFT_RIGHT).rotate(180)),
    )
    assert hash_distance(one.dhash, again.dhash) <= 3
    assert thumb_distance(one.thumb, again.thumb) < 3
    assert palette_distance(one.histogram, again.histogram) < 0.05
    assert hash_distance(one.dhash, other.dhash) > 10
    assert thumb_distance(one.thumb, other.thumb) > 20
    assert palette_distance(one.histogram, other.histogram) > 0.3


def with_bars(draw) -> Image.Image:
    picture = scenery()
    draw(ImageDraw.Draw(picture))
    return picture


def letterbox(pen):
    pen.rectangle((0, 0, 639, 39), fill="black")
    pen.rectangle((0, 320, 639, 359), fill="black")


def test_a_letterbox_is_measured(look):
    assert look(with_bars(letterbox)).bars == {"top": 40, "bottom": 40}


def test_a_border_is_measured(look):
    border = with_bars(lambda pen: pen.rectangle((0, 0, 639, 359), outline=(240, 230, 200), width=8))
    assert look(border).bars == {"top": 8, "bottom": 8, "left": 8, "right": 8}


def test_pillars_are_measured(look):
    def pillars(pen):
        pen.rectangle((0, 0, 79, 359), fill="white")
        pen.rectangle((560, 0, 639, 359), fill="white")

    assert look(with_bars(pillars)).bars == {"left": 80, "right": 80}


@pytest.mark.parametrize(
    "draw",
    [
        lambda _: None,
        lambda pen: pen.rectangle((0, 0, 639, 39), fill="black"),
        lambda pen: (
            pen.rectangle((0, 0, 639, 39), fill="black"),
            pen.rectangle((0, 340, 639, 359), fill=(90, 60, 30)),
        ),
        lambda pen: [pen.line((0, y, 639, y), fill=(y // 8,) * 3) for y in range(360)],
    ],
    ids=["a sky", "one bar", "ceiling and floor", "a dark gradient"],
)
def test_skies_ceilings_and_darkness_are_no_bars(look, draw):
    assert not look(with_bars(draw)).bars


def test_the_coat_is_found_below_the_head_and_in_the_reference(look, draw_figure, tmp_path):
    yellow = worn_in_reference(draw_figure(tmp_path / "mara.png", coat=(210, 170, 30)))
    assert right_share(look(scenery()).worn["MARA"], yellow) > 0.8
    assert right_share(look(scenery(coat=(180, 40, 40))).worn["MARA"], yellow) < 0.2
    assert right_share(look(scenery(coat=(95, 75, 20))).worn["MARA"], yellow) > 0.8


def test_a_colour_is_found_in_the_lower_half_by_its_hue(look):
    red = look(Image.new("RGB", SIZE, (180, 40, 40))).colours[0]
    assert share_of(look(scenery(coat=(180, 40, 40))).lower, red, chroma=30) > 0.1
    assert share_of(look(scenery()).lower, red, chroma=30) < 0.03


def test_a_head_at_the_edge_leaves_nothing_to_measure(look):
    low = Landmarks(heads=(Head(character="MARA", x=0.4, y=0.7, width=0.2, height=0.3),))
    assert look(scenery(), low).worn == {}


def test_a_broken_picture_is_an_error(tmp_path):
    path = tmp_path / "frame.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    with pytest.raises(PictureError):
        measure(path, "s001_0010", Landmarks(), name="frame.png", sha256="")
