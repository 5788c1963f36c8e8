"""The nets on busy backgrounds, where they are installed; and that everything works where they are not, or broken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from storyboard.backends.netfiles import NETS, nets_are_there, nets_folder
from storyboard.backends.previs.backend import PrevisBackend
from storyboard.backends.previs.colour import distance
from storyboard.backends.previs.cutout import cut_out
from storyboard.backends.previs.face import face_of, find_head, gaze_of
from storyboard.backends.previs.kit import build_kit, read_kit
from storyboard.backends.previs.nets import Nets, SeenFace, installed_nets
from storyboard.backends.previs.segment import main_face, other_people
from storyboard.backends.previs.shelf import KitShelf, kit_stamp
from storyboard.model import Subject

from .conftest import COAT, LEGS, figure, on_ground, overlap

# Read before the tests are given an empty data folder.
HERE = nets_folder()
with_nets = pytest.mark.skipif(
    not nets_are_there(HERE), reason="the nets are not installed; fetch them with: storyboard doctor --nets"
)
REFERENCES = Path(__file__).parents[3] / "examples" / "lighthouse" / "refs"


@pytest.fixture(scope="module")
def nets() -> Nets:
    return Nets(HERE)


@pytest.fixture(scope="module")
def mara() -> tuple[np.ndarray, np.ndarray]:
    """MARA of the example film in front of a street, and where she is in it."""
    cut = cut_out(np.asarray(Image.open(REFERENCES / "mara.png").convert("RGB").resize((400, 600))))
    sheet = Image.fromarray(np.dstack([cut.colours, (cut.coverage * 255).astype(np.uint8)]))
    return np.asarray(on_ground(sheet, street(sheet.size))), cut.coverage > 0.5


def street(size: tuple[int, int], seed: int = 5) -> Image.Image:
    random = np.random.default_rng(seed)
    ground = Image.new("RGB", size, (170, 195, 215))
    draw = ImageDraw.Draw(ground)
    for x in range(0, size[0], 90):
        wall = tuple(int(value) for value in random.integers(60, 200, 3))
        draw.rectangle((x, int(random.integers(20, 200)), x + 90, size[1]), fill=wall)
        for y in range(220, size[1] - 120, 46):
            for left in (x + 12, x + 50):
                draw.rectangle((left, y, left + 22, y + 28), fill=tuple(int(value * 0.6) for value in wall))
    return ground.filter(ImageFilter.GaussianBlur(1))


def seen(x: float = 100, width: float = 60, nose: float = 0.0, score: float = 0.9) -> SeenFace:
    middle = x + width / 2
    eyes = ((middle - 15, 120.0), (middle + 15, 120.0))
    return SeenFace(score, x, 90, width, 80, eyes, (middle + 30 * nose, 135), (middle, 150))


def test_the_gaze_of_a_face_is_how_far_the_nose_has_left_the_middle():
    assert gaze_of(seen()) == 0
    assert gaze_of(seen(nose=0.03)) == 0
    assert gaze_of(seen(nose=0.14)) == pytest.approx(0.5)
    assert gaze_of(seen(nose=-0.5)) == -1


def test_the_chin_is_below_the_mouth_and_not_below_the_face():
    face = face_of(seen())
    assert 150 < face.chin <= 170
    assert face.eyes == 120


def test_a_head_whose_outline_is_wrong_is_measured_around_the_face():
    # Hair as wide as the shoulders: no neck, and no two eyes that stand out.
    coverage = np.zeros((400, 260), np.float32)
    coverage[40:, 30:230] = 1
    colours = np.full((400, 260, 3), 150, np.uint8)
    lines = find_head(colours, coverage, seen(x=100))
    assert (lines.eyes, lines.sure) == (120, True)
    assert 150 < lines.chin <= 170
    assert lines.top == 40


def test_of_two_faces_the_larger_is_whose_picture_it_is():
    small, large, far = seen(20, 50), seen(110, 60), seen(200, 20)
    assert main_face([small, large, far], 280) is large
    assert other_people([small, large, far], large) == [small]


def test_without_nets_there_are_none(tmp_path):
    assert installed_nets() is None
    assert "+" not in kit_stamp()


def test_damaged_nets_are_not_used_and_that_is_said_with_a_doubtful_cutout(
    tmp_path, monkeypatch, make_prompt, make_shot, reference
):
    busy = tmp_path / "busy.png"
    on_ground(figure(), street((400, 900))).save(busy)
    before = read_kit(busy)
    monkeypatch.setenv("STORYBOARD_DATA", str(tmp_path))
    (tmp_path / "nets").mkdir()
    for net in NETS:
        (tmp_path / "nets" / net.name).write_bytes(b"damaged")
    assert installed_nets() is None
    after = read_kit(busy)
    assert np.array_equal(before.sprite, after.sprite)
    assert after.doubtful
    shot = make_shot(Subject(character="ADA"), text="ADA waits.")
    warnings = PrevisBackend().draw_now(make_prompt(shot, size=(192, 108), references={"ADA": busy})).warnings
    assert sum("doctor --nets" in warning for warning in warnings) == 1
    plain = PrevisBackend().draw_now(make_prompt(shot, size=(192, 108), references={"ADA": reference}))
    assert plain.warnings == ()


@with_nets
def test_a_figure_is_cut_out_of_a_street_and_trusted(nets, mara):
    picture, truth = mara
    cut = cut_out(picture, nets)
    assert cut.method == "nets"
    assert cut.doubtful == ""
    assert overlap(cut.coverage > 0.5, truth) > 0.8


@pytest.fixture(scope="module")
def kit(nets, mara):
    return build_kit(mara[0], "MARA", nets)


@with_nets
def test_with_the_nets_head_and_costume_are_those_of_the_plain_picture(kit):
    plain = build_kit(np.asarray(Image.open(REFERENCES / "mara.png").convert("RGB").resize((400, 600))), "MARA")
    assert kit.method == "nets"
    assert kit.full
    assert kit.heads_tall == pytest.approx(plain.heads_tall, rel=0.15)
    assert abs(kit.head.looks - plain.head.looks) < 0.4
    for part in ("top", "sleeve", "leg", "shoe"):
        assert distance(getattr(kit.palette, part), getattr(plain.palette, part)) < 60, part
    assert len(kit.wrists) == 2


@with_nets
def test_the_same_picture_gives_the_same_kit(kit, mara):
    other = build_kit(mara[0], "MARA", Nets(HERE))
    assert np.array_equal(kit.sprite, other.sprite)
    assert (kit.head, kit.palette, kit.wrists) == (other.head, other.palette, other.wrists)


@with_nets
def test_a_kit_is_made_anew_when_nets_were_fetched(tmp_path, monkeypatch, mara):
    path = tmp_path / "mara.png"
    Image.fromarray(mara[0]).resize((200, 300)).save(path)
    assert KitShelf(tmp_path / "kits").kit(path, "MARA").method != "nets"
    monkeypatch.setenv("STORYBOARD_DATA", str(HERE.parent))
    assert KitShelf(tmp_path / "kits").kit(path, "MARA").method == "nets"
    assert len(list((tmp_path / "kits").glob("*.png"))) == 2


@with_nets
def test_of_two_people_one_is_taken_and_that_is_said(nets, mara):
    picture, truth = mara
    both = np.hstack([np.asarray(street((400, 600), 9)), picture])
    both[:, :400] = np.where(truth[..., None], picture, both[:, :400])
    cut = cut_out(np.ascontiguousarray(both), nets)
    assert "2 people" in cut.doubtful
    half = [(cut.coverage[:, part] > 0.5).sum() for part in (slice(0, 400), slice(400, None))]
    assert min(half) < 0.1 * max(half)


@with_nets
def test_a_picture_of_nobody_is_said_to_be_one(nets):
    kit = build_kit(np.asarray(street((400, 600))), "NOBODY", nets)
    assert kit.method == "stand-in"
    assert "No person" in kit.doubtful


def test_a_plain_drawing_needs_no_nets():
    kit = build_kit(np.asarray(on_ground(figure())), "ADA")
    assert distance(kit.palette.sleeve, COAT) < 12
    assert distance(kit.palette.leg, LEGS) < 12
